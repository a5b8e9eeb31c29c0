/** Reads links in whatever format they are. */
import type { Imported } from './imported';
import { looksLikeLadder, readLadder } from './ladder';
import { readTmx } from './tmx';
import { readTsv } from './tsv';

/** Reads a TMX memory, a ladder or a TSV; the content decides. `text`: decoded. */
export function readLinks(text: string): Imported {
  if (/^\ufeff?\s*</.test(text)) return readTmx(text);
  return looksLikeLadder(text) ? readLadder(text) : readTsv(text);
}
