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

/** Words besides the dictionary's, simplified: a set, or a map from them. */
export interface ExtraWords {
  readonly size: number;
  has(word: string): boolean;
  keys(): Iterable<string>;
}

/** Tells of most places of a text, without cutting a string out of it, that no word of a set stands there. */
export class WordFilter {
  /** Code units of the longest word. */
  readonly longest: number;
  private readonly pairs = new Uint8Array(0x10000);

  /** Words of one code unit are passed over. */
  constructor(words: Pick<ExtraWords, 'keys'>) {
    let longest = 0;
    for (const word of words.keys()) {
      if (word.length < 2) continue;
      this.pairs[pairAt(word, 0)] = 1;
      longest = Math.max(longest, word.length);
    }
    this.longest = longest;
  }

  /** May a word stand at `at`? At least two code units must follow. */
  mayStart(text: string, at: number): boolean {
    return this.pairs[pairAt(text, at)] === 1;
  }
}

function pairAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) & 0xffff;
}

/** A set never changes, so this is no state anyone can see. */
const filters = new WeakMap<ExtraWords, WordFilter>();

function filterOf(words: ExtraWords | undefined): WordFilter | undefined {
  if (!words?.size) return undefined;
  let filter = filters.get(words);
  if (!filter) {
    filter = new WordFilter(words);
    filters.set(words, filter);
  }
  return filter;
}

/** A text as it is compared: full-width and traditional characters made plain; offsets stay. */
export function plainChinese(text: string, lexicon: Lexicon): string {
  return lexicon.simplify(foldWidth(text));
}

/**
 * Segments a Chinese text, simplified or traditional. `extra`: words besides the dictionary's, such as the names that
 * {@link ./names.ts} finds; they are preferred. Time is linear in the text.
 */
export function chineseTokens(text: string, lexicon: Lexicon, extra?: ExtraWords): ChineseToken[] {
  const folded = plainChinese(text, lexicon);
  const tokens: ChineseToken[] = [];
  const filter = filterOf(extra);
  for (const match of folded.matchAll(PIECE)) {
    const start = match.index;
    const end = start + match[0].length;
    if (match[1]) segment({ text: folded, start, end, lexicon, extra, filter, tokens });
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
  readonly extra: ExtraWords | undefined;
  readonly filter: WordFilter | undefined;
  readonly tokens: ChineseToken[];
}

/** Tables of {@link segment}, for runs up to a length; they hold nothing between calls. */
const RUN = 512;
const usual = tablesFor(RUN);
const found = new Int32Array(MAX_HEADWORD + 1);

function tablesFor(length: number) {
  return {
    cost: new Float64Array(length + 1),
    wordLength: new Uint8Array(length + 1),
    wordId: new Int32Array(length + 1),
  };
}

function segment({ text, start, end, lexicon, extra, filter, tokens }: Run): void {
  const length = end - start;
  const { cost, wordLength, wordId } = length > RUN ? tablesFor(length) : usual;
  cost.fill(Number.POSITIVE_INFINITY, 1, length + 1);
  cost[0] = 0;
  for (let at = 0; at < length; at++) {
    const place = start + at;
    if (at > 0 && isLowSurrogate(text.charCodeAt(place))) continue;
    const unit = text.codePointAt(place)! > 0xffff ? 2 : 1;
    const longest = lexicon.headwordsAt(text, place, end, found);
    const mayBeExtra = filter !== undefined && at + 1 < length && filter.mayStart(text, place);
    const most = Math.max(longest, mayBeExtra ? Math.min(filter.longest, MAX_HEADWORD, length - at) : unit);
    for (let n = unit; n <= most; n++) {
      const id = n <= longest ? found[n] : -1;
      const isExtra = mayBeExtra && n > unit && extra!.has(text.slice(place, place + n));
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
  const first = tokens.length;
  for (let at = length; at > 0; at -= wordLength[at]) {
    tokens.push(hanToken(text, start + at - wordLength[at], wordLength[at], wordId[at]));
  }
  for (let low = first, high = tokens.length - 1; low < high; low++, high--) {
    const token = tokens[low];
    tokens[low] = tokens[high];
    tokens[high] = token;
  }
}

/**
 * Every dictionary word, and word of `extra`, of 2–4 code units that stands in the Han runs of `tokens` and is none of
 * them, in order of its start: what a different segmentation could have chosen.
 */
export function overlappingWords(
  tokens: readonly ChineseToken[],
  lexicon: Lexicon,
  extra?: ExtraWords,
): ChineseToken[] {
  const overlaps: ChineseToken[] = [];
  const filter = filterOf(extra);
  for (const { from, to, text } of hanRuns(tokens)) {
    const { start } = tokens[from];
    let token = from;
    for (let at = 0; at + 1 < text.length; at++) {
      while (token + 1 < to && tokens[token + 1].start <= start + at) token++;
      const chosen = tokens[token].start === start + at ? tokens[token].end - tokens[token].start : 0;
      const longest = lexicon.headwordsAt(text, at, Math.min(text.length, at + LONGEST_OVERLAP), found);
      const mayBeExtra = filter?.mayStart(text, at) ?? false;
      const most = mayBeExtra ? Math.min(LONGEST_OVERLAP, text.length - at) : longest;
      for (let length = 2; length <= most; length++) {
        const id = length <= longest ? found[length] : -1;
        if (length === chosen || (id < 0 && !(mayBeExtra && extra!.has(text.slice(at, at + length))))) continue;
        overlaps.push(hanToken(text, at, length, id, start + at));
      }
    }
  }
  return overlaps;
}

/** Han tokens without anything between them. */
export interface HanRun {
  /** The tokens: a half-open range. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The Han runs of a text, from its tokens. */
export function hanRuns(tokens: readonly ChineseToken[]): HanRun[] {
  const runs: HanRun[] = [];
  for (let from = 0; from < tokens.length; ) {
    let to = from + 1;
    if (tokens[from].kind === 'han') {
      let { text, end } = tokens[from];
      for (; to < tokens.length && tokens[to].kind === 'han' && tokens[to].start === end; to++) {
        text += tokens[to].text;
        end = tokens[to].end;
      }
      runs.push({ from, to, text });
    }
    from = to;
  }
  return runs;
}

function hanToken(text: string, at: number, length: number, headword: number, start = at): ChineseToken {
  return { kind: 'han', text: text.slice(at, at + length), start, end: start + length, headword };
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
