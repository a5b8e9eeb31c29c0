/** Which day is meant: dates completed by what stands beside them and by the day that the article is dated. */
import type { Fact } from './fact';

/** As much of a date as is known. */
export interface CalendarDate {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

/** Reports speak of days near the one they are dated; further away another year or month may be meant. */
const NEAR_DAYS = 40;
const NEAR_DAYS_OF_MONTH = 15;

/** Facts beside each other, as 7月 and 3日, are this near. */
const BESIDE = 6;

/** Days since 1970-01-01; undefined when there is no such day. */
export function dayNumber({ year, month, day }: CalendarDate): number | undefined {
  if (month === undefined || day === undefined) return undefined;
  const time = Date.UTC(year, month - 1, day);
  const back = new Date(time);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? time / 86_400_000 : undefined;
}

function dateOf(number: number): Required<CalendarDate> {
  const date = new Date(number * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Monday is 1, Sunday 7; undefined unless the whole date is known. */
export function weekdayOf(date: CalendarDate): number | undefined {
  const number = dayNumber(date);
  return number === undefined ? undefined : ((((number + 3) % 7) + 7) % 7) + 1;
}

/** The facts of one sentence; days and relative dates get the date that they mean, where it can be told. */
export function withDates(facts: readonly Fact[], dated: CalendarDate | undefined): readonly Fact[] {
  return facts.map((fact, at) => {
    const date = meant(fact, facts, { at, dated });
    return date ? { ...fact, date } : fact;
  });
}

function meant(
  fact: Fact,
  facts: readonly Fact[],
  { at, dated }: { readonly at: number; readonly dated: CalendarDate | undefined },
): CalendarDate | undefined {
  const [value] = fact.values;
  if (fact.kind === 'relativeYear') return dated && { year: dated.year + value };
  if (fact.kind === 'relativeMonth') return dated && dated.month !== undefined ? monthOf(dated, value) : undefined;
  if (fact.kind === 'relativeDay') {
    const number = dated && dayNumber(dated);
    return number === undefined ? undefined : dateOf(number + value);
  }
  if (fact.kind !== 'day' || fact.weight < 2) return undefined;
  const month = beside(facts, at, 'month');
  const monthAt = month ? facts.indexOf(month) : at;
  const year = beside(facts, at, 'year') ?? beside(facts, monthAt, 'year');
  const number = dated && dayNumber(dated);
  if (year && month) return { year: year.values[0], month: month.values[0], day: value };
  if (number === undefined || year) return undefined;
  const around = [-1, 0, 1].map((step): CalendarDate => {
    if (month) return { year: dated!.year + step, month: month.values[0], day: value };
    return { ...monthOf(dated!, step), day: value };
  });
  const reach = month ? NEAR_DAYS : NEAR_DAYS_OF_MONTH;
  return around.find((date) => Math.abs((dayNumber(date) ?? Number.POSITIVE_INFINITY) - number) <= reach);
}

/** The month that is so many after the one of a date. */
function monthOf({ year, month }: CalendarDate, step: number): CalendarDate {
  const months = year * 12 + month! - 1 + step;
  return { year: Math.floor(months / 12), month: (months % 12) + 1 };
}

function beside(facts: readonly Fact[], at: number, kind: Fact['kind']): Fact | undefined {
  const { start, end } = facts[at];
  return [facts[at - 1], facts[at + 1]].find(
    (one) => one?.kind === kind && one.start - end <= BESIDE && start - one.end <= BESIDE,
  );
}
