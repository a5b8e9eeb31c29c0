/**
 * What a search cannot tell: whether a group's two sides belong together at all. Two paragraphs without counterpart
 * that stand side by side, or share a word, are worth more as a group than alone; how many others are alone, how far
 * apart these stand and what rivals they have decides. Groups that are likelier apart are given up, and units that are
 * alone and likely to belong together are linked.
 */
import { groupSigns, togetherOdds } from './confidence';
import type { Bead } from './ladder';
import type { Scorer } from './scorer';
import type { Partners } from './search';

/** A bead with its signs, in the order of `GROUP_SIGNS`, and the log odds that its sides belong together. */
export interface JudgedBead extends Bead {
  readonly signs: readonly number[];
  readonly odds: number;
}

/** Log odds under which a group is given up: doubt is shown by its confidence. */
export const APART = -0.5;
/** Log odds and score from which two units that are alone are linked. */
const TOGETHER = { odds: 1, score: -1 };

/** Beads with their odds, under each other. */
export function judgeBeads(scorer: Scorer, beads: readonly Bead[], partners: Partners): JudgedBead[] {
  const signsOf = groupSigns(scorer, beads, partners);
  return beads.map(({ zh, en }) => judged({ zh, en }, signsOf));
}

function judged(bead: Bead, signsOf: (bead: Bead) => number[]): JudgedBead {
  const signs = signsOf(bead);
  return { ...bead, signs, odds: togetherOdds(signs) };
}

/** Gives up what is likelier apart and links what is likely together; in Chinese order. */
export function settle(scorer: Scorer, found: readonly JudgedBead[], partners: Partners): JudgedBead[] {
  const kept = found.filter(({ odds }) => odds >= APART);
  const held = { zh: new Set(kept.flatMap(({ zh }) => zh)), en: new Set(kept.flatMap(({ en }) => en)) };
  const given = new Set(found.flatMap(({ zh, en, odds }) => (odds < APART ? [`${zh}|${en}`] : [])));
  const signsOf = groupSigns(scorer, kept, partners);
  const pairs = new Map<string, JudgedBead>();
  const consider = (i: number, j: number) => {
    const key = `${i}|${j}`;
    if (held.zh.has(i) || held.en.has(j) || given.has(key) || pairs.has(key)) return;
    if (scorer.score([i], [j]) >= TOGETHER.score) pairs.set(key, judged({ zh: [i], en: [j] }, signsOf));
  };
  partners.ofZh.forEach((list, i) => {
    for (const j of list) consider(i, j);
  });
  partners.ofEn.forEach((list, j) => {
    for (const i of list) consider(i, j);
  });
  const likely = [...pairs.values()].filter(({ odds }) => odds >= TOGETHER.odds);
  likely.sort((a, b) => b.odds - a.odds || a.zh[0] - b.zh[0] || a.en[0] - b.en[0]);
  for (const pair of likely) {
    if (held.zh.has(pair.zh[0]) || held.en.has(pair.en[0])) continue;
    held.zh.add(pair.zh[0]);
    held.en.add(pair.en[0]);
    kept.push(pair);
  }
  return kept.sort((a, b) => a.zh[0] - b.zh[0]);
}
