/**
 * Cuts a paragraph into sentences, Chinese or English, plain or with inline Markdown.
 *
 * One pass over the marks that may end a sentence; each is judged by what stands within a bounded distance of it, so
 * that the time is linear in the text. Where a cut is doubtful there is none: two sentences in one are still linked
 * right, half a sentence is not.
 */
import { bothScripts } from '../lexicon/fold';
import type { Side } from '../model';

/** Offsets of a sentence in the text that was split, without surrounding white space. */
export interface SentenceSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * The sentences of one paragraph, ascending, disjoint; every character that is not white space is in one of them, and
 * unless the whole text has no letter or digit, each has one. A line break in the paragraph is white space.
 */
export function splitSentences(text: string, side: Side): readonly SentenceSpan[] {
  if (side === 'zh' && isHeadline(text)) return trimmed(text, 0, text.length);
  return new Splitter(text, side).split();
}

/** A mark, or a run of them, that may end a sentence. */
const STOP = /[。｡．！？!?…]|\.(?:[ \u00a0]?\.){2,}|\./g;
const STOP_CHARACTERS = '。｡．！？!?….';
const WORD = /[\p{L}\p{N}]/u;
const HAN = /[\p{Script=Han}\u3040-\u30ff]/u;
const CLOSING = '”’」』》〉）)】］]';
const OPENING = '“‘「『《〈（(【［["\'*_~#>—–-';

/** Regions in which nothing ends: code, addresses, targets of links, tags. */
const INERT =
  /`{1,3}[^`]{1,500}`{1,3}|\b(?:https?:\/\/|ftp:\/\/|www\.)[^\s<>"'“”‘’（）()「」『』《》【】，。；：！？、\p{Script=Han}]{1,2000}|\]\([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,1000})?(?:\s+"[^"]{0,300}")?\)|<\/?[a-zA-Z][^<>]{0,300}>/gu;

/** What may follow a stop and still belong to its sentence: link target, footnote mark, closing tag. */
const TRAILER =
  /\]\([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,1000})?(?:\s+"[^"]{0,300}")?\)|\[\^[\w-]{1,20}\]|\[\d{1,3}\](?!\()|[¹²³⁰-⁹]+|<\/[a-zA-Z][^<>]{0,40}>|<br\s*\/?>|<sup>.{1,20}<\/sup>/y;

const BRACKETS = /[“”「」『』‘’"（）()【】[\]［］《》〈〉]/g;
const PAIRS: Readonly<Record<string, string>> = {
  '”': '“',
  '’': '‘',
  '」': '「',
  '』': '『',
  '）': '（(',
  ')': '(（',
  '】': '【',
  ']': '[',
  '］': '［',
  '》': '《',
  '〉': '〈',
};
/** A bracket or quotation longer than this may hold sentences of its own, even in mid-sentence. */
const LONGEST_BRACKET = 200;
const LONGEST_PHRASE = 40;

/** Chinese quotation, then `他说。`: one sentence. Up to six characters, the full stop included in neither. */
const ZH_ATTRIBUTION = bothScripts(
  /\s*[\p{Script=Han}·]{1,5}(?:说道|说|问道|问|道|答道|答|笑道|喊道|喊|叫道|叫|说着)(?=[。！？!?]|$)/uy,
);
const ZH_ATTRIBUTION_LONGEST = 6;
/** Chinese quotation that is part of the sentence around it: `“为什么？”这个问题`. */
const ZH_CONTINUED = bothScripts(
  /\s*(?:的|等|之类|一类|这样|这个|这种|这一|这句|这些|这番|一词|一语|一问|一句|和|与|或|及|以及|为题|为主题)/y,
);
/** What a Chinese quotation follows that is said; after other words it is a phrase of their sentence. */
const SPOKEN = bothScripts(/(?:说|道|问|喊|叫|答|讲|称|想|写|曰|云)$/);
const EN_ATTRIBUTION =
  /\s*(?:[A-Z][\p{L}.'’-]*\s+){1,4}(?:said|asked|replied|cried|shouted|answered|added|whispered|exclaimed|wondered|thought|says|asks|called|yelled|murmured|demanded|inquired|continued|remarked|told)\b/uy;

/** Never end a sentence: something must follow them. */
const TITLES = words(
  'Mr Mrs Ms Mx Dr Prof Gen Sen Rep Reps Sens Sgt Capt Lt Col Gov Pres Rev Hon Messrs Mme Mlle Adm Maj Cmdr Brig Supt Fr Mt Ft Amb Atty Asst Assoc Dir Drs Profs',
);
const NEVER = words('vs viz cf approx ca eg ie incl esp resp dept est');
/** End a sentence only when what follows starts one with a common word. */
const SOMETIMES = words(
  'Inc Ltd Co Corp Bros Jr Sr Esq St Ave Blvd Rd Dept Univ Assn Ed Eds al Ph.D PhD Bhd Pty Plc Pvt Est',
);
/** Followed by a number or a letter, they are no end. */
const BEFORE_NUMBER = words(
  'No Nos no nos Fig Figs fig figs Vol vol p pp Ch ch Sec sec Art art Eq eq Tab Pt Par par Sect Chap chap Op Ver v',
);
const CALENDAR = words('Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun');
/** After a.m. and p.m. these belong to the time. */
const TIME_ZONE =
  /(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|[A-Z]{2,4}\b|Eastern|Central|Pacific|Mountain|Greenwich|Beijing|Moscow|London|Tokyo|Paris|Berlin|Brussels|Geneva|Shanghai|Taipei|Singapore|Central European|New York/y;
/** Capitalised words that start sentences and seldom follow an abbreviation as part of a name. */
const STARTERS = words(
  `The A An It He She They We You I This That These Those There Here In On At By For From With Without Within After
  Before But And Or So Yet However Then When While If As Although Though Since Because What Who Which Where Why How
  His Her Its Their Our My Your No Not Now Also Both Some Many Most All Each Every Another Other Such One Two Three
  Meanwhile Moreover Furthermore Therefore Thus Hence Instead Despite During Under Over Until Unless To Once Only Even
  Among According Between Through Today Yesterday Tomorrow Nevertheless Nonetheless Still Otherwise Finally First
  Second Third Next Later Earlier Soon Recently It's He's She's That's There's They're We're I'm I've It’s He’s She’s
  That’s There’s They’re We’re I’m I’ve Additionally Consequently Besides Perhaps Maybe Let Please Yes Nobody Everyone
  Something Nothing Just Like Are Is Was Were Do Does Did Can Could Would Should Have Has Had`,
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

/** A short Chinese line that ends without a stop and has none but ! and ? in it is a headline: one unit. */
function isHeadline(text: string): boolean {
  return text.length <= 60 && !/[。｡…“”「」『』"]|[。！？!?.…：:；;）)】\]*_~]\s*$|[！？!?]\s*[\r\n]/.test(text);
}

function trimmed(text: string, from: number, to: number): SentenceSpan[] {
  let start = from;
  let end = to;
  while (start < end && isSpace(text, start)) start++;
  while (end > start && isSpace(text, end - 1)) end--;
  return start < end ? [{ start, end }] : [];
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  return code >= 0xa0 && /\s/.test(text[at]);
}

/** A stretch inside which no sentence ends. `inert`: not even at its last character. */
interface Zone {
  readonly start: number;
  readonly end: number;
  readonly kind: 'inert' | 'bracket' | 'phrase' | 'title';
}

/** The zones of a text in order of their start; they may nest. */
function findZones(text: string, side: Side): Zone[] {
  const zones: Zone[] = [];
  for (const match of text.matchAll(INERT)) {
    let end = match.index + match[0].length;
    if (/^(?:\w+:|www)/.test(match[0])) while (STOP_CHARACTERS.includes(text[end - 1])) end--;
    zones.push({ start: match.index, end, kind: 'inert' });
  }
  const open: { readonly character: string; readonly at: number }[] = [];
  for (const match of text.matchAll(BRACKETS)) {
    const at = match.index;
    const character = match[0];
    const straight = character === '"';
    if (straight && side === 'en') continue;
    const opener = straight ? '"' : PAIRS[character];
    let found = -1;
    if (opener) {
      for (let depth = open.length - 1; depth >= 0 && depth >= open.length - 4; depth--) {
        if (opener.includes(open[depth].character)) {
          found = depth;
          break;
        }
      }
    }
    if (found < 0) {
      if (straight || !PAIRS[character]) open.push({ character, at });
      if (open.length > 64) open.splice(0, 32);
      continue;
    }
    const { at: start } = open[found];
    open.length = found;
    const kind = zoneKind(text, { start, end: at + 1, character, side });
    if (kind) zones.push({ start, end: at + 1, kind });
  }
  return zones.sort((a, b) => a.start - b.start || b.end - a.end);
}

function zoneKind(
  text: string,
  pair: { readonly start: number; readonly end: number; readonly character: string; readonly side: Side },
): Zone['kind'] | undefined {
  const { start, end, character, side } = pair;
  const length = end - start;
  if (length > LONGEST_BRACKET) return undefined;
  if ('》〉'.includes(character)) return 'title';
  let before = start - 1;
  while (before >= 0 && before > start - 20 && (isSpace(text, before) || '*_'.includes(text[before]))) before--;
  const previous = before < 0 ? '' : text[before];
  if ('”’」』"'.includes(character)) {
    if (side !== 'zh' || length > LONGEST_PHRASE) return undefined;
    const spoken = SPOKEN.test(text.slice(Math.max(0, before - 1), before + 1));
    return HAN.test(previous) && !spoken ? 'phrase' : undefined;
  }
  return previous && !STOP_CHARACTERS.includes(previous) && !CLOSING.includes(previous) && previous !== '"'
    ? 'bracket'
    : undefined;
}

/** The state of one pass. */
class Splitter {
  private readonly sentences: SentenceSpan[] = [];
  private readonly zones: readonly Zone[];
  private zone = 0;
  private covering: Zone | undefined;
  /** The end of the last code span, address or tag that was passed. */
  private inertEnd = -1;
  /** Where the present sentence starts, white space included. */
  private from = 0;
  private firstWord = -1;
  private sawWord = false;
  private checked = 0;
  /** Straight quotation marks and runs of asterisks so far: odd means that one is open. */
  private counted = 0;
  private quotes = 0;
  private stars = 0;
  private readonly uncased: boolean;

  constructor(
    private readonly text: string,
    private readonly side: Side,
  ) {
    this.zones = findZones(text, side);
    this.uncased = side === 'en' && isUncased(text);
  }

  split(): readonly SentenceSpan[] {
    const stops = new RegExp(STOP);
    for (let match = stops.exec(this.text); match; match = stops.exec(this.text)) {
      const start = match.index;
      let end = start + match[0].length;
      while (end < this.text.length && STOP_CHARACTERS.includes(this.text[end])) end++;
      stops.lastIndex = end;
      const cut = this.judge(start, end);
      if (cut < 0) continue;
      this.cutAt(cut);
      stops.lastIndex = cut;
    }
    this.cutAt(this.text.length, true);
    return this.sentences;
  }

  private cutAt(end: number, last = false): void {
    this.sawWord ||= WORD.test(this.text.slice(this.checked, end));
    this.checked = end;
    const previous = this.sentences.at(-1);
    if (!this.sawWord && !previous && !last) return;
    const [piece] = trimmed(this.text, this.from, end);
    if (piece) {
      if (!this.sawWord && previous)
        this.sentences[this.sentences.length - 1] = { start: previous.start, end: piece.end };
      else this.sentences.push(piece);
    }
    this.from = end;
    this.firstWord = -1;
    this.sawWord = false;
  }

  /** The outermost zone around an offset. Offsets must ascend. */
  private zoneAt(at: number): Zone | undefined {
    if (this.covering && this.covering.end <= at) this.covering = undefined;
    for (; this.zone < this.zones.length && this.zones[this.zone].start <= at; this.zone++) {
      const zone = this.zones[this.zone];
      if (zone.kind === 'inert') this.inertEnd = zone.end;
      if (zone.end > at && (!this.covering || zone.end > this.covering.end)) this.covering = zone;
    }
    return this.covering;
  }

  /** Where the sentence ends that the stop at start..end may end; -1: it does not end. */
  private judge(start: number, end: number): number {
    const zone = this.zoneAt(start);
    if (zone?.kind === 'inert') return -1;
    const tail = this.afterClosers(end);
    const next = this.skipSpace(tail);
    if (zone) {
      if (tail < zone.end) return -1;
      const asks = /[！？!?…]/.test(this.text.slice(start, end));
      if (asks && next < this.text.length) return -1;
    }
    if (next >= this.text.length) return tail;
    return (this.side === 'zh' ? this.endsChinese(start, end, tail) : this.endsEnglish(start, end, tail)) ? tail : -1;
  }

  private endsChinese(start: number, end: number, tail: number): boolean {
    const { text } = this;
    const next = this.skipSpace(tail);
    const run = text.slice(start, end);
    if ('，、,；;：:'.includes(text[next])) return false;
    if (run === '．' || run === '.') return this.endsAtPoint(start, tail);
    const quoted = /[”’」』"']/.test(text.slice(end, tail));
    if (isEllipsis(run)) {
      if (!quoted) return this.sentences.length > 0 && !WORD.test(text.slice(Math.max(this.from, start - 50), start));
    } else if (
      /^[!?]+$/.test(run) &&
      tail === end &&
      start > 0 &&
      /[\w)]/.test(text[start - 1]) &&
      /[\w=&]/.test(text[tail])
    ) {
      return false;
    }
    if (/[》〉]/.test(text.slice(end, tail)) && !/。/.test(run)) return false;
    if (!quoted) return true;
    const attribution = matchAt(ZH_ATTRIBUTION, text, tail);
    if (attribution && attribution.trim().length <= ZH_ATTRIBUTION_LONGEST) return false;
    const continued = matchAt(ZH_CONTINUED, text, tail)?.trim();
    return !continued || (run.includes('。') && /^(?:这[个些]|這[個些]|和|与|與|或|及|以及)$/.test(continued));
  }

  /** A point in Chinese: a full stop after Han, else what it is in English. */
  private endsAtPoint(at: number, tail: number): boolean {
    const { text } = this;
    const before = at > 0 ? text[at - 1] : '';
    const after = text[tail];
    if (HAN.test(before) || '”’」』）》'.includes(before)) {
      if (this.isFirst(at, /^[一二三四五六七八九十]{1,3}$/)) return false;
      return tail > at + 1 || isSpace(text, tail) || !/[\p{Ll}\p{N}]/u.test(after);
    }
    if (HAN.test(after) || OPENING.includes(after)) {
      const token = this.tokenBefore(at);
      return isOrdinary(token);
    }
    return this.endsEnglish(at, at + 1, tail);
  }

  private endsEnglish(start: number, end: number, tail: number): boolean {
    const { text } = this;
    const run = text.slice(start, end);
    if (/[。｡！？]/.test(run)) return !'，、,；;'.includes(text[this.skipSpace(tail)]);
    const spaced = isSpace(text, tail);
    let at = this.skipSpace(tail);
    if (',;:'.includes(text[at])) return false;
    for (let left = 12; left > 0 && at < text.length && (OPENING.includes(text[at]) || isSpace(text, at)); left--) at++;
    const next = text[at] ?? '';
    if (HAN.test(next) && !run.startsWith('.')) return true;
    const word = matchAt(NEXT_WORD, text, at) ?? '';
    const lower = /^\p{Ll}(?!\p{Lu})/u.test(word);
    const quoted = /[”’"']/.test(text.slice(end, tail));

    if (isEllipsis(run)) {
      if (!spaced || lower || !word) return false;
      const before = this.tokenBefore(start);
      return before.toLowerCase() !== word.toLowerCase() && !(word === 'I' && !quoted && before.length < 3);
    }
    if (/[!?…]/.test(run)) {
      if (lower) return this.uncased && !quoted;
      if (!spaced && tail === end)
        return at === tail && /\p{Ll}/u.test(text[start - 1] ?? '') && /^\p{Lu}\p{Ll}/u.test(word);
      if (quoted && (word === 'I' || !STARTERS.has(word)) && matchAt(EN_ATTRIBUTION, text, tail) !== undefined)
        return false;
      return run !== '!' || this.tokenBefore(start) !== 'Yahoo' || STARTERS.has(word);
    }
    if (run === '．') return !/\p{N}/u.test(text[start - 1] ?? '');
    return this.endsAtDot({ start, end, tail, at, word, lower, spaced });
  }

  /** The one mark with many uses. */
  private endsAtDot(dot: {
    readonly start: number;
    readonly end: number;
    readonly tail: number;
    /** The next letter or digit. */
    readonly at: number;
    readonly word: string;
    readonly lower: boolean;
    readonly spaced: boolean;
  }): boolean {
    const { text } = this;
    const { start, end, tail, at, word, lower, spaced } = dot;
    const token = this.tokenBefore(start);
    const digit = /\p{N}/u.test(text[at] ?? '');
    const starter = STARTERS.has(word) && !(word.length === 1 && text[at + 1] === '.');
    if (this.isFirst(start, /^(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})$/)) return false;
    if (this.inertEnd === start) return spaced && !lower;
    if (!spaced) {
      if (HAN.test(text[at] ?? '')) return isOrdinary(token);
      if (tail > end) return /^\p{Lu}/u.test(word) && !/[._]/.test(text.slice(end, tail));
      if (!starter || word.length === 1) return false;
      return /^[\p{Ll}'’-]{2,}$/u.test(token) && /[\s,]/.test(text[at + word.length] ?? ' ');
    }
    const dotted = token.includes('.') && /^(?:\p{L}{1,2}\.)+\p{L}{1,2}$/u.test(token);
    if (lower) return this.uncased && !dotted && token.length > 1 && !NEVER.has(token) && !BEFORE_NUMBER.has(token);
    if (TITLES.has(token) || NEVER.has(token.toLowerCase())) return false;
    if (/^(?:MR|MRS|MS|DR|GEN|SEN|REP|GOV|SGT)$/.test(token) && /^\p{Lu}{2,}$/u.test(word)) return false;
    if (BEFORE_NUMBER.has(token)) return !digit && !/^[IVXLC\p{Lu}]{1,4}$/u.test(word);
    if (CALENDAR.has(token)) return starter;
    if (/^(?:e\.g|i\.e|a\.k\.a)$/i.test(token)) return false;
    if (/^[ap]\.?m$/i.test(token)) return !digit && matchAt(TIME_ZONE, text, at) === undefined;
    if (SOMETIMES.has(token) || dotted) return starter;
    if (/^\p{Lu}$/u.test(token)) return token === 'I' ? starter || word.length > 3 : starter;
    return true;
  }

  /** The unbroken letters, digits and dots before an offset, at most 40. */
  private tokenBefore(at: number): string {
    let start = at;
    while (start > 0 && start > at - 40 && /[\p{Script=Latin}\p{M}\p{N}.'’&/_-]/u.test(this.text[start - 1])) start--;
    return this.text.slice(start, at).replace(/^[.'’_-]+/, '');
  }

  /** Is everything from the first word of the sentence to the offset a token of this form? */
  private isFirst(at: number, form: RegExp): boolean {
    if (this.firstWord < 0) {
      this.firstWord = this.from;
      while (this.firstWord < at && (isSpace(this.text, this.firstWord) || OPENING.includes(this.text[this.firstWord])))
        this.firstWord++;
    }
    return at - this.firstWord <= 12 && form.test(this.text.slice(this.firstWord, at));
  }

  private skipSpace(at: number): number {
    let to = at;
    while (to < this.text.length && isSpace(this.text, to)) to++;
    return to;
  }

  /** The end of the closing quotes, brackets, emphasis and footnote marks after a stop. */
  private afterClosers(from: number): number {
    const { text } = this;
    let at = from;
    for (let left = 16; left > 0 && at < text.length; left--) {
      const character = text[at];
      const trailer = matchAt(TRAILER, text, at);
      if (trailer) at += trailer.length;
      else if (CLOSING.includes(character)) at++;
      else if (character === '"') {
        this.countTo(from);
        if (this.side === 'en' ? !isOpeningPlace(text, at + 1) || this.quotes % 2 : this.quotes % 2) at++;
        else break;
      } else if (character === "'") {
        if (/[\p{L}\p{N}]/u.test(text[at + 1] ?? '')) break;
        at++;
      } else if ('*_~'.includes(character)) {
        let end = at + 1;
        while (text[end] === character && end < at + 4) end++;
        this.countTo(from);
        if (isOpeningPlace(text, end) && !(character === '*' && this.stars % 2)) break;
        at = end;
      } else if (character === ' ' && this.side === 'zh' && '”’」』'.includes(text[at + 1] ?? ' ')) at += 2;
      else break;
    }
    return at;
  }

  private countTo(to: number): void {
    for (; this.counted < to; this.counted++) {
      const character = this.text[this.counted];
      if (character === '"') this.quotes++;
      else if (character === '*' && this.text[this.counted - 1] !== '*' && !isSpace(this.text, this.counted + 1))
        this.stars++;
      else if (character === '*' && this.text[this.counted - 1] !== '*' && this.stars % 2) this.stars++;
    }
  }
}

const NEXT_WORD = /[\p{L}\p{N}][\p{L}\p{N}'’]{0,30}/uy;

/** A word that a point does not shorten. */
function isOrdinary(token: string): boolean {
  return [TITLES, NEVER, SOMETIMES, BEFORE_NUMBER].every((list) => !list.has(token)) && /\p{Ll}{2}$/u.test(token);
}

/** Does a letter follow at once, so that a mark before it opens? */
function isOpeningPlace(text: string, at: number): boolean {
  return at < text.length && WORD.test(text[at]);
}

function isEllipsis(run: string): boolean {
  return /^(?:…+|\.(?:\s?\.)+|。{2,}|．{2,})$/.test(run);
}

const LETTERS = /^\p{L}+$/u;

/** More lower-case starts after a stop than capital ones: a transcript without capitals. */
function isUncased(text: string): boolean {
  let lower = 0;
  let upper = 0;
  let read = 0;
  // The word before is read apart: in one pattern it takes longer to compile than an article takes to be segmented.
  for (const match of text.matchAll(/[.?!]\s{1,3}(?:(\p{Ll})|\p{Lu})/gu)) {
    const from = match.index - 3;
    if (from < read || !LETTERS.test(text.slice(from, match.index))) continue;
    if (match[1]) lower++;
    else upper++;
    read = match.index + match[0].length;
  }
  return lower >= 2 && lower > 2 * upper;
}

/** What a sticky pattern matches at an offset. */
function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
