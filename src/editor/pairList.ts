/** What the Pairs view lists for an article: values, so that showing them is all that is left to do. */
import {
  type Article,
  findingsByGroup,
  groupOf,
  isPending,
  needsCounterpart,
  type Span,
  segmentText,
  sideOf,
} from '../core';
import { plainLabel, shorten } from './escape';

/** Which pairs are listed. `open`: still to be decided of, or decided and changed since, or flagged. */
export type PairFilter = 'all' | 'open' | 'flagged' | 'changed' | 'findings' | 'unaligned';

export const PAIR_FILTERS: readonly PairFilter[] = ['all', 'open', 'flagged', 'changed', 'findings', 'unaligned'];

/** A pair, or a paragraph that has no counterpart and needs one. */
export interface PairEntry {
  /** Stays the same while other pairs are edited; unique in the list. */
  readonly id: string;
  /** Index into {@link Article.groups}; undefined for a paragraph that stands alone. */
  readonly group: number | undefined;
  readonly state: 'approved' | 'flagged' | 'changed' | 'alone' | 'none';
  readonly manual: boolean;
  readonly findings: number;
  /** First words of both sides. */
  readonly zh: string;
  readonly en: string;
  readonly paragraphs: readonly ParagraphEntry[];
}

/** One paragraph of a pair. */
export interface ParagraphEntry {
  readonly id: string;
  /** Index into {@link Article.segments}. */
  readonly segment: number;
  readonly span: Span;
  readonly text: string;
}

/** How many code units of a paragraph a row shows. */
const LENGTHS = { zh: 16, en: 32, paragraph: 80 };

/** The pairs of an article in the order of the text, and what stands alone among them. */
export function pairList(article: Article, filter: PairFilter = 'all'): readonly PairEntry[] {
  const findings = findingsByGroup(article);
  const seen = new Map<string, number>();
  const unique = (id: string) => {
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return `${id} ${count}`;
  };
  const paragraph = (segment: number, id: string): ParagraphEntry => ({
    id,
    segment,
    span: article.segments[segment].span,
    text: shorten(plainLabel(segmentText(article, segment)), LENGTHS.paragraph),
  });
  const opening = (segments: readonly number[], limit: number) =>
    segments.length ? shorten(plainLabel(segmentText(article, segments[0])), limit) : '';
  const entries: { readonly at: number; readonly entry: PairEntry }[] = article.groups.map((group, at) => {
    const id = unique(group.id);
    const segments = [...group.zh, ...group.en].sort((a, b) => a - b);
    return {
      at: segments[0],
      entry: {
        id,
        group: at,
        state: group.review ?? 'none',
        manual: group.kind === 'manual',
        findings: findings[at].length,
        zh: opening(group.zh, LENGTHS.zh),
        en: opening(group.en, LENGTHS.en),
        paragraphs: segments.map((segment, which) => paragraph(segment, `${id} ${which}`)),
      },
    };
  });
  article.segments.forEach((segment, at) => {
    if (!needsCounterpart(segment) || groupOf(article, at)) return;
    const id = unique(segment.id);
    const side = sideOf(article, at);
    entries.push({
      at,
      entry: {
        id,
        group: undefined,
        state: 'alone',
        manual: false,
        findings: 0,
        zh: side === 'en' ? '' : opening([at], LENGTHS.zh),
        en: side === 'en' ? opening([at], LENGTHS.en) : '',
        paragraphs: [paragraph(at, `${id} 0`)],
      },
    });
  });
  return entries
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry)
    .filter((entry) => isListed(article, entry, filter));
}

function isListed(article: Article, { group, state, findings }: PairEntry, filter: PairFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'open':
      return group === undefined || state === 'flagged' || isPending(article.groups[group]);
    case 'findings':
      return findings > 0;
    case 'unaligned':
      return group === undefined;
    default:
      return state === filter;
  }
}
