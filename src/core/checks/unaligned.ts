/** `unaligned`: a paragraph that nobody translated. How much that matters depends on what the paragraph is for. */
import { countScripts } from '../language';
import type { Fix, Role, Severity, Side, Span } from '../model';
import { unalignedKey } from '../sourceLanguage';
import { type ArticleCheck, type CheckInput, message } from './check';
import { coverageOf, isPlaceholder, PLACEHOLDER } from './coverage';
import { hasOwnLines, type Insertion, insertion, standsApart } from './edits';
import { hullOf, otherSide, sideOf } from './places';

/** Roles that are not named here need no counterpart: credits, sources, page furniture, notes, code, markup. */
const SEVERITY: Readonly<Partial<Record<Role, Severity>>> = {
  body: 'warning',
  heading: 'information',
  dateline: 'information',
  label: 'information',
  byline: 'information',
};

/** Answers and cries of fewer Chinese characters, or English words, are often left to the voice. */
const SHORT: Readonly<Record<Side, number>> = { zh: 8, en: 5 };

export const unaligned: ArticleCheck = {
  scope: 'article',
  code: 'unaligned',
  severity: 'warning',
  *find(input) {
    const { missing, groupOf } = coverageOf(input);
    for (const at of missing) {
      const segment = input.segments[at];
      const side = sideOf(input, at);
      yield {
        severity: severityOf(input, at),
        side,
        span: segment.span,
        message: { key: unalignedKey(side, input.source), args: {} },
        related: neighbours(input, groupOf, at),
        fixes: placeholder(input, at),
        anchor: segment.id,
      };
    }
  },
};

function severityOf(input: CheckInput, at: number): Severity | undefined {
  const { role, span } = input.segments[at];
  const { han, latin } = countScripts(input.masked[span.source].slice(span.start, span.end));
  const short = sideOf(input, at) === 'zh' ? han < SHORT.zh && latin < SHORT.en : latin < SHORT.en;
  return role === 'body' && short ? 'information' : SEVERITY[role];
}

/** A line to be filled in, where the translation should stand; none where no line can be put. */
function placeholder(input: CheckInput, at: number): readonly Fix[] {
  const { span, textStart, inline } = input.segments[at];
  const { sources, layout } = input;
  const { first, groupOf } = coverageOf(input);
  const side = sideOf(input, at);
  const other = otherSide(side);
  const there = [at - 1, at + 1].some((near) => input.segments[near] && isPlaceholder(input, near));
  if (groupOf.has(at) || there || inline || !hasOwnLines(sources, span)) return [];
  const lead = sources[span.source].text.slice(span.start, textStart);
  const paragraph = lead + PLACEHOLDER[other];
  let place: Insertion | undefined;
  if (layout === 'interleaved') place = { beside: span, before: first === other, blank: standsApart(sources, span) };
  else if (layout === 'pair') place = inOtherFile(input, at);
  if (!place) return [];
  return [{ kind: 'edit', title: message(`fix.unaligned.${other}`), edits: [insertion(sources, paragraph, place)] }];
}

/**
 * In an article of two files: after the counterpart of the linked paragraph before it, and after the lines that stand
 * there for the paragraphs between the two; none where one stands for this paragraph, too.
 */
function inOtherFile(input: CheckInput, at: number): Insertion | undefined {
  const { segments, groups, sources } = input;
  const { groupOf, missing } = coverageOf(input);
  const side = sideOf(input, at);
  const other = otherSide(side);
  for (let near = at - 1; near >= 0; near--) {
    const group = groups[groupOf.get(near) ?? -1];
    if (!group?.[side].includes(near)) continue;
    const counterpart = group[other];
    let last = counterpart[counterpart.length - 1];
    let standing = 0;
    for (; segments[last + 1] && !groupOf.has(last + 1) && isPlaceholder(input, last + 1); last++) standing++;
    const waiting = missing.filter((each) => near < each && each <= at).length;
    if (standing >= waiting) return undefined;
    const beside = hullOf(input, [...counterpart, last]);
    return { beside, before: false, blank: standsApart(sources, beside) };
  }
  return undefined;
}

/** The nearest linked paragraphs before and after: between them a counterpart was looked for first. */
function neighbours(input: CheckInput, linked: ReadonlyMap<number, number>, at: number) {
  const related: { side: Side; span: Span; message: { key: string; args: Record<string, never> } }[] = [];
  const { source } = input.segments[at].span;
  for (const [step, key] of [
    [-1, 'unaligned.before'],
    [1, 'unaligned.after'],
  ] as const) {
    let near = at + step;
    while (input.segments[near] && !linked.has(near)) near += step;
    const found = input.segments[near];
    if (!found || found.span.source !== source) continue;
    related.push({ side: sideOf(input, near), span: found.span, message: { key, args: {} } });
  }
  return related;
}
