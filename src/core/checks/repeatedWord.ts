/** `repeated-word`: the the, 的的. Only little words, which nobody says twice on purpose. */
import type { Lexicon } from '../lexicon/lexicon';
import type { StyleCheck, StyledPlace, StylePlace } from './check';

/** Not `had had`, `that that`, `is is`, `her her` and others that grammar allows. The first may be capitalised. */
const ENGLISH =
  /(?<![\p{L}\p{N}'’.-])(the|an?|of|and|or|to|with|from|its|their|our|your|my|his|but|than|they|we|these|those|into|because)\s+\1(?![\p{L}\p{N}'’-])/giu;

const CHINESE =
  /(?<!([的了在和与與及将將被把从從为為也就都而或]))([的了在和与與及将將被把从從为為也就都而或])\2(?!\2)/gu;

export const repeatedWord: StyleCheck = {
  scope: 'style',
  code: 'repeated-word',
  severity: 'hint',
  automatic: false,
  find: ({ side, text }, lexicon) => (side === 'en' ? english(text) : chinese(text, lexicon)),
  settle: (places) => [...written(places, 'zh'), ...written(places, 'en')].sort((a, b) => a.segment - b.segment),
};

/** So many in so few paragraphs are how people speak: a transcript keeps them on purpose. */
const SPOKEN_FROM = 4;
const SPOKEN_PARAGRAPHS = 10;

/** The places of one side, unless it is a transcript of speech. */
function written(places: readonly StyledPlace[], side: StyledPlace['side']): readonly StyledPlace[] {
  const own = places.filter((one) => one.side === side);
  if (own.length < SPOKEN_FROM) return own;
  const paragraphs = own[own.length - 1].order - own[0].order + 1;
  return paragraphs < own.length * SPOKEN_PARAGRAPHS ? [] : own;
}

function* english(text: string): Generator<StylePlace> {
  for (const { index, 0: found, 1: word } of text.matchAll(ENGLISH)) {
    // The second in capitals is a name or a title: The The, vitamin A a day.
    const second = found.slice(-word.length);
    if (second !== second.toLowerCase() || (word.length === 1 && word !== second)) continue;
    yield { start: index, end: index + found.length, replacement: word };
  }
}

function* chinese(text: string, lexicon: Lexicon): Generator<StylePlace> {
  if (!/(.)\1/u.test(text)) return;
  const simplified = lexicon.simplify(text);
  for (const { index, 2: character } of text.matchAll(CHINESE)) {
    // Where either belongs to a word (目的|的, 为了|了解), both are right.
    const isWord = (from: number, to: number) =>
      from >= 0 && to <= simplified.length && lexicon.headwordId(simplified, from, to) >= 0;
    const before = isWord(index - 1, index + 1) || isWord(index - 2, index + 1) || isWord(index - 3, index + 1);
    const after = isWord(index + 1, index + 3) || isWord(index + 1, index + 4) || isWord(index + 1, index + 5);
    if (before || after || isWord(index, index + 4) || isWord(index - 1, index + 2) || isWord(index - 2, index + 2))
      continue;
    // At the start of a clause 了 is a verb: 了了一桩心愿.
    if (character === '了' && !/\p{Script=Han}/u.test(text[index - 1] ?? '')) continue;
    yield { start: index, end: index + 2, replacement: character };
  }
}
