/** What a bead is worth: its words, its lengths, its shape, and where its parts stand. One model weighs them all. */
import type { Bitext } from './bitext';
import type { Evidence } from './evidence';
import type { LayoutStatistics } from './statistics';

/** What scoring knows of a unit besides its words. */
export interface UnitPlace {
  /** Position among the alignable units of the article, both languages together. */
  readonly order: number;
  /** Never part of a bead with more than one unit on a side: headings, captions, labels. */
  readonly solo: boolean;
  /** Needs no counterpart as a rule (credits, sources, page furniture): a link must be worth this much more. */
  readonly reluctance: number;
}

/** Units of one level with everything that scoring reads. */
export interface ScoringInput {
  readonly bitext: Bitext;
  readonly evidence: Evidence;
  readonly zh: readonly UnitPlace[];
  readonly en: readonly UnitPlace[];
  readonly layout: LayoutStatistics;
  /** Units that must not be in one bead, whatever they look like. */
  readonly apart?: readonly (readonly [zh: number, en: number])[];
  /** Both languages stand in one text, so that positions tell something. */
  readonly oneText: boolean;
}

/** The parts of a bead's score. */
export interface BeadScore {
  /** Evidence of the words, in nats, both directions together, unweighted. */
  readonly evidence: number;
  /** Words that took part. */
  readonly words: number;
  /** Everything weighed: the number that search maximises. */
  readonly total: number;
}

/** English words tell more than Chinese ones: out of fold, a logistic of both gives them twice the weight. */
const WEIGHT = { english: 0.8, chinese: 0.4 };
/** Weight of how well the lengths fit. */
const LENGTH = 3;
const LENGTH_SPREAD = 0.35;
const LENGTH_FLOOR = -4;
/** A bead of several units with a solo one among them: out of the question. */
const SOLO_IN_COMPANY = 50;

/** A bead that holds units that must be apart: worth less than any other. */
const FORBIDDEN = 1e4;

/** What a ladder needs to weigh beads of neighbouring units. */
export interface LadderModel {
  /** Numbers of units. */
  readonly units: { readonly zh: number; readonly en: number };
  readonly evidence: Evidence;
  /** Weights of the evidence of the English words and of the Chinese ones. */
  readonly weight: { readonly english: number; readonly chinese: number };
  /**
   * Everything but the evidence: lengths, shape, place. Of the bead of `zhCount` Chinese units that end with `zhLast`
   * and `enCount` English ones that end with `enLast`.
   */
  frameOfRun(zhLast: number, zhCount: number, enLast: number, enCount: number): number;
  detail(zh: readonly number[], en: readonly number[]): BeadScore;
}

/** Scores beads of any units; sets need not be contiguous. */
export interface Scorer extends LadderModel {
  readonly input: ScoringInput;
  score(zh: readonly number[], en: readonly number[]): number;
}

/** What of a bead's two sides the frame of its score reads. */
interface Sizes {
  readonly zhCount: number;
  readonly enCount: number;
  readonly zhSize: number;
  readonly enSize: number;
  readonly solo: number;
  readonly reluctance: number;
}

/** Running sums over units in order, so that a run costs a subtraction. */
function prefixSums(units: readonly { readonly size: number }[], places: readonly UnitPlace[]) {
  const size = new Float64Array(units.length + 1);
  const solo = new Float64Array(units.length + 1);
  const reluctance = new Float64Array(units.length + 1);
  units.forEach((unit, at) => {
    size[at + 1] = size[at] + unit.size;
    solo[at + 1] = solo[at] + (places[at].solo ? 1 : 0);
    reluctance[at + 1] = reluctance[at] + places[at].reluctance;
  });
  return { size, solo, reluctance };
}

/** Builds a scorer. */
export function scorerOf(input: ScoringInput): Scorer {
  const { bitext, evidence, layout } = input;

  const frame = (sizes: Sizes, low: number, high: number, chineseFirst: boolean): number => {
    const { zhCount, enCount, solo, reluctance } = sizes;
    let total =
      LENGTH * lengthScore(sizes.zhSize, sizes.enSize, layout.ratio) + shapePrior(zhCount, enCount, layout.merge);
    if (input.oneText && high - low === zhCount + enCount - 1) {
      total += layout.adjacent + (chineseFirst ? layout.chineseFirst : -layout.chineseFirst);
    }
    if (!solo) return total;
    if (zhCount + enCount > 2) return total - SOLO_IN_COMPANY;
    return total - (solo === 1 ? layout.heading + reluctance : reluctance / 2);
  };

  const { apart = [] } = input;
  const forbidden = (zh: (i: number) => boolean, en: (j: number) => boolean) =>
    apart.length && apart.some(([i, j]) => zh(i) && en(j)) ? FORBIDDEN : 0;

  const frameOf = (zh: readonly number[], en: readonly number[]): number => {
    const sizes = { zhCount: zh.length, enCount: en.length, zhSize: 0, enSize: 0, solo: 0, reluctance: 0 };
    let low = Number.POSITIVE_INFINITY;
    let high = 0;
    const read = (place: UnitPlace) => {
      if (place.solo) sizes.solo++;
      sizes.reluctance += place.reluctance;
      low = Math.min(low, place.order);
      high = Math.max(high, place.order);
    };
    for (const i of zh) {
      sizes.zhSize += bitext.zh[i].size;
      read(input.zh[i]);
    }
    for (const j of en) {
      sizes.enSize += bitext.en[j].size;
      read(input.en[j]);
    }
    const chineseFirst = input.zh[zh[0]].order < input.en[en[0]].order;
    const apartness = forbidden(
      (i) => zh.includes(i),
      (j) => en.includes(j),
    );
    return frame(sizes, low, high, chineseFirst) - apartness;
  };

  const sums = { zh: prefixSums(bitext.zh, input.zh), en: prefixSums(bitext.en, input.en) };
  const frameOfRun = (zhLast: number, zhCount: number, enLast: number, enCount: number): number => {
    const zhFirst = zhLast - zhCount + 1;
    const enFirst = enLast - enCount + 1;
    const zhFrom = input.zh[zhFirst].order;
    const zhTo = input.zh[zhLast].order;
    const enFrom = input.en[enFirst].order;
    const enTo = input.en[enLast].order;
    const sizes = {
      zhCount,
      enCount,
      zhSize: sums.zh.size[zhLast + 1] - sums.zh.size[zhFirst],
      enSize: sums.en.size[enLast + 1] - sums.en.size[enFirst],
      solo: sums.zh.solo[zhLast + 1] - sums.zh.solo[zhFirst] + sums.en.solo[enLast + 1] - sums.en.solo[enFirst],
      reluctance:
        sums.zh.reluctance[zhLast + 1] -
        sums.zh.reluctance[zhFirst] +
        (sums.en.reluctance[enLast + 1] - sums.en.reluctance[enFirst]),
    };
    const apartness = forbidden(
      (i) => i >= zhFirst && i <= zhLast,
      (j) => j >= enFirst && j <= enLast,
    );
    return frame(sizes, Math.min(zhFrom, enFrom), Math.max(zhTo, enTo), zhFrom < enFrom) - apartness;
  };

  const words = (zh: readonly number[], en: readonly number[]): number => {
    let total = 0;
    for (const j of en) total += evidence.english(zh, j);
    for (const i of zh) total += evidence.chinese(i, en);
    return total;
  };

  const weighted = (zh: readonly number[], en: readonly number[]): number => {
    let total = 0;
    for (const j of en) total += WEIGHT.english * evidence.english(zh, j);
    for (const i of zh) total += WEIGHT.chinese * evidence.chinese(i, en);
    return total;
  };

  return {
    input,
    units: { zh: bitext.zh.length, en: bitext.en.length },
    evidence,
    weight: WEIGHT,
    frameOfRun,
    score: (zh, en) => weighted(zh, en) + frameOf(zh, en),
    detail: (zh, en) => {
      const found = words(zh, en);
      let count = 0;
      for (const i of zh) count += evidence.zhWords[i];
      for (const j of en) count += evidence.enWords[j];
      return { evidence: found, words: count, total: weighted(zh, en) + frameOf(zh, en) };
    },
  };
}

/** Weight of the evidence between sentences. */
export const EVIDENCE_WEIGHT = 0.6;

/** Log of how well two lengths fit, given the document's usual ratio: at most .5, never under −4. */
export function lengthScore(zhSize: number, enSize: number, ratio: number): number {
  const off = Math.log(enSize / zhSize / ratio);
  const spread = LENGTH_SPREAD * LENGTH_SPREAD + 4 / Math.min(zhSize, enSize / 3);
  return Math.max(LENGTH_FLOOR, 0.5 - (off * off) / (2 * spread));
}

/** Cost of a bead's shape: the document tells what a second unit on a side costs. */
function shapePrior(zh: number, en: number, merge: number): number {
  const more = 0.3 * merge;
  if (zh === 1 && en === 1) return 0;
  if (zh === 1) return -merge - more * (en - 2);
  if (en === 1) return -merge - 0.8 - more * (zh - 2);
  return -1.6 * merge - 3 - more * (zh + en - 4);
}
