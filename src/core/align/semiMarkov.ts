/**
 * Ladders over the states of a stretch: the most likely one, and how likely each of its parts is (a semi-Markov
 * conditional random field; Sarawagi & Cohen 2004). Gaps are affine: opening one costs much, each further sentence
 * little, so that a missing block does not drag false beads behind it.
 */
import type { Band } from './band';
import { EN_OF, SHAPES, ZH_OF } from './beadModel';
import type { States } from './runs';

/** Scores in nats of everything that a ladder of a stretch may be made of. */
export interface Lattice {
  readonly states: States;
  /** By state and shape, of the bead that ends there. */
  readonly beads: Float32Array;
  /** By state, the shapes of the beads that may end there: bit n for shape n. */
  readonly shapes: Uint32Array;
  readonly gapOpen: number;
  /** Of each sentence of the stretch when it stands in a gap. */
  readonly zhGap: Float64Array;
  readonly enGap: Float64Array;
}

/** A step of a ladder: the state where it ends, and the shape of the bead, or −1 a Chinese, −2 an English orphan. */
export interface Step {
  readonly zh: number;
  readonly en: number;
  readonly shape: number;
}

/** After a bead, in a gap of Chinese sentences, in a gap of English ones. A Chinese gap may turn into an English one. */
const LAYERS = 3;
const NEVER = -1e30;
/** e to the minus this adds nothing to a double that is shown with three digits. */
export const NEGLIGIBLE = 30;

/** The highest score of the way from the start to each layer of each state, and the step that ends it. */
export interface BestWays {
  readonly best: Float64Array;
  /** The layer before that step. */
  readonly from: Int8Array;
  /** By state, the shape of the bead that ends the way to its first layer. */
  readonly shapes: Int8Array;
}

/** The best way to every state. */
export function bestWays(lattice: Lattice): BestWays {
  const { states, beads, gapOpen, zhGap, enGap } = lattice;
  const { low, high, starts } = states;
  const rows = low.length - 1;
  const count = starts[rows + 1];
  const best = new Float64Array(count * LAYERS).fill(NEVER);
  const from = new Int8Array(count * LAYERS);
  const shapes = new Int8Array(count);
  best[0] = 0;
  for (let i = 0; i <= rows; i++) {
    for (let j = low[i]; j <= high[i]; j++) {
      const state = starts[i] + j - low[i];
      if (i && j) {
        for (let bits = lattice.shapes[state]; bits; bits &= bits - 1) {
          const shape = Math.clz32(bits & -bits) ^ 31;
          const pi = i - ZH_OF[shape];
          const before = (starts[pi] + j - EN_OF[shape] - low[pi]) * LAYERS;
          const layer = largest(best, before);
          const value = best[before + layer] + beads[state * SHAPES.length + shape];
          if (value > best[state * LAYERS]) {
            best[state * LAYERS] = value;
            from[state * LAYERS] = layer;
            shapes[state] = shape;
          }
        }
      }
      if (i && j >= low[i - 1] && j <= high[i - 1]) {
        const before = (starts[i - 1] + j - low[i - 1]) * LAYERS;
        const opened = best[before] + gapOpen;
        const longer = best[before + 1];
        from[state * LAYERS + 1] = longer >= opened ? 1 : 0;
        best[state * LAYERS + 1] = Math.max(longer, opened) + zhGap[i - 1];
      }
      if (j > low[i]) {
        const before = (state - 1) * LAYERS;
        const opened = Math.max(best[before], best[before + 1]) + gapOpen;
        const longer = best[before + 2];
        from[state * LAYERS + 2] = longer >= opened ? 2 : best[before] >= best[before + 1] ? 0 : 1;
        best[state * LAYERS + 2] = Math.max(longer, opened) + enGap[j - 1];
      }
    }
  }
  return { best, from, shapes };
}

/** The ladder of the highest score. */
export function bestSteps({ states: { low, high, starts } }: Pick<Lattice, 'states'>, ways: BestWays): Step[] {
  const { best, from, shapes } = ways;
  const rows = low.length - 1;
  const steps: Step[] = [];
  let i = rows;
  let j = high[rows];
  let layer = largest(best, (starts[i] + j - low[i]) * LAYERS);
  while (i || j) {
    const state = starts[i] + j - low[i];
    const next = from[state * LAYERS + layer];
    if (layer === 0) {
      const shape = shapes[state];
      steps.push({ zh: i, en: j, shape });
      i -= SHAPES[shape][0];
      j -= SHAPES[shape][1];
    } else if (layer === 1) steps.push({ zh: i--, en: j, shape: -1 });
    else steps.push({ zh: i, en: j--, shape: -2 });
    layer = next;
  }
  return steps.reverse();
}

/**
 * For each row the first and the last state through which some ladder passes that is worth at most `less` nats less than
 * the best one. A row within a bead may have none: there the first is after the last.
 */
export function goodStates(
  lattice: Lattice,
  { best }: BestWays,
  less: number,
): { readonly low: Int32Array; readonly high: Int32Array } {
  const { states, beads, gapOpen, zhGap, enGap } = lattice;
  const { low, high, starts } = states;
  const rows = low.length - 1;
  const end = starts[rows + 1] - 1;
  const least = best[end * LAYERS + largest(best, end * LAYERS)] - less;
  // The best way from a state to the end: from all its layers with a bead or a new gap, and within a gap.
  const beadNext = new Float64Array(end + 1).fill(NEVER);
  const zhNext = new Float64Array(end + 1).fill(NEVER);
  const enNext = new Float64Array(end + 1).fill(NEVER);
  beadNext[end] = 0;
  const first = new Int32Array(rows + 1).fill(high[rows] + 1);
  const last = new Int32Array(rows + 1).fill(-1);
  for (let i = rows; i >= 0; i--) {
    for (let j = high[i]; j >= low[i]; j--) {
      const state = starts[i] + j - low[i];
      const at = state * LAYERS;
      // A Chinese gap may turn into an English one, an English one ends with a bead.
      const ofEn = Math.max(beadNext[state], enNext[state]);
      const ofZh = Math.max(beadNext[state], zhNext[state], enNext[state] + gapOpen);
      const ofBead = Math.max(beadNext[state], zhNext[state] + gapOpen, enNext[state] + gapOpen);
      if (Math.max(best[at] + ofBead, best[at + 1] + ofZh, best[at + 2] + ofEn) < least) continue;
      if (j < first[i]) first[i] = j;
      if (j > last[i]) last[i] = j;
      if (i && j && best[at] + ofBead >= least) {
        for (let bits = lattice.shapes[state]; bits; bits &= bits - 1) {
          const shape = Math.clz32(bits & -bits) ^ 31;
          const pi = i - ZH_OF[shape];
          const before = starts[pi] + j - EN_OF[shape] - low[pi];
          const value = beads[state * SHAPES.length + shape] + ofBead;
          if (value > beadNext[before]) beadNext[before] = value;
        }
      }
      if (i && j >= low[i - 1] && j <= high[i - 1]) zhNext[starts[i - 1] + j - low[i - 1]] = ofZh + zhGap[i - 1];
      if (j > low[i]) enNext[state - 1] = ofEn + enGap[j - 1];
    }
  }
  return { low: first, high: last };
}

function largest(values: Float64Array, at: number): number {
  if (values[at + 1] > values[at]) return values[at + 2] > values[at + 1] ? 2 : 1;
  return values[at + 2] > values[at] ? 2 : 0;
}

/** How likely each part of a ladder is, given that some ladder is right. */
export interface Posteriors {
  /** By state and shape, as in {@link Lattice.beads}. */
  readonly beads: Float32Array;
  /** That the Chinese (English) sentence before the state is in a gap there, by state. */
  readonly zhGaps: Float32Array;
  readonly enGaps: Float32Array;
  /** Expected number of gaps. */
  readonly opened: number;
  /** Log of the sum over all ladders. */
  readonly total: number;
}

/** Forward–backward over all ladders, or over those that stay within `good` states: the rest must weigh nothing. */
export function posteriorsOf(lattice: Lattice, good: Pick<Band, 'low' | 'high'> = lattice.states): Posteriors {
  const { states, beads, gapOpen, zhGap, enGap } = lattice;
  const { low, high, starts } = states;
  const rows = low.length - 1;
  const count = starts[rows + 1];
  const forward = new Float64Array(count * LAYERS).fill(NEVER);
  const values = new Float64Array(SHAPES.length);
  // All layers of a state together: what a bead may follow.
  const before = new Float64Array(count).fill(NEVER);
  forward[0] = 0;
  for (let i = 0; i <= rows; i++) {
    for (let j = good.low[i]; j <= good.high[i]; j++) {
      const state = starts[i] + j - low[i];
      if (i && j) {
        let most = NEVER;
        let number = 0;
        for (let bits = lattice.shapes[state]; bits; bits &= bits - 1) {
          const shape = Math.clz32(bits & -bits) ^ 31;
          const pi = i - ZH_OF[shape];
          const value = beads[state * SHAPES.length + shape] + before[starts[pi] + j - EN_OF[shape] - low[pi]];
          values[number++] = value;
          if (value > most) most = value;
        }
        let total = 0;
        for (let at = 0; at < number; at++) {
          if (most - values[at] <= NEGLIGIBLE) total += Math.exp(values[at] - most);
        }
        if (most > NEVER) forward[state * LAYERS] = most + Math.log(total);
      }
      if (i && j >= low[i - 1] && j <= high[i - 1]) {
        const above = (starts[i - 1] + j - low[i - 1]) * LAYERS;
        forward[state * LAYERS + 1] = zhGap[i - 1] + logAdd(forward[above] + gapOpen, forward[above + 1]);
      }
      if (j > low[i]) {
        const left = (state - 1) * LAYERS;
        const opened = gapOpen + logAdd(forward[left], forward[left + 1]);
        forward[state * LAYERS + 2] = enGap[j - 1] + logAdd(opened, forward[left + 2]);
      }
      const at = state * LAYERS;
      before[state] = logAdd(logAdd(forward[at], forward[at + 1]), forward[at + 2]);
    }
  }
  const end = count - 1;
  const total = before[end];
  const backward = new Float64Array(count * LAYERS).fill(NEVER);
  // What follows a state with a bead: the same for all its layers.
  const beadNext = new Float64Array(count).fill(NEVER);
  beadNext[end] = 0;
  const probability = new Float32Array(beads.length);
  const zhGaps = new Float32Array(count);
  const enGaps = new Float32Array(count);
  let opened = 0;
  const reach = (at: number, value: number) => {
    backward[at] = logAdd(backward[at], value);
  };
  for (let i = rows; i >= 0; i--) {
    for (let j = good.high[i]; j >= good.low[i]; j--) {
      const state = starts[i] + j - low[i];
      for (let layer = 0; layer < LAYERS; layer++) reach(state * LAYERS + layer, beadNext[state]);
      const behind = backward[state * LAYERS];
      // Nearly all states are too unlikely to count.
      if (i && j && forward[state * LAYERS] + behind - total > -NEGLIGIBLE) {
        for (let bits = lattice.shapes[state]; bits; bits &= bits - 1) {
          const shape = Math.clz32(bits & -bits) ^ 31;
          const pi = i - ZH_OF[shape];
          const from = starts[pi] + j - EN_OF[shape] - low[pi];
          const value = beads[state * SHAPES.length + shape] + behind;
          if (before[from] + value - total < -NEGLIGIBLE) continue;
          probability[state * SHAPES.length + shape] = Math.exp(before[from] + value - total);
          beadNext[from] = logAdd(beadNext[from], value);
        }
      }
      if (i && j >= low[i - 1] && j <= high[i - 1]) {
        const above = (starts[i - 1] + j - low[i - 1]) * LAYERS;
        const value = backward[state * LAYERS + 1] + zhGap[i - 1];
        const opening = Math.exp(forward[above] + gapOpen + value - total);
        opened += opening;
        zhGaps[state] = opening + Math.exp(forward[above + 1] + value - total);
        reach(above, value + gapOpen);
        reach(above + 1, value);
      }
      if (j > low[i]) {
        const left = (state - 1) * LAYERS;
        const value = backward[state * LAYERS + 2] + enGap[j - 1];
        const opening = Math.exp(logAdd(forward[left], forward[left + 1]) + gapOpen + value - total);
        opened += opening;
        enGaps[state] = opening + Math.exp(forward[left + 2] + value - total);
        reach(left, value + gapOpen);
        reach(left + 1, value + gapOpen);
        reach(left + 2, value);
      }
    }
  }
  return { beads: probability, zhGaps, enGaps, opened, total };
}

function logAdd(a: number, b: number): number {
  const more = a < b ? b : a;
  const less = a < b ? a : b;
  return more - less > NEGLIGIBLE || more <= NEVER ? more : more + Math.log1p(Math.exp(less - more));
}
