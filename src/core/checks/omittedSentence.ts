/** `omitted-sentence`: a sentence of a linked paragraph has nothing on the other side. */
import type { Side, Span } from '../model';
import { message, type PairCheck, related } from './check';
import { otherSide } from './coverage';
import { OMISSION_SIGNS, type Omission, omissionsIn } from './omissions';
import type { Pair } from './pair';
import { anchorOf } from './run';

/**
 * Weights of the signs, the constant last: by logistic regression on 357 sentences taken out of one side of articles,
 * among 2900 that have their counterpart (npm run train:omissions).
 */
const WEIGHTS: Readonly<Record<(typeof OMISSION_SIGNS)[number], number>> = {
  evidence: -2.94,
  'evidence × size': 0.761,
  size: -1.552,
  'gain of the others': -0.706,
  'length with it': 1.851,
  'length without it': -0.817,
  free: 0.283,
  inside: 0.406,
  'evidence of the rest': 2.495,
  merged: -1.39,
  'evidence of the neighbours': -1.759,
};
const CONSTANT = 1.187;

export const omittedSentence: PairCheck = {
  scope: 'pair',
  code: 'omitted-sentence',
  severity: 'warning',
  threshold: 0.65,
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
function certaintyOf({ signs }: Omission): number {
  const odds = OMISSION_SIGNS.reduce((sum, name, at) => sum + WEIGHTS[name] * signs[at], CONSTANT);
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
