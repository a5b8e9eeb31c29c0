/** Edits of whole paragraphs: with their lines, and the blank line that sets them apart. */
import type { Edit, Span } from '../model';
import { lineAt, lineEnd, lineText, type SourceText } from '../text';

type Sources = readonly SourceText[];

/** Does a stretch have its lines to itself? */
export function hasOwnLines(sources: Sources, { source, start, end }: Span): boolean {
  const text = sources[source];
  const before = text.text.slice(text.lineStarts[lineAt(text, start)], start);
  const after = text.text.slice(end, lineEnd(text, lineAt(text, Math.max(start, end - 1))));
  return !before.trim() && !after.trim();
}

/** The edit that takes out a stretch: its lines, and one of the blank lines around them, where it has them to itself. */
export function removal(sources: Sources, span: Span): Edit {
  if (!hasOwnLines(sources, span)) return { span, text: '' };
  const text = sources[span.source];
  let first = lineAt(text, span.start);
  let next = lineAt(text, Math.max(span.start, span.end - 1)) + 1;
  const blank = (line: number) => line >= 0 && line < text.lineStarts.length && !lineText(text, line).trim();
  const atEnd = next >= text.lineStarts.length || (blank(next) && next + 1 >= text.lineStarts.length);
  if (!atEnd && (!first || blank(first - 1)) && blank(next)) next++;
  else if (atEnd && blank(first - 1)) first--;
  if (next < text.lineStarts.length) {
    return { span: { ...span, start: text.lineStarts[first], end: text.lineStarts[next] }, text: '' };
  }
  const start = first ? lineEnd(text, first - 1) : 0;
  return { span: { ...span, start, end: text.text.length }, text: '' };
}

/** Where a paragraph is put: beside another. */
export interface Insertion {
  readonly beside: Span;
  readonly before: boolean;
  /** Blank lines set paragraphs apart. */
  readonly blank: boolean;
}

/** The edit that puts a paragraph on lines of its own beside another. */
export function insertion(sources: Sources, paragraph: string, { beside, before, blank }: Insertion): Edit {
  const text = sources[beside.source];
  const line = lineAt(text, before ? beside.start : Math.max(beside.start, beside.end - 1));
  const lineBreak = text.text.startsWith('\r\n', lineEnd(text, 0)) ? '\r\n' : '\n';
  const between = blank ? lineBreak + lineBreak : lineBreak;
  const at = before ? text.lineStarts[line] : lineEnd(text, line);
  return {
    span: { source: beside.source, start: at, end: at },
    text: before ? paragraph + between : between + paragraph,
  };
}

/** Is there a blank line right before or after a stretch of lines? */
export function standsApart(sources: Sources, { source, start, end }: Span): boolean {
  const text = sources[source];
  const [first, last] = [lineAt(text, start), lineAt(text, Math.max(start, end - 1))];
  const blank = (line: number) => line >= 0 && line < text.lineStarts.length && !lineText(text, line).trim();
  return blank(first - 1) || blank(last + 1);
}
