/**
 * A bitext as numbers: what of each unit (a sentence, or a paragraph made of sentences) takes part in scoring.
 *
 * English: lemmas without stop words. Chinese: the words of a minimum-word segmentation, the dictionary words that
 * overlap them, and single characters as a back-off, so that a word cut wrongly still finds its translation.
 */
import { type ChineseToken, chineseTokens, overlappingWords } from '../lexicon/chinese';
import { type EnglishToken, englishTokens } from '../lexicon/english';
import type { Lexicon } from '../lexicon/lexicon';
import { pinyinNames } from '../lexicon/names';

/** Weight of a dictionary word that overlaps the chosen segmentation, and of a single character of a longer word. */
const OVERLAP = 0.43;
export const CHARACTER = 0.4;
const UNKNOWN = 0.5;

/** A string of characters outside the dictionary is taken for a word when it stands in this many sentences. */
const RECURS = 4;
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
  /** Characters. */
  readonly size: number;
}

/** All units of a bitext at one level, with its words. */
export interface Bitext {
  readonly zh: readonly ChineseUnit[];
  readonly en: readonly EnglishUnit[];
  /** English lemmas; ids are positions. */
  readonly vocabulary: readonly string[];
  /** How often each lemma of the vocabulary stands in the text; stop words included in {@link tokens} alone. */
  readonly counts: Float64Array;
  readonly tokens: number;
  /** Chinese items: words, characters, `=` and a Latin word or number. Ids are positions. */
  readonly items: readonly string[];
  /** Readings of names: items that may stand for a lemma by their sound. */
  readonly names: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** English lemmas too common to tell anything. */
const STOP: ReadonlySet<string> = new Set(
  'the a an of to in on at by for with from as and or be it that this which who have do he they i we you will would not also so but'.split(
    ' ',
  ),
);

/** Sentences that are read in one step. */
const STEP = 400;

/** Reads sentences into units. `zh` and `en` are masked texts, one a sentence. */
export function readBitext(zh: readonly string[], en: readonly string[], lexicon: Lexicon): Bitext {
  const steps = readBitextInSteps(zh, en, lexicon);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in small steps. */
export function* readBitextInSteps(
  zh: readonly string[],
  en: readonly string[],
  lexicon: Lexicon,
): Generator<undefined, Bitext, undefined> {
  const english: EnglishToken[][] = [];
  const vocabulary = new Interner();
  let tokens = 0;
  const counts: number[] = [];
  const enUnits: EnglishUnit[] = [];
  for (const text of en) {
    const list = englishTokens(text, lexicon);
    const words: number[] = [];
    for (let k = 0; k < list.length; k++) {
      tokens++;
      const lemma = list[k].kind === 'number' ? englishAmount(list, k) : list[k].lemma;
      if (STOP.has(lemma)) continue;
      const id = vocabulary.id(lemma);
      counts[id] = (counts[id] ?? 0) + 1;
      words.push(id);
    }
    enUnits.push({ words: Int32Array.from(words), size: Math.max(1, text.trim().length) });
    if (english.push(list) % STEP === 0) yield;
  }
  const simplified = zh.map((text) => lexicon.simplify(text));
  yield;
  const names = pinyinNames(english, simplified, lexicon);
  yield;
  const tokenised: ChineseToken[][] = [];
  for (const text of simplified) {
    if (tokenised.push(chineseTokens(text, lexicon, names)) % STEP === 0) yield;
  }
  const recurring = recurringStrings(tokenised, lexicon);
  yield;
  const items = new Interner();
  const zhUnits: ChineseUnit[] = [];
  for (const list of tokenised) {
    const overlaps = overlappingWords(list, lexicon, names);
    const unit = chineseUnit({ tokens: list, overlaps, text: zh[zhUnits.length] }, items, recurring);
    if (zhUnits.push(unit) % STEP === 0) yield;
  }
  return {
    zh: zhUnits,
    en: enUnits,
    vocabulary: vocabulary.list,
    counts: Float64Array.from(counts),
    tokens,
    items: items.list,
    names,
  };
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

function chineseUnit(
  { tokens, overlaps, text }: { tokens: readonly ChineseToken[]; overlaps: readonly ChineseToken[]; text: string },
  items: Interner,
  recurring: ReadonlySet<string>,
): ChineseUnit {
  const weights = new Map<number, number>();
  const add = (item: string, weight: number): number => {
    const id = items.id(item);
    weights.set(id, Math.max(weights.get(id) ?? 0, weight));
    return id;
  };
  const words: number[] = [];
  const characters: number[] = [];
  const starts: number[] = [0];
  for (let k = 0; k < tokens.length; k++) {
    const token = tokens[k];
    if (token.kind === 'number') {
      const month = monthOf(tokens, k);
      if (month) add(month, 1);
      words.push(add(chineseAmount(tokens, k), 1));
    } else if (token.kind === 'han') {
      words.push(add(token.text, 1));
      if (token.text.length > 1) for (const character of token.text) characters.push(add(character, CHARACTER));
    } else words.push(add(token.kind === 'mark' ? token.text : `=${token.text}`, 1));
    starts.push(characters.length);
  }
  for (const { text: word } of overlaps) add(word, OVERLAP);
  if (recurring.size) for (const word of shortStrings(tokens)) if (recurring.has(word)) add(word, UNKNOWN);
  const size = text.replace(/[A-Za-z]+/g, 'xx').replace(/\s/g, '').length;
  return {
    items: Int32Array.from(weights.keys()),
    weights: Float32Array.from(weights.values()),
    words: Int32Array.from(words),
    characters: Int32Array.from(characters),
    starts: Int32Array.from(starts),
    size: Math.max(1, size),
  };
}

const ENGLISH_SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
]);
const CHINESE_SCALES: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 1e2],
  ['千', 1e3],
  ['万', 1e4],
  ['亿', 1e8],
]);
const MONTHS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** From here on a number is compared by its value: 3.5万 is 35,000, 4.6亿 is 460 million. */
const BY_VALUE = 10_000;

/** What an English number is compared as: `#` and its value when it is scaled or large, else as it stands. */
function englishAmount(tokens: readonly EnglishToken[], at: number): string {
  const { lemma } = tokens[at];
  const scale = ENGLISH_SCALES.get(tokens[at + 1]?.lemma ?? '') ?? 1;
  return amount(lemma, scale);
}

/** What a Chinese number is compared as: a Latin number's item is `=` and the English form. */
function chineseAmount(tokens: readonly ChineseToken[], at: number): string {
  let scale = 1;
  for (const character of tokens[at + 1]?.start === tokens[at].end ? tokens[at + 1].text : '') {
    const factor = CHINESE_SCALES.get(character);
    if (!factor) break;
    scale *= factor;
  }
  return `=${amount(tokens[at].text, scale)}`;
}

function amount(number: string, scale: number): string {
  const value = Number(number) * scale;
  if (!Number.isFinite(value) || (scale === 1 && value < BY_VALUE)) return number;
  return `#${Number(value.toPrecision(12))}`;
}

/** `1月` is 一月: the dictionary knows months by their names. */
function monthOf(tokens: readonly ChineseToken[], at: number): string | undefined {
  const next = tokens[at + 1];
  if (next?.start !== tokens[at].end || !/^月(?!球|光|亮)/.test(next.text)) return undefined;
  const name = MONTHS[Number(tokens[at].text) - 1];
  return name && `${name}月`;
}

/** Neighbouring Han tokens put together again. */
function hanRuns(tokens: readonly ChineseToken[]): string[] {
  const runs: string[] = [];
  let end = -1;
  for (const token of tokens) {
    if (token.kind !== 'han') continue;
    if (token.start === end) runs[runs.length - 1] += token.text;
    else runs.push(token.text);
    end = token.end;
  }
  return runs;
}

/** Every string of two to four Han characters. */
function* shortStrings(tokens: readonly ChineseToken[]): Generator<string> {
  for (const run of hanRuns(tokens)) {
    for (let from = 0; from < run.length; from++) {
      for (let length = 2; length <= 4 && from + length <= run.length; length++) yield run.slice(from, from + length);
    }
  }
}

/** Strings outside the dictionary that stand in several sentences: names, terms. */
function recurringStrings(sentences: readonly (readonly ChineseToken[])[], lexicon: Lexicon): ReadonlySet<string> {
  const seen = new Map<string, { count: number; last: number }>();
  let read = 0;
  sentences.forEach((tokens, sentence) => {
    if (read > RECURS_WITHIN) return;
    for (const text of shortStrings(tokens)) {
      read++;
      const entry = seen.get(text);
      if (!entry) seen.set(text, { count: 1, last: sentence });
      else if (entry.last !== sentence) {
        entry.count++;
        entry.last = sentence;
      }
    }
  });
  const recurring = new Set<string>();
  for (const [text, { count }] of seen) {
    if (count >= RECURS && lexicon.headwordId(text, 0, text.length) < 0) recurring.add(text);
  }
  return recurring;
}

/** Gives each distinct string a number. */
class Interner {
  readonly list: string[] = [];
  private readonly ids = new Map<string, number>();

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
