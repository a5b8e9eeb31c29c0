/** Sentence links inside a group of paragraphs: n to m, in any order of the paragraphs. */

import type { Bitext } from './bitext';
import { linkSigns } from './confidence';
import type { Evidence } from './evidence';
import { EVIDENCE_WEIGHT, lengthScore } from './scorer';

/** A sentence-level bead with both sides, with its score in weighted nats and the words that took part. */
export interface SentenceBead {
  readonly zh: readonly number[];
  readonly en: readonly number[];
  readonly score: number;
  readonly words: number;
  /** What tells how sure it is, in the order of `LINK_SIGNS`. */
  readonly signs: readonly number[];
}

export interface SentenceInput {
  readonly bitext: Bitext;
  readonly evidence: Evidence;
  /** English characters for a Chinese one. */
  readonly ratio: number;
}

/** Shapes and their cost. */
const SHAPES: readonly (readonly [number, number, number])[] = [
  [1, 1, 0],
  [1, 2, -1],
  [2, 1, -1],
  [1, 3, -2],
  [3, 1, -2],
  [2, 2, -2.5],
  [1, 4, -3],
  [4, 1, -3],
  [2, 3, -3.5],
  [3, 2, -3.5],
];
const MOST_EN = Math.max(...SHAPES.map(([, b]) => b));
const GAP = -2;
/** Paragraph orders are tried one move at a time while the ladder gains this much. */
const GAIN = 0.5;
/** Larger groups are laddered in reading order only. */
const MOST_MOVES = 12;
const MOST_CELLS = 20_000;

/**
 * Links the sentences of one group. `zh` and `en` hold, for each paragraph in reading order, its sentences. A paragraph
 * that stands elsewhere (a lead) finds its place by moving whole through the order of the others.
 */
export function linkSentences(
  input: SentenceInput,
  zh: readonly (readonly number[])[],
  en: readonly (readonly number[])[],
): SentenceBead[] {
  const zhFlat = zh.flat();
  const enFlat = en.flat();
  // Places in `enFlat`, by paragraph.
  let next = 0;
  const places = en.map((paragraph) => paragraph.map(() => next++));
  let order = en.map((_, at) => at);
  const score = beadScores(input, zhFlat, enFlat);
  const run = (candidate: readonly number[]) =>
    ladder(input, zhFlat, { units: enFlat, order: candidate.flatMap((at) => places[at]), score });
  let best = run(order);
  if (
    en.length > 1 &&
    en.length <= MOST_MOVES &&
    zhFlat.length > 1 &&
    zhFlat.length * enFlat.length <= MOST_CELLS / en.length
  ) {
    for (let improved = true; improved; ) {
      improved = false;
      for (let from = 0; from < order.length; from++) {
        for (let to = 0; to < order.length; to++) {
          if (from === to) continue;
          const candidate = order.filter((_, at) => at !== from);
          candidate.splice(to, 0, order[from]);
          const found = run(candidate);
          if (found.value > best.value + GAIN) {
            best = found;
            order = candidate;
            improved = true;
          }
        }
      }
    }
  }
  return best.beads.map((bead) => ({ ...bead, zh: sorted(bead.zh), en: sorted(bead.en) }));
}

/** Scores of the bead of a shape that ends with Chinese sentence `zhEnd` and has the English ones at these places. */
type BeadScores = (zhEnd: number, shape: number, en: readonly number[]) => number;

/** Each bead is scored once, however often the paragraphs change places. */
function beadScores(input: SentenceInput, zh: readonly number[], en: readonly number[]): BeadScores {
  const known = new Map<number, number>();
  return (zhEnd, shape, places) => {
    let key = zhEnd * SHAPES.length + shape;
    for (let at = 0; at < MOST_EN; at++) key = key * (en.length + 1) + 1 + (places[at] ?? -1);
    let value = known.get(key);
    if (value === undefined) {
      const zhUnits = zh.slice(zhEnd - SHAPES[shape][0], zhEnd);
      const enUnits = places.map((place) => en[place]);
      value = wordsScore(input, zhUnits, enUnits) + sizesScore(input, zhUnits, enUnits) + SHAPES[shape][2];
      if (Number.isSafeInteger(key)) known.set(key, value);
    }
    return value;
  };
}

function wordsScore({ evidence }: SentenceInput, zh: readonly number[], en: readonly number[]): number {
  let total = 0;
  for (const j of en) total += evidence.english(zh, j);
  for (const i of zh) total += evidence.chinese(i, en);
  return EVIDENCE_WEIGHT * total;
}

function sizesScore({ bitext, ratio }: SentenceInput, zh: readonly number[], en: readonly number[]): number {
  let zhSize = 0;
  let enSize = 0;
  for (const unit of zh) zhSize += bitext.zh[unit].size;
  for (const unit of en) enSize += bitext.en[unit].size;
  return lengthScore(zhSize, enSize, ratio);
}

interface OrderedEnglish {
  readonly units: readonly number[];
  /** Places in `units`, in the order that is tried. */
  readonly order: readonly number[];
  readonly score: BeadScores;
}

function ladder(input: SentenceInput, zh: readonly number[], { units, order, score }: OrderedEnglish) {
  const { evidence } = input;
  const width = order.length + 1;
  const best = new Float64Array((zh.length + 1) * width).fill(Number.NEGATIVE_INFINITY);
  const from = new Int32Array((zh.length + 1) * width);
  best[0] = 0;
  for (let i = 0; i <= zh.length; i++) {
    for (let j = 0; j <= order.length; j++) {
      const at = i * width + j;
      const consider = (value: number, shape: number) => {
        if (value > best[at]) {
          best[at] = value;
          from[at] = shape;
        }
      };
      SHAPES.forEach(([a, b], shape) => {
        if (i < a || j < b) return;
        consider(best[(i - a) * width + j - b] + score(i, shape, order.slice(j - b, j)), shape);
      });
      if (i > 0) consider(best[(i - 1) * width + j] + GAP, -1);
      if (j > 0) consider(best[i * width + j - 1] + GAP, -2);
    }
  }
  const beads: SentenceBead[] = [];
  let i = zh.length;
  let j = order.length;
  while (i > 0 || j > 0) {
    const at = i * width + j;
    const shape = from[at];
    if (shape === -1) i--;
    else if (shape === -2) j--;
    else {
      const [a, b] = SHAPES[shape];
      const zhUnits = zh.slice(i - a, i);
      const enUnits = order.slice(j - b, j).map((place) => units[place]);
      let count = 0;
      for (const unit of zhUnits) count += evidence.zhWords[unit];
      for (const unit of enUnits) count += evidence.enWords[unit];
      const found = wordsScore(input, zhUnits, enUnits);
      const length = sizesScore(input, zhUnits, enUnits);
      beads.push({
        zh: zhUnits,
        en: enUnits,
        score: found,
        words: count,
        signs: linkSigns(found / EVIDENCE_WEIGHT, count, length),
      });
      i -= a;
      j -= b;
    }
  }
  return { beads: beads.reverse(), value: best[zh.length * width + order.length] };
}

function sorted(units: readonly number[]): number[] {
  return [...units].sort((a, b) => a - b);
}
