/**
 * Why a link was made: the words, numbers and names of its two sides that answer each other, as stretches of the text.
 *
 * Competitive linking (Melamed 2000, "Models of translational equivalence among words") under the same rows that the
 * aligner used, the dictionary and what the document taught: the strongest pair of words first, each stretch of text
 * once. What a document taught by chance is weak, and is left out.
 */
import { type ChineseToken, chineseTokens, overlappingWords } from '../lexicon/chinese';
import { englishTokens } from '../lexicon/english';
import type { Lexicon } from '../lexicon/lexicon';
import type { Article, Span } from '../model';
import { chineseAmount, englishAmount, monthOf } from './amounts';
import { CHARACTER, type DocumentTerms, OVERLAP, STOP, UNKNOWN } from './bitext';
import { backgroundOf, dictionaryRows, rowsUnder } from './statistics';

/** Two stretches that say the same. */
export interface Match {
  /** `number`: equal in value; `name`: by its sound, or as learnt; `same`: Latin letters on both sides. */
  readonly kind: 'word' | 'number' | 'name' | 'same';
  readonly zh: Span;
  /** In order; several where one Chinese word takes more than one English word, which need not stand together. */
  readonly en: readonly Span[];
  /** How much likelier the English is beside this Chinese than anywhere, in nats: ln(w · t(e|z) / p(e)) > 0. */
  readonly weight: number;
}

/** Sentences of both sides, as indexes into {@link Article.sentences}: a link, or any part of an article. */
export interface SentenceSets {
  readonly zh: readonly number[];
  readonly en: readonly number[];
}

/** A word of one side, or a part of one, that may be matched. */
interface Piece {
  readonly span: Span;
  /** Where it stands in the sentences of its side put together; what is taken is kept by these places. */
  readonly at: number;
  readonly number: boolean;
}

/** A Chinese item with the weight that it has in its unit, and where it stands. */
interface ChineseItem {
  readonly item: number;
  readonly weight: number;
  readonly pieces: Piece[];
}

interface EnglishPiece extends Piece {
  readonly capitalised: boolean;
  /** Capitalised and no ordinary word of the dictionary. */
  readonly name: boolean;
}

/** Pairs with less translation probability, or less of it against the background, are taken for chance. */
const LEAST = { probability: 0.05, ratio: 8 };

/** A word of up to so many characters may be matched by one of them: 夜间 by 夜. */
const LONGEST_BY_CHARACTER = 3;

/** A Chinese word may take so many English ones, the further ones within so many characters of another. */
const MOST_ENGLISH = 3;
const NEAR = 12;

/**
 * The matches of a link, in the order of the Chinese text. Nothing of it is stored: a link takes well under a
 * millisecond on average, and reads each sentence once. Under equal statistics the same text gives the same matches.
 */
export function matchesOf(
  article: Pick<Article, 'masked' | 'sentences' | 'statistics'>,
  { zh, en }: SentenceSets,
  lexicon: Lexicon,
): readonly Match[] {
  const { statistics } = article;
  if (!statistics) return [];
  const { terms } = statistics;
  const chinese = readChinese(article, zh, { lexicon, terms });
  const english = readEnglish(article, en, lexicon);
  const words = { items: chinese.names, vocabulary: english.vocabulary, terms };
  const rows = rowsUnder(statistics, dictionaryRows(words, lexicon), words);
  const background = backgroundOf(words, statistics, lexicon);

  const pairs: Pair[] = [];
  for (const { item, weight, pieces } of chinese.items) {
    rows.ids[item].forEach((id, at) => {
      const probability = weight * rows.values[item][at];
      const ratio = probability / background[id];
      if (probability < LEAST.probability || ratio < LEAST.ratio) return;
      const [from, to] = [chinese.names[item], english.vocabulary[id]];
      const sounds = terms.names.get(from)?.has(to) || lexicon.syllables(from).includes(to);
      pairs.push({ zh: pieces, en: english.pieces[id], ratio, sounds, latin: from.startsWith('=') });
    });
  }
  // The sort is stable, and the order before it is that of the text.
  pairs.sort((a, b) => b.ratio - a.ratio);

  const taken = { zh: new Uint8Array(chinese.size), en: new Uint8Array(english.size) };
  const found = new Map<Piece, Found>();
  for (const pair of pairs) {
    const sides = { zh: pair.zh.filter(free(taken.zh)), en: pair.en.filter(free(taken.en)) };
    for (const [a, b] of nearest(sides.zh, sides.en, english.size / chinese.size)) {
      // One word may overlap itself, as in 哈哈哈.
      if (!free(taken.zh)(a)) continue;
      take(taken.zh, a);
      take(taken.en, b);
      found.set(a, { kind: kindOf(pair, a, b), zh: a, en: [b], weight: Math.log(pair.ratio) });
    }
  }
  for (const pair of pairs) {
    for (const a of pair.zh) {
      const match = found.get(a);
      if (!match || match.kind === 'number') continue;
      for (const b of around(pair.en, match.en)) {
        if (match.en.length >= MOST_ENGLISH) break;
        if (!free(taken.en)(b)) continue;
        take(taken.en, b);
        match.en.push(b);
      }
    }
  }
  return joined([...found.values()], article);
}

interface Pair {
  readonly zh: readonly Piece[];
  readonly en: readonly EnglishPiece[];
  readonly ratio: number;
  /** The Chinese can be read as the English name. */
  readonly sounds: boolean;
  readonly latin: boolean;
}

interface Found {
  readonly kind: Match['kind'];
  readonly zh: Piece;
  readonly en: EnglishPiece[];
  readonly weight: number;
}

function kindOf({ sounds, latin }: Pair, zh: Piece, en: EnglishPiece): Match['kind'] {
  if (zh.number || en.number) return 'number';
  if (latin) return 'same';
  return en.name || (sounds && en.capitalised) ? 'name' : 'word';
}

/**
 * Pairs the occurrences of two words: each of the side that has fewer with the one of the other side that stands
 * nearest, without crossing. `scale`: size of the English text for that of the Chinese.
 */
function* nearest<Z extends Piece, E extends Piece>(
  zh: readonly Z[],
  en: readonly E[],
  scale: number,
): Generator<readonly [Z, E]> {
  const fewer = Math.min(zh.length, en.length);
  const spare = Math.max(zh.length, en.length) - fewer;
  const distance = (i: number, j: number) => Math.abs(zh[i].at * scale - en[j].at);
  for (let k = 0, shift = 0; k < fewer; k++) {
    const places = (by: number) => (zh.length < en.length ? ([k, k + by] as const) : ([k + by, k] as const));
    while (shift < spare && distance(...places(shift + 1)) < distance(...places(shift))) shift++;
    const [i, j] = places(shift);
    yield [zh[i], en[j]];
  }
}

function length({ span }: Piece): number {
  return span.end - span.start;
}

function free(taken: Uint8Array): (piece: Piece) => boolean {
  return (piece) => {
    for (let at = piece.at; at < piece.at + length(piece); at++) if (taken[at]) return false;
    return true;
  };
}

function take(taken: Uint8Array, piece: Piece): void {
  taken.fill(1, piece.at, piece.at + length(piece));
}

/** Those of some pieces, in order, that stand near one of `others`. */
function* around(pieces: readonly EnglishPiece[], others: readonly Piece[]): Generator<EnglishPiece> {
  for (const other of [...others]) {
    let low = 0;
    for (let high = pieces.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (pieces[middle].at + length(pieces[middle]) + NEAR < other.at) low = middle + 1;
      else high = middle;
    }
    for (; low < pieces.length && pieces[low].at <= other.at + length(other) + NEAR; low++) yield pieces[low];
  }
}

/** Matches in the order of the Chinese; English words next to each other become one stretch, and the parts of a name one match. */
function joined(found: readonly Found[], { masked }: Pick<Article, 'masked'>): Match[] {
  const gap = (a: Span, b: Span) => (a.source === b.source ? masked[a.source].slice(a.end, b.start) : undefined);
  const isNext = (a: Span, b: Span, between: RegExp) => {
    const text = b.start >= a.end ? gap(a, b) : undefined;
    return text !== undefined && text.length <= 2 && between.test(text);
  };
  const hull = (a: Span, b: Span): Span => ({ ...a, end: b.end });
  const joinSpans = (spans: readonly Span[]) => {
    const out: Span[] = [];
    for (const span of [...spans].sort((a, b) => a.start - b.start)) {
      const last = out[out.length - 1];
      if (last && isNext(last, span, /^[\s-]*$/)) out[out.length - 1] = hull(last, span);
      else out.push(span);
    }
    return out;
  };
  const matches: Match[] = [];
  for (const { kind, zh, en, weight } of [...found].sort((a, b) => a.zh.at - b.zh.at)) {
    const match: Match = { kind, zh: zh.span, en: joinSpans(en.map(({ span }) => span)), weight };
    const last = matches[matches.length - 1];
    if (last?.kind === 'name' && kind === 'name' && isNext(last.zh, match.zh, /^[·•・]?$/)) {
      const together = joinSpans([...last.en, ...match.en]);
      if (together.length === 1) {
        matches[matches.length - 1] = {
          kind,
          zh: hull(last.zh, match.zh),
          en: together,
          weight: Math.max(last.weight, weight),
        };
        continue;
      }
    }
    matches.push(match);
  }
  return matches;
}

/** What reading one side needs. */
type Source = Pick<Article, 'masked' | 'sentences'>;

/** Masked text of each sentence, its offset in the source, and its place in the sentences put together. */
function* sentencesOf({ masked, sentences }: Source, which: readonly number[]) {
  let at = 0;
  for (const sentence of which) {
    const { source, start, end } = sentences[sentence].span;
    const place = at;
    const piece = (from: number, to: number, number = false): Piece => ({
      span: { source, start: start + from, end: start + to },
      at: place + from,
      number,
    });
    yield { text: masked[source].slice(start, end), piece };
    at += end - start;
  }
}

/** The Chinese items, as {@link ./bitext.ts} weighs them, with their places. */
function readChinese(
  source: Source,
  which: readonly number[],
  { lexicon, terms }: { readonly lexicon: Lexicon; readonly terms: DocumentTerms },
) {
  const ids = new Map<string, number>();
  const items = new Map<string, ChineseItem>();
  let size = 0;
  const add = (name: string, weight: number, piece: Piece) => {
    const key = `${weight} ${name}`;
    const known = items.get(key);
    if (known) known.pieces.push(piece);
    else {
      const item = ids.get(name) ?? ids.size;
      ids.set(name, item);
      items.set(key, { item, weight, pieces: [piece] });
    }
  };
  for (const { text, piece } of sentencesOf(source, which)) {
    size += text.length;
    const tokens = chineseTokens(text, lexicon, terms.names);
    tokens.forEach((token, k) => {
      const { start, end } = token;
      if (token.kind === 'number') {
        const { value, end: amountEnd } = chineseAmount(tokens, k);
        const month = monthOf(tokens, k);
        if (month) add(month, 1, piece(start, end + 1, true));
        add(`=${value}`, 1, piece(start, amountEnd, true));
      } else if (token.kind === 'latin') add(`=${token.text}`, 1, piece(start, end));
      else if (token.kind === 'han') {
        add(token.text, 1, piece(start, end));
        if (end - start > 1 && end - start <= LONGEST_BY_CHARACTER) {
          for (const character of token.text) add(character, CHARACTER, piece(start, end));
        }
      }
    });
    for (const { text: word, start, end } of overlappingWords(tokens, lexicon, terms.names)) {
      add(word, OVERLAP, piece(start, end));
    }
    for (const { text: word, start } of recurringIn(tokens, terms)) {
      add(word, UNKNOWN, piece(start, start + word.length));
    }
  }
  return { items: items.values(), names: [...ids.keys()], size };
}

/** Strings outside the dictionary that recur in the document. */
function* recurringIn(tokens: readonly ChineseToken[], { recurring }: DocumentTerms) {
  if (!recurring.size) return;
  for (let first = 0; first < tokens.length; first++) {
    if (tokens[first].kind !== 'han') continue;
    const { start } = tokens[first];
    let run = tokens[first].text;
    while (tokens[first + 1]?.kind === 'han' && tokens[first + 1].start === tokens[first].end) {
      run += tokens[++first].text;
    }
    for (let from = 0; from < run.length; from++) {
      for (let size = 2; size <= 4 && from + size <= run.length; size++) {
        const text = run.slice(from, from + size);
        if (recurring.has(text)) yield { text, start: start + from };
      }
    }
  }
}

/** The English lemmas without stop words, with their places. */
function readEnglish(source: Source, which: readonly number[], lexicon: Lexicon) {
  const ids = new Map<string, number>();
  const pieces: EnglishPiece[][] = [];
  let size = 0;
  for (const { text, piece } of sentencesOf(source, which)) {
    size += text.length;
    const tokens = englishTokens(text, lexicon);
    tokens.forEach((token, k) => {
      if (token.kind === 'mark') return;
      const number = token.kind === 'number';
      const { value, end } = number ? englishAmount(tokens, k) : { value: token.lemma, end: token.end };
      if (STOP.has(value)) return;
      const id = ids.get(value) ?? ids.size;
      ids.set(value, id);
      pieces[id] ??= [];
      const { capitalised } = token;
      const name = capitalised && !lexicon.isDictionaryWord(token.lemma);
      pieces[id].push({ ...piece(token.start, end, number), capitalised, name });
    });
  }
  return { vocabulary: [...ids.keys()], pieces, size };
}
