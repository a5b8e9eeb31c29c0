/**
 * The article model: plain, immutable values. Everything the editor and the command line show is read from an
 * {@link Article}; nothing is computed twice.
 *
 * Offsets are UTF-16 code units into the text of one source. Lines and columns are made from them in one place
 * ({@link ./text.ts}).
 */
import type { Alignment } from './align/article';
import type { Statistics } from './align/statistics';
import type { CheckedPairs } from './checks/run';
import type { PlacedDecision } from './review/place';
import type { SourceText } from './text';

/** One of the two languages of a bitext. */
export type Side = 'zh' | 'en';

/** The language of a stretch of text by Unicode script. `mixed`: both in earnest; `other`: neither. */
export type Language = Side | 'mixed' | 'other';

/** What a segment is for. Only `body` must have a counterpart; see the check `unaligned`. */
export type Role =
  | 'body'
  | 'heading'
  | 'dateline'
  | 'byline'
  | 'credit'
  | 'source'
  | 'furniture'
  | 'label'
  | 'note'
  | 'code'
  | 'markup';

/** Which text a position is in: an article has one source, or two (0 Chinese, 1 English) when it stands in two files. */
export type SourceIndex = 0 | 1;

/** A half-open stretch of one source, in UTF-16 code units. */
export interface Span {
  readonly source: SourceIndex;
  readonly start: number;
  readonly end: number;
}

/** How the two languages are laid out. `null` in an {@link Article}: not recognised as a bilingual article. */
export type Layout = 'interleaved' | 'inline' | 'table' | 'tsv' | 'csv' | 'pair';

/** A paragraph, heading, caption, table cell, …: a span, which may be less or more than a line. */
export interface Segment {
  /** From the text and its context; outlives edits elsewhere in the article. Unique within the article. */
  readonly id: string;
  /** Without surrounding white space. */
  readonly span: Span;
  readonly language: Language;
  readonly role: Role;
  /** Shares a line with another segment (inline text, table cells). */
  readonly inline: boolean;
  /** Where the segment starts a line with markup (`## `, `> `, `- `, `**`), the words start here. */
  readonly textStart: number;
  /** Can it have a counterpart: has words in one of the two languages and is not code or markup. */
  readonly alignable: boolean;
  /** Indexes into {@link Article.sentences}, in order; empty when not {@link alignable}. */
  readonly sentences: readonly number[];
}

/** A sentence of an alignable segment. */
export interface Sentence {
  readonly span: Span;
  readonly side: Side;
  /** Index into {@link Article.segments}. */
  readonly segment: number;
}

/** A sentence-level bead with both sides: n sentences that translate m. The sides need not stand in the same order. */
export interface Link {
  /** Indexes into {@link Article.sentences}, ascending. */
  readonly zh: readonly number[];
  readonly en: readonly number[];
  /** Probability that the link is right, 0..1. */
  readonly score: number;
}

/** A paragraph-level bead with both sides: these segments translate those. Each segment is in at most one group. */
export interface Group {
  /** Stable like a segment's. */
  readonly id: string;
  /** 1-based number in the order of the first segment in the article; what the decorations show. */
  readonly number: number;
  /** Indexes into {@link Article.segments}, ascending. */
  readonly zh: readonly number[];
  readonly en: readonly number[];
  /** Probability that the group is right, 0..1. */
  readonly score: number;
  /** What the words alone say for it, in nats: above 0 they rather translate each other; and how many words took part. */
  readonly evidence: number;
  readonly words: number;
  readonly kind: 'translation' | 'summary' | 'manual';
  /** What a reviewer said of it; `changed`: it was approved, and one of its sides is another one since. */
  readonly review: 'approved' | 'flagged' | 'changed' | null;
  /** Why it was flagged, or what was said when it was approved; empty where nothing was. */
  readonly remark: string;
  /** The paragraphs of both sides as they were when the decision was made; undefined without one. */
  readonly was: { readonly zh: readonly string[]; readonly en: readonly string[] } | undefined;
}

/** What one person wrote. */
export interface ReviewComment {
  readonly id: string;
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly text: string;
}

/** A conversation about one paragraph. */
export interface Thread {
  /** Of the decision in the review file. */
  readonly id: string;
  readonly side: Side;
  /** Index into {@link Article.segments}; undefined where the paragraph is no longer there. */
  readonly segment: number | undefined;
  /** In the order in which they were written; not empty. */
  readonly comments: readonly ReviewComment[];
  readonly resolved: boolean;
}

/** The same speaker in both languages; a name is null where that side never gives it. */
export interface Speaker {
  readonly zh: string | null;
  readonly en: string | null;
}

/** Someone who speaks in the article: one entry, whatever the text calls them. The names are the fullest of each side. */
export interface Person extends Speaker {
  /** `role`: known by what they do alone (记者, 发言人, Q, Moderator); several people may stand behind it. */
  readonly kind: 'person' | 'role';
  /** All forms that the text uses, as they stand there, in the order of their first use: `普京`, `普京总统`. */
  readonly variants: { readonly zh: readonly string[]; readonly en: readonly string[] };
  /** Indexes into {@link Article.turns}, ascending; not empty. */
  readonly turns: readonly number[];
}

/** An uninterrupted stretch of one speaker, both languages together, in document order. */
export interface Turn {
  /** The names of {@link person}; both null where someone speaks and the text does not tell who. */
  readonly speaker: Speaker;
  /** Index into {@link Article.speakers}; undefined where the text does not tell who speaks. */
  readonly person: number | undefined;
  /** Indexes into {@link Article.segments} of every segment that carries part of the turn, ascending. */
  readonly segments: readonly number[];
  /**
   * What of the text is the turn's, never empty. First, in document order, the stretch that it has to itself, in which
   * no other turn has a part: `spans[0]` is where the turn begins. Then what stands elsewhere (a lead that was moved to
   * the top, the other language in a block or a file of its own), also in document order. So the smallest start of all
   * is not the start of the turn, and the hull of all spans may hold other turns.
   */
  readonly spans: readonly { readonly side: Side; readonly span: Span }[];
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Values that are put into a message; the words are in src/messages. */
export type MessageArguments = Readonly<Record<string, string | number>>;

/** Something to tell the user, without words: a key of src/messages and its arguments. */
export interface Message {
  readonly key: string;
  readonly args: MessageArguments;
}

/** A stretch that becomes another text; an empty stretch is an insertion. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** What a fix does. New kinds carry their own data; the editor and the command line know no check by name. */
export type Fix = {
  readonly title: Message;
  /** Where the fix is offered, when that is not the whole finding: one of several places. */
  readonly at?: Span;
} & (
  | {
      readonly kind: 'edit';
      readonly edits: readonly Edit[];
      /** May run unseen, with all others of its kind, when the user asks for that: it changes form, never words. */
      readonly automatic?: boolean;
    }
  /** Never again this finding, or what `fingerprint` names of it. */
  | { readonly kind: 'dismiss'; readonly fingerprint?: string }
  /** The check is off from now on. */
  | { readonly kind: 'off' }
);

/** What a check found: a code and arguments, no words. */
export interface Finding {
  /** kebab-case; the setting's key and the diagnostic's code. */
  readonly code: string;
  readonly severity: Severity;
  readonly side: Side;
  readonly span: Span;
  readonly message: Message;
  readonly related: readonly { readonly side: Side; readonly span: Span; readonly message: Message }[];
  readonly fixes: readonly Fix[];
  /** The same after text above it moved; differs between two findings of one article. */
  readonly fingerprint: string;
}

/** Is it a bilingual article, how sure is that, and why. */
export interface Recognition {
  readonly recognised: boolean;
  /** Probability that {@link recognised} is right, 0..1. */
  readonly confidence: number;
  readonly reason: Message;
}

/** Everything known about one version of an article. */
export interface Article {
  /** One text, or the Chinese and the English one. */
  readonly sources: readonly SourceText[];
  /** Each source with its markup as blanks of the same length: what was aligned. Empty when not recognised. */
  readonly masked: readonly string[];
  readonly recognition: Recognition;
  readonly layout: Layout | null;
  /** The language that the other one translates; undefined when the text does not tell. */
  readonly source: Side | undefined;
  /** In document order, source 0 before source 1. Empty, like all that follows, when not recognised. */
  readonly segments: readonly Segment[];
  readonly sentences: readonly Sentence[];
  readonly groups: readonly Group[];
  readonly links: readonly Link[];
  readonly turns: readonly Turn[];
  /** Who speaks in the turns, in the order in which they first do. */
  readonly speakers: readonly Person[];
  /** By index of {@link sentences}: the index in {@link speakers} of whom a sentence itself names as its speaker. */
  readonly naming: readonly (number | undefined)[];
  readonly findings: readonly Finding[];
  /** What reviewers wrote, in document order. */
  readonly threads: readonly Thread[];
  /** Where each decision of the review file stands now, in the order of the file. */
  readonly decided: readonly PlacedDecision[];
  /** Checks that threw: a fault of ours, to be logged; the other checks ran. */
  readonly failures: readonly { readonly code: string; readonly error: unknown }[];
  /** What was learnt from the article as a whole; passed back in when it is analysed again after an edit. */
  readonly statistics: Statistics | undefined;
  /** What the next version of the text may use again; undefined when not recognised. */
  readonly memory: Memory | undefined;
}

/** Work on one version of an article, kept by what it depends on, so that the next version repeats little of it. */
export interface Memory {
  readonly alignment: Alignment;
  readonly checked: CheckedPairs;
}
