/**
 * The senses of the dictionary: every entry of CC-CEDICT as it stands there, for what shows a dictionary to a reader.
 * A file of its own, read only when wanted, and written against the rows of {@link ./lexicon.ts}: most words of a gloss
 * are the next word of the headword's row, in one of the forms that its lemma takes.
 */
import { type Format, readSections, startsOf } from './container';
import type { Lexicon } from './lexicon';

export const SENSES_FORMAT: Format = { magic: 'PTSN', version: 1, name: 'dictionary of senses' };

/** Sections of the file, in order. */
export const SENSES_SECTION = {
  /** Identity of the dictionary it belongs to, in decimal. */
  lexicon: 0,
  /** Headwords that the dictionary has not, sorted, separated by LF. */
  moreHeadwords: 1,
  /** Strings of the text codes, the commonest first, separated by LF. */
  strings: 2,
  /** How a form is made from its lemma: `<capital 0|1|2><letters to take off> <letters to put on>`, separated by LF. */
  transforms: 3,
  /** For each English lemma, how many forms it takes. */
  formCounts: 4,
  /** Numbers of transforms, low bytes and high bytes apart. */
  formLow: 5,
  formHigh: 6,
  /** Characters with their readings: the character, then syllables with tones, separated by spaces and LF. */
  readings: 7,
  /** Simplified characters with the traditional ones that stand for them, the commonest first, separated by LF. */
  traditional: 8,
  /** For each block of headwords, the length of its stretch of {@link entries} and of {@link glosses}. */
  entryLengths: 9,
  glossLengths: 10,
  entries: 11,
  glosses: 12,
} as const;

/** Headwords of a block: a look-up decodes the block's headwords up to the one wanted. */
export const SENSES_BLOCK = 32;

/**
 * Bytes of the text codes. `nextWord` + f: the word of the row after the last one used, in its f-th form. `rowWord` + k:
 * the k-th word of the row in its first form. `anyRowWord` k f. `string` + n: the n-th string. Then two-byte codes
 * (`longString` + n / 256, n % 256), and `farString` with two bytes. Between two words stands a space that is not written.
 */
export const SENSES_CODE = {
  endOfSense: 0,
  endOfEntry: 1,
  endOfHeadword: 2,
  nextWord: 3,
  rowWord: 8,
  anyRowWord: 38,
  string: 39,
  longString: 187,
  farString: 255,
} as const;

/** Bits of the byte that starts an entry. Without any, readings and traditional characters are the commonest ones. */
export const SENSES_ENTRY = {
  /** A byte a character: the number of its reading. */
  readings: 1,
  /** Text codes up to `endOfSense`. */
  pinyinText: 2,
  /** The first syllable starts with a capital letter. */
  capital: 4,
  /** A byte a character: the number of its traditional character. */
  traditional: 8,
  /** Text codes up to `endOfSense`. */
  traditionalText: 16,
} as const;

/** Is a string a word of a gloss, so that a space stands between it and another word? */
export function isGlossWord(text: string): boolean {
  return /^[A-Za-zÀ-ÖØ-öø-ÿ0-9']/.test(text);
}

/** One entry of CC-CEDICT. */
export interface SenseEntry {
  readonly traditional: string;
  /** Numbered syllables as in CC-CEDICT: `Bei3 jing1`, `lu:4`. */
  readonly pinyin: string;
  readonly senses: readonly string[];
}

/** The senses. Immutable. */
export interface Senses {
  /** Headwords of the dictionary and of this file together: ids from `lexicon.headwords` on are of this file alone. */
  readonly headwords: number;
  /** The id of a headword, simplified, of either file; -1 when there is none. */
  headwordId(text: string): number;
  headword(id: number): string;
  /** The entries of a headword in CC-CEDICT's order; empty for an id that is none. Decoded anew at each call. */
  entries(headword: number): readonly SenseEntry[];
}

/** Strings in UTF-8, separated by LF. Their writer is ours, so that they are well-formed. */
function readLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  let line = '';
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at++];
    if (lead === 10) {
      lines.push(line);
      line = '';
    } else if (lead < 0x80) line += String.fromCharCode(lead);
    else {
      const more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
      let point = lead & (0x3f >> more);
      for (let n = 0; n < more; n++) point = (point << 6) | (bytes[at++] & 0x3f);
      line += String.fromCodePoint(point);
    }
  }
  return lines;
}

/** The form of a lemma that a transform makes. */
export function transformed(lemma: string, transform: string): string {
  const space = transform.indexOf(' ');
  const kept = lemma.slice(0, lemma.length - Number(transform.slice(1, space)));
  const form = kept + transform.slice(space + 1);
  if (transform[0] === '0') return form;
  return transform[0] === '1' ? form.charAt(0).toUpperCase() + form.slice(1) : form.toUpperCase();
}

/**
 * Opens the senses; `lexicon` must be the dictionary they were built with. The bytes are kept and must not change.
 * Throws an Error with a message for the user when they are no such file, belong to another dictionary, or are damaged.
 */
export function openSenses(bytes: Uint8Array, lexicon: Lexicon): Senses {
  const sections = readSections(SENSES_FORMAT, bytes);
  if (sections.ascii(SENSES_SECTION.lexicon) !== String(lexicon.identity)) {
    throw new Error(`The ${SENSES_FORMAT.name} cannot be read: it belongs to another dictionary.`);
  }
  const lines = (section: number) => readLines(sections.bytes(section));
  const moreHeadwords = lines(SENSES_SECTION.moreHeadwords);
  const moreIds = new Map(moreHeadwords.map((word, at) => [word, lexicon.headwords + at]));
  const strings = lines(SENSES_SECTION.strings);
  const transforms = lines(SENSES_SECTION.transforms);
  const formStarts = startsOf(sections.bytes(SENSES_SECTION.formCounts));
  const formLow = sections.bytes(SENSES_SECTION.formLow);
  const formHigh = sections.bytes(SENSES_SECTION.formHigh);
  const readings = new Map(
    lines(SENSES_SECTION.readings).map((line) => {
      const [character, ...syllables] = line.split(' ');
      return [character, syllables] as const;
    }),
  );
  const traditional = new Map(
    lines(SENSES_SECTION.traditional).map((line) => {
      const [character, ...all] = line;
      return [character, all] as const;
    }),
  );
  const entryStarts = startsOf(sections.units(SENSES_SECTION.entryLengths));
  const glossStarts = startsOf(sections.units(SENSES_SECTION.glossLengths));
  const entryBytes = sections.bytes(SENSES_SECTION.entries);
  const glossBytes = sections.bytes(SENSES_SECTION.glosses);
  const headwords = lexicon.headwords + moreHeadwords.length;
  const headword = (id: number) =>
    id < lexicon.headwords ? lexicon.headword(id) : (moreHeadwords[id - lexicon.headwords] ?? '');

  /** Reads text codes at `cursor` up to an end code, which it returns. */
  const readText = (cursor: Cursor, row: ArrayLike<number>): { readonly text: string; readonly end: number } => {
    const { bytes: codes } = cursor;
    let text = '';
    let afterWord = false;
    const put = (piece: string) => {
      const word = isGlossWord(piece);
      text += word && afterWord ? ` ${piece}` : piece;
      afterWord = word;
    };
    const putForm = (index: number, form: number) => {
      const at = formStarts[row[index]] + form;
      put(transformed(lexicon.englishWord(row[index]), transforms[formLow[at] | (formHigh[at] << 8)]));
      cursor.next = index + 1;
    };
    for (;;) {
      const code = codes[cursor.at++];
      if (code === undefined || code < SENSES_CODE.nextWord) return { text, end: code ?? SENSES_CODE.endOfHeadword };
      if (code < SENSES_CODE.rowWord) putForm(cursor.next, code - SENSES_CODE.nextWord);
      else if (code < SENSES_CODE.anyRowWord) putForm(code - SENSES_CODE.rowWord, 0);
      else if (code === SENSES_CODE.anyRowWord) {
        cursor.at += 2;
        putForm(codes[cursor.at - 2], codes[cursor.at - 1]);
      } else if (code < SENSES_CODE.longString) put(strings[code - SENSES_CODE.string]);
      else {
        const short = SENSES_CODE.longString - SENSES_CODE.string;
        const far = short + (SENSES_CODE.farString - SENSES_CODE.longString) * 256;
        if (code < SENSES_CODE.farString)
          put(strings[short + (code - SENSES_CODE.longString) * 256 + codes[cursor.at++]]);
        else {
          cursor.at += 2;
          put(strings[far + codes[cursor.at - 2] * 256 + codes[cursor.at - 1]]);
        }
      }
    }
  };

  const readHeadword = (id: number, heads: Cursor, glosses: Cursor): SenseEntry[] => {
    const characters = [...headword(id)];
    const row = lexicon.translations(id).ids;
    const entries: SenseEntry[] = [];
    glosses.next = 0;
    for (let end: number = SENSES_CODE.endOfEntry; end === SENSES_CODE.endOfEntry; ) {
      const kind = heads.bytes[heads.at++];
      let pinyin: string;
      if (kind & SENSES_ENTRY.pinyinText) pinyin = readText(heads, []).text;
      else {
        const chosen = characters.map((character) => {
          const which = kind & SENSES_ENTRY.readings ? heads.bytes[heads.at++] : 0;
          return readings.get(character)?.[which] ?? '';
        });
        pinyin = chosen.join(' ');
        if (kind & SENSES_ENTRY.capital) pinyin = pinyin.charAt(0).toUpperCase() + pinyin.slice(1);
      }
      let word = '';
      if (kind & SENSES_ENTRY.traditionalText) word = readText(heads, []).text;
      else {
        for (const character of characters) {
          const which = kind & SENSES_ENTRY.traditional ? heads.bytes[heads.at++] : 0;
          word += traditional.get(character)?.[which] ?? character;
        }
      }
      const senses: string[] = [];
      do {
        const sense = readText(glosses, row);
        senses.push(sense.text);
        end = sense.end;
      } while (end === SENSES_CODE.endOfSense);
      entries.push({ traditional: word, pinyin, senses });
    }
    return entries;
  };

  return {
    headwords,
    headwordId: (text) => moreIds.get(text) ?? lexicon.headwordId(text),
    headword,
    entries: (id) => {
      if (!Number.isInteger(id) || id < 0 || id >= headwords) return [];
      const block = Math.floor(id / SENSES_BLOCK);
      const heads = { bytes: entryBytes, at: entryStarts[block], next: 0 };
      const glosses = { bytes: glossBytes, at: glossStarts[block], next: 0 };
      for (let before = block * SENSES_BLOCK; before < id; before++) readHeadword(before, heads, glosses);
      return readHeadword(id, heads, glosses);
    },
  };
}

/** Where reading stands: in the bytes, and in the row of the headword. */
interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
  next: number;
}
