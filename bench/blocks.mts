/** Two texts of which one has lost blocks of beads, as happens when a translator skips a page. */
import { randomFrom } from './figures.mts';
import type { GoldBead, TextDocument } from './ladders.mts';

type Side = 'zh' | 'en';

/** A document that lost sentences, and those of the other side that are orphans for it, as `zh3`. */
export interface Shortened {
  readonly document: TextDocument;
  readonly orphans: ReadonlySet<string>;
}

/** What is taken: from which side, how many beads together, and about how many in all documents. */
export interface Losses {
  readonly side: Side;
  readonly length: number;
  readonly beads: number;
  readonly seed: number;
}

/** Takes blocks of beads away, anywhere; no two of them touch. */
export function shortened(documents: readonly TextDocument[], { side, length, beads, seed }: Losses): Shortened[] {
  const random = randomFrom(seed * 100 + length);
  const taken = documents.map(() => new Set<number>());
  const places = documents.flatMap(({ gold }, document) => gold.map((_, bead) => ({ document, bead })));
  const blocks = Math.round(Math.min(beads, places.length / 5) / length);
  // So many tries that a place is found when there is one, and an end when there is none.
  for (let made = 0, tries = 0; made < blocks && tries < 100 * blocks; tries++) {
    const { document, bead } = places[Math.floor(random() * places.length)];
    if (bead + length > documents[document].gold.length) continue;
    let free = true;
    for (let at = bead - 1; at <= bead + length; at++) free &&= !taken[document].has(at);
    if (!free) continue;
    for (let at = bead; at < bead + length; at++) taken[document].add(at);
    made++;
  }
  return documents.map((document, at) => without(document, side, taken[at]));
}

/** The document without the sentences that the beads have on a side. */
function without(document: TextDocument, side: Side, taken: ReadonlySet<number>): Shortened {
  const other = side === 'zh' ? 'en' : 'zh';
  const lost = new Set([...taken].flatMap((at) => document.gold[at][side]));
  const kept = document[side].map((_, at) => at).filter((at) => !lost.has(at));
  const placeOf = new Map(kept.map((old, at) => [old, at]));
  const orphans = new Set<string>();
  const gold = document.gold.flatMap((bead, at): GoldBead[] => {
    if (!taken.has(at)) return [{ ...bead, [side]: bead[side].map((old) => placeOf.get(old) as number) }];
    for (const sentence of bead[other]) orphans.add(other + sentence);
    return bead[other].map((sentence) => ({ zh: [], en: [], [other]: [sentence] }));
  });
  return { document: { ...document, [side]: kept.map((at) => document[side][at]), gold }, orphans };
}
