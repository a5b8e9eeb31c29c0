/** What each line of a text is, before paragraphs are made of them. */
import { carrierOf, countScripts, languageOf, otherSide, type ScriptCounts } from '../language';
import type { Language, Side } from '../model';
import { lineEnd, type SourceText } from '../text';
import { maskLine } from './mask';

export type LineKind = 'blank' | 'text' | 'heading' | 'code' | 'markup' | 'table' | 'note' | 'furniture';

/** A line with its markup masked. `start` and `end` are offsets of its text, white space and markup outside. */
export interface Line {
  readonly kind: LineKind;
  readonly start: number;
  readonly end: number;
  /** Offset where the line's text starts, after white space and marks at the line's start. */
  readonly textStart: number;
  /** The whole line's text with markup as blanks. */
  readonly masked: string;
  readonly counts: ScriptCounts;
  readonly language: Language;
  /** The language that carries the line. */
  readonly side: Side | undefined;
  /** Starts with `>`. */
  readonly quoted: boolean;
  /** Starts a new paragraph whatever stands before it: a list item, a label. */
  readonly starts: boolean;
}

const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
const RULE = /^([=\-*_~^"#+]\s*){3,}$/;
const UNDERLINE = /^[=\-~^"]{4,}\s*$/;
const TABLE_ROW = /^\s*\|.*\|\s*$/;
const ITEM =
  /^[ \t\u3000]*(?:[-*+•·▪◦]\s|\\\*|\d{1,3}[.)、]\s?|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.]|#{1,6}\s|第[一二三四五六七八九十百零〇\d]{1,6}[条條章节節款]|\[[ xX]\]\s)/;
const QUOTED = /^(?:\s{0,3}>)+\s?/;
const LABEL_START = /^\s*(?:\*\*)?[\p{Lu}\p{Script=Han}][\p{L}\p{N} .·'’-]{0,30}(?:\*\*)?[:：]/u;
const DIRECTIVE = /^\.\.\s+(?:[\w-]+::|_[^:]{1,80}:|\|)/;
/** An entry of a table of contents: nothing but a link within the page. */
const CONTENTS = /^\s*(?:[-*+]|\d{1,3}[.)])?\s*\[[^\]\n]*\]\(#[^)\n]*\)\s*$/;
const REFERENCE = /^\s*\[[^\]]{1,100}\]:\s/;

/** From this share of quoted lines on, a quotation mark at the line's start tells nothing of the line. */
const MOSTLY_QUOTED = 0.6;

/** Classifies every line of a text. Linear in the text. */
export function readLines(source: SourceText): readonly Line[] {
  const { lineStarts, text } = source;
  const raw: string[] = [];
  for (let at = 0; at < lineStarts.length; at++) raw.push(text.slice(lineStarts[at], lineEnd(source, at)));
  const kinds = blockKinds(raw);
  const quoted = raw.filter((line) => QUOTED.test(line)).length;
  const quotesTell = quoted < MOSTLY_QUOTED * raw.filter((line) => line.trim()).length;
  const lines = raw.map((line, at) => describe(line, lineStarts[at], kinds[at], { quotesTell }));
  const prefixes = labelPrefixes(raw, lines);
  const unlabelled = lines.map((line, at) => {
    const prefix = line.side && line.kind === 'text' ? prefixes[line.side] : '';
    return prefix && raw[at].startsWith(prefix) && raw[at].trim() !== prefix.trim()
      ? describe(raw[at], lineStarts[at], kinds[at], { quotesTell, label: prefix.length })
      : line;
  });
  return withoutLabels(withFurniture(unlabelled));
}

/** Short text that stands this often in one language, while nothing repeats like it in the other, is page furniture. */
const REPEATS = 3;
const REPEATED_LENGTH = 60;

function withFurniture(lines: readonly Line[]): readonly Line[] {
  // Where one language stands alone, as in each of two texts, nothing tells furniture from a refrain.
  if (!lines.some(({ side }) => side === 'zh') || !lines.some(({ side }) => side === 'en')) return lines;
  const counts: Record<Side, Map<string, number>> = { zh: new Map(), en: new Map() };
  const keyOf = (line: Line) => (line.kind === 'text' && line.side ? line.masked.trim().toLowerCase() : '');
  for (const line of lines) {
    const key = keyOf(line);
    if (!key || key.length > REPEATED_LENGTH) continue;
    const map = counts[line.side as Side];
    map.set(key, (map.get(key) ?? 0) + 1);
  }
  const found: Record<Side, Set<string>> = { zh: new Set(), en: new Set() };
  for (const side of ['zh', 'en'] as const) {
    const most = largest(counts[otherSide(side)].values());
    for (const [key, count] of counts[side]) if (count >= REPEATS && most * 4 < count) found[side].add(key);
  }
  if (!found.zh.size && !found.en.size) return lines;
  return lines.map((line) =>
    line.side && found[line.side].has(keyOf(line)) ? { ...line, kind: 'furniture', side: undefined } : line,
  );
}

/** A word or two with a mark behind them, at the start of a line. */
const PREFIX = /^\s*[^\p{L}\p{N}\s<]{0,3}[\p{L}\p{N}_-][\p{L}\p{N}_ -]{0,20}[^\p{L}\p{N}\s<="“”,.，。、'’-]{1,3}\s*/u;
/** The same prefix on this share of a language's lines, and so many of them, says which language follows. */
const PREFIXED = { share: 0.7, least: 3 };

/** What stands before nearly every line of a language, whatever its words. */
function labelPrefixes(raw: readonly string[], lines: readonly Line[]): Readonly<Record<Side, string>> {
  const found: Record<Side, string> = { zh: '', en: '' };
  for (const side of ['zh', 'en'] as const) {
    const own = raw.filter((_, at) => lines[at].kind === 'text' && lines[at].side === side);
    const enough = (count: number) => count >= PREFIXED.least && count >= PREFIXED.share * own.length;
    const count = (keys: readonly (string | undefined)[]) => {
      const counts = new Map<string, number>();
      for (const key of keys) if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
      return counts;
    };
    // Most texts have none, which the first characters tell at little cost.
    if (!enough(largest(count(own.map((line) => line[0])).values()))) continue;
    for (const [prefix, times] of count(own.map((line) => PREFIX.exec(line)?.[0]))) {
      if (enough(times)) found[side] = prefix;
    }
  }
  return found;
}

/** A short line that heads this share of a language's runs, and so many of them, says which language follows. */
const HEADS = { share: 0.6, least: 3, length: 40 };

/**
 * Labels on lines of their own, whatever their words: the same short line at the head of most runs of its language,
 * with text of that language under it. A line that stands alone in its run is text.
 */
function withoutLabels(lines: readonly Line[]): readonly Line[] {
  const heads: Record<Side, Map<string, number[]>> = { zh: new Map(), en: new Map() };
  const runs: Record<Side, number> = { zh: 0, en: 0 };
  let last: Side | undefined;
  lines.forEach((line, at) => {
    if (!line.side || (line.kind !== 'text' && line.kind !== 'heading')) return;
    const turns = line.side !== last;
    last = line.side;
    if (!turns) return;
    runs[line.side]++;
    const key = line.masked.trim().toLowerCase();
    let next = at + 1;
    while (lines[next]?.kind === 'blank') next++;
    if (key.length > HEADS.length || lines[next]?.side !== line.side) return;
    const own = heads[line.side].get(key) ?? [];
    heads[line.side].set(key, own);
    own.push(at);
  });
  const labels = new Set<number>();
  for (const side of ['zh', 'en'] as const) {
    for (const found of heads[side].values()) {
      if (found.length >= HEADS.least && found.length >= HEADS.share * runs[side])
        for (const at of found) labels.add(at);
    }
  }
  return labels.size
    ? lines.map((line, at) => (labels.has(at) ? { ...line, kind: 'furniture', side: undefined } : line))
    : lines;
}

/** What follows from the lines around a line: code fences, front matter, directives, underlined headings. */
function blockKinds(raw: readonly string[]): (LineKind | undefined)[] {
  const kinds: (LineKind | undefined)[] = new Array(raw.length).fill(undefined);
  let at = frontMatter(raw);
  kinds.fill('markup', 0, at);
  for (; at < raw.length; at++) {
    const trimmed = raw[at].trim();
    if (!trimmed) {
      kinds[at] = 'blank';
      continue;
    }
    const fence = FENCE.exec(raw[at]);
    if (fence) {
      const close = closingFence(raw, at, fence[1]);
      // A fence that nobody closed is half-typed: only its own line is code, or the rest of the article would vanish.
      kinds.fill('code', at, close < 0 ? at + 1 : close + 1);
      if (close > 0) at = close;
      continue;
    }
    if (DIRECTIVE.test(trimmed)) {
      kinds[at] = 'markup';
      while (at + 1 < raw.length && /^\s+\S/.test(raw[at + 1])) kinds[++at] = 'markup';
      continue;
    }
    if (RULE.test(trimmed)) {
      kinds[at] = 'markup';
      const above = at > 0 && kinds[at - 1] === undefined && (at < 2 || kinds[at - 2] !== undefined);
      if (above && UNDERLINE.test(trimmed)) kinds[at - 1] = 'heading';
      continue;
    }
    if (REFERENCE.test(raw[at]) || CONTENTS.test(raw[at])) kinds[at] = 'markup';
    else if (TABLE_ROW.test(raw[at]) && (raw[at].match(/\|/g)?.length ?? 0) > 2) kinds[at] = 'table';
    else if (/^#{1,6}\s/.test(trimmed)) kinds[at] = 'heading';
  }
  return kinds;
}

/** Number of lines of the front matter at the top, 0 when there is none. */
function frontMatter(raw: readonly string[]): number {
  const fence = raw[0]?.trim();
  if (fence !== '---' && fence !== '+++') return 0;
  const close = raw.slice(1, 120).findIndex((line) => line.trim() === fence);
  if (close < 0) return 0;
  const inside = raw.slice(1, close + 1);
  return inside.every((line) => !line.trim() || /^\s*(?:-\s|["\w-]+\s*[:=]|\s|#)/.test(line)) ? close + 2 : 0;
}

function closingFence(raw: readonly string[], open: number, mark: string): number {
  for (let at = open + 1; at < raw.length; at++) {
    const fence = FENCE.exec(raw[at]);
    if (fence && fence[1][0] === mark[0] && fence[1].length >= mark.length && raw[at].trim() === fence[1]) return at;
  }
  return -1;
}

interface Around {
  /** Quoted lines differ from the others. */
  readonly quotesTell: boolean;
  /** So many characters at the start of the line are none of its text. */
  readonly label?: number;
}

function describe(line: string, offset: number, known: LineKind | undefined, around: Around): Line {
  const { quotesTell, label = 0 } = around;
  const trimmed = line.trim();
  const start = offset + (line.length - line.trimStart().length);
  const end = start + trimmed.length;
  const masked =
    known === 'code' || known === 'blank' ? ' '.repeat(line.length) : ' '.repeat(label) + maskLine(line.slice(label));
  const counts = countScripts(masked);
  const language = languageOf(counts);
  const wordless = !counts.han && !counts.latin && !counts.other;
  let kind: LineKind = known ?? 'text';
  if (kind === 'text' && wordless) kind = trimmed ? 'markup' : 'blank';
  if (kind === 'heading' && wordless) kind = 'markup';
  if (kind === 'text' && isGlossaryNote(quotesTell ? trimmed : trimmed.replace(QUOTED, ''), masked, counts, language))
    kind = 'note';
  const lead = masked.length - masked.trimStart().length;
  const textStart = wordless ? start : Math.max(start, offset + lead);
  const side = carrierOf(masked, counts, language);
  const unquoted = line.slice(label).replace(QUOTED, '');
  const starts = ITEM.test(unquoted) || LABEL_START.test(unquoted);
  return { kind, start, end, textStart, masked, counts, language, side, quoted: QUOTED.test(line), starts };
}

/**
 * A vocabulary line between pairs: `shock therapy 休克疗法`, `abusive[əˈbjuːsɪv] 滥用的`. Short, both languages, no
 * sentence in it; quoted, or with a phonetic transcription, or a bare headword and its gloss.
 */
function isGlossaryNote(trimmed: string, masked: string, counts: ScriptCounts, language: Language): boolean {
  if (!counts.han || !counts.latin || trimmed.length > 110) return false;
  if (/[[/][^\]/\n]*[əɪʊɛæɑɔʌθðʃʒŋˈˌ][^\]/\n]*[\]/]/.test(trimmed)) return true;
  if (/[。！？!?]\s*$/.test(trimmed)) return false;
  const text = masked.trim();
  const headwordFirst = /^[A-Za-z][A-Za-z .,'’()-]{0,60}\s*[:：]?\s*[^A-Za-z]*\p{Script=Han}[^A-Za-z]*$/u.test(text);
  if (/^>/.test(trimmed)) return headwordFirst || (language === 'mixed' && counts.latin + counts.han <= 16);
  return headwordFirst && counts.latin <= 4 && counts.han <= 24 && /^[a-z]/.test(text);
}

/** The largest count above one, or 0. */
function largest(counts: Iterable<number>): number {
  let most = 0;
  for (const count of counts) if (count > 1 && count > most) most = count;
  return most;
}
