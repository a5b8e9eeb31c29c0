/**
 * A report as one HTML file: no script, nothing fetched, no style but its own. Text of the article is text and nothing
 * else: every character with a meaning in HTML is a reference, and the policy would run nothing anyway.
 */
import { otherSide } from '../language';
import type { Side } from '../model';
import type { Bitext, Passage, Unit, Words, Written } from './bitext';
import { LANGUAGE_TAG } from './languages';
import { LONE_SURROGATE, type LossTally, lossTally, replaced } from './losses';
import { commentTexts, findingText } from './notes';
import { figuresOf, stateMessages } from './report';

/** The style of the report. Changed, it needs another {@link STYLE_HASH}; a test says which. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1f2328; --paper: #ffffff; --line: #8c959f; --quiet: #59636e; --head: #f0f2f4;
  --error: #b3261e; --warning: #8a5300; --information: #0b5cad; --hint: #59636e; --good: #1a6b3c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --paper: #15181c; --line: #6a737d; --quiet: #a3abb4;
  --head: #22272d; --error: #ff9a92; --warning: #f0b65a; --information: #7cbcff; --hint: #a3abb4; --good: #6ed09a; } }
@media (prefers-contrast: more) { :root { --ink: CanvasText; --paper: Canvas; --line: CanvasText; --quiet: CanvasText; } }
body { margin: 0 auto; padding: 1rem; max-width: 90rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; margin-top: 2rem; } h1, h2, td, li { overflow-wrap: anywhere; }
dl { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; } dt { color: var(--quiet); } dd { margin: 0; font-weight: 600; }
dl div { display: flex; gap: .5rem; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
caption { text-align: start; color: var(--quiet); padding: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .5rem .6rem; text-align: start; vertical-align: top; }
thead th { background: var(--head); position: sticky; top: 0; }
th:first-child { width: 3.5rem; } th:last-child { width: 24%; }
td.text { white-space: pre-wrap; tab-size: 4; } td.none, .lines { color: var(--quiet); }
.lines { display: block; font-size: .8rem; white-space: normal; }
ul { margin: 0; padding-inline-start: 1.1rem; } li { white-space: pre-wrap; }
bdi { unicode-bidi: isolate; }
.error { color: var(--error); } .warning { color: var(--warning); } .information { color: var(--information); }
.hint { color: var(--hint); } .approved { color: var(--good); } .flagged, .changed { color: var(--error); font-weight: 600; }
@media (max-width: 45rem) { table { font-size: .8rem; } th, td { padding: .3rem; } th:first-child { width: 2rem; } }
@media print { body { max-width: none; padding: 0; font-size: 9.5pt; color: #000; background: #fff; }
  thead th { position: static; } tr { break-inside: avoid; } }
@media (forced-colors: active) { th, td { border-color: CanvasText; } }
`;

/** SHA-256 of {@link STYLE}, for the policy. */
export const STYLE_HASH = 'sha256-9jnMD7recHo+UMKXHjORsKHH4+bSVYCu01LjyOwNd5w=';

/** Writes the report, in the language of `words`. */
export function writeHtml(bitexts: readonly Bitext[], { words }: { readonly words: Words }): Written {
  const losses = lossTally('HTML');
  const context: Context = {
    losses,
    say: (key, args = {}) => htmlText(words({ key: `report.${key}`, args }), losses),
    words,
  };
  const title = context.say('title');
  const policy = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;
  const text = [
    '<!DOCTYPE html>\n',
    `<html lang="${context.say('lang')}">\n<head>\n<meta charset="utf-8">\n`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    '<meta name="referrer" content="no-referrer">\n',
    `<title>${bitexts.length === 1 ? `${htmlText(bitexts[0].name, losses)} – ` : ''}${title}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n<main>\n<h1>${title}</h1>\n`,
    ...bitexts.map((bitext, at) => section(bitext, `f${at + 1}`, context)),
    '</main>\n</body>\n</html>\n',
  ].join('');
  return { text, losses: losses.messages() };
}

interface Context {
  readonly losses: LossTally;
  readonly words: Words;
  /** Words of the report, as HTML. */
  readonly say: (key: string, args?: Readonly<Record<string, string | number>>) => string;
}

function section(bitext: Bitext, id: string, context: Context): string {
  const { words, losses, say } = context;
  const text = (plain: string) => htmlText(plain, losses);
  const first: Side = bitext.source ?? 'zh';
  const sides: readonly Side[] = [first, otherSide(first)];
  const figures = figuresOf(bitext).map(({ label, value }) => {
    const shown = typeof value === 'string' ? value : words(value);
    return `<div><dt>${text(words(label))}</dt><dd>${text(shown)}</dd></div>\n`;
  });
  const loose = notesList(bitext.loose, context);
  return [
    `<section aria-labelledby="${id}">\n<h2 id="${id}"><bdi>${text(bitext.name)}</bdi></h2>\n`,
    `<dl>\n${figures.join('')}</dl>\n`,
    `<table>\n<caption>${say(`caption.${bitext.level}`)}</caption>\n<thead>\n<tr><th scope="col">${say('number')}</th>`,
    ...sides.map((side) => `<th scope="col">${say(`side.${side}`)}</th>`),
    `<th scope="col">${say('notes')}</th></tr>\n</thead>\n<tbody>\n`,
    ...bitext.units.map((unit, at) => row(unit, { id: `${id}-${at + 1}`, number: at + 1, sides }, context)),
    '</tbody>\n</table>\n',
    loose ? `<h3>${say('loose')}</h3>\n${loose}\n` : '',
    '</section>\n',
  ].join('');
}

function row(
  unit: Unit,
  { id, number, sides }: { readonly id: string; readonly number: number; readonly sides: readonly Side[] },
  context: Context,
): string {
  const { words, losses } = context;
  const state = stateMessages(unit).map((message) => `<li>${htmlText(words(message), losses)}</li>`);
  const told = [
    state.length ? `<ul class="${unit.review ?? unit.kind}">${state.join('')}</ul>` : '',
    notesList(unit, context),
  ];
  return [
    `<tr id="${id}"><th scope="row">${number}</th>\n`,
    ...sides.map((side) => cell(unit[side], side, context)),
    `<td>${told.join('')}</td></tr>\n`,
  ].join('');
}

function cell(passage: Passage | undefined, side: Side, { say, losses }: Context): string {
  if (!passage) return `<td class="none">${say('none')}</td>\n`;
  const lines = `<span class="lines">${say('lines', { lines: passage.lines.join(', ') })}</span>`;
  // Right after the tag a line end would be dropped in some elements, and leading blanks are part of the text.
  return `<td class="text"><bdi lang="${LANGUAGE_TAG[side]}">${htmlText(passage.text, losses)}</bdi>${lines}</td>\n`;
}

function notesList({ findings, threads }: Pick<Unit, 'findings' | 'threads'>, { words, losses }: Context): string {
  const items = [
    ...findings.map(
      (finding) => `<li class="${finding.severity}">${htmlText(findingText(finding, words), losses)}</li>`,
    ),
    ...threads.map((thread) => {
      const comments = commentTexts(thread, words).map((text) => `<li>${htmlText(text, losses)}</li>`);
      return `<li><ul>${comments.join('')}</ul></li>`;
    }),
  ];
  return items.length ? `<ul>${items.join('')}</ul>` : '';
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;',
};

/** What a parser of HTML drops or replaces. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
const NUL = /\u0000/g;

/** Text for an element or a quoted attribute. A CR is a reference, since a parser would make it a line end. */
function htmlText(text: string, losses: LossTally): string {
  const whole = replaced(replaced(text, LONE_SURROGATE, losses), NUL, losses);
  return whole.replace(/[&<>"'\r]/g, (character) => REFERENCES[character]);
}
