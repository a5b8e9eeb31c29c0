/** Two texts against a published ladder: strict and lax precision, recall and F1 after Sennrich & Volk (2010). */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { alignTexts, type Lexicon } from '../src/core';

interface Bead {
  readonly zh: readonly number[];
  readonly en: readonly number[];
}

/** A folder with `zh/*.txt`, `en/*.txt` (a sentence a line) and `gold/*.align` (`[0,1]:[2]` a line). */
export function isTextCorpus(folder: string): boolean {
  return readdirSync(folder).includes('gold');
}

function lines(file: string): string[] {
  const all = readFileSync(file, 'utf8').split('\n');
  if (all.at(-1) === '') all.pop();
  return all;
}

function readLadder(file: string): Bead[] {
  return lines(file).flatMap((line) => {
    const match = /^\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]/.exec(line);
    const numbers = (list: string) =>
      list
        .split(',')
        .map((n) => n.trim())
        .filter(Boolean)
        .map(Number);
    return match ? [{ zh: numbers(match[1]), en: numbers(match[2]) }] : [];
  });
}

const keyOf = ({ zh, en }: Bead) => `${zh}|${en}`;
const pairsOf = (beads: readonly Bead[]) =>
  new Set(beads.flatMap(({ zh, en }) => zh.flatMap((i) => en.map((j) => `${i}:${j}`))));

/** Beads of `list` that stand in `other`: exactly, and with at least one pair of sentences in common. */
function agree(list: readonly Bead[], other: readonly Bead[]): { strict: number; lax: number } {
  const keys = new Set(other.map(keyOf));
  const pairs = pairsOf(other);
  let strict = 0;
  let lax = 0;
  for (const bead of list) {
    if (keys.has(keyOf(bead))) strict++;
    if (keys.has(keyOf(bead)) || bead.zh.some((i) => bead.en.some((j) => pairs.has(`${i}:${j}`)))) lax++;
  }
  return { strict, lax };
}

/** Prints the figures of one folder. Recall leaves out insertions and deletions, as the published figures do. */
export function benchTexts(folder: string, lexicon: Lexicon): void {
  const total = { test: 0, gold: 0, pStrict: 0, pLax: 0, rStrict: 0, rLax: 0 };
  let ms = 0;
  let sentences = 0;
  for (const name of readdirSync(path.join(folder, 'gold')).sort()) {
    const id = name.replace(/\.align$/, '');
    const zh = lines(path.join(folder, 'zh', `${id}.txt`));
    const en = lines(path.join(folder, 'en', `${id}.txt`));
    const gold = readLadder(path.join(folder, 'gold', name));
    const from = performance.now();
    const found = alignTexts({ zh, en, lexicon });
    ms += performance.now() - from;
    sentences += zh.length + en.length;
    const both = gold.filter((bead) => bead.zh.length && bead.en.length);
    const p = agree(found, gold);
    const r = agree(both, found);
    total.test += found.length;
    total.gold += both.length;
    total.pStrict += p.strict;
    total.pLax += p.lax;
    total.rStrict += r.strict;
    total.rLax += r.lax;
  }
  const f = (p: number, r: number) => (p + r ? (2 * p * r) / (p + r) : 0);
  const figures = (name: 'Strict' | 'Lax') => {
    const p = total[`p${name}`] / total.test;
    const r = total[`r${name}`] / total.gold;
    return `${name.toLowerCase()} P ${p.toFixed(3)} R ${r.toFixed(3)} F1 ${f(p, r).toFixed(3)}`;
  };
  console.log(`\n${path.basename(folder)}: two texts, ${sentences} sentences, ${ms.toFixed(0)} ms`);
  console.log(`  ${figures('Strict')}   ${figures('Lax')}`);
}
