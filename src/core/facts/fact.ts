/** Numbers and dates of a text as values, the same for both languages. */
import type { CalendarDate } from './calendar';
import type { Unit } from './units';

/**
 * What a value counts. `share`: percentages and fractions, as parts of one. `multiple`: 三倍, threefold. `year`, `decade`
 * and `century`: the first year (the 1990s are 1990), a century its number. `time`: minutes after midnight. `weekday`:
 * Monday is 1, Sunday 7. `relativeYear`, `relativeMonth`, `relativeDay`: 0 for this year, this month and today, -1 for
 * the last. `identifier`: Latin letters with digits, compared as text.
 */
export type FactKind =
  | 'number'
  | 'share'
  | 'multiple'
  | 'year'
  | 'decade'
  | 'century'
  | 'month'
  | 'day'
  | 'weekday'
  | 'time'
  | 'relativeYear'
  | 'relativeMonth'
  | 'relativeDay'
  | 'identifier';

/**
 * How surely a translation must carry a value over. 0: hardly, as 一 and `one`; such values answer others, and are never
 * wrong themselves. 1: small numbers in words. 2: digits and larger numbers.
 */
export type Weight = 0 | 1 | 2;

/** A value that a text states. */
export interface Fact {
  readonly kind: FactKind;
  /** Offsets in the text: all that belongs to it, as `75周年`, `$3 million`. */
  readonly start: number;
  readonly end: number;
  /** The number alone, within it: what another number would replace. */
  readonly numeral: { readonly start: number; readonly end: number };
  /** Every value that it may mean, the likeliest first; empty for identifiers. */
  readonly values: readonly number[];
  /** It means something within these bounds, both included: 十几, dozens, 3000多. */
  readonly range?: readonly [low: number, high: number];
  /** Said to be no exact value: about, nearly, 左右. */
  readonly about: boolean;
  readonly weight: Weight;
  /** Written in digits. */
  readonly digits: boolean;
  readonly ordinal: boolean;
  /** What is counted, where that is a measure or money. */
  readonly unit?: Unit;
  /** The date that is meant, where {@link ./calendar.ts} could tell it. */
  readonly date?: CalendarDate;
  /** For {@link kind} `identifier`: its letters and its digits, `covid:19`. */
  readonly name?: string;
  /** The Latin word that a number follows, in lower case: Java 8, Item 15. */
  readonly label?: string;
  /** Could be a year, by its form. */
  readonly yearLike: boolean;
  /** For {@link kind} `time`: the half of the day is known. */
  readonly sureHalf?: boolean;
}

/** The parts of a fact that have no default. */
export type FactParts = Pick<Fact, 'kind' | 'start' | 'end' | 'values'> & Partial<Fact>;

/** A fact with what is usual where nothing is said. */
export function fact(parts: FactParts): Fact {
  const { start, end } = parts;
  return {
    numeral: { start, end },
    about: false,
    weight: 2,
    digits: false,
    ordinal: false,
    yearLike: false,
    ...parts,
  };
}

/** A numeral that was read. */
export interface Numeral {
  readonly start: number;
  readonly end: number;
  readonly values: readonly number[];
  readonly range?: readonly [low: number, high: number];
  /** Begins with Arabic digits. */
  readonly digits: boolean;
  readonly weight: Weight;
  readonly ordinal: boolean;
  /** Number of bare digits when the numeral is nothing but those: 4 in 2024 and 二〇二四. */
  readonly bare: number;
}

/** The bounds of what is a round `value` and something: 3000多 is 3000 to 4000. */
export function overRange(value: number): readonly [number, number] {
  let step = 1;
  while (step < 1e15 && value >= step * 10 && value % (step * 10) === 0) step *= 10;
  return [value, value + Math.max(step, value > 0 && value < 10 ? 1 : step)];
}
