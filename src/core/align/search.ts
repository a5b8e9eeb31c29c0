/**
 * Crossings: what a monotone ladder cannot hold. Units are freed, moved, swapped and linked one by one as long as the
 * whole gains; every step out of order has its price, so that order decides where words do not.
 */
import type { Bead } from './ladder';
import type { Scorer } from './scorer';

/** A bead that search may change. */
interface Draft {
  zh: number[];
  en: number[];
  value: number;
}

/** A unit without counterpart costs as much as in the ladder: more where it opens a gap between linked neighbours. */
const EXTENDING = 0.875;
/** Price of a step that crosses the order of the other beads, and of one that does not. */
const CROSSING = 5;
const STEP = 1;
/** Two lone units far from each other must have this much evidence, and this much for each word. */
const FAR = { least: 3, perWord: 0.08, distance: 2 };
const GAIN = 0.01;
const PASSES = 8;
/** Partners that a unit is tried with, besides its neighbours. */
const CANDIDATES = 4;
/** Units on a side of a bead at most: a long paragraph against its sentences, a line each. The ladder tries fewer. */
const MOST = 16;

/** Improves beads until no step gains. Deterministic; the number of passes is bounded. */
function searchCrossings(scorer: Scorer, beads: readonly Bead[], candidates: Partners, crossing = CROSSING): Bead[] {
  const { bitext, zh: zhPlaces, en: enPlaces } = scorer.input;
  const nz = bitext.zh.length;
  const ne = bitext.en.length;
  const memo = new Map<string, number>();
  const value = (zh: readonly number[], en: readonly number[]): number => {
    if (!zh.length || !en.length) return 0;
    const key = `${zh}|${en}`;
    let found = memo.get(key);
    if (found === undefined) {
      found = scorer.score(zh, en);
      memo.set(key, found);
    }
    return found;
  };
  const drafts = new Set<Draft>();
  const ofZh: (Draft | undefined)[] = new Array(nz);
  const ofEn: (Draft | undefined)[] = new Array(ne);
  const add = (zh: readonly number[], en: readonly number[]) => {
    const draft: Draft = { zh: [...zh], en: [...en], value: value(zh, en) };
    drafts.add(draft);
    for (const i of zh) ofZh[i] = draft;
    for (const j of en) ofEn[j] = draft;
  };
  for (const bead of beads) add(bead.zh, bead.en);

  const set = (draft: Draft, zh: readonly number[], en: readonly number[]) => {
    for (const i of draft.zh) if (ofZh[i] === draft) ofZh[i] = undefined;
    for (const j of draft.en) if (ofEn[j] === draft) ofEn[j] = undefined;
    draft.zh = [...zh];
    draft.en = [...en];
    draft.value = value(zh, en);
    if (!zh.length || !en.length) {
      drafts.delete(draft);
      return;
    }
    for (const i of zh) ofZh[i] = draft;
    for (const j of en) ofEn[j] = draft;
  };

  type Step = { gain: number; apply: () => void };
  const better = (best: Step | undefined, gain: number, apply: () => void): Step | undefined =>
    gain > (best?.gain ?? GAIN) ? { gain, apply } : best;

  const lone = (side: 'zh' | 'en', unit: number): number => {
    const of = side === 'zh' ? ofZh : ofEn;
    return of[unit - 1] && of[unit + 1] ? EXTENDING + scorer.input.layout.gap : EXTENDING;
  };

  /** What leaving its bead would bring a unit; when a side is left empty, the other one is alone as well. */
  const leaving = (draft: Draft, zh: readonly number[], en: readonly number[]): number => {
    if (zh.length && en.length) return value(zh, en) - draft.value;
    let cost = 0;
    for (const i of zh) cost += lone('zh', i);
    for (const j of en) cost += lone('en', j);
    return -draft.value - cost;
  };

  /** All steps of one unit: free it, move it, take the partner of another. */
  const stepOf = (side: 'zh' | 'en', unit: number): Step | undefined => {
    const own = side === 'zh' ? ofZh[unit] : ofEn[unit];
    const zhLeft = own ? (side === 'zh' ? without(own.zh, unit) : own.zh) : [];
    const enLeft = own ? (side === 'en' ? without(own.en, unit) : own.en) : [];
    const lossless = own ? leaving(own, zhLeft, enLeft) : 0;
    let best: Step | undefined;
    if (own) best = better(best, lossless - lone(side, unit), () => set(own, zhLeft, enLeft));
    const targets = new Set<Draft>();
    const partners = side === 'zh' ? candidates.ofZh[unit] : candidates.ofEn[unit];
    for (const partner of partners) {
      const target = side === 'zh' ? ofEn[partner] : ofZh[partner];
      if (target && target !== own) targets.add(target);
      if (target) continue;
      // Two lone units find each other.
      const zh = side === 'zh' ? [unit] : [partner];
      const en = side === 'zh' ? [partner] : [unit];
      if (own && own.zh.length + own.en.length > 2) continue;
      const score = value(zh, en);
      const distance = Math.abs(zhPlaces[zh[0]].order - enPlaces[en[0]].order);
      if (scorer.input.oneText && distance > FAR.distance) {
        const { evidence, words } = scorer.detail(zh, en);
        if (evidence < Math.max(FAR.least, FAR.perWord * words)) continue;
      }
      if (!own) best = better(best, score + (lone('zh', zh[0]) + lone('en', en[0])) / 2 - crossing, () => add(zh, en));
      else
        best = better(best, score + lossless + (lone('zh', zh[0]) + lone('en', en[0])) / 2 - crossing, () => {
          set(own, zhLeft, enLeft);
          add(zh, en);
        });
    }
    for (const near of [unit - 1, unit + 1]) {
      const target = side === 'zh' ? ofZh[near] : ofEn[near];
      if (target && target !== own) targets.add(target);
    }
    for (const target of targets) {
      const mine = side === 'zh' ? target.zh : target.en;
      if (mine.length < MOST) {
        const joined = withUnit(mine, unit);
        const away = unit > mine[mine.length - 1] + 1 || unit < mine[0] - 1;
        const dissolves = own !== undefined && (!zhLeft.length || !enLeft.length);
        const zh = side === 'zh' ? joined : target.zh;
        const en = side === 'en' ? joined : target.en;
        const gain =
          value(zh, en) - target.value + (own ? lossless : lone(side, unit)) - (away || dissolves ? crossing : STEP);
        best = better(best, gain, () => {
          if (own) set(own, zhLeft, enLeft);
          set(target, zh, en);
        });
      }
      // A lone unit takes the place of the only one on its side.
      if (!own && mine.length === 1) {
        const zh = side === 'zh' ? [unit] : target.zh;
        const en = side === 'en' ? [unit] : target.en;
        best = better(best, value(zh, en) - target.value - 0.4 * crossing, () => set(target, zh, en));
      }
      // Two beads exchange their English.
      if (own && own.zh.length * own.en.length * target.zh.length * target.en.length <= 64) {
        const [a, b] = [own, target];
        const gain = value(a.zh, b.en) + value(b.zh, a.en) - a.value - b.value - crossing;
        best = better(best, gain, () => {
          const [ae, be] = [a.en, b.en];
          const [az, bz] = [a.zh, b.zh];
          set(a, az, be);
          set(b, bz, ae);
          for (const j of be) ofEn[j] = a;
          for (const j of ae) ofEn[j] = b;
          for (const i of az) ofZh[i] = a;
          for (const i of bz) ofZh[i] = b;
        });
      }
    }
    return best;
  };

  for (let pass = 0; pass < PASSES; pass++) {
    let changed = false;
    for (let j = 0; j < ne; j++) {
      const step = stepOf('en', j);
      if (step) {
        step.apply();
        changed = true;
      }
    }
    for (let i = 0; i < nz; i++) {
      const step = stepOf('zh', i);
      if (step) {
        step.apply();
        changed = true;
      }
    }
    if (!changed) break;
  }
  return [...drafts].map(({ zh, en }) => ({ zh, en })).sort((a, b) => a.zh[0] - b.zh[0]);
}

/** Above this share of units without counterpart, or of beads that break the order, a start without order is tried. */
const SUSPECT = { lone: 0.15, breaks: 0.1 };
/** Price of a step where only the breaks of order that are left in the end have theirs, and that price. */
const FREE = { crossing: 1.5, break: 2.5 };

/**
 * The best of three searches: from the ladder; from there with cheap steps, so that what changed places as a block pays
 * once; and, where much is alone, from the pairs that fit best whatever their order.
 */
export function searchBeads(scorer: Scorer, ladder: readonly Bead[], partners: Partners): Bead[] {
  let best = searchCrossings(scorer, ladder, partners);
  const lone = loneOf(scorer, best);
  const units = scorer.units.zh + scorer.units.en;
  const consider = (beads: Bead[]) => {
    if (worthOf(scorer, beads) > worthOf(scorer, best)) best = beads;
  };
  const suspect = lone.zh + lone.en >= SUSPECT.lone * units || breaksOf(best) >= SUSPECT.breaks * best.length;
  if (lone.zh && lone.en) consider(searchCrossings(scorer, best, partners, FREE.crossing));
  if (suspect) consider(searchCrossings(scorer, greedyPairs(scorer, partners), partners, FREE.crossing));
  return best;
}

/** Units in no bead. */
function loneOf({ units }: Scorer, beads: readonly Bead[]): { zh: number; en: number } {
  const held = (side: 'zh' | 'en') => beads.reduce((sum, bead) => sum + bead[side].length, 0);
  return { zh: units.zh - held('zh'), en: units.en - held('en') };
}

/** Single pairs, the best first, each unit once. */
function greedyPairs(scorer: Scorer, partners: Partners): Bead[] {
  const pairs = partners.ofZh.flatMap((list, i) => list.map((j) => ({ i, j, score: scorer.score([i], [j]) })));
  pairs.sort((a, b) => b.score - a.score || a.i - b.i || a.j - b.j);
  const taken = { zh: new Set<number>(), en: new Set<number>() };
  const beads: Bead[] = [];
  for (const { i, j, score } of pairs) {
    if (score <= 0 || taken.zh.has(i) || taken.en.has(j)) continue;
    taken.zh.add(i);
    taken.en.add(j);
    beads.push({ zh: [i], en: [j] });
  }
  return beads.sort((a, b) => a.zh[0] - b.zh[0]);
}

/** How often the next bead in Chinese order is not the next in English order. */
function breaksOf(beads: readonly Bead[]): number {
  let breaks = 0;
  for (let at = 1; at < beads.length; at++) if (beads[at].en[0] < beads[at - 1].en[0]) breaks++;
  return breaks;
}

/** What all beads together are worth, less what is alone and out of order. */
function worthOf(scorer: Scorer, beads: readonly Bead[]): number {
  const { gap } = scorer.input.layout;
  let total = -FREE.break * breaksOf(beads);
  for (const { zh, en } of beads) total += scorer.score(zh, en);
  for (const side of ['zh', 'en'] as const) {
    const held = new Set(beads.flatMap((bead) => bead[side]));
    for (let unit = 0; unit < scorer.units[side]; unit++) {
      if (!held.has(unit)) total -= EXTENDING + (unit === 0 || held.has(unit - 1) ? gap : 0);
    }
  }
  return total;
}

/** For each unit its likeliest partners, the best first, by pairs of single units. */
export interface Partners {
  readonly ofZh: readonly (readonly number[])[];
  readonly ofEn: readonly (readonly number[])[];
}

/** Finds the likely partners of all units. */
export function likelyPartners(scorer: Scorer): Partners {
  const { bitext } = scorer.input;
  const top = (scores: Float64Array): number[] => {
    const best: number[] = [];
    for (let at = 0; at < scores.length; at++) {
      if (best.length === CANDIDATES && scores[at] <= scores[best[CANDIDATES - 1]]) continue;
      let to = best.length;
      while (to > 0 && scores[best[to - 1]] < scores[at]) to--;
      best.splice(to, 0, at);
      if (best.length > CANDIDATES) best.pop();
    }
    return best;
  };
  const nz = bitext.zh.length;
  const ne = bitext.en.length;
  const table = new Float64Array(nz * ne);
  for (let i = 0; i < nz; i++) for (let j = 0; j < ne; j++) table[i * ne + j] = scorer.score([i], [j]);
  const ofZh = bitext.zh.map((_, i) => top(table.subarray(i * ne, (i + 1) * ne)));
  const column = new Float64Array(nz);
  const ofEn = bitext.en.map((_, j) => {
    for (let i = 0; i < nz; i++) column[i] = table[i * ne + j];
    return top(column);
  });
  return { ofZh, ofEn };
}

function without(units: readonly number[], unit: number): number[] {
  return units.filter((other) => other !== unit);
}

function withUnit(units: readonly number[], unit: number): number[] {
  return [...units, unit].sort((a, b) => a - b);
}
