/**
 * Terms of a glossary in a text: the longest at each place, so that a term inside a longer one does not count. Chinese
 * knows no word boundary. English is compared word by word, inflected forms included; capital letters of a term must
 * stand in the text, small ones match any.
 */
import { type EnglishToken, englishTokens } from '../lexicon/english';
import { foldWidth } from '../lexicon/fold';
import type { Lexicon } from '../lexicon/lexicon';
import type { Side } from '../model';
import type { Glossary, GlossaryEntry } from './glossary';

/** A term where it stands. */
export interface TermPlace {
  readonly start: number;
  readonly end: number;
  /** The variant of the glossary that stands here. */
  readonly variant: string;
  /** The entries that have it as right, and those that forbid it; not both empty. */
  readonly allowed: readonly GlossaryEntry[];
  readonly forbidden: readonly GlossaryEntry[];
}

interface Variant {
  readonly text: string;
  /** What is compared: Chinese simplified and in small letters; English none. */
  readonly plain: string;
  readonly words: readonly EnglishToken[];
  readonly allowed: GlossaryEntry[];
  readonly forbidden: GlossaryEntry[];
}

/** The variants of one side by their first character or lemma, the longest first. */
type Variants = ReadonlyMap<string, readonly Variant[]>;

/** A glossary never changes, so this is no state anyone can see. */
const indexes = new WeakMap<Glossary, WeakMap<Lexicon, Readonly<Record<Side, Variants>>>>();

function indexOf(glossary: Glossary, lexicon: Lexicon): Readonly<Record<Side, Variants>> {
  const byLexicon = indexes.get(glossary) ?? new WeakMap<Lexicon, Readonly<Record<Side, Variants>>>();
  indexes.set(glossary, byLexicon);
  let index = byLexicon.get(lexicon);
  if (!index) {
    index = { zh: variantsOf(glossary, 'zh', lexicon), en: variantsOf(glossary, 'en', lexicon) };
    byLexicon.set(lexicon, index);
  }
  return index;
}

function variantsOf({ entries }: Glossary, side: Side, lexicon: Lexicon): Variants {
  const byText = new Map<string, Variant>();
  const variantOf = (text: string) => {
    const known = byText.get(text);
    if (known) return known;
    const plain = side === 'zh' ? plainText(text, lexicon) : '';
    const words = side === 'en' ? wordsOf(text, lexicon) : [];
    const variant = { text, plain, words, allowed: [], forbidden: [] };
    byText.set(text, variant);
    return variant;
  };
  for (const entry of entries) {
    for (const text of entry[side]) variantOf(text).allowed.push(entry);
    for (const text of entry.forbidden[side]) variantOf(text).forbidden.push(entry);
  }
  const variants = new Map<string, Variant[]>();
  for (const variant of byText.values()) {
    const key = side === 'zh' ? variant.plain[0] : variant.words[0]?.lemma;
    if (!key) continue;
    const same = variants.get(key);
    if (same) same.push(variant);
    else variants.set(key, [variant]);
  }
  const length = ({ plain, words }: Variant) => plain.length + words.length;
  for (const same of variants.values()) same.sort((a, b) => length(b) - length(a));
  return variants;
}

function plainText(text: string, lexicon: Lexicon): string {
  const folded = lexicon.simplify(foldWidth(text));
  const lower = folded.toLowerCase();
  return lower.length === folded.length ? lower : folded;
}

function wordsOf(text: string, lexicon: Lexicon): readonly EnglishToken[] {
  return englishTokens(text, lexicon).filter(({ kind }) => kind !== 'mark');
}

/** The terms of a text in its order; they do not overlap. */
export function termsIn(text: string, side: Side, { glossary, lexicon }: Knowledge): readonly TermPlace[] {
  const variants = indexOf(glossary, lexicon)[side];
  return side === 'zh' ? chineseTerms(plainText(text, lexicon), variants) : englishTerms(text, variants, lexicon);
}

/** Does one of some variants of an entry stand in a text, even inside a longer term? */
export function hasVariant(text: string, side: Side, entry: GlossaryEntry, { lexicon }: Knowledge): boolean {
  if (side === 'zh') {
    const plain = plainText(text, lexicon);
    return entry.zh.some((variant) => plain.includes(plainText(variant, lexicon)));
  }
  const tokens = wordsOf(text, lexicon);
  return entry.en.some((variant) => {
    const words = wordsOf(variant, lexicon);
    return words.length > 0 && tokens.some((_, at) => standsAt(text, tokens, at, { text: variant, words }));
  });
}

interface Knowledge {
  readonly glossary: Glossary;
  readonly lexicon: Lexicon;
}

const LATIN = /[\p{Script=Latin}\d]/u;

function chineseTerms(plain: string, variants: Variants): TermPlace[] {
  const found: TermPlace[] = [];
  for (let at = 0; at < plain.length; ) {
    const variant = variants.get(plain[at])?.find(({ plain: own }) => {
      if (!plain.startsWith(own, at)) return false;
      const end = at + own.length;
      // Latin words have boundaries in Chinese, too.
      const cut = (k: number) => k > 0 && k < plain.length && LATIN.test(plain[k - 1]) && LATIN.test(plain[k]);
      return !cut(at) && !cut(end);
    });
    if (variant) {
      found.push({ ...placed(variant), start: at, end: at + variant.plain.length });
      at += variant.plain.length;
    } else at++;
  }
  return found;
}

function englishTerms(text: string, variants: Variants, lexicon: Lexicon): TermPlace[] {
  const tokens = wordsOf(text, lexicon);
  const found: TermPlace[] = [];
  for (let at = 0; at < tokens.length; ) {
    const variant = variants.get(tokens[at].lemma)?.find((one) => standsAt(text, tokens, at, one));
    if (variant) {
      found.push({ ...placed(variant), start: tokens[at].start, end: tokens[at + variant.words.length - 1].end });
      at += variant.words.length;
    } else at++;
  }
  return found;
}

function placed({ text, allowed, forbidden }: Variant) {
  return { variant: text, allowed, forbidden };
}

/** What may stand between two words of a term. */
const BETWEEN = /^[\s\-‐‑–'’"“”/]*$/;

function standsAt(
  text: string,
  tokens: readonly EnglishToken[],
  at: number,
  { text: variant, words }: Pick<Variant, 'text' | 'words'>,
): boolean {
  return words.every((word, k) => {
    const token = tokens[at + k];
    if (!token || token.lemma !== word.lemma) return false;
    if (k > 0 && !BETWEEN.test(text.slice(tokens[at + k - 1].end, token.start))) return false;
    const wanted = variant.slice(word.start, word.end);
    if (!/\p{Lu}/u.test(wanted)) return true;
    const own = text.slice(token.start, token.end);
    // USA is not Usa, but CHINA in a heading is China.
    if (own === own.toUpperCase()) return true;
    return /\p{Lu}/u.test(wanted.slice(1)) ? own.startsWith(wanted) : token.capitalised;
  });
}
