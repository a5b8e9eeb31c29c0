/**
 * Aligns an article in which both languages may stand anywhere: which paragraphs translate each other, and which of
 * their sentences.
 *
 * The steps: units → bitext → learn (ladder → layout, re-estimated words; twice) → ladder → relocate → search for
 * crossings → prune → settle → sentences. Each is a file beside this one. Learning ends in {@link Statistics}; what follows
 * depends on the text and on them alone, chunk by chunk: a chunk that an edit leaves as it was need not be done again.
 */
import type { Lexicon } from '../lexicon/lexicon';
import type { Side } from '../model';
import type { Segmentation } from '../segment/segments';
import { linkSentences, type SentenceBead } from './beadSentences';
import { type Bitext, mergeUnits, type ReadingRequest, type ReadSentences, readBitextInSteps } from './bitext';
import { type Chunk, cutBitext, sliceBitext } from './chunks';
import { EVIDENCE_CELLS, type Evidence, evidenceCells, evidenceOf } from './evidence';
import { type Bead, bestLadder } from './ladder';
import { LayoutLearner, layoutPrior, type Places, placesOf, type Units, unitsOf } from './layout';
import { reestimate } from './reestimate';
import { prune, relocate } from './relocate';
import { ratiosOf } from './runs';
import { type Scorer, scorerOf } from './scorer';
import { likelyPartners, searchBeads } from './search';
import { judgeBeads, settle } from './settle';
import { backgroundOf, countWords, dictionaryRows, type Rows, rowsUnder, type Statistics } from './statistics';

/** A paragraph-level bead: indexes of segments. */
export interface AlignedGroup {
  readonly zh: readonly number[];
  readonly en: readonly number[];
  /** Evidence in nats and the words that took part. */
  readonly evidence: number;
  readonly words: number;
  /** What tells how sure it is, in the order of `GROUP_SIGNS`. */
  readonly signs: readonly number[];
}

/** What alignment found. */
export interface Alignment {
  readonly groups: readonly AlignedGroup[];
  /** Sentence links; indexes into the segmentation's sentences. */
  readonly links: readonly SentenceBead[];
  readonly statistics: Statistics;
  /** What a later version of the text can use again; for {@link alignArticle} alone. */
  readonly parts: AlignedParts;
}

/** The parts of an alignment that depend on nothing but the statistics and their own text. */
export interface AlignedParts {
  readonly lexicon: Lexicon;
  readonly sentences: ReadSentences;
  /** Links of each chunk, by all that they depend on. */
  readonly chunks: ReadonlyMap<string, ChunkLinks>;
}

/** Links of a chunk: its units and its sentences are counted from its own start. */
interface ChunkLinks {
  readonly groups: readonly AlignedGroup[];
  readonly links: readonly SentenceBead[];
}

/** What is known before. */
export interface AlignmentContext {
  /** With statistics given nothing is learnt. */
  readonly statistics?: Statistics | undefined;
  /** The alignment of another version of the text: what it shares with this one under the same statistics is reused. */
  readonly previous?: Alignment | undefined;
  /** They hold for the links; what is learnt, is learnt from the text alone. */
  readonly constraints?: Constraints | undefined;
  /** Keeps groups that are likelier apart than together, for training: it learns the difference from them. */
  readonly everyGroup?: boolean | undefined;
}

/** What people decided of the links, as indexes of segments. */
export interface Constraints {
  /** Groups that stand as they are; the others are found around them. Each segment is in at most one. */
  readonly fixed: readonly { readonly zh: readonly number[]; readonly en: readonly number[] }[];
  /** Segments that are in no group. */
  readonly alone: ReadonlySet<number>;
  /** Segments that are not in one group. */
  readonly apart: readonly (readonly [zh: number, en: number])[];
}

/** Cost of each unit in a gap. */
const EXTEND = 0.5;
const SHAPES = { most: { zh: 4, en: 8 }, several: [] };
const ROUNDS = 1;

/** Everything about the article that no learning changes. */
interface Prepared {
  readonly segmentation: Segmentation;
  readonly lexicon: Lexicon;
  readonly units: Units;
  readonly places: Places;
  /** Masked sentences. */
  readonly texts: Readonly<Record<Side, readonly string[]>>;
  readonly sentences: Bitext;
  readonly paragraphs: Bitext;
  /** Half-open ranges of sentence units for each paragraph unit. */
  readonly ranges: Readonly<Record<Side, readonly (readonly [number, number])[]>>;
  readonly dictionary: Rows;
  /** Beads that the form of the text gives: rows of a table. */
  readonly formal: readonly Bead[];
  /** Units that must not be in one bead. */
  readonly apart: readonly (readonly [zh: number, en: number])[];
  readonly oneText: boolean;
  readonly everyGroup: boolean;
}

/** Aligns in steps, so that a caller may stop between them. The result does not depend on `previous`, only the time. */
export function* alignArticle(
  segmentation: Segmentation,
  lexicon: Lexicon,
  { statistics, previous, constraints, everyGroup = false }: AlignmentContext = {},
): Generator<undefined, Alignment, undefined> {
  const usable = statistics && previous?.statistics === statistics && previous.parts.lexicon === lexicon;
  const earlier = usable ? previous.parts : undefined;
  const known = { terms: statistics?.terms, earlier: earlier?.sentences };
  const prepared = { ...(yield* prepare(segmentation, lexicon, known)), everyGroup };
  yield;
  const learnt = statistics ?? (yield* learn(prepared));
  if (!constraints) return yield* alignUnder(prepared, learnt, earlier);
  const { fixed, alone, apart } = constraints;
  const held = new Set([...alone, ...fixed.flatMap(({ zh, en }) => [...zh, ...en])]);
  const { units } = prepared;
  const without = { zh: units.zh.filter((at) => !held.has(at)), en: units.en.filter((at) => !held.has(at)) };
  const read = { terms: learnt.terms, earlier: parts(prepared, new Map()).sentences };
  const open = yield* prepare(segmentation, lexicon, read, without);
  const pairs = unitPairs(open.units, apart);
  const formalOpen = open.formal.filter((bead) => !breaks(bead, pairs));
  const free = yield* alignUnder({ ...open, formal: formalOpen, apart: pairs, everyGroup }, learnt, earlier);
  if (!fixed.length) return free;
  const inOrder = { zh: fixed.flatMap(({ zh }) => zh), en: fixed.flatMap(({ en }) => en) };
  const given = yield* prepare(segmentation, lexicon, read, inOrder);
  const formal = unitBeads(given.units, fixed);
  const theirs = yield* alignUnder({ ...given, formal, everyGroup }, learnt, earlier);
  const chunks = new Map([...free.parts.chunks, ...theirs.parts.chunks]);
  return {
    groups: [...free.groups, ...theirs.groups],
    links: [...free.links, ...theirs.links],
    statistics: learnt,
    parts: parts(prepared, chunks),
  };
}

function parts({ lexicon, texts, sentences }: Prepared, chunks: AlignedParts['chunks']): AlignedParts {
  return { lexicon, sentences: { ...texts, bitext: sentences }, chunks };
}

/** Does a bead hold two units that must be apart? */
function breaks({ zh, en }: Bead, apart: Prepared['apart']): boolean {
  return apart.some(([i, j]) => zh.includes(i) && en.includes(j));
}

/** Groups of segments as beads of units; units are in the order of the groups. */
function unitBeads(units: Units, groups: Constraints['fixed']): Bead[] {
  const at = { zh: new Map(units.zh.map((each, i) => [each, i])), en: new Map(units.en.map((each, j) => [each, j])) };
  return groups.map(({ zh, en }) => ({
    zh: zh.map((each) => at.zh.get(each) as number),
    en: en.map((each) => at.en.get(each) as number),
  }));
}

/** Pairs of segments as pairs of units; what is no unit is left out. */
function unitPairs(units: Units, pairs: Constraints['apart']): readonly (readonly [number, number])[] {
  const at = { zh: new Map(units.zh.map((each, i) => [each, i])), en: new Map(units.en.map((each, j) => [each, j])) };
  return pairs.flatMap(([zh, en]) => {
    const [i, j] = [at.zh.get(zh), at.en.get(en)];
    return i === undefined || j === undefined ? [] : [[i, j] as const];
  });
}

function* prepare(
  segmentation: Segmentation,
  lexicon: Lexicon,
  known: Pick<ReadingRequest, 'terms' | 'earlier'>,
  units = unitsOf(segmentation),
): Generator<undefined, Omit<Prepared, 'everyGroup'>, undefined> {
  const textsOf = (side: Side) =>
    units[side].flatMap((segment) =>
      segmentation.segments[segment].sentences.map((sentence) => {
        const { span } = segmentation.sentences[sentence];
        return segmentation.masked[span.source].slice(span.start, span.end);
      }),
    );
  const rangesOf = (side: Side) => {
    let at = 0;
    return units[side].map((segment) => {
      const from = at;
      at += segmentation.segments[segment].sentences.length;
      return [from, at] as const;
    });
  };
  const texts = { zh: textsOf('zh'), en: textsOf('en') };
  const sentences = yield* readBitextInSteps({ ...texts, lexicon, ...known });
  const ranges = { zh: rangesOf('zh'), en: rangesOf('en') };
  return {
    segmentation,
    lexicon,
    units,
    places: placesOf(segmentation, units),
    texts,
    sentences,
    paragraphs: mergeUnits(sentences, ranges),
    ranges,
    dictionary: dictionaryRows(sentences, lexicon),
    formal: rowBeads(segmentation, units),
    apart: [],
    oneText: segmentation.layout !== 'pair',
  };
}

/** Rows, background and chunks of the paragraphs under one state of the statistics. */
function readUnder(prepared: Prepared, statistics: Statistics) {
  const { paragraphs, dictionary, lexicon } = prepared;
  const rows = rowsUnder(statistics, dictionary, paragraphs);
  const background = backgroundOf(paragraphs, statistics, lexicon);
  const chunks = prepared.formal.length ? formalChunks(prepared) : cutBitext(paragraphs, rows, background);
  const usable = chunks.filter(({ zh, en }) => zh[1] > zh[0] && en[1] > en[0]);
  return { rows, background, ratios: ratiosOf(rows, background), chunks: usable };
}

type Reading = ReturnType<typeof readUnder>;

function scorerFor(prepared: Prepared, reading: Reading, statistics: Statistics, chunk: Chunk): Scorer {
  const bitext = sliceBitext(prepared.paragraphs, chunk);
  const [zhFrom, enFrom] = [chunk.zh[0], chunk.en[0]];
  return scorerOf({
    apart: prepared.apart
      .filter(([i, j]) => i >= zhFrom && i < chunk.zh[1] && j >= enFrom && j < chunk.en[1])
      .map(([i, j]) => [i - zhFrom, j - enFrom]),
    bitext,
    evidence: evidenceOf(bitext, reading.rows, reading.ratios, statistics.layout.shift),
    zh: prepared.places.zh.slice(...chunk.zh),
    en: prepared.places.en.slice(...chunk.en),
    layout: statistics.layout,
    oneText: prepared.oneText,
  });
}

function ladderFor(prepared: Prepared, scorer: Scorer, chunk: Chunk): Bead[] {
  if (!prepared.formal.length) return bestLadder(scorer, { open: scorer.input.layout.gap, extend: EXTEND }, SHAPES);
  return formalBeads(prepared.formal, chunk);
}

/** Beads by form in a chunk, counted from its start. */
function formalBeads(formal: readonly Bead[], chunk: Chunk): Bead[] {
  return formal
    .filter(({ zh, en }) => zh[0] >= chunk.zh[0] && zh[0] < chunk.zh[1] && en[0] >= chunk.en[0] && en[0] < chunk.en[1])
    .map((bead) => moved(bead, chunk, -1));
}

/** The document teaches how it is laid out and what its words mean. */
function* learn(prepared: Prepared): Generator<undefined, Statistics, undefined> {
  const { segmentation, places, paragraphs, oneText } = prepared;
  let statistics: Statistics = {
    kind: 'statistics',
    ...countWords(prepared.sentences),
    learnt: new Map(),
    layout: layoutPrior(places, segmentation.blankLines, oneText),
  };
  for (let round = 0; round < ROUNDS; round++) {
    const reading = readUnder(prepared, statistics);
    const learner = new LayoutLearner(statistics.layout, segmentation.blankLines, oneText);
    const beads: Bead[] = [];
    for (const chunk of reading.chunks) {
      const scorer = scorerFor(prepared, reading, statistics, chunk);
      yield;
      const found = ladderFor(prepared, scorer, chunk);
      const { bitext, evidence, zh, en } = scorer.input;
      learner.read(found, { bitext, evidence, places: { zh, en } });
      for (const bead of found) beads.push(moved(bead, chunk, 1));
      yield;
    }
    const learnt = reestimate(paragraphs, reading.rows, prepared.dictionary, beads);
    statistics = { ...statistics, learnt, layout: learner.layout() };
    yield;
  }
  return statistics;
}

/** The links under given statistics. */
function* alignUnder(
  prepared: Prepared,
  statistics: Statistics,
  earlier: AlignedParts | undefined,
): Generator<undefined, Alignment, undefined> {
  const { units, segmentation, ranges } = prepared;
  const reading = readUnder(prepared, statistics);
  const numbers = (side: Side) => units[side].flatMap((segment) => segmentation.segments[segment].sentences);
  const sentenceNumbers = { zh: numbers('zh'), en: numbers('en') };
  const groups: AlignedGroup[] = [];
  const links: SentenceBead[] = [];
  const chunks = new Map<string, ChunkLinks>();
  for (const chunk of reading.chunks) {
    const key = chunkKey(prepared, chunk);
    const found =
      chunks.get(key) ?? earlier?.chunks.get(key) ?? (yield* alignChunk(prepared, reading, statistics, chunk));
    chunks.set(key, found);
    for (const group of found.groups) {
      const { zh, en } = moved(group, chunk, 1);
      groups.push({ ...group, zh: zh.map((i) => units.zh[i]), en: en.map((j) => units.en[j]) });
    }
    const [zhFrom, enFrom] = [ranges.zh[chunk.zh[0]][0], ranges.en[chunk.en[0]][0]];
    for (const link of found.links) {
      links.push({
        ...link,
        zh: link.zh.map((i) => sentenceNumbers.zh[zhFrom + i]),
        en: link.en.map((j) => sentenceNumbers.en[enFrom + j]),
      });
    }
  }
  return { groups, links, statistics, parts: parts(prepared, chunks) };
}

/**
 * All that the links of a chunk depend on besides the statistics: its sentences, where its paragraphs stand to each
 * other, and what holds for the whole text.
 */
function chunkKey(prepared: Prepared, chunk: Chunk): string {
  const { texts, ranges, places, segmentation, formal, apart, oneText, everyGroup } = prepared;
  const from = Math.min(places.zh[chunk.zh[0]].order, places.en[chunk.en[0]].order);
  const side = (of: Side) => {
    const content: unknown[] = [];
    for (let unit = chunk[of][0]; unit < chunk[of][1]; unit++) {
      const { order, solo, reluctance } = places[of][unit];
      content.push([order - from, solo, reluctance, texts[of].slice(...ranges[of][unit])]);
    }
    return content;
  };
  const beads = formal.length ? formalBeads(formal, chunk) : undefined;
  const separate = apart
    .map(([i, j]) => [i - chunk.zh[0], j - chunk.en[0]])
    .filter(([i, j]) => i >= 0 && j >= 0 && i < chunk.zh[1] - chunk.zh[0] && j < chunk.en[1] - chunk.en[0]);
  return JSON.stringify([segmentation.blankLines, oneText, everyGroup, beads, separate, side('zh'), side('en')]);
}

/** The links of a chunk; what they depend on is all in {@link chunkKey}. */
function* alignChunk(
  prepared: Prepared,
  reading: Reading,
  statistics: Statistics,
  chunk: Chunk,
): Generator<undefined, ChunkLinks, undefined> {
  const { segmentation, sentences } = prepared;
  const scorer = scorerFor(prepared, reading, statistics, chunk);
  yield;
  let beads = ladderFor(prepared, scorer, chunk);
  yield;
  const zhFrom = prepared.ranges.zh[chunk.zh[0]][0];
  const enFrom = prepared.ranges.en[chunk.en[0]][0];
  const within = (side: Side, from: number) =>
    prepared.ranges[side].slice(...chunk[side]).map(([a, b]) => [a - from, b - from] as const);
  const ranges = { zh: within('zh', zhFrom), en: within('en', enFrom) };
  const part = sliceBitext(sentences, {
    zh: [zhFrom, zhFrom + ranges.zh[ranges.zh.length - 1][1]],
    en: [enFrom, enFrom + ranges.en[ranges.en.length - 1][1]],
  });
  const bySentence =
    evidenceCells(part.zh, part.en) <= EVIDENCE_CELLS ? evidenceOf(part, reading.rows, reading.ratios) : undefined;
  yield;
  const partners = likelyPartners(scorer);
  if (!prepared.formal.length) {
    if (bySentence) beads = relocate({ beads, ranges, evidence: bySentence, ...relocation(scorer, segmentation) });
    yield;
    beads = searchBeads(scorer, beads, partners);
    if (bySentence) beads = prune(beads, ranges, bySentence);
    beads = beads.filter((bead) => !breaks(bead, scorer.input.apart ?? []));
    yield;
  }
  const groups: AlignedGroup[] = [];
  const links: SentenceBead[] = [];
  const asFound = prepared.everyGroup || prepared.formal.length > 0;
  const judged = judgeBeads(scorer, beads, partners);
  for (const { signs, odds, ...bead } of asFound ? judged : settle(scorer, judged, partners)) {
    const { evidence, words } = scorer.detail(bead.zh, bead.en);
    groups.push({ ...bead, evidence, words, signs });
    const own = linkBead({ bead, ranges, part, bySentence, reading, ratio: statistics.layout.ratio });
    for (const link of own) links.push({ ...link, signs: [...link.signs, odds] });
  }
  yield;
  return { groups, links };
}

function relocation(scorer: Scorer, segmentation: Segmentation) {
  return {
    fixed: { zh: scorer.input.zh.map(({ solo }) => solo), en: scorer.input.en.map(({ solo }) => solo) },
    trustPairs: segmentation.blankLines,
  };
}

interface LinkInput {
  readonly bead: Bead;
  readonly ranges: Readonly<Record<Side, readonly (readonly [number, number])[]>>;
  readonly part: Bitext;
  readonly bySentence: Evidence | undefined;
  readonly reading: Reading;
  readonly ratio: number;
}

/** Sentence links of one bead. Where the chunk was too large for evidence between all sentences, the bead has its own. */
function linkBead({ bead, ranges, part, bySentence, reading, ratio }: LinkInput): SentenceBead[] {
  const lists = (units: readonly number[], side: Side) =>
    units.map((unit) => {
      const [from, to] = ranges[side][unit];
      return Array.from({ length: to - from }, (_, at) => from + at);
    });
  const zh = lists(bead.zh, 'zh');
  const en = lists(bead.en, 'en');
  if (bySentence) return linkSentences({ bitext: part, evidence: bySentence, ratio }, zh, en);
  const [zhAll, enAll] = [zh.flat(), en.flat()];
  const own: Bitext = { ...part, zh: zhAll.map((i) => part.zh[i]), en: enAll.map((j) => part.en[j]) };
  return cutBitext(own, reading.rows, reading.background).flatMap((chunk) => {
    const slice = sliceBitext(own, chunk);
    if (!slice.zh.length || !slice.en.length || evidenceCells(slice.zh, slice.en) > EVIDENCE_CELLS) return [];
    const evidence = evidenceOf(slice, reading.rows, reading.ratios);
    const all = (units: readonly unknown[]) => [units.map((_, at) => at)];
    return linkSentences({ bitext: slice, evidence, ratio }, all(slice.zh), all(slice.en)).map((link) => ({
      ...link,
      zh: link.zh.map((i) => zhAll[chunk.zh[0] + i]),
      en: link.en.map((j) => enAll[chunk.en[0] + j]),
    }));
  });
}

/** A bead counted from the start of its chunk (−1), or of the whole (1). */
function moved(bead: Bead, { zh, en }: Chunk, sign: 1 | -1): Bead {
  return { zh: bead.zh.map((i) => i + sign * zh[0]), en: bead.en.map((j) => j + sign * en[0]) };
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

/** Beads by form are cut by their number: nothing in one row belongs to another. */
const FORMAL_CHUNK = 60;

function formalChunks({ formal, units }: Prepared): Chunk[] {
  const chunks: Chunk[] = [];
  for (let from = 0; from < formal.length; from += FORMAL_CHUNK) {
    const first = formal[from];
    const next = formal[from + FORMAL_CHUNK];
    chunks.push({
      zh: [from ? first.zh[0] : 0, next ? next.zh[0] : units.zh.length],
      en: [from ? first.en[0] : 0, next ? next.en[0] : units.en.length],
    });
  }
  return chunks;
}
