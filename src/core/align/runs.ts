/**
 * Evidence of runs of sentences: for each state of a band, how well the English sentence that ends there is explained
 * by the 1, 2, … Chinese sentences that end there, and the other way round. The formula is that of {@link ./evidence.ts},
 * laid out so that a bead's evidence is a sum of a few cells.
 */

import type { Stretch } from './band';
import { type Bitext, CHARACTER } from './bitext';
import { LAMBDA } from './evidence';
import type { Rows } from './statistics';

/** Sentences in a run at most. */
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
  /** Of the last Chinese sentences, by English word: Σ w · t/p. */
  readonly strength: Float64Array[];
  readonly touched: number[][];
  /** How many of the last Chinese sentences have something for an English word. */
  readonly holders: Uint8Array;
  /** English sentences that have a word, as often as they have it: `posts[postStarts[word]..postStarts[word + 1]]`. */
  readonly posts: Int32Array;
  readonly postStarts: Int32Array;
  /** Where in the posts of a word the last row looked first. */
  readonly cursors: Int32Array;

  constructor({ en, vocabulary }: Bitext) {
    const words = vocabulary.length;
    this.strength = Array.from({ length: MOST_ZH }, () => new Float64Array(words));
    this.touched = Array.from({ length: MOST_ZH }, () => []);
    this.holders = new Uint8Array(words);
    this.postStarts = new Int32Array(words + 1);
    for (const unit of en) for (const word of unit.words) this.postStarts[word + 1]++;
    for (let word = 0; word < words; word++) this.postStarts[word + 1] += this.postStarts[word];
    this.posts = new Int32Array(this.postStarts[words]);
    this.cursors = this.postStarts.slice(0, words);
    en.forEach((unit, at) => {
      for (const word of unit.words) this.posts[this.cursors[word]++] = at;
    });
  }

  /** The first post of a word that is not before a sentence. Rows ask in order, so that it is near the last one. */
  firstPost(word: number, sentence: number): number {
    const from = this.postStarts[word];
    const to = this.postStarts[word + 1];
    let at = Math.min(this.cursors[word], to);
    while (at > from && this.posts[at - 1] >= sentence) at--;
    while (at < to && this.posts[at] < sentence) at++;
    this.cursors[word] = at;
    return at;
  }
}

/** Evidence of all runs that end in the states of a stretch. Time: states × words of a sentence × lengths of runs. */
export function runsOf(
  bitext: Bitext,
  { ids }: Rows,
  ratios: readonly Float32Array[],
  states: States,
  scratch: RunScratch,
): Runs {
  const { stretch, low, high, starts } = states;
  const rows = low.length - 1;
  const count = starts[rows + 1];
  const english = new Float32Array(count * MOST_ZH);
  const chinese = new Float32Array(count * MOST_EN);
  const { strength, touched, holders, posts, postStarts } = scratch;
  const sums = new Float64Array(MOST_ZH);
  const scales = new Float64Array(MOST_ZH + 1);
  const width = Math.max(...Array.from(low, (from, i) => high[i] - from)) + MOST_EN + 1;
  const found = new Float64Array(width);
  const products = new Float64Array(width * MOST_EN);
  const chineseScale = new Float64Array(width * MOST_EN);
  for (let i = 1; i <= rows; i++) {
    const unit = bitext.zh[stretch.zh[0] + i - 1];
    forget(i % MOST_ZH);
    spread(unit, strength[i % MOST_ZH], touched[i % MOST_ZH]);
    const lengths = Math.min(MOST_ZH, i);
    let words = 2;
    for (let a = 1; a <= lengths; a++) {
      words += bitext.zh[stretch.zh[0] + i - a].words.length;
      scales[a] = LAMBDA.english / (1 - LAMBDA.english) / words;
    }
    const first = Math.max(1, low[i]);
    for (let j = first; j <= high[i]; j++) {
      const base = (starts[i] + j - low[i]) * MOST_ZH;
      const list = bitext.en[stretch.en[0] + j - 1].words;
      sums.fill(1);
      let factors = 0;
      for (let a = 0; a < lengths; a++) english[base + a] = 0;
      for (let k = 0; k < list.length; k++) {
        const id = list[k];
        // Most words are explained by nothing near: their factor is the same for all runs.
        if (!holders[id]) continue;
        let total = 0;
        for (let a = 0; a < lengths; a++) {
          total += strength[(i - a) % MOST_ZH][id];
          sums[a] *= 1 + scales[a + 1] * total;
        }
        // Products stay far from the ends of a double for sixteen factors.
        if ((++factors & 15) === 0) {
          for (let a = 0; a < lengths; a++) {
            english[base + a] += Math.log(sums[a]);
            sums[a] = 1;
          }
        }
      }
      for (let a = 0; a < lengths; a++) english[base + a] += Math.log(sums[a]) + list.length * UNEXPLAINED.english;
    }
    chineseRow(unit, i, first);
  }
  for (let at = 0; at < MOST_ZH; at++) forget(at);
  return { english, chinese };

  function forget(at: number): void {
    for (const id of touched[at]) {
      strength[at][id] = 0;
      holders[id]--;
    }
    touched[at].length = 0;
  }

  /** Σ over the items of a Chinese sentence of w · t/p, by English word. */
  function spread(unit: Bitext['zh'][number], into: Float64Array, list: number[]): void {
    for (let k = 0; k < unit.items.length; k++) {
      const row = ids[unit.items[k]];
      const ratio = ratios[unit.items[k]];
      const weight = unit.weights[k];
      for (let q = 0; q < row.length; q++) {
        if (into[row[q]] === 0) {
          list.push(row[q]);
          holders[row[q]]++;
        }
        into[row[q]] += weight * ratio[q];
      }
    }
  }

  /** Row i of the Chinese side: one pass over the English sentences for each Chinese word. */
  function chineseRow(unit: Bitext['zh'][number], i: number, first: number): void {
    const from = Math.max(1, first - MOST_EN + 1);
    const span = high[i] - from + 1;
    if (span <= 0) return;
    const base = starts[i] - low[i];
    products.fill(1, 0, span * MOST_EN);
    for (let j = first; j <= high[i]; j++) {
      let words = 2;
      for (let b = 1; b <= MOST_EN && b <= j; b++) {
        words += bitext.en[stretch.en[0] + j - b].words.length;
        chineseScale[(j - from) * MOST_EN + b - 1] = LAMBDA.chinese / (1 - LAMBDA.chinese) / words;
      }
    }
    // English sentences of the row that have something for a Chinese word, as numbers from `from`.
    let foundFirst = 0;
    let foundLast = -1;
    const add = (item: number, weight: number) => {
      const row = ids[item];
      const ratio = ratios[item];
      const firstSentence = stretch.en[0] + from - 1;
      const lastSentence = stretch.en[0] + high[i] - 1;
      for (let q = 0; q < row.length; q++) {
        const end = postStarts[row[q] + 1];
        for (let at = scratch.firstPost(row[q], firstSentence); at < end && posts[at] <= lastSentence; at++) {
          const j = posts[at] - firstSentence;
          found[j] += weight * ratio[q];
          foundFirst = Math.min(foundFirst, j);
          foundLast = Math.max(foundLast, j);
        }
      }
    };
    let unlogged = 0;
    const log = () => {
      for (let j = first; j <= high[i]; j++) {
        const cell = (base + j) * MOST_EN;
        const at = (j - from) * MOST_EN;
        for (let b = 0; b < MOST_EN && b < j; b++) chinese[cell + b] += Math.log(products[at + b]);
      }
      products.fill(1, 0, span * MOST_EN);
      unlogged = 0;
    };
    for (let k = 0; k < unit.words.length; k++) {
      foundFirst = span;
      foundLast = -1;
      add(unit.words[k], 1);
      for (let c = unit.starts[k]; c < unit.starts[k + 1]; c++) add(unit.characters[c], CHARACTER);
      if (foundLast < 0) continue;
      // Runs that end before the first such sentence or begin after the last one stay as they are.
      const last = Math.min(high[i], from + foundLast + MOST_EN - 1);
      for (let j = Math.max(first, from + foundFirst); j <= last; j++) {
        const at = (j - from) * MOST_EN;
        let sum = 0;
        for (let b = 0; b < MOST_EN && b < j; b++) {
          sum += found[j - b - from];
          products[at + b] *= 1 + chineseScale[at + b] * sum;
        }
      }
      found.fill(0, foundFirst, foundLast + 1);
      if (++unlogged === 16) log();
    }
    log();
    const rest = unit.words.length * UNEXPLAINED.chinese;
    for (let cell = (base + first) * MOST_EN; cell < (base + high[i] + 1) * MOST_EN; cell++) chinese[cell] += rest;
  }
}

/** Logarithm of the factor of a word that nothing explains. */
const UNEXPLAINED = { english: Math.log(1 - LAMBDA.english), chinese: Math.log(1 - LAMBDA.chinese) };
