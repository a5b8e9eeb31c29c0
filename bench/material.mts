/** Texts and articles of any length, for measuring cost: the corpora's own in gold order, and more like them. */
import { readFileSync } from 'node:fs';
import type { Lexicon } from '../src/core';
import { chineseTokens } from '../src/core/lexicon/chinese';
import { englishTokens } from '../src/core/lexicon/english';
import { splitSentences } from '../src/core/segment/sentences';
import { readArticles } from './corpus.mts';
import { isTextCorpus, readDocuments } from './ladders.mts';

/** Sentences, or paragraphs, that belong together; one side may be empty. */
export interface Pair {
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

/** The paragraphs of the articles that belong together, in the order of the files; a paragraph is one string. */
export function readParagraphs(folders: readonly string[]): Pair[] {
  return folders
    .filter((folder) => !isTextCorpus(folder))
    .flatMap((folder) => readArticles(folder).articles)
    .filter(({ form }) => form === 'interleaved' || form === 'blocks')
    .flatMap(({ files, groups }) => {
      const lines = readFileSync(files[0], 'utf8').split(/\r?\n/);
      const text = (numbers: readonly number[], between: string) =>
        numbers.map((line) => lines[line - 1].trim()).join(between);
      return groups
        .filter(({ zh, en }) => zh.length && en.length && !zh.some((line) => en.includes(line)))
        .map(({ zh, en }) => ({ zh: [text(zh, '')], en: [text(en, ' ')] }));
    });
}

/** The beads of the texts and the paragraphs of the articles, cut into sentences. */
export function readSentences(folders: readonly string[]): Pair[] {
  const texts = folders
    .filter(isTextCorpus)
    .flatMap(readDocuments)
    .flatMap(({ zh, en, gold }) =>
      gold.map((bead) => ({ zh: bead.zh.map((at) => zh[at]), en: bead.en.map((at) => en[at]) })),
    );
  const cut = (text: string, side: 'zh' | 'en') =>
    splitSentences(text, side).map(({ start, end }) => text.slice(start, end));
  const articles = readParagraphs(folders).map(({ zh, en }) => ({ zh: cut(zh[0], 'zh'), en: cut(en[0], 'en') }));
  return [...texts, ...articles];
}

/** The pairs again and again until their Chinese has `size` strings; each time round differs by `change`. */
export function grown(
  pairs: readonly Pair[],
  size: number,
  change: (pair: Pair, round: number) => Pair = (pair) => pair,
): Pair[] {
  if (!pairs.some(({ zh }) => zh.length)) throw new Error('The corpora have no Chinese to measure with.');
  const out: Pair[] = [];
  let have = 0;
  for (let at = 0; have < size; at++) {
    const pair = pairs[at % pairs.length];
    const next = at < pairs.length ? pair : change(pair, Math.floor(at / pairs.length));
    out.push(next);
    have += next.zh.length;
  }
  return out;
}

/**
 * Changes words for others, on both sides alike, and otherwise in each round, so that a text that is used again has
 * other sentences of the same kind: 老师 and teacher become 朋友 and friend. Words that stand about as often as each
 * other take turns.
 */
export function wordChanger(pairs: readonly Pair[], lexicon: Lexicon): (pair: Pair, round: number) => Pair {
  const words = wordPairs(pairs, lexicon);
  const placeOfZh = new Map(words.map(([zh], at) => [zh, at]));
  const placeOfEn = new Map(words.map(([, en], at) => [en, at]));
  // Every word steps on by the round within its own hundred, so that common words stay common.
  const REACH = 100;
  const other = (place: number, round: number) => {
    const from = Math.floor(place / REACH) * REACH;
    return words[from + ((place - from + round) % Math.min(REACH, words.length - from))];
  };
  return (pair, round) => ({
    zh: pair.zh.map((text) => {
      let out = '';
      let end = 0;
      for (const token of chineseTokens(text, lexicon)) {
        const place = placeOfZh.get(text.slice(token.start, token.end));
        out += text.slice(end, token.start);
        out += place === undefined ? text.slice(token.start, token.end) : other(place, round)[0];
        end = token.end;
      }
      return out + text.slice(end);
    }),
    en: pair.en.map((text) =>
      text.replace(/\p{L}+/gu, (word) => {
        const place = placeOfEn.get(word);
        return place === undefined ? word : other(place, round)[1];
      }),
    ),
  });
}

/** Of the places where either word stands, the share where both do: less, and they are no steady translation. */
const TOGETHER = 0.2;

/** Chinese words with an English word, in its plain form, that mostly translates them; the commonest first. */
function wordPairs(pairs: readonly Pair[], lexicon: Lexicon): (readonly [zh: string, en: string])[] {
  const counts = new Map<string, number>();
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { zh, en } of pairs) {
    const english = new Set(en.flatMap((text) => englishTokens(text, lexicon)).map(({ surface }) => surface));
    const chinese = new Map<string, number>();
    for (const text of zh) {
      for (const { headword, start, end } of chineseTokens(text, lexicon)) {
        if (headword >= 0 && end - start >= 2) chinese.set(text.slice(start, end), headword);
      }
    }
    for (const word of english) count(word);
    for (const [word, headword] of chinese) {
      count(word);
      for (const id of lexicon.translations(headword).ids) {
        const lemma = lexicon.englishWord(id);
        if (english.has(lemma)) count(`${word} ${lemma}`);
      }
    }
  }
  const taken = new Set<string>();
  const words: (readonly [string, string])[] = [];
  const together = [...counts].filter(([key]) => key.includes(' '));
  for (const [key, both] of together.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
    const [zh, en] = key.split(' ');
    if (taken.has(zh) || taken.has(en)) continue;
    if (both < TOGETHER * Math.max(counts.get(zh) ?? 0, counts.get(en) ?? 0)) continue;
    taken.add(zh).add(en);
    words.push([zh, en]);
  }
  return words;
}
