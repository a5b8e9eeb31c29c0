/**
 * Sentences of a linked group that may have nothing on the other side, and what tells whether that is so. train/omissions.mts
 * finds the weights of the signs.
 */
import { normalised } from '../hash';
import { isForeign, otherSide } from '../language';
import type { Side } from '../model';
import type { Pair, PairContext, PairLink } from './pair';
import { evidenceTogether, type WordEvidence, wordEvidence } from './words';

/** Neighbouring sentences of one side of a pair that may have no counterpart. */
export interface Omission {
  readonly side: Side;
  /** Indexes into the sentences of the side, ascending; all of one paragraph. */
  readonly sentences: readonly number[];
  /** The links that it stands in, or between. */
  readonly links: readonly PairLink[];
  /** Without a link; otherwise it is one of several sentences of one. */
  readonly free: boolean;
  /** What tells whether they have one, in the order of {@link OMISSION_SIGNS}. */
  readonly signs: readonly number[];
  /** Probability that they have none, by the signs. */
  readonly certainty: number;
}

/** The signs of an omission. */
export const OMISSION_SIGNS = [
  'evidence for each word',
  'size',
  'what the other side gains by it',
  'length',
  'inside',
  'evidence of the rest',
  'evidence of the neighbours',
  'what it gains by the siblings',
  'sentences more',
] as const;

const INSIDE = OMISSION_SIGNS.indexOf('inside');

/**
 * Weights of the signs, in their order, the constant last: by logistic regression on 542 sentences taken out of one side
 * of articles (npm run train:omissions).
 */
const WEIGHTS = {
  free: [-3.04, -2.174, -0.414, 2.06, 1.538, 2.437, -2.167, 0, -0.474, 3.408],
  linked: [2.084, -1.654, -1.147, 3.543, -0.613, 2.669, -3.201, 0.45, -0.604, -0.733],
} as const;

/** At the ends of a paragraph words move across the border, or into a neighbour: there it is this much less certain. */
const AT_THE_END = 0.7;

/** Certainty from which an omission is reported unless the user sets another. */
export const OMITTED_FROM = 0.55;

/** Words that a short stretch is thought to have besides its own. */
const SMOOTHING = 6;

/** What is shorter, in characters without white space, is a fragment, a form of address, a tag like “he said”. */
const SHORTEST: Readonly<Record<Side, number>> = { zh: 7, en: 16 };
const FEWEST_WORDS = 3;

/** How much two lengths that belong together differ, as the aligner has it: a standard deviation of the logarithm. */
const SPREAD = 0.35;

/** A group with more sentences on a side than this is not looked at: what it costs grows with their product. */
const MOST_SENTENCES = 60;

/** All sentences of a pair that may have no counterpart. */
export function omissionsIn(
  pair: Pair,
  { statistics, lexicon }: Pick<PairContext, 'statistics' | 'lexicon'>,
): readonly Omission[] {
  const counts = { zh: pair.zh.sentences.length, en: pair.en.sentences.length };
  if (counts.zh + counts.en < 3 || Math.max(counts.zh, counts.en) > MOST_SENTENCES) return [];
  const candidates = [...freeRuns(pair), ...parts(pair)].filter((candidate) => needsCounterpart(pair, candidate));
  if (!candidates.length) return [];
  const texts = (side: Side) => pair[side].sentences.map(({ masked }) => masked);
  const read = wordEvidence({ zh: texts('zh'), en: texts('en') }, statistics, lexicon);
  return candidates.flatMap((candidate) => {
    const { side, sentences } = candidate;
    if (wordsOf(read, side, sentences) < FEWEST_WORDS || sizeOf(read, side, sentences) < SHORTEST[side]) return [];
    const signs = signsOf({ pair, read, ratio: statistics.layout.ratio, candidate });
    return { ...candidate, signs, certainty: certaintyOf(candidate.free, signs) };
  });
}

/**
 * Not what stands in brackets or in a third language, nor what stands twice or as it is on the other side: those are
 * the matter of other checks.
 */
function needsCounterpart(pair: Pair, { side, sentences }: Candidate): boolean {
  const text = (at: number) => normalised(pair[side].sentences[at].masked);
  const others = [...pair[otherSide(side)].sentences.map(({ masked }) => masked), ...pair.beside]
    .map(normalised)
    .join('\n');
  return sentences.some((at) => {
    const own = text(at);
    if (/^[（(【[].*[）)】\]][。.]?$/.test(own) || others.includes(own)) return false;
    if (side === 'en' && isForeign(pair.en.sentences[at].masked)) return false;
    // Where a paragraph stands twice without a stop between, the copies share a sentence.
    return !pair[side].sentences.some((_, twin) => {
      const other = text(twin);
      return twin !== at && (other.includes(own) || (other.length >= SHORTEST[side] && own.includes(other)));
    });
  });
}

/** The log odds as a probability, lowered at the ends of a paragraph. */
function certaintyOf(free: boolean, signs: readonly number[]): number {
  const weights = free ? WEIGHTS.free : WEIGHTS.linked;
  const odds = signs.reduce((sum, sign, at) => sum + weights[at] * sign, weights[weights.length - 1]);
  return (signs[INSIDE] ? 1 : AT_THE_END) / (1 + Math.exp(-odds));
}

type Candidate = Omit<Omission, 'signs' | 'certainty'>;

/** Runs of sentences without a link, where the other side has none at the same place. */
function freeRuns(pair: Pair): Candidate[] {
  const found: Candidate[] = [];
  for (const side of ['zh', 'en'] as const) {
    const linkOf = linksBySentence(pair, side);
    const count = pair[side].sentences.length;
    for (let from = 0; from < count; ) {
      if (linkOf.has(from)) {
        from++;
        continue;
      }
      let to = from;
      const { segment } = pair[side].sentences[from];
      while (to < count && !linkOf.has(to) && pair[side].sentences[to].segment === segment) to++;
      const links = [linkOf.get(from - 1), linkOf.get(to)].filter((link) => link !== undefined);
      const sentences = Array.from({ length: to - from }, (_, at) => from + at);
      if (links.length && !freeBetween(pair, side, links)) found.push({ side, sentences, links, free: true });
      from = to;
    }
  }
  return found;
}

/** Is a sentence of the other side without a link next to where a run between some links would be translated? */
function freeBetween(pair: Pair, side: Side, links: readonly PairLink[]): boolean {
  const other = otherSide(side);
  const linkOf = linksBySentence(pair, other);
  const free = (at: number) => at >= 0 && at < pair[other].sentences.length && !linkOf.has(at);
  return links.some((link) => free(link[other][0] - 1) || free(link[other][link[other].length - 1] + 1));
}

/** Single sentences of a link that has several on their side. */
function parts({ links }: Pair): Candidate[] {
  return links.flatMap((link) =>
    (['zh', 'en'] as const).flatMap((side) =>
      link[side].length < 2 ? [] : link[side].map((at) => ({ side, sentences: [at], links: [link], free: false })),
    ),
  );
}

function linksBySentence({ links }: Pair, side: Side): ReadonlyMap<number, PairLink> {
  return new Map(links.flatMap((link) => link[side].map((at) => [at, link] as const)));
}

function wordsOf({ evidence }: WordEvidence, side: Side, sentences: readonly number[]): number {
  const words = side === 'zh' ? evidence.zhWords : evidence.enWords;
  return sentences.reduce((total, at) => total + words[at], 0);
}

interface SignsRequest {
  readonly pair: Pair;
  readonly read: WordEvidence;
  /** English characters for a Chinese one. */
  readonly ratio: number;
  readonly candidate: Candidate;
}

function signsOf({ pair, read, ratio, candidate }: SignsRequest): number[] {
  const { side, sentences, links, free } = candidate;
  const other = otherSide(side);
  const words = wordsOf(read, side, sentences);
  const own = sentences.reduce((total, at) => total + bestEvidence(pair, read, side, at), 0) / (words + SMOOTHING);
  const apart = (at: number) => !sentences.includes(at);
  const gainOf = (link: PairLink, some: readonly number[]) => {
    const without = link[side].filter((at) => !some.includes(at));
    const together = [...without, ...some].sort((a, b) => a - b);
    return given(read, side, together, link[other]) - given(read, side, without, link[other]);
  };
  const siblings = free ? [] : links[0][side].filter(apart).map((at) => gainOf(links[0], [at]));
  const [mine, theirs] = [
    sizeOf(read, side, new Set([...links.flatMap((link) => link[side]), ...sentences])),
    sizeOf(read, other, new Set(links.flatMap((link) => link[other]))),
  ];
  const [zhSize, enSize] = side === 'zh' ? [mine, theirs] : [theirs, mine];
  const off = Math.log(Math.max(1, enSize) / Math.max(1, zhSize) / ratio);
  const spread = Math.sqrt(SPREAD * SPREAD + 4 / Math.max(1, Math.min(zhSize, enSize / 3)));
  const all = (which: Side) => pair[which].sentences.map((_, at) => at);
  const rest = all(side).filter(apart);
  return [
    own,
    Math.log(1 + words),
    clamp(Math.max(...links.map((link) => gainOf(link, sentences))), 6),
    clamp((side === 'en' ? off : -off) / spread, 4),
    rest.some((at) => at < sentences[0]) && rest.some((at) => at > sentences[sentences.length - 1]) ? 1 : 0,
    perWord(read, side, rest, all(other)),
    clamp(Math.min(...links.map((link) => perWord(read, side, link[side].filter(apart), link[other]))), 1),
    free ? 0 : clamp(Math.min(...siblings), 6),
    clamp(all(side).length - all(other).length, 3),
  ];
}

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}

/** Evidence for each word of some sentences of one side and the other. */
function perWord(read: WordEvidence, side: Side, own: readonly number[], others: readonly number[]): number {
  const { evidence, words } = side === 'zh' ? evidenceTogether(read, own, others) : evidenceTogether(read, others, own);
  return evidence / (words + SMOOTHING);
}

/** Evidence of one sentence beside the sentence, or the two neighbours, of the other side that explain it best. */
function bestEvidence(pair: Pair, { evidence }: WordEvidence, side: Side, at: number): number {
  const count = pair[otherSide(side)].sentences.length;
  let best = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    for (const window of k + 1 < count ? [[k], [k, k + 1]] : [[k]]) {
      best = Math.max(best, side === 'zh' ? evidence.chinese(at, window) : evidence.english(window, at));
    }
  }
  return best;
}

/** Evidence of sentences of the other side, given some of one side. */
function given({ evidence }: WordEvidence, side: Side, own: readonly number[], others: readonly number[]): number {
  return others.reduce(
    (total, at) => total + (side === 'zh' ? evidence.english(own, at) : evidence.chinese(at, own)),
    0,
  );
}

function sizeOf({ bitext }: WordEvidence, side: Side, sentences: Iterable<number>): number {
  let total = 0;
  for (const at of sentences) total += bitext[side][at].size;
  return total;
}
