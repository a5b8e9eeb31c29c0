/** One document of one or several articles, in the format that was asked for. */
import type { Bitext, Words, Written } from './bitext';
import { writeHtml } from './html';
import { writeMarkdown } from './markdown';
import { writeTmx } from './tmx';
import { writeTsv } from './tsv';
import { writeXliff } from './xliff';

/** The formats that articles are handed over in, with the end of a file's name for each. */
export const EXPORT_FORMATS = { tmx: 'tmx', xliff: 'xlf', tsv: 'tsv', html: 'html', markdown: 'md' } as const;
export type ExportFormat = keyof typeof EXPORT_FORMATS;

/** How a document is to be written. */
export interface ExportOptions {
  readonly format: ExportFormat;
  /** For Excel; TSV only. */
  readonly byteOrderMark: boolean;
  /** Words in a report for people, and in a file for other programs. */
  readonly words: Words;
  readonly plainWords: Words;
  /** Now, in ISO 8601, UTC. */
  readonly date: string;
  /** Of this program. */
  readonly version: string;
}

/** Writes one document of all bitexts. */
export function writeBitexts(bitexts: readonly Bitext[], options: ExportOptions): Written {
  const { format, byteOrderMark, words, plainWords, date, version } = options;
  switch (format) {
    case 'tmx':
      return writeTmx(bitexts, { version, date, words: plainWords });
    case 'xliff':
      return writeXliff(bitexts, { words: plainWords });
    case 'tsv':
      return writeTsv(bitexts, { words: plainWords, byteOrderMark });
    case 'html':
      return writeHtml(bitexts, { words });
    case 'markdown':
      return writeMarkdown(bitexts, { words });
  }
}
