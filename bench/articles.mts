/**
 * npm run bench:articles -- CORPUS...: how well articles are recognised and their paragraphs grouped, against the gold
 * of each corpus folder, beside a plain "block, then the next block" rule that is told which language leads.
 *
 * -v lists every article; --wrong lists the groups that are not in the gold; --folds tells how true the probabilities
 * are on kinds and on sources that they were not trained on, in articles as they stand and laid out anew.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { type Article, analyse, defaultSettings, formatOf, lineAt, type Segment, sourceText } from '../src/core';
import { APART } from '../src/core/align/settle';
import { type Example, fitted, gather, oddsOf, withOdds } from '../train/articles.mts';
import { type GoldArticle, readArticles } from './corpus.mts';
import { calibration, type Judged, table } from './figures.mts';
import { readLexicon } from './lexicon.mts';

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
if (!folders.length) {
  console.error('usage: npm run bench:articles -- [-v] [--wrong] CORPUS...');
  process.exit(2);
}

const opening = performance.now();
const lexicon = readLexicon();
console.log(`lexicon opened in ${(performance.now() - opening).toFixed(1)} ms`);

/** Lines of a segment that are not blank, 1-based. */
function linesOf(article: Article, segment: Segment): number[] {
  const source = article.sources[segment.span.source];
  const lines: number[] = [];
  for (let line = lineAt(source, segment.span.start); line <= lineAt(source, segment.span.end - 1); line++)
    lines.push(line + 1);
  return lines;
}

const unique = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);
const keyOf = (group: { zh: readonly number[]; en: readonly number[] }) => `${unique(group.zh)}|${unique(group.en)}`;

/** Groups of an article as sets of lines; several on the same lines count once. */
function groupKeys(article: Article): Set<string> {
  return new Set(
    article.groups.map((group) =>
      keyOf({
        zh: group.zh.flatMap((at) => linesOf(article, article.segments[at])),
        en: group.en.flatMap((at) => linesOf(article, article.segments[at])),
      }),
    ),
  );
}

/** The plain rule: a run of one language and the run of the other after it are a group. */
function blockRule(article: Article, lead: 'zh' | 'en'): Set<string> {
  const runs: { side: string; lines: number[] }[] = [];
  for (const segment of article.segments) {
    if (!segment.alignable) continue;
    const { side } = article.sentences[segment.sentences[0]];
    const last = runs.at(-1);
    if (last?.side === side) last.lines.push(...linesOf(article, segment));
    else runs.push({ side, lines: linesOf(article, segment) });
  }
  const keys = new Set<string>();
  for (let at = 0; at + 1 < runs.length; at++) {
    if (runs[at].side !== lead) continue;
    const [zh, en] = lead === 'zh' ? [runs[at], runs[at + 1]] : [runs[at + 1], runs[at]];
    keys.add(keyOf({ zh: zh.lines, en: en.lines }));
    at++;
  }
  return keys;
}

interface Score {
  right: number;
  found: number;
  gold: number;
}

const f1 = ({ right, found, gold }: Score) => (right ? (2 * right) / (found + gold) : 0);
const zero = (): Score => ({ right: 0, found: 0, gold: 0 });
function add(to: Score, from: Score): void {
  to.right += from.right;
  to.found += from.found;
  to.gold += from.gold;
}
const show = (score: Score) =>
  `F1 ${f1(score).toFixed(3)}  P ${(score.right / (score.found || 1)).toFixed(3)}  R ${(score.right / (score.gold || 1)).toFixed(3)}`;

function compare(found: ReadonlySet<string>, gold: ReadonlySet<string>): Score {
  return { right: [...found].filter((key) => gold.has(key)).length, found: found.size, gold: gold.size };
}

function analyseFiles(files: readonly string[]): { article: Article; ms: number } {
  const sources = files.map((file) => sourceText(readFileSync(file, 'utf8').replace(/^\ufeff/, '')));
  const from = performance.now();
  const article = analyse({ sources, format: formatOf(files[0]), lexicon, settings: defaultSettings });
  return { article, ms: performance.now() - from };
}

/** Sentence links as the gold writes them. */
function linkKeys(article: Article): Set<string> {
  const name = (at: number) => {
    const { span } = article.sentences[at];
    const source = article.sources[span.source];
    const line = lineAt(source, span.start);
    return `${line + 1}:${span.start - source.lineStarts[line]}-${span.end - source.lineStarts[line]}`;
  };
  return new Set(article.links.map((link) => `${link.zh.map(name)}|${link.en.map(name)}`));
}

for (const folder of folders) {
  const corpus = readArticles(folder);
  console.log(`\n${path.basename(folder)}: ${corpus.articles.length} articles, ${corpus.negatives.length} others`);
  const byForm = new Map<string, { score: Score; rule: Score }>();
  const hard = { score: zero(), rule: zero() };
  const all = zero();
  const parts = { kind: new Map<string, Score>(), source: new Map<string, Score>() };
  const judged: Judged[] = [];
  const times: number[] = [];
  let single = 0;
  let recognised = 0;
  const unalignedBody = { gold: 0, found: 0, told: 0, wrong: 0, groups: 0 };
  for (const gold of corpus.articles) {
    const { article, ms } = analyseFiles(gold.files);
    times.push(ms);
    if (gold.files.length === 1) {
      single++;
      if (article.recognition.recognised) recognised++;
    }
    const keys = new Set(gold.groups.map(keyOf));
    const score = compare(groupKeys(article), keys);
    // The rule sees the same segments, and of an unrecognised article as well: it needs no recognition.
    const segmented = article.recognition.recognised ? article : included(gold);
    const rules = (['zh', 'en'] as const).map((lead) => compare(blockRule(segmented, lead), keys));
    const rule = f1(rules[0]) >= f1(rules[1]) ? rules[0] : rules[1];
    const entry = byForm.get(gold.form) ?? { score: zero(), rule: zero() };
    byForm.set(gold.form, entry);
    add(entry.score, score);
    add(entry.rule, rule);
    if (gold.form !== 'pair') {
      add(all, score);
      for (const part of ['kind', 'source'] as const) {
        const own = parts[part].get(gold[part]) ?? zero();
        parts[part].set(gold[part], own);
        add(own, score);
      }
    }
    for (const group of article.groups) {
      const lines = (segments: readonly number[]) => segments.flatMap((at) => linesOf(article, article.segments[at]));
      judged.push({ score: group.score, right: keys.has(keyOf({ zh: lines(group.zh), en: lines(group.en) })) });
    }
    if (gold.form === 'interleaved' && f1(rule) < 0.5) {
      add(hard.score, score);
      add(hard.rule, rule);
    }
    countUnaligned(article, gold, unalignedBody);
    if (flags.includes('-v')) {
      console.log(
        `  ${gold.id.padEnd(40)} ${article.recognition.recognised ? ' ' : 'NOT RECOGNISED '}${show(score)}  rule ${f1(rule).toFixed(3)}  ${ms.toFixed(0)} ms  ${article.recognition.confidence}`,
      );
    }
    if (flags.includes('--wrong')) {
      const found = groupKeys(article);
      for (const key of found) if (!keys.has(key)) console.log(`    + ${gold.id} ${key}`);
      for (const key of keys) if (!found.has(key)) console.log(`    - ${gold.id} ${key}`);
    }
    if (gold.sentenceLinks) {
      const goldLinks = new Set(gold.sentenceLinks.map((link) => `${link.zh}|${link.en}`));
      const links = linkKeys(article);
      const score = compare(links, goldLinks);
      console.log(`  ${gold.id}: sentence links ${score.right} of ${score.gold} right, ${score.found} found`);
      if (flags.includes('--wrong')) for (const key of links) if (!goldLinks.has(key)) console.log(`    + ${key}`);
    }
  }
  for (const [form, { score, rule }] of byForm) {
    console.log(`  groups, ${form.padEnd(12)} ${show(score)}   (block rule ${f1(rule).toFixed(3)})`);
  }
  console.log(`  groups, all but pairs ${show(all)}`);
  console.log(
    `  groups, interleaved where the block rule is under .5: ${show(hard.score)}   (block rule ${f1(hard.rule).toFixed(3)})`,
  );
  for (const [part, scores] of Object.entries(parts)) {
    const sorted = [...scores].sort((a, b) => f1(a[1]) - f1(b[1])).slice(0, 4);
    console.log(`  lowest by ${part}: ${sorted.map(([name, score]) => `${name} ${f1(score).toFixed(3)}`).join(', ')}`);
  }
  console.log(`\n${table(calibration(judged))}\n`);
  if (flags.includes('--folds')) printFolds(folder);
  console.log(`  recognised: ${recognised} of ${single} single files`);
  const taken = corpus.negatives.filter((file) => {
    const { article } = analyseFiles([file]);
    if (article.recognition.recognised) console.log(`    wrongly recognised: ${path.basename(file)}`);
    return article.recognition.recognised;
  });
  console.log(`  wrongly recognised: ${taken.length} of ${corpus.negatives.length}`);
  console.log(
    `  unaligned body: ${unalignedBody.found} of ${unalignedBody.gold} warned of, ${unalignedBody.told} more told as information, ${unalignedBody.wrong} wrong warnings (${((100 * unalignedBody.wrong) / unalignedBody.groups).toFixed(2)} for 100 groups)`,
  );
  times.sort((a, b) => a - b);
  console.log(`  time: median ${times[times.length >> 1].toFixed(0)} ms, most ${times.at(-1)?.toFixed(0)} ms`);
}

/** How true probabilities are where the kind, or the source, took no part in the training. */
function printFolds(folder: string): void {
  const examples = gather([folder], lexicon);
  for (const part of ['kind', 'source'] as const) {
    const groups: Judged[] = [];
    const links: Judged[] = [];
    const apart = { all: 0, given: 0, wrong: 0 };
    for (const name of new Set(examples.groups.map((example) => example[part]))) {
      const others = (list: readonly Example[]) => list.filter((example) => example[part] !== name);
      const own = (list: readonly Example[]) => list.filter((example) => example[part] === name);
      const weights = fitted({
        groups: others(examples.groups),
        together: others(examples.together),
        links: others(examples.links),
      });
      const judge = (by: readonly number[]) => (example: Example) => ({
        score: 1 / (1 + Math.exp(-oddsOf(by, example.signs))),
        right: example.right,
      });
      groups.push(...own(examples.groups).map(judge(weights.group)));
      for (const { signs, right } of own(examples.together)) {
        const given = oddsOf(weights.together, signs) < APART;
        if (!right) apart.all++;
        if (given) apart[right ? 'wrong' : 'given']++;
      }
      links.push(...withOdds(own(examples.links), weights.together).map(judge(weights.link)));
    }
    console.log(`  leaving out one ${part} at a time, groups, then sentence links:`);
    console.log(`${table(calibration(groups))}\n\n${table(calibration(links))}\n`);
    console.log(
      `  groups of two that do not belong together: ${apart.given} of ${apart.all} given up, ${apart.wrong} others (of ${examples.together.length})\n`,
    );
  }
}

function included(gold: GoldArticle): Article {
  const sources = gold.files.map((file) => sourceText(readFileSync(file, 'utf8')));
  return analyse({ sources, format: formatOf(gold.files[0]), lexicon, settings: defaultSettings, scope: 'include' });
}

/** Warnings `unaligned` against the gold's untranslated lines; lines of other classes are neither right nor wrong. */
function countUnaligned(
  article: Article,
  gold: GoldArticle,
  into: { gold: number; found: number; told: number; wrong: number; groups: number },
): void {
  if (gold.form === 'pair') return;
  into.groups += gold.groups.length;
  const wanted = new Set(Object.keys(gold.classes).filter((line) => gold.classes[line].startsWith('untranslated')));
  into.gold += wanted.size;
  const linked = new Set(gold.groups.flatMap((group) => [...group.zh, ...group.en]));
  const warned = new Set<number>();
  for (const finding of article.findings) {
    if (finding.code !== 'unaligned') continue;
    const segment = article.segments.find((candidate) => candidate.span === finding.span);
    for (const line of segment ? linesOf(article, segment) : []) {
      if (finding.severity === 'warning') warned.add(line);
      else if (wanted.has(String(line))) into.told++;
    }
  }
  for (const line of warned) {
    if (wanted.has(String(line))) into.found++;
    else if (linked.has(line)) {
      into.wrong++;
      if (flags.includes('--wrong')) console.log(`    ! ${gold.id} line ${line} called unaligned`);
    }
  }
}
