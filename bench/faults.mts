/**
 * Faults put into excerpts of articles, for training and measuring the checks: a sentence taken out of the middle of a
 * paragraph, and a translation replaced by another text. Seeded, and made of what a corpus folder holds as whole.
 */
import { readFileSync } from 'node:fs';
import type { Side } from '../src/core';
import type { GoldArticle, GoldGroup } from './corpus.mts';
import { randomFrom } from './figures.mts';

/** Neighbouring groups of an article with the lines between them. */
export interface Excerpt {
  readonly article: GoldArticle;
  readonly lines: readonly string[];
  /** 1-based lines of the excerpt. */
  readonly groups: readonly GoldGroup[];
}

/** An excerpt with one fault in it, and what it is without. */
export interface Fault {
  readonly kind: 'sentence' | 'replaced';
  readonly whole: Excerpt;
  readonly faulty: Excerpt;
  /** Index of the group that has the fault. */
  readonly group: number;
  /** Where something is missing, or is another text. */
  readonly side: Side;
  /** What was taken out. */
  readonly removed: string;
  /** Of a sentence: neither the first nor the last of its paragraph. */
  readonly inside: boolean;
}

/** Groups of an excerpt: as many as a page holds. */
const SIZE = { least: 12, most: 18 };
const FEWEST_GROUPS = 10;
const LONGEST = 16_000;
/** Lines without counterpart that an excerpt may hold. */
const MOST_FREE = 2;
/** What is taken out has at least so many characters. */
const SHORTEST: Readonly<Record<Side, number>> = { zh: 8, en: 25 };
/** English words of a text that replaces another, beside those of the other. */
const LENGTH = { least: 0.75, most: 1.3 };
const FEWEST_WORDS = 12;

const SENTENCES: Readonly<Record<Side, RegExp>> = {
  zh: /[^。！？!?]*[。！？!?]+[”’」』）)"*]*|[^。！？!?]+$/g,
  en: /(?<!\b(?:Mr|Ms|Dr|St|vs|Mrs|U\.S|No|Sen|Gen|e\.g|i\.e|[A-Z]))[.!?]+["”’)*]*\s+(?=[A-Z“"‘[(0-9—])/g,
};

/** A paragraph cut into sentences, the white space between them included, as those who made the corpora cut it. */
export function cut(text: string, side: Side): string[] {
  if (side === 'zh') return (text.match(SENTENCES.zh) ?? []).filter((part) => part.trim());
  const out: string[] = [];
  let last = 0;
  for (const { index, 0: mark } of text.matchAll(SENTENCES.en)) {
    out.push(text.slice(last, index + mark.length));
    last = index + mark.length;
  }
  if (text.slice(last).trim()) out.push(text.slice(last));
  return out;
}

const wordsOf = (text: string) => text.match(/[A-Za-z]+/g)?.length ?? 0;
const linesOf = (lines: readonly string[], which: readonly number[]) => which.map((line) => lines[line - 1]);
const textOf = (lines: readonly string[], which: readonly number[]) =>
  linesOf(lines, which)
    .map((line) => line.trim())
    .join(' ');
const isRun = (numbers: readonly number[]) => numbers.every((number, at) => !at || number === numbers[at - 1] + 1);

/** Groups that are prose, as lines without a gap. */
function isProse(lines: readonly string[], { zh, en }: GoldGroup): boolean {
  if (!zh.length || !en.length || !isRun(zh) || !isRun(en)) return false;
  const chinese = textOf(lines, zh);
  return (
    (chinese.match(/\p{Script=Han}/gu)?.length ?? 0) >= 14 && wordsOf(textOf(lines, en)) >= 8 && !/^#/.test(chinese)
  );
}

/** An excerpt that starts with a group; undefined where the groups do not stand one after the other. */
function excerptOf(article: GoldArticle, lines: readonly string[], from: number, size: number): Excerpt | undefined {
  const own = article.groups.slice(from, from + size);
  if (own.length < FEWEST_GROUPS) return undefined;
  const all = own.map(({ zh, en }) => [...zh, ...en]);
  if (all.some((numbers, at) => at && Math.min(...numbers) <= Math.max(...all[at - 1]))) return undefined;
  if (own.some(({ zh, en }) => zh.some((line) => en.includes(line)))) return undefined;
  const [low, high] = [Math.min(...all.flat()), Math.max(...all.flat())];
  const inside = (line: number) => line >= low && line <= high;
  const others = article.groups.filter((group) => !own.includes(group));
  if (others.some(({ zh, en }) => [...zh, ...en].some(inside))) return undefined;
  if ([...article.unaligned.zh, ...article.unaligned.en].filter(inside).length > MOST_FREE) return undefined;
  const some = lines.slice(low - 1, high);
  if (some.join('').length > LONGEST) return undefined;
  const moved = (numbers: readonly number[]) => numbers.map((line) => line - low + 1);
  return { article, lines: some, groups: own.map(({ zh, en }) => ({ zh: moved(zh), en: moved(en) })) };
}

interface DropRequest {
  readonly whole: Excerpt;
  readonly group: number;
  readonly side: Side;
  readonly ends: boolean;
}

/** Takes a sentence out of a paragraph that has three or more on both sides. */
function dropSentence({ whole, group, side, ends }: DropRequest, random: () => number): Fault | undefined {
  const { lines, groups } = whole;
  const { zh, en } = groups[group];
  const line = groups[group][side][0];
  if (groups[group][side].length !== 1) return undefined;
  const counts = [cut(textOf(lines, zh), 'zh').length, cut(textOf(lines, en), 'en').length];
  if (Math.min(...counts) < 3 || Math.abs(counts[0] - counts[1]) > 1) return undefined;
  const parts = cut(lines[line - 1], side);
  if (parts.length < 3) return undefined;
  const at = ends ? Math.floor(random() * parts.length) : 1 + Math.floor(random() * (parts.length - 2));
  const inside = at > 0 && at < parts.length - 1;
  const removed = parts[at].trim();
  if (removed.length < SHORTEST[side]) return undefined;
  const left = parts.filter((_, k) => k !== at).join('');
  const faulty = lines.map((text, k) => (k === line - 1 ? left : text));
  return { kind: 'sentence', whole, faulty: { ...whole, lines: faulty }, group, side, removed, inside };
}

/** A text that may stand for another. */
interface Spare {
  readonly lines: readonly string[];
  readonly words: number;
  readonly article: GoldArticle;
}

/** Puts a text of about the same length from another article in the English one's place. */
function replace(whole: Excerpt, group: number, spares: readonly Spare[], random: () => number): Fault | undefined {
  const { lines, groups } = whole;
  const { en } = groups[group];
  const words = wordsOf(textOf(lines, en));
  const fitting = spares.filter(
    (spare) =>
      spare.article !== whole.article && spare.words >= LENGTH.least * words && spare.words <= LENGTH.most * words,
  );
  const akin = fitting.filter(({ article }) => article.kind === whole.article.kind);
  const from = akin.length ? akin : fitting;
  if (!from.length) return undefined;
  const spare = from[Math.floor(random() * from.length)];
  const more = spare.lines.length - en.length;
  const moved = (line: number) => (line > en[en.length - 1] ? line + more : line);
  const place = spare.lines.map((_, at) => en[0] + at);
  const faulty: Excerpt = {
    article: whole.article,
    lines: [...lines.slice(0, en[0] - 1), ...spare.lines, ...lines.slice(en[en.length - 1])],
    groups: groups.map(({ zh, en }, at) => ({ zh: zh.map(moved), en: at === group ? place : en.map(moved) })),
  };
  return { kind: 'replaced', whole, faulty, group, side: 'en', removed: textOf(lines, en), inside: false };
}

/** Which faults are made. */
export interface FaultsRequest {
  readonly seed: number;
  /** Share of the groups that lose a sentence, of either side, and of those whose English is replaced. */
  readonly sentences: number;
  readonly replaced: number;
  /** The first and the last sentence of a paragraph may be lost, too. */
  readonly ends: boolean;
}

/** Excerpts of articles with one fault each, article by article. */
export function* faultsIn(articles: readonly GoldArticle[], request: FaultsRequest): Generator<Fault> {
  const mixed = articles
    .filter(({ form }) => form === 'interleaved')
    .map((article) => {
      const text = readFileSync(article.files[0], 'utf8').replace(/^\ufeff/, '');
      return { article, lines: text.replace(/\n+$/, '').split('\n') };
    });
  const spares = mixed.flatMap(({ article, lines }) =>
    article.groups.flatMap(({ en }): Spare[] => {
      const own = linesOf(lines, en);
      const words = wordsOf(own.join(' '));
      return words < FEWEST_WORDS || /\p{Script=Han}/u.test(own.join()) ? [] : [{ lines: own, words, article }];
    }),
  );
  for (const [number, { article, lines }] of mixed.entries()) {
    const random = randomFrom(1000 * request.seed + number);
    const around = (at: number) => {
      const size = SIZE.least + Math.floor(random() * (SIZE.most - SIZE.least + 1));
      const last = Math.max(0, article.groups.length - size);
      const from = Math.min(last, Math.max(0, at - Math.floor(random() * size)));
      const excerpt = excerptOf(article, lines, from, size);
      return excerpt && { excerpt, group: at - from };
    };
    for (const [at, own] of article.groups.entries()) {
      if (!isProse(lines, own)) continue;
      for (const side of ['zh', 'en'] as const) {
        if (random() >= request.sentences) continue;
        const place = around(at);
        const fault =
          place && dropSentence({ whole: place.excerpt, group: place.group, side, ends: request.ends }, random);
        if (fault) yield fault;
      }
      if (random() >= request.replaced) continue;
      const place = around(at);
      const fault = place && replace(place.excerpt, place.group, spares, random);
      if (fault) yield fault;
    }
  }
}
