/**
 * The best ladder: a monotone path of beads through two streams of units, by dynamic programming.
 *
 * Missing units cost by an affine gap: opening one is dear, extending it cheap, so that a dropped block does not drag
 * false links behind it.
 */
import type { LadderModel } from './scorer';

/** A bead with both sides: half-open ranges of units. Units in no bead have no counterpart. */
export interface Bead {
  readonly zh: readonly number[];
  readonly en: readonly number[];
}

/** Cost of opening a gap and of each unit in it. */
export interface GapCost {
  readonly open: number;
  readonly extend: number;
}

/** Shapes that the ladder tries: numbers of units on each side. */
export interface Shapes {
  readonly most: { readonly zh: number; readonly en: number };
  /** Beads with several units on both sides. */
  readonly several: readonly (readonly [number, number])[];
}

const NEVER = -1e15;

/** Finds the best ladder. Time and memory: units × units × shapes. */
export function bestLadder(model: LadderModel, gap: GapCost, shapes: Shapes): Bead[] {
  const { zh: nz, en: ne } = model.units;
  const list: (readonly [number, number])[] = [[1, 1]];
  for (let b = 2; b <= shapes.most.en; b++) list.push([1, b]);
  for (let a = 2; a <= shapes.most.zh; a++) list.push([a, 1]);
  list.push(...shapes.several);

  const words = evidenceTables(model, list);
  const width = ne + 1;
  const best = new Float64Array((nz + 1) * width).fill(NEVER);
  // What led to a state: a bead, by its place in the list of shapes; or a gap, by the row or column where it began.
  const shapeOf = new Int32Array((nz + 1) * width).fill(-1);
  const gapZh = new Int32Array((nz + 1) * width).fill(-1);
  const gapEn = new Int32Array((nz + 1) * width).fill(-1);
  const columnBest = new Float64Array(width).fill(NEVER);
  const columnFrom = new Int32Array(width);
  best[0] = 0;
  for (let i = 0; i <= nz; i++) {
    let rowBest = NEVER;
    let rowFrom = 0;
    for (let j = 0; j <= ne; j++) {
      const at = i * width + j;
      let value = at === 0 ? 0 : NEVER;
      for (let k = 0; k < list.length; k++) {
        const [a, b] = list[k];
        if (i < a || j < b) continue;
        const before = best[(i - a) * width + j - b];
        if (before <= NEVER) continue;
        const found = before + words.bead(a, b, i - 1, j - 1);
        if (found > value) {
          value = found;
          shapeOf[at] = k;
        }
      }
      const fromColumn = columnBest[j] - gap.open - gap.extend * i;
      if (i > 0 && fromColumn > value) {
        value = fromColumn;
        shapeOf[at] = -1;
        gapZh[at] = columnFrom[j];
      }
      const fromRow = rowBest - gap.open - gap.extend * j;
      if (j > 0 && fromRow > value) {
        value = fromRow;
        shapeOf[at] = -1;
        gapZh[at] = -1;
        gapEn[at] = rowFrom;
      }
      best[at] = value;
      if (value + gap.extend * i > columnBest[j]) {
        columnBest[j] = value + gap.extend * i;
        columnFrom[j] = i;
      }
      if (value + gap.extend * j > rowBest) {
        rowBest = value + gap.extend * j;
        rowFrom = j;
      }
    }
  }
  const beads: Bead[] = [];
  let i = nz;
  let j = ne;
  while (i > 0 || j > 0) {
    const at = i * width + j;
    if (shapeOf[at] >= 0) {
      const [a, b] = list[shapeOf[at]];
      beads.push({ zh: range(i - a, i), en: range(j - b, j) });
      i -= a;
      j -= b;
    } else if (gapZh[at] >= 0) i = gapZh[at];
    else if (gapEn[at] >= 0) j = gapEn[at];
    else throw new Error(`The ladder has no way back from ${i}, ${j}.`);
  }
  return beads.reverse();
}

/** Evidence of every run in a bead, each computed once. */
function evidenceTables(model: LadderModel, shapes: readonly (readonly [number, number])[]) {
  const { evidence, weight } = model;
  const { zh: nz, en: ne } = model.units;
  const mostZh = shapes.reduce((most, [a]) => Math.max(most, a), 1);
  const mostEn = shapes.reduce((most, [, b]) => Math.max(most, b), 1);
  const tables = (count: number) => Array.from({ length: count + 1 }, () => new Float64Array(nz * ne));
  // english[a]: of each English unit given the a Chinese units that end with i; chinese[b] the other way.
  const english = tables(mostZh);
  const chinese = tables(mostEn);
  const into = new Float64Array(Math.max(mostZh, mostEn) + 1);
  for (let i = 0; i < nz; i++) {
    for (let j = 0; j < ne; j++) {
      const lengths = Math.min(mostZh, i + 1);
      evidence.englishRuns(i, lengths, j, into);
      for (let a = 1; a <= lengths; a++) english[a][i * ne + j] = into[a];
      const widths = Math.min(mostEn, j + 1);
      evidence.chineseRuns(i, j, widths, into);
      for (let b = 1; b <= widths; b++) chinese[b][i * ne + j] = into[b];
    }
  }
  return {
    /** Score of the bead of `a` Chinese units ending with i and `b` English ones ending with j. */
    bead(a: number, b: number, i: number, j: number): number {
      let forEnglish = 0;
      let forChinese = 0;
      for (let k = j - b + 1; k <= j; k++) forEnglish += english[a][i * ne + k];
      for (let k = i - a + 1; k <= i; k++) forChinese += chinese[b][k * ne + j];
      return weight.english * forEnglish + weight.chinese * forChinese + model.frameOfRun(i, a, j, b);
    },
  };
}

/** The numbers from `from` up to, not including, `to`. */
export function range(from: number, to: number): number[] {
  const out: number[] = [];
  for (let at = from; at < to; at++) out.push(at);
  return out;
}
