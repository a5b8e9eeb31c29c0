/** Chinese names in English text: spelt in pinyin there, found by their readings in the Chinese. */
import type { EnglishToken } from './english';
import type { Lexicon } from './lexicon';

const MOST_SYLLABLES = 4;
const MOST_LETTERS = 24;
const LONGEST_SYLLABLE = 6;

/** What a match of several syllables, and of one alone, is worth. */
const WEIGHT = { several: 0.5, one: 0.12 } as const;

/** At least this share of a name's uses is capitalised. */
const CAPITALISED_FROM = 0.7;

interface Uses {
  count: number;
  capitalised: number;
  /** Inside a sentence, where a capital tells. */
  inside: number;
  insideCapitalised: number;
  readonly surfaces: Set<string>;
}

/** How a document uses its English words, told sentence by sentence. */
export class WordUses {
  private readonly all = new Map<string, Uses>();

  read(tokens: readonly EnglishToken[]): void {
    for (const { kind, lemma, surface, capitalised, sentenceInitial } of tokens) {
      if (kind !== 'word') continue;
      let uses = this.all.get(lemma);
      if (!uses) {
        uses = { count: 0, capitalised: 0, inside: 0, insideCapitalised: 0, surfaces: new Set() };
        this.all.set(lemma, uses);
      }
      uses.count++;
      uses.surfaces.add(surface);
      if (capitalised) uses.capitalised++;
      if (sentenceInitial) continue;
      uses.inside++;
      if (capitalised) uses.insideCapitalised++;
    }
  }

  /** Lemmas that are used as names, with the words they stand for. */
  *names(lexicon: Lexicon): Generator<readonly [lemma: string, surfaces: ReadonlySet<string>]> {
    for (const [lemma, uses] of this.all) if (isName(lemma, uses, lexicon)) yield [lemma, uses.surfaces];
  }
}

/** A name that starts with the syllable in hand. */
interface Spelling {
  readonly lemma: string;
  readonly syllables: readonly string[];
}

/**
 * Names that the Chinese and the English of a document share: capitalised English words that are no ordinary words of
 * the dictionary, split into up to four pinyin syllables in every way, and each string of the Chinese, in simplified
 * characters, that can be read so. The result goes from such a string to the English lemmas it may stand for, and how
 * strongly.
 */
export function pinyinNames(
  english: WordUses,
  chinese: Iterable<string>,
  lexicon: Lexicon,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const bySyllable = new Map<string, Spelling[]>();
  for (const [lemma, surfaces] of english.names(lexicon)) {
    for (const surface of surfaces) {
      for (const syllables of pinyinSplits(surface, lexicon)) {
        const same = bySyllable.get(syllables[0]);
        if (same) same.push({ lemma, syllables });
        else bySyllable.set(syllables[0], [{ lemma, syllables }]);
      }
    }
  }
  const names = new Map<string, Map<string, number>>();
  if (bySyllable.size === 0) return names;
  const readings = new Map<number, ReadonlySet<string>>();
  const readingsOf = (unit: number): ReadonlySet<string> => {
    let all = readings.get(unit);
    if (!all) {
      all = new Set(lexicon.syllables(String.fromCharCode(unit)).map(plain));
      readings.set(unit, all);
    }
    return all;
  };
  const spellings = new Map<number, readonly Spelling[]>();
  const spellingsFrom = (unit: number): readonly Spelling[] => {
    let all = spellings.get(unit);
    if (!all) {
      all = [...readingsOf(unit)].flatMap((syllable) => bySyllable.get(syllable) ?? []);
      spellings.set(unit, all);
    }
    return all;
  };
  for (const text of chinese) {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit < 0x3000) continue;
      for (const { lemma, syllables } of spellingsFrom(unit)) {
        const end = at + syllables.length;
        if (end > text.length) continue;
        if (!syllables.every((syllable, offset) => readingsOf(text.charCodeAt(at + offset)).has(syllable))) continue;
        const string = text.slice(at, end);
        const weight = syllables.length > 1 ? WEIGHT.several : WEIGHT.one;
        const found = names.get(string);
        if (found) found.set(lemma, weight);
        else names.set(string, new Map([[lemma, weight]]));
      }
    }
  }
  return names;
}

/** Pinyin as English prints it: without tones, `u` for `ü`. */
function plain(syllable: string): string {
  return syllable.normalize('NFD').replace(/\p{M}|'/gu, '');
}

function isName(lemma: string, uses: Uses, lexicon: Lexicon): boolean {
  if (uses.capitalised <= CAPITALISED_FROM * uses.count) return false;
  if (uses.insideCapitalised === 0 && uses.capitalised < uses.count) return false;
  if (!lexicon.isDictionaryWord(lemma)) return true;
  return uses.insideCapitalised > 0 && uses.insideCapitalised === uses.inside;
}

/** Every way to read a word in lower case as pinyin syllables, at most four; an apostrophe separates syllables. */
export function pinyinSplits(word: string, lexicon: Lexicon): readonly (readonly string[])[] {
  const breaks = new Set<number>();
  let letters = '';
  for (const character of word.normalize('NFD').replace(/\p{M}/gu, '')) {
    if (character === "'") breaks.add(letters.length);
    else letters += character;
  }
  const splits: string[][] = [];
  if (letters.length < 2 || letters.length > MOST_LETTERS) return splits;
  const go = (from: number, syllables: readonly string[]) => {
    if (from === letters.length) splits.push([...syllables]);
    if (from === letters.length || syllables.length === MOST_SYLLABLES) return;
    for (let to = from + 1; to <= Math.min(letters.length, from + LONGEST_SYLLABLE); to++) {
      const syllable = letters.slice(from, to);
      if (lexicon.isSyllable(syllable) || lexicon.isSyllable(umlauted(syllable)))
        go(to, [...syllables, syllable.replace('v', 'u')]);
      if (breaks.has(to)) break;
    }
  };
  go(0, []);
  return splits;
}

/** `lu` and `lv` also spell `lü`, `nue` also `nüe`. */
function umlauted(syllable: string): string {
  return syllable.replace(/^([ln])[uv]/, '$1ü');
}
