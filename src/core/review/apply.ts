/** What decisions do to an article: roles, links that are given, what was said of the groups. */
import type { Constraints } from '../align/article';
import type { Group, Segment, Side, Thread } from '../model';
import type { Segmentation } from '../segment/segments';
import type { PairDecision } from './decisions';
import type { PlacedDecision } from './place';

/** A segmentation with the roles that people gave, and what holds for its links. */
export interface Decided {
  readonly segmentation: Segmentation;
  /** Undefined where nothing was decided of links. */
  readonly constraints: Constraints | undefined;
  /** Keys, by {@link groupKey}, of the groups that were made by hand. */
  readonly manual: ReadonlySet<string>;
}

/** Names a group by its segments. */
export function groupKey({ zh, en }: Pick<Group, 'zh' | 'en'>): string {
  return `${zh}|${en}`;
}

/**
 * Applies what was decided. Links by hand hold as long as something of both sides is there; an approved pair holds while
 * it reads as it did. Where two decisions claim one paragraph, the later one has it. A paragraph that is in the other
 * language by now, or was put on the wrong side, has no part in a link.
 */
export function decide(segmentation: Segmentation, placed: readonly PlacedDecision[]): Decided {
  const roles = new Map<number, Segment['role']>();
  const alone = new Set<number>();
  const apart: [number, number][] = [];
  const manual = new Set<string>();
  const fixed: Constraints['fixed'][number][] = [];
  const held = new Set<number>();
  const latestFirst = [...placed].sort((a, b) => (a.decision.at < b.decision.at ? 1 : -1));
  const onSide = (all: readonly number[], side: Side) =>
    all.filter((at) => segmentation.sentences[segmentation.segments[at].sentences[0]].side === side);
  for (const { decision, state, ...placed } of latestFirst) {
    const [zh, en] = [onSide(placed.zh, 'zh'), onSide(placed.en, 'en')];
    if (decision.kind === 'role') {
      for (const segment of [...placed.zh, ...placed.en]) {
        if (roles.has(segment) || held.has(segment)) continue;
        roles.set(segment, decision.role === 'free' ? 'note' : decision.role);
        if (!NEEDS_LINKS.has(decision.role)) alone.add(segment);
      }
    } else if (decision.kind === 'unlink') {
      for (const i of zh) for (const j of en) apart.push([i, j]);
    } else if (decision.kind === 'link' || (decision.kind === 'approve' && state === 'same')) {
      if (!zh.length || !en.length || [...zh, ...en].some((segment) => held.has(segment) || alone.has(segment)))
        continue;
      for (const segment of [...zh, ...en]) held.add(segment);
      fixed.push({ zh, en });
      if (decision.kind === 'link') manual.add(groupKey({ zh, en }));
    }
  }
  const segments = roles.size
    ? segmentation.segments.map((segment, at) => ({ ...segment, role: roles.get(at) ?? segment.role }))
    : segmentation.segments;
  const any = fixed.length || alone.size || apart.length;
  return {
    segmentation: { ...segmentation, segments },
    constraints: any ? { fixed, alone, apart } : undefined,
    manual,
  };
}

/** Roles that a paragraph may have and still be linked with another. */
const NEEDS_LINKS: ReadonlySet<string> = new Set(['body', 'heading', 'dateline', 'byline', 'label']);

/** The groups with what reviewers said of them. */
export function reviewed(groups: readonly Group[], placed: readonly PlacedDecision[]): readonly Group[] {
  const said = placed.filter((one): one is PlacedDecision & { decision: PairDecision } => isOfPair(one));
  if (!said.length) return groups;
  const groupOf = new Map<number, number>();
  groups.forEach(({ zh, en }, at) => {
    for (const segment of [...zh, ...en]) groupOf.set(segment, at);
  });
  const found = new Map<
    number,
    { readonly one: PlacedDecision & { decision: PairDecision }; readonly whole: boolean }
  >();
  for (const one of said) {
    const votes = new Map<number, number>();
    for (const segment of [...one.zh, ...one.en]) {
      const at = groupOf.get(segment);
      if (at !== undefined) votes.set(at, (votes.get(at) ?? 0) + 1);
    }
    const [most] = [...votes].sort((a, b) => b[1] - a[1]);
    if (!most) continue;
    const whole = one.state === 'same' && groupKey(groups[most[0]]) === groupKey(one);
    const known = found.get(most[0]);
    // What was said of just these paragraphs stands before what was said of some of them.
    if (known && (known.whole !== whole ? known.whole : known.one.decision.at > one.decision.at)) continue;
    found.set(most[0], { one, whole });
  }
  return groups.map((group, at) => {
    const known = found.get(at);
    if (!known) return group;
    const { decision } = known.one;
    const review = decision.kind === 'flag' ? 'flagged' : known.whole ? 'approved' : 'changed';
    const texts = (anchors: PairDecision['zh']) => anchors.map(({ text }) => text);
    return { ...group, review, remark: decision.remark, was: { zh: texts(decision.zh), en: texts(decision.en) } };
  });
}

function isOfPair({ decision }: PlacedDecision): boolean {
  return decision.kind === 'approve' || decision.kind === 'flag';
}

/** The conversations, in document order; those whose paragraph is gone stand last. */
export function threadsOf(placed: readonly PlacedDecision[]): readonly Thread[] {
  return placed
    .flatMap(({ decision, zh, en }): Thread[] => {
      if (decision.kind !== 'thread') return [];
      const { id, side, comments, resolved } = decision;
      return [{ id, side, segment: zh[0] ?? en[0], comments, resolved }];
    })
    .sort((a, b) => (a.segment ?? Number.MAX_SAFE_INTEGER) - (b.segment ?? Number.MAX_SAFE_INTEGER));
}

/** Fingerprints of the findings that are right as the text stands. */
export function dismissedBy(placed: readonly PlacedDecision[]): readonly string[] {
  return placed.flatMap(({ decision }) => (decision.kind === 'dismiss' ? [decision.fingerprint] : []));
}
