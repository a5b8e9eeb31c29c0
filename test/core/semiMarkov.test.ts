/** Ladders over a lattice, against every ladder there is: small lattices with random scores. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { bandAlong, bandAround, wholeBand } from '../../src/core/align/band';
import { SHAPES } from '../../src/core/align/beadModel';
import {
  bestSteps,
  bestWays,
  goodStates,
  type Lattice,
  NEGLIGIBLE,
  posteriorsOf,
} from '../../src/core/align/semiMarkov';
import { statesOf } from '../../src/core/align/texts';

/** A ladder as names of its steps with its score. */
interface Ladder {
  readonly steps: readonly string[];
  readonly score: number;
}

/** Every ladder of a lattice from a state on. `gap` is the side of the gap that the step before stood in. */
function laddersFrom(lattice: Lattice, i: number, j: number, gap: '' | 'zh' | 'en'): Ladder[] {
  const { states, beads, shapes, gapOpen, zhGap, enGap } = lattice;
  const rows = states.low.length - 1;
  if (i === rows && j === states.high[rows]) return [{ steps: [], score: 0 }];
  const inside = (zh: number, en: number) => zh <= rows && en >= states.low[zh] && en <= states.high[zh];
  const with_ = (step: string, score: number, rest: readonly Ladder[]) =>
    rest.map((ladder) => ({ steps: [step, ...ladder.steps], score: score + ladder.score }));
  const all: Ladder[] = [];
  SHAPES.forEach(([a, b], shape) => {
    if (!inside(i + a, j + b)) return;
    const state = states.starts[i + a] + j + b - states.low[i + a];
    if (!(shapes[state] & (1 << shape))) return;
    const score = beads[state * SHAPES.length + shape];
    all.push(...with_(`${i + a}:${j + b}:${shape}`, score, laddersFrom(lattice, i + a, j + b, '')));
  });
  // A gap on the Chinese side may turn into one on the English side, not back.
  if (inside(i + 1, j) && gap !== 'en') {
    const open = gap === 'zh' ? 0 : gapOpen;
    all.push(...with_(`${i + 1}:${j}:-1`, open + zhGap[i], laddersFrom(lattice, i + 1, j, 'zh')));
  }
  if (inside(i, j + 1)) {
    const open = gap === 'en' ? 0 : gapOpen;
    all.push(...with_(`${i}:${j + 1}:-2`, open + enGap[j], laddersFrom(lattice, i, j + 1, 'en')));
  }
  return all;
}

const score = fc.double({ min: -6, max: 3, noNaN: true });

const lattices = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 })).chain(([nz, ne]) => {
  const states = statesOf(wholeBand(nz, ne), [0, 0], [nz, ne]);
  const cells = (nz + 1) * (ne + 1) * SHAPES.length;
  return fc
    .record({
      scores: fc.array(score, { minLength: cells, maxLength: cells }),
      gapOpen: fc.double({ min: -4, max: 0, noNaN: true }),
      zh: fc.array(score, { minLength: nz, maxLength: nz }),
      en: fc.array(score, { minLength: ne, maxLength: ne }),
    })
    .map(({ scores, gapOpen, zh, en }): Lattice => {
      const shapes = new Uint32Array((nz + 1) * (ne + 1));
      for (let i = 1; i <= nz; i++) {
        for (let j = 1; j <= ne; j++) {
          SHAPES.forEach(([a, b], shape) => {
            if (a <= i && b <= j) shapes[states.starts[i] + j] |= 1 << shape;
          });
        }
      }
      return {
        states,
        beads: Float32Array.from(scores),
        shapes,
        gapOpen,
        zhGap: Float64Array.from(zh),
        enGap: Float64Array.from(en),
      };
    });
});

suite('ladders over a lattice', () => {
  test('the best of all ladders is found', () => {
    fc.assert(
      fc.property(lattices, (lattice) => {
        const all = laddersFrom(lattice, 0, 0, '');
        const best = Math.max(...all.map((ladder) => ladder.score));
        const found = bestSteps(lattice, bestWays(lattice)).map(({ zh, en, shape }) => `${zh}:${en}:${shape}`);
        const same = all.find(({ steps }) => String(steps) === String(found));
        assert.ok(same, String(found));
        assert.ok(Math.abs(same.score - best) < 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  test('the good states of each row are those of ladders that are nearly as good as the best', () => {
    fc.assert(
      fc.property(lattices, fc.double({ min: 0, max: 20, noNaN: true }), (lattice, less) => {
        const { low, high } = goodStates(lattice, bestWays(lattice), less);
        const all = laddersFrom(lattice, 0, 0, '');
        const least = Math.max(...all.map(({ score }) => score)) - less;
        const rows = lattice.states.low.length - 1;
        const between = (slack: number) => {
          const found = Array.from({ length: rows + 1 }, () => [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
          for (const { steps } of all.filter(({ score }) => score >= least + slack)) {
            for (const step of ['0:0', ...steps]) {
              const [i, j] = String(step).split(':').map(Number);
              found[i] = [Math.min(found[i][0], j), Math.max(found[i][1], j)];
            }
          }
          return found;
        };
        // Sums in another order may differ in their last digits.
        const [most, fewest] = [between(-1e-6), between(1e-6)];
        for (let i = 0; i <= rows; i++) {
          assert.ok(low[i] <= fewest[i][0] && high[i] >= fewest[i][1]);
          if (low[i] <= high[i]) assert.ok(low[i] >= most[i][0] && high[i] <= most[i][1]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('posteriors within the good states are the posteriors', () => {
    fc.assert(
      fc.property(lattices, (lattice) => {
        const all = posteriorsOf(lattice);
        const good = posteriorsOf(lattice, goodStates(lattice, bestWays(lattice), NEGLIGIBLE));
        for (const key of ['beads', 'zhGaps', 'enGaps'] as const) {
          all[key].forEach((value, at) => {
            assert.ok(Math.abs(good[key][at] - value) < 1e-5);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a part is as likely as all ladders that hold it, together', () => {
    fc.assert(
      fc.property(lattices, (lattice) => {
        const { states } = lattice;
        const all = laddersFrom(lattice, 0, 0, '');
        const most = Math.max(...all.map((ladder) => ladder.score));
        const total = all.reduce((sum, ladder) => sum + Math.exp(ladder.score - most), 0);
        const likely = posteriorsOf(lattice);
        assert.ok(Math.abs(likely.total - most - Math.log(total)) < 1e-9);
        const expected = new Map<string, number>();
        for (const { steps, score } of all) {
          for (const step of steps) expected.set(step, (expected.get(step) ?? 0) + Math.exp(score - most) / total);
        }
        for (const [step, probability] of expected) {
          const [i, j, shape] = step.split(':').map(Number);
          const state = states.starts[i] + j - states.low[i];
          const found =
            shape === -1
              ? likely.zhGaps[state]
              : shape === -2
                ? likely.enGaps[state]
                : likely.beads[state * SHAPES.length + shape];
          assert.ok(Math.abs(found - probability) < 1e-5, `${step}: ${found}, not ${probability}`);
        }
      }),
      { numRuns: 60 },
    );
  });
});

suite('bands', () => {
  const chains = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 2000 })).chain(([nz, ne]) =>
    fc.array(fc.tuple(fc.nat(nz), fc.nat(ne)), { maxLength: 8 }).map((points) => {
      const chain: (readonly [number, number])[] = [];
      for (const point of points.sort((a, b) => a[0] - b[0])) {
        const last = chain[chain.length - 1] ?? [0, 0];
        if (point[0] > last[0] && point[1] > last[1]) chain.push(point);
      }
      return { nz, ne, chain };
    }),
  );

  test('along a chain: both corners and every point are inside, no bound falls, rows share a state', () => {
    fc.assert(
      fc.property(chains, ({ nz, ne, chain }) => {
        const { low, high } = bandAlong(chain, nz, ne);
        for (const [i, j] of [[0, 0] as const, ...chain, [nz, ne] as const]) assert.ok(low[i] <= j && j <= high[i]);
        for (let i = 1; i <= nz; i++) {
          assert.ok(low[i] >= low[i - 1] && high[i] >= high[i - 1]);
          assert.ok(low[i] <= high[i - 1], `rows ${i - 1} and ${i}: ${high[i - 1]} < ${low[i]}`);
        }
      }),
    );
  });

  test('around good states: all beads between neighbours among them can be scored, and little else', () => {
    const beads = fc.array(fc.tuple(fc.nat(3), fc.nat(6)), { maxLength: 30 });
    fc.assert(
      fc.property(beads, fc.integer({ min: 0, max: 3 }), (shapes, away) => {
        const cuts: [number, number][] = [[0, 0]];
        for (const [a, b] of shapes) cuts.push([cuts[cuts.length - 1][0] + a, cuts[cuts.length - 1][1] + b]);
        const [nz, ne] = cuts[cuts.length - 1];
        const good = { low: new Int32Array(nz + 1).fill(ne + 1), high: new Int32Array(nz + 1).fill(-1) };
        for (const [i, j] of cuts) {
          good.low[i] = Math.min(good.low[i], j);
          good.high[i] = Math.max(good.high[i], j);
        }
        const { low, high } = bandAround(good, ne, { rows: 3, away });
        assert.ok(low[0] === 0 && high[nz] === ne);
        for (let i = 1; i <= nz; i++)
          assert.ok(low[i] >= low[i - 1] && high[i] >= high[i - 1] && low[i] <= high[i - 1]);
        for (let at = 1; at < cuts.length; at++) {
          const [pi, pj] = cuts[at - 1];
          const [i, j] = cuts[at];
          assert.ok(low[i] <= j && j <= high[i]);
          if (i > pi && j > pj) assert.ok(low[i] <= pj + 1 && j <= high[pi + 1], `${pi}:${pj} – ${i}:${j}`);
        }
        // No state is further from the ladder than the longest bead and what was asked for.
        for (let i = 0; i <= nz; i++) {
          const near = cuts.filter(([row]) => Math.abs(row - i) <= 6).map(([, column]) => column);
          assert.ok(low[i] >= Math.min(...near) - away && high[i] <= Math.max(...near) + away);
        }
      }),
    );
  });
});
