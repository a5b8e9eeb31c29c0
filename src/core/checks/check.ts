/** What a check is. There are three kinds, by what they look at; {@link ./run.ts} runs them all. */
import type { Glossary } from '../glossary/glossary';
import { hashOf } from '../hash';
import type { Lexicon } from '../lexicon/lexicon';
import type { Article, Finding, Message, Severity, Side, SourceIndex, Span } from '../model';
import type { Settings } from '../settings';
import type { Pair, PairContext } from './pair';

/** What a check of a whole article sees: the article as far as it is known when checks run, and what the user set. */
export type CheckInput = Pick<
  Article,
  | 'sources'
  | 'masked'
  | 'layout'
  | 'source'
  | 'segments'
  | 'sentences'
  | 'groups'
  | 'links'
  | 'turns'
  | 'speakers'
  | 'naming'
  | 'statistics'
> & {
  readonly lexicon: Lexicon;
  readonly settings: Settings;
  readonly glossary: Glossary | undefined;
};

/** A finding in the making. The runner adds code, fingerprint and the fix that dismisses it. */
export type Found = Omit<Finding, 'code' | 'fingerprint' | 'severity' | 'fixes'> & {
  /** Unless absent, instead of the check's own. */
  readonly severity?: Severity;
  readonly fixes?: Finding['fixes'];
  /** Names the finding within its check by what it is about (texts and values, never places), so that it is known again. */
  readonly anchor: string;
  /** Probability that the finding is right, 0..1; absent means 1. Below the check's threshold it is not reported. */
  readonly certainty?: number;
};

interface AnyCheck {
  /** kebab-case; the setting's key and the diagnostic's code. */
  readonly code: string;
  /** Severity unless a finding says otherwise or the user sets one. `off`: only where the user sets one. */
  readonly severity: Severity | 'off';
  /** {@link Found.certainty} from which findings are reported, unless the user sets another; absent: all are. */
  readonly threshold?: number;
}

/** Looks at the article as a whole: what is missing, moved, repeated, used in two ways. */
export interface ArticleCheck extends AnyCheck {
  readonly scope: 'article';
  /** Findings in document order. */
  find(input: CheckInput): Iterable<Found>;
}

/**
 * Looks at one linked group, and at nothing else of the article than the context says: what it found is kept while
 * neither changes.
 */
export interface PairCheck extends AnyCheck {
  readonly scope: 'pair';
  find(pair: Pair, context: PairContext): Iterable<Found>;
}

/** A matter of house style in one segment, whatever it is linked with. All places of a file become one finding. */
export interface StyleCheck extends AnyCheck {
  readonly scope: 'style';
  /** `words` unless it says so; see {@link StyleText.text}. */
  readonly reads?: 'words' | 'characters';
  /** Its fixes change form, never words, so that they may run unseen. */
  readonly automatic: boolean;
  /** Looks at one segment and at nothing else: what it found is kept while the segment stays the same. */
  find(text: StyleText, lexicon: Lexicon): Iterable<StylePlace | StyleTally>;
  /** What of all places of the article stands when they are seen together, in document order; absent: all. */
  settle?(places: readonly StyledPlace[]): readonly StyledPlace[];
}

/** What a check of style sees: one segment that is text. */
export interface StyleText {
  /** `zh` or `en`; mixed text counts as the side it is grouped as, else as Chinese. */
  readonly side: Side;
  /**
   * For a check that reads characters, the segment as it stands in the file. For others its words: without markup and
   * invisible characters, and with {@link OBJECT} for every character of code and addresses.
   */
  readonly text: string;
  /** A part of a line only: what opens here may close in another segment. */
  readonly partial: boolean;
}

/** Stands for what is no text (code, an address): OBJECT REPLACEMENT CHARACTER. */
export const OBJECT = '\ufffc';

/** Where a text breaks a rule: a stretch of {@link StyleText.text}, not empty. */
export interface StylePlace {
  readonly start: number;
  readonly end: number;
  /** What should stand there; absent where nobody can tell, or where {@link edits} say it. */
  readonly replacement?: string;
  /** Instead of a {@link replacement} of the whole stretch: what changes in it. */
  readonly edits?: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  /** What is said of this place; absent where the finding says it all. */
  readonly message?: Message;
  /** One of several ways of writing something, none of which is wrong as long as the article keeps to it. */
  readonly habit?: Habit;
  /** One half of a pair whose other half is not in this segment. `reopens` is never reported: the next of its kind. */
  readonly half?: { readonly of: string; readonly is: 'open' | 'close' | 'either' | 'reopens' };
}

/** What can be written in several ways, and which of them a text takes. */
export interface Habit {
  readonly of: string;
  readonly way: string;
}

/** How often a segment takes a way of writing that is not to be reported here. */
export interface StyleTally {
  readonly habit: Habit;
  readonly count: number;
}

/** A place of an article. */
export interface StyledPlace {
  readonly place: StylePlace;
  /** Index of the segment. */
  readonly segment: number;
  readonly side: Side;
  /** The how manieth segment of its side and source this is. */
  readonly order: number;
}

/** One check, one file. */
export type Check = ArticleCheck | PairCheck | StyleCheck;

/** A message without its words. */
export function message(key: string, args: Message['args'] = {}): Message {
  return { key, args };
}

/** A place on the other side that a finding speaks of. */
export function related(side: Side, span: Span, key: string, args: Message['args'] = {}): Finding['related'][number] {
  return { side, span, message: message(key, args) };
}

/** A name for some texts and values, for {@link Found.anchor}. */
export function anchorOf(...parts: readonly (string | number)[]): string {
  return hashOf(...parts.map((part) => String(part).replace(/\s+/g, '').toLowerCase()));
}

/** A stretch of a sentence, or of any span, from offsets within it. */
export function within({ source, start }: { source: SourceIndex; start: number }, from: number, to: number): Span {
  return { source, start: start + from, end: start + to };
}
