/** Under equal statistics, doing only what an edit touches equals doing all of it. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Alignment, type AlignmentContext, alignArticle } from '../../src/core/align/article';
import type { AnalysisRequest } from '../../src/core/analyse';
import { checkCodes } from '../../src/core/checks';
import { message, type PairCheck } from '../../src/core/checks/check';
import { type CheckedPairs, runChecks } from '../../src/core/checks/run';
import type { Article, Side } from '../../src/core/model';
import {
  type Change,
  changeFinding,
  changeLink,
  changeMerge,
  changePair,
  changeRole,
  changeTakeOut,
  changeUnlink,
} from '../../src/core/review/change';
import type { Deciding } from '../../src/core/review/decisions';
import type { Decisions } from '../../src/core/review/file';
import { segmentArticle } from '../../src/core/segment/segments';
import { defaultSettings } from '../../src/core/settings';
import { sourceText } from '../../src/core/text';
import { articleOf, lexicon } from './fixture';
import { everything, faultsOf } from './hostile';

function align(paragraphs: readonly string[], gap: string, context?: AlignmentContext): Alignment {
  return alignSources([paragraphs.join(gap)], 'prose', context);
}

function alignSources(texts: readonly string[], format: 'prose' | 'tsv', context?: AlignmentContext): Alignment {
  const steps = alignArticle(segmentArticle(texts.map(sourceText), format), lexicon(), context);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** What alignment is for. */
const found = ({ groups, links, statistics }: Alignment) => ({ groups, links, statistics });

const WHO = [
  ['林小满', 'Lin Xiaoman'],
  ['船长', 'The captain'],
  ['住在河边的老木匠', 'The old carpenter by the river'],
  ['秦阿姨', 'Aunt Qin'],
  ['几个学生', 'A few students'],
  ['魏工程师', 'Engineer Wei'],
] as const;
const DID = [
  ['修好了', 'repaired'],
  ['卖掉了', 'sold'],
  ['在市场上买了', 'bought at the market'],
  ['把邻居的信和', 'put the letters of the neighbour beside'],
  ['画了', 'drew'],
  ['忘记了', 'forgot'],
] as const;
const WHAT = [
  ['旧桥', 'old bridges'],
  ['竹篮', 'bamboo baskets'],
  ['钟', 'clocks'],
  ['梨树', 'pear trees'],
  ['渔船', 'fishing boats'],
] as const;
const WHEN = [
  ['今年春天，', 'This spring '],
  ['下雨的那天晚上，', 'On the night of the rain '],
  ['', ''],
] as const;

/** A sentence in both languages, from four numbers. */
function pairOf(seed: number): { readonly zh: string; readonly en: string } {
  const pick = <T>(list: readonly T[], by: number) => list[Math.floor(seed / by) % list.length];
  const [who, did, what, when] = [pick(WHO, 1), pick(DID, 6), pick(WHAT, 36), pick(WHEN, 180)];
  const number = 2 + (seed % 97);
  return {
    zh: `${when[0]}${who[0]}${did[0]}${number}${seed % 2 ? '座' : '个'}${what[0]}。`,
    en: `${when[1]}${when[1] ? who[1].replace(/^(The|A) /, (word) => word.toLowerCase()) : who[1]} ${did[1]} ${number} ${what[1]}.`,
  };
}

const seeds = fc.integer({ min: 0, max: 5000 });
/** Paragraphs of one to three sentences, in both languages or in one. */
const block = fc
  .tuple(fc.array(seeds, { minLength: 1, maxLength: 3 }), fc.constantFrom('both', 'both', 'both', 'zh', 'en'))
  .map(([sentences, kept]) => {
    const pairs = sentences.map(pairOf);
    const zh = pairs.map((pair) => pair.zh).join('');
    const en = pairs.map((pair) => pair.en).join(' ');
    return kept === 'both' ? [zh, en] : [kept === 'zh' ? zh : en];
  });
const paragraph = fc.oneof(
  block.map(([text]) => text),
  fc.constantFrom(
    '第三章',
    'Chapter Three',
    '（记者 林小满）',
    '------',
    '“是的。”',
    'Xiaoman nodded.',
    '?',
    '一九八四',
  ),
);

function spliced<T>(list: readonly T[], at: number, removed: number, ...added: readonly T[]): T[] {
  return [...list.slice(0, at), ...added, ...list.slice(at + removed)];
}

type Edit = (paragraphs: readonly string[]) => string[];
const place = fc.nat(1000);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, paragraph).map(
    ([at, text]): Edit =>
      (all) =>
        spliced(all, at % (all.length + 1), 0, text),
  ),
  place.map(
    (at): Edit =>
      (all) =>
        spliced(all, at % all.length, 1),
  ),
  fc.tuple(place, paragraph).map(
    ([at, text]): Edit =>
      (all) =>
        spliced(all, at % all.length, 1, text),
  ),
  fc.tuple(place, place, fc.constantFrom('x', '。', ' ', '3', '林', '')).map(
    ([at, column, text]): Edit =>
      (all) => {
        const old = all[at % all.length];
        const cut = column % (old.length + 1);
        return spliced(all, at % all.length, 1, old.slice(0, cut) + text + old.slice(cut + 1));
      },
  ),
  fc.tuple(place, place).map(
    ([from, to]): Edit =>
      (all) => {
        const moved = all[from % all.length];
        const rest = spliced(all, from % all.length, 1);
        return spliced(rest, to % all.length, 0, moved);
      },
  ),
);

/** What a reviewer does, on paragraphs that `at` and `other` choose. */
interface Act {
  readonly kind: string;
  readonly at: number;
  readonly other: number;
}

function changeOf(article: Article, { kind, at, other }: Act, who: Deciding): Change {
  const { groups, findings, segments, sentences } = article;
  const group = groups[at % groups.length];
  const words = segments.flatMap((segment, index) => (segment.alignable ? [index] : []));
  const on = (side: Side) => words.filter((index) => sentences[segments[index].sentences[0]].side === side);
  const some = (all: readonly number[], from: number) =>
    all.slice(from % all.length, (from % all.length) + 1 + (from % 2));
  const pair = { zh: some(on('zh'), at), en: some(on('en'), other) };
  const none: Change = new Map();
  if (kind === 'role') return changeRole(article, words[at % words.length], other % 2 ? 'free' : 'heading', who);
  if (kind === 'dismiss')
    return findings.length ? changeFinding(findings[at % findings.length].fingerprint, '', who) : none;
  if (kind === 'link') return pair.zh.length && pair.en.length ? changeLink(article, pair, who) : none;
  // A file that people wrote or merged may say anything.
  if (kind === 'swapped') return changeLink(article, { zh: some(words, at), en: some(words, other) }, who);
  if (!group) return none;
  if (kind === 'unlink') return changeUnlink(article, group, who);
  if (kind === 'takeOut') return changeTakeOut(article, group, [...group.zh, ...group.en][other % 2], who);
  if (kind === 'merge') return changeMerge(article, group, groups[other % groups.length], who);
  return changePair(article, group, kind === 'flag' ? 'flag' : 'approve', { ...who, remark: '' });
}

function changed(decisions: Decisions, change: Change): Decisions {
  const all = new Map(decisions);
  for (const [id, decision] of change) {
    if (decision) all.set(id, decision);
    else all.delete(id);
  }
  return all;
}

suite('redoing an edit', () => {
  test('only what it touches, or everything: the same', () => {
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 9 }),
        fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
        fc.constantFrom('\n', '\n\n'),
        (blocks, versions, gap) => {
          let paragraphs: readonly string[] = blocks.flat();
          let previous = align(paragraphs, gap);
          const { statistics } = previous;
          for (const edits of versions) {
            for (const change of edits) if (paragraphs.length) paragraphs = change(paragraphs);
            const redone = align(paragraphs, gap, { statistics, previous });
            assert.deepEqual(found(redone), found(align(paragraphs, gap, { statistics })));
            previous = redone;
          }
        },
      ),
      { seed: 5, numRuns: 60 },
    );
  }).timeout(60_000);

  test('a long text: chunks far from the edit are not done again', () => {
    const blocks = Array.from({ length: 320 }, (_, at) => pairOf(at * 37 + (at % 7)));
    const paragraphs = blocks.flatMap(({ zh, en }) => [zh, en]);
    const previous = align(paragraphs, '\n');
    const { statistics } = previous;
    const before = previous.parts.chunks;
    assert.ok(before.size >= 4);
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const edited = edits.reduce<readonly string[]>((all, change) => change(all), paragraphs);
        const redone = align(edited, '\n', { statistics, previous });
        assert.deepEqual(found(redone), found(align(edited, '\n', { statistics })));
        const kept = [...redone.parts.chunks].filter(([key, links]) => before.get(key) === links).length;
        if (edits.length === 1) assert.ok(redone.parts.chunks.size - kept <= 2);
      }),
      { seed: 11, numRuns: 4 },
    );
  }).timeout(60_000);

  test('what is reported: the same with the memory of the version before, and without', () => {
    const whole = ({ findings, groups, links, turns, failures }: Article) => ({
      findings,
      groups,
      links,
      turns,
      failures,
    });
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 9 }),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('\n', '\n\n'),
        (blocks, edits, gap) => {
          let paragraphs: readonly string[] = blocks.flat();
          const settings = {
            ...defaultSettings,
            severity: Object.fromEntries(checkCodes.map((code) => [code, 'hint' as const])),
          };
          const read = (more: Partial<AnalysisRequest>) =>
            articleOf(paragraphs.join(gap), { settings, scope: 'include', ...more });
          let { memory, statistics } = read({});
          for (const change of edits) {
            if (paragraphs.length) paragraphs = change(paragraphs);
            const redone = read({ statistics, memory });
            assert.deepEqual(whole(redone), whole(read({ statistics })));
            assert.deepEqual(redone.failures, []);
            memory = redone.memory;
            statistics ??= redone.statistics;
          }
        },
      ),
      { seed: 23, numRuns: 40 },
    );
  }).timeout(60_000);

  test('decisions: the same with the memory of the version before, and without', () => {
    const acts = fc.record({
      kind: fc.constantFrom('approve', 'flag', 'link', 'unlink', 'takeOut', 'merge', 'role', 'dismiss', 'swapped'),
      at: place,
      other: place,
    });
    const whole = ({ memory, recognition, ...article }: Article) => article;
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 2, maxLength: 8 }),
        fc.array(fc.tuple(fc.array(acts, { maxLength: 3 }), edit), { minLength: 1, maxLength: 4 }),
        (blocks, versions) => {
          let paragraphs: readonly string[] = blocks.flat();
          let decisions: Decisions = new Map();
          const read = (more: Partial<AnalysisRequest>) =>
            articleOf(paragraphs.join('\n'), { settings: everything, scope: 'include', decisions, ...more });
          let article = read({});
          const { statistics } = article;
          if (!statistics) return;
          let clock = 0;
          for (const [decided, change] of versions) {
            for (const act of decided) {
              const who = { by: 'Yan', at: new Date(1e12 + 1000 * clock++).toISOString() };
              decisions = changed(decisions, changeOf(article, act, who));
            }
            if (paragraphs.length) paragraphs = change(paragraphs);
            const { memory } = article;
            article = read({ statistics, memory });
            assert.deepEqual(whole(article), whole(read({ statistics })));
            assert.deepEqual(faultsOf(article), []);
            const sideAt = (at: number) => article.sentences[at].side;
            for (const { zh, en } of article.links)
              assert.ok(zh.every((at) => sideAt(at) === 'zh') && en.every((at) => sideAt(at) === 'en'));
          }
        },
      ),
      { seed: 41, numRuns: 60 },
    );
  }).timeout(60_000);

  test('what is reported: unchanged pairs are not looked at again', () => {
    const pairs = [3, 77, 901, 2345, 610].map(pairOf);
    const lines = pairs.flatMap(({ zh, en }) => [zh, en]);
    const looked: string[] = [];
    const check: PairCheck = {
      scope: 'pair',
      code: 'looking',
      severity: 'hint',
      *find({ zh }) {
        looked.push(zh.sentences[0].text);
        yield { side: 'zh', span: zh.sentences[0].span, message: message('x'), related: [], anchor: 'x' };
      },
    };
    const run = (text: string, earlier?: Article, kept?: CheckedPairs) => {
      const { statistics, memory } = earlier ?? {};
      const article = articleOf(text, { scope: 'include', statistics, memory });
      const input = { ...article, lexicon: lexicon(), settings: defaultSettings, glossary: undefined };
      return { article, ...runChecks(input, [check], { earlier: kept }) };
    };
    const first = run(lines.join('\n'));
    assert.equal(looked.length, pairs.length);
    looked.length = 0;
    const edited = spliced(lines, 4, 1, `${lines[4].slice(0, -1)}吗？`);
    const second = run(edited.join('\n'), first.article, first.checked);
    assert.deepEqual(looked, [edited[4]]);
    for (const { span } of second.findings) {
      const text = second.article.sources[0].text.slice(span.start, span.end);
      assert.ok(edited.includes(text), text);
    }
  });

  test('other statistics: nothing is reused', () => {
    const paragraphs = [1, 50, 700, 1234].map(pairOf).flatMap(({ zh, en }) => [zh, en]);
    const previous = align(paragraphs, '\n');
    const { statistics } = align([...paragraphs, '又下雨了。', 'It rained again.'], '\n');
    const redone = align(paragraphs, '\n', { statistics, previous });
    assert.deepEqual(found(redone), found(align(paragraphs, '\n', { statistics })));
  });

  test('an unchanged text costs no reading and no search', () => {
    const paragraphs = [3, 77, 901, 2345, 610].map(pairOf).flatMap(({ zh, en }) => [zh, en]);
    const previous = align(paragraphs, '\n');
    const redone = align(paragraphs, '\n', { statistics: previous.statistics, previous });
    const units = ({ parts }: Alignment) => [...parts.sentences.bitext.zh, ...parts.sentences.bitext.en];
    for (const [at, unit] of units(redone).entries()) assert.equal(unit, units(previous)[at]);
    assert.deepEqual([...redone.parts.chunks.keys()], [...previous.parts.chunks.keys()]);
    assert.deepEqual(found(redone), found(previous));
  });

  test('the same sentences laid out in another way are not the same chunk', () => {
    const [{ zh: za, en: ea }, { zh: zb, en: eb }] = [3, 77].map(pairOf);
    const { statistics } = align([za, ea, zb, eb], '\n');
    const versions = [
      align([za, ea, zb, eb], '\n', { statistics }),
      align([ea, za, zb, eb], '\n', { statistics }),
      align([za, ea, zb, eb], '\n\n', { statistics }),
      align([`# ${za}`, ea, zb, eb], '\n', { statistics }),
      alignSources([`${za}\n${zb}`, `${ea}\n${eb}`], 'prose', { statistics }),
      alignSources([`${za}\t${ea}\n${zb}\t${eb}`], 'tsv', { statistics }),
    ];
    const keys = versions.flatMap(({ parts }) => [...parts.chunks.keys()]);
    for (const { parts } of versions) assert.deepEqual(parts.sentences.zh, [za, zb]);
    assert.equal(new Set(keys).size, versions.length);
  });
});
