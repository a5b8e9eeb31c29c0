/**
 * Finds the paragraphs of decisions again in a text that was edited since.
 *
 * First by their text, white space, letter case and markup left out; where a text stands several times, by its
 * neighbours. Then, for what was edited, by what most of it has in common with a paragraph that nothing else stands for:
 * a wrong place is worse than none. Split and joined paragraphs are found in their parts.
 */

import { remembered } from '../remembered';
import type { Segmentation } from '../segment/segments';
import { type Anchor, anchorId, type Decision, nameOf, type Place } from './decisions';

/** Where a decision stands now. */
export interface PlacedDecision {
  readonly decision: Decision;
  /** Indexes into the segments of the article, ascending; empty where the paragraphs are not there any more. */
  readonly zh: readonly number[];
  readonly en: readonly number[];
  /**
   * `same`: every paragraph reads as it did; `changed`: one has been edited, split, joined or lost; `lost`: none was
   * found. What is lost is kept, and is shown as lost.
   */
  readonly state: 'same' | 'changed' | 'lost';
}

/** What anchors are made from and placed in. */
export type PlacingText = Pick<Segmentation, 'segments' | 'sentences' | 'masked'>;

/** An anchor and where it stands. */
interface Placement {
  readonly segments: readonly number[];
  /** The one segment reads as the anchor does. */
  readonly exact: boolean;
}

/** A paragraph that decisions can be about: one with words. */
interface Paragraph {
  readonly segment: number;
  readonly name: string;
  /** As {@link nameOf} sees it. */
  readonly plain: string;
}

/** By the segments: they never change, so that this is no state anyone can see. */
const paragraphsRead = new WeakMap<PlacingText['segments'], readonly (readonly Paragraph[])[]>();

/** Paragraphs of a text in order, each source for itself. */
function paragraphsOf({ segments, masked }: PlacingText): readonly (readonly Paragraph[])[] {
  const known = paragraphsRead.get(segments);
  if (known) return known;
  const sources: Paragraph[][] = masked.map(() => []);
  segments.forEach(({ span, alignable }, segment) => {
    if (!alignable) return;
    const plain = plainOf(masked[span.source].slice(span.start, span.end));
    sources[span.source].push({ segment, name: nameOf(plain), plain });
  });
  paragraphsRead.set(segments, sources);
  return sources;
}

/** The words of a masked paragraph: white space between them collapsed. */
function plainOf(masked: string): string {
  return masked.replace(/\s+/g, ' ').trim();
}

/** Anchors for paragraphs of a text: for every alignable segment, by its index. */
export function anchorsOf(text: PlacingText): ReadonlyMap<number, Place> {
  const anchors = new Map<number, Place>();
  const sources = paragraphsOf(text);
  const twins = new Map<string, number>();
  for (const { name } of sources.flat()) twins.set(name, (twins.get(name) ?? 0) + 1);
  for (const paragraphs of sources) {
    paragraphs.forEach(({ segment, plain, name }, at) => {
      const count = twins.get(name) as number;
      anchors.set(segment, {
        text: plain,
        before: paragraphs[at - 1]?.name ?? '',
        after: paragraphs[at + 1]?.name ?? '',
        ...(count > 1 && { twins: count }),
      });
    });
  }
  return anchors;
}

/** Places all decisions. Cost grows with the text and the decisions; only what was edited is compared letter by letter. */
export function placeDecisions(decisions: readonly Decision[], text: PlacingText): readonly PlacedDecision[] {
  if (!decisions.length) return [];
  const placements = placeAnchors(decisions.flatMap(anchorsIn), text);
  return decisions.map((decision) => placed(decision, placements));
}

function anchorsIn(decision: Decision): readonly Anchor[] {
  switch (decision.kind) {
    case 'dismiss':
      return [];
    case 'role':
    case 'thread':
      return [decision.paragraph];
    default:
      return [...decision.zh, ...decision.en];
  }
}

function placed(decision: Decision, placements: ReadonlyMap<Anchor, Placement>): PlacedDecision {
  const find = (anchors: readonly Anchor[]) => anchors.map((anchor) => placements.get(anchor) as Placement);
  const segmentsOf = (found: readonly Placement[]) =>
    [...new Set(found.flatMap(({ segments }) => segments))].sort((a, b) => a - b);
  const stateOf = (found: readonly Placement[]) => {
    if (found.every(({ exact }) => exact)) return 'same';
    return found.some(({ segments }) => segments.length) ? 'changed' : 'lost';
  };
  if (decision.kind === 'dismiss') return { decision, zh: [], en: [], state: 'same' };
  if (decision.kind === 'role' || decision.kind === 'thread') {
    const found = find([decision.paragraph]);
    const side = decision.kind === 'thread' ? decision.side : undefined;
    const segments = segmentsOf(found);
    return {
      decision,
      zh: side === 'en' ? [] : segments,
      en: side === 'en' ? segments : [],
      state: stateOf(found),
    };
  }
  const [zh, en] = [find(decision.zh), find(decision.en)];
  return { decision, zh: segmentsOf(zh), en: segmentsOf(en), state: stateOf([...zh, ...en]) };
}

/** Where each anchor stands. Those of decisions that were made of one paragraph at different times stand together. */
function placeAnchors(anchors: readonly Anchor[], text: PlacingText): ReadonlyMap<Anchor, Placement> {
  const paragraphs = paragraphsOf(text).flat();
  const neighbours = neighboursOf(text);
  const placements = new Map<Anchor, Placement>();
  /** By segment, what was found there word for word. */
  const claimed = new Map<number, Place>();
  const byName = groupBy(paragraphs, ({ name }) => name);
  const agreement = (place: Place, segment: number) => {
    const { before, after } = neighbours.get(segment) as Neighbours;
    return (before === place.before ? 1 : 0) + (after === place.after ? 1 : 0);
  };
  const lostOf = (all: readonly Anchor[]) => all.filter((anchor) => !placements.has(anchor));
  /** Places the anchors whose text stands there as it was decided of, or as it was last seen. */
  const placeExact = (wanted: readonly Anchor[], placeOf: (anchor: Anchor) => Place, exact: boolean) => {
    for (const [name, own] of groupBy(wanted, (anchor) => namePlace(placeOf(anchor)))) {
      const found = byName.get(name) ?? [];
      const alone = found.length === 1 && own.every((anchor) => (placeOf(anchor).twins ?? 1) === 1);
      const pairs = own.flatMap((anchor) =>
        found.map(({ segment }) => ({ anchor, segment, agreed: alone ? 2 : agreement(placeOf(anchor), segment) })),
      );
      pairs.sort((a, b) => b.agreed - a.agreed);
      for (const { anchor, segment, agreed } of pairs) {
        const place = placeOf(anchor);
        const holder = claimed.get(segment);
        // One of several that read the same: without a neighbour that agrees, nobody can tell which.
        if (!agreed || placements.has(anchor)) continue;
        if (holder && found.length > 1 && anchorId(holder) !== anchorId(place)) continue;
        placements.set(anchor, { segments: [segment], exact });
        claimed.set(segment, place);
      }
    }
  };
  placeExact(anchors, (anchor) => anchor, true);
  placeExact(
    lostOf(anchors).filter(({ now }) => now),
    seen,
    false,
  );
  // What stands between the neighbours of old, and was decided of there, too, is a later version of the paragraph.
  const between = groupBy(paragraphs, ({ segment }) => {
    const { before, after } = neighbours.get(segment) as Neighbours;
    return `${before} ${after}`;
  });
  for (const anchor of lostOf(anchors)) {
    const { before, after, text } = seen(anchor);
    const [later, ...more] = between.get(`${before} ${after}`) ?? [];
    const holder = later && claimed.get(later.segment);
    if (!holder || more.length || agreement(holder, later.segment) < 2) continue;
    const [own, other] = [gramsOf(text), gramsOf(later.plain)];
    if (shared(own.grams, other.grams) < KEPT.oneNeighbour * Math.max(own.size, other.size)) continue;
    placements.set(anchor, { segments: [later.segment], exact: false });
  }
  const lost = groupBy(lostOf(anchors), (anchor) => anchorId(seen(anchor)));
  const others = groupBy(
    anchors.filter((anchor) => placements.has(anchor)),
    (anchor) => anchorId(placements.get(anchor)?.exact ? anchor : seen(anchor)),
  );
  const wanted = [...lost.values()].map(([first]) => seen(first));
  const known = [...others.values()].map(([first]) => (placements.get(first)?.exact ? first : seen(first)));
  const edited = placeEdited({
    lost: wanted,
    anchors: [...wanted, ...known],
    paragraphs,
    isFree: ({ segment }) => !claimed.has(segment),
    agreement: (place, { segment }) => agreement(place, segment),
  });
  for (const same of lost.values()) {
    const segments = edited.get(seen(same[0])) ?? [];
    for (const anchor of same) placements.set(anchor, { segments, exact: false });
  }
  return placements;
}

const placeNames = new WeakMap<Place, string>();

/** The name of a place's text, made once: decisions stay the same objects while a text is edited. */
function namePlace(place: Place): string {
  let name = placeNames.get(place);
  if (name === undefined) {
    name = nameOf(place.text);
    placeNames.set(place, name);
  }
  return name;
}

/** Where an anchor's paragraph was last seen. */
const seen = (anchor: Anchor): Place => anchor.now ?? anchor;

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/**
 * The decisions of which a paragraph was edited since it was last seen, with where it is seen now. What stands there
 * only in part, or with others, is left as it was.
 */
export function renewAnchors(decisions: readonly Decision[], text: PlacingText): readonly Decision[] {
  const placements = placeAnchors(decisions.flatMap(anchorsIn), text);
  const whole = new Set<number>();
  const holders = new Map<number, Set<string>>();
  for (const [anchor, { segments, exact }] of placements) {
    for (const segment of segments) {
      if (exact) whole.add(segment);
      holders.set(segment, (holders.get(segment) ?? new Set()).add(anchorId(seen(anchor))));
    }
  }
  const isOne = ([segment, ...more]: readonly number[]) =>
    segment !== undefined && !more.length && (whole.has(segment) || holders.get(segment)?.size === 1);
  const places = anchorsOf(text);
  const renew = (anchor: Anchor): Anchor => {
    const { segments, exact } = placements.get(anchor) as Placement;
    const { now: _, ...first } = anchor;
    if (exact) return anchor.now ? first : anchor;
    const now = isOne(segments) ? places.get(segments[0]) : undefined;
    return now && now.text !== anchor.now?.text ? { ...first, now } : anchor;
  };
  return decisions.flatMap((decision): Decision | readonly [] => {
    if (anchorsIn(decision).every((anchor) => renew(anchor) === anchor) || decision.kind === 'dismiss') return [];
    if (decision.kind === 'role' || decision.kind === 'thread') {
      return { ...decision, paragraph: renew(decision.paragraph) };
    }
    return { ...decision, zh: decision.zh.map(renew), en: decision.en.map(renew) };
  });
}

interface Neighbours {
  readonly before: string;
  readonly after: string;
}

function neighboursOf(text: PlacingText): ReadonlyMap<number, Neighbours> {
  const all = new Map<number, Neighbours>();
  for (const paragraphs of paragraphsOf(text)) {
    paragraphs.forEach(({ segment }, at) => {
      all.set(segment, { before: paragraphs[at - 1]?.name ?? '', after: paragraphs[at + 1]?.name ?? '' });
    });
  }
  return all;
}

/** Share of the longer text's letter groups that an edited paragraph keeps: alone, and between neighbours that agree. */
const KEPT = { alone: 0.65, oneNeighbour: 0.45, bothNeighbours: 0.3 };
/** By so much it must be more than what any other paragraph has of the anchor, or any other anchor of the paragraph. */
const MARGIN = 0.15;
/**
 * A part of a split paragraph, or of a joined one, stands in the other nearly whole. It has a neighbour that agrees, or
 * is so long that chance is out of the question.
 */
const PART = { share: 0.85, least: 4, long: 24 };
/** Letter groups that stand in more paragraphs than this tell nothing. */
const COMMON = 40;

/** What placing edited paragraphs works on. */
interface Edited {
  /** Anchors that are looked for, and all anchors there are. */
  readonly lost: readonly Place[];
  readonly anchors: readonly Place[];
  /** All paragraphs; those that stand for no anchor yet are free. */
  readonly paragraphs: readonly Paragraph[];
  readonly isFree: (paragraph: Paragraph) => boolean;
  readonly agreement: (place: Place, paragraph: Paragraph) => number;
}

/** One text with its letter groups. */
interface Grams {
  readonly grams: ReadonlyMap<number, number>;
  readonly size: number;
}

/** Edited paragraphs: each anchor with the paragraphs that hold what is left of it. */
function placeEdited({ lost, anchors, paragraphs, isFree, agreement }: Edited): ReadonlyMap<Place, readonly number[]> {
  const found = new Map<Place, number[]>();
  const free = paragraphs.map(isFree);
  if (!lost.length || !free.includes(true)) return found;
  const texts = remembered(({ plain }: Paragraph) => gramsOf(plain));
  const known = remembered(({ text }: Place) => gramsOf(text));
  const nearTo = similarTo(
    lost.map(({ text }) => text),
    paragraphs.map(({ plain }) => plain),
  );
  const near = lost.map((anchor) =>
    [...nearTo(known(anchor))].map((at) => [at, shared(known(anchor).grams, texts(paragraphs[at]).grams)] as const),
  );
  const candidates = [...new Set(near.flatMap((all) => all.map(([at]) => at)))].filter((at) => free[at]);
  const rivalsOf = similarTo(
    candidates.map((at) => paragraphs[at].plain),
    anchors.map(({ text }) => text),
  );
  const likely: { anchor: Place; at: number; kept: number; part: 'whole' | 'piece' | 'container' }[] = [];
  for (const [which, anchor] of lost.entries()) {
    const own = known(anchor);
    for (const [at, common] of near[which]) {
      if (!free[at]) continue;
      const other = texts(paragraphs[at]);
      const { name } = paragraphs[at];
      // A neighbour of old is not the paragraph itself.
      if (name === anchor.before || name === anchor.after) continue;
      const agreed = agreement(anchor, paragraphs[at]);
      if (!agreed && (anchor.twins ?? 1) > 1) continue;
      const share = (a: Grams, b: Grams, both: number) => both / Math.max(a.size, b.size);
      const kept = share(own, other, common);
      const rivals =
        agreed < 2
          ? near[which].flatMap(([rival, both]) => (rival === at ? [] : share(own, texts(paragraphs[rival]), both)))
          : [];
      for (const rival of rivalsOf(other)) {
        const grams = known(anchors[rival]);
        if (anchors[rival] !== anchor) rivals.push(share(other, grams, shared(other.grams, grams.grams)));
      }
      if (Math.max(...rivals) > kept - (agreed < 2 ? MARGIN : 0)) continue;
      const least = agreed === 2 ? KEPT.bothNeighbours : agreed === 1 ? KEPT.oneNeighbour : KEPT.alone;
      const [shorter, part] =
        other.size < own.size ? ([other.size, 'piece'] as const) : ([own.size, 'container'] as const);
      if (kept >= least) likely.push({ anchor, at, kept: kept + agreed, part: 'whole' });
      if (common >= PART.share * shorter && (agreed ? shorter >= PART.least : shorter >= PART.long)) {
        likely.push({ anchor, at, kept, part });
      }
    }
  }
  /** What of an anchor, and of a paragraph, is not yet accounted for. */
  const open = {
    anchors: new Map(lost.map((anchor) => [anchor, new Map(known(anchor).grams)])),
    paragraphs: remembered((paragraph: Paragraph) => new Map(texts(paragraph).grams)),
  };
  likely.sort((a, b) => b.kept - a.kept);
  const uses = new Map<number, 'whole' | 'piece' | 'container'>();
  for (const { anchor, at, part } of likely) {
    const left = open.anchors.get(anchor) as Map<number, number>;
    const right = open.paragraphs(paragraphs[at]);
    const placed = found.get(anchor);
    if (placed?.includes(paragraphs[at].segment)) continue;
    if (part === 'whole' && (placed || uses.has(at))) continue;
    if (part === 'piece' && (uses.has(at) || shared(left, right) < PART.share * total(right))) continue;
    if (part === 'container' && (placed || uses.get(at) === 'piece' || shared(left, right) < PART.share * total(left)))
      continue;
    uses.set(at, part);
    take(left, texts(paragraphs[at]).grams);
    take(right, known(anchor).grams);
    if (placed) placed.push(paragraphs[at].segment);
    else found.set(anchor, [paragraphs[at].segment]);
  }
  return found;
}

/**
 * Finds which of many texts have letter groups in common with one of some: indexes. Only the letter groups of those that
 * will be asked for are looked up, since most of the many are of no interest.
 */
function similarTo(asked: readonly string[], texts: readonly string[]): (text: Grams) => ReadonlySet<number> {
  const holders = new Map<number, number[]>();
  for (const text of asked) for (const gram of gramsIn(text)) holders.set(gram, []);
  if (holders.size) {
    texts.forEach((text, at) => {
      for (const gram of gramsIn(text)) {
        const list = holders.get(gram);
        if (list && list.length <= COMMON && list[list.length - 1] !== at) list.push(at);
      }
    });
  }
  return ({ grams }) => {
    const found = new Set<number>();
    for (const gram of grams.keys()) {
      const list = holders.get(gram) ?? [];
      if (list.length <= COMMON) for (const at of list) found.add(at);
    }
    return found;
  };
}

/** Takes letter groups away, as often as they are there. */
function take(from: Map<number, number>, grams: ReadonlyMap<number, number>): void {
  for (const [gram, count] of grams) {
    const left = (from.get(gram) ?? 0) - count;
    if (left > 0) from.set(gram, left);
    else from.delete(gram);
  }
}

/** Groups of letters in order, as numbers: two of Chinese, four of others. That two groups have one number is rare. */
function gramsIn(text: string): Int32Array {
  const letters = text.replace(/\s+/g, '').toLowerCase();
  const size = /\p{Script=Han}/u.test(letters) ? 2 : 4;
  const grams = new Int32Array(Math.max(0, letters.length - size + 1));
  for (let at = 0; at < grams.length; at++) {
    let gram = size;
    for (let k = 0; k < size; k++) gram = Math.imul(gram, 0x01000193) ^ letters.charCodeAt(at + k);
    grams[at] = gram;
  }
  return grams;
}

/** How often each group of letters stands in a text. */
function gramsOf(text: string): Grams {
  const all = gramsIn(text);
  const grams = new Map<number, number>();
  for (const gram of all) grams.set(gram, (grams.get(gram) ?? 0) + 1);
  return { grams, size: all.length };
}

function total(grams: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const count of grams.values()) sum += count;
  return sum;
}

function shared(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const [gram, count] of a) sum += Math.min(count, b.get(gram) ?? 0);
  return sum;
}
