/**
 * Glossaries in TBX: ISO 30042:2019 (`tbx`, `conceptEntry`, `langSec`, `termSec`) and the older TBX-Basic (`martif`,
 * `termEntry`, `langSet`, `tig`, `ntig`). Entities of a document type are not expanded.
 */
import { SaxesParser } from 'saxes';
import type { Side } from '../model';
import type { GlossaryEntry, ReadGlossary } from './glossary';

/** Values of administrativeStatus by which a term must not be used, and by which it is the usual one. */
const FORBIDDEN = /^(?:deprecatedTerm|supersededTerm|notRecommended|forbidden|obsolete)/i;
const PREFERRED = /^preferredTerm/i;

const ENTRY = new Set(['termEntry', 'conceptEntry']);
const LANGUAGE = new Set(['langSet', 'langSec']);
const TERM = new Set(['tig', 'ntig', 'termSec']);

interface Term {
  readonly text: string;
  readonly status: string;
}

/** Reads TBX. A file that is no well-formed XML, or no TBX, gives no entry and says where it went wrong. */
export function readTbx(text: string): ReadGlossary {
  const parser = new SaxesParser();
  const entries: GlossaryEntry[] = [];
  const open: string[] = [];
  let failure: { line: number; reason: string } | undefined;
  let isTbx = false;
  let side: Side | undefined;
  let terms: Record<Side, Term[]> = { zh: [], en: [] };
  let notes: string[] = [];
  let term = '';
  let status = '';
  let words = '';
  let kind = '';
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('error', (error) => {
    failure ??= { line: parser.line, reason: error.message.replace(/^\S*?\d+:\d+:\s*/, '') };
  });
  parser.on('opentag', ({ name, attributes }) => {
    const tag = local(name);
    if (!open.length) isTbx = tag === 'martif' || tag === 'tbx';
    open.push(tag);
    if (ENTRY.has(tag)) {
      terms = { zh: [], en: [] };
      notes = [];
      side = undefined;
    } else if (LANGUAGE.has(tag)) side = sideOf(String(attributes['xml:lang'] ?? attributes.lang ?? ''));
    else if (TERM.has(tag)) {
      term = '';
      status = '';
    }
    // Marks inside of a term (`hi`) are part of its text.
    if (!INSIDE.has(tag)) {
      words = '';
      kind = String(attributes.type ?? '');
    }
  });
  parser.on('text', (more) => {
    words += more;
  });
  parser.on('cdata', (more) => {
    words += more;
  });
  parser.on('closetag', ({ name }) => {
    const tag = local(name);
    open.pop();
    const value = words.replace(/\s+/g, ' ').trim();
    if (tag === 'term') term = value;
    else if (tag === 'administrativeStatus' || (tag === 'termNote' && kind === 'administrativeStatus')) status = value;
    else if (TERM.has(tag)) {
      if (side && term) terms[side].push({ text: term, status });
    } else if (LANGUAGE.has(tag)) side = undefined;
    else if ((tag === 'note' || (tag === 'descrip' && kind === 'definition')) && value) notes.push(value);
    else if (ENTRY.has(tag)) {
      const entry = entryOf(terms, notes);
      if (entry.zh.length && entry.en.length) entries.push(entry);
    }
    if (!INSIDE.has(tag)) words = '';
  });
  try {
    parser.write(text).close();
  } catch (error) {
    failure ??= { line: parser.line, reason: error instanceof Error ? error.message : String(error) };
  }
  if (failure) {
    const { line, reason } = failure;
    return { entries: [], problems: [{ unusable: true, line, message: { key: 'glossary.xml', args: { reason } } }] };
  }
  if (!isTbx)
    return { entries: [], problems: [{ unusable: true, line: 1, message: { key: 'glossary.notTbx', args: {} } }] };
  return { entries, problems: [] };
}

const INSIDE = new Set(['hi', 'foreign', 'ph', 'bpt', 'ept', 'it', 'sc', 'ec']);

function sideOf(language: string): Side | undefined {
  const [primary] = language.toLowerCase().split(/[-_]/);
  return primary === 'zh' || primary === 'en' ? primary : undefined;
}

function entryOf(terms: Readonly<Record<Side, readonly Term[]>>, notes: readonly string[]): GlossaryEntry {
  const allowed = (side: Side) =>
    [...terms[side]]
      .filter(({ status }) => !FORBIDDEN.test(status))
      .sort((a, b) => Number(PREFERRED.test(b.status)) - Number(PREFERRED.test(a.status)))
      .map(({ text }) => text);
  const forbidden = (side: Side) => terms[side].filter(({ status }) => FORBIDDEN.test(status)).map(({ text }) => text);
  return {
    zh: allowed('zh'),
    en: allowed('en'),
    forbidden: { zh: forbidden('zh'), en: forbidden('en') },
    note: notes.join(' ') || undefined,
  };
}
