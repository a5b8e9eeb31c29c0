/** Surroundings in memory for the command line, and a core that answers from a table. */
import path from 'node:path';
import type { Engine } from '../../src/cli/engine';
import type { CliHost, Entry } from '../../src/cli/host';
import { run } from '../../src/cli/run';
import { type AnalysisRequest, type Article, type Lexicon, type Severity, sourceText } from '../../src/core';
import { madeArticle } from '../core/made';

export const CWD = '/home/reader';

/** What a run gave. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly requests: readonly AnalysisRequest[];
  readonly lexiconReads: number;
  /** What was written, by absolute path. */
  readonly written: ReadonlyMap<string, string>;
}

export interface Setting {
  /** By path, relative to the working directory or absolute. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly env?: CliHost['env'];
  readonly analyse?: (request: AnalysisRequest) => Article;
  readonly engine?: Partial<Engine>;
  readonly lexicon?: () => Uint8Array;
  /** After so many writes nobody reads the standard output any more. */
  readonly closedAfter?: number;
}

const failing = (code: string) => Object.assign(new Error(code), { code });

/** Runs the program on files in memory. */
export async function runOn(argv: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const files = new Map<string, Uint8Array>();
  for (const [name, content] of Object.entries(setting.files ?? {})) {
    files.set(path.posix.resolve(CWD, name), typeof content === 'string' ? new TextEncoder().encode(content) : content);
  }
  const below = (folder: string) => {
    const start = folder === '/' ? '/' : `${folder}/`;
    return [...files.keys()].filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
  };
  const kindOf = (name: string): Entry['kind'] | undefined => {
    const whole = path.posix.resolve(CWD, name);
    return files.has(whole) ? 'file' : below(whole).length ? 'folder' : undefined;
  };
  const written = new Map<string, string>();
  const out: string[] = [];
  const err: string[] = [];
  const requests: AnalysisRequest[] = [];
  let lexiconReads = 0;
  const host: CliHost = {
    cwd: CWD,
    env: setting.env ?? {},
    readFile: async (name) => {
      const content = files.get(path.posix.resolve(CWD, name));
      if (!content) throw failing(kindOf(name) === 'folder' ? 'EISDIR' : 'ENOENT');
      return content;
    },
    writeFile: async (name, text) => {
      const whole = path.posix.resolve(CWD, name);
      if (below(whole).length) throw failing('EISDIR');
      written.set(whole, text);
    },
    identityOf: async (name) => (kindOf(name) ? path.posix.resolve(CWD, name).toLowerCase() : undefined),
    now: () => '2026-03-04T05:06:07.890Z',
    kindOf: async (name) => kindOf(name),
    list: async (folder) => {
      const entries = new Map<string, Entry>();
      for (const name of below(path.posix.resolve(CWD, folder))) {
        const [first, rest] = name.split('/', 2);
        entries.set(first, { name: first, kind: rest === undefined ? 'file' : 'folder' });
      }
      return [...entries.values()].reverse();
    },
    readLexicon: async () => {
      lexiconReads++;
      return (setting.lexicon ?? (() => new Uint8Array()))();
    },
    stdout: async (text) => {
      if (out.length >= (setting.closedAfter ?? Infinity)) throw failing('EPIPE');
      out.push(text);
    },
    stderr: async (text) => {
      err.push(text);
    },
  };
  const engine: Engine = {
    analyse: (request) => {
      requests.push(request);
      return (setting.analyse ?? ((each) => emptyArticle(each)))(request);
    },
    openLexicon: () => ({ kind: 'lexicon' }) as Lexicon,
    alignTexts: () => [],
    pairSentences: () => ({ zh: [], en: [] }),
    ...setting.engine,
  };
  const status = await run(argv, host, engine);
  return { status, stdout: out.join(''), stderr: err.join(''), requests, lexiconReads, written };
}

/** A recognised article without anything in it. */
export function emptyArticle({ sources }: Pick<AnalysisRequest, 'sources'>): Article {
  const reason = { key: 'recognised.linked', args: { groups: 0, share: 0 } };
  return madeArticle({
    sources,
    recognition: { recognised: true, confidence: 0.97, reason },
    layout: sources.length > 1 ? 'pair' : 'interleaved',
  });
}

/** A text that is no bilingual article. */
export function noArticle({ sources }: Pick<AnalysisRequest, 'sources'>): Article {
  return {
    ...emptyArticle({ sources }),
    recognition: { recognised: false, confidence: 0.9, reason: { key: 'notRecognised.oneLanguage', args: {} } },
    layout: null,
  };
}

/** An article whose every line that starts with a severity, as in `warning!`, has a finding on it. */
export function withFindings({ sources }: Pick<AnalysisRequest, 'sources'>): Article {
  const findings = sources.flatMap(({ text }, source) =>
    [...text.matchAll(/^[^\S\n]*(error|warning|information|hint)!/gm)].map((match) => {
      const start = match.index + match[0].search(/\S/);
      return {
        code: 'unaligned',
        severity: match[1] as Severity,
        side: source ? ('en' as const) : ('zh' as const),
        span: { source: source as 0 | 1, start, end: match.index + match[0].length },
        message: { key: 'unaligned.zh', args: {} },
        related: [],
        fixes: [],
        fingerprint: `${source}:${start}`,
      };
    }),
  );
  return { ...emptyArticle({ sources }), findings };
}

export { sourceText };
