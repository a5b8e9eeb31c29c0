/**
 * From texts to segments and sentences.
 *
 * A segment is a span: a line, several hard-wrapped lines, a part of a line, a table cell. What is not text (code,
 * markup, vocabulary notes) becomes a segment too, one that cannot be aligned, so that every non-blank character of a
 * text is accounted for. Only where several segments share a line or a table row, the marks between them are in none.
 */
import { hashOf, normalised } from '../hash';
import { carrierOf, countScripts, isForeign, languageOf } from '../language';
import type { Language, Layout, Role, Segment, Sentence, Side, SourceIndex, Span } from '../model';
import type { SourceText } from '../text';
import { type Piece, plausiblePair, splitBracketed, splitInline, splitShort } from './inline';
import { type Line, readLines } from './lines';
import { maskLine } from './mask';
import { endsLikeSentence, roleOf } from './roles';
import { splitSentences } from './sentences';
import { readTable, type Table } from './tables';

/** Segments and sentences of an article, before anything is linked. */
export interface Segmentation {
  readonly segments: readonly Segment[];
  readonly sentences: readonly Sentence[];
  /** Each source with its markup as blanks of the same length: what alignment reads. */
  readonly masked: readonly string[];
  readonly layout: Layout;
  /** Rows of a table: segments that stand against each other by form. */
  readonly rows: readonly (readonly number[])[];
  /** Paragraphs are set apart by blank lines, so that lines without one between them are one paragraph. */
  readonly blankLines: boolean;
}

/** A segment in the making. */
interface Draft {
  readonly span: Span;
  readonly textStart: number;
  readonly language: Language;
  readonly side: Side | undefined;
  readonly role: Role;
  readonly inline: boolean;
  readonly row?: number;
}

/** Segments an article. Linear in the text; takes any string. */
export function segmentArticle(sources: readonly SourceText[], format: 'prose' | 'tsv' | 'csv'): Segmentation {
  const drafts: Draft[] = [];
  const masked: string[] = [];
  let layout: Layout = sources.length > 1 ? 'pair' : 'interleaved';
  let blankLines = false;
  sources.forEach((source, index) => {
    const table = sources.length === 1 ? readTable(source, format) : undefined;
    if (table) {
      layout = table.layout;
      masked.push(tableDrafts(source, table, drafts));
      return;
    }
    const lines = readLines(source);
    masked.push(maskedText(source, lines));
    const context = paragraphContext(lines, source);
    blankLines ||= context.blankLines;
    const own = proseDrafts({ source, lines, context, index: index as SourceIndex, paired: sources.length > 1 });
    for (const draft of own) drafts.push(draft);
    if (layout === 'interleaved') {
      const alignable = own.filter((draft) => draft.side);
      if (alignable.length && alignable.filter((draft) => draft.inline).length * 2 > alignable.length)
        layout = 'inline';
    }
  });
  return finish({ sources, drafts, masked, layout, blankLines });
}

function maskedText(source: SourceText, lines: readonly Line[]): string {
  let out = '';
  lines.forEach((line, at) => {
    const offset = source.lineStarts[at];
    out += line.masked;
    const next = source.lineStarts[at + 1] ?? source.text.length;
    out += source.text.slice(offset + line.masked.length, next);
  });
  return out;
}

/** A line of this many columns is a paragraph: nobody wraps text so late. */
const WIDE = 120;
/** Lines of wrapped text are nearly as wide as the widest; a first quartile under this share of it is not wrapped. */
const RAGGED = 0.75;
/** From this share of two-language lines on, the article is laid out in lines of two languages. */
const INLINE_LAYOUT = 0.3;

/** What the text as a whole tells about its paragraphs. */
interface Context {
  readonly blankLines: boolean;
  /** Columns at which each language is wrapped, 0 where it is not. */
  readonly wrapped: Readonly<Record<Side, number>>;
  /** Share of the text's lines that carry both languages in earnest. */
  readonly inlineShare: number;
  readonly pieces: ReadonlyMap<number, readonly Piece[]>;
}

function paragraphContext(lines: readonly Line[], source: SourceText): Context {
  const pieces = new Map<number, readonly Piece[]>();
  const bracketed = new Map<number, readonly Piece[]>();
  const pairs = { all: 0, apart: 0, runOn: 0, together: 0 };
  const runOn: Record<Side, number[]> = { zh: [], en: [] };
  let text = 0;
  let last: Line | undefined;
  let blank = false;
  lines.forEach((line, at) => {
    if (line.kind === 'blank') blank = true;
    if (line.kind !== 'text' && line.kind !== 'heading') return;
    if (last) {
      pairs.all++;
      if (blank) pairs.apart++;
      else if (last.side === line.side) {
        pairs.together++;
        if (!endsLikeSentence(last.masked)) {
          pairs.runOn++;
          if (last.side) runOn[last.side].push(widthOf(last));
        }
      }
    }
    last = line;
    blank = false;
    text++;
    if (line.counts.han < 2 || line.counts.latin < 2) return;
    const raw = source.text.slice(source.lineStarts[at], source.lineStarts[at] + line.masked.length);
    const found = splitInline(raw, line.masked);
    if (found) pieces.set(at, found);
    const inBrackets = splitBracketed(line.masked);
    if (inBrackets && plausiblePair(inBrackets, line.masked)) bracketed.set(at, inBrackets);
  });
  if (bracketed.size >= INLINE_LAYOUT * text) for (const [at, found] of bracketed) pieces.set(at, found);
  const runsOn = pairs.together > 0 && pairs.runOn >= 0.4 * pairs.together;
  const wrapped = { zh: runsOn ? wrapOf(runOn.zh) : 0, en: runsOn ? wrapOf(runOn.en) : 0 };
  // Few blank lines between long blocks are enough where the lines of a block run on: verse, hard-wrapped text.
  const least = wrapped.zh && wrapped.en ? 0 : runsOn ? 0.08 : 0.2;
  const blankLines = pairs.apart > 0 && pairs.apart >= least * pairs.all;
  return { blankLines, wrapped, inlineShare: text ? pieces.size / text : 0, pieces };
}

/** The width at which lines that run on are wrapped; 0 when they are too few or too ragged to be wrapped text. */
function wrapOf(widths: readonly number[]): number {
  if (widths.length < 6) return 0;
  const sorted = [...widths].sort((a, b) => a - b);
  const width = sorted[Math.floor(0.9 * sorted.length)];
  return width >= 40 && width < WIDE && sorted[sorted.length >> 2] >= RAGGED * width ? width : 0;
}

interface ProseInput {
  readonly source: SourceText;
  readonly lines: readonly Line[];
  readonly context: Context;
  readonly index: SourceIndex;
  readonly paired: boolean;
}

function proseDrafts(input: ProseInput): Draft[] {
  const { source, lines, context, index, paired } = input;
  const drafts: Draft[] = [];
  let paragraph: number[] = [];
  let first = true;
  const flush = () => {
    if (!paragraph.length) return;
    drafts.push(paragraphDraft(input, paragraph, first));
    first = false;
    paragraph = [];
  };
  const keepApart = context.blankLines ? separateParagraphs(lines) : new Set<number>();
  lines.forEach((line, at) => {
    if (line.kind === 'blank') {
      flush();
      return;
    }
    if (line.kind !== 'text' && line.kind !== 'heading') {
      flush();
      if (line.end === line.start) return;
      const role: Role = line.kind === 'table' ? 'markup' : line.kind;
      drafts.push({
        span: { source: index, start: line.start, end: line.end },
        textStart: line.textStart,
        language: line.language,
        side: undefined,
        role,
        inline: false,
      });
      return;
    }
    const inline = context.inlineShare >= INLINE_LAYOUT;
    const title = line.kind === 'heading' || (!inline && line.counts.han < 30 && line.counts.latin < 14);
    if (title && !paired && isBilingualTitle(line.masked)) {
      flush();
      drafts.push({ ...titleDraft(line, index), role: line.kind === 'heading' || first ? 'heading' : 'label' });
      first = false;
      return;
    }
    const pieces =
      paired || line.kind === 'heading'
        ? undefined
        : (context.pieces.get(at) ?? (inline && line.counts.latin ? splitShort(line.masked) : undefined));
    const inEarnest = inline || hasSeparator(source, lines, at);
    if (pieces && (pieces.length > 1 && inEarnest ? true : pieces.length === 2 && plausiblePair(pieces, line.masked))) {
      flush();
      for (const piece of pieces) drafts.push(pieceDraft(source, line, piece, at, index));
      first = false;
      return;
    }
    const joins = paragraph.length > 0 && context.blankLines && continues(input, paragraph, at, keepApart);
    if (!joins) flush();
    paragraph.push(at);
    if (line.kind === 'heading') flush();
  });
  flush();
  return drafts;
}

/** `学习 (Study)`, `Contents / 目录`: a title that carries its own translation, so that nothing stands against it. */
function isBilingualTitle(masked: string): boolean {
  const text = masked.trim().replace(/[:：]$/, '');
  const latin = "[\\p{Script=Latin}\\d][\\p{Script=Latin}\\d ,.'’&:–?!-]*";
  const chinese = '[^\\p{Script=Latin}()（）/|｜]*\\p{Script=Han}[^\\p{Script=Latin}()（）/|｜]*';
  return new RegExp(
    `^(?:${chinese}[（(]${latin}[）)]|${latin}[（(]${chinese}[）)]|${chinese}[/|｜]\\s*${latin}|${latin}[/|｜]${chinese})$`,
    'u',
  ).test(text);
}

function titleDraft(line: Line, index: SourceIndex): Omit<Draft, 'role'> {
  const span = { source: index, start: line.start, end: line.end };
  return { span, textStart: line.textStart, language: 'mixed', side: undefined, inline: false };
}

function hasSeparator(source: SourceText, lines: readonly Line[], at: number): boolean {
  const start = source.lineStarts[at];
  return /<br\s*\/?>/i.test(source.text.slice(start, start + lines[at].masked.length));
}

function pieceDraft(source: SourceText, line: Line, piece: Piece, at: number, index: SourceIndex): Draft {
  const offset = source.lineStarts[at];
  const text = line.masked.slice(piece.start, piece.end);
  const lead = text.length - text.trimStart().length;
  const span = { source: index, start: offset + piece.start + lead, end: offset + piece.start + text.trimEnd().length };
  const role = line.kind === 'heading' ? 'heading' : roleOf(form(text.trim(), piece.side, { lines: 1 }));
  return { span, textStart: span.start, language: piece.side, side: piece.side, role, inline: true };
}

/** Does a line belong to the paragraph before it? Only where blank lines set paragraphs apart. */
function continues(
  { lines, source, context }: ProseInput,
  paragraph: readonly number[],
  at: number,
  apart: ReadonlySet<number>,
): boolean {
  const line = lines[at];
  const last = lines[paragraph[paragraph.length - 1]];
  if (line.kind === 'heading' || apart.has(at)) return false;
  if (paragraph.length < 12 && openBracket(lines, paragraph, source)) return true;
  const width = last.side && context.wrapped[last.side];
  if (width && widthOf(last) >= RAGGED * width && !endsLikeSentence(last.masked)) return true;
  if (line.starts || line.quoted !== last.quoted) return false;
  return line.side === last.side;
}

/** An open bracket or code tick carries a paragraph over the line end, whatever the next line's language. */
function openBracket(lines: readonly Line[], paragraph: readonly number[], source: SourceText): boolean {
  let open = 0;
  let ticks = 0;
  for (const at of paragraph) {
    const raw = source.text.slice(lines[at].start, lines[at].end);
    open += (raw.match(/[（(]/g)?.length ?? 0) - (raw.match(/[）)]/g)?.length ?? 0);
    ticks += raw.match(/`/g)?.length ?? 0;
  }
  return open > 0 || ticks % 2 === 1;
}

/** Share of a language's text that must stand in whole lines for each to be a paragraph, and their mean size: verse has shorter ones. */
const WHOLE = { share: 0.85, size: 25 };

/**
 * Lines that start paragraphs of their own although no blank line stands before them: in blocks of several lines next
 * to blocks of several lines in the other language, where both languages have whole sentences, or more than anybody
 * wraps, on a line.
 */
function separateParagraphs(lines: readonly Line[]): ReadonlySet<number> {
  const runs: { start: number; end: number; side: Side | undefined }[] = [];
  lines.forEach((line, at) => {
    if (line.kind !== 'text') return;
    const last = runs.at(-1);
    if (last && last.end === at && last.side === line.side) last.end = at + 1;
    else runs.push({ start: at, end: at + 1, side: line.side });
  });
  const against = (a: number, b: number) =>
    runs[a] && runs[b] && runs[b].side !== runs[a].side && runs[b].end - runs[b].start > 1;
  const several = runs.filter((run, at) => run.end - run.start > 1 && (against(at, at - 1) || against(at, at + 1)));
  const apart = new Set<number>();
  for (const side of ['zh', 'en'] as const) {
    const own = several.filter((run) => run.side === side);
    const inner = own.flatMap(({ start, end }) => lines.slice(start, end - 1));
    const widths = inner.map(widthOf).sort((a, b) => a - b);
    const ragged = widths[widths.length >> 2] < RAGGED * widths[Math.floor(0.9 * widths.length)];
    let whole = 0;
    let size = 0;
    for (const line of inner) {
      const words = line.counts.han + 1.6 * line.counts.latin;
      size += words;
      const ends = endsLikeSentence(line.masked) || (ragged && !/[，、；,;—-]\s*$/.test(line.masked));
      if (ends || widthOf(line) >= WIDE) whole += words;
    }
    if (whole < WHOLE.share * size || size < WHOLE.size * inner.length) return new Set();
    for (const run of own) for (let line = run.start + 1; line < run.end; line++) apart.add(line);
  }
  return apart;
}

/** Columns of a line on a terminal: a Chinese character takes two. */
function widthOf({ masked, counts }: Line): number {
  return masked.trim().length + counts.han;
}

function paragraphDraft(input: ProseInput, paragraph: readonly number[], first: boolean): Draft {
  const { source, lines, index, paired } = input;
  const [head, tail] = [lines[paragraph[0]], lines[paragraph[paragraph.length - 1]]];
  const text = paragraph
    .map((at) => lines[at].masked.trim())
    .join(' ')
    .trim();
  const counts = countScripts(text);
  const language = languageOf(counts);
  const raw = source.text.slice(head.start, tail.end).trim();
  const own = language === 'en' && isForeign(text) ? undefined : carrierOf(text, counts, language);
  const side = own && paired ? (index === 0 ? 'zh' : 'en') : own;
  const heading = head.kind === 'heading';
  const bold = /^\*\*[^*]+\*\*$/.test(raw) || /^__[^_]+__$/.test(raw);
  const role = side ? roleOf(form(text, language, { heading, bold, first, lines: paragraph.length })) : 'markup';
  return {
    span: { source: index, start: head.start, end: tail.end },
    textStart: head.textStart,
    language: side ? language : 'other',
    side,
    role: language === 'other' && counts.other ? 'note' : role,
    inline: false,
  };
}

function form(
  text: string,
  language: Language,
  more: { heading?: boolean; bold?: boolean; first?: boolean; lines: number },
) {
  return { text, language, heading: false, bold: false, first: false, ...more };
}

/** Cells of the two language columns are segments that can be aligned, the others are notes. */
function tableDrafts(source: SourceText, table: Table, drafts: Draft[]): string {
  let masked = '';
  let at = 0;
  table.rows.forEach((row, number) => {
    row.forEach((cell, column) => {
      if (cell.end <= cell.start) return;
      const raw = source.text.slice(cell.start, cell.end);
      const clean = maskLine(raw);
      masked += ' '.repeat(cell.start - at) + clean;
      at = cell.end;
      const counts = countScripts(clean);
      const language = languageOf(counts);
      const side: Side | undefined =
        column === table.columns.zh ? 'zh' : column === table.columns.en ? 'en' : undefined;
      const usable = side && language !== 'other' && number >= table.headerRows;
      drafts.push({
        span: { source: 0, start: cell.start, end: cell.end },
        textStart: cell.start + (clean.length - clean.trimStart().length),
        language,
        side: usable ? side : undefined,
        role: usable
          ? roleOf(form(clean.trim(), language, { lines: 1 }))
          : number < table.headerRows
            ? 'label'
            : 'note',
        inline: true,
        row: number,
      });
    });
  });
  return masked + ' '.repeat(source.text.length - at);
}

interface FinishInput {
  readonly sources: readonly SourceText[];
  readonly drafts: readonly Draft[];
  readonly masked: readonly string[];
  readonly layout: Layout;
  readonly blankLines: boolean;
}

function finish({ sources, drafts, masked, layout, blankLines }: FinishInput): Segmentation {
  const segments: Segment[] = [];
  const sentences: Sentence[] = [];
  const rows: number[][] = [];
  const ids = new Map<string, number>();
  const keys = drafts.map(({ span }) => normalised(sources[span.source].text.slice(span.start, span.end)));
  drafts.forEach((draft, at) => {
    const { span, side } = draft;
    const own: number[] = [];
    if (side) {
      const text = masked[span.source].slice(span.start, span.end);
      for (const { start, end } of splitSentences(text, side)) {
        own.push(sentences.length);
        sentences.push({
          span: { source: span.source, start: span.start + start, end: span.start + end },
          side,
          segment: segments.length,
        });
      }
    }
    if (draft.row !== undefined && side) {
      rows[draft.row] ??= [];
      rows[draft.row].push(segments.length);
    }
    segments.push({
      id: uniqueId(ids, keys, at),
      span,
      language: draft.language,
      role: draft.role,
      inline: draft.inline,
      textStart: Math.min(draft.textStart, span.end),
      alignable: own.length > 0,
      sentences: own,
    });
  });
  return { segments, sentences, masked, layout, rows: rows.filter(Boolean), blankLines };
}

/** Of the text alone while that is unique, then of what stands before it, then counted. */
function uniqueId(ids: Map<string, number>, keys: readonly string[], at: number): string {
  const plain = hashOf(keys[at]);
  const twins = ids.get(plain) ?? 0;
  ids.set(plain, twins + 1);
  if (!twins) return plain;
  const inContext = hashOf(keys[at - 1] ?? '', keys[at]);
  const again = ids.get(inContext) ?? 0;
  ids.set(inContext, again + 1);
  return again ? `${inContext}.${again + 1}` : inContext;
}
