/** Look-ups in an {@link Article}. The editor and the command line ask here and never search the lists themselves. */
import type { Article, Edit, Finding, Fix, Group, Link, Segment, Side, SourceIndex, Span } from './model';

/** What belongs to what; built once for an article and kept with it. */
interface Index {
  readonly groupOfSegment: ReadonlyMap<number, Group>;
  readonly linkOfSentence: ReadonlyMap<number, Link>;
  /** Every stretch of every turn, by source, then by start. */
  readonly spoken: readonly { readonly span: Span; readonly turn: number }[];
  readonly turnsOfSegment: ReadonlyMap<number, readonly number[]>;
}

const indexes = new WeakMap<Article, Index>();

function indexOf(article: Article): Index {
  let index = indexes.get(article);
  if (!index) {
    const groupOfSegment = new Map<number, Group>();
    for (const group of article.groups) for (const at of [...group.zh, ...group.en]) groupOfSegment.set(at, group);
    const linkOfSentence = new Map<number, Link>();
    for (const link of article.links) for (const at of [...link.zh, ...link.en]) linkOfSentence.set(at, link);
    const spoken = article.turns
      .flatMap(({ spans }, turn) => spans.map(({ span }) => ({ span, turn })))
      .sort((a, b) => a.span.source - b.span.source || a.span.start - b.span.start);
    const turnsOfSegment = new Map<number, number[]>();
    article.turns.forEach(({ segments }, turn) => {
      for (const at of segments) turnsOfSegment.set(at, [...(turnsOfSegment.get(at) ?? []), turn]);
    });
    index = { groupOfSegment, linkOfSentence, spoken, turnsOfSegment };
    indexes.set(article, index);
  }
  return index;
}

/** Index of the segment that an offset stands in or at the end of; -1 when between segments. */
export function segmentAt(article: Article, source: SourceIndex, offset: number): number {
  return at(article.segments, source, offset);
}

/** Index of the sentence that an offset stands in or at the end of; -1 when it is in none. */
export function sentenceAt(article: Article, source: SourceIndex, offset: number): number {
  return at(article.sentences, source, offset);
}

function at(parts: readonly { readonly span: Span }[], source: SourceIndex, offset: number): number {
  let low = 0;
  let high = parts.length - 1;
  let found = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const { span } = parts[middle];
    if (span.source < source || (span.source === source && span.start <= offset)) {
      found = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  if (found < 0) return -1;
  const { span } = parts[found];
  return span.source === source && offset <= span.end ? found : -1;
}

/** The group of a segment, or undefined when nothing stands against it. */
export function groupOf(article: Article, segment: number): Group | undefined {
  return indexOf(article).groupOfSegment.get(segment);
}

/** The link of a sentence, or undefined when nothing stands against it. */
export function linkOf(article: Article, sentence: number): Link | undefined {
  return indexOf(article).linkOfSentence.get(sentence);
}

/** Index of the turn that an offset stands in or at the end of; -1 in narration. */
export function turnAt(article: Article, source: SourceIndex, offset: number): number {
  const { spoken } = indexOf(article);
  return spoken[at(spoken, source, offset)]?.turn ?? -1;
}

/** Indexes of the turns that a segment carries a part of, ascending; empty where nobody speaks. */
export function turnsIn(article: Article, segment: number): readonly number[] {
  return indexOf(article).turnsOfSegment.get(segment) ?? [];
}

/** Segments on the other side of a segment's group, ascending; empty when it has no counterpart. */
export function counterparts(article: Article, segment: number): readonly number[] {
  const group = groupOf(article, segment);
  if (!group) return [];
  return group.zh.includes(segment) ? group.en : group.zh;
}

/** The side that a segment is on: its column's or file's, else its language, or for mixed text the one it is grouped as. */
export function sideOf(article: Article, segment: number): Side | undefined {
  const { language, sentences } = article.segments[segment];
  // What stands in the English column, or file, is English to the links even where it is Chinese.
  if (language === 'zh' || language === 'en') return article.sentences[sentences[0]]?.side ?? language;
  const group = groupOf(article, segment);
  return group && (group.zh.includes(segment) ? 'zh' : 'en');
}

/** Must this segment have a counterpart? Body text in one of the two languages does. */
export function needsCounterpart(segment: Segment): boolean {
  return segment.alignable && segment.role === 'body';
}

/** How many of the segments that need a counterpart have one, both sides together. */
export function coverage(article: Article): { readonly linked: number; readonly needed: number } {
  let linked = 0;
  let needed = 0;
  article.segments.forEach((segment, at) => {
    if (!needsCounterpart(segment)) return;
    needed++;
    if (groupOf(article, at)) linked++;
  });
  return { linked, needed };
}

/** The text of a segment. */
export function segmentText(article: Article, segment: number): string {
  const { span } = article.segments[segment];
  return article.sources[span.source].text.slice(span.start, span.end);
}

/**
 * What a finding offers at a stretch, nearest first: what belongs to a place there, then what belongs to the finding. A
 * finding of several places is at each of them. Nothing where the finding is not.
 */
export function fixesAt({ span, fixes }: Finding, { source, start, end }: Span): readonly Fix[] {
  const touches = (other: Span) => other.source === source && other.start <= end && start <= other.end;
  const here = fixes.filter(({ at }) => at && touches(at));
  return here.length || touches(span) ? [...here, ...fixes.filter(({ at }) => !at)] : [];
}

/**
 * The edits of all fixes that may run unseen, in the order of the text. Of two that overlap the one that begins first
 * is made, and of two that begin together the one of the first check.
 */
export function automaticEdits({ findings }: Pick<Article, 'findings'>): readonly Edit[] {
  const edits = findings
    .flatMap(({ fixes }) => fixes)
    .flatMap((fix) => (fix.kind === 'edit' && fix.automatic && !fix.at ? fix.edits : []))
    .sort((a, b) => a.span.source - b.span.source || a.span.start - b.span.start);
  const made: Edit[] = [];
  for (const edit of edits) {
    const before = made.at(-1)?.span;
    if (!before || before.source !== edit.span.source || before.end <= edit.span.start) made.push(edit);
  }
  return made;
}
