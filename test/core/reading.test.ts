/** Rows to be read side by side: what stands in which, what changes, what is beside what, what is found. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Article, ReviewComment } from '../../src/core/model';
import {
  applySplices,
  findInRows,
  offsetBeside,
  paragraphsOf,
  type Reading,
  type ReadingParagraph,
  type ReadingRow,
  readingOf,
  renewRows,
  rowInSight,
  sideBySide,
} from '../../src/core/reading';
import { pageWords, printedPage, shownRow } from '../../src/editor/readingRows';
import { Follower } from '../../src/editor/scrolling';
import type { Words } from '../../src/editor/services';
import { type MessageKey, wording } from '../../src/messages';
import { Heights } from '../../src/webview/heights';
import { costOf } from './cost.ts';
import { articleOf, PAIRS } from './fixture';

const of = wording('en');
const english: Words = { of, say: (key: MessageKey, args = {}) => of({ key, args }) };

/** Rows as `zh|en`, by the first four characters of their paragraphs. */
const short = (rows: readonly ReadingRow[]) =>
  rows.map(({ zh, en, aside }) =>
    [zh, en, aside]
      .map((all) => all.map(({ text }) => text.slice(0, 4)).join('+'))
      .join('|')
      .replace(/\|$/, ''),
  );
const interleaved = (pairs = PAIRS) => pairs.flatMap(({ zh, en }) => [zh, en]).join('\n\n');

const words = ['山', '水', '云', 'a', 'b', 'c'] as const;
const paragraph = fc.constantFrom(...words).map((text): ReadingParagraph => {
  return { text, role: 'body', speakers: [], findings: [], threads: 0 };
});
const row = fc
  .record({
    zh: fc.array(paragraph, { maxLength: 2 }),
    en: fc.array(paragraph, { maxLength: 2 }),
    flagged: fc.boolean(),
  })
  .map(({ zh, en, flagged }): Omit<ReadingRow, 'key'> => {
    const review = flagged ? 'flagged' : null;
    return { kind: 'pair', zh, en, aside: [], missing: false, manual: false, review, remark: '' };
  });
/** Lists in which rows repeat, under keys of their own. */
const list = (prefix: string, options: { readonly maxLength: number }) =>
  fc.array(row, options).map((all) => all.map((each, at): ReadingRow => ({ ...each, key: `${prefix}${at}` })));
const looks = (rows: readonly ReadingRow[]) => rows.map((each) => ({ ...each, key: '' }));

suite('rows of an article', () => {
  test('a pair a row, in the order of the text', () => {
    const { rows } = readingOf(articleOf(interleaved()));
    assert.deepEqual(
      rows.map(({ kind, zh, en }) => [kind, zh[0].text, en[0].text]),
      PAIRS.map(({ zh, en }) => ['pair', zh, en]),
    );
  });

  test('a paragraph alone stands in its column, marked', () => {
    const lines = PAIRS.flatMap(({ zh, en }, at) => (at === 5 ? [zh] : at === 8 ? [en] : [zh, en]));
    const { rows } = readingOf(articleOf(lines.join('\n\n')));
    assert.deepEqual(
      rows.flatMap(({ kind, missing, zh, en }, at) => (kind === 'alone' ? [[at, missing, zh.length, en.length]] : [])),
      [
        [5, true, 1, 0],
        [8, true, 0, 1],
      ],
    );
    assert.ok(rows[5].zh[0].findings.some(({ severity }) => severity === 'warning'));
  });

  test('where each language comes whole, what is alone stands beside its own neighbours', () => {
    const zh = PAIRS.map((pair) => pair.zh);
    const en = PAIRS.map((pair) => pair.en);
    const extra = 'The ferry to the island leaves twice a day, and its captain knows every passenger by name.';
    const text = [...zh, ...en.slice(0, 4), extra, ...en.slice(4)].join('\n\n');
    const { rows } = readingOf(articleOf(text));
    const at = rows.findIndex(({ en: own }) => own[0]?.text === extra);
    assert.equal(at, 4, short(rows).join(' '));
  });

  test('every segment is in one row', () => {
    const article = articleOf(`# 小镇 A Small Town\n\n${interleaved()}\n\n\`\`\`\ncode\n\`\`\`\n\n来源：晚报\n`);
    const { rows, segments, rowOf } = readingOf(article);
    assert.deepEqual(
      [...segments.flat()].sort((a, b) => a - b),
      [...article.segments.keys()],
    );
    segments.forEach((own, at) => {
      assert.equal(own.length, paragraphsOf(rows[at]).length);
      for (const segment of own) assert.equal(rowOf[segment], at);
    });
    assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length);
  });

  test('marks of headings and quotations are gone, wrapped lines are joined, verse is not', () => {
    const wrapped = PAIRS[3].en.replace(/(.{60}\S*) /g, '$1\n');
    const article = articleOf(
      [`## ${PAIRS[0].zh}`, `## ${PAIRS[0].en}`, `> ${PAIRS[1].zh}`, `> ${PAIRS[1].en}`, PAIRS[3].zh, wrapped].join(
        '\n\n',
      ),
    );
    const texts = readingOf(article).rows.flatMap((each) => paragraphsOf(each).map(({ text }) => text));
    for (const text of [PAIRS[0].zh, PAIRS[0].en, PAIRS[1].zh, PAIRS[1].en]) assert.ok(texts.includes(text), text);
    assert.ok(wrapped.includes('\n') && texts.includes(PAIRS[3].en), texts.join('\n--\n'));
  });

  test('marks that turn text round, control characters and half characters are shown as such', () => {
    const nasty = `${PAIRS[0].zh}\u202e\u0007\ud800`;
    const { rows } = readingOf(articleOf([nasty, ...PAIRS.flatMap(({ zh, en }) => [zh, en]).slice(1)].join('\n\n')));
    assert.equal(rows[0].zh[0].text, `${PAIRS[0].zh}[U+202E]\ufffd\ufffd`);
  });

  test('what reviewers said is on the row', () => {
    const article = articleOf(interleaved());
    const comment: ReviewComment = { id: 'c', author: 'An', at: '2026-01-01T00:00:00Z', text: '？' };
    const thread = { id: 't', side: 'zh', segment: 2, comments: [comment], resolved: false } as const;
    const reviewed: Article = {
      ...article,
      groups: article.groups.map((group, at) =>
        at === 1 ? { ...group, review: 'flagged', remark: 'Which bridge?', kind: 'manual' } : group,
      ),
      threads: [thread, { ...thread, id: 'u', resolved: true }],
    };
    const shown = shownRow(readingOf(reviewed).rows[1], english);
    assert.deepEqual(
      shown.marks.map(({ sign, text }) => `${sign}: ${text}`),
      ['manual: Linked by hand', 'flagged: Flagged: Which bridge?'],
    );
    assert.deepEqual(shown.zh[0].notes, [{ sign: 'comment', text: '1 open comment' }]);
  });

  test('who speaks is said once, and not where the text begins with it', () => {
    const labelled = PAIRS.map(({ zh, en }, at) =>
      at === 2 ? { zh: `周师傅：${zh}`, en: `**Mr. Zhou**: ${en}` } : { zh, en },
    );
    const article = articleOf(interleaved(labelled));
    const speaker = { zh: '周师傅', en: 'Mr. Zhou' };
    const turn = { speaker, person: 0, spans: [] };
    const spoken: Article = {
      ...article,
      groups: [{ ...article.groups[0], zh: [0, 2], en: [1, 3] }, ...article.groups.slice(2)],
      turns: [{ ...turn, segments: [0, 1, 2, 3, 4, 5, 6] }],
      speakers: [{ ...speaker, kind: 'person', variants: { zh: [], en: [] }, turns: [0] }],
    };
    const speakers = readingOf(spoken).rows.map((each) => paragraphsOf(each).map((own) => own.speakers.join()));
    assert.deepEqual(speakers.slice(0, 4), [
      ['周师傅', '', 'Mr. Zhou', ''],
      ['', ''],
      ['周师傅', ''],
      ['', ''],
    ]);
  });
});

suite('from one list of rows to the next', () => {
  test('splices lead from the old rows to the new ones, and keys stay unique', () => {
    fc.assert(
      fc.property(list('a', { maxLength: 14 }), list('b', { maxLength: 14 }), (before, after) => {
        const { rows, splices } = renewRows(before, after);
        assert.deepEqual(looks(rows), looks(after));
        assert.deepEqual(applySplices(before, splices), rows);
        assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length);
      }),
      { seed: 61, numRuns: 1500 },
    );
  });

  test('an edit changes what it touches: the other rows are the same objects', () => {
    fc.assert(
      fc.property(
        list('a', { maxLength: 30 }),
        fc.nat(30),
        fc.nat(3),
        list('b', { maxLength: 3 }),
        (before, start, removed, put) => {
          const at = Math.min(start, before.length);
          const after = [...before.slice(0, at), ...put, ...before.slice(at + removed)].map((each, index) => {
            return { ...each, key: `n${index}` };
          });
          const { rows, splices } = renewRows(before, after);
          const sent = splices.reduce((sum, splice) => sum + splice.rows.length, 0);
          assert.ok(sent <= put.length, `${sent} rows for ${put.length}`);
          assert.ok(
            rows.filter((each) => before.includes(each)).length >=
              before.length - Math.min(removed, before.length - at) - sent,
          );
        },
      ),
      { seed: 62, numRuns: 1000 },
    );
  });

  test('the same rows: nothing to do; rows that moved keep their neighbours', () => {
    const { rows } = readingOf(articleOf(interleaved()));
    assert.deepEqual(renewRows(rows, readingOf(articleOf(interleaved())).rows).splices, []);
    const moved = [...rows.slice(1), rows[0]];
    const { splices } = renewRows(rows, moved);
    assert.deepEqual(
      splices.map(({ start, removed, rows: put }) => [start, removed, put.length]),
      [
        [0, 1, 0],
        [rows.length - 1, 0, 1],
      ],
    );
  });

  test('a row whose text is edited keeps its key through one edit after another', () => {
    let shown: readonly ReadingRow[] = readingOf(articleOf(interleaved())).rows;
    const { key } = shown[4];
    for (const more of ['很', '很多', '很多人']) {
      const pairs = PAIRS.map((pair, at) => (at === 4 ? { ...pair, zh: `${pair.zh}${more}。` } : pair));
      const { rows, splices } = renewRows(shown, readingOf(articleOf(interleaved(pairs))).rows);
      assert.equal(rows[4].key, key);
      assert.deepEqual(
        splices.map(({ start, removed, rows: put }) => [start, removed, put.length]),
        [[4, 1, 1]],
      );
      shown = rows;
    }
  });

  test('ten thousand rows, each changed: still quick', () => {
    const rowsOf = (mark: string) =>
      Array.from({ length: 10_000 }, (_, at): ReadingRow => {
        const text = at % 2 ? `${at}${mark}` : 'the same';
        const own: ReadingParagraph = { text, role: 'body', speakers: [], findings: [], threads: 0 };
        const none = { aside: [], missing: false, manual: false, review: null, remark: '' } as const;
        return { key: `${mark}${at}`, kind: 'pair', zh: [own], en: [own], ...none };
      });
    const [old, now] = [rowsOf('x'), rowsOf('y')];
    const cost = costOf(() => assert.equal(renewRows(old, now).rows.length, 10_000));
    assert.ok(cost < 2000, `${cost} ms`);
  });
});

suite('rows and text beside each other', () => {
  const article = articleOf(interleaved());
  const reading: Reading = readingOf(article);
  const { length } = article.sources[0].text;

  test('what stands at the top of the text is the row, and the row leads back to the text', () => {
    for (let start = 0; start < length; start += 7) {
      const place = rowInSight(article, reading, { source: 0, start, end: start + 600 })!;
      const back = offsetBeside(article, reading, { ...place, near: { source: 0, offset: start } })!;
      // Blank lines belong to what comes next.
      assert.ok(back >= start - 1 && back <= start + 3, `${start} → ${place.row} ${place.part} → ${back}`);
    }
  });

  test('rows never go back while the text goes on', () => {
    let last = -1;
    for (let start = 0; start < length; start++) {
      const { row: at, part } = rowInSight(article, reading, { source: 0, start, end: start + 600 })!;
      assert.ok(at + part >= last - 1e-9, String(start));
      last = at + part;
    }
  });

  test('a paragraph far from its pair does not make the rows leap', () => {
    const lines = PAIRS.flatMap(({ zh, en }, at) => (at === 9 ? [zh] : [zh, en]));
    const led = articleOf([PAIRS[9].en, ...lines].join('\n\n'));
    const rows = readingOf(led);
    const start = led.sources[0].text.indexOf(PAIRS[9].zh);
    const place = rowInSight(led, rows, { source: 0, start, end: start + 400 })!;
    assert.ok(place.row >= 9, `${place.row}: ${short(rows.rows).join(' ')}`);
  });

  test('who reads one language stays in it', () => {
    const blocks = articleOf([...PAIRS.map(({ zh }) => zh), ...PAIRS.map(({ en }) => en)].join('\n\n'));
    const rows = readingOf(blocks);
    const { text } = blocks.sources[0];
    const near = { source: 0, offset: text.indexOf(PAIRS[3].en) } as const;
    assert.equal(offsetBeside(blocks, rows, { row: 6, part: 0, near }), text.indexOf(PAIRS[6].en));
  });

  test('nothing in sight, no such row', () => {
    const none = readingOf(articleOf('only English here'));
    assert.deepEqual(none.rows, []);
    assert.equal(rowInSight(articleOf(''), none, { source: 0, start: 0, end: 9 }), undefined);
    const near = { source: 0, offset: 0 } as const;
    assert.equal(offsetBeside(article, reading, { row: 999, part: 0, near }), undefined);
    assert.equal(offsetBeside(article, reading, { row: -1, part: 0, near }), undefined);
  });
});

suite('find in rows', () => {
  const { rows } = readingOf(articleOf(interleaved()));
  const found = (text: string) =>
    findInRows(rows, text).map(({ row: at, paragraph: own, start, end }) => {
      return `${at}.${own} ${paragraphsOf(rows[at])[own].text.slice(start, end)}`;
    });

  test('both languages, any letter case, any white space', () => {
    assert.deepEqual(found('老街'), ['0.0 老街', '11.0 老街']);
    assert.deepEqual(found('OLD  street'), ['0.1 old street', '11.1 old street']);
    assert.deepEqual(found('1926'), ['1.0 1926', '1.1 1926']);
  });

  test('signs are signs, and blank is nowhere', () => {
    assert.deepEqual(found('.*'), []);
    assert.deepEqual(found('('), []);
    assert.deepEqual(found('low-interest'), ['5.1 low-interest']);
    for (const text of ['', '  ', '\n']) assert.deepEqual(found(text), []);
  });

  test('any text can be looked for', function () {
    this.timeout(10_000);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        findInRows(rows, text);
      }),
      { seed: 63, numRuns: 40 },
    );
  });
});

suite('two plain texts', () => {
  test('each pair begins on the same line of both, and nothing is lost', () => {
    fc.assert(
      fc.property(list('a', { maxLength: 20 }), (rows) => {
        const { zh, en, lines } = sideBySide(rows);
        const [left, right] = [zh.split('\n'), en.split('\n')];
        assert.equal(left.length, right.length);
        rows.forEach((each, at) => {
          const own = (all: readonly ReadingParagraph[]) => all.map(({ text }) => text);
          assert.deepEqual(left.slice(lines[at], lines[at] + each.zh.length), own(each.zh));
          assert.deepEqual(right.slice(lines[at], lines[at] + each.en.length), own(each.en));
        });
      }),
      { seed: 64 },
    );
  });
});

suite('the page to print', () => {
  test('all rows, and text that stays text', () => {
    const nasty = `${PAIRS[0].zh}<img src=x onerror=alert(1)></script>&amp;"'`;
    const { rows } = readingOf(articleOf([nasty, ...PAIRS.flatMap(({ zh, en }) => [zh, en]).slice(1)].join('\n\n')));
    const shown = rows.map((each) => shownRow(each, english));
    const html = printedPage({ title: '</title><b>', locale: 'en', rows: shown, words: pageWords(english) });
    assert.equal([...html.matchAll(/<tr class=/g)].length, rows.length);
    assert.doesNotMatch(html, /<img|<script|<\/script|<b>|https?:/);
    assert.match(html, /&#60;img src=x onerror=alert\(1\)&#62;&#60;\/script&#62;&#38;amp;&#34;&#39;/);
    assert.match(html, /default-src 'none'/);
  });
});

suite('two that scroll together', () => {
  test('who is moved does not move the other; then it goes on from there, without a leap', () => {
    let now = 0;
    const follower = new Follower(100, () => now);
    assert.equal(follower.scrolled(40, 80), 40);
    follower.moved(200);
    now = 500;
    assert.equal(follower.scrolled(190, 230), undefined, 'late, but its own doing');
    const seen = Array.from({ length: 40 }, (_, at) => {
      now += 1000;
      return follower.scrolled(190 - at * 5, 230 - at * 5) ?? -1;
    });
    assert.equal(seen[0], 200);
    for (const [at, place] of seen.slice(1).entries()) {
      assert.ok(place <= seen[at] && seen[at] - place <= 10, seen.join());
    }
    assert.equal(follower.scrolled(0, 40), 0);
  });

  test('what is shown beyond its end, or hushed, gives no lead', () => {
    let now = 0;
    const follower = new Follower(100, () => now);
    follower.moved(900);
    assert.equal(follower.scrolled(100, 140), undefined);
    now = 1000;
    assert.equal(follower.scrolled(101, 141), 101);
    follower.hush();
    assert.equal(follower.scrolled(300, 340), undefined);
    now = 2000;
    assert.equal(follower.scrolled(300, 340), 300);
  });
});

suite('heights of rows', () => {
  test('sums, places and changes agree with those counted one by one', () => {
    const height = fc.integer({ min: 1, max: 90 });
    fc.assert(
      fc.property(
        fc.array(height, { maxLength: 40 }),
        fc.array(fc.record({ at: fc.nat(39), removed: fc.nat(4), put: fc.array(height, { maxLength: 4 }) })),
        (first, changes) => {
          const heights = new Heights();
          const plain = [...first];
          heights.reset(first);
          for (const { at, removed, put } of changes) {
            const start = Math.min(at, plain.length);
            heights.splice(start, removed, put);
            plain.splice(start, removed, ...put);
            if (plain.length) {
              const own = at % plain.length;
              heights.set(own, removed + 1);
              plain[own] = removed + 1;
            }
          }
          const tops = plain.map((_, at) => plain.slice(0, at).reduce((a, b) => a + b, 0));
          const total = plain.reduce((a, b) => a + b, 0);
          assert.deepEqual([heights.total, heights.count], [total, plain.length]);
          tops.forEach((top, at) => {
            assert.equal(heights.top(at), top);
            assert.equal(heights.at(top), at);
            assert.equal(heights.at(top + plain[at] - 0.5), at);
          });
          assert.equal(heights.at(-5), plain.length ? 0 : -1);
          assert.equal(heights.at(total + 5), plain.length - 1);
        },
      ),
      { seed: 65, numRuns: 400 },
    );
  });
});
