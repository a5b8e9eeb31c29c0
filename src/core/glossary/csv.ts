/** Glossaries in columns: CSV, or TSV, as spreadsheets write them. */
import { countScripts } from '../language';
import type { Side } from '../model';
import type { GlossaryEntry, GlossaryProblem, ReadGlossary } from './glossary';

/** A record, and the 1-based line that it starts on. */
interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** What a column holds. */
type Column =
  | { readonly kind: 'term'; readonly side: Side }
  | { readonly kind: 'forbidden'; readonly side: Side | undefined }
  | { readonly kind: 'note' }
  | { readonly kind: 'other' };

const HEADERS: readonly (readonly [title: RegExp, column: Column])[] = [
  [
    /^(?:forbidden|deprecated|banned|not allowed|avoid)\W*(?:zh|chinese)|^(?:禁用|错误|错译)中文|^中文(?:禁用|错误)/i,
    { kind: 'forbidden', side: 'zh' },
  ],
  [/^(?:zh|chinese)\W*(?:forbidden|deprecated|banned)/i, { kind: 'forbidden', side: 'zh' }],
  [
    /^(?:forbidden|deprecated|banned|not allowed|avoid)\W*(?:en|english)|^(?:禁用|错误|错译)英[文语]|^英[文语](?:禁用|错误)/i,
    { kind: 'forbidden', side: 'en' },
  ],
  [/^(?:en|english)\W*(?:forbidden|deprecated|banned)/i, { kind: 'forbidden', side: 'en' }],
  [/^(?:forbidden|deprecated|banned|not allowed|avoid)\b|^(?:禁用|错误|不用)/i, { kind: 'forbidden', side: undefined }],
  [
    /^(?:notes?|comments?|remarks?|definition|备注|说明|注释|附注|定义)\b|^(?:备注|说明|注释|附注|定义)/i,
    { kind: 'note' },
  ],
  [/^(?:zh\b|zh[-_]|chinese\b|中文|汉语|简体|繁體|繁体)/i, { kind: 'term', side: 'zh' }],
  [/^(?:en\b|en[-_]|english\b|英文|英语|英語)/i, { kind: 'term', side: 'en' }],
];

/** Titles of columns whose language their content tells. */
const TERM_TITLE =
  /^(?:terms?|source|target|translation|原文|译文|译名|术语|词条|term base)\b|^(?:原文|译文|译名|术语|词条)/i;

/** Reads a glossary in columns; rows that cannot be used are told of and left out. */
export function readCsv(text: string): ReadGlossary {
  const problems: GlossaryProblem[] = [];
  const separator = separatorOf(text);
  const { rows, unclosed } = rowsOf(text, separator);
  if (unclosed !== undefined)
    problems.push({ unusable: true, line: unclosed, message: { key: 'glossary.quote', args: {} } });
  if (!rows.length) return { entries: [], problems };
  const titles = rows[0].cells.map(columnOf);
  const hasHeader =
    titles.some((column) => column !== undefined) || rows[0].cells.some((cell) => TERM_TITLE.test(cell.trim()));
  const content = hasHeader ? rows.slice(1) : rows;
  const columns = bySides(hasHeader ? titles : [], content);
  const missing = (['zh', 'en'] as const).some(
    (side) => !columns.some((column) => column.kind === 'term' && column.side === side),
  );
  if (missing) {
    if (content.length || !problems.length) {
      problems.push({ unusable: true, line: rows[0].line, message: { key: 'glossary.columns', args: {} } });
    }
    return { entries: [], problems };
  }
  const entries: GlossaryEntry[] = [];
  const variants = separator === ';' ? /\|/ : /[|;；]/;
  for (const { cells, line } of content) {
    if (!cells.some((cell) => cell.trim()) || cells[0].startsWith('#')) continue;
    const entry = entryOf(cells, columns, variants);
    if (entry.zh.length && entry.en.length) entries.push(entry);
    else {
      const key = entry.zh.length || entry.en.length ? 'glossary.oneSide' : 'glossary.noTerm';
      problems.push({ unusable: false, line, message: { key, args: { term: [...entry.zh, ...entry.en][0] ?? '' } } });
    }
  }
  return { entries, problems: problems.sort((a, b) => a.line - b.line) };
}

function columnOf(title: string): Column | undefined {
  return HEADERS.find(([pattern]) => pattern.test(title.trim()))?.[1];
}

/** What each column holds: as its title says, else by the script of what stands in it. */
function bySides(titles: readonly (Column | undefined)[], rows: readonly Row[]): Column[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), titles.length);
  const columns: (Column | undefined)[] = Array.from({ length: width }, (_, at) => titles[at]);
  for (const side of ['zh', 'en'] as const) {
    if (columns.some((column) => column?.kind === 'term' && column.side === side)) continue;
    const at = columns.findIndex(
      (column, index) => !column && sideOf(rows.map(({ cells }) => cells[index] ?? '')) === side,
    );
    if (at >= 0) columns[at] = { kind: 'term', side };
  }
  return columns.map((column) => column ?? { kind: titles.length ? 'other' : 'note' });
}

function sideOf(cells: readonly string[]): Side | undefined {
  const tally = { zh: 0, en: 0 };
  for (const cell of cells) {
    const side = sideOfText(cell);
    if (side) tally[side]++;
  }
  if (tally.zh === tally.en) return undefined;
  return tally.zh > tally.en ? 'zh' : 'en';
}

function sideOfText(text: string): Side | undefined {
  const { han, latin } = countScripts(text);
  return han > 0 ? 'zh' : latin > 0 ? 'en' : undefined;
}

function entryOf(cells: readonly string[], columns: readonly Column[], separator: RegExp): GlossaryEntry {
  const terms = { zh: [] as string[], en: [] as string[] };
  const forbidden = { zh: [] as string[], en: [] as string[] };
  const notes: string[] = [];
  columns.forEach((column, at) => {
    const cell = (cells[at] ?? '').trim();
    if (!cell) return;
    if (column.kind === 'note') notes.push(cell.replace(/\s+/g, ' '));
    if (column.kind !== 'term' && column.kind !== 'forbidden') return;
    for (const variant of cell.split(separator).map((each) => each.trim())) {
      if (!variant) continue;
      if (column.kind === 'term') terms[column.side].push(variant);
      else forbidden[column.side ?? sideOfText(variant) ?? 'en'].push(variant);
    }
  });
  return { ...terms, forbidden, note: notes.join(' ') || undefined };
}

/** What parts the cells: a tab where the first line has one, else a comma, else a semicolon. */
function separatorOf(text: string): string {
  const first = /^[^\n]*\S[^\n]*/m.exec(text)?.[0] ?? '';
  return ['\t', ',', ';'].find((separator) => first.includes(separator)) ?? ',';
}

/** Records as RFC 4180 has them: quoted cells may hold separators, line ends and doubled quotes. */
function rowsOf(text: string, separator: string): { readonly rows: Row[]; readonly unclosed: number | undefined } {
  const rows: Row[] = [];
  let cells: string[] = [];
  let line = 1;
  let started = 1;
  let unclosed: number | undefined;
  const end = () => {
    if (cells.length > 1 || cells[0]?.trim()) rows.push({ cells, line: started });
    cells = [];
  };
  for (let at = 0; at <= text.length; ) {
    if (!cells.length) started = line;
    if (text[at] === '"') {
      let close = at + 1;
      while (close < text.length && !(text[close] === '"' && text[close + 1] !== '"'))
        close += text[close] === '"' ? 2 : 1;
      if (close >= text.length) {
        unclosed = line;
        cells = [];
        break;
      }
      const value = text.slice(at + 1, close);
      for (let k = 0; k < value.length; k++) if (value[k] === '\n') line++;
      let next = close + 1;
      while (next < text.length && text[next] !== separator && text[next] !== '\n') next++;
      cells.push(value.replaceAll('""', '"') + text.slice(close + 1, next).replace(/\r$/, ''));
      at = next;
    } else {
      let next = at;
      while (next < text.length && text[next] !== separator && text[next] !== '\n') next++;
      cells.push(text.slice(at, next).replace(/\r$/, ''));
      at = next;
    }
    if (at >= text.length) break;
    if (text[at] === '\n') {
      line++;
      end();
    }
    at++;
  }
  end();
  return { rows, unclosed };
}
