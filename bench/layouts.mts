/**
 * npm run bench:layouts -- CORPUS...: the gold groups of real articles laid out anew (all Chinese first, sections,
 * flipped order, dropped and swapped paragraphs …), with and without blank lines and with markup around them. Nobody
 * can have learnt these layouts by heart. Prints group F1 and how well paragraphs without counterpart are found.
 *
 * --only TEXT runs the layouts whose name holds TEXT; -v lists articles below .9.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Article, analyse, defaultSettings, lineAt, openLexicon, type Segment, sourceText } from '../src/core';
import { readArticles } from './corpus.mts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const lexicon = openLexicon(new Uint8Array(readFileSync(path.join(root, 'data/lexicon.bin'))));
const args = process.argv.slice(2);
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : '';
const folders = args.filter((argument, at) => !argument.startsWith('-') && args[at - 1] !== '--only');

/** A paragraph and its counterpart, as lines. */
interface Pair {
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

/** A paragraph in a layout; `group` names the pair it belongs to, −1 a foreign one. */
interface Item {
  readonly side: 'zh' | 'en';
  readonly lines: readonly string[];
  readonly group: number;
}

type Random = () => number;
type Arrange = (pairs: readonly Pair[], random: Random, others: readonly (readonly Pair[])[]) => Item[];

const zhOf = (pair: Pair, group: number): Item => ({ side: 'zh', lines: pair.zh, group });
const enOf = (pair: Pair, group: number): Item => ({ side: 'en', lines: pair.en, group });

/** A seeded generator (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Which side, if any, each pair loses: 15% of the Chinese and 15% of the English paragraphs. */
const losses = (pairs: readonly Pair[], random: Random) =>
  pairs.map(() => {
    const value = random();
    return value < 0.15 ? 'zh' : value < 0.3 ? 'en' : '';
  });

const arrangements: Readonly<Record<string, Arrange>> = {
  alternating: (pairs) => pairs.flatMap((pair, at) => [zhOf(pair, at), enOf(pair, at)]),
  'all zh, then all en': (pairs) => [...pairs.map(zhOf), ...pairs.map(enOf)],
  'sections of five': (pairs) => {
    const items: Item[] = [];
    for (let from = 0; from < pairs.length; from += 5) {
      const section = pairs.slice(from, from + 5);
      items.push(
        ...section.map((pair, at) => zhOf(pair, from + at)),
        ...section.map((pair, at) => enOf(pair, from + at)),
      );
    }
    return items;
  },
  'order flips half-way': (pairs) =>
    pairs.flatMap((pair, at) =>
      at < pairs.length / 2 ? [zhOf(pair, at), enOf(pair, at)] : [enOf(pair, at), zhOf(pair, at)],
    ),
  '15% dropped on each side': (pairs, random) => {
    const lost = losses(pairs, random);
    return pairs.flatMap((pair, at) => [
      ...(lost[at] === 'zh' ? [] : [zhOf(pair, at)]),
      ...(lost[at] === 'en' ? [] : [enOf(pair, at)]),
    ]);
  },
  '15% dropped, all zh then all en': (pairs, random) => {
    const lost = losses(pairs, random);
    return [
      ...pairs.map(zhOf).filter((_, at) => lost[at] !== 'zh'),
      ...pairs.map(enOf).filter((_, at) => lost[at] !== 'en'),
    ];
  },
  'neighbours swapped': (pairs, random) => {
    const order = pairs.map((_, at) => at);
    for (let at = 0; at + 1 < order.length; at++) {
      if (random() >= 0.15) continue;
      [order[at], order[at + 1]] = [order[at + 1], order[at]];
      at++;
    }
    return pairs.flatMap((pair, at) => [zhOf(pair, at), enOf(pairs[order[at]], order[at])]);
  },
  'foreign paragraphs': (pairs, random, others) =>
    pairs.flatMap((pair, at) => {
      if (random() >= 0.15) return [zhOf(pair, at), enOf(pair, at)];
      const from = others[Math.floor(random() * others.length)];
      return [zhOf(pair, at), enOf(from[Math.floor(random() * from.length)], -1)];
    }),
  'en in random order': (pairs, random) => {
    const order = pairs.map((_, at) => at);
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1));
      [order[at], order[other]] = [order[other], order[at]];
    }
    return [...pairs.map(zhOf), ...order.map((at) => enOf(pairs[at], at))];
  },
};

/** Markup around a paragraph: what people's tools and templates leave there. */
const dressings: Readonly<Record<string, (item: Item) => Item>> = {
  plain: (item) => item,
  shortcodes: (item) => ({ ...item, lines: [`{{< ${item.side} >}}`, ...item.lines, `{{< /${item.side} >}}`] }),
  labels: (item) => ({
    ...item,
    lines: item.lines.map((line, at) => (at ? line : `${item.side === 'zh' ? '【原文】' : '[Translation] '}${line}`)),
  }),
  quotes: (item) => ({ ...item, lines: item.lines.map((line) => `> ${line}`) }),
};

interface Tally {
  right: number;
  found: number;
  gold: number;
  orphans: number;
  orphansFound: number;
  orphansRight: number;
}

for (const folder of folders) {
  const corpus = readArticles(folder);
  const articles = corpus.articles
    .filter((article) => article.form === 'interleaved')
    .map((article) => {
      const lines = readFileSync(article.files[0], 'utf8').split(/\r?\n/);
      const text = (numbers: readonly number[]) => numbers.map((line) => lines[line - 1].trim());
      return { id: article.id, pairs: article.groups.map(({ zh, en }): Pair => ({ zh: text(zh), en: text(en) })) };
    })
    .filter(({ pairs }) => pairs.length >= 4 && pairs.every(({ zh, en }) => zh.length && en.length));
  console.log(`${path.basename(folder)}: ${articles.length} articles in other layouts`);
  for (const [name, arrange] of Object.entries(arrangements)) {
    for (const [dressing, dress] of Object.entries(dressings)) {
      for (const blank of dressing === 'plain' ? [true, false] : [true]) {
        if (dressing !== 'plain' && !/alternating|then all en|dropped on/.test(name)) continue;
        const title = `${name}, ${blank ? 'blank lines' : 'no blank lines'}${dressing === 'plain' ? '' : `, ${dressing}`}`;
        if (!title.includes(only)) continue;
        run(title, articles, { arrange, dress, blank });
      }
    }
  }
}

function run(
  title: string,
  articles: readonly { id: string; pairs: readonly Pair[] }[],
  { arrange, dress, blank }: { arrange: Arrange; dress: (item: Item) => Item; blank: boolean },
): void {
  const total: Tally = { right: 0, found: 0, gold: 0, orphans: 0, orphansFound: 0, orphansRight: 0 };
  const random = randomFrom(7);
  const weak: string[] = [];
  for (const { id, pairs } of articles) {
    // Without blank lines a paragraph is a line.
    const shaped = blank ? pairs : pairs.map(({ zh, en }) => ({ zh: [zh.join('')], en: [en.join(' ')] }));
    const items = arrange(
      shaped,
      random,
      articles.map((other) => other.pairs),
    );
    const lines: string[] = [];
    const gold = new Map<string, { zh: number[]; en: number[] }>();
    items.forEach((item, at) => {
      const dressed = dress(item).lines;
      const key = item.group < 0 ? `foreign ${at}` : String(item.group);
      const group = gold.get(key) ?? { zh: [], en: [] };
      gold.set(key, group);
      for (const line of dressed) {
        lines.push(line);
        if (!/^\{\{/.test(line)) group[item.side].push(lines.length);
      }
      if (blank) lines.push('');
    });
    const article = analyse({
      sources: [sourceText(lines.join('\n'))],
      format: 'prose',
      lexicon,
      settings: defaultSettings,
    });
    const wanted = new Set<string>();
    const orphans = new Set<number>();
    for (const { zh, en } of gold.values()) {
      if (zh.length && en.length) wanted.add(`${zh}|${en}`);
      else for (const line of [...zh, ...en]) orphans.add(line);
    }
    const found = article.groups.map((group) => `${linesOf(article, group.zh)}|${linesOf(article, group.en)}`);
    const right = found.filter((key) => wanted.has(key)).length;
    total.right += right;
    total.found += found.length;
    total.gold += wanted.size;
    total.orphans += orphans.size;
    for (const finding of article.findings) {
      if (finding.code !== 'unaligned' || finding.severity !== 'warning') continue;
      const at = article.segments.findIndex((segment) => segment.span === finding.span);
      for (const line of linesOf(article, [at])) {
        total.orphansFound++;
        if (orphans.has(line)) total.orphansRight++;
      }
    }
    const own = (2 * right) / (found.length + wanted.size || 1);
    if (own < 0.9) weak.push(`    ${id} ${own.toFixed(3)}${article.recognition.recognised ? '' : ' not recognised'}`);
  }
  const f1 = (2 * total.right) / (total.found + total.gold || 1);
  const orphans = total.orphans
    ? `orphan lines P ${(total.orphansRight / (total.orphansFound || 1)).toFixed(3)} R ${(total.orphansRight / total.orphans).toFixed(3)}`
    : `wrong warnings ${total.orphansFound}`;
  console.log(`  ${title.padEnd(56)} F1 ${f1.toFixed(3)}   ${orphans}`);
  if (args.includes('-v')) for (const line of weak) console.log(line);
}

function linesOf(article: Article, segments: readonly number[]): number[] {
  const lines: number[] = [];
  for (const at of segments) {
    const { span }: Segment = article.segments[at];
    const source = article.sources[span.source];
    for (let line = lineAt(source, span.start); line <= lineAt(source, span.end - 1); line++) lines.push(line + 1);
  }
  return lines.sort((a, b) => a - b);
}
