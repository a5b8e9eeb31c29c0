/**
 * What reviewers decide of an article. Decisions name paragraphs by their text and their neighbours, never by line, so
 * that they outlive edits; {@link ./place.ts} finds the paragraphs again.
 */
import { hashOf, normalised } from '../hash';
import type { ReviewComment, Role, Side } from '../model';

/** A paragraph and where it stands. */
export interface Place {
  /** Its text, white space at its ends left out. */
  readonly text: string;
  /** Names of the paragraphs before and after it, by {@link nameOf}; empty at the ends of the text. */
  readonly before: string;
  readonly after: string;
  /** How many paragraphs of the article read the same, where there are several. */
  readonly twins?: number;
}

/** A paragraph as it stood when something was decided of it. */
export interface Anchor extends Place {
  /** As it stood when it was last seen, where it has been edited since: many small edits are followed one by one. */
  readonly now?: Place;
}

/** What every decision has. */
interface Decided {
  /** From what is decided of which texts: the same decision made twice is one. */
  readonly id: string;
  /** Who decided, as the user's settings or version control name them; may be empty. */
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Both sides of a pair. */
export interface AnchorPair {
  readonly zh: readonly Anchor[];
  readonly en: readonly Anchor[];
}

/** A pair is right, or is wrong because of what `remark` says. */
export interface PairDecision extends Decided, AnchorPair {
  readonly kind: 'approve' | 'flag';
  readonly remark: string;
}

/** These paragraphs translate each other, or do not. */
export interface LinkDecision extends Decided, AnchorPair {
  readonly kind: 'link' | 'unlink';
}

/** A paragraph is something else than it looks like; `free`: it needs no translation. */
export interface RoleDecision extends Decided {
  readonly kind: 'role';
  readonly paragraph: Anchor;
  readonly role: Role | 'free';
}

/** A finding is right as the text stands: it is not to be reported. */
export interface FindingDecision extends Decided {
  readonly kind: 'dismiss';
  readonly fingerprint: string;
  readonly reason: string;
}

/** A conversation about a paragraph. */
export interface ThreadDecision extends Decided {
  readonly kind: 'thread';
  readonly side: Side;
  readonly paragraph: Anchor;
  readonly comments: readonly ReviewComment[];
  readonly resolved: boolean;
}

/** One line of the review file. */
export type Decision = PairDecision | LinkDecision | RoleDecision | FindingDecision | ThreadDecision;

/** A short name for a paragraph's text, the same after reformatting: white space and letter case do not count. */
export function nameOf(text: string): string {
  return hashOf(normalised(text));
}

/** Who decides, and when. */
export interface Deciding {
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A decision about a pair. Approving and flagging the same pair are one decision: the later one holds. */
export function decidePair(kind: 'approve' | 'flag', { zh, en }: AnchorPair, remark: string, who: Deciding): Decision {
  return { kind, id: pairId('pair', { zh, en }), ...who, zh, en, remark };
}

/** Paragraphs that belong together, or do not. */
export function decideLink(kind: 'link' | 'unlink', { zh, en }: AnchorPair, who: Deciding): Decision {
  return { kind, id: pairId(kind, { zh, en }), ...who, zh, en };
}

/** What a paragraph is for. */
export function decideRole(paragraph: Anchor, role: Role | 'free', who: Deciding): Decision {
  return { kind: 'role', id: hashOf('role', anchorId(paragraph)), ...who, paragraph, role };
}

/** A finding that is right as the text stands. */
export function decideFinding(fingerprint: string, reason: string, who: Deciding): Decision {
  return { kind: 'dismiss', id: hashOf('dismiss', fingerprint), ...who, fingerprint, reason };
}

/** A new conversation; its id is its own, since one paragraph may have several. */
export function startThread(side: Side, paragraph: Anchor, text: string, who: Deciding): Decision {
  const id = hashOf('thread', anchorId(paragraph), who.by, who.at, text);
  const comments = [{ id: hashOf(id, text), author: who.by, at: who.at, text }];
  return { kind: 'thread', id, ...who, side, paragraph, comments, resolved: false };
}

function pairId(kind: string, { zh, en }: AnchorPair): string {
  return hashOf(kind, ...zh.map(anchorId), '|', ...en.map(anchorId));
}

/** Names a paragraph: by what it reads and, where several read the same, by its neighbours. */
export function anchorId({ text, before, after, twins }: Place): string {
  return twins ? `${nameOf(text)} ${before} ${after}` : nameOf(text);
}
