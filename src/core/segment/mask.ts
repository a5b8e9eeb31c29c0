/**
 * Takes markup out of sight without moving a character: every piece of markup becomes blanks of the same length, so
 * that offsets into the masked text are offsets into the source.
 */
import { bothScripts } from '../lexicon/fold';

const blank = (text: string) => ' '.repeat(text.length);

/** Replaces capture groups that are to stay; everything else of a match becomes blanks. */
function keepGroups(text: string, pattern: RegExp): string {
  return text.replace(pattern, (...match) => {
    const whole = match[0] as string;
    const groups = match.slice(1, -2).filter((group): group is string => typeof group === 'string');
    let out = '';
    let at = 0;
    for (const group of groups) {
      const found = whole.indexOf(group, at);
      if (found < 0) continue;
      out += blank(whole.slice(at, found)) + group;
      at = found + group.length;
    }
    return out + blank(whole.slice(at));
  });
}

/** Markup that is blanked wholly. Each pattern is linear: no nested quantifier can match the same text twice. */
const BLANKED: readonly RegExp[] = [
  /!\[[^\]\n]{0,400}\]\([^)\n]{0,2000}\)/g,
  /<!--[^\n]{0,2000}?-->/g,
  /\{\{[<%]?[^{}\n]{0,300}[>%]?\}\}|\{%[^{}\n]{0,300}%\}|\{[#.][\w .#-]{1,60}\}/g,
  /<\/?[a-zA-Z][^<>\n]{0,2000}>/g,
  /(?<!\S)\|[\w.-]{1,80}\|(?!\S)/g,
  /(?:https?|ftp):\/\/[^\s<>"'）)」】，。；]+/gi,
  /\bwww\.[^\s<>"'）)」】，。；]+/gi,
  /(?<![\w@.-])(?:[a-z0-9-]{1,40}\.){1,4}(?:com|org|net|edu|gov|cn|io|info|hk|tw|uk)(?![\w.-])(?:\/[^\s<>"'）)」】，。；]*)?/gi,
  /&(?:[a-zA-Z]{2,10}|#\d{1,6}|#x[0-9a-fA-F]{1,6});/g,
  /\[\^?\d{1,3}\](?!\()/g,
];

/** Markup around words that stay. */
const UNWRAPPED: readonly RegExp[] = [
  /(?<!!)\[([^\]\n]{0,1000})\]\([^)\n]{0,2000}\)/g,
  /`([^`<\n]{0,400})<https?:[^>\n]{0,2000}>`__?/g,
  /(?<!!)\[([^\]\n]{1,400})\]\[[^\]\n]{0,100}\]/g,
];

/** Marks at the start of a line: quote, heading, list item, line block. */
const LINE_START =
  /^[ \t\u3000]*(?:(?:>|#{1,6}(?=\s)|[-*+•·▪◦](?=\s)|\\\*|\|(?=\s)|\d{1,3}[.)、](?=\s)|\[[ xX]\](?=\s))[ \t\u3000]*)*/;

/** Emphasis, code ticks and escapes: the marks alone. */
const MARKS = /\*{1,3}|(?<![\p{L}\p{N}])_{1,3}|_{1,3}(?![\p{L}\p{N}])|~~|`+|\\(?=[^\w\s])|==+|\|(?=\s*$)/gu;

/**
 * Words that say which text follows: 原文, 译文, Original, EN … They are labels of the layout, not of the text. `Source:`
 * before something short that is no sentence names where the text is from.
 */
const LAYOUT_LABEL = bothScripts(
  /^(\s*)((?:[[【〔（(]\s*)?(?!source\s*[:：].{0,90}[^.!?。！？…"'”’\s]\s*$)(?:原文|译文|翻译|中文|英文|中|英|汉语|英语|中译|英译|参考译文|original|translation|source|target|chinese|english|zh|en|cn|zh-cn|en-us|原|译)\s*(?:[\]】〕）)]\s*[:：]?|[:：]))/i,
);

/**
 * Masks one line. The result has the line's length; what is not blank in it is text.
 * `isStart`: the line starts a block, so that marks at its start are markup.
 */
export function maskLine(line: string): string {
  if (!/[^\p{L}\p{N}\s，。、]/u.test(line)) return line;
  let text = line;
  for (const pattern of BLANKED) text = text.replace(pattern, blank);
  for (const pattern of UNWRAPPED) text = keepGroups(text, pattern);
  const start = LINE_START.exec(text)?.[0] ?? '';
  text = blank(start) + text.slice(start.length);
  text = text.replace(MARKS, blank);
  const label = LAYOUT_LABEL.exec(text);
  if (label && text.length > label[0].length) text = blank(label[0]) + text.slice(label[0].length);
  return text;
}
