/** What a check is. There are three kinds, by what they look at; {@link ./run.ts} runs them all. */
import type { Glossary } from '../glossary/glossary';
import type { Lexicon } from '../lexicon/lexicon';
import type { Article, Finding, Message, Severity, Side, Span } from '../model';
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
  find(text: StyleText): Iterable<StylePlace>;
}

/** What a check of style sees. */
export interface StyleText {
  /** `zh` or `en`; mixed text counts as the side it is grouped as, else as Chinese. */
  readonly side: Side;
  /** The segment as it stands in the file. */
  readonly text: string;
  /** The same with markup, code and addresses as blanks of the same length. */
  readonly masked: string;
}

/** Where a text breaks a rule: a stretch of {@link StyleText.text}. */
export interface StylePlace {
  readonly start: number;
  readonly end: number;
  /** What should stand there; absent where nobody can tell. */
  readonly replacement?: string;
  /** What is said of this place; absent where the finding says it all. */
  readonly message?: Message;
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
