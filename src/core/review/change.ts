/** Changes of the review file: what each act of a reviewer adds to it and takes out of it. */
import { matchesOf } from '../align/matches';
import type { Lexicon } from '../lexicon/lexicon';
import type { Article, Group, Role, Side } from '../model';
import {
  type AnchorPair,
  type Deciding,
  type Decision,
  decideFinding,
  decideLink,
  decidePair,
  decideRole,
  startThread,
} from './decisions';
import { anchorsOf } from './place';

/** Decisions that are added, changed (by id) or, where undefined, taken back. */
export type Change = ReadonlyMap<string, Decision | undefined>;

/** Both sides of a pair, as indexes of segments. */
export type SegmentPair = Pick<Group, 'zh' | 'en'>;

/** Approves or flags a pair; `undefined` takes back what was said of it. */
export function changePair(
  article: Article,
  group: SegmentPair,
  kind: 'approve' | 'flag' | undefined,
  { remark, ...who }: Deciding & { readonly remark: string },
): Change {
  const change = withdrawn(article, group, ['approve', 'flag']);
  if (kind) put(change, decidePair(kind, anchored(article, group), remark, who));
  return change;
}

/** Links paragraphs by hand. What was decided otherwise of any of them is taken back. */
export function changeLink(article: Article, pair: SegmentPair, who: Deciding): Change {
  const change = withdrawn(article, pair, ['approve', 'flag', 'link', 'role']);
  for (const { decision, zh, en } of article.decided) {
    if (decision.kind !== 'unlink') continue;
    if (zh.some((at) => pair.zh.includes(at)) && en.some((at) => pair.en.includes(at)))
      change.set(decision.id, undefined);
  }
  put(change, decideLink('link', anchored(article, pair), who));
  return change;
}

/** Takes a pair apart: its two sides do not belong together. */
export function changeUnlink(article: Article, pair: SegmentPair, who: Deciding): Change {
  const change = withdrawn(article, pair, ['approve', 'flag', 'link']);
  put(change, decideLink('unlink', anchored(article, pair), who));
  return change;
}

/** Takes one paragraph out of its pair; the rest of the pair stays together where both sides have something left. */
export function changeTakeOut(article: Article, group: SegmentPair, segment: number, who: Deciding): Change {
  const side: Side = group.zh.includes(segment) ? 'zh' : 'en';
  const rest = { ...group, [side]: group[side].filter((at) => at !== segment) };
  if (!rest[side].length) return changeUnlink(article, group, who);
  const change = withdrawn(article, group, ['approve', 'flag', 'link']);
  const gone = { zh: side === 'zh' ? [segment] : group.zh, en: side === 'en' ? [segment] : group.en };
  put(change, decideLink('unlink', anchored(article, gone), who));
  put(change, decideLink('link', anchored(article, rest), who));
  return change;
}

/** Makes one pair of two. */
export function changeMerge(article: Article, a: SegmentPair, b: SegmentPair, who: Deciding): Change {
  const union = (side: Side) => [...new Set([...a[side], ...b[side]])].sort((x, y) => x - y);
  return changeLink(article, { zh: union('zh'), en: union('en') }, who);
}

/** Says what a paragraph is for; `undefined` takes that back. */
export function changeRole(article: Article, segment: number, role: Role | 'free' | undefined, who: Deciding): Change {
  const change = withdrawn(article, { zh: [segment], en: [segment] }, role === 'free' ? ['role', 'link'] : ['role']);
  const anchor = anchorsOf(article).get(segment);
  if (role && anchor) put(change, decideRole(anchor, role, who));
  return change;
}

/** Says that a finding is right as the text stands. */
export function changeFinding(fingerprint: string, reason: string, who: Deciding): Change {
  const decision = decideFinding(fingerprint, reason, who);
  return new Map([[decision.id, decision]]);
}

/** Starts a conversation about a paragraph; undefined where that has no words. */
export function changeThread(
  article: Article,
  segment: number,
  side: Side,
  text: string,
  who: Deciding,
): Change | undefined {
  const anchor = anchorsOf(article).get(segment);
  if (!anchor) return undefined;
  const decision = startThread(side, anchor, text, who);
  return new Map([[decision.id, decision]]);
}

function put(change: Map<string, Decision | undefined>, decision: Decision): void {
  change.set(decision.id, decision);
}

function anchored(article: Article, { zh, en }: SegmentPair): AnchorPair {
  const all = anchorsOf(article);
  const anchors = (segments: readonly number[]) => segments.flatMap((at) => all.get(at) ?? []);
  return { zh: anchors(zh), en: anchors(en) };
}

/** Takes back the decisions of some kinds that are about any of some paragraphs. */
function withdrawn(
  article: Article,
  pair: SegmentPair,
  kinds: readonly Decision['kind'][],
): Map<string, Decision | undefined> {
  const change = new Map<string, Decision | undefined>();
  for (const { decision, zh, en } of article.decided) {
    if (!kinds.includes(decision.kind)) continue;
    if (zh.some((at) => pair.zh.includes(at)) || en.some((at) => pair.en.includes(at)))
      change.set(decision.id, undefined);
  }
  return change;
}

/** So many paragraphs are compared word by word. */
const COMPARED = 60;

/**
 * Paragraphs of the other language that a paragraph may be linked with, the likeliest first: by the words that answer
 * each other among those that stand nearest, what has no counterpart before what has one; then the others by distance.
 */
export function likelyCounterparts(article: Article, segment: number, lexicon: Lexicon): readonly number[] {
  const { segments, sentences, groups } = article;
  const sideOf = (at: number) => sentences[segments[at].sentences[0]]?.side;
  const side = sideOf(segment);
  const linked = new Set(groups.flatMap(({ zh, en }) => [...zh, ...en]));
  const others = segments
    .map((_, at) => at)
    .filter((at) => segments[at].alignable && sideOf(at) !== undefined && sideOf(at) !== side);
  const distance = (at: number) => Math.abs(at - segment);
  const near = others.sort((a, b) => Number(linked.has(a)) - Number(linked.has(b)) || distance(a) - distance(b));
  const score = (at: number) => {
    const [zh, en] = side === 'zh' ? [segment, at] : [at, segment];
    const sets = { zh: segments[zh].sentences, en: segments[en].sentences };
    const weight = matchesOf(article, sets, lexicon).reduce((sum, match) => sum + match.weight, 0);
    const size = segments[at].span.end - segments[at].span.start;
    return weight / (size + 20) - (linked.has(at) ? 0.02 : 0);
  };
  const scored = near.slice(0, COMPARED).map((at) => ({ at, score: score(at) }));
  scored.sort((a, b) => b.score - a.score);
  return [...scored.map(({ at }) => at), ...near.slice(COMPARED)];
}
