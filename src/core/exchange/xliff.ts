/**
 * XLIFF 2.1: units of segments, with the order of the translation where that is another one. What of the standard is
 * met, and how, is in docs/xliff.md. OASIS, XLIFF Version 2.1.
 */
import { otherSide } from '../language';
import type { Side } from '../model';
import type { Bitext, Level, Passage, Unit, Words, Written } from './bitext';
import { LANGUAGE_TAG } from './languages';
import { LONE_SURROGATE, type LossTally, lossTally, replaced } from './losses';
import { notesOf, threadCount } from './notes';
import { NO_CHARACTER, xmlAttribute, xmlText } from './xml';

/** Writes one document with a file for each bitext. */
export function writeXliff(bitexts: readonly Bitext[], { words }: { readonly words: Words }): Written {
  const losses = lossTally('XLIFF');
  const source = bitexts.find((bitext) => bitext.source)?.source ?? 'zh';
  losses.add('source', bitexts.filter((bitext) => bitext.source !== source).length);
  losses.add('threads', threadCount(bitexts));
  const files = bitexts.map((bitext, at) => fileElement(bitext, `f${at + 1}`, { source, words, losses }));
  return {
    text: [
      '<?xml version="1.0" encoding="UTF-8"?>\n',
      '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"',
      ` version="2.1" srcLang="${LANGUAGE_TAG[source]}" trgLang="${LANGUAGE_TAG[otherSide(source)]}" xml:space="preserve">\n`,
      ...(files.length ? files : [`  <file id="f1">\n${EMPTY_UNIT}  </file>\n`]),
      '</xliff>\n',
    ].join(''),
    losses: losses.messages(),
  };
}

interface Context {
  readonly source: Side;
  readonly words: Words;
  readonly losses: LossTally;
}

/** A file must have a unit, and a unit a segment. */
const EMPTY_UNIT = '    <unit id="u0">\n      <segment>\n        <source></source>\n      </segment>\n    </unit>\n';

function fileElement(bitext: Bitext, id: string, context: Context): string {
  const { words, losses, source } = context;
  const notes = notesOf(bitext.loose, words).map(({ kind, text }, at) => {
    return `      <note id="n${at + 1}" category="${kind}">${xmlText(text, losses)}</note>\n`;
  });
  const blocks = blocksOf(bitext, source);
  return [
    `  <file id="${id}" original=${xmlAttribute(bitext.name, losses)}>\n`,
    ...(notes.length ? ['    <notes>\n', ...notes, '    </notes>\n'] : []),
    ...(blocks.length ? blocks.map((block) => unitElement(block, bitext, context)) : [EMPTY_UNIT]),
    '  </file>\n',
  ].join('');
}

/**
 * Units that go into one `<unit>`: those of one paragraph, and those whose translations stand in another order, since
 * order can only be said within a unit. Each block is as small as that allows.
 */
function blocksOf({ units }: Bitext, source: Side): readonly (readonly Unit[])[] {
  const target = otherSide(source);
  const inOrder = bySource(units, source);
  const last = new Map<number, number>();
  inOrder.forEach(({ paragraph }, at) => {
    last.set(paragraph, at);
  });
  // What is left of the translation after each place: the least order of a target from there on.
  const least = new Array<number>(inOrder.length + 1).fill(Number.POSITIVE_INFINITY);
  for (let at = inOrder.length - 1; at >= 0; at--) {
    least[at] = Math.min(least[at + 1], inOrder[at][target]?.order ?? Number.POSITIVE_INFINITY);
  }
  const blocks: Unit[][] = [];
  let block: Unit[] = [];
  let most = 0;
  let until = 0;
  inOrder.forEach((unit, at) => {
    block.push(unit);
    most = Math.max(most, unit[target]?.order ?? 0);
    until = Math.max(until, last.get(unit.paragraph)!);
    if (most < least[at + 1] && until <= at) {
      blocks.push(block);
      block = [];
    }
  });
  return blocks;
}

/** Units are in the order of the original; where that is another side than the document's, they are sorted anew. */
function bySource(units: readonly Unit[], source: Side): readonly Unit[] {
  const orders = units.map((unit) => unit[source]?.order).filter((order) => order !== undefined);
  const sorted = orders.every((order, at) => at === 0 || orders[at - 1] < order);
  if (sorted) return units;
  const target = otherSide(source);
  const placed = units.filter((unit) => unit[source]).sort((a, b) => a[source]!.order - b[source]!.order);
  const rest = units.filter((unit) => !unit[source]).sort((a, b) => a[target]!.order - b[target]!.order);
  return [...placed, ...rest];
}

function unitElement(block: readonly Unit[], { level }: Bitext, { source, words, losses }: Context): string {
  const target = otherSide(source);
  const notes: string[] = [];
  const metadata: string[] = [];
  const segments: string[] = [];
  const orders = targetOrders(block, target);
  block.forEach((unit, at) => {
    const id = `s${at + 1}`;
    notesOf(unit, words).forEach(({ kind, side, text }, number) => {
      const applies = side ? ` appliesTo="${side === source ? 'source' : 'target'}"` : '';
      const note = `<note id="${id}.n${number + 1}" category="${kind}"${applies}>${xmlText(text, losses)}</note>`;
      notes.push(`        ${note}\n`);
    });
    const facts = [
      ...(unit.score === undefined ? [] : [['score', unit.score.toFixed(4)]]),
      ['kind', unit.kind],
      ['role', unit.role],
      ...(unit.review ? [['review', unit.review]] : []),
    ];
    metadata.push(
      `        <mda:metaGroup id="${id}.m" category="parallel-text">\n`,
      ...facts.map(([type, value]) => `          <mda:meta type="${type}">${value}</mda:meta>\n`),
      '        </mda:metaGroup>\n',
    );
    if (at > 0) segments.push(between(block, at, { level, source }));
    segments.push(segmentElement(unit, { id, source, order: orders[at], losses }));
  });
  return [
    `    <unit id="${block[0].id}" canResegment="no" xml:space="preserve">\n`,
    '      <mda:metadata>\n',
    ...metadata,
    '      </mda:metadata>\n',
    ...(notes.length ? ['      <notes>\n', ...notes, '      </notes>\n'] : []),
    ...segments,
    '    </unit>\n',
  ].join('');
}

/**
 * For each segment the place of its target among segments and the ignorables between them, counted from 1; undefined
 * where that is its own place. Targets change places with one another only, so that no two have the same one.
 */
function targetOrders(block: readonly Unit[], target: Side): readonly (number | undefined)[] {
  const places = [...block.keys()].filter((at) => block[at][target]);
  const ranked = [...places].sort((a, b) => block[a][target]!.order - block[b][target]!.order);
  const orders = new Array<number | undefined>(block.length).fill(undefined);
  ranked.forEach((at, rank) => {
    if (places[rank] !== at) orders[at] = 2 * places[rank] + 1;
  });
  return orders;
}

/** What stands before a segment: a line end between paragraphs; between sentences what the language puts there. */
function between(block: readonly Unit[], at: number, { level, source }: { level: Level; source: Side }): string {
  const apart = level === 'paragraph' || block[at - 1].paragraph !== block[at].paragraph;
  const gap = (side: Side) => {
    if (!block[at][side] || block.findIndex((unit) => unit[side]) === at) return '';
    return apart ? '\n' : side === 'en' ? ' ' : '';
  };
  const target = block[at][otherSide(source)] ? `<target>${gap(otherSide(source))}</target>` : '';
  return `      <ignorable><source>${gap(source)}</source>${target}</ignorable>\n`;
}

function segmentElement(
  unit: Unit,
  { id, source, order, losses }: { id: string; source: Side; order: number | undefined; losses: LossTally },
): string {
  const target = unit[otherSide(source)];
  const text = (passage: Passage | undefined) => (passage ? codePoints(passage.text, losses) : '');
  const subState = unit.review ? ` subState="parallel-text:${unit.review}"` : '';
  return [
    `      <segment id="${id}" state="${target ? stateOf(unit) : 'initial'}"${subState}>\n`,
    `        <source>${text(unit[source])}</source>\n`,
    target ? `        <target${order === undefined ? '' : ` order="${order}"`}>${text(target)}</target>\n` : '',
    '      </segment>\n',
  ].join('');
}

/** Approved is `final` when nothing is open, else `reviewed`; flagged, changed or not looked at is `translated`. */
function stateOf({ review, findings, threads }: Unit): 'translated' | 'reviewed' | 'final' {
  if (review !== 'approved') return 'translated';
  return findings.length || threads.some(({ resolved }) => !resolved) ? 'reviewed' : 'final';
}

/** Text of a segment; characters that XML cannot hold are `<cp>` elements, lone surrogates are lost. */
function codePoints(text: string, losses: LossTally): string {
  let out = '';
  let at = 0;
  const whole = replaced(text, LONE_SURROGATE, losses);
  for (const { index, 0: unit } of whole.matchAll(NO_CHARACTER)) {
    out += `${xmlText(whole.slice(at, index), losses)}<cp hex="${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}"/>`;
    at = index + 1;
  }
  return out + xmlText(whole.slice(at), losses);
}
