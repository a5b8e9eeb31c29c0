/**
 * Long bitexts are cut at anchors, so that cost and memory grow with the text and not with its square.
 *
 * Anchors are pairs of units that share rare words; the heaviest chain of them, increasing on both sides, is found in
 * n log n. A bitext that is short enough stays whole: nothing is lost to a cut.
 */
import { type Bitext, type ChineseUnit, type EnglishUnit, OVERLAP } from './bitext';
import type { Rows } from './statistics';

/** Half-open ranges of units that belong together. */
export interface Chunk {
  readonly zh: readonly [number, number];
  readonly en: readonly [number, number];
}

/** A bitext with no more cells of evidence than this, and no more pairs of units, is one chunk. */
const WHOLE = { cells: 6e6, pairs: 60_000 };
/** Chinese units, or pairs of English ones, that a chunk should have, about: from half of it to twice. */
const TARGET = 80;
/** A stretch without anchors is cut in proportion when it is longer than this. */
const LONGEST = 160;
/** With fewer anchors than this share of the shorter side the two do not translate each other: chance has as many. */
const LEAST_ANCHORS = 0.05;

/**
 * Cuts a bitext. The chunks cover it in order; there are none when nothing holds the two sides together. Each cut is at
 * the heaviest anchor of the stretch that it divides, so that an edit moves the cuts around it and leaves the others.
 */
export function cutBitext(bitext: Bitext, rows: Rows, background: Float64Array): Chunk[] {
  const nz = bitext.zh.length;
  const ne = bitext.en.length;
  if (nz * ne <= WHOLE.pairs && cells(bitext) <= WHOLE.cells) return [{ zh: [0, nz], en: [0, ne] }];
  const target = Math.max(1, Math.min(TARGET, Math.floor((nz * WHOLE.cells) / (cells(bitext) + 1)) + 1));
  const chain = anchorChain(bitext, rows, background);
  if (chain.length < LEAST_ANCHORS * Math.min(nz, ne)) return [];
  const anchors = solidAnchors(chain);
  const chunks: Chunk[] = [];
  const stretches: Stretch[] = [{ from: [0, 0], to: [nz, ne], anchors: [0, anchors.length] }];
  for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
    const { from, to } = stretch;
    let best = -1;
    if (extent(from, to) > 2 * target) {
      for (let at = stretch.anchors[0]; at < stretch.anchors[1]; at++) {
        const [i, j, weight] = anchors[at];
        if (best >= 0 && weight <= anchors[best][2]) continue;
        if (2 * Math.min(extent(from, [i, j]), extent([i, j], to)) >= target) best = at;
      }
    }
    if (best < 0) {
      pushParts(chunks, from, to);
      continue;
    }
    const cut: Point = [anchors[best][0], anchors[best][1]];
    stretches.push({ from: cut, to, anchors: [best + 1, stretch.anchors[1]] });
    stretches.push({ from, to: cut, anchors: [stretch.anchors[0], best] });
  }
  return chunks;
}

type Point = readonly [zh: number, en: number];

/** Units between two points, and the anchors among them: a half-open range. */
interface Stretch {
  readonly from: Point;
  readonly to: Point;
  readonly anchors: readonly [number, number];
}

/** Size of a stretch in Chinese units, or in pairs of English ones when they are more. */
function extent(from: Point, to: Point): number {
  return Math.max(to[0] - from[0], (to[1] - from[1]) / 2);
}

/** A stretch as a chunk; as several when it is too long. */
function pushParts(chunks: Chunk[], from: Point, to: Point): void {
  const parts = Math.max(1, Math.ceil(extent(from, to) / LONGEST));
  const between = (side: 0 | 1, part: number) => from[side] + Math.round((part * (to[side] - from[side])) / parts);
  for (let part = 0; part < parts; part++) {
    chunks.push({ zh: [between(0, part), between(0, part + 1)], en: [between(1, part), between(1, part + 1)] });
  }
}

/** The units of a chunk as a bitext; vocabulary and items stay those of the whole. */
export function sliceBitext(bitext: Bitext, chunk: Chunk): Bitext {
  const { zh, en } = chunk;
  if (zh[0] === 0 && en[0] === 0 && zh[1] === bitext.zh.length && en[1] === bitext.en.length) return bitext;
  return { ...bitext, zh: bitext.zh.slice(zh[0], zh[1]), en: bitext.en.slice(en[0], en[1]) };
}

function cells(bitext: Bitext): number {
  const words = (units: readonly (ChineseUnit | EnglishUnit)[]) => {
    let total = 0;
    for (const unit of units) total += unit.words.length;
    return total;
  };
  return bitext.zh.length * words(bitext.en) + words(bitext.zh) * bitext.en.length;
}

type Anchor = readonly [zh: number, en: number, weight: number];

const PER_UNIT = 4;
const LEAST = 0.25;

/** A word is rare in so many units, a share of the English ones: with more, cost would grow with the square. */
const RARE = { share: 0.004, least: 12, most: 30 };
/** English units on either side of an even pace that are looked at. */
const REACH = { least: 300, share: 0.1 };
/** Along a chain: units on either side, and how many of them a rare word stands in. */
const NEAR = { reach: 100, rare: 6 };

/** A word counts for a pair of units from this strength on; its weight is the logarithm of one more. */
const LEAST_STRENGTH = Math.expm1(0.2);

/** Pairs of units that share rare words, chained. */
function anchorChain(bitext: Bitext, rows: Rows, background: Float64Array): Anchor[] {
  const [nz, ne] = [bitext.zh.length, bitext.en.length];
  const posts = postsOf(bitext);
  const rare = Math.max(RARE.least, Math.min(RARE.most, Math.round(ne * RARE.share)));
  const usual = (word: number) => posts.starts[word + 1] - posts.starts[word] > rare;
  const centres = Float64Array.from({ length: nz }, (_, i) => (i * ne) / nz);
  const reach = Math.max(REACH.least, REACH.share * ne);
  return anchorsAlong(bitext, { rows, background, posts }, { centres, reach, rare, usual });
}

/**
 * The same, and again along the chain that was found: near it more words are rare, so that anchors stand close even in a
 * text that is long.
 */
export function denseAnchorChain(bitext: Bitext, rows: Rows, background: Float64Array): Anchor[] {
  const [nz, ne] = [bitext.zh.length, bitext.en.length];
  const first = solidAnchors(anchorChain(bitext, rows, background));
  const centres = new Float64Array(nz);
  let [i0, j0] = [0, 0];
  for (const [i1, j1] of [...first, [nz, ne] as const]) {
    for (let i = i0; i < i1; i++) centres[i] = j0 + ((i - i0) * (j1 - j0)) / (i1 - i0);
    [i0, j0] = [i1, j1];
  }
  const posts = postsOf(bitext);
  return anchorsAlong(bitext, { rows, background, posts }, { centres, ...NEAR });
}

/** English units that have a word, each once: `units[starts[word]..starts[word + 1]]`. */
interface Posts {
  readonly units: Int32Array;
  readonly starts: Int32Array;
}

function postsOf({ en, vocabulary }: Bitext): Posts {
  const starts = new Int32Array(vocabulary.length + 1);
  const last = new Int32Array(vocabulary.length).fill(-1);
  const each = (read: (word: number, unit: number) => void) => {
    last.fill(-1);
    for (let j = 0; j < en.length; j++) {
      const list = en[j].words;
      for (let k = 0; k < list.length; k++) {
        if (last[list[k]] !== j) read(list[k], j);
        last[list[k]] = j;
      }
    }
  };
  each((word) => starts[word + 1]++);
  for (let word = 0; word < vocabulary.length; word++) starts[word + 1] += starts[word];
  const units = new Int32Array(starts[vocabulary.length]);
  const next = starts.slice();
  each((word, unit) => {
    units[next[word]++] = unit;
  });
  return { units, starts };
}

interface AnchorWords {
  readonly rows: Rows;
  readonly background: Float64Array;
  readonly posts: Posts;
}

/** Where anchors are looked for, and which words make them. */
interface AnchorSearch {
  /** For each Chinese unit, about where in the English it should be; never falling. */
  readonly centres: Float64Array;
  /** English units on either side of it that are looked at. */
  readonly reach: number;
  /** A word stands in so many of these at most. */
  readonly rare: number;
  /** Words that are not looked at at all. */
  readonly usual?: (word: number) => boolean;
}

function anchorsAlong(
  bitext: Bitext,
  { rows, background, posts }: AnchorWords,
  { centres, reach, rare, usual }: AnchorSearch,
): Anchor[] {
  const { zh, en, vocabulary } = bitext;
  const ne = en.length;
  const passed = Uint8Array.from(vocabulary, (_, word) => (usual?.(word) ? 1 : 0));
  // The posts of a word that lie within reach: the first one, and how many.
  const cursors = posts.starts.slice(0, vocabulary.length);
  const near = new Int32Array(vocabulary.length);
  const score = new Float64Array(ne);
  const anchors: Anchor[] = [];
  // By English word of the unit in hand; zero between units.
  const best = new Float64Array(vocabulary.length);
  const words: number[] = [];
  const touched: number[] = [];
  const lastSeen = new Int32Array(vocabulary.length).fill(-1);
  let from = 0;
  let to = 0;
  for (let i = 0; i < zh.length; i++) {
    for (const end = Math.min(ne, Math.floor(centres[i] + reach) + 1); to < end; to++) {
      const list = en[to].words;
      for (let k = 0; k < list.length; k++) {
        if (lastSeen[list[k]] === to) continue;
        lastSeen[list[k]] = to;
        near[list[k]]++;
      }
    }
    for (const start = Math.min(to, Math.ceil(centres[i] - reach)); from < start; from++) {
      const list = en[from].words;
      for (let k = 0; k < list.length; k++) {
        if (near[list[k]] === 0 || posts.units[cursors[list[k]]] !== from) continue;
        cursors[list[k]]++;
        near[list[k]]--;
      }
    }
    const unit = zh[i];
    const scale = 0.3 / (unit.words.length + 3);
    for (let k = 0; k < unit.items.length; k++) {
      // Single characters of longer words say little and cost most.
      if (unit.weights[k] < OVERLAP) continue;
      const ids = rows.ids[unit.items[k]];
      const values = rows.values[unit.items[k]];
      const weight = scale * unit.weights[k];
      for (let q = 0; q < ids.length; q++) {
        const word = ids[q];
        if (near[word] === 0 || near[word] > rare || passed[word] === 1) continue;
        const strength = (weight * values[q]) / background[word];
        if (strength <= LEAST_STRENGTH) continue;
        if (best[word] === 0) words.push(word);
        if (strength > best[word]) best[word] = strength;
      }
    }
    for (const word of words) {
      const weight = Math.log1p(best[word]);
      best[word] = 0;
      for (let at = cursors[word]; at < cursors[word] + near[word]; at++) {
        const j = posts.units[at];
        if (score[j] === 0) touched.push(j);
        score[j] += weight / Math.sqrt(8 + en[j].words.length);
      }
    }
    const heavy = touched.filter((j) => score[j] > LEAST).sort((a, b) => score[b] - score[a] || a - b);
    for (const j of heavy.slice(0, PER_UNIT)) anchors.push([i, j, score[j]]);
    for (const j of touched) score[j] = 0;
    words.length = 0;
    touched.length = 0;
  }
  return heaviestChain(anchors, ne);
}

/** Strictly increasing in both coordinates; by a Fenwick tree of best prefixes. `anchors` are sorted by their first. */
function heaviestChain(anchors: readonly Anchor[], ne: number): Anchor[] {
  const bestValue = new Float64Array(ne + 2);
  const bestAt = new Int32Array(ne + 2).fill(-1);
  const value = new Float64Array(anchors.length);
  const previous = new Int32Array(anchors.length).fill(-1);
  for (let from = 0; from < anchors.length; ) {
    let to = from;
    while (to < anchors.length && anchors[to][0] === anchors[from][0]) to++;
    for (let at = from; at < to; at++) {
      let best = 0;
      for (let node = anchors[at][1]; node > 0; node -= node & -node) {
        if (bestValue[node] > best) {
          best = bestValue[node];
          previous[at] = bestAt[node];
        }
      }
      value[at] = best + anchors[at][2];
    }
    for (let at = from; at < to; at++) {
      for (let node = anchors[at][1] + 1; node <= ne; node += node & -node) {
        if (value[at] > bestValue[node]) {
          bestValue[node] = value[at];
          bestAt[node] = at;
        }
      }
    }
    from = to;
  }
  let last = -1;
  for (let at = 0; at < anchors.length; at++) if (last < 0 || value[at] > value[last]) last = at;
  const chain: Anchor[] = [];
  for (let at = last; at >= 0; at = previous[at]) chain.push(anchors[at]);
  return chain.reverse();
}

/** Anchors at least as heavy as the median, with neighbours in the chain that agree with them. */
function solidAnchors(chain: readonly Anchor[]): Anchor[] {
  const weights = chain.map((anchor) => anchor[2]).sort((a, b) => a - b);
  const median = weights[weights.length >> 1] ?? 0;
  return chain.filter(([i, j, weight], at) => {
    if (weight < median) return false;
    return [chain[at - 1], chain[at + 1]].every((near) => {
      if (!near) return true;
      const [di, dj] = [Math.abs(near[0] - i), Math.abs(near[1] - j)];
      return Math.abs(di - dj) <= 3 + 0.5 * Math.max(di, dj);
    });
  });
}
