/** Aligns two texts, sentence by sentence: a monotone ladder with affine gaps, re-estimated on the texts themselves. */
import type { Lexicon } from '../lexicon/lexicon';
import { type Bitext, readBitext } from './bitext';
import { cutBitext, sliceBitext } from './chunks';
import { confidenceOf } from './confidence';
import { type Evidence, evidenceOf } from './evidence';
import { type Bead, bestLadder } from './ladder';
import { reestimate } from './reestimate';
import type { LadderModel } from './scorer';
import { backgroundOf, countWords, dictionaryRows, rowsUnder, type Statistics, USUAL_RATIO } from './statistics';

/** A bead of two texts; a side is empty where nothing stands against the other. */
export interface TextBead {
  readonly zh: readonly number[];
  readonly en: readonly number[];
  /** Probability that it is right, 0..1. */
  readonly score: number;
}

/** Two texts as sentences; an empty one is a sentence without words. */
export interface TextsRequest {
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly lexicon: Lexicon;
}

const ROUNDS = 3;
const WEIGHT = { english: 0.64, chinese: 0.88, length: 0.54 };
const LENGTH_VARIANCE = 6.8;
const GAP = { open: 6.5, extend: 1.5 };
const SHAPES = {
  most: { zh: 4, en: 6 },
  several: [
    [2, 2],
    [2, 3],
    [3, 2],
    [2, 4],
    [3, 3],
  ] as const,
};
/** Log prior of a bead's shape against 1–1, by numbers of Chinese and English sentences. */
const SHAPE_PRIOR: ReadonlyMap<number, number> = new Map(
  (
    [
      [1, 1, 0],
      [1, 2, -1.2],
      [1, 3, -1.9],
      [1, 4, -3.2],
      [1, 5, -4.5],
      [1, 6, -5],
      [2, 1, -1.9],
      [3, 1, -5],
      [4, 1, -7],
      [2, 2, -4],
      [2, 3, -4],
      [3, 2, -7],
      [2, 4, -5],
      [3, 3, -7],
    ] as const
  ).map(([a, b, prior]) => [a * 16 + b, prior]),
);

/** The ladder of two texts: every sentence in exactly one bead, in source order. */
export function alignTexts({ zh, en, lexicon }: TextsRequest): readonly TextBead[] {
  const bitext = readBitext(zh, en, lexicon);
  const dictionary = dictionaryRows(bitext, lexicon);
  let statistics: Statistics = {
    kind: 'statistics',
    ...countWords(bitext),
    learnt: new Map(),
    layout: { adjacent: 0, chineseFirst: 0, merge: 0, gap: 0, shift: 0, ratio: ratioOf(bitext) },
  };
  const background = backgroundOf(bitext, statistics, lexicon);
  let beads: ScoredBead[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const rows = rowsUnder(statistics, dictionary, bitext);
    beads = [];
    for (const chunk of cutBitext(bitext, rows, background)) {
      const part = sliceBitext(bitext, chunk);
      if (!part.zh.length || !part.en.length) continue;
      const evidence = evidenceOf(part, rows, background);
      const model = textModel(part, evidence, statistics.layout.ratio);
      for (const bead of bestLadder(model, GAP, SHAPES)) {
        const { evidence: found, words } = model.detail(bead.zh, bead.en);
        beads.push({
          zh: bead.zh.map((i) => i + chunk.zh[0]),
          en: bead.en.map((j) => j + chunk.en[0]),
          score: confidenceOf(found, words),
        });
      }
    }
    if (round + 1 < ROUNDS) statistics = { ...statistics, learnt: reestimate(bitext, rows, dictionary, beads) };
  }
  return withGaps(beads, zh.length, en.length);
}

type ScoredBead = Bead & { readonly score: number };

/** English characters for a Chinese one in the whole texts. */
function ratioOf(bitext: Bitext): number {
  let zh = 0;
  let en = 0;
  for (const unit of bitext.zh) zh += unit.size;
  for (const unit of bitext.en) en += unit.size;
  return zh && en ? Math.max(1, Math.min(8, en / zh)) : USUAL_RATIO;
}

function textModel(bitext: Bitext, evidence: Evidence, ratio: number): LadderModel {
  const zhSizes = prefixSums(bitext.zh.map((unit) => unit.size * ratio));
  const enSizes = prefixSums(bitext.en.map((unit) => unit.size));
  const frameOfRun = (zhLast: number, zhCount: number, enLast: number, enCount: number): number => {
    const zhSize = zhSizes[zhLast + 1] - zhSizes[zhLast - zhCount + 1];
    const enSize = enSizes[enLast + 1] - enSizes[enLast - enCount + 1];
    const off = (enSize - zhSize) ** 2 / ((LENGTH_VARIANCE * (zhSize + enSize)) / 2);
    return -0.5 * WEIGHT.length * Math.min(off, 30) + (SHAPE_PRIOR.get(zhCount * 16 + enCount) ?? -20);
  };
  const detail = (zh: readonly number[], en: readonly number[]) => {
    let words = 0;
    let found = 0;
    for (const j of en) {
      found += evidence.english(zh, j);
      words += evidence.enWords[j];
    }
    for (const i of zh) {
      found += evidence.chinese(i, en);
      words += evidence.zhWords[i];
    }
    return { evidence: found, words, total: found };
  };
  return {
    units: { zh: bitext.zh.length, en: bitext.en.length },
    evidence,
    weight: WEIGHT,
    frameOfRun,
    detail,
  };
}

/** Puts the sentences that no bead holds back in their places. */
function withGaps(beads: readonly ScoredBead[], zhCount: number, enCount: number): TextBead[] {
  const all: TextBead[] = [];
  let i = 0;
  let j = 0;
  const gap = (zhTo: number, enTo: number) => {
    for (; i < zhTo; i++) all.push({ zh: [i], en: [], score: 0.5 });
    for (; j < enTo; j++) all.push({ zh: [], en: [j], score: 0.5 });
  };
  for (const bead of beads) {
    gap(bead.zh[0], bead.en[0]);
    all.push(bead);
    i = (bead.zh.at(-1) as number) + 1;
    j = (bead.en.at(-1) as number) + 1;
  }
  gap(zhCount, enCount);
  return all;
}

function prefixSums(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, at) => {
    sums[at + 1] = sums[at] + value;
  });
  return sums;
}
