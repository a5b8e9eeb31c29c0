/** Which paragraphs stand out of the order that the others keep. */
import type { Group } from '../model';
import type { CheckInput } from './check';

/** Paragraphs that translate each other, linked or not. */
export type Counterparts = Pick<Group, 'zh' | 'en' | 'score' | 'evidence' | 'words'>;

/** Paragraphs out of order. */
export interface Displaced {
  readonly group: Counterparts;
  /** The neighbour that they have changed places with; undefined where they stand further away. */
  readonly neighbour: Counterparts | undefined;
  /** What keeps order, in it. */
  readonly ordered: readonly Counterparts[];
}

/** In an article with fewer groups there is no order to keep, and where a larger share is out of it none is kept. */
const FEWEST_GROUPS = 6;
const MOST_DISPLACED = 0.12;

/** The displaced among some groups; none where the article keeps no order, or where a link may rather be wrong. */
export function displacedOf(input: CheckInput, groups: readonly Counterparts[]): readonly Displaced[] {
  const inOrder = [...groups].sort((a, b) => a.zh[0] - b.zh[0]);
  const kept = longestIncreasing(inOrder.map(({ en }) => en[0]));
  const displaced = inOrder.filter((_, at) => !kept[at]);
  if (inOrder.length < FEWEST_GROUPS || displaced.length > Math.max(1, MOST_DISPLACED * inOrder.length)) return [];
  const ordered = inOrder.filter((_, at) => kept[at]);
  return displaced.flatMap((group): Displaced[] => {
    const crossed = ordered.filter((other) => (other.zh[0] - group.zh[0]) * (other.en[0] - group.en[0]) < 0);
    const [neighbour] = crossed;
    if (crossed.length > 1) {
      return isWhole(input, group) && !isFirst(input, group) && certain(group)
        ? [{ group, neighbour: undefined, ordered }]
        : [];
    }
    // Of two that have changed places one may say little for itself, when the other one does.
    const both = [group, neighbour];
    return both.every((one) => isWhole(input, one) && likely(one)) && both.some(certain)
      ? [{ group, neighbour, ordered }]
      : [];
  });
}

/** Which of some numbers are part of their longest increasing subsequence. */
function longestIncreasing(values: readonly number[]): boolean[] {
  const before: number[] = [];
  /** For each length the place of the smallest number that ends a subsequence of it. */
  const ends: number[] = [];
  values.forEach((value, at) => {
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (values[ends[middle]] < value) low = middle + 1;
      else high = middle;
    }
    before.push(low ? ends[low - 1] : -1);
    ends[low] = at;
  });
  const kept = values.map(() => false);
  for (let at = ends.length ? ends[ends.length - 1] : -1; at >= 0; at = before[at]) kept[at] = true;
  return kept;
}

const TEXT: ReadonlySet<string> = new Set(['body', 'byline']);

/** Text on lines of its own, one paragraph on a side at least, and each side in one piece. */
function isWhole({ segments }: CheckInput, { zh, en }: Counterparts): boolean {
  if (Math.min(zh.length, en.length) > 1) return false;
  return [zh, en].every(
    (own) =>
      own.every((at) => TEXT.has(segments[at].role) && !segments[at].inline) &&
      segments.slice(own[0], own[own.length - 1]).filter(({ alignable }) => alignable).length === own.length - 1,
  );
}

const FEWEST_WORDS = 6;

function certain({ score, evidence, words }: Counterparts): boolean {
  return score >= 0.4 && words >= FEWEST_WORDS && evidence >= 0.1 * words;
}

function likely({ score, evidence, words }: Counterparts): boolean {
  return score >= 0.3 && words >= FEWEST_WORDS && evidence >= -0.05 * words;
}

/** Does a side of a group open the article? A lead sums up what stands elsewhere. */
function isFirst({ segments, sentences }: CheckInput, { zh, en }: Counterparts): boolean {
  return [zh[0], en[0]].some((at) => {
    const { side } = sentences[segments[at].sentences[0]];
    return segments
      .slice(0, at)
      .every(
        ({ role, alignable, sentences: [first] }) => role !== 'body' || !alignable || sentences[first].side !== side,
      );
  });
}
