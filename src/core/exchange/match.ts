/**
 * Finds the paragraphs that imported links speak of. By text: first what is the same but for white space, letter case
 * and markup, then what contains it or is contained in it. Nothing is changed here: what is found is for the user to
 * accept.
 */
import { normalised } from '../hash';
import type { Article, Message, Side } from '../model';
import { segmentText, sideOf } from '../query';
import type { Imported, ImportedNumbers } from './imported';

/** Paragraphs that an import links: indexes into the segments of the article, ascending. */
export interface MatchedLink {
  readonly zh: readonly number[];
  readonly en: readonly number[];
}

/** A link of the file that could not be placed. */
export interface Unmatched {
  /** 1-based line of the file. */
  readonly line: number;
  /** Sides whose text was not found, or was found in several places. */
  readonly sides: readonly Side[];
  readonly why: 'notFound' | 'ambiguous' | 'noSuchSentence';
}

/** What an import means for an article. */
export interface ImportMatch {
  /** Links that share a paragraph are one; no paragraph is in two. In the order of their first Chinese paragraph. */
  readonly links: readonly MatchedLink[];
  readonly unmatched: readonly Unmatched[];
  /** Why nothing, or not all, could be placed. */
  readonly problems: readonly Message[];
}

/** Places the links of an import. Links with one side are passed over. */
export function matchImported(article: Article, imported: Imported): ImportMatch {
  const found: MatchedLink[] = [];
  const unmatched: Unmatched[] = [];
  const problems: Message[] = [...imported.problems];
  if (imported.kind === 'numbers') {
    const sentences = { zh: sentencesOf(article, 'zh'), en: sentencesOf(article, 'en') };
    const misfit = countMisfit(imported, { zh: sentences.zh.length, en: sentences.en.length });
    if (misfit) return { links: [], unmatched: [], problems: [...problems, misfit] };
    for (const { zh, en, line } of imported.beads) {
      if (!zh.length || !en.length) continue;
      const missing = (['zh', 'en'] as const).filter((side) =>
        (side === 'zh' ? zh : en).some((at) => at >= sentences[side].length),
      );
      if (missing.length) unmatched.push({ line, sides: missing, why: 'noSuchSentence' });
      else found.push({ zh: zh.map((at) => sentences.zh[at]), en: en.map((at) => sentences.en[at]) });
    }
  } else {
    const places = { zh: finder(article, 'zh'), en: finder(article, 'en') };
    for (const { zh, en, line } of imported.pairs) {
      if (!zh?.trim() || !en?.trim()) continue;
      const at = { zh: places.zh(zh), en: places.en(en) };
      if (typeof at.zh !== 'string' && typeof at.en !== 'string') {
        found.push({ zh: at.zh, en: at.en });
        continue;
      }
      const why = at.zh === 'notFound' || at.en === 'notFound' ? 'notFound' : 'ambiguous';
      unmatched.push({ line, sides: (['zh', 'en'] as const).filter((side) => at[side] === why), why });
    }
  }
  return { links: joined(found), unmatched, problems };
}

/** Segments of the sentences of one side, by the number of the sentence. */
function sentencesOf(article: Article, side: Side): readonly number[] {
  return article.sentences.filter((sentence) => sentence.side === side).map(({ segment }) => segment);
}

/** A ladder for other sentences would link at random, so it is refused as a whole. */
function countMisfit({ counts, beads }: ImportedNumbers, own: Record<Side, number>): Message | undefined {
  const most = { zh: 0, en: 0 };
  for (const { zh, en } of beads) {
    most.zh = Math.max(most.zh, (zh.at(-1) ?? -1) + 1);
    most.en = Math.max(most.en, (en.at(-1) ?? -1) + 1);
  }
  const fits = counts ? counts.zh === own.zh && counts.en === own.en : most.zh <= own.zh && most.en <= own.en;
  const { zh, en } = counts ?? most;
  return fits ? undefined : { key: 'import.otherSentences', args: { zh, en, ownZh: own.zh, ownEn: own.en } };
}

type Found = readonly number[] | 'notFound' | 'ambiguous';

/** A search for texts of one side. The same text asked for again gives the next place where it stands. */
function finder(article: Article, side: Side): (text: string) => Found {
  const own = article.segments.flatMap((segment, at) => {
    const { language } = segment;
    const here = segment.alignable && (language === 'mixed' || sideOf(article, at) === side);
    return here ? [at] : [];
  });
  const written = own.map((at) => keyOf(segmentText(article, at)));
  const masked = own.map((at) => {
    const { source, start, end } = article.segments[at].span;
    return keyOf(article.masked[source]?.slice(start, end) ?? '');
  });
  const paragraphs = [written, masked].map((keys) => places(keys, own));
  const contained = [written, masked].map((keys) => containment(keys, own));
  const sentences = sentencePlaces(article, side);
  const asked = new Map<string, number>();

  const one = (text: string): Found => {
    const key = keyOf(text);
    if (!key) return 'notFound';
    const same = paragraphs.map((map) => map.get(key)).find((found) => found);
    if (same) {
      const turn = asked.get(key) ?? 0;
      asked.set(key, turn + 1);
      return [same[Math.min(turn, same.length - 1)]];
    }
    const saying = sentences.get(key);
    if (saying) return saying.length > 1 ? 'ambiguous' : saying;
    const inside = contained[0](key);
    return inside === 'notFound' ? contained[1](key) : inside;
  };
  return (text) => {
    const found = one(text);
    const lines = text.split(/[\r\n\u2028\u2029]+/).filter((line) => line.trim());
    if (found !== 'notFound' || lines.length < 2) return found;
    // Paragraphs that do not stand together: a unit of ours has a line for each.
    const parts = lines.map(one);
    const failed = parts.find((part) => typeof part === 'string');
    if (failed !== undefined) return failed;
    return [...new Set((parts as readonly (readonly number[])[]).flat())].sort((a, b) => a - b);
  };
}

/** Where each text stands. */
function places(keys: readonly string[], own: readonly number[]): ReadonlyMap<string, readonly number[]> {
  const map = new Map<string, number[]>();
  keys.forEach((key, at) => {
    const found = map.get(key);
    if (found) found.push(own[at]);
    else map.set(key, [own[at]]);
  });
  return map;
}

/** The paragraphs that have a sentence of this text, each once. */
function sentencePlaces(article: Article, side: Side): ReadonlyMap<string, readonly number[]> {
  const map = new Map<string, number[]>();
  for (const { side: own, span, segment } of article.sentences) {
    if (own !== side) continue;
    const key = keyOf(article.sources[span.source].text.slice(span.start, span.end));
    const found = map.get(key);
    if (!found) map.set(key, [segment]);
    else if (found.at(-1) !== segment) found.push(segment);
  }
  return map;
}

/** A text as it is compared: composed, without white space, letter case and marks of width zero. */
function keyOf(text: string): string {
  return normalised(text.normalize('NFC')).replace(/[\u200b-\u200d\u2060\ufeff]/g, '');
}

/** So many characters are looked up at once. */
const GRAM = 5;
/** A gram in more places than this tells nothing; a text of such grams alone is not looked for. */
const COMMON = 64;

/**
 * A search for parts of texts that stand one after another. The grams at every fifth place are indexed, so that each
 * part of nine characters or more has one of them in it; a shorter part could stand anywhere and is not looked for.
 * Time grows with the text and the part, not with their product.
 */
function containment(keys: readonly string[], own: readonly number[]): (part: string) => Found {
  const text = keys.join('');
  const starts: number[] = [];
  keys.reduce((at, key) => {
    starts.push(at);
    return at + key.length;
  }, 0);
  let grams: Map<string, number[]> | undefined;
  const index = () => {
    const map = new Map<string, number[]>();
    for (let at = 0; at + GRAM <= text.length; at += GRAM) {
      const gram = text.slice(at, at + GRAM);
      const places = map.get(gram);
      if (!places) map.set(gram, [at]);
      else if (places.length <= COMMON) places.push(at);
    }
    return map;
  };
  const segmentsIn = (start: number, end: number): readonly number[] => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= start) low = middle;
      else high = middle - 1;
    }
    const found: number[] = [];
    for (let at = low; at < starts.length && starts[at] < end; at++) if (keys[at]) found.push(own[at]);
    return found;
  };
  return (part) => {
    if (part.length < 2 * GRAM - 1) return 'notFound';
    grams ??= index();
    const starting = new Set<number>();
    for (let shift = 0; shift < GRAM; shift++) {
      // Where the part stands with this shift, each fifth gram of it is indexed: one of them is enough, the rarest.
      let rarest: { readonly offset: number; readonly at: readonly number[] } | undefined;
      for (let offset = shift; offset + GRAM <= part.length; offset += GRAM) {
        const at = grams.get(part.slice(offset, offset + GRAM)) ?? [];
        if (!rarest || at.length < rarest.at.length) rarest = { offset, at };
        if (!at.length) break;
      }
      if (!rarest || rarest.at.length > COMMON) continue;
      for (const at of rarest.at) {
        const start = at - rarest.offset;
        if (start >= 0 && text.startsWith(part, start)) starting.add(start);
      }
    }
    if (!starting.size) return 'notFound';
    const found = [...starting].map((at) => segmentsIn(at, at + part.length));
    const same = found.every((each) => each.join() === found[0].join());
    return same ? found[0] : 'ambiguous';
  };
}

/** Links that share a paragraph become one. */
function joined(links: readonly MatchedLink[]): readonly MatchedLink[] {
  const parent = links.map((_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top];
    for (let next = at; parent[next] !== top; ) [next, parent[next]] = [parent[next], top];
    return top;
  };
  const owners = { zh: new Map<number, number>(), en: new Map<number, number>() };
  links.forEach((link, at) => {
    for (const side of ['zh', 'en'] as const) {
      for (const segment of link[side]) {
        const owner = owners[side].get(segment);
        if (owner === undefined) owners[side].set(segment, at);
        else parent[root(at)] = root(owner);
      }
    }
  });
  const groups = new Map<number, { zh: Set<number>; en: Set<number> }>();
  links.forEach((link, at) => {
    const top = root(at);
    const group = groups.get(top) ?? { zh: new Set(), en: new Set() };
    groups.set(top, group);
    for (const each of link.zh) group.zh.add(each);
    for (const each of link.en) group.en.add(each);
  });
  const ascending = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b);
  return [...groups.values()]
    .map(({ zh, en }) => ({ zh: ascending(zh), en: ascending(en) }))
    .sort((a, b) => a.zh[0] - b.zh[0]);
}
