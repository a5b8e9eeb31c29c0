/**
 * What the checks of coverage share: for every paragraph of an article whether something translates it, and if nothing
 * does, what stands there instead. Each fault is one judgement, so that no two checks report it.
 */
import { USUAL_RATIO } from '../align/statistics';
import { normalised } from '../hash';
import { otherSide } from '../language';
import type { Group, Role, Segment, Side, Span } from '../model';
import type { CheckInput } from './check';
import { type Leftover, leftoversIn } from './leftovers';
import { type Counterparts, type Displaced, displacedOf } from './order';
import { hullOf, maskedText, sideOf } from './places';
import { evidenceTogether, wordEvidence } from './words';

/** Text that stands twice in one language and once, or not at all, in the other. */
export interface Copy {
  /** `duplicate`: its twin has a counterpart; `untranslated`: it stands where the counterpart of its twin should. */
  readonly kind: 'duplicate' | 'untranslated';
  readonly side: Side;
  /** What is one too many. */
  readonly span: Span;
  readonly twin: Span;
  readonly counterpart: Span | undefined;
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
  readonly foreign: readonly { readonly segment: number; readonly counterpart: number | undefined }[];
  /** Parts of paragraphs in the other one's language. */
  readonly leftovers: readonly Leftover[];
  readonly doubts: readonly Doubt[];
  /** What stands out of order; some of it without a link. */
  readonly displaced: readonly Displaced[];
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
    if (counterpart !== undefined) judged.add(counterpart);
  }
  const { leftovers, cited } = leftoversIn(input, groupOf);
  for (const at of cited) judged.add(at);
  const copies = [...copiedParagraphs(known, judged), ...copiedParts(known, judged)].sort(
    (a, b) => a.span.source - b.span.source || a.span.start - b.span.start,
  );
  const displaced = displacedOf(input, [...input.groups, ...looseCounterparts(known, judged)]);
  for (const { group } of displaced) for (const at of [...group.zh, ...group.en]) judged.add(at);
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
  return { copies, foreign, leftovers, doubts, displaced, missing, groupOf, first: known.first };
}

interface Known {
  readonly input: CheckInput;
  readonly groupOf: ReadonlyMap<number, number>;
  readonly first: Side | undefined;
}

function needsCounterpart({ alignable, role }: Segment): boolean {
  return alignable && NEEDS.has(role);
}

/** Is a segment nothing but {@link PLACEHOLDER}? */
export function isPlaceholder(input: CheckInput, segment: number): boolean {
  const { span, textStart } = input.segments[segment];
  const text = input.sources[span.source].text.slice(textStart, span.end).trim();
  return text === PLACEHOLDER.zh || text === PLACEHOLDER.en;
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

/** Letters from which a text counts when it stands in the wrong language, or twice: a short answer often does. */
const LEAST: Readonly<Record<Side, number>> = { zh: 8, en: 24 };

function isLong(text: string, language: Side): boolean {
  const letters = language === 'zh' ? text.match(/\p{Script=Han}/gu) : text.match(/\p{L}/gu);
  return (letters?.length ?? 0) >= LEAST[language];
}

function foreignSegments(known: Known): { segment: number; counterpart: number | undefined }[] {
  const { input, groupOf } = known;
  const all = [...foreignIn(known)];
  if (!all.length) return [];
  const byText = new Map<string, number>();
  input.segments.forEach(({ alignable, language }, at) => {
    if (alignable && language === sideOf(input, at)) byText.set(normalised(maskedText(input, at)), at);
  });
  return all.flatMap((segment) => {
    const language = input.segments[segment].language as Side;
    const text = normalised(maskedText(input, segment));
    if (!isLong(text, language)) return [];
    const twin = byText.get(text);
    const group = groupOf.get(segment);
    // English in a Chinese file may be quoted on purpose: only what stands in the English file too was left as it was.
    if (language === 'en' && twin === undefined) return [];
    return [{ segment, counterpart: twin ?? (group === undefined ? undefined : input.groups[group][language][0]) }];
  });
}

/** A copy stands within so many paragraphs of its own language; one less alike than this is another text. */
const WITHIN = 5;
const ALIKE = 0.9;
/** Log odds of doubt from which a link does not tell that a paragraph has a counterpart. */
const UNSURE = 0;

function* copiedParagraphs(known: Known, judged: Set<number>): Generator<Copy> {
  const { input } = known;
  const gapOf = new Map(gapsOf(known, judged).flatMap((gap) => [...gap.zh, ...gap.en].map((at) => [at, gap] as const)));
  for (const side of ['zh', 'en'] as const) {
    const own = input.segments.flatMap((segment, at) =>
      segment.alignable && sideOf(input, at) === side && !judged.has(at) ? [at] : [],
    );
    const texts = own.map((at) => normalised(maskedText(input, at)));
    const run: Copied[] = [];
    for (let k = 0; k <= own.length; k++) {
      const long = k < own.length && isLong(texts[k], side);
      const copied = long ? copiedAt(known, { own, texts, k, side, gapOf }) : undefined;
      const last = run[run.length - 1];
      if (last && !(copied && last.twin + 1 === copied.twin && last.at + 1 === k && last.kind === copied.kind)) {
        yield copyOf(known, { own, side, run, judged });
        run.length = 0;
      }
      if (copied) run.push(copied);
    }
  }
}

interface CopyRequest {
  readonly side: Side;
  /** The segments of the side and their texts. */
  readonly own: readonly number[];
  readonly texts: readonly string[];
  readonly k: number;
  readonly gapOf: ReadonlyMap<number, Gap>;
}

/** A paragraph and the one that it repeats, as places in the list of their side. */
interface Copied {
  readonly at: number;
  readonly twin: number;
  readonly kind: Copy['kind'];
  readonly counterpart: readonly number[];
}

/** What the paragraph `own[k]` repeats, if it repeats one, and the other language does not. */
function copiedAt(known: Known, { own, texts, k, side, gapOf }: CopyRequest): Copied | undefined {
  const { input, groupOf } = known;
  const other = otherSide(side);
  for (let twin = k - 1; twin >= Math.max(0, k - WITHIN); twin--) {
    const [first, second] = [groupOf.get(own[twin]), groupOf.get(own[k])];
    if (!alike(texts[k], texts[twin])) continue;
    const at = first ?? second;
    if (at === undefined) {
      // The aligner may have left all of it alone: the two copies, and the one paragraph that they both translate.
      const loose = gapOf.get(own[twin])?.[other] ?? [];
      const counterpart = loose.length && comparable(input, sides(side, [own[twin]], loose)) ? loose : [];
      return { at: k, twin, kind: counterpart.length ? 'duplicate' : 'untranslated', counterpart };
    }
    const group = input.groups[at];
    if (first !== undefined && second !== undefined && (first !== second || repeats(input, group[other]))) continue;
    const linked = { at: k, twin, kind: 'duplicate', counterpart: group[other] } as const;
    if (first === second || !adjacent(input, own[twin], own[k])) return linked;
    // A copy in the counterpart's place leaves its twin to be linked with whatever is near.
    const strained = group[side].length > 1 || doubtOdds(group) > UNSURE;
    return strained ? { at: k, twin, kind: 'untranslated', counterpart: [] } : linked;
  }
  return undefined;
}

function sides(side: Side, own: readonly number[], other: readonly number[]) {
  return side === 'zh' ? { zh: own, en: other } : { zh: other, en: own };
}

/** Does nothing that can be linked stand between two segments? */
function adjacent({ segments }: CheckInput, a: number, b: number): boolean {
  return !segments.slice(a + 1, b).some(({ alignable }) => alignable);
}

/** Do some paragraphs say the same thing twice? */
function repeats(input: CheckInput, which: readonly number[]): boolean {
  const texts = which.map((at) => normalised(maskedText(input, at)));
  return texts.some((text, at) => texts.indexOf(text) < at);
}

interface RunRequest {
  readonly side: Side;
  readonly own: readonly number[];
  /** Neighbours that repeat neighbours. */
  readonly run: readonly Copied[];
  readonly judged: Set<number>;
}

function copyOf({ input, groupOf, first }: Known, { side, own, run, judged }: RunRequest): Copy {
  const { kind } = run[0];
  const earlier = run.map(({ twin }) => own[twin]);
  const later = run.map(({ at }) => own[at]);
  const counterpart = [...new Set(run.flatMap((one) => one.counterpart))].sort((a, b) => a - b);
  for (const at of [...earlier, ...later, ...counterpart]) judged.add(at);
  // Of two untranslated twins the one that stands where the other language usually does is no original; of a linked and
  // a loose one the loose one is too many.
  const loose = !groupOf.has(earlier[0]) && groupOf.has(later[0]);
  const swap = kind === 'duplicate' ? loose : first === otherSide(side);
  const [copy, twin] = swap ? [earlier, later] : [later, earlier];
  return {
    kind,
    side,
    span: hullOf(input, copy),
    twin: hullOf(input, twin),
    counterpart: counterpart.length ? hullOf(input, counterpart) : undefined,
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
function* copiedParts(known: Known, judged: Set<number>): Generator<Copy> {
  const { input, groupOf, first } = known;
  const gapOf = new Map(gapsOf(known, judged).flatMap((gap) => [...gap.zh, ...gap.en].map((at) => [at, gap] as const)));
  for (let at = 0; at < input.segments.length; at++) {
    const segment = input.segments[at];
    if (!needsCounterpart(segment) || judged.has(at)) continue;
    const side = sideOf(input, at);
    const other = otherSide(side);
    const twice = doubled(input, at, side);
    if (!twice) continue;
    const group = groupOf.get(at);
    const counterpart = group === undefined ? (gapOf.get(at)?.[other] ?? []) : input.groups[group][other];
    if (counterpart.some((one) => doubled(input, one, other))) continue;
    const kind = counterpart.length ? 'duplicate' : 'untranslated';
    // A part of a paragraph that nobody translated is not the one thing that is wrong with it.
    if (!twice.whole && group === undefined) continue;
    judged.add(at);
    for (const one of counterpart) judged.add(one);
    const swap = kind === 'untranslated' && first === other;
    yield {
      kind,
      side,
      span: swap ? twice.first : twice.second,
      twin: swap ? twice.second : twice.first,
      counterpart: counterpart.length ? hullOf(input, counterpart) : undefined,
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
function doubled(input: CheckInput, segment: number, side: Side): Doubled | undefined {
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
  return tandem(parts(lines), side) ?? tandem(parts(sentences.map((at) => input.sentences[at].span)), side);
}

function tandem(parts: readonly { readonly span: Span; readonly text: string }[], side: Side): Doubled | undefined {
  const last = new Map<string, number>();
  for (let at = 0; at < parts.length; at++) {
    const before = last.get(parts[at].text);
    last.set(parts[at].text, at);
    if (before === undefined) continue;
    const length = at - before;
    let same = 0;
    while (same < length && parts[at + same]?.text === parts[before + same].text) same++;
    const copied = () => parts.slice(at, at + length).map(({ text }) => text);
    if (same < length || !isLong(copied().join(''), side)) continue;
    const hull = (from: number): Span => ({ ...parts[from].span, end: parts[from + length - 1].span.end });
    return { first: hull(before), second: hull(at), whole: before === 0 && at + length === parts.length };
  }
  return undefined;
}

/** Paragraphs without a link between the same linked neighbours are compared when they are not more than this together. */
const MOST_IN_GAP = 5;
/**
 * Their lengths differ by a factor of at most e to this from what is usual; `alone`: where each has no other neighbour
 * that it could belong to.
 */
const COMPARABLE = { usual: 1, alone: 1.5 };
/** Characters of English without its spaces. */
const UNSPACED = 0.83;

/** Paragraphs without a link that stand between the same two groups; the places are those of groups in a list. */
interface Gap {
  readonly before: number;
  readonly after: number;
  readonly zh: number[];
  readonly en: number[];
}

/** The gaps between linked paragraphs, each language by itself; what was judged is left out. */
function gapsOf({ input, groupOf }: Known, judged: ReadonlySet<number>): readonly Gap[] {
  const gaps = new Map<string, Gap>();
  for (const side of ['zh', 'en'] as const) {
    let before = -1;
    let loose: number[] = [];
    const close = (after: number) => {
      if (loose.length) {
        const key = `${before} ${after}`;
        const gap = gaps.get(key) ?? { before, after, zh: [], en: [] };
        for (const at of loose) gap[side].push(at);
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
  return [...gaps.values()];
}

/** Loose paragraphs of both languages that stand in each other's place. */
function* exchangedGaps(known: Known, judged: Set<number>): Generator<Doubt> {
  const { input } = known;
  for (const gap of gapsOf(known, judged)) {
    if (!gap.zh.length || !gap.en.length || Math.min(gap.zh.length, gap.en.length) > 1) continue;
    const { zh, en } = input.layout === 'pair' ? gap : neighboursIn(input, gap);
    if (!zh.length || !en.length || zh.length + en.length > MOST_IN_GAP) continue;
    const all = [...zh, ...en];
    if (!all.some((at) => input.segments[at].role === 'body')) continue;
    // Where the one stands in the only place of the other, nothing else can be meant.
    const alone = input.layout !== 'pair' && gap.zh.length === 1 && gap.en.length === 1;
    if (!comparable(input, { zh, en }, alone ? COMPARABLE.alone : COMPARABLE.usual)) continue;
    for (const at of all) judged.add(at);
    yield { zh, en, certainty: 1 };
  }
}

/** What of a gap stands together: around the only paragraph of its side, with nothing but notes between. */
function neighboursIn(input: CheckInput, { zh, en }: Gap): Readonly<Record<Side, readonly number[]>> {
  const [only] = zh.length === 1 ? zh : en;
  const others = zh.length === 1 ? en : zh;
  const near = others.filter((at) => {
    const [from, to] = [Math.min(at, only), Math.max(at, only)];
    for (let between = from + 1; between < to; between++) {
      if (needsCounterpart(input.segments[between]) && !others.includes(between)) return false;
    }
    return true;
  });
  return zh.length === 1 ? { zh, en: near } : { zh: near, en };
}

/** Are some paragraphs as long as translations of each other are, and long enough to tell? */
function comparable(
  input: CheckInput,
  { zh, en }: Readonly<Record<Side, readonly number[]>>,
  most: number = COMPARABLE.usual,
): boolean {
  const size = (which: readonly number[]) =>
    which.reduce((total, at) => total + normalised(maskedText(input, at)).length, 0);
  const ratio = UNSPACED * (input.statistics?.layout.ratio ?? USUAL_RATIO);
  const long = (which: readonly number[], side: Side) =>
    isLong(which.map((at) => maskedText(input, at)).join(' '), side);
  if (!long(zh, 'zh') || !long(en, 'en')) return false;
  return Math.abs(Math.log(size(en) / (ratio * size(zh)))) <= most;
}

/** Loose paragraphs further apart than so many groups are not compared, nor more than so many pairs of them. */
const FAR = 3;
const MOST_PAIRS = 400;
/** Log odds of doubt below which loose paragraphs translate each other although they stand apart. */
const TRANSLATES = -5;

/** Loose paragraphs that translate each other across others: the aligner left them alone because they do. */
function looseCounterparts(known: Known, judged: ReadonlySet<number>): Counterparts[] {
  const { input } = known;
  const { statistics } = input;
  if (!statistics) return [];
  const gaps = gapsOf(known, judged);
  if (gaps.length > MOST_PAIRS) return [];
  const pairs = gaps.flatMap((gap) =>
    gaps.flatMap((other) =>
      gap === other || Math.min(Math.abs(gap.before - other.before), Math.abs(gap.after - other.after)) > FAR
        ? []
        : gap.zh.flatMap((zh) => other.en.map((en) => ({ zh: [zh], en: [en] }))),
    ),
  );
  if (pairs.length > MOST_PAIRS) return [];
  const texts = (which: readonly number[]) => which.map((at) => maskedText(input, at));
  const likely = pairs.flatMap(({ zh, en }) => {
    if (!comparable(input, { zh, en })) return [];
    const read = wordEvidence({ zh: texts(zh), en: texts(en) }, statistics, input.lexicon);
    const together = evidenceTogether(read, [0], [0]);
    return doubtOdds(together) > TRANSLATES ? [] : [{ zh, en, score: 1, ...together }];
  });
  const taken = new Set<number>();
  return likely
    .sort((a, b) => b.evidence - a.evidence)
    .filter(({ zh: [zh], en: [en] }) => {
      if (taken.has(zh) || taken.has(en)) return false;
      taken.add(zh).add(en);
      return true;
    });
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

/** Log odds that one side is no translation of the other but another text, by the words alone. */
function doubtOdds({ evidence, words }: Pick<Group, 'evidence' | 'words'>): number {
  const own = evidence / (words + SMOOTHING);
  const size = Math.log(1 + words);
  return DOUBT[0] * own + DOUBT[1] * own * size + DOUBT[2] * size + DOUBT[3];
}

/** Links that hold together by their place alone. */
function* unlikelyGroups({ input }: Known, judged: ReadonlySet<number>): Generator<Doubt> {
  for (const group of input.groups) {
    const { zh, en, words, kind } = group;
    if (words < FEWEST_WORDS || kind === 'manual' || [...zh, ...en].some((at) => judged.has(at))) continue;
    yield { zh, en, certainty: 1 / (1 + Math.exp(-doubtOdds(group))) };
  }
}
