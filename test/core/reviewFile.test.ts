/** The review file: written and read, damaged, merged. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Decision } from '../../src/core/review/decisions';
import { commonGround, type Decisions, mergeDecisions, readReview, writeReview } from '../../src/core/review/file';
import { allBundles } from '../../src/messages';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    '',
    '习近平指出：“好”。',
    'a\tb\nc\u2028d',
    '<<<<<<< HEAD',
    '"},\n"x": {',
    '\ud83d\ude00',
    '__proto__',
  ),
);
const anchor = fc.record(
  { text, before: text, after: text, twins: fc.integer({ min: 2, max: 9 }) },
  { requiredKeys: ['text', 'before', 'after'] },
);
const anchors = fc.array(anchor, { minLength: 1, maxLength: 3 });
const at = fc.integer({ min: 0, max: 50 }).map((day) => new Date(1.79e12 + day * 864e5).toISOString());
const decided = { by: text, at };
const comment = fc.record({ id: fc.constantFrom('c1', 'c2', 'c3', 'c4'), author: text, at, text });
const decision = (id: string): fc.Arbitrary<Decision> =>
  fc.oneof(
    fc.record({
      id: fc.constant(id),
      ...decided,
      kind: fc.constantFrom('approve', 'flag'),
      zh: anchors,
      en: anchors,
      remark: text,
    }),
    fc.record({ id: fc.constant(id), ...decided, kind: fc.constantFrom('link', 'unlink'), zh: anchors, en: anchors }),
    fc.record({
      id: fc.constant(id),
      ...decided,
      kind: fc.constant('role' as const),
      paragraph: anchor,
      role: fc.constantFrom('free', 'heading'),
    }),
    fc.record({
      id: fc.constant(id),
      ...decided,
      kind: fc.constant('dismiss' as const),
      fingerprint: text,
      reason: text,
    }),
    fc.record({
      id: fc.constant(id),
      ...decided,
      kind: fc.constant('thread' as const),
      side: fc.constantFrom('zh', 'en'),
      paragraph: anchor,
      comments: fc.uniqueArray(comment, { minLength: 1, maxLength: 3, selector: ({ id: own }) => own }),
      resolved: fc.boolean(),
    }),
  ) as fc.Arbitrary<Decision>;
const IDS = ['a', 'b', 'c', 'é', '中', '"', 'z z'];
const decisions: fc.Arbitrary<Decisions> = fc
  .subarray(IDS)
  .chain((ids) => fc.tuple(...ids.map(decision)))
  // Plain objects: what the library makes may have no prototype.
  .map((all) => new Map(all.map((one) => [one.id, JSON.parse(JSON.stringify(one))])));

const content = (all: Decisions) => [...all].sort(([a], [b]) => (a < b ? -1 : 1));

function read(file: string): Decisions {
  const reading = readReview(file);
  assert.equal(reading.kind, 'read');
  return (reading as { decisions: Decisions }).decisions;
}

suite('the review file', () => {
  test('what is written is read again, and is written the same', () => {
    fc.assert(
      fc.property(decisions, (all) => {
        const file = writeReview(all);
        assert.deepEqual(content(read(file)), content(all));
        assert.equal(writeReview(read(file)), file);
        assert.equal(writeReview(new Map([...all].reverse())), file);
        assert.deepEqual(content(read(file.replaceAll('\n', '\r\n'))), content(all));
        assert.deepEqual(content(read(`\ufeff${JSON.stringify(JSON.parse(file), null, 2)}`)), content(all));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('one decision is one line, and adding one adds a line and changes none', () => {
    fc.assert(
      fc.property(decisions, decision('m'), (all, more) => {
        const before = writeReview(all).split('\n');
        const after = writeReview(new Map([...all, [more.id, more]])).split('\n');
        assert.equal(after.length, before.length + 1);
        const added = after.findIndex((line) => line.startsWith('"m": '));
        assert.deepEqual([...after.slice(0, added), ...after.slice(added + 1)], before);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  test('any text at all gives an answer with a line', () => {
    fc.assert(
      fc.property(decisions, fc.nat(), fc.nat(40), fc.string({ maxLength: 5 }), (all, from, length, put) => {
        const file = writeReview(all);
        const start = from % file.length;
        const broken = file.slice(0, start) + put + file.slice(start + length);
        const reading = readReview(broken);
        if (reading.kind === 'read') return;
        assert.ok(reading.line >= 1 && reading.line <= broken.split('\n').length);
        for (const bundle of Object.values(allBundles)) assert.ok(bundle[reading.reason.key], reading.reason.key);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  const one: Decision = {
    kind: 'dismiss',
    id: 'k',
    by: 'Yan',
    at: '2026-01-01T00:00:00Z',
    fingerprint: 'f',
    reason: 'so',
  };
  const file = writeReview(new Map([['k', one]]));
  const wrong: readonly [name: string, text: string, line: number, key: string][] = [
    ['cut off', file.slice(0, file.indexOf('reason')), 5, 'review.notJson'],
    ['half merged', file.replace('"k"', '<<<<<<< ours\n"k"'), 5, 'review.conflict'],
    ['of a later version', file.replace('"version": 1', '"version": 2'), 1, 'review.newer'],
    ['something else', '{"format": "other"}', 1, 'review.notReview'],
    ['a list', '[]', 1, 'review.notReview'],
    ['a decision without its author', file.replace('"by":"Yan",', ''), 5, 'review.badDecision'],
    ['a decision of no known kind', file.replace('dismiss', 'praise'), 5, 'review.badDecision'],
  ];
  for (const [name, damaged, line, key] of wrong) {
    test(`${name}: the line and the reason`, () => {
      const reading = readReview(damaged);
      assert.ok(reading.kind === 'unreadable');
      assert.deepEqual([reading.line, reading.reason.key], [line, key]);
    });
  }

  test('an empty file is one without decisions', () => {
    for (const empty of ['', '\n', '\ufeff']) assert.equal(read(empty).size, 0);
  });
});

suite('merging reviews', () => {
  const three = fc.tuple(decisions, decisions, decisions);

  test('what only one side changed is as that side has it; nothing made anew is lost', () => {
    fc.assert(
      fc.property(three, ([base, mine, theirs]) => {
        assert.deepEqual(content(mergeDecisions(base, base, theirs)), content(theirs));
        assert.deepEqual(content(mergeDecisions(base, mine, base)), content(mine));
        assert.deepEqual(content(mergeDecisions(base, mine, mine)), content(mine));
        const merged = mergeDecisions(base, mine, theirs);
        for (const side of [mine, theirs]) {
          for (const id of side.keys()) if (!base.has(id)) assert.ok(merged.has(id));
        }
        assert.deepEqual(content(merged), content(mergeDecisions(base, theirs, mine)));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test('one who has just written keeps it against one who had not seen it, and may still take it back', () => {
    fc.assert(
      fc.property(three, decision('new'), ([base, theirs], made) => {
        const mine = new Map([...base, [made.id, made]]);
        const overwritten = mergeDecisions(commonGround(base, mine, theirs), mine, theirs);
        assert.deepEqual(overwritten.get('new'), made);
        const file = mergeDecisions(base, mine, theirs);
        const withdrawn = mergeDecisions(commonGround(base, mine, file), base, file);
        assert.ok(!withdrawn.has('new'));
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  test('two who answer in one conversation keep both answers', () => {
    const said = (id: string, at: string, words: string) => ({ id, author: id, at, text: words });
    const thread = (at: string, ...comments: ReturnType<typeof said>[]): Decisions =>
      new Map([
        [
          't',
          {
            kind: 'thread',
            id: 't',
            by: '',
            at,
            side: 'zh',
            paragraph: { text: '好', before: '', after: '' },
            comments,
            resolved: false,
          },
        ],
      ]);
    const first = said('1', '2026-01-01', 'Is this right?');
    const base = thread('2026-01-01', first);
    const mine = thread('2026-01-03', first, said('2', '2026-01-03', 'No.'));
    const theirs = thread('2026-01-02', { ...first, text: 'Is this really right?' }, said('3', '2026-01-02', 'Yes.'));
    const [merged] = mergeDecisions(base, mine, theirs).values();
    assert.ok(merged.kind === 'thread');
    assert.deepEqual(
      merged.comments.map(({ text: words }) => words),
      ['Is this really right?', 'Yes.', 'No.'],
    );
  });
});
