/**
 * npm run train:omissions -- ARTICLES...: weights of the signs of an omission (src/core/checks/omittedSentence.ts), from
 * folders in the article format. Sentences are taken out of one side of articles that are taken to be whole; what the
 * check would look at is labelled by whether its counterpart was taken out. Prints the weights, and what they find when
 * the articles of one source are left out of the fit. Deterministic.
 */
import { readFileSync } from 'node:fs';
import { readArticles } from '../bench/corpus.mts';
import { randomFrom } from '../bench/figures.mts';
import { readLexicon } from '../bench/lexicon.mts';
import { type Article, analyse, defaultSettings, formatOf, type Side, type Span, sourceText } from '../src/core';
import { OMISSION_SIGNS, omissionsIn } from '../src/core/checks/omissions';
import { pairOf } from '../src/core/checks/pair';
import { logistic, oddsOf } from './articles.mts';

const ROUNDS = 6;
/** Share of the groups that lose a sentence in a round. */
const SHARE = 0.15;
/** Sentences that are taken out, and their counterparts, have at least so many characters. */
const LEAST: Readonly<Record<Side, number>> = { zh: 8, en: 25 };
const SURE_LINK = 0.9;
/** Numbers of false findings, over all articles as they are, at which the share found is printed. */
const FALSE = [1, 2, 3, 5, 8, 12, 20];

interface Loss {
  readonly side: Side;
  readonly removed: Span;
  readonly counterpart: Span;
  /** Characters of the white space after it that go with it. */
  readonly space: number;
}

interface Example {
  readonly article: string;
  readonly source: string;
  readonly free: boolean;
  readonly signs: readonly number[];
  readonly right: boolean;
  /** Of the article as it is. */
  readonly clean: boolean;
  /** The loss that it belongs to, where there is one. */
  readonly loss: string | undefined;
  readonly text: string;
}

const lexicon = readLexicon();
const examples: Example[] = [];
const losses = new Map<string, string>();

function read(texts: readonly string[], file: string): Article {
  return analyse({ sources: texts.map(sourceText), format: formatOf(file), lexicon, settings: defaultSettings });
}

function pairsOf(article: Article) {
  const input = { ...article, lexicon, settings: defaultSettings, glossary: undefined };
  return article.groups.map((group) => {
    const own = new Set(group.zh);
    const links = article.links.filter(({ zh }) => own.has(article.sentences[zh[0]].segment));
    return pairOf(input, group, links);
  });
}

function chooseLosses(article: Article, random: () => number): Loss[] {
  return pairsOf(article).flatMap((pair): Loss[] => {
    if (Math.min(pair.zh.sentences.length, pair.en.sentences.length) < 2 || random() > SHARE) return [];
    const links = pair.links.filter(({ zh, en, score }) => {
      if (zh.length > 1 || en.length > 1 || score < SURE_LINK) return false;
      return pair.zh.sentences[zh[0]].text.length >= LEAST.zh && pair.en.sentences[en[0]].text.length >= LEAST.en;
    });
    const link = links[Math.floor(random() * links.length)];
    if (!link) return [];
    const side: Side = random() < 0.5 ? 'zh' : 'en';
    const [own, other] = side === 'zh' ? [pair.zh, pair.en] : [pair.en, pair.zh];
    const removed = own.sentences[link[side][0]].span;
    const counterpart = other.sentences[link[side === 'zh' ? 'en' : 'zh'][0]].span;
    const rest = article.sources[removed.source].text.slice(removed.end);
    return [{ side, removed, counterpart, space: /^[ \t]*/.exec(rest)?.[0].length ?? 0 }];
  });
}

/** The texts without what is lost, and where what stood at an offset of the old ones stands now. */
function without(texts: readonly string[], lost: readonly Loss[]) {
  const cuts = lost.map(({ removed, space }) => ({ ...removed, end: removed.end + space }));
  const ordered = [...cuts].sort((a, b) => b.start - a.start);
  const shorter = texts.map((text, source) =>
    ordered
      .filter((cut) => cut.source === source)
      .reduce((out, { start, end }) => out.slice(0, start) + out.slice(end), text),
  );
  const moved = ({ source, start, end }: Span): Span => {
    const by = cuts.reduce(
      (sum, cut) => sum + (cut.source === source && cut.end <= start ? cut.end - cut.start : 0),
      0,
    );
    return { source, start: start - by, end: end - by };
  };
  return { shorter, moved };
}

function gather(
  id: string,
  source: string,
  article: Article,
  lost: readonly { name: string; side: Side; counterpart: Span }[],
) {
  const { statistics } = article;
  if (!statistics) return;
  const inside = (a: Span, b: Span) => a.source === b.source && a.start < b.end && b.start < a.end;
  for (const pair of pairsOf(article)) {
    const segments = [...pair.zh.segments, ...pair.en.segments];
    const loss = lost.find(({ counterpart }) => segments.some(({ span }) => inside(span, counterpart)));
    for (const { side, sentences, free, signs } of omissionsIn(pair, { statistics, lexicon })) {
      const own = sentences.map((at) => pair[side].sentences[at]);
      const right = loss !== undefined && own.every(({ span }) => inside(span, loss.counterpart));
      const text = own
        .map(({ text }) => text)
        .join(' ')
        .slice(0, 90);
      examples.push({ article: id, source, free, signs, right, clean: !lost.length, loss: loss?.name, text });
    }
  }
}

for (const folder of process.argv.slice(2).filter((argument) => !argument.startsWith('-'))) {
  readArticles(folder).articles.forEach((gold, number) => {
    const texts = gold.files.map((file) => readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
    const article = read(texts, gold.files[0]);
    const source = gold.id
      .split('-')
      .slice(0, gold.id.startsWith('docs') ? 2 : 1)
      .join('-');
    gather(gold.id, source, article, []);
    for (let round = 0; round < ROUNDS; round++) {
      const lost = chooseLosses(article, randomFrom(1000 * round + number));
      if (!lost.length) continue;
      const { shorter, moved } = without(texts, lost);
      const named = lost.map(({ side, counterpart }, at) => ({
        name: `${gold.id} ${round} ${at}`,
        side,
        counterpart: moved(counterpart),
      }));
      for (const { name } of named) losses.set(name, source);
      gather(gold.id, source, read(shorter, gold.files[0]), named);
    }
  });
}

/** Weights for sentences without a link, and for those that share one. */
function fitted(some: readonly Example[]) {
  return {
    free: logistic(
      some.filter(({ free }) => free),
      OMISSION_SIGNS.length,
    ),
    linked: logistic(
      some.filter(({ free }) => !free),
      OMISSION_SIGNS.length,
    ),
  };
}

if (process.argv.includes('--examples')) {
  for (const example of examples) console.log(JSON.stringify(example));
  for (const name of losses.keys()) console.log(JSON.stringify({ loss: name }));
} else {
  const odds = new Map<Example, number>();
  for (const source of new Set(examples.map((one) => one.source))) {
    const weights = fitted(examples.filter((one) => one.source !== source));
    for (const one of examples)
      if (one.source === source) odds.set(one, oddsOf(weights[one.free ? 'free' : 'linked'], one.signs));
  }
  const of = (one: Example) => odds.get(one) as number;
  const clean = examples.filter((one) => one.clean).sort((a, b) => of(b) - of(a));
  const best = new Map<string, number>();
  for (const one of examples)
    if (one.right && one.loss) best.set(one.loss, Math.max(best.get(one.loss) ?? -99, of(one)));
  console.log(
    `${losses.size} sentences taken out, ${best.size} of them looked at; ${clean.length} looked at in whole articles`,
  );
  for (const count of FALSE) {
    const least = of(clean[count]);
    const found = [...best.values()].filter((value) => value > least).length;
    console.log(
      `${count} false: ${(found / losses.size).toFixed(3)} found, from ${(1 / (1 + Math.exp(-least))).toFixed(2)}`,
    );
  }
  for (const one of clean.slice(0, 20)) console.log(`  ${of(one).toFixed(2)} ${one.article} ‹${one.text}›`);
  for (const [kind, weights] of Object.entries(fitted(examples))) {
    console.log(`${kind}: ${weights.map((weight) => Number(weight.toFixed(3))).join(', ')}`);
  }
}
