import * as assert from 'node:assert/strict';
import { matchesOf } from '../../src/core/align/matches';
import type { Article } from '../../src/core/model';
import { articleOf, lexicon, PAIRS, textOf } from './fixture';

/** Matches of the links of an article as `word 主席–chairman`; stretches of the English that stand apart joined by ` … `. */
function matches(article: Article): string[] {
  const text = (span: Parameters<typeof textOf>[1]) => textOf(article.sources, span).replace(/\s+/g, ' ');
  return article.links.flatMap((link) =>
    matchesOf(article, link, lexicon()).map(({ kind, zh, en }) => `${kind} ${text(zh)}–${en.map(text).join(' … ')}`),
  );
}

const article = (...pairs: readonly (readonly [zh: string, en: string])[]) =>
  articleOf([...pairs.flat(), ...PAIRS.flatMap(({ zh, en }) => [zh, en])].join('\n'), { scope: 'include' });

const has = (found: readonly string[], ...expected: readonly string[]) => {
  for (const each of expected) assert.ok(found.includes(each), `${each} in ${found.join(', ')}`);
};

suite('matches', () => {
  const news = article(
    [
      '苏颖在柳湾村用3.5万元修了一座2300多万年前的恐龙脚印博物馆，USB接口有12个。',
      'In Liuwan village, Su Ying spent 35,000 yuan on a museum for dinosaur footprints that are over 23 million years old; it has 12 USB ports.',
    ],
    ['10月的价格上涨了17%。', 'In October prices rose by 17 percent.'],
  );
  const found = matches(news);

  test('words of the dictionary', () => has(found, 'word 博物馆–museum', 'word 恐龙–dinosaur', 'word 价格–prices'));

  test('numbers by their value, with the scale that belongs to them', () => {
    has(found, 'number 3.5万–35,000', 'number 2300多万–23 million', 'number 12–12', 'number 17–17');
    has(found, 'number 10月–October');
  });

  test('names by their sound, given name and surname in one', () =>
    has(found, 'name 苏颖–Su Ying', 'name 柳湾–Liuwan'));

  test('what is the same on both sides', () => has(found, 'same USB–USB'));

  test('what the document taught', () => {
    const untaught = article(['布鲁姆买了一匹马。', 'Blum bought a horse.']);
    const { statistics } = untaught;
    assert.ok(statistics && !matches(untaught).some((each) => each.includes('Blum')));
    const learnt = new Map([...statistics.learnt, ['布鲁姆', new Map([['blum', 0.4]])]]);
    const recurring = new Set([...statistics.terms.recurring, '布鲁姆']);
    const taught = { ...statistics, learnt, terms: { ...statistics.terms, recurring } };
    has(matches({ ...untaught, statistics: taught }), 'name 布鲁姆–Blum');
  });

  test('stretches are apart, inside their sentences, and in the order of the Chinese', () => {
    for (const link of news.links) {
      const all = matchesOf(news, link, lexicon());
      assert.deepEqual(
        all,
        [...all].sort((a, b) => a.zh.start - b.zh.start),
      );
      for (const [side, spans] of [
        ['zh', all.map(({ zh }) => zh)],
        ['en', all.flatMap(({ en }) => en)],
      ] as const) {
        const sorted = [...spans].sort((a, b) => a.start - b.start);
        sorted.forEach(({ start, end }, at) => {
          assert.ok(start < end && start >= (sorted[at - 1]?.end ?? 0));
          const sentences = link[side].map((sentence) => news.sentences[sentence].span);
          assert.ok(sentences.some((sentence) => sentence.start <= start && end <= sentence.end));
        });
      }
      for (const { weight, en } of all) assert.ok(weight > 0 && en.length > 0);
    }
  });

  test('a word said twice is matched in its order; said once more, it stays alone', () => {
    const spans = (zh: string, en: string) => {
      const one = article([zh, en]);
      return matchesOf(one, one.links.find((link) => link.zh.includes(0))!, lexicon())
        .filter(({ zh: span }) => textOf(one.sources, span) === '博物馆')
        .map(({ zh: a, en: [b] }) => [a.start, b.start - zh.length - 1]);
    };
    assert.deepEqual(spans('新博物馆比旧博物馆大得多。', 'The new museum is much larger than the old museum.'), [
      [1, 8],
      [6, 43],
    ]);
    assert.deepEqual(
      spans('新博物馆比旧博物馆大得多。', 'It is much larger than the old one, the former museum.').length,
      1,
    );
  });

  test('traditional characters and those beyond the basic plane keep their offsets', () => {
    const text = '他說𠮷田先生\u{20bb7}把圖書館的𠀋鑰匙給了護士。';
    const traditional = article([text, 'He said that Mr. Yoshida gave the key of the library to the nurse.']);
    has(matches(traditional), 'word 圖書館–library', 'word 鑰匙–key', 'word 護士–nurse');
  });

  test('markup is no word, and does not shift any', () => {
    const marked = article([
      '## **图书馆**[开放](https://example.com/library)',
      '## The **library** is [open](https://example.com/a)',
    ]);
    has(matches(marked), 'word 图书馆–library');
    assert.ok(!matches(marked).some((each) => /https|example|\*/.test(each)));
  });

  test('nothing in common, nothing learnt: no match, no error', () => {
    assert.deepEqual(matchesOf({ ...news, statistics: undefined }, news.links[0], lexicon()), []);
    assert.deepEqual(matchesOf(news, { zh: [], en: [] }, lexicon()), []);
    const zh = news.sentences.findIndex(({ side }) => side === 'zh');
    assert.deepEqual(matchesOf(news, { zh: [zh], en: [] }, lexicon()), []);
  });

  test('the same twice; words that are said over and over cost no square', () => {
    assert.deepEqual(matches(news), found);
    const zh = '图书馆的人在看报纸，'.repeat(2000);
    const text = `${zh}\n${'People read newspapers in the library, '.repeat(2000)}`;
    const sentences = [
      { span: { source: 0, start: 0, end: zh.length }, side: 'zh', segment: 0 },
      { span: { source: 0, start: zh.length + 1, end: text.length }, side: 'en', segment: 1 },
    ] as const;
    const { statistics } = news;
    assert.ok(matchesOf({ masked: [text], sentences, statistics }, { zh: [0], en: [1] }, lexicon()).length >= 6000);
  });
});
