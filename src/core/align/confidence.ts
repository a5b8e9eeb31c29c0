/** How sure links are: logistic functions of their signs, fitted on articles with links made by hand. */
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
] as const;

/** Words that a short group is thought to have besides its own, so that it is not too sure. */
const SMOOTHING = 6;
const perWordOf = (evidence: number, words: number) => evidence / (words + SMOOTHING);

/**
 * What tells how sure the groups of a stretch are: evidence for each word, its margin over the best rival of any
 * member, the same beside what the document's links have, lengths, shape, and where the members stand.
 */
export function groupSigns(scorer: Scorer, beads: readonly Bead[], partners: Partners): number[][] {
  const { input } = scorer;
  const { layout } = input;
  const beadOfZh = new Map(beads.flatMap((bead, at) => bead.zh.map((i) => [i, at] as const)));
  const beadOfEn = new Map(beads.flatMap((bead, at) => bead.en.map((j) => [j, at] as const)));
  const crossings = crossingsOf(beads);
  const pair = (i: number, j: number) => {
    const { evidence, words } = scorer.detail([i], [j]);
    return perWordOf(evidence, words);
  };
  const several = beads.filter(({ zh, en }) => zh.length + en.length > 2).length / (beads.length || 1);
  return beads.map((bead, at) => {
    const { zh, en } = bead;
    const { evidence, words } = scorer.detail(zh, en);
    const own = perWordOf(evidence, words);
    let rival = -0.5;
    for (const i of zh) for (const j of partners.ofZh[i]) if (!en.includes(j)) rival = Math.max(rival, pair(i, j));
    for (const j of en) for (const i of partners.ofEn[j]) if (!zh.includes(i)) rival = Math.max(rival, pair(i, j));
    // Where one paragraph is often answered by several, another such group is no wonder.
    const extra = Math.log(zh.length + en.length - 1);
    const margin = own - rival;
    const size = Math.log(1 + words);
    const places = [...zh.map((i) => input.zh[i]), ...en.map((j) => input.en[j])];
    const orders = places.map(({ order }) => order);
    const adjacent = input.oneText && Math.max(...orders) - Math.min(...orders) === orders.length - 1 ? 1 : 0;
    const zhSize = zh.reduce((sum, i) => sum + input.bitext.zh[i].size, 0);
    const enSize = en.reduce((sum, j) => sum + input.bitext.en[j].size, 0);
    const before = beadOfZh.get(zh[0] - 1);
    const after = beadOfZh.get(zh[zh.length - 1] + 1);
    const followed =
      (before !== undefined && before === beadOfEn.get(en[0] - 1) ? 1 : 0) +
      (after !== undefined && after === beadOfEn.get(en[en.length - 1] + 1) ? 1 : 0);
    const solo = places.filter((place) => place.solo).length;
    const reluctance = places.reduce((sum, place) => sum + place.reluctance, 0);
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
      Math.min(1, crossings[at] / Math.max(1, beads.length - 1)),
      followed,
      solo / places.length,
      solo === 1 ? 1 : 0,
      reluctance,
      Math.log(1 + beads.length),
    ];
  });
}

/** For each bead how many others it crosses. */
function crossingsOf(beads: readonly Bead[]): number[] {
  return beads.map((bead) => {
    let crossed = 0;
    for (const other of beads) if ((bead.zh[0] - other.zh[0]) * (bead.en[0] - other.en[0]) < 0) crossed++;
    return crossed;
  });
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

/** Log odds that a group or a link is right, by its signs. */
export function logOddsOf(kind: 'group' | 'link', signs: readonly number[]): number {
  const weights = trained[kind];
  let total = weights[signs.length];
  for (let at = 0; at < signs.length; at++) total += weights[at] * signs[at];
  return total;
}

/** Signs of how many a group has: they tell whether it is complete, not whether its members belong together. */
const COMPLETENESS: ReadonlySet<string> = new Set(['shape', 'shape × usual', 'merged']);

/** Log odds that the members of a group belong together, whether or not it lacks one or has one too many. */
export function togetherOdds(signs: readonly number[], weights: readonly number[] = trained.group): number {
  let total = weights[signs.length];
  for (let at = 0; at < signs.length; at++) if (!COMPLETENESS.has(GROUP_SIGNS[at])) total += weights[at] * signs[at];
  return total;
}

/** Probability that a group or a link is right, with three digits. */
export function confidenceOf(kind: 'group' | 'link', signs: readonly number[]): number {
  return Math.round(1000 / (1 + Math.exp(-logOddsOf(kind, signs)))) / 1000;
}
