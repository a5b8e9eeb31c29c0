/** The names of the dictionary by their English words: which Chinese headwords may a name in English text stand for? */
import type { DictionaryName, Lexicon } from './lexicon';

/** One English form of a headword that is a name. */
export interface NameForm {
  readonly headword: number;
  readonly name: DictionaryName;
  /** Compared words of the form, as {@link nameWords} gives them. */
  readonly words: readonly string[];
}

/** The names by words, see {@link nameIndexOf}. */
export interface NameIndex {
  /** Forms that start with a word. */
  readonly byFirst: ReadonlyMap<string, readonly NameForm[]>;
  /** Forms that have a word. */
  readonly byWord: ReadonlyMap<string, readonly NameForm[]>;
}

/** A name as it is compared: small letters without accents, points and apostrophes; hyphens part words. */
export function nameWords(name: string): readonly string[] {
  return name
    .replace(/['’]s?(?= |$)/g, '')
    .normalize('NFD')
    .replace(/[\p{M}.'’]/gu, '')
    .toLowerCase()
    .split(/[\s-]+/)
    .filter(Boolean);
}

/** A dictionary never changes, so this is no state anyone can see. */
const indexes = new WeakMap<Lexicon, NameIndex>();

/** The index of a dictionary, made at the first call. */
export function nameIndexOf(lexicon: Lexicon): NameIndex {
  let index = indexes.get(lexicon);
  if (!index) {
    index = build(lexicon);
    indexes.set(lexicon, index);
  }
  return index;
}

function build(lexicon: Lexicon): NameIndex {
  const byFirst = new Map<string, NameForm[]>();
  const byWord = new Map<string, NameForm[]>();
  const add = (index: Map<string, NameForm[]>, word: string, form: NameForm) => {
    const known = index.get(word);
    if (known) known.push(form);
    else index.set(word, [form]);
  };
  for (const headword of lexicon.named) {
    const name = lexicon.name(headword);
    for (const written of name?.forms ?? []) {
      const words = nameWords(written);
      if (!name || !words.length) continue;
      const form = { headword, name, words };
      add(byFirst, words[0], form);
      for (const word of new Set(words)) add(byWord, word, form);
    }
  }
  return { byFirst, byWord };
}
