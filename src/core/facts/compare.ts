/** Do two facts say the same? Generous: what may be the same is no difference. */
import { weekdayOf } from './calendar';
import type { Fact } from './fact';
import { inBase, isMoney, sameDimension, type Unit } from './units';

/** Rounded conversions (10 miles, 16 km) may be so far apart. */
const CONVERSION = 0.06;

/** `About 3,000` may be so far from the exact number. */
const ROUNDING = 0.05;

/** From here on numbers are given in rounded millions and 亿. */
const ROUNDED_FROM = 1e4;

/** May two facts be one, however they are written? */
export function sameFact(a: Fact, b: Fact): boolean {
  if (a.kind === 'identifier' || b.kind === 'identifier') return sameName(a, b);
  const [first, second] = [a, b].map(({ kind }) => kind);
  const dated = sameDate(a, b) ?? sameDate(b, a);
  if (dated !== undefined) return dated;
  if (first.startsWith('relative') || second.startsWith('relative'))
    return first === second && a.values[0] === b.values[0];
  if (first === 'weekday' || second === 'weekday') return first === second && a.values[0] === b.values[0];
  if (first === 'time' || second === 'time') return sameTime(a, b);
  if (first !== second && (first === 'share' || second === 'share')) return sameShare(a, b);
  if (first !== second && !mayStandFor(a, b) && !mayStandFor(b, a)) return false;
  if (a.values.some((one) => b.values.some((other) => near(one, other)))) return true;
  if (within(a, b) || within(b, a)) return true;
  if (first === 'share' && second === 'share') {
    const rough = a.about || b.about || a.weight < 2 || b.weight < 2;
    const gap = Math.abs(a.values[0] - b.values[0]);
    if (rounds(figureOf(a), figureOf(b)) || rounds(figureOf(b), figureOf(a))) return true;
    return gap < (rough ? 0.005 : 0.0005) || ((a.about || b.about) && gap < 0.02 * a.values[0]);
  }
  if (first === 'multiple' && second === 'multiple') {
    return a.values.some((one) =>
      b.values.some((other) => Math.abs(one - other) === 1 && (a.weight < 2 || b.weight < 2)),
    );
  }
  if (first === 'decade' || second === 'decade') {
    return first === second
      ? false
      : a.values.some((one) => b.values.some((other) => Math.floor(one / 10) === Math.floor(other / 10)));
  }
  if (a.unit && b.unit && a.weight && b.weight && otherUnit(a.unit, b.unit) && converts(a, b)) return true;
  return rounds(a, b) || rounds(b, a);
}

/** Where `a` is known to mean a day, a month or a year, and `b` names a part of one: is it that? */
function sameDate({ kind, date }: Fact, b: Fact): boolean | undefined {
  if (!date) return undefined;
  if (b.kind === 'weekday') return weekdayOf(date) === b.values[0];
  if (kind === 'relativeDay' && b.kind === 'day') return date.day === b.values[0];
  if (kind === 'relativeMonth' && b.kind === 'month') return date.month === b.values[0];
  if (kind === 'relativeYear' && (b.kind === 'year' || b.yearLike)) return date.year === b.values[0];
  return undefined;
}

/** Is a weekday only one day off the date on the other side, as it is across the Pacific? */
export function isNextDay(a: Fact, b: Fact): boolean {
  const [weekday, day] = a.kind === 'weekday' ? [a, b] : [b, a];
  const meant = weekday.kind === 'weekday' && day.kind !== 'weekday' && day.date && weekdayOf(day.date);
  if (!meant) return false;
  const gap = Math.abs(meant - weekday.values[0]);
  return gap === 1 || gap === 6;
}

/** Are the figures the same, though the units say something else: 10公里, 10 miles? */
export function unitsContradict(a: Fact, b: Fact): boolean {
  const { unit: one } = a;
  const { unit: other } = b;
  if (!one || !other || one.loose || other.loose || a.range || b.range || !near(a.values[0], b.values[0])) return false;
  if (a.values.length > 1 || b.values.length > 1 || a.values[0] === 0) return false;
  if (!sameDimension(one, other)) return /^[A-Z]{3}$/.test(one.dimension) && /^[A-Z]{3}$/.test(other.dimension);
  return !converts(a, b) && (one.factor !== other.factor || one.dimension !== other.dimension);
}

/** Two units of one dimension that are not one; of money only parts, as cents, can be converted. */
function otherUnit(a: Unit, b: Unit): boolean {
  return sameDimension(a, b) && (a.factor !== b.factor || (!isMoney(a) && a.dimension !== b.dimension));
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

/** May a fact of one kind be written as another one: 7/3 for a month and a day, `the third` for a day, 98 for a year? */
function mayStandFor(a: Fact, b: Fact): boolean {
  switch (a.kind) {
    case 'month':
      return b.digits && (b.kind === 'number' || b.kind === 'day');
    case 'day':
      return b.kind === 'number' && (b.weight > 0 || b.ordinal);
    case 'year':
      return b.kind === 'decade' || (b.kind === 'number' && b.weight > 0);
    case 'decade':
    case 'century':
      return b.kind === 'number' && b.weight > 0;
    case 'multiple':
      return b.kind === 'number';
    default:
      return false;
  }
}

/** 50% may be written 50 or 0.5, and a rise of 200% is threefold; 100% is not `one`. */
function sameShare(a: Fact, b: Fact): boolean {
  const [share, other] = a.kind === 'share' ? [a, b] : [b, a];
  const [part, figure] = share.values;
  if (other.kind === 'multiple')
    return part >= 0.5 && other.values.some((value) => near(value, part) || near(value, part + 1));
  return other.values.some(
    (value) => (value < 1 && near(value, part)) || (figure !== undefined && near(value, figure)),
  );
}

/** G20 and Group of 20, F-16 and F16, 5G and 5G. */
function sameName(a: Fact, b: Fact): boolean {
  if (a.kind === b.kind) return a.name === b.name;
  const [name, number] = a.kind === 'identifier' ? [a, b] : [b, a];
  const digits = /\d+(?:\.\d+)*/.exec(name.name!.slice(name.name!.indexOf(':')))?.[0];
  return digits !== undefined && number.values.some((value) => value === Number(digits));
}

function sameTime(a: Fact, b: Fact): boolean {
  const day = 1440;
  if (a.kind === 'time' && b.kind === 'time') {
    const gap = Math.abs(a.values[0] - b.values[0]) % day;
    if (gap === 0) return true;
    // 夜里十二点 and 12 p.m. are written loosely.
    return gap === 720 && (!a.sureHalf || !b.sureHalf || a.values[0] % 720 < 60);
  }
  const [time, other] = a.kind === 'time' ? [a, b] : [b, a];
  if (other.kind !== 'number') return false;
  return other.values.some((value) => value <= 24 && (value * 60 - Math.floor(time.values[0] / 60) * 60) % 720 === 0);
}

function within(a: Fact, b: Fact): boolean {
  // Hundreds of something are no rendering of an exact number.
  if (!b.range || (b.weight === 0 && a.digits)) return false;
  const [low, high] = b.range;
  if (a.range) return a.range[0] <= high && low <= a.range[1];
  return a.values.some((value) => value >= low - 1e-9 && value <= high + 1e-9);
}

function converts(a: Fact, b: Fact): boolean {
  return a.values.some((one) =>
    b.values.some((other) => {
      const [x, y] = [inBase(one, a.unit!), inBase(other, b.unit!)];
      const rough = a.about || b.about || one < 10 || other < 10 ? 2 : 1;
      return Math.abs(x - y) <= CONVERSION * rough * Math.max(Math.abs(x), Math.abs(y));
    }),
  );
}

/** A percentage as the number that stands there. */
function figureOf(fact: Fact): Fact {
  return { ...fact, values: fact.values.slice(1) };
}

/** Is `coarse` a rounded `fine`: 1,298,000 about 1.3 million; about 3,000 where the other side has 2,987? */
function rounds(fine: Fact, coarse: Fact): boolean {
  // Who says `about` of both says it of one number.
  const about = !fine.about && coarse.about;
  return fine.values.some((value) =>
    coarse.values.some((rounded) => {
      if (rounded <= 0 || value <= 0 || (fine.yearLike && coarse.yearLike)) return false;
      const digits = significant(rounded);
      if (significant(value) <= digits) return false;
      if (!about && (digits < 2 || (rounded < ROUNDED_FROM && Number.isInteger(value)))) return false;
      const step = 10 ** (Math.floor(Math.log10(rounded)) + 1 - digits);
      return (
        Math.abs(value - rounded) < (about ? step : step / 2 + 1e-9) && Math.abs(value - rounded) <= ROUNDING * rounded
      );
    }),
  );
}

function significant(value: number): number {
  return value.toExponential(11).replace(/e.*$/, '').replace('.', '').replace(/0+$/, '').length;
}

/** Can two facts that differ stand in each other's place? */
export function comparable(a: Fact, b: Fact): boolean {
  if (a.kind === 'identifier' && b.kind === 'identifier') {
    return a.name!.split(':')[0] === b.name!.split(':')[0] && shape(a.name!) === shape(b.name!);
  }
  if (a.kind === 'identifier' || b.kind === 'identifier') {
    const [name, number] = a.kind === 'identifier' ? [a, b] : [b, a];
    return number.kind === 'number' && number.digits && !number.unit && name.name!.split(':')[0] === number.label;
  }
  const dated = sameDate(a, b) ?? sameDate(b, a);
  if (dated !== undefined) return !dated;
  const kinds = [a.kind, b.kind].sort().join();
  switch (kinds) {
    case 'number,number':
      return !a.unit || !b.unit || sameDimension(a.unit, b.unit);
    case 'number,year':
      return (a.yearLike && b.yearLike) || tenfold(a, b);
    case 'day,number':
      return a.digits && b.digits && !a.unit && !b.unit && resembles(a, b);
    case 'number,share':
      return a.digits && b.digits && !a.unit && !b.unit && resembles(a, b);
    default:
      return a.kind === b.kind && !(a.kind === 'year' && a.yearLike !== b.yearLike);
  }
}

/** Letters and dots of a name, its digits all alike. */
function shape(name: string): string {
  return name.replace(/\d+/g, '0');
}

function tenfold(a: Fact, b: Fact): boolean {
  return a.values.some((one) => b.values.some((other) => near(one, other * 10) || near(other, one * 10)));
}

/** Does one value look like a slip for the other: digits in another order, one more or less, one of them wrong? */
export function resembles(a: Fact, b: Fact): boolean {
  if (a.kind === 'identifier' || b.kind === 'identifier') return true;
  return figures(a).some((one) =>
    figures(b).some((other) => {
      if (one === other) return false;
      if (one === `${other}0` || other === `${one}0`) return true;
      if (Number(one) > 0 && /^0*$/.test(String(Number(one) / Number(other)).replace(/^10|^0\.|1$/g, ''))) return true;
      if (one.length !== other.length) return false;
      if (one.length > 1 && [...one].sort().join('') === [...other].sort().join('')) return true;
      const wrong = [...one].filter((digit, at) => digit !== other[at]).length;
      return wrong === 1 ? one.length > 1 : wrong === 2 && one.length > 3;
    }),
  );
}

/** The values as their digits. */
function figures({ kind, values }: Fact): readonly string[] {
  // Of a percentage the second value is the figure that stands there.
  const used = kind === 'share' && values.length > 1 ? values.slice(1) : values;
  return used.map((value) => String(value).replace('.', ''));
}
