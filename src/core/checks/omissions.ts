/**
 * Sentences of a linked group that may have nothing on the other side, and what tells whether that is so. The check
 * `omitted-sentence` weighs the signs; train/omissions.mts finds the weights.
 */
import { normalised } from '../hash';
import { isForeign } from '../language';
import type { Side } from '../model';
import { otherSide } from './coverage';
import type { Pair, PairContext, PairLink } from './pair';
import { evidenceTogether, type WordEvidence, wordEvidence } from './words';

/** Neighbouring sentences of one side of a pair that may have no counterpart. */
export interface Omission {
  readonly side: Side;
  /** Indexes into the sentences of the side, ascending; all of one paragraph. */
  readonly sentences: readonly number[];
  /** The links that it stands in, or between. */
  readonly links: readonly PairLink[];
  /** What tells whether they have one, in the order of {@link OMISSION_SIGNS}. */
  readonly signs: readonly number[];
}

/** The signs of an omission. */
export const OMISSION_SIGNS = [
  'evidence',
  'evidence × size',
  'size',
  'gain of the others',
  'length with it',
  'length without it',
  'free',
  'inside',
  'evidence of the rest',
  'merged',
  'evidence of the neighbours',
] as const;

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
export function omissionsIn(pair: Pair, { statistics, lexicon }: Pick<PairContext, 'statistics' | 'lexicon'>): readonly Omission[] {
  const counts = { zh: pair.zh.sentences.length, en: pair.en.sentences.length };
  if (counts.zh + counts.en < 3 || Math.max(counts.zh, counts.en) > MOST_SENTENCES) return [];
  const candidates = [...freeRuns(pair), ...parts(pair)].filter((candidate) => needsCounterpart(pair, candidate));
  if (!candidates.length) return [];
  const texts = (side: Side) => pair[side].sentences.map(({ masked }) => masked);
  const read = wordEvidence({ zh: texts('zh'), en: texts('en') }, statistics, lexicon);
  return candidates.flatMap((candidate) => {
    const { side, sentences, links } = candidate;
    if (wordsOf(read, side, sentences) < FEWEST_WORDS || sizeOf(read, side, sentences) < SHORTEST[side]) return [];
    return { side, sentences, links, signs: signsOf({ pair, read, ratio: statistics.layout.ratio, candidate }) };
  });
}

/**
 * Not what stands in brackets or in a third language, nor what stands twice or as it is on the other side: those are
 * the matter of other checks.
 */
function needsCounterpart(pair: Pair, { side, sentences }: Candidate): boolean {
  const text = (at: number) => normalised(pair[side].sentences[at].masked);
  const others = pair[otherSide(side)].sentences.map(({ masked }) => normalised(masked)).join('\n');
  return sentences.some((at) => {
    const own = text(at);
    if (/^[（(【[].*[）)】\]][。.]?$/.test(own) || others.includes(own)) return false;
    if (side === 'en' && isForeign(pair.en.sentences[at].masked)) return false;
    return !pair[side].sentences.some((_, twin) => twin !== at && text(twin) === own);
  });
}

interface Candidate extends Omit<Omission, 'signs'> {
  readonly free: boolean;
}

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
  const size = Math.log(1 + words);
  const own = sentences.reduce((total, at) => total + bestEvidence(pair, read, side, at), 0) / (words + SMOOTHING);
  let gain = Number.NEGATIVE_INFINITY;
  for (const link of links) {
    const without = link[side].filter((at) => !sentences.includes(at));
    const together = [...without, ...sentences].sort((a, b) => a - b);
    gain = Math.max(gain, given(read, side, together, link[other]) - given(read, side, without, link[other]));
  }
  const around = {
    own: [...new Set([...links.flatMap((link) => link[side]), ...sentences])],
    other: [...new Set(links.flatMap((link) => link[other]))],
  };
  const excess = (which: readonly number[]) => {
    const [mine, theirs] = [sizeOf(read, side, which), sizeOf(read, other, around.other)];
    const [zh, en] = side === 'zh' ? [mine, theirs] : [theirs, mine];
    const spread = Math.sqrt(SPREAD * SPREAD + 4 / Math.max(1, Math.min(zh, en / 3)));
    const off = Math.log(Math.max(1, en) / Math.max(1, zh) / ratio) / spread;
    return side === 'en' ? off : -off;
  };
  const merged = links.some((link) => link[side].filter((at) => !sentences.includes(at)).length > link[other].length);
  const neighbours = Math.min(
    ...links.map((link) => {
      const without = link[side].filter((at) => !sentences.includes(at));
      const beside = side === 'zh' ? evidenceTogether(read, without, link.en) : evidenceTogether(read, link.zh, without);
      return beside.evidence / (beside.words + SMOOTHING);
    }),
  );
  const all = (which: Side) => pair[which].sentences.map((_, at) => at);
  const rest = all(side).filter((at) => !sentences.includes(at));
  const [zh, en] = side === 'zh' ? [rest, all('en')] : [all('zh'), rest];
  const together = evidenceTogether(read, zh, en);
  const inside = rest.some((at) => at < sentences[0]) && rest.some((at) => at > sentences[sentences.length - 1]);
  return [
    own,
    own * size,
    size,
    Math.max(-6, Math.min(6, gain)),
    Math.max(-4, Math.min(4, excess(around.own))),
    Math.min(4, Math.abs(excess(around.own.filter((at) => !sentences.includes(at))))),
    free ? 1 : 0,
    inside ? 1 : 0,
    together.evidence / (together.words + SMOOTHING),
    merged ? 1 : 0,
    Math.max(-1, Math.min(1, neighbours)),
  ];
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

function sizeOf({ bitext }: WordEvidence, side: Side, sentences: readonly number[]): number {
  return sentences.reduce((total, at) => total + bitext[side][at].size, 0);
}
