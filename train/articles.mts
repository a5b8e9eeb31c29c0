/**
 * Trains how sure the links of mixed articles are: logistic functions of their signs, on the gold groups of articles as
 * they stand and laid out anew, with a Gaussian prior, by Newton's method. Deterministic.
 */
import { readFileSync } from 'node:fs';
import { type GoldArticle, readArticles } from '../bench/corpus.mts';
import { randomFrom } from '../bench/figures.mts';
import {
  arranged,
  arrangements,
  dressings,
  forms,
  type LaidOut,
  laidOut,
  type Pair,
  sentencePairs,
} from '../bench/forms.mts';
import { type Lexicon, lineAt, segmentArticle, sourceText } from '../src/core';
import { alignArticle } from '../src/core/align/article';
import { GROUP_SIGNS, LINK_SIGNS } from '../src/core/align/confidence';

/** What `weights/articles.json` holds besides what it was trained on: weights of the signs, the constant last. */
export interface ArticleWeights {
  readonly group: readonly number[];
  readonly together: readonly number[];
  readonly link: readonly number[];
}

/** A group or a link that was found, and whether the gold has it. */
export interface Example {
  readonly kind: string;
  readonly source: string;
  readonly signs: readonly number[];
  readonly right: boolean;
  /** Of a link: the signs of its group, which the last of its own comes from. */
  readonly group?: readonly number[];
}

export interface Examples {
  readonly groups: readonly Example[];
  /** The same groups; right are those whose two sides have a part of a gold group in common. */
  readonly together: readonly Example[];
  readonly links: readonly Example[];
}

/** Each arrangement and form is tried on every so many articles; seeds differ from those of the benchmark. */
const EVERY = { arrangement: 3, form: 5 };
/**
 * Most forms have one paragraph against one, and all of them translated: those where many answer one, and those with
 * paragraphs that nobody translated, are tried on all articles.
 */
const OFTEN = /sentence by sentence$|dropped|foreign|lone/;
const SEED = 1000;
/** Sentences whose places in their paragraphs differ by no more than `near` are in step, by `far` they are not. */
const STEP = { near: 0.2, far: 0.45 };
const PRIOR = 0.5;
/** Signs that tell whether the two sides of a group belong together: others gained nothing out of fold. */
const TOGETHER: ReadonlySet<string> = new Set([
  'score',
  'margin × size',
  'orphans',
  'orphans of the side that has fewer',
  'distance',
  'crossed',
]);
const ITERATIONS = 30;

/** Trains on folders in the article format. */
export function trainArticles(folders: readonly string[], lexicon: Lexicon): ArticleWeights {
  return fitted(gather(folders, lexicon));
}

/** Weights for examples. */
export function fitted({ groups, together: parts, links }: Examples): ArticleWeights {
  const group = logistic(groups, GROUP_SIGNS.length);
  const together = logistic(parts, GROUP_SIGNS.length, TOGETHER);
  return { group, together, link: logistic(withOdds(links, together), LINK_SIGNS.length) };
}

/** Links whose last sign is the log odds that their groups belong together, under new weights. */
export function withOdds(links: readonly Example[], weights: readonly number[]): Example[] {
  return links.map((link) => ({
    ...link,
    signs: [...link.signs.slice(0, -1), oddsOf(weights, link.group ?? [])],
  }));
}

/** Log odds under weights, the constant last. */
export function oddsOf(weights: readonly number[], signs: readonly number[]): number {
  return signs.reduce((sum, sign, at) => sum + weights[at] * sign, weights[weights.length - 1]);
}

/** Aligns every article as it stands, and in a sample of other layouts. */
export function gather(folders: readonly string[], lexicon: Lexicon): Examples {
  const groups: Example[] = [];
  const together: Example[] = [];
  const links: Example[] = [];
  const into = { groups, together, links };
  for (const folder of folders) {
    const articles = readArticles(folder).articles.filter((article) => article.form !== 'pair');
    for (const article of articles) {
      if (article.form !== 'interleaved') continue;
      const text = readFileSync(article.files[0], 'utf8').replace(/^\ufeff/, '');
      judge(article, [], { text, groups: article.groups }, lexicon, into);
    }
    const sources = articles.flatMap((article) => {
      const pairs = article.form === 'interleaved' ? pairsOf(article) : [];
      return pairs.length >= 4 ? [{ article, pairs }] : [];
    });
    const others = sources.map(({ pairs }) => pairs);
    Object.entries(arrangements).forEach(([name, arrange], number) => {
      const random = randomFrom(SEED + number);
      sources.forEach(({ article, pairs }, at) => {
        if (!OFTEN.test(name) && at % EVERY.arrangement !== number % EVERY.arrangement) return;
        const layout = arranged(pairs, { arrange, dress: dressings.plain, blank: random() < 0.5, random, others });
        judge(article, pairs, layout, lexicon, into);
      });
    });
    Object.entries(forms).forEach(([name, form], number) => {
      const random = randomFrom(SEED + 100 + number);
      sources.forEach(({ article, pairs }, at) => {
        if (!OFTEN.test(name) && at % EVERY.form !== number % EVERY.form) return;
        judge(article, pairs, laidOut(form(pairs, random, others)), lexicon, into);
      });
    });
  }
  return into;
}

function pairsOf(article: GoldArticle): Pair[] {
  const lines = readFileSync(article.files[0], 'utf8').split(/\r?\n/);
  const text = (numbers: readonly number[]) => numbers.map((line) => lines[line - 1].trim());
  return article.groups
    .map(({ zh, en }) => ({ zh: text(zh), en: text(en) }))
    .filter(({ zh, en }) => zh.length && en.length);
}

/** Aligns one text and notes what was found. */
function judge(
  { kind, source }: GoldArticle,
  pairs: readonly Pair[],
  { text, groups: gold }: LaidOut,
  lexicon: Lexicon,
  into: { groups: Example[]; together: Example[]; links: Example[] },
): void {
  const read = sourceText(text);
  const { segments, sentences, ...rest } = segmentArticle([read], 'prose');
  const steps = alignArticle({ segments, sentences, ...rest }, lexicon, { everyGroup: true });
  let step = steps.next();
  while (!step.done) step = steps.next();
  const linesOf = (found: readonly number[]) => {
    const lines = new Set<number>();
    for (const at of found) {
      const { span } = segments[at];
      for (let line = lineAt(read, span.start); line <= lineAt(read, span.end - 1); line++) lines.add(line + 1);
    }
    return [...lines].sort((a, b) => a - b).join();
  };
  const wanted = new Set(gold.map(({ zh, en }) => `${zh}|${en}`));
  const groupOf = new Map<
    number,
    { right: boolean; signs: readonly number[]; sentences: number; paragraphs: number }
  >();
  /** Where a sentence stands in its side of its group, 0..1. */
  const placeOf = new Map<number, number>();
  const placesIn = (all: readonly number[]) => {
    const lengths = all.map((at) => sentences[at].span.end - sentences[at].span.start);
    const total = lengths.reduce((sum, length) => sum + length, 0);
    let before = 0;
    all.forEach((at, k) => {
      placeOf.set(at, (before + lengths[k] / 2) / total);
      before += lengths[k];
    });
  };
  const goldOf = new Map<string, number>();
  gold.forEach((each, at) => {
    for (const side of ['zh', 'en'] as const) for (const line of each[side]) goldOf.set(`${side}${line}`, at);
  });
  const sameGroup = (zh: number, en: number) => {
    const own = goldOf.get(`zh${linesOf([zh]).split(',')[0]}`);
    return own !== undefined && own === goldOf.get(`en${linesOf([en]).split(',')[0]}`);
  };
  /** Gold groups that found segments of a side have a part in. */
  const goldsOf = (side: 'zh' | 'en', found: readonly number[]) =>
    new Set(
      linesOf(found)
        .split(',')
        .flatMap((line) => goldOf.get(`${side}${line}`) ?? []),
    );
  // Of one paragraph against several nobody has linked the sentences: those that keep step are right.
  const inStep = (link: { readonly zh: readonly number[]; readonly en: readonly number[] }) => {
    const middle = (all: readonly number[]) =>
      all.reduce((sum, at) => sum + (placeOf.get(at) as number), 0) / all.length;
    const off = Math.abs(middle(link.zh) - middle(link.en));
    return off <= STEP.near ? true : off >= STEP.far ? false : undefined;
  };
  for (const group of step.value.groups) {
    const right = wanted.has(`${linesOf(group.zh)}|${linesOf(group.en)}`);
    into.groups.push({ kind, source, signs: group.signs, right });
    const [zhGold, enGold] = (['zh', 'en'] as const).map((side) => goldsOf(side, group[side]));
    if (zhGold.size || enGold.size) {
      const shared = [...zhGold].some((at) => enGold.has(at));
      into.together.push({ kind, source, signs: group.signs, right: shared });
    }
    const sentences = [...group.zh, ...group.en].reduce((sum, at) => sum + segments[at].sentences.length, 0);
    const paragraphs = group.zh.length + group.en.length;
    for (const at of [...group.zh, ...group.en]) groupOf.set(at, { right, signs: group.signs, sentences, paragraphs });
    for (const side of ['zh', 'en'] as const) placesIn(group[side].flatMap((at) => segments[at].sentences));
  }
  for (const link of step.value.links) {
    const [zh, en] = [sentences[link.zh[0]], sentences[link.en[0]]];
    const all = (at: number) => segments[at].sentences;
    let right: boolean | undefined;
    const group = groupOf.get(zh.segment);
    if (!group) continue;
    if (!sameGroup(zh.segment, en.segment)) right = false;
    else if (group.paragraphs > 2) right = inStep(link);
    else if (!group.right) continue;
    else if (link.zh.length + link.en.length === group.sentences) right = true;
    else if (all(zh.segment).length === all(en.segment).length) {
      // One against one where numbers and lengths of the sentences agree; elsewhere nobody has said what is right.
      const pair = pairs.find((candidate) =>
        text.slice(segments[zh.segment].span.start, segments[zh.segment].span.end).includes(candidate.zh.join('')),
      );
      const known = pair && sentencePairs(pair);
      if (known?.length === all(zh.segment).length || all(zh.segment).length === 1) {
        const at = all(zh.segment).indexOf(link.zh[0]);
        right = link.zh.length === 1 && link.en.length === 1 && all(en.segment).indexOf(link.en[0]) === at;
      }
    }
    if (right !== undefined) into.links.push({ kind, source, signs: link.signs, group: group.signs, right });
  }
}

/** Weights under which the examples are most likely, the constant last; signs are scaled while fitting. */
export function logistic(
  examples: readonly Pick<Example, 'signs' | 'right'>[],
  count: number,
  used?: ReadonlySet<string>,
): number[] {
  const scale = new Float64Array(count + 1).fill(1);
  for (let k = 0; k < count; k++) {
    const mean = examples.reduce((sum, { signs }) => sum + signs[k], 0) / examples.length;
    const square = examples.reduce((sum, { signs }) => sum + (signs[k] - mean) ** 2, 0) / examples.length;
    scale[k] = Math.sqrt(square) || 1;
  }
  const scaled = (signs: readonly number[], k: number) => (used && !used.has(GROUP_SIGNS[k]) ? 0 : signs[k] / scale[k]);
  const rows = examples.map(({ signs }) => Float64Array.from(scale, (_, k) => (k < count ? scaled(signs, k) : 1)));
  let weights = new Float64Array(count + 1);
  for (let round = 0; round < ITERATIONS; round++) {
    const gradient = weights.map((weight) => -PRIOR * weight);
    const curvature = Array.from({ length: count + 1 }, (_, k) => {
      const row = new Float64Array(count + 1);
      row[k] = PRIOR;
      return row;
    });
    rows.forEach((row, at) => {
      let value = 0;
      for (let k = 0; k <= count; k++) value += weights[k] * row[k];
      const p = 1 / (1 + Math.exp(-value));
      const error = (examples[at].right ? 1 : 0) - p;
      for (let k = 0; k <= count; k++) {
        gradient[k] += error * row[k];
        for (let q = 0; q <= k; q++) curvature[k][q] += p * (1 - p) * row[k] * row[q];
      }
    });
    for (let k = 0; k <= count; k++) for (let q = k + 1; q <= count; q++) curvature[k][q] = curvature[q][k];
    const step = solved(curvature, gradient);
    weights = weights.map((weight, k) => weight + step[k]);
  }
  return [...weights].map((weight, k) => Math.round((1e4 * weight) / scale[k]) / 1e4);
}

/** Solves a symmetric positive system by elimination. */
function solved(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const rows = matrix.map((row, k) => Float64Array.from([...row, right[k]]));
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    for (let below = k + 1; below < n; below++) {
      const factor = rows[below][k] / rows[k][k];
      for (let q = k; q <= n; q++) rows[below][q] -= factor * rows[k][q];
    }
  }
  const out = new Float64Array(n);
  for (let k = n - 1; k >= 0; k--) {
    let total = rows[k][n];
    for (let q = k + 1; q < n; q++) total -= rows[k][q] * out[q];
    out[k] = total / rows[k][k];
  }
  return out;
}
