/**
 * npm run bench:dropped -- [--folds] [--seeds N] CORPUS...: takes blocks of beads (1, 3, 6, 12 long) from one side of
 * two texts and scores what is found: the orphans on the other side, and the ladder of what remains.
 *
 * The blocks lie anywhere, as many as make some 60 beads in the whole corpus, and never touch each other. --folds
 * aligns each document by weights that are trained on all others.
 */
import path from 'node:path';
import { alignTexts } from '../src/core';
import { type Shortened, shortened } from './blocks.mts';
import { share, table } from './figures.mts';
import { committed, leavingOut, trainingDocuments, type WeightsFor } from './folds.mts';
import { beadType, type Counts, compareLadders, isTextCorpus, readDocuments, scoreOf } from './ladders.mts';
import { readLexicon } from './lexicon.mts';

/** Beads taken away in the whole corpus, about. */
const BEADS = 60;
const LENGTHS = [1, 3, 6, 12];

const args = process.argv.slice(2);
const seeds = args.includes('--seeds') ? Number(args[args.indexOf('--seeds') + 1]) : 3;
const folders = args.filter((argument, at) => !argument.startsWith('-') && args[at - 1] !== '--seeds');
if (!folders.length || !(seeds > 0)) {
  console.error('usage: npm run bench:dropped -- [--folds] [--seeds N] CORPUS...');
  process.exit(2);
}
const lexicon = readLexicon();

const everything = trainingDocuments(folders);
for (const folder of folders.filter(isTextCorpus)) {
  const documents = readDocuments(folder);
  const beads = documents.reduce((total, { gold }) => total + gold.length, 0);
  const folds = args.includes('--folds');
  const weightsFor = folds ? leavingOut(everything, lexicon) : committed;
  // What was shortened stands in the order of the documents.
  const measure = (parts: readonly Shortened[]) => measured(parts, (at) => weightsFor(documents[at]));
  const weights = folds ? 'leave one document out' : 'committed weights';
  console.log(
    `\n${path.basename(folder)}, ${weights}: ${beads} beads, about ${BEADS} without one side, ${seeds} seeds\n`,
  );
  const rows = [rowOf('nothing taken', [measure(documents.map((document) => ({ document, orphans: new Set() })))])];
  const all: Measure[] = [];
  for (const side of ['zh', 'en'] as const) {
    for (const length of LENGTHS) {
      const measures: Measure[] = [];
      for (let seed = 1; seed <= seeds; seed++)
        measures.push(measure(shortened(documents, { side, length, seed, beads: BEADS })));
      rows.push(rowOf(`${side}, blocks of ${length}`, measures));
      all.push(...measures);
    }
  }
  rows.push(rowOf('all with blocks taken', all));
  const head = ['taken from', 'orphans', 'found', 'R', 'called orphans', 'P', 'strict P', 'R', 'F1', 'F1 of links'];
  console.log(table([head, ...rows]));
}

interface Measure {
  readonly orphans: number;
  readonly orphansFound: number;
  /** Sentences that the ladder leaves alone, and those of them that the gold leaves alone too. */
  readonly alone: number;
  readonly aloneRight: number;
  readonly counts: readonly Counts[];
  readonly linked: { readonly found: number; readonly right: number; readonly gold: number };
}

function measured(documents: readonly Shortened[], weightsOf: (at: number) => ReturnType<WeightsFor>): Measure {
  const parts = documents.map(({ document, orphans }, at): Measure => {
    const beads = alignTexts({ zh: document.zh, en: document.en, lexicon, weights: weightsOf(at) });
    const { found, gold, stretches } = compareLadders(beads, document.gold);
    const alone = found.filter(({ bead }) => beadType(bead) === 'null');
    const links = found.filter(({ bead }) => beadType(bead) !== 'null');
    return {
      orphans: orphans.size,
      orphansFound: alone.filter(({ bead }) => orphans.has(bead.zh.length ? `zh${bead.zh}` : `en${bead.en}`)).length,
      alone: alone.length,
      aloneRight: alone.filter(({ right }) => right).length,
      counts: stretches,
      linked: {
        found: links.length,
        right: links.filter(({ right }) => right).length,
        gold: gold.filter(({ bead }) => beadType(bead) !== 'null').length,
      },
    };
  });
  return sum(parts);
}

function sum(measures: readonly Measure[]): Measure {
  const total = (of: (measure: Measure) => number) => measures.reduce((all, measure) => all + of(measure), 0);
  return {
    orphans: total(({ orphans }) => orphans),
    orphansFound: total(({ orphansFound }) => orphansFound),
    alone: total(({ alone }) => alone),
    aloneRight: total(({ aloneRight }) => aloneRight),
    counts: measures.flatMap(({ counts }) => counts),
    linked: {
      found: total(({ linked }) => linked.found),
      right: total(({ linked }) => linked.right),
      gold: total(({ linked }) => linked.gold),
    },
  };
}

function rowOf(name: string, measures: readonly Measure[]): string[] {
  const { orphans, orphansFound, alone, aloneRight, counts, linked } = sum(measures);
  const strict = scoreOf(counts, 'Strict');
  return [
    name,
    String(orphans),
    String(orphansFound),
    share(orphansFound, orphans),
    String(alone),
    share(aloneRight, alone),
    ...[strict.p, strict.r, strict.f].map((figure) => figure.toFixed(3)),
    share(2 * linked.right, linked.found + linked.gold),
  ];
}
