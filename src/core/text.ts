/** A text with its line starts: the one place where offsets become lines and columns, and back. */
export interface SourceText {
  readonly text: string;
  /** Offset of the first character of each line; lines are split at LF only (a CR before it belongs to the line end). */
  readonly lineStarts: readonly number[];
}

/** A 0-based line and a 0-based column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Indexes the lines of a text. A byte order mark, if any, must have been taken off. */
export function sourceText(text: string): SourceText {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { text, lineStarts };
}

/** The position of an offset; offsets outside the text are clamped to it. */
export function positionAt(source: SourceText, offset: number): Position {
  const at = Math.max(0, Math.min(offset, source.text.length));
  const line = lineAt(source, at);
  return { line, column: at - source.lineStarts[line] };
}

/** The 0-based line that an offset stands on. */
export function lineAt(source: SourceText, offset: number): number {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (source.lineStarts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The offset of a position; a line outside the text and a column beyond the line's end are clamped to it. */
export function offsetAt(source: SourceText, position: Position): number {
  if (position.line >= source.lineStarts.length) return source.text.length;
  const line = Math.max(0, position.line);
  return Math.min(source.lineStarts[line] + Math.max(0, position.column), lineEnd(source, line));
}

/** The offset of the end of a line's text, before CR LF or LF. */
export function lineEnd(source: SourceText, line: number): number {
  const last = line + 1 >= source.lineStarts.length;
  let end = last ? source.text.length : source.lineStarts[line + 1] - 1;
  if (!last && end > source.lineStarts[line] && source.text.charCodeAt(end - 1) === 13) end--;
  return end;
}

/** The text of a line without its line end. */
export function lineText(source: SourceText, line: number): string {
  return source.text.slice(source.lineStarts[line], lineEnd(source, line));
}
