/** `omitted-sentence`: a sentence of a linked paragraph has nothing on the other side. */
import { otherSide } from '../language';
import type { Side, Span } from '../model';
import { anchorOf, message, type PairCheck, related } from './check';
import { OMITTED_FROM, type Omission, omissionsIn } from './omissions';
import type { Pair } from './pair';

export const omittedSentence: PairCheck = {
  scope: 'pair',
  code: 'omitted-sentence',
  severity: 'warning',
  threshold: OMITTED_FROM,
  *find(pair, context) {
    const found = [...omissionsIn(pair, context)].sort((a, b) => b.certainty - a.certainty);
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

/** The sentence of the other side next to which the counterpart should stand. */
function placeOf(pair: Pair, { side, sentences, links }: Omission) {
  const other: Side = otherSide(side);
  const before = links.find((link) => link[side][0] < sentences[0]);
  const at = before ? before[other][before[other].length - 1] : links[0][other][0];
  const { span }: { readonly span: Span } = pair[other].sentences[at];
  return related(other, span, before ? 'omitted-sentence.after' : 'omitted-sentence.before');
}
