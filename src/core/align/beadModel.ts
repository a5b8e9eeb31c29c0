/**
 * What a bead of two texts is worth: features of its words, its lengths, its shape and its borders, weighted. The
 * weights are trained by the likelihood of whole ladders (`npm run train`), so that differences of scores are log odds.
 */
import type { Bitext } from './bitext';
import { MOST_EN, MOST_ZH, type Runs, type States } from './runs';

/** Shapes of beads with both sides: Chinese sentences, English sentences. The common ones stand first. */
export const SHAPES: readonly (readonly [zh: number, en: number])[] = [
  [1, 1],
  [1, 2],
  [2, 1],
  [1, 3],
  [2, 2],
  [1, 4],
  [3, 1],
  [2, 3],
  [1, 5],
  [1, 6],
  [4, 1],
  [3, 2],
  [2, 4],
  [3, 3],
  [2, 5],
  [3, 4],
  [3, 5],
  [4, 2],
];

/** The first so many shapes: all but one bead in fifty. */
export const COMMON_SHAPES = 8;

/** Features of a bead with both sides, in the order of the weights. */
export const BEAD_FEATURES = [
  'english',
  'chinese',
  'length',
  'english, several zh',
  'chinese, several en',
  'english words of several zh',
  'chinese words of several en',
  '1-2',
  '1-3',
  '1-4 and more',
  '1-n, each above 3',
  '2-1',
  'n-1, each above 2',
  '2-2',
  'n-m',
  'n-m, each above 5',
  'opening quote',
  'closing quote',
  'question',
  'exclamation',
  'lower case at the start',
  'English ends open',
  'ratio of lengths',
  'ratio of clauses',
  'long Chinese, more English sentences',
  'long English, more Chinese sentences',
] as const;

/** Features of a sentence without counterpart. */
export const GAP_FEATURES = ['open', 'extend Chinese', 'extend English', 'length', 'best pair'] as const;

/** Weights of {@link BEAD_FEATURES} and {@link GAP_FEATURES}. */
export interface TextWeights {
  readonly bead: readonly number[];
  readonly gap: readonly number[];
}

const OPENS = 1;
const CLOSES = 2;
const ASKS = 4;
const EXCLAIMS = 8;
const OPEN_END = 16;
const LOWER = 32;

/** Spread of the lengths: variance of English characters for each character expected. */
const LENGTH_VARIANCE = 5;
const LENGTH_MOST = 30;
/** Beads with less than this for words, lengths and shape, in nats, are not looked at further. */
const HOPELESS = -22;

/** The sentences of two texts, seen from outside: lengths and marks. Sums start with 0 and have one more entry. */
export interface Surface {
  /** Chinese characters, scaled to English ones. */
  readonly zhSize: Float64Array;
  readonly enSize: Float64Array;
  readonly zhWords: Float64Array;
  readonly enWords: Float64Array;
  readonly zhClauses: Float64Array;
  readonly enClauses: Float64Array;
  readonly zhMarks: Uint8Array;
  readonly enMarks: Uint8Array;
}

/** Reads the surface of sentences. `ratio`: English characters for a Chinese one. */
export function surfaceOf(zh: readonly string[], en: readonly string[], bitext: Bitext, ratio: number): Surface {
  return {
    zhSize: sums(bitext.zh.length, (i) => bitext.zh[i].size * ratio),
    enSize: sums(bitext.en.length, (j) => bitext.en[j].size),
    zhWords: sums(bitext.zh.length, (i) => bitext.zh[i].words.length),
    enWords: sums(bitext.en.length, (j) => bitext.en[j].words.length),
    zhClauses: sums(zh.length, (i) => 1 + countOf(zh[i], /[,，、;；:：]/g)),
    enClauses: sums(en.length, (j) => 0.5 + countOf(en[j], /[,;:.!?—]/g)),
    zhMarks: Uint8Array.from(zh, marksOf),
    enMarks: Uint8Array.from(en, marksOf),
  };
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function marksOf(sentence: string): number {
  const text = sentence.trim();
  return (
    (/^["“「『‘'`]/.test(text) ? OPENS : 0) |
    (/["”」』’']$/.test(text) ? CLOSES : 0) |
    (/[?？]["”」』’']*$/.test(text) ? ASKS : 0) |
    (/[!！]["”」』’']*$/.test(text) ? EXCLAIMS : 0) |
    (/[:：,，、;；—-]["“”’']*$/.test(text) ? OPEN_END : 0) |
    (/^["“‘'`]?[a-z]/.test(text) ? LOWER : 0)
  );
}

function sums(count: number, value: (at: number) => number): Float64Array {
  const out = new Float64Array(count + 1);
  for (let at = 0; at < count; at++) out[at + 1] = out[at] + value(at);
  return out;
}

/** Features of one bead, to be kept beside its score. */
export type KeepFeatures = (state: number, shape: number, features: Float64Array) => void;

/**
 * Scores every bead that the band of a stretch allows: by state and shape, with the shapes of each state as bits.
 * `most`: shapes that are looked at. With `keep` the features of each bead are given away too (one array, used again).
 */
export function scoreBeads(
  { states, runs, surface }: { readonly states: States; readonly runs: Runs; readonly surface: Surface },
  weights: readonly number[],
  { most = SHAPES.length, keep }: { readonly most?: number; readonly keep?: KeepFeatures } = {},
): { beads: Float32Array; shapes: Uint32Array } {
  const { stretch, low, high, starts } = states;
  const { zhSize, enSize, zhWords, enWords, zhClauses, enClauses, zhMarks, enMarks } = surface;
  const w = Float64Array.from(weights);
  const kept = keep && new Float64Array(BEAD_FEATURES.length);
  const rows = low.length - 1;
  const count = starts[rows + 1];
  const beads = new Float32Array(count * SHAPES.length);
  const shapes = new Uint32Array(count);
  let total = 0;
  const add = (feature: number, value: number) => {
    total += w[feature] * value;
    if (kept) kept[feature] = value;
  };
  for (let i = 1; i <= rows; i++) {
    for (let j = Math.max(1, low[i]); j <= high[i]; j++) {
      const state = starts[i] + j - low[i];
      for (let shape = 0; shape < most; shape++) {
        const a = ZH_OF[shape];
        const b = EN_OF[shape];
        const pi = i - a;
        const pj = j - b;
        if (pi < 0 || pj < low[pi] || pj > high[pi] || pj + 1 < low[i] || j > high[pi + 1]) continue;
        total = 0;
        kept?.fill(0);
        const z0 = stretch.zh[0] + pi;
        const z1 = stretch.zh[0] + i;
        const e0 = stretch.en[0] + pj;
        const e1 = stretch.en[0] + j;
        let english = 0;
        let chinese = 0;
        for (let k = 0; k < b; k++) english += runs.english[(state - k) * MOST_ZH + a - 1];
        for (let k = 0; k < a; k++) chinese += runs.chinese[(starts[i - k] + j - low[i - k]) * MOST_EN + b - 1];
        const zhLength = zhSize[z1] - zhSize[z0];
        const enLength = enSize[e1] - enSize[e0];
        const off = (enLength - zhLength) ** 2 / ((LENGTH_VARIANCE * (zhLength + enLength)) / 2);
        add(0, english / 10);
        add(1, chinese / 10);
        add(2, -Math.min(off, LENGTH_MOST) / 6);
        if (a > 1) {
          add(3, english / 10);
          add(5, (enWords[e1] - enWords[e0]) * LOG[a]);
        }
        if (b > 1) {
          add(4, chinese / 10);
          add(6, (zhWords[z1] - zhWords[z0]) * LOG[b]);
        }
        if (a === 1) {
          if (b === 2) add(7, 1);
          else if (b === 3) add(8, 1);
          else if (b > 3) {
            add(9, 1);
            add(10, b - 3);
          }
        } else if (b === 1) {
          add(11, 1);
          add(12, a - 2);
        } else if (a === 2 && b === 2) add(13, 1);
        else {
          add(14, 1);
          add(15, a + b - 5);
        }
        // Dearer than leaving all its sentences alone, whatever its borders say.
        if (total < HOPELESS && !kept) continue;
        const zhFirst = zhMarks[z0];
        const zhLast = zhMarks[z1 - 1];
        const enFirst = enMarks[e0];
        const enLast = enMarks[e1 - 1];
        add(16, agree(zhFirst & OPENS, enFirst & OPENS));
        add(17, agree(zhLast & CLOSES, enLast & CLOSES));
        add(18, agree(zhLast & ASKS, enLast & ASKS));
        add(19, agree(zhLast & EXCLAIMS, enLast & EXCLAIMS));
        if (enFirst & LOWER) add(20, 1);
        if (enLast & OPEN_END && !(zhLast & OPEN_END)) add(21, 1);
        add(22, Math.min(2, Math.abs(Math.log((zhLength + 8) / (enLength + 8)))));
        add(23, Math.abs(Math.log((zhClauses[z1] - zhClauses[z0]) / (enClauses[e1] - enClauses[e0]))) / 2);
        if (b > a) add(24, Math.log(1 + zhLength / 60));
        else if (a > b) add(25, Math.log(1 + enLength / 60));
        beads[state * SHAPES.length + shape] = total;
        shapes[state] |= 1 << shape;
        if (keep && kept) keep(state, shape, kept);
      }
    }
  }
  return { beads, shapes };
}

const ZH_OF = Int32Array.from(SHAPES, ([zh]) => zh);
const EN_OF = Int32Array.from(SHAPES, ([, en]) => en);
const LOG = Float64Array.from({ length: 8 }, (_, n) => Math.log(n) / 10);

/** 1 where both have a mark, −1 where one has, 0 where none has. */
function agree(zh: number, en: number): number {
  if (zh !== en) return -1;
  return zh ? 1 : 0;
}

/**
 * Evidence of the best partner that each sentence of a stretch has for itself, in nats and for each of its words: what
 * translates nothing has none.
 */
export function bestPartners(states: States, runs: Runs, surface: Surface): { zh: Float64Array; en: Float64Array } {
  const { stretch, low, high, starts } = states;
  const { zhWords, enWords } = surface;
  const zh = new Float64Array(stretch.zh[1] - stretch.zh[0]).fill(LEAST_PARTNER);
  const en = new Float64Array(stretch.en[1] - stretch.en[0]).fill(LEAST_PARTNER);
  for (let i = 1; i <= zh.length; i++) {
    const zhCount = zhWords[stretch.zh[0] + i] - zhWords[stretch.zh[0] + i - 1] + 3;
    for (let j = Math.max(1, low[i]); j <= high[i]; j++) {
      const state = starts[i] + j - low[i];
      const enCount = enWords[stretch.en[0] + j] - enWords[stretch.en[0] + j - 1] + 3;
      const both = runs.english[state * MOST_ZH] + runs.chinese[state * MOST_EN];
      zh[i - 1] = Math.max(zh[i - 1], both / zhCount);
      en[j - 1] = Math.max(en[j - 1], both / enCount);
    }
  }
  return { zh, en };
}

const LEAST_PARTNER = -1;

/** Features of one more sentence in a gap. `side` 0: Chinese, 1: English; `length` in English characters. */
export function gapFeatures(side: 0 | 1, length: number, partner: number, into: Float64Array): void {
  into[0] = 0;
  into[1] = side ? 0 : 1;
  into[2] = side;
  into[3] = Math.log(1 + length / 20);
  into[4] = partner;
}
