/**
 * `term-inconsistent`: a name or a term that the document translates in one way nearly everywhere, and in another here
 * and there. Verbs and common words vary on purpose; so only names are looked at, and terms of several characters.
 */

import type { Statistics } from '../align/statistics';
import { alikeInSound, alikeSpelt, isDemonym, isForm, isFormOf, mayBe } from '../facts/counterparts';
import { chineseMentions, englishMentions, type NameKnowledge, type NameMention } from '../facts/names';
import { otherSide } from '../language';
import { chineseTokens } from '../lexicon/chinese';
import type { Link, Sentence, Side, Span } from '../model';
import { type ArticleCheck, anchorOf, type CheckInput, type Found, message, related } from './check';

/** A translation rules when it stands in so many links, and in this share of all. */
const RULES_FROM = { links: 3, share: 0.6 } as const;
/** The other one stands in at most this share of them. */
const STRAYS_TO = 0.34;
/** Below this a link may rather be wrong. */
const SURE_LINK = 0.5;
/** Longer sentences, of lists and tables, tell nothing of what translates what. */
const MOST_NAMES = 12;
const MOST_RELATED = 8;

export const termInconsistent: ArticleCheck = {
  scope: 'article',
  code: 'term-inconsistent',
  severity: 'information',
  *find(input) {
    const { statistics, lexicon } = input;
    if (!statistics) return;
    const know = { lexicon, statistics };
    const links = input.links
      .filter(({ score }) => score >= SURE_LINK)
      .sort((a, b) => a.zh[0] - b.zh[0])
      .map((link) => readLink(input, link, know));
    const found = [...strays(links, 'zh', know), ...strays(links, 'en', know)];
    const told = new Set<string>();
    for (const one of found.sort((a, b) => a.places[0].span.start - b.places[0].span.start)) {
      if (told.has(one.anchor)) continue;
      told.add(one.anchor);
      yield reportOf(one);
    }
  },
};

/** A name in a link. */
interface Placed {
  readonly mention: NameMention;
  readonly span: Span;
}

type ReadLink = Readonly<Record<Side, readonly Placed[]>>;

/** Sentences read before under the same statistics: an edit makes only those that it touched be read again. */
const remembered = new WeakMap<Statistics, Map<string, readonly NameMention[]>>();

function mentionsOf(side: Side, text: string, know: NameKnowledge): readonly NameMention[] {
  let known = remembered.get(know.statistics);
  if (!known) {
    known = new Map();
    remembered.set(know.statistics, known);
  }
  const key = `${side} ${text}`;
  let mentions = known.get(key);
  if (!mentions) {
    mentions =
      side === 'zh'
        ? chineseMentions(text, chineseTokens(text, know.lexicon, know.statistics.terms.names), know)
        : englishMentions(text, know);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, mentions);
  }
  return mentions;
}

const MOST_REMEMBERED = 50_000;

function readLink(input: CheckInput, link: Link, know: NameKnowledge): ReadLink {
  const read = (side: Side, sentences: readonly number[]) =>
    sentences.flatMap((at) => {
      const { span }: Sentence = input.sentences[at];
      const text = input.masked[span.source].slice(span.start, span.end);
      return mentionsOf(side, text, know).map((mention) => ({
        mention,
        span: { source: span.source, start: span.start + mention.start, end: span.start + mention.end },
      }));
    });
  return { zh: read('zh', link.zh), en: read('en', link.en) };
}

const keyOf = ({ text, words }: NameMention) => (words.length ? words.join(' ') : text);

/** A name, the translation that rules, and the places of another. */
interface Stray {
  readonly side: Side;
  readonly name: string;
  readonly usual: Placed;
  readonly usualLinks: number;
  readonly places: readonly Placed[];
  readonly anchor: string;
}

/** Names of a side that the other side gives in two ways. */
function strays(links: readonly ReadLink[], from: Side, know: NameKnowledge): Stray[] {
  const to = otherSide(from);
  const same = matcher(from, know);
  const names = new Map<string, { mention: NameMention; links: ReadLink[] }>();
  for (const link of links) {
    if (link.zh.length > MOST_NAMES || link.en.length > MOST_NAMES) continue;
    const seen = new Set<string>();
    for (const { mention } of link[from]) {
      const key = keyOf(mention);
      if (seen.has(key) || !canStray(mention)) continue;
      seen.add(key);
      const known = names.get(key);
      if (known) known.links.push(link);
      else names.set(key, { mention, links: [link] });
    }
  }
  const found: Stray[] = [];
  for (const [name, { mention, links: own }] of names) {
    if (own.length < RULES_FROM.links) continue;
    const ways = new Map<string, { at: Placed[]; links: Set<ReadLink> }>();
    for (const link of own) {
      for (const placed of link[to]) {
        if (!same(mention, placed.mention)) continue;
        const way = ways.get(keyOf(placed.mention)) ?? { at: [], links: new Set() };
        way.at.push(placed);
        way.links.add(link);
        ways.set(keyOf(placed.mention), way);
      }
    }
    const [first, ...others] = [...ways].sort((a, b) => b[1].links.size - a[1].links.size);
    if (!first || first[1].links.size < RULES_FROM.links || first[1].links.size < RULES_FROM.share * own.length)
      continue;
    const [usual] = first[1].at;
    const clear = others.filter(
      ([, { at, links: stray }]) =>
        stray.size <= STRAYS_TO * first[1].links.size &&
        [...stray].every((link) => !first[1].links.has(link)) &&
        areTwo({ from, name: mention, usual: usual.mention, other: at[0].mention }, know),
    );
    if (clear.length !== 1) continue;
    const [[, { at: places }]] = clear;
    const pair = [keyOf(usual.mention), keyOf(places[0].mention)];
    found.push({
      side: to,
      name: mention.text,
      usual,
      usualLinks: first[1].links.size,
      places,
      anchor: anchorOf(name, ...pair),
    });
  }
  return found;
}

/** Is a name sure enough to be followed through the document? */
function canStray({ source, text }: NameMention): boolean {
  return (
    text.length > 1 && (source === 'dictionary' || source === 'document' || source === 'pinyin' || source === 'unknown')
  );
}

/** Tells whether a name of one side may be one of the other; each pair of names is looked at once. */
function matcher(from: Side, know: NameKnowledge): (a: NameMention, b: NameMention) => boolean {
  const known = new Map<string, boolean>();
  return (a, b) => {
    const [zh, en] = from === 'zh' ? [a, b] : [b, a];
    if (!(canStray(zh) || zh.source === 'ordinary') || !canStray(en)) return false;
    const key = `${keyOf(zh)}|${keyOf(en)}`;
    let is = known.get(key);
    if (is === undefined) {
      is = mayBe(zh, en, know) || alikeInSound(zh, en, know.lexicon);
      known.set(key, is);
    }
    return is;
  };
}

/** Are two translations of a name really two: neither a short form of the other, nor both in the dictionary for it? */
function areTwo(
  {
    from,
    name,
    usual,
    other,
  }: { readonly from: Side; readonly name: NameMention; readonly usual: NameMention; readonly other: NameMention },
  know: NameKnowledge,
): boolean {
  const { lexicon } = know;
  if (from === 'zh') {
    if (usual.words.some((word) => other.words.some((own) => own === word || isDemonym(word, own)))) return false;
    if (isForm(other.words, lexicon) || other.source === 'dictionary') return false;
    // Two names that look alike are one, written in two ways; else the sound must tell.
    return alikeSpelt(usual.text, other.text) && alikeInSound(name, other, lexicon);
  }
  if (usual.text[0] === other.text[0] || usual.text.includes(other.text) || other.text.includes(usual.text))
    return false;
  return [usual, other].every((one) => isFormOf(one.text, name.words, lexicon) || alikeInSound(one, name, lexicon));
}

function reportOf({ side, name, usual, usualLinks, places, anchor }: Stray): Found {
  const [first, ...more] = places;
  return {
    side,
    span: first.span,
    message: message('term-inconsistent', {
      name,
      here: first.mention.text,
      usual: usual.mention.text,
      count: usualLinks,
    }),
    related: [
      related(side, usual.span, 'term-inconsistent.usual', { name: usual.mention.text }),
      ...more
        .slice(0, MOST_RELATED)
        .map(({ span, mention }) => related(side, span, 'term-inconsistent.again', { name: mention.text })),
    ],
    fixes: [
      {
        kind: 'edit',
        title: message('fix.term-inconsistent', { usual: usual.mention.text }),
        edits: places.map(({ span }) => ({ span, text: usual.mention.text })),
      },
    ],
    anchor,
  };
}
