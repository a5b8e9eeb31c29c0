/**
 * The review file: JSON with one decision a line, in the order of the ids, so that it merges line by line and reads well
 * in a diff. Described in docs/review-file.md.
 */
import type { Message, ReviewComment, Role } from '../model';
import type { Anchor, Decision, Place } from './decisions';

/** The version that is written. A file of a later one is never written to. */
export const REVIEW_VERSION = 1;
const FORMAT = 'parallel-text-review';

/** Decisions by their ids. */
export type Decisions = ReadonlyMap<string, Decision>;

/** What was read; or why nothing could be, and on which line, counted from 1. */
export type ReviewReading =
  | { readonly kind: 'read'; readonly decisions: Decisions }
  | { readonly kind: 'unreadable'; readonly line: number; readonly reason: Message };

/** Writes decisions. The same decisions give the same text, whatever the order they were made in. */
export function writeReview(decisions: Decisions): string {
  const lines = [...decisions.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((decision) => {
      const { id, ...rest } = decision;
      return `${JSON.stringify(id)}: ${ordered(rest)},\n`;
    });
  // The last entry is always the same, so that adding a decision touches one line.
  return `{\n"format": "${FORMAT}",\n"version": ${REVIEW_VERSION},\n"decisions": {\n${lines.join('')}"~": null\n}\n}\n`;
}

/** Reads a review file; an empty text is an empty one. Takes any string and never throws. */
export function readReview(text: string): ReviewReading {
  const unreadable = (line: number, key: string, args: Message['args'] = {}): ReviewReading => ({
    kind: 'unreadable',
    line,
    reason: { key, args },
  });
  const plain = text.replace(/^\ufeff/, '');
  if (!plain.trim()) return { kind: 'read', decisions: new Map() };
  const lines = plain.split('\n');
  const conflict = lines.findIndex((line) => /^(<{7}|={7}|>{7})(\s|$)/.test(line));
  if (conflict >= 0) return unreadable(conflict + 1, 'review.conflict');
  let root: unknown;
  try {
    root = JSON.parse(plain);
  } catch {
    return unreadable(brokenLine(lines), 'review.notJson');
  }
  if (!isObject(root) || root.format !== FORMAT) return unreadable(1, 'review.notReview');
  if (typeof root.version !== 'number') return unreadable(1, 'review.notReview');
  if (root.version > REVIEW_VERSION) return unreadable(1, 'review.newer', { version: root.version });
  if (!isObject(root.decisions)) return unreadable(1, 'review.notReview');
  const decisions = new Map<string, Decision>();
  for (const [id, value] of Object.entries(root.decisions)) {
    if (id === '~') continue;
    const decision = decisionFrom(id, value);
    if (!decision) {
      const line = lines.findIndex((each) => each.trimStart().startsWith(JSON.stringify(id)));
      return unreadable(line + 1 || 1, 'review.badDecision', { id });
    }
    decisions.set(id, decision);
  }
  return { kind: 'read', decisions };
}

/** The first line that does not look like one of ours, 1-based. */
function brokenLine(lines: readonly string[]): number {
  const at = lines.findIndex((line) => {
    const entry = /^\s*("(?:[^"\\]|\\.)*")\s*:\s*(\{.*\}|null|\d+|".*"),?\s*$/.exec(line);
    if (!entry) return !/^\s*(?:[{}],?|"decisions"\s*:\s*\{)?\s*$/.test(line);
    try {
      JSON.parse(entry[2]);
      return false;
    } catch {
      return true;
    }
  });
  return at < 0 ? lines.length : at + 1;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';

const ROLES: ReadonlySet<string> = new Set<Role | 'free'>([
  'body',
  'heading',
  'dateline',
  'byline',
  'credit',
  'source',
  'furniture',
  'label',
  'note',
  'code',
  'markup',
  'free',
]);

function decisionFrom(id: string, value: unknown): Decision | undefined {
  if (!isObject(value) || !isText(value.by) || !isText(value.at)) return undefined;
  const decided = { id, by: value.by, at: value.at };
  switch (value.kind) {
    case 'approve':
    case 'flag': {
      const [zh, en] = [anchorsFrom(value.zh), anchorsFrom(value.en)];
      if (!zh || !en || !isText(value.remark)) return undefined;
      return { kind: value.kind, ...decided, zh, en, remark: value.remark };
    }
    case 'link':
    case 'unlink': {
      const [zh, en] = [anchorsFrom(value.zh), anchorsFrom(value.en)];
      return zh?.length && en?.length ? { kind: value.kind, ...decided, zh, en } : undefined;
    }
    case 'role': {
      const paragraph = anchorFrom(value.paragraph);
      if (!paragraph || !isText(value.role) || !ROLES.has(value.role)) return undefined;
      return { kind: 'role', ...decided, paragraph, role: value.role as Role | 'free' };
    }
    case 'dismiss':
      if (!isText(value.fingerprint) || !isText(value.reason)) return undefined;
      return { kind: 'dismiss', ...decided, fingerprint: value.fingerprint, reason: value.reason };
    case 'thread': {
      const paragraph = anchorFrom(value.paragraph);
      const comments = Array.isArray(value.comments) ? value.comments.map(commentFrom) : [];
      if (!paragraph || (value.side !== 'zh' && value.side !== 'en') || typeof value.resolved !== 'boolean')
        return undefined;
      if (!comments.length || comments.includes(undefined)) return undefined;
      return {
        kind: 'thread',
        ...decided,
        side: value.side,
        paragraph,
        comments: comments as ReviewComment[],
        resolved: value.resolved,
      };
    }
    default:
      return undefined;
  }
}

function anchorsFrom(value: unknown): readonly Anchor[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const anchors = value.map(anchorFrom);
  return anchors.includes(undefined) ? undefined : (anchors as Anchor[]);
}

function anchorFrom(value: unknown): Anchor | undefined {
  const place = placeFrom(value);
  if (!place || !isObject(value) || value.now === undefined) return place;
  const now = placeFrom(value.now);
  return now && { ...place, now };
}

function placeFrom(value: unknown): Place | undefined {
  if (!isObject(value) || !isText(value.text) || !isText(value.before) || !isText(value.after)) return undefined;
  const { text, before, after, twins } = value;
  if (twins === undefined) return { text, before, after };
  return typeof twins === 'number' && twins > 1 ? { text, before, after, twins } : undefined;
}

function commentFrom(value: unknown): ReviewComment | undefined {
  if (!isObject(value)) return undefined;
  const { id, author, at, text } = value;
  return isText(id) && isText(author) && isText(at) && isText(text) ? { id, author, at, text } : undefined;
}

/**
 * Joins what two made of the same decisions. What only one of them changed is as that one has it. Where both did, a
 * change stands against a removal, conversations keep the comments of both, and otherwise the later decision holds.
 */
export function mergeDecisions(base: Decisions, mine: Decisions, theirs: Decisions): Decisions {
  const merged = new Map<string, Decision>();
  for (const id of new Set([...theirs.keys(), ...mine.keys()])) {
    const found = mergeOne(base.get(id), mine.get(id), theirs.get(id));
    if (found) merged.set(id, found);
  }
  return merged;
}

/**
 * What to merge from, for one who wrote the file a moment ago and cannot know that everybody has seen it: of each
 * decision what was written where the file still has that, else what was known before.
 */
export function commonGround(base: Decisions, written: Decisions, theirs: Decisions): Decisions {
  const ground = new Map<string, Decision>();
  for (const id of new Set([...base.keys(), ...written.keys()])) {
    const seen = same(written.get(id), theirs.get(id));
    const decision = (seen ? written : base).get(id);
    if (decision) ground.set(id, decision);
  }
  return ground;
}

function mergeOne(base: Decision | undefined, mine: Decision | undefined, theirs: Decision | undefined) {
  if (same(mine, theirs) || same(mine, base)) return theirs;
  if (same(theirs, base)) return mine;
  // Where a paragraph was last seen is no decision.
  if (sameDecided(mine, base)) return theirs;
  if (sameDecided(theirs, base)) return mine;
  if (!mine || !theirs) return mine ?? theirs;
  const later = mine.at > theirs.at || (mine.at === theirs.at && JSON.stringify(mine) > JSON.stringify(theirs));
  const [first, last] = later ? [theirs, mine] : [mine, theirs];
  if (first.kind !== 'thread' || last.kind !== 'thread') return last;
  const before = base?.kind === 'thread' ? base : undefined;
  const comments = mergeComments(before?.comments ?? [], first.comments, last.comments);
  if (!comments.length) return undefined;
  return { ...last, comments, resolved: last.resolved === before?.resolved ? first.resolved : last.resolved };
}

/** Comments one by one: what only one side wrote, edited or removed is as that side has it; of two edits the later thread's. */
function mergeComments(
  base: readonly ReviewComment[],
  first: readonly ReviewComment[],
  last: readonly ReviewComment[],
): readonly ReviewComment[] {
  const byId = (comments: readonly ReviewComment[]) => new Map(comments.map((comment) => [comment.id, comment]));
  const [old, one, two] = [byId(base), byId(first), byId(last)];
  const text = (comment: ReviewComment | undefined) => comment?.text;
  const merged = [...new Set([...one.keys(), ...two.keys()])].flatMap((id) => {
    const [before, a, b] = [old.get(id), one.get(id), two.get(id)];
    return (text(b) === text(before) ? a : b) ?? [];
  });
  return merged.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
}

/** Equal in content, whatever the order of the keys. */
function same(a: Decision | undefined, b: Decision | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && ordered(a) === ordered(b));
}

/** Equal in what was decided, wherever the paragraphs were last seen. */
function sameDecided(a: Decision | undefined, b: Decision | undefined): boolean {
  const decided = (decision: Decision) =>
    JSON.stringify(JSON.parse(ordered(decision)), (key, value: unknown) => (key === 'now' ? undefined : value));
  return a !== undefined && b !== undefined && decided(a) === decided(b);
}

/** Keys in the order in which a reader wants them. */
const KEYS =
  'kind role zh en side paragraph fingerprint text before after twins now remark reason resolved comments id author by at';
const RANK: ReadonlyMap<string, number> = new Map(KEYS.split(' ').map((key, at) => [key, at]));

/** JSON on one line with the keys of every object in one order. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isObject(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (RANK.get(a) ?? 99) - (RANK.get(b) ?? 99)))
      : part,
  );
}
