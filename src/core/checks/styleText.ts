/** What checks of style read: a segment without what is no text, and the way back to where things stand in the file. */
import { OBJECT } from './check';

/** A text, and for each offset in it the offset in the segment; `undefined` when they are the same. */
export interface ReadText {
  readonly text: string;
  readonly offsets: readonly number[] | undefined;
  /** Where markup was left out, by offset in the segment: an edit must not reach over it. */
  readonly left: readonly number[];
}

/** Characters that nobody sees and that separate nothing; `invisible-character` says where they are right. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;

/** An address may have brackets that pair, but not the target of a link, which ends with its own. */
const CODE_OR_ADDRESS =
  /(`{1,3})[^`\n]+\1|(?<!\]\()(?:https?|ftp):\/\/[^\s<>"'（）()」】，。；]*(?:\([^\s()（）]*\)[^\s<>"'（）()」】，。；]*)*|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}/g;

/**
 * Markup around words: emphasis, links, tags of HTML that stand within a sentence. Whatever else is masked stands for
 * something.
 */
const AROUND_WORDS =
  /^(?:[^\p{L}\p{N}]+|[^\p{L}\p{N}]*\](?:\(|\[).*|(?:<\/?(?:a|b|i|u|s|em|strong|span|font|mark|small|sup|sub)(?:\s[^<>]*)?>[^\p{L}\p{N}<>]*)+)$/su;

/** Reads a segment as words; `masked` is the segment with markup as blanks of the same length. */
export function readText(raw: string, masked: string): ReadText {
  if (raw === masked && !UNSEEN.test(raw) && !/[`@]/.test(raw)) return { text: raw, offsets: undefined, left: [] };
  const kinds = new Uint8Array(raw.length);
  const [WORD, OUT, THING] = [0, 1, 2];
  for (const { index, 0: found } of raw.matchAll(CODE_OR_ADDRESS)) kinds.fill(THING, index, index + found.length);
  let at = 0;
  while (at < raw.length) {
    let end = at;
    while (end < raw.length && masked[end] === ' ' && raw[end].trim() && kinds[end] === WORD) end++;
    // Markup beside a space may need it, as in `**中文。** 中文`, so that it is not as if it were not there.
    const close = /\S/.test(raw[at - 1] ?? ' ') && /\S/.test(raw[end] ?? ' ');
    const half = raw.slice(at, end) === '[' && visibleClose(raw, masked, end);
    if (end > at && !half) kinds.fill(close && AROUND_WORDS.test(raw.slice(at, end)) ? OUT : THING, at, end);
    at = Math.max(end, at + 1);
  }
  let text = '';
  const offsets: number[] = [];
  const left: number[] = [];
  for (let unit = 0; unit < raw.length; unit++) {
    if (kinds[unit] === OUT) left.push(unit);
    else if (kinds[unit] === THING || !UNSEEN.test(raw[unit])) {
      text += kinds[unit] === THING ? OBJECT : raw[unit];
      offsets.push(unit);
    }
  }
  return { text, offsets, left };
}

/** Is a bracket that was masked only one half of a pair, as in a speaker's label? */
function visibleClose(raw: string, masked: string, from: number): boolean {
  const at = raw.slice(from, from + 200).indexOf(']');
  return at >= 0 && masked[from + at] === ']';
}

/** A stretch of a {@link ReadText} as one of the segment. */
export function inSegment({ offsets }: ReadText, start: number, end: number): { start: number; end: number } {
  if (!offsets) return { start, end };
  return { start: offsets[start], end: end > start ? offsets[end - 1] + 1 : offsets[start] };
}

/** Characters of {@link excerpt} on each side of the place. */
const AROUND = 8;

/** A place with a few characters around it, on one line. */
export function excerpt(text: string, start: number, end: number): string {
  const from = Math.max(0, start - AROUND);
  const to = Math.min(text.length, end + AROUND);
  const words = text
    .slice(from, to)
    .replace(/\s+/g, ' ')
    .replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '')
    .trim();
  return `${from > 0 ? '…' : ''}${words}${to < text.length ? '…' : ''}`;
}
