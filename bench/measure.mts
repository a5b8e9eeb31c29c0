/**
 * One measurement in a process of its own, so that its time is not warmed and its memory not swollen by another:
 * `node measure.cjs KIND DICTIONARY FILE...` prints one {@link Measurement} as JSON. Started by cost.mts.
 *
 *   open                      opens the dictionary
 *   texts ZH EN               two texts, a sentence a line
 *   article FILE              an article: once cold, then again and again
 *   articles FILE...          many articles, the second time round
 *   linked FILE...            the same with all checks off
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { alignTexts, analyse, defaultSettings, formatOf, type Lexicon, openLexicon, sourceText } from '../src/core';
import { checks } from '../src/core/checks';
import { median } from './figures.mts';

/** What a child process prints. Times in milliseconds, memory in bytes. */
export interface Measurement {
  /** The work once, or the median of many times when it is warm. */
  readonly work: Time;
  /** The first time. */
  readonly first: Time;
  /** The longest time. */
  readonly most: Time;
  /** The process's peak, and what it used before the work. */
  readonly peak: number;
  readonly before: number;
  /** How much was found: beads with both sides, or groups. */
  readonly found: number;
}

/** Time on the clock, and the processor's: more where the collector works beside the program, less on a busy machine. */
export interface Time {
  readonly ms: number;
  readonly cpu: number;
}

/** An article is analysed so often, or as often as this time lets it, but a few times at least. */
const TIMES = { least: 4, most: 20, ms: 2000 };

const off = Object.fromEntries(checks.map(({ code }) => [code, 'off' as const]));

const [kind, dictionary, ...files] = process.argv.slice(2);
const settings = kind === 'linked' ? { ...defaultSettings, severity: off } : defaultSettings;
let lexicon: Lexicon | undefined;
const opened = timed(() => {
  lexicon = openLexicon(new Uint8Array(readFileSync(dictionary)));
});

switch (kind) {
  case 'open':
    print([opened], 0, process.memoryUsage().rss);
    break;
  case 'texts': {
    const [zh, en] = files.map((file) => readFileSync(file, 'utf8').split('\n'));
    const request = { zh, en, lexicon: lexicon as Lexicon };
    // The first hundred sentences warm the program up, so that growth is that of the work.
    alignTexts({ ...request, zh: zh.slice(0, 100), en: en.slice(0, 120) });
    const before = process.memoryUsage().rss;
    let found = 0;
    const time = timed(() => {
      found = alignTexts(request).filter((bead) => bead.zh.length && bead.en.length).length;
    });
    print([time], found, before);
    break;
  }
  case 'article': {
    const before = process.memoryUsage().rss;
    let found = 0;
    const times: Time[] = [];
    const end = performance.now() + TIMES.ms;
    while (times.length < TIMES.least || (times.length < TIMES.most && performance.now() < end)) {
      times.push(
        timed(() => {
          found = groupsOf(files);
        }),
      );
    }
    print(times, found, before);
    break;
  }
  case 'linked':
  case 'articles': {
    const before = process.memoryUsage().rss;
    const articles = files.map((file) => (file.endsWith('.zh.md') ? [file, file.replace(/zh\.md$/, 'en.md')] : [file]));
    for (const article of articles) groupsOf(article);
    print(
      articles.map((article) => timed(() => groupsOf(article))),
      articles.length,
      before,
    );
    break;
  }
  default:
    throw new Error(`There is no measurement “${kind}”.`);
}

function timed(work: () => void): Time {
  const from = performance.now();
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return { ms: performance.now() - from, cpu: (user + system) / 1000 };
}

function groupsOf(article: readonly string[]): number {
  const sources = article.map((file) => sourceText(readFileSync(file, 'utf8')));
  return analyse({ sources, format: formatOf(article[0]), lexicon: lexicon as Lexicon, settings }).groups.length;
}

function print(times: readonly Time[], found: number, before: number): void {
  // The first half of the times warms the program up.
  const later = kind === 'article' ? times.slice(times.length >> 1) : times;
  const measurement: Measurement = {
    work: { ms: median(later.map(({ ms }) => ms)), cpu: median(later.map(({ cpu }) => cpu)) },
    first: times[0],
    most: times.reduce((most, time) => (time.ms > most.ms ? time : most)),
    peak: peakMemory(),
    before,
    found,
  };
  console.log(JSON.stringify(measurement));
}

/** The peak of this process. Where there is no /proc, getrusage: there a large parent may show through. */
function peakMemory(): number {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kilobytes) return Number(kilobytes) * 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}
