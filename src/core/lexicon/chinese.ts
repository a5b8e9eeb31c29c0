/** Chinese words: minimum-word segmentation over the dictionary, with offsets that hold in the original text. */
import { englishLemma, withoutSeparators } from './english';
import { foldWidth } from './fold';
import { type Lexicon, MAX_HEADWORD } from './lexicon';

/** A word of a Chinese text; Latin words, numbers and `?`, `!`, `…` are tokens too. */
export interface ChineseToken {
  readonly kind: 'han' | 'latin' | 'number' | 'mark';
  /** What is compared: simplified Chinese, the English lemma, the number without thousands separators, the mark. */
  readonly text: string;
  /** Offsets in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Id of the headword, or -1. */
  readonly headword: number;
}

const PIECE = /([\p{Script=Han}]+)|([\p{Script=Latin}\p{M}]+)|(\d+(?:[.,]\d+)*)|([?!])|(…+|\.{3,})/gu;

const LONGEST_OVERLAP = 4;

/** Costs of a word: fewer words are better, then known ones, then the document's own, then not too long ones. */
const COST = { word: 1, loneCharacter: 1.05, extra: -0.3, long: 0.1, longFrom: 5 } as const;

/**
 * Segments a Chinese text, simplified or traditional. `extra`: words besides the dictionary's, simplified, such as the
 * names that {@link ./names.ts} finds; they are preferred. Time is linear in the text.
 */
export function chineseTokens(
  text: string,
  lexicon: Lexicon,
  extra?: Pick<ReadonlySet<string>, 'has' | 'size'>,
): ChineseToken[] {
  const folded = lexicon.simplify(foldWidth(text));
  const tokens: ChineseToken[] = [];
  for (const match of folded.matchAll(PIECE)) {
    const start = match.index;
    const end = start + match[0].length;
    if (match[1]) segment({ text: folded, start, end, lexicon, extra: extra?.size ? extra : undefined, tokens });
    else if (match[2]) {
      const lower = match[0].toLowerCase();
      tokens.push({ kind: 'latin', text: englishLemma(lower, lexicon), start, end, headword: -1 });
    } else if (match[3]) {
      tokens.push({ kind: 'number', text: withoutSeparators(match[0]), start, end, headword: -1 });
    } else tokens.push({ kind: 'mark', text: match[4] ?? '…', start, end, headword: -1 });
  }
  return tokens;
}

interface Run {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly lexicon: Lexicon;
  readonly extra: Pick<ReadonlySet<string>, 'has'> | undefined;
  readonly tokens: ChineseToken[];
}

function segment({ text, start, end, lexicon, extra, tokens }: Run): void {
  const length = end - start;
  const cost = new Float64Array(length + 1).fill(Number.POSITIVE_INFINITY);
  const wordLength = new Uint8Array(length + 1);
  const wordId = new Int32Array(length + 1).fill(-1);
  const found = new Int32Array(MAX_HEADWORD + 1);
  cost[0] = 0;
  for (let at = 0; at < length; at++) {
    if (isLowSurrogate(text.charCodeAt(start + at)) && at > 0) continue;
    const unit = text.codePointAt(start + at)! > 0xffff ? 2 : 1;
    const longest = lexicon.headwordsAt(text, start + at, end, found);
    const most = extra ? Math.min(MAX_HEADWORD, length - at) : Math.max(longest, unit);
    for (let n = unit; n <= most; n++) {
      const id = n <= longest ? found[n] : -1;
      const isExtra = extra !== undefined && n > unit && extra.has(text.slice(start + at, start + at + n));
      if (n > unit && id < 0 && !isExtra) continue;
      const price =
        n === unit ? COST.loneCharacter : COST.word + (isExtra ? COST.extra : 0) + (n >= COST.longFrom ? COST.long : 0);
      if (cost[at] + price < cost[at + n]) {
        cost[at + n] = cost[at] + price;
        wordLength[at + n] = n;
        wordId[at + n] = id;
      }
    }
  }
  const words: ChineseToken[] = [];
  for (let at = length; at > 0; at -= wordLength[at]) {
    words.push(hanToken(text, start + at - wordLength[at], wordLength[at], wordId[at]));
  }
  words.reverse();
  for (const word of words) tokens.push(word);
}

/**
 * Every dictionary word, and word of `extra`, of 2–4 code units that stands in the Han runs of `tokens` and is none of
 * them, in order of its start: what a different segmentation could have chosen.
 */
export function overlappingWords(
  tokens: readonly ChineseToken[],
  lexicon: Lexicon,
  extra?: Pick<ReadonlySet<string>, 'has'>,
): ChineseToken[] {
  const overlaps: ChineseToken[] = [];
  const found = new Int32Array(MAX_HEADWORD + 1);
  for (let first = 0; first < tokens.length; ) {
    let last = first;
    while (last + 1 < tokens.length && tokens[last + 1].kind === 'han' && tokens[last + 1].start === tokens[last].end) {
      last++;
    }
    if (tokens[first].kind === 'han') {
      const run = tokens.slice(first, last + 1);
      const text = run.map((token) => token.text).join('');
      const chosen = new Set(run.map(({ start, end }) => start * 16 + end - start));
      for (let at = 0; at < text.length; at++) {
        const longest = lexicon.headwordsAt(text, at, text.length, found);
        const most = extra ? LONGEST_OVERLAP : Math.min(longest, LONGEST_OVERLAP);
        for (let length = 2; length <= most && at + length <= text.length; length++) {
          const id = length <= longest ? found[length] : -1;
          const start = run[0].start + at;
          if (chosen.has(start * 16 + length) || (id < 0 && !extra?.has(text.slice(at, at + length)))) continue;
          overlaps.push(hanToken(text, at, length, id, start));
        }
      }
    }
    first = last + 1;
  }
  return overlaps;
}

function hanToken(text: string, at: number, length: number, headword: number, start = at): ChineseToken {
  return { kind: 'han', text: text.slice(at, at + length), start, end: start + length, headword };
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
