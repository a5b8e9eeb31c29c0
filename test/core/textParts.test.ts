import * as assert from 'node:assert/strict';
import { wholeBand } from '../../src/core/align/band';
import { beadScores, SHAPES, scoreBeads } from '../../src/core/align/beadModel';
import { evidenceOf } from '../../src/core/align/evidence';
import { MOST_EN, MOST_ZH, RunScratch, ratiosOf, runsOf } from '../../src/core/align/runs';
import { prepareTexts, settleTexts, statesOf } from '../../src/core/align/texts';
import committed from '../../src/core/align/weights/texts.json';
import { lexicon, PAIRS } from './fixture';

const ZH = PAIRS.map(({ zh }) => zh);
const EN = PAIRS.map(({ en }) => en);
const one = (at: number) => ({ zh: [at], en: [at] });

suite('two texts: the parts', () => {
  test('weights from ladders and from paragraphs alone: the same twice, and they like what they were shown', async () => {
    const { trainTexts } = await import('../../train/texts.mts');
    const half = PAIRS.length >> 1;
    const gold = Array.from({ length: half }, (_, at) => one(at));
    const documents = [
      { id: 'a', zh: ZH.slice(0, half), en: EN.slice(0, half), gold },
      { id: 'b', zh: ZH.slice(half, 2 * half), en: EN.slice(half, 2 * half), gold, coarse: true },
    ];
    const weights = trainTexts(documents, lexicon());
    assert.deepEqual(trainTexts(documents, lexicon()), weights);
    assert.equal(weights.bead.length, committed.bead.length);
    assert.equal(weights.gap.length, committed.gap.length);
    assert.ok([...weights.bead, ...weights.gap].every(Number.isFinite));
    // The words of both languages speak for a bead, and a gap costs.
    assert.ok(weights.bead[0] > 0 && weights.gap[0] < 0);
  });

  test('the committed weights say what they were trained on', () => {
    assert.match(committed.trainedOn, /\d+ documents/);
  });

  test('evidence of runs in a band is the evidence of the same sets of sentences', () => {
    const [zh, en] = [ZH.slice(0, 9), [...EN.slice(0, 4), EN[1], ...EN.slice(4, 9)]];
    const { bitext, dictionary, background } = prepareTexts(zh, en, lexicon());
    const evidence = evidenceOf(bitext, dictionary, ratiosOf(dictionary, background));
    const scratch = new RunScratch(bitext);
    // A second stretch with the same scratch: nothing of the first may be left in it.
    for (const [from, to] of [
      [
        [0, 0],
        [9, 10],
      ],
      [
        [3, 2],
        [8, 10],
      ],
    ] as const) {
      const states = statesOf(wholeBand(9, 10), from, to);
      const runs = runsOf(bitext, { rows: dictionary, ratios: ratiosOf(dictionary, background), scratch }, states);
      const units = (last: number, count: number) => Array.from({ length: count }, (_, at) => last - count + 1 + at);
      for (let i = 1; i <= to[0] - from[0]; i++) {
        for (let j = 1; j <= to[1] - from[1]; j++) {
          const state = states.starts[i] + j;
          const [lastZh, lastEn] = [from[0] + i - 1, from[1] + j - 1];
          for (let a = 1; a <= Math.min(MOST_ZH, i); a++) {
            const wanted = evidence.english(units(lastZh, a), lastEn);
            assert.ok(Math.abs(runs.english[state * MOST_ZH + a - 1] - wanted) < 1e-3);
          }
          for (let b = 1; b <= Math.min(MOST_EN, j); b++) {
            const wanted = evidence.chinese(lastZh, units(lastEn, b));
            assert.ok(Math.abs(runs.chinese[state * MOST_EN + b - 1] - wanted) < 1e-3);
          }
        }
      }
    }
  });

  test('the features of a bead, weighted, are its score', () => {
    const prepared = prepareTexts(ZH.slice(0, 6), EN.slice(0, 6), lexicon());
    const { rows, band } = settleTexts(prepared, committed);
    const states = statesOf(band, [0, 0], [6, 6]);
    const { bitext, background, surface } = prepared;
    const runs = runsOf(bitext, { rows, ratios: ratiosOf(rows, background), scratch: new RunScratch(bitext) }, states);
    const kept: { at: number; score: number }[] = [];
    const { beads, shapes } = scoreBeads({ states, runs, surface }, beadScores(committed.bead), {
      keep: (state, shape, features) => {
        const score = features.reduce((total, value, k) => total + value * committed.bead[k], 0);
        kept.push({ at: state * SHAPES.length + shape, score });
      },
    });
    assert.ok(kept.length > 30 && shapes.some((bits) => bits));
    for (const { at, score } of kept) assert.ok(Math.abs(beads[at] - score) < 1e-4);
  });
});
