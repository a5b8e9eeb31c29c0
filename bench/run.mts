/**
 * npm run bench -- [--all] [OPTION...] CORPUS...: accuracy on every folder: articles, or two texts with gold ladders.
 * --all runs the other benchmarks as well: layouts, turns, dropped blocks and cost. Options go to the scripts as they are.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { isTextCorpus } from './ladders.mts';
import { ROOT } from './lexicon.mts';

const all = process.argv.includes('--all');
const options = process.argv.slice(2).filter((argument) => argument.startsWith('-') && argument !== '--all');
const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
if (!folders.length) {
  console.error('usage: npm run bench -- [--all] [-v] [--wrong] [--folds] CORPUS...');
  process.exit(2);
}
const texts = folders.filter(isTextCorpus);
const articles = folders.filter((folder) => !isTextCorpus(folder));
let failed = false;
run('articles', articles);
if (texts.length) run('texts', folders);
if (all) {
  run('layouts', articles);
  run('turns', articles);
  if (texts.length) run('dropped', folders);
  run('cost', folders);
}
process.exitCode = failed ? 1 : 0;

function run(script: string, corpora: readonly string[]): void {
  if (!corpora.length) return;
  console.log(`\n## ${script}`);
  const file = path.join(ROOT, 'bench', `${script}.mts`);
  const tsx = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const { status } = spawnSync(process.execPath, [tsx, file, ...options, ...corpora], { stdio: 'inherit' });
  failed ||= status !== 0;
}
