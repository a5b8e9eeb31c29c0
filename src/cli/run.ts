/** The commands: read, ask the core, print. */
import path from 'node:path';
import { version } from '../../package.json';
import {
  type Article,
  type Bitext,
  checkCodes,
  countScripts,
  formatOf,
  type Glossary,
  glossaryOf,
  handOver,
  handOverTexts,
  type Language,
  type Lexicon,
  languageOf,
  type Message,
  type ReadGlossary,
  readGlossary,
  type Settings,
  type SourceText,
  scopeOf,
  sourceText,
  writeBitexts,
  writeLadder,
} from '../core';
import { wording } from '../messages';
import { githubLine, sarifLog } from './annotations';
import {
  type AlignRequest,
  type CheckRequest,
  type ExportRequest,
  type InspectRequest,
  parseArguments,
} from './arguments';
import { readConfiguration, unreadable } from './config';
import { decode } from './decode';
import { type Engine, type PairSentence, engine as realEngine } from './engine';
import { expandInputs, type Target } from './files';
import type { CliHost } from './host';
import { articleJson, type DiagnosticJson, diagnosticsOf, rangeOf, type Words } from './json';
import { articleSummary, atLeast, diagnosticLine, noFindings, tallied } from './report';
import { reviewOf } from './review';

/** Exit status: done; findings at or above the threshold; wrong usage, or something could not be read. */
const OK = 0;
const FOUND = 1;
const FAILED = 2;

/** What writing gives when the reader has gone; EOF is what Windows says. */
const CLOSED: ReadonlySet<string> = new Set(['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED']);

/** What a command works with. */
interface Session {
  readonly host: CliHost;
  readonly engine: Engine;
  readonly encoding: string | undefined;
  readonly settings: Settings;
  readonly glossary: Glossary | undefined;
  /** For people, and for machines. */
  readonly words: Words;
  readonly plainWords: Words;
  readonly complain: (message: Message) => Promise<void>;
  readonly lexicon: () => Promise<Lexicon>;
}

/** The work cannot go on; the message says why. */
class Fatal extends Error {
  constructor(readonly reason: Message) {
    super(reason.key);
  }
}

/**
 * Runs the program and resolves to its exit status; never rejects. What is printed has gone out when it resolves.
 * A reader that closes its end early ends the work quietly.
 */
export async function run(argv: readonly string[], host: CliHost, engine: Engine = realEngine): Promise<number> {
  try {
    return await runCommand(argv, host, engine);
  } catch (error) {
    if (CLOSED.has((error as { code?: string }).code ?? '')) return OK;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    await host.stderr(`parallel-text: ${text}\n`).catch(() => {});
    return FAILED;
  }
}

async function runCommand(argv: readonly string[], host: CliHost, engine: Engine): Promise<number> {
  const request = parseArguments(argv);
  const asked = 'locale' in request ? request.locale : undefined;
  const words = wording(asked ?? localeOf(host.env));
  const complain = (message: Message) => host.stderr(`parallel-text: ${words(message)}\n`);
  if (request.kind === 'version') {
    await host.stdout(`${version}\n`);
    return OK;
  }
  if (request.kind === 'help') {
    await host.stdout(`${words({ key: 'cli.help', args: {} })}\n`);
    return OK;
  }
  if (request.kind === 'wrong') {
    await complain(request.message);
    await host.stderr(`${words({ key: 'cli.usageHint', args: {} })}\n`);
    return FAILED;
  }
  const configuration = await readConfiguration(request.config, host);
  if (configuration.kind === 'wrong') {
    await complain(configuration.message);
    return FAILED;
  }
  for (const message of configuration.complaints) await complain(message);
  const { settings } = configuration;
  const terms = await readGlossaries(request.kind === 'align' ? [] : settings.glossary, { host, words, complain });
  let lexicon: Promise<Lexicon> | undefined;
  const session: Session = {
    host,
    engine,
    encoding: request.encoding,
    settings,
    glossary: terms.glossary,
    words,
    plainWords: wording(asked ?? 'en'),
    complain,
    lexicon: () => {
      lexicon ??= openLexicon(host, engine);
      return lexicon;
    },
  };
  try {
    const status = await execute(request, session);
    return terms.failed ? FAILED : status;
  } catch (error) {
    if (!(error instanceof Fatal)) throw error;
    await complain(error.reason);
    return FAILED;
  }
}

function execute(
  request: InspectRequest | CheckRequest | AlignRequest | ExportRequest,
  session: Session,
): Promise<number> {
  switch (request.kind) {
    case 'inspect':
      return inspect(request, session);
    case 'check':
      return check(request, session);
    case 'align':
      return align(request, session);
    case 'export':
      return exportArticles(request, session);
  }
}

/** Reads the glossaries of the settings, relative to the working directory; says what is wrong with them. */
async function readGlossaries(
  files: readonly string[],
  { host, words, complain }: Pick<Session, 'host' | 'words' | 'complain'>,
): Promise<{ readonly glossary: Glossary | undefined; readonly failed: boolean }> {
  const all: ReadGlossary[] = [];
  let failed = false;
  for (const file of files) {
    const text = await read(file, { host, encoding: undefined, complain });
    if (!text) {
      failed = true;
      continue;
    }
    const glossary = readGlossary(file, text.source.text);
    for (const { line, message, unusable } of glossary.problems) {
      await complain({ key: 'cli.glossary', args: { file, line, problem: words(message) } });
      failed ||= unusable;
    }
    all.push(glossary);
  }
  return { glossary: glossaryOf(all), failed };
}

async function inspect({ json, inputs }: InspectRequest, session: Session): Promise<number> {
  let status = OK;
  for await (const target of expandInputs(inputs, session.host)) {
    const seen = await look(target, session);
    if (!seen) status = FAILED;
    else if (json) {
      await session.host.stdout(`${JSON.stringify(articleJson(seen.article, seen.files, session.plainWords))}\n`);
    } else {
      const { article, files, encodings } = seen;
      await session.host.stdout(articleSummary(article, files.join(' + '), encodings, session.words));
    }
  }
  return status;
}

async function check({ format, minSeverity, inputs }: CheckRequest, session: Session): Promise<number> {
  const { host, complain, words } = session;
  const all: DiagnosticJson[] = [];
  let files = 0;
  let others = 0;
  let failed = 0;
  let tally = noFindings;
  for await (const target of expandInputs(inputs, host)) {
    const seen = await look(target, session);
    if (!seen) {
      failed++;
      continue;
    }
    files += seen.files.length;
    const { recognised, reason } = seen.article.recognition;
    if (!recognised) {
      others += seen.files.length;
      const globbed = target.kind === 'single' && target.globbed;
      const args = { file: seen.files.join(' + '), reason: words(reason) };
      if (!globbed) await complain({ key: 'cli.notArticle', args });
      continue;
    }
    const diagnostics = diagnosticsOf(seen.article, seen.files, format === 'text' ? words : session.plainWords);
    tally = tallied(tally, diagnostics);
    if (format === 'json' || format === 'sarif') for (const one of diagnostics) all.push(one);
    else if (diagnostics.length) {
      await host.stdout(diagnostics.map(format === 'github' ? githubLine : diagnosticLine).join(''));
    }
  }
  if (format === 'json') await host.stdout(`${JSON.stringify(all)}\n`);
  else if (format === 'sarif') await host.stdout(`${JSON.stringify(sarifLog(all, checkCodes))}\n`);
  else await host.stderr(`${words({ key: 'cli.summary', args: { files, others, ...tally } })}\n`);
  if (failed) return FAILED;
  return atLeast(tally, minSeverity) ? FOUND : OK;
}

async function align({ zh, en, sentences, format }: AlignRequest, session: Session): Promise<number> {
  const chinese = await read(zh, session);
  const english = await read(en, session);
  if (!chinese || !english) return FAILED;
  const sources = [chinese.source, english.source] as const;
  const found = sentences
    ? { zh: lineSentences(sources[0]), en: lineSentences(sources[1]) }
    : session.engine.pairSentences(sources);
  const texts = (side: 'zh' | 'en') =>
    found[side].map(({ start, end }) => sources[side === 'zh' ? 0 : 1].text.slice(start, end));
  const request = { zh: texts('zh'), en: texts('en'), lexicon: await session.lexicon() };
  const doubts = doubtsOf(
    { file: zh, source: sources[0], sentences: request.zh },
    { file: en, source: sources[1], sentences: request.en },
  );
  for (const doubt of doubts) await session.complain(doubt);
  const beads = session.engine.alignTexts(request);
  if (format === 'ladder') {
    await session.host.stdout(writeLadder(beads));
    return OK;
  }
  if (format === 'tsv' || format === 'tmx') {
    const lines = (side: 'zh' | 'en') =>
      found[side].map((span, at) => ({
        text: request[side][at],
        line: rangeOf(sources[side === 'zh' ? 0 : 1], span).line,
      }));
    const bitext = handOverTexts({ name: `${zh} + ${en}`, zh: lines('zh'), en: lines('en'), beads });
    const { text, losses } = writeBitexts([bitext], {
      ...session,
      version,
      format,
      byteOrderMark: false,
      date: session.host.now(),
    });
    await session.host.stdout(text);
    for (const loss of losses) await session.complain(loss);
    return OK;
  }
  const side = (name: 'zh' | 'en', file: string) => ({
    file,
    sentences: found[name].map((span, at) => ({
      ...rangeOf(sources[name === 'zh' ? 0 : 1], span),
      text: request[name][at],
    })),
  });
  const result = {
    zh: side('zh', zh),
    en: side('en', en),
    beads: beads.map((bead) => ({ zh: bead.zh, en: bead.en, score: Math.round(bead.score * 1e4) / 1e4 })),
  };
  await session.host.stdout(`${JSON.stringify(result)}\n`);
  return OK;
}

async function exportArticles(request: ExportRequest, session: Session): Promise<number> {
  const { host, complain, words } = session;
  const { inputs, level, out } = request;
  const bitexts: Bitext[] = [];
  const read = new Set<string | undefined>();
  let status = OK;
  for await (const target of expandInputs(inputs, host)) {
    const seen = await look(target, session);
    if (!seen) {
      status = FAILED;
      continue;
    }
    const name = seen.files.join(' + ');
    for (const file of seen.files) read.add(await host.identityOf(file));
    const { recognised, reason } = seen.article.recognition;
    if (recognised) bitexts.push(handOver(seen.article, { name, level }));
    else if (target.kind !== 'single' || !target.globbed) {
      await complain({ key: 'cli.notArticle', args: { file: name, reason: words(reason) } });
    }
  }
  if (!bitexts.length) {
    await complain({ key: 'cli.nothingToExport', args: {} });
    return FAILED;
  }
  const over = out === undefined ? undefined : await host.identityOf(out);
  if (out !== undefined && over !== undefined && read.has(over)) {
    await complain({ key: 'cli.outIsInput', args: { file: out } });
    return FAILED;
  }
  const { text, losses } = writeBitexts(bitexts, { ...session, ...request, version, date: host.now() });
  try {
    await (out === undefined ? host.stdout(text) : host.writeFile(out, text));
  } catch (error) {
    if (out === undefined) throw error;
    await complain({ key: 'cli.cannotWrite', args: { file: out, reason: reasonOf(error) } });
    return FAILED;
  }
  for (const loss of losses) await complain(loss);
  return status;
}

/** One of the two texts of `align`. */
interface AlignSide {
  readonly file: string;
  readonly source: SourceText;
  readonly sentences: readonly string[];
}

/** What makes it unlikely that two texts can be aligned. They are aligned all the same. */
function doubtsOf(zh: AlignSide, en: AlignSide): readonly Message[] {
  const looks = { zh: looksLike(zh.source), en: looksLike(en.source) };
  if (looks.zh === 'en' && looks.en === 'zh') return [{ key: 'cli.swapped', args: { zh: zh.file, en: en.file } }];
  const doubt = ({ file, sentences }: AlignSide, looks: Language | undefined, side: 'zh' | 'en'): Message[] => {
    if (looks && looks !== side && looks !== 'mixed')
      return [{ key: side === 'zh' ? 'cli.notChinese' : 'cli.notEnglish', args: { file } }];
    return sentences.some(Boolean) ? [] : [{ key: 'cli.noSentences', args: { file } }];
  };
  return [...doubt(zh, looks.zh, 'zh'), ...doubt(en, looks.en, 'en')];
}

/** So many lines tell the language of a text. */
const SAMPLE = 500;

/** The language of a text, seen by some lines that lie all over it; undefined when it is blank. */
function looksLike({ text }: SourceText): Language | undefined {
  const lines = text.split('\n').filter((line) => line.trim());
  const step = Math.ceil(lines.length / SAMPLE);
  return lines.length ? languageOf(countScripts(lines.filter((_, at) => at % step === 0).join('\n'))) : undefined;
}

/** Each line as a sentence, blank ones too; a line end at the end of the text starts none. */
function lineSentences({ text, lineStarts }: SourceText): readonly PairSentence[] {
  const sentences: PairSentence[] = [];
  lineStarts.forEach((start, line) => {
    if (start === text.length) return;
    const end = line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : text.length;
    const raw = text.slice(start, end);
    const words = raw.trim();
    const from = words ? start + raw.indexOf(words) : start;
    sentences.push({ start: from, end: from + words.length });
  });
  return sentences;
}

/** An article that was looked at. */
interface Seen {
  readonly article: Article;
  /** One name for each of the article's sources. */
  readonly files: readonly string[];
  readonly encodings: readonly string[];
}

/** Reads and analyses; undefined when that was not possible, which has then been said. */
async function look(target: Target, session: Session): Promise<Seen | undefined> {
  const { host, settings, complain, engine } = session;
  if (target.kind === 'problem') {
    await complain(target.message);
    return undefined;
  }
  const files = target.kind === 'pair' ? [target.zh, target.en] : [target.file];
  const texts: ReadText[] = [];
  for (const file of files) {
    const text = await read(file, session);
    if (text) texts.push(text);
  }
  if (texts.length < files.length) return undefined;
  const review = await reviewOf(files[0], settings, host);
  if (review.kind === 'wrong') {
    // Without its decisions other findings would come out than in the editor.
    await complain(review.message);
    return undefined;
  }
  const lexicon = await session.lexicon();
  const scopes = files.flatMap((file) => namesOf(file, host.cwd).map((name) => scopeOf(name, settings)));
  const scope = scopes.find((each) => each === 'exclude') ?? scopes.find((each) => each === 'include');
  const format = formatOf(files[0]);
  try {
    const article = engine.analyse({
      sources: texts.map(({ source }) => source),
      // What the user takes for an article is read as one, whatever it is called.
      format: format === 'code' && scope === 'include' ? 'prose' : format,
      lexicon,
      settings,
      scope,
      decisions: review.decisions,
      glossary: session.glossary,
    });
    for (const { code, error } of article.failures) {
      await complain({ key: 'cli.failed', args: { file: files.join(' + '), reason: `${code}: ${reasonOf(error)}` } });
    }
    return { article, files, encodings: texts.map(({ encoding }) => encoding) };
  } catch (error) {
    await complain({ key: 'cli.failed', args: { file: files.join(' + '), reason: reasonOf(error) } });
    return undefined;
  }
}

/** The names that `include` and `exclude` are matched with, as in the editor: within the folder, and in full. */
function namesOf(file: string, cwd: string): readonly string[] {
  const slashed = (name: string) => (path.sep === '\\' ? name.replaceAll('\\', '/') : name);
  const whole = path.resolve(cwd, file);
  const relative = path.relative(cwd, whole);
  const inside = relative !== '' && !/^\.\.(?:[\\/]|$)/.test(relative) && !path.isAbsolute(relative);
  return inside ? [slashed(relative), slashed(whole)] : [slashed(whole)];
}

interface ReadText {
  readonly source: SourceText;
  readonly encoding: string;
}

async function read(
  file: string,
  { host, encoding, complain }: Pick<Session, 'host' | 'encoding' | 'complain'>,
): Promise<ReadText | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await host.readFile(file);
  } catch (error) {
    await complain(unreadable(file, error));
    return undefined;
  }
  const decoded = decode(bytes, encoding);
  if (decoded.kind === 'text') return { source: sourceText(decoded.text), encoding: decoded.encoding };
  await complain({ key: decoded.reason.key, args: { ...decoded.reason.args, file } });
  return undefined;
}

async function openLexicon(host: CliHost, engine: Engine): Promise<Lexicon> {
  try {
    return engine.openLexicon(await host.readLexicon());
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    if (code === 'ENOENT') throw new Fatal({ key: 'cli.noLexicon', args: {} });
    throw new Fatal({ key: 'cli.badLexicon', args: { reason: message ?? String(error) } });
  }
}

/** The language of texts for people, in the order of POSIX. */
function localeOf(env: CliHost['env']): string {
  return env.LC_ALL || env.LC_MESSAGES || env.LANG || 'en';
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
