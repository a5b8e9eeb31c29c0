/** Which marks the editor paints for an article: values, so that painting is all that is left to do. */
import {
  type Article,
  groupOf,
  needsCounterpart,
  otherSide,
  type Segment,
  type Settings,
  type Side,
  type SourceIndex,
  type Span,
  type Speaker,
  sideOf,
  turnsIn,
} from '../core';
import { plainLabel, shorten } from './escape';
import { HUES } from './names';

/** A mark on one segment. */
export interface Mark {
  readonly span: Span;
  readonly side: Side;
  /** Less than its lines: only the text itself is marked, not whole lines. */
  readonly inline: boolean;
  /** 0-based hue of its group; undefined when nothing stands against it. */
  readonly hue: number | undefined;
  /** The number of its group; undefined when nothing stands against it. */
  readonly number: number | undefined;
  /** What is written beside the segment; empty when its neighbour on the line carries the label. */
  readonly label: string;
  /** What was decided of its pair; `manual`: linked by hand. */
  readonly decided: readonly ('approved' | 'flagged' | 'changed' | 'manual')[];
  /** Who speaks in it; set where there is a label. */
  readonly speakers: readonly Speaker[];
  /** It belongs to the pair that the cursor is in. */
  readonly current: boolean;
}

/** What is written beside a paragraph that nothing stands against. */
export const UNALIGNED_LABEL = '∅';

/**
 * The marks of one source, in document order. `at` is the segment that the cursor is in, -1 for none. An article that
 * was not recognised has none.
 */
export function marksOf(
  article: Article,
  options: { readonly level: Settings['decorations']; readonly source: SourceIndex; readonly at: number },
): readonly Mark[] {
  const { level, source, at } = options;
  if (level === 'off' || !article.recognition.recognised) return [];
  const here = at < 0 ? undefined : groupOf(article, at);
  const marks: Mark[] = [];
  article.segments.forEach((segment, index) => {
    if (segment.span.source !== source) return;
    const group = groupOf(article, index);
    const current = group ? group === here : index === at;
    const side = sideOf(article, index);
    if (!side || (level === 'current' && !current) || !(group || needsCounterpart(segment))) return;
    const next = article.segments[index + 1];
    const labelled = !(group && next && sameLine(segment, next) && groupOf(article, index + 1) === group);
    marks.push({
      span: segment.span,
      side,
      inline: segment.inline,
      hue: group && hueOf(group.number),
      number: group?.number,
      label: labelled ? (group ? String(group.number) : UNALIGNED_LABEL) : '',
      decided: group
        ? [...(group.kind === 'manual' ? (['manual'] as const) : []), ...(group.review ? [group.review] : [])]
        : [],
      speakers: labelled ? speakersIn(article, index) : [],
      current,
    });
  });
  return marks;
}

/** Who speaks in a segment, each once. */
function speakersIn(article: Article, segment: number): readonly Speaker[] {
  const persons = new Set(turnsIn(article, segment).map((turn) => article.turns[turn].person));
  return [...persons].flatMap((person) => (person === undefined ? [] : [article.speakers[person]]));
}

/** How many code units of a name stand in a label, and how many names. */
const NAME_LENGTH = 30;
const NAMES = 2;

/** A sign for each decision: no colour is needed to tell them apart. */
export const SIGNS = { approved: '✓', flagged: '⚑', changed: '↻', manual: '✎' } as const;

/**
 * What the label of a mark says: the number of the pair, what was decided of it, and who speaks, by the name in the
 * language of the segment.
 */
export function labelText({ label, side, decided, speakers }: Mark): string {
  const other = otherSide(side);
  const names = speakers
    .slice(0, NAMES)
    .map((speaker) => shorten(plainLabel(speaker[side] ?? speaker[other] ?? ''), NAME_LENGTH));
  const more = speakers.length > NAMES ? [`+${speakers.length - NAMES}`] : [];
  const signs = label && decided.map((sign) => SIGNS[sign]).join('');
  return [label && signs ? `${label} ${signs}` : label, ...names, ...more].filter((part) => part).join(' · ');
}

/** The 0-based hue of the group with this number. */
export function hueOf(number: number): number {
  return (number - 1) % HUES;
}

/** A number in a ring, as an image for the gutter: the address of an SVG. */
export function numberIcon(number: number, color: string): string {
  const digits = String(number);
  const size = digits.length === 1 ? 10 : digits.length === 2 ? 9 : 7;
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">' +
    `<rect x="0.6" y="1.6" width="14.8" height="12.8" rx="6.4" fill="none" stroke="${color}" stroke-width="1.1"/>` +
    `<text x="8" y="8.2" fill="${color}" font-family="sans-serif" font-size="${size}" font-weight="600" ` +
    `text-anchor="middle" dominant-baseline="central">${digits}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Inline segments that follow each other closely share a line. */
function sameLine(segment: Segment, next: Segment): boolean {
  return segment.inline && next.inline && next.span.source === segment.span.source;
}
