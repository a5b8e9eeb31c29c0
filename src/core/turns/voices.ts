/** Who speaks in each sentence: what the steps of {@link ./turns.ts} hand to one another. */
import type { Lexicon } from '../lexicon/lexicon';
import type { Article, Side } from '../model';

/** What the attribution of speech reads of an article. */
export type Spoken = Pick<Article, 'sources' | 'segments' | 'sentences' | 'groups' | 'links'>;

/** What of the dictionary the turns need: readings, with which names are paired, ordinary words, and simplification. */
export type TurnLexicon = Pick<Lexicon, 'syllables' | 'simplify' | 'isDictionaryWord'>;

/** Pinyin without tones of one character, as the dictionary's `syllables` gives it. */
export type Syllables = TurnLexicon['syllables'];

/** A speaker by name, or by what he does. */
export interface Named {
  readonly kind: 'named';
  readonly side: Side;
  readonly name: string;
  readonly role: boolean;
}

/** The voice of a sentence. A name is as the text of `side` gives it, whatever side the sentence is on. */
export type Voice =
  | Named
  /** He or she speaks, and it is not yet known who. */
  | { readonly kind: 'pronoun' }
  /** Somebody speaks in this segment, and the text does not tell who. */
  | { readonly kind: 'somebody'; readonly segment: number }
  /** The author speaks for certain: nothing is carried or projected here. */
  | { readonly kind: 'narration' };

/** By index of {@link Article.sentences}; undefined: nothing is known. */
export type Voices = (Voice | undefined)[];

/** What each side says of its speakers, before it is projected to the other. */
export interface Heard {
  readonly voices: Voices;
  /** Sentences that name their speaker themselves. */
  readonly named: ReadonlySet<number>;
  /** Labels name the speakers: the names are given as the labels have them. */
  readonly labels: boolean;
}

/** The text of a sentence. */
export function sentenceText(article: Spoken, sentence: number): string {
  const { span } = article.sentences[sentence];
  return article.sources[span.source].text.slice(span.start, span.end);
}

/** All sentences of a side, one a line. */
export function sideText(article: Spoken, side: Side): string {
  return article.sentences
    .flatMap((sentence, at) => (sentence.side === side ? sentenceText(article, at) : []))
    .join('\n');
}

/** The voice that all of some sentences share, if every one has it. */
function sharedVoice(voices: Voices, sentences: readonly number[]): Voice | undefined {
  const [first, ...rest] = sentences.map((at) => voices[at]);
  if (first?.kind !== 'named') return undefined;
  return rest.every((voice) => voice && sameVoice(voice, first)) ? first : undefined;
}

/** Do two voices give the same name on the same side? */
function sameVoice(a: Voice, b: Voice): boolean {
  return a.kind === 'named' && b.kind === 'named' ? a.side === b.side && a.name === b.name : a.kind === b.kind;
}

/**
 * Gives sentences without a known name the voice of what they are linked to: by sentence links, and where a sentence
 * has none, by the group, when everything on its other side has one voice. Returns new voices.
 */
export function project(article: Spoken, voices: Voices): Voices {
  const out = [...voices];
  const open = (at: number) => voices[at] === undefined || voices[at]?.kind === 'pronoun';
  const linked = new Set<number>();
  for (const link of article.links) {
    for (const [from, to] of [
      [link.zh, link.en],
      [link.en, link.zh],
    ]) {
      const voice = sharedVoice(voices, from);
      for (const at of to) {
        linked.add(at);
        if (voice && open(at)) out[at] = voice;
      }
    }
  }
  for (const group of article.groups) {
    const [zh, en] = [group.zh, group.en].map((side) => side.flatMap((at) => article.segments[at].sentences));
    for (const [from, to] of [
      [zh, en],
      [en, zh],
    ]) {
      const voice = sharedVoice(voices, from);
      if (voice) for (const at of to) if (!linked.has(at) && open(at)) out[at] = voice;
    }
  }
  return out;
}
