/** Whether a name of one side of linked sentences may be a name of the other: by the dictionary, pinyin, the document, sound. */
import type { Statistics } from '../align/statistics';
import { type ChineseToken, chineseTokens, overlappingWords, plainChinese } from '../lexicon/chinese';
import { englishLemma } from '../lexicon/english';
import { type DictionaryName, type Lexicon, nameWords } from '../lexicon/lexicon';
import { type HeadwordNames, type NameForm, nameIndexOf } from '../lexicon/nameIndex';
import { pinyinSplits } from '../lexicon/names';
import { soundsAlike } from '../lexicon/sounds';
import { chineseMentions, englishMentions, learntNamesOf, type NameKnowledge, type NameMention } from './names';

interface ChineseNames {
  readonly headwords: ReadonlySet<number>;
  /** The names that the text can be read as, of every dictionary word in it, whole or overlapping: compared words. */
  readonly forms: ReadonlySet<string>;
  /** Those of one word. */
  readonly single: readonly string[];
  /** Weighty translations of its words that are no ordinary words. */
  readonly lemmas: ReadonlySet<string>;
  readonly latin: ReadonlySet<string>;
}

/** What is known of the Chinese text of some sentences. */
export class ChineseText {
  readonly mentions: readonly NameMention[];
  private readonly plain: string;
  private readonly tokens: readonly ChineseToken[];
  private known: ChineseNames | undefined;
  /** Where each syllable may be read. */
  private readings: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(
    text: string,
    private readonly know: NameKnowledge,
  ) {
    const { lexicon, statistics } = know;
    this.plain = plainChinese(text, lexicon);
    this.tokens = chineseTokens(text, lexicon, statistics.terms.names);
    this.mentions = chineseMentions(text, this.tokens, know);
  }

  private get names(): ChineseNames {
    this.known ??= this.read();
    return this.known;
  }

  private read(): ChineseNames {
    const { lexicon, statistics } = this.know;
    const { tokens, plain } = this;
    const index = nameIndexOf(lexicon);
    const learnt = learntNamesOf(statistics, lexicon);
    const headwords = new Set<number>();
    const forms = new Set<string>();
    const lemmas = new Set<string>();
    const addForms = (names: HeadwordNames) => {
      for (const { joined } of names.forms) forms.add(joined);
    };
    const readToken = ({ kind, text, headword }: ChineseToken) => {
      if (kind !== 'han') return;
      for (const lemma of learnt.byItem.get(text)?.keys() ?? []) lemmas.add(lemma);
      if (headword < 0 || headwords.has(headword)) return;
      headwords.add(headword);
      const names = index.of(headword);
      for (const lemma of names.lemmas) lemmas.add(lemma);
      addForms(names);
    };
    for (const token of tokens) readToken(token);
    for (const token of overlappingWords(tokens, lexicon, statistics.terms.names)) readToken(token);
    // A character of a longer name is no name of its own: 京 in 南京 is not Beijing.
    for (const { kind, text: word, headword, start } of tokens) {
      if (kind !== 'han' || (word.length > 1 && index.of(headword).name)) continue;
      for (let at = start; at < start + word.length; at++) {
        const names = index.of(lexicon.headwordId(plain, at, at + 1));
        if (names.name && (!names.name.ordinary || this.isAbbreviation(at))) addForms(names);
      }
    }
    return {
      headwords,
      forms,
      lemmas,
      single: [...forms].filter((form) => !form.includes(' ')),
      latin: new Set(tokens.flatMap(({ kind, text: word }) => (kind === 'latin' ? [word] : []))),
    };
  }

  /** Does a character that is an ordinary word, too, stand for a country here: 中美, 美方, 对华? */
  private isAbbreviation(at: number): boolean {
    const { lexicon } = this.know;
    const [before, after] = [this.plain[at - 1] ?? '', this.plain[at + 1] ?? ''];
    if (AFTER_ABBREVIATION.test(after) || BEFORE_ABBREVIATION.test(before)) return true;
    const index = nameIndexOf(lexicon);
    return [before, after].some((other) => index.of(lexicon.headwordId(other)).name !== undefined);
  }

  /** Has the text anything that an English name stands for, as far as is known? */
  hasCounterpartOf(mention: NameMention): boolean {
    const { lexicon, statistics } = this.know;
    const { words } = mention;
    const { forms, single, latin, lemmas: own } = this.names;
    const lemmas = words.map((word) => englishLemma(word, lexicon));
    const telling = words.filter((_, at) => !lexicon.isDictionaryWord(lemmas[at]));
    if (forms.has(words.join(' '))) return true;
    if (ACRONYM.test(mention.text) && [...forms].some((form) => isInitialsOf(words[0], form.split(' ')))) return true;
    if (telling.some((word) => own.has(englishLemma(word, lexicon)))) return true;
    if (telling.some((word) => single.some((form) => form === word || isDemonym(form, word)))) return true;
    if (lemmas.some((lemma) => latin.has(lemma) || latin.has(lemma.replace(/s$/, '')))) return true;
    if (this.mentions.some(({ source, text }) => source === 'latin' && alikeSpelt(text, mention.text))) return true;
    const learnt = learntNamesOf(statistics, lexicon);
    if (lemmas.some((lemma) => learnt.byLemma.get(lemma)?.some((item) => this.plain.includes(item)))) return true;
    if (candidates(words, lexicon).some(({ headword }) => this.hasHeadword(headword))) return true;
    return this.canBeRead(words);
  }

  /** Can a stretch of the text be read as an English word or name in pinyin? */
  private canBeRead(words: readonly string[]): boolean {
    const { lexicon } = this.know;
    if (words.length > MOST_READ) return false;
    const splits = pinyinSplits(words.join(''), lexicon);
    if (!splits.length) return false;
    this.readings ??= readingsOf(this.plain, lexicon);
    const { readings } = this;
    return splits.some(([first, ...rest]) =>
      readings.get(first)?.some((at) => rest.every((syllable, k) => isRead(this.plain, at + 1 + k, syllable, lexicon))),
    );
  }

  /** May a transliteration stand beside the English name itself: 斯坦 where there is Stan already? */
  mayHoldSoundOf({ text, words }: NameMention): boolean {
    const { lexicon } = this.know;
    if (!words.some((word) => this.names.latin.has(englishLemma(word, lexicon)))) return false;
    const left = leftOver(this.tokens);
    if (left.reduce((sum, run) => sum + run.length, 0) > MOST_LEFT_OVER) return true;
    for (const run of left) {
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
    const { lexicon } = this.know;
    const { headwords } = this.names;
    const word = lexicon.headword(headword);
    if (word.length < 2) return headwords.has(lexicon.headwordId(`${word}国`));
    if (headwords.has(headword) || (word.length > LONGEST_OVERLAP && this.plain.includes(word))) return true;
    return word.length > 2 && MADE_OF.test(word) && headwords.has(lexicon.headwordId(word.slice(0, -1)));
  }
}

/** Longer words that overlap the chosen ones are not among {@link overlappingWords}. */
const LONGEST_OVERLAP = 4;

const LONGEST_TRANSLITERATION = 6;
/** Among so many characters something sounds like any name. */
const MOST_LEFT_OVER = 300;

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

/** Do two words, one of a place and one of its people, share all but an ending: Angola and Angolan, Britain and Brits? */
export function isDemonym(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const stem = short.slice(0, -1);
  if (long.startsWith(short) && short.length >= 4 && long.length - short.length <= 3) return true;
  return stem.length >= 4 && long.startsWith(stem) && long.length - stem.length <= 4;
}

/** A name in pinyin has no more words than this. */
const MOST_READ = 3;

const plainSyllable = (syllable: string) => syllable.replace('ü', 'u');

function isRead(plain: string, at: number, syllable: string, lexicon: Lexicon): boolean {
  return at < plain.length && lexicon.syllables(plain[at]).some((reading) => plainSyllable(reading) === syllable);
}

function readingsOf(plain: string, lexicon: Lexicon): ReadonlyMap<string, readonly number[]> {
  const readings = new Map<string, number[]>();
  for (let at = 0; at < plain.length; at++) {
    for (const syllable of new Set(lexicon.syllables(plain[at]).map(plainSyllable))) {
      const places = readings.get(syllable);
      if (places) places.push(at);
      else readings.set(syllable, [at]);
    }
  }
  return readings;
}

/** The same of a text of a few characters. */
function canBeRead(plain: string, words: readonly string[], lexicon: Lexicon): boolean {
  if (words.length > MOST_READ) return false;
  return pinyinSplits(words.join(''), lexicon).some((syllables) => {
    for (let at = 0; at + syllables.length <= plain.length; at++) {
      if (syllables.every((syllable, k) => isRead(plain, at + k, syllable, lexicon))) return true;
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
    for (const form of index.byWord(word)) {
      if (words.length === 1 && form.words.length > 1) {
        const part =
          form.name.kind === 'person' || (word === form.words[0] && GENERIC.test(form.words.slice(1).join(' ')));
        if (tells && part) found.push(form);
      } else if (tells || words.every((own) => form.words.includes(own))) found.push(form);
    }
  }
  return found;
}

interface EnglishNames {
  readonly words: ReadonlySet<string>;
  readonly lemmas: ReadonlySet<string>;
  /** Words with a capital letter, and those all in capitals. */
  readonly capitals: ReadonlySet<string>;
  readonly acronyms: ReadonlySet<string>;
  readonly joined: string;
  /** All words without spaces: Bai Sha for Baisha. */
  readonly letters: string;
}

/** What is known of the English text of some sentences. */
export class EnglishText {
  readonly mentions: readonly NameMention[];
  private known: EnglishNames | undefined;

  constructor(
    private readonly text: string,
    private readonly know: NameKnowledge,
  ) {
    this.mentions = englishMentions(text, know);
  }

  private get names(): EnglishNames {
    this.known ??= this.read();
    return this.known;
  }

  private read(): EnglishNames {
    const written = this.text.match(/[\p{L}\p{M}.'’]+/gu) ?? [];
    const wordsOf = (some: readonly string[]) => nameWords(some.join(' '));
    const words = wordsOf(written);
    const capitals = written.filter((word) => /^['’]?\p{Lu}/u.test(word));
    return {
      words: new Set(words),
      lemmas: new Set(words.map((word) => englishLemma(word, this.know.lexicon))),
      capitals: new Set(wordsOf(capitals)),
      acronyms: new Set(wordsOf(capitals.filter((word) => ACRONYM.test(word.replace(/['’]s$/, ''))))),
      joined: ` ${words.join(' ')} `,
      letters: words.join(''),
    };
  }

  /** Has the text anything that a Chinese name stands for, as far as is known? */
  hasCounterpartOf(mention: NameMention): boolean {
    const { lexicon, statistics } = this.know;
    if (mention.source === 'latin') {
      const { words, lemmas } = this.names;
      const has = (word: string) => words.has(word) || lemmas.has(englishLemma(word, lexicon));
      const own = nameWords(mention.text);
      if (own.some((word) => has(word) || has(`${word}s`) || has(word.replace(/s$/, '')))) return true;
      return this.mentions.some(({ text }) => alikeSpelt(text, mention.text));
    }
    const learnt = learntNamesOf(statistics, lexicon);
    for (const lemma of learnt.byItem.get(mention.text)?.keys() ?? []) if (this.names.lemmas.has(lemma)) return true;
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
    const { lemmas, forms } = nameIndexOf(this.know.lexicon).of(headword);
    return lemmas.some((lemma) => this.names.lemmas.has(lemma)) || forms.some((form) => this.hasForm(form));
  }

  private hasForm({ words, joined, name }: NameForm): boolean {
    const { lexicon } = this.know;
    const own = this.names;
    if (words.length > 1) {
      if (own.joined.includes(` ${joined} `)) return true;
      for (const acronym of own.acronyms) if (isInitialsOf(acronym, words)) return true;
    } else if (own.acronyms.has(joined)) return true;
    // US is no `us`.
    if (words.length === 1 && name.forms.some((form) => ACRONYM.test(form) && nameWords(form)[0] === joined))
      return false;
    return words.some((word) => {
      const tells = words.length === 1 || !lexicon.isDictionaryWord(englishLemma(word, lexicon));
      if (!tells) return false;
      if (own.capitals.has(word) || (word.length >= LONG_WORD && own.letters.includes(word))) return true;
      for (const capital of own.capitals) if (isDemonym(capital, word)) return true;
      return false;
    });
  }
}

/** A word of so many letters stands in no other by chance. */
const LONG_WORD = 6;

const ACRONYM = /^(?:\p{Lu}\.?){2,}$/u;

const CONNECTIVE = /^(?:of|the|and|for|on|in)$/;

/** Are some letters the initials of some words, as SCO is of the Shanghai Cooperation Organization? */
function isInitialsOf(letters: string, words: readonly string[]): boolean {
  if (words.length < 2 || letters.length < 2) return false;
  const initials = words.filter((word) => !CONNECTIVE.test(word)).map((word) => word[0]);
  return letters === initials.join('');
}

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
function isNative({ text }: NameMention, lexicon: Lexicon): boolean {
  const { forms } = nameIndexOf(lexicon).of(lexicon.headwordId(text));
  return forms.some(({ words }) => canBeRead(text, words, lexicon));
}

/** Is a Chinese name one that English gives in ordinary words: the Republican Party, the Financial Times? */
export function isTitle({ text }: NameMention, lexicon: Lexicon): boolean {
  const isOrdinary = (word: string) => lexicon.isDictionaryWord(englishLemma(word, lexicon));
  const { forms } = nameIndexOf(lexicon).of(lexicon.headwordId(text));
  return forms.length > 0 && forms.every(({ words }) => words.length > 1 && isOrdinary(words[0]));
}

/** Is a Chinese name two that stand together by a character each: 中欧? */
export function isTwoNames({ text }: NameMention, lexicon: Lexicon): boolean {
  if (text.length !== 2) return false;
  const index = nameIndexOf(lexicon);
  const nameOf = (part: string) => index.of(lexicon.headwordId(part)).name;
  return (nameOf(text)?.forms ?? []).some((form) => /-| and /.test(form)) && [...text].every(nameOf);
}

/** Does the dictionary have some English words as a name, word for word? */
export function isForm(words: readonly string[], lexicon: Lexicon): boolean {
  return nameIndexOf(lexicon)
    .byFirst(words[0])
    .some(({ words: own }) => own.length === words.length && own.every((word, at) => word === words[at]));
}

/** Does the dictionary give some English words, word for word, for a Chinese name? */
export function isFormOf(zh: string, words: readonly string[], lexicon: Lexicon): boolean {
  const joined = words.join(' ');
  return nameIndexOf(lexicon)
    .of(lexicon.headwordId(zh))
    .forms.some((form) => form.joined === joined);
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
  // 中华 is no name of China in the dictionary, but 中华民族 is the Chinese nation.
  const joined = en.words.join(' ');
  const begins = nameIndexOf(lexicon)
    .byFirst(en.words[0])
    .some((form) => form.joined.startsWith(joined) && lexicon.headword(form.headword).startsWith(zh.text));
  if (begins) return true;
  const names = partsOf(zh.text, lexicon).flatMap((headword) => nameIndexOf(lexicon).of(headword).name ?? []);
  const others = candidates(en.words, lexicon).map(({ name }) => name);
  // 支那 is China, too, and its gloss speaks of Japan: what most headwords of a name say counts.
  const most = (name: DictionaryName) =>
    others.filter((other) => speaksOf(other.related, name.forms)).length >= RELATED_FROM * Math.max(1, others.length);
  return names.some((name) => speaksOf(name.related, [en.words.join(' ')]) || most(name));
}

/** Are two Latin names one, perhaps with a slip of the pen: `Palantir` and `Palanteer`, `iPhone` and `iPhones`? */
export function alikeSpelt(a: string, b: string): boolean {
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

/** Pairs of names that were looked at under some statistics, which never change. */
const pairs = new WeakMap<Statistics, Map<string, boolean>>();
const MOST_PAIRS = 20_000;

/** May a Chinese and an English name be one? The same question as `hasCounterpartOf`, of two mentions alone. */
export function mayBe(zh: NameMention, en: NameMention, know: NameKnowledge): boolean {
  let known = pairs.get(know.statistics);
  if (!known || known.size >= MOST_PAIRS) {
    known = new Map();
    pairs.set(know.statistics, known);
  }
  const key = `${zh.text}|${en.text}`;
  let is = known.get(key);
  if (is === undefined) {
    is = areOne(zh, en, know);
    known.set(key, is);
  }
  return is;
}

function areOne(zh: NameMention, en: NameMention, know: NameKnowledge): boolean {
  return new ChineseText(zh.text, know).hasCounterpartOf(en) || new EnglishText(en.text, know).hasCounterpartOf(zh);
}

/** What English calls a Chinese name, as far as the document or the dictionary knows. */
export function englishFormOf(mention: NameMention, { lexicon, statistics }: NameKnowledge): string | undefined {
  if (mention.source === 'latin') return mention.text;
  const { name } = nameIndexOf(lexicon).of(lexicon.headwordId(mention.text));
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
  const whole = nameIndexOf(lexicon)
    .byFirst(words[0])
    .filter((form) => form.words.length === words.length && form.words.every((word, at) => word === words[at]))
    .map(({ headword }) => lexicon.headword(headword))
    .filter((word) => word.length > 1);
  return whole.sort((a, b) => a.length - b.length)[0];
}

/** May the Chinese name be a transliteration of the English one? Of a name that is read in pinyin there is none. */
export function alikeInSound(zh: NameMention, en: NameMention, lexicon: Lexicon): boolean {
  if (isNative(zh, lexicon)) return false;
  const known = zh.source === 'dictionary' && (en.source === 'dictionary' || en.source === 'ordinary');
  const alike = (text: string) => soundsAlike(text, en.text, lexicon, known ? 'known' : 'usual');
  if (alike(zh.text)) return true;
  // A name may be cut wrongly, so that only its end is known: 洛德 in 弗洛德.
  const { around } = zh;
  const from = around.indexOf(zh.text);
  const cut = zh.source === 'document' || (zh.kind !== 'place' && zh.text.length === 2);
  const before = cut ? (/\p{Script=Han}*$/u.exec(around.slice(0, from))?.[0] ?? '') : '';
  return [1, 2].some((more) => more <= before.length && alike(before.slice(-more) + zh.text));
}
