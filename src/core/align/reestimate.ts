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

/** Beads that teach: evenly taken from more, because so many say all there is to say. */
const MOST_BEADS = 10_000;

/** What the beads taught, by words: t(e|z) of the items whose probabilities changed. */
export function reestimate(
  bitext: Bitext,
  rows: Rows,
  dictionary: Rows,
  beads: readonly Bead[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const learnt = new Map<string, ReadonlyMap<string, number>>();
  for (const { item, ids, values } of learntRows(lessonsOf(bitext, beads), rows, dictionary)) {
    learnt.set(bitext.items[item], new Map(ids.map((id, at) => [bitext.vocabulary[id], values[at]])));
  }
  return learnt;
}

/** The same as rows of the bitext: what the beads taught, else the dictionary's. */
export function reestimatedRows(bitext: Bitext, rows: Rows, dictionary: Rows, beads: readonly Bead[]): Rows {
  const ids = [...dictionary.ids];
  const values = [...dictionary.values];
  for (const row of learntRows(lessonsOf(bitext, beads), rows, dictionary)) {
    ids[row.item] = Int32Array.from(row.ids);
    values[row.item] = Float32Array.from(row.values);
  }
  return { ids, values };
}

/** The beads that teach, laid out by Chinese item, so that the counts of an item are a table of words. */
interface Lessons {
  /** Lemmas in the bitext. */
  readonly vocabulary: number;
  /** Distinct English words of each bead, `words[starts[bead]..starts[bead + 1]]`, and their share of noise. */
  readonly words: Int32Array;
  readonly noise: Float64Array;
  readonly starts: Int32Array;
  /** Distinct Chinese items of each bead. */
  readonly itemsOf: Int32Array;
  /** Beads that have an item and its weight in them: `beads[itemStarts[item]..itemStarts[item + 1]]`. */
  readonly itemStarts: Int32Array;
  readonly beads: Int32Array;
  readonly weights: Float32Array;
}

function lessonsOf(bitext: Bitext, beads: readonly Bead[]): Lessons {
  const words: number[] = [];
  const starts = [0];
  const itemsOf: number[] = [];
  // Items of all beads, one bead after the other.
  const items: number[] = [];
  const weights: number[] = [];
  // In which bead, plus one, a word or an item was seen last; where among the items of the bead.
  const wordSeen = new Int32Array(bitext.vocabulary.length);
  const itemSeen = new Int32Array(bitext.items.length);
  const place = new Int32Array(bitext.items.length);
  const itemStarts = new Int32Array(bitext.items.length + 1);
  const step = Math.max(1, beads.length / MOST_BEADS);
  for (let at = 0; at < beads.length; at += step) {
    const { zh, en } = beads[Math.floor(at)];
    if (!zh.length || !en.length || zh.length * en.length > MOST_PAIRS) continue;
    const seen = starts.length;
    const firstItem = items.length;
    for (const i of zh) {
      const unit = bitext.zh[i];
      for (let k = 0; k < unit.items.length; k++) {
        const item = unit.items[k];
        if (itemSeen[item] !== seen) {
          itemSeen[item] = seen;
          place[item] = items.push(item) - 1;
          weights.push(unit.weights[k]);
        } else weights[place[item]] = Math.max(weights[place[item]], unit.weights[k]);
      }
    }
    const firstWord = words.length;
    for (const j of en) {
      const unit = bitext.en[j].words;
      for (let k = 0; k < unit.length; k++) {
        if (wordSeen[unit[k]] === seen) continue;
        wordSeen[unit[k]] = seen;
        words.push(unit[k]);
      }
    }
    if ((items.length - firstItem) * (words.length - firstWord) > MOST_SHARES) {
      items.length = firstItem;
      weights.length = firstItem;
      words.length = firstWord;
    }
    starts.push(words.length);
    itemsOf.push(items.length - firstItem);
    for (let at = firstItem; at < items.length; at++) itemStarts[items[at] + 1]++;
  }
  for (let item = 0; item < bitext.items.length; item++) itemStarts[item + 1] += itemStarts[item];
  const byItem = { beads: new Int32Array(items.length), weights: new Float32Array(items.length) };
  const next = itemStarts.slice();
  for (let bead = 0, at = 0; bead < itemsOf.length; bead++) {
    for (const end = at + itemsOf[bead]; at < end; at++) {
      const to = next[items[at]]++;
      byItem.beads[to] = bead;
      byItem.weights[to] = weights[at];
    }
  }
  return {
    vocabulary: bitext.vocabulary.length,
    words: Int32Array.from(words),
    noise: Float64Array.from(words, (word) => (NOISE * bitext.counts[word]) / bitext.tokens),
    starts: Int32Array.from(starts),
    itemsOf: Int32Array.from(itemsOf),
    itemStarts,
    ...byItem,
  };
}

/** t(e|z) of an item that was taught, by numbers of lemmas. */
interface LearntRow {
  readonly item: number;
  readonly ids: readonly number[];
  readonly values: readonly number[];
}

function learntRows(lessons: Lessons, rows: Rows, dictionary: Rows): LearntRow[] {
  const { words, noise, starts, itemsOf, itemStarts, beads, weights } = lessons;
  const items = itemStarts.length - 1;
  // Of the item in hand, by lemma; all zero between items.
  const probability = new Float64Array(lessons.vocabulary);
  const counts = new Float64Array(lessons.vocabulary);
  const seen = new Int32Array(lessons.vocabulary);
  const place = new Int32Array(lessons.vocabulary);
  const setRow = (item: number, on: boolean) => {
    const ids = rows.ids[item];
    const values = rows.values[item];
    for (let q = 0; q < ids.length; q++) probability[ids[q]] = on ? values[q] : 0;
  };

  // What all items of a bead together give each of its words.
  const sums = new Float64Array(words.length);
  for (let bead = 0; bead < itemsOf.length; bead++) {
    for (let k = starts[bead]; k < starts[bead + 1]; k++) sums[k] = itemsOf[bead] * noise[k] + 1e-9;
  }
  for (let item = 0; item < items; item++) {
    if (itemStarts[item] === itemStarts[item + 1]) continue;
    setRow(item, true);
    for (let at = itemStarts[item]; at < itemStarts[item + 1]; at++) {
      const weight = weights[at];
      for (let k = starts[beads[at]]; k < starts[beads[at] + 1]; k++) {
        sums[k] += weight * (probability[words[k]] + noise[k]);
      }
    }
    setRow(item, false);
  }

  const learnt: LearntRow[] = [];
  const touched: number[] = [];
  for (let item = 0; item < items; item++) {
    if (itemStarts[item] === itemStarts[item + 1]) continue;
    setRow(item, true);
    for (let at = itemStarts[item]; at < itemStarts[item + 1]; at++) {
      const weight = weights[at];
      for (let k = starts[beads[at]]; k < starts[beads[at] + 1]; k++) {
        const word = words[k];
        const share = (weight * (probability[word] + noise[k])) / sums[k];
        if (share < LEAST_SHARE) continue;
        if (seen[word]++ === 0) touched.push(word);
        counts[word] += share;
      }
    }
    setRow(item, false);
    if (touched.length) learnt.push(learntRow(item));
    for (const word of touched) counts[word] = seen[word] = 0;
    touched.length = 0;
  }
  return learnt;

  /** The dictionary's row and what was counted for an item, put together. */
  function learntRow(item: number): LearntRow {
    const ids = Array.from(dictionary.ids[item]);
    const values = Array.from(dictionary.values[item], (value) => PRIOR * value);
    for (let at = 0; at < ids.length; at++) place[ids[at]] = at + 1;
    let total = PRIOR;
    for (const word of touched) {
      total += counts[word];
      if (seen[word] < 2) continue;
      const discounted = (counts[word] * (seen[word] - 1)) / seen[word];
      if (place[word]) values[place[word] - 1] += discounted;
      else if (discounted >= LEAST_COUNT) {
        ids.push(word);
        values.push(discounted);
      }
    }
    for (const id of ids) place[id] = 0;
    return { item, ids, values: values.map((value) => value / total) };
  }
}
