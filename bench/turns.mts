/**
 * npm run bench:turns -- [-v] CORPUS...: who speaks. Lines given to the right speaker over the files whose gold names
 * speakers; sentences of our own annotated news and of the corpus's sentence-level article; false turns in kinds that
 * hold no speech; and what turns cost beside the alignment.
 *
 * -v lists the files, the wrong lines with their names, and the false turns.
 */
import { readFileSync } from 'node:fs';
import {
  type Article,
  analyse,
  defaultSettings,
  formatOf,
  lineAt,
  type Person,
  type SourceText,
  sourceText,
} from '../src/core';
import { alignArticle } from '../src/core/align/article';
import { segmentArticle } from '../src/core/segment/segments';
import { findTurns } from '../src/core/turns/turns';
import { readMarks, SPOKEN } from '../test/core/spoken';
import { readArticles } from './corpus.mts';
import { share, table } from './figures.mts';
import { readLexicon } from './lexicon.mts';

const verbose = process.argv.includes('-v');
const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
if (!folders.length) {
  console.error('usage: npm run bench:turns -- [-v] CORPUS...');
  process.exit(2);
}
const lexicon = readLexicon();
const articles = folders.flatMap((folder) => readArticles(folder).articles);

/** Kinds of the corpus in which nobody speaks. */
const SILENT = new Set(['docs', 'docs-machine', 'gov']);

/**
 * Who speaks in the article that has gold sentences: letters by line, or by line and sentence where a line has several.
 * Two people; every other sentence is told.
 */
const SENTENCE_GOLD: Readonly<Record<string, string>> = {
  ...Object.fromEntries([4, 5, 7, 8, 9, 10, 11, 12, 13, 24].map((line) => [String(line), 'A'])),
  ...Object.fromEntries([15, 16, 17, 18, 19, 20, 21].map((line) => [String(line), 'B'])),
  '22.2': 'A',
};

/** Hits of what we gave and of what there is. */
interface Count {
  right: number;
  given: number;
  wanted: number;
}

spokenLines();
annotatedSentences();
sentenceArticle();
falseTurns();
cost();

function read(files: readonly string[]): Article {
  return analyse({
    sources: files.map((file) => sourceText(readFileSync(file, 'utf8'))),
    format: formatOf(files[0]),
    lexicon,
    settings: defaultSettings,
    scope: 'include',
  });
}

/** Lines that a span touches, 1-based. */
function linesOf(source: SourceText, start: number, end: number): number[] {
  const lines: number[] = [];
  for (let line = lineAt(source, start); line <= lineAt(source, end - 1); line++) {
    const { lineStarts, text } = source;
    if (text.slice(lineStarts[line], lineStarts[line + 1]).trim()) lines.push(line + 1);
  }
  return lines;
}

/** Does one of a person's names stand for one of the gold's? */
function isNamed(person: Person, names: readonly (string | null)[]): boolean {
  const own = [person.zh, person.en, ...person.variants.zh, ...person.variants.en].map(plain);
  return names.map(plain).some((name) => name && own.includes(name));
}

function plain(name: string | null): string {
  return (name ?? '').replace(/[*_\s·•.]/g, '').toLowerCase();
}

/** A line is right when its turn's person has one of the names that the gold gives it; a line has one turn, its longest. */
function spokenLines(): void {
  const rows = [['lines with a speaker', 'turns', 'gold', 'precision', 'recall', 'speakers']];
  const all: Count = { right: 0, given: 0, wanted: 0 };
  for (const gold of articles.filter(({ speakers }) => speakers.length)) {
    const article = read(gold.files);
    const count: Count = { right: 0, given: 0, wanted: 0 };
    const wanted = new Map(gold.speakers.flatMap((turn) => turn.lines.map((line) => [line, turn] as const)));
    const given = personsOfLines(article);
    for (const [line, person] of given) {
      const turn = wanted.get(line);
      count.given++;
      if (turn && person && isNamed(person, [turn.speaker_zh, turn.speaker_en])) count.right++;
      else if (verbose) {
        const says = person ? `${person.zh}/${person.en}` : 'somebody';
        console.log(`  ${gold.id}:${line} ${says} for ${turn ? `${turn.speaker_zh}/${turn.speaker_en}` : 'nobody'}`);
      }
    }
    count.wanted = wanted.size;
    if (verbose) {
      const missing = [...wanted.keys()].filter((line) => !given.has(line));
      if (missing.length) console.log(`  ${gold.id} without a speaker: ${missing.join(' ')}`);
    }
    for (const key of ['right', 'given', 'wanted'] as const) all[key] += count[key];
    rows.push(
      row(gold.id, String(article.turns.length), String(gold.speakers.length), count, String(article.speakers.length)),
    );
  }
  rows.push(row('all', '', '', all, ''));
  console.log(table(rows));
}

function row(name: string, turns: string, gold: string, count: Count, speakers: string): string[] {
  return [name, turns, gold, share(count.right, count.given), share(count.right, count.wanted), speakers];
}

function personsOfLines(article: Article): Map<number, Person | undefined> {
  const longest = new Map<number, { length: number; person: Person | undefined }>();
  for (const { spans, person } of article.turns) {
    for (const { span } of spans) {
      const source = article.sources[span.source];
      for (const line of linesOf(source, span.start, span.end)) {
        const from = Math.max(span.start, source.lineStarts[line - 1]);
        const to = Math.min(span.end, source.lineStarts[line] ?? source.text.length);
        if ((longest.get(line)?.length ?? 0) < to - from)
          longest.set(line, { length: to - from, person: person === undefined ? undefined : article.speakers[person] });
      }
    }
  }
  return new Map([...longest].map(([line, { person }]) => [line, person]));
}

/** The person who says the middle of each stretch, against who should; one person must not be given two letters. */
function score(
  article: Article,
  stretches: readonly { start: number; end: number; speaker: string | undefined }[],
  isRight: (person: Person, speaker: string) => boolean,
): { count: Count; narration: number; wrong: string[] } {
  const count: Count = { right: 0, given: 0, wanted: 0 };
  const wrong: string[] = [];
  let narration = 0;
  for (const { start, end, speaker } of stretches) {
    const sentences = article.sentences.filter(({ span }) => span.start < end && span.end > start);
    for (const { span } of sentences) {
      const middle = (Math.max(start, span.start) + Math.min(end, span.end)) >> 1;
      const turn = article.turns.find(({ spans }) =>
        spans.some(({ span: part }) => part.start <= middle && middle < part.end),
      );
      const person = turn?.person === undefined ? undefined : article.speakers[turn.person];
      const right = !!speaker && !!person && isRight(person, speaker);
      if (turn) count.given++;
      if (speaker) count.wanted++;
      if (right) count.right++;
      if (turn && !speaker) narration++;
      if (right || (!turn && !speaker)) continue;
      const line = lineAt(article.sources[0], span.start) + 1;
      wrong.push(`line ${line}: ${turn ? `${person?.zh}/${person?.en}` : 'nobody'} for ${speaker ?? 'nobody'}`);
    }
  }
  return { count, narration, wrong };
}

/** Our own annotated news, sentence by sentence. */
function annotatedSentences(): void {
  const rows = [['sentences with a speaker', 'precision', 'recall', 'narration given a speaker']];
  for (const { name, speakers, marked } of SPOKEN) {
    const { text, stretches } = readMarks(marked);
    const article = analyse({
      sources: [sourceText(text)],
      format: 'prose',
      lexicon,
      settings: defaultSettings,
      scope: 'include',
    });
    const { count, narration, wrong } = score(article, stretches, (person, letter) =>
      isNamed(person, speakers[letter]),
    );
    rows.push([name, share(count.right, count.given), share(count.right, count.wanted), String(narration)]);
    if (verbose) for (const line of wrong) console.log(`  ${name}: ${line}`);
  }
  console.log(`\n${table(rows)}`);
}

function sentenceArticle(): void {
  for (const gold of articles.filter(({ sentences }) => sentences.length)) {
    const article = read(gold.files);
    const seen = new Map<number, number>();
    const stretches = gold.sentences.map(({ line, start, end }) => {
      const number = (seen.get(line) ?? 0) + 1;
      seen.set(line, number);
      const from = article.sources[0].lineStarts[line - 1];
      const speaker = SENTENCE_GOLD[`${line}.${number}`] ?? SENTENCE_GOLD[String(line)];
      return { start: from + start, end: from + end, speaker };
    });
    // The people go by letters: whoever speaks first is the first letter.
    const letters = new Map(article.speakers.map((person, at) => [person, 'AB'[at]]));
    const { count, narration, wrong } = score(article, stretches, (person, letter) => letters.get(person) === letter);
    console.log(
      `\n${gold.id}: ${count.wanted} spoken sentences, precision ${share(count.right, count.given)}, recall ` +
        `${share(count.right, count.wanted)}; told sentences given a speaker: ${narration}`,
    );
    if (verbose) for (const line of wrong) console.log(`  ${line}`);
  }
}

function falseTurns(): void {
  const rows = [['nobody speaks', 'files', 'paragraphs', 'turns', 'in fifty paragraphs']];
  for (const kind of SILENT) {
    const files = articles.filter((gold) => gold.kind === kind);
    let paragraphs = 0;
    let turns = 0;
    for (const gold of files) {
      const article = read(gold.files);
      paragraphs += article.segments.filter(({ alignable }) => alignable).length;
      turns += article.turns.length;
      if (verbose && article.turns.length)
        console.log(`  ${gold.id}: ${article.speakers.map(({ zh, en }) => `${zh}/${en}`).join(', ')}`);
    }
    rows.push([kind, String(files.length), String(paragraphs), String(turns), ((50 * turns) / paragraphs).toFixed(2)]);
  }
  console.log(`\n${table(rows)}`);
}

/** Processor time of turns and of the alignment over all articles, the least of three runs each. */
function cost(): void {
  let alignment = 0;
  let turns = 0;
  for (const gold of articles) {
    const sources = gold.files.map((file) => sourceText(readFileSync(file, 'utf8')));
    const format = formatOf(gold.files[0]);
    const segmentation = segmentArticle(sources, format === 'code' ? 'prose' : format);
    const article = read(gold.files);
    alignment += least(() => {
      const steps = alignArticle(segmentation, lexicon);
      while (!steps.next().done);
    });
    turns += least(() => findTurns(article, lexicon));
  }
  console.log(
    `\nturns ${turns.toFixed(0)} ms, alignment ${alignment.toFixed(0)} ms: ${share(turns, alignment)} of its cost`,
  );
}

function least(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 3; time++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}
