import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeUnits, readBitext } from '../../src/core/align/bitext';
import { cutBitext, sliceBitext } from '../../src/core/align/chunks';
import { evidenceOf } from '../../src/core/align/evidence';
import { bestLadder } from '../../src/core/align/ladder';
import { reestimate } from '../../src/core/align/reestimate';
import { ratiosOf } from '../../src/core/align/runs';
import { type LadderModel, scorerOf } from '../../src/core/align/scorer';
import { backgroundOf, countWords, dictionaryRows } from '../../src/core/align/statistics';
import type { Article } from '../../src/core/model';
import { costOf } from './cost.ts';
import { articleOf, dedent, findingsOf, groupsOf, lexicon, linksOf, PAIRS, type Pair } from './fixture';

/** A short news account with what makes such accounts hard to align. */
const NEWS = dedent(`
  白石镇老街修复一新 千年古桥重新通行
  5月12日，白石镇老街修复工程竣工典礼在镇中心广场举行。
  本报记者 林远 摄
  白石镇镇长方小雨在典礼上说，工程历时三年，修复了126座老房子，没有一户居民被迫搬走。许多人担心修复以后租金会上涨，镇政府已经决定五年内不涨租金。
  A thousand-year-old bridge in the town of Baishi is open to walkers again after eleven years behind a fence, and nobody on the old street had to leave home for it.
  The restoration of Baishi's old street was completed on May 12 with a ceremony on the town's central square.
  The work took three years and restored 126 old houses, and not a single family was forced to move, Mayor Fang Xiaoyu said at the ceremony.
  Many people fear that rents will rise after the restoration, and the town government has decided not to raise them for five years, she added.
  负责古桥修复的工程师高志远介绍，这座千年古桥十一年前因为桥墩开裂被围栏封闭，如今行人又可以通行。工人们把3400块石头逐一编号，拆下来清洗，再按原样砌回去。
  Workers numbered each of the 3,400 stones, took them down to be washed and laid them back exactly as they had been, said Gao Zhiyuan, the engineer in charge of the bridge.
  本报记者 陈柏 摄
  老街上的裁缝店老板娘秦阿姨说，夜里又能听到孩子们的笑声了。
  The children's laughter can be heard again at night, said Aunt Qin, who owns the tailor's shop on the old street.
  广场两侧的银杏树将在明年春天补种。
  来源：白石日报
  长按识别二维码关注白石发布
`);

const body = (pairs: readonly Pair[]) => pairs.map(({ zh, en }) => `${zh}\n${en}`).join('\n');

/** Paragraphs in a layout with the pair that each is of; −1 for a foreign one. */
type Item = readonly [side: 'zh' | 'en', pair: number];

/** Lays out pairs of the pool; the groups that are right, as {@link groupsOf} writes them. */
function laidOut(items: readonly Item[], blankLines: boolean): { text: string; groups: string[] } {
  const lines = new Map<number, { zh?: number; en?: number }>();
  const step = blankLines ? 2 : 1;
  items.forEach(([side, pair], at) => {
    lines.set(pair, { ...lines.get(pair), [side]: at * step + 1 });
  });
  const both = [...lines.values()].filter(({ zh, en }) => zh && en) as { zh: number; en: number }[];
  both.sort((a, b) => Math.min(a.zh, a.en) - Math.min(b.zh, b.en));
  return {
    text: items.map(([side, pair]) => PAIRS[pair][side]).join('\n'.repeat(step)),
    groups: both.map(({ zh, en }) => `${zh}|${en}`),
  };
}

const zh = (pair: number): Item => ['zh', pair];
const en = (pair: number): Item => ['en', pair];
const all = PAIRS.map((_, at) => at);

function assertLayout(items: readonly Item[]): void {
  for (const blankLines of [false, true]) {
    const { text, groups } = laidOut(items, blankLines);
    const article = articleOf(text);
    assert.deepEqual(groupsOf(article), groups, blankLines ? 'with blank lines' : 'without blank lines');
  }
}

function assertSound(article: Article): void {
  const seenSegments = new Set<number>();
  for (const { zh: chinese, en: english, score, id } of article.groups) {
    assert.ok(chinese.length && english.length && id);
    assert.ok(score >= 0 && score <= 1);
    for (const list of [chinese, english])
      assert.deepEqual(
        [...list].sort((a, b) => a - b),
        list,
      );
    for (const at of [...chinese, ...english]) {
      assert.ok(!seenSegments.has(at), 'a segment is in one group at most');
      assert.ok(article.segments[at].alignable);
      seenSegments.add(at);
    }
  }
  assert.deepEqual(
    article.groups.map(({ number }) => number),
    article.groups.map((_, at) => at + 1),
  );
  assert.equal(new Set(article.groups.map(({ id }) => id)).size, article.groups.length);
  const seenSentences = new Set<number>();
  for (const link of article.links) {
    assert.ok(link.zh.length && link.en.length && link.score >= 0 && link.score <= 1);
    const groups = new Set<unknown>();
    for (const side of ['zh', 'en'] as const) {
      for (const at of link[side]) {
        assert.ok(!seenSentences.has(at), 'a sentence is in one link at most');
        seenSentences.add(at);
        assert.equal(article.sentences[at].side, side);
        groups.add(article.groups.find((group) => group[side].includes(article.sentences[at].segment)));
      }
    }
    assert.equal(groups.size, 1, 'a link stays within a group');
    assert.ok(!groups.has(undefined));
  }
}

suite('alignment: a news account', () => {
  const article = articleOf(NEWS);

  test('groups: the lead belongs to a later paragraph, the dateline is translated second', () => {
    assert.deepEqual(groupsOf(article), ['2|6', '4|7,8', '9|5,10', '12|13']);
  });

  test('sentence links', () => {
    assert.deepEqual(linksOf(article), ['2.1|6.1', '4.1|7.1', '4.2|8.1', '9.1|5.1', '9.2|10.1', '12.1|13.1']);
  });

  test('what nobody translated: the headline is information, the last sentence a warning, the rest nothing', () => {
    assert.deepEqual(findingsOf(article), ['1 information unaligned', '14 warning unaligned']);
  });

  test('roles', () => {
    assert.deepEqual(
      article.segments.filter(({ role }) => role !== 'body').map(({ role }) => role),
      ['heading', 'credit', 'credit', 'source', 'furniture'],
    );
  });

  test('one Chinese sentence in two English ones', () => {
    const pairs = [
      {
        zh: '博物馆周一闭馆，门票二十元，学生半价。',
        en: 'The museum is closed on Mondays. Tickets cost twenty yuan; students pay half.',
      },
      ...PAIRS.slice(0, 5),
    ];
    assert.equal(linksOf(articleOf(body(pairs)))[0], '1.1|2.1,2.2');
  });
});

suite('alignment: layouts', () => {
  test('alternating, either language first', () => {
    assertLayout(all.flatMap((at) => [zh(at), en(at)]));
    assertLayout(all.flatMap((at) => [en(at), zh(at)]));
  });

  test('all Chinese, then all English', () => {
    assertLayout([...all.map(zh), ...all.map(en)]);
    assertLayout([...all.map(en), ...all.map(zh)]);
  });

  test('the order flips half-way', () => {
    assertLayout(all.flatMap((at) => (at < 6 ? [zh(at), en(at)] : [en(at), zh(at)])));
  });

  test('sections of four', () => {
    const sections = [all.slice(0, 4), all.slice(4, 8), all.slice(8)];
    assertLayout(sections.flatMap((section) => [...section.map(zh), ...section.map(en)]));
  });

  test('swapped neighbours', () => {
    const swapped = [0, 1, 3, 2, 4, 5, 7, 6, 8, 9, 10, 11];
    assertLayout(all.flatMap((at) => [zh(at), en(swapped[at])]));
  });

  test('English in another order altogether', () => {
    assertLayout([...all.map(zh), ...[7, 2, 10, 0, 5, 11, 3, 8, 1, 6, 9, 4].map(en)]);
  });

  test('a long paragraph against ten lines: none of them is left alone', () => {
    const parts = [PAIRS.slice(0, 10), PAIRS.slice(10)];
    const text = (side: 'zh' | 'en', other: 'zh' | 'en') =>
      parts
        .flatMap((part) => [...part.map((pair) => pair[side]), part.map((pair) => pair[other]).join(' ')])
        .join('\n');
    assert.deepEqual(groupsOf(articleOf(text('zh', 'en'))), ['1,2,3,4,5,6,7,8,9,10|11', '12,13|14']);
    assert.deepEqual(groupsOf(articleOf(text('en', 'zh'))), ['11|1,2,3,4,5,6,7,8,9,10', '14|12,13']);
  });

  test('a short line without a word of its own stays between its neighbours', () => {
    const [first, second] = [PAIRS[2], PAIRS[3]];
    const lines = [`${first.zh}难怪如此。${second.zh}`, first.en, 'Fancy that!', second.en];
    const text = [body(PAIRS.slice(4, 6)), ...lines, body(PAIRS.slice(6, 8))].join('\n');
    assert.deepEqual(groupsOf(articleOf(text)), ['1|2', '3|4', '5|6,7,8', '9|10', '11|12']);
  });

  test('dropped paragraphs are the ones without counterpart', () => {
    for (const side of ['zh', 'en'] as const) {
      for (const dropped of [0, 5, 11]) {
        const items = all.flatMap((at) => [zh(at), en(at)]).filter(([of, pair]) => of !== side || pair !== dropped);
        assertLayout(items);
        const findings = findingsOf(articleOf(laidOut(items, false).text));
        assert.deepEqual(findings, [`${2 * dropped + 1} warning unaligned`]);
      }
    }
  });

  test('a foreign paragraph in the place of a translation stays apart', () => {
    const foreign =
      'The committee has postponed the vote on the fishing quota until the ministers meet again in autumn.';
    const lines = PAIRS.slice(0, 8).flatMap((pair, at) => [pair.zh, at === 4 ? foreign : pair.en]);
    const article = articleOf(lines.join('\n'));
    assert.deepEqual(groupsOf(article), ['1|2', '3|4', '5|6', '7|8', '11|12', '13|14', '15|16']);
    assert.deepEqual(findingsOf(article), ['10 warning doubtful-link']);
  });

  test('where much is left untranslated, two that resemble each other stay apart', () => {
    // Of each pair: which side is missing.
    for (const lost of ['zz--' + '-z' + 'ez' + 'ze-z', '-zze' + 'ee' + 'ez' + 'z--z', 'zeze' + 'ze' + 'ze' + 'zezz']) {
      const items = all.flatMap((at) => [zh(at), en(at)]).filter(([side, pair]) => side[0] !== lost[pair]);
      assertLayout(items);
    }
  });

  test('a pair that shares few words is not given up where everything else is translated', () => {
    const free = { zh: '可谁又说得准呢？', en: 'Then again, you never know.' };
    const lines = PAIRS.slice(0, 8).flatMap((pair, at) => (at === 4 ? [free.zh, free.en] : [pair.zh, pair.en]));
    const expected = ['1|2', '3|4', '5|6', '7|8', '9|10', '11|12', '13|14', '15|16'];
    assert.deepEqual(groupsOf(articleOf(lines.join('\n'))), expected);
  });

  test('where titles are translated by plain lines, a heading against body text costs less', () => {
    const titles = [
      ['# 石桥', 'The stone bridge'],
      ['# 邮局', 'The post office'],
      ['# 医院', 'The hospital'],
      ['# 博物馆', 'The museum'],
      ['# 各有各的活法', 'To each their own'],
      ['# 火车站', 'The railway station'],
    ];
    const linesOf = (mark: string) =>
      titles.flatMap(([title, plain], at) => [title, mark + plain, PAIRS[at].zh, PAIRS[at].en]);
    const plain = articleOf(linesOf('').join('\n'));
    const marked = articleOf(linesOf('# ').join('\n'));
    const expected = linesOf('').flatMap((_, at) => (at % 2 ? [] : [`${at + 1}|${at + 2}`]));
    for (const article of [plain, marked]) assert.deepEqual(groupsOf(article), expected);
    const cost = ({ statistics }: Article) => statistics?.layout.heading ?? Number.NaN;
    assert.ok(cost(plain) < 1.5, 'the document teaches that titles stand against body text');
    assert.equal(cost(marked), 3);
  });

  test('dialogue in short lines', () => {
    const dialogue = [
      ['你昨天去老街了吗？', 'Did you go to the old street yesterday?'],
      ['去了。', 'I did.'],
      ['买豆腐了？', 'Did you buy tofu?'],
      ['没有，店关门了。', 'No, the shop was closed.'],
      ['真的？', 'Really?'],
      ['真的，老板去医院了。', 'Really, the owner went to the hospital.'],
      ['他病了吗？', 'Is he ill?'],
      ['不是。他女儿生了孩子。', 'No. His daughter had a baby.'],
      ['太好了！', 'Wonderful!'],
      ['是的。', 'Right.'],
      ['那我们明天一起去吧。', 'Then let us go together tomorrow.'],
      ['好。', 'Fine.'],
    ];
    const article = articleOf(dialogue.map((lines) => lines.join('\n')).join('\n'));
    assert.deepEqual(
      groupsOf(article),
      dialogue.map((_, at) => `${2 * at + 1}|${2 * at + 2}`),
    );
  });

  test('traditional Chinese is aligned like simplified', () => {
    const traditional = [
      ['街口的郵局建於1926年，牆上的大鐘至今走得很準。', 1],
      ['三十年前，這裡沒有一家旅館，外地人只能住在學校的教室裡。', 2],
      ['鎮上的醫院只有八名醫生，卻要照顧一萬兩千名居民。', 4],
      ['冬天，山上的積雪常常封住公路，蔬菜和藥品要靠直升機運送。', 7],
      ['博物館裡最珍貴的展品是一把唐代的銅鏡，背面刻著兩隻鳳凰。', 8],
      ['科學家在附近的濕地裡發現了一種新的青蛙，體長不到兩厘米。', 9],
    ] as const;
    const of = (lines: readonly (readonly [string, number])[]) =>
      groupsOf(articleOf([...lines.map(([text]) => text), ...lines.map(([, pair]) => PAIRS[pair].en)].join('\n')));
    const expected = ['1|7', '2|8', '3|9', '4|10', '5|11', '6|12'];
    assert.deepEqual(of(traditional), expected);
    assert.deepEqual(of(traditional.map(([, pair]) => [PAIRS[pair].zh, pair])), expected);
  });

  test('markup around the paragraphs changes no group', () => {
    const plain = groupsOf(articleOf(body(PAIRS)));
    const dressed = (zhOf: (text: string) => string, enOf: (text: string) => string) =>
      groupsOf(articleOf(PAIRS.map((pair) => `${zhOf(pair.zh)}\n${enOf(pair.en)}`).join('\n')));
    assert.deepEqual(
      dressed(
        (text) => `> ${text}`,
        (text) => `> ${text}`,
      ),
      plain,
    );
    assert.deepEqual(
      dressed(
        (text) => `【原文】${text}`,
        (text) => `[Translation] ${text}`,
      ),
      plain,
    );
    assert.deepEqual(
      dressed(
        (text) => `**${text}**`,
        (text) => `<i>${text}</i>`,
      ),
      plain,
    );
  });

  test('both languages on each line', () => {
    const article = articleOf(PAIRS.map((pair) => `${pair.zh}${pair.en}`).join('\n'));
    assert.equal(article.layout, 'inline');
    assert.deepEqual(
      groupsOf(article),
      PAIRS.map((_, at) => `${at + 1}|${at + 1}`),
    );
  });

  test('an article in two texts', () => {
    const article = articleOf([PAIRS.map((pair) => pair.zh).join('\n\n'), PAIRS.map((pair) => pair.en).join('\n\n')]);
    assert.equal(article.layout, 'pair');
    assert.deepEqual(
      groupsOf(article),
      PAIRS.map((_, at) => `${2 * at + 1}|${2 * at + 1}`),
    );
    assert.deepEqual(article.findings, []);
    assertSound(article);
  });

  test('what both languages say twice is linked twice, wherever the repetitions stand', () => {
    const pairs = [...PAIRS.slice(0, 3), PAIRS[3], PAIRS[4], PAIRS[3], ...PAIRS.slice(5, 10)];
    const blocks = [...pairs.map((pair) => pair.zh), ...pairs.map((pair) => pair.en)];
    assert.equal(articleOf(blocks.join('\n')).groups.length, pairs.length);
  });

  test('a text of which only some is translated is an article; the rest is untranslated', () => {
    const lines = PAIRS.slice(0, 12).flatMap((pair, at) => (at % 3 ? [pair.zh] : [pair.zh, pair.en]));
    const article = articleOf(lines.join('\n'));
    assert.equal(article.groups.length, 4);
    assert.equal(article.findings.filter(({ code }) => code === 'unaligned').length, 8);
  });

  test('a pair whose words do not fit is less sure than any that does', () => {
    const foreign = 'Every member of the council has read the whole report and will vote on it next week.';
    const pairs = PAIRS.slice(0, 6);
    const lines = pairs.flatMap((pair, at) => [pair.zh, at === 5 ? foreign : pair.en]);
    const scores = new Map(articleOf(lines.join('\n')).groups.map((group) => [group.zh[0], group.score]));
    const [odd, ...fitting] = [scores.get(10) ?? 0, ...[0, 2, 4, 6, 8].map((at) => scores.get(at) ?? 0)];
    assert.ok(fitting.every((score) => score > 0.9 && score > odd));
  });

  test('a copy of a paragraph has no second counterpart', () => {
    const lines = PAIRS.slice(0, 6).flatMap((pair) => [pair.zh, pair.en]);
    lines.splice(6, 0, PAIRS[2].zh);
    const article = articleOf(lines.join('\n'));
    assert.equal(article.groups.length, 6);
    assert.deepEqual(article.groups.flatMap((group) => group.en).length, 6);
    assertSound(article);
  });
});

suite('alignment: invariants', () => {
  test('in any order, with paragraphs left out and doubled, groups and links are sound and the same twice', () => {
    const items = fc
      .shuffledSubarray([...all.map(zh), ...all.map(en)], { minLength: 4 })
      .chain((list) => fc.tuple(fc.constant(list), fc.array(fc.nat(list.length - 1), { maxLength: 3 }), fc.boolean()));
    fc.assert(
      fc.property(items, ([list, doubled, blankLines]) => {
        const { text } = laidOut([...list, ...doubled.map((at) => list[at])], blankLines);
        const article = articleOf(text, { scope: 'include' });
        assertSound(article);
        assert.deepEqual(articleOf(text, { scope: 'include' }), article);
      }),
      { seed: 81, numRuns: 60 },
    );
  }).timeout(30_000);

  test('shuffled English: nearly every group is found, whatever the order', () => {
    let right = 0;
    let found = 0;
    let wanted = 0;
    fc.assert(
      fc.property(fc.shuffledSubarray([...all], { minLength: 9 }), (order) => {
        const { text, groups } = laidOut([...all.map(zh), ...order.map(en)], false);
        const own = groupsOf(articleOf(text));
        found += own.length;
        wanted += groups.length;
        right += own.filter((group) => groups.includes(group)).length;
      }),
      { seed: 82, numRuns: 25 },
    );
    assert.ok((2 * right) / (found + wanted) > 0.9, `${right} right of ${found} found, ${wanted} wanted`);
  }).timeout(30_000);

  test('statistics passed back give the same article', () => {
    for (const text of [
      NEWS,
      body(PAIRS),
      [...PAIRS.map((pair) => pair.zh), ...PAIRS.map((pair) => pair.en)].join('\n'),
    ]) {
      const first = articleOf(text);
      assert.ok(first.statistics);
      const again = articleOf(text, { statistics: first.statistics });
      assert.deepEqual(again.groups, first.groups);
      assert.deepEqual(again.links, first.links);
      assert.equal(again.statistics, first.statistics);
    }
  });

  test('statistics of an earlier version still link a text that was edited', () => {
    const { statistics } = articleOf(body(PAIRS));
    const edited = PAIRS.map((pair, at) => (at === 3 ? { zh: `${pair.zh}今年春天，猴子也来了。`, en: pair.en } : pair));
    const article = articleOf(body([...edited, { zh: '猴子很聪明。', en: 'Monkeys are clever.' }]), { statistics });
    assert.equal(article.groups.length, PAIRS.length + 1);
  });

  test('the dictionary is not changed by use', () => {
    const before = lexicon().translations(lexicon().headwordId('豆腐'));
    articleOf(NEWS);
    assert.deepEqual(lexicon().translations(lexicon().headwordId('豆腐')), before);
  });
});

suite('alignment: the parts', () => {
  const bitext = readBitext({
    zh: PAIRS.map((pair) => pair.zh),
    en: PAIRS.map((pair) => pair.en),
    lexicon: lexicon(),
  });
  const rows = dictionaryRows(bitext, lexicon());
  const background = backgroundOf(bitext, countWords(bitext), lexicon());
  const evidence = evidenceOf(bitext, rows, ratiosOf(rows, background), 0.05);
  const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-4 * (1 + Math.abs(a)), `${a}, ${b}`);
  const run = (last: number, length: number) => Array.from({ length }, (_, at) => last - length + 1 + at);

  test('evidence: a translation has more than anything else, in both directions', () => {
    for (const i of all) {
      const english = all.map((j) => evidence.english([i], j) + evidence.chinese(i, [j]));
      assert.equal(english.indexOf(Math.max(...english)), i);
      const chinese = all.map((k) => evidence.english([k], i) + evidence.chinese(k, [i]));
      assert.equal(chinese.indexOf(Math.max(...chinese)), i);
    }
  });

  test('evidence of runs is evidence of the same sets', () => {
    const into = new Float64Array(6);
    for (const last of [4, 7, 11]) {
      for (const one of [0, 3, 7]) {
        evidence.englishRuns(last, 5, one, into);
        for (let length = 1; length <= 5; length++) near(into[length], evidence.english(run(last, length), one));
        evidence.chineseRuns(one, last, 5, into);
        for (let length = 1; length <= 5; length++) near(into[length], evidence.chinese(one, run(last, length)));
      }
    }
  });

  test('a bead of neighbours is worth the same as a run and as two sets', () => {
    const places = all.map((at) => ({ order: at, solo: at === 5, reluctance: at === 5 ? 6 : 0 }));
    const layout = { adjacent: 1, chineseFirst: 0.5, merge: 2, heading: 3, shift: 0, link: 0.4, ratio: 3, gap: 1 };
    const scorer = scorerOf({
      bitext,
      evidence,
      zh: places.map((place) => ({ ...place, order: 2 * place.order })),
      en: places.map((place) => ({ ...place, order: 2 * place.order + 1 })),
      layout,
      oneText: true,
    });
    for (const [i, a, j, b] of [
      [0, 1, 0, 1],
      [3, 2, 3, 1],
      [6, 1, 7, 3],
      [5, 1, 5, 1],
      [5, 2, 8, 2],
      [11, 3, 11, 4],
    ]) {
      const [zh, en] = [run(i, a), run(j, b)];
      const { total } = scorer.detail(zh, en);
      near(scorer.score(zh, en), total);
      const english = en.reduce((sum, unit) => sum + evidence.english(zh, unit), 0);
      const chinese = zh.reduce((sum, unit) => sum + evidence.chinese(unit, en), 0);
      const weighted = scorer.weight.english * english + scorer.weight.chinese * chinese;
      near(total, weighted + scorer.frameOfRun(i, a, j, b));
    }
  });

  test('units put together hold what their parts hold', () => {
    const merged = mergeUnits(bitext, {
      zh: [
        [0, 3],
        [3, 4],
      ],
      en: [
        [0, 1],
        [1, 12],
      ],
    });
    assert.deepEqual(
      [...merged.zh[0].words],
      bitext.zh.slice(0, 3).flatMap((unit) => [...unit.words]),
    );
    assert.equal(merged.zh[0].starts.length, merged.zh[0].words.length + 1);
    assert.equal(merged.zh[0].starts.at(-1), merged.zh[0].characters.length);
    assert.equal(new Set(merged.zh[0].items).size, merged.zh[0].items.length);
    assert.equal(merged.zh[1], bitext.zh[3]);
    assert.deepEqual(
      [...merged.en[1].words],
      bitext.en.slice(1).flatMap((unit) => [...unit.words]),
    );
  });

  test('the ladder is the best of all ladders', () => {
    const shapes = { most: { zh: 2, en: 3 }, several: [[2, 2]] as const };
    const list = [
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 1],
      [2, 2],
    ] as const;
    const gap = { open: 1.5, extend: 0.5 };
    const none = new Int32Array(8).fill(1);
    fc.assert(
      fc.property(
        fc.nat(4),
        fc.nat(4),
        fc.array(fc.integer({ min: -30, max: 60 }), { minLength: 150, maxLength: 150 }),
        (nz, ne, values) => {
          const worth = (i: number, a: number, j: number, b: number) =>
            values[(i * 31 + j * 7 + a * 3 + b * 11) % 150] / 10;
          const model: LadderModel = {
            units: { zh: nz, en: ne },
            evidence: {
              english: () => 0,
              chinese: () => 0,
              englishRuns: (_last, _most, _j, into) => into.fill(0),
              chineseRuns: (_i, _last, _most, into) => into.fill(0),
              zhWords: none,
              enWords: none,
            },
            weight: { english: 1, chinese: 1 },
            frameOfRun: worth,
            detail: () => ({ evidence: 0, words: 0, total: 0 }),
          };
          // State: units consumed, and in which gap the path is: gaps may be extended, and change sides at a new opening.
          const best = (i: number, j: number, inGap: '' | 'zh' | 'en'): number => {
            if (i === nz && j === ne) return 0;
            let most = Number.NEGATIVE_INFINITY;
            for (const [a, b] of list)
              if (i + a <= nz && j + b <= ne)
                most = Math.max(most, worth(i + a - 1, a, j + b - 1, b) + best(i + a, j + b, ''));
            const cost = (side: 'zh' | 'en') => gap.extend + (inGap === side ? 0 : gap.open);
            if (i < nz) most = Math.max(most, best(i + 1, j, 'zh') - cost('zh'));
            if (j < ne) most = Math.max(most, best(i, j + 1, 'en') - cost('en'));
            return most;
          };
          const beads = bestLadder(model, gap, shapes);
          let total = 0;
          let i = 0;
          let j = 0;
          const skip = (count: number) => (count ? gap.open + gap.extend * count : 0);
          for (const { zh: chinese, en: english } of [...beads, { zh: [nz], en: [ne] }]) {
            assert.ok(chinese[0] >= i && english[0] >= j);
            total -= skip(chinese[0] - i) + skip(english[0] - j);
            i = chinese[chinese.length - 1] + 1;
            j = english[english.length - 1] + 1;
            if (chinese[0] < nz) total += worth(i - 1, chinese.length, j - 1, english.length);
          }
          assert.ok(Math.abs(total - best(0, 0, '')) < 1e-9, `${total} instead of ${best(0, 0, '')}`);
        },
      ),
      { seed: 83, numRuns: 300 },
    );
  });

  test('chunks cover both sides in order; a short bitext is one', () => {
    assert.deepEqual(cutBitext(bitext, rows, background), [{ zh: [0, 12], en: [0, 12] }]);
    const numbered = Array.from({ length: 500 }, (_, at) => ({ pair: PAIRS[(at * 5) % 12], number: 4000 + 17 * at }));
    const long = readBitext({
      zh: numbered.map(({ pair, number }) => `${number}号：${pair.zh}`),
      en: numbered.map(({ pair, number }) => `Number ${number}: ${pair.en}`),
      lexicon: lexicon(),
    });
    const chunks = cutBitext(long, dictionaryRows(long, lexicon()), backgroundOf(long, countWords(long), lexicon()));
    assert.ok(chunks.length > 2);
    let [i, j] = [0, 0];
    for (const chunk of chunks) {
      assert.deepEqual([chunk.zh[0], chunk.en[0]], [i, j]);
      [i, j] = [chunk.zh[1], chunk.en[1]];
      assert.ok(Math.abs(i - j) <= 3, 'cut at pairs');
      assert.equal(sliceBitext(long, chunk).zh.length, chunk.zh[1] - chunk.zh[0]);
    }
    assert.deepEqual([i, j], [500, 500]);
  });

  test('texts that have nothing in common are not cut but refused', () => {
    const lone = readBitext({
      zh: Array.from({ length: 300 }, () => '鹅鹅鹅，曲项向天歌。'),
      en: Array.from({ length: 300 }, (_, at) => `The committee adjourned item ${at + 7000}.`),
      lexicon: lexicon(),
    });
    assert.deepEqual(
      cutBitext(lone, dictionaryRows(lone, lexicon()), backgroundOf(lone, countWords(lone), lexicon())),
      [],
    );
  });

  test('the document teaches words that the dictionary lacks, from two beads on', () => {
    const verbs = [
      ['来了', 'came'],
      ['走了', 'left'],
      ['笑了', 'laughed'],
      ['哭了', 'cried'],
      ['睡了', 'slept'],
      ['唱歌', 'sang'],
      ['跳舞', 'danced'],
      ['游泳', 'swam'],
    ] as const;
    const names = readBitext({
      zh: [...verbs.map(([verb]) => `嗒噗噜${verb}。`), '咘咔病了。'],
      en: [...verbs.map(([, verb]) => `Zorblat ${verb}.`), 'Quixby fell ill.'],
      lexicon: lexicon(),
    });
    const own = dictionaryRows(names, lexicon());
    const beads = names.zh.map((_, at) => ({ zh: [at], en: [at] }));
    const learnt = reestimate(names, own, own, beads);
    const taught = (lemma: string) => [...learnt.values()].some((row) => (row.get(lemma) ?? 0) > 0);
    assert.ok(taught('zorblat'));
    assert.ok(!taught('quixby'));
  });

  test('a text that says one word over and over costs no square', () => {
    const text = `${'中文字'.repeat(20_000)}\n${'some english words '.repeat(14_000)}`;
    const cost = costOf(() => assert.equal(articleOf(text, { scope: 'include' }).segments.length, 2));
    assert.ok(cost < 4000, `${cost} ms`);
  }).timeout(20_000);
});

suite('alignment: confidence', () => {
  test('one paragraph against several sentences on lines of their own: the links are sure', () => {
    const zh = [PAIRS.slice(0, 4), PAIRS.slice(4, 8), PAIRS.slice(8, 12)];
    const lines = zh.flatMap((pairs) => [pairs.map((pair) => pair.zh).join(''), ...pairs.map(({ en }) => en)]);
    const { links, groups } = articleOf(lines.join('\n'));
    assert.equal(groups.length, 3);
    assert.ok(
      groups.every(({ score }) => score >= 0.3),
      String(groups.map(({ score }) => score)),
    );
    assert.ok(
      links.filter(({ score }) => score >= 0.9).length >= 0.8 * links.length,
      String(links.map((l) => l.score)),
    );
  });
});
