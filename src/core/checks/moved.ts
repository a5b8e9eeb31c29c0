/** `moved`: a whole paragraph displaced in an article that otherwise keeps order. */
import { otherSide } from '../language';
import type { Edit } from '../model';
import { type ArticleCheck, anchorOf, type CheckInput, type Found, message, related } from './check';
import { coverageOf } from './coverage';
import { hasOwnLines, insertion, removal, standsApart } from './edits';
import type { Counterparts, Displaced } from './order';
import { hullOf, textAt, translationSide } from './places';

export const moved: ArticleCheck = {
  scope: 'article',
  code: 'moved',
  severity: 'information',
  *find(input) {
    yield* coverageOf(input)
      .displaced.map((one) => (one.neighbour ? swapped(input, one.group, one.neighbour) : displaced(input, one)))
      .sort((a, b) => a.span.source - b.span.source || a.span.start - b.span.start);
  },
};

/** Two neighbours that have changed places: one finding, on the one that stands first. */
function swapped(input: CheckInput, group: Counterparts, other: Counterparts): Found {
  const side = translationSide(input);
  const [first, second] = group[side][0] < other[side][0] ? [group, other] : [other, group];
  const [span, neighbour] = [hullOf(input, first[side]), hullOf(input, second[side])];
  const edits: Edit[] = [
    { span, text: textAt(input, neighbour) },
    { span: neighbour, text: textAt(input, span) },
  ];
  return {
    side,
    span,
    message: message(`moved.swapped.${side}`),
    related: [
      related(otherSide(side), hullOf(input, first[otherSide(side)]), 'moved.counterpart'),
      related(side, neighbour, 'moved.neighbour'),
    ],
    fixes: [{ kind: 'edit', title: message('fix.moved.swapped'), edits }],
    anchor: anchorOf(textAt(input, span), textAt(input, neighbour)),
  };
}

/** A paragraph that stands far from where the order of the others has its counterpart. */
function displaced(input: CheckInput, { group, ordered }: Displaced): Found {
  const side = translationSide(input);
  const other = otherSide(side);
  const span = hullOf(input, group[side]);
  const counterpart = hullOf(input, group[other]);
  const next = ordered.findIndex((one) => one[other][0] > group[other][0]);
  const before = next < 0 ? ordered[ordered.length - 1] : ordered[next - 1];
  const near = hullOf(input, (before ?? ordered[next])[side]);
  const { first } = coverageOf(input);
  const place = first
    ? { beside: counterpart, before: first === side }
    : { beside: near, before: before === undefined };
  const movable =
    (input.layout === 'pair' || (input.layout === 'interleaved' && first !== undefined)) &&
    [span, place.beside].every((one) => hasOwnLines(input.sources, one));
  const edits = movable
    ? [
        removal(input.sources, span),
        insertion(input.sources, textAt(input, span), { ...place, blank: standsApart(input.sources, span) }),
      ]
    : [];
  return {
    side,
    span,
    message: message(`moved.${side}`),
    related: [
      related(other, counterpart, 'moved.counterpart'),
      related(side, near, before ? 'moved.after' : 'moved.before'),
    ],
    fixes: edits.length ? [{ kind: 'edit', title: message('fix.moved'), edits }] : [],
    anchor: anchorOf(textAt(input, span)),
  };
}
