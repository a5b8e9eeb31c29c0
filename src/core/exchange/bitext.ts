/**
 * An article as pairs of texts: what every format is written from. Nothing is left out that can be aligned; what has no
 * counterpart is a unit with one side.
 */
import { otherSide } from '../language';
import type { Article, Finding, Group, Message, ReviewComment, Role, Severity, Side, SourceIndex } from '../model';
import { coverage, groupOf, segmentAt, segmentText, sentenceAt, sideOf } from '../query';
import { lineAt, type SourceText } from '../text';

/** Puts words to a message; see `wording` of src/messages. */
export type Words = (message: Message) => string;

/** What is one unit: a group of paragraphs, or a link of sentences. */
export type Level = 'paragraph' | 'sentence';

/** One side of a unit. */
export interface Passage {
  /** As it stands in the file, with its markup. Paragraphs that are not one are joined by a line end. */
  readonly text: string;
  /** 1-based lines on which its paragraphs or sentences start, each once, ascending. */
  readonly lines: readonly number[];
  /** 1-based place among all passages of this side in the order of the text. */
  readonly order: number;
}

/** A finding that concerns a unit. */
export interface UnitFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly side: Side;
  readonly message: Message;
  /** The stretch that it is about. */
  readonly quote: string;
  /** 1-based. */
  readonly line: number;
}

/** A conversation about one side of a unit. */
export interface UnitThread {
  readonly side: Side;
  readonly comments: readonly ReviewComment[];
  readonly resolved: boolean;
}

/** A pair of passages, or a passage without counterpart. One side at least is there. */
export interface Unit {
  /** Stable like a segment's; unique in the bitext; letters, digits, `.` and `-`. */
  readonly id: string;
  readonly zh: Passage | undefined;
  readonly en: Passage | undefined;
  /** Probability that the pair is right, 0..1; undefined without a pair. */
  readonly score: number | undefined;
  readonly kind: Group['kind'] | 'unlinked';
  /** What its first paragraph is for. */
  readonly role: Role;
  readonly review: Group['review'];
  readonly remark: string;
  readonly findings: readonly UnitFinding[];
  readonly threads: readonly UnitThread[];
  /** Units of one paragraph group have the same number. */
  readonly paragraph: number;
}

/** One article, or two aligned texts, for handing over. */
export interface Bitext {
  /** Of the file or files; for people. */
  readonly name: string;
  /** The original; undefined when that is not known. */
  readonly source: Side | undefined;
  readonly level: Level;
  /** In the order of the original (else of the Chinese); what only the other side has follows what it stands behind there. */
  readonly units: readonly Unit[];
  /** Findings and conversations about what is in no unit: code, markup, paragraphs that are gone. */
  readonly loose: { readonly findings: readonly UnitFinding[]; readonly threads: readonly UnitThread[] };
  /** How many of the paragraphs that need a counterpart have one; undefined for two aligned texts. */
  readonly coverage: { readonly linked: number; readonly needed: number } | undefined;
}

/** What a writer gives. */
export interface Written {
  readonly text: string;
  /** What the format could not hold, or holds in another form. Empty when nothing was lost. */
  readonly losses: readonly Message[];
}

/** A unit before the places of its sides are known. */
interface Draft extends Omit<Unit, 'zh' | 'en' | 'findings' | 'threads'> {
  readonly zh: Place | undefined;
  readonly en: Place | undefined;
  readonly findings: UnitFinding[];
  readonly threads: UnitThread[];
}

/** A passage and where it begins. */
interface Place {
  readonly text: string;
  readonly lines: readonly number[];
  readonly source: SourceIndex;
  readonly start: number;
}

/** The pairs of an article. An article that is not recognised has none. */
export function handOver(article: Article, { name, level = 'paragraph' }: { name: string; level?: Level }): Bitext {
  const drafts = level === 'paragraph' ? paragraphDrafts(article) : sentenceDrafts(article);
  const loose: Bitext['loose'] & { findings: UnitFinding[]; threads: UnitThread[] } = { findings: [], threads: [] };
  for (const finding of article.findings) {
    const { source, start } = finding.span;
    const owner =
      drafts.bySentence(sentenceAt(article, source, start)) ?? drafts.bySegment(segmentAt(article, source, start));
    const told = unitFinding(article, finding);
    // What is said of the whole passage needs no quotation of it.
    const whole = owner?.[finding.side]?.text === told.quote;
    (owner ?? loose).findings.push(whole ? { ...told, quote: '' } : told);
  }
  for (const { side, segment, comments, resolved } of article.threads) {
    const owner = segment === undefined ? undefined : drafts.bySegment(segment);
    (owner ?? loose).threads.push({ side, comments, resolved });
  }
  return {
    name,
    source: article.source,
    level,
    units: unitsOf(ordered(drafts.units, article.source ?? 'zh')),
    loose,
    coverage: coverage(article),
  };
}

/** Two texts and the beads between their sentences, as `alignTexts` gives them. */
export interface AlignedTexts {
  readonly name: string;
  readonly zh: readonly AlignedSentence[];
  readonly en: readonly AlignedSentence[];
  readonly beads: readonly { readonly zh: readonly number[]; readonly en: readonly number[]; readonly score: number }[];
}

/** A sentence of one of two texts; it may be empty. */
export interface AlignedSentence {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

/** The beads of two aligned texts as a bitext, in the order of the beads; those without any text are left out. */
export function handOverTexts({ name, zh, en, beads }: AlignedTexts): Bitext {
  const place = (sentences: readonly AlignedSentence[], own: readonly number[], side: Side): Place | undefined => {
    const full = own.filter((at) => sentences[at].text !== '');
    if (!full.length) return undefined;
    return {
      text: full.map((at) => sentences[at].text).join(BETWEEN[side]),
      lines: unique(full.map((at) => sentences[at].line)),
      source: side === 'zh' ? 0 : 1,
      start: full[0],
    };
  };
  const units = beads.map((bead, at): Draft => {
    const sides = { zh: place(zh, bead.zh, 'zh'), en: place(en, bead.en, 'en') };
    const linked = sides.zh !== undefined && sides.en !== undefined;
    return {
      id: `b${at + 1}`,
      ...sides,
      score: linked ? bead.score : undefined,
      kind: linked ? 'translation' : 'unlinked',
      role: 'body',
      review: null,
      remark: '',
      findings: [],
      threads: [],
      paragraph: at,
    };
  });
  return {
    name,
    source: undefined,
    level: 'sentence',
    units: unitsOf(units.filter((unit) => unit.zh ?? unit.en)),
    loose: { findings: [], threads: [] },
    coverage: undefined,
  };
}

/** What stands between sentences of one language where the text itself does not tell. */
const BETWEEN: Readonly<Record<Side, string>> = { zh: '', en: ' ' };

interface Drafts {
  readonly units: readonly Draft[];
  bySegment(segment: number): Draft | undefined;
  bySentence(sentence: number): Draft | undefined;
}

function paragraphDrafts(article: Article): Drafts {
  const owners = new Map<number, Draft>();
  const units: Draft[] = [];
  const add = (draft: Draft, segments: readonly number[]) => {
    units.push(draft);
    for (const at of segments) owners.set(at, draft);
  };
  for (const group of article.groups) {
    add(
      {
        id: group.id,
        zh: segmentsPlace(article, group.zh),
        en: segmentsPlace(article, group.en),
        score: group.score,
        kind: group.kind,
        role: article.segments[group.zh[0]].role,
        review: group.review,
        remark: group.remark,
        findings: [],
        threads: [],
        paragraph: group.number,
      },
      [...group.zh, ...group.en],
    );
  }
  article.segments.forEach((segment, at) => {
    if (owners.has(at) || !segment.alignable) return;
    const place = segmentsPlace(article, [at]);
    add(unlinked(segment.id, sideOf(article, at) ?? 'zh', place, { role: segment.role, paragraph: -1 - at }), [at]);
  });
  return { units, bySegment: (at) => owners.get(at), bySentence: () => undefined };
}

function sentenceDrafts(article: Article): Drafts {
  const owners = new Map<number, Draft>();
  const units: Draft[] = [];
  const add = (draft: Draft, sentences: readonly number[]) => {
    units.push(draft);
    for (const at of sentences) owners.set(at, draft);
  };
  const id = (at: number) => {
    const { segment } = article.sentences[at];
    return `${article.segments[segment].id}-${at - article.segments[segment].sentences[0] + 1}`;
  };
  const paragraph = (at: number) => {
    const { segment } = article.sentences[at];
    return groupOf(article, segment)?.number ?? -1 - segment;
  };
  for (const link of article.links) {
    const { segment } = article.sentences[link.zh[0]];
    const group = groupOf(article, segment);
    add(
      {
        id: id(link.zh[0]),
        zh: sentencesPlace(article, link.zh, 'zh'),
        en: sentencesPlace(article, link.en, 'en'),
        score: link.score,
        kind: group?.kind ?? 'translation',
        role: article.segments[segment].role,
        review: group?.review ?? null,
        remark: group?.remark ?? '',
        findings: [],
        threads: [],
        paragraph: paragraph(link.zh[0]),
      },
      [...link.zh, ...link.en],
    );
  }
  article.sentences.forEach(({ side, segment }, at) => {
    if (owners.has(at)) return;
    const place = sentencesPlace(article, [at], side);
    const { role } = article.segments[segment];
    add(unlinked(id(at), side, place, { role, paragraph: paragraph(at) }), [at]);
  });
  return {
    units,
    bySegment: (at) => owners.get(article.segments[at]?.sentences[0] ?? -1),
    bySentence: (at) => owners.get(at),
  };
}

function unlinked(id: string, side: Side, place: Place, rest: Pick<Draft, 'role' | 'paragraph'>): Draft {
  const sides = { zh: side === 'zh' ? place : undefined, en: side === 'en' ? place : undefined };
  return {
    id,
    ...sides,
    score: undefined,
    kind: 'unlinked',
    review: null,
    remark: '',
    findings: [],
    threads: [],
    ...rest,
  };
}

function segmentsPlace(article: Article, segments: readonly number[]): Place {
  const { source, start } = article.segments[segments[0]].span;
  return {
    text: segments.map((at) => segmentText(article, at)).join('\n'),
    lines: unique(segments.map((at) => lineOf(article.sources, article.segments[at].span))),
    source,
    start,
  };
}

function sentencesPlace(article: Article, sentences: readonly number[], side: Side): Place {
  const { source, start } = article.sentences[sentences[0]].span;
  let text = '';
  sentences.forEach((at, place) => {
    const { span, segment } = article.sentences[at];
    const words = article.sources[span.source].text;
    const before = article.sentences[sentences[place - 1]];
    if (before && before.segment !== segment) text += '\n';
    else if (before) text += sentences[place - 1] === at - 1 ? words.slice(before.span.end, span.start) : BETWEEN[side];
    text += words.slice(span.start, span.end);
  });
  return {
    text,
    lines: unique(sentences.map((at) => lineOf(article.sources, article.sentences[at].span))),
    source,
    start,
  };
}

function unitFinding(article: Article, { code, severity, side, message, span }: Finding): UnitFinding {
  const { text } = article.sources[span.source];
  return {
    code,
    severity,
    side,
    message,
    quote: text.slice(span.start, span.end),
    line: lineOf(article.sources, span),
  };
}

function lineOf(sources: readonly SourceText[], { source, start }: { source: SourceIndex; start: number }): number {
  return lineAt(sources[source], start) + 1;
}

/** Drafts in reading order: by the first side; one that only has the other stands behind what it follows there. */
function ordered(drafts: readonly Draft[], first: Side): readonly Draft[] {
  const followers = new Map<Draft | undefined, Draft[]>();
  let last: Draft | undefined;
  for (const draft of along(drafts, otherSide(first))) {
    if (draft[first]) last = draft;
    else if (followers.has(last)) followers.get(last)!.push(draft);
    else followers.set(last, [draft]);
  }
  const all = [...(followers.get(undefined) ?? [])];
  for (const draft of along(drafts, first)) all.push(draft, ...(followers.get(draft) ?? []));
  return all;
}

/** Drafts that have a side, in the order of its text. */
function along(drafts: readonly Draft[], side: Side): readonly Draft[] {
  return drafts
    .filter((draft) => draft[side])
    .sort((a, b) => a[side]!.source - b[side]!.source || a[side]!.start - b[side]!.start);
}

/** The drafts as units, in the order in which they are given. */
function unitsOf(drafts: readonly Draft[]): readonly Unit[] {
  const orders = { zh: orderOf(along(drafts, 'zh')), en: orderOf(along(drafts, 'en')) };
  const passage = (draft: Draft, side: Side): Passage | undefined => {
    const place = draft[side];
    return place && { text: place.text, lines: place.lines, order: orders[side].get(draft)! };
  };
  return drafts.map((draft) => ({ ...draft, zh: passage(draft, 'zh'), en: passage(draft, 'en') }));
}

const orderOf = (drafts: readonly Draft[]) => new Map(drafts.map((draft, at) => [draft, at + 1]));

const unique = (lines: readonly number[]) => [...new Set(lines)].sort((a, b) => a - b);

/** How many pairs stand before another on one side and behind it on the other, at the least: those off the longest chain. */
export function crossing(units: readonly Unit[]): number {
  // Patience sorting: the ends of the best increasing chains of each length.
  const ends: number[] = [];
  let pairs = 0;
  const linked = units.filter((unit) => unit.zh && unit.en).sort((a, b) => a.zh!.order - b.zh!.order);
  for (const { en } of linked) {
    pairs++;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] < en!.order) low = middle + 1;
      else high = middle;
    }
    ends[low] = en!.order;
  }
  return pairs - ends.length;
}
