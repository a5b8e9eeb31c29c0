/**
 * Aligns two texts, sentence by sentence: a monotone ladder with affine gaps.
 *
 * The steps: sentences → bitext → band → first ladder → the texts as their own dictionary → narrower band → posteriors →
 * ladder. Each is a file beside this one. Long texts pass through windows, so that memory for the search
 * does not grow with them.
 */
import { countScripts, languageOf } from '../language';
import type { Lexicon } from '../lexicon/lexicon';
import type { Side } from '../model';
import { type Band, bandAlong, bandAround, type State, wholeBand } from './band';
import {
  ALL_SHAPES,
  type BeadScores,
  beadScores,
  bestPartners,
  COMMON_SHAPES,
  GAP_FEATURES,
  gapFeatures,
  SHAPES,
  type Surface,
  scoreBeads,
  surfaceOf,
  type TextWeights,
} from './beadModel';
import { type Bitext, readBitext } from './bitext';
import { denseAnchorChain } from './chunks';
import { reestimatedRows } from './reestimate';
import { type RunScoring, RunScratch, ratiosOf, runsOf, type States } from './runs';
import { bestSteps, bestWays, goodStates, type Lattice, NEGLIGIBLE, posteriorsOf } from './semiMarkov';
import { backgroundOf, countWords, dictionaryRows, type Rows, USUAL_RATIO } from './statistics';
import trained from './weights/texts.json';

/** A bead of two texts; a side is empty where nothing stands against the other. */
export interface TextBead {
  readonly zh: readonly number[];
  readonly en: readonly number[];
  /** Probability that it is right, 0..1. */
  readonly score: number;
}

/** Two texts as sentences; an empty one is a sentence without words. */
export interface TextsRequest {
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly lexicon: Lexicon;
  /** Other weights than the ones that come with the program. */
  readonly weights?: TextWeights;
}

/**
 * The second search looks where the first found ladders worth at most so many nats less than its best; at all beads of
 * so many Chinese sentences between them, and so many English sentences further.
 */
const GOOD = { nats: 25, rows: 3, away: 1 };
/** With no more pairs of sentences than this, the first search looks at them all. */
const WHOLE = 40_000;
/** Chinese sentences of a window, and how many at its end are done again with more of the text in sight. */
const WINDOW = { rows: 600, overlap: 60 };

/** The most that a bead is worth where a side is not in its language: the same text twice is no translation. */
const NO_BITEXT = 0.5;

/** What learning from the texts does not change. */
export interface PreparedTexts {
  readonly bitext: Bitext;
  readonly dictionary: Rows;
  readonly background: Float64Array;
  readonly surface: Surface;
}

/** The ladder of two texts: every sentence in exactly one bead, in source order. */
export function alignTexts({ zh, en, lexicon, weights = trained }: TextsRequest): readonly TextBead[] {
  const prepared = prepareTexts(zh, en, lexicon);
  const { rows, band } = settleTexts(prepared, weights);
  const beads = ladderOf(prepared, rows, band, weights);
  if (isMostly(zh, 'zh') && isMostly(en, 'en')) return beads;
  return beads.map((bead) => ({ ...bead, score: Math.min(bead.score, NO_BITEXT) }));
}

/** Are at least half of the sentences that have letters in a language, or in both? */
function isMostly(sentences: readonly string[], side: Side): boolean {
  let own = 0;
  let other = 0;
  for (const sentence of sentences) {
    const language = languageOf(countScripts(sentence));
    if (language === side || language === 'mixed') own++;
    else if (language !== 'other' || /\p{L}/u.test(sentence)) other++;
  }
  return own >= other;
}

/** Reads two texts. */
export function prepareTexts(zh: readonly string[], en: readonly string[], lexicon: Lexicon): PreparedTexts {
  const bitext = readBitext({ zh, en, lexicon });
  return {
    bitext,
    dictionary: dictionaryRows(bitext, lexicon),
    background: backgroundOf(bitext, countWords(bitext), lexicon),
    surface: surfaceOf(zh, en, bitext, ratioOf(bitext)),
  };
}

/** What the texts teach of their words, and the band in which the ladder is to be looked for. More rounds gain nothing. */
export function settleTexts(prepared: PreparedTexts, weights: TextWeights): { rows: Rows; band: Band } {
  const { bitext, dictionary } = prepared;
  const [nz, ne] = [bitext.zh.length, bitext.en.length];
  const band = nz * ne <= WHOLE ? wholeBand(nz, ne) : bandAlong(anchorStates(prepared), nz, ne);
  const good = { low: new Int32Array(nz + 1).fill(ne), high: new Int32Array(nz + 1) };
  const ladder = ladderOf(prepared, dictionary, band, weights, good);
  return { rows: reestimatedRows(bitext, dictionary, dictionary, ladder), band: bandAround(good, ne, GOOD) };
}

/** States before pairs of sentences that share rare words. */
function anchorStates({ bitext, dictionary, background }: PreparedTexts): State[] {
  const states: State[] = [];
  let last: State = [0, 0];
  for (const [i, j] of denseAnchorChain(bitext, dictionary, background)) {
    if (i <= last[0] || j <= last[1]) continue;
    last = [i, j];
    states.push(last);
  }
  return states;
}

/** English characters for a Chinese one in the whole texts. */
function ratioOf(bitext: Bitext): number {
  let zh = 0;
  let en = 0;
  for (const unit of bitext.zh) zh += unit.size;
  for (const unit of bitext.en) en += unit.size;
  return zh && en ? Math.max(1, Math.min(8, en / zh)) : USUAL_RATIO;
}

/** The best ladder in a band, window by window; with `posteriors` its parts say how likely they are. */
function ladderOf(prepared: PreparedTexts, rows: Rows, band: Band, weights: TextWeights, good?: Band): TextBead[] {
  const { bitext, background } = prepared;
  const [nz, ne] = [bitext.zh.length, bitext.en.length];
  const scoring = {
    rows,
    ratios: ratiosOf(rows, background),
    scratch: new RunScratch(bitext),
    beads: beadScores(weights.bead),
    gap: weights.gap,
    ...(good ? COMMON_SHAPES : ALL_SHAPES),
  };
  const beads: TextBead[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const last = i + WINDOW.rows + WINDOW.overlap >= nz;
    const end = last ? nz : i + WINDOW.rows + WINDOW.overlap;
    const states = statesOf(band, [i, j], [end, last ? ne : Math.max(j, (band.low[end] + band.high[end]) >> 1)]);
    const lattice = latticeOf(prepared, scoring, states);
    const ways = bestWays(lattice);
    const found = goodStates(lattice, ways, good ? GOOD.nats : NEGLIGIBLE);
    const likely = good ? undefined : posteriorsOf(lattice, found);
    const from: State = [i, j];
    for (const step of bestSteps(lattice, ways)) {
      if (!last && from[0] + step.zh > end - WINDOW.overlap) break;
      const [a, b] = step.shape < 0 ? (step.shape === -1 ? [1, 0] : [0, 1]) : SHAPES[step.shape];
      const state = states.starts[step.zh] + step.en - states.low[step.zh];
      const score = !likely
        ? 0
        : step.shape === -1
          ? likely.zhGaps[state]
          : step.shape === -2
            ? likely.enGaps[state]
            : likely.beads[state * SHAPES.length + step.shape];
      i = from[0] + step.zh;
      j = from[1] + step.en;
      beads.push({ zh: span(i - a, i), en: span(j - b, j), score: Math.round(1000 * Math.min(1, score)) / 1000 });
    }
    if (good) {
      for (let row = from[0]; row <= i; row++) {
        good.low[row] = Math.min(good.low[row], from[1] + found.low[row - from[0]]);
        good.high[row] = Math.max(good.high[row], from[1] + found.high[row - from[0]]);
      }
    }
    if (last) return beads;
  }
}

/** The states of a band between two of its states. */
export function statesOf(band: Band, from: State, to: State): States {
  const rows = to[0] - from[0];
  const low = new Int32Array(rows + 1);
  const high = new Int32Array(rows + 1);
  const starts = new Int32Array(rows + 2);
  for (let i = 0; i <= rows; i++) {
    low[i] = Math.min(Math.max(band.low[from[0] + i], from[1]), to[1]) - from[1];
    high[i] = Math.max(Math.min(band.high[from[0] + i], to[1]), from[1]) - from[1];
  }
  low[0] = 0;
  high[rows] = to[1] - from[1];
  for (let i = 0; i <= rows; i++) starts[i + 1] = starts[i] + high[i] - low[i] + 1;
  return { stretch: { zh: [from[0], to[0]], en: [from[1], to[1]] }, low, high, starts };
}

/** What scoring needs besides the texts. */
interface Scoring extends RunScoring {
  readonly beads: BeadScores;
  readonly gap: readonly number[];
  /** Shapes of beads that are looked at. */
  readonly most: number;
}

/** Scores of everything that a ladder in the states may be made of. */
function latticeOf(prepared: PreparedTexts, scoring: Scoring, states: States): Lattice {
  const { bitext, surface } = prepared;
  const runs = runsOf(bitext, scoring, states);
  const { beads, shapes } = scoreBeads({ states, runs, surface }, scoring.beads, { most: scoring.most });
  const features = new Float64Array(GAP_FEATURES.length);
  const partners = bestPartners(states, runs, surface);
  const gaps = (side: 0 | 1, sizes: Float64Array, [from]: readonly [number, number]) =>
    partners[side ? 'en' : 'zh'].map((partner, at) => {
      gapFeatures(side, sizes[from + at + 1] - sizes[from + at], partner, features);
      let total = 0;
      for (let k = 0; k < features.length; k++) total += scoring.gap[k] * features[k];
      return total;
    });
  return {
    states,
    beads,
    shapes,
    gapOpen: scoring.gap[0],
    zhGap: gaps(0, surface.zhSize, states.stretch.zh),
    enGap: gaps(1, surface.enSize, states.stretch.en),
  };
}

function span(from: number, to: number): number[] {
  const out: number[] = [];
  for (let at = from; at < to; at++) out.push(at);
  return out;
}
