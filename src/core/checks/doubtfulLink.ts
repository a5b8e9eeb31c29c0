/** `doubtful-link`: what stands in the counterpart's place does not look like a translation of it. */
import { otherSide } from '../language';
import { type ArticleCheck, anchorOf, message, related } from './check';
import { coverageOf } from './coverage';
import { hullOf, translationSide } from './places';

export const doubtfulLink: ArticleCheck = {
  scope: 'article',
  code: 'doubtful-link',
  severity: 'warning',
  threshold: 0.6,
  *find(input) {
    const side = translationSide(input);
    for (const { certainty, ...sides } of coverageOf(input).doubts) {
      const [own, other] = [sides[side], sides[otherSide(side)]];
      yield {
        side,
        span: hullOf(input, own),
        message: message(`doubtful-link.${side}`),
        related: [related(otherSide(side), hullOf(input, other), 'doubtful-link.counterpart')],
        anchor: anchorOf(...[...own, ...other].map((at) => input.segments[at].id)),
        certainty,
      };
    }
  },
};
