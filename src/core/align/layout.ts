/** Which segments take part, where they stand, and what a first ladder says of how the two languages are laid out. */
import { normalised } from '../hash';
import { otherSide } from '../language';
import type { Role, Side } from '../model';
import type { Segmentation } from '../segment/segments';
import type { Bitext } from './bitext';
import type { Evidence } from './evidence';
import type { Bead } from './ladder';
import type { UnitPlace } from './scorer';
import { type LayoutStatistics, USUAL_RATIO } from './statistics';

/** Segments that take part, by side, in document order, copies left out. */
export interface Units {
  readonly zh: readonly number[];
  readonly en: readonly number[];
}

/** Where the units stand. */
export interface Places {
  readonly zh: readonly UnitPlace[];
  readonly en: readonly UnitPlace[];
}

/** Segments of these roles never share a side of a bead with another. */
const SOLO: ReadonlySet<Role> = new Set(['heading', 'dateline', 'byline', 'credit', 'source', 'furniture', 'label']);
/** These seldom have a counterpart, whatever they look like. */
const RELUCTANCE: ReadonlyMap<Role, number> = new Map([
  ['credit', 6],
  ['source', 6],
  ['furniture', 6],
]);

/** A paragraph of at least so many characters that stands again within so many of its own language is a copy. */
const COPY_WITHIN = 5;
/** Paragraphs between a repetition in one language and the one in the other. */
const REFRAIN_WITHIN = 4;
const COPY_LEAST: Readonly<Record<Side, number>> = { zh: 10, en: 28 };

/** The alignable segments of both languages. A copy of a paragraph is left out: its twin has the counterpart. */
export function unitsOf(segmentation: Segmentation): Units {
  const all: Record<Side, number[]> = { zh: [], en: [] };
  segmentation.segments.forEach((segment, at) => {
    if (segment.alignable) all[segmentation.sentences[segment.sentences[0]].side].push(at);
  });
  const position = positionsOf(all);
  const repeated: Record<Side, number[]> = { zh: [], en: [] };
  for (const side of ['zh', 'en'] as const) {
    const recent: string[] = [];
    for (const segment of all[side]) {
      const { span } = segmentation.segments[segment];
      const text = normalised(segmentation.masked[span.source].slice(span.start, span.end));
      if (recent.includes(text)) repeated[side].push(segment);
      recent.push(text);
      if (recent.length > COPY_WITHIN) recent.shift();
    }
  }
  const rankOf: Record<Side, Map<number, number>> = { zh: ranksOf(all.zh), en: ranksOf(all.en) };
  const copies = new Set<number>();
  for (const side of ['zh', 'en'] as const) {
    // A refrain repeats in both languages, at the same place or as far along; a copy in one.
    const opposite = otherSide(side);
    const step = REFRAIN_WITHIN / Math.min(all.zh.length, all.en.length);
    for (const segment of repeated[side]) {
      const { span } = segmentation.segments[segment];
      if (span.end - span.start < COPY_LEAST[side]) continue;
      const at = position.get(segment) as number;
      const along = rankOf[side].get(segment) as number;
      const twin = (other: number) =>
        Math.abs((position.get(other) as number) - at) <= REFRAIN_WITHIN ||
        Math.abs((rankOf[opposite].get(other) as number) - along) <= step;
      if (!repeated[opposite].some(twin)) copies.add(segment);
    }
  }
  const kept = (side: Side) => all[side].filter((segment) => !copies.has(segment));
  return { zh: kept('zh'), en: kept('en') };
}

/** How far along its language each segment stands, from 0 to 1. */
function ranksOf(segments: readonly number[]): Map<number, number> {
  return new Map(segments.map((segment, at) => [segment, at / segments.length]));
}

/** The places of the units. */
export function placesOf(segmentation: Segmentation, units: Units): Places {
  const position = positionsOf(units);
  const place = (segment: number): UnitPlace => {
    const { role } = segmentation.segments[segment];
    return { order: position.get(segment) as number, solo: SOLO.has(role), reluctance: RELUCTANCE.get(role) ?? 0 };
  };
  return { zh: units.zh.map(place), en: units.en.map(place) };
}

/** Position of each segment among the alignable ones of both languages. */
function positionsOf(units: Units): Map<number, number> {
  const position = new Map<number, number>();
  [...units.zh, ...units.en]
    .sort((a, b) => a - b)
    .forEach((segment, at) => {
      position.set(segment, at);
    });
  return position;
}

/** Bounds of what a document may teach about the zero of evidence, and where it starts. */
const SHIFT = { first: 0.1, low: -0.2, high: 0.15 };

/** Evidence for each word of a link before the document has told its own; bounds of what it may tell. */
const LINK = { first: 0.4, low: 0.1, high: 0.8 };

/** Cost of opening a gap before anything is known, and its growth with the log odds of having a counterpart. */
const GAP = { first: 1.5, growth: 0.6, low: 0.4, high: 2 };

/** Cost of a heading against body text, where headings have been seen to have counterparts that are headings. */
const HEADING = 3;

/** What the bare sequence of languages says of the layout, before any word is read. */
export function layoutPrior(places: Places, blankLines: boolean, oneText: boolean): LayoutStatistics {
  const sides = [...places.zh.map(({ order }) => [order, 0]), ...places.en.map(({ order }) => [order, 1])];
  sides.sort((a, b) => a[0] - b[0]);
  let turns = 0;
  for (let at = 1; at < sides.length; at++) if (sides[at][1] !== sides[at - 1][1]) turns++;
  const share = turns / Math.max(1, sides.length - 1);
  return {
    adjacent: oneText ? clamp(Math.log((share + 0.05) / (1.05 - share)) + 1, -0.5, 3) : 0,
    chineseFirst: 0,
    merge: blankLines ? 5 : 1.5,
    heading: HEADING,
    gap: GAP.first,
    shift: SHIFT.first,
    link: LINK.first,
    ratio: USUAL_RATIO,
  };
}

/** Reads ladders, chunk by chunk, and tells what they say of the layout. Counts are smoothed: few beads change little. */
export class LayoutLearner {
  private readonly ratios: number[] = [];
  private readonly links = { evidence: 0, words: 0 };
  private readonly chance = { evidence: 0, words: 0 };
  private beads = 0;
  private adjacent = 0;
  private chineseFirst = 0;
  private merged = 0;
  private readonly headings = { alike: 0, againstBody: 0 };
  private linked = 0;
  private lone = 0;

  constructor(
    private readonly before: LayoutStatistics,
    private readonly blankLines: boolean,
    private readonly oneText: boolean,
  ) {}

  read(beads: readonly Bead[], { bitext, evidence, places }: { bitext: Bitext; evidence: Evidence; places: Places }) {
    for (const { zh, en } of beads) {
      const orders = [...zh.map((i) => places.zh[i].order), ...en.map((j) => places.en[j].order)];
      if (Math.max(...orders) - Math.min(...orders) === orders.length - 1) {
        this.adjacent++;
        if (places.zh[zh[0]].order < places.en[en[0]].order) this.chineseFirst++;
      }
      if (orders.length > 2) this.merged++;
      else if (places.zh[zh[0]].solo && places.en[en[0]].solo) this.headings.alike++;
      else if (places.zh[zh[0]].solo || places.en[en[0]].solo) this.headings.againstBody++;
      const zhSize = zh.reduce((total, i) => total + bitext.zh[i].size, 0);
      const enSize = en.reduce((total, j) => total + bitext.en[j].size, 0);
      if (zhSize > 8) this.ratios.push(enSize / zhSize);
    }
    this.beads += beads.length;
    for (const side of ['zh', 'en'] as const) {
      const held = new Set(beads.flatMap((bead) => bead[side]));
      places[side].forEach(({ solo }, at) => {
        if (held.has(at)) this.linked++;
        else if (!solo) this.lone++;
      });
    }
    beads.forEach((bead, at) => {
      const far = beads[(at + (beads.length >> 1)) % beads.length];
      count(this.links, evidence, bead.zh, bead.en);
      if (far !== bead) count(this.chance, evidence, bead.zh, far.en);
    });
  }

  layout(): LayoutStatistics {
    const { before, beads } = this;
    const share = (this.adjacent + 1) / (beads + 2);
    const first = (this.chineseFirst + 1) / (this.adjacent + 2);
    const merges = (this.merged + 0.5 + (this.blankLines ? 0 : 1)) / (beads + 3);
    this.ratios.sort((a, b) => a - b);
    const shift = beads < 4 ? before.shift : this.shift();
    return {
      adjacent: this.oneText ? clamp(Math.log(share / (1 - share)) + 0.5, -1, 1.5) : 0,
      chineseFirst: this.oneText ? clamp(0.5 * Math.log(first / (1 - first)), -1, 1) : 0,
      merge: 0.5 * before.merge + 0.5 * clamp(1.5 * Math.log((1 - merges) / merges), 0.5, 7),
      heading: HEADING * (1 - this.headings.againstBody / (this.headings.alike + this.headings.againstBody + 2)),
      gap: clamp(GAP.growth * Math.log((this.linked + 1) / (this.lone + 1)), GAP.low, GAP.high),
      shift,
      link: beads < 4 ? before.link : clamp(this.perWord(this.links) + shift, LINK.low, LINK.high),
      ratio: this.ratios.length >= 5 ? clamp(this.ratios[this.ratios.length >> 1], 1.8, 4.5) : before.ratio,
    };
  }

  private perWord({ evidence, words }: { evidence: number; words: number }): number {
    return evidence / (words || 1) - this.before.shift;
  }

  /** Half-way between what links and what chance pairs have for each word. */
  private shift(): number {
    return clamp(-(this.perWord(this.links) + this.perWord(this.chance)) / 2, SHIFT.low, SHIFT.high);
  }
}

function count(
  into: { evidence: number; words: number },
  evidence: Evidence,
  zh: readonly number[],
  en: readonly number[],
): void {
  for (const j of en) {
    into.evidence += evidence.english(zh, j);
    into.words += evidence.enWords[j];
  }
  for (const i of zh) {
    into.evidence += evidence.chinese(i, en);
    into.words += evidence.zhWords[i];
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
