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
const MOST = { zh: Math.max(...SHAPES.map(([a]) => a)), en: Math.max(...SHAPES.map(([, b]) => b)) };
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
  const enCount = en.reduce((count, paragraph) => count + paragraph.length, 0);
  const moves =
    en.length > 1 && en.length <= MOST_MOVES && zhFlat.length > 1 && zhFlat.length * enCount <= MOST_CELLS / en.length;
  const scores = moves ? remembered(runScores(input, zhFlat)) : runScores(input, zhFlat);
  let best = ladder(zhFlat.length, en.flat(), scores);
  if (moves) {
    let order = en.map((_, at) => at);
    const tried = new Set([order.join()]);
    for (let improved = true; improved; ) {
      improved = false;
      for (let from = 0; from < order.length; from++) {
        for (let to = 0; to < order.length; to++) {
          const candidate = order.filter((_, at) => at !== from);
          candidate.splice(to, 0, order[from]);
          // What did not gain before cannot gain now.
          if (tried.has(candidate.join())) continue;
          tried.add(candidate.join());
          let kept = 0;
          for (let at = 0; at < Math.min(from, to); at++) kept += en[order[at]].length;
          const all = candidate.flatMap((at) => en[at]);
          const found = ladder(zhFlat.length, all, scores, { ladder: best, columns: kept });
          if (found.value > best.value + GAIN) {
            best = found;
            order = candidate;
            improved = true;
          }
        }
      }
    }
  }
  return beadsOf(input, zhFlat, best);
}

/**
 * Scores of the beads of all shapes that have a given run of English sentences, for each Chinese sentence that they may
 * end with: `[a · (Chinese sentences + 1) + end]` of the bead of `a` Chinese ones that end before `end`.
 */
type RunScores = (en: readonly number[]) => Float64Array;

function runScores(input: SentenceInput, zh: readonly number[]): RunScores {
  return (en) => {
    const height = zh.length + 1;
    const scores = new Float64Array((MOST.zh + 1) * height);
    for (const [a, b, cost] of SHAPES) {
      if (b !== en.length) continue;
      for (let end = a; end < height; end++) {
        const units = zh.slice(end - a, end);
        scores[a * height + end] = wordsScore(input, units, en) + sizesScore(input, units, en) + cost;
      }
    }
    return scores;
  };
}

/** However often the paragraphs change places, each run is scored once. */
function remembered(scores: RunScores): RunScores {
  const known = new Map<string, Float64Array>();
  return (en) => {
    const key = en.join();
    let found = known.get(key);
    if (!found) {
      found = scores(en);
      known.set(key, found);
    }
    return found;
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

/** A finished dynamic programme. */
interface Ladder {
  /** English sentences in the order that was tried. */
  readonly en: readonly number[];
  readonly value: number;
  /** Column by column: `[j · (Chinese sentences + 1) + i]`. */
  readonly best: Float64Array;
  /** What led there: a shape, or −1 and −2 for a Chinese and an English sentence that is alone. */
  readonly from: Int8Array;
}

/** The best ladder; `known` is one that agrees with it in the first columns. */
function ladder(
  zhCount: number,
  en: readonly number[],
  scores: RunScores,
  known?: { readonly ladder: Ladder; readonly columns: number },
): Ladder {
  const height = zhCount + 1;
  const best = new Float64Array((en.length + 1) * height).fill(Number.NEGATIVE_INFINITY);
  const from = new Int8Array((en.length + 1) * height);
  best[0] = 0;
  if (known) {
    best.set(known.ladder.best.subarray(0, (known.columns + 1) * height));
    from.set(known.ladder.from.subarray(0, (known.columns + 1) * height));
  }
  for (let j = known ? known.columns + 1 : 0; j <= en.length; j++) {
    const runs: Float64Array[] = [];
    for (let b = 1; b <= Math.min(j, MOST.en); b++) runs[b] = scores(en.slice(j - b, j));
    for (let i = 0; i < height; i++) {
      const at = j * height + i;
      let value = best[at];
      let shape = 0;
      for (let k = 0; k < SHAPES.length; k++) {
        const [a, b] = SHAPES[k];
        if (i < a || j < b) continue;
        const found = best[at - b * height - a] + runs[b][a * height + i];
        if (found > value) {
          value = found;
          shape = k;
        }
      }
      if (i > 0 && best[at - 1] + GAP > value) {
        value = best[at - 1] + GAP;
        shape = -1;
      }
      if (j > 0 && best[at - height] + GAP > value) {
        value = best[at - height] + GAP;
        shape = -2;
      }
      best[at] = value;
      from[at] = shape;
    }
  }
  return { en, value: best[best.length - 1], best, from };
}

function beadsOf(input: SentenceInput, zh: readonly number[], { en, from }: Ladder): SentenceBead[] {
  const { zhWords, enWords } = input.evidence;
  const beads: SentenceBead[] = [];
  let i = zh.length;
  let j = en.length;
  while (i > 0 || j > 0) {
    const shape = from[j * (zh.length + 1) + i];
    if (shape === -1) i--;
    else if (shape === -2) j--;
    else {
      const [a, b] = SHAPES[shape];
      const zhUnits = zh.slice(i - a, i);
      const enUnits = en.slice(j - b, j);
      let words = 0;
      for (const unit of zhUnits) words += zhWords[unit];
      for (const unit of enUnits) words += enWords[unit];
      const score = wordsScore(input, zhUnits, enUnits);
      const signs = linkSigns(score / EVIDENCE_WEIGHT, words, sizesScore(input, zhUnits, enUnits));
      beads.push({ zh: sorted(zhUnits), en: sorted(enUnits), score, words, signs });
      i -= a;
      j -= b;
    }
  }
  return beads.reverse();
}

function sorted(units: readonly number[]): number[] {
  return [...units].sort((a, b) => a - b);
}
