/** Which language a stretch of text is in, by Unicode script alone. */
import type { Language, Side } from './model';

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

const ENGLISH_WORDS =
  /\b(?:the|of|and|to|in|is|are|was|it|that|a|for|you|he|we|i|be|have|with|on|not|this|an|or|his|they|as|by|at)\b/gi;
const CHINESE_WORDS = /[的了是在和也不我你他这這有就与與及而为為]/g;
const FOREIGN_WORDS =
  /\b(?:und|ist|das|der|die|nicht|ich|sind|les|des|est|une|que|los|las|por|del|et|dans|pour|mit|von|zu|il|che|della)\b/gi;
const TONED = /[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]/gi;

/** The language that carries a text: for mixed text the one whose little words hold it together; else its own. */
export function carrierOf(text: string, counts: ScriptCounts, language: Language): Side | undefined {
  if (language === 'zh' || language === 'en') return language;
  if (language === 'other') return undefined;
  const english = text.match(ENGLISH_WORDS)?.length ?? 0;
  const chinese = text.match(CHINESE_WORDS)?.length ?? 0;
  if (english !== chinese) return english > chinese ? 'en' : 'zh';
  return counts.han >= 0.35 * counts.latin ? 'zh' : 'en';
}

/** Is Latin text in neither of the two languages: German, French, pinyin …? It is nobody's translation here. */
export function isForeign(text: string): boolean {
  const words = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  const toned = text.match(TONED)?.length ?? 0;
  if (words >= 3 && toned >= 0.4 * words) return true;
  if (words < 6) return false;
  const english = text.match(ENGLISH_WORDS)?.length ?? 0;
  const other = text.match(FOREIGN_WORDS)?.length ?? 0;
  return other >= 2 && other > 1.5 * english;
}

/** The other language. */
export function otherSide(side: Side): Side {
  return side === 'zh' ? 'en' : 'zh';
}
