/**
 * npm run bench:checks -- ARTICLES...: what the checks find of faults that were put into articles, and what they report
 * where nothing is wrong.
 *
 * A corpus folder has `faults/index.json`: a list of `{json}`, each naming a file with one fault
 * (`{file, control, fault: {kind, side, file_lines, group}, groups}`) and the same text without it. A fault is found when
 * one of its codes is reported, at its default severity or above, on a line of the fault or of its group. Clean are the
 * controls and the articles; there a warning on a line that the gold leaves unaligned, or that
 * `articles/natural_differences.json` names, is no false alarm.
 *
 * -v lists what was missed and what was wrong; --only CODE counts one check; --time prints what the checks cost.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Article, analyse, defaultSettings, formatOf, lineAt, type Severity, sourceText } from '../src/core';
import { checks } from '../src/core/checks';
import { runChecks } from '../src/core/checks/run';
import { freeLines, readArticles } from './corpus.mts';
import { table } from './figures.mts';
import { readLexicon } from './lexicon.mts';

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const only = flags.find((flag) => flag.startsWith('--only='))?.slice('--only='.length);
const verbose = flags.includes('-v');
const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
if (!folders.length) {
  console.error('usage: npm run bench:checks -- [-v] [--only=CODE] [--time] ARTICLES...');
  process.exit(2);
}

/** The codes that name each kind of fault, and the least share that should be found. */
const KINDS: Readonly<Record<string, { readonly codes: readonly string[]; readonly wanted: number }>> = {
  drop_zh_para: { codes: ['unaligned'], wanted: 0.97 },
  drop_en_para: { codes: ['unaligned'], wanted: 0.97 },
  untranslated_zh: { codes: ['untranslated'], wanted: 0.97 },
  dup_en_para: { codes: ['duplicate'], wanted: 0.97 },
  swap_en_paras: { codes: ['moved'], wanted: 0.95 },
  replaced_translation: { codes: ['doubtful-link'], wanted: 0.9 },
  change_number: { codes: ['number-mismatch', 'date-mismatch'], wanted: 0.9 },
  drop_sentence: { codes: ['omitted-sentence'], wanted: 0.8 },
  change_name: { codes: ['name-mismatch'], wanted: 0.75 },
};
/** Severities that the corpus of faults was made for: `moved` is information, the others are warnings. */
const LEAST: Readonly<Record<string, Severity>> = { moved: 'information' };
const RANK: Readonly<Record<Severity, number>> = { hint: 0, information: 1, warning: 2, error: 3 };

interface Fault {
  readonly file: string;
  readonly control: string;
  readonly fault: {
    readonly kind: string;
    readonly side: string;
    readonly file_lines: number[];
    readonly group: number;
  };
  readonly groups: readonly { readonly zh: readonly number[]; readonly en: readonly number[] }[];
}

interface Alarm {
  readonly code: string;
  readonly severity: Severity;
  readonly lines: readonly number[];
  readonly source: number;
  readonly file: string;
  readonly text: string;
  readonly message: string;
}

const lexicon = readLexicon();

function analyseFiles(files: readonly string[]): Article {
  const sources = files.map((file) => sourceText(readFileSync(file, 'utf8').replace(/^\ufeff/, '')));
  return analyse({ sources, format: formatOf(files[0]), lexicon, settings: defaultSettings });
}

function alarmsOf(article: Article, file: string): Alarm[] {
  return article.findings
    .filter(({ code }) => !only || code === only)
    .map(({ code, severity, span, message }) => {
      const source = article.sources[span.source];
      const [from, to] = [lineAt(source, span.start), lineAt(source, Math.max(span.start, span.end - 1))];
      const lines = Array.from({ length: to - from + 1 }, (_, at) => from + at + 1);
      const text = source.text.slice(span.start, span.end).replace(/\s+/g, ' ');
      return {
        code,
        severity,
        lines,
        source: span.source,
        file,
        text,
        message: `${message.key} ${JSON.stringify(message.args)}`,
      };
    });
}

const show = ({ file, lines, severity, code, text, message }: Alarm) =>
  `  ${path.basename(file)}:${lines[0]} ${severity} ${code} ‹${text.slice(0, 80)}› ${message}`;

for (const folder of folders) {
  const found = new Map<string, { found: number; of: number }>();
  const faults = path.join(folder, 'faults');
  const clean: Alarm[] = [];
  let groups = 0;
  const index: { json: string }[] = existsSync(path.join(faults, 'index.json'))
    ? JSON.parse(readFileSync(path.join(faults, 'index.json'), 'utf8'))
    : [];
  const controls = new Set<string>();
  for (const { json } of index) {
    const { file, control, fault, groups: gold }: Fault = JSON.parse(readFileSync(path.join(folder, json), 'utf8'));
    controls.add(control);
    const kind = KINDS[fault.kind];
    if (!kind || (only && !kind.codes.includes(only))) continue;
    const tally = found.get(fault.kind) ?? { found: 0, of: 0 };
    found.set(fault.kind, tally);
    tally.of++;
    const article = analyseFiles([path.join(faults, file)]);
    const own = [fault.group, ...(fault.kind === 'swap_en_paras' ? [fault.group + 1] : [])].flatMap((at) => [
      ...gold[at].zh,
      ...gold[at].en,
    ]);
    const place = new Set([...fault.file_lines, ...own]);
    const alarms = alarmsOf(article, file);
    const isIt = ({ code, severity, lines }: Alarm) =>
      kind.codes.includes(code) &&
      RANK[severity] >= RANK[LEAST[code] ?? 'warning'] &&
      lines.some((line) => place.has(line));
    if (alarms.some(isIt)) tally.found++;
    else if (verbose) {
      console.log(`missed ${file} lines ${fault.file_lines} ${JSON.stringify({ ...fault, control_lines: undefined })}`);
      for (const alarm of alarms) console.log(show(alarm));
    }
  }

  const natural: { article: string; zh_line: number | null; en_line: number | null }[] = existsSync(
    path.join(folder, 'articles/natural_differences.json'),
  )
    ? JSON.parse(readFileSync(path.join(folder, 'articles/natural_differences.json'), 'utf8'))
    : [];
  let alignment = 0;
  let checking = 0;
  const judge = (file: string, article: Article, name: string, from: number, free: readonly (readonly number[])[]) => {
    const known = new Set(
      natural.filter((one) => one.article === name).flatMap((one) => [one.zh_line ?? -1, one.en_line ?? -1]),
    );
    for (const alarm of alarmsOf(article, file)) {
      if (alarm.lines.some((line) => free[alarm.source].includes(line) || known.has(line + from - 1))) continue;
      clean.push(alarm);
    }
  };
  const { articles } = readArticles(folder);
  for (const gold of articles) {
    const before = process.cpuUsage();
    const article = analyseFiles(gold.files);
    const used = process.cpuUsage(before);
    groups += gold.groups.length;
    if (article.statistics) {
      const started = process.cpuUsage();
      runChecks({ ...article, lexicon, settings: defaultSettings, glossary: undefined }, checks);
      const own = process.cpuUsage(started);
      checking += own.user + own.system;
      alignment += used.user + used.system - own.user - own.system;
    }
    judge(gold.files[0], article, gold.id, 1, gold.free);
  }
  for (const control of controls) {
    const gold = JSON.parse(readFileSync(path.join(faults, control.replace(/\.\w+$/, '.json')), 'utf8'));
    groups += gold.groups.length;
    const file = path.join(faults, control);
    judge(file, analyseFiles([file]), gold.article, gold.article_lines[0], freeLines(gold.unaligned));
  }

  console.log(`\n${folder}`);
  if (found.size) {
    console.log(
      table([
        ['Fault', 'Found', 'Of', 'Share', 'Wanted'],
        ...[...found].map(([kind, { found: n, of }]) => [
          kind,
          String(n),
          String(of),
          (n / of).toFixed(2),
          KINDS[kind].wanted.toFixed(2),
        ]),
      ]),
    );
  }
  const loud = clean.filter(({ severity }) => RANK[severity] >= RANK.warning);
  const quiet = clean.filter(({ severity }) => severity === 'information');
  const codes = [...new Set(clean.map(({ code }) => code))].sort();
  const count = (list: readonly Alarm[], code: string) => String(list.filter((one) => one.code === code).length);
  const per100 = (n: number) => ((100 * n) / groups).toFixed(2);
  console.log(
    table([
      ['False alarms', 'Warnings', 'Information', 'Hints'],
      ...codes.map((code) => [
        code,
        count(loud, code),
        count(quiet, code),
        count(
          clean.filter(({ severity }) => severity === 'hint'),
          code,
        ),
      ]),
      ['all', String(loud.length), String(quiet.length), ''],
      [`for 100 of ${groups} groups`, per100(loud.length), per100(quiet.length), ''],
    ]),
  );
  if (flags.includes('--time')) {
    console.log(`processor time: checks ${(checking / alignment).toFixed(2)} of the rest of the analysis`);
  }
  if (verbose) for (const alarm of clean) console.log(show(alarm));
}
