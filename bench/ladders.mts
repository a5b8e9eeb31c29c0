/** Two texts and their gold ladder: reading them, and scoring beads against them after Sennrich & Volk (2010). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { f1, type Judged } from './figures.mts';

/** Sentences of both sides that belong together, 0-based; one side may be empty. */
export interface GoldBead {
  readonly zh: readonly number[];
  readonly en: readonly number[];
}

/** Two texts, a sentence a line, and their gold ladder in order. */
export interface TextDocument {
  readonly id: string;
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly gold: readonly GoldBead[];
}

/** A folder with `zh/*.txt`, `en/*.txt` (a sentence a line) and `gold/*.align` (`[0,1]:[2]` a line). */
export function isTextCorpus(folder: string): boolean {
  return existsSync(path.join(folder, 'gold'));
}

/** Reads such a folder, in the order of the names. */
export function readDocuments(folder: string): TextDocument[] {
  return readdirSync(path.join(folder, 'gold'))
    .sort()
    .map((name) => {
      const id = name.replace(/\.align$/, '');
      const text = (side: string) => lines(path.join(folder, side, `${id}.txt`));
      return { id, zh: text('zh'), en: text('en'), gold: readLadder(path.join(folder, 'gold', name)) };
    });
}

function lines(file: string): string[] {
  const all = readFileSync(file, 'utf8').split('\n');
  if (all.at(-1) === '') all.pop();
  return all;
}

function readLadder(file: string): GoldBead[] {
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

/** The names of {@link beadType}, in the order of tables. */
export const BEAD_TYPES = ['1–1', '1–n', 'n–1', 'n–m', 'null'] as const;

/** Chinese sentences against English ones; null where a side is empty. */
export function beadType({ zh, en }: GoldBead): (typeof BEAD_TYPES)[number] {
  if (!zh.length || !en.length) return 'null';
  if (zh.length === 1) return en.length === 1 ? '1–1' : '1–n';
  return en.length === 1 ? 'n–1' : 'n–m';
}

const linked = ({ zh, en }: GoldBead) => zh.length > 0 && en.length > 0;
const keyOf = ({ zh, en }: GoldBead) => `${zh}|${en}`;

/** Beads counted; sums add up over documents and parts of documents. */
export interface Counts {
  /** Beads found, and those of them in the gold: exactly, and with at least one pair of sentences in common. */
  readonly found: number;
  readonly foundStrict: number;
  readonly foundLax: number;
  /** Beads of the gold with both sides, and those of them that were found. Recall leaves out the others. */
  readonly gold: number;
  readonly goldStrict: number;
  readonly goldLax: number;
}

/** Precision, recall and F1 of counts, which are summed up. */
export function scoreOf(counts: readonly Counts[], kind: 'Strict' | 'Lax'): { p: number; r: number; f: number } {
  const sum = (name: keyof Counts) => counts.reduce((total, each) => total + each[name], 0);
  const p = sum(`found${kind}`) / (sum('found') || 1);
  const r = sum(`gold${kind}`) / (sum('gold') || 1);
  return { p, r, f: f1(p, r) };
}

/** A found bead and how it stands to the gold. */
export interface JudgedBead extends Judged {
  readonly bead: GoldBead;
}

/** Beads found in a document against its gold. */
export interface Comparison {
  readonly found: readonly JudgedBead[];
  /** Beads of the gold, those that were not found exactly among them. */
  readonly gold: readonly { readonly bead: GoldBead; readonly right: boolean }[];
  /**
   * The counts of each stretch between two places where both ladders have a cut. What goes wrong in one stretch is
   * one mistake, or a few that hang together; stretches are the parts that a bootstrap may draw.
   */
  readonly stretches: readonly Counts[];
}

/** Compares a ladder with the gold one. Both must be in order on both sides. */
export function compareLadders(found: readonly (GoldBead & { readonly score: number })[], gold: readonly GoldBead[]) {
  const foundKeys = new Set(found.map(keyOf));
  const goldKeys = new Set(gold.map(keyOf));
  const foundPairs = pairsOf(found);
  const goldPairs = pairsOf(gold);
  const cuts = new Set(cutsOf(gold));
  const stretches: Counts[] = [];
  const foundCuts = cutsOf(found);
  const goldCuts = cutsOf(gold);
  let goldAt = 0;
  let from = 0;
  found.forEach((_, at) => {
    if (!cuts.has(foundCuts[at]) && at + 1 < found.length) return;
    const goldTo = at + 1 < found.length ? goldCuts.indexOf(foundCuts[at], goldAt) + 1 : gold.length;
    const some = found.slice(from, at + 1);
    const wanted = gold.slice(goldAt, goldTo).filter(linked);
    const count = (beads: readonly GoldBead[], keys: ReadonlySet<string>, pairs?: ReadonlySet<string>) =>
      beads.filter((bead) => keys.has(keyOf(bead)) || (pairs && shares(bead, pairs))).length;
    stretches.push({
      found: some.length,
      foundStrict: count(some, goldKeys),
      foundLax: count(some, goldKeys, goldPairs),
      gold: wanted.length,
      goldStrict: count(wanted, foundKeys),
      goldLax: count(wanted, foundKeys, foundPairs),
    });
    from = at + 1;
    goldAt = goldTo;
  });
  return {
    found: found.map((bead): JudgedBead => ({ bead, score: bead.score, right: goldKeys.has(keyOf(bead)) })),
    gold: gold.map((bead) => ({ bead, right: foundKeys.has(keyOf(bead)) })),
    stretches,
  };
}

const pairsOf = (beads: readonly GoldBead[]) =>
  new Set(beads.flatMap(({ zh, en }) => zh.flatMap((i) => en.map((j) => `${i}:${j}`))));
const shares = ({ zh, en }: GoldBead, pairs: ReadonlySet<string>) =>
  zh.some((i) => en.some((j) => pairs.has(`${i}:${j}`)));

/** After each bead: how many sentences of each side have passed. */
function cutsOf(beads: readonly GoldBead[]): string[] {
  let zh = 0;
  let en = 0;
  return beads.map((bead) => {
    zh += bead.zh.length;
    en += bead.en.length;
    return `${zh}:${en}`;
  });
}
