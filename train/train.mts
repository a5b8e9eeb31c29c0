/**
 * npm run train -- CORPUS...: rebuilds the weights that the program comes with from folders in the corpus formats (two
 * texts with a ladder, or articles). The same folders give the same file.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArticles } from '../bench/corpus.mts';
import { trainingDocuments } from '../bench/folds.mts';
import { isTextCorpus } from '../bench/ladders.mts';
import { readLexicon } from '../bench/lexicon.mts';
import { trainArticles } from './articles.mts';
import { trainTexts } from './texts.mts';

const folders = process.argv.slice(2);
if (!folders.length) {
  console.error('usage: npm run train -- CORPUS...');
  process.exit(2);
}
const weightsFolder = fileURLToPath(new URL('../src/core/align/weights/', import.meta.url));
const lexicon = readLexicon();

function write(name: string, folders: readonly string[], documents: number, weights: object): void {
  const trainedOn = `${folders.map((folder) => path.basename(folder)).join(', ')}: ${documents} documents`;
  const lines = Object.entries({ trainedOn, ...weights }).map(([key, value]) => `  "${key}": ${JSON.stringify(value)}`);
  writeFileSync(
    path.join(weightsFolder, name),
    `{\n${lines.join(',\n').replaceAll(',', ', ').replaceAll(',  \n', ',\n')}\n}\n`,
  );
  console.log(`${name}: trained on ${trainedOn}`);
}

const articles = folders.filter((folder) => !isTextCorpus(folder));
const documents = trainingDocuments(folders);
if (documents.length) write('texts.json', folders, documents.length, trainTexts(documents, lexicon));

const read = articles.flatMap((folder) => readArticles(folder).articles);
if (read.length) write('articles.json', articles, read.length, trainArticles(articles, lexicon));
