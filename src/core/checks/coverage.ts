/**
 * What the checks of coverage share: for every paragraph of an article whether something translates it, and if nothing
 * does, what stands there instead. Each fault is one judgement, so that no two checks report it.
 */
import { USUAL_RATIO } from '../align/statistics';
import { normalised } from '../hash';
import type { Group, Role, Segment, Side, Span } from '../model';
import type { CheckInput } from './check';

/** The other language. */
export function otherSide(side: Side): Side {
  return side === 'zh' ? 'en' : 'zh';
}

/** Text that stands twice in one language and once, or not at all, in the other. */
export interface Copy {
  /** `duplicate`: its twin has a counterpart; `untranslated`: it stands where the counterpart of its twin should. */
  readonly kind: 'duplicate' | 'untranslated';
  readonly side: Side;
  /** What is one too many. */
  readonly span: Span;
  readonly twin: Span;
  readonly counterpart: Span | undefined;
  /** Paragraphs of the copy; a copy may also be a part of one paragraph. */
  readonly segments: readonly number[];
}

/** Two stretches that stand in each other's place and do not look like translations of each other. */
export interface Doubt {
  readonly zh: readonly number[];
  readonly en: readonly number[];
  /** Probability that neither translates the other, 0..1. */
  readonly certainty: number;
}

/** Every paragraph that needs a counterpart and has none is in exactly one of these. */
export interface Coverage {
  readonly copies: readonly Copy[];
  /** Paragraphs that are in the wrong language for their place in a table or a file of their own. */
  readonly foreign: readonly { readonly segment: number; readonly counterpart: Span | undefined }[];
  readonly doubts: readonly Doubt[];
  /** Indexes of segments without anything in their place. */
  readonly missing: readonly number[];
  /** By index of the segment: the index of its group. */
  readonly groupOf: ReadonlyMap<number, number>;
  /** The side that usually stands first; undefined for texts in two files, and where nothing is usual. */
  readonly first: Side | undefined;
}

/** What stands for a translation that is still to be written; see the fix of `unaligned`. */
export const PLACEHOLDER: Readonly<Record<Side, string>> = { zh: '[待译]', en: '[To be translated]' };

const found = new WeakMap<CheckInput, Coverage>();

/** The coverage of an article; found once, whichever checks ask. */
export function coverageOf(input: CheckInput): Coverage {
  let coverage = found.get(input);
  if (!coverage) {
    coverage = findCoverage(input);
    found.set(input, coverage);
  }
  return coverage;
}

/** Roles whose paragraphs must, or should, have a counterpart. */
const NEEDS: ReadonlySet<Role> = new Set(['body', 'heading', 'dateline', 'label', 'byline']);

function findCoverage(input: CheckInput): Coverage {
  const groupOf = new Map<number, number>();
  input.groups.forEach((group, at) => {
    for (const segment of [...group.zh, ...group.en]) groupOf.set(segment, at);
  });
  const known = { input, groupOf, first: usuallyFirst(input) };
  const foreign = foreignSegments(known);
  const judged = new Set<number>();
  for (const { segment, counterpart } of foreign) {
    judged.add(segment);
    const alone = input.segments.findIndex(({ span }) => span === counterpart);
    if (alone >= 0) judged.add(alone);
  }
  const copies = [...copiedParagraphs(known, judged), ...copiedParts(known, judged)].sort(
    (a, b) => a.span.source - b.span.source || a.span.start - b.span.start,
  );
  const doubts = [...exchangedGaps(known, judged), ...unlikelyGroups(known, judged)];
  const missing: number[] = [];
  input.segments.forEach((segment, at) => {
    if (needsCounterpart(segment) && !judged.has(at) && !groupOf.has(at) && !isPlaceholder(input, at)) missing.push(at);
  });
  for (const { zh, en } of input.groups) {
    if (en.every((at) => isPlaceholder(input, at))) missing.push(...zh);
    else if (zh.every((at) => isPlaceholder(input, at))) missing.push(...en);
  }
  missing.sort((a, b) => a - b);
  return { copies, foreign, doubts, missing, groupOf, first: known.first };
}

interface Known {
  readonly input: CheckInput;
  readonly groupOf: ReadonlyMap<number, number>;
  readonly first: Side | undefined;
}

function needsCounterpart({ alignable, role }: Segment): boolean {
  return alignable && NEEDS.has(role);
}

/** The side on which a finding that concerns both is reported: the translation; the English where that is not known. */
export function translationSide({ source }: Pick<CheckInput, 'source'>): Side {
  return source === 'en' ? 'zh' : 'en';
}

/** The side of an alignable segment. */
export function sideOf({ segments, sentences }: Pick<CheckInput, 'segments' | 'sentences'>, segment: number): Side {
  return sentences[segments[segment].sentences[0]].side;
}

/** The text of a span as it stands in the file. */
export function textAt({ sources }: Pick<CheckInput, 'sources'>, { source, start, end }: Span): string {
  return sources[source].text.slice(start, end);
}

/** From the first to the last of some segments of one source, in document order. */
export function hullOf({ segments }: Pick<CheckInput, 'segments'>, which: readonly number[]): Span {
  const last = segments[which[which.length - 1]].span;
  return { ...segments[which[0]].span, end: last.end };
}

function isPlaceholder(input: CheckInput, segment: number): boolean {
  const { span, textStart } = input.segments[segment];
  const text = input.sources[span.source].text.slice(textStart, span.end).trim();
  return text === PLACEHOLDER.zh || text === PLACEHOLDER.en;
}

function maskedText({ masked, segments }: CheckInput, segment: number): string {
  const { source, start, end } = segments[segment].span;
  return masked[source].slice(start, end);
}

/** The side that stands first in three quarters of the groups whose two sides are neighbours. */
function usuallyFirst({ groups, layout }: CheckInput): Side | undefined {
  if (layout === 'pair') return undefined;
  const votes = { zh: 0, en: 0 };
  for (const { zh, en } of groups) {
    if (en[0] === zh[zh.length - 1] + 1) votes.zh++;
    else if (zh[0] === en[en.length - 1] + 1) votes.en++;
  }
  if (!votes.zh && !votes.en) return undefined;
  return votes.zh >= 3 * votes.en ? 'zh' : votes.en >= 3 * votes.zh ? 'en' : undefined;
}

/** Chinese in the English file or column, English in the Chinese one. */
function* foreignIn({ input }: Known): Generator<number> {
  for (let at = 0; at < input.segments.length; at++) {
    const segment = input.segments[at];
    if (!needsCounterpart(segment)) continue;
    const { language } = segment;
    if ((language === 'zh' || language === 'en') && language !== sideOf(input, at)) yield at;
  }
}

/** A paragraph of at least so many characters counts when it stands in the wrong language, or twice. */
const LEAST: Readonly<Record<Side, number>> = { zh: 10, en: 28 };

function foreignSegments(known: Known): { segment: number; counterpart: Span | undefined }[] {
  const { input, groupOf } = known;
  return [...foreignIn(known)].flatMap((segment) => {
    const language = input.segments[segment].language as Side;
    const text = normalised(maskedText(input, segment));
    if (text.length < LEAST[language]) return [];
    const twin = input.segments.findIndex(
      (other, at) =>
        at !== segment && other.alignable && sideOf(input, at) === language && normalised(maskedText(input, at)) === text,
    );
    const group = groupOf.get(segment);
    const linked = group === undefined ? undefined : input.groups[group][language][0];
    const at = twin >= 0 ? twin : linked;
    // English in a Chinese file may be quoted on purpose: only what stands in the English file too was left as it is.
    if (language === 'en' && twin < 0) return [];
    return [{ segment, counterpart: at === undefined ? undefined : input.segments[at].span }];
  });
}

/** A copy stands within so many paragraphs of its own language; one less alike than this is another text. */
const WITHIN = 5;
const ALIKE = 0.9;

function* copiedParagraphs(known: Known, judged: Set<number>): Generator<Copy> {
  const { input, groupOf } = known;
  for (const side of ['zh', 'en'] as const) {
    const own = input.segments.flatMap((segment, at) =>
      segment.alignable && sideOf(input, at) === side && !judged.has(at) ? [at] : [],
    );
    const texts = own.map((at) => normalised(maskedText(input, at)));
    let run: Copied[] = [];
    for (let k = 0; k <= own.length; k++) {
      const copied = k < own.length ? copyAt({ known, own, texts, k, side }) : undefined;
      const last = run[run.length - 1];
      if (copied && last && last.twin + 1 === copied.twin && last.at + 1 === k && last.kind === copied.kind) {
        run.push(copied);
        continue;
      }
      if (run.length) yield copyOf(known, side, own, run, judged);
      run = copied ? [copied] : [];
    }
  }

  /** What the paragraph `own[k]` repeats, if it repeats one, and the other language does not. */
  function copyAt({ own, texts, k, side }: CopyRequest): Copied | undefined {
    const at = own[k];
    const group = groupOf.get(at);
    if (texts[k].length < LEAST[side]) return undefined;
    for (let twin = k - 1; twin >= Math.max(0, k - WITHIN); twin--) {
      const other = groupOf.get(own[twin]);
      if (group !== undefined && other !== undefined && (group !== other || repeats(input.groups[group], side))) continue;
      if (!alike(texts[k], texts[twin])) continue;
      const kind = group === undefined && other === undefined ? 'untranslated' : 'duplicate';
      return { at: k, twin, kind };
    }
    return undefined;
  }

  /** Does the other side of a group say the same thing twice as well? */
  function repeats(group: Group, side: Side): boolean {
    const texts = group[otherSide(side)].map((at) => normalised(maskedText(input, at)));
    return texts.some((text, at) => texts.indexOf(text) < at);
  }
}

interface CopyRequest {
  readonly known: Known;
  /** The segments of the side and their texts. */
  readonly own: readonly number[];
  readonly texts: readonly string[];
  readonly k: number;
  readonly side: Side;
}

/** A paragraph and the one that it repeats, as places in the list of their side. */
interface Copied {
  readonly at: number;
  readonly twin: number;
  readonly kind: Copy['kind'];
}

function copyOf({ input, groupOf, first }: Known, side: Side, own: readonly number[], run: readonly Copied[], judged: Set<number>): Copy {
  const { kind } = run[0];
  const earlier = run.map(({ twin }) => own[twin]);
  const later = run.map(({ at }) => own[at]);
  for (const at of [...earlier, ...later]) judged.add(at);
  // Of two untranslated twins the one that stands where the other language usually does is no original; of a linked and
  // a loose one the loose one is too many.
  const loose = !groupOf.has(earlier[0]) && groupOf.has(later[0]);
  const swap = kind === 'duplicate' ? loose : first === otherSide(side);
  const [copy, twin] = swap ? [earlier, later] : [later, earlier];
  const group = input.groups[groupOf.get(twin[0]) ?? -1];
  return {
    kind,
    side,
    span: hullOf(input, copy),
    twin: hullOf(input, twin),
    counterpart: group && hullOf(input, group[otherSide(side)]),
    segments: copy,
  };
}

/** Are two texts the same but for a few characters? By the pairs of characters that they share. */
function alike(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < ALIKE * long.length) return false;
  const counts = new Map<string, number>();
  for (let at = 1; at < short.length; at++) {
    const pair = short.slice(at - 1, at + 1);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let at = 1; at < long.length; at++) {
    const pair = long.slice(at - 1, at + 1);
    const left = counts.get(pair) ?? 0;
    if (!left) continue;
    counts.set(pair, left - 1);
    shared++;
  }
  return 2 * shared >= ALIKE * (a.length + b.length - 2);
}

/** Lines, or sentences, that stand twice in a row within a paragraph. */
function* copiedParts({ input, groupOf, first }: Known, judged: Set<number>): Generator<Copy> {
  for (let at = 0; at < input.segments.length; at++) {
    const segment = input.segments[at];
    if (!needsCounterpart(segment) || judged.has(at)) continue;
    const side = sideOf(input, at);
    const twice = doubled(input, at, LEAST[side]);
    if (!twice) continue;
    const group = groupOf.get(at);
    const counterpart = group === undefined ? undefined : input.groups[group][otherSide(side)];
    if (counterpart?.some((other) => doubled(input, other, LEAST[otherSide(side)]))) continue;
    const kind = counterpart ? 'duplicate' : 'untranslated';
    // A part of a paragraph that nobody translated is not the one thing that is wrong with it.
    if (kind === 'untranslated' && !twice.whole) continue;
    judged.add(at);
    const swap = kind === 'untranslated' && first === otherSide(side);
    yield {
      kind,
      side,
      span: swap ? twice.first : twice.second,
      twin: swap ? twice.second : twice.first,
      counterpart: counterpart && hullOf(input, counterpart),
      segments: [],
    };
  }
}

interface Doubled {
  readonly first: Span;
  readonly second: Span;
  /** Nothing else is in the paragraph. */
  readonly whole: boolean;
}

/** The first run of lines, else of sentences, of a segment that the following ones repeat. */
function doubled(input: CheckInput, segment: number, least: number): Doubled | undefined {
  const { span, sentences } = input.segments[segment];
  const { source } = span;
  const masked = input.masked[source];
  const lines: Span[] = [];
  for (let start = span.start; start < span.end; ) {
    const stop = masked.indexOf('\n', start);
    const end = stop < 0 || stop > span.end ? span.end : stop;
    lines.push({ source, start, end });
    start = end + 1;
  }
  const parts = (spans: readonly Span[]) =>
    spans.flatMap((one) => {
      const text = normalised(masked.slice(one.start, one.end));
      return text ? [{ span: one, text }] : [];
    });
  return tandem(parts(lines), least) ?? tandem(parts(sentences.map((at) => input.sentences[at].span)), least);
}

function tandem(parts: readonly { readonly span: Span; readonly text: string }[], least: number): Doubled | undefined {
  const last = new Map<string, number>();
  for (let at = 0; at < parts.length; at++) {
    const before = last.get(parts[at].text);
    last.set(parts[at].text, at);
    if (before === undefined) continue;
    const length = at - before;
    let same = 0;
    let size = 0;
    while (same < length && parts[at + same]?.text === parts[before + same].text) size += parts[at + same++].text.length;
    if (same < length || size < least) continue;
    const hull = (from: number): Span => ({ ...parts[from].span, end: parts[from + length - 1].span.end });
    return { first: hull(before), second: hull(at), whole: before === 0 && at + length === parts.length };
  }
  return undefined;
}

/** Paragraphs without a link between the same linked neighbours are compared when they are not more than this together. */
const MOST_IN_GAP = 4;
/** Their lengths differ by a factor of at most e to this from what is usual. */
const COMPARABLE = 0.8;

/** Loose paragraphs of both languages that stand in each other's place. */
function* exchangedGaps({ input, groupOf }: Known, judged: Set<number>): Generator<Doubt> {
  const gaps = new Map<string, { zh: number[]; en: number[] }>();
  for (const side of ['zh', 'en'] as const) {
    let before = -1;
    let loose: number[] = [];
    const close = (after: number) => {
      if (loose.length) {
        const key = `${before} ${after}`;
        const gap = gaps.get(key) ?? { zh: [], en: [] };
        gap[side].push(...loose);
        gaps.set(key, gap);
      }
      loose = [];
      before = after;
    };
    input.segments.forEach((segment, at) => {
      if (!segment.alignable || sideOf(input, at) !== side) return;
      const group = groupOf.get(at);
      if (group !== undefined) close(group);
      else if (needsCounterpart(segment) && !judged.has(at) && !isPlaceholder(input, at)) loose.push(at);
    });
    close(input.groups.length);
  }
  for (const { zh, en } of gaps.values()) {
    if (!zh.length || !en.length || Math.min(zh.length, en.length) > 1 || zh.length + en.length > MOST_IN_GAP) continue;
    const all = [...zh, ...en];
    if (!all.some((at) => input.segments[at].role === 'body')) continue;
    if (input.layout !== 'pair' && Math.max(...all) - Math.min(...all) >= all.length + notes(input, all)) continue;
    const size = (which: readonly number[]) =>
      which.reduce((total, at) => total + normalised(maskedText(input, at)).length, 0);
    const ratio = 0.85 * (input.statistics?.layout.ratio ?? USUAL_RATIO);
    if (size(zh) < LEAST.zh || size(en) < LEAST.en) continue;
    if (Math.abs(Math.log(size(en) / (ratio * size(zh)))) > COMPARABLE) continue;
    for (const at of all) judged.add(at);
    yield { zh, en, certainty: 1 };
  }
}

/** Segments among some others that need no counterpart. */
function notes({ segments }: CheckInput, all: readonly number[]): number {
  let count = 0;
  for (let at = Math.min(...all); at < Math.max(...all); at++) if (!needsCounterpart(segments[at])) count++;
  return count;
}

/** Groups with fewer words are not judged: a greeting or a proverb need not share a word with its translation. */
const FEWEST_WORDS = 12;

/** Words that a short group is thought to have besides its own. */
const SMOOTHING = 6;

/**
 * Weights of evidence for each word, the same by size, size (log of the words) and 1, for the log odds that one side of
 * a group is another text. Fitted by logistic regression on 3500 groups of articles as they are and 125 in which the
 * English was another article's and the aligner linked it all the same; the text kind left out finds nine in ten.
 */
const DOUBT = [-0.991, -7.406, 0.499, -6.49] as const;

/** Links that hold together by their place alone. */
function* unlikelyGroups({ input }: Known, judged: ReadonlySet<number>): Generator<Doubt> {
  for (const { zh, en, evidence, words, kind } of input.groups) {
    if (words < FEWEST_WORDS || kind === 'manual' || [...zh, ...en].some((at) => judged.has(at))) continue;
    const own = evidence / (words + SMOOTHING);
    const size = Math.log(1 + words);
    const odds = DOUBT[0] * own + DOUBT[1] * own * size + DOUBT[2] * size + DOUBT[3];
    yield { zh, en, certainty: 1 / (1 + Math.exp(-odds)) };
  }
}
