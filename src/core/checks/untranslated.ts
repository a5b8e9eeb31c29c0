/** `untranslated`: text of one language stands where its translation into the other should. */
import { otherSide } from '../language';
import type { Side, Span } from '../model';
import { type ArticleCheck, anchorOf, type CheckInput, type Found, message, related } from './check';
import { coverageOf } from './coverage';
import { sideOf, textAt } from './places';

export const untranslated: ArticleCheck = {
  scope: 'article',
  code: 'untranslated',
  severity: 'warning',
  *find(input) {
    const { copies, foreign, leftovers } = coverageOf(input);
    const found: Found[] = [];
    for (const { kind, side, span, twin } of copies) {
      if (kind === 'untranslated') found.push(finding(input, side, span, twin));
    }
    for (const { segment, counterpart } of foreign) {
      const { span } = input.segments[segment];
      const original = counterpart === undefined ? undefined : input.segments[counterpart].span;
      found.push(finding(input, otherSide(sideOf(input, segment)), span, original));
    }
    for (const { side, span, original } of leftovers) found.push(finding(input, side, span, original));
    yield* found.sort((a, b) => a.span.source - b.span.source || a.span.start - b.span.start);
  },
};

/** `side`: the language of what was left as it is. */
function finding(input: CheckInput, side: Side, span: Span, original: Span | undefined): Found {
  return {
    side,
    span,
    message: message(`untranslated.${side}`),
    related: original ? [related(side, original, 'untranslated.original')] : [],
    anchor: anchorOf(textAt(input, span)),
  };
}
