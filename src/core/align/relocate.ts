/**
 * Leads and datelines: an English paragraph that translates one or two sentences of a Chinese paragraph elsewhere.
 * Paragraph by paragraph such a link looks weak, sentence by sentence it is plain.
 */
import type { Evidence } from './evidence';
import type { Bead } from './ladder';
import { EVIDENCE_WEIGHT } from './scorer';

/** Sentences of paragraphs: `zh[i]` is the half-open range of sentence units of Chinese paragraph i. */
export interface SentenceRanges {
  readonly zh: readonly (readonly [number, number])[];
  readonly en: readonly (readonly [number, number])[];
}

export interface RelocateInput {
  readonly beads: readonly Bead[];
  readonly ranges: SentenceRanges;
  /** Evidence between sentences. */
  readonly evidence: Evidence;
  /** Paragraphs that never move and never receive: headings, captions. */
  readonly fixed: { readonly zh: readonly boolean[]; readonly en: readonly boolean[] };
  /** One-to-one beads are trusted, as in text whose paragraphs blank lines set apart. */
  readonly trustPairs: boolean;
}

/** A paragraph moves when the new place is worth this much, and beats the old one by this margin, in weighted nats. */
const LEAST = 4;
const MARGIN = 3;
const MARGIN_OF_PAIR = 4;
const NOWHERE = -2;

/** Above this many pairs of sentences nothing is moved: the cost would grow with their square. */
const MOST_PAIRS = 250_000;

/** How well English paragraph j fits one or two neighbouring sentences of Chinese paragraph i, sentence by sentence. */
function windowScore(evidence: Evidence, zh: readonly [number, number], en: readonly [number, number]): number {
  const pair = (zhUnits: readonly number[], j: number): number => {
    let total = evidence.english(zhUnits, j);
    for (const i of zhUnits) total += evidence.chinese(i, [j]);
    return EVIDENCE_WEIGHT * total;
  };
  let total = 0;
  for (let j = en[0]; j < en[1]; j++) {
    let best = Number.NEGATIVE_INFINITY;
    for (let i = zh[0]; i < zh[1]; i++) {
      best = Math.max(best, pair([i], j));
      if (i + 1 < zh[1]) best = Math.max(best, pair([i, i + 1], j));
    }
    total += best;
  }
  return total;
}

/** Moves English paragraphs to where their sentences fit. */
export function relocate({ beads, ranges, evidence, fixed, trustPairs }: RelocateInput): Bead[] {
  const nz = ranges.zh.length;
  const ne = ranges.en.length;
  const pairs = (ranges.zh[nz - 1]?.[1] ?? 0) * (ranges.en[ne - 1]?.[1] ?? 0);
  if (!pairs || pairs > MOST_PAIRS) return [...beads];
  const drafts = beads.map((bead) => ({ zh: [...bead.zh], en: [...bead.en] }));
  const ofZh: ((typeof drafts)[number] | undefined)[] = new Array(nz);
  const ofEn: ((typeof drafts)[number] | undefined)[] = new Array(ne);
  for (const draft of drafts) {
    for (const i of draft.zh) ofZh[i] = draft;
    for (const j of draft.en) ofEn[j] = draft;
  }
  const isPair = (draft: { zh: number[]; en: number[] }) => draft.zh.length === 1 && draft.en.length === 1;
  for (let j = 0; j < ne; j++) {
    const own = ofEn[j];
    if (fixed.en[j] || (trustPairs && own && isPair(own))) continue;
    let best = -1;
    let value = Number.NEGATIVE_INFINITY;
    let second = Number.NEGATIVE_INFINITY;
    let here = NOWHERE;
    for (let i = 0; i < nz; i++) {
      if (fixed.zh[i]) continue;
      const score = windowScore(evidence, ranges.zh[i], ranges.en[j]);
      if (own?.zh.includes(i)) here = Math.max(here, score);
      if (score > value) {
        second = value;
        value = score;
        best = i;
      } else if (score > second) second = score;
    }
    const target = best < 0 ? undefined : ofZh[best];
    if (!target || target === own || value < LEAST) continue;
    const rival = own ? here : Math.max(NOWHERE, second);
    if (value - rival < (own && isPair(own) ? MARGIN_OF_PAIR : MARGIN)) continue;
    if (trustPairs && isPair(target) && !own) continue;
    if (own) {
      own.en = own.en.filter((other) => other !== j);
      if (!own.en.length) for (const i of own.zh) ofZh[i] = undefined;
    }
    target.en = [...target.en, j].sort((a, b) => a - b);
    ofEn[j] = target;
  }
  return drafts.filter((draft) => draft.en.length);
}

/** Every member of a bead must find something of its own on the other side; the best one always stays. */
export function prune(beads: readonly Bead[], ranges: SentenceRanges, evidence: Evidence): Bead[] {
  const pair = (i: number, j: number) => EVIDENCE_WEIGHT * (evidence.english([i], j) + evidence.chinese(i, [j]));
  const chineseFinds = (i: number, en: readonly number[]): number => {
    const [from, to] = ranges.zh[i];
    let total = 0;
    for (let a = from; a < to; a++) {
      let best = Number.NEGATIVE_INFINITY;
      for (const j of en) for (let b = ranges.en[j][0]; b < ranges.en[j][1]; b++) best = Math.max(best, pair(a, b));
      total += best;
    }
    return total / Math.max(1, to - from);
  };
  const englishFinds = (j: number, zh: readonly number[]): number => {
    let best = Number.NEGATIVE_INFINITY;
    for (const i of zh) best = Math.max(best, windowScore(evidence, ranges.zh[i], ranges.en[j]));
    return best / Math.max(1, ranges.en[j][1] - ranges.en[j][0]);
  };
  return beads.map((bead) => {
    const zh = bead.zh.length > 1 ? keep(bead.zh, (i) => chineseFinds(i, bead.en), -1) : bead.zh;
    const en = bead.en.length > 1 ? keep(bead.en, (j) => englishFinds(j, zh), 0) : bead.en;
    return { zh, en };
  });
}

function keep(units: readonly number[], value: (unit: number) => number, least: number): number[] {
  const values = units.map(value);
  const most = Math.max(...values);
  const finds = values.map((each) => each > least || each === most);
  // Short ones that find nothing belong where they stand: between two neighbours that do.
  const between = (at: number) =>
    finds[at - 1] && finds[at + 1] && units[at - 1] === units[at] - 1 && units[at + 1] === units[at] + 1;
  return units.filter((_, at) => finds[at] || between(at));
}
