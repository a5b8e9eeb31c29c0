/** English numerals, in digits and in words: 35,000, thirty-five thousand, 3.5 million, a million and a half, 57th. */
import type { Numeral, Weight } from './fact';

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINAL_ONES =
  '_ first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const ORDINAL_TENS = '_ _ twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth'.split(' ');

interface Word {
  readonly kind: 'one' | 'ten' | 'hundred' | 'big' | 'dozen';
  readonly value: number;
  readonly ordinal: boolean;
}

const WORDS = new Map<string, Word>();
const put = (word: string, kind: Word['kind'], value: number, ordinal = false) =>
  WORDS.set(word, { kind, value, ordinal });
for (const [value, word] of ONES.entries()) put(word, 'one', value);
for (const [value, word] of TENS.entries()) if (value > 1) put(word, 'ten', value * 10);
for (const [value, word] of ORDINAL_ONES.entries()) if (value) put(word, 'one', value, true);
for (const [value, word] of ORDINAL_TENS.entries()) if (value > 1) put(word, 'ten', value * 10, true);
put('fourty', 'ten', 40);
put('hundred', 'hundred', 100);
put('hundredth', 'hundred', 100, true);
for (const [word, value] of [
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['mn', 1e6],
  ['bn', 1e9],
  ['lakh', 1e5],
  ['crore', 1e7],
] as const) {
  put(word, 'big', value);
  put(`${word}th`, 'big', value, true);
}
put('dozen', 'dozen', 12);

/** Numerals in words begin with one of these. */
export const ENGLISH_NUMBER_WORDS: readonly string[] = [...WORDS.keys()];

const ARABIC = /\d{1,3}(?:,\d{3})+(?!\d|,\d)(?:\.\d+)?|\d{1,4}(?:,\d{4})+(?!\d|,\d)|\d+(?:\.\d+)?/y;
const SCALE = /(?:[ -]|(?<=\d))(hundred|thousand|million|billion|trillion|mn|bn|k|m|b)(?![a-z\d'])/y;
const WORD = /[a-z]+/y;
const GAP = /(?:[ -]|, )(?:and (?!a )|and-)?/y;
const HALF = /,? and (?:a|one)[ -]half(?![a-z])/y;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The numeral that starts at `at` of a text in lower case with plain quotes; undefined where none does. */
export function englishNumeral(text: string, at: number): Numeral | undefined {
  return /\d/.test(text[at]) ? inDigits(text, at) : inWords(text, at);
}

const CURRENCY_BEFORE = /[$£€¥]\s?$/;

function inDigits(text: string, at: number): Numeral | undefined {
  const found = match(ARABIC, text, at)?.[0];
  if (!found) return undefined;
  let end = at + found.length;
  let value = Number(found.replaceAll(',', ''));
  const bare = /^\d+$/.test(found) ? found.length : 0;
  const suffix = match(/(?:st|nd|rd|th)(?![a-z])/y, text, end);
  if (suffix && bare) {
    return { start: at, end: end + 2, values: [value], digits: true, weight: 2, ordinal: true, bare: 0 };
  }
  const half = match(HALF, text, end);
  const mixed = match(/ (\d)\/(\d)(?![\d/])/y, text, end);
  if (half) {
    value += 0.5;
    end += half[0].length;
  } else if (mixed && bare && Number(mixed[1]) < Number(mixed[2])) {
    value += Number(mixed[1]) / Number(mixed[2]);
    end += mixed[0].length;
  }
  let scaled = false;
  for (let scale = match(SCALE, text, end); scale; scale = match(SCALE, text, end)) {
    const [whole, name] = scale;
    // 5m may be metres, 5 b a label: only money is written so; 4K is a name.
    if (
      name.length === 1 &&
      (/^[ -]/.test(whole) || !(name === 'k' || CURRENCY_BEFORE.test(text.slice(Math.max(0, at - 2), at))))
    )
      break;
    const factor = name === 'k' ? 1e3 : name === 'm' ? 1e6 : name === 'b' ? 1e9 : WORDS.get(name)!.value;
    value *= factor;
    end += whole.length;
    scaled = true;
  }
  const trailing = scaled ? match(HALF, text, end) : undefined;
  if (trailing) {
    value *= 1 + 0.5 / Number(found.replaceAll(',', ''));
    end += trailing[0].length;
  }
  value = Number(value.toPrecision(15));
  const thousands = /^\d+k$/.test(text.slice(at, end));
  return {
    start: at,
    end,
    values: thousands ? [value, value / 1000] : [value],
    digits: true,
    weight: 2,
    ordinal: false,
    bare: end === at + found.length ? bare : 0,
  };
}

function inWords(text: string, at: number): Numeral | undefined {
  let end = at;
  let cursor = at;
  let total = 0;
  let current: number | undefined;
  let previous: Word | undefined;
  let count = 0;
  let ordinal = false;
  let lastBig = Number.POSITIVE_INFINITY;
  let year: number | undefined;
  let indefinite = false;
  let halved = false;
  while (!ordinal) {
    const name = match(WORD, text, cursor)?.[0];
    if (!name) break;
    if (name === 'a' && !count) {
      const next = match(/a (hundred|thousand|million|billion|trillion|dozen)(?![a-z])/y, text, cursor);
      if (!next) return undefined;
      indefinite = true;
      cursor += 2;
      continue;
    }
    const word = WORDS.get(name);
    if (!word) break;
    if (word.kind === 'one') {
      if (previous?.kind === 'one') {
        // nineteen eighteen
        if (count === 1 && word.value >= 10 && previous.value >= 10) year = previous.value * 100 + word.value;
        else break;
      } else if (previous?.kind === 'ten') {
        if (word.value > 9 || word.value === 0) {
          if (count === 1 && word.value >= 10) year = previous.value * 100 + word.value;
          else break;
        }
        if (year !== undefined) year += word.value;
      }
      current = (current ?? 0) + word.value;
    } else if (word.kind === 'ten') {
      if (previous?.kind === 'one' || previous?.kind === 'ten') {
        if (count !== 1 || previous.value < 10) break;
        year = previous.value * 100 + word.value;
      }
      current = (current ?? 0) + word.value;
    } else if (word.kind === 'hundred') {
      if (current !== undefined && current >= 100) break;
      current = (current ?? 1) * 100;
    } else if (word.kind === 'dozen') {
      current = (current ?? 1) * 12;
    } else {
      // `thousand million` multiplies; a larger one after a smaller does too.
      if (word.value > lastBig) {
        total = (total + (current ?? 0)) * word.value;
      } else total += (current ?? 1) * word.value;
      current = undefined;
      lastBig = word.value;
    }
    count++;
    previous = word;
    ordinal = word.ordinal;
    cursor += name.length;
    end = cursor;
    const half = match(HALF, text, cursor);
    if (half) {
      if (word.kind === 'big') total += word.value / 2;
      else if (word.kind === 'hundred') current = (current ?? 0) + 50;
      else {
        current = (current ?? 0) + 0.5;
        halved = true;
      }
      cursor += half[0].length;
      end = cursor;
    }
    const point = match(
      / point ((?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)(?![a-z]) ?)+)/y,
      text,
      cursor,
    );
    if (point && word.kind !== 'big') {
      const decimals = point[1]
        .trim()
        .split(' ')
        .map((one) => (one === 'oh' ? 0 : ONES.indexOf(one)))
        .join('');
      current = Number(`${current ?? 0}.${decimals}`);
      cursor += point[0].trimEnd().length;
      end = cursor;
    }
    const gap = match(GAP, text, cursor);
    if (!gap) break;
    // `one and two` are two numbers; `one hundred and two` is one.
    if (gap[0].includes('and') && !(word.kind === 'hundred' || word.kind === 'big')) break;
    if (gap[0].startsWith(',') && word.kind !== 'big') break;
    cursor += gap[0].length;
    // Two and a half million is one number.
    if (halved) halved = !match(SCALE, text, end);
  }
  if (!count || !previous) return undefined;
  const sum = Number((total + (current ?? 0)).toPrecision(15));
  // The half of three and a half years may be told apart: 三年零六个月.
  const values = year !== undefined ? [year, sum] : halved ? [sum, sum - 0.5] : [sum];
  const value = values[0];
  let weight: Weight = value < 2 ? 0 : value < 11 ? 1 : 2;
  if (indefinite && count === 1) weight = 0;
  if (ordinal && value < 4) weight = 0;
  if (previous.kind === 'dozen') weight = Math.min(weight, 1) as Weight;
  // A scale alone, `million dollar baby`, counts nothing by itself.
  if (
    !indefinite &&
    count === 1 &&
    (previous.kind === 'big' || previous.kind === 'hundred' || previous.kind === 'dozen')
  )
    weight = 0;
  return { start: at, end, values, digits: false, weight, ordinal, bare: year !== undefined ? 4 : 0 };
}

/** Writes a whole number below 10^15 in words; undefined for others. */
export function writeEnglish(value: number): string | undefined {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 1e15) return undefined;
  if (value < 20) return ONES[value];
  if (value < 100) return TENS[Math.floor(value / 10)] + (value % 10 ? `-${ONES[value % 10]}` : '');
  if (value < 1000) {
    return `${ONES[Math.floor(value / 100)]} hundred${value % 100 ? ` and ${writeEnglish(value % 100)}` : ''}`;
  }
  let out = '';
  let rest = value;
  for (const [unit, name] of [
    [1e12, 'trillion'],
    [1e9, 'billion'],
    [1e6, 'million'],
    [1e3, 'thousand'],
  ] as const) {
    const part = Math.floor(rest / unit);
    rest %= unit;
    if (part) out += `${out && ' '}${writeEnglish(part)} ${name}`;
  }
  return rest ? `${out} ${rest < 100 ? 'and ' : ''}${writeEnglish(rest)}` : out;
}

/** Writes an ordinal number in words; undefined where {@link writeEnglish} is. */
export function writeEnglishOrdinal(value: number): string | undefined {
  const words = writeEnglish(value);
  if (!words || value === 0) return undefined;
  return words.replace(/[a-z]+$/, (last) => {
    const word = WORDS.get(last)!;
    if (word.kind === 'one') return ORDINAL_ONES[word.value];
    if (word.kind === 'ten') return ORDINAL_TENS[word.value / 10];
    return `${last}th`;
  });
}

/** The letters after a number in digits that make it an ordinal. */
export function ordinalSuffix(value: number): 'st' | 'nd' | 'rd' | 'th' {
  const tens = Math.floor(value / 10) % 10;
  if (tens === 1) return 'th';
  return (['th', 'st', 'nd', 'rd'] as const)[value % 10] ?? 'th';
}
