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

const W_EVIDENCE = 0.6;
const LENGTH_SPREAD = 0.35;
const LENGTH_FLOOR = -4;
const HEADING_AGAINST_BODY = 3;
/** A bead of several units with a solo one among them: out of the question. */
const SOLO_IN_COMPANY = 50;

/** What a ladder needs to weigh beads of neighbouring units. */
export interface LadderModel {
  /** Numbers of units. */
  readonly units: { readonly zh: number; readonly en: number };
  readonly evidence: Evidence;
  /** Weights of the evidence of the English words and of the Chinese ones. */
  readonly weight: { readonly english: number; readonly chinese: number };
  /** Everything but the evidence: lengths, shape, place. */
  frame(zh: readonly number[], en: readonly number[]): number;
  detail(zh: readonly number[], en: readonly number[]): BeadScore;
}

/** Scores beads of any units; sets need not be contiguous. */
export interface Scorer extends LadderModel {
  readonly input: ScoringInput;
  score(zh: readonly number[], en: readonly number[]): number;
}

/** Builds a scorer. */
export function scorerOf(input: ScoringInput): Scorer {
  const { bitext, evidence, layout } = input;

  const lengths = (zh: readonly number[], en: readonly number[]): number => {
    let zhSize = 0;
    let enSize = 0;
    for (const i of zh) zhSize += bitext.zh[i].size;
    for (const j of en) enSize += bitext.en[j].size;
    return lengthScore(zhSize, enSize, layout.ratio);
  };

  const place = (zh: readonly number[], en: readonly number[]): number => {
    if (!input.oneText) return 0;
    let low = Number.POSITIVE_INFINITY;
    let high = 0;
    for (const i of zh) {
      low = Math.min(low, input.zh[i].order);
      high = Math.max(high, input.zh[i].order);
    }
    for (const j of en) {
      low = Math.min(low, input.en[j].order);
      high = Math.max(high, input.en[j].order);
    }
    if (high - low !== zh.length + en.length - 1) return 0;
    const chineseFirst = input.zh[zh[0]].order < input.en[en[0]].order;
    return layout.adjacent + (chineseFirst ? layout.chineseFirst : -layout.chineseFirst);
  };

  const roles = (zh: readonly number[], en: readonly number[]): number => {
    let reluctance = 0;
    let solo = 0;
    for (const i of zh) {
      if (input.zh[i].solo) solo++;
      reluctance += input.zh[i].reluctance;
    }
    for (const j of en) {
      if (input.en[j].solo) solo++;
      reluctance += input.en[j].reluctance;
    }
    if (!solo) return 0;
    if (zh.length + en.length > 2) return -SOLO_IN_COMPANY;
    return solo === 1 ? -HEADING_AGAINST_BODY - reluctance : -reluctance / 2;
  };

  const frame = (zh: readonly number[], en: readonly number[]): number =>
    lengths(zh, en) + shapePrior(zh.length, en.length, layout.merge) + place(zh, en) + roles(zh, en);

  const words = (zh: readonly number[], en: readonly number[]): number => {
    let total = 0;
    for (const j of en) total += evidence.english(zh, j);
    for (const i of zh) total += evidence.chinese(i, en);
    return total;
  };

  return {
    input,
    units: { zh: bitext.zh.length, en: bitext.en.length },
    evidence,
    weight: { english: W_EVIDENCE, chinese: W_EVIDENCE },
    frame,
    score: (zh, en) => W_EVIDENCE * words(zh, en) + frame(zh, en),
    detail: (zh, en) => {
      const found = words(zh, en);
      let count = 0;
      for (const i of zh) count += evidence.zhWords[i];
      for (const j of en) count += evidence.enWords[j];
      return { evidence: found, words: count, total: W_EVIDENCE * found + frame(zh, en) };
    },
  };
}

/** Weight of the evidence in a bead's score. */
export const EVIDENCE_WEIGHT = W_EVIDENCE;

/** Log of how well two lengths fit, given the document's usual ratio: at most .5, never under −4. */
export function lengthScore(zhSize: number, enSize: number, ratio: number): number {
  const off = Math.log(enSize / zhSize / ratio);
  const spread = LENGTH_SPREAD * LENGTH_SPREAD + 4 / Math.min(zhSize, enSize / 3);
  return Math.max(LENGTH_FLOOR, 0.5 - (off * off) / (2 * spread));
}

/** Cost of a bead's shape: the document tells what a second unit on a side costs. */
export function shapePrior(zh: number, en: number, merge: number): number {
  const more = 0.3 * merge;
  if (zh === 1 && en === 1) return 0;
  if (zh === 1) return -merge - more * (en - 2);
  if (en === 1) return -merge - 0.8 - more * (zh - 2);
  return -1.6 * merge - 3 - more * (zh + en - 4);
}
