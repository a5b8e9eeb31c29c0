/** A linked group as the checks of pairs see it: its own texts and links, and the little of the article that matters. */
import { type Match, matchesOf } from '../align/matches';
import type { Statistics } from '../align/statistics';
import type { Glossary } from '../glossary/glossary';
import type { Lexicon } from '../lexicon/lexicon';
import type { Group, Link, Segment, Sentence, Side, Span } from '../model';
import type { Settings } from '../settings';
import type { CheckInput } from './check';

/** One sentence of a pair. */
export interface PairSentence extends Sentence {
  /** As it stands in the file. */
  readonly text: string;
  /** The same with markup, code and addresses as blanks of the same length. */
  readonly masked: string;
}

/** The paragraphs of one side, and all their sentences, in document order. */
export interface PairSide {
  readonly segments: readonly Segment[];
  readonly sentences: readonly PairSentence[];
}

/** Sentences of the pair that translate each other: indexes into the sentences of its sides. */
export interface PairLink {
  readonly zh: readonly number[];
  readonly en: readonly number[];
  /** Probability that the link is right, 0..1, in steps of .05. */
  readonly score: number;
}

/** One linked group. Sentences without a link may stand between those that have one. */
export interface Pair {
  readonly zh: PairSide;
  readonly en: PairSide;
  readonly links: readonly PairLink[];
  /** Probability that the group is right, 0..1, in steps of .05. */
  readonly score: number;
  /** The language that the other one translates; undefined when the text does not tell. */
  readonly source: Side | undefined;
  /** Masked texts of segments that share a line with one of the pair's and are not of it. */
  readonly beside: readonly string[];
  /** The words, numbers and names of some sentences (all when absent) that answer each other. */
  matches(sentences?: { readonly zh: readonly number[]; readonly en: readonly number[] }): readonly Match[];
}

/** What checks of pairs may know besides the pair. */
export interface PairContext {
  readonly lexicon: Lexicon;
  readonly statistics: Statistics;
  readonly settings: Settings;
  readonly glossary: Glossary | undefined;
  readonly facts: DocumentFacts;
}

/** What the article says of itself, for all pairs alike. Plain data: findings are kept while it stays the same. */
export interface DocumentFacts {
  /** The day the article is dated, as far as it says. */
  readonly dated: { readonly year: number; readonly month?: number; readonly day?: number } | undefined;
}

/** The pair of one group. */
export function pairOf(input: CheckInput, group: Group, links: readonly Link[]): Pair {
  const side = (segments: readonly number[]): PairSide & { readonly numbers: ReadonlyMap<number, number> } => {
    const numbers = segments.flatMap((at) => input.segments[at].sentences);
    return {
      segments: segments.map((at) => input.segments[at]),
      sentences: numbers.map((at) => ({
        ...input.sentences[at],
        text: slice(input.sources[input.sentences[at].span.source].text, input.sentences[at].span),
        masked: slice(input.masked[input.sentences[at].span.source], input.sentences[at].span),
      })),
      numbers: new Map(numbers.map((number, at) => [number, at])),
    };
  };
  const [zh, en] = [side(group.zh), side(group.en)];
  const numbersOf = (of: typeof zh) => [...of.numbers.keys()];
  const numbers = { zh: numbersOf(zh), en: numbersOf(en) };
  let all: readonly Match[] | undefined;
  return {
    zh,
    en,
    links: links.map((link) => ({
      zh: link.zh.map((at) => zh.numbers.get(at) as number),
      en: link.en.map((at) => en.numbers.get(at) as number),
      score: coarse(link.score),
    })),
    score: coarse(group.score),
    source: input.source,
    beside: besideOf(input, [...group.zh, ...group.en]),
    matches: (sentences) => {
      if (!sentences) {
        all ??= matchesOf(input, numbers, input.lexicon);
        return all;
      }
      const some = { zh: sentences.zh.map((at) => numbers.zh[at]), en: sentences.en.map((at) => numbers.en[at]) };
      return matchesOf(input, some, input.lexicon);
    },
  };
}

/** Probabilities shift a little with every edit nearby: in steps, what was found of a pair can stay. */
function coarse(probability: number): number {
  return Math.round(probability * 20) / 20;
}

function besideOf({ segments, masked }: CheckInput, own: readonly number[]): readonly string[] {
  const all = own.flatMap((at) => (segments[at].inline ? [at - 1, at + 1] : []));
  return [...new Set(all)]
    .filter((at) => segments[at]?.inline && segments[at].alignable && !own.includes(at))
    .map((at) => slice(masked[segments[at].span.source], segments[at].span));
}

function slice(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
