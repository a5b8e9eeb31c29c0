/** Who speaks where: the door of the attribution of speech. */
import type { Article, Person, Side, Span, Turn } from '../model';
import { endsTurns, labelVoices } from './labels';
import { type Identity, pairSpeakers } from './pairing';
import { reportedVoices } from './reported';
import { EN_TITLES, ZH_TITLES } from './titles';
import { type Named, project, type Spoken, type TurnLexicon, type Voices } from './voices';

/**
 * The turns of an article, in document order.
 *
 * Steps: transcripts are read by their labels ({@link ./labels.ts}), else reported speech by its cues
 * ({@link ./reported.ts}); what one side tells is projected to the other along the links; names are paired
 * ({@link ./pairing.ts}).
 *
 * One side leads: a turn is an unbroken stretch of one speaker there, and has with it whatever is linked to it on the
 * other side, wherever that stands. So a lead sentence that translates a later paragraph belongs to the turn of that
 * paragraph, and the turns of an article in two files or two blocks have both languages. `spans` need not be adjacent:
 * first, in document order, those of the stretch that the turn has to itself, then those that stand elsewhere.
 * Narration, a heading or another speaker ends a turn; speech that is linked to nothing joins the turn next to it on
 * its side, or is one by itself.
 */
export function findTurns(article: Spoken, lexicon?: TurnLexicon): WhoSpeaks {
  const text = article.sources.map(({ text }) => (lexicon ? simplifiedLines(text, lexicon) : text));
  // The cues are known in simplified characters. The lengths are equal, so that offsets hold in both.
  const read = { ...article, sources: article.sources.map((source, at) => ({ ...source, text: text[at] })) };
  const heard = labelVoices(read, lexicon) ?? reportedVoices(read, lexicon);
  const voices = project(read, heard.voices);
  if (!voices.some((voice) => voice?.kind === 'named' || voice?.kind === 'somebody'))
    return { turns: [], speakers: [], naming: [] };
  const identityOf = pairSpeakers(read, heard, lexicon);
  const somebody = somebodies(article);
  const speakers = voices.map((voice) => {
    if (voice?.kind === 'named') return identityOf(voice);
    return voice?.kind === 'somebody' ? somebody(voice.segment) : undefined;
  });
  const lead = leadingSide(article, heard.voices);
  const turnOf = stretches(article, speakers, lead);
  attach(article, { speakers, turnOf, lead });
  const spoken = assemble(article, { speakers, turnOf, lead });
  const naming = [...heard.named].map((at) => ({ at, identity: identityOf(heard.voices[at] as Named) }));
  return withPeople(spoken, { original: article, read, naming });
}

/** What the attribution of speech adds to an article. */
export type WhoSpeaks = Pick<Article, 'turns' | 'speakers' | 'naming'>;

/** A turn before the people are numbered. */
type SpokenTurn = Pick<Turn, 'segments' | 'spans'> & { readonly identity: Identity };

/** Numbers the people in the order in which they first speak, and gives all names as they stand in the text. */
function withPeople(
  spoken: readonly SpokenTurn[],
  known: {
    readonly original: Spoken;
    readonly read: Spoken;
    readonly naming: readonly { readonly at: number; readonly identity: Identity }[];
  },
): WhoSpeaks {
  const { original, read, naming } = known;
  const isKnown = ({ zh, en }: Identity) => zh !== null || en !== null;
  const identities = [...new Set(spoken.map(({ identity }) => identity))].filter(isKnown);
  const numbers = new Map(identities.map((identity, at) => [identity, at]));
  const speakers = identities.map((identity): Person => {
    const { zh, en, role } = identity;
    return {
      zh: asItStands(zh, read, original),
      en: asItStands(en, read, original),
      kind: role ? 'role' : 'person',
      variants: {
        zh: variantsOf(identity, 'zh', { original, read }),
        en: variantsOf(identity, 'en', { original, read }),
      },
      turns: spoken.flatMap((turn, at) => (turn.identity === identity ? at : [])),
    };
  });
  const turns = spoken.map(({ identity, segments, spans }): Turn => {
    const person = numbers.get(identity);
    const { zh, en } = person === undefined ? identity : speakers[person];
    return { speaker: { zh, en }, person, segments, spans };
  });
  const names: (number | undefined)[] = new Array(original.sentences.length).fill(undefined);
  for (const { at, identity } of naming) names[at] = numbers.get(identity);
  return { turns, speakers, naming: names };
}

/** Somebody of whom the text tells no name: the same one in a paragraph and its counterpart. */
function somebodies({ groups }: Spoken): (segment: number) => Identity {
  const places = new Map<number, number>();
  for (const { zh, en } of groups) for (const at of [...zh, ...en]) places.set(at, Math.min(zh[0], en[0]));
  const known = new Map<number, Identity>();
  return (segment) => {
    const place = places.get(segment) ?? segment;
    const identity = known.get(place) ?? { zh: null, en: null, role: false, forms: { zh: new Set(), en: new Set() } };
    known.set(place, identity);
    return identity;
  };
}

/** So many English titles belong to the name after them; in a longer row each would be read to its end. */
const MOST_TITLES = 5;

/** All forms of a person's name in the text of a side, with the titles beside them, in the order of their first use. */
function variantsOf(
  { forms, role }: Identity,
  side: Side,
  { original, read }: { readonly original: Spoken; readonly read: Spoken },
): readonly string[] {
  const names = [...forms[side]].sort((a, b) => b.length - a.length);
  if (!names.length) return [];
  const words = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  const inText = new RegExp(
    side === 'zh'
      ? `(?:${role ? '(?!)' : `国家|${ZH_TITLES}`})?(?:${role ? '(?!)' : ZH_TITLES})?(?:${words})(?:${role ? '(?!)' : ZH_TITLES})?`
      : `(?<!\\p{L})(?:(?:${role ? '(?!)' : EN_TITLES})\\.?\\s){0,${MOST_TITLES}}(?:${words})(?!\\p{L})`,
    'gu',
  );
  const found = new Map<string, number>();
  for (const { side: own, span } of read.sentences) {
    if (own !== side) continue;
    for (const match of read.sources[span.source].text.slice(span.start, span.end).matchAll(inText)) {
      const start = span.start + match.index;
      const form = original.sources[span.source].text.slice(start, start + match[0].length).replace(/\s+/g, ' ');
      found.set(form, (found.get(form) ?? 0) + 1);
    }
  }
  // What was read from a label may stand outside of the sentences.
  return found.size ? [...found.keys()] : names.map((name) => asItStands(name, read, original) ?? name);
}

/** Line by line: what stands on one line says nothing of another. */
function simplifiedLines(text: string, { simplify }: TurnLexicon): string {
  return text.replace(/[^\n]+/g, (line) => simplify(line));
}

function asItStands(name: string | null, read: Spoken, { sources }: Spoken): string | null {
  if (name === null) return null;
  const at = read.sources.findIndex(({ text }) => text.includes(name));
  if (at < 0) return name;
  const start = read.sources[at].text.indexOf(name);
  return sources[at].text.slice(start, start + name.length);
}

type Speakers = readonly (Identity | undefined)[];

/** The side that names more of its speakers itself; of equals the one that comes first. */
function leadingSide(article: Spoken, own: Voices): Side {
  let balance = 0;
  own.forEach((voice, at) => {
    if (voice?.kind === 'named' && voice.side === article.sentences[at].side) balance += voice.side === 'zh' ? 1 : -1;
  });
  if (balance) return balance > 0 ? 'zh' : 'en';
  return article.sentences[0].side;
}

/** Numbers the turns along one side; -1 for sentences in none. */
function stretches(article: Spoken, speakers: Speakers, lead: Side): number[] {
  const turnOf: number[] = new Array(article.sentences.length).fill(-1);
  let turn = -1;
  let last: Identity | undefined;
  for (const segment of article.segments) {
    if (endsTurns(article, segment) && !segment.sentences.some((at) => speakers[at])) last = undefined;
    for (const at of segment.sentences) {
      if (article.sentences[at].side !== lead) continue;
      const speaker = speakers[at];
      if (speaker && speaker !== last) turn++;
      if (speaker) turnOf[at] = turn;
      if (speaker || segment.role === 'body') last = speaker;
    }
  }
  return turnOf;
}

/** Gives the other side's sentences the turns of what they are linked to, then of their neighbours. */
function attach(
  article: Spoken,
  state: { readonly speakers: Speakers; readonly turnOf: number[]; readonly lead: Side },
): void {
  const { speakers, turnOf, lead } = state;
  let turns = turnOf.reduce((most, turn) => Math.max(most, turn), -1) + 1;
  const join = (sentences: readonly number[], counterparts: readonly number[]) => {
    for (const at of sentences) {
      if (turnOf[at] >= 0 || !speakers[at]) continue;
      const partner = counterparts.find((other) => turnOf[other] >= 0 && speakers[other] === speakers[at]);
      if (partner !== undefined) turnOf[at] = turnOf[partner];
    }
  };
  for (const link of article.links) join(lead === 'zh' ? link.en : link.zh, lead === 'zh' ? link.zh : link.en);
  for (const group of article.groups) {
    const [zh, en] = [group.zh, group.en].map((side) => side.flatMap((at) => article.segments[at].sentences));
    join(lead === 'zh' ? en : zh, lead === 'zh' ? zh : en);
  }
  const rest = article.sentences.flatMap(({ side }, at) => (side === lead ? [] : [at]));
  rest.forEach((at, index) => {
    if (turnOf[at] >= 0 || !speakers[at]) return;
    const near = [rest[index - 1], rest[index + 1]].find(
      (other) => other !== undefined && turnOf[other] >= 0 && speakers[other] === speakers[at],
    );
    turnOf[at] = near === undefined ? turns++ : turnOf[near];
  });
}

function assemble(
  article: Spoken,
  state: { readonly speakers: Speakers; readonly turnOf: readonly number[]; readonly lead: Side },
): readonly SpokenTurn[] {
  const { speakers, turnOf } = state;
  const members = new Map<number, number[]>();
  turnOf.forEach((turn, at) => {
    if (turn < 0) return;
    const own = members.get(turn);
    if (own) own.push(at);
    else members.set(turn, [at]);
  });
  const places = placesOf(article, state);
  return [...members]
    .sort(([a], [b]) => places.get(a)! - places.get(b)! || a - b)
    .map(([turn, sentences]) => {
      const segments = [...new Set(sentences.map((at) => article.sentences[at].segment))].sort((a, b) => a - b);
      const home = stretchAround(article, turnOf, { turn, at: places.get(turn)! });
      const isHome = (at: number) => at >= home.from && at <= home.to;
      const spans = [isHome, (at: number) => !isHome(at)].flatMap((isHere) =>
        segments.flatMap((segment) => spansIn(article, segment, (at) => turnOf[at] === turn && isHere(at))),
      );
      return { identity: speakers[sentences[0]]!, segments, spans };
    });
}

/** The sentences around the start of a turn, both ends included, among which no other turn has any. */
function stretchAround(
  article: Spoken,
  turnOf: readonly number[],
  start: { readonly turn: number; readonly at: number },
): { readonly from: number; readonly to: number } {
  const { turn, at } = start;
  const { source } = article.sentences[Math.max(0, at)].span;
  const belongs = (other: number) =>
    article.sentences[other]?.span.source === source && (turnOf[other] === turn || turnOf[other] === -1);
  let from = at;
  while (belongs(from - 1)) from--;
  let to = at;
  while (belongs(to + 1)) to++;
  return { from, to };
}

/** Where each turn begins, as an index of sentences: on the leading side, or after what stands before it. */
function placesOf(
  article: Spoken,
  { turnOf, lead }: { readonly turnOf: readonly number[]; readonly lead: Side },
): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  turnOf.forEach((turn, at) => {
    if (turn >= 0 && article.sentences[at].side === lead && !places.has(turn)) places.set(turn, at);
  });
  const apart = article.sources.length > 1;
  let before = -1;
  turnOf.forEach((turn, at) => {
    if (article.sentences[at].side === lead || turn < 0) return;
    if (!places.has(turn)) places.set(turn, apart ? before : at);
    before = places.get(turn)!;
  });
  return places;
}

/** The parts of a segment that are in a turn: the whole segment, or runs of its sentences. */
function spansIn(article: Spoken, segment: number, isIn: (sentence: number) => boolean): Turn['spans'] {
  const { span, sentences } = article.segments[segment];
  const { side } = article.sentences[sentences[0]];
  if (sentences.every((at) => isIn(at) && article.sentences[at].side === side)) return [{ side, span }];
  const spans: { side: Side; span: Span }[] = [];
  let previous = -2;
  for (const at of sentences) {
    if (!isIn(at)) continue;
    const { side, span } = article.sentences[at];
    const last = spans.at(-1);
    if (last && previous === at - 1 && last.side === side) last.span = { ...last.span, end: span.end };
    else spans.push({ side, span });
    previous = at;
  }
  return spans;
}
