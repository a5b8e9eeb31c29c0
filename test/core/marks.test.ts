import * as assert from 'node:assert/strict';
import type { Article, Segment } from '../../src/core/model';
import { sourceText } from '../../src/core/text';
import { labelText, marksOf, numberIcon, UNALIGNED_LABEL } from '../../src/editor/marks';
import { HUES } from '../../src/editor/names';
import { madeArticle, madeGroup } from './made';

/** An article of one-letter segments: upper case is Chinese; lower case English; pairs are the same letter. */
function articleOf(letters: string, inline = false): Article {
  const segments = [...letters].map((letter, at): Segment => {
    return {
      id: `${at}`,
      span: { source: 0, start: at * 2, end: at * 2 + 1 },
      language: letter === letter.toUpperCase() ? 'zh' : 'en',
      role: letter === '-' ? 'furniture' : 'body',
      inline,
      textStart: at * 2,
      alignable: letter !== '-',
      sentences: [],
    };
  });
  const find = (letter: string) => [...letters].flatMap((each, at) => (each === letter ? [at] : []));
  const groups = [...new Set(letters.toLowerCase())]
    .map((letter) => ({ zh: find(letter.toUpperCase()), en: find(letter) }))
    .filter(({ zh, en }) => zh.length && en.length && zh[0] !== en[0])
    .map((sides, at) => madeGroup(at + 1, sides));
  return madeArticle({ sources: [sourceText([...letters].join('\n'))], segments, groups });
}

/** Marks as text: the label, its hue, `*` when current. */
const drawn = (article: Article, level: 'off' | 'current' | 'all', at = -1) =>
  marksOf(article, { level, source: 0, at }).map(
    ({ label, hue, current }) => `${label}/${hue ?? '-'}${current ? '*' : ''}`,
  );

suite('marks', () => {
  const article = articleOf('AaBbbC-');

  test('each part of a pair has its number and hue; what has no counterpart is marked; the rest is not', () => {
    assert.deepEqual(drawn(article, 'all'), ['1/0', '1/0', '2/1', '2/1', '2/1', `${UNALIGNED_LABEL}/-`]);
  });

  test('the pair at the cursor is current on both sides', () => {
    assert.deepEqual(drawn(article, 'all', 3).slice(0, 5), ['1/0', '1/0', '2/1*', '2/1*', '2/1*']);
    assert.deepEqual(drawn(article, 'current', 0), ['1/0*', '1/0*']);
    assert.deepEqual(drawn(article, 'current', 5), [`${UNALIGNED_LABEL}/-*`]);
    assert.deepEqual(drawn(article, 'current', 6), []);
    assert.deepEqual(drawn(article, 'current'), []);
  });

  test('off means none, and so does a text that is no article', () => {
    assert.deepEqual(drawn(article, 'off', 0), []);
    const none = { ...article, recognition: { ...article.recognition, recognised: false } };
    assert.deepEqual(drawn(none, 'all', 0), []);
  });

  test('on one line the label stands once, at the end of the pair', () => {
    assert.deepEqual(drawn(articleOf('AaBb', true), 'all'), ['/0', '1/0', '/1', '2/1']);
  });

  test('the label says who speaks, in the language of the paragraph if it has the name', () => {
    const person = (zh: string | null, en: string | null) =>
      ({ zh, en, kind: 'person', variants: { zh: [], en: [] }, turns: [] }) as const;
    const speakers = [person('方远', 'Fang Yuan'), person(null, 'A $(bug)\n\u202ename'), person('乙', null)];
    const turn = (at: number, segments: number[]) => ({ speaker: speakers[at], person: at, segments, spans: [] });
    const spoken = {
      ...article,
      speakers,
      turns: [turn(0, [0, 1, 4]), turn(1, [2, 4]), turn(0, [4]), turn(2, [4])],
    };
    assert.deepEqual(marksOf(spoken, { level: 'all', source: 0, at: -1 }).map(labelText), [
      '1 · 方远',
      '1 · Fang Yuan',
      '2 · A $\u2060(bug) name',
      '2',
      '2 · Fang Yuan · A $\u2060(bug) name · +1',
      UNALIGNED_LABEL,
    ]);
  });

  test('the hues take turns', () => {
    const letters = 'AaBbCcDdEeFfGgHh';
    const hues = marksOf(articleOf(letters), { level: 'all', source: 0, at: -1 }).map(({ hue }) => hue);
    assert.deepEqual(hues.slice(0, 2), [0, 0]);
    assert.deepEqual(hues.slice(HUES * 2, HUES * 2 + 2), [0, 0]);
  });

  test('the icon in the gutter holds the number, in its colour, and nothing of the outside', () => {
    for (const number of [1, 42, 500]) {
      const icon = numberIcon(number, '#9a5b00');
      assert.match(icon, /^data:image\/svg\+xml,[\w.~!*'()%-]+$/);
      const svg = decodeURIComponent(icon.slice(icon.indexOf(',') + 1));
      assert.equal(/>(\d+)<\/text>/.exec(svg)?.[1], String(number));
      assert.ok(svg.includes('#9a5b00'));
      assert.doesNotMatch(svg.replace('http://www.w3.org/2000/svg', ''), /http/);
    }
  });
});
