/**
 * What is learnt from a document as a whole, once, and passed into scoring: an immutable value. Scoring under the same
 * statistics gives the same links whatever else was typed meanwhile.
 */
import type { Lexicon } from '../lexicon/lexicon';
import type { Bitext, DocumentTerms } from './bitext';

/** How the two languages lie in the document, learnt from a first ladder. */
export interface LayoutStatistics {
  /** Bonus for a bead whose parts stand next to each other without anything between. */
  readonly adjacent: number;
  /** Bonus for a bead whose Chinese stands first; its negative where English does. */
  readonly chineseFirst: number;
  /** Cost of a second paragraph on one side of a bead. */
  readonly merge: number;
  /** Cost of a heading, a caption or a label against body text. */
  readonly heading: number;
  /** Cost of opening a gap: dear where nearly everything has a counterpart. */
  readonly gap: number;
  /** Nats added to the evidence of each word: moves zero half-way between links and chance pairs. */
  readonly shift: number;
  /** Evidence for each word of the document's links, shift included. */
  readonly link: number;
  /** English characters for a Chinese one; median over the links. */
  readonly ratio: number;
}

/** Everything learnt. Keyed by words, not by ids, so that it outlives the bitext it came from. */
export interface Statistics {
  readonly kind: 'statistics';
  /** Occurrences of each English lemma, and all tokens. */
  readonly counts: ReadonlyMap<string, number>;
  readonly tokens: number;
  readonly terms: DocumentTerms;
  /** t(English lemma | Chinese item) where the document taught something; the dictionary's where absent. */
  readonly learnt: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly layout: LayoutStatistics;
}

/** Translation probabilities t(e|z) as rows over the items of a bitext; ids of its vocabulary. */
export interface Rows {
  readonly ids: readonly Int32Array[];
  readonly values: readonly Float32Array[];
}

/** Weight of glosses against nothing, and the share of probability that is left for words the dictionary lacks. */
const GLOSS = 1.16;
const REST = 0.24;

/** t(e|z) for a Latin word or number standing in the Chinese, and for ? ! …. */
const SAME = 0.8;
const MARK = 0.7;

/** The words of a bitext, without its units. */
export type BitextWords = Pick<Bitext, 'items' | 'vocabulary' | 'terms'>;

/** What the dictionary says of the items of a bitext, before anything is learnt. */
export function dictionaryRows(bitext: BitextWords, lexicon: Lexicon): Rows {
  const { terms } = bitext;
  const idOf = new Map(bitext.vocabulary.map((lemma, id) => [lemma, id]));
  // Ids of the dictionary's lemmas in the bitext, plus one.
  const local = new Int32Array(lexicon.englishWords);
  bitext.vocabulary.forEach((lemma, id) => {
    const global = lexicon.englishId(lemma);
    if (global >= 0) local[global] = id + 1;
  });
  const ids: Int32Array[] = [];
  const values: Float32Array[] = [];
  const rowIds: number[] = [];
  const rowValues: number[] = [];
  const add = (id: number | undefined, value: number) => {
    if (id === undefined) return;
    const known = rowIds.indexOf(id);
    if (known < 0) {
      rowIds.push(id);
      rowValues.push(value);
    } else rowValues[known] = Math.max(rowValues[known], value);
  };
  for (const item of bitext.items) {
    rowIds.length = 0;
    rowValues.length = 0;
    if (item.startsWith('=')) add(idOf.get(item.slice(1)), SAME);
    else if (/^[?!…]$/.test(item)) add(idOf.get(item), MARK);
    else {
      const { ids: global, weights } = lexicon.translations(lexicon.headwordId(item, 0, item.length));
      let total = REST;
      for (let at = 0; at < weights.length; at++) total += GLOSS * weights[at];
      for (let at = 0; at < global.length; at++) {
        const id = local[global[at]] - 1;
        if (id < 0) continue;
        rowIds.push(id);
        rowValues.push((GLOSS * weights[at]) / total);
      }
      const names = terms.names.get(item);
      if (names) for (const [lemma, probability] of names) add(idOf.get(lemma), probability);
    }
    ids.push(Int32Array.from(rowIds));
    values.push(Float32Array.from(rowValues));
  }
  return { ids, values };
}

/** Rows under given statistics: what was learnt where something was, else the dictionary's. */
export function rowsUnder(statistics: Statistics, dictionary: Rows, bitext: BitextWords): Rows {
  if (!statistics.learnt.size) return dictionary;
  const idOf = new Map(bitext.vocabulary.map((lemma, id) => [lemma, id]));
  const ids = [...dictionary.ids];
  const values = [...dictionary.values];
  bitext.items.forEach((item, at) => {
    const learnt = statistics.learnt.get(item);
    if (!learnt) return;
    const entries: [number, number][] = [];
    for (const [lemma, value] of learnt) {
      const id = idOf.get(lemma);
      if (id !== undefined) entries.push([id, value]);
    }
    // A word that was typed since is not in the learnt row: the dictionary still knows it.
    const known = new Set(entries.map(([id]) => id));
    dictionary.ids[at].forEach((id, k) => {
      if (!known.has(id) && !learnt.has(bitext.vocabulary[id])) entries.push([id, dictionary.values[at][k]]);
    });
    ids[at] = Int32Array.from(entries, ([id]) => id);
    values[at] = Float32Array.from(entries, ([, value]) => value);
  });
  return { ids, values };
}

/** What reading a bitext told: its words, as the document's statistics keep them. */
export function countWords(bitext: Bitext): Pick<Statistics, 'counts' | 'tokens' | 'terms'> {
  const counts = new Map(bitext.vocabulary.map((lemma, id) => [lemma, bitext.counts[id]]));
  return { counts, tokens: bitext.tokens, terms: bitext.terms };
}

/** Background probability of each lemma of a bitext: half the dictionary's, half the document's. */
export function backgroundOf(
  bitext: Pick<Bitext, 'vocabulary'>,
  words: Pick<Statistics, 'counts' | 'tokens'>,
  lexicon: Lexicon,
): Float64Array {
  return Float64Array.from(bitext.vocabulary, (lemma) => {
    let general: number;
    if (/^[#\d]/.test(lemma)) general = lemma.startsWith('#') ? 1e-5 : 1e-4;
    else if (/^[?!…]$/.test(lemma)) general = 0.02;
    else {
      const id = lexicon.englishId(lemma);
      general = id < 0 ? 3e-6 : lexicon.background(id) + 4e-6;
    }
    return 0.5 * general + 0.5 * ((words.counts.get(lemma) ?? 0) / (words.tokens + 200));
  });
}

/** English characters for a Chinese one before the document has told its own. */
export const USUAL_RATIO = 3;
