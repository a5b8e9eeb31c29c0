/** Text that was read in the wrong encoding, told from the text alone. */

/** What a text looks like: bytes that were none of the encoding, UTF-8 read as another, or another read as Latin. */
export type Mojibake =
  /** Characters were lost to U+FFFD: most likely GB18030 (or Big5) read as UTF-8. */
  | 'lost'
  /** UTF-8 read as Windows-1252 or Latin-1, as in `ä¸­æ–‡`. */
  | 'utf8-as-latin'
  /** UTF-8 read as GB18030, as in `涓枃`. */
  | 'utf8-as-gb'
  /** GB18030 read as Windows-1252 or Latin-1, as in `ÖÐÎÄ`. */
  | 'gb-as-latin'
  /** UTF-16 read as something with bytes: every other character is NUL. */
  | 'utf16';

/** How much of a text is looked at, in UTF-16 code units. */
const SAMPLE = 65_536;

/** Of every so many characters at least one must speak for it; stray ones are quotations or damage. */
const RARE = 100;

/** Of every so many characters beyond ASCII, likewise: English dilutes an article. */
const RARE_BEYOND_ASCII = 10;

/**
 * Leading bytes of CJK in UTF-8 (E4–E9) with two continuation bytes, each as Windows-1252 or as Latin-1 shows them.
 */
const UTF8_AS_LATIN = /[ä-é][\u0080-¿ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™][\u0080-¿ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]/g;

/** GB 2312 hanzi (B0–F7, A1–FE) as Latin-1 shows them, at least three in a row. */
const GB_AS_LATIN = /(?:[°-÷][¡-þ]){3,}/g;

/**
 * The commonest characters of Chinese in UTF-8 and the commonest punctuation, read as GBK: 的 是 不 在 有 中 ， 。 and the
 * double replacement character.
 */
const UTF8_AS_GB = /鐨|鏄|涓|鍦|鏈|锛|銆|鍜|浜|锟斤拷/g;

/** What a text looks like to have suffered; undefined when it looks right. Looks at the beginning only. */
export function mojibakeOf(text: string): Mojibake | undefined {
  const sample = text.slice(0, SAMPLE);
  if (!sample) return undefined;
  const count = (pattern: RegExp) => sample.match(pattern)?.length ?? 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for
  if (count(/\u0000/g) * 3 >= sample.length) return 'utf16';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII starts there
  const beyondAscii = count(/[^\u0000-\u007f]/g);
  const often = (times: number) => times >= 3 && times * RARE_BEYOND_ASCII >= beyondAscii;
  if (often(count(UTF8_AS_LATIN))) return 'utf8-as-latin';
  if (often(count(UTF8_AS_GB))) return 'utf8-as-gb';
  const lost = count(/\ufffd/g);
  if (lost >= 3 && lost * RARE >= sample.length) return 'lost';
  const gb = sample.match(GB_AS_LATIN)?.reduce((sum, run) => sum + run.length, 0) ?? 0;
  if (gb >= 6 && gb * 2 >= beyondAscii) return 'gb-as-latin';
  return undefined;
}

/** The encoding to try, as VS Code and the command line name it; undefined when there is no telling. */
export function encodingFor(mojibake: Mojibake): 'gb18030' | 'utf8' | 'utf16le' | undefined {
  switch (mojibake) {
    case 'lost':
    case 'gb-as-latin':
      return 'gb18030';
    case 'utf8-as-latin':
    case 'utf8-as-gb':
      return 'utf8';
    case 'utf16':
      return 'utf16le';
  }
}

/** A stretch of a text that was read in the wrong encoding, and what it was, where that can be told. */
export interface MojibakeRun {
  readonly start: number;
  readonly end: number;
  readonly repaired?: string;
}

/** What bytes 80–9F are in Windows-1252; the five that it leaves open stay as they are. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const CONTINUATION = `[\\u0080-\\u00bf${WINDOWS_1252}]`;

/**
 * UTF-8 as Windows-1252 shows it, as far as no language writes such a sequence: two Chinese characters or more, a
 * full-width mark, a typographic mark (E2 80), an accented letter (C3) or a sign (C2).
 */
const LATIN_RUN = new RegExp(
  `(?:[ä-é]${CONTINUATION}{2}|(?:ã€|ï¼)${CONTINUATION}|â€${CONTINUATION}){2,}|(?:ã€|ï¼|â€)${CONTINUATION}|Ã[\\u0080-\\u00bf]|Â[\\u0080-\\u009f\\u00a1-\\u00bf]`,
  'g',
);

/** What wrong readings of GBK leave, and three of the commonest characters of UTF-8 read as GBK close together. */
const GB_RUN = /(?:锟斤拷)+|烫烫烫+|屯屯屯+|(?:(?:鐨|鏄|涓|鍦|鏈|锛|銆|鍜|浜)[^\s，。]{0,4}){3,}/g;

/** A few words in quotation marks are about it. */
const QUOTED = /[“‘"「『《][^“”"]{0,6}$/;

/** Where a text was read in the wrong encoding, in order. Linear in the length of the text. */
export function mojibakeRuns(text: string): readonly MojibakeRun[] {
  const runs: MojibakeRun[] = [];
  for (const { index: start, 0: found } of text.matchAll(LATIN_RUN)) {
    const repaired = fromUtf8(found);
    if (repaired !== undefined) runs.push({ start, end: start + found.length, repaired });
  }
  for (const pattern of [GB_RUN, GB_AS_LATIN]) {
    for (const { index: start, 0: found } of text.matchAll(pattern)) {
      const end = start + found.length;
      const about = QUOTED.test(text.slice(Math.max(0, start - 8), start)) && /^[”’"」』》]/.test(text.slice(end));
      if (!about && !runs.some((run) => run.start < end && start < run.end)) runs.push({ start, end });
    }
  }
  return runs.sort((a, b) => a.start - b.start);
}

/** Characters of Windows-1252 as the UTF-8 that their bytes are; undefined when they are none. */
function fromUtf8(text: string): string | undefined {
  let bytes = '';
  for (const character of text) {
    const place = WINDOWS_1252.indexOf(character);
    const byte = place >= 0 ? 0x80 + place : character.charCodeAt(0);
    if (byte > 0xff) return undefined;
    bytes += `%${byte.toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(bytes);
  } catch {
    return undefined;
  }
}
