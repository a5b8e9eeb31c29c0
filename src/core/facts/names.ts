/**
 * Names of people, places, organisations and products in the two languages of an article, by what the dictionary, pinyin
 * and the document itself ({@link Statistics}) know of names.
 */

import type { Statistics } from '../align/statistics';
import { type ChineseToken, hanRuns } from '../lexicon/chinese';
import { englishLemma } from '../lexicon/english';
import { foldWidth } from '../lexicon/fold';
import { type Lexicon, type NameKind, nameWords } from '../lexicon/lexicon';
import { type NameForm, nameIndexOf } from '../lexicon/nameIndex';
import { pinyinSplits } from '../lexicon/names';
import { soundKeys, soundsAlike } from '../lexicon/sounds';

/**
 * How a name is known. `dictionary`: as nothing but a name; `document`: the document pairs it with one name of the other
 * side again and again; `pinyin`: can be read as one Chinese name; `latin`: Latin letters in Chinese text; `ordinary`: a
 * name that is an ordinary word, too; `unknown`: by its capital letter alone; `word`: the same, and it is an ordinary word.
 */
export type NameSource = 'dictionary' | 'document' | 'pinyin' | 'latin' | 'ordinary' | 'unknown' | 'word';

/** A name as it stands in a text. */
export interface NameMention {
  readonly source: NameSource;
  readonly kind: NameKind;
  /** As it stands there, on the Chinese side simplified. */
  readonly text: string;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** English: the words as they are compared; Chinese: empty. */
  readonly words: readonly string[];
  /** Chinese: the text with two characters on either side, since a name may be cut wrongly; English: empty. */
  readonly around: string;
  /** Number of the run of capitalised words that the mention is part of; of Chinese mentions the place in the list. */
  readonly run: number;
}

/** Names that the document pairs again and again, in both directions. */
export interface LearntNames {
  /** From a Chinese item (simplified; `=` and a Latin word in small letters) to the English lemmas it stands for. */
  readonly byItem: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** From an English lemma to Chinese items without `=`. */
  readonly byLemma: ReadonlyMap<string, readonly string[]>;
  /** Items outside the dictionary that recur, by their first character, the longest first. */
  readonly recurring: ReadonlyMap<string, readonly string[]>;
}

const LEARNT_FROM = 0.12;
const READ_FROM = 0.3;

/** Statistics never change, so this is no state anyone can see. */
const learntNames = new WeakMap<Statistics, LearntNames>();

/** What the statistics of a document know of names. */
export function learntNamesOf(statistics: Statistics, lexicon: Lexicon): LearntNames {
  let known = learntNames.get(statistics);
  if (known) return known;
  const byItem = new Map<string, Map<string, number>>();
  const byLemma = new Map<string, string[]>();
  const add = (item: string, lemma: string, value: number) => {
    const row = byItem.get(item) ?? new Map<string, number>();
    byItem.set(item, row.set(lemma, Math.max(value, row.get(lemma) ?? 0)));
    if (item.startsWith('=')) return;
    const items = byLemma.get(lemma);
    if (!items) byLemma.set(lemma, [item]);
    else if (!items.includes(item)) items.push(item);
  };
  const index = nameIndexOf(lexicon);
  for (const [item, row] of statistics.learnt) {
    if (item.length < 2 || /^=?\d/.test(item)) continue;
    const forms = index.of(lexicon.headwordId(item)).forms.map(({ joined }) => joined);
    for (const [lemma, value] of row) {
      const name = item === `=${lemma}` || forms.includes(lemma) || !lexicon.isDictionaryWord(lemma);
      if (value >= LEARNT_FROM && name && /^\p{L}/u.test(lemma)) add(item, lemma, value);
    }
  }
  for (const [item, row] of statistics.terms.names) {
    for (const [lemma, value] of row) if (item.length > 1 && value >= READ_FROM) add(item, lemma, value);
  }
  for (const [item, lemma] of transliterations(statistics, lexicon)) add(item, lemma, READ_FROM);
  const recurring = new Map<string, string[]>();
  for (const item of byItem.keys()) {
    if (!statistics.terms.recurring.has(item) && !(item.length > LONGEST_RECURRING && isHan(item))) continue;
    const same = recurring.get(item[0]);
    if (same) same.push(item);
    else recurring.set(item[0], [item]);
  }
  for (const same of recurring.values()) same.sort((a, b) => b.length - a.length);
  known = { byItem, byLemma, recurring };
  learntNames.set(statistics, known);
  return known;
}

/** Names in a document stand at least so often. */
const NAMED_FROM = 2;
/** Shorter keys are those of too many names. */
const SHORTEST_KEY = 2;

/** Strings of the Chinese that recur and sound like a name that recurs in the English: transliterations that no dictionary has. */
function* transliterations(
  { terms, counts }: Statistics,
  lexicon: Lexicon,
): Generator<readonly [item: string, lemma: string]> {
  const keys = soundKeys(lexicon);
  const byKey = new Map<string, string[]>();
  for (const [lemma, count] of counts) {
    if (count < NAMED_FROM || lemma.length < 4 || !/^\p{L}+$/u.test(lemma) || lexicon.isDictionaryWord(lemma)) continue;
    if (pinyinSplits(lemma, lexicon).length) continue;
    const key = keys.en(lemma);
    if (key.length < SHORTEST_KEY) continue;
    const same = byKey.get(key);
    if (same) same.push(lemma);
    else byKey.set(key, [lemma]);
  }
  if (!byKey.size) return;
  for (const item of chained(terms.recurring)) {
    if (item.length < 3) continue;
    const lemmas = byKey.get(keys.zh(item)) ?? [];
    const alike = lemmas.filter((lemma) => soundsAlike(item, lemma, lexicon, 'known'));
    if (alike.length === 1) yield [item, alike[0]];
  }
}

/** Strings of more characters are not counted; a longer one is a chain of such. */
const LONGEST_RECURRING = 4;
const LONGEST_NAME = 8;

const isHan = (text: string) => /^\p{Script=Han}+$/u.test(text);

/** Strings that recur, and the longer ones in which each stretch of four characters does. */
function* chained(recurring: ReadonlySet<string>): Generator<string> {
  const next = new Map<string, string[]>();
  for (const text of recurring) {
    yield text;
    if (text.length !== LONGEST_RECURRING) continue;
    const start = text.slice(0, -1);
    const same = next.get(start);
    if (same) same.push(text);
    else next.set(start, [text]);
  }
  for (const same of next.values()) {
    for (const first of same) {
      // Where a string goes on in two ways, its end is the end of the name.
      let text = first;
      for (
        let on = next.get(text.slice(-3));
        on?.length === 1 && text.length < LONGEST_NAME;
        on = next.get(text.slice(-3))
      ) {
        text += on[0].slice(-1);
        yield text;
      }
    }
  }
}

/** What reading names needs. */
export interface NameKnowledge {
  readonly lexicon: Lexicon;
  readonly statistics: Statistics;
}

/** 人大和政协 has no 大和 in it. */
const CUT_WRONGLY = /^[和与及在的]|[和与及在的]$/;

/** Could a short name be the end of one word and the beginning of another: 新力 in 创新力? */
function isCutWrongly(plain: string, { text, start, end }: ChineseToken, lexicon: Lexicon): boolean {
  if (text.length > 2) return false;
  return lexicon.headwordId(plain, start - 1, start + 1) >= 0 || lexicon.headwordId(plain, end - 1, end + 1) >= 0;
}

const AROUND = 2;

/** A Latin word in Chinese text that is a name: starts with a capital letter, or has one. */
const LATIN_NAME = /\p{Lu}[\p{Script=Latin}\p{M}\d]*(?:[.'’-]?[\p{Script=Latin}\p{M}\d]+)*/gu;

/** The names of a Chinese text. */
export function chineseMentions(text: string, tokens: readonly ChineseToken[], know: NameKnowledge): NameMention[] {
  const { lexicon, statistics } = know;
  const learnt = learntNamesOf(statistics, lexicon);
  const index = nameIndexOf(lexicon);
  const plain = lexicon.simplify(foldWidth(text));
  const found: NameMention[] = [];
  const push = (
    source: NameSource,
    kind: NameKind,
    { text: own, start, end }: Pick<ChineseToken, 'text' | 'start' | 'end'>,
  ) =>
    found.push({
      source,
      kind,
      text: own,
      start,
      end,
      words: [],
      around: plain.slice(Math.max(0, start - AROUND), end + AROUND),
      run: found.length,
    });
  for (const token of tokens) {
    if (token.kind !== 'han' || token.text.length < 2 || CUT_WRONGLY.test(token.text)) continue;
    const { name } = index.of(token.headword);
    const sure = name && !name.ordinary && !(name.kind === 'other' && isCutWrongly(plain, token, lexicon));
    if (name) push(sure ? 'dictionary' : 'ordinary', name.kind, token);
    else if (token.headword < 0 && learnt.byItem.has(token.text)) push('document', 'other', token);
  }
  for (const token of recurringNames(plain, tokens, learnt)) {
    if (!found.some(({ start, end }) => start < token.end && token.start < end)) push('document', 'other', token);
  }
  for (const match of foldWidth(text).matchAll(LATIN_NAME)) {
    const own = match[0];
    const end = match.index + own.length;
    push('latin', 'other', { text: own, start: match.index, end });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Strings outside the dictionary that recur and that the document pairs with one name, the longest at each place. */
function* recurringNames(
  plain: string,
  tokens: readonly ChineseToken[],
  { recurring }: LearntNames,
): Generator<Pick<ChineseToken, 'text' | 'start' | 'end'>> {
  if (!recurring.size) return;
  for (const { from, to } of hanRuns(tokens)) {
    const end = tokens[to - 1].end;
    for (let at = tokens[from].start; at < end; ) {
      const text = recurring.get(plain[at])?.find((item) => at + item.length <= end && plain.startsWith(item, at));
      if (text) yield { text, start: at, end: at + text.length };
      at += text?.length ?? 1;
    }
  }
}

/** Most words of a text. */
const LOWER = /^[a-z]+$/;

const WORD = /[\p{Script=Latin}\p{M}]+(?:['’.][\p{Script=Latin}\p{M}]+)*\.?/gu;

/** Capitalised words that are no names to compare: calendar, and forms of address. */
const NO_NAMES: ReadonlySet<string> = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
  mr mrs ms miss dr prof sir madam lord lady st jr sr i ii iii iv vi vii viii ix xi xii ad bc am pm the a an ok tv
  internet web id`.split(/\s+/),
);

interface EnglishWord {
  readonly text: string;
  readonly words: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly capital: boolean;
  readonly initial: boolean;
}

const AFTER_TITLE = /\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|Col|Capt|Lt|Sgt|Rev|Hon)\.\s*$/;

const CONNECTIVE = /^(?:of|the|and|for|on|in)$/;

/** Small words inside names. */
const PARTICLE = /^(?:von|van|de|der|den|la|le|du|del|della|da|di|dos|bin|ibn|al|el|ter|y)$/;

/** Above this share of capitalised words a text is a heading, where a capital says nothing. */
const HEADING_FROM = 0.5;

/** The names of an English text. */
export function englishMentions(text: string, { lexicon, statistics }: NameKnowledge): NameMention[] {
  const index = nameIndexOf(lexicon);
  const learnt = learntNamesOf(statistics, lexicon);
  const folded = foldWidth(text);
  const words: EnglishWord[] = [];
  for (const { 0: whole, index: start } of folded.matchAll(WORD)) {
    const plain = LOWER.test(whole);
    const abbreviation = !plain && /^(?:\p{Lu}\.)+\p{Lu}?\.?$/u.test(whole);
    const own = plain
      ? whole
      : (abbreviation ? whole : whole.replace(/\.$/, '')).replace(/'(?:s|ve|m|re|ll|d|t)?$/i, '');
    if (!own) continue;
    const capital = !plain && /^\p{Lu}/u.test(own);
    const before = capital ? folded.slice(Math.max(0, start - 3), start) : '';
    words.push({
      text: own,
      words: LOWER.test(own) ? [own] : nameWords(own),
      start,
      end: start + own.length,
      capital,
      initial:
        capital &&
        (start === 0 ||
          (/[.!?:"([>\]-]\s*$|\n\s*$|^\s*$/.test(before) &&
            !AFTER_TITLE.test(folded.slice(Math.max(0, start - 8), start)))),
    });
  }
  const long = words.filter(({ text: word }) => word.length > 3);
  const heading = long.length > 1 && long.filter(({ capital }) => capital).length > HEADING_FROM * long.length;
  const near = (a: EnglishWord, b: EnglishWord) => b.start - a.end <= 1 && /^[ -]?$/.test(folded.slice(a.end, b.start));
  const found: NameMention[] = [];
  let run = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    const previous = words[at - 1];
    if (previous && !(near(previous, word) && (previous.capital || PARTICLE.test(previous.text)))) run++;
    if (!word.capital) continue;
    const form =
      word.words.length && !NO_NAMES.has(word.words[0])
        ? longestForm(words, at, { index: index.byFirst(word.words[0]), near })
        : undefined;
    if (form && form.words.join('').length > 1) {
      const last = words[at + form.taken - 1];
      const ordinary = form.words.every((part) => lexicon.isDictionaryWord(englishLemma(part, lexicon)));
      const plain = ordinary && form.words.length === 1;
      const next = words[at + form.taken];
      // Second World, of the Second World War, is no Third World.
      if (ordinary && !plain && next?.capital && near(last, next)) {
        at += form.taken - 1;
        continue;
      }
      const known = learnt.byLemma.has(form.words[0]);
      if (!(plain && !known && (word.initial || heading))) {
        found.push({
          source: plain ? 'ordinary' : 'dictionary',
          kind: form.kind,
          text: text.slice(word.start, last.end),
          start: word.start,
          end: last.end,
          words: form.words,
          around: '',
          run,
        });
      }
      at += form.taken - 1;
      continue;
    }
    for (const part of word.words) {
      if (part.length < 2 || NO_NAMES.has(part)) continue;
      const lemma = englishLemma(part, lexicon);
      const plain = lexicon.isDictionaryWord(lemma);
      const same = learnt.byItem.get(`=${lemma}`)?.has(lemma) ?? false;
      if (plain && !same && (word.initial || heading || part.length < 3)) continue;
      const forms = index.byWord(part);
      const source: NameSource = same
        ? 'document'
        : plain
          ? 'word'
          : forms.length
            ? 'dictionary'
            : learnt.byLemma.has(lemma)
              ? 'document'
              : pinyinSplits(part, lexicon).length
                ? 'pinyin'
                : 'unknown';
      found.push({
        source,
        kind: kindOf(forms),
        text: text.slice(word.start, word.end),
        start: word.start,
        end: word.end,
        words: [part],
        around: '',
        run,
      });
      break;
    }
  }
  return found;
}

function kindOf(forms: readonly NameForm[]): NameKind {
  const kinds = new Set(forms.map(({ name }) => name.kind));
  if (kinds.size > 1) kinds.delete('other');
  return kinds.size > 1 ? 'mixed' : ([...kinds][0] ?? 'other');
}

function longestForm(
  words: readonly EnglishWord[],
  at: number,
  { index, near }: { readonly index: readonly NameForm[]; readonly near: (a: EnglishWord, b: EnglishWord) => boolean },
): { readonly words: readonly string[]; readonly taken: number; readonly kind: NameKind } | undefined {
  let longest: { words: readonly string[]; taken: number; forms: NameForm[] } | undefined;
  for (const form of index) {
    let taken = 0;
    let done = 0;
    while (done < form.words.length) {
      const word = words[at + taken];
      if (!word || (taken > 0 && !near(words[at + taken - 1], word))) break;
      if (!word.words.length || !word.words.every((part, k) => part === form.words[done + k])) break;
      done += word.words.length;
      taken++;
    }
    if (done !== form.words.length) continue;
    const own = words.slice(at, at + taken);
    if (!own.every(({ text, capital }) => capital || CONNECTIVE.test(text))) continue;
    if (!longest || taken > longest.taken) longest = { words: form.words, taken, forms: [form] };
    else if (taken === longest.taken) longest.forms.push(form);
  }
  return longest && { words: longest.words, taken: longest.taken, kind: kindOf(longest.forms) };
}
