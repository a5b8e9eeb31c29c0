/**
 * The packed Chinese–English dictionary: headwords, their translations as weighted English lemmas, readings of
 * characters, traditional characters. Made by `npm run lexicon` from CC-CEDICT, opened without parsing.
 */
import { type Format, latin, readSections, startsOf, writeSections } from './container';

const FORMAT: Format = { magic: 'PTLX', version: 2, name: 'dictionary' };

/** Sections of the file, in order. */
const SECTION = {
  source: 0,
  firstUnits: 1,
  firstCounts: 2,
  headwordTailLengths: 3,
  headwordTails: 4,
  englishLengths: 5,
  englishText: 6,
  englishFlags: 7,
  rowLengths: 8,
  rowIds: 9,
  rowWeights: 10,
  syllableNames: 11,
  readingUnits: 12,
  readingCounts: 13,
  readingIds: 14,
  traditional: 15,
  simplified: 16,
  ambiguous: 17,
  namedGaps: 18,
  names: 19,
} as const;

/** The longest headword, in UTF-16 code units. */
export const MAX_HEADWORD = 8;

/** Weights are stored as logarithms: this many steps to an octave, the heaviest (255) being 8. */
const WEIGHT_STEPS = 16;

/** English lemmas that translate a headword, in the order of the dictionary's glosses, and how strongly each does. */
export interface Translations {
  readonly ids: Uint16Array;
  readonly weights: Float32Array;
}

/** What a name is a name of, as far as the glosses tell. `mixed`: of a person and of a place; `other`: they do not tell. */
export type NameKind = 'person' | 'place' | 'other' | 'mixed';

/** A headword that is a name. */
export interface DictionaryName {
  readonly kind: NameKind;
  /** It is an ordinary word, too: 苹果. */
  readonly ordinary: boolean;
  /** As English writes it, the usual form first; not empty: `United States`, `USA`, `US`. */
  readonly forms: readonly string[];
  /** The country of a capital, of a head of state: other names that may be said for it. */
  readonly related: readonly string[];
}

/** The dictionary. Immutable; look-ups never throw, whatever the text. */
export interface Lexicon {
  readonly kind: 'lexicon';
  /** What it was made from, with the version. */
  readonly source: string;
  /** Identifies the content: the senses belong to one dictionary. */
  readonly identity: number;
  /** How many headwords there are; ids run from 0 in UTF-16 order of the words. */
  readonly headwords: number;
  /** How many English lemmas there are; ids run from 0 in alphabetical order. */
  readonly englishWords: number;
  /** The id of the headword that is exactly `text.slice(start, end)`, simplified; -1 when there is none. */
  headwordId(text: string, start?: number, end?: number): number;
  /**
   * All headwords that start at `start` and end by `end`: `found[n]` becomes the id of the one that is n code units
   * long, or -1, for n up to the value returned, which is the length of the longest (0: none). `found` must have
   * {@link MAX_HEADWORD} + 1 places.
   */
  headwordsAt(text: string, start: number, end: number, found: Int32Array): number;
  headword(id: number): string;
  /** The id of an English lemma in lower case, or -1. */
  englishId(lemma: string): number;
  englishWord(id: number): string;
  /** Decoded anew at each call. */
  translations(headword: number): Translations;
  /** The names (headwords) of which one form has a word, as {@link nameWords} gives words; ascending. */
  namesWith(word: string): readonly number[];
  /** The name that a headword is; undefined for other words. */
  name(headword: number): DictionaryName | undefined;
  /** Relative frequency of an English lemma in the dictionary; sums to 1 over the vocabulary. */
  background(english: number): number;
  /** Does an English lemma stand in lower case in a gloss, as ordinary words do and names do not? */
  isDictionaryWord(lemma: string): boolean;
  /** Pinyin without tones of a character, traditional or not, the commonest first; `ü` as such. Often one, may be none. */
  syllables(character: string): readonly string[];
  /** Is this a pinyin syllable of Mandarin, without tone? */
  isSyllable(text: string): boolean;
  /** Traditional characters made simplified, one by one: the length never changes. */
  simplify(text: string): string;
}

/** What {@link packLexicon} packs. All lists in ascending UTF-16 order of their keys. */
export interface LexiconContent {
  readonly source: string;
  readonly headwords: readonly string[];
  /** In Latin-1. */
  readonly english: readonly string[];
  /** For each English word: stands in lower case in a gloss. */
  readonly ordinary: readonly boolean[];
  /** For each headword: English ids and weights, at most 255. */
  readonly rows: readonly (readonly (readonly [id: number, weight: number])[])[];
  /** Syllables of characters of the basic plane. */
  readonly readings: readonly (readonly [character: string, syllables: readonly string[]])[];
  /** `inWords`: the traditional character is also a simplified one (著 in 著名), so that the words around it decide. */
  readonly simplified: readonly { readonly from: string; readonly to: string; readonly inWords: boolean }[];
  /** For each headword: the name that it is. In Latin-1. */
  readonly names: readonly (DictionaryName | undefined)[];
}

/** A name as it is compared: small letters without accents, points and apostrophes; hyphens part words. */
export function nameWords(name: string): readonly string[] {
  if (PLAIN_NAME.test(name)) return name.toLowerCase().split(' ');
  return name
    .replace(/['’]s?(?= |$)/g, '')
    .normalize('NFD')
    .replace(/[\p{M}.'’]/gu, '')
    .toLowerCase()
    .split(/[\s-]+/)
    .filter(Boolean);
}

/** Most names: nothing of them has to be taken out or parted but at single spaces. */
const PLAIN_NAME = /^[A-Za-z]+(?: [A-Za-z]+)*$/;
const PLAIN_WORD = /^[a-z]+$/;

/** How {@link DictionaryName.kind} is written. */
const KINDS: readonly NameKind[] = ['other', 'person', 'place', 'mixed'];

/** Forms of a name that are words of the row, from a place on and so many, are written as two characters from here on. */
const FIRST_PLACE = 33;
const MOST_PLACES = 28;
const LITERAL = '^';

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** A name as a line: its kind, then its forms; those that the row does not spell are written out. */
function writeName({ kind, ordinary, forms, related }: DictionaryName, row: readonly string[]): string {
  const write = (form: string) => {
    const words = form.split(' ');
    const at = row.findIndex((_, from) =>
      words.every((word, k) => row[from + k] && capitalised(row[from + k]) === word),
    );
    if (at < 0 || at >= MOST_PLACES) return LITERAL + form;
    return String.fromCharCode(FIRST_PLACE + at, FIRST_PLACE + words.length);
  };
  const parts = related.length ? `~${related.join('|')}` : '';
  return `${KINDS.indexOf(kind) + (ordinary ? KINDS.length : 0)}${forms.map(write).join('|')}${parts}`;
}

function readName(line: string, row: () => readonly string[]): DictionaryName {
  const [forms, related] = line.slice(1).split('~');
  const code = Number(line[0]);
  const read = (form: string) => {
    if (form[0] === LITERAL) return form.slice(1);
    const at = form.charCodeAt(0) - FIRST_PLACE;
    const words = row().slice(at, at + form.charCodeAt(1) - FIRST_PLACE);
    return words.map(capitalised).join(' ');
  };
  return {
    kind: KINDS[code % KINDS.length] ?? 'other',
    ordinary: code >= KINDS.length,
    forms: forms.split('|').map(read),
    related: related?.split('|') ?? [],
  };
}

/** Packs a dictionary into a file for {@link openLexicon}. The same content gives the same bytes. */
export function packLexicon(content: LexiconContent): Uint8Array {
  const { headwords, english, rows, readings } = content;
  const firsts = new Map<string, number>();
  for (const word of headwords) firsts.set(word[0], (firsts.get(word[0]) ?? 0) + 1);
  const syllables = [...new Set(readings.flatMap(([, all]) => all))].sort();
  const flat = rows.flat();
  const named = content.names.flatMap((name, id) => (name ? [id] : []));
  return writeSections(FORMAT, [
    content.source,
    units([...firsts.keys()].join('')),
    Uint16Array.from(firsts.values()),
    Uint8Array.from(headwords, (word) => word.length - 1),
    units(headwords.map((word) => word.slice(1)).join('')),
    Uint8Array.from(english, (word) => word.length),
    english.join(''),
    Uint8Array.from(content.ordinary, Number),
    Uint8Array.from(rows, (row) => row.length),
    Uint16Array.from(flat, ([id]) => id),
    Uint8Array.from(flat, ([, weight]) => packWeight(weight)),
    syllables.join(' '),
    units(readings.map(([character]) => character).join('')),
    Uint8Array.from(readings, ([, all]) => all.length),
    Uint16Array.from(readings.flatMap(([, all]) => all.map((syllable) => syllables.indexOf(syllable)))),
    units(content.simplified.map(({ from }) => from).join('')),
    units(content.simplified.map(({ to }) => to).join('')),
    Uint8Array.from(content.simplified, ({ inWords }) => Number(inWords)),
    Uint16Array.from(named, (id, at) => id - (named[at - 1] ?? 0)),
    named
      .map((id) => {
        const words = rows[id].map(([word]) => english[word]);
        return writeName(content.names[id]!, words);
      })
      .join('\n'),
  ]);
}

function units(text: string): Uint16Array {
  const all = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) all[at] = text.charCodeAt(at);
  return all;
}

function packWeight(weight: number): number {
  return Math.max(0, Math.min(255, Math.round(255 + WEIGHT_STEPS * (Math.log2(weight) - 3))));
}

/**
 * Opens the dictionary file. The bytes are kept and must not change.
 * Throws an Error with a message for the user when they are no such file, of another version, cut short or damaged.
 */
export function openLexicon(bytes: Uint8Array): Lexicon {
  const sections = readSections(FORMAT, bytes);
  const tailLengths = sections.bytes(SECTION.headwordTailLengths);
  const tails = sections.units(SECTION.headwordTails);
  const tailStarts = startsOf(tailLengths);
  const firstUnits = sections.units(SECTION.firstUnits);
  const firstStarts = startsOf(sections.units(SECTION.firstCounts));
  const bucketOf = new Uint16Array(0x10000);
  for (let at = 0; at < firstUnits.length; at++) bucketOf[firstUnits[at]] = at + 1;

  const englishText = sections.bytes(SECTION.englishText);
  const englishStarts = startsOf(sections.bytes(SECTION.englishLengths));
  const flags = sections.bytes(SECTION.englishFlags);

  const rowStarts = startsOf(sections.bytes(SECTION.rowLengths));
  const rowIds = sections.units(SECTION.rowIds);
  const rowWeights = sections.bytes(SECTION.rowWeights);
  const weightOf = Float32Array.from({ length: 256 }, (_, step) => 2 ** ((step - 255) / WEIGHT_STEPS + 3));

  const syllableNames = sections.ascii(SECTION.syllableNames).split(' ');
  const syllableSet: ReadonlySet<string> = new Set(syllableNames);
  const readingUnits = sections.units(SECTION.readingUnits);
  const readingStarts = startsOf(sections.bytes(SECTION.readingCounts));
  const readingIds = sections.units(SECTION.readingIds);
  const readingOf = new Uint16Array(0x10000);
  for (let at = 0; at < readingUnits.length; at++) readingOf[readingUnits[at]] = at + 1;

  const traditional = sections.units(SECTION.traditional);
  const simplified = sections.units(SECTION.simplified);
  const simplifiedOf = new Uint16Array(0x10000);
  const inWords = sections.bytes(SECTION.ambiguous);
  const ambiguous = new Uint16Array(0x10000);
  for (let at = 0; at < traditional.length; at++) {
    (inWords[at] ? ambiguous : simplifiedOf)[traditional[at]] = simplified[at];
  }

  const headwords = tailLengths.length;
  const englishWords = englishStarts.length - 1;
  if (
    tails.length !== tailStarts[headwords] ||
    firstStarts[firstUnits.length] !== headwords ||
    englishText.length !== englishStarts[englishWords] ||
    flags.length !== englishWords ||
    rowStarts.length !== headwords + 1 ||
    rowIds.length !== rowStarts[headwords] ||
    rowWeights.length !== rowIds.length
  ) {
    throw new Error(`The ${FORMAT.name} cannot be read: its tables do not fit together.`);
  }

  const headwordsAt = (text: string, start: number, end: number, found: Int32Array): number => {
    const stop = Math.min(end, start + MAX_HEADWORD, text.length);
    if (start < 0 || start >= stop) return 0;
    const bucket = bucketOf[text.charCodeAt(start)];
    if (!bucket) return 0;
    let low = firstStarts[bucket - 1];
    let high = firstStarts[bucket];
    let longest = 0;
    for (let at = start; ; at++) {
      // The words in low..high share their first units; the one that ends here, if any, sorts before the longer ones.
      const tail = at - start;
      const length = tail + 1;
      if (tailLengths[low] === tail) {
        found[length] = low++;
        longest = length;
      } else found[length] = -1;
      if (at + 1 >= stop || low >= high) return longest;
      const next = text.charCodeAt(at + 1);
      let top = high;
      while (low < top) {
        const middle = (low + top) >>> 1;
        if (tails[tailStarts[middle] + tail] < next) low = middle + 1;
        else top = middle;
      }
      top = high;
      let bottom = low;
      while (bottom < top) {
        const middle = (bottom + top) >>> 1;
        if (tails[tailStarts[middle] + tail] <= next) bottom = middle + 1;
        else top = middle;
      }
      high = bottom;
      if (low >= high) return longest;
    }
  };

  const scratch = new Int32Array(MAX_HEADWORD + 1);
  const headwordId = (text: string, start = 0, end = text.length): number => {
    const length = end - start;
    if (length < 1 || length > MAX_HEADWORD) return -1;
    return headwordsAt(text, start, end, scratch) === length ? scratch[length] : -1;
  };

  const englishId = (lemma: string): number => {
    let low = 0;
    let high = englishWords - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const start = englishStarts[middle];
      const length = englishStarts[middle + 1] - start;
      const shared = Math.min(length, lemma.length);
      let order = 0;
      for (let at = 0; at < shared && order === 0; at++) order = englishText[start + at] - lemma.charCodeAt(at);
      if (order === 0) order = length - lemma.length;
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  };

  const englishWord = (id: number): string =>
    id >= 0 && id < englishWords ? latin(englishText, englishStarts[id], englishStarts[id + 1]) : '';

  const translations = (headword: number): Translations => {
    const inside = headword >= 0 && headword < headwords;
    const start = inside ? rowStarts[headword] : 0;
    const end = inside ? rowStarts[headword + 1] : 0;
    const weights = new Float32Array(end - start);
    for (let at = start; at < end; at++) weights[at - start] = weightOf[rowWeights[at]];
    return { ids: rowIds.subarray(start, end), weights };
  };

  let names: ReadonlyMap<number, string> | undefined;
  /** The lines of names by headword. */
  const readNames = () => {
    const gaps = sections.units(SECTION.namedGaps);
    const byId = new Map<number, string>();
    let id = 0;
    let at = 0;
    for (const line of sections.ascii(SECTION.names).split('\n')) {
      id += gaps[at++] ?? 0;
      byId.set(id, line);
    }
    names = byId;
    return byId;
  };

  type NamesByWord = { readonly written: Map<string, number[]>; readonly byEnglish: (number[] | undefined)[] };
  let indexed: NamesByWord | undefined;
  /** Which names have which word. Most are never asked for, so that as little as can be is made of each. */
  const indexNames = (): NamesByWord => {
    const written = new Map<string, number[]>();
    const byEnglish: (number[] | undefined)[] = new Array(englishWords).fill(undefined);
    const put = (known: number[] | undefined, headword: number): number[] => {
      if (!known) return [headword];
      if (known[known.length - 1] !== headword) known.push(headword);
      return known;
    };
    const write = (text: string, headword: number) => {
      for (const word of nameWords(text)) written.set(word, put(written.get(word), headword));
    };
    for (const [headword, line] of names ?? readNames()) {
      const until = line.indexOf('~');
      for (const form of line.slice(1, until < 0 ? undefined : until).split('|')) {
        if (form[0] === LITERAL) {
          write(form.slice(1), headword);
          continue;
        }
        const start = rowStarts[headword] + form.charCodeAt(0) - FIRST_PLACE;
        const end = start + form.charCodeAt(1) - FIRST_PLACE;
        for (let at = start; at < end; at++) byEnglish[rowIds[at]] = put(byEnglish[rowIds[at]], headword);
      }
    }
    // The few that are not written as they are compared.
    for (let id = 0; id < englishWords; id++) {
      const found = byEnglish[id];
      const word = found ? englishWord(id) : '';
      if (found && !PLAIN_WORD.test(word)) for (const headword of found) write(word, headword);
    }
    return { written, byEnglish };
  };
  const namesWith = (word: string): readonly number[] => {
    indexed ??= indexNames();
    const { written, byEnglish } = indexed;
    const plain = PLAIN_WORD.test(word) ? byEnglish[englishId(word)] : undefined;
    const other = written.get(word);
    if (!plain || !other) return plain ?? other ?? [];
    return [...new Set([...plain, ...other])].sort((a, b) => a - b);
  };

  let frequencies: Float64Array | undefined;
  const countFrequencies = (): Float64Array => {
    const most = Float64Array.from(weightOf, (weight) => Math.min(1, weight));
    const counts = new Float64Array(englishWords);
    let total = 0;
    for (let at = 0; at < rowIds.length; at++) {
      const count = most[rowWeights[at]];
      counts[rowIds[at]] += count;
      total += count;
    }
    for (let id = 0; id < englishWords; id++) counts[id] /= total;
    return counts;
  };

  return {
    kind: 'lexicon',
    source: sections.ascii(SECTION.source),
    identity: sections.identity,
    headwords,
    englishWords,
    headwordId,
    headwordsAt,
    headword: (id) => {
      if (!(id >= 0 && id < headwords)) return '';
      let low = 0;
      let high = firstUnits.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >>> 1;
        if (firstStarts[middle] <= id) low = middle;
        else high = middle - 1;
      }
      return String.fromCharCode(firstUnits[low], ...tails.subarray(tailStarts[id], tailStarts[id + 1]));
    },
    englishId,
    englishWord,
    translations,
    name: (headword) => {
      const line = (names ?? readNames()).get(headword);
      if (!line) return undefined;
      const row = () => Array.from(translations(headword).ids, englishWord);
      return readName(line, row);
    },
    namesWith,
    background: (english) => {
      frequencies ??= countFrequencies();
      return frequencies[english] ?? 0;
    },
    isDictionaryWord: (lemma) => {
      const id = englishId(lemma);
      return id >= 0 && flags[id] === 1;
    },
    syllables: (character) => {
      if (character.length !== 1) return [];
      const unit = character.charCodeAt(0);
      const reading = readingOf[unit] || readingOf[simplifiedOf[unit]];
      if (!reading) return [];
      return Array.from(
        readingIds.subarray(readingStarts[reading - 1], readingStarts[reading]),
        (id) => syllableNames[id],
      );
    },
    isSyllable: (text) => syllableSet.has(text),
    simplify: (text) => {
      let result = '';
      let copied = 0;
      const open: number[] = [];
      for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (unit < 0x2e80) continue;
        const other = simplifiedOf[unit];
        if (other) {
          result += text.slice(copied, at) + String.fromCharCode(other);
          copied = at + 1;
        } else if (ambiguous[unit]) open.push(at);
      }
      const traditionalText = copied > 0;
      result = traditionalText ? result + text.slice(copied) : text;
      if (!open.length) return result;
      // Windows of three characters, not copies of the whole: a text may hold many of these characters.
      const decided = open.map((at) => {
        const before = at > 0 ? result[at - 1] : ' ';
        const after = result[at + 1] ?? ' ';
        const isWordWith = (character: string) => {
          const window = before + character + after;
          return headwordId(window, 0, 2) >= 0 || headwordId(window, 1, 3) >= 0;
        };
        const other = String.fromCharCode(ambiguous[result.charCodeAt(at)]);
        return !isWordWith(result[at]) && (traditionalText || isWordWith(other)) ? other : result[at];
      });
      let settled = '';
      let from = 0;
      open.forEach((at, which) => {
        settled += result.slice(from, at) + decided[which];
        from = at + 1;
      });
      return settled + result.slice(from);
    },
  };
}
