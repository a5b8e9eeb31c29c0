/** Clauses of one language left as they were inside a paragraph of the other. */
import { normalised } from '../hash';
import { countScripts, otherSide } from '../language';
import type { Side, Span } from '../model';
import type { CheckInput } from './check';
import { maskedText, sideOf } from './places';
import { evidenceTogether, wordEvidence } from './words';

/** A clause that was left as it was. */
export interface Leftover {
  /** The language of the clause. */
  readonly side: Side;
  readonly span: Span;
  /** The paragraph that it comes from. */
  readonly original: Span;
}

/** A run of one script with the marks and figures in it. */
const RUNS: Readonly<Record<Side, RegExp>> = {
  zh: /\p{Script=Han}[\p{Script=Han}\d，、；。！？…—·%％]*/gu,
  en: /\p{Script=Latin}[\p{Script=Latin}\p{M}\d'’,;.!?%–— -]*/gu,
};

/** A run counts from so many Chinese characters, or English words; of those some must be little words: a title has few. */
const LEAST: Readonly<Record<Side, number>> = { zh: 8, en: 7 };
const LITTLE =
  /(?<![\p{L}-])(?:the|of|and|to|in|is|are|was|were|it|that|a|an|for|you|he|she|we|they|be|have|has|with|on|not|this|as|by|at)(?![\p{L}-])/gu;
const LITTLE_LEAST = 2;

const OPEN = /[([{（【「『《〈“‘]/;
const CLOSE = /[)\]}）】」』》〉”’]/;
const ENDS_CLAUSE = /[.!?;,…—。！？；，]/;

/** Evidence for each word from which the rest of the paragraph translates a clause: it was given twice on purpose. */
const TRANSLATED = 0.05;

/** What {@link leftoversIn} finds. */
export interface Leftovers {
  /** In document order. */
  readonly leftovers: readonly Leftover[];
  /** Segments on a line with their own translation or the text around them: they need no counterpart of their own. */
  readonly cited: ReadonlySet<number>;
}

/**
 * Clauses of the other language in linked paragraphs that stand on the other side word for word. Names, titles, what is
 * quoted or in brackets, and what is translated beside it, are none. `groupOf`: groups by segment.
 */
export function leftoversIn(input: CheckInput, groupOf: ReadonlyMap<number, number>): Leftovers {
  const leftovers: Leftover[] = [];
  const cited = new Set<number>();
  for (const group of input.groups) {
    for (const side of ['zh', 'en'] as const) {
      const around = group[otherSide(side)];
      for (const at of around) {
        for (const span of runsIn(input, at, side)) {
          const original = originalOf(input, group[side], span);
          if (original === undefined || isTranslated(input, around, side, span)) continue;
          leftovers.push({ side, span, original: input.segments[original].span });
        }
      }
    }
  }
  input.segments.forEach(({ span, inline, alignable }, at) => {
    if (!inline || !alignable || groupOf.has(at)) return;
    const side = sideOf(input, at);
    // A line in two languages was cut into segments: the neighbour's counterpart may have these words.
    for (const beside of [at - 1, at + 1]) {
      const group = input.groups[groupOf.get(beside) ?? -1];
      const neighbour = input.segments[beside];
      if (!group || !neighbour.inline || sideOf(input, beside) === side) continue;
      const original = originalOf(input, group[side], span);
      if (original === undefined) continue;
      cited.add(at);
      const text = maskedText(input, at);
      if (isClause(text, side) && !isTranslated(input, group[otherSide(side)], side, span)) {
        leftovers.push({ side, span, original: input.segments[original].span });
      }
      return;
    }
  });
  leftovers.sort((a, b) => a.span.source - b.span.source || a.span.start - b.span.start);
  return { leftovers, cited };
}

/** Which of some segments holds a stretch, or its Latin or Chinese part, word for word. */
function originalOf(input: CheckInput, segments: readonly number[], { source, start, end }: Span): number | undefined {
  const own = input.masked[source].slice(start, end);
  const language = segments.length ? sideOf(input, segments[0]) : 'zh';
  const part = language === 'zh' ? own : own.replace(/[\p{Script=Han}，。、；：！？「」『』《》（）][\s\S]*$/u, '');
  const text = normalised(part).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (!text) return undefined;
  return segments.find((at) => normalised(maskedText(input, at)).includes(text));
}

/** Is a stretch long enough to be a clause, and no title? */
function isClause(text: string, language: Side): boolean {
  const { han, latin } = countScripts(text);
  if (language === 'zh') return han >= LEAST.zh;
  const capitals = text.match(/(?<![\p{L}'’])\p{Lu}/gu)?.length ?? 0;
  return latin >= LEAST.en && (text.match(LITTLE)?.length ?? 0) >= LITTLE_LEAST && 2 * capitals < latin;
}

/** Clauses in one language within a segment of the other, neither quoted nor named nor in brackets. */
function* runsIn(input: CheckInput, segment: number, language: Side): Generator<Span> {
  const { span } = input.segments[segment];
  const text = maskedText(input, segment);
  const { han, latin } = countScripts(text);
  if ((language === 'zh' ? han : latin) < LEAST[language]) return;
  const raw = input.sources[span.source].text.slice(span.start, span.end);
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (const { 0: run, index } of text.matchAll(RUNS[language])) {
    for (const mark of raw.slice(from, index)) {
      if (OPEN.test(mark)) depth++;
      else if (CLOSE.test(mark)) depth = Math.max(0, depth - 1);
      else if (mark === '"') quoted = !quoted;
    }
    from = index;
    const end = index + run.trimEnd().length;
    if (depth || quoted || !isClause(run, language)) continue;
    const before = raw.slice(0, index).trimEnd().slice(-1);
    const after = raw.slice(end).trimStart().slice(0, 1);
    const starts = !before || ENDS_CLAUSE.test(before);
    const ends = !after || ENDS_CLAUSE.test(after) || ENDS_CLAUSE.test(run.trimEnd().slice(-1));
    // A clause between two commas may be the name of what was just said.
    if (starts && ends && !(before === ',' && after === ',')) {
      yield { source: span.source, start: span.start + index, end: span.start + end };
    }
  }
}

/** Does the paragraph around a run say the same in its own language? */
function isTranslated(
  input: CheckInput,
  paragraphs: readonly number[],
  side: Side,
  { source, start, end }: Span,
): boolean {
  const { statistics, masked } = input;
  if (!statistics) return false;
  const run = masked[source].slice(start, end);
  const rest = paragraphs.map((at) => {
    const { span } = input.segments[at];
    const text = maskedText(input, at);
    if (span.source !== source || start < span.start || end > span.end) return text;
    return `${text.slice(0, start - span.start)} ${text.slice(end - span.start)}`;
  });
  // Each sentence by itself: a long paragraph would hide the one that answers.
  const sentences = rest
    .join('\n')
    .split(/(?<=[.!?。！？\n])/)
    .filter((text) => /\p{L}/u.test(text));
  if (!sentences.length) return false;
  const texts = side === 'zh' ? { zh: [run], en: sentences } : { zh: sentences, en: [run] };
  const read = wordEvidence(texts, statistics, input.lexicon);
  return sentences.some((_, at) => {
    const { evidence, words } = side === 'zh' ? evidenceTogether(read, [0], [at]) : evidenceTogether(read, [at], [0]);
    return evidence > TRANSLATED * words;
  });
}
