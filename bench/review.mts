/**
 * npm run bench:review -- CORPUS...: what decisions cost on articles of up to 5,000 pairs that are all approved: finding
 * their paragraphs again, approving one more, reading and writing the review file, and the whole analysis beside that of
 * the same text without decisions. Processor times and how they grow.
 */
import { analyse, defaultSettings, readReview, sourceText, writeReview } from '../src/core';
import { changePair } from '../src/core/review/change';
import { type Decision, decidePair } from '../src/core/review/decisions';
import { anchorsOf, placeDecisions, renewAnchors } from '../src/core/review/place';
import { processorTime, table } from './figures.mts';
import { readLexicon } from './lexicon.mts';
import { grown, readParagraphs, wordChanger } from './material.mts';

const SIZES = [1250, 2500, 5000];

const paragraphs = readParagraphs(process.argv.slice(2));
if (!paragraphs.length) {
  console.error('usage: npm run bench:review -- CORPUS... (with articles)');
  process.exit(2);
}
const lexicon = readLexicon();
const request = { format: 'prose', lexicon, settings: defaultSettings, scope: 'include' } as const;
const who = { by: 'bench', at: '2026-01-01T00:00:00.000Z' };

const columns = SIZES.map((size) => {
  const lines = grown(paragraphs, size, wordChanger(paragraphs, lexicon)).flatMap(({ zh, en }) => [
    ...zh,
    '',
    ...en,
    '',
  ]);
  const first = analyse({ ...request, sources: [sourceText(lines.join('\n'))] });
  const anchors = anchorsOf(first);
  const anchored = (segments: readonly number[]) => segments.flatMap((at) => anchors.get(at) ?? []);
  const decisions = new Map(
    first.groups.map(({ zh, en }): [string, Decision] => {
      const decision = decidePair('approve', { zh: anchored(zh), en: anchored(en) }, '', who);
      return [decision.id, decision];
    }),
  );
  // One paragraph in a hundred was edited since.
  const edited = lines.map((line, at) =>
    at % 400 === 0 && line.length > 20 ? `${line.slice(0, 8)}，${line.slice(12)}` : line,
  );
  const sources = [sourceText(edited.join('\n'))];
  const { statistics } = first;
  const article = analyse({ ...request, sources, statistics, decisions });
  const file = writeReview(decisions);
  const reviewed = article.groups.filter(({ review }) => review).length;
  return {
    decisions: String(decisions.size),
    'pairs approved or changed since': `${reviewed} of ${article.groups.length}`,
    times: {
      'finding the paragraphs again': processorTime(() => placeDecisions([...decisions.values()], article)),
      'noting where they are after a save': processorTime(() => renewAnchors([...decisions.values()], article)),
      'approving one more pair': processorTime(() =>
        changePair(article, article.groups[size >> 1], 'approve', { remark: '', ...who }),
      ),
      'reading the review file': processorTime(() => readReview(file)),
      'writing it': processorTime(() => writeReview(decisions)),
      'the analysis, with the decisions': processorTime(
        () => analyse({ ...request, sources, statistics, decisions }),
        1,
      ),
      'the analysis, without': processorTime(() => analyse({ ...request, sources, statistics }), 1),
    },
  };
});

const growth = (own: number, before: number | undefined) => (before ? (own / before).toFixed(2) : '');
console.log(
  table([
    ['pairs', ...SIZES.flatMap((size) => [String(size), 'growth'])],
    ['decisions', ...columns.flatMap(({ decisions }) => [decisions, ''])],
    ['approved or changed since', ...columns.flatMap((column) => [column['pairs approved or changed since'], ''])],
    ...(Object.keys(columns[0].times) as (keyof (typeof columns)[0]['times'])[]).map((name) => [
      name,
      ...columns.flatMap(({ times }, at) => [
        `${times[name].toFixed(0)} ms`,
        growth(times[name], columns[at - 1]?.times[name]),
      ]),
    ]),
  ]),
);
