/**
 * Aligns an article in which both languages may stand anywhere: which paragraphs translate each other, and which of
 * their sentences.
 *
 * The steps: units → bitext → statistics → ladder → re-estimate → ladder → relocate → search for crossings → prune →
 * sentences. Each is a file beside this one.
 */
import { normalised } from '../hash';
import type { Lexicon } from '../lexicon/lexicon';
import type { Role, Side } from '../model';
import type { Segmentation } from '../segment/segments';
import { linkSentences, type SentenceBead } from './beadSentences';
import { type Bitext, mergeUnits, readBitext } from './bitext';
import { type Evidence, evidenceOf } from './evidence';
import { type Bead, bestLadder } from './ladder';
import { reestimate } from './reestimate';
import { prune, relocate, type SentenceRanges } from './relocate';
import { type Scorer, scorerOf, type UnitPlace } from './scorer';
import { searchCrossings } from './search';
import {
  backgroundOf,
  countWords,
  dictionaryRows,
  type LayoutStatistics,
  rowsUnder,
  type Statistics,
  USUAL_RATIO,
} from './statistics';

/** A paragraph-level bead: indexes of segments. */
export interface AlignedGroup {
  readonly zh: readonly number[];
  readonly en: readonly number[];
  /** Evidence in nats and the words that took part. */
  readonly evidence: number;
  readonly words: number;
}

/** What alignment found. */
export interface Alignment {
  readonly groups: readonly AlignedGroup[];
  /** Sentence links; indexes into the segmentation's sentences. */
  readonly links: readonly SentenceBead[];
  readonly statistics: Statistics;
}

const GAP = { open: 1.5, extend: 0.5 };
const SHAPES = { most: { zh: 4, en: 8 }, several: [] as const };
const ROUNDS = 2;

/** Segments of these roles never share a side of a bead with another. */
const SOLO: ReadonlySet<Role> = new Set(['heading', 'dateline', 'byline', 'credit', 'source', 'furniture', 'label']);
/** These seldom have a counterpart, whatever they look like. */
const RELUCTANT: ReadonlyMap<Role, number> = new Map([
  ['credit', 6],
  ['source', 6],
  ['furniture', 6],
]);

/** A paragraph that stands again within so many of its own language is a copy. */
const COPY_WITHIN = 5;
const COPY_LEAST: Readonly<Record<Side, number>> = { zh: 10, en: 28 };

/** Aligns in steps, so that a caller may stop between them. With `statistics` given nothing is learnt. */
export function* alignArticle(
  segmentation: Segmentation,
  lexicon: Lexicon,
  statistics?: Statistics,
): Generator<undefined, Alignment, undefined> {
  const units = unitsOf(segmentation);
  const sentenceText = (segments: readonly number[]) =>
    segments.flatMap((segment) =>
      segmentation.segments[segment].sentences.map((sentence) => {
        const { span } = segmentation.sentences[sentence];
        return segmentation.masked[span.source].slice(span.start, span.end);
      }),
    );
  const sentences = readBitext(sentenceText(units.zh), sentenceText(units.en), lexicon);
  yield;
  const ranges: SentenceRanges = { zh: rangesOf(segmentation, units.zh), en: rangesOf(segmentation, units.en) };
  const paragraphs = mergeUnits(sentences, ranges);
  const dictionary = dictionaryRows(sentences, lexicon);
  const places = placesOf(segmentation, units);
  const oneText = segmentation.layout !== 'pair';
  const given = statistics;
  let current: Statistics = given ?? {
    kind: 'statistics',
    ...countWords(sentences),
    learnt: new Map(),
    layout: layoutPrior(places, segmentation, oneText),
  };
  const background = backgroundOf(sentences, current, lexicon);
  let beads: Bead[] = [];
  let scorer: Scorer | undefined;
  if (units.zh.length && units.en.length) {
    for (let round = 0; round < ROUNDS; round++) {
      const rows = rowsUnder(current, dictionary, sentences);
      const evidence = evidenceOf(paragraphs, rows, background, current.layout.shift);
      yield;
      scorer = scorerOf({ bitext: paragraphs, evidence, ...places, layout: current.layout, oneText });
      beads = segmentation.rows.length ? rowBeads(segmentation, units) : bestLadder(scorer, GAP, SHAPES);
      yield;
      if (given) break;
      const layout = learnLayout({ beads, evidence, paragraphs, places, layout: current.layout, segmentation, oneText });
      const learnt = round + 1 < ROUNDS ? reestimate(paragraphs, rows, dictionary, beads) : current.learnt;
      current = { ...current, layout, learnt };
    }
  }
  if (!scorer) return { groups: [], links: [], statistics: current };
  const rows = rowsUnder(current, dictionary, sentences);
  const evidence: Evidence = evidenceOf(paragraphs, rows, background, current.layout.shift);
  scorer = scorerOf({ bitext: paragraphs, evidence, ...places, layout: current.layout, oneText });
  const bySentence = evidenceOf(sentences, rows, background);
  yield;
  if (!segmentation.rows.length) {
    const fixed = { zh: places.zh.map((place) => place.solo), en: places.en.map((place) => place.solo) };
    beads = relocate({ beads, ranges, evidence: bySentence, fixed, trustPairs: segmentation.blankLines });
    yield;
    beads = searchCrossings(scorer, beads);
    beads = prune(beads, ranges, bySentence);
    yield;
  }
  const groups = beads.map((bead): AlignedGroup => {
    const detail = (scorer as Scorer).detail(bead.zh, bead.en);
    return {
      zh: bead.zh.map((i) => units.zh[i]),
      en: bead.en.map((j) => units.en[j]),
      evidence: detail.evidence,
      words: detail.words,
    };
  });
  const links = linkAll({
    beads,
    segmentation,
    units,
    ranges,
    sentences,
    evidence: bySentence,
    ratio: current.layout.ratio,
  });
  return { groups, links, statistics: current };
}

/** Segments that take part, by side, in document order, copies left out. */
interface Units {
  readonly zh: readonly number[];
  readonly en: readonly number[];
}

function unitsOf(segmentation: Segmentation): Units {
  const all: Record<Side, number[]> = { zh: [], en: [] };
  segmentation.segments.forEach((segment, at) => {
    if (!segment.alignable) return;
    all[segmentation.sentences[segment.sentences[0]].side].push(at);
  });
  const copies = new Set<number>();
  const position = new Map<number, number>();
  [...all.zh, ...all.en]
    .sort((a, b) => a - b)
    .forEach((segment, at) => {
      position.set(segment, at);
    });
  const found: Record<Side, number[]> = { zh: [], en: [] };
  for (const side of ['zh', 'en'] as const) {
    const recent: string[] = [];
    for (const segment of all[side]) {
      const { span } = segmentation.segments[segment];
      const text = normalised(segmentation.masked[span.source].slice(span.start, span.end));
      if (recent.slice(-COPY_WITHIN).includes(text)) found[side].push(segment);
      recent.push(text);
    }
  }
  // A refrain repeats in both languages; a copy in one.
  for (const side of ['zh', 'en'] as const) {
    const other = side === 'zh' ? found.en : found.zh;
    for (const segment of found[side]) {
      const { span } = segmentation.segments[segment];
      if (span.end - span.start < COPY_LEAST[side]) continue;
      const at = position.get(segment) as number;
      if (!other.some((twin) => Math.abs((position.get(twin) as number) - at) <= 4)) copies.add(segment);
    }
  }
  return { zh: all.zh.filter((segment) => !copies.has(segment)), en: all.en.filter((segment) => !copies.has(segment)) };
}

/** Half-open ranges of sentence units for each paragraph. */
function rangesOf(segmentation: Segmentation, segments: readonly number[]): [number, number][] {
  let at = 0;
  return segments.map((segment) => {
    const from = at;
    at += segmentation.segments[segment].sentences.length;
    return [from, at];
  });
}

interface Places {
  readonly zh: readonly UnitPlace[];
  readonly en: readonly UnitPlace[];
}

function placesOf(segmentation: Segmentation, units: Units): Places {
  const order = new Map<number, number>();
  [...units.zh, ...units.en]
    .sort((a, b) => a - b)
    .forEach((segment, at) => {
      order.set(segment, at);
    });
  const place = (segment: number): UnitPlace => {
    const { role } = segmentation.segments[segment];
    return { order: order.get(segment) as number, solo: SOLO.has(role), reluctance: RELUCTANT.get(role) ?? 0 };
  };
  return { zh: units.zh.map(place), en: units.en.map(place) };
}

/** What the bare sequence of languages says of the layout, before any word is read. */
function layoutPrior(places: Places, segmentation: Segmentation, oneText: boolean): LayoutStatistics {
  const sides = [...places.zh.map(({ order }) => [order, 0]), ...places.en.map(({ order }) => [order, 1])];
  sides.sort((a, b) => a[0] - b[0]);
  let turns = 0;
  for (let at = 1; at < sides.length; at++) if (sides[at][1] !== sides[at - 1][1]) turns++;
  const share = turns / Math.max(1, sides.length - 1);
  return {
    adjacent: oneText ? clamp(Math.log((share + 0.05) / (1.05 - share)) + 1, -0.5, 3) : 0,
    chineseFirst: 0,
    merge: segmentation.blankLines ? 5 : 1.5,
    shift: SHIFT.first,
    ratio: USUAL_RATIO,
  };
}

interface LayoutInput {
  readonly beads: readonly Bead[];
  readonly evidence: Evidence;
  readonly paragraphs: Bitext;
  readonly places: Places;
  readonly layout: LayoutStatistics;
  readonly segmentation: Segmentation;
  readonly oneText: boolean;
}

/** What a first ladder says of the layout. Counts are smoothed, so that a short article changes little. */
function learnLayout({ beads, evidence, paragraphs, places, layout, segmentation, oneText }: LayoutInput): LayoutStatistics {
  let adjacent = 0;
  let chineseFirst = 0;
  let merged = 0;
  const ratios: number[] = [];
  for (const { zh, en } of beads) {
    const orders = [...zh.map((i) => places.zh[i].order), ...en.map((j) => places.en[j].order)];
    if (Math.max(...orders) - Math.min(...orders) === orders.length - 1) {
      adjacent++;
      if (places.zh[zh[0]].order < places.en[en[0]].order) chineseFirst++;
    }
    if (orders.length > 2) merged++;
    const zhSize = zh.reduce((total, i) => total + paragraphs.zh[i].size, 0);
    const enSize = en.reduce((total, j) => total + paragraphs.en[j].size, 0);
    if (zhSize > 8) ratios.push(enSize / zhSize);
  }
  ratios.sort((a, b) => a - b);
  const share = (adjacent + 1) / (beads.length + 2);
  const first = (chineseFirst + 1) / (adjacent + 2);
  const merges = (merged + 0.5 + (segmentation.blankLines ? 0 : 1)) / (beads.length + 3);
  return {
    adjacent: oneText ? clamp(Math.log(share / (1 - share)) + 0.5, -1, 3) : 0,
    chineseFirst: oneText ? clamp(0.5 * Math.log(first / (1 - first)), -2, 2) : 0,
    merge: 0.5 * layout.merge + 0.5 * clamp(1.5 * Math.log((1 - merges) / merges), 0.5, 7),
    shift: learnShift(beads, evidence, layout.shift),
    ratio: ratios.length >= 5 ? clamp(ratios[ratios.length >> 1], 1.8, 4.5) : layout.ratio,
  };
}

/** Before anything is known; bounds of what a document may teach. */
const SHIFT = { first: 0.1, low: -0.12, high: 0.15 };

/** Half-way between what links and what chance pairs have for each word. */
function learnShift(beads: readonly Bead[], evidence: Evidence, shift: number): number {
  const perWord = (pairs: readonly (readonly [Bead, Bead])[]): number => {
    let total = 0;
    let words = 0;
    for (const [{ zh }, { en }] of pairs) {
      for (const j of en) total += evidence.english(zh, j);
      for (const i of zh) total += evidence.chinese(i, en);
      for (const j of en) words += evidence.enWords[j];
      for (const i of zh) words += evidence.zhWords[i];
    }
    return total / (words || 1) - shift;
  };
  if (beads.length < 4) return shift;
  const links = perWord(beads.map((bead) => [bead, bead]));
  const chance = perWord(beads.map((bead, at) => [bead, beads[(at + (beads.length >> 1)) % beads.length]]));
  return clamp(-(links + chance) / 2, SHIFT.low, SHIFT.high);
}

/** Rows of a table are beads by form. */
function rowBeads(segmentation: Segmentation, units: Units): Bead[] {
  const zh = new Map(units.zh.map((segment, i) => [segment, i]));
  const en = new Map(units.en.map((segment, j) => [segment, j]));
  return segmentation.rows.flatMap((row) => {
    const bead = {
      zh: row.flatMap((segment) => zh.get(segment) ?? []),
      en: row.flatMap((segment) => en.get(segment) ?? []),
    };
    return bead.zh.length && bead.en.length ? [bead] : [];
  });
}

interface LinkInput {
  readonly beads: readonly Bead[];
  readonly segmentation: Segmentation;
  readonly units: Units;
  readonly ranges: SentenceRanges;
  readonly sentences: Bitext;
  readonly evidence: Evidence;
  readonly ratio: number;
}

function linkAll({ beads, segmentation, units, ranges, sentences, evidence, ratio }: LinkInput): SentenceBead[] {
  const numbers = (side: Side) => units[side].flatMap((segment) => segmentation.segments[segment].sentences);
  const zhNumbers = numbers('zh');
  const enNumbers = numbers('en');
  const list = ([from, to]: readonly [number, number]) => Array.from({ length: to - from }, (_, at) => from + at);
  return beads.flatMap((bead) =>
    linkSentences(
      { bitext: sentences, evidence, ratio },
      bead.zh.map((i) => list(ranges.zh[i])),
      bead.en.map((j) => list(ranges.en[j])),
    ).map((link) => ({
      ...link,
      zh: link.zh.map((i) => zhNumbers[i]),
      en: link.en.map((j) => enNumbers[j]),
    })),
  );
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
