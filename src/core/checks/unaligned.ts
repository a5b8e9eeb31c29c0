/** `unaligned`: a paragraph that nobody translated. How much that matters depends on what the paragraph is for. */
import { countScripts, otherSide } from '../language';
import type { Fix, Role, Severity, Side, Span } from '../model';
import { unalignedKey } from '../sourceLanguage';
import { type ArticleCheck, type CheckInput, message } from './check';
import { coverageOf, isPlaceholder, PLACEHOLDER } from './coverage';
import { hasOwnLines, type Insertion, insertion, standsApart } from './edits';
import { hullOf, sideOf } from './places';

/** Roles that are not named here need no counterpart: credits, sources, page furniture, notes, code, markup. */
const SEVERITY: Readonly<Partial<Record<Role, Severity>>> = {
  body: 'warning',
  heading: 'information',
  dateline: 'information',
  label: 'information',
  byline: 'information',
};

/** What somebody says in fewer Chinese characters, or English words, is often left to the voice: answers, cries. */
const SHORT: Readonly<Record<Side, number>> = { zh: 8, en: 5 };

export const unaligned: ArticleCheck = {
  scope: 'article',
  code: 'unaligned',
  severity: 'warning',
  *find(input) {
    const { missing, groupOf } = coverageOf(input);
    const spoken = new Set(input.turns.flatMap(({ segments }) => segments));
    const near = nearestOf(input, groupOf);
    for (const [place, at] of missing.entries()) {
      const segment = input.segments[at];
      const side = sideOf(input, at);
      yield {
        severity: severityOf(input, at, spoken.has(at)),
        side,
        span: segment.span,
        message: { key: unalignedKey(side, input.source), args: {} },
        related: neighbours(input, near, at),
        fixes: placeholder(input, near, place),
        anchor: segment.id,
      };
    }
  },
};

function severityOf(input: CheckInput, at: number, spoken: boolean): Severity | undefined {
  const { role, span } = input.segments[at];
  const { han, latin } = countScripts(input.masked[span.source].slice(span.start, span.end));
  const short = sideOf(input, at) === 'zh' ? han < SHORT.zh && latin < SHORT.en : latin < SHORT.en;
  return role === 'body' && spoken && short ? 'information' : SEVERITY[role];
}

/** A line to be filled in, where the translation should stand; none where no line can be put. */
function placeholder(input: CheckInput, near: Nearest, place: number): readonly Fix[] {
  const { first, groupOf, missing } = coverageOf(input);
  const at = missing[place];
  const { span, textStart, inline } = input.segments[at];
  const { sources, layout } = input;
  const side = sideOf(input, at);
  const other = otherSide(side);
  const there = [at - 1, at + 1].some((beside) => input.segments[beside] && isPlaceholder(input, beside));
  if (groupOf.has(at) || there || inline || !hasOwnLines(sources, span)) return [];
  const lead = sources[span.source].text.slice(span.start, textStart);
  const paragraph = lead + PLACEHOLDER[other];
  let where: Insertion | undefined;
  if (layout === 'interleaved') where = { beside: span, before: first === other, blank: standsApart(sources, span) };
  else if (layout === 'pair') where = inOtherFile(input, near, place);
  if (!where) return [];
  return [{ kind: 'edit', title: message(`fix.unaligned.${other}`), edits: [insertion(sources, paragraph, where)] }];
}

/**
 * In an article of two files: after the counterpart of the linked paragraph before it, and after the lines that stand
 * there for the paragraphs between the two; none where one stands for this paragraph, too.
 */
function inOtherFile(input: CheckInput, near: Nearest, place: number): Insertion | undefined {
  const { segments, groups, sources } = input;
  const { groupOf, missing } = coverageOf(input);
  const side = sideOf(input, missing[place]);
  const other = otherSide(side);
  let linked = near.before[missing[place]];
  while (linked >= 0 && !groups[groupOf.get(linked)!][side].includes(linked)) linked = near.before[linked];
  if (linked < 0) return undefined;
  const counterpart = groups[groupOf.get(linked)!][other];
  let last = counterpart[counterpart.length - 1];
  let standing = 0;
  for (; segments[last + 1] && !groupOf.has(last + 1) && isPlaceholder(input, last + 1); last++) standing++;
  if (!(missing[place - standing] > linked)) return undefined;
  const beside = hullOf(input, [...counterpart, last]);
  return { beside, before: false, blank: standsApart(sources, beside) };
}

/** For each segment the nearest one before it, and after it, that is linked: -1, and the count of segments, for none. */
interface Nearest {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

function nearestOf({ segments }: CheckInput, linked: ReadonlyMap<number, number>): Nearest {
  const before: number[] = [];
  const after: number[] = new Array<number>(segments.length);
  for (let at = 0, last = -1; at < segments.length; at++) {
    before.push(last);
    if (linked.has(at)) last = at;
  }
  for (let at = segments.length - 1, next = segments.length; at >= 0; at--) {
    after[at] = next;
    if (linked.has(at)) next = at;
  }
  return { before, after };
}

/** The nearest linked paragraphs before and after: between them a counterpart was looked for first. */
function neighbours(input: CheckInput, { before, after }: Nearest, at: number) {
  const related: { side: Side; span: Span; message: { key: string; args: Record<string, never> } }[] = [];
  const { source } = input.segments[at].span;
  for (const [near, key] of [
    [before[at], 'unaligned.before'],
    [after[at], 'unaligned.after'],
  ] as const) {
    const found = input.segments[near];
    if (!found || found.span.source !== source) continue;
    related.push({ side: sideOf(input, near), span: found.span, message: { key, args: {} } });
  }
  return related;
}
