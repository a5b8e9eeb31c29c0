/** Decisions find their paragraphs again after any edits, or say that they do not. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Decision } from '../../src/core/review/decisions';
import { anchorsOf, placeDecisions, renewAnchors } from '../../src/core/review/place';
import { segmentArticle } from '../../src/core/segment/segments';
import { sourceText } from '../../src/core/text';

/** A paragraph of the test's own model: what it reads, and of which paragraphs of the first version it is made. */
interface Model {
  readonly text: string;
  readonly from: readonly number[];
  /** The text was changed by hand since. */
  readonly edited: boolean;
}

const HAN = [...'春夏秋冬山水风云花鸟鱼虫灯桥塔路船车马牛羊茶酒米面油盐书画琴棋诗歌舞笔墨纸砚门窗桌椅碗筷'];
const WORDS = 'river mountain lantern bridge tower boat tea rice paper window garden market summer winter stone'.split(
  ' ',
);

const chinese = fc
  .array(fc.constantFrom(...HAN), { minLength: 8, maxLength: 60 })
  .map((letters) => `${letters.join('')}。`);
const english = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.nat(9999)), { minLength: 4, maxLength: 20 })
  .map((words) => `The ${words.map(([word, number]) => `${word} ${number}`).join(' ')}.`);
/** Paragraphs that are nearly the same. */
const template = fc.oneof(
  fc.nat(30).map((number) => `第${number}题的答案在课本的第${number + 3}页上。`),
  fc.nat(30).map((number) => `The answer to question ${number} is on page ${number + 3} of the textbook.`),
);
const short = fc.constantFrom('是的。', 'Right.', '好。', 'Good morning.');
const paragraph = fc.oneof(
  { weight: 3, arbitrary: template },
  { weight: 5, arbitrary: chinese },
  { weight: 5, arbitrary: english },
  { weight: 1, arbitrary: short },
);

type Edit = (all: readonly Model[]) => Model[];
const place = fc.nat(10_000);

/** Text typed, words deleted, moved, split, joined, copied, replaced: what happens to paragraphs. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, place, fc.constantFrom('新', 'x', '。', ' new words ', '一个新的句子。')).map(
    ([at, column, text]): Edit =>
      (all) =>
        changed(all, at, (old) => old.slice(0, column % old.length) + text + old.slice(column % old.length)),
  ),
  fc.tuple(place, place).map(
    ([at, column]): Edit =>
      (all) =>
        changed(all, at, (old) => {
          const from = column % old.length;
          return old.slice(0, from) + old.slice(from + 1 + Math.floor(old.length / 8)) || '空';
        }),
  ),
  fc.tuple(place, paragraph).map(
    ([at, text]): Edit =>
      (all) =>
        spliced(all, at % (all.length + 1), 0, { text, from: [], edited: false }),
  ),
  place.map(
    (at): Edit =>
      (all) =>
        spliced(all, at % all.length, 1),
  ),
  fc.tuple(place, place).map(
    ([from, to]): Edit =>
      (all) => {
        const moved = all[from % all.length];
        const rest = spliced(all, from % all.length, 1);
        return spliced(rest, to % (rest.length + 1), 0, moved);
      },
  ),
  fc.tuple(place, fc.integer({ min: 20, max: 80 })).map(
    ([at, percent]): Edit =>
      (all) => {
        const { text, from } = all[at % all.length];
        const cut = Math.floor((text.length * percent) / 100);
        const parts = [text.slice(0, cut), text.slice(cut)].filter((part) => /[\p{Script=Han}a-z]/iu.test(part));
        return spliced(all, at % all.length, 1, ...parts.map((part) => ({ text: part.trim(), from, edited: true })));
      },
  ),
  place.map(
    (at): Edit =>
      (all) => {
        const [a, b] = [all[at % all.length], all[(at % all.length) + 1]];
        if (!b || isChinese(a.text) !== isChinese(b.text)) return [...all];
        const joined = {
          text: `${a.text}${isChinese(a.text) ? '' : ' '}${b.text}`,
          from: [...a.from, ...b.from],
          edited: true,
        };
        return spliced(all, at % all.length, 2, joined);
      },
  ),
  fc.tuple(place, place).map(
    ([from, to]): Edit =>
      (all) =>
        spliced(all, to % (all.length + 1), 0, { ...all[from % all.length] }),
  ),
  fc.tuple(place, paragraph).map(
    ([at, text]): Edit =>
      (all) =>
        spliced(all, at % all.length, 1, { text, from: [], edited: false }),
  ),
);

const isChinese = (text: string) => /\p{Script=Han}/u.test(text);

function changed(all: readonly Model[], at: number, change: (text: string) => string): Model[] {
  const old = all[at % all.length];
  return spliced(all, at % all.length, 1, { ...old, text: change(old.text).trim() || '空', edited: true });
}

function spliced<T>(list: readonly T[], at: number, removed: number, ...added: readonly T[]): T[] {
  return [...list.slice(0, at), ...added, ...list.slice(at + removed)];
}

/** How the same paragraphs may be written. */
type Form = (paragraphs: readonly string[]) => string;
const forms: readonly Form[] = [
  (all) => all.join('\n\n'),
  (all) => all.join('\r\n\r\n'),
  (all) => `${all.join('\n\n\n')}\n`,
  (all) => all.map((text) => `> ${text}`).join('\n\n'),
  (all) => all.map((text) => `　　${text}`).join('\n\n'),
];

function read(text: string) {
  return segmentArticle([sourceText(text)], 'prose');
}

/** A remark on every paragraph of a text, or on some, so that each is a decision of its own. */
function remarks(paragraphs: readonly string[], form: Form, every = 1): { decisions: Decision[]; of: number[] } {
  const anchors = [...anchorsOf(read(form(paragraphs))).values()];
  // Paragraphs that the reading joins or takes for something else have no anchor of their own.
  const of: number[] = [];
  const decisions = anchors.flatMap((anchor, at): Decision[] => {
    if (anchors.length !== paragraphs.length || at % every) return [];
    of.push(at);
    return [{ kind: 'role', id: String(at), by: '', at: '', paragraph: anchor, role: 'free' }];
  });
  return { decisions, of };
}

/** The paragraph of the model that a segment is. */
function modelsOf(models: readonly Model[], form: Form) {
  const segmentation = read(form(models.map(({ text }) => text)));
  const anchors = [...anchorsOf(segmentation).keys()];
  return {
    segmentation,
    modelOf: new Map(anchors.map((segment, at) => [segment, models[at]])),
    whole: anchors.length === models.length,
  };
}

suite('placing decisions', () => {
  test('a thousand edited articles: every decision is where it was, or changed, or lost; none is elsewhere', () => {
    let kept = 0;
    let all = 0;
    fc.assert(
      fc.property(
        fc.array(paragraph, { minLength: 2, maxLength: 14 }),
        fc.array(edit, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...forms),
        fc.constantFrom(...forms),
        fc.constantFrom(1, 2, 5),
        fc.boolean(),
        (paragraphs, edits, first, second, every, saving) => {
          // A paragraph that nothing was decided of is not known to have been there: its twin in all but a letter is.
          const alike = paragraphs.some((text) => /第\d+题|question/.test(text));
          const { decisions: made, of } = remarks(paragraphs, first, alike ? 1 : every);
          let decisions: readonly Decision[] = made;
          let models: Model[] = paragraphs.map((text, at) => ({ text, from: [at], edited: false }));
          for (const change of edits) {
            if (models.length) models = change(models);
            if (!saving) continue;
            const renewed = renewAnchors(decisions, modelsOf(models, first).segmentation);
            decisions = decisions.map((one) => renewed.find(({ id }) => id === one.id) ?? one);
          }
          const { segmentation, modelOf, whole } = modelsOf(models, second);
          if (!whole) return;
          const placed = placeDecisions(decisions, segmentation);
          assert.equal(placed.length, decisions.length);
          placed.forEach(({ state, zh }, at) => {
            all++;
            const { paragraph } = decisions[at] as Extract<Decision, { kind: 'role' }>;
            const { text } = state === 'same' ? paragraph : (paragraph.now ?? paragraph);
            assert.equal(state === 'lost', zh.length === 0);
            if (state === 'same') kept++;
            for (const segment of zh) {
              const model = modelOf.get(segment) as Model;
              const reads = model.text.replace(/\s/g, '').toLowerCase() === text.replace(/\s/g, '').toLowerCase();
              const own = model.from.includes(of[at]);
              if (state === 'same') assert.ok(reads, `${text} is not ${model.text}`);
              // What reads the same may be a copy; what was edited must be made of the paragraph itself.
              else
                assert.ok(
                  own ||
                    reads ||
                    copyOf(paragraphs, of[at], model) ||
                    (!model.from.length && alikeIn(text, model.text)),
                  `${text} was placed at ${model.text}`,
                );
            }
          });
        },
      ),
      { seed: 7, numRuns: 1000 },
    );
    assert.ok(kept > 0.5 * all, `${kept} of ${all}`);
  }).timeout(60_000);

  test('the same text, however it is laid out: every decision is where it was', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(chinese, english), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(...forms),
        fc.constantFrom(...forms),
        (paragraphs, first, second) => {
          const { decisions } = remarks(paragraphs, first);
          const placed = placeDecisions(decisions, read(second(paragraphs)));
          for (const [at, { state, zh }] of placed.entries()) {
            assert.equal(state, 'same');
            assert.equal(zh.length, 1, String(at));
          }
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });
});

const FIRST: readonly string[] = [
  '河边的旧塔今年要修。',
  '修塔的人从山里来，一共有九个。',
  '他们带来了木料、石灰和一只小猫。',
  '春天以前就能修好。',
];

const withSecond = (text: string): readonly string[] => [FIRST[0], text, FIRST[2], FIRST[3]];

/** A remark on one paragraph of a text as it is now. */
function remark(id: string, paragraphs: readonly string[], at: number): Decision {
  const paragraph = [...anchorsOf(read(forms[0](paragraphs))).values()][at];
  return { kind: 'role', id, by: '', at: '', paragraph, role: 'free' };
}

/** The text of a paragraph, and its state, for each decision. */
function readAt(decisions: readonly Decision[], paragraphs: readonly string[]) {
  const segmentation = read(forms[0](paragraphs));
  const keys = [...anchorsOf(segmentation).keys()];
  return placeDecisions(decisions, segmentation).map(({ state, zh }) => [
    state,
    ...zh.map((segment) => paragraphs[keys.indexOf(segment)]),
  ]);
}

suite('decisions of one paragraph, made at different times', () => {
  test('its neighbours were edited between them', () => {
    const second = ['河边的旧塔明年要修。', FIRST[1], '他们带来了木料和石灰。', FIRST[3]];
    const decisions = [remark('a', FIRST, 1), remark('b', second, 1)];
    assert.deepEqual(readAt(decisions, second), [
      ['same', FIRST[1]],
      ['same', FIRST[1]],
    ]);
  });

  test('it was edited between them', () => {
    const second = withSecond('修塔的人从山里来，一共有十二个，都会唱歌。');
    let decisions = [remark('a', FIRST, 1), remark('b', second, 1)];
    assert.deepEqual(readAt(decisions, second), [
      ['changed', second[1]],
      ['same', second[1]],
    ]);
    const [renewed] = renewAnchors(decisions, read(forms[0](second)));
    decisions = [renewed, decisions[1]];
    const third = withSecond('修塔的人从海边来，一共有十二个，都会唱歌。');
    assert.deepEqual(readAt(decisions, third), [
      ['changed', third[1]],
      ['changed', third[1]],
    ]);
  });

  test('many small edits in a row are followed; the first text is what it is compared with', () => {
    let decisions: readonly Decision[] = FIRST.map((_, at) => remark(String(at), FIRST, at));
    let now = FIRST;
    const [from, to] = [FIRST[1], '海上的客船每天开两次，船上卖热茶和烤鱼。'];
    for (let at = 1; at <= to.length; at++) {
      now = withSecond(to.slice(0, at) + from.slice(at));
      const renewed = renewAnchors(decisions, read(forms[0](now)));
      assert.ok(renewed.length <= 1);
      decisions = decisions.map((one) => renewed.find(({ id }) => id === one.id) ?? one);
    }
    const places = () => readAt(decisions, now);
    assert.deepEqual(places(), [
      ['same', FIRST[0]],
      ['changed', to],
      ['same', FIRST[2]],
      ['same', FIRST[3]],
    ]);
    const { paragraph } = decisions[1] as Extract<Decision, { kind: 'role' }>;
    assert.deepEqual([paragraph.text, paragraph.now?.text], [from, to]);
    assert.deepEqual(renewAnchors(decisions, read(forms[0](now))), []);
    now = FIRST;
    const [back] = renewAnchors(decisions, read(forms[0](FIRST)));
    assert.deepEqual(back, remark('1', FIRST, 1));
    assert.deepEqual(places()[1], ['same', from]);
  });
});

/** Was another paragraph of the first version the same text, so that one may stand for the other? */
function copyOf(paragraphs: readonly string[], at: number, model: Model): boolean {
  return model.from.some((other) => paragraphs[other] === paragraphs[at]);
}

/** Has a paragraph that was put in so long a stretch of another that a reader takes it for an edit of it? */
function alikeIn(text: string, other: string): boolean {
  const size = Math.max(4, Math.floor(Math.min(text.length, other.length) / 3));
  for (let at = 0; at + size <= other.length; at++) if (text.includes(other.slice(at, at + size))) return true;
  return false;
}
