/** How sure links are: logistic functions of their signs, fitted on articles with links made by hand. */
import type { Side } from '../model';
import type { Bead } from './ladder';
import { lengthScore, type Scorer } from './scorer';
import type { Partners } from './search';
import trained from './weights/articles.json';

/** The signs of a group, in the order of {@link groupSigns}. */
export const GROUP_SIGNS = [
  'evidence',
  'evidence × size',
  'margin',
  'margin × size',
  'beside usual',
  'size',
  'length',
  'shape',
  'shape × usual',
  'merged',
  'adjacent',
  'adjacent × usual',
  'crossing',
  'followed',
  'solo',
  'one solo',
  'reluctance',
  'groups',
  'score',
  'orphans',
  'orphans of the side that has fewer',
  'distance',
  'crossed',
] as const;

/** Words that a short group is thought to have besides its own, so that it is not too sure. */
const SMOOTHING = 6;
const perWordOf = (evidence: number, words: number) => evidence / (words + SMOOTHING);

/** Bounds of the score as a sign: beyond them it tells nothing more. */
const SCORE = { low: -5, high: 15 };
/** Crossing more groups than this is no worse: a section that moved as a whole crosses many. */
const MOST_CROSSED = 3;

/**
 * What tells how sure groups are, beside the other beads of their stretch: evidence for each word, its margin over the
 * best rival of any member, the same beside what the document's links have, lengths, shape, and where the members stand.
 * Reads the signs of these beads, and of any that could be added to them.
 */
export function groupSigns(scorer: Scorer, beads: readonly Bead[], partners: Partners): (bead: Bead) => number[] {
  const { input, units } = scorer;
  const { layout } = input;
  const beadOfZh = new Map(beads.flatMap((bead, at) => bead.zh.map((i) => [i, at] as const)));
  const beadOfEn = new Map(beads.flatMap((bead, at) => bead.en.map((j) => [j, at] as const)));
  const pair = (i: number, j: number) => {
    const { evidence, words } = scorer.detail([i], [j]);
    return perWordOf(evidence, words);
  };
  const placesOf = ({ zh, en }: Bead) => [...zh.map((i) => input.zh[i]), ...en.map((j) => input.en[j])];
  /** Units of any bead or none that stand between the members. */
  const betweenOf = (bead: Bead) => {
    const orders = placesOf(bead).map(({ order }) => order);
    return Math.max(...orders) - Math.min(...orders) + 1 - orders.length;
  };
  const distances = beads.map((bead) => Math.log(1 + betweenOf(bead)));
  const lone = { zh: loneOf(scorer, beadOfZh, 'zh'), en: loneOf(scorer, beadOfEn, 'en') };
  /** Log of the share of a side's units that have no counterpart when a bead has its own. */
  const orphansOf = (bead: Bead, side: Side) => {
    const others = lone[side].size - bead[side].filter((unit) => lone[side].has(unit)).length;
    return Math.log((others + 0.5) / (units[side] + 1));
  };
  const several = beads.filter(({ zh, en }) => zh.length + en.length > 2).length / (beads.length || 1);
  return (bead) => {
    const { zh, en } = bead;
    const { evidence, words, total } = scorer.detail(zh, en);
    const own = perWordOf(evidence, words);
    let rival = -0.5;
    for (const i of zh) for (const j of partners.ofZh[i]) if (!en.includes(j)) rival = Math.max(rival, pair(i, j));
    for (const j of en) for (const i of partners.ofEn[j]) if (!zh.includes(i)) rival = Math.max(rival, pair(i, j));
    // Where one paragraph is often answered by several, another such group is no wonder.
    const extra = Math.log(zh.length + en.length - 1);
    const margin = own - rival;
    const size = Math.log(1 + words);
    const between = betweenOf(bead);
    const adjacent = input.oneText && !between ? 1 : 0;
    const zhSize = zh.reduce((sum, i) => sum + input.bitext.zh[i].size, 0);
    const enSize = en.reduce((sum, j) => sum + input.bitext.en[j].size, 0);
    const before = beadOfZh.get(zh[0] - 1);
    const after = beadOfZh.get(zh[zh.length - 1] + 1);
    const followed =
      (before !== undefined && before === beadOfEn.get(en[0] - 1) ? 1 : 0) +
      (after !== undefined && after === beadOfEn.get(en[en.length - 1] + 1) ? 1 : 0);
    const places = placesOf(bead);
    const solo = places.filter((place) => place.solo).length;
    const reluctance = places.reduce((sum, place) => sum + place.reluctance, 0);
    // What stands as far apart as its neighbours do is where it should be.
    const near = [before, after].flatMap((at) => (at === undefined ? [] : [distances[at]]));
    const usual = near.reduce((sum, distance) => sum + distance, 0) / (near.length || 1);
    const crossed = crossedBy(bead, beads);
    const orphans = { zh: orphansOf(bead, 'zh'), en: orphansOf(bead, 'en') };
    return [
      own,
      own * size,
      margin,
      margin * size,
      Math.min(0.5, own - layout.link),
      size,
      lengthScore(zhSize, enSize, layout.ratio),
      extra,
      extra * several,
      zh.length > 1 && en.length > 1 ? 1 : 0,
      adjacent,
      adjacent * layout.adjacent,
      Math.min(1, crossed / Math.max(1, beads.length - 1)),
      followed,
      solo / places.length,
      solo === 1 ? 1 : 0,
      reluctance,
      Math.log(1 + beads.length),
      Math.max(SCORE.low, Math.min(SCORE.high, total)),
      // Two orphans pass for a group only where both languages have some.
      orphans.zh + orphans.en,
      Math.min(orphans.zh, orphans.en),
      layout.adjacent > 0 ? Math.max(0, Math.log(1 + between) - usual) : 0,
      Math.min(MOST_CROSSED, crossed) / MOST_CROSSED,
    ];
  };
}

/** Units of a side in no bead that could be missed. */
function loneOf({ input }: Scorer, beadOf: ReadonlyMap<number, number>, side: Side): ReadonlySet<number> {
  return new Set(input[side].flatMap(({ reluctance }, at) => (reluctance || beadOf.has(at) ? [] : [at])));
}

/** How many beads a bead crosses. */
function crossedBy(bead: Bead, beads: readonly Bead[]): number {
  let crossed = 0;
  for (const other of beads) if ((bead.zh[0] - other.zh[0]) * (bead.en[0] - other.en[0]) < 0) crossed++;
  return crossed;
}

/** The signs of a sentence link: its own, and the log odds of its group. */
export const LINK_SIGNS = [
  'evidence',
  'evidence × size',
  'size',
  'length',
  'log odds that the group belongs together',
] as const;

/** The signs that a link shows by itself; its group adds the last one. */
export function linkSigns(evidence: number, words: number, length: number): number[] {
  const own = perWordOf(evidence, words);
  const size = Math.log(1 + words);
  return [own, own * size, size, length];
}

/** Log odds by signs: that a group or a link is right, or that a group's two sides belong together at all. */
function logOddsOf(kind: 'group' | 'together' | 'link', signs: readonly number[]): number {
  const weights = trained[kind];
  let total = weights[signs.length];
  for (let at = 0; at < signs.length; at++) total += weights[at] * signs[at];
  return total;
}

/** Log odds that members of a group belong together, whether or not it lacks one or has one too many. */
export function togetherOdds(signs: readonly number[]): number {
  return logOddsOf('together', signs);
}

/** Probability that a group or a link is right, with three digits. */
export function confidenceOf(kind: 'group' | 'link', signs: readonly number[]): number {
  return Math.round(1000 / (1 + Math.exp(-logOddsOf(kind, signs)))) / 1000;
}
