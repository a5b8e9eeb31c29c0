/** Both languages on one line: where one ends and the other begins. */
import { countScripts } from '../language';
import type { Side } from '../model';

/** A stretch of a line in one language; offsets into the line, trimmed. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly side: Side;
}

const HAN = /\p{Script=Han}/u;
const ATOM = /\p{Script=Han}+|\p{Script=Latin}[\p{Script=Latin}\p{M}'’.-]*/gu;
const SEPARATOR = /<br\s*\/?>|\t+|\s{1,20}[/|｜／]{1,2}\s{1,20}|[｜]/gi;

/** Fewer English words, or Chinese characters, than this in a run are a quotation or a name inside the other language. */
const LEAST_WORDS = 4;
const LEAST_HAN = 4;

/** English words for a Chinese character in a translation lie between these. */
const RATIO = { low: 0.25, high: 1.8 };

/**
 * Splits a line into its languages. `masked` is the line with markup as blanks, `raw` the line itself (for `<br>`).
 * Returns undefined when the line is in one language, a few words of the other quoted in it included.
 */
export function splitInline(raw: string, masked: string): readonly Piece[] | undefined {
  return bySeparator(raw, masked) ?? byScript(masked, { zh: LEAST_HAN, en: LEAST_WORDS });
}

/** Splits a line that ends in brackets with the whole of the other language: for texts where that is the rule. */
export function splitBracketed(masked: string): readonly Piece[] | undefined {
  if (!/[)）\]】][\s。.]*$/.test(masked)) return undefined;
  const pieces = byScript(masked, { zh: 2, en: 2 }, () => false);
  return pieces?.length === 2 && /^[(（[【]/.test(masked.slice(pieces[1].start)) ? pieces : undefined;
}

/**
 * Splits a short line such as `是的。 Yes.` where the whole text has two languages a line: one run of each, however
 * short, is enough there.
 */
export function splitShort(masked: string): readonly Piece[] | undefined {
  const pieces = byScript(masked, { zh: 1, en: 1 });
  return pieces?.length === 2 ? pieces : undefined;
}

/** Could the pieces of a line translate each other, judged by their sizes alone? */
export function plausiblePair(pieces: readonly Piece[], masked: string): boolean {
  let han = 0;
  let words = 0;
  for (const piece of pieces) {
    const counts = countScripts(masked.slice(piece.start, piece.end));
    if (piece.side === 'zh') han += counts.han;
    else words += counts.latin;
  }
  return han > 1 && words > 0 && words / han >= RATIO.low && words / han <= RATIO.high;
}

function bySeparator(raw: string, masked: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let at = 0;
  const add = (end: number) => {
    const piece = trimmed(masked, at, end);
    if (!piece) return true;
    const counts = countScripts(masked.slice(piece.start, piece.end));
    const share = counts.han / (counts.han + 1.6 * counts.latin || 1);
    if (share > 0.08 && share < 0.3) return false;
    pieces.push({ ...piece, side: share >= 0.3 ? 'zh' : 'en' });
    return true;
  };
  for (const match of raw.matchAll(SEPARATOR)) {
    if (!add(match.index)) return undefined;
    at = match.index + match[0].length;
  }
  if (at === 0 || !add(raw.length)) return undefined;
  const joined = joinSame(pieces);
  return joined.length > 1 ? joined : undefined;
}

function byScript(
  masked: string,
  least: Readonly<Record<Side, number>>,
  isGloss = enclosed,
): readonly Piece[] | undefined {
  const runs: { start: number; end: number; side: Side; size: number }[] = [];
  for (const match of masked.matchAll(ATOM)) {
    const side: Side = HAN.test(match[0]) ? 'zh' : 'en';
    const size = side === 'zh' ? match[0].length : 1;
    const last = runs.at(-1);
    const end = match.index + match[0].length;
    if (last && last.side === side) {
      last.end = end;
      last.size += size;
    } else runs.push({ start: match.index, end, side, size });
  }
  const earnest = runs.filter((run) => run.size >= least[run.side] && !isGloss(masked, run));
  if (!earnest.some((run) => run.side === 'zh') || !earnest.some((run) => run.side === 'en')) return undefined;
  // Each piece reaches to where the next one in the other language starts.
  const pieces: Piece[] = [];
  for (const run of earnest) {
    const last = pieces.at(-1);
    if (last?.side === run.side) pieces[pieces.length - 1] = { ...last, end: run.end };
    else pieces.push({ start: run.start, end: run.end, side: run.side });
  }
  return pieces.map((piece, at) => {
    const from = at === 0 ? 0 : boundary(masked, pieces[at - 1].end, piece.start);
    const to = at === pieces.length - 1 ? masked.length : boundary(masked, piece.end, pieces[at + 1].start);
    return { ...(trimmed(masked, from, to) ?? piece), side: piece.side };
  });
}

/** How far the marks that enclose a run may stand from it. */
const NEAR = 120;

/** A run wholly inside brackets or quotation marks is a gloss of the words before it, unless it holds a sentence. */
function enclosed(masked: string, run: { start: number; end: number; side: Side; size: number }): boolean {
  const before =
    masked
      .slice(Math.max(0, run.start - NEAR), run.start)
      .trimEnd()
      .at(-1) ?? '';
  const rest = masked.slice(run.end, run.end + NEAR);
  const after = rest.trimStart()[0] ?? '';
  const bracketed = /[（(《「『【[]/.test(before);
  const quoted = /[“"‘]/.test(before) && /^[^\s\p{L}]{0,2}[”"’]/u.test(rest);
  if (!bracketed && !quoted) return false;
  const closes = bracketed ? /[）)》」』】\]]/.test(rest) : true;
  const sentence = /[.!?]/.test(masked[run.end - 1]) || /[.!?]/.test(after);
  return closes && !(run.side === 'en' && run.size >= 8 && sentence);
}

/** Between the end of one run and the start of the next: after closing marks, before opening ones. */
function boundary(masked: string, end: number, start: number): number {
  let at = end;
  while (at < start && !/[\s（(“"‘「『《【[—]/.test(masked[at])) at++;
  return at;
}

function trimmed(masked: string, start: number, end: number): { start: number; end: number } | undefined {
  const text = masked.slice(start, end);
  const from = start + (text.length - text.trimStart().length);
  const to = start + text.trimEnd().length;
  return to > from && /[\p{L}\p{N}]/u.test(text) ? { start: from, end: to } : undefined;
}

function joinSame(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last?.side === piece.side) out[out.length - 1] = { ...last, end: piece.end };
    else out.push(piece);
  }
  return out;
}
