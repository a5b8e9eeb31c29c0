/** The outline of an article: who speaks where; without speakers, which pairs there are; both under the headings. */
import type { Article, Group, Segment, Side, SourceIndex, Span, Speaker, Turn } from './model';
import { groupOf } from './query';

/** A half-open stretch in UTF-16 code units. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** One entry. `selection` lies in `range`; so do the ranges of `children`, which are in order. */
export interface OutlineNode {
  readonly range: Extent;
  readonly selection: Extent;
  readonly children: readonly OutlineNode[];
  readonly content: OutlineContent;
}

/** What an entry is about. Texts are the article's own, shortened; null where that side has none. */
export type OutlineContent =
  | { readonly kind: 'section'; readonly zh: string | null; readonly en: string | null }
  | { readonly kind: 'turn'; readonly speaker: Speaker; readonly zh: string | null; readonly en: string | null }
  | {
      readonly kind: 'pair';
      readonly number: number;
      readonly score: number;
      readonly zh: string | null;
      readonly en: string | null;
    };

/** How many code units of a paragraph its entry shows: Chinese takes twice the room. */
const CHINESE_LENGTH = 14;
const ENGLISH_LENGTH = 28;

/** How much of a paragraph is read for that: an address in it may be long. */
const READ_AT_MOST = 400;

/** A link or an image of Markdown; its opening bracket may stand before the words. */
const LINK = /(?:!?\[|^)([^[\]\n]*)\]\([^()\s]*\)/g;

/** A label at the start of a turn: the name, then what ends it (nothing when the name stands alone). */
const LABEL = /^[\s*_>[【（(-]*([^:：\]】[(（*_]{1,60})[*_ ]*(?:[（(][^()（）]{1,40}[)）])?(?:[:：\]】][*_:： ]*|$)/u;

/** An entry before its children are known. */
interface Item {
  readonly level: number;
  readonly range: Extent;
  readonly selection: Extent;
  readonly content: OutlineContent;
}

/** Levels below those of headings (1–6). */
const TURN_LEVEL = 7;
const PAIR_LEVEL = 8;

/** The outline of one source of an article. Empty when it was not recognised. */
export function outlineOf(article: Article, source: SourceIndex): readonly OutlineNode[] {
  const items = [...sections(article, source), ...turns(article, source), ...pairs(article, source)].sort(
    (a, b) => a.range.start - b.range.start || a.level - b.level,
  );
  const end = article.sources[source]?.text.length ?? 0;
  return nest(items, { start: 0, end });
}

/** Puts items under those of a lower level that they start in, and cuts each to the one it is under. */
function nest(items: readonly Item[], within: Extent): OutlineNode[] {
  const nodes: OutlineNode[] = [];
  for (let at = 0; at < items.length; ) {
    const item = items[at];
    let next = at + 1;
    const section = item.content.kind === 'section';
    while (
      next < items.length &&
      items[next].level > item.level &&
      (section || items[next].range.start < item.range.end)
    ) {
      next++;
    }
    // Entries beside each other must not overlap, though a turn or a pair may reach beyond a heading.
    const limit = items[next]?.range.start ?? within.end;
    const end = section ? limit : Math.min(item.range.end, limit);
    const range = clip({ start: item.range.start, end }, within);
    const children = nest(items.slice(at + 1, next), range);
    nodes.push({
      range,
      selection: clip(item.selection, range),
      // The only pair of a turn would say what the turn says.
      children: item.content.kind === 'turn' && children.length === 1 ? [] : children,
      content: item.content,
    });
    at = next;
  }
  return nodes;
}

function clip({ start, end }: Extent, within: Extent): Extent {
  const from = Math.min(Math.max(start, within.start), within.end);
  return { start: from, end: Math.max(from, Math.min(end, within.end)) };
}

/** Headings; one that translates the heading before it belongs to the same entry. */
function sections(article: Article, source: SourceIndex): Item[] {
  const items: Item[] = [];
  const done = new Set<number>();
  article.segments.forEach((segment, index) => {
    if (segment.role !== 'heading' || segment.span.source !== source || done.has(index)) return;
    const group = groupOf(article, index);
    const parts = group ? [...group.zh, ...group.en].filter((part) => isHeading(article.segments[part])) : [index];
    for (const part of parts) done.add(part);
    items.push({
      level: headingLevel(article, segment),
      range: segment.span,
      selection: segment.span,
      content: { kind: 'section', ...bothTexts(article, index, group) },
    });
  });
  return items;
}

function isHeading({ role }: Segment): boolean {
  return role === 'heading';
}

/** Markdown headings say their level; others are of the first. */
function headingLevel(article: Article, { span, textStart }: Segment): number {
  const markup = article.sources[span.source].text.slice(span.start, textStart);
  return /^#{1,6}/.exec(markup)?.[0].length ?? 1;
}

/**
 * Turns, each from its first span as far as it has text before another turn begins. What of it stands elsewhere (a lead
 * above the turn before it) has no entry there: symbols of one level must not overlap.
 */
function turns(article: Article, source: SourceIndex): Item[] {
  const found = article.turns.flatMap((turn) => {
    const here = turn.spans.map(({ span }) => span).filter((span) => span.source === source);
    return here.length ? [{ turn, here }] : [];
  });
  const starts = found.map(({ here }) => here[0].start).sort((a, b) => a - b);
  return found.map(({ turn, here }) => {
    const [selection] = here;
    const next = starts.find((start) => start > selection.start) ?? Number.POSITIVE_INFINITY;
    const end = here.reduce((last, span) => (span.end <= next ? Math.max(last, span.end) : last), 0);
    const range = { start: selection.start, end: Math.max(end, Math.min(selection.end, next)) };
    const content = { kind: 'turn', speaker: turn.speaker, ...turnOpening(article, turn) } as const;
    return { level: TURN_LEVEL, range, selection: clip(selection, range), content };
  });
}

/**
 * Pairs; where there are speakers, only those in their turns, from where the speech starts. A pair whose paragraphs
 * stand apart, with others between them, has its entry where both languages stand together, else where it begins.
 */
function pairs(article: Article, source: SourceIndex): Item[] {
  const spoken = new Set(article.turns.flatMap(({ segments }) => segments));
  const speech = article.turns.flatMap(({ spans }) => spans.map(({ span }) => span));
  return article.groups.flatMap((group) => {
    // Its section shows the same.
    if ([group.zh[0], group.en[0]].some((part) => isHeading(article.segments[part]))) return [];
    const parts = [...group.zh, ...group.en]
      .filter((part) => article.segments[part].span.source === source)
      .sort((a, b) => a - b);
    const runs = runsOf(article, group, parts);
    const run =
      runs.find((each) => [group.zh, group.en].every((side) => side.some((at) => each.includes(at)))) ?? runs[0];
    const first = article.turns.length ? run?.find((part) => spoken.has(part)) : run?.[0];
    if (first === undefined) return [];
    const { start: from, end } = article.segments[first].span;
    const heard = speech.find((part) => part.source === source && part.start >= from && part.start < end);
    const start = heard?.start ?? from;
    return [
      {
        level: PAIR_LEVEL,
        range: { start, end: article.segments[run.at(-1)!].span.end },
        selection: { start, end },
        content: { kind: 'pair', number: group.number, score: group.score, ...bothTexts(article, first, group) },
      },
    ];
  });
}

/** Segments of a group, in order, cut wherever another group's stands between two of them. */
function runsOf(article: Article, group: Group, parts: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const part of parts) {
    const run = runs.at(-1);
    const last = run?.at(-1) ?? part;
    const between = Array.from({ length: part - last }, (_, step) => groupOf(article, last + step));
    if (run && between.every((other) => !other || other === group)) run.push(part);
    else runs.push([part]);
  }
  return runs;
}

/** How the two sides of a segment and its group begin. */
function bothTexts(article: Article, segment: number, group: Group | undefined) {
  const text = (at: number | undefined, length: number) => (at === undefined ? null : opening(article, at, length));
  if (group) return { zh: text(group.zh[0], CHINESE_LENGTH), en: text(group.en[0], ENGLISH_LENGTH) };
  const english = article.segments[segment].language === 'en';
  return { zh: english ? null : text(segment, CHINESE_LENGTH), en: english ? text(segment, ENGLISH_LENGTH) : null };
}

/**
 * How a turn begins on each side, cut to so many code units, without the label that names its speaker; null where it has
 * no part.
 */
export function turnOpening(
  article: Article,
  { person, spans }: Turn,
  lengths: Readonly<Record<Side, number>> = { zh: CHINESE_LENGTH, en: ENGLISH_LENGTH },
): { readonly zh: string | null; readonly en: string | null } {
  const speaker = person === undefined ? undefined : article.speakers[person];
  const text = (side: Side) => {
    const own = spans.filter((part) => part.side === side);
    if (!own.length) return null;
    const names = speaker ? [speaker[side] ?? '', ...speaker.variants[side]] : [];
    const wordsOf = ({ span }: Turn['spans'][number]) => withoutLabel(plain(article, span, span.start), names);
    // A name may stand alone on its line.
    const words = wordsOf(own[0]) || (own[1] && wordsOf(own[1])) || plain(article, own[0].span, own[0].span.start);
    return shortened(words, lengths[side]);
  };
  return { zh: text('zh'), en: text('en') };
}

/** The text after a label such as `Name:` or `[Name]`, when the name is one of `names`; else the text as it is. */
function withoutLabel(text: string, names: readonly string[]): string {
  const found = LABEL.exec(text);
  if (!found) return text;
  const name = found[1].trim().toLowerCase();
  return names.some((each) => each.toLowerCase() === name) ? text.slice(found[0].length) : text;
}

/** The first words of a segment, shortened. */
function opening(article: Article, at: number, length: number): string {
  const { span, textStart } = article.segments[at];
  return shortened(plain(article, span, Math.max(span.start, Math.min(textStart, span.end))), length);
}

/** What stands in a span from `start` on, as far as it may be needed: without markup, on one line. */
function plain(article: Article, span: Span, start: number): string {
  return article.sources[span.source].text
    .slice(start, Math.min(span.end, start + READ_AT_MOST))
    .replace(LINK, '$1')
    .replace(/\*\*|__|`/g, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A text cut between words or characters. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const space = cut.lastIndexOf(' ');
  const words = /[A-Za-z]$/.test(cut) && /^[A-Za-z]/.test(text.slice(length)) && space > 0 ? cut.slice(0, space) : cut;
  return `${words.replace(/[\ud800-\udbff]$/, '').trimEnd()}…`;
}
