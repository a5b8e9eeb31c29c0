/** What is handed over: one document of all articles, in the format that was asked for. */
import { version } from '../../package.json';
import { type Bitext, type Written, writeHtml, writeMarkdown, writeTmx, writeTsv, writeXliff } from '../core';
import type { ExportFormat } from './arguments';
import type { Words } from './json';

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
}

/** Writes one document of all bitexts. */
export function written(bitexts: readonly Bitext[], options: ExportOptions): Written {
  const { format, byteOrderMark, words, plainWords, date } = options;
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
