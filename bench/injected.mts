/**
 * npm run bench:injected -- [-v] [--seeds=N] ARTICLES...: what the checks find of faults that ./faults.mts puts into
 * excerpts of a corpus folder, by the source of the article. Many more of them than a corpus holds, and none that anybody
 * has looked at; for what is reported where nothing is wrong, see ./checks.mts.
 */
import { analyse, defaultSettings, formatOf, lineAt, sourceText } from '../src/core';
import { readArticles } from './corpus.mts';
import { type Fault, faultsIn } from './faults.mts';
import { share, table } from './figures.mts';
import { readLexicon } from './lexicon.mts';

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const seeds = Number(flags.find((flag) => flag.startsWith('--seeds='))?.slice('--seeds='.length) ?? 1);
if (!folders.length || !(seeds >= 1)) {
  console.error('usage: npm run bench:injected -- [-v] [--seeds=N] ARTICLES...');
  process.exit(2);
}

const CODES = { sentence: 'omitted-sentence', replaced: 'doubtful-link' } as const;
/** Share of the groups whose English is replaced. */
const REPLACED = 0.35;

const lexicon = readLexicon();

/** Codes of the warnings on the lines of the group that has the fault. */
function codesAt({ faulty, group }: Fault): readonly string[] {
  const source = sourceText(`${faulty.lines.join('\n')}\n`);
  const format = formatOf(faulty.article.files[0]);
  const { findings } = analyse({ sources: [source], format, lexicon, settings: defaultSettings });
  const place = new Set([...faulty.groups[group].zh, ...faulty.groups[group].en]);
  return findings
    .filter(({ severity, span }) => {
      if (severity !== 'warning' && severity !== 'error') return false;
      const [from, to] = [lineAt(source, span.start) + 1, lineAt(source, Math.max(span.start, span.end - 1)) + 1];
      return [...place].some((line) => from <= line && line <= to);
    })
    .map(({ code }) => code);
}

for (const folder of folders) {
  const { articles } = readArticles(folder);
  const tallies = new Map<string, { found: number; of: number }>();
  for (let seed = 1; seed <= seeds; seed++) {
    for (const fault of faultsIn(articles, { seed, sentences: 1, replaced: REPLACED, ends: seed % 2 === 0 })) {
      const kind = fault.kind === 'sentence' && !fault.inside ? 'sentence at an end' : fault.kind;
      const codes = codesAt(fault);
      const found = codes.includes(CODES[fault.kind]);
      for (const name of [kind, `  ${kind}: ${fault.faulty.article.kind}`]) {
        const tally = tallies.get(name) ?? { found: 0, of: 0 };
        tallies.set(name, { found: tally.found + (found ? 1 : 0), of: tally.of + 1 });
      }
      if (found || !flags.includes('-v')) continue;
      console.log(`missed ${kind} ${fault.faulty.article.id} ${fault.side} ‹${fault.removed.slice(0, 90)}› ${codes}`);
    }
  }
  console.log(`\n${folder}`);
  const rows = [...tallies].sort(([a], [b]) => (a.trim() < b.trim() ? -1 : 1));
  console.log(
    table([
      ['Fault', 'Found', 'Of', 'Share'],
      ...rows.map(([name, { found, of }]) => [name, String(found), String(of), share(found, of)]),
    ]),
  );
}
