/** The rows of the reading view put to words, for its page and for print. */
import type { ReadingParagraph, ReadingRow, Role } from '../core';
import type { Note, PageWords, ShownParagraph, ShownRow } from '../webview/protocol';
import { plainLabel } from './escape';
import { UNALIGNED_LABEL } from './marks';
import type { Words } from './services';

const FORMS: Partial<Record<Role, ShownParagraph['form']>> = {
  body: 'body',
  heading: 'heading',
  code: 'code',
  markup: 'code',
};

/** A row put to words. */
export function shownRow(row: ReadingRow, words: Words): ShownRow {
  const column = (all: readonly ReadingParagraph[]) => all.map((paragraph) => shownParagraph(paragraph, words));
  const { key, kind, missing } = row;
  const [zh, en, aside] = [column(row.zh), column(row.en), column(row.aside)];
  return { key, kind, missing, zh, en, aside, marks: marksOf(row, words) };
}

function shownParagraph({ text, role, speakers, findings, threads }: ReadingParagraph, words: Words): ShownParagraph {
  const notes: Note[] = findings.map(({ severity, message }) => {
    const say = words.say(`editor.reading.${severity}`);
    return { sign: severity, text: words.say('editor.sentences', { say, detail: plainLabel(words.of(message)) }) };
  });
  if (threads) {
    const key = threads === 1 ? 'editor.reading.comment' : 'editor.reading.comments';
    notes.push({ sign: 'comment', text: words.say(key, { count: threads }) });
  }
  const speaker = speakers.map(plainLabel).join(words.say('editor.comma'));
  return { text, form: FORMS[role] ?? 'small', speaker, notes };
}

function marksOf({ manual, review, remark }: ReadingRow, words: Words): readonly Note[] {
  const marks: Note[] = [];
  if (manual) marks.push({ sign: 'manual', text: words.say('editor.reading.manual') });
  if (review) {
    const say = words.say(`editor.reading.${review}`);
    const detail = plainLabel(remark);
    marks.push({ sign: review, text: detail ? words.say('editor.sentences', { say, detail }) : say });
  }
  return marks;
}

/** The words of the page itself. */
export function pageWords(words: Words): PageWords {
  return {
    table: words.say('editor.reading.table'),
    pair: words.say('editor.reading.pair'),
    zh: words.say('editor.reading.zh'),
    en: words.say('editor.reading.en'),
    find: words.say('editor.reading.find'),
    count: words.say('editor.reading.count'),
    nothing: words.say('editor.reading.nothing'),
    next: words.say('editor.reading.next'),
    previous: words.say('editor.reading.previous'),
    follow: words.say('editor.reading.follow'),
    print: words.say('editor.reading.print'),
    noArticle: words.say('editor.reading.noArticle'),
    unpaired: words.say('editor.reading.unpaired'),
  };
}

/** What is needed for a page to be printed. */
export interface PrintedPage {
  readonly title: string;
  /** A language tag for the words that are not the article's. */
  readonly locale: string;
  readonly rows: readonly ShownRow[];
  readonly words: PageWords;
}

/** All rows as one page of HTML that needs nothing else: no script, nothing from elsewhere. */
export function printedPage({ title, locale, rows, words }: PrintedPage): string {
  let number = 0;
  const body = rows.map((row) => {
    if (row.kind === 'pair') number++;
    const label = row.kind === 'pair' ? String(number) : row.missing ? UNALIGNED_LABEL : '';
    const name = `<th scope="row">${label}</th>`;
    const marks = notes(row.marks);
    if (row.kind === 'aside') return `<tr class="aside">${name}<td colspan="2">${marks}${cell(row.aside)}</td></tr>`;
    return `<tr class="${row.kind}">${name}<td lang="zh-CN">${row.zh.length ? marks : ''}${cell(row.zh)}</td><td lang="en">${row.zh.length ? '' : marks}${cell(row.en)}</td></tr>`;
  });
  return `<!DOCTYPE html>
<html lang="${html(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${html(title)}</title>
<style>${PRINT_STYLE}</style>
</head>
<body>
<h1>${html(title)}</h1>
<table>
<thead><tr><th scope="col">${html(words.pair)}</th><th scope="col">${html(words.zh)}</th><th scope="col">${html(words.en)}</th></tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>
</body>
</html>
`;
}

function cell(paragraphs: readonly ShownParagraph[]): string {
  return paragraphs
    .map(({ text, form, speaker, notes: said }) => {
      const who = speaker ? `<b class="speaker">${html(speaker)}</b>` : '';
      return `<div class="${form}">${who}<p dir="auto">${html(text)}</p>${notes(said)}</div>`;
    })
    .join('');
}

function notes(said: readonly Note[]): string {
  return said.map(({ sign, text }) => `<p class="note ${sign}">${html(text)}</p>`).join('');
}

/** Text as HTML, in elements and in attributes. */
function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const PRINT_STYLE = `
body { font: 11pt/1.6 system-ui, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; color: #000; background: #fff; }
h1 { font-size: 1.2em; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border-top: 1px solid #aaa; padding: 0.4em 0.6em; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
th { width: 4em; font-weight: normal; color: #444; }
p { margin: 0; white-space: pre-line; }
div + div { margin-top: 0.5em; }
.heading p { font-weight: bold; }
.small p { color: #444; font-size: 0.9em; }
.code p { font-family: ui-monospace, monospace; white-space: pre-wrap; }
.speaker { display: block; font-size: 0.8em; }
.note { font-size: 0.8em; font-style: italic; color: #444; }
.alone td, .alone th { border-inline-start: 2px dashed #888; }
@page { margin: 15mm; }
`;
