/**
 * A bitext as numbers: what of each unit (a sentence, or a paragraph made of sentences) takes part in scoring.
 *
 * English: lemmas without stop words. Chinese: the words of a minimum-word segmentation, the dictionary words that
 * overlap them, and single characters as a back-off, so that a word cut wrongly still finds its translation.
 */
import {
  type ChineseToken,
  chineseTokens,
  hanRuns,
  overlappingWords,
  plainChinese,
  WordFilter,
} from '../lexicon/chinese';
import { englishTokens } from '../lexicon/english';
import type { Lexicon } from '../lexicon/lexicon';
import { pinyinNames, WordUses } from '../lexicon/names';
import { chineseAmount, englishAmount, monthOf } from './amounts';

/** Weight of a dictionary word that overlaps the chosen segmentation, and of a single character of a longer word. */
export const OVERLAP = 0.43;
export const CHARACTER = 0.4;
export const UNKNOWN = 0.5;

/** A string of characters outside the dictionary is taken for a word when it stands in this many sentences. */
const RECURS = 4;
const LONGEST_RECURRING = 4;
const BREAK = '\n';
/** … within so many strings: a name that matters stands near the beginning, too, and memory stays bounded. */
const RECURS_WITHIN = 600_000;

/** One side of a unit, as ids. */
export interface ChineseUnit {
  /** Distinct items and how much each counts, 0..1. */
  readonly items: Int32Array;
  readonly weights: Float32Array;
  /** The words in order, as items. */
  readonly words: Int32Array;
  /** For each word, the items of its single characters: `characters[starts[k]..starts[k + 1]]`. */
  readonly characters: Int32Array;
  readonly starts: Int32Array;
  /** Characters without white space; a Latin word counts as two. */
  readonly size: number;
}

export interface EnglishUnit {
  /** Lemmas in order, without stop words, as ids of the vocabulary. */
  readonly words: Int32Array;
  /** Words, numbers and marks, stop words included. */
  readonly tokens: number;
  /** Characters. */
  readonly size: number;
}

/** All units of a bitext at one level, with its words. */
export interface Bitext {
  readonly zh: readonly ChineseUnit[];
  readonly en: readonly EnglishUnit[];
  /** English lemmas; ids are positions. */
  readonly vocabulary: readonly string[];
  /** How often each lemma of the vocabulary stands in the text. */
  readonly counts: Float64Array;
  /** English tokens, stop words included. */
  readonly tokens: number;
  /** Chinese items: words, characters, `=` and a Latin word or number. Ids are positions. */
  readonly items: readonly string[];
  readonly terms: DocumentTerms;
}

/** What reading learns from all sentences together. Under given terms each sentence is read by itself. */
export interface DocumentTerms {
  /** Readings of names: Chinese strings, simplified, that may stand for an English lemma by their sound; weights. */
  readonly names: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Chinese strings outside the dictionary that recur. */
  readonly recurring: ReadonlySet<string>;
}

/** What is to be read. */
export interface ReadingRequest {
  /** Masked texts, one a sentence. */
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly lexicon: Lexicon;
  /** English words too common to tell anything: dropped unless they are asked for. */
  readonly stopWords?: 'drop' | 'keep' | undefined;
  /** Terms learnt before; without them, they are learnt from the sentences. */
  readonly terms?: DocumentTerms | undefined;
  /**
   * Sentences read before under the same terms, stop words and dictionary: what stands there is not read again. Words
   * that are no longer in the text stay in the vocabulary and the items until somebody reads without this.
   */
  readonly earlier?: ReadSentences | undefined;
}

/** Sentences with the units they were read as. */
export interface ReadSentences extends Pick<ReadingRequest, 'zh' | 'en'> {
  readonly bitext: Bitext;
}

/** English lemmas too common to tell anything. */
export const STOP: ReadonlySet<string> = new Set(
  'the a an of to in on at by for with from as and or be it that this which who have do he they i we you will would not also so but'.split(
    ' ',
  ),
);

const NONE: ReadonlySet<string> = new Set();

/** Numbers in a block of a pool: the first one, and the largest. */
const POOL = { first: 1 << 10, most: 1 << 16 };

/** Sentences that are read in one step. */
const STEP = 400;

/** Reads sentences into units. */
export function readBitext(request: ReadingRequest): Bitext {
  const steps = readBitextInSteps(request);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in small steps. */
export function* readBitextInSteps(request: ReadingRequest): Generator<undefined, Bitext, undefined> {
  const { zh, en, lexicon, earlier } = request;
  const uses = request.terms ? undefined : new WordUses();
  const stop = request.stopWords === 'keep' ? NONE : STOP;
  const english = new EnglishReader(lexicon, stop, { uses, vocabulary: new Interner(earlier?.bitext.vocabulary) });
  const enUnits = yield* readAll(en, english, earlier && unitsByText(earlier.en, earlier.bitext.en));
  const terms = uses ? yield* learnTerms(zh, uses, lexicon) : request.terms!;
  const chinese = new ChineseReader(lexicon, terms, new Interner(earlier?.bitext.items));
  const zhUnits = yield* readAll(zh, chinese, earlier && unitsByText(earlier.zh, earlier.bitext.zh));
  const vocabulary = english.vocabulary.list;
  const counts = new Float64Array(vocabulary.length);
  let tokens = 0;
  for (const unit of enUnits) {
    tokens += unit.tokens;
    for (let at = 0; at < unit.words.length; at++) counts[unit.words[at]]++;
  }
  return { zh: zhUnits, en: enUnits, vocabulary, counts, tokens, items: chinese.items.list, terms };
}

function* readAll<Unit>(
  texts: readonly string[],
  reader: { read(text: string): Unit },
  known: ReadonlyMap<string, Unit> | undefined,
): Generator<undefined, Unit[], undefined> {
  const units: Unit[] = [];
  for (const text of texts) if (units.push(known?.get(text) ?? reader.read(text)) % STEP === 0) yield;
  yield;
  return units;
}

function unitsByText<Unit>(texts: readonly string[], units: readonly Unit[]): ReadonlyMap<string, Unit> {
  return new Map(texts.map((text, at) => [text, units[at]]));
}

/** What the sentences of both sides teach together. */
function* learnTerms(
  zh: readonly string[],
  uses: WordUses,
  lexicon: Lexicon,
): Generator<undefined, DocumentTerms, undefined> {
  const plain = zh.map((text) => plainChinese(text, lexicon));
  yield;
  const names = pinyinNames(uses, plain, lexicon);
  yield;
  const recurring = recurringStrings(plain, lexicon);
  yield;
  return { names, recurring };
}

/** Reads English sentences, one by one. */
class EnglishReader {
  readonly vocabulary: Interner;
  private readonly uses: WordUses | undefined;
  private readonly pool = new Pool<Int32Array>(Int32Array);
  private readonly words: number[] = [];

  constructor(
    private readonly lexicon: Lexicon,
    private readonly stop: ReadonlySet<string>,
    { vocabulary, uses }: { readonly vocabulary: Interner; readonly uses: WordUses | undefined },
  ) {
    this.vocabulary = vocabulary;
    this.uses = uses;
  }

  read(text: string): EnglishUnit {
    const { words, vocabulary } = this;
    const tokens = englishTokens(text, this.lexicon);
    this.uses?.read(tokens);
    words.length = 0;
    for (let k = 0; k < tokens.length; k++) {
      const lemma = tokens[k].kind === 'number' ? englishAmount(tokens, k).value : tokens[k].lemma;
      if (!this.stop.has(lemma)) words.push(vocabulary.id(lemma));
    }
    return { words: this.pool.keep(words), tokens: tokens.length, size: Math.max(1, text.trim().length) };
  }
}

/** Reads Chinese sentences, one by one: under given terms a sentence is read the same whatever stands around it. */
class ChineseReader {
  /** Items of dictionary words and of single characters, plus one. */
  private readonly byHeadword: Int32Array;
  private readonly byCharacter = new Int32Array(0x10000);
  private readonly recurs: WordFilter | undefined;
  private readonly numbers = new Pool<Int32Array>(Int32Array);
  private readonly fractions = new Pool<Float32Array>(Float32Array);
  /** Of the sentence in hand: its items, and for each item the sentence that it was last seen in and its place there. */
  private sentence = 0;
  private readonly lastSeen: number[] = [];
  private readonly place: number[] = [];
  private readonly unitItems: number[] = [];
  private readonly weights: number[] = [];
  private readonly words: number[] = [];
  private readonly characters: number[] = [];
  private readonly starts: number[] = [];

  constructor(
    private readonly lexicon: Lexicon,
    private readonly terms: DocumentTerms,
    readonly items: Interner,
  ) {
    this.byHeadword = new Int32Array(lexicon.headwords);
    if (terms.recurring.size) this.recurs = new WordFilter(terms.recurring);
  }

  read(text: string): ChineseUnit {
    const { lexicon, terms, unitItems, weights, words, characters, starts, numbers } = this;
    this.sentence++;
    for (const list of [unitItems, weights, words, characters, starts]) list.length = 0;
    const tokens = chineseTokens(text, lexicon, terms.names);
    starts.push(0);
    for (let k = 0; k < tokens.length; k++) {
      const token = tokens[k];
      if (token.kind === 'number') {
        const month = monthOf(tokens, k);
        if (month) this.add(this.items.id(month), 1);
        words.push(this.add(this.items.id(`=${chineseAmount(tokens, k).value}`), 1));
      } else if (token.kind === 'han') {
        words.push(this.add(this.item(token), 1));
        if (token.text.length > 1) for (const c of token.text) characters.push(this.add(this.character(c), CHARACTER));
      } else words.push(this.add(this.items.id(token.kind === 'mark' ? token.text : `=${token.text}`), 1));
      starts.push(characters.length);
    }
    for (const word of overlappingWords(tokens, lexicon, terms.names)) this.add(this.item(word), OVERLAP);
    if (this.recurs) this.addRecurring(tokens, this.recurs);
    return {
      items: numbers.keep(unitItems),
      weights: this.fractions.keep(weights),
      words: numbers.keep(words),
      characters: numbers.keep(characters),
      starts: numbers.keep(starts),
      size: Math.max(1, chineseSize(text)),
    };
  }

  private addRecurring(tokens: readonly ChineseToken[], filter: WordFilter): void {
    for (const { text } of hanRuns(tokens)) {
      for (let at = 0; at + 1 < text.length; at++) {
        if (!filter.mayStart(text, at)) continue;
        for (let length = 2; length <= LONGEST_RECURRING && at + length <= text.length; length++) {
          const word = text.slice(at, at + length);
          if (this.terms.recurring.has(word)) this.add(this.items.id(word), UNKNOWN);
        }
      }
    }
  }

  private item({ text, headword }: ChineseToken): number {
    if (text.length === 1) return this.character(text);
    if (headword < 0) return this.items.id(text);
    this.byHeadword[headword] ||= this.items.id(text) + 1;
    return this.byHeadword[headword] - 1;
  }

  private character(text: string): number {
    if (text.length > 1) return this.items.id(text);
    const unit = text.charCodeAt(0);
    this.byCharacter[unit] ||= this.items.id(text) + 1;
    return this.byCharacter[unit] - 1;
  }

  /** Counts an item of the sentence: the heaviest weight holds. */
  private add(item: number, weight: number): number {
    if (this.lastSeen[item] !== this.sentence) {
      this.lastSeen[item] = this.sentence;
      this.place[item] = this.unitItems.push(item) - 1;
      this.weights.push(weight);
    } else if (this.weights[this.place[item]] < weight) this.weights[this.place[item]] = weight;
    return item;
  }
}

/** Characters without white space; a Latin word counts as two. */
function chineseSize(text: string): number {
  let size = 0;
  let inWord = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const letter = (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
    if (letter && !inWord) size += 2;
    else if (!letter && !isSpace(unit, text[at])) size++;
    inWord = letter;
  }
  return size;
}

function isSpace(unit: number, character: string): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 9 && unit <= 13);
  return unit >= 0xa0 && (unit < 0x3001 || unit === 0xfeff) && /\s/.test(character);
}

/** The same bitext with consecutive sentences put together: `ranges` are half-open, one for each new unit. */
export function mergeUnits(
  bitext: Bitext,
  ranges: Readonly<Record<'zh' | 'en', readonly (readonly [number, number])[]>>,
): Bitext {
  return {
    ...bitext,
    zh: ranges.zh.map(([from, to]) => (to - from === 1 ? bitext.zh[from] : mergeChinese(bitext.zh.slice(from, to)))),
    en: ranges.en.map(([from, to]) => (to - from === 1 ? bitext.en[from] : mergeEnglish(bitext.en.slice(from, to)))),
  };
}

function mergeEnglish(units: readonly EnglishUnit[]): EnglishUnit {
  return {
    words: concat(units.map((unit) => unit.words)),
    tokens: sum(units.map((unit) => unit.tokens)),
    size: sum(units.map((unit) => unit.size)) + units.length - 1,
  };
}

function mergeChinese(units: readonly ChineseUnit[]): ChineseUnit {
  const weights = new Map<number, number>();
  for (const unit of units) {
    unit.items.forEach((item, at) => {
      weights.set(item, Math.max(weights.get(item) ?? 0, unit.weights[at]));
    });
  }
  const starts: number[] = [0];
  for (const unit of units) {
    const base = starts[starts.length - 1];
    for (let at = 1; at < unit.starts.length; at++) starts.push(base + unit.starts[at]);
  }
  return {
    items: Int32Array.from(weights.keys()),
    weights: Float32Array.from(weights.values()),
    words: concat(units.map((unit) => unit.words)),
    characters: concat(units.map((unit) => unit.characters)),
    starts: Int32Array.from(starts),
    size: sum(units.map((unit) => unit.size)),
  };
}

const HAN = /\p{Script=Han}+/gu;

/**
 * Strings outside the dictionary that stand in several sentences: names, terms. A string can recur only where its
 * beginning does, so that strings of two, of three and of four code units are counted one after the other.
 */
function recurringStrings(sentences: readonly string[], lexicon: Lexicon): ReadonlySet<string> {
  const runs: string[] = [];
  const sentenceOf: number[] = [];
  let read = 0;
  for (let sentence = 0; sentence < sentences.length && read <= RECURS_WITHIN; sentence++) {
    for (const [run] of sentences[sentence].matchAll(HAN)) {
      runs.push(run);
      for (let at = 0; at <= run.length; at++) sentenceOf.push(sentence);
      for (let length = 2; length <= LONGEST_RECURRING; length++) read += Math.max(0, run.length - length + 1);
    }
  }
  const text = runs.join(BREAK);
  // Numbers of the characters; then of the strings of each length that recur, by the place where they stand.
  const characters = new Map<string, number>();
  const character = Int32Array.from({ length: text.length }, (_, at) => {
    if (text[at] === BREAK) return -1;
    const number = characters.get(text[at]) ?? characters.size;
    characters.set(text[at], number);
    return number;
  });
  let shorter = character;
  const recurring = new Set<string>();
  for (let length = 2; length <= LONGEST_RECURRING; length++) {
    const numbers = new Map<number, number>();
    const counts: number[] = [];
    const last: number[] = [];
    const string = new Int32Array(text.length).fill(-1);
    for (let at = 0; at + length <= text.length; at++) {
      if (shorter[at] < 0 || character[at + length - 1] < 0) continue;
      const key = shorter[at] * characters.size + character[at + length - 1];
      let number = numbers.get(key);
      if (number === undefined) {
        number = counts.push(0) - 1;
        last.push(-1);
        numbers.set(key, number);
      }
      string[at] = number;
      if (last[number] === sentenceOf[at]) continue;
      last[number] = sentenceOf[at];
      counts[number]++;
      if (counts[number] === RECURS && lexicon.headwordId(text, at, at + length) < 0) {
        recurring.add(text.slice(at, at + length));
      }
    }
    shorter = string.map((number) => (number >= 0 && counts[number] >= RECURS ? number : -1));
  }
  return recurring;
}

interface NumbersType<A> {
  new (length: number): A;
  new (buffer: ArrayBufferLike, offset: number, length: number): A;
}

/** Many short arrays cut from few long ones: a typed array of its own costs more than the few numbers in it. */
class Pool<A extends Int32Array | Float32Array> {
  private block: A;
  private used = 0;

  constructor(private readonly type: NumbersType<A>) {
    this.block = new type(POOL.first);
  }

  keep(values: readonly number[]): A {
    if (this.used + values.length > this.block.length) {
      this.block = new this.type(Math.max(values.length, Math.min(POOL.most, 2 * this.block.length)));
      this.used = 0;
    }
    const { block, used } = this;
    for (let at = 0; at < values.length; at++) block[used + at] = values[at];
    this.used += values.length;
    return new this.type(block.buffer, used * block.BYTES_PER_ELEMENT, values.length);
  }
}

/** Gives each distinct string a number. */
class Interner {
  readonly list: string[] = [];
  private readonly ids = new Map<string, number>();

  /** Goes on from the numbers of another. */
  constructor(list: readonly string[] = []) {
    for (const text of list) this.id(text);
  }

  id(text: string): number {
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.list.length;
      this.list.push(text);
      this.ids.set(text, id);
    }
    return id;
  }
}

function concat(arrays: readonly Int32Array[]): Int32Array {
  const out = new Int32Array(sum(arrays.map((array) => array.length)));
  let at = 0;
  for (const array of arrays) {
    out.set(array, at);
    at += array.length;
  }
  return out;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
