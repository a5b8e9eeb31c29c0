/** House style: every place of a file that breaks a rule, gathered into one finding for each rule. */
import type { Edit, Finding, Fix, Message, Segment, Side, Span } from '../model';
import {
  anchorOf,
  type Check,
  type CheckInput,
  type Found,
  type StyleCheck,
  type StyledPlace,
  type StylePlace,
  type StyleTally,
  within,
} from './check';
import { excerpt, inSegment, type ReadText, readText } from './styleText';

/** What the rules found in a segment, by code; and the segments by what they depend on. */
export type StylePlaces = ReadonlyMap<string, SegmentPlaces>;
type SegmentPlaces = ReadonlyMap<string, readonly (StylePlace | StyleTally)[]>;

/** What gathering needs. */
export interface StyleOptions {
  readonly earlier: StylePlaces | undefined;
  readonly report: (check: Check, found: () => Iterable<Found>) => void;
}

/** So many places are listed with a finding; the last says how many more there are. The fixes know all. */
const LISTED = 100;

/** Roles whose text is not prose. */
const NO_TEXT: readonly Segment['role'][] = ['code', 'markup'];

/** Reports one finding for each rule that is broken; gives the places, to be used again. */
export function* gatherStyle(
  input: CheckInput,
  checks: readonly StyleCheck[],
  { earlier, report }: StyleOptions,
): Generator<undefined, StylePlaces, undefined> {
  const known = new Map<string, SegmentPlaces>();
  if (!checks.length) return known;
  const places = new Map<string, StyledPlace[]>(checks.map(({ code }) => [code, []]));
  const tallies = new Map<string, Ways>(checks.map(({ code }) => [code, new Map()]));
  const failed = new Map<string, unknown>();
  const orders = new Map<string, number>();
  const sides = sidesOf(input);
  for (const [segment, { span, alignable, role, inline }] of input.segments.entries()) {
    if (!alignable || NO_TEXT.includes(role)) continue;
    const side = sides(segment);
    const raw = input.sources[span.source].text.slice(span.start, span.end);
    const masked = input.masked[span.source].slice(span.start, span.end);
    const partial = inline && input.layout !== 'table' && input.layout !== 'tsv' && input.layout !== 'csv';
    const key = `${side}${partial}${raw === masked ? '' : masked}\n${raw}`;
    const before = known.get(key) ?? earlier?.get(key);
    const now = new Map<string, readonly (StylePlace | StyleTally)[]>();
    const order = (orders.get(`${span.source}${side}`) ?? 0) + 1;
    orders.set(`${span.source}${side}`, order);
    let read: ReadText | undefined;
    for (const check of checks) {
      if (failed.has(check.code)) continue;
      let found = before?.get(check.code);
      if (!found) {
        try {
          read ??= readText(raw, masked);
          const own = check.reads === 'characters' ? { text: raw, offsets: undefined, left: [] } : read;
          found = [...check.find({ side, text: own.text, partial }, input.lexicon)].map((one) =>
            'start' in one ? placeIn(own, one, input.layout === 'csv' ? raw : undefined) : one,
          );
        } catch (error) {
          failed.set(check.code, error);
          continue;
        }
      }
      now.set(check.code, found);
      for (const one of found) {
        if ('start' in one) places.get(check.code)!.push({ place: one, segment, side, order });
        if (one.habit) count(tallies.get(check.code)!, one.habit, 'count' in one ? one.count : 1);
      }
    }
    known.set(key, now);
    yield;
  }
  for (const check of checks) {
    report(check, function* () {
      const threshold = input.settings.threshold[check.code] ?? check.threshold ?? 0;
      const broken = places
        .get(check.code)!
        .filter(({ place }) => !place.habit || rivals(tallies.get(check.code)!, place.habit) >= threshold);
      yield* findingOf(input, check, check.settle?.(broken) ?? broken);
      if (failed.has(check.code)) throw failed.get(check.code);
    });
    yield;
  }
  return known;
}

type Ways = Map<string, Map<string, number>>;

function count(ways: Ways, { of, way }: { of: string; way: string }, times: number): void {
  const all = ways.get(of) ?? new Map<string, number>();
  ways.set(of, all.set(way, (all.get(way) ?? 0) + times));
}

/** How much of an article writes something in another way than this, 0..1. */
function rivals(ways: Ways, { of, way }: { of: string; way: string }): number {
  const all = ways.get(of)!;
  let sum = 0;
  for (const times of all.values()) sum += times;
  return 1 - (all.get(way) ?? 0) / sum;
}

/** The side that each segment is read as. */
function sidesOf({ segments, groups }: CheckInput): (segment: number) => Side {
  const english = new Set(groups.flatMap(({ en }) => en));
  return (segment) => {
    const { language } = segments[segment];
    return language === 'en' || (language === 'mixed' && english.has(segment)) ? 'en' : 'zh';
  };
}

/**
 * A place as one of the segment. Its fix is left out where it would reach over markup, or would write or take away what
 * makes the cells of a table: `csv` is the segment's text where that matters.
 */
function placeIn(read: ReadText, { replacement, edits, ...place }: StylePlace, csv: string | undefined): StylePlace {
  const wanted =
    edits ?? (replacement === undefined ? [] : [{ start: place.start, end: place.end, text: replacement }]);
  const moved = wanted.map(({ start, end, text }) => ({ ...inSegment(read, start, end), text }));
  const safe = moved.every(
    ({ start, end, text }) =>
      !read.left.some((at) => start <= at && at < end) &&
      // Markup must not get a space, or lose one, on its inner side.
      (text.trim() === text || !read.left.some((at) => at === end || at === start - 1)) &&
      (csv === undefined || !/[",]/.test(text + csv.slice(start, end))),
  );
  return { ...place, ...inSegment(read, place.start, place.end), ...(safe && moved.length && { edits: moved }) };
}

/** All places of a rule that were not dismissed, as one finding; none when there is none. */
function* findingOf(input: CheckInput, check: StyleCheck, all: readonly StyledPlace[]): Generator<Found> {
  const { code } = check;
  const dismissed = new Set(input.settings.dismissed);
  const places = all
    .map((styled) => located(input, check, styled))
    .filter(({ fingerprint }) => !dismissed.has(fingerprint));
  if (!places.length) return;
  const [first, ...others] = places;
  const own: Message = first.place.message ?? { key: code, args: { example: first.example } };
  const fixable = places.filter(({ edits }) => edits.length);
  const fixes: Fix[] = [];
  if (places.length === 1) {
    if (fixable.length) fixes.push({ ...editOf(first), automatic: check.automatic });
    fixes.push({ kind: 'dismiss', title: { key: 'fix.dismissPlace', args: {} }, fingerprint: first.fingerprint });
  } else {
    if (fixable.length)
      fixes.push({
        kind: 'edit',
        title: { key: fixable.length > 1 ? 'fix.places' : 'fix.placeOf', args: { count: fixable.length, code } },
        edits: fixable.flatMap(({ edits }) => edits),
        automatic: check.automatic,
      });
    for (const one of places) {
      if (one.edits.length && fixable.length > 1) fixes.push({ ...editOf(one), at: one.span });
      const title = { key: 'fix.dismissPlace', args: {} };
      fixes.push({ kind: 'dismiss', title, at: one.span, fingerprint: one.fingerprint });
    }
  }
  fixes.push({ kind: 'off', title: { key: 'fix.off', args: { code } } });
  yield {
    side: first.side,
    span: first.span,
    message: others.length ? { key: `${code}.many`, args: { count: places.length, example: first.example } } : own,
    related: others.slice(0, LISTED).map(({ side, span, place, example }, at): Finding['related'][number] => {
      const more = others.length - LISTED;
      const message: Message =
        at === LISTED - 1 && more > 0
          ? { key: 'style.more', args: { more } }
          : (place.message ?? { key: code, args: { example } });
      return { side, span, message };
    }),
    fixes,
    anchor: anchorOf(places.map(({ fingerprint }) => fingerprint).join('|')),
  };
}

interface LocatedPlace {
  readonly place: StylePlace;
  readonly side: Side;
  readonly span: Span;
  readonly edits: readonly Edit[];
  readonly text: string;
  readonly example: string;
  readonly fingerprint: string;
}

/** Characters on each side of a place by which it is known again. */
const KNOWN_BY = 12;

function located({ sources, segments }: CheckInput, { code }: StyleCheck, { place, segment, side }: StyledPlace) {
  const { span } = segments[segment];
  const raw = sources[span.source].text.slice(span.start, span.end);
  const { start, end } = place;
  const around = [raw.slice(Math.max(0, start - KNOWN_BY), start), raw.slice(end, end + KNOWN_BY)];
  const located: LocatedPlace = {
    place,
    side,
    span: within(span, start, end),
    edits: (place.edits ?? []).map((edit) => ({ span: within(span, edit.start, edit.end), text: edit.text })),
    text: raw.slice(start, end),
    example: excerpt(raw, start, end),
    fingerprint: `${code}:${anchorOf(raw.slice(start, end), ...around)}`,
  };
  return located;
}

/** The fix of one place. */
function editOf({ edits, text, place }: LocatedPlace): Fix & { readonly kind: 'edit' } {
  let to = text;
  for (const edit of [...(place.edits ?? [])].sort((a, b) => b.start - a.start))
    to = to.slice(0, edit.start - place.start) + edit.text + to.slice(edit.end - place.start);
  const title: Message = to
    ? { key: 'fix.place', args: { from: visible(text), to: visible(to) } }
    : { key: 'fix.removePlace', args: { from: visible(text) } };
  return { kind: 'edit', title, edits };
}

/** Characters of a text in a title. */
const TITLE = 24;

/** A text in which spaces and what cannot be seen can be. */
function visible(text: string): string {
  const short = text.length > TITLE ? `${text.slice(0, TITLE)}…` : text;
  return (
    short
      .replace(
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is shown
        /[\u0000-\u001f\u007f-\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2e80-\u2fdf\u3000\ue000-\uf8ff\ufeff\ufff9-\uffff]/g,
        (character) => `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
      )
      .replace(/^ +| +$/g, (spaces) => '␣'.repeat(spaces.length)) || '␣'
  );
}
