/**
 * npm run bench:reading -- CORPUS...: what the reading view costs on an article of 5,000 pairs: rows, what changes after
 * an edit, and its page in a headless Chromium: how many rows exist, and the frames while it scrolls.
 *
 * The article is grown from the paragraphs of the corpora (bench/material.mts). Frames are measured on the clock: on a
 * busy machine they tell more of the machine than of the page, so that the processor time of the page is printed too.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { ensureBrowser } from '../scripts/vscode-host.mts';
import { analyse, defaultSettings, sourceText } from '../src/core';
import { readingOf, renewRows } from '../src/core/reading';
import { pageWords, shownRow } from '../src/editor/readingRows';
import type { Words } from '../src/editor/services';
import { wording } from '../src/messages';
import type { ToPage } from '../src/webview/protocol';
import { median, processorTime, table } from './figures.mts';
import { ROOT, readLexicon } from './lexicon.mts';
import { grown, readParagraphs, wordChanger } from './material.mts';

const PAIRS = 5000;
const FRAMES = 300;

const folders = process.argv.slice(2);
const paragraphs = readParagraphs(folders);
if (!paragraphs.length) {
  console.error('usage: npm run bench:reading -- CORPUS... (with articles); run “npm run build” first.');
  process.exit(2);
}

const of = wording('en');
const words: Words = { of, say: (key, args = {}) => of({ key, args }) };
const lexicon = readLexicon();
const milliseconds = (value: number) => `${value.toFixed(1)} ms`;

const lines = grown(paragraphs, PAIRS, wordChanger(paragraphs, lexicon)).flatMap(({ zh, en }) => [
  ...zh,
  '',
  ...en,
  '',
]);
const request = { format: 'prose', lexicon, settings: defaultSettings, scope: 'include' } as const;
const article = analyse({ ...request, sources: [sourceText(lines.join('\n'))] });
const middle = lines.findIndex((line, at) => at > lines.length / 2 && line.length > 20);
lines[middle] = `${lines[middle].slice(0, 8)}，${lines[middle].slice(8)}`;
const { statistics, memory } = article;
const edited = analyse({ ...request, sources: [sourceText(lines.join('\n'))], statistics, memory });

const { rows } = readingOf(article);
const next = readingOf(edited).rows;
const { splices } = renewRows(rows, next);
const shown = rows.map((row) => shownRow(row, words));
const sent = splices.map((splice) => ({ ...splice, rows: splice.rows.map((row) => shownRow(row, words)) }));

console.log(
  `${table([
    ['in the extension', ''],
    ['rows', String(rows.length)],
    ['making them', milliseconds(processorTime(() => readingOf(article)))],
    ['putting them to words', milliseconds(processorTime(() => rows.map((row) => shownRow(row, words))))],
    ['what changes after an edit', milliseconds(processorTime(() => renewRows(rows, next)))],
    ['rows sent after an edit', String(sent.reduce((sum, each) => sum + each.rows.length, 0))],
    ['share of the whole that is sent', (JSON.stringify(sent).length / JSON.stringify(shown).length).toExponential(1)],
  ])}\n`,
);

const browser = await chromium.launch({ executablePath: ensureBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({ viewport: { width: 700, height: 900 } });
  await page.addInitScript('globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} })');
  const style = readFileSync(path.join(ROOT, 'media', 'reading.css'), 'utf8');
  await page.goto('about:blank');
  await page.setContent(`<style>:root { --vscode-font-size: 13px; --vscode-font-family: sans-serif }${style}</style>`);
  await page.addScriptTag({ path: path.join(ROOT, 'dist', 'webview', 'reading.js') });
  const uri = 'bench:';
  const opened = await told(page, { kind: 'show', uri, words: pageWords(words), rows: shown, follow: true });
  const made = await count(page, '.list .row');
  const nodes = await count(page, '*');
  const changed = await told(page, { kind: 'change', splices: sent });
  const looked = await run<number>(
    page,
    'const t = performance.now(); const i = document.querySelector(".find"); i.value = "the"; i.dispatchEvent(new Event("input")); const d = performance.now() - t; i.value = ""; i.dispatchEvent(new Event("input")); return d;',
  );
  const jumped = await run<number>(
    page,
    'const s = document.querySelector(".scroller"); const t = performance.now(); s.scrollTop = s.scrollHeight; await new Promise(requestAnimationFrame); s.getBoundingClientRect(); const d = performance.now() - t; s.scrollTop = 0; await new Promise(requestAnimationFrame); return d;',
  );
  const scrolled = [await frames(page, 60), await frames(page, 600), await frames(page, -600)];
  const most = await count(page, '.list .row');
  console.log(
    table([
      ['in its page', ''],
      ['opening, until the first rows are laid out', milliseconds(opened)],
      ['rows that exist, of all', `${made} of ${rows.length}; after scrolling ${most}`],
      ['elements in the page', String(nodes)],
      ['a change', milliseconds(changed)],
      ['finding a frequent word', milliseconds(looked)],
      ['to the end', milliseconds(jumped)],
    ]),
  );
  console.log(
    `\n${table([
      [
        `scrolling, ${FRAMES} frames`,
        'median frame',
        'longest frame',
        'longest work in one',
        'processor, mean',
        'blank frames',
      ],
      ...scrolled.map((each) => [
        `${each.by} pixels a frame`,
        milliseconds(each.median),
        milliseconds(each.longest),
        milliseconds(each.work),
        milliseconds(each.processor),
        String(each.blank),
      ]),
    ])}`,
  );
} finally {
  await browser.close();
}

/** Runs a text as the body of a function in the page. */
function run<T>(page: Page, body: string): Promise<T> {
  return page.evaluate(`(async () => { ${body} })()`) as Promise<T>;
}

function count(page: Page, selector: string): Promise<number> {
  return run(page, `return document.querySelectorAll(${JSON.stringify(selector)}).length`);
}

/** Gives the page a message: how long it takes it, layout included. */
function told(page: Page, message: ToPage): Promise<number> {
  return run(
    page,
    `const data = ${JSON.stringify(message)};
     const start = performance.now();
     window.dispatchEvent(new MessageEvent('message', { data }));
     document.body.getBoundingClientRect();
     return performance.now() - start;`,
  );
}

/** Scrolls by so many pixels in each frame. A blank frame would show the ground where rows should be. */
async function frames(page: Page, by: number) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  // Seconds of the processor in which the page's thread did something: style, layout, paint and script.
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await busy();
  const result = await run<{ times: number[]; work: number[]; blank: number }>(
    page,
    `const scroller = document.querySelector('.scroller');
     const list = document.querySelector('.list');
     const times = [], work = [];
     let blank = 0, last = await new Promise(requestAnimationFrame);
     for (let frame = 0; frame < ${FRAMES}; frame++) {
       const start = performance.now();
       scroller.scrollTop += ${by};
       scroller.dispatchEvent(new Event('scroll'));
       const [box, frameBox] = [list.getBoundingClientRect(), scroller.getBoundingClientRect()];
       work.push(performance.now() - start);
       if (box.top > frameBox.top + 1 || (box.bottom < frameBox.bottom - 1 && scroller.scrollTop < scroller.scrollHeight - 2 * frameBox.height)) blank++;
       const now = await new Promise(requestAnimationFrame);
       times.push(now - last);
       last = now;
     }
     return { times, work, blank };`,
  );
  const after = await busy();
  return {
    by,
    median: median(result.times),
    longest: Math.max(...result.times),
    work: Math.max(...result.work),
    processor: (1000 * (after - before)) / FRAMES,
    blank: result.blank,
  };
}
