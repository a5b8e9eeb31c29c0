/** `unaligned`: a paragraph that nobody translated. How much that matters depends on what the paragraph is for. */
import { countScripts } from '../language';
import type { Role, Severity, Side, Span } from '../model';
import { unalignedKey } from '../sourceLanguage';
import type { ArticleCheck, CheckInput } from './check';
import { coverageOf, sideOf } from './coverage';

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
