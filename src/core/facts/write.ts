/** Writes the value of one fact in the form of another. */
import { weekdayOf } from './calendar';
import { writeChinese, writeChineseDigits } from './chineseNumerals';
import { ordinalSuffix, writeEnglish, writeEnglishOrdinal } from './englishNumerals';
import type { Fact } from './fact';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const HAN_WEEKDAYS = '一二三四五六日';

/**
 * What the numeral of `own` (of `text`) must become to say what `other` says; undefined where no form is sure. `otherText`
 * is only looked at for names.
 */
export function writtenLike(
  own: Fact,
  text: string,
  { other, otherText }: { readonly other: Fact; readonly otherText: string },
): string | undefined {
  const old = text.slice(own.numeral.start, own.numeral.end);
  if (own.kind === 'identifier')
    return other.kind === 'identifier' ? otherText.slice(other.numeral.start, other.numeral.end) : undefined;
  if (other.kind === 'identifier' || other.range || own.range) return undefined;
  if (own.kind === 'weekday' && other.kind !== 'weekday') {
    const day = other.date && weekdayOf(other.date);
    return day === undefined ? undefined : weekday(old, day);
  }
  const alike = own.kind === other.kind || (own.yearLike && other.yearLike);
  const dayOrNumber = [own, other].every(({ kind }) => kind === 'day' || kind === 'number');
  if (!alike && !dayOrNumber) return undefined;
  const han = /\p{Script=Han}/u.test(old);
  const words = !own.digits && !han;
  switch (own.kind) {
    case 'weekday':
      return weekday(old, other.values[0]);
    case 'month':
      return words ? monthName(old, other.values[0]) : numeral(old, other.values[0], own);
    case 'share': {
      // Fractions are left to people.
      if (own.values.length < 2 || other.values.length < 2) return undefined;
      const whole = ({ values: [part, figure] }: Fact) => Math.round(figure / part);
      return whole(own) === whole(other) ? numeral(old, other.values[1], own) : undefined;
    }
    case 'number':
    case 'year':
    case 'day':
    case 'century':
      break;
    case 'decade':
      if (!own.digits) return undefined;
      return old.replace(/\d+/, (digits) =>
        digits.length > 2 ? String(other.values[0]) : String(other.values[0] % 100),
      );
    case 'time':
      return clock(old, own.values[0], other.values[0]);
    default:
      return undefined;
  }
  const amount = own.unit && other.unit && own.unit.factor !== other.unit.factor ? undefined : other.values[0];
  return amount === undefined ? undefined : numeral(old, amount, own);
}

/** 9:37 made 9:30; the half of the day must be the same, since words beside it tell that. */
function clock(old: string, own: number, other: number): string | undefined {
  const hour = /^(\d{1,2}):\d\d$/.exec(old)?.[1];
  if (!hour || !Number.isInteger(other) || Math.floor(own / 720) !== Math.floor(other / 720)) return undefined;
  const written = Number(hour) + Math.floor(other / 60) - Math.floor(own / 60);
  if (written < 0) return undefined;
  return `${String(written).padStart(hour.startsWith('0') ? 2 : 1, '0')}:${String(other % 60).padStart(2, '0')}`;
}

function weekday(old: string, value: number): string | undefined {
  if (/^\d$/.test(old)) return String(value);
  if (/\p{Script=Han}/u.test(old)) return old === '天' && value === 7 ? old : HAN_WEEKDAYS[value - 1];
  return WEEKDAYS[value - 1] + (/days$/i.test(old) ? 's' : '');
}

function monthName(old: string, value: number): string | undefined {
  const name = MONTHS[value - 1];
  if (!name) return undefined;
  const short = /^[A-Za-z]{3,4}\.?$/.test(old) && !/^(?:may|june|july)$/i.test(old);
  if (!short) return name;
  const dot = old.endsWith('.') ? '.' : '';
  return name.length < 5 ? name : name.slice(0, 3) + dot;
}

const SCALES: Readonly<Record<string, number>> = {
  万亿: 1e12,
  亿: 1e8,
  千万: 1e7,
  百万: 1e6,
  万: 1e4,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  bn: 1e9,
  mn: 1e6,
  k: 1e3,
  m: 1e6,
  b: 1e9,
};

/** A number in the form of an old one: its digits or words, grouping, scale, ordinal ending. */
function numeral(old: string, value: number, own: Fact): string | undefined {
  if (!Number.isFinite(value) || value < 0) return undefined;
  const digits = /^(\d[\d,.]*)(\s*)(.*)$/su.exec(old);
  if (digits) {
    const [, figures, gap, rest] = digits;
    if (/^(?:st|nd|rd|th)$/i.test(rest))
      return Number.isInteger(value) ? `${plain(value, figures)}${ordinalSuffix(value)}` : undefined;
    const name = rest.replace(/^-/, '');
    if (!name) return plain(value, figures);
    const scale = SCALES[name.toLowerCase()];
    if (!scale) return undefined;
    const scaled = Number((value / scale).toPrecision(12));
    // 0.35万 is written 3500.
    if (scaled < 1) return plain(value, Number.isInteger(value) && /^[a-z]/i.test(name) ? '1,000' : figures);
    return decimals(scaled) <= 4 ? `${plain(scaled, figures)}${gap}${rest}` : undefined;
  }
  if (/\p{Script=Han}/u.test(old)) {
    if (own.kind === 'year' || /^[〇○零一二三四五六七八九]{3,}$/.test(old))
      return Number.isInteger(value) ? writeChineseDigits(value) : undefined;
    const written = writeChinese(value);
    return value === 2 && !own.ordinal && own.kind === 'number' ? '两' : written;
  }
  const written = own.ordinal ? writeEnglishOrdinal(value) : writeEnglish(value);
  // Longer words than anybody would write are no help.
  if (!written || written.split(/[ -]/).length > 4)
    return Number.isInteger(value) ? plain(value, '1,000') + (own.ordinal ? ordinalSuffix(value) : '') : undefined;
  return /^\p{Lu}/u.test(old) ? written[0].toUpperCase() + written.slice(1) : written;
}

function decimals(value: number): number {
  return /\.(\d+)$/.exec(String(value))?.[1].length ?? 0;
}

/** Digits, grouped as others are; large ones that have no example are grouped by three. */
function plain(value: number, like: string): string {
  const [whole, part] = String(value).split('.');
  if (/e/.test(whole)) return String(value);
  const groups = /,\d{4}(?:\D|$)/.test(like) ? 4 : 3;
  const grouped = like.includes(',') || (groups === 3 && whole.length > 6);
  const text = grouped && whole.length > 3 ? whole.replace(new RegExp(`\\B(?=(\\d{${groups}})+$)`, 'g'), ',') : whole;
  return part ? `${text}.${part}` : text;
}
