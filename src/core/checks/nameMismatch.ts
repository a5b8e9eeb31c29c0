/**
 * `name-mismatch`: a name that one side has and the other has as somebody or something else. A name that the other side
 * leaves out, or gives as “he” or “the country”, is no mistake; so a finding needs two names in linked sentences, one on
 * each side, of which neither can be what the other side has anywhere in the paragraph.
 */
import {
  alikeInSound,
  areRelated,
  ChineseText,
  chineseFormOf,
  EnglishText,
  englishFormOf,
  isForm,
  isTitle,
  isTwoNames,
  mayBe,
} from '../facts/counterparts';
import type { NameMention } from '../facts/names';
import { otherSide } from '../language';
import { englishLemma } from '../lexicon/english';
import type { Lexicon } from '../lexicon/lexicon';
import { nameWords } from '../lexicon/lexicon';
import type { Edit, Fix, Side, Span } from '../model';
import { anchorOf, type Found, message, type PairCheck, related } from './check';
import type { Pair, PairContext, PairLink } from './pair';

/** Below this a link may rather be wrong than its names. */
const SURE_LINK = 0.4;

/** A link of more names than this is a list, and its order tells nothing. */
const MOST_NAMES = 24;

export const nameMismatch: PairCheck = {
  scope: 'pair',
  code: 'name-mismatch',
  severity: 'warning',
  *find(pair, context) {
    const reported = new Set<string>();
    const whole = new Whole(pair, context);
    for (const link of pair.links) {
      if (link.score < SURE_LINK) continue;
      for (const found of conflicts({ pair, link, whole, context })) {
        if (reported.has(found.anchor)) continue;
        reported.add(found.anchor);
        yield found;
      }
    }
  },
};

/** All sentences of a pair, read when they are asked for. */
class Whole {
  private readonly read: { zh?: ChineseText; en?: EnglishText } = {};

  constructor(
    private readonly pair: Pair,
    private readonly context: PairContext,
  ) {}

  get zh(): ChineseText {
    this.read.zh ??= new ChineseText(textOf(this.pair, 'zh').masked, this.context);
    return this.read.zh;
  }

  get en(): EnglishText {
    this.read.en ??= new EnglishText(textOf(this.pair, 'en').masked, this.context);
    return this.read.en;
  }
}

interface Linked {
  readonly pair: Pair;
  readonly link: PairLink;
  readonly whole: Whole;
  readonly context: PairContext;
}

/** Sentences of a side put together, and where they stand. */
interface Joined {
  readonly masked: string;
  /** The span of a stretch of {@link masked}. */
  at(start: number, end: number): Span;
  /** The stretch of {@link masked} that a span is. */
  from(span: Span): { readonly start: number; readonly end: number };
}

function textOf(pair: Pair, side: Side, among: readonly number[] = pair[side].sentences.map((_, at) => at)): Joined {
  const starts: number[] = [];
  let masked = '';
  for (const at of among) {
    starts.push(masked.length);
    masked += `${pair[side].sentences[at].masked}\n`;
  }
  return {
    masked,
    at: (start, end) => {
      let which = starts.length - 1;
      while (which > 0 && starts[which] > start) which--;
      const { span } = pair[side].sentences[among[which]];
      const from = span.start - starts[which];
      return { source: span.source, start: from + start, end: from + end };
    },
    from: (wanted) => {
      const which = among.findIndex((at) => {
        const { span } = pair[side].sentences[at];
        return span.source === wanted.source && span.start <= wanted.start && wanted.end <= span.end;
      });
      const by = starts[which] - pair[side].sentences[among[which]].span.start;
      return { start: wanted.start + by, end: wanted.end + by };
    },
  };
}

/** A name with all its mentions in a link. */
interface Named {
  readonly mention: NameMention;
  readonly all: readonly NameMention[];
}

function* conflicts({ pair, link, whole, context }: Linked): Generator<Found> {
  const text = { zh: textOf(pair, 'zh', link.zh), en: textOf(pair, 'en', link.en) };
  const english = new EnglishText(text.en.masked, context);
  if (!english.mentions.length || english.mentions.length > MOST_NAMES) return;
  const own = { zh: new ChineseText(text.zh.masked, context), en: english };
  if (!own.zh.mentions.length || own.zh.mentions.length > MOST_NAMES) return;
  const zh = byName(own.zh.mentions);
  const en = byName(own.en.mentions);
  const lost = {
    zh: zh.filter(({ mention }) => !own.en.hasCounterpartOf(mention) && !whole.en.hasCounterpartOf(mention)),
    en: en.filter(({ mention }) => !own.zh.hasCounterpartOf(mention) && !whole.zh.hasCounterpartOf(mention)),
  };
  const heard = new Set<Named>();
  for (const z of lost.zh) {
    for (const e of lost.en) {
      if (e.mention.source === 'word' || e.mention.source === 'ordinary') continue;
      if (z.mention.source === 'latin') continue;
      if (!alikeInSound(z.mention, e.mention, context.lexicon)) continue;
      heard.add(z).add(e);
    }
  }
  lost.zh = lost.zh.filter((one) => !heard.has(one));
  lost.en = lost.en.filter((one) => !heard.has(one));
  const met = new Set(
    en
      .filter((one) => !lost.en.includes(one) && one.mention.kind !== 'place')
      .flatMap(({ all }) => all.map(({ run }) => run)),
  );
  lost.en = lost.en.filter(({ mention }) => mention.kind === 'place' || !met.has(mention.run));
  if (!lost.zh.length && !lost.en.length) return;
  const isSpare = (
    one: Named,
    among: readonly Named[],
    { named, same }: { named: boolean; same: (other: Named) => boolean },
  ) => {
    const count = among.filter(same).reduce((sum, { all }) => sum + all.length, 0);
    return named ? count > 0 && count < one.all.length : true;
  };
  // Only a name of the other side that is lost can take the place of one that is not.
  const spare = {
    zh: zh.filter(
      (one) =>
        lost.en.length > 0 &&
        !lost.zh.includes(one) &&
        isSpare(one, en, {
          named: own.en.hasCounterpartOf(one.mention),
          same: (other) => mayBe(one.mention, other.mention, context),
        }),
    ),
    en: en.filter(
      (one) =>
        lost.zh.length > 0 &&
        !lost.en.includes(one) &&
        !own.zh.mayHoldSoundOf(one.mention) &&
        isSpare(one, zh, {
          named: own.zh.hasCounterpartOf(one.mention),
          same: (other) => mayBe(other.mention, one.mention, context),
        }),
    ),
  };
  const rivals: { z: Named; e: Named; most: number }[] = [];
  for (const [sure, left, right] of [
    [true, lost.zh, lost.en],
    [false, spare.zh, lost.en],
    [false, lost.zh, spare.en],
  ] as const) {
    const only = sure && left.length === 1 && right.length === 1;
    for (const z of left) {
      for (const e of right) {
        const sole = sure && isSole(z, left) && isSole(e, right);
        const most = reach(z.mention, e.mention, { context, only, sole });
        if (most === undefined) continue;
        const beside = z.mention.source === 'latin' && isPlain(z.mention.text, context.lexicon) ? zh : lost.zh;
        if (!isAlone(z.mention, beside, text.zh) || !isAlone(e.mention, lost.en, text.en)) continue;
        rivals.push({ z, e, most: sure ? most : Math.min(most, NEAR.usual) });
      }
    }
  }
  if (!rivals.length) return;
  const places = new Places(pair, link, text);
  const [best] = rivals
    .flatMap(({ z, e, most }) =>
      z.all.flatMap((zh) => e.all.map((en) => ({ zh, en, most, distance: places.distance(zh, en) }))),
    )
    .filter(({ distance, most }) => distance <= most)
    .sort((a, b) => Number(b.zh.kind === b.en.kind) - Number(a.zh.kind === a.en.kind) || a.distance - b.distance);
  if (!best) return;
  yield reportOf({ pair, text, zh: best.zh, en: best.en, context });
}

/** How far, in characters, a name may stand from where the other one points: where all else speaks for it, and else. */
const NEAR = { sure: 30, usual: 12, strict: 5 } as const;

const isAcronym = (text: string) => /^[\p{Lu}\d]+s?$/u.test(text) && text.length > 1;

/** Is a name the only one of its kind among some that is known as a name? */
function isSole({ mention }: Named, among: readonly Named[]): boolean {
  return among.every(
    ({ mention: other }) =>
      other === mention || other.kind !== mention.kind || other.source === 'word' || other.source === 'ordinary',
  );
}

/** Does none of some names stand right beside it, as the parts of a full name do? */
function isAlone(mention: NameMention, others: readonly Named[], { masked }: Joined): boolean {
  const touch = (end: number, start: number) => end < start && /^[ -]$/.test(masked.slice(end, start));
  return others.every(({ all }) =>
    all.every(
      ({ source, start, end }) => source === 'word' || !(touch(end, mention.start) || touch(mention.end, start)),
    ),
  );
}

/** A name that starts within so many characters may be a speaker's label. */
const LABEL = 4;

/** Is a Latin name an ordinary word of English, and no name of the dictionary: Rust, Angular? */
function isPlain(text: string, lexicon: Lexicon): boolean {
  const words = nameWords(text);
  return words.every((word) => lexicon.isDictionaryWord(englishLemma(word, lexicon))) && !isForm(words, lexicon);
}

/** How near two names, neither of which the other side has, must stand to be taken for each other; undefined: never. */
function reach(
  zh: NameMention,
  en: NameMention,
  {
    context,
    only,
    sole,
  }: {
    readonly context: PairContext;
    /** No other name is lost on either side; and none of the same kind. */
    readonly only: boolean;
    readonly sole: boolean;
  },
): number | undefined {
  const { lexicon, statistics } = context;
  const used = (word: string) => statistics.counts.get(englishLemma(word, lexicon)) ?? 0;
  if (zh.source === 'ordinary' || isTwoNames(zh, lexicon)) return undefined;
  if (isAcronym(en.text) && (en.source !== 'dictionary' || zh.kind === 'person')) return undefined;
  const novel = en.source === 'dictionary' || en.source === 'document' || used(en.words[0]) <= 1;
  if (zh.source === 'latin') {
    if (!novel || zh.text.length < 2 || /[\d.]/.test(zh.text) || isAcronym(zh.text)) return undefined;
    const plain = { zh: isPlain(zh.text, lexicon), en: isPlain(en.text, lexicon) };
    // 德里克： against [Narrator] is who speaks, and another check's.
    if (plain.en && !plain.zh && zh.start < LABEL && en.start < LABEL) return undefined;
    const own = used(zh.text.toLowerCase());
    if (only && own === 0 && en.source === 'document') return NEAR.sure;
    if (only && own > 0 && en.source !== 'document') return NEAR.usual;
    return only || own > 0 || en.source === 'document' ? NEAR.strict : undefined;
  }
  if (zh.kind === 'other' && isTitle(zh, lexicon) && (en.kind === 'person' || en.words.length === 1)) return undefined;
  if (en.source === 'word' || areRelated(zh, en, context)) return undefined;
  if (alikeInSound(zh, en, lexicon)) return undefined;
  if (en.source === 'unknown' || en.source === 'pinyin') {
    const form = englishFormOf(zh, context);
    const isOwn = (word: string) => !lexicon.isDictionaryWord(englishLemma(word, lexicon));
    const known = zh.kind === 'person' || (form && nameWords(form).every((word) => used(word) > 0 && isOwn(word)));
    return novel && known && zh.kind !== 'place' ? NEAR.usual : undefined;
  }
  if (zh.kind === 'other' && en.kind === 'mixed') return NEAR.strict;
  const sameKind = zh.kind === en.kind || zh.kind === 'mixed' || en.kind === 'mixed';
  if (en.source === 'ordinary') {
    if (!sameKind || zh.kind === 'other') return undefined;
    return zh.kind === 'place' && en.kind === 'place' ? NEAR.sure : NEAR.usual;
  }
  if (!sameKind && (zh.kind === 'place' || en.kind === 'place')) {
    const untold = zh.kind === 'other' ? !isTitle(zh, lexicon) : en.kind === 'other' && en.words.length === 1;
    return untold ? NEAR.usual : undefined;
  }
  if (zh.kind === 'other' && en.kind === 'other') {
    return sole && en.words.length === 1 && !isTitle(zh, lexicon) ? NEAR.sure : NEAR.strict;
  }
  return zh.kind === en.kind && zh.source === 'dictionary' && en.source === 'dictionary' ? NEAR.sure : NEAR.usual;
}

/** Where in the Chinese a stretch of the English of a link should have its translation, by the words around it that match. */
class Places {
  private readonly anchors: readonly { readonly zh: number; readonly en: number }[];

  constructor(
    pair: Pair,
    link: PairLink,
    private readonly text: Readonly<Record<Side, Joined>>,
  ) {
    this.anchors = pair
      .matches(link)
      .flatMap(({ zh, en }) => en.map((span) => ({ zh: middle(text.zh.from(zh)), en: middle(text.en.from(span)) })));
  }

  /** How far, in Chinese characters, a Chinese name stands from where an English one points. */
  distance(zh: NameMention, en: NameMention): number {
    const [z, e] = [middle(zh), middle(en)];
    const scale = this.text.zh.masked.length / this.text.en.masked.length;
    const straight = Math.abs(z - e * scale);
    const near = [...this.anchors]
      .filter((anchor) => anchor.zh < zh.start || anchor.zh > zh.end)
      .sort((a, b) => Math.abs(a.en - e) - Math.abs(b.en - e))
      .slice(0, 3)
      .map((anchor) => Math.abs(anchor.zh + (e - anchor.en) * scale - z))
      .sort((a, b) => a - b);
    return near.length ? near[0] : straight;
  }
}

function middle({ start, end }: { readonly start: number; readonly end: number }): number {
  return (start + end) / 2;
}

function reportOf({
  pair,
  text,
  zh,
  en,
  context,
}: {
  readonly pair: Pair;
  readonly text: Readonly<Record<Side, Joined>>;
  readonly zh: NameMention;
  readonly en: NameMention;
  readonly context: PairContext;
}): Found {
  const place = { zh: spanOf(text.zh, zh), en: spanOf(text.en, en) };
  const side: Side = pair.source === 'en' ? 'zh' : 'en';
  const other = otherSide(side);
  const words = { zh: sliceOf(pair, 'zh', place.zh), en: sliceOf(pair, 'en', place.en) };
  const right = { zh: chineseFormOf(en, context), en: englishFormOf(zh, context) };
  const fixes: Fix[] = [];
  for (const target of pair.source ? [side] : ([side, other] as const)) {
    const name = right[target];
    if (!name) continue;
    const edits: Edit[] = [{ span: place[target], text: name }];
    fixes.push({ kind: 'edit', title: message('fix.name-mismatch', { name, instead: words[target] }), edits });
  }
  return {
    side,
    span: place[side],
    message: message('name-mismatch', words),
    related: [related(other, place[other], 'name-mismatch.counterpart', { name: words[other] })],
    fixes,
    anchor: anchorOf(words.zh, words.en),
  };
}

function spanOf(text: Joined, { start, end }: NameMention): Span {
  return text.at(start, end);
}

function sliceOf(pair: Pair, side: Side, span: Span): string {
  for (const { span: own, text } of pair[side].sentences) {
    if (own.source === span.source && own.start <= span.start && span.end <= own.end) {
      return text.slice(span.start - own.start, span.end - own.start);
    }
  }
  return '';
}

/** Mentions of the same name together, in the order of the first. */
function byName(mentions: readonly NameMention[]): Named[] {
  const names = new Map<string, NameMention[]>();
  for (const mention of mentions) {
    const key = mention.words.length ? mention.words.join(' ') : mention.text;
    const known = names.get(key);
    if (known) known.push(mention);
    else names.set(key, [mention]);
  }
  return [...names.values()].map((all) => ({ mention: all[0], all }));
}
