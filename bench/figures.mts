/** What the benchmarks share: seeded chance, shares and F1, calibration, an interval by bootstrap, aligned tables. */

/** A seeded generator of numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** `right` of `all` with three digits; a dash when there are none. */
export function share(right: number, all: number): string {
  return all ? (right / all).toFixed(3) : '–';
}

/** The harmonic mean of precision and recall. */
export function f1(precision: number, recall: number): number {
  return precision + recall ? (2 * precision * recall) / (precision + recall) : 0;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Something with a probability, and whether it was right. */
export interface Judged {
  readonly score: number;
  readonly right: boolean;
}

/**
 * How far probabilities are true: a row a bin with how many fall into it, their mean probability and how many were
 * right. The last row is all from .9 on, which is what is shown as sure.
 */
export function calibration(judged: readonly Judged[]): string[][] {
  const row = (name: string, from: number, to: number): string[] => {
    const bin = judged.filter(({ score }) => score >= from && score < to);
    const mean = bin.reduce((sum, { score }) => sum + score, 0) / bin.length;
    return [
      name,
      String(bin.length),
      share(bin.length, judged.length),
      bin.length ? mean.toFixed(3) : '–',
      share(bin.filter(({ right }) => right).length, bin.length),
    ];
  };
  return [
    ['probability', 'number', 'share', 'mean', 'right'],
    ...[0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99].map((from, at, bins) => {
      const to = bins[at + 1] ?? 1;
      return row(`${from.toFixed(2)} – ${to.toFixed(2)}`, from, to === 1 ? 2 : to);
    }),
    row('from 0.90', 0.9, 2),
  ];
}

/** The middle 95% of a figure over samples drawn anew, with replacement, from the parts it is computed from. */
export function interval<T>(
  parts: readonly T[],
  figure: (sample: readonly T[]) => number,
): [low: number, high: number] {
  const random = randomFrom(1);
  const figures: number[] = [];
  for (let round = 0; round < 1000; round++) {
    figures.push(figure(parts.map(() => parts[Math.floor(random() * parts.length)])));
  }
  figures.sort((a, b) => a - b);
  return [figures[25], figures[974]];
}

/** With --markdown tables are printed as BENCHMARKS.md has them. */
const MARKDOWN = process.argv.includes('--markdown');

/** Columns of equal width: the first to the left, the others to the right. The first row is the head. */
export function table(rows: readonly (readonly string[])[]): string {
  if (MARKDOWN) {
    const rule = rows[0].map((_, column) => (column ? '---:' : '---'));
    return [rows[0], rule, ...rows.slice(1)].map((row) => `| ${row.join(' | ')} |`).join('\n');
  }
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) =>
    row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  '),
  );
  return lines.map((line) => `  ${line}`).join('\n');
}

/** Median processor time of so many runs, in milliseconds. */
export function processorTime(work: () => unknown, times = 7): number {
  return median(
    Array.from({ length: times }, () => {
      const before = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    }),
  );
}
