/** The names of the dictionary by their English words: which Chinese headwords may a name in English text stand for? */
import type { DictionaryName, Lexicon } from './lexicon';

/** One English form of a headword that is a name. */
export interface NameForm {
  readonly headword: number;
  readonly name: DictionaryName;
  /** Compared words of the form, as {@link nameWords} gives them, and the same joined by spaces. */
  readonly words: readonly string[];
  readonly joined: string;
}

/** What a headword says of names. */
export interface HeadwordNames {
  readonly name: DictionaryName | undefined;
  readonly forms: readonly NameForm[];
  /** Its weighty translations that are no ordinary words. */
  readonly lemmas: readonly string[];
}

/** The names by words, see {@link nameIndexOf}. */
export interface NameIndex {
  /** Forms that start with a word. */
  readonly byFirst: ReadonlyMap<string, readonly NameForm[]>;
  /** Forms that have a word. */
  readonly byWord: ReadonlyMap<string, readonly NameForm[]>;
  /** What a headword says of names; of -1 nothing. */
  of(headword: number): HeadwordNames;
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

/** A translation with less weight is a remark of a gloss. */
const LEAST_WEIGHT = 0.12;

const NOTHING: HeadwordNames = { name: undefined, forms: [], lemmas: [] };

function build(lexicon: Lexicon): NameIndex {
  const byFirst = new Map<string, NameForm[]>();
  const byWord = new Map<string, NameForm[]>();
  const byHeadword = new Map<number, NameForm[]>();
  const add = <Key>(index: Map<Key, NameForm[]>, key: Key, form: NameForm) => {
    const known = index.get(key);
    if (known) known.push(form);
    else index.set(key, [form]);
  };
  for (const headword of lexicon.named) {
    const name = lexicon.name(headword);
    for (const written of name?.forms ?? []) {
      const words = nameWords(written);
      if (!name || !words.length) continue;
      const form = { headword, name, words, joined: words.join(' ') };
      add(byFirst, words[0], form);
      for (const word of new Set(words)) add(byWord, word, form);
      add(byHeadword, headword, form);
    }
  }
  // Asked for the words of the texts at hand: no more than the dictionary has.
  const known = new Map<number, HeadwordNames>();
  const of = (headword: number): HeadwordNames => {
    let names = known.get(headword);
    if (!names) {
      const forms = byHeadword.get(headword) ?? [];
      const lemmas = namesAmong(lexicon, headword);
      names = forms.length || lemmas.length ? { name: forms[0]?.name, forms, lemmas } : NOTHING;
      known.set(headword, names);
    }
    return names;
  };
  return { byFirst, byWord, of };
}

function namesAmong(lexicon: Lexicon, headword: number): readonly string[] {
  const { ids, weights } = lexicon.translations(headword);
  const lemmas: string[] = [];
  for (let at = 0; at < ids.length; at++) {
    if (weights[at] < LEAST_WEIGHT) continue;
    const lemma = lexicon.englishWord(ids[at]);
    if (!lexicon.isDictionaryWord(lemma)) lemmas.push(lemma);
  }
  return lemmas;
}
