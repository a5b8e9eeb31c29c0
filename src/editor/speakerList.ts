/** What the Speakers view lists for an article: values, so that showing them is all that is left to do. */
import { type Article, type Person, type Side, type Span, type Speaker, type Turn, turnOpening } from '../core';
import { bothSides, shorten } from './escape';
import type { Words } from './services';

/** One speaker. */
export interface SpeakerEntry {
  /** Stays the same while the text is edited; unique in the list. */
  readonly id: string;
  readonly speaker: Speaker;
  /** Undefined where the text does not tell who speaks. */
  readonly kind: Person['kind'] | undefined;
  /** What else the text calls the speaker. */
  readonly forms: readonly string[];
  readonly turns: readonly TurnEntry[];
}

/** One turn. */
export interface TurnEntry {
  readonly id: string;
  /** Index into {@link Article.turns}. */
  readonly turn: number;
  /** Where it begins, and in which language. */
  readonly span: Span;
  readonly side: Side;
  /** Its first words, shortened; null where that side has none. */
  readonly zh: string | null;
  readonly en: string | null;
}

/** How many code units of a turn a row shows: its line number has to find room in a narrow side bar, too. */
const LENGTHS = { zh: 11, en: 24 };

/** How many code units of a name are shown. */
const LONGEST_NAME = 60;

/**
 * The speakers of an article in the order of their first turn; last, the turns of which the text tells no speaker. With
 * a filter only those that have it in a name.
 */
export function speakerList(article: Article, filter = ''): readonly SpeakerEntry[] {
  const seen = new Map<string, number>();
  const entry = ({
    zh,
    en,
    kind,
    variants,
    turns,
  }: Omit<Person, 'kind'> & Pick<SpeakerEntry, 'kind'>): SpeakerEntry => {
    const speaker = { zh, en };
    const name = `${kind ?? 'unknown'} ${JSON.stringify([zh, en])}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const id = `${name} ${count}`;
    return {
      id,
      speaker,
      kind,
      forms: [...variants.zh, ...variants.en].filter((form) => form !== zh && form !== en),
      turns: turns.map((turn, at) => turnEntry(article, turn, `${id} ${at}`)),
    };
  };
  const unknown = article.turns.flatMap(({ person }, turn) => (person === undefined ? [turn] : []));
  return [
    ...article.speakers
      .filter((person) => isNamed(person, filter))
      .sort((a, b) => a.turns[0] - b.turns[0])
      .map(entry),
    ...(unknown.length && !filter
      ? [entry({ zh: null, en: null, kind: undefined, variants: { zh: [], en: [] }, turns: unknown })]
      : []),
  ];
}

function turnEntry(article: Article, turn: number, id: string): TurnEntry {
  const { spans } = article.turns[turn];
  const [{ span, side }] = spans;
  return { id, turn, span, side, ...turnOpening(article, article.turns[turn], LENGTHS) };
}

/** Does a name of a person or a form of it, in either language, hold this text? */
function isNamed({ zh, en, variants }: Person, text: string): boolean {
  const wanted = fold(text);
  return [zh ?? '', en ?? '', ...variants.zh, ...variants.en].some((name) => fold(name).includes(wanted));
}

/** Without case, accents and differences of width. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** Both names of a speaker as a label; says so where neither is known. */
export function speakerName({ zh, en }: Speaker, words: Words): string {
  const name = (text: string | null) => text && shorten(text, LONGEST_NAME);
  return bothSides({ zh: name(zh), en: name(en) }, ' · ') || words.say('editor.unknownSpeaker');
}

/** All that a turn says on each side, up to about `limit` code units of each. */
export function turnTexts(article: Article, { spans }: Turn, limit: number): Readonly<Record<Side, string>> {
  const text = (side: Side) => {
    let out = '';
    for (const part of spans) {
      if (part.side !== side || out.length > limit) continue;
      const { source, start, end } = part.span;
      out += `${out && '\n'}${article.sources[source].text.slice(start, Math.min(end, start + limit + 1))}`;
    }
    return shorten(out, limit);
  };
  return { zh: text('zh'), en: text('en') };
}
