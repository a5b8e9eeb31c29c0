/**
 * A report in Markdown with tables (GitHub's, which VS Code and most others read). Text of the article is text: what
 * could be markup, HTML or a part of a bare address is a numeric character reference; the rest stays readable.
 */
import { otherSide } from '../language';
import type { Side } from '../model';
import type { Bitext, Unit, Words, Written } from './bitext';
import { LONE_SURROGATE, type LossTally, lossTally, replaced } from './losses';
import { commentTexts, findingText } from './notes';
import { figuresOf, stateMessages } from './report';

/** Writes the report, in the language of `words`. */
export function writeMarkdown(bitexts: readonly Bitext[], { words }: { readonly words: Words }): Written {
  const losses = lossTally('Markdown');
  const say = (key: string, args = {}) => markdownText(words({ key: `report.${key}`, args }), losses);
  const parts = bitexts.map((bitext) => section(bitext, { words, losses, say }));
  return { text: `# ${say('title')}\n\n${parts.join('\n')}`, losses: losses.messages() };
}

interface Context {
  readonly losses: LossTally;
  readonly words: Words;
  /** Words of the report, as Markdown. */
  readonly say: (key: string, args?: Readonly<Record<string, string | number>>) => string;
}

function section(bitext: Bitext, context: Context): string {
  const { words, losses, say } = context;
  const text = (plain: string) => markdownText(plain, losses);
  const first: Side = bitext.source ?? 'zh';
  const sides: readonly Side[] = [first, otherSide(first)];
  const figures = figuresOf(bitext).map(({ label, value }) => {
    return `- ${text(words(label))}: ${text(typeof value === 'string' ? value : words(value))}\n`;
  });
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const rows = bitext.units.map((unit, at) => {
    const states = stateMessages(unit).map((message) => text(words(message)));
    return row([
      String(at + 1),
      ...sides.map((side) => (unit[side] ? text(unit[side].text) : `*${say('none')}*`)),
      [...states, ...notesOfUnit(unit, context)].join('<br>'),
    ]);
  });
  const loose = notesOfUnit(bitext.loose, context).map((note) => `- ${note}\n`);
  return [
    `## ${text(bitext.name)}\n\n`,
    ...figures,
    '\n',
    row([say('number'), ...sides.map((side) => say(`side.${side}`)), say('notes')]),
    '| ---: | --- | --- | --- |\n',
    ...rows,
    ...(loose.length ? [`\n### ${say('loose')}\n\n`, ...loose] : []),
  ].join('');
}

function notesOfUnit(
  { findings, threads }: Pick<Unit, 'findings' | 'threads'>,
  { words, losses }: Context,
): readonly string[] {
  return [
    ...findings.map((finding) => findingText(finding, words)),
    ...threads.flatMap((thread) => commentTexts(thread, words)),
  ].map((note) => markdownText(note, losses));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Punctuation that is never markup within a line; marks that are none between letters, or where a word ends. */
const HARMLESS =
  /[,;?%"'()]|(?<=[\p{L}\p{N}])[-.:](?=[\s"'”’)）]|$)|(?<=[\p{L}\p{N}])-(?=[\p{L}\p{N}])|(?<=\d)\.(?=\d)/u;

/**
 * Text on one line of Markdown, in a table cell or a list. A line end is `<br>`; white space at the ends, which would be
 * dropped, and tabs are references. Control characters show as U+FFFD and are counted.
 */
function markdownText(text: string, losses: LossTally): string {
  const whole = replaced(replaced(text, LONE_SURROGATE, losses), CONTROL, losses);
  const marks = new RegExp(`(${HARMLESS.source})|([!-/:-@[-\`{-~])`, 'gu');
  return whole
    .replace(marks, (character, harmless: string | undefined) => (harmless ? character : reference(character)))
    .replace(/^\s+|\s+$|[\t\u2028\u2029]| {2,}/gu, (space) => Array.from(space, reference).join(''))
    .replace(/\r\n?|\n/g, '<br>');
}

const reference = (character: string) => `&#${character.codePointAt(0)};`;
