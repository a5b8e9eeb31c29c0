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
/** Nor do sentences that are whole books: pairs of an item and a word in one bead. */
const MOST_SHARES = 1e6;

/** What the beads taught, by words: t(e|z) of the items whose probabilities changed. */
export function reestimate(
  bitext: Bitext,
  rows: Rows,
  dictionary: Rows,
  beads: readonly Bead[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const learnt = new Map<string, ReadonlyMap<string, number>>();
  for (const [item, row] of learntRows(bitext, rows, dictionary, beads)) {
    learnt.set(bitext.items[item], new Map(Array.from(row, ([id, value]) => [bitext.vocabulary[id], value])));
  }
  return learnt;
}

/** The same as rows of the bitext: what the beads taught, else the dictionary's. */
export function reestimatedRows(bitext: Bitext, rows: Rows, dictionary: Rows, beads: readonly Bead[]): Rows {
  const ids = [...dictionary.ids];
  const values = [...dictionary.values];
  for (const [item, row] of learntRows(bitext, rows, dictionary, beads)) {
    ids[item] = Int32Array.from(row.keys());
    values[item] = Float32Array.from(row.values());
  }
  return { ids, values };
}

/** t(e|z) by numbers of items and lemmas. */
function learntRows(
  bitext: Bitext,
  rows: Rows,
  dictionary: Rows,
  beads: readonly Bead[],
): ReadonlyMap<number, ReadonlyMap<number, number>> {
  const counts = new PairCounts(bitext.vocabulary.length);
  const place = new Int32Array(bitext.vocabulary.length).fill(-1);
  const step = Math.max(1, beads.length / MOST_BEADS);
  for (let at = 0; at < beads.length; at += step) {
    const bead = beads[Math.floor(at)];
    const pairs = bead.zh.length * bead.en.length;
    if (pairs && pairs <= MOST_PAIRS) count(bitext, rows, bead, { counts, place });
  }
  const learnt = new Map<number, Map<number, number>>();
  const totals = new Map<number, number>();
  counts.each((item, id, sum, seen) => {
    let row = learnt.get(item);
    if (!row) {
      row = new Map();
      learnt.set(item, row);
      const ids = dictionary.ids[item];
      const values = dictionary.values[item];
      for (let at = 0; at < ids.length; at++) row.set(ids[at], PRIOR * values[at]);
    }
    totals.set(item, (totals.get(item) ?? PRIOR) + sum);
    if (seen < 2) return;
    const discounted = (sum * (seen - 1)) / seen;
    const known = row.get(id);
    if (known !== undefined || discounted >= LEAST_COUNT) row.set(id, (known ?? 0) + discounted);
  });
  for (const [item, row] of learnt) {
    const total = totals.get(item) as number;
    for (const [id, value] of row) row.set(id, value / total);
  }
  return learnt;
}

/** Expected counts of pairs of an item and a lemma, and the beads they were seen in: an open-addressed table. */
class PairCounts {
  private keys = new Float64Array(1 << 12).fill(-1);
  private sums = new Float32Array(1 << 12);
  private beads = new Uint32Array(1 << 12);
  private used = 0;

  constructor(private readonly words: number) {}

  add(item: number, word: number, sum: number): void {
    if (2 * this.used >= this.keys.length) this.grow();
    const key = item * this.words + word;
    const at = this.slot(key, item, word);
    if (this.keys[at] < 0) {
      this.keys[at] = key;
      this.used++;
    }
    this.sums[at] += sum;
    this.beads[at]++;
  }

  each(read: (item: number, word: number, sum: number, beads: number) => void): void {
    for (let at = 0; at < this.keys.length; at++) {
      const key = this.keys[at];
      if (key >= 0) read(Math.floor(key / this.words), key % this.words, this.sums[at], this.beads[at]);
    }
  }

  private slot(key: number, item: number, word: number): number {
    const mask = this.keys.length - 1;
    const mixed = Math.imul(item, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
    let at = (mixed ^ (mixed >>> 15)) & mask;
    while (this.keys[at] >= 0 && this.keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const { keys, sums, beads } = this;
    this.keys = new Float64Array(2 * keys.length).fill(-1);
    this.sums = new Float32Array(2 * keys.length);
    this.beads = new Uint32Array(2 * keys.length);
    for (let old = 0; old < keys.length; old++) {
      if (keys[old] < 0) continue;
      const at = this.slot(keys[old], Math.floor(keys[old] / this.words), keys[old] % this.words);
      this.keys[at] = keys[old];
      this.sums[at] = sums[old];
      this.beads[at] = beads[old];
    }
  }
}

/** Beads that teach: evenly taken from more, because so many say all there is to say. */
const MOST_BEADS = 10_000;

/** Adds the expected counts of one bead. `place` is scratch, as long as the vocabulary, −1 between calls. */
function count(
  bitext: Bitext,
  rows: Rows,
  bead: Bead,
  { counts, place }: { readonly counts: PairCounts; readonly place: Int32Array },
): void {
  const weights = new Map<number, number>();
  for (const i of bead.zh) {
    const unit = bitext.zh[i];
    for (let k = 0; k < unit.items.length; k++) {
      weights.set(unit.items[k], Math.max(weights.get(unit.items[k]) ?? 0, unit.weights[k]));
    }
  }
  const words: number[] = [];
  for (const j of bead.en) {
    for (const word of bitext.en[j].words) {
      if (place[word] >= 0) continue;
      place[word] = words.length;
      words.push(word);
    }
  }
  const width = weights.size * words.length > MOST_SHARES ? 0 : words.length;
  const background = Float64Array.from(words, (word) => (NOISE * bitext.counts[word]) / bitext.tokens);
  const shares = new Float64Array(weights.size * width);
  const sums = background.map((value) => weights.size * value + 1e-9);
  let base = 0;
  for (const [item, weight] of weights) {
    const ids = rows.ids[item];
    const values = rows.values[item];
    for (let q = 0; q < ids.length; q++) {
      const k = place[ids[q]];
      if (k >= 0) shares[base + k] = weight * values[q];
    }
    for (let k = 0; k < width; k++) {
      shares[base + k] += weight * background[k];
      sums[k] += shares[base + k];
    }
    base += width;
  }
  base = 0;
  for (const item of weights.keys()) {
    for (let k = 0; k < width; k++) {
      const share = shares[base + k] / sums[k];
      if (share >= LEAST_SHARE) counts.add(item, words[k], share);
    }
    base += width;
  }
  for (const word of words) place[word] = -1;
}
