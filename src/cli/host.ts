/** What the program asks of its surroundings, and the real ones: Node's. */
import { promises as fs } from 'node:fs';
import path from 'node:path';

/** An entry of a folder. Links to folders count as neither, so that a walk ends. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** Everything outside the program. Paths are as the user wrote them, or absolute. */
export interface CliHost {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Rejects with a Node error that has a `code`. */
  readFile(file: string): Promise<Uint8Array>;
  /** Writes a text as UTF-8 over what is there; rejects with a Node error. */
  writeFile(file: string, text: string): Promise<void>;
  /** The same for two names of one file (links, letter case); undefined when there is nothing of that name. */
  identityOf(file: string): Promise<string | undefined>;
  /** Now, in ISO 8601, UTC. */
  now(): string;
  /** Undefined when there is nothing of that name. */
  kindOf(file: string): Promise<Entry['kind'] | undefined>;
  /** In any order; a folder that cannot be read has no entries. */
  list(folder: string): Promise<readonly Entry[]>;
  /** The packed dictionary that belongs to the program; rejects when it is not there. */
  readLexicon(): Promise<Uint8Array>;
  /** Resolves when the text is out; rejects with the code EPIPE when nobody reads any more. */
  stdout(text: string): Promise<void>;
  stderr(text: string): Promise<void>;
}

/** Node's own. `root` is the folder that holds `data/`. */
export function nodeHost(root: string): CliHost {
  const resolve = (file: string) => path.resolve(process.cwd(), file);
  const kindOf = async (file: string): Promise<Entry['kind'] | undefined> => {
    try {
      const found = await fs.stat(resolve(file));
      return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other';
    } catch {
      return undefined;
    }
  };
  return {
    cwd: process.cwd(),
    env: process.env,
    readFile: (file) => fs.readFile(resolve(file)),
    writeFile: (file, text) => fs.writeFile(resolve(file), text),
    identityOf: async (file) => {
      try {
        const { dev, ino } = await fs.stat(resolve(file), { bigint: true });
        return `${dev}:${ino}`;
      } catch {
        return undefined;
      }
    },
    now: () => new Date().toISOString(),
    kindOf,
    list: async (folder) => {
      try {
        const entries = await fs.readdir(resolve(folder), { withFileTypes: true });
        return await Promise.all(
          entries.map(async (entry): Promise<Entry> => {
            if (entry.isDirectory()) return { name: entry.name, kind: 'folder' };
            if (entry.isFile()) return { name: entry.name, kind: 'file' };
            const target = entry.isSymbolicLink() ? await kindOf(path.join(folder, entry.name)) : undefined;
            return { name: entry.name, kind: target === 'file' ? 'file' : 'other' };
          }),
        );
      } catch {
        return [];
      }
    },
    readLexicon: () => fs.readFile(path.join(root, 'data', 'lexicon.bin')),
    stdout: writer(process.stdout),
    stderr: writer(process.stderr),
  };
}

function writer(stream: NodeJS.WriteStream): (text: string) => Promise<void> {
  // Without a listener a closed pipe ends the process with a stack trace; the write's own promise tells of it.
  stream.on('error', () => {});
  return (text) =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => (error ? reject(error) : resolve()));
    });
}
