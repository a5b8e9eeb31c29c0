/**
 * npm run bench:layouts -- CORPUS...: the gold groups of real articles laid out anew (all Chinese first, sections,
 * flipped order, dropped and swapped paragraphs …), with and without blank lines and with markup around them. Nobody
 * can have learnt these layouts by heart. Prints group F1, how well body paragraphs without counterpart are left alone,
 * and how well warnings name them.
 *
 * --only TEXT runs the layouts whose name holds TEXT (several: A|B); -v lists articles below .9; --forms leaves
 * out the plain arrangements; --dump DIR writes texts below .98 there and prints what is wrong in them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Article, analyse, defaultSettings, lineAt, type Segment, sourceText } from '../src/core';
import { readArticles } from './corpus.mts';
import { randomFrom } from './figures.mts';
import { arranged, arrangements, dressings, forms, type LaidOut, laidOut, type Pair } from './forms.mts';
import { readLexicon } from './lexicon.mts';

const lexicon = readLexicon();
const args = process.argv.slice(2);
const dump = args.includes('--dump') ? args[args.indexOf('--dump') + 1] : '';
const only = (args.includes('--only') ? args[args.indexOf('--only') + 1] : '').split('|');
const wants = (title: string) => only.some((text) => title.includes(text));
const folders = args.filter(
  (argument, at) => !argument.startsWith('-') && !/^--(?:only|dump)$/.test(args[at - 1] ?? ''),
);

interface Tally {
  right: number;
  found: number;
  gold: number;
  orphans: number;
  orphansFound: number;
  orphansRight: number;
  warned: number;
  warnedRight: number;
}

/** The forms of `forms.mts` are tried on every so many articles, each form on others. */
const SAMPLED = 3;

interface Source {
  readonly id: string;
  readonly pairs: readonly Pair[];
}

for (const folder of folders) {
  const corpus = readArticles(folder);
  const articles = corpus.articles
    .filter((article) => article.form === 'interleaved')
    .map((article): Source => {
      const lines = readFileSync(article.files[0], 'utf8').split(/\r?\n/);
      const text = (numbers: readonly number[]) => numbers.map((line) => lines[line - 1].trim());
      return { id: article.id, pairs: article.groups.map(({ zh, en }): Pair => ({ zh: text(zh), en: text(en) })) };
    })
    .filter(({ pairs }) => pairs.length >= 4 && pairs.every(({ zh, en }) => zh.length && en.length));
  const others = articles.map(({ pairs }) => pairs);
  console.log(`${path.basename(folder)}: ${articles.length} articles in other layouts`);
  for (const [name, arrange] of args.includes('--forms') ? [] : Object.entries(arrangements)) {
    for (const [dressing, dress] of Object.entries(dressings)) {
      for (const blank of dressing === 'plain' ? [true, false] : [true]) {
        if (dressing !== 'plain' && !/alternating|then all en|dropped on/.test(name)) continue;
        const title = `${name}, ${blank ? 'blank lines' : 'no blank lines'}${dressing === 'plain' ? '' : `, ${dressing}`}`;
        if (!wants(title)) continue;
        const random = randomFrom(7);
        run(title, articles, (pairs) => arranged(pairs, { arrange, dress, blank, random, others }));
      }
    }
  }
  if (Object.keys(forms).some(wants)) console.log(`forms, each on one article in ${SAMPLED}:`);
  Object.entries(forms).forEach(([name, form], number) => {
    if (!wants(name)) return;
    const random = randomFrom(number);
    const sample = articles.filter((_, at) => at % SAMPLED === number % SAMPLED);
    run(name, sample, (pairs) => laidOut(form(pairs, random, others)));
  });
}

function run(title: string, articles: readonly Source[], layOut: (pairs: readonly Pair[]) => LaidOut): void {
  const total: Tally = {
    right: 0,
    found: 0,
    gold: 0,
    orphans: 0,
    orphansFound: 0,
    orphansRight: 0,
    warned: 0,
    warnedRight: 0,
  };
  const weak: string[] = [];
  for (const { id, pairs } of articles) {
    const { text, groups } = layOut(pairs);
    const article = analyse({ sources: [sourceText(text)], format: 'prose', lexicon, settings: defaultSettings });
    const wanted = new Set<string>();
    const orphans = new Set<number>();
    for (const { zh, en } of groups) {
      if (zh.length && en.length) wanted.add(`${zh}|${en}`);
      else for (const line of [...zh, ...en]) orphans.add(line);
    }
    const found = new Set(article.groups.map((group) => `${linesOf(article, group.zh)}|${linesOf(article, group.en)}`));
    const right = [...found].filter((key) => wanted.has(key)).length;
    total.right += right;
    total.found += found.size;
    total.gold += wanted.size;
    total.orphans += orphans.size;
    const linked = new Set(article.groups.flatMap((group) => [...group.zh, ...group.en]));
    article.segments.forEach(({ alignable, role }, at) => {
      if (!alignable || role !== 'body' || linked.has(at)) return;
      for (const line of linesOf(article, [at])) {
        total.orphansFound++;
        if (orphans.has(line)) total.orphansRight++;
      }
    });
    for (const line of warnedLines(article)) {
      total.warned++;
      if (orphans.has(line)) total.warnedRight++;
    }
    const own = (2 * right) / (found.size + wanted.size || 1);
    if (own < 0.9) weak.push(`    ${id} ${own.toFixed(3)}${article.recognition.recognised ? '' : ' not recognised'}`);
    if (dump && own < 0.98) {
      for (const key of found) if (!wanted.has(key)) console.log(`      + ${id} ${key}`);
      for (const key of wanted) if (!found.has(key)) console.log(`      - ${id} ${key}`);
      writeFileSync(path.join(dump, `${id}.${title.replace(/[^a-z]+/g, '-')}.txt`), text);
    }
  }
  const f1 = (2 * total.right) / (total.found + total.gold || 1);
  const rates = (right: number, found: number) =>
    `P ${(right / (found || 1)).toFixed(3)} R ${(right / total.orphans).toFixed(3)}`;
  const orphans = total.orphans
    ? `orphan lines ${rates(total.orphansRight, total.orphansFound)}, warned of ${rates(total.warnedRight, total.warned)}`
    : `lines left alone ${total.orphansFound}, wrongly warned of ${total.warned}`;
  console.log(`  ${title.padEnd(56)} F1 ${f1.toFixed(3)}   ${orphans}`);
  if (args.includes('-v')) for (const line of weak) console.log(line);
}

/** Lines that a warning calls without counterpart: by itself, or with what stands in the counterpart's place. */
function warnedLines(article: Article): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { code, severity, span, related } of article.findings) {
    if (severity !== 'warning' || !/^(?:unaligned|doubtful-link|untranslated)$/.test(code)) continue;
    const about = code === 'doubtful-link' ? [span, ...related.map((each) => each.span)] : [span];
    article.segments.forEach((segment, at) => {
      const inside = (one: Segment['span']) =>
        one.source === segment.span.source && one.start <= segment.textStart && one.end >= segment.span.end;
      if (about.some(inside)) for (const line of linesOf(article, [at])) lines.add(line);
    });
  }
  return lines;
}

function linesOf(article: Article, segments: readonly number[]): number[] {
  const lines = new Set<number>();
  for (const at of segments) {
    const { span }: Segment = article.segments[at];
    const source = article.sources[span.source];
    for (let line = lineAt(source, span.start); line <= lineAt(source, span.end - 1); line++) lines.add(line + 1);
  }
  return [...lines].sort((a, b) => a - b);
}
