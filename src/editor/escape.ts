/**
 * Article text for a Markdown string, so that it is shown as text: every ASCII punctuation mark becomes a numeric
 * character reference, which no Markdown parser takes for markup, a list, a table, a link reference, HTML, a theme
 * icon or part of a bare address. Letters, digits, single spaces and everything beyond ASCII stay as they are, so that
 * lines wrap as they do in prose.
 */

const PUNCTUATION = /[!-/:-@[-`{-~]/g;
const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029]/;
const EDGE_SPACE = /^\s+|\s+$/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** Marks that turn round what stands after them, beyond the text that they are in. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const reference = (character: string) => `&#${character.charCodeAt(0)};`;

/**
 * Escapes one text. Line ends become hard breaks, so that the result stays one paragraph; blank lines are dropped.
 * Control characters and lone surrogates show as U+FFFD. `strong`: stretches of the text to set in bold, in order and
 * apart; each starts and ends with a letter or digit, so that Markdown takes the marks for marks.
 */
export function escapeText(
  text: string,
  strong: readonly { readonly start: number; readonly end: number }[] = [],
): string {
  const lines: string[] = [];
  let offset = 0;
  let next = 0;
  for (const line of text.split(LINE_END)) {
    const start = text.indexOf(line, offset);
    offset = start + line.length;
    let out = '';
    let at = start;
    for (; next < strong.length && strong[next].end <= offset; next++) {
      if (strong[next].start < at) continue;
      out += `${escapePart(text.slice(at, strong[next].start))}**${escapePart(text.slice(strong[next].start, strong[next].end))}**`;
      at = strong[next].end;
    }
    out += escapePart(text.slice(at, offset));
    if (line.trim() !== '') lines.push(out.replace(EDGE_SPACE, (space) => Array.from(space, reference).join('')));
  }
  return lines.join('  \n');
}

function escapePart(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd').replace(CONTROL, '\ufffd').replace(PUNCTUATION, reference);
}

/** The text up to about `limit` code units, cut between characters, with an ellipsis where something was left out. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = limit;
  const code = text.charCodeAt(end - 1);
  if (code >= 0xd800 && code <= 0xdbff) end--;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** The text for labels on one line in which `$(name)` would show as an icon. */
export function plainLabel(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(DIRECTION, '')
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(CONTROL, '\ufffd')
    .replaceAll('$(', '$\u2060(')
    .trim();
}

/** Texts of both languages as one label; one that is the same on both sides stands once. Empty when there is neither. */
export function bothSides(
  { zh, en }: { readonly zh: string | null; readonly en: string | null },
  between: string,
): string {
  const texts = [zh, en].map((text) => plainLabel(text ?? '')).filter((text) => text);
  return [...new Set(texts)].join(between);
}
