/** Chinese numerals, alone or mixed with digits: 三千五百, 3.5万, 二〇二四, 十七八, 一百二, 二十多, 数十. */
import { type Numeral, overRange, type Weight } from './fact';

const DIGITS: ReadonlyMap<string, number> = new Map(
  [...'〇○零一二三四五六七八九', ...'壹贰叁肆伍陆柒捌玖', '两', '幺'].map((character, at) => [
    character,
    at < 3 ? 0 : at < 12 ? at - 2 : at < 21 ? at - 11 : at === 21 ? 2 : 1,
  ]),
);
const UNITS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
  ['万', 1e4],
  ['亿', 1e8],
  ['兆', 1e12],
]);
const TENS: ReadonlyMap<string, number> = new Map([
  ['廿', 20],
  ['卅', 30],
]);

/** Digits with separators, of three or (ten-thousands) four digits; a comma between numbers of a list is none. */
export const ARABIC = /\d{1,3}(?:,\d{3})+(?!\d|,\d)(?:\.\d+)?|\d{1,4}(?:,\d{4})+(?!\d|,\d)|\d+(?:\.\d+)?/y;

const NEIGHBOURS: ReadonlySet<string> = new Set(['一两', '三两']);
const FIVE_YEARS = /^十[一二三四五六]五(?:["'」』》]|规划|计划|时期|期间|以来|末|开局)/;

type Token =
  | { readonly kind: 'number'; readonly values: readonly number[]; readonly arabic: boolean }
  | { readonly kind: 'unit'; readonly value: number }
  | { readonly kind: 'zero' }
  | { readonly kind: 'some' }
  | { readonly kind: 'over' };

/** The numeral that starts at `at` of a plain (simplified, half-width) text; undefined where none does. */
export function chineseNumeral(text: string, at: number): Numeral | undefined {
  const tokens: Token[] = [];
  let end = at;
  let bare = 0;
  while (end < text.length) {
    const last = tokens.at(-1);
    // A space may stand after digits: 14 亿, 3 万多.
    if (
      text[end] === ' ' &&
      last?.kind === 'number' &&
      last.arabic &&
      /[百千万亿多余]/.test(text[end + 1] ?? '') &&
      hasUnit(text, end + 1)
    )
      end++;
    const character = text[end];
    const afterNumber = last?.kind === 'number' || last?.kind === 'some';
    if (character >= '0' && character <= '9') {
      if (afterNumber || last?.kind === 'zero') break;
      ARABIC.lastIndex = end;
      const [found] = ARABIC.exec(text)!;
      tokens.push({ kind: 'number', values: [Number(found.replaceAll(',', ''))], arabic: true });
      if (!last) bare = /^\d+$/.test(found) ? found.length : 0;
      end += found.length;
      continue;
    }
    const unit = UNITS.get(character);
    if (unit) {
      if (last && !(last.kind === 'number' && !last.arabic) && !hasUnit(text, end)) break;
      // 百分之 begins a share, and 万 after 百万 or 千万 is no unit of those.
      if (last?.kind === 'unit' && last.value < 1e4 && unit < 1e4 && unit >= last.value) break;
      if (character === '百' && text[end + 1] === '分' && /[之百点]/.test(text[end + 2] ?? '')) break;
      tokens.push({ kind: 'unit', value: unit });
      end++;
      continue;
    }
    // 八十有三; but 十有八九 are eight or nine of ten.
    if (
      character === '有' &&
      last?.kind === 'unit' &&
      tokens.length > 1 &&
      DIGITS.has(text[end + 1]) &&
      !DIGITS.has(text[end + 2])
    ) {
      tokens.push({ kind: 'zero' });
      end++;
      continue;
    }
    const tens = TENS.get(character);
    if (tens && !last) {
      tokens.push({ kind: 'number', values: [tens / 10], arabic: false }, { kind: 'unit', value: 10 });
      end++;
      continue;
    }
    if (DIGITS.has(character)) {
      if (afterNumber) break;
      // 五十两 is a weight of silver, 两千 a number.
      if (character === '两' && last?.kind === 'unit' && !UNITS.has(text[end + 1])) break;
      let run = end;
      while (DIGITS.has(text[run])) run++;
      if (
        run - end > 1 &&
        text[run - 1] === '两' &&
        (!NEIGHBOURS.has(text.slice(end, run)) || /[银金酒重肉茶米面黄纹]/.test(text[run] ?? ''))
      )
        run--;
      // 十二五 and 十四五 name the plans for five years.
      if (last?.kind === 'unit' && (FIVE_YEARS.test(text.slice(end - 1, end + 5)) || run - end > 2)) run = end + 1;
      let digits = [...text.slice(end, run)].map((one) => DIGITS.get(one)!);
      if (last?.kind === 'unit' && digits.length === 2 && digits[0] && readRun(digits).length === 1) {
        run = end + 1;
        digits = digits.slice(0, 1);
      }
      if (digits.length > 1 && digits[0] === 0 && last) {
        tokens.push({ kind: 'zero' });
        end++;
        continue;
      }
      if (digits.length === 1 && digits[0] === 0 && last) tokens.push({ kind: 'zero' });
      else {
        tokens.push({ kind: 'number', values: readRun(digits), arabic: false });
        if (!last && digits.length > 1) bare = digits.length;
      }
      end = run;
      continue;
    }
    if (character === '几' || (character === '数' && !last && UNITS.has(text[end + 1]))) {
      // 几 alone counts nothing, and after a number it begins another word.
      if (last ? last.kind !== 'unit' : !UNITS.has(text[end + 1])) break;
      tokens.push({ kind: 'some' });
      end++;
      continue;
    }
    if (last && /[多余来]/.test(character) && UNITS.has(text[end + 1])) {
      tokens.push({ kind: 'over' });
      end++;
      continue;
    }
    break;
  }
  if (!tokens.length) return undefined;
  if (tokens.length > 1) bare = 0;
  const decimal = bare || tokens.length > 1 ? undefined : decimalsAt(text, end, tokens[0]);
  if (decimal) {
    tokens[0] = { kind: 'number', values: [decimal.value], arabic: false };
    end = decimal.end;
    const unit = UNITS.get(text[end]);
    if (unit && unit >= 1e4) {
      tokens.push({ kind: 'unit', value: unit });
      end++;
      const further = UNITS.get(text[end]);
      if (further === 1e8) {
        tokens.push({ kind: 'unit', value: further });
        end++;
      }
    }
  }
  const first = tokens[0];
  const arabic = first.kind === 'number' && first.arabic;
  const some = tokens.some(({ kind }) => kind === 'some');
  const low = evaluate(tokens, 0);
  const high = evaluate(tokens, 1);
  let range: readonly [number, number] | undefined;
  if (some) range = [low, high];
  else if (low !== high) range = [low, high];
  const over = tokens.findIndex(({ kind }) => kind === 'over');
  if (over > 0) {
    const [from, to] = overRange(evaluate(tokens.slice(0, over), 0));
    const scale = from ? low / from : 1;
    range = [low, to * scale];
  }
  if (
    /[多余来]/.test(text[end] ?? '') &&
    !range &&
    low >= 10 &&
    !(text[end] === '来' && !/[十百千万亿0]/.test(text[end - 1]))
  ) {
    range = overRange(low);
    end++;
  }
  const values = low === high || some ? [low] : [low, high];
  return {
    start: at,
    end,
    values,
    ...(range && { range }),
    digits: arabic,
    weight: weightOf(tokens, low, arabic, !!range && !values[1] && some),
    ordinal: false,
    bare,
  };
}

/** Is it 千 of 3千人, and not of 3千米? */
function hasUnit(text: string, at: number): boolean {
  if (/[多余]/.test(text[at])) return UNITS.has(text[at + 1]);
  return !/^千(?:米|克|瓦|伏|赫|卡|焦|帕|兆|字节)|^百分/.test(text.slice(at, at + 3));
}

/** 三五 and 七八 are either of two; other runs are digits of one number. */
function readRun(digits: readonly number[]): readonly number[] {
  if (digits.length === 1) return digits;
  const [a, b] = digits;
  if (digits.length === 2 && a > 0 && (b === a + 1 || (a === 3 && b === 5))) return [a, b];
  if (digits.length === 2 && a === 3 && b === 2) return [b, a];
  return [Number(digits.join(''))];
}

/** 三点五: where no hours and minutes can be meant. */
function decimalsAt(
  text: string,
  at: number,
  first: Token,
): { readonly value: number; readonly end: number } | undefined {
  if (text[at] !== '点' || first.kind !== 'number' || first.arabic || first.values.length > 1) return undefined;
  let end = at + 1;
  let decimals = '';
  while (DIGITS.has(text[end])) decimals += DIGITS.get(text[end++]);
  if (!decimals || /[十分刻]/.test(text[end] ?? '')) return undefined;
  return { value: Number(`${first.values[0]}.${decimals}`), end };
}

/** `which`: the lower or the upper of what 几 and 三五 may mean. */
function evaluate(tokens: readonly Token[], which: 0 | 1): number {
  let total = 0;
  let section = 0;
  let pending: number | undefined;
  let lastUnit = 1;
  let lastBig = Number.POSITIVE_INFINITY;
  let gap = false;
  let short = false;
  for (const [at, token] of tokens.entries()) {
    switch (token.kind) {
      case 'number':
        pending = token.values[Math.min(which, token.values.length - 1)];
        short = !gap && lastUnit >= 100 && pending < 10 && tokens[at - 1]?.kind === 'unit';
        break;
      case 'some':
        pending = which ? 9.999 : tokens[at - 1] ? 1 : 2;
        short = false;
        break;
      case 'zero':
        gap = true;
        break;
      case 'unit':
        if (token.value < 1e4) {
          section += (pending ?? 1) * token.value;
        } else {
          const base = section + (pending ?? 0);
          if (total && token.value > lastBig) total = (total + base) * token.value;
          else total += (base || 1) * token.value;
          section = 0;
          lastBig = token.value;
        }
        pending = undefined;
        lastUnit = token.value;
        gap = false;
        break;
    }
  }
  // 一百二 leaves the last unit out.
  if (pending !== undefined) section += short ? (pending * lastUnit) / 10 : pending;
  return Number((total + section).toPrecision(15));
}

function weightOf(tokens: readonly Token[], value: number, arabic: boolean, some: boolean): Weight {
  if (arabic) return 2;
  const first = tokens[0];
  if (some || (first.kind === 'unit' && (first.value > 10 || tokens.length === 1))) return 0;
  if (value < 11) return value < 2 ? 0 : 1;
  return 2;
}

const HAN_DIGITS = '零一二三四五六七八九';

/** Writes a whole number below 10^16 in Chinese characters; undefined for others. */
export function writeChinese(value: number): string | undefined {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 1e16) return undefined;
  if (value === 0) return '零';
  const four = (number: number): string => {
    let out = '';
    for (const [unit, name] of [
      [1000, '千'],
      [100, '百'],
      [10, '十'],
      [1, ''],
    ] as const) {
      const digit = Math.floor(number / unit) % 10;
      if (digit) out += HAN_DIGITS[digit] + name;
      else if (out && number % unit && !out.endsWith('零')) out += '零';
    }
    return out;
  };
  let out = '';
  let rest = value;
  for (const [unit, name] of [
    [1e12, '万亿'],
    [1e8, '亿'],
    [1e4, '万'],
    [1, ''],
  ] as const) {
    const part = Math.floor(rest / unit);
    rest %= unit;
    if (!part) continue;
    if (out && part < 1000) out += '零';
    // 三万五千亿 has one 亿: the 万 before it takes none of its own.
    const shared = unit === 1e12 && Math.floor(rest / 1e8) > 0;
    out += four(part) + (shared ? '万' : name);
  }
  return out.replace(/^一十/, '十').replace(/^二(?=[千万亿])/, '两');
}

/** Writes a number digit by digit, as years are: 二〇二四. */
export function writeChineseDigits(value: number): string {
  return String(value).replace(/\d/g, (digit) => (digit === '0' ? '〇' : HAN_DIGITS[Number(digit)]));
}
