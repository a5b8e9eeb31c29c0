/** `length-ratio`: two paragraphs that are linked, but whose lengths do not go together as others of the document do. */
import { otherSide } from '../language';
import type { Group, Link, Side } from '../model';
import { type ArticleCheck, anchorOf, type CheckInput, message, related } from './check';
import { coverageOf } from './coverage';
import { OMITTED_FROM, omissionsIn } from './omissions';
import { pairOf } from './pair';
import { hullOf, translationSide } from './places';

/** With fewer groups a document tells nothing of the lengths that are usual in it. */
const FEWEST_GROUPS = 8;

/** Deviations from the median from which a pair is reported, and the least that one deviation is. */
const FAR = 3.5;
const LEAST_SPREAD = 0.25;

/** Shorter texts differ too much: so many Chinese characters, or English ones, at least on the longer side. */
const LEAST: Readonly<Record<Side, number>> = { zh: 20, en: 60 };

export const lengthRatio: ArticleCheck = {
  scope: 'article',
  code: 'length-ratio',
  severity: 'information',
  *find(input) {
    const sized = input.groups.map((group) => ({ group, zh: sizeOf(input, group.zh), en: sizeOf(input, group.en) }));
    const logs = sized.filter(({ zh, en }) => zh && en).map(({ zh, en }) => Math.log(en / zh));
    if (logs.length < FEWEST_GROUPS) return;
    const usual = median(logs);
    const spread = Math.max(LEAST_SPREAD, 1.4826 * median(logs.map((one) => Math.abs(one - usual))));
    const side = translationSide(input);
    const other = otherSide(side);
    for (const { group, zh, en } of sized) {
      if (!zh || !en || (zh < LEAST.zh && en < LEAST.en)) continue;
      const off = Math.log(en / zh) - usual;
      // A few characters more or less matter much where there are few.
      if (Math.abs(off) < FAR * Math.sqrt(spread * spread + 2 / Math.min(zh, en / Math.exp(usual)))) continue;
      if (isExplained(input, group)) continue;
      const times = Math.exp(Math.abs(off)).toFixed(1);
      const long = off > 0 === (side === 'en');
      yield {
        side,
        span: hullOf(input, group[side]),
        message: message(`length-ratio.${side}.${long ? 'long' : 'short'}`, { times }),
        related: [related(other, hullOf(input, group[other]), 'length-ratio.counterpart')],
        anchor: anchorOf(...[...group.zh, ...group.en].map((at) => input.segments[at].id)),
      };
    }
  },
};

function sizeOf({ segments, masked }: CheckInput, which: readonly number[]): number {
  return which.reduce((total, at) => {
    const { source, start, end } = segments[at].span;
    return total + masked[source].slice(start, end).replace(/\s+/g, '').length;
  }, 0);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Does another check say what is wrong with a group? */
function isExplained(input: CheckInput, group: Group): boolean {
  const { copies, foreign, doubts, missing } = coverageOf(input);
  const own = new Set([...group.zh, ...group.en]);
  if (missing.some((at) => own.has(at)) || foreign.some(({ segment }) => own.has(segment))) return true;
  if (doubts.some(({ zh, certainty }) => certainty >= 0.5 && own.has(zh[0]))) return true;
  const hulls = [hullOf(input, group.zh), hullOf(input, group.en)];
  const within = copies.some(({ span }) =>
    hulls.some((hull) => hull.source === span.source && hull.start <= span.start && span.end <= hull.end),
  );
  if (within || !input.statistics) return within;
  const links = input.links.filter((link: Link) => own.has(input.sentences[link.zh[0]].segment));
  const context = { statistics: input.statistics, lexicon: input.lexicon };
  return omissionsIn(pairOf(input, group, links), context).some(({ certainty }) => certainty >= OMITTED_FROM);
}
