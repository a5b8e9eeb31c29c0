/**
 * The part of the square of two texts that is searched: for every number of Chinese sentences read, a range of numbers
 * of English ones. A state (i, j) says that i Chinese and j English sentences have been read.
 */

/**
 * States `low[i]..high[i]`, both included, for i = 0..nz. Neither bound ever falls; (0, 0) and (nz, ne) are inside.
 * A row shares a state with the row before it, so that some ladder always leads from corner to corner.
 */
export interface Band {
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** A stretch of both texts, as half-open ranges of sentences, that is searched by itself. */
export interface Stretch {
  readonly zh: readonly [number, number];
  readonly en: readonly [number, number];
}

/** A pair of states; `[i, j]`. */
export type State = readonly [zh: number, en: number];

/** States between two points of a chain stand this far from the line between them, and further where it is long. */
const AWAY = { least: 6, share: 0.3, most: 60 };

/** Every state. */
export function wholeBand(nz: number, ne: number): Band {
  return { low: new Int32Array(nz + 1), high: new Int32Array(nz + 1).fill(ne) };
}

/** States near a chain of states that increases on both sides. */
export function bandAlong(chain: readonly State[], nz: number, ne: number): Band {
  const points: State[] = [[0, 0], ...chain, [nz, ne]];
  const low = new Int32Array(nz + 1).fill(ne);
  const high = new Int32Array(nz + 1);
  for (let at = 1; at < points.length; at++) {
    const [i0, j0] = points[at - 1];
    const [i1, j1] = points[at];
    const [di, dj] = [i1 - i0, j1 - j0];
    const step = di ? dj / di : dj;
    // Where much English stands against little Chinese, a row must reach as far as the next one.
    const away = Math.max(AWAY.least + Math.min(AWAY.most, Math.round(AWAY.share * Math.max(di, dj))), Math.ceil(step));
    for (let i = i0; i <= i1; i++) {
      const from = di ? j0 + (i - i0) * step : j0;
      const to = di ? from : j1;
      low[i] = Math.min(low[i], Math.max(0, Math.floor(from - away)));
      high[i] = Math.max(high[i], Math.min(ne, Math.ceil(to + away)));
    }
  }
  return closed({ low, high }, ne);
}

/**
 * A band around states that are worth looking at, row by row; a row without any has its first after its last. Each
 * bound is moved outwards so far that beads of up to `rows` Chinese sentences between such states have all their
 * sentences inside, and by `away` more.
 */
export function bandAround(
  good: Band,
  ne: number,
  { rows, away }: { readonly rows: number; readonly away: number },
): Band {
  const nz = good.low.length - 1;
  const { low, high } = closed({ low: good.low.slice(), high: good.high.slice() }, ne);
  const wide = { low: low.slice(), high: high.slice() };
  for (let i = 0; i <= nz; i++) {
    wide.low[i] = Math.max(0, Math.min(low[i], low[Math.max(0, i - rows)] + 1) - away);
    wide.high[i] = Math.min(ne, high[Math.min(nz, i + rows - 1)] + away);
  }
  return closed(wide, ne);
}

/** Bounds that never fall, with the corners inside and a state in common from row to row. */
function closed({ low, high }: Band, ne: number): Band {
  const nz = low.length - 1;
  low[0] = 0;
  high[nz] = ne;
  for (let i = 1; i <= nz; i++) high[i] = Math.max(high[i], high[i - 1]);
  for (let i = nz - 1; i >= 0; i--) low[i] = Math.min(low[i], low[i + 1]);
  for (let i = 1; i <= nz; i++) low[i] = Math.min(low[i], high[i - 1]);
  return { low, high };
}
