/**
 * Trains the weights of beads of two texts: the likelihood of the published ladders under all ladders of a band, with
 * weights held near where they start (a Gaussian prior), by Adam. Deterministic.
 */

import { shortened } from '../bench/blocks.mts';
import type { TextDocument } from '../bench/ladders.mts';
import type { Lexicon } from '../src/core';
import {
  BEAD_FEATURES,
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

const BEADS = BEAD_FEATURES.length;
const GAPS = GAP_FEATURES.length;

/** Where training starts, and what holds the weights that the texts say little of. */
const START: TextWeights = {
  bead: [6, 1, 1.2, 0, 0, 0, 0, -1, -2.5, -2, -2, -3, -4, -4.5, -6, -1.5, 0.5, 1, 0.4, 0.3, 0.5, 0.5, -0.4, -1.8, 0, 0],
  gap: [-5, -1, -1, 0, 0],
};
const PRIOR = 1;
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

/** A text with all beads of its band, ready for training. */
interface Sample {
  readonly states: States;
  /** Of each bead: its place in a lattice. */
  readonly cells: Int32Array;
  readonly features: Float32Array;
  /** Features of each sentence in a gap, {@link GAPS} a sentence. */
  readonly zhGaps: Float64Array;
  readonly enGaps: Float64Array;
  /** Features of the published ladder, summed. */
  readonly gold: Float64Array;
}

/** Weights under which the ladders of the documents are most likely. */
export function trainTexts(documents: readonly TextDocument[], lexicon: Lexicon): TextWeights {
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
function withLosses(documents: readonly TextDocument[]): TextDocument[] {
  const beads = LOST * documents.reduce((total, { gold }) => total + gold.length, 0);
  const lost = LOSSES.flatMap((losses) => shortened(documents, { ...losses, beads }));
  return [...documents, ...lost.map(({ document }) => document)];
}

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;

function sampleOf(document: TextDocument, lexicon: Lexicon, weights: TextWeights): Sample {
  const prepared = prepareTexts(document.zh, document.en, lexicon);
  const { rows, band } = settleTexts(prepared, weights);
  const { bitext, background, surface } = prepared;
  const states = statesOf(band, [0, 0], [document.zh.length, document.en.length]);
  const runs = runsOf(bitext, rows, ratiosOf(rows, background), states, new RunScratch(bitext.vocabulary.length));
  const cells: number[] = [];
  const features: number[] = [];
  const place = new Map<number, number>();
  scoreBeads({ states, runs, surface }, weights.bead, {
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
  return {
    states,
    cells: Int32Array.from(cells),
    features: Float32Array.from(features),
    zhGaps,
    enGaps,
    gold,
  };
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
  return { ...sample, cells: Int32Array.from(kept, (at) => sample.cells[at]), features };
}

/** The scores of a sample under weights. */
function latticeOf(sample: Sample, weights: Float64Array): Lattice {
  const { states, cells, features } = sample;
  const count = states.starts[states.starts.length - 1];
  const beads = new Float32Array(count * SHAPES.length);
  const shapes = new Uint32Array(count);
  for (let at = 0; at < cells.length; at++) {
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

/** Adds the features that the weights expect of a sample to `into`, negative. */
function subtractExpected(sample: Sample, weights: Float64Array, into: Float64Array): void {
  const { states, cells, features } = sample;
  const likely = posteriorsOf(latticeOf(sample, weights));
  for (let at = 0; at < cells.length; at++) {
    const p = likely.beads[cells[at]];
    if (p < 1e-6) continue;
    for (let k = 0; k < BEADS; k++) into[k] -= p * features[at * BEADS + k];
  }
  into[BEADS] -= likely.opened;
  for (let i = 0; i < states.low.length; i++) {
    for (let j = states.low[i]; j <= states.high[i]; j++) {
      const state = states.starts[i] + j - states.low[i];
      for (const side of [0, 1] as const) {
        const p = (side ? likely.enGaps : likely.zhGaps)[state];
        if (p < 1e-6) continue;
        const [gaps, at] = side ? [sample.enGaps, j - 1] : [sample.zhGaps, i - 1];
        for (let k = 0; k < GAPS; k++) into[BEADS + k] -= p * gaps[at * GAPS + k];
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
      subtractExpected(sample, weights, gradient);
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
