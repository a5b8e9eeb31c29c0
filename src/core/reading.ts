/**
 * An article as rows to be read side by side: a pair a row, each language in its column. Rows are plain values; what
 * changes from one version of the article to the next is a few splices.
 */
import { otherSide } from './language';
import type { Article, Group, Message, Role, Severity, Side, SourceIndex, Span } from './model';
import { groupOf, needsCounterpart, segmentText, sideOf, turnsIn } from './query';

/** A paragraph as it is read. */
export interface ReadingParagraph {
  /**
   * Without the marks of headings and quotations; lines that were only wrapped are joined, others stand apart by LF.
   * Characters that would turn the text round, or that cannot be shown, are named or replaced: it is safe to show.
   */
  readonly text: string;
  readonly role: Role;
  /** Who speaks in it, by the names in its language; empty where its first words say so, or the paragraph before it. */
  readonly speakers: readonly string[];
  /** What was found to begin in it. */
  readonly findings: readonly { readonly severity: Severity; readonly message: Message }[];
  /** How many conversations about it are open. */
  readonly threads: number;
}

/**
 * `pair`: paragraphs that translate each other; `alone`: one of {@link zh} and {@link en} has a paragraph, and nothing
 * stands against it; `aside`: {@link aside} has what belongs to neither column: code, rules, a title in both languages.
 */
export interface ReadingRow {
  /** Unique in its list; by {@link renewRows} it outlives edits, also of its own text. */
  readonly key: string;
  readonly kind: 'pair' | 'alone' | 'aside';
  readonly zh: readonly ReadingParagraph[];
  readonly en: readonly ReadingParagraph[];
  readonly aside: readonly ReadingParagraph[];
  /** A counterpart is needed, and none was found. */
  readonly missing: boolean;
  /** It was linked by hand. */
  readonly manual: boolean;
  readonly review: Group['review'];
  readonly remark: string;
}

/** The rows of one version of an article. */
export interface Reading {
  readonly rows: readonly ReadingRow[];
  /** By row: indexes into {@link Article.segments} of its paragraphs, in the order of {@link paragraphsOf}. */
  readonly segments: readonly (readonly number[])[];
  /** By index of a segment: its row. */
  readonly rowOf: readonly number[];
}

/** The paragraphs of a row: Chinese, English, what belongs to neither. */
export function paragraphsOf<T>(row: Readonly<Record<'zh' | 'en' | 'aside', readonly T[]>>): readonly T[] {
  return [...row.zh, ...row.en, ...row.aside];
}

/** What a row holds, before its texts are read. */
interface Place {
  readonly at: number;
  readonly first: number;
  readonly group: Group | undefined;
  readonly zh: readonly number[];
  readonly en: readonly number[];
  readonly aside: readonly number[];
}

/** The rows of an article, each segment in one of them; none when it was not recognised. */
export function readingOf(article: Article): Reading {
  const places = placesOf(article);
  const notes = notesOf(article);
  const keys = new Set<string>();
  const rowOf: number[] = [];
  const segments: (readonly number[])[] = [];
  const rows = places.map((place, row): ReadingRow => {
    const { group, zh, en, aside } = place;
    const own = paragraphsOf(place);
    for (const segment of own) rowOf[segment] = row;
    segments.push(own);
    const side = (column: Side, all: readonly number[]) => paragraphs(article, all, { side: column, notes });
    return {
      key: freshKey(group?.id ?? article.segments[own[0]].id, keys),
      kind: group ? 'pair' : aside.length ? 'aside' : 'alone',
      zh: side('zh', zh),
      en: side('en', en),
      aside: side('zh', aside),
      missing: !group && !aside.length && needsCounterpart(article.segments[own[0]]),
      manual: group?.kind === 'manual',
      review: group?.review ?? null,
      remark: group?.remark ?? '',
    };
  });
  return { rows, segments, rowOf };
}

/**
 * Rows in the order in which they are read. A pair stands where the first of its paragraphs does. A paragraph alone
 * stands next to its neighbours in its own language, since these tell where it belongs when a section comes whole in
 * one language and then whole in the other; where the neighbours disagree, as round a lead that was moved to the top,
 * the place nearest to where the text has it is taken.
 */
function placesOf(article: Article): readonly Place[] {
  const { segments, groups } = article;
  const positions = new Map<Group, number>();
  const starts = groups
    .map((group) => ({ group, first: Math.min(group.zh[0], group.en[0]) }))
    .sort((a, b) => a.first - b.first);
  starts.forEach(({ group }, at) => {
    positions.set(group, at);
  });
  const places: Place[] = starts.map(({ group, first }, at) => {
    return { at, first, group, zh: group.zh, en: group.en, aside: [] };
  });
  const following = { zh: neighbours(article, positions, 'zh'), en: neighbours(article, positions, 'en') };
  const before: Record<Side, number | undefined> = { zh: undefined, en: undefined };
  let passed = 0;
  segments.forEach((_, segment) => {
    while (passed < starts.length && starts[passed].first < segment) passed++;
    const group = groupOf(article, segment);
    const side = sideOf(article, segment);
    if (group) {
      if (side) before[side] = positions.get(group);
      return;
    }
    const here = passed - 0.5;
    let at = here;
    if (side) {
      const last = before[side];
      const next = following[side][segment];
      const beside = [...(last === undefined ? [] : [last + 0.5]), ...(next === undefined ? [] : [next - 0.5])];
      if (beside.length) at = beside.reduce((a, b) => (Math.abs(b - here) < Math.abs(a - here) ? b : a));
    }
    const alone = (column: Side) => (side === column ? [segment] : []);
    places.push({
      at,
      first: segment,
      group: undefined,
      zh: alone('zh'),
      en: alone('en'),
      aside: side ? [] : [segment],
    });
  });
  return places.sort((a, b) => a.at - b.at || a.first - b.first);
}

/** By index of a segment: the position of the next linked segment of a side, from itself on. */
function neighbours(article: Article, positions: ReadonlyMap<Group, number>, side: Side): (number | undefined)[] {
  const out: (number | undefined)[] = [];
  let next: number | undefined;
  for (let segment = article.segments.length - 1; segment >= 0; segment--) {
    const group = groupOf(article, segment);
    if (group && sideOf(article, segment) === side) next = positions.get(group);
    out[segment] = next;
  }
  return out;
}

/** What is said of segments, by their index. */
interface Notes {
  readonly findings: ReadonlyMap<number, ReadingParagraph['findings']>;
  readonly threads: ReadonlyMap<number, number>;
}

function notesOf({ segments, findings, threads }: Article): Notes {
  const found = new Map<number, ReadingParagraph['findings'][number][]>();
  for (const { span, severity, message } of findings) {
    const at = lastStart(segments, span.source, span.start);
    if (at < 0) continue;
    const here = found.get(at) ?? [];
    here.push({ severity, message });
    found.set(at, here);
  }
  const open = new Map<number, number>();
  for (const { segment, resolved } of threads) {
    if (segment !== undefined && !resolved) open.set(segment, (open.get(segment) ?? 0) + 1);
  }
  return { findings: found, threads: open };
}

/** Index of the last span of a source that starts at an offset or before it; the first of the source where none does; -1 where it has none. */
function lastStart(parts: readonly { readonly span: Span }[], source: SourceIndex, offset: number): number {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { span } = parts[middle];
    if (span.source < source || (span.source === source && span.start <= offset)) low = middle + 1;
    else high = middle;
  }
  if (parts[low - 1]?.span.source === source) return low - 1;
  return parts[low]?.span.source === source ? low : -1;
}

function paragraphs(
  article: Article,
  segments: readonly number[],
  { side, notes }: { readonly side: Side; readonly notes: Notes },
): readonly ReadingParagraph[] {
  let last = '';
  return segments.map((segment): ReadingParagraph => {
    const persons = new Set(turnsIn(article, segment).map((turn) => article.turns[turn].person));
    const names = [...persons].flatMap((person) => {
      const speaker = person === undefined ? undefined : article.speakers[person];
      const name = speaker?.[side] ?? speaker?.[otherSide(side)];
      return name ? [visible(name)] : [];
    });
    const text = readable(article, segment);
    const all = names.join('\n');
    const told = all === last || (names.length === 1 && text.replace(OPENING, '').startsWith(names[0]));
    last = all;
    const speakers = told ? [] : names;
    return {
      text,
      role: article.segments[segment].role,
      speakers,
      findings: notes.findings.get(segment) ?? [],
      threads: notes.threads.get(segment) ?? 0,
    };
  });
}

/** What may stand before the name at the start of a turn. */
const OPENING = /^[\s*_[【（(“"]+/;

/** Columns from which a line may have been wrapped by hand: verse and addresses are narrower. */
const WRAPPED_FROM = 40;

const QUOTE = /^[ \t]*(?:>[ \t]?)+/;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

function readable(article: Article, segment: number): string {
  const { role } = article.segments[segment];
  const text = segmentText(article, segment);
  if (role === 'code' || role === 'markup') return visible(text.replace(/\r\n?/g, '\n'));
  const quoted = QUOTE.test(text);
  const lines = text
    .split(/\r\n?|[\n\u0085\u2028\u2029]/)
    .map((line) => (quoted ? line.replace(QUOTE, '') : line).trim());
  lines[0] = lines[0].replace(/^#{1,6}[ \t]+/, '');
  const wrapped = lines.length > 1 && lines.slice(0, -1).every((line) => isWide(line));
  if (!wrapped) return visible(lines.join('\n'));
  return visible(
    lines.reduce((all, line) => all + (WIDE.test(all.at(-1) ?? '') && WIDE.test(line[0] ?? '') ? '' : ' ') + line),
  );
}

/** Is a line at least so wide that it may have been wrapped? */
function isWide(line: string): boolean {
  let columns = 0;
  for (let at = 0; at < line.length && columns < WRAPPED_FROM; at++) columns += WIDE.test(line[at]) ? 2 : 1;
  return columns >= WRAPPED_FROM;
}

/** Marks that turn round what stands after them, or that cannot be seen and say which way to read. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function visible(text: string): string {
  return text
    .replace(DIRECTION, (mark) => `[U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`)
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(CONTROL, '\ufffd');
}

/** At `start`, so many rows are taken out and these put in. Of several, each holds for what the ones before it left. */
export interface Splice {
  readonly start: number;
  readonly removed: number;
  readonly rows: readonly ReadingRow[];
}

/** Does to a list what splices say. */
export function applySplices<T>(
  list: readonly T[],
  splices: readonly { readonly start: number; readonly removed: number; readonly rows: readonly T[] }[],
): readonly T[] {
  const out: T[] = [];
  let from = 0;
  for (const { start, removed, rows } of splices) {
    const kept = start - out.length;
    for (const row of list.slice(from, from + kept)) out.push(row);
    for (const row of rows) out.push(row);
    from += kept + removed;
  }
  for (const row of list.slice(from)) out.push(row);
  return out;
}

/**
 * What leads from the rows of one version to those of the next, in order of place. The rows that come back are those of
 * `after` under the keys of `before`, as far as they are the same rows or stand in their place: a row that stays as it
 * is, is the same object. Takes time in proportion to the rows, and a little for those that changed.
 */
export function renewRows(
  before: readonly ReadingRow[],
  after: readonly ReadingRow[],
): { readonly rows: readonly ReadingRow[]; readonly splices: readonly Splice[] } {
  const rows: ReadingRow[] = [];
  const splices: Splice[] = [];
  const keys = new Set(before.map(({ key }) => key));
  let from = 0;
  // A last pair beyond both ends closes the last gap.
  for (const [old, now] of [...commonRows(before, after), [before.length, after.length] as const]) {
    const put = after.slice(rows.length, now).map((row, at): ReadingRow => {
      const replaced = from + at < old ? before[from + at].key : undefined;
      return { ...row, key: replaced ?? freshKey(row.key, keys) };
    });
    if (old > from || put.length) splices.push({ start: rows.length, removed: old - from, rows: put });
    for (const row of put) rows.push(row);
    if (old < before.length) rows.push(before[old]);
    from = old + 1;
  }
  return { rows, splices };
}

function freshKey(wanted: string, taken: Set<string>): string {
  let key = wanted;
  for (let count = 2; taken.has(key); count++) key = `${wanted} ${count}`;
  taken.add(key);
  return key;
}

/** Pairs of indexes of rows that are equal, ascending on both sides. */
function commonRows(
  before: readonly ReadingRow[],
  after: readonly ReadingRow[],
): readonly (readonly [old: number, now: number])[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && sameRow(before[head], after[head])) head++;
  let tail = 0;
  while (tail < shorter - head && sameRow(before[before.length - 1 - tail], after[after.length - 1 - tail])) tail++;
  const out: (readonly [number, number])[] = [];
  for (let at = 0; at < head; at++) out.push([at, at]);
  const onlyOld = placesOfLook(before, head, before.length - tail);
  const onlyNow = placesOfLook(after, head, after.length - tail);
  // Rows that stand once on each side; then those next to them.
  const unique = [...onlyNow].flatMap(([look, now]): (readonly [number, number])[] => {
    const old = onlyOld.get(look);
    return old === undefined || old < 0 || now < 0 ? [] : [[old, now]];
  });
  let [lastOld, lastNow] = [head - 1, head - 1];
  const add = (old: number, now: number) => {
    out.push([old, now]);
    [lastOld, lastNow] = [old, now];
  };
  for (const [old, now] of ascending(unique)) {
    if (old <= lastOld || now <= lastNow) continue;
    let back = 0;
    while (
      old - back - 1 > lastOld &&
      now - back - 1 > lastNow &&
      sameRow(before[old - back - 1], after[now - back - 1])
    )
      back++;
    for (; back > 0; back--) add(old - back, now - back);
    add(old, now);
    while (
      lastOld + 1 < before.length - tail &&
      lastNow + 1 < after.length - tail &&
      sameRow(before[lastOld + 1], after[lastNow + 1])
    ) {
      add(lastOld + 1, lastNow + 1);
    }
  }
  for (let at = tail; at > 0; at--) out.push([before.length - at, after.length - at]);
  return out;
}

/** Where each look stands between two indexes; -1 where it stands more than once. In the order of the first places. */
function placesOfLook(rows: readonly ReadingRow[], from: number, to: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (let at = from; at < to; at++) {
    const look = JSON.stringify({ ...rows[at], key: '' });
    places.set(look, places.has(look) ? -1 : at);
  }
  return places;
}

/** The longest choice of pairs that ascend on both sides; `pairs` ascend by the second. */
function ascending(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  /** By length, less one: which pair ends the best choice of that length. */
  const ends: number[] = [];
  const previous: number[] = [];
  pairs.forEach(([old], at) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[ends[middle]][0] < old) low = middle + 1;
      else high = middle;
    }
    previous[at] = ends[low - 1] ?? -1;
    ends[low] = at;
  });
  const out: (readonly [number, number])[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]) out.push(pairs[at]);
  return out.reverse();
}

/** Do two rows look the same? Their keys do not count. */
function sameRow(a: ReadingRow, b: ReadingRow): boolean {
  return (
    a.kind === b.kind &&
    a.missing === b.missing &&
    a.manual === b.manual &&
    a.review === b.review &&
    a.remark === b.remark &&
    sameParagraphs(a.zh, b.zh) &&
    sameParagraphs(a.en, b.en) &&
    sameParagraphs(a.aside, b.aside)
  );
}

function sameParagraphs(a: readonly ReadingParagraph[], b: readonly ReadingParagraph[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, at) => {
      const other = b[at];
      return (
        one.text === other.text &&
        one.role === other.role &&
        one.threads === other.threads &&
        one.speakers.join('\n') === other.speakers.join('\n') &&
        (one.findings.length + other.findings.length === 0 ||
          JSON.stringify(one.findings) === JSON.stringify(other.findings))
      );
    })
  );
}

/** A place in a list of rows: so much of a row, 0..1, is above it. */
export interface RowPlace {
  readonly row: number;
  readonly part: number;
}

/**
 * The row to be read beside a stretch of the text that is in sight, from its first paragraph. A paragraph out of order
 * (a lead that translates a sentence from further down) does not make the rows leap: the one after it then tells the
 * row. Undefined where nothing is in sight.
 */
export function rowInSight(
  { segments }: Article,
  { rowOf, segments: parts }: Reading,
  sight: Span,
): RowPlace | undefined {
  let first = lastStart(segments, sight.source, sight.start);
  if (first < 0) return undefined;
  // Between two paragraphs, the next one is to be read.
  const inSight = (at: number) => segments[at]?.span.source === sight.source && segments[at].span.start <= sight.end;
  if (segments[first].span.end <= sight.start && inSight(first + 1)) first++;
  const [a, b, c] = [0, 1, 2].map((more) => (inSight(first + more) ? rowOf[first + more] : undefined));
  const leaps = a !== undefined && b !== undefined && Math.abs(a - b) > 1 && c !== undefined && Math.abs(b - c) <= 1;
  const at = leaps ? first + 1 : first;
  const row = rowOf[at];
  if (row === undefined) return undefined;
  const { start, end } = segments[at].span;
  const within = Math.min(1, Math.max(0, (sight.start - start) / Math.max(1, end - start)));
  const own = inOrder(parts[row]);
  return { row, part: own ? (own.indexOf(at) + within) / own.length : within };
}

/**
 * The offset to be read beside a place in the rows. Where the paragraphs of the row stand apart in the text, the one
 * nearest to `near` is taken, so that who reads one language stays in it. Undefined where there is no such row.
 */
export function offsetBeside(
  { segments }: Article,
  { segments: parts }: Reading,
  { row, part, near }: RowPlace & { readonly near: { readonly source: SourceIndex; readonly offset: number } },
): number | undefined {
  const here = parts[row]?.filter((at) => segments[at].span.source === near.source);
  if (!here?.length) return undefined;
  const own = inOrder(here);
  const whole = Math.min(Math.max(part, 0), 1) * (own?.length ?? 1);
  const distance = (at: number) => Math.abs(segments[at].span.start - near.offset);
  const at = own
    ? own[Math.min(Math.floor(whole), own.length - 1)]
    : here.reduce((best, each) => (distance(each) < distance(best) ? each : best));
  const { start, end } = segments[at].span;
  const within = own ? Math.min(1, whole - own.indexOf(at)) : whole;
  return Math.floor(start + within * (end - start));
}

/** The segments of a row in document order if nothing stands between them, else undefined. */
function inOrder(segments: readonly number[]): readonly number[] | undefined {
  const sorted = [...segments].sort((a, b) => a - b);
  return sorted[sorted.length - 1] - sorted[0] === sorted.length - 1 ? sorted : undefined;
}

/** A stretch that was found: the row, its paragraph in the order of {@link paragraphsOf}, and offsets into its text. */
export interface Hit {
  readonly row: number;
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
}

/** Where a text stands in the rows, in order; letter case and the kind of white space do not count. Blank text is nowhere. */
export function findInRows(
  rows: readonly Readonly<Record<'zh' | 'en' | 'aside', readonly { readonly text: string }[]>>[],
  wanted: string,
): readonly Hit[] {
  const words = wanted.trim().split(/\s+/);
  if (!words[0]) return [];
  const pattern = new RegExp(words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('\\s+'), 'giu');
  const hits: Hit[] = [];
  rows.forEach((row, at) => {
    paragraphsOf(row).forEach(({ text }, paragraph) => {
      // One expression for all: to make it anew for each text would cost more than to look.
      pattern.lastIndex = 0;
      for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
        hits.push({ row: at, paragraph, start: found.index, end: found.index + found[0].length });
      }
    });
  });
  return hits;
}

/** An article as two texts, one a language: each pair begins on the same line of both. */
export interface SideBySide {
  readonly zh: string;
  readonly en: string;
  /** By row: the 0-based line on which it begins in both. */
  readonly lines: readonly number[];
}

/** Blank lines pad the shorter side of a row; what belongs to neither language stands in both texts. */
export function sideBySide(rows: readonly ReadingRow[]): SideBySide {
  const zh: string[] = [];
  const en: string[] = [];
  const lines: number[] = [];
  for (const row of rows) {
    const linesOf = (column: readonly ReadingParagraph[]) =>
      [...column, ...row.aside].flatMap(({ text }) => text.split('\n'));
    const [left, right] = [linesOf(row.zh), linesOf(row.en)];
    lines.push(zh.length);
    // One blank line sets rows apart.
    const height = Math.max(left.length, right.length) + 1;
    for (let line = 0; line < height; line++) {
      zh.push(left[line] ?? '');
      en.push(right[line] ?? '');
    }
  }
  return { zh: zh.join('\n'), en: en.join('\n'), lines };
}
