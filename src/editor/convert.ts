/** The one place where offsets of core become positions of the editor, and back. */
import * as vscode from 'vscode';
import { type Article, offsetAt, positionAt, type SourceIndex, type SourceText, type Span } from '../core';

/** The position of an offset in a text as it was analysed. */
function toPosition(source: SourceText, offset: number): vscode.Position {
  const { line, column } = positionAt(source, offset);
  return new vscode.Position(line, column);
}

/** The offset of a position in a text as it was analysed; outside positions are clamped. */
export function toOffset(source: SourceText, position: vscode.Position): number {
  return offsetAt(source, { line: position.line, column: position.character });
}

/** The range of two offsets. */
export function toRange(source: SourceText, extent: { readonly start: number; readonly end: number }): vscode.Range {
  return new vscode.Range(toPosition(source, extent.start), toPosition(source, extent.end));
}

/** The range of a span of an article. */
export function rangeOf(article: Article, span: Span): vscode.Range {
  return toRange(article.sources[span.source], span);
}

/** Which of the article's texts a document holds. An article in one document has one source. */
export function sourceOf(_article: Article, _document: vscode.TextDocument): SourceIndex {
  return 0;
}

/** A position in one of an article's documents as the look-ups of core take it: which text, and the offset in it. */
export function placeOf(
  article: Article,
  document: vscode.TextDocument,
  position: vscode.Position,
): readonly [source: SourceIndex, offset: number] {
  const source = sourceOf(article, document);
  return [source, toOffset(article.sources[source], position)];
}

/** Where a span of an article is, seen from one of its documents. */
export function locationOf(article: Article, document: vscode.TextDocument, span: Span): vscode.Location {
  return new vscode.Location(document.uri, rangeOf(article, span));
}

/** The code of a check on a diagnostic, with or without the link to its page. */
export function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}
