/** What decisions do to an article: approvals, links by hand, roles, dismissals, and what edits make of them. */
import * as assert from 'node:assert/strict';
import type { Article } from '../../src/core/model';
import {
  type Decision,
  decideFinding,
  decideLink,
  decidePair,
  decideRole,
  startThread,
} from '../../src/core/review/decisions';
import { anchorsOf } from '../../src/core/review/place';
import { articleOf, findingsOf, groupsOf, lineOf, PAIRS } from './fixture';

const who = { by: 'Yan', at: '2026-03-01T08:00:00Z' };
const LINES = PAIRS.slice(0, 6).flatMap(({ zh, en }) => [zh, en]);

/** The article under decisions. */
function under(lines: readonly string[], decisions: readonly Decision[]): Article {
  return articleOf(lines.join('\n\n'), { decisions: new Map(decisions.map((one) => [one.id, one])) });
}

const plain = under(LINES, []);

/** Anchors of paragraphs, by the place of their lines in {@link LINES}. */
function anchors(article: Article, ...places: readonly number[]) {
  const all = anchorsOf(article);
  return places.map((place) => {
    const segment = article.segments.findIndex((_, at) => lineOf(article, at) === 2 * place + 1);
    return all.get(segment)!;
  });
}
const side = (zh: readonly number[], en: readonly number[]) => ({
  zh: anchors(plain, ...zh),
  en: anchors(plain, ...en),
});
const group = (article: Article, zh: string) =>
  article.groups.find(({ zh: own }) =>
    own.some((at) => article.sources[0].text.startsWith(zh, article.segments[at].span.start)),
  );

suite('decisions: pairs', () => {
  const approval = decidePair('approve', side([2], [3]), '', who);

  test('approved, and only that pair', () => {
    const article = under(LINES, [approval]);
    assert.equal(group(article, PAIRS[1].zh)?.review, 'approved');
    assert.equal(article.groups.filter(({ review }) => review).length, 1);
    assert.deepEqual(groupsOf(article), groupsOf(plain));
  });

  test('flagged, with the reason', () => {
    const article = under(LINES, [decidePair('flag', side([2], [3]), 'The year is wrong.', who)]);
    const found = group(article, PAIRS[1].zh);
    assert.deepEqual([found?.review, found?.remark], ['flagged', 'The year is wrong.']);
  });

  test('after an edit of a side it is changed since, and tells what it was', () => {
    const edited = LINES.map((line) => line.replace('1926', '1936'));
    const found = group(under(edited, [approval]), PAIRS[1].zh.replace('1926', '1936'));
    assert.equal(found?.review, 'changed');
    assert.match(found?.was?.en[0] ?? '', /1926/);
  });

  test('what is only laid out anew, or moved, is approved still', () => {
    const moved = [...LINES.slice(4), ...LINES.slice(0, 4)].map((line) => `> ${line.replace(/, /g, ',  ')}`);
    const article = articleOf(moved.join('\r\n\r\n'), { decisions: new Map([[approval.id, approval]]) });
    assert.equal(article.groups.filter(({ review }) => review === 'approved').length, 1);
  });

  test('the later of two decisions holds', () => {
    const flag = decidePair('flag', side([2], [3]), 'no', { ...who, at: '2026-03-02T08:00:00Z' });
    assert.equal(flag.id, approval.id);
  });
});

suite('decisions: links by hand', () => {
  test('they win, and the others are found around them', () => {
    // The Chinese of the first pair against the English of the second.
    const article = under(LINES, [decideLink('link', side([0], [3]), who)]);
    const [first, ...rest] = article.groups;
    assert.deepEqual([first.kind, first.score], ['manual', 1]);
    assert.equal(groupsOf(article)[0], '1|7');
    assert.deepEqual(
      rest.map(({ kind }) => kind).filter((kind) => kind !== 'translation'),
      [],
    );
    for (const pair of groupsOf(plain).slice(2)) assert.ok(groupsOf(article).includes(pair), pair);
  });

  test('several paragraphs on a side, out of order', () => {
    const article = under(LINES, [decideLink('link', side([8, 4], [1]), who)]);
    assert.ok(groupsOf(article).includes('9,17|3'));
  });

  test('what is not to be linked is not', () => {
    const article = under(LINES, [decideLink('unlink', side([2], [3]), who)]);
    assert.ok(!groupsOf(article).some((pair) => pair.split('|')[0].split(',').includes('5') && /\|.*\b7\b/.test(pair)));
    assert.deepEqual(
      groupsOf(article)
        .filter((pair) => pair !== '5|7')
        .sort(),
      groupsOf(plain)
        .filter((pair) => pair !== '5|7')
        .sort(),
    );
  });

  test('in a table, too', () => {
    const rows = PAIRS.slice(0, 5)
      .map(({ zh, en }) => `${zh}\t${en}`)
      .join('\n');
    const before = articleOf(rows, { format: 'tsv' });
    const all = anchorsOf(before);
    const [one] = before.groups;
    const apart = decideLink(
      'unlink',
      { zh: one.zh.map((at) => all.get(at)!), en: one.en.map((at) => all.get(at)!) },
      who,
    );
    const after = articleOf(rows, { format: 'tsv', decisions: new Map([[apart.id, apart]]) });
    assert.equal(after.groups.length, before.groups.length - 1);
  });

  test('a link survives an edit of one of its paragraphs', () => {
    const edited = LINES.map((line, at) => (at === 3 ? `${line} It strikes every hour.` : line));
    const article = under(edited, [decideLink('link', side([0], [3]), who)]);
    assert.equal(article.groups[0].kind, 'manual');
  });

  test('all paragraphs linked by hand, and none left', () => {
    const links = PAIRS.slice(0, 6).map((_, at) => decideLink('link', side([2 * at], [(2 * at + 3) % 12]), who));
    const article = under(LINES, links);
    assert.equal(article.groups.filter(({ kind }) => kind === 'manual').length, 6);
    assert.deepEqual(article.failures, []);
  });
});

suite('decisions: paragraphs, findings, conversations', () => {
  const lines = [...LINES.slice(0, 4), '这一段没有人翻译过，也不需要翻译。', ...LINES.slice(4)];
  const alone = under(lines, []);
  const paragraph = anchors(alone, 4)[0];

  test('what needs no translation is neither reported nor linked', () => {
    assert.deepEqual(findingsOf(alone), ['9 warning unaligned']);
    const article = under(lines, [decideRole(paragraph, 'free', who)]);
    assert.deepEqual(findingsOf(article), []);
    assert.deepEqual(groupsOf(article), groupsOf(alone));
  });

  test('a heading is reported as one', () => {
    assert.deepEqual(findingsOf(under(lines, [decideRole(paragraph, 'heading', who)])), ['9 information unaligned']);
  });

  test('a finding that is right is not reported', () => {
    const [{ fingerprint }] = alone.findings;
    assert.deepEqual(findingsOf(under(lines, [decideFinding(fingerprint, 'a joke', who)])), []);
  });

  test('a conversation stays with its paragraph; where that is gone, it is kept without a place', () => {
    const thread = startThread('zh', paragraph, 'Who wrote this?', who);
    const article = under(lines, [thread]);
    assert.equal(lineOf(article, article.threads[0].segment!), 9);
    const gone = under(LINES, [thread]);
    assert.equal(gone.threads[0].segment, undefined);
    assert.equal(gone.decided[0].state, 'lost');
  });
});

suite('decisions: the other language', () => {
  test('a paragraph on the wrong side has no part in a link', () => {
    const [zh, en] = [anchors(plain, 4, 7), anchors(plain, 5, 7)];
    const linked = under(LINES, [decideLink('link', { zh, en }, who)]);
    const sides = linked.groups.flatMap((one) => [
      ...one.zh.map((at) => [linked.segments[at].language, 'zh']),
      ...one.en.map((at) => [linked.segments[at].language, 'en']),
    ]);
    for (const [language, side] of sides) assert.equal(language, side);
    assert.deepEqual(
      linked.groups.filter(({ kind }) => kind === 'manual').map((one) => [one.zh.length, one.en.length]),
      [[1, 2]],
    );
    for (const kind of ['link', 'unlink'] as const) {
      const swapped = under(LINES, [decideLink(kind, { zh: en, en: zh }, who)]);
      assert.equal(swapped.recognition.recognised, true);
    }
  });
});
