/** From glossary files to a {@link Glossary}. */
import { readCsv } from './csv';
import type { Glossary, ReadGlossary } from './glossary';
import { readTbx } from './tbx';

/** Reads one file: TBX by its name or because it starts like XML, else columns. Never throws. */
export function readGlossary(name: string, content: string): ReadGlossary {
  const text = content.replace(/^\ufeff/, '');
  const read =
    /\.(?:tbx|xml)$/i.test(name) || /^\s*<\?xml\b/.test(text) ? readTbx(text) : readCsv(text.replace(/\r\n?/g, '\n'));
  if (read.entries.length || read.problems.length) return read;
  return { entries: [], problems: [{ unusable: true, line: 1, message: { key: 'glossary.empty', args: {} } }] };
}

/** All entries of some files in their order; undefined when there are none, so that no check need look. */
export function glossaryOf(files: readonly ReadGlossary[]): Glossary | undefined {
  const entries = files.flatMap((file) => file.entries);
  return entries.length ? { entries } : undefined;
}
