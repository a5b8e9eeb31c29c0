/**
 * Names of people, places, organisations and products in the text of a linked pair, and whether a name of one side may
 * be a name of the other. What is known of names comes from the dictionary, from pinyin, from what the document taught
 * ({@link Statistics}) and from their sound.
 */
import type { Statistics } from '../align/statistics';
import { type ChineseToken, chineseTokens, overlappingWords } from '../lexicon/chinese';
import { englishLemma } from '../lexicon/english';
import { foldWidth } from '../lexicon/fold';
import type { DictionaryName, Lexicon, NameKind, Translations } from '../lexicon/lexicon';
import { type NameForm, nameIndexOf, nameWords } from '../lexicon/nameIndex';
import { pinyinSplits } from '../lexicon/names';
import { soundsAlike } from '../lexicon/sounds';

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
  for (const [item, row] of statistics.learnt) {
    if (item.length < 2 || /^=?\d/.test(item)) continue;
    const forms = lexicon.name(lexicon.headwordId(item))?.forms.map((form) => form.toLowerCase()) ?? [];
    for (const [lemma, value] of row) {
      const name = item === `=${lemma}` || forms.includes(lemma) || !lexicon.isDictionaryWord(lemma);
      if (value >= LEARNT_FROM && name && /^\p{L}/u.test(lemma)) add(item, lemma, value);
    }
  }
  for (const [item, row] of statistics.terms.names) {
    for (const [lemma, value] of row) if (item.length > 1 && value >= READ_FROM) add(item, lemma, value);
  }
  known = { byItem, byLemma };
  learntNames.set(statistics, known);
  return known;
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
    const name = lexicon.name(token.headword);
    const sure = name && !name.ordinary && !(name.kind === 'other' && isCutWrongly(plain, token, lexicon));
    if (name) push(sure ? 'dictionary' : 'ordinary', name.kind, token);
    else if (token.headword < 0 && learnt.byItem.has(token.text)) push('document', 'other', token);
  }
  for (const match of foldWidth(text).matchAll(LATIN_NAME)) {
    const own = match[0];
    const end = match.index + own.length;
    push('latin', 'other', { text: own, start: match.index, end });
  }
  return found.sort((a, b) => a.start - b.start);
}

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
    const abbreviation = /^(?:\p{Lu}\.)+\p{Lu}?\.?$/u.test(whole);
    const own = (abbreviation ? whole : whole.replace(/\.$/, '')).replace(/'(?:s|ve|m|re|ll|d|t)?$/i, '');
    if (!own) continue;
    const before = folded.slice(Math.max(0, start - 3), start);
    words.push({
      text: own,
      words: nameWords(own),
      start,
      end: start + own.length,
      capital: /^\p{Lu}/u.test(own),
      initial:
        start === 0 || (/[.!?:"([>\]-]\s*$|\n\s*$|^\s*$/.test(before) && !AFTER_TITLE.test(folded.slice(0, start))),
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
    const form = longestForm(words, at, { index: index.byFirst.get(word.words[0]), near });
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
      if (
        !(plain && !known && (word.initial || heading)) &&
        !(form.words.length === 1 && NO_NAMES.has(form.words[0]))
      ) {
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
      const forms = index.byWord.get(part);
      const source: NameSource = same
        ? 'document'
        : plain
          ? 'word'
          : forms
            ? 'dictionary'
            : learnt.byLemma.has(lemma)
              ? 'document'
              : pinyinSplits(part, lexicon).length
                ? 'pinyin'
                : 'unknown';
      found.push({
        source,
        kind: kindOf(forms ?? []),
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
  {
    index = [],
    near,
  }: { readonly index?: readonly NameForm[] | undefined; readonly near: (a: EnglishWord, b: EnglishWord) => boolean },
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

/** What is known of the Chinese text of some sentences. */
export class ChineseText {
  readonly plain: string;
  readonly mentions: readonly NameMention[];
  private readonly headwords = new Set<number>();
  /** The names that the text can be read as, of every dictionary word in it, whole or overlapping: compared words. */
  private readonly forms = new Set<string>();
  /** Single words of {@link forms}. */
  private readonly single: readonly string[];
  /** Weighty translations of its words that are no ordinary words. */
  private readonly lemmas = new Set<string>();
  private readonly latin: ReadonlySet<string>;
  private readonly left: readonly string[];

  constructor(
    text: string,
    private readonly know: NameKnowledge,
  ) {
    const { lexicon, statistics } = know;
    this.plain = lexicon.simplify(foldWidth(text));
    const tokens = chineseTokens(text, lexicon, statistics.terms.names);
    this.mentions = chineseMentions(text, tokens, know);
    const learnt = learntNamesOf(statistics, lexicon);
    for (const token of [...tokens, ...overlappingWords(tokens, lexicon, statistics.terms.names)]) {
      if (token.kind !== 'han') continue;
      for (const lemma of learnt.byItem.get(token.text)?.keys() ?? []) this.lemmas.add(lemma);
      if (token.headword < 0) continue;
      this.headwords.add(token.headword);
      for (const lemma of namesAmong(lexicon.translations(token.headword), lexicon)) this.lemmas.add(lemma);
      this.addForms(token.headword);
    }
    // A character of a longer name is no name of its own: 京 in 南京 is not Beijing.
    for (const { kind, text: word, headword, start } of tokens) {
      if (kind !== 'han' || (word.length > 1 && lexicon.name(headword))) continue;
      for (let at = start; at < start + word.length; at++) {
        const character = lexicon.headwordId(this.plain, at, at + 1);
        const name = lexicon.name(character);
        if (name && (!name.ordinary || this.isAbbreviation(at))) this.addForms(character);
      }
    }
    this.single = [...this.forms].filter((form) => !form.includes(' '));
    this.left = leftOver(tokens);
    this.latin = new Set(tokens.flatMap(({ kind, text: word }) => (kind === 'latin' ? [word] : [])));
  }

  /** Does a character that is an ordinary word, too, stand for a country here: 中美, 美方, 对华? */
  private isAbbreviation(at: number): boolean {
    const { lexicon } = this.know;
    const [before, after] = [this.plain[at - 1] ?? '', this.plain[at + 1] ?? ''];
    if (AFTER_ABBREVIATION.test(after) || BEFORE_ABBREVIATION.test(before)) return true;
    return [before, after].some((other) => lexicon.name(lexicon.headwordId(other)) !== undefined);
  }

  private addForms(headword: number): void {
    for (const form of this.know.lexicon.name(headword)?.forms ?? []) this.forms.add(nameWords(form).join(' '));
  }

  /** Has the text anything that an English name stands for, as far as is known? */
  hasCounterpartOf(mention: NameMention): boolean {
    const { lexicon, statistics } = this.know;
    const { words } = mention;
    const lemmas = words.map((word) => englishLemma(word, lexicon));
    const telling = words.filter((_, at) => !lexicon.isDictionaryWord(lemmas[at]));
    if (this.forms.has(words.join(' '))) return true;
    if (telling.some((word) => this.lemmas.has(englishLemma(word, lexicon)))) return true;
    if (telling.some((word) => this.single.some((form) => form === word || isDemonym(form, word)))) return true;
    if (lemmas.some((lemma) => this.latin.has(lemma) || this.latin.has(lemma.replace(/s$/, '')))) return true;
    if (this.mentions.some(({ source, text }) => source === 'latin' && alikeSpelt(text, mention.text))) return true;
    const learnt = learntNamesOf(statistics, lexicon);
    if (lemmas.some((lemma) => learnt.byLemma.get(lemma)?.some((item) => this.plain.includes(item)))) return true;
    if (candidates(words, lexicon).some(({ headword }) => this.hasHeadword(headword))) return true;
    return canBeRead(this.plain, words, lexicon);
  }

  /** May a transliteration stand beside the English name itself: 斯坦 where there is Stan already? */
  mayHoldSoundOf({ text, words }: NameMention): boolean {
    const { lexicon } = this.know;
    if (!words.some((word) => this.latin.has(englishLemma(word, lexicon)))) return false;
    for (const run of this.left) {
      for (let at = 0; at + 2 <= run.length; at++) {
        for (let length = 2; length <= LONGEST_TRANSLITERATION && at + length <= run.length; length++) {
          if (soundsAlike(run.slice(at, at + length), text, lexicon)) return true;
        }
      }
    }
    return false;
  }

  /** The headword, or what it is made of: 法国 for 法国人, 湖南 for 湖南省. */
  private hasHeadword(headword: number): boolean {
    const word = this.know.lexicon.headword(headword);
    if (word.length < 2) return this.plain.includes(`${word}国`);
    if (this.headwords.has(headword)) return true;
    if (this.plain.includes(word)) return true;
    return word.length > 2 && MADE_OF.test(word) && this.plain.includes(word.slice(0, -1));
  }
}

const LONGEST_TRANSLITERATION = 6;

/** What is put after a name to make another: 湖南省, 法国人. */
const MADE_OF = /[省市县区州国人语文族裔籍岛镇]$/;

const AFTER_ABBREVIATION = /^[方军企媒商国元式籍裔国人语文裔队]/;
const BEFORE_ABBREVIATION = /^[对赴来访驻旅在援涉反亲]/;

/** Runs of characters that belong to no word of the dictionary of two and more. */
function leftOver(tokens: readonly ChineseToken[]): string[] {
  const runs: string[] = [];
  let end = -1;
  for (const { kind, text, start, end: next, headword } of tokens) {
    if (kind !== 'han' || (text.length > 1 && headword >= 0)) continue;
    if (start === end) runs[runs.length - 1] += text;
    else runs.push(text);
    end = next;
  }
  return runs.filter((run) => run.length > 1);
}

const LEAST_TRANSLATION = 0.12;

/** Of translations, those that are weighty and no ordinary words. */
function* namesAmong({ ids, weights }: Translations, lexicon: Lexicon): Generator<string> {
  for (let at = 0; at < ids.length; at++) {
    const lemma = lexicon.englishWord(ids[at]);
    if (weights[at] >= LEAST_TRANSLATION && !lexicon.isDictionaryWord(lemma)) yield lemma;
  }
}

/** Do two words, one of a place and one of its people, share all but an ending: Angola and Angolan, Britain and Brits? */
function isDemonym(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const stem = short.slice(0, -1);
  if (long.startsWith(short) && short.length >= 4 && long.length - short.length <= 3) return true;
  return stem.length >= 4 && long.startsWith(stem) && long.length - stem.length <= 4;
}

/** Can a stretch of a Chinese text be read as an English word or name in pinyin? */
function canBeRead(plain: string, words: readonly string[], lexicon: Lexicon): boolean {
  if (words.length > 3) return false;
  const reads = (at: number, syllable: string) =>
    at < plain.length && lexicon.syllables(plain[at]).some((reading) => reading.replace('ü', 'u') === syllable);
  return pinyinSplits(words.join(''), lexicon).some((syllables) => {
    for (let at = 0; at + syllables.length <= plain.length; at++) {
      if (syllables.every((syllable, k) => reads(at + k, syllable))) return true;
    }
    return false;
  });
}

/** What is put after a name in English without making it another: the Hunan Province, the Yangtze River. */
const GENERIC =
  /^(?:province|city|county|district|prefecture|township|town|river|mountains?|mount|lake|islands?|university|college|group|company|corporation|airport|dynasty|empire|kingdom|republic|peninsula|strait|bay|municipality|autonomous region|special administrative region)$/;

/** Forms of the dictionary that some English words may be: all the words of it, or words of it that tell. */
function candidates(words: readonly string[], lexicon: Lexicon): readonly NameForm[] {
  const index = nameIndexOf(lexicon);
  const found: NameForm[] = [];
  for (const word of new Set(words)) {
    const tells = !lexicon.isDictionaryWord(englishLemma(word, lexicon));
    for (const form of index.byWord.get(word) ?? []) {
      if (words.length === 1 && form.words.length > 1) {
        const part =
          form.name.kind === 'person' || (word === form.words[0] && GENERIC.test(form.words.slice(1).join(' ')));
        if (tells && part) found.push(form);
      } else if (tells || words.every((own) => form.words.includes(own))) found.push(form);
    }
  }
  return found;
}

/** What is known of the English text of some sentences. */
export class EnglishText {
  readonly mentions: readonly NameMention[];
  private readonly words: ReadonlySet<string>;
  private readonly lemmas: ReadonlySet<string>;
  /** Words with a capital letter, and those all in capitals. */
  private readonly capitals: ReadonlySet<string>;
  private readonly acronyms: ReadonlySet<string>;
  private readonly joined: string;
  /** All words without spaces: Bai Sha for Baisha. */
  private readonly letters: string;

  constructor(
    text: string,
    private readonly know: NameKnowledge,
  ) {
    this.mentions = englishMentions(text, know);
    const written = text.replace(/[^\p{L}\p{M}.'’-]+/gu, ' ').split(/[ -]+/);
    const wordsOf = (some: readonly string[]) => nameWords(some.join(' '));
    const words = wordsOf(written);
    this.words = new Set(words);
    this.lemmas = new Set(words.map((word) => englishLemma(word, know.lexicon)));
    this.capitals = new Set(wordsOf(written.filter((word) => /^['’]?\p{Lu}/u.test(word))));
    this.acronyms = new Set(wordsOf(written.filter((word) => ACRONYM.test(word.replace(/['’]s$/, '')))));
    this.joined = ` ${words.join(' ')} `;
    this.letters = words.join('');
  }

  /** Has the text anything that a Chinese name stands for, as far as is known? */
  hasCounterpartOf(mention: NameMention): boolean {
    const { lexicon, statistics } = this.know;
    if (mention.source === 'latin') {
      const has = (word: string) => this.words.has(word) || this.lemmas.has(englishLemma(word, lexicon));
      const own = nameWords(mention.text);
      if (own.some((word) => has(word) || has(`${word}s`) || has(word.replace(/s$/, '')))) return true;
      return this.mentions.some(({ text }) => alikeSpelt(text, mention.text));
    }
    const learnt = learntNamesOf(statistics, lexicon);
    for (const lemma of learnt.byItem.get(mention.text)?.keys() ?? []) if (this.lemmas.has(lemma)) return true;
    const country = /^.国$/u.test(mention.text) ? [lexicon.headwordId(mention.text[0])] : [];
    for (const part of [...partsOf(mention.text, lexicon), ...country]) if (this.hasTranslationOf(part)) return true;
    for (const { words } of this.mentions) {
      for (const { headword } of candidates(words, lexicon)) {
        const word = lexicon.headword(headword);
        const [short, long] = word.length < mention.text.length ? [word, mention.text] : [mention.text, word];
        if (short.length > 1 && long.startsWith(short) && (long === short || MADE_OF.test(long))) {
          if (long.length - short.length <= 1) return true;
        }
        if (mention.text === `${word}国`) return true;
      }
      if (canBeRead(mention.around, words, lexicon)) return true;
    }
    return false;
  }

  private hasTranslationOf(headword: number): boolean {
    const { lexicon } = this.know;
    for (const lemma of namesAmong(lexicon.translations(headword), lexicon)) if (this.lemmas.has(lemma)) return true;
    return (lexicon.name(headword)?.forms ?? []).some((form) => this.hasForm(form));
  }

  private hasForm(form: string): boolean {
    const words = nameWords(form);
    if (words.length > 1 && this.joined.includes(` ${words.join(' ')} `)) return true;
    return words.some((word) => {
      if (ACRONYM.test(form)) return this.acronyms.has(word);
      const tells = words.length === 1 || !this.know.lexicon.isDictionaryWord(englishLemma(word, this.know.lexicon));
      if (!tells) return false;
      if (word.length >= LONG_WORD && this.letters.includes(word)) return true;
      return this.capitals.has(word) || [...this.capitals].some((own) => isDemonym(own, word));
    });
  }
}

/** A word of so many letters stands in no other by chance. */
const LONG_WORD = 6;

const ACRONYM = /^(?:\p{Lu}\.?){2,}$/u;

/** A headword and the words of two and more characters in it. */
function partsOf(text: string, lexicon: Lexicon): readonly number[] {
  const parts: number[] = [];
  for (let from = 0; from + 2 <= text.length; from++) {
    for (let to = from + 2; to <= text.length; to++) {
      const headword = lexicon.headwordId(text, from, to);
      if (headword >= 0) parts.push(headword);
    }
  }
  return parts;
}

/** Is a Chinese name one whose English is its own reading, so that no transliteration is to be expected? */
export function isNative({ text }: NameMention, lexicon: Lexicon): boolean {
  const name = lexicon.name(lexicon.headwordId(text));
  return name?.forms.some((form) => canBeRead(text, nameWords(form), lexicon)) ?? false;
}

/** Is a Chinese name one that English gives in ordinary words: the Republican Party, the Financial Times? */
export function isTitle({ text }: NameMention, lexicon: Lexicon): boolean {
  const isOrdinary = (word: string) => lexicon.isDictionaryWord(englishLemma(word, lexicon));
  const forms = lexicon.name(lexicon.headwordId(text))?.forms.map(nameWords) ?? [];
  return forms.length > 0 && forms.every((words) => words.length > 1 && words.some(isOrdinary));
}

/** Is a Chinese name two that stand together by a character each: 中欧? */
export function isTwoNames({ text }: NameMention, lexicon: Lexicon): boolean {
  if (text.length !== 2 || ![...text].every((character) => lexicon.name(lexicon.headwordId(character)))) return false;
  return lexicon.name(lexicon.headwordId(text))?.forms.some((form) => /-| and /.test(form)) ?? false;
}

/** Does the dictionary have some English words as a name, word for word? */
export function isForm(words: readonly string[], lexicon: Lexicon): boolean {
  return (nameIndexOf(lexicon).byFirst.get(words[0]) ?? []).some(
    ({ words: own }) => own.length === words.length && own.every((word, at) => word === words[at]),
  );
}

const RELATED_FROM = 0.34;

/** May one name be said for the other: the capital for its country, someone for the country he leads? */
export function areRelated(zh: NameMention, en: NameMention, { lexicon }: NameKnowledge): boolean {
  const speaksOf = (related: readonly string[], forms: readonly string[]) => {
    const own = new Set(forms.map((form) => nameWords(form).join(' ')));
    return related.some((name) => {
      const words = nameWords(name);
      return (
        own.has(words.join(' ')) || words.some((word) => own.has(word) || [...own].some((o) => isDemonym(o, word)))
      );
    });
  };
  const names = partsOf(zh.text, lexicon).flatMap((headword) => lexicon.name(headword) ?? []);
  const others = candidates(en.words, lexicon).map(({ name }) => name);
  // 支那 is China, too, and its gloss speaks of Japan: what most headwords of a name say counts.
  const most = (name: DictionaryName) =>
    others.filter((other) => speaksOf(other.related, name.forms)).length >= RELATED_FROM * Math.max(1, others.length);
  return names.some((name) => speaksOf(name.related, [en.words.join(' ')]) || most(name));
}

/** Are two Latin names one, perhaps with a slip of the pen: `Palantir` and `Palanteer`, `iPhone` and `iPhones`? */
function alikeSpelt(a: string, b: string): boolean {
  const [left, right] = [nameWords(a).join(''), nameWords(b).join('')];
  if (left === right) return true;
  const shorter = Math.min(left.length, right.length);
  if (shorter >= 2 && (left.includes(right) || right.includes(left))) return true;
  let same = 0;
  while (same < shorter && left[same] === right[same]) same++;
  let end = 0;
  while (end < shorter - same && left.at(-1 - end) === right.at(-1 - end)) end++;
  return same >= 3 && (same + end) / Math.max(left.length, right.length) >= ALIKE_SPELT;
}

const ALIKE_SPELT = 0.6;

/** May a Chinese and an English name be one? The same question as `hasCounterpartOf`, of two mentions alone. */
export function mayBe(zh: NameMention, en: NameMention, know: NameKnowledge): boolean {
  return new ChineseText(zh.text, know).hasCounterpartOf(en) || new EnglishText(en.text, know).hasCounterpartOf(zh);
}

/** What English calls a Chinese name, as far as the document or the dictionary knows. */
export function englishFormOf(mention: NameMention, { lexicon, statistics }: NameKnowledge): string | undefined {
  if (mention.source === 'latin') return mention.text;
  const name = lexicon.name(lexicon.headwordId(mention.text));
  const used = name?.forms.find((form) =>
    nameWords(form).every((word) => statistics.counts.has(englishLemma(word, lexicon))),
  );
  if (used ?? name?.forms[0]) return used ?? name?.forms[0];
  const row = learntNamesOf(statistics, lexicon).byItem.get(mention.text);
  const [best] = [...(row ?? [])].sort((a, b) => b[1] - a[1]);
  return best && best[0].charAt(0).toUpperCase() + best[0].slice(1);
}

/** What Chinese calls an English name, as far as the document or the dictionary knows. */
export function chineseFormOf({ words }: NameMention, { lexicon, statistics }: NameKnowledge): string | undefined {
  const learnt = learntNamesOf(statistics, lexicon);
  for (const word of words) {
    const items = learnt.byLemma.get(englishLemma(word, lexicon));
    if (items?.length === 1) return items[0];
  }
  const whole = (nameIndexOf(lexicon).byFirst.get(words[0]) ?? [])
    .filter((form) => form.words.length === words.length && form.words.every((word, at) => word === words[at]))
    .map(({ headword }) => lexicon.headword(headword))
    .filter((word) => word.length > 1);
  return whole.sort((a, b) => a.length - b.length)[0];
}
