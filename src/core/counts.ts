/** How long texts are, as each language counts: Chinese by characters, English by words. */
import type { Article, Side } from './model';

/** Chinese characters and English words. */
export interface Counts {
  /** Characters of the script Han. */
  readonly characters: number;
  /** Words of Latin letters; `don't`, `state-of-the-art` and numbers are one each. */
  readonly words: number;
}

const WORD = /[\p{Script=Latin}\p{N}]+(?:['’.,-][\p{Script=Latin}\p{N}]+)*/gu;
const HAN = /\p{Script=Han}/gu;

/** Counts both in a text. */
export function countsOf(text: string): Counts {
  let characters = 0;
  for (const _ of text.matchAll(HAN)) characters++;
  let words = 0;
  for (const _ of text.matchAll(WORD)) words++;
  return { characters, words };
}

/** The length of each side of an article: its paragraphs without markup. */
export function countsBySide(
  article: Pick<Article, 'segments' | 'sentences' | 'masked'>,
): Readonly<Record<Side, number>> {
  const total = { zh: 0, en: 0 };
  for (const { sentences, span } of article.segments) {
    const side = article.sentences[sentences[0]]?.side;
    if (!side) continue;
    const { characters, words } = countsOf(article.masked[span.source].slice(span.start, span.end));
    total[side] += side === 'zh' ? characters : words;
  }
  return total;
}
