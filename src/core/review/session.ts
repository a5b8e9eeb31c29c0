/** Going through an article: which pairs are still to be looked at, in which order, and how far one is. */
import type { Article, Finding, Group, Severity, Side } from '../model';
import { nameOf } from './decisions';
import { anchorsOf, type PlacingText } from './place';

/** How far a review is. */
export interface Progress {
  /** Pairs approved or flagged, as they stand. */
  readonly reviewed: number;
  readonly total: number;
  /** Pairs flagged, or changed since they were approved. */
  readonly open: number;
}

/** Counts the pairs by what was said of them. */
export function progressOf({ groups }: Pick<Article, 'groups'>): Progress {
  const count = (wanted: readonly Group['review'][]) => groups.filter(({ review }) => wanted.includes(review)).length;
  return {
    reviewed: count(['approved', 'flagged']),
    total: groups.length,
    open: count(['flagged', 'changed']),
  };
}

/** Is there still something to decide of this pair? */
export function isPending({ review }: Group): boolean {
  return review === null || review === 'changed';
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 4, warning: 2, information: 0.5, hint: 0 };

/**
 * The pairs in the order in which they are to be looked at; indexes into {@link Article.groups}. `risk`: what changed
 * since it was approved first, then by open findings and by how little the link is sure. `text`: as they stand.
 */
export function reviewOrder(
  article: Pick<Article, 'groups' | 'segments' | 'findings'>,
  order: 'risk' | 'text',
): readonly number[] {
  const all = article.groups.map((_, at) => at);
  if (order === 'text') return all;
  const findings = findingsByGroup(article);
  const risks = article.groups.map(({ review, score }, at) => {
    let risk = (review === 'changed' ? 100 : 0) + 3 * (1 - score);
    for (const { severity } of findings[at]) risk += WEIGHT[severity];
    return risk;
  });
  return all.sort((a, b) => risks[b] - risks[a] || a - b);
}

/** The findings on the paragraphs of each group, in the order of the groups. */
export function findingsByGroup({
  groups,
  segments,
  findings,
}: Pick<Article, 'groups' | 'segments' | 'findings'>): readonly (readonly Finding[])[] {
  const all: Finding[][] = groups.map(() => []);
  const owners = groups
    .flatMap(({ zh, en }, group) => [...zh, ...en].map((segment) => ({ span: segments[segment].span, group })))
    .sort((a, b) => a.span.source - b.span.source || a.span.start - b.span.start);
  let at = 0;
  for (const finding of findings) {
    const { source, start } = finding.span;
    const before = (span: Finding['span']) => span.source < source || (span.source === source && span.end < start);
    if (at && owners[at - 1] && !before(owners[at - 1].span)) at = 0;
    while (at < owners.length && before(owners[at].span)) at++;
    const owner = owners[at];
    if (owner && owner.span.source === source && owner.span.start <= start) all[owner.group].push(finding);
  }
  return all;
}

/** Paragraphs of a side that are no longer as they were when something was decided of the pair. */
export interface SideChange {
  readonly side: Side;
  /** As they were; empty where something was only added. */
  readonly was: readonly string[];
  /** As they are; empty where something was only taken away. */
  readonly now: readonly string[];
}

/** What has changed in a pair since something was decided of it; nothing where that still stands. */
export function changesOf(
  article: PlacingText,
  { zh, en, was }: Pick<Group, 'zh' | 'en' | 'was'>,
): readonly SideChange[] {
  if (!was) return [];
  const anchors = anchorsOf(article);
  return (['zh', 'en'] as const).flatMap((side) => {
    const now = (side === 'zh' ? zh : en).flatMap((at) => anchors.get(at)?.text ?? []);
    const names = { was: new Set(was[side].map(nameOf)), now: new Set(now.map(nameOf)) };
    const change = {
      side,
      was: was[side].filter((text) => !names.now.has(nameOf(text))),
      now: now.filter((text) => !names.was.has(nameOf(text))),
    };
    return change.was.length || change.now.length ? [change] : [];
  });
}

/** The stretch of a text that another does not have: both without what they begin and end with in common. */
export function differenceIn(text: string, other: string): { readonly start: number; readonly end: number } {
  const most = Math.min(text.length, other.length);
  let start = 0;
  while (start < most && text[start] === other[start]) start++;
  let back = 0;
  while (back < most - start && text[text.length - 1 - back] === other[other.length - 1 - back]) back++;
  return { start, end: text.length - back };
}
