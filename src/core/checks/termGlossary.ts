/**
 * `term-glossary`: a term of the user's glossary whose translation, on the other side of the pair, is none of those that
 * the glossary gives; or one that it forbids. Where it is known which language is the original, its terms are looked for.
 */
import { hasVariant, type TermPlace, termsIn } from '../glossary/find';
import type { Glossary, GlossaryEntry } from '../glossary/glossary';
import { otherSide } from '../language';
import type { Fix, Side, Span } from '../model';
import { anchorOf, type Found, message, type PairCheck, related, within } from './check';
import type { Pair, PairContext } from './pair';

export const termGlossary: PairCheck = {
  scope: 'pair',
  code: 'term-glossary',
  severity: 'warning',
  *find(pair, context) {
    const { glossary } = context;
    if (!glossary) return;
    const places = { zh: placesOf(pair, 'zh', glossary, context), en: placesOf(pair, 'en', glossary, context) };
    const told = new Set<GlossaryEntry>();
    for (const side of ['zh', 'en'] as const) yield* forbiddenOn(side, { pair, places, told });
    for (const side of ['zh', 'en'] as const) {
      if (pair.source === undefined || pair.source === side) {
        yield* untranslatedOf(side, { pair, places, told, know: { glossary, lexicon: context.lexicon } });
      }
    }
  },
};

/** A term, and the sentence of its side that it stands in. */
interface Placed extends TermPlace {
  readonly sentence: number;
  readonly span: Span;
  readonly words: string;
}

interface Looking {
  readonly pair: Pair;
  readonly places: Readonly<Record<Side, readonly Placed[]>>;
  /** Entries that something has been said of: once for each is enough. */
  readonly told: Set<GlossaryEntry>;
}

function placesOf(pair: Pair, side: Side, glossary: Glossary, { lexicon }: PairContext): Placed[] {
  return pair[side].sentences.flatMap(({ masked, text, span }, sentence) =>
    termsIn(masked, side, { glossary, lexicon }).map((place) => ({
      ...place,
      sentence,
      span: within(span, place.start, place.end),
      words: text.slice(place.start, place.end),
    })),
  );
}

/** Variants that the glossary forbids, where the other side has the term that they translate. */
function* forbiddenOn(side: Side, { pair, places, told }: Looking): Generator<Found> {
  const other = otherSide(side);
  for (const place of places[side]) {
    if (place.allowed.length) continue;
    for (const entry of place.forbidden) {
      const term = places[other].find(({ allowed, forbidden }) => allowed.includes(entry) || forbidden.includes(entry));
      if (!term) continue;
      told.add(entry);
      const wanted = inCaseOf(place, entry[side][0]);
      const fix: Fix = {
        kind: 'edit',
        title: message('fix.term-glossary', { wanted, instead: place.words }),
        edits: [{ span: place.span, text: wanted }],
      };
      yield {
        side,
        span: place.span,
        message: withNote('term-glossary.forbidden', entry, { term: place.words, wanted: listed(entry[side]) }),
        related: [related(other, term.span, 'term-glossary.term', { term: term.words })],
        fixes: [fix],
        anchor: anchorOf('forbidden', place.words, pair[side].sentences[place.sentence].text),
      };
      break;
    }
  }
}

/** Terms of a side of which the other side has no translation that the glossary knows. */
function* untranslatedOf(
  side: Side,
  { pair, places, told, know }: Looking & { readonly know: Parameters<typeof hasVariant>[3] },
): Generator<Found> {
  const other = otherSide(side);
  const text = pair[other].sentences.map(({ masked }) => masked).join('\n');
  for (const place of places[side]) {
    // A term of several entries is right with the translation of any.
    if (!place.allowed.length || place.allowed.some((entry) => told.has(entry))) continue;
    if (place.allowed.some((entry) => hasVariant(text, other, entry, know))) continue;
    const [entry] = place.allowed;
    told.add(entry);
    yield {
      side,
      span: place.span,
      message: withNote('term-glossary.missing', entry, {
        term: place.words,
        wanted: listed(place.allowed.flatMap((one) => one[other])),
      }),
      related: counterpartsOf(pair, side, place.sentence).map((span) => related(other, span, 'term-glossary.place')),
      anchor: anchorOf('missing', place.words, pair[side].sentences[place.sentence].text),
    };
  }
}

/** Where the translation of a sentence should stand: the sentences linked with it, else all of the other side. */
function counterpartsOf(pair: Pair, side: Side, sentence: number): readonly Span[] {
  const other = otherSide(side);
  const linked = pair.links.filter((link) => link[side].includes(sentence)).flatMap((link) => link[other]);
  if (!linked.length) return pair[other].segments.map(({ span }) => span);
  return linked.map((at) => pair[other].sentences[at].span);
}

const MOST_LISTED = 3;

function listed(variants: readonly string[]): string {
  return [...new Set(variants)].slice(0, MOST_LISTED).join(' / ');
}

function withNote(key: string, { note }: GlossaryEntry, args: Readonly<Record<string, string>>) {
  return note ? message(`${key}.note`, { ...args, note }) : message(key, args);
}

/** The preferred variant as the one that it replaces is written: capital at the beginning, or all in capitals. */
function inCaseOf({ words, variant }: Placed, wanted: string): string {
  const isLoud = (text: string) => text.length > 1 && text === text.toUpperCase() && text !== text.toLowerCase();
  if (isLoud(words) && !isLoud(variant)) return wanted.toUpperCase();
  const begins = /^\p{Lu}/u.test(words) && !/^\p{Lu}/u.test(variant) && /^\p{Ll}/u.test(wanted);
  return begins ? wanted[0].toUpperCase() + wanted.slice(1) : wanted;
}
