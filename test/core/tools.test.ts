/** Counting, and looking terms up. */
import * as assert from 'node:assert/strict';
import { hitsOf } from '../../src/core/concordance';
import { countsBySide, countsOf } from '../../src/core/counts';
import { articleOf, PAIRS, textOf } from './fixture';

const article = articleOf(
  PAIRS.slice(0, 6)
    .flatMap(({ zh, en }) => [zh, en])
    .join('\n\n'),
);

suite('counts', () => {
  const cases: readonly [text: string, characters: number, words: number][] = [
    ['', 0, 0],
    ['三十年前，这里没有旅馆。', 10, 0],
    ["It's state-of-the-art, isn't it?", 0, 4],
    ['In 1926, 3.5 million people', 0, 5],
    ['他用 VS Code 写了 2 本书', 6, 3],
    ['𠮷野家', 3, 0],
  ];
  for (const [text, characters, words] of cases) {
    test(`“${text}”`, () => assert.deepEqual(countsOf(text), { characters, words }));
  }

  test('each side by its own measure, without markup', () => {
    const plain = articleOf(
      '老街的豆腐店开门了。\n\nThe tofu shop on the old street opened.\n\n[邮局](https://example.org/post)的大钟很准。\n\nThe clock of the post office keeps good time.',
      { scope: 'include' },
    );
    assert.deepEqual(countsBySide(plain), { zh: 9 + 7, en: 8 + 9 });
  });
});

suite('looking a term up', () => {
  test('every place, with the sentences against it', () => {
    const hits = hitsOf(article, '茶');
    assert.deepEqual(
      hits.map(({ span }) => textOf(article.sources, span)),
      ['茶', '茶', '茶'],
    );
    assert.match(textOf(article.sources, hits[0].counterpart[0]), /tea gardens/);
  });

  test('letter case and width do not count; nothing is no term', () => {
    assert.equal(hitsOf(article, 'POST office').length, 1);
    assert.equal(hitsOf(article, 'ｐｏｓｔ').length, 1);
    assert.deepEqual(hitsOf(article, '  '), []);
    assert.deepEqual(hitsOf(article, '火星'), []);
  });
});
