/** The dictionary that ships, for the benchmarks. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Lexicon, openLexicon } from '../src/core';

/** The project's folder. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Reads and opens `data/lexicon.bin`. */
export function readLexicon(): Lexicon {
  return openLexicon(new Uint8Array(readFileSync(path.join(ROOT, 'data/lexicon.bin'))));
}
