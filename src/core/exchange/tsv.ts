/**
 * Tab-separated values (IANA text/tab-separated-values): a row a unit, the first row names the columns. Nothing is
 * quoted, so a quotation mark is a character like any other. What would break a row is escaped:
 *
 *   \t \n \r \\   tab, line feed, carriage return, backslash
 *   \uXXXX        other controls, line and paragraph separators, lone surrogates: one UTF-16 code unit
 *   '             before a cell that a spreadsheet would run as a formula, or that starts with a quotation mark or `'`
 *
 * {@link readTsv} takes all of it back, so that a cell comes back unit for unit.
 */
import { countScripts, languageOf } from '../language';
import type { Message, Side } from '../model';
import { isColumnTitle } from '../segment/tables';
import type { Bitext, Unit, Words, Written } from './bitext';
import type { ImportedTexts, TextPair } from './imported';
import { LONE_SURROGATE, lossTally } from './losses';
import { notesOf, threadCount } from './notes';

const COLUMNS = [
  'file',
  'id',
  'zh',
  'en',
  'score',
  'kind',
  'role',
  'review',
  'remark',
  'findings',
  'comments',
  'zh_lines',
  'en_lines',
] as const;

/** Writes all units. `byteOrderMark`: for Excel, which otherwise takes UTF-8 for the code page of the machine. */
export function writeTsv(
  bitexts: readonly Bitext[],
  { words, byteOrderMark = false }: { readonly words: Words; readonly byteOrderMark?: boolean },
): Written {
  const losses = lossTally('TSV');
  losses.add('threads', threadCount(bitexts));
  const rows = bitexts.flatMap(({ name, units, loose }) => [
    ...units.map((unit) => rowOf(name, unit, words)),
    ...(loose.findings.length || loose.threads.length ? [looseRow(name, loose, words)] : []),
  ]);
  const text = [COLUMNS, ...rows].map((row) => `${row.map(escapeCell).join('\t')}\n`).join('');
  return { text: byteOrderMark ? `\ufeff${text}` : text, losses: losses.messages() };
}

function rowOf(name: string, unit: Unit, words: Words): readonly string[] {
  const { zh, en, score } = unit;
  return [
    ...[
      name,
      unit.id,
      zh?.text ?? '',
      en?.text ?? '',
      score === undefined ? '' : score.toFixed(4),
      unit.kind,
      unit.role,
    ],
    ...[
      unit.review ?? '',
      unit.remark,
      ...noteCells(unit, words),
      zh?.lines.join(',') ?? '',
      en?.lines.join(',') ?? '',
    ],
  ];
}

function looseRow(name: string, loose: Bitext['loose'], words: Words): readonly string[] {
  return [name, '', '', '', '', '', '', '', '', ...noteCells(loose, words), '', ''];
}

function noteCells(unit: Pick<Unit, 'findings' | 'threads'>, words: Words): readonly string[] {
  const notes = notesOf(unit, words);
  const of = (kind: 'finding' | 'comment') =>
    notes
      .filter((note) => note.kind === kind)
      .map(({ text }) => text)
      .join('\n');
  return [of('finding'), of('comment')];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;
const SPECIAL = new RegExp(`${CONTROL.source}|${LONE_SURROGATE.source}`, 'g');

const SHORT: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Full-width forms start a formula in some locales; spreadsheets look past spaces. */
const GUARDED = /^\s*["=+\-@＝＋－＠]|^'/u;

/** One cell as it is written. */
function escapeCell(text: string): string {
  const cell = text.replace(SPECIAL, (unit) => SHORT[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return GUARDED.test(cell) ? `'${cell}` : cell;
}

/** The text of a cell that {@link escapeCell} wrote; a backslash that escapes nothing stays. */
function unescapeCell(cell: string): string {
  const plain = cell.startsWith("'") ? cell.slice(1) : cell;
  return plain.replace(
    /\\(?:([tnr\\])|u([0-9a-f]{4}))/gi,
    (whole, short: string | undefined, hex: string | undefined) => {
      if (hex) return String.fromCharCode(Number.parseInt(hex, 16));
      return { t: '\t', n: '\n', r: '\r', '\\': '\\' }[short ?? ''] ?? whole;
    },
  );
}

/**
 * Reads what {@link writeTsv} wrote, also after a spreadsheet saved it; or plain columns without our names, of which
 * the one with the most Chinese and the one with the most English are taken, in whatever order they stand.
 */
export function readTsv(text: string): ImportedTexts {
  const rows = rowsOf(text.replace(/^\ufeff/, ''));
  const problems: Message[] = [];
  const names = rows[0]?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const ours = ['id', 'zh', 'en'].every((name) => names.includes(name));
  const columns = ours ? { zh: names.indexOf('zh'), en: names.indexOf('en') } : columnsByScript(rows);
  if (!columns) return { kind: 'texts', pairs: [], problems: [{ key: 'import.noColumns', args: {} }] };
  const [first] = rows;
  const titled = ours || [columns.zh, columns.en].every((at) => isColumnTitle((first.cells[at] ?? '').trim()));
  const pairs: TextPair[] = [];
  for (const { cells, line } of titled ? rows.slice(1) : rows) {
    if (cells.length <= Math.max(columns.zh, columns.en)) problems.push({ key: 'import.fewColumns', args: { line } });
    const cell = (side: Side) => {
      const raw = cells[columns[side]] ?? '';
      return (ours ? unescapeCell(raw) : raw.trim()) || undefined;
    };
    const pair = { zh: cell('zh'), en: cell('en'), line };
    if (pair.zh !== undefined || pair.en !== undefined) pairs.push(pair);
  }
  return { kind: 'texts', pairs, problems };
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

function rowsOf(text: string): readonly Row[] {
  return quotedRows(text) ?? plainRows(text);
}

function plainRows(text: string): readonly Row[] {
  return text
    .split('\n')
    .map((line, at) => ({ cells: line.replace(/\r$/, '').split('\t'), line: at + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim()));
}

/**
 * The rows if cells are quoted as in RFC 4180, with tabs. They are when the whole text can be read so and there is a
 * reason for each quotation: a quotation mark, tab or line end in the cell, or all cells are quoted. Else quotation
 * marks belong to the text, and one that is never closed does not swallow the rest of the file.
 */
function quotedRows(text: string): readonly Row[] | undefined {
  const rows: Row[] = [];
  let cells: string[] = [];
  let line = 1;
  let start = 1;
  let quoted = 0;
  let needless = 0;
  let plain = 0;
  let at = 0;
  while (at <= text.length) {
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      if (end < 0) return undefined;
      const raw = text.slice(at + 1, end);
      const next = text[end + 1] === '\r' ? end + 2 : end + 1;
      if (next < text.length && text[next] !== '\t' && text[next] !== '\n') return undefined;
      quoted++;
      if (!/["\t\r\n]/.test(raw)) needless++;
      for (let found = raw.indexOf('\n'); found >= 0; found = raw.indexOf('\n', found + 1)) line++;
      cells.push(raw.replaceAll('""', '"'));
      at = next;
    } else {
      let end = at;
      while (end < text.length && text[end] !== '\t' && text[end] !== '\n') end++;
      const cell = text.slice(at, end);
      if (cell.trim()) plain++;
      cells.push(cell.replace(/\r$/, ''));
      at = end;
    }
    if (text[at] !== '\t') {
      if (cells.some((cell) => cell.trim())) rows.push({ cells, line: start });
      cells = [];
      line++;
      start = line;
      if (at >= text.length) break;
    }
    at++;
  }
  return quoted > 0 && (needless === 0 || plain === 0) ? rows : undefined;
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return -1;
}

/** The columns with the most Chinese and the most English cells. */
function columnsByScript(rows: readonly Row[]): Readonly<Record<Side, number>> | undefined {
  const tallies: { zh: number; en: number; size: number }[] = [];
  for (const { cells } of rows) {
    cells.forEach((cell, column) => {
      tallies[column] ??= { zh: 0, en: 0, size: 0 };
      const counts = countScripts(cell);
      const language = languageOf(counts);
      if (language === 'zh' || language === 'en') tallies[column][language]++;
      tallies[column].size += counts.han + counts.latin;
    });
  }
  const best = (side: Side, but?: number) => {
    const found = [...tallies.keys()].filter((column) => column !== but && tallies[column][side] > 0);
    found.sort((a, b) => tallies[b][side] - tallies[a][side] || tallies[b].size - tallies[a].size || a - b);
    return found[0] as number | undefined;
  };
  const zh = best('zh');
  const en = best('en', zh);
  return zh === undefined || en === undefined ? undefined : { zh, en };
}
