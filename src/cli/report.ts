/** What the program prints for people. */

import type { Side } from '../core';
import { type Article, coverage, type Severity } from '../core';
import type { DiagnosticJson, Words } from './json';

/** How many findings there are of each severity. */
export type Tally = Readonly<Record<Severity, number>>;

export const noFindings: Tally = { error: 0, warning: 0, information: 0, hint: 0 };

/** The tally with more findings. */
export function tallied(tally: Tally, findings: readonly { readonly severity: Severity }[]): Tally {
  const sum = { ...tally };
  for (const { severity } of findings) sum[severity]++;
  return sum;
}

const RANK: Readonly<Record<Severity, number>> = { hint: 0, information: 1, warning: 2, error: 3 };

/** How many findings are at or above a severity. */
export function atLeast(tally: Tally, severity: Severity): number {
  const severities = Object.keys(tally) as Severity[];
  return severities.reduce((sum, each) => (RANK[each] >= RANK[severity] ? sum + tally[each] : sum), 0);
}

/** A finding on one line, `file:line:column severity code message`, line and column 1-based. */
export function diagnosticLine({ file, line, start, severity, code, message }: DiagnosticJson): string {
  return `${oneLine(file)}:${line}:${start + 1} ${severity} ${code} ${oneLine(message)}\n`;
}

/** One file's model in a few lines. */
export function articleSummary(article: Article, name: string, encodings: readonly string[], words: Words): string {
  const { recognition } = article;
  const line = (key: string, args: Readonly<Record<string, string | number>> = {}) => `  ${words({ key, args })}\n`;
  const percent = Math.round(recognition.confidence * 100);
  const encoding = [...new Set(encodings)].join(', ');
  let text = `${oneLine(name)}\n${line(recognition.recognised ? 'cli.article' : 'cli.noArticle', { percent })}`;
  text += `  ${oneLine(words(recognition.reason))}\n`;
  if (!recognition.recognised) return text + line('cli.encoding', { encoding });
  const alignable = (side: Side) =>
    article.segments.filter(({ alignable, language }) => alignable && language === side).length;
  text += line('cli.layout', { layout: article.layout ?? '', encoding });
  if (article.source) text += line(`cli.source.${article.source}`);
  text += line('cli.counts', {
    zh: alignable('zh'),
    en: alignable('en'),
    groups: article.groups.length,
    links: article.links.length,
  });
  text += line('cli.coverage', coverage(article));
  const names = new Set(article.turns.map(({ speaker: { zh, en } }) => [zh, en].filter(Boolean).join(' / ')));
  names.delete('');
  if (names.size) text += line('cli.speakers', { names: oneLine([...names].join(', ')) });
  return text + line('cli.findings', { ...tallied(noFindings, article.findings) });
}

/** Text of an article may hold line ends and terminal controls; neither may act in the output. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}
