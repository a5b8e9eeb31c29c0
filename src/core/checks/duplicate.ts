/** `duplicate`: the same counterpart stands twice. */
import { otherSide } from '../language';
import { type ArticleCheck, anchorOf, message, related } from './check';
import { coverageOf } from './coverage';
import { hasOwnLines, removal } from './edits';
import { textAt } from './places';

export const duplicate: ArticleCheck = {
  scope: 'article',
  code: 'duplicate',
  severity: 'warning',
  *find(input) {
    for (const { kind, side, span, twin, counterpart } of coverageOf(input).copies) {
      if (kind !== 'duplicate') continue;
      yield {
        side,
        span,
        message: message(`duplicate.${side}`),
        related: [
          related(side, twin, 'duplicate.first'),
          ...(counterpart ? [related(otherSide(side), counterpart, 'duplicate.counterpart')] : []),
        ],
        fixes:
          input.layout === 'interleaved' || hasOwnLines(input.sources, span)
            ? [{ kind: 'edit', title: message('fix.duplicate'), edits: [removal(input.sources, span)] }]
            : [],
        anchor: anchorOf(textAt(input, span)),
      };
    }
  },
};
