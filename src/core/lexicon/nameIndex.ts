/** The names of the dictionary by their English words: which Chinese headwords may a name in English text stand for? */
import { remembered } from '../remembered';
import { type DictionaryName, type Lexicon, nameWords } from './lexicon';

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
  byFirst(word: string): readonly NameForm[];
  /** Forms that have a word. */
  byWord(word: string): readonly NameForm[];
  /** What a headword says of names; of -1 nothing. */
  of(headword: number): HeadwordNames;
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
  // No more is kept than the dictionary has, whatever words are asked for.
  const formsWith = remembered((word: string) =>
    lexicon.namesWith(word).flatMap((headword) => of(headword).forms.filter(({ words }) => words.includes(word))),
  );
  const formsFrom = remembered((word: string) => formsWith(word).filter(({ words }) => words[0] === word));
  const byWord = (word: string) => (lexicon.namesWith(word).length ? formsWith(word) : []);
  const byFirst = (word: string) => (lexicon.namesWith(word).length ? formsFrom(word) : []);
  const of = remembered((headword: number): HeadwordNames => {
    const name = lexicon.name(headword);
    const forms = (name?.forms ?? []).flatMap((written): NameForm | readonly [] => {
      const words = nameWords(written);
      return name && words.length ? { headword, name, words, joined: words.join(' ') } : [];
    });
    const lemmas = namesAmong(lexicon, headword);
    return forms.length || lemmas.length ? { name: forms[0]?.name, forms, lemmas } : NOTHING;
  });
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
