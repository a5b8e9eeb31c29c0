/** `omitted-sentence`: a sentence of a linked paragraph has nothing on the other side. */
import type { Side, Span } from '../model';
import { message, type PairCheck, related } from './check';
import { otherSide } from './coverage';
import { type Omission, omissionsIn } from './omissions';
import type { Pair } from './pair';
import { anchorOf } from './run';

/**
 * Weights of the signs, in their order, the constant last: by logistic regression on 542 sentences taken out of one side
 * of articles (npm run train:omissions).
 */
const WEIGHTS = {
  free: [-3.04, -2.174, -0.414, 2.06, 1.538, 2.437, -2.167, 0, -0.474, 3.408],
  linked: [2.084, -1.654, -1.147, 3.543, -0.613, 2.669, -3.201, 0.45, -0.604, -0.733],
} as const;

export const omittedSentence: PairCheck = {
  scope: 'pair',
  code: 'omitted-sentence',
  severity: 'warning',
  threshold: 0.6,
  *find(pair, context) {
    const found = omissionsIn(pair, context)
      .map((omission) => ({ ...omission, certainty: certaintyOf(omission) }))
      .sort((a, b) => b.certainty - a.certainty);
    const taken = new Set<object>();
    for (const omission of found) {
      // What is left of a link once its likelier part is taken for an omission has its counterpart.
      if (omission.links.some((link) => taken.has(link))) continue;
      for (const link of omission.links) taken.add(link);
      const { side, sentences, certainty } = omission;
      const own = sentences.map((at) => pair[side].sentences[at]);
      const kind = pair.source && `.${pair.source === side ? 'omission' : 'addition'}`;
      yield {
        side,
        span: { ...own[0].span, end: own[own.length - 1].span.end },
        message: message(`omitted-sentence.${side}${kind ?? ''}`),
        related: [placeOf(pair, omission)],
        anchor: anchorOf(...own.map(({ text }) => text)),
        certainty,
      };
    }
  },
};

/** The log odds as a probability. */
function certaintyOf({ free, signs }: Omission): number {
  const weights = free ? WEIGHTS.free : WEIGHTS.linked;
  const odds = signs.reduce((sum, sign, at) => sum + weights[at] * sign, weights[weights.length - 1]);
  return 1 / (1 + Math.exp(-odds));
}

/** The sentence of the other side next to which the counterpart should stand. */
function placeOf(pair: Pair, { side, sentences, links }: Omission) {
  const other: Side = otherSide(side);
  const before = links.find((link) => link[side][0] < sentences[0]);
  const at = before ? before[other][before[other].length - 1] : links[0][other][0];
  const { span }: { readonly span: Span } = pair[other].sentences[at];
  return related(other, span, before ? 'omitted-sentence.after' : 'omitted-sentence.before');
}
