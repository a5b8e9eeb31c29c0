/**
 * The shapes that the program prints for machines: lines 1-based and split at LF, columns 0-based UTF-16 code units,
 * ends exclusive. The model's spans become lines and columns here and nowhere else in the command line.
 */
import {
  type Article,
  type Finding,
  lineAt,
  lineEnd,
  type Message,
  type Position,
  positionAt,
  type Segment,
  type Severity,
  type Side,
  type SourceText,
  type Span,
} from '../core';

/** Puts words to a message; see `wording` of src/messages. */
export type Words = (message: Message) => string;

/** A stretch of one line. */
export interface LineSpan {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A stretch of lines; `start` is a column of `line`, `end` one of `endLine`. */
export interface Range extends LineSpan {
  readonly endLine: number;
}

export interface RelatedJson extends Range {
  /** Only in an article of two files. */
  readonly file?: string;
  readonly side: Side;
  readonly message: string;
}

/** A finding with its file and in words: what every format of `check` is made from. */
export interface DiagnosticJson extends Range {
  readonly file: string;
  readonly code: string;
  readonly severity: Severity;
  readonly side: Side;
  readonly message: string;
  readonly fingerprint: string;
  readonly related: readonly RelatedJson[];
  readonly fixes: readonly string[];
}

export interface SegmentJson {
  /** Only in an article of two files. */
  readonly file?: string;
  readonly id: string;
  readonly line: number;
  readonly endLine: number;
  /** Columns of `line` and of `endLine`, where the segment is less than its lines. */
  readonly start?: number;
  readonly end?: number;
  readonly lang: string;
  readonly role: string;
}

/** One object of `inspect --json`. */
export interface ArticleJson {
  readonly file: string;
  readonly pairFile?: string;
  readonly recognised: boolean;
  readonly confidence: number;
  readonly reason: string;
  readonly layout: string | null;
  readonly segments: readonly SegmentJson[];
  readonly groups: readonly {
    readonly id: string;
    readonly zh: readonly number[];
    readonly en: readonly number[];
    readonly score: number;
    readonly kind: string;
    readonly review: string | null;
  }[];
  readonly links: readonly {
    readonly zh: readonly LineSpan[];
    readonly en: readonly LineSpan[];
    readonly score: number;
  }[];
  readonly turns: readonly {
    readonly speaker: { readonly zh: string | null; readonly en: string | null };
    /** In an article of two files the lines of the first, then those of the second. */
    readonly lines: readonly number[];
    readonly spans: readonly ({ readonly side: Side } & LineSpan)[];
  }[];
  /** Without `file` in an article of one file. */
  readonly diagnostics: readonly (Omit<DiagnosticJson, 'file'> & { readonly file?: string })[];
}

/** The whole model. `files`: the name of each of the article's sources. */
export function articleJson(article: Article, files: readonly string[], words: Words): ArticleJson {
  const { recognition } = article;
  const two = article.sources.length > 1;
  const head = {
    file: files[0],
    ...(two ? { pairFile: files[1] } : {}),
    recognised: recognition.recognised,
    confidence: rounded(recognition.confidence),
    reason: words(recognition.reason),
  };
  if (!recognition.recognised) {
    return { ...head, layout: null, segments: [], groups: [], links: [], turns: [], diagnostics: [] };
  }
  const piecesOf = (sentences: readonly number[]) =>
    sentences.flatMap((at) => linePieces(article, article.sentences[at].span));
  return {
    ...head,
    layout: article.layout,
    segments: article.segments.map((segment) => ({
      ...(two ? { file: files[segment.span.source] } : {}),
      ...segmentJson(article, segment),
    })),
    groups: article.groups.map(({ id, zh, en, score, kind, review }) => ({
      id,
      zh: linesOf(article, zh),
      en: linesOf(article, en),
      score: rounded(score),
      kind,
      review,
    })),
    links: article.links.map(({ zh, en, score }) => ({ zh: piecesOf(zh), en: piecesOf(en), score: rounded(score) })),
    turns: article.turns.map(({ speaker, segments, spans }) => ({
      speaker: { zh: speaker.zh, en: speaker.en },
      lines: linesOf(article, segments),
      spans: spans.flatMap(({ side, span }) => linePieces(article, span).map((piece) => ({ side, ...piece }))),
    })),
    diagnostics: diagnosticsOf(article, files, words).map(({ file, ...diagnostic }) =>
      two ? { file, ...diagnostic } : diagnostic,
    ),
  };
}

/** Every finding as a diagnostic, in the order of the text. `files`: the name of each of the article's sources. */
export function diagnosticsOf(article: Article, files: readonly string[], words: Words): readonly DiagnosticJson[] {
  return [...article.findings]
    .sort((a, b) => a.span.source - b.span.source || a.span.start - b.span.start || a.span.end - b.span.end)
    .map((finding) => diagnosticOf(article, finding, files, words));
}

function diagnosticOf(article: Article, finding: Finding, files: readonly string[], words: Words): DiagnosticJson {
  const two = article.sources.length > 1;
  return {
    file: files[finding.span.source],
    code: finding.code,
    severity: finding.severity,
    side: finding.side,
    ...rangeOf(article.sources[finding.span.source], finding.span),
    message: words(finding.message),
    fingerprint: finding.fingerprint,
    related: finding.related.map(({ side, span, message }) => ({
      ...(two ? { file: files[span.source] } : {}),
      side,
      ...rangeOf(article.sources[span.source], span),
      message: words(message),
    })),
    // A finding of many places offers the same for each of them; here is what is done to the whole.
    fixes: finding.fixes.filter(({ at }) => !at).map(({ title }) => words(title)),
  };
}

/** Lines and columns of a stretch of a text. */
export function rangeOf(source: SourceText, { start, end }: Pick<Span, 'start' | 'end'>): Range {
  const from = visible(source, start);
  const to = visible(source, end);
  return { line: from.line + 1, start: from.column, endLine: to.line + 1, end: to.column };
}

/** A position; between CR and LF it is before both, where the line's columns end. */
function visible(source: SourceText, offset: number): Position {
  const { line, column } = positionAt(source, offset);
  return { line, column: Math.min(column, lineEnd(source, line) - source.lineStarts[line]) };
}

function segmentJson(article: Article, segment: Segment): SegmentJson {
  const source = article.sources[segment.span.source];
  const { line, start, endLine, end } = rangeOf(source, segment.span);
  const before = source.text.slice(source.lineStarts[line - 1], segment.span.start);
  const after = source.text.slice(segment.span.end, lineEnd(source, endLine - 1));
  const columns = before.trim() || after.trim() ? { start, end } : {};
  return { id: segment.id, line, endLine, ...columns, lang: segment.language, role: segment.role };
}

/** 1-based lines with text of segments, ascending in each source, each once. */
function linesOf(article: Article, segments: readonly number[]): readonly number[] {
  const lines: [Set<number>, Set<number>] = [new Set(), new Set()];
  for (const at of segments) {
    const { span } = article.segments[at];
    for (const { line } of linePieces(article, span)) lines[span.source].add(line);
  }
  return lines.flatMap((all) => [...all].sort((a, b) => a - b));
}

/** A span line by line, without the white space around it on each; lines without text are left out. */
function linePieces(article: Article, { source: index, start, end }: Span): readonly LineSpan[] {
  const source = article.sources[index];
  const pieces: LineSpan[] = [];
  for (let line = lineAt(source, start); line < source.lineStarts.length; line++) {
    const lineStart = source.lineStarts[line];
    if (lineStart >= end) break;
    const from = Math.max(start, lineStart);
    const text = source.text.slice(from, Math.min(end, lineEnd(source, line)));
    const words = text.trim();
    if (!words) continue;
    const first = from - lineStart + text.indexOf(words);
    pieces.push({ line: line + 1, start: first, end: first + words.length });
  }
  return pieces;
}

const rounded = (probability: number) => Math.round(probability * 1e4) / 1e4;
