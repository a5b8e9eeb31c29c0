/**
 * Trains the weights of beads of two texts: the likelihood of the published ladders under all ladders of a band, with
 * weights held near where they start (a Gaussian prior), by Adam. Deterministic.
 *
 * Articles tell which paragraphs belong together, not which of their sentences: there the likelihood is that of all
 * ladders whose beads stay within the paragraphs.
 */

import { readFileSync } from 'node:fs';
import { shortened } from '../bench/blocks.mts';
import { readArticles } from '../bench/corpus.mts';
import type { TextDocument } from '../bench/ladders.mts';
import type { Lexicon, Side } from '../src/core';
import {
  BEAD_FEATURES,
  beadScores,
  bestPartners,
  GAP_FEATURES,
  gapFeatures,
  SHAPES,
  scoreBeads,
  type TextWeights,
} from '../src/core/align/beadModel';
import { RunScratch, ratiosOf, runsOf, type States } from '../src/core/align/runs';
import { type Lattice, posteriorsOf } from '../src/core/align/semiMarkov';
import { prepareTexts, settleTexts, statesOf } from '../src/core/align/texts';
import { maskLine } from '../src/core/segment/mask';
import { splitSentences } from '../src/core/segment/sentences';

const BEADS = BEAD_FEATURES.length;
const GAPS = GAP_FEATURES.length;

/** Where training starts, and what holds the weights that the texts say little of. */
const START: TextWeights = {
  bead: [6, 1, 1.2, 0, 0, 0, 0, -1, -2.5, -2, -2, -3, -4, -4.5, -6, -1.5, 0.5, 1, 0.4, 0.3, 0.5, 0.5, -0.4, -1.8, 0, 0],
  gap: [-5, -1, -1, 0, 0],
};
const PRIOR = 1;
/** What a document whose sentences are not linked counts, against one whose are. */
const COARSE = 0.5;
const ITERATIONS = 60;
const RATE = { first: 0.15, last: 0.03 };
/** Blocks that are taken away, in beads, and their share of all beads; seeds differ from those of the benchmark. */
const LOSSES = [
  { side: 'zh', length: 1, seed: 50 },
  { side: 'en', length: 3, seed: 51 },
] as const;
const LOST = 0.025;
/** The document as its own dictionary depends on the weights: features are made anew with those of the pass before. */
const PASSES = 2;

/** Two texts in sentences; the beads are of sentences, or (`coarse`) of paragraphs. */
export interface TrainingDocument extends TextDocument {
  readonly coarse?: boolean;
}

/** A text with all beads of its band, ready for training. */
interface Sample {
  readonly states: States;
  /** Of each bead: its place in a lattice. */
  readonly cells: Int32Array;
  readonly features: Float32Array;
  /** Features of each sentence in a gap, {@link GAPS} a sentence. */
  readonly zhGaps: Float64Array;
  readonly enGaps: Float64Array;
  /** Features of the published ladder, summed; of a coarse document nothing. */
  readonly gold: Float64Array;
  /** Of a coarse document: which beads stay within a paragraph of either side and its counterpart. */
  readonly inside: Uint8Array | undefined;
}

/** Weights under which the ladders of the documents are most likely. */
export function trainTexts(documents: readonly TrainingDocument[], lexicon: Lexicon): TextWeights {
  let weights = START;
  for (let pass = 0; pass < PASSES; pass++) {
    const samples = withLosses(documents).map((document) => pruned(sampleOf(document, lexicon, weights), weights));
    weights = maximise(samples, pass ? weights : START);
  }
  return {
    bead: weights.bead.map(rounded),
    gap: weights.gap.map(rounded),
  };
}

/**
 * The documents, and each again without blocks of either side: translators skip sentences and pages, published ladders
 * hardly do.
 */
function withLosses(documents: readonly TrainingDocument[]): TrainingDocument[] {
  const fine = documents.filter(({ coarse }) => !coarse);
  const beads = LOST * fine.reduce((total, { gold }) => total + gold.length, 0);
  const lost = LOSSES.flatMap((losses) => shortened(fine, { ...losses, beads }));
  return [...documents, ...lost.map(({ document }) => document)];
}

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;

function sampleOf(document: TrainingDocument, lexicon: Lexicon, weights: TextWeights): Sample {
  const prepared = prepareTexts(document.zh, document.en, lexicon);
  const { rows, band } = settleTexts(prepared, weights);
  const { bitext, background, surface } = prepared;
  const states = statesOf(band, [0, 0], [document.zh.length, document.en.length]);
  const runs = runsOf(bitext, { rows, ratios: ratiosOf(rows, background), scratch: new RunScratch(bitext) }, states);
  const cells: number[] = [];
  const features: number[] = [];
  const place = new Map<number, number>();
  scoreBeads({ states, runs, surface }, beadScores(weights.bead), {
    keep: (state, shape, values) => {
      place.set(state * SHAPES.length + shape, cells.length);
      cells.push(state * SHAPES.length + shape);
      for (const value of values) features.push(value);
    },
  });
  const partners = bestPartners(states, runs, surface);
  const gapsOf = (side: 0 | 1, sizes: Float64Array, best: Float64Array) => {
    const values = new Float64Array(best.length * GAPS);
    const gap = new Float64Array(GAPS);
    best.forEach((partner, at) => {
      gapFeatures(side, sizes[at + 1] - sizes[at], partner, gap);
      values.set(gap, at * GAPS);
    });
    return values;
  };
  const zhGaps = gapsOf(0, surface.zhSize, partners.zh);
  const enGaps = gapsOf(1, surface.enSize, partners.en);
  const gold = new Float64Array(BEADS + GAPS);
  const sample = { states, cells: Int32Array.from(cells), features: Float32Array.from(features), zhGaps, enGaps, gold };
  if (document.coarse) return { ...sample, inside: insideOf(document, states, sample.cells) };
  const shapeOf = new Map(SHAPES.map(([a, b], shape) => [a * 16 + b, shape]));
  let i = 0;
  let j = 0;
  let before = '';
  for (const bead of document.gold) {
    i += bead.zh.length;
    j += bead.en.length;
    const kind = !bead.en.length ? 'zh' : !bead.zh.length ? 'en' : '';
    if (kind) {
      if (kind !== before) gold[BEADS]++;
      for (const at of kind === 'zh' ? bead.zh : bead.en) {
        for (let k = 0; k < GAPS; k++) gold[BEADS + k] += (kind === 'zh' ? zhGaps : enGaps)[at * GAPS + k];
      }
    } else {
      const shape = shapeOf.get(bead.zh.length * 16 + bead.en.length);
      const state = states.starts[i] + j - states.low[i];
      const inside = j >= states.low[i] && j <= states.high[i];
      const at = shape === undefined || !inside ? undefined : place.get(state * SHAPES.length + shape);
      if (at !== undefined) for (let k = 0; k < BEADS; k++) gold[k] += features[at * BEADS + k];
    }
    before = kind;
  }
  return { ...sample, inside: undefined };
}

/** Which beads stay within one bead of the document's coarse ladder. */
function insideOf(document: TrainingDocument, states: States, cells: Int32Array): Uint8Array {
  const owners = (side: 'zh' | 'en') => {
    const owner = new Int32Array(document[side].length);
    document.gold.forEach((bead, at) => {
      for (const sentence of bead[side]) owner[sentence] = at;
    });
    return owner;
  };
  const zh = owners('zh');
  const en = owners('en');
  const rowOf = new Int32Array(states.starts[states.starts.length - 1]);
  for (let i = 0; i < states.low.length; i++) rowOf.fill(i, states.starts[i], states.starts[i + 1]);
  return Uint8Array.from(cells, (cell) => {
    const state = Math.floor(cell / SHAPES.length);
    const [a, b] = SHAPES[cell % SHAPES.length];
    const i = rowOf[state];
    const j = state - states.starts[i] + states.low[i];
    return zh[i - a] === zh[i - 1] && en[j - b] === en[j - 1] && zh[i - 1] === en[j - 1] ? 1 : 0;
  });
}

/** Beads less likely than this under the weights before are left out of a pass: their ladders weigh nothing. */
const LEAST = 1e-7;

/** The sample without beads that no likely ladder holds. */
function pruned(sample: Sample, from: TextWeights): Sample {
  const likely = posteriorsOf(latticeOf(sample, Float64Array.from([...from.bead, ...from.gap])));
  const kept = [...sample.cells.keys()].filter((at) => likely.beads[sample.cells[at]] >= LEAST);
  const features = new Float32Array(kept.length * BEADS);
  kept.forEach((at, place) => {
    features.set(sample.features.subarray(at * BEADS, (at + 1) * BEADS), place * BEADS);
  });
  const { cells, inside } = sample;
  return {
    ...sample,
    cells: Int32Array.from(kept, (at) => cells[at]),
    features,
    inside: inside && Uint8Array.from(kept, (at) => inside[at]),
  };
}

/** The scores of a sample under weights; with `inside`, of the beads within paragraphs alone. */
function latticeOf(sample: Sample, weights: Float64Array, inside?: Uint8Array): Lattice {
  const { states, cells, features } = sample;
  const count = states.starts[states.starts.length - 1];
  const beads = new Float32Array(count * SHAPES.length);
  const shapes = new Uint32Array(count);
  for (let at = 0; at < cells.length; at++) {
    if (inside && !inside[at]) continue;
    let total = 0;
    for (let k = 0; k < BEADS; k++) total += weights[k] * features[at * BEADS + k];
    beads[cells[at]] = total;
    shapes[Math.floor(cells[at] / SHAPES.length)] |= 1 << (cells[at] % SHAPES.length);
  }
  const scores = (gaps: Float64Array) =>
    Float64Array.from({ length: gaps.length / GAPS }, (_, at) => {
      let total = 0;
      for (let k = 0; k < GAPS; k++) total += weights[BEADS + k] * gaps[at * GAPS + k];
      return total;
    });
  return {
    states,
    beads,
    shapes,
    gapOpen: weights[BEADS],
    zhGap: scores(sample.zhGaps),
    enGap: scores(sample.enGaps),
  };
}

/** Adds the features that the weights expect of a lattice of a sample to `into`, `times` over. */
function addExpected(sample: Sample, lattice: Lattice, times: number, into: Float64Array): void {
  const { states, cells, features } = sample;
  const likely = posteriorsOf(lattice);
  for (let at = 0; at < cells.length; at++) {
    const p = likely.beads[cells[at]];
    if (p < 1e-6) continue;
    for (let k = 0; k < BEADS; k++) into[k] += times * p * features[at * BEADS + k];
  }
  into[BEADS] += times * likely.opened;
  for (let i = 0; i < states.low.length; i++) {
    for (let j = states.low[i]; j <= states.high[i]; j++) {
      const state = states.starts[i] + j - states.low[i];
      for (const side of [0, 1] as const) {
        const p = (side ? likely.enGaps : likely.zhGaps)[state];
        if (p < 1e-6) continue;
        const [gaps, at] = side ? [sample.enGaps, j - 1] : [sample.zhGaps, i - 1];
        for (let k = 0; k < GAPS; k++) into[BEADS + k] += times * p * gaps[at * GAPS + k];
      }
    }
  }
}

/** Adam, up the gradient of likelihood and prior. */
function maximise(samples: readonly Sample[], from: TextWeights): TextWeights {
  const start = Float64Array.from([...START.bead, ...START.gap]);
  const weights = Float64Array.from([...from.bead, ...from.gap]);
  const size = weights.length;
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (let step = 1; step <= ITERATIONS; step++) {
    const gradient = new Float64Array(size);
    for (const sample of samples) {
      for (let k = 0; k < size; k++) gradient[k] += sample.gold[k];
      const { inside } = sample;
      if (inside) addExpected(sample, latticeOf(sample, weights, inside), COARSE, gradient);
      addExpected(sample, latticeOf(sample, weights), inside ? -COARSE : -1, gradient);
    }
    const rate = step < 0.6 * ITERATIONS ? RATE.first : RATE.last;
    for (let k = 0; k < size; k++) {
      const slope = gradient[k] - PRIOR * (weights[k] - start[k]);
      mean[k] = 0.9 * mean[k] + 0.1 * slope;
      square[k] = 0.99 * square[k] + 0.01 * slope * slope;
      const change = mean[k] / (1 - 0.9 ** step) / (Math.sqrt(square[k] / (1 - 0.99 ** step)) + 1e-8);
      weights[k] += rate * change;
    }
  }
  return { bead: [...weights.subarray(0, BEADS)], gap: [...weights.subarray(BEADS)] };
}

/**
 * Articles as pairs of texts in sentences, with coarse ladders: the groups whose order is the same in both languages,
 * without the paragraphs that have no counterpart.
 */
export function articleDocuments(folder: string): TrainingDocument[] {
  return readArticles(folder).articles.flatMap((article): TrainingDocument[] => {
    const sides = { zh: article.files[0], en: article.files[article.files.length - 1] };
    const lines = (side: Side) => readFileSync(sides[side], 'utf8').split(/\r?\n/);
    const all = { zh: lines('zh'), en: lines('en') };
    const texts: Record<Side, string[]> = { zh: [], en: [] };
    const gold: { zh: number[]; en: number[] }[] = [];
    let last = 0;
    const groups = article.groups.filter(
      ({ zh, en }) => zh.length && en.length && !zh.some((line) => en.includes(line)),
    );
    for (const group of [...groups].sort((a, b) => a.zh[0] - b.zh[0])) {
      if (group.en[0] <= last) continue;
      last = group.en[group.en.length - 1];
      const bead = { zh: [] as number[], en: [] as number[] };
      for (const side of ['zh', 'en'] as const) {
        for (const line of group[side]) {
          const text = maskLine(all[side][line - 1] ?? '');
          for (const { start, end } of splitSentences(text, side)) {
            bead[side].push(texts[side].length);
            texts[side].push(text.slice(start, end));
          }
        }
      }
      if (bead.zh.length || bead.en.length) gold.push(bead);
    }
    return gold.length < LEAST_GROUPS ? [] : [{ id: article.id, ...texts, gold, coarse: true }];
  });
}

/** Articles with fewer groups in order tell nothing. */
const LEAST_GROUPS = 5;
