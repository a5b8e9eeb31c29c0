/**
 * How much the words of a bead's two sides speak for a translation: a likelihood ratio after IBM Model 1, in nats, in
 * both directions.
 *
 * For each English word e: log((1 − λ) + λ / (n_z + 2) · Σ_z w(z) · t(e|z) / p(e)), and the same over Chinese words
 * with the sum over English ones. Dividing by the length of the other side keeps a bead from gaining by growing.
 */
import { type Bitext, CHARACTER } from './bitext';
import type { Rows } from './statistics';

/** Share of a word's probability that the other side explains. */
export const LAMBDA = { english: 0.35, chinese: 0.4 };

/** Evidence between units of one level. Sums over unit sets are exact: sets need not be contiguous. */
export interface Evidence {
  /** Evidence of one English unit given Chinese units. */
  english(zh: readonly number[], en: number): number;
  /** Evidence of one Chinese unit given English units. */
  chinese(zh: number, en: readonly number[]): number;
  /** English given the 1, 2, … `most` Chinese units that end with `last`; into `into[1..most]`. */
  englishRuns(last: number, most: number, en: number, into: Float64Array): void;
  /** Chinese given the 1, 2, … `most` English units that end with `last`; into `into[1..most]`. */
  chineseRuns(zh: number, last: number, most: number, into: Float64Array): void;
  /** Words that count, for each unit. */
  readonly zhWords: Int32Array;
  readonly enWords: Int32Array;
}

/** Numbers of table cells above which a bitext must be cut before it comes here: about 200 MB. */
export const EVIDENCE_CELLS = 5e7;

/** How many cells {@link evidenceOf} would fill. */
export function evidenceCells(zh: readonly { words: Int32Array }[], en: readonly { words: Int32Array }[]): number {
  let zhWords = 0;
  let enWords = 0;
  for (const unit of zh) zhWords += unit.words.length;
  for (const unit of en) enWords += unit.words.length;
  return zh.length * enWords + zhWords * en.length;
}

/**
 * Prepares the evidence for all pairs of units. `ratios`: t(e|z) / p(e), beside the rows. `shift`: nats added for each
 * word, so that 0 lies half-way between the document's translations and its chance pairs.
 *
 * Memory: Chinese units × English words + Chinese words × English units.
 */
export function evidenceOf(bitext: Bitext, rows: Rows, ratios: readonly Float32Array[], shift = 0): Evidence {
  const { zh, en } = bitext;
  const zhWords = Int32Array.from(zh, (unit) => unit.words.length);
  const enWords = Int32Array.from(en, (unit) => unit.words.length);
  const enStarts = startsOf(enWords);
  const zhStarts = startsOf(zhWords);
  const enTotal = enStarts[en.length];

  // forEnglish[i · enTotal + k]: Σ over the items of Chinese unit i of w · t/p for the k-th English word.
  const flat = new Int32Array(enTotal);
  en.forEach((unit, at) => {
    flat.set(unit.words, enStarts[at]);
  });
  const forEnglish = new Float32Array(zh.length * enTotal);
  const strength = new Float32Array(bitext.vocabulary.length);
  zh.forEach((unit, at) => {
    strength.fill(0);
    for (let k = 0; k < unit.items.length; k++) {
      const ids = rows.ids[unit.items[k]];
      const ratio = ratios[unit.items[k]];
      const weight = unit.weights[k];
      for (let q = 0; q < ids.length; q++) strength[ids[q]] += weight * ratio[q];
    }
    const base = at * enTotal;
    for (let k = 0; k < enTotal; k++) forEnglish[base + k] = strength[flat[k]];
  });

  // forChinese[k · units + j]: Σ over the words of English unit j of t/p for the k-th Chinese word.
  // Units that hold a word, and how often: what a unit says over and over must not be summed over and over.
  const posts: number[][] = bitext.vocabulary.map(() => []);
  const times: number[][] = bitext.vocabulary.map(() => []);
  en.forEach((unit, at) => {
    for (const word of unit.words) {
      const last = posts[word].length - 1;
      if (posts[word][last] === at) times[word][last]++;
      else {
        posts[word].push(at);
        times[word].push(1);
      }
    }
  });
  const forChinese = new Float32Array(zhStarts[zh.length] * en.length);
  const add = (base: number, item: number, weight: number) => {
    const ids = rows.ids[item];
    const ratio = ratios[item];
    for (let q = 0; q < ids.length; q++) {
      const units = posts[ids[q]];
      const counts = times[ids[q]];
      for (let at = 0; at < units.length; at++) forChinese[base + units[at]] += weight * ratio[q] * counts[at];
    }
  };
  zh.forEach((unit, at) => {
    for (let k = 0; k < unit.words.length; k++) {
      const base = (zhStarts[at] + k) * en.length;
      add(base, unit.words[k], 1);
      for (let c = unit.starts[k]; c < unit.starts[k + 1]; c++) add(base, unit.characters[c], CHARACTER);
    }
  });

  const englishOf = (zhUnits: readonly number[], j: number): number => {
    let words = 2;
    for (let at = 0; at < zhUnits.length; at++) words += zhWords[zhUnits[at]];
    const scale = LAMBDA.english / words;
    const to = enStarts[j + 1];
    let sum = (to - enStarts[j]) * shift;
    let product = 1;
    for (let k = enStarts[j]; k < to; k++) {
      let total = 0;
      for (let at = 0; at < zhUnits.length; at++) total += forEnglish[zhUnits[at] * enTotal + k];
      product *= 1 - LAMBDA.english + scale * total;
      if (product > 1e200 || product < 1e-200) {
        sum += Math.log(product);
        product = 1;
      }
    }
    return sum + Math.log(product);
  };
  const chineseOf = (i: number, enUnits: readonly number[]): number => {
    let words = 2;
    for (let at = 0; at < enUnits.length; at++) words += enWords[enUnits[at]];
    const scale = LAMBDA.chinese / words;
    const to = zhStarts[i + 1];
    let sum = (to - zhStarts[i]) * shift;
    let product = 1;
    for (let k = zhStarts[i]; k < to; k++) {
      let total = 0;
      for (let at = 0; at < enUnits.length; at++) total += forChinese[k * en.length + enUnits[at]];
      product *= 1 - LAMBDA.chinese + scale * total;
      if (product > 1e200 || product < 1e-200) {
        sum += Math.log(product);
        product = 1;
      }
    }
    return sum + Math.log(product);
  };
  // Search and relocation ask for the same pairs of units over and over.
  const englishPairs = new Float64Array(zh.length * en.length).fill(Number.NaN);
  const chinesePairs = englishPairs.slice();
  const english = (zhUnits: readonly number[], j: number): number => {
    if (zhUnits.length !== 1) return englishOf(zhUnits, j);
    const at = zhUnits[0] * en.length + j;
    if (Number.isNaN(englishPairs[at])) englishPairs[at] = englishOf(zhUnits, j);
    return englishPairs[at];
  };
  const chinese = (i: number, enUnits: readonly number[]): number => {
    if (enUnits.length !== 1) return chineseOf(i, enUnits);
    const at = i * en.length + enUnits[0];
    if (Number.isNaN(chinesePairs[at])) chinesePairs[at] = chineseOf(i, enUnits);
    return chinesePairs[at];
  };
  const widest = largest(zhWords, enWords);
  const totals = new Float64Array(widest);
  const englishRuns = (last: number, most: number, j: number, into: Float64Array): void => {
    const from = enStarts[j];
    const count = enStarts[j + 1] - from;
    totals.fill(0, 0, count);
    for (let length = 1; length <= most; length++) {
      const base = (last - length + 1) * enTotal + from;
      const scale = LAMBDA.english / (2 + zhStarts[last + 1] - zhStarts[last - length + 1]);
      let product = 1;
      let sum = count * shift;
      for (let k = 0; k < count; k++) {
        totals[k] += forEnglish[base + k];
        product *= 1 - LAMBDA.english + scale * totals[k];
        if (product > 1e200 || product < 1e-200) {
          sum += Math.log(product);
          product = 1;
        }
      }
      into[length] = sum + Math.log(product);
    }
  };
  const chineseRuns = (i: number, last: number, most: number, into: Float64Array): void => {
    const from = zhStarts[i];
    const count = zhStarts[i + 1] - from;
    totals.fill(0, 0, count);
    for (let length = 1; length <= most; length++) {
      const j = last - length + 1;
      const scale = LAMBDA.chinese / (2 + enStarts[last + 1] - enStarts[j]);
      let product = 1;
      let sum = count * shift;
      for (let k = 0, at = from * en.length + j; k < count; k++, at += en.length) {
        totals[k] += forChinese[at];
        product *= 1 - LAMBDA.chinese + scale * totals[k];
        if (product > 1e200 || product < 1e-200) {
          sum += Math.log(product);
          product = 1;
        }
      }
      into[length] = sum + Math.log(product);
    }
  };
  return { english, chinese, englishRuns, chineseRuns, zhWords, enWords };
}

function startsOf(lengths: Int32Array): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  for (let at = 0; at < lengths.length; at++) starts[at + 1] = starts[at] + lengths[at];
  return starts;
}

function largest(...arrays: readonly Int32Array[]): number {
  let most = 0;
  for (const array of arrays) for (const value of array) if (value > most) most = value;
  return most;
}
