/**
 * TMX 1.4b, level 1: texts without inline markup. Written by hand, so that white space is kept and nothing is dropped;
 * read with saxes as a stream. LISA OSCAR, Translation Memory eXchange 1.4b.
 */
import { SaxesParser } from 'saxes';
import type { Message, Side } from '../model';
import { type Bitext, crossing, type Passage, type Unit, type Words, type Written } from './bitext';
import type { ImportedTexts, TextPair } from './imported';
import { LANGUAGE_TAG, sideOfTag } from './languages';
import { lossTally } from './losses';
import { notesOf, threadCount } from './notes';
import { xmlAttribute, xmlText } from './xml';

/** What the header says. */
export interface TmxOptions {
  /** Version of this program. */
  readonly version: string;
  /** Now, in ISO 8601, UTC; the core has no clock. */
  readonly date: string;
  readonly words: Words;
}

/** Writes one memory of all units, also of those with one side. */
export function writeTmx(bitexts: readonly Bitext[], { version, date, words }: TmxOptions): Written {
  const losses = lossTally('TMX');
  const attribute = (text: string) => xmlAttribute(text, losses);
  const element = (name: string, text: string, attributes = '') =>
    `<${name}${attributes}>${xmlText(text, losses)}</${name}>`;
  const property = (type: string, text: string) => `      ${element('prop', text, ` type="x-${type}"`)}\n`;
  const ids = new Set<string>();
  const several = bitexts.length > 1;

  const tuv = (side: Side, { text }: Passage) =>
    `      <tuv xml:lang="${LANGUAGE_TAG[side]}">${element('seg', text)}</tuv>\n`;
  const tu = (unit: Unit, { name, source }: Bitext) => {
    const sides: readonly Side[] = source === 'en' ? ['en', 'zh'] : ['zh', 'en'];
    return [
      `    <tu tuid=${attribute(uniqueId(unit.id, ids))}>\n`,
      ...notesOf(unit, words).map(({ text }) => `      ${element('note', text)}\n`),
      several ? property('file', name) : '',
      unit.score === undefined ? '' : property('score', unit.score.toFixed(4)),
      unit.kind === 'translation' ? '' : property('kind', unit.kind),
      unit.role === 'body' ? '' : property('role', unit.role),
      unit.review === null ? '' : property('review', unit.review),
      ...sides.map((side) => (unit[side] ? tuv(side, unit[side]) : '')),
      '    </tu>\n',
    ].join('');
  };

  const sources = new Set(bitexts.map(({ source }) => source));
  const [source] = sources;
  const body = bitexts.map((bitext) => bitext.units.map((unit) => tu(unit, bitext)).join('')).join('');
  const loose = bitexts.flatMap((bitext) => notesOf(bitext.loose, words));
  losses.add('threads', threadCount(bitexts));
  losses.add(
    'order',
    bitexts.reduce((sum, { units }) => sum + crossing(units), 0),
  );
  const header = [
    'creationtool="parallel-text"',
    `creationtoolversion=${attribute(version)}`,
    `segtype="${bitexts[0]?.level ?? 'paragraph'}"`,
    'o-tmf="parallel-text"',
    'adminlang="en"',
    `srclang="${sources.size === 1 && source ? LANGUAGE_TAG[source] : '*all*'}"`,
    'datatype="plaintext"',
    `creationdate="${date.replace(/\.\d+/, '').replace(/[-:]/g, '')}"`,
  ].join(' ');
  const notes = loose.map(({ text }) => `    ${element('note', text)}\n`).join('');
  return {
    text: [
      '<?xml version="1.0" encoding="UTF-8"?>\n',
      '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n',
      '<tmx version="1.4">\n',
      notes ? `  <header ${header}>\n${notes}  </header>\n` : `  <header ${header}/>\n`,
      `  <body>\n${body}  </body>\n`,
      '</tmx>\n',
    ].join(''),
    losses: losses.messages(),
  };
}

function uniqueId(id: string, taken: Set<string>): string {
  let unique = id;
  for (let count = 2; taken.has(unique); count++) unique = `${id}.${count}`;
  taken.add(unique);
  return unique;
}

/** Elements whose content is code of the original format and no text. */
const CODE: ReadonlySet<string> = new Set(['bpt', 'ept', 'it', 'ph', 'ut']);

/** What a well-formed memory need not stop at: the text stays as it is written. */
const HARMLESS =
  /(?:undefined entity|malformed character entity|disallowed character in entity name|empty entity name|disallowed character)\.$/;

/**
 * Reads a memory of any version and level: the first Chinese and the first English variant of each unit, inline codes
 * left out. A document type is passed over, and no entity is expanded beyond the five of XML. What comes before an
 * error of form is kept. `chunks`: the text, whole or in pieces, decoded.
 */
export function readTmx(chunks: string | Iterable<string>): ImportedTexts {
  const pairs: TextPair[] = [];
  const problems: Message[] = [];
  const seen = new Set<string>();
  const parser = new SaxesParser({ position: true, xmlns: false });
  let broken = false;
  let isTmx = false;
  let line = 1;
  let unit: { line: number; zh?: string; en?: string } | undefined;
  let side: Side | undefined;
  let text: string[] | undefined;
  let codes = 0;
  let others = 0;

  const complain = (key: string, args: Message['args']) => {
    if (!seen.has(key)) problems.push({ key, args });
    seen.add(key);
  };
  parser.on('error', ({ message }) => {
    if (broken) return;
    const reason = message.replace(/^[\d:\s]*/, '');
    if (HARMLESS.test(reason)) return complain('import.entity', { line: parser.line });
    broken = true;
    return complain('import.notWellFormed', { line: parser.line, reason });
  });
  parser.on('opentagstart', () => {
    line = parser.line;
  });
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    if (broken) return;
    const tag = name.toLowerCase();
    if (tag === 'tmx') isTmx = true;
    else if (tag === 'tu') unit = { line };
    else if (tag === 'tuv') side = sideOfTag(attributes['xml:lang'] ?? attributes.lang ?? '');
    else if (tag === 'seg') text = [];
    else if (text && CODE.has(tag) && !isSelfClosing) codes++;
  });
  const take = (part: string) => {
    if (!broken && text && !codes) text.push(part);
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', ({ name, isSelfClosing }) => {
    if (broken) return;
    const tag = name.toLowerCase();
    if (tag === 'seg' && unit && text) {
      if (side) unit[side] ??= text.join('');
      text = undefined;
      codes = 0;
    } else if (tag === 'tuv') side = undefined;
    else if (tag === 'tu' && unit) {
      const { zh, en } = unit;
      if (zh === undefined && en === undefined) others++;
      else pairs.push({ zh, en, line: unit.line });
      unit = undefined;
    } else if (text && codes && CODE.has(tag) && !isSelfClosing) codes--;
  });

  for (const piece of pieces(chunks)) {
    parser.write(piece);
    if (broken) break;
  }
  if (!broken) parser.close();
  if (!isTmx) problems.unshift({ key: 'import.notTmx', args: {} });
  else if (others) problems.push({ key: 'import.otherLanguages', args: { count: others } });
  return { kind: 'texts', pairs, problems };
}

/** So much is parsed at a time. */
const PIECE = 1 << 16;

function* pieces(chunks: string | Iterable<string>): Generator<string> {
  const list = typeof chunks === 'string' ? [chunks] : chunks;
  let first = true;
  for (const chunk of list) {
    for (let at = first && chunk.startsWith('\ufeff') ? 1 : 0; at < chunk.length; at += PIECE) {
      yield chunk.slice(at, at + PIECE);
    }
    if (chunk) first = false;
  }
}
