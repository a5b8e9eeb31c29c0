/**
 * Which language is the original. A paragraph of the original that has no counterpart was omitted; one of the
 * translation was added.
 */
import { otherSide } from './language';
import { bothScripts } from './lexicon/fold';
import type { Article, Side } from './model';
import type { Settings } from './settings';
import { lineAt } from './text';

/** What the decision rests on. */
type Known = Pick<Article, 'sources' | 'segments' | 'sentences' | 'groups'>;

/**
 * The source language, as set or found out by what labels say (译文, Original, Chinese translation …); undefined when
 * they do not tell. Which language stands first says too little: one article in six prints the original second.
 */
export function sourceLanguageOf(article: Known, wish: Settings['sourceLanguage']): Side | undefined {
  if (wish !== 'auto') return wish;
  return clearly(labelVotes(article));
}

/** The key of what is said of a paragraph without counterpart. */
export function unalignedKey(
  side: Side,
  source: Side | undefined,
): `unaligned.${Side}` | `unaligned.${Side}.${'omission' | 'addition'}` {
  if (!source) return `unaligned.${side}`;
  return `unaligned.${side}.${side === source ? 'omission' : 'addition'}`;
}

type Votes = Readonly<Record<Side, number>>;

/** The side with three quarters of the votes. */
function clearly({ zh, en }: Votes): Side | undefined {
  if (!zh && !en) return undefined;
  return zh >= 3 * en ? 'zh' : en >= 3 * zh ? 'en' : undefined;
}

const CHINESE = '(?:中文|汉语|chinese )';
const ENGLISH = '(?:英文|英语|english )';
const ORIGINAL = '(?:原文|original(?: text)?)';
const TRANSLATION = '(?:译文|翻译|translation)';
const whole = (...patterns: readonly string[]) => bothScripts(new RegExp(`^(?:${patterns.join('|')})$`, 'iu'));

/** What labels say is the original: one of the languages, the text that follows, or the other one. */
const LABELS: readonly (readonly [label: RegExp, original: Side | 'this' | 'other'])[] = [
  [whole(CHINESE + ORIGINAL, ENGLISH + TRANSLATION, '英译文?', '译自中文', 'translated from (?:the )?chinese'), 'zh'],
  [whole(ENGLISH + ORIGINAL, CHINESE + TRANSLATION, '中译文?', '译自英文', 'translated from (?:the )?english'), 'en'],
  [whole(ORIGINAL, '原'), 'this'],
  [whole(`(?:参考)?${TRANSLATION}`, '译'), 'other'],
];
const LONGEST_LABEL = 30;

/**
 * Labels in front of a text (`译文：…`), and on a line of their own before it. One on its own that has a counterpart is
 * text like any other.
 */
function labelVotes({ sources, segments, sentences, groups }: Known): Votes {
  const votes = { zh: 0, en: 0 };
  const linked = new Set(groups.flatMap(({ zh, en }) => [...zh, ...en]));
  const vote = (label: string, follows: () => Side | undefined) => {
    const words = label.replace(/^\P{L}+|\P{L}+$/gu, '');
    const says = LABELS.find(([pattern]) => pattern.test(words))?.[1];
    if (!says) return;
    const side = says === 'zh' || says === 'en' ? says : follows();
    if (side) votes[says === 'other' ? otherSide(side) : side]++;
  };
  const sideOf = (at: number) => (segments[at]?.alignable ? sentences[segments[at].sentences[0]].side : undefined);
  segments.forEach(({ span, inline }, at) => {
    const { text, lineStarts } = sources[span.source];
    const from = inline ? span.start : lineStarts[lineAt(sources[span.source], span.start)];
    const head = /^.*?[:：】\]〕）)]/.exec(text.slice(from, Math.min(span.end, from + LONGEST_LABEL)))?.[0];
    if (head && text.slice(from + head.length, span.end).trim()) vote(head, () => sideOf(at));
    else if (span.end - span.start <= LONGEST_LABEL && !inline && !linked.has(at)) {
      vote(text.slice(span.start, span.end), () =>
        sideOf(segments.findIndex(({ role, alignable }, after) => after > at && alignable && role === 'body')),
      );
    }
  });
  return votes;
}
