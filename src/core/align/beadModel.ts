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

/** Sentences of either side, by shape. */
export const ZH_OF: Readonly<Int32Array> = Int32Array.from(SHAPES, ([zh]) => zh);
export const EN_OF: Readonly<Int32Array> = Int32Array.from(SHAPES, ([, en]) => en);

/** How many shapes are looked at, and the longest runs in them: all, and those of all but one bead in fifty. */
export const ALL_SHAPES = first(SHAPES.length);
export const COMMON_SHAPES = first(8);

function first(most: number) {
  const looked = SHAPES.slice(0, most);
  return { most, longest: { zh: Math.max(...looked.map(([zh]) => zh)), en: Math.max(...looked.map(([, en]) => en)) } };
}

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
/** All marks of a sentence are a number below this. */
const MARKS = 64;

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
 *
 * A score is the weighted sum of {@link BEAD_FEATURES}, put together from what shapes, runs and borders add.
 */
export function scoreBeads(
  { states, runs, surface }: { readonly states: States; readonly runs: Runs; readonly surface: Surface },
  scores: BeadScores,
  { most = SHAPES.length, keep }: { readonly most?: number; readonly keep?: KeepFeatures } = {},
): { beads: Float32Array; shapes: Uint32Array } {
  const { stretch, low, high, starts } = states;
  const { english, chinese } = runs;
  const { zhSize, enSize, zhWords, enWords, zhMarks, enMarks } = surface;
  const [zh0, en0] = [stretch.zh[0], stretch.en[0]];
  const rows = low.length - 1;
  const count = starts[rows + 1];
  const beads = new Float32Array(count * SHAPES.length);
  const shapes = new Uint32Array(count);
  const { constant, ofEnglish, ofChinese, ofEnglishWords, ofChineseWords, first, last } = scores;
  const { ofLength, ofRatio, ofClauses, ofLongChinese, ofLongEnglish } = scores;
  const zhLogs = runLogs(surface.zhSize, surface.zhClauses, stretch.zh, MOST_ZH);
  const enLogs = runLogs(surface.enSize, surface.enClauses, stretch.en, MOST_EN);
  const features = keep && new Float64Array(BEAD_FEATURES.length);
  for (let i = 1; i <= rows; i++) {
    const z1 = zh0 + i;
    for (let j = Math.max(1, low[i]); j <= high[i]; j++) {
      const state = starts[i] + j - low[i];
      const e1 = en0 + j;
      let bits = 0;
      for (let shape = 0; shape < most; shape++) {
        const a = ZH_OF[shape];
        const b = EN_OF[shape];
        const pi = i - a;
        const pj = j - b;
        if (pi < 0 || pj < low[pi] || pj > high[pi] || pj + 1 < low[i] || j > high[pi + 1]) continue;
        const z0 = z1 - a;
        const e0 = e1 - b;
        let englishSum = 0;
        let chineseSum = 0;
        for (let k = 0; k < b; k++) englishSum += english[(state - k) * MOST_ZH + a - 1];
        for (let k = 0; k < a; k++) chineseSum += chinese[(starts[i - k] + j - low[i - k]) * MOST_EN + b - 1];
        const zhLength = zhSize[z1] - zhSize[z0];
        const enLength = enSize[e1] - enSize[e0];
        const off = (enLength - zhLength) ** 2 / ((LENGTH_VARIANCE * (zhLength + enLength)) / 2);
        let total =
          constant[shape] +
          ofEnglish[shape] * englishSum +
          ofChinese[shape] * chineseSum +
          ofEnglishWords[shape] * (enWords[e1] - enWords[e0]) +
          ofChineseWords[shape] * (zhWords[z1] - zhWords[z0]) +
          ofLength * (off < LENGTH_MOST ? off : LENGTH_MOST);
        // Dearer than leaving all its sentences alone, whatever its borders say.
        if (total < HOPELESS && !features) continue;
        const zh = (i * MOST_ZH + a - 1) * RUN_LOGS;
        const en = (j * MOST_EN + b - 1) * RUN_LOGS;
        const ratio = Math.abs(zhLogs[zh] - enLogs[en]);
        total +=
          first[zhMarks[z0] * MARKS + enMarks[e0]] +
          last[zhMarks[z1 - 1] * MARKS + enMarks[e1 - 1]] +
          ofRatio * (ratio < RATIO_MOST ? ratio : RATIO_MOST) +
          ofClauses * Math.abs(zhLogs[zh + 1] - enLogs[en + 1]);
        if (b > a) total += ofLongChinese * zhLogs[zh + 2];
        else if (a > b) total += ofLongEnglish * enLogs[en + 2];
        beads[state * SHAPES.length + shape] = total;
        bits |= 1 << shape;
        if (!keep || !features) continue;
        features.fill(0);
        shapeFeatures(shape, features);
        features[0] = englishSum / 10;
        features[1] = chineseSum / 10;
        features[2] = -Math.min(off, LENGTH_MOST) / 6;
        if (a > 1) {
          features[3] = englishSum / 10;
          features[5] = (enWords[e1] - enWords[e0]) * LOG[a];
        }
        if (b > 1) {
          features[4] = chineseSum / 10;
          features[6] = (zhWords[z1] - zhWords[z0]) * LOG[b];
        }
        firstFeatures(zhMarks[z0], enMarks[e0], features);
        lastFeatures(zhMarks[z1 - 1], enMarks[e1 - 1], features);
        features[22] = Math.min(RATIO_MOST, ratio);
        features[23] = Math.abs(zhLogs[zh + 1] - enLogs[en + 1]) / 2;
        if (b > a) features[24] = zhLogs[zh + 2];
        else if (a > b) features[25] = enLogs[en + 2];
        keep(state, shape, features);
      }
      shapes[state] = bits;
    }
  }
  return { beads, shapes };
}

const LOG = Float64Array.from({ length: 8 }, (_, n) => Math.log(n) / 10);
/** The most that a ratio of lengths counts, as a logarithm. */
const RATIO_MOST = 2;

/** The weights of beads as {@link scoreBeads} adds them up: by shape, by the marks at either end, and one by one. */
export interface BeadScores {
  /** Of the shape itself; of evidence and of each word on a side. */
  readonly constant: Float64Array;
  readonly ofEnglish: Float64Array;
  readonly ofChinese: Float64Array;
  readonly ofEnglishWords: Float64Array;
  readonly ofChineseWords: Float64Array;
  /** Of the marks that begin, and end, the two sides: `first[zh · MARKS + en]`. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly ofLength: number;
  readonly ofRatio: number;
  readonly ofClauses: number;
  readonly ofLongChinese: number;
  readonly ofLongEnglish: number;
}

/** Lays out the weights of {@link BEAD_FEATURES}. */
export function beadScores(weights: readonly number[]): BeadScores {
  const features = new Float64Array(BEAD_FEATURES.length);
  const weighted = (fill: () => void) => {
    features.fill(0);
    fill();
    let total = 0;
    for (let feature = 0; feature < features.length; feature++) total += weights[feature] * features[feature];
    return total;
  };
  const byShape = (value: (a: number, b: number, shape: number) => number) =>
    Float64Array.from(SHAPES, ([a, b], shape) => value(a, b, shape));
  const byMarks = (fill: typeof firstFeatures) =>
    Float64Array.from({ length: MARKS * MARKS }, (_, at) =>
      weighted(() => fill(Math.floor(at / MARKS), at % MARKS, features)),
    );
  return {
    constant: byShape((_a, _b, shape) => weighted(() => shapeFeatures(shape, features))),
    ofEnglish: byShape((a) => (weights[0] + (a > 1 ? weights[3] : 0)) / 10),
    ofChinese: byShape((_, b) => (weights[1] + (b > 1 ? weights[4] : 0)) / 10),
    ofEnglishWords: byShape((a) => (a > 1 ? weights[5] * LOG[a] : 0)),
    ofChineseWords: byShape((_, b) => (b > 1 ? weights[6] * LOG[b] : 0)),
    first: byMarks(firstFeatures),
    last: byMarks(lastFeatures),
    ofLength: -weights[2] / 6,
    ofRatio: weights[22],
    ofClauses: weights[23] / 2,
    ofLongChinese: weights[24],
    ofLongEnglish: weights[25],
  };
}

/** Features of a shape as such. */
function shapeFeatures(shape: number, into: Float64Array): void {
  const a = ZH_OF[shape];
  const b = EN_OF[shape];
  if (a === 1) {
    if (b === 2) into[7] = 1;
    else if (b === 3) into[8] = 1;
    else if (b > 3) {
      into[9] = 1;
      into[10] = b - 3;
    }
  } else if (b === 1) {
    into[11] = 1;
    into[12] = a - 2;
  } else if (a === 2 && b === 2) into[13] = 1;
  else {
    into[14] = 1;
    into[15] = a + b - 5;
  }
}

/** Features of the marks with which the two sides of a bead begin, and end. */
function firstFeatures(zh: number, en: number, into: Float64Array): void {
  into[16] = agree(zh & OPENS, en & OPENS);
  into[20] = en & LOWER ? 1 : 0;
}

function lastFeatures(zh: number, en: number, into: Float64Array): void {
  into[17] = agree(zh & CLOSES, en & CLOSES);
  into[18] = agree(zh & ASKS, en & ASKS);
  into[19] = agree(zh & EXCLAIMS, en & EXCLAIMS);
  into[21] = en & OPEN_END && !(zh & OPEN_END) ? 1 : 0;
}

/** Logarithms of each run that {@link runLogs} prepares: of its length, of its clauses, of how far it is long. */
const RUN_LOGS = 3;

/** Logarithms of the runs of up to `most` sentences that end with each sentence of a stretch. */
function runLogs(
  size: Float64Array,
  clauses: Float64Array,
  [from, to]: readonly [number, number],
  most: number,
): Float64Array {
  const out = new Float64Array((to - from + 1) * most * RUN_LOGS);
  for (let at = 1; at <= to - from; at++) {
    for (let length = 1; length <= Math.min(most, at); length++) {
      const cell = (at * most + length - 1) * RUN_LOGS;
      const characters = size[from + at] - size[from + at - length];
      out[cell] = Math.log(characters + 8);
      out[cell + 1] = Math.log(clauses[from + at] - clauses[from + at - length]);
      out[cell + 2] = Math.log(1 + characters / 60);
    }
  }
  return out;
}

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
