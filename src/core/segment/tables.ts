/** Texts in columns: Markdown tables, TSV and CSV with Chinese in one column and English in another. */
import { countScripts, languageOf } from '../language';
import type { Layout, Side } from '../model';
import { lineEnd, type SourceText } from '../text';
import { maskLine } from './mask';

/** One cell, in offsets of the source, trimmed. */
export interface Cell {
  readonly start: number;
  readonly end: number;
}

/** The rows of a table and which of its columns holds which language. */
export interface Table {
  readonly layout: Extract<Layout, 'table' | 'tsv' | 'csv'>;
  readonly rows: readonly (readonly Cell[])[];
  readonly columns: Readonly<Record<Side, number>>;
  /** Rows that are column titles, not text. */
  readonly headerRows: number;
}

/** Reads a Markdown table if nearly all of the text is one; TSV and CSV as told by `format`. */
export function readTable(source: SourceText, format: 'prose' | 'tsv' | 'csv'): Table | undefined {
  const rows = format === 'prose' ? markdownRows(source) : format === 'tsv' ? tsvRows(source) : csvRows(source);
  if (!rows || rows.length < 2) return undefined;
  const columns = languageColumns(source, rows);
  if (!columns) return undefined;
  const layout = format === 'prose' ? 'table' : format;
  return { layout, rows, columns, headerRows: isHeader(source, rows[0], columns) ? 1 : 0 };
}

function cellsOf(text: string, offset: number, separators: readonly number[]): Cell[] {
  const cells: Cell[] = [];
  for (let at = 0; at + 1 < separators.length; at++) {
    const start = separators[at] + 1;
    const raw = text.slice(start, separators[at + 1]);
    const from = offset + start + (raw.length - raw.trimStart().length);
    cells.push({ start: from, end: Math.max(from, offset + start + raw.trimEnd().length) });
  }
  return cells;
}

function markdownRows(source: SourceText): (readonly Cell[])[] | undefined {
  const rows: (readonly Cell[])[] = [];
  let others = 0;
  for (let line = 0; line < source.lineStarts.length; line++) {
    const offset = source.lineStarts[line];
    const text = source.text.slice(offset, lineEnd(source, line));
    const trimmed = text.trim();
    if (!trimmed) continue;
    if (!trimmed.startsWith('|') || !trimmed.endsWith('|') || trimmed.length < 3) {
      others++;
      continue;
    }
    if (/^[|:\s-]+$/.test(trimmed)) continue;
    const bars: number[] = [];
    for (let at = 0; at < text.length; at++) if (text[at] === '|' && text[at - 1] !== '\\') bars.push(at);
    rows.push(cellsOf(text, offset, bars));
  }
  return rows.length >= 3 && rows.length > 3 * others ? rows : undefined;
}

function tsvRows(source: SourceText): (readonly Cell[])[] {
  const rows: (readonly Cell[])[] = [];
  for (let line = 0; line < source.lineStarts.length; line++) {
    const offset = source.lineStarts[line];
    const text = source.text.slice(offset, lineEnd(source, line));
    if (!text.trim()) continue;
    const tabs = [-1];
    for (let at = text.indexOf('\t'); at >= 0; at = text.indexOf('\t', at + 1)) tabs.push(at);
    rows.push(cellsOf(text, offset, [...tabs, text.length]));
  }
  return rows;
}

/** RFC 4180: quoted cells may hold commas, doubled quotes and line ends; a quote elsewhere is a plain character. */
function csvRows(source: SourceText): (readonly Cell[])[] {
  const { text } = source;
  const rows: (readonly Cell[])[] = [];
  let row: Cell[] = [];
  let at = 0;
  while (at < text.length) {
    let start = at;
    let end: number;
    if (text[at] === '"') {
      start = at + 1;
      at = start;
      while (at < text.length && !(text[at] === '"' && text[at + 1] !== '"')) at += text[at] === '"' ? 2 : 1;
      end = Math.min(at, text.length);
      while (at < text.length && text[at] !== ',' && text[at] !== '\n') at++;
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\n') at++;
      end = at;
    }
    const raw = text.slice(start, end);
    const from = start + (raw.length - raw.trimStart().length);
    row.push({ start: from, end: Math.max(from, start + raw.trimEnd().length) });
    if (at >= text.length || text[at] === '\n') {
      if (row.some((cell) => cell.end > cell.start)) rows.push(row);
      row = [];
    }
    at++;
  }
  if (row.length) rows.push(row);
  return rows;
}

/** The column with the most Chinese cells and the one with the most English ones; each must fill most rows. */
function languageColumns(source: SourceText, rows: readonly (readonly Cell[])[]): Record<Side, number> | undefined {
  const tally = new Map<number, { zh: number; en: number; size: number }>();
  for (const row of rows) {
    row.forEach((cell, column) => {
      const counts = countScripts(maskLine(source.text.slice(cell.start, cell.end)));
      const language = languageOf(counts);
      const entry = tally.get(column) ?? { zh: 0, en: 0, size: 0 };
      if (language === 'zh') entry.zh++;
      if (language === 'en') entry.en++;
      entry.size += counts.han + counts.latin;
      tally.set(column, entry);
    });
  }
  const best = (side: Side) => {
    const enough = [...tally].filter(([, entry]) => entry[side] > 0.6 * rows.length);
    enough.sort((a, b) => b[1].size - a[1].size || a[0] - b[0]);
    return enough[0]?.[0];
  };
  const zh = best('zh');
  const en = best('en');
  return zh === undefined || en === undefined || zh === en ? undefined : { zh, en };
}

function isHeader(source: SourceText, row: readonly Cell[], columns: Readonly<Record<Side, number>>): boolean {
  const title = (column: number) => source.text.slice(row[column]?.start ?? 0, row[column]?.end ?? 0).trim();
  return [title(columns.zh), title(columns.en)].every(isColumnTitle);
}

/** Does a cell name a language or a side of the translation, as the title of a column does? */
export function isColumnTitle(text: string): boolean {
  return /^(?:zh(?:[-_]\w+)?|cn|chinese|中文|汉语|漢語|原文|译文|譯文|源文|en(?:[-_]\w+)?|english|英文|英语|英語|source|target|original|translation)$/i.test(
    text,
  );
}
