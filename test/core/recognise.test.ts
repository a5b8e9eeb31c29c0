import * as assert from 'node:assert/strict';
import { type AnalysisRequest, mayBeArticle, notAnArticle } from '../../src/core/analyse';
import { allBundles } from '../../src/messages';
import { costOf } from './cost.ts';
import { articleOf, PAIRS, requestOf } from './fixture';

const ARTICLE = PAIRS.map(({ zh, en }) => `${zh}\n${en}`).join('\n');

/** The key of the reason why a text is no article by a cheap look, or undefined when it may be one. */
function refused(text: string, more: Partial<AnalysisRequest> = {}): string | undefined {
  return notAnArticle(requestOf(text, more))?.recognition.reason.key;
}

const CHINESE = PAIRS.map(({ zh }) => zh).join('\n');
const ENGLISH = PAIRS.map(({ en }) => en).join('\n');
const LOG = Array.from(
  { length: 30 },
  (_, at) => `2024-05-12T08:${10 + at}:00 INFO 用户登录成功 user logged in from the office, id=${at}`,
).join('\n');
const JSON_TEXT = JSON.stringify(
  PAIRS.map(({ zh, en }) => ({ zh, en })),
  undefined,
  2,
);
const SOURCE_CODE = Array.from(
  { length: 12 },
  (_, at) =>
    `// 计算第 ${at} 个茶园的面积，单位是平方米\nconst area${at} = width(${at}) * height(${at});\nreturn area${at};`,
).join('\n');

suite('recognition: the cheap look', () => {
  test('what is no article whatever it says', () => {
    assert.equal(refused(''), 'notRecognised.empty');
    assert.equal(refused(' \n\t\r\n\u3000'), 'notRecognised.empty');
    assert.equal(refused(CHINESE), 'notRecognised.oneLanguage');
    assert.equal(refused(ENGLISH), 'notRecognised.oneLanguage');
    assert.equal(refused('你好。Hello.'), 'notRecognised.oneLanguage');
    assert.equal(refused(JSON_TEXT), 'notRecognised.notProse');
    assert.equal(refused(LOG), 'notRecognised.notProse');
    assert.equal(refused(SOURCE_CODE), 'notRecognised.notProse');
    assert.equal(refused(ARTICLE, { format: 'code' }), 'notRecognised.notProse');
    assert.equal(refused(`${ARTICLE.slice(0, 500)}${'\0\u0001\ufffd'.repeat(60)}`), 'notRecognised.binary');
  });

  test('an article may be one, in one text or in two', () => {
    assert.equal(refused(ARTICLE), undefined);
    assert.equal(refused(`\r\n${ARTICLE.replaceAll('\n', '\r\n')}`), undefined);
    assert.equal(notAnArticle(requestOf([CHINESE, ENGLISH])), undefined);
    assert.ok(mayBeArticle(requestOf(ARTICLE)));
    assert.ok(!mayBeArticle(requestOf(CHINESE)));
  });

  test('an article about code, with a little of it, is prose', () => {
    const code = '```js\nconst tea = 1;\nlet water = 2;\nreturn tea + water;\n```';
    assert.equal(
      refused(
        PAIRS.slice(0, 3)
          .map(({ zh, en }) => `${zh}\n\n${en}\n\n${code}`)
          .join('\n\n'),
      ),
      undefined,
    );
  });

  test('addresses are no English', () => {
    const links = Array.from({ length: 10 }, (_, at) => `https://example.com/the/old/street/of/the/town/${at}`).join(
      '\n',
    );
    assert.equal(refused(`${CHINESE}\n${links}`), 'notRecognised.oneLanguage');
  });

  test('the user’s word counts before the text', () => {
    assert.equal(refused(ARTICLE, { scope: 'exclude' }), 'notRecognised.excluded');
    assert.equal(refused(CHINESE, { scope: 'include' }), undefined);
    assert.equal(refused(SOURCE_CODE, { scope: 'include', format: 'code' }), undefined);
    assert.equal(refused(' \n', { scope: 'include' }), 'notRecognised.empty');
  });

  test('a long text costs no more than a short one', () => {
    const long = `${ARTICLE}\n`.repeat(8000);
    assert.ok(long.length > 10_000_000);
    const request = requestOf(long);
    assert.ok(costOf(() => assert.ok(mayBeArticle(request))) < 500);
  });
});

suite('recognition: by the links', () => {
  test('an article is recognised, with the number of its pairs as reason', () => {
    const { recognition, groups } = articleOf(ARTICLE);
    assert.equal(recognition.recognised, true);
    assert.equal(recognition.reason.key, 'recognised.linked');
    assert.equal(recognition.reason.args.groups, groups.length);
    assert.ok(recognition.confidence > 0.9 && recognition.confidence <= 1);
  });

  test('Chinese and English that have nothing to do with each other are no article', () => {
    const [zh, en] = [PAIRS.slice(0, 6), PAIRS.slice(6)];
    const article = articleOf(zh.map((pair, at) => `${pair.zh}\n${en[at].en}`).join('\n'));
    assert.equal(article.recognition.recognised, false);
    assert.equal(article.layout, null);
    assert.deepEqual([article.segments, article.groups, article.findings], [[], [], []]);
  });

  test('a glossary is no article', () => {
    const words = [
      '豆腐 tofu',
      '泉水 spring water',
      '茶园 tea garden',
      '石桥 stone bridge',
      '旅馆 hotel',
      '书店 bookstore',
    ];
    const more = [
      '博物馆 museum',
      '湿地 wetland',
      '火车站 railway station',
      '直升机 helicopter',
      '贷款 loan',
      '青蛙 frog',
    ];
    const lines = [...words, ...more].map((entry) => entry.split(/ (.*)/));
    for (const text of [
      lines.map(([zh, en]) => `${zh}\n${en}`).join('\n'),
      lines.map(([zh, en]) => `${zh}\t${en}`).join('\n'),
      lines.map(([zh, en]) => `- ${zh}：${en}`).join('\n'),
    ])
      assert.equal(articleOf(text).recognition.recognised, false, text);
    // Links to other pages say the titles again.
    const titles = [
      ['山上的茶园', 'The tea gardens on the hill'],
      ['村里的石桥', 'The stone bridges of the village'],
      ['河边的湿地', 'The wetland by the river'],
    ];
    const links = [
      ['看看茶叶怎样从山上走到杯子里', 'See how tea gets from the hills into the cup'],
      ['读一读石桥是怎样架起来的', 'Read how stone bridges are put up'],
      ['听老人说湿地从前的样子', 'Hear old people tell what the wetland was like'],
    ].map((pair, at) => [titles[at], pair, titles[at]]);
    const page = links.flat().map(([zh, en]) => `<p>${en}</p>\n<p>${zh}</p>`);
    assert.equal(articleOf(page.join('\n')).recognition.recognised, true);
    const tsv = lines.map(([zh, en]) => `${zh}\t${en}`).join('\n');
    assert.equal(articleOf(tsv, { format: 'tsv' }).recognition.recognised, false);
  });

  test('include takes a file for an article whatever was linked', () => {
    const { recognition, segments } = articleOf(CHINESE, { scope: 'include' });
    assert.deepEqual(recognition, {
      recognised: true,
      confidence: 1,
      reason: { key: 'recognised.included', args: {} },
    });
    assert.equal(segments.length, PAIRS.length);
  });

  test('every reason has words in both languages, and its arguments are those of the words', () => {
    const texts: readonly (readonly [string, Partial<AnalysisRequest>])[] = [
      ['', {}],
      [CHINESE, {}],
      [LOG, {}],
      [ARTICLE, {}],
      [ARTICLE, { scope: 'include' }],
      [ARTICLE, { scope: 'exclude' }],
      ['\0'.repeat(50), {}],
      [
        PAIRS.slice(0, 6)
          .map((pair, at) => `${pair.zh}\n${PAIRS[at + 6].en}`)
          .join('\n'),
        {},
      ],
    ];
    const keys = new Set<string>();
    for (const [text, more] of texts) {
      const { reason } = articleOf(text, more).recognition;
      keys.add(reason.key);
      for (const bundle of Object.values(allBundles)) {
        assert.ok(bundle[reason.key], reason.key);
        for (const [, name] of bundle[reason.key].matchAll(/\{(\w+)\}/g)) assert.ok(name in reason.args, reason.key);
      }
    }
    assert.equal(keys.size, texts.length);
  });
});
