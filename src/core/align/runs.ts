/**
 * Evidence of runs of sentences: for each state of a band, how well the English sentence that ends there is explained
 * by the 1, 2, … Chinese sentences that end there, and the other way round. The formula is that of {@link ./evidence.ts},
 * laid out so that a bead's evidence is a sum of a few cells.
 */

import type { Stretch } from './band';
import { type Bitext, CHARACTER } from './bitext';
import { LAMBDA } from './evidence';
import type { Rows } from './statistics';

/** Sentences in a run at most. {@link runsOf} has the four of Chinese written out. */
export const MOST_ZH = 4;
export const MOST_EN = 6;

/** The states of a stretch, row by row: row i holds `low[i]..high[i]`, counted from the start of the stretch. */
export interface States {
  readonly stretch: Stretch;
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Where each row begins in a table; one more entry than rows. */
  readonly starts: Int32Array;
}

/** Evidence in nats, by state: `english[state · MOST_ZH + a − 1]`, `chinese[state · MOST_EN + b − 1]`. */
export interface Runs {
  readonly english: Float32Array;
  readonly chinese: Float32Array;
}

/** t(e|z) / p(e), row by row; computed once for a whole text. */
export function ratiosOf(rows: Rows, background: Float64Array): readonly Float32Array[] {
  return rows.ids.map((ids, item) => {
    const values = rows.values[item];
    return Float32Array.from(ids, (id, at) => values[at] / background[id]);
  });
}

/** Scratch space of {@link runsOf}, as long as the vocabulary; all zero between calls. Made for one bitext. */
export class RunScratch {
  /** Σ w · t/p by English word and Chinese sentence: `strength[word · MOST_ZH + i mod MOST_ZH]`. */
  readonly strength: Float64Array;
  readonly touched: number[][];
  /** How many of the last Chinese sentences have something for an English word. */
  readonly holders: Uint8Array;
  /** How often an English word stands near: where this row or one of the next ones looks. */
  readonly near: Int32Array;
  /** The words of the English sentences: `words[wordStarts[j]..wordStarts[j + 1]]`. */
  readonly words: Int32Array;
  readonly wordStarts: Int32Array;
  /** English sentences that have a word, as often as they have it: `posts[postStarts[word]..postStarts[word + 1]]`. */
  readonly posts: Int32Array;
  readonly postStarts: Int32Array;
  /** Where in the posts of a word the last row looked first. */
  readonly cursors: Int32Array;
  /** Where an item stands among those of the Chinese sentence in hand. */
  readonly place: Int32Array;
  /** Of each item of the sentence in hand, t/p of the words that are near: `nearWords[nearStarts[place]..]`. */
  nearWords = new Int32Array(1 << 10);
  nearRatios = new Float32Array(1 << 10);
  nearStarts = new Int32Array(1 << 8);

  constructor({ en, vocabulary, items }: Bitext) {
    const size = vocabulary.length;
    this.strength = new Float64Array(size * MOST_ZH);
    this.touched = Array.from({ length: MOST_ZH }, () => []);
    this.holders = new Uint8Array(size);
    this.near = new Int32Array(size);
    this.place = new Int32Array(items.length);
    this.wordStarts = new Int32Array(en.length + 1);
    for (let j = 0; j < en.length; j++) this.wordStarts[j + 1] = this.wordStarts[j] + en[j].words.length;
    this.words = new Int32Array(this.wordStarts[en.length]);
    for (let j = 0; j < en.length; j++) this.words.set(en[j].words, this.wordStarts[j]);
    this.postStarts = new Int32Array(size + 1);
    for (const word of this.words) this.postStarts[word + 1]++;
    for (let word = 0; word < size; word++) this.postStarts[word + 1] += this.postStarts[word];
    this.posts = new Int32Array(this.words.length);
    this.cursors = this.postStarts.slice(0, size);
    for (let j = 0; j < en.length; j++) {
      for (let k = this.wordStarts[j]; k < this.wordStarts[j + 1]; k++) this.posts[this.cursors[this.words[k]]++] = j;
    }
  }

  /** The first post of a word that is not before a sentence. Rows ask in order, so that it is near the last one. */
  firstPost(word: number, sentence: number): number {
    const { posts, postStarts, cursors } = this;
    const from = postStarts[word];
    const to = postStarts[word + 1];
    let at = Math.min(cursors[word], to);
    while (at > from && posts[at - 1] >= sentence) at--;
    while (at < to && posts[at] < sentence) at++;
    cursors[word] = at;
    return at;
  }

  /** Makes room for so many items of a sentence, and so many words that are near them. */
  reserve(items: number, words: number): void {
    if (items >= this.nearStarts.length) this.nearStarts = new Int32Array(2 * items);
    if (words <= this.nearWords.length) return;
    const { nearWords, nearRatios } = this;
    this.nearWords = new Int32Array(2 * words);
    this.nearRatios = new Float32Array(2 * words);
    this.nearWords.set(nearWords);
    this.nearRatios.set(nearRatios);
  }

  /** The words of a range of sentences come near, or (−1) are near no more. */
  count(from: number, to: number, by: 1 | -1): void {
    for (let k = this.wordStarts[from]; k < this.wordStarts[to]; k++) this.near[this.words[k]] += by;
  }
}

/** What {@link runsOf} looks at besides the sentences. */
export interface RunScoring {
  readonly rows: Rows;
  readonly ratios: readonly Float32Array[];
  readonly scratch: RunScratch;
  /** Sentences in a run, when not so many as possible are asked for: evidence of longer ones stays 0. */
  readonly longest?: { readonly zh: number; readonly en: number };
}

/** Evidence of all runs that end in the states of a stretch. Time: states × words of a sentence × lengths of runs. */
export function runsOf(
  bitext: Bitext,
  { rows: { ids }, ratios, scratch, longest = { zh: MOST_ZH, en: MOST_EN } }: RunScoring,
  states: States,
): Runs {
  const { stretch, low, high, starts } = states;
  const rows = low.length - 1;
  const count = starts[rows + 1];
  const english = new Float32Array(count * MOST_ZH);
  const chinese = new Float32Array(count * MOST_EN);
  const { strength, touched, holders, near, words, wordStarts, posts, postStarts } = scratch;
  let widest = 0;
  for (let i = 0; i <= rows; i++) widest = Math.max(widest, high[i] - low[i]);
  const width = widest + MOST_EN + 1;
  const mostEn = longest.en;
  const found = new Float64Array(width);
  const products = new Float64Array(width * MOST_EN).fill(1);
  const chineseScale = new Float64Array(width * MOST_EN);
  const [zh0, en0] = [stretch.zh[0], stretch.en[0]];
  let nearFrom = en0;
  let nearTo = en0;
  for (let i = 1; i <= rows; i++) {
    const first = Math.max(1, low[i]);
    const from = Math.max(en0, en0 + first - MOST_EN);
    const to = en0 + high[Math.min(rows, i + MOST_ZH - 1)];
    if (to > nearTo) scratch.count(nearTo, to, 1);
    if (from > nearFrom) scratch.count(nearFrom, from, -1);
    nearFrom = from;
    nearTo = Math.max(nearTo, to);
    const unit = bitext.zh[zh0 + i - 1];
    forget(i % MOST_ZH);
    spread(unit, i % MOST_ZH);
    englishRow(i, first);
    chineseRow(unit, i, first);
  }
  for (let at = 0; at < MOST_ZH; at++) forget(at);
  scratch.count(nearFrom, nearTo, -1);
  return { english, chinese };

  function forget(slot: number): void {
    const list = touched[slot];
    for (let at = 0; at < list.length; at++) {
      strength[list[at] * MOST_ZH + slot] = 0;
      holders[list[at]]--;
    }
    list.length = 0;
  }

  /** Σ over the items of a Chinese sentence of w · t/p, by English word; keeps what each item has for words near. */
  function spread(unit: Bitext['zh'][number], slot: number): void {
    const list = touched[slot];
    let kept = 0;
    scratch.reserve(unit.items.length, 0);
    for (let k = 0; k < unit.items.length; k++) {
      const item = unit.items[k];
      const row = ids[item];
      const ratio = ratios[item];
      const weight = unit.weights[k];
      scratch.place[item] = k;
      scratch.nearStarts[k] = kept;
      scratch.reserve(0, kept + row.length);
      const { nearWords, nearRatios } = scratch;
      for (let q = 0; q < row.length; q++) {
        const word = row[q];
        if (near[word] === 0) continue;
        nearWords[kept] = word;
        nearRatios[kept++] = ratio[q];
        const cell = word * MOST_ZH + slot;
        if (strength[cell] === 0) {
          list.push(word);
          holders[word]++;
        }
        strength[cell] += weight * ratio[q];
      }
    }
    scratch.nearStarts[unit.items.length] = kept;
  }

  /** Row i of the English side: one pass over the words of each English sentence. */
  function englishRow(i: number, first: number): void {
    const lengths = Math.min(longest.zh, i);
    let total = 2;
    const scale = (length: number) => {
      if (length > lengths) return 0;
      total += bitext.zh[zh0 + i - length].words.length;
      return LAMBDA.english / (1 - LAMBDA.english) / total;
    };
    const [scale1, scale2, scale3, scale4] = [scale(1), scale(2), scale(3), scale(4)];
    const slot1 = i % MOST_ZH;
    const slot2 = (i + 3) % MOST_ZH;
    const slot3 = (i + 2) % MOST_ZH;
    const slot4 = (i + 1) % MOST_ZH;
    for (let j = first; j <= high[i]; j++) {
      const cell = (starts[i] + j - low[i]) * MOST_ZH;
      const end = wordStarts[en0 + j];
      let factors = 0;
      let product1 = 1;
      let product2 = 1;
      let product3 = 1;
      let product4 = 1;
      for (let k = wordStarts[en0 + j - 1]; k < end; k++) {
        const word = words[k];
        // Most words are explained by nothing near: their factor is the same for all runs.
        if (holders[word] === 0) continue;
        const at = word * MOST_ZH;
        let total = strength[at + slot1];
        product1 *= 1 + scale1 * total;
        total += strength[at + slot2];
        product2 *= 1 + scale2 * total;
        total += strength[at + slot3];
        product3 *= 1 + scale3 * total;
        total += strength[at + slot4];
        product4 *= 1 + scale4 * total;
        // Products stay far from the ends of a double for sixteen factors.
        if ((++factors & 15) === 0) {
          english[cell] += Math.log(product1);
          english[cell + 1] += Math.log(product2);
          english[cell + 2] += Math.log(product3);
          english[cell + 3] += Math.log(product4);
          product1 = product2 = product3 = product4 = 1;
        }
      }
      const rest = (end - wordStarts[en0 + j - 1]) * UNEXPLAINED.english;
      english[cell] += Math.log(product1) + rest;
      if (lengths > 1) english[cell + 1] += Math.log(product2) + rest;
      if (lengths > 2) english[cell + 2] += Math.log(product3) + rest;
      if (lengths > 3) english[cell + 3] += Math.log(product4) + rest;
    }
  }

  /** Row i of the Chinese side: one pass over the English sentences for each Chinese word. */
  function chineseRow(unit: Bitext['zh'][number], i: number, first: number): void {
    const from = Math.max(1, first - MOST_EN + 1);
    const span = high[i] - from + 1;
    if (span <= 0) return;
    const base = starts[i] - low[i];
    const { nearWords, nearRatios, nearStarts, place } = scratch;
    const firstSentence = en0 + from - 1;
    const lastSentence = en0 + high[i] - 1;
    for (let j = first; j <= high[i]; j++) {
      const at = (j - from) * MOST_EN - 1;
      for (let b = 1; b <= mostEn && b <= j; b++) {
        const total = 2 + wordStarts[en0 + j] - wordStarts[en0 + j - b];
        chineseScale[at + b] = LAMBDA.chinese / (1 - LAMBDA.chinese) / total;
      }
    }
    let unlogged = 0;
    for (let k = 0; k < unit.words.length; k++) {
      // English sentences of the row that have something for the word, as numbers from `from`.
      let foundFirst = span;
      let foundLast = -1;
      for (let c = unit.starts[k] - 1; c < unit.starts[k + 1]; c++) {
        const item = c < unit.starts[k] ? unit.words[k] : unit.characters[c];
        const weight = c < unit.starts[k] ? 1 : CHARACTER;
        const end = nearStarts[place[item] + 1];
        for (let q = nearStarts[place[item]]; q < end; q++) {
          const word = nearWords[q];
          const postEnd = postStarts[word + 1];
          for (let at = scratch.firstPost(word, firstSentence); at < postEnd && posts[at] <= lastSentence; at++) {
            const j = posts[at] - firstSentence;
            found[j] += weight * nearRatios[q];
            if (j < foundFirst) foundFirst = j;
            if (j > foundLast) foundLast = j;
          }
        }
      }
      if (foundLast < 0) continue;
      // Runs that end before the first such sentence or begin after the last one stay as they are.
      const last = Math.min(high[i], from + foundLast + mostEn - 1);
      for (let j = Math.max(first, from + foundFirst); j <= last; j++) {
        const at = (j - from) * MOST_EN;
        const most = Math.min(mostEn, j);
        let sum = 0;
        for (let b = 0; b < most; b++) {
          sum += found[j - b - from];
          products[at + b] *= 1 + chineseScale[at + b] * sum;
        }
      }
      found.fill(0, foundFirst, foundLast + 1);
      if (++unlogged === 16) {
        takeLogs(i, first, from);
        unlogged = 0;
      }
    }
    takeLogs(i, first, from);
    const rest = unit.words.length * UNEXPLAINED.chinese;
    for (let cell = (base + first) * MOST_EN; cell < (base + high[i] + 1) * MOST_EN; cell++) chinese[cell] += rest;
  }

  /** Adds the logarithms of the products to row i of the Chinese side; the products are 1 again. */
  function takeLogs(i: number, first: number, from: number): void {
    for (let j = first; j <= high[i]; j++) {
      const cell = (starts[i] + j - low[i]) * MOST_EN;
      const at = (j - from) * MOST_EN;
      const most = Math.min(mostEn, j);
      for (let b = 0; b < most; b++) {
        if (products[at + b] === 1) continue;
        chinese[cell + b] += Math.log(products[at + b]);
        products[at + b] = 1;
      }
    }
  }
}

/** Logarithm of the factor of a word that nothing explains. */
const UNEXPLAINED = { english: Math.log(1 - LAMBDA.english), chinese: Math.log(1 - LAMBDA.chinese) };
