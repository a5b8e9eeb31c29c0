/** From what the user named to files: globs are expanded here, since not every shell does. */
import path from 'node:path';
import { Minimatch } from 'minimatch';
import type { Message } from '../core';
import type { Input } from './arguments';
import type { CliHost } from './host';

/** An article to be looked at, or why there is none. */
export type Target =
  | { readonly kind: 'single'; readonly file: string /** Came of a glob. */; readonly globbed: boolean }
  | { readonly kind: 'pair'; readonly zh: string; readonly en: string }
  | { readonly kind: 'problem'; readonly message: Message };

const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

const GLOB = /[*?[{]|[!+@]\(/;

/** The targets in the order they were named, those of a glob in order of their names; each file once. */
export async function* expandInputs(inputs: readonly Input[], host: CliHost): AsyncGenerator<Target> {
  const seen = new Set<string>();
  for (const input of inputs) {
    if (input.kind === 'pair') {
      yield input;
      continue;
    }
    const isGlob = GLOB.test(input.path) && (await host.kindOf(input.path)) === undefined;
    const files = isGlob ? await expandGlob(input.path, host) : [input.path];
    if (!files.length) yield { kind: 'problem', message: { key: 'cli.nothingMatches', args: { glob: input.path } } };
    for (const file of files) {
      const whole = path.resolve(host.cwd, file);
      if (seen.has(whole)) continue;
      seen.add(whole);
      yield { kind: 'single', file, globbed: isGlob };
    }
  }
}

/**
 * Files that a glob names, below the part of it that is no pattern. Folders `node_modules` and `.git` are passed over,
 * and as in a shell so is what starts with a dot, unless the glob names it.
 */
async function expandGlob(glob: string, host: CliHost): Promise<readonly string[]> {
  const slashed = (path.sep === '\\' ? glob.replaceAll('\\', '/') : glob).replace(/^(?:\.\/+)+/, '');
  const found = new Set<string>();
  const matcher = new Minimatch(slashed, { nonegate: true, nocomment: true, magicalBraces: true });
  for (const parts of matcher.set) {
    const plain = parts.slice(0, -1).findIndex((part) => typeof part !== 'string');
    const base = parts.slice(0, plain < 0 ? -1 : plain).join('/');
    await walk(parts[0] === '' && !base ? '/' : base);
  }
  return [...found].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

  async function walk(folder: string): Promise<void> {
    for (const { name, kind } of await host.list(folder || '.')) {
      const whole = folder ? `${folder === '/' ? '' : folder}/${name}` : name;
      if (kind === 'file' && matcher.match(whole)) found.add(whole);
      else if (kind === 'folder' && !SKIPPED.has(name) && matcher.match(whole, true)) await walk(whole);
    }
  }
}
