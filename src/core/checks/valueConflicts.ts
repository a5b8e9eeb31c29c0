/** Where the two sides of a pair state different values: what `number-mismatch` and `date-mismatch` report. */

import { withDates } from '../facts/calendar';
import { chineseFacts } from '../facts/chineseFacts';
import { comparable, isNextDay, resembles, sameFact, unitsContradict } from '../facts/compare';
import { englishFacts } from '../facts/englishFacts';
import type { Fact } from '../facts/fact';
import { isMoney } from '../facts/units';
import { writtenLike } from '../facts/write';
import { otherSide } from '../language';
import type { Edit, Finding, Side, Span } from '../model';
import { anchorOf, type Found, message, related, within } from './check';
import type { Pair, PairContext, PairLink, PairSentence } from './pair';

/** A fact, and where it stands. */
interface Placed {
  readonly fact: Fact;
  readonly sentence: PairSentence;
}

/** Two values that stand in each other's place and differ. */
interface Conflict {
  readonly code: 'number' | 'date';
  readonly zh: Placed;
  readonly en: Placed;
  /** Probability that it is a fault, 0..1. */
  readonly certainty: number;
}

/** More values without an answer than this are a table or no translation, and say nothing about each other. */
const MOST_LEFT = 24;

/** The findings of one of the two checks. */
export function* findConflicts(code: Conflict['code'], pair: Pair, context: PairContext): Iterable<Found> {
  for (const conflict of conflictsOf(pair, context)) {
    if (conflict.code === code) yield foundOf(conflict, pair);
  }
}

/** Both checks ask for the same pair one after the other. A pair never changes, so this is no state anyone can see. */
const known = new WeakMap<Pair, readonly Conflict[]>();

function conflictsOf(pair: Pair, context: PairContext): readonly Conflict[] {
  let conflicts = known.get(pair);
  if (!conflicts) {
    conflicts = readConflicts(pair, context);
    known.set(pair, conflicts);
  }
  return conflicts;
}

function readConflicts(pair: Pair, { lexicon, facts: { dated } }: PairContext): readonly Conflict[] {
  const simplify = (text: string) => lexicon.simplify(text);
  const read = (sentence: PairSentence, facts: readonly Fact[]): readonly Placed[] =>
    withDates(facts, dated).map((fact) => ({ fact, sentence }));
  const zh = pair.zh.sentences.map((sentence) => read(sentence, chineseFacts(sentence.masked, simplify)));
  const en = pair.en.sentences.map((sentence) => read(sentence, englishFacts(sentence.masked)));
  const all = { zh: zh.flat(), en: en.flat() };
  if (!all.zh.length || !all.en.length) return [];
  const conflicts: Conflict[] = [];
  const rest = { zh: new Set(all.zh), en: new Set(all.en) };
  for (const link of pair.links) {
    const own = { zh: link.zh.flatMap((at) => zh[at]), en: link.en.flatMap((at) => en[at]) };
    if (!own.zh.length || !own.en.length) continue;
    const { left, answered } = unanswered(own);
    for (const [a, b] of answered) {
      rest.zh.delete(a);
      rest.en.delete(b);
      if (unitsContradict(a.fact, b.fact))
        conflicts.push({ code: 'number', zh: a, en: b, certainty: 0.8 * link.score });
    }
    for (const conflict of conflictsAmong({ left, all, near: nearness(pair, link), score: link.score, apart: false })) {
      conflicts.push(conflict);
      rest.zh.delete(conflict.zh);
      rest.en.delete(conflict.en);
    }
  }
  // What no link explains: sentences without one, or linked otherwise than they should be.
  const { left } = unanswered({ zh: [...rest.zh], en: [...rest.en] });
  const near = nearness(pair, undefined);
  conflicts.push(...conflictsAmong({ left, all, near, score: pair.score, apart: true }));
  return conflicts;
}

interface Sides {
  readonly zh: readonly Placed[];
  readonly en: readonly Placed[];
}

interface Unanswered {
  readonly left: Sides;
  /** All facts of the pair. */
  readonly all: Sides;
  readonly near: (zh: Placed, en: Placed) => boolean;
  /** Of the link, or of the pair. */
  readonly score: number;
  /** They stand in sentences that are not linked with each other. */
  readonly apart: boolean;
}

/** Which of the facts that nothing answers contradict each other. */
function conflictsAmong({ left, all, near, score, apart }: Unanswered): readonly Conflict[] {
  const heavy = {
    zh: left.zh.filter(({ fact }) => fact.weight > 0),
    en: left.en.filter(({ fact }) => fact.weight > 0),
  };
  if (!heavy.zh.length || !heavy.en.length || heavy.zh.length > MOST_LEFT || heavy.en.length > MOST_LEFT) return [];
  const foreign = {
    zh: heavy.zh.map((one) => isForeign(one, all.en)),
    en: heavy.en.map((one) => isForeign(one, all.zh)),
  };
  const candidates: { readonly a: number; readonly b: number; readonly certainty: number }[] = [];
  for (const [a, one] of heavy.zh.entries()) {
    for (const [b, other] of heavy.en.entries()) {
      const absent = (foreign.zh[a] ? 1 : 0) + (foreign.en[b] ? 1 : 0);
      if (absent < (apart ? 2 : 1) || !comparable(one.fact, other.fact)) continue;
      const rivals =
        heavy.en.filter(({ fact }, at) => at !== b && foreign.en[at] && comparable(one.fact, fact)).length +
        heavy.zh.filter(({ fact }, at) => at !== a && foreign.zh[at] && comparable(fact, other.fact)).length;
      const certainty = score * certaintyOf({ zh: one, en: other, absent, rivals, apart, near: near(one, other) });
      candidates.push({ a, b, certainty });
    }
  }
  candidates.sort((x, y) => y.certainty - x.certainty);
  const taken = { zh: new Set<number>(), en: new Set<number>() };
  const conflicts: Conflict[] = [];
  for (const { a, b, certainty } of candidates) {
    if (taken.zh.has(a) || taken.en.has(b)) continue;
    taken.zh.add(a);
    taken.en.add(b);
    conflicts.push({ code: codeOf(heavy.zh[a].fact, heavy.en[b].fact), zh: heavy.zh[a], en: heavy.en[b], certainty });
  }
  return conflicts;
}

const NUMBERS: ReadonlySet<Fact['kind']> = new Set(['number', 'share', 'multiple', 'identifier']);

function codeOf(a: Fact, b: Fact): Conflict['code'] {
  return NUMBERS.has(a.kind) && NUMBERS.has(b.kind) && !(a.yearLike && b.yearLike) ? 'number' : 'date';
}

/** The facts of a link that the other side does not state, and those that it does, in pairs. */
function unanswered(own: Sides): { readonly left: Sides; readonly answered: readonly (readonly [Placed, Placed])[] } {
  const free = { zh: new Set(own.zh.keys()), en: new Set(own.en.keys()) };
  const answered: (readonly [Placed, Placed])[] = [];
  const take = (a: number, b: number) => {
    free.zh.delete(a);
    free.en.delete(b);
    answered.push([own.zh[a], own.en[b]]);
  };
  // The first, second, … fact of one kind and value answer each other in order; what is left is few.
  const places = new Map<string, number[]>();
  for (const [at, { fact }] of own.en.entries()) {
    const key = keyOf(fact);
    const list = places.get(key);
    if (list) list.push(at);
    else places.set(key, [at]);
  }
  for (const [at, { fact }] of own.zh.entries()) {
    const [first] = places.get(keyOf(fact)) ?? [];
    if (first === undefined) continue;
    places.get(keyOf(fact))!.shift();
    take(at, first);
  }
  if (free.zh.size <= 4 * MOST_LEFT && free.en.size <= 4 * MOST_LEFT) {
    // Facts of one kind before others, those that must be answered before those that need not.
    for (const alike of [true, false]) {
      for (const weighty of [true, false]) {
        for (const a of [...free.zh]) {
          for (const b of free.en) {
            const [one, other] = [own.zh[a].fact, own.en[b].fact];
            if (alike && one.kind !== other.kind) continue;
            if (weighty && (one.weight === 0 || other.weight === 0)) continue;
            if (!sameFact(one, other)) continue;
            take(a, b);
            break;
          }
        }
      }
    }
  }
  const rest = (side: Side) => own[side].filter((_, at) => free[side].has(at));
  return { left: { zh: rest('zh'), en: rest('en') }, answered };
}

function keyOf({ kind, values, name }: Fact): string {
  return `${kind} ${name ?? values[0]}`;
}

/** Does no sentence of the other side's paragraphs state this, not even as mere digits? */
function isForeign({ fact, sentence }: Placed, others: readonly Placed[]): boolean {
  if (others.some((one) => sameFact(fact, one.fact))) return false;
  if (!fact.digits) return true;
  const digits = /\d[\d.,]*\d|\d/.exec(sentence.masked.slice(fact.numeral.start, fact.numeral.end))?.[0];
  if (!digits || digits.length < 2) return true;
  const texts = new Set(others.map((one) => one.sentence.text));
  return ![...texts].some((text) => holdsDigits(text, digits));
}

function holdsDigits(text: string, digits: string): boolean {
  for (let at = text.indexOf(digits); at >= 0; at = text.indexOf(digits, at + 1)) {
    if (!/[\d.,]/.test(text[at - 1] ?? '') && !/^[.,]?\d/.test(text.slice(at + digits.length, at + digits.length + 2)))
      return true;
  }
  return false;
}

interface Evidence {
  readonly zh: Placed;
  readonly en: Placed;
  /** How many of the two the other side states nowhere: 1 or 2. */
  readonly absent: number;
  /** Other values that could be meant just as well. */
  readonly rivals: number;
  readonly apart: boolean;
  /** Do words beside the two answer each other? */
  readonly near: boolean;
}

function certaintyOf({ zh, en, absent, rivals, apart, near }: Evidence): number {
  const [a, b] = [zh.fact, en.fact];
  let odds = absent === 2 ? 0.5 : -0.8;
  odds += a.weight + b.weight === 4 ? 0.8 : a.weight + b.weight === 3 ? -0.4 : -0.8;
  if (resembles(a, b)) odds += 1.2;
  if (near || (a.label && a.label === b.label)) odds += 0.8;
  if (a.kind !== b.kind && !(a.yearLike && b.yearLike) && !a.kind.startsWith('relative')) odds -= 0.6;
  if (a.kind === b.kind && a.kind !== 'number') odds += 0.6;
  if (a.unit && b.unit) odds += a.unit.factor === b.unit.factor ? 0.6 : -0.4;
  else if (a.unit || b.unit) odds -= isMoney((a.unit ?? b.unit)!) ? 0.4 : 0.2;
  if (a.ordinal !== b.ordinal && a.kind === 'number' && b.kind === 'number') odds -= 0.2;
  if (a.about !== b.about && !resembles(a, b)) odds -= 0.3;
  odds -= Math.min(1.5, 0.5 * rivals);
  if (isNextDay(a, b)) odds -= 1;
  // Without a link nothing says that they belong together but they themselves.
  if (apart) odds -= 1;
  return 1 / (1 + Math.exp(-odds));
}

/** Whether words that stand beside two facts of a link answer each other; asked for only when it is needed. */
function nearness(pair: Pair, link: PairLink | undefined): (zh: Placed, en: Placed) => boolean {
  let matches: ReturnType<Pair['matches']> | undefined;
  return (zh, en) => {
    matches ??= pair.matches(link);
    const [own, other] = [placeOf(zh), placeOf(en)];
    return matches.some(
      (match) =>
        match.kind !== 'number' && beside(match.zh, own, 4) && match.en.some((span) => beside(span, other, 22)),
    );
  };
}

function beside(span: Span, place: Span, reach: number): boolean {
  const gap = span.start >= place.end ? span.start - place.end : place.start - span.end;
  return span.source === place.source && gap >= 0 && gap <= reach;
}

function placeOf({ fact, sentence }: Placed): Span {
  return within(sentence.span, fact.start, fact.end);
}

function quoted({ fact, sentence }: Placed): string {
  return sentence.text.slice(fact.start, fact.end).replace(/\s+/g, ' ').trim();
}

/** A value as it is written, with what it means where that is not seen at once. */
function label(place: Placed, other: Placed): string {
  const text = quoted(place);
  const { fact, sentence } = place;
  if (fact.kind !== 'number' || fact.range) return text;
  const numeral = sentence.text.slice(fact.numeral.start, fact.numeral.end);
  const same = /^[\d,.]+(?:st|nd|rd|th)?$/.test(numeral) || (!fact.digits && !other.fact.digits && fact.values[0] < 11);
  return same || fact.values[0] < 1 ? text : `${text} (${grouped(fact.values[0])})`;
}

function grouped(value: number): string {
  const [whole, part] = String(value).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? `.${part}` : '');
}

function foundOf({ code, zh, en, certainty }: Conflict, pair: Pair): Found {
  const side: Side = pair.source === 'en' ? 'zh' : 'en';
  const opposite = otherSide(side);
  const [own, other] = side === 'zh' ? [zh, en] : [en, zh];
  const check = `${code}-mismatch`;
  const args = { own: label(own, other), other: label(other, own) };
  const fixes: Finding['fixes'][number][] = [];
  const offer = (place: Placed, by: Placed) => {
    const edit = editOf(place, by);
    if (edit) fixes.push({ kind: 'edit', title: message(`fix.${check}`, { text: edit.text }), edits: [edit] });
  };
  offer(own, other);
  if (!pair.source) offer(other, own);
  return {
    side,
    span: placeOf(own),
    message: message(check, args),
    related: [related(opposite, placeOf(other), `${check}.counterpart`, { value: quoted(other) })],
    fixes,
    anchor: anchorOf(quoted(zh), quoted(en), zh.sentence.text.slice(0, zh.fact.start).slice(-12)),
    certainty,
  };
}

function editOf({ fact, sentence }: Placed, other: Placed): Edit | undefined {
  const text = writtenLike(fact, sentence.masked, { other: other.fact, otherText: other.sentence.masked });
  if (text === undefined || text === sentence.text.slice(fact.numeral.start, fact.numeral.end)) return undefined;
  return { span: within(sentence.span, fact.numeral.start, fact.numeral.end), text };
}
