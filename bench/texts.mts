/**
 * npm run bench:texts -- [-v] [--folds] CORPUS...: two texts against gold ladders. Strict and lax precision, recall and F1 after
 * Sennrich & Volk (2010), by type of bead, how far the probabilities are true, and the published figures of others.
 *
 * -v lists every document. --folds aligns each document a second time, by weights that are trained on all others: the
 * figure to go by where the committed weights saw the corpus. Folders of articles are not measured, only trained on.
 */
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { alignTexts } from '../src/core';
import { calibration, interval, share, table } from './figures.mts';
import { committed, leavingOut, trainingDocuments, type WeightsFor } from './folds.mts';
import {
  BEAD_TYPES,
  beadType,
  type Comparison,
  compareLadders,
  isTextCorpus,
  readDocuments,
  scoreOf,
  type TextDocument,
} from './ladders.mts';
import { readLexicon } from './lexicon.mts';

/**
 * Strict F1 of others on MAC (novels; its development and test part) and a Bible: not measured here, but published or,
 * as hunalign with CC-CEDICT, built and run for comparison.
 */
const PEERS = [
  ['strict F1 of others', 'needs', 'MAC-Dev', 'MAC-Test', 'Bible'],
  ['Gale–Church', 'lengths', '.485', '.491', '.554'],
  ['hunalign, LDC dictionary', 'C++, 224k entries', '.610', '.627', '.709'],
  ['hunalign, CC-CEDICT', 'C++', '.696', '.700', '.848'],
  ['Bleualign', 'machine translation', '.641', '.680', '.422'],
  ['Vecalign', 'LASER embeddings', '.863', '.886', '.859'],
  ['Bertalign', 'LaBSE, a GPU', '.911', '.915', '.866'],
];

const lexicon = readLexicon();
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
if (!folders.length) {
  console.error('usage: npm run bench:texts -- [-v] [--folds] CORPUS...');
  process.exit(2);
}
const corpora = folders
  .filter(isTextCorpus)
  .map((folder) => ({ name: path.basename(folder), documents: readDocuments(folder) }));
const everything = trainingDocuments(folders);
for (const { name, documents } of corpora) {
  report(`${name}, committed weights`, documents, committed);
  if (flags.includes('--folds')) report(`${name}, leave one document out`, documents, leavingOut(everything, lexicon));
}
console.log(`\n${table(PEERS)}`);

/** Aligns the documents and prints how well. */
function report(title: string, documents: readonly TextDocument[], weightsFor: WeightsFor): void {
  let ms = 0;
  const compared = documents.map((document) => {
    const { zh, en } = document;
    const weights = weightsFor(document);
    const from = performance.now();
    const beads = alignTexts({ zh, en, lexicon, weights });
    ms += performance.now() - from;
    return compareLadders(beads, document.gold);
  });
  const sentences = documents.reduce((total, { zh, en }) => total + zh.length + en.length, 0);
  console.log(`\n${title}: ${documents.length} documents, ${sentences} sentences, ${ms.toFixed(0)} ms\n`);
  console.log(`${accuracy(flags.includes('-v') ? documents : [], compared)}\n`);
  console.log(`${table(byType(compared))}\n`);
  const beads = compared.flatMap(({ found }) => found);
  console.log(
    `  probabilities of beads with both sides\n\n${table(calibration(beads.filter(({ bead }) => beadType(bead) !== 'null')))}`,
  );
}

function accuracy(documents: readonly TextDocument[], compared: readonly Comparison[]): string {
  const row = (name: string, parts: Comparison['stretches']) => {
    const strict = scoreOf(parts, 'Strict');
    const lax = scoreOf(parts, 'Lax');
    const between = interval(parts, (sample) => scoreOf(sample, 'Strict').f);
    const figures = [strict.p, strict.r, strict.f].map((figure) => figure.toFixed(3));
    const range = between.map((figure) => figure.toFixed(3)).join(' – ');
    return [name, ...figures, range, ...[lax.p, lax.r, lax.f].map((figure) => figure.toFixed(3))];
  };
  return table([
    ['', 'strict P', 'R', 'F1', '95% interval', 'lax P', 'R', 'F1'],
    ...documents.map(({ id }, at) => row(id, compared[at].stretches)),
    row(
      'all',
      compared.flatMap(({ stretches }) => stretches),
    ),
  ]);
}

/** Precision by the type of the bead found, recall by the type of the gold's. */
function byType(compared: readonly Comparison[]): string[][] {
  return [
    ['bead (zh–en)', 'found', 'P', 'gold', 'R'],
    ...BEAD_TYPES.map((type) => {
      const of = (name: 'found' | 'gold') =>
        compared.flatMap((each) => each[name]).filter(({ bead }) => beadType(bead) === type);
      const right = (list: readonly { readonly right: boolean }[]) => list.filter((each) => each.right).length;
      const [found, gold] = [of('found'), of('gold')];
      return [
        type,
        String(found.length),
        share(right(found), found.length),
        String(gold.length),
        share(right(gold), gold.length),
      ];
    }),
  ];
}
