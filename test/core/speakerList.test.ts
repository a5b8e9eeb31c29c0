import * as assert from 'node:assert/strict';
import { notAnArticle, sourceText } from '../../src/core';
import type { Article, Person, Side, Turn } from '../../src/core/model';
import { speakerList, speakerName, turnTexts } from '../../src/editor/speakerList';
import { wording } from '../../src/messages';

/** An article of lines, each said by the person of this number (-1: nobody knows), all turns of one line. */
function articleOf(
  people: readonly Pick<Person, 'zh' | 'en' | 'kind' | 'variants'>[],
  lines: readonly (readonly [person: number, text: string])[],
): Article {
  const text = lines.map(([, line]) => line).join('\n');
  let start = 0;
  const turns = lines.map(([person, line]): Turn => {
    const span = { source: 0, start, end: start + line.length } as const;
    start = span.end + 1;
    const side: Side = /\p{Script=Han}/u.test(line) ? 'zh' : 'en';
    const { zh, en } = people[person] ?? { zh: null, en: null };
    return { speaker: { zh, en }, person: person < 0 ? undefined : person, segments: [], spans: [{ side, span }] };
  });
  return {
    ...notAnArticle({ sources: [sourceText('')], format: 'prose' })!,
    sources: [sourceText(text)],
    turns,
    speakers: people.map((person, at) => ({
      ...person,
      turns: turns.flatMap((turn, index) => (turn.person === at ? [index] : [])),
    })),
  };
}

suite('list of speakers', () => {
  const of = wording('en');
  const words = { of, say: (key: string, args = {}) => of({ key, args }) };
  const people = [
    { zh: '方远', en: 'Fang Yuan', kind: 'person', variants: { zh: ['方远', '方院长'], en: ['Fang Yuan', 'Fang'] } },
    { zh: '记者', en: null, kind: 'role', variants: { zh: ['记者'], en: [] } },
    { zh: null, en: 'José Ng', kind: 'person', variants: { zh: [], en: ['José Ng'] } },
  ] as const;
  const article = articleOf(people, [
    [1, '记者：桥修好了吗？'],
    [0, '修好了。'],
    [-1, 'So they say.'],
    [2, 'Yes.'],
    [0, 'It opens on Monday.'],
  ]);
  const names = (filter?: string) =>
    speakerList(article, filter).map(({ speaker, turns }) => `${speakerName(speaker, words)}: ${turns.length}`);

  test('in the order in which they first speak, those nobody knows last', () => {
    assert.deepEqual(names(), ['记者: 1', '方远 · Fang Yuan: 2', 'José Ng: 1', 'Unknown speaker: 1']);
    const [reporter, fang] = speakerList(article);
    assert.deepEqual([reporter.kind, fang.kind], ['role', 'person']);
    assert.deepEqual(fang.forms, ['方院长', 'Fang']);
    assert.deepEqual(
      fang.turns.map(({ turn, side, zh, en }) => [turn, side, zh, en]),
      [
        [1, 'zh', '修好了。', null],
        [4, 'en', null, 'It opens on Monday.'],
      ],
    );
  });

  test('the filter finds any form of a name in either language, whatever its case and accents', () => {
    assert.deepEqual(names('院长'), ['方远 · Fang Yuan: 2']);
    assert.deepEqual(names(' fang'), ['方远 · Fang Yuan: 2']);
    assert.deepEqual(names('jose'), ['José Ng: 1']);
    assert.deepEqual(names('.*'), []);
  });

  test('ids differ, and stay when a text is edited or a turn comes before', () => {
    const ids = (of: Article) => speakerList(of).flatMap(({ id, turns }) => [id, ...turns.map((turn) => turn.id)]);
    const before = ids(article);
    assert.equal(new Set(before).size, before.length);
    const edited = articleOf(people, [
      [1, '记者：新桥修好了吗？'],
      [0, '早就修好了。'],
      [-1, 'So they say.'],
      [0, 'Yes.'],
      [2, 'Yes.'],
      [0, 'It opens on Monday.'],
    ]);
    const after = ids(edited);
    assert.deepEqual(
      before.filter((id) => !after.includes(id)),
      [],
    );
    const twice = articleOf(
      [people[0], people[0]],
      [
        [0, '是。'],
        [1, '不是。'],
      ],
    );
    assert.equal(new Set(ids(twice)).size, 4);
  });

  test('what a turn says is given as far as there is room', () => {
    const [turn] = article.turns;
    assert.deepEqual(turnTexts(article, turn, 100), { zh: '记者：桥修好了吗？', en: '' });
    assert.deepEqual(turnTexts(article, turn, 4), { zh: '记者：桥…', en: '' });
  });
});
