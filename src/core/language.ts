/** Which language a stretch of text is in, by Unicode script alone. */
import type { Language } from './model';

const HAN = /\p{Script=Han}/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const WORD = /\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*/gu;
const OTHER_LETTER = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}]/gu;

/** Han characters, Latin words and letters of other scripts in a text. */
export interface ScriptCounts {
  readonly han: number;
  readonly latin: number;
  readonly other: number;
}

/** Counts the scripts of a text. Kana, Hangul, Cyrillic and the like count as `other`. */
export function countScripts(text: string): ScriptCounts {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return { han: count(HAN), latin: count(WORD), other: count(KANA) + count(OTHER_LETTER) };
}

/** Share of Chinese in a text: han / (han + 1.6 · words). At least this much is Chinese, at most that much English. */
const CHINESE_FROM = 0.3;
const ENGLISH_TO = 0.08;

/** The language of a text. Text without letters is `other`; kana in earnest make it `other` too. */
export function languageOf(counts: ScriptCounts): Language {
  const { han, latin, other } = counts;
  if (other > 0.15 * (han + latin * 2 + other)) return 'other';
  if (!han) return latin ? 'en' : 'other';
  const share = han / (han + 1.6 * latin);
  return share >= CHINESE_FROM ? 'zh' : share <= ENGLISH_TO ? 'en' : 'mixed';
}
