/** Numbers as they are compared across the languages: by their value once they are scaled or large. */
import type { ChineseToken } from '../lexicon/chinese';
import type { EnglishToken } from '../lexicon/english';

/** What a number is compared as, and where it ends: a scale word such as 万 or `million` belongs to it. */
export interface Amount {
  /** The number as it stands, or `#` and its value: 3.5万 is `#35000`, as is 35,000. */
  readonly value: string;
  /** Offset in the text. */
  readonly end: number;
}

const ENGLISH_SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
]);
const CHINESE_SCALES: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 1e2],
  ['千', 1e3],
  ['万', 1e4],
  ['亿', 1e8],
]);
const MONTHS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** From here on a number is compared by its value: 3.5万 is 35,000, 4.6亿 is 460 million. */
const BY_VALUE = 10_000;

/** The English number that is token `at`. */
export function englishAmount(tokens: readonly EnglishToken[], at: number): Amount {
  const { lemma, end } = tokens[at];
  const next = tokens[at + 1];
  const scale = ENGLISH_SCALES.get(next?.lemma ?? '');
  return { value: amount(lemma, scale ?? 1), end: scale ? next.end : end };
}

/** The Chinese number that is token `at`. */
export function chineseAmount(tokens: readonly ChineseToken[], at: number): Amount {
  let { end } = tokens[at];
  let scale = 1;
  let about = 0;
  // 2300多万: the scale may be a word of its own, and 多 stand before it.
  for (let next = at + 1; tokens[next]?.start === end + about && tokens[next].kind === 'han'; next++) {
    for (const character of tokens[next].text) {
      const factor = CHINESE_SCALES.get(character);
      if (factor) {
        scale *= factor;
        end += about + 1;
        about = 0;
      } else if (!about && scale === 1 && /[多余]/.test(character)) about = 1;
      else return { value: amount(tokens[at].text, scale), end };
    }
  }
  return { value: amount(tokens[at].text, scale), end };
}

function amount(number: string, scale: number): string {
  const value = Number(number) * scale;
  if (!Number.isFinite(value) || (scale === 1 && value < BY_VALUE)) return number;
  return `#${Number(value.toPrecision(12))}`;
}

/** `1月` is 一月: the dictionary knows months by their names. Undefined where token `at` is no month. */
export function monthOf(tokens: readonly ChineseToken[], at: number): string | undefined {
  const next = tokens[at + 1];
  if (next?.start !== tokens[at].end || !/^月(?!球|光|亮)/.test(next.text)) return undefined;
  const name = MONTHS[Number(tokens[at].text) - 1];
  return name && `${name}月`;
}
