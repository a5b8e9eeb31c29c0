/** Writes the file that {@link openSenses} reads. Used by the builder alone. */
import { writeSections } from './container';
import { lemmatise } from './english';
import type { Lexicon } from './lexicon';
import {
  isGlossWord,
  SENSES_BLOCK,
  SENSES_CODE,
  SENSES_ENTRY,
  SENSES_FORMAT,
  SENSES_SECTION,
  transformed,
} from './senses';

/** A headword's entry. */
export interface WrittenEntry {
  readonly simplified: string;
  readonly traditional: string;
  readonly pinyin: string;
  readonly english: readonly string[];
}

const GLOSS_PIECE =
  /[A-Za-zÀ-ÖØ-öø-ÿ0-9']*u:[A-Za-z]*\d?|[A-Za-zÀ-ÖØ-öø-ÿ0-9']+|\p{Script=Han}|[^A-Za-zÀ-ÖØ-öø-ÿ0-9'\p{Script=Han}]+/gu;

/** Pieces of a text; a single space between two words is left out, and nothing at all between two is an empty piece. */
function piecesOf(text: string): string[] {
  const all = text.match(GLOSS_PIECE) ?? [];
  const pieces: string[] = [];
  all.forEach((piece, at) => {
    const between = isGlossWord(all[at - 1] ?? '') && isGlossWord(all[at + 1] ?? '');
    if (piece === ' ' && between) return;
    if (isGlossWord(piece) && isGlossWord(all[at - 1] ?? '')) pieces.push('');
    pieces.push(piece);
  });
  return pieces;
}

/** Counts in order of first appearance; {@link ranked} sorts them. */
class Tally {
  private readonly counts = new Map<string, number>();

  add(key: string): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  /** The commonest first; equals in UTF-16 order. */
  ranked(): string[] {
    const all = [...this.counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return all.map(([key]) => key);
  }
}

function tallyOf<Key>(table: Map<Key, Tally>, key: Key): Tally {
  let tally = table.get(key);
  if (!tally) {
    tally = new Tally();
    table.set(key, tally);
  }
  return tally;
}

type Piece = { readonly kind: 'string'; readonly text: string } | RowPiece;
interface RowPiece {
  readonly kind: 'row';
  readonly index: number;
  readonly lemma: number;
  readonly transform: string;
}

/** The shortest transform that makes `form` from `lemma`. */
function transformFor(lemma: string, form: string): string {
  const lower = form.toLowerCase();
  const capital = form === lower ? 0 : form === lower.charAt(0).toUpperCase() + lower.slice(1) ? 1 : 2;
  let shared = 0;
  while (shared < lemma.length && lemma[shared] === lower[shared]) shared++;
  return `${capital}${lemma.length - shared} ${lower.slice(shared)}`;
}

/** UTF-8 of lines, each ended by LF. */
function writeLines(lines: readonly string[]): Uint8Array {
  const bytes: number[] = [];
  for (const line of lines) {
    for (const character of line) {
      const point = character.codePointAt(0)!;
      if (point < 0x80) bytes.push(point);
      else {
        const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
        bytes.push(((0xf0 << (3 - more)) & 0xff) | (point >> (6 * more)));
        for (let n = more - 1; n >= 0; n--) bytes.push(0x80 | ((point >> (6 * n)) & 0x3f));
      }
    }
    bytes.push(10);
  }
  return Uint8Array.from(bytes);
}

/** The file for a dictionary's entries. The same entries give the same bytes. */
export function packSenses(entries: readonly WrittenEntry[], lexicon: Lexicon): Uint8Array {
  const byHeadword = new Map<string, WrittenEntry[]>();
  for (const entry of entries) {
    const same = byHeadword.get(entry.simplified);
    if (same) same.push(entry);
    else byHeadword.set(entry.simplified, [entry]);
  }
  const more = [...byHeadword.keys()].filter((word) => lexicon.headwordId(word) < 0).sort((a, b) => (a < b ? -1 : 1));
  const headwords = [...Array.from({ length: lexicon.headwords }, (_, id) => lexicon.headword(id)), ...more];

  const readingTallies = new Map<string, Tally>();
  const traditionalTallies = new Map<string, Tally>();
  for (const entry of entries) {
    const characters = [...entry.simplified];
    const syllables = entry.pinyin.split(' ');
    const traditional = [...entry.traditional];
    if (syllables.length === characters.length) {
      characters.forEach((character, at) => {
        const syllable = at === 0 ? uncapitalised(syllables[at]) : syllables[at];
        if (syllable && character !== ' ') tallyOf(readingTallies, character).add(syllable);
      });
    }
    if (traditional.length === characters.length) {
      characters.forEach((character, at) => {
        tallyOf(traditionalTallies, character).add(traditional[at]);
      });
    }
  }
  const readings = new Map([...readingTallies].map(([character, tally]) => [character, tally.ranked().slice(0, 256)]));
  const traditional = new Map(
    [...traditionalTallies].map(([character, tally]) => [character, tally.ranked().slice(0, 256)]),
  );

  const lemmas = new Map<string, string>();
  const lemmaOf = (word: string): string => {
    let lemma = lemmas.get(word);
    if (lemma === undefined) {
      lemma = lemmatise(word.replaceAll("'", ''), (candidate) => lexicon.englishId(candidate) >= 0);
      lemmas.set(word, lemma);
    }
    return lemma;
  };

  const stringTally = new Tally();
  const formTallies = new Map<number, Tally>();
  const read = (text: string, row: ReadonlyMap<string, RowPlace>): Piece[] =>
    piecesOf(text).map((piece) => {
      const place = isGlossWord(piece) && row.size ? row.get(lemmaOf(piece.toLowerCase())) : undefined;
      if (place) {
        const transform = transformFor(place.text, piece);
        if (transformed(place.text, transform) === piece) {
          tallyOf(formTallies, place.lemma).add(transform);
          return { kind: 'row', index: place.index, lemma: place.lemma, transform };
        }
      }
      stringTally.add(piece);
      return { kind: 'string', text: piece };
    });

  const plans = headwords.map((headword, id) => {
    const row = new Map<string, RowPlace>();
    lexicon.translations(id).ids.forEach((lemma, index) => {
      const text = lexicon.englishWord(lemma);
      row.set(text, { index, lemma, text });
    });
    return byHeadword.get(headword)!.map((entry) => ({
      ...planHead(entry, readings, traditional, read),
      senses: entry.english.map((sense) => read(sense, row)),
    }));
  });

  const strings = stringTally.ranked();
  const stringIds = new Map(strings.map((text, at) => [text, at]));
  const forms = new Map([...formTallies].map(([lemma, tally]) => [lemma, tally.ranked()]));
  const transformTally = new Tally();
  for (const all of forms.values()) for (const transform of all) transformTally.add(transform);
  const transforms = transformTally.ranked();
  const transformIds = new Map(transforms.map((transform, at) => [transform, at]));

  const out = { entries: [] as number[], glosses: [] as number[] };
  const starts = { entries: [] as number[], glosses: [] as number[] };
  let next = 0;
  const write = (bytes: number[], pieces: readonly Piece[]) => {
    for (const piece of pieces) {
      if (piece.kind === 'string') {
        writeString(bytes, stringIds.get(piece.text)!);
        continue;
      }
      const form = forms.get(piece.lemma)!.indexOf(piece.transform);
      if (piece.index === next && SENSES_CODE.nextWord + form < SENSES_CODE.rowWord)
        bytes.push(SENSES_CODE.nextWord + form);
      else if (form === 0 && SENSES_CODE.rowWord + piece.index < SENSES_CODE.anyRowWord) {
        bytes.push(SENSES_CODE.rowWord + piece.index);
      } else bytes.push(SENSES_CODE.anyRowWord, piece.index, form);
      next = piece.index + 1;
    }
  };
  plans.forEach((plan, id) => {
    if (id % SENSES_BLOCK === 0) {
      starts.entries.push(out.entries.length);
      starts.glosses.push(out.glosses.length);
    }
    next = 0;
    plan.forEach((entry, at) => {
      out.entries.push(entry.kind);
      for (const part of entry.parts) {
        if (part.kind === 'choice') out.entries.push(...part.choice);
        else {
          write(out.entries, part.pieces);
          out.entries.push(SENSES_CODE.endOfSense);
        }
      }
      entry.senses.forEach((sense, which) => {
        write(out.glosses, sense);
        if (which < entry.senses.length - 1) out.glosses.push(SENSES_CODE.endOfSense);
      });
      out.glosses.push(at < plan.length - 1 ? SENSES_CODE.endOfEntry : SENSES_CODE.endOfHeadword);
    });
  });
  const lengths = (of: readonly number[], total: number) =>
    Uint16Array.from(of, (start, at) => {
      const length = (of[at + 1] ?? total) - start;
      if (length > 0xffff) throw new RangeError('A block of senses is too long.');
      return length;
    });

  const formIds = Array.from({ length: lexicon.englishWords }, (_, lemma) => forms.get(lemma) ?? []);
  const flat = formIds.flat().map((transform) => transformIds.get(transform)!);
  const byCharacter = (a: readonly [string, unknown], b: readonly [string, unknown]) => (a[0] < b[0] ? -1 : 1);
  const sections: (string | Uint8Array | Uint16Array)[] = [];
  sections[SENSES_SECTION.lexicon] = String(lexicon.identity);
  sections[SENSES_SECTION.moreHeadwords] = writeLines(more);
  sections[SENSES_SECTION.strings] = writeLines(strings);
  sections[SENSES_SECTION.transforms] = writeLines(transforms);
  sections[SENSES_SECTION.formCounts] = Uint8Array.from(formIds, (all) => all.length);
  sections[SENSES_SECTION.formLow] = Uint8Array.from(flat, (id) => id & 0xff);
  sections[SENSES_SECTION.formHigh] = Uint8Array.from(flat, (id) => id >> 8);
  sections[SENSES_SECTION.readings] = writeLines(
    [...readings].sort(byCharacter).map(([character, all]) => [character, ...all].join(' ')),
  );
  sections[SENSES_SECTION.traditional] = writeLines(
    [...traditional]
      .filter(([character, all]) => all.length > 1 || all[0] !== character)
      .sort(byCharacter)
      .map(([character, all]) => character + all.join('')),
  );
  sections[SENSES_SECTION.entryLengths] = lengths(starts.entries, out.entries.length);
  sections[SENSES_SECTION.glossLengths] = lengths(starts.glosses, out.glosses.length);
  sections[SENSES_SECTION.entries] = Uint8Array.from(out.entries);
  sections[SENSES_SECTION.glosses] = Uint8Array.from(out.glosses);
  return writeSections(SENSES_FORMAT, sections);
}

interface RowPlace {
  readonly index: number;
  readonly lemma: number;
  readonly text: string;
}

type HeadPart =
  | { readonly kind: 'choice'; readonly choice: readonly number[] }
  | { readonly kind: 'text'; readonly pieces: readonly Piece[] };

type Choices = ReadonlyMap<string, readonly string[]>;

/** How an entry's pinyin and traditional form are written. */
function planHead(
  entry: WrittenEntry,
  readings: Choices,
  traditional: Choices,
  read: (text: string, row: ReadonlyMap<string, RowPlace>) => Piece[],
): { readonly kind: number; readonly parts: readonly HeadPart[] } {
  const characters = [...entry.simplified];
  const choose = (choices: Choices, wanted: readonly string[]): number[] | undefined => {
    if (wanted.length !== characters.length) return undefined;
    const chosen = characters.map((character, at) => choices.get(character)?.indexOf(wanted[at]) ?? -1);
    return chosen.includes(-1) ? undefined : chosen;
  };
  let kind = 0;
  const parts: HeadPart[] = [];
  const plain = uncapitalised(entry.pinyin);
  const syllables = choose(readings, plain.split(' '));
  if (!syllables) {
    kind |= SENSES_ENTRY.pinyinText;
    parts.push({ kind: 'text', pieces: read(entry.pinyin, new Map()) });
  } else {
    if (plain !== entry.pinyin) kind |= SENSES_ENTRY.capital;
    if (syllables.some((which) => which > 0)) {
      kind |= SENSES_ENTRY.readings;
      parts.push({ kind: 'choice', choice: syllables });
    }
  }
  const forms = choose(traditional, [...entry.traditional]);
  if (!forms) {
    kind |= SENSES_ENTRY.traditionalText;
    parts.push({ kind: 'text', pieces: read(entry.traditional, new Map()) });
  } else if (forms.some((which) => which > 0)) {
    kind |= SENSES_ENTRY.traditional;
    parts.push({ kind: 'choice', choice: forms });
  }
  return { kind, parts };
}

function uncapitalised(syllables: string): string {
  return syllables.charAt(0).toLowerCase() + syllables.slice(1);
}

function writeString(bytes: number[], id: number): void {
  const short = SENSES_CODE.longString - SENSES_CODE.string;
  const far = short + (SENSES_CODE.farString - SENSES_CODE.longString) * 256;
  if (id < short) bytes.push(SENSES_CODE.string + id);
  else if (id < far) bytes.push(SENSES_CODE.longString + ((id - short) >> 8), (id - short) & 0xff);
  else if (id < far + 0x10000) bytes.push(SENSES_CODE.farString, (id - far) >> 8, (id - far) & 0xff);
  else throw new RangeError('Too many different strings in the senses.');
}
