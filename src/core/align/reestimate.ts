/**
 * The document as its own dictionary: translation probabilities re-estimated on the beads found so far, by one step of
 * MAP Model 1. The dictionary is the prior, worth {@link PRIOR} observations; what was seen in one bead alone is
 * discounted.
 */
import type { Bitext } from './bitext';
import type { Bead } from './ladder';
import type { Rows } from './statistics';

const PRIOR = 3;
/** Share of a word's probability that no Chinese word need explain. */
const NOISE = 0.3;
/** Pairs with less expected count in a bead are left out; new pairs with less in the document, too. */
const LEAST_SHARE = 0.004;
const LEAST_COUNT = 0.3;
/** Beads with more pairs of units than this teach nothing reliable. */
const MOST_PAIRS = 8;

/** What the beads taught, by words: t(e|z) of the items whose probabilities changed. */
export function reestimate(
  bitext: Bitext,
  rows: Rows,
  dictionary: Rows,
  beads: readonly Bead[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const counts = new Map<number, Map<number, { sum: number; beads: number }>>();
  for (const bead of beads) {
    if (bead.zh.length * bead.en.length <= MOST_PAIRS) count(bitext, rows, bead, counts);
  }
  const learnt = new Map<string, ReadonlyMap<string, number>>();
  for (const [item, seen] of counts) {
    const row = new Map<number, number>();
    const { ids, values } = { ids: dictionary.ids[item], values: dictionary.values[item] };
    ids.forEach((id, at) => {
      row.set(id, PRIOR * values[at]);
    });
    let total = PRIOR;
    for (const [id, { sum, beads: n }] of seen) {
      total += sum;
      if (n < 2) continue;
      const discounted = (sum * (n - 1)) / n;
      if (discounted < LEAST_COUNT && !row.has(id)) continue;
      row.set(id, (row.get(id) ?? 0) + discounted);
    }
    const named = new Map<string, number>();
    for (const [id, value] of row) named.set(bitext.vocabulary[id], value / total);
    learnt.set(bitext.items[item], named);
  }
  return learnt;
}

/** Adds the expected counts of one bead. */
function count(
  bitext: Bitext,
  rows: Rows,
  bead: Bead,
  counts: Map<number, Map<number, { sum: number; beads: number }>>,
): void {
  const weights = new Map<number, number>();
  for (const i of bead.zh) {
    const unit = bitext.zh[i];
    for (let k = 0; k < unit.items.length; k++) {
      weights.set(unit.items[k], Math.max(weights.get(unit.items[k]) ?? 0, unit.weights[k]));
    }
  }
  const words: number[] = [];
  const place = new Map<number, number>();
  for (const j of bead.en) {
    for (const word of bitext.en[j].words) {
      if (place.has(word)) continue;
      place.set(word, words.length);
      words.push(word);
    }
  }
  const background = words.map((word) => (NOISE * bitext.counts[word]) / bitext.tokens);
  const items = [...weights.keys()];
  const shares = new Float64Array(items.length * words.length);
  const sums = background.map((value) => weights.size * value + 1e-9);
  items.forEach((item, a) => {
    const base = a * words.length;
    const weight = weights.get(item) as number;
    const ids = rows.ids[item];
    const values = rows.values[item];
    for (let q = 0; q < ids.length; q++) {
      const k = place.get(ids[q]);
      if (k !== undefined) shares[base + k] = weight * values[q];
    }
    for (let k = 0; k < words.length; k++) {
      shares[base + k] += weight * background[k];
      sums[k] += shares[base + k];
    }
  });
  items.forEach((item, a) => {
    const base = a * words.length;
    for (let k = 0; k < words.length; k++) {
      const share = shares[base + k] / sums[k];
      if (share < LEAST_SHARE) continue;
      let row = counts.get(item);
      if (!row) {
        row = new Map();
        counts.set(item, row);
      }
      const entry = row.get(words[k]);
      if (entry) {
        entry.sum += share;
        entry.beads++;
      } else row.set(words[k], { sum: share, beads: 1 });
    }
  });
}
