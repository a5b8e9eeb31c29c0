/**
 * npm run bench:cost -- [--large] CORPUS...: what the work costs: opening the dictionary, articles, two texts, each at
 * n, 2n and 4n, and how time and memory grow. Every measurement runs in a process of its own on the bundled program.
 *
 * --large adds two texts of 41,500 and 83,000 Chinese sentences. Texts longer than the corpora use them again with
 * other words (bench/material.mts). Times depend on the machine; ratios and growth do so much less.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { deflateRawSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { readArticles } from './corpus.mts';
import { median, table } from './figures.mts';
import { isTextCorpus } from './ladders.mts';
import { ROOT, readLexicon } from './lexicon.mts';
import { grown, type Pair, readParagraphs, readSentences, wordChanger } from './material.mts';
import type { Measurement } from './measure.mts';

const SENTENCES = [1250, 2500, 5000];
const LARGE = [41_500, 83_000];
const PARAGRAPHS = [250, 500, 1000];
/** Whole processes and openings of the dictionary are measured so often. */
const TIMES = 7;

const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const cli = path.join(ROOT, 'dist', 'cli.js');
const dictionary = path.join(ROOT, 'data', 'lexicon.bin');
if (!folders.length) {
  console.error('usage: npm run bench:cost -- [--large] CORPUS...');
  process.exit(2);
}
if (!existsSync(cli)) {
  console.error('dist/cli.js is missing: run “npm run build” first.');
  process.exit(2);
}

const scratch = mkdtempSync(path.join(os.tmpdir(), 'parallel-text-cost-'));
try {
  console.log(`${os.cpus().length} × ${os.cpus()[0].model.trim()}, Node ${process.versions.node}\n`);
  bundle();
  measureDictionary();
  measureArticles();
  measureTexts();
} finally {
  rmSync(scratch, { recursive: true });
}

function bundle(): void {
  buildSync({
    entryPoints: [path.join(ROOT, 'bench', 'measure.mts')],
    outfile: path.join(scratch, 'measure.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
  });
}

/** Runs one measurement; undefined when the process fell over, which its own words on standard error explain. */
function measure(kind: string, ...files: readonly string[]): Measurement | undefined {
  const script = path.join(scratch, 'measure.cjs');
  const { status, stdout } = spawnSync(process.execPath, [script, kind, dictionary, ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status === 0) return JSON.parse(stdout) as Measurement;
  process.exitCode = 1;
  return undefined;
}

function measureDictionary(): void {
  const opened = Array.from({ length: TIMES }, () => measure('open')?.work.ms ?? Number.NaN);
  const rows = ['lexicon.bin', 'senses.bin'].map((name) => {
    const bytes = readFileSync(path.join(ROOT, 'data', name));
    const load = name === 'lexicon.bin' ? milliseconds(median(opened)) : '–';
    return [name, megabytes(bytes.length), megabytes(deflateRawSync(bytes, { level: 9 }).length), load];
  });
  console.log(table([['dictionary', 'size', 'packed', 'read and opened'], ...rows]));
}

function measureArticles(): void {
  const sample = path.join(ROOT, 'samples', 'news.zh-en.txt');
  const lines = readFileSync(sample, 'utf8')
    .split('\n')
    .filter((line) => line.trim()).length;
  const one = measure('article', sample);
  const rows = [
    clocked('a process that does nothing', ['-e', '0']),
    clocked(`sample of ${lines} lines, as a whole process`, [cli, 'check', sample]),
    rowOf(`sample of ${lines} lines, first time`, one && { ...one, work: one.first }),
    rowOf(`sample of ${lines} lines, warm`, one),
  ];
  for (const folder of folders.filter((each) => !isTextCorpus(each))) {
    const files = readArticles(folder).articles.map((article) => article.files[0]);
    const all = measure('articles', ...files);
    rows.push(rowOf(`${path.basename(folder)}, median, warm`, all));
    rows.push(rowOf(`${path.basename(folder)}, longest, warm`, all && { ...all, work: all.most }));
    rows.push(rowOf(`${path.basename(folder)}, median, warm, no checks`, measure('linked', ...files)));
  }
  const paragraphs = readParagraphs(folders);
  if (paragraphs.length) {
    const change = wordChanger(paragraphs, readLexicon());
    let last: Measurement | undefined;
    for (const size of PARAGRAPHS) {
      const file = path.join(scratch, 'article.txt');
      const lines = grown(paragraphs, size, change).flatMap(({ zh, en }) => [...zh, '', ...en, '']);
      writeFileSync(file, lines.join('\n'));
      const found = measure('article', file);
      rows.push(rowOf(`article of ${size} + ${size} paragraphs, warm`, found, last));
      last = found;
    }
  }
  console.log(`\n${table([['articles', 'time', 'processor', 'growth', 'peak', 'above the start'], ...rows])}`);
}

/** A whole process, by the clock alone. */
function clocked(name: string, args: readonly string[]): string[] {
  const times = Array.from({ length: TIMES }, () => {
    const from = performance.now();
    spawnSync(process.execPath, args, { cwd: scratch, stdio: 'ignore' });
    return performance.now() - from;
  });
  return [name, milliseconds(median(times)), '', '', '', ''];
}

function measureTexts(): void {
  const sentences = readSentences(folders);
  const change = wordChanger(sentences, readLexicon());
  const rows: string[][] = [];
  const run = (name: string, pairs: readonly Pair[], last?: Measurement) => {
    const zh = pairs.flatMap((pair) => pair.zh);
    const en = pairs.flatMap((pair) => pair.en);
    const files = [path.join(scratch, 'zh.txt'), path.join(scratch, 'en.txt')];
    writeFileSync(files[0], zh.join('\n'));
    writeFileSync(files[1], en.join('\n'));
    const found = measure('texts', ...files);
    const again = 1 - new Set(zh).size / zh.length;
    rows.push([`${zh.length} × ${en.length}${name}`, again.toFixed(2), ...rowOf('', found, last).slice(1)]);
    return found;
  };
  const sizes = process.argv.includes('--large') ? [SENTENCES, LARGE] : [SENTENCES];
  for (const series of sizes) {
    let last: Measurement | undefined;
    for (const size of series) last = run('', grown(sentences, size, change), last);
  }
  const most = SENTENCES[SENTENCES.length - 1];
  const whole = grown(sentences, most, change);
  run(', a quarter of it four times', grown(grown(sentences, most / 4), most));
  run(
    ', the languages swapped',
    whole.map(({ zh, en }) => ({ zh: en, en: zh })),
  );
  const [first] = whole.filter(({ zh, en }) => zh.length && en.length);
  run(
    ', the same sentence all along',
    whole.map(({ zh, en }) => ({ zh: zh.map(() => first.zh[0]), en: en.map(() => first.en[0]) })),
  );
  const head = ['two texts (sentences)', 'repeated', 'time', 'processor', 'growth', 'peak', 'above the start'];
  console.log(`\n${table([head, ...rows])}`);
}

/** Time, processor time and its growth against half the size, peak memory and its rise over the start. */
function rowOf(name: string, found: Measurement | undefined, half?: Measurement): string[] {
  if (!found) return [name, 'failed', '', '', '', ''];
  return [
    name,
    milliseconds(found.work.ms),
    milliseconds(found.work.cpu),
    half ? (found.work.cpu / half.work.cpu).toFixed(2) : '',
    megabytes(found.peak),
    megabytes(found.peak - found.before),
  ];
}

function milliseconds(ms: number): string {
  return ms < 10_000 ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;
}
