/** What both languages write alike: names with digits, versions, addresses. */
import { type Fact, fact } from './fact';

const NAMED = /([A-Za-z]{1,12}[-–]?)(\d{1,6}[A-Za-z]{0,3}(?![A-Za-z]))/y;
const LATIN = /[A-Za-z\u00c0-\u024f'’]+/y;
const DOTTED = /\d+(?:\.\d+){2,}/y;
/** Before a number these are words, not parts of a name. */
const PREFIX =
  /^(?:mid|pre|post|late|early|non|over|under|top|sub|near|the|and|to|of|us|rmb|hk|no|vol|ch|pp|p|fig|sec)[-–]?$/i;

/** Latin letters at `at`: a name with digits, as COVID-19 and G20, or a word to pass over. */
export function identifierAt(text: string, at: number): { readonly fact?: Fact; readonly end: number } {
  NAMED.lastIndex = at;
  const named = NAMED.exec(text);
  if (named && !PREFIX.test(named[1]) && (/[A-Z]/.test(named[1]) || !/[-–]$/.test(named[1]))) {
    const end = at + named[0].length;
    // COVID-19-related goes on; 7.2 of Angular7.2 belongs to it.
    const more = /^(?:\.\d+)+/.exec(text.slice(end, end + 12))?.[0].length ?? 0;
    const name = named[1].replace(/[-–]$/, '').toLowerCase();
    const start = at + named[1].length;
    return {
      fact: fact({
        kind: 'identifier',
        start: at,
        end: end + more,
        numeral: { start, end: end + more },
        values: [],
        digits: true,
        name: `${name}:${text.slice(start, end + more).toLowerCase()}`,
      }),
      end: end + more,
    };
  }
  LATIN.lastIndex = at;
  const word = LATIN.exec(text);
  return { end: at + (word?.[0].length ?? 1) };
}

/** Digits at `at` that are no number: 1.2.3, 5G, 3D, 2FA. */
export function dottedOrNamed(text: string, at: number): { readonly fact?: Fact; readonly end: number } | undefined {
  DOTTED.lastIndex = at;
  const dotted = DOTTED.exec(text)?.[0];
  // 2024.7.3 is a date.
  if (dotted && !/^(?:19|20)\d\d\.\d{1,2}\.\d{1,2}$/.test(dotted)) {
    return {
      fact: fact({
        kind: 'identifier',
        start: at,
        end: at + dotted.length,
        values: [],
        digits: true,
        name: `:${dotted}`,
      }),
      end: at + dotted.length,
    };
  }
  const named = /^(\d{1,4})([A-Za-z]{1,3})(?![A-Za-z])/.exec(text.slice(at, at + 9));
  if (
    named &&
    (named[2] === 'G' ||
      !/^(?:st|nd|rd|th|s|k|m|b|bn|mn|km|cm|mm|kg|g|lb|lbs|mi|ft|ml|am|pm|h|hr|hrs|x|ha|oz|c|f|min|mph|in|l)$/i.test(
        named[2],
      ))
  ) {
    const end = at + named[0].length;
    return {
      fact: fact({
        kind: 'identifier',
        start: at,
        end,
        numeral: { start: at, end: at + named[1].length },
        values: [],
        digits: true,
        name: `:${named[0].toLowerCase()}`,
      }),
      end,
    };
  }
  return undefined;
}

/** Something and a half; the half may have been told apart. */
export function addHalf(values: readonly number[]): readonly number[] {
  return values.flatMap((value) => [value + 0.5, value]);
}

/** The Latin word that stands right before a number. */
export function labelBefore(text: string, at: number): string | undefined {
  return /([A-Za-z]{2,16})\s?$/.exec(text.slice(Math.max(0, at - 17), at))?.[1].toLowerCase();
}

const ISO = /(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d.])/y;

function isoAt(text: string, at: number): RegExpExecArray | undefined {
  if (at < 0) return undefined;
  ISO.lastIndex = at;
  const found = ISO.exec(text);
  return found && Number(found[3]) <= 12 && Number(found[4]) <= 31 ? found : undefined;
}

/** The year, the month or the day of 2024-07-03, whichever stands at `at`. */
export function isoDateAt(text: string, at: number): Fact | undefined {
  const year = isoAt(text, at);
  if (year)
    return fact({ kind: 'year', start: at, end: at + 4, values: [Number(year[1])], digits: true, yearLike: true });
  if (!/[-/.]/.test(text[at - 1] ?? '')) return undefined;
  const month = isoAt(text, at - 5);
  if (month)
    return fact({ kind: 'month', start: at, end: at + month[3].length, values: [Number(month[3])], digits: true });
  const day = isoAt(text, at - 7) ?? isoAt(text, at - 8);
  if (day && day.index + day[0].length === at + day[4].length) {
    return fact({ kind: 'day', start: at, end: at + day[4].length, values: [Number(day[4])], digits: true });
  }
  return undefined;
}

const CLOCK = /(\d{1,2})[:.](\d\d)(?!\d)(?::(\d\d)(?!\d))?/y;

/** 9:30 or 09:30:15, 9.30 with `colon` false; with seconds it is a time of day even where there is no such one. */
export function clockAt(
  text: string,
  at: number,
): { readonly minutes: number; readonly end: number; readonly colon: boolean } | undefined {
  CLOCK.lastIndex = at;
  const found = CLOCK.exec(text);
  if (!found || /[\d:.]/.test(text[at - 1] ?? '')) return undefined;
  const [all, hours, minutes, seconds = '0'] = found;
  if (seconds === '0' && (Number(hours) > 24 || Number(minutes) > 59)) return undefined;
  return {
    minutes: Number(hours) * 60 + Number(minutes) + Number(seconds) / 60,
    end: at + all.length,
    colon: all.includes(':'),
  };
}
