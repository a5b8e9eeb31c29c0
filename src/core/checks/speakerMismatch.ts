/** `speaker-mismatch`: the two sides of a link name different people as the one who speaks. */
import { otherSide } from '../language';
import type { Person, Side, Span } from '../model';
import type { ArticleCheck, CheckInput } from './check';

/** A person is known when both languages name him in this many links; one alone may be a pair made from the mistake. */
const KNOWN_FROM = 2;

/** Below this a link may rather be wrong than its speaker. */
const SURE_LINK = 0.5;

export const speakerMismatch: ArticleCheck = {
  scope: 'article',
  code: 'speaker-mismatch',
  severity: 'information',
  *find(input) {
    const links = [...input.links].sort((a, b) => a.zh[0] - b.zh[0]);
    const known = agreements(input);
    const reported = new Set<string>();
    for (const link of links) {
      const [zh, en] = [onlyNamed(input, link.zh), onlyNamed(input, link.en)];
      if (!zh || !en || zh.person === en.person || link.score < SURE_LINK) continue;
      const [left, right] = [input.speakers[zh.person], input.speakers[en.person]];
      if (left.kind !== 'person' || right.kind !== 'person' || mayBeOne(left, right)) continue;
      // Somebody whom the two sides agree on elsewhere is here called another name; of two strangers nothing is known.
      const sure = Math.max(known[zh.person], known[en.person]) >= KNOWN_FROM;
      if (!sure || (left.en === null && right.zh === null)) continue;
      // A sentence may tell of two who speak, and each side was read as the other one's.
      if (mentions(input, link.en, left) && mentions(input, link.zh, right)) continue;
      const side: Side = input.source === 'en' ? 'zh' : 'en';
      const [own, other] = side === 'en' ? [en, zh] : [zh, en];
      const names = { own: nameOf(input, own.person, side), other: nameOf(input, other.person, otherSide(side)) };
      const anchor = `${input.segments[input.sentences[own.sentence].segment].id}:${names.own}`;
      if (reported.has(anchor)) continue;
      reported.add(anchor);
      yield {
        side,
        span: placeOf(input, own.sentence, side),
        message: { key: `speaker-mismatch.${side}`, args: names },
        related: [
          {
            side: otherSide(side),
            span: placeOf(input, other.sentence, otherSide(side)),
            message: { key: 'speaker-mismatch.counterpart', args: { name: names.other } },
          },
        ],
        anchor,
      };
    }
  },
};

interface NamedPerson {
  readonly person: number;
  readonly sentence: number;
}

/** The person whom some sentences name as their speaker, if all that name one name the same. */
function onlyNamed({ naming }: CheckInput, sentences: readonly number[]): NamedPerson | undefined {
  let found: NamedPerson | undefined;
  for (const sentence of sentences) {
    const person = naming[sentence];
    if (person === undefined) continue;
    if (found && found.person !== person) return undefined;
    found ??= { person, sentence };
  }
  return found;
}

/** In how many links both sides name each person. */
function agreements(input: CheckInput): number[] {
  const counts: number[] = new Array(input.speakers.length).fill(0);
  for (const link of input.links) {
    const [zh, en] = [onlyNamed(input, link.zh), onlyNamed(input, link.en)];
    if (zh && zh.person === en?.person) counts[zh.person]++;
  }
  return counts;
}

/** Do the names of two people share a word or the larger part of a name, so that they may be one? */
function mayBeOne(a: Person, b: Person): boolean {
  const words = ({ en, variants }: Person) =>
    new Set(
      [en ?? '', ...variants.en].flatMap((name) =>
        name
          .toLowerCase()
          .split(/[\s.-]+/)
          .filter(Boolean),
      ),
    );
  const own = words(a);
  if ([...words(b)].some((word) => own.has(word))) return true;
  const parts = ({ zh, variants }: Person) => [zh ?? '', ...variants.zh].flatMap((name) => name.split(/[·•]/));
  const others = parts(b).filter((part) => part.length > 1);
  return parts(a).some(
    (part) => part.length > 1 && others.some((other) => part.includes(other) || other.includes(part)),
  );
}

/** Does the text of some sentences hold a name of a person? */
function mentions({ sources, sentences }: CheckInput, among: readonly number[], { variants }: Person): boolean {
  return among.some((at) => {
    const { side, span } = sentences[at];
    const text = sources[span.source].text.slice(span.start, span.end);
    return variants[side].some((name) => text.includes(name));
  });
}

function nameOf({ speakers }: CheckInput, person: number, side: Side): string {
  const { zh, en } = speakers[person];
  return (side === 'zh' ? (zh ?? en) : (en ?? zh)) ?? '';
}

/** The name in the sentence, else the sentence. */
function placeOf(input: CheckInput, sentence: number, side: Side): Span {
  const { span } = input.sentences[sentence];
  const { variants } = input.speakers[input.naming[sentence]!];
  const text = input.sources[span.source].text.slice(span.start, span.end);
  for (const name of [...variants[side]].sort((a, b) => b.length - a.length)) {
    const at = text.indexOf(name);
    if (at >= 0) return { ...span, start: span.start + at, end: span.start + at + name.length };
  }
  return span;
}
