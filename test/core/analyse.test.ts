import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyse, analyseInSteps } from '../../src/core/analyse';
import {
  counterparts,
  coverage,
  groupOf,
  linkOf,
  needsCounterpart,
  segmentAt,
  segmentText,
  sentenceAt,
  sideOf,
} from '../../src/core/query';
import { positionAt } from '../../src/core/text';
import { articleOf, groupsOf, PAIRS, requestOf, textOf } from './fixture';

const TEXT = PAIRS.slice(0, 6)
  .map(({ zh, en }) => `${zh}\n${en}`)
  .join('\n');

suite('analysis', () => {
  test('in steps and at once: the same article', () => {
    const steps = analyseInSteps(requestOf(TEXT));
    let count = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) count++;
    assert.ok(count >= 8, `${count} steps`);
    assert.deepEqual(step.value, analyse(requestOf(TEXT)));
  });

  test('it can be dropped after any step, and started again', () => {
    const whole = articleOf(TEXT);
    const request = requestOf(TEXT);
    for (let most = 1; most < 12; most++) {
      const steps = analyseInSteps(request);
      for (let at = 0; at < most; at++) steps.next();
      assert.equal(steps.return(whole).done, true);
    }
    assert.deepEqual(analyse(request), whole);
  });

  test('the request is not changed', () => {
    const request = requestOf(TEXT);
    Object.freeze(request);
    Object.freeze(request.sources);
    for (const source of request.sources) Object.freeze(source.lineStarts);
    assert.ok(analyse(request).recognition.recognised);
  });

  test('groups keep their ids when a pair is put in above', () => {
    const { zh, en } = PAIRS[8];
    const before = articleOf(TEXT).groups.map(({ id }) => id);
    const after = articleOf(`${zh}\n${en}\n${TEXT}`).groups.map(({ id }) => id);
    assert.deepEqual(after.slice(1), before);
  });
});

suite('look-ups', () => {
  const article = articleOf(`${TEXT}\n${PAIRS[11].zh}\n本报记者 陈柏 摄`);

  test('the segment and the sentence at an offset', () => {
    const at = (text: string) => article.sources[0].text.indexOf(text);
    assert.equal(segmentAt(article, 0, 0), 0);
    assert.equal(segmentText(article, segmentAt(article, 0, at('spring water'))), PAIRS[0].en);
    const sentence = article.sentences[sentenceAt(article, 0, at('店主周师傅'))];
    assert.equal(textOf(article.sources, sentence.span), '店主周师傅说，好豆腐要用当年的新豆和山里的泉水。');
    const { start, end } = article.segments[1].span;
    assert.equal(segmentAt(article, 0, start), 1);
    assert.equal(segmentAt(article, 0, end), 1);
    assert.equal(segmentAt(article, 0, 1e9), -1);
    assert.equal(segmentAt(article, 0, -1), -1);
    assert.equal(segmentAt(article, 1, 0), -1);
    assert.equal(sentenceAt(article, 1, 0), -1);
  });

  test('between paragraphs there is none', () => {
    const spaced = articleOf(TEXT.replaceAll('\n', '\n\n\n'));
    assert.equal(segmentAt(spaced, 0, spaced.segments[0].span.end), 0);
    assert.equal(segmentAt(spaced, 0, spaced.segments[0].span.end + 1), -1);
    assert.equal(sentenceAt(spaced, 0, spaced.segments[0].span.end + 1), -1);
  });

  test('in two texts an offset is looked up in its own', () => {
    const two = articleOf([PAIRS.map(({ zh }) => zh).join('\n'), PAIRS.map(({ en }) => en).join('\n')]);
    assert.equal(segmentAt(two, 0, 0), 0);
    assert.equal(segmentAt(two, 1, 0), PAIRS.length);
    assert.equal(segmentAt(two, 0, two.sources[0].text.length + 5), -1);
    assert.equal(sideOf(two, segmentAt(two, 1, 0)), 'en');
  });

  test('counterparts go both ways; what has none has none', () => {
    for (let at = 0; at < 12; at++) {
      assert.deepEqual(counterparts(article, at), [at % 2 ? at - 1 : at + 1]);
      assert.equal(groupOf(article, at), article.groups[at >> 1]);
    }
    assert.deepEqual(counterparts(article, 12), []);
    assert.equal(groupOf(article, 12), undefined);
  });

  test('links of sentences go both ways', () => {
    assert.ok(article.links.length >= 6);
    for (const link of article.links)
      for (const at of [...link.zh, ...link.en]) assert.equal(linkOf(article, at), link);
    assert.equal(linkOf(article, article.segments[12].sentences[0]), undefined);
  });

  test('sides, coverage, what needs a counterpart', () => {
    assert.deepEqual(
      [0, 1, 12, 13].map((at) => sideOf(article, at)),
      ['zh', 'en', 'zh', 'zh'],
    );
    assert.deepEqual(
      [0, 12, 13].map((at) => needsCounterpart(article.segments[at])),
      [true, true, false],
    );
    assert.deepEqual(coverage(article), { linked: 12, needed: 13 });
    assert.deepEqual(coverage(articleOf('')), { linked: 0, needed: 0 });
  });
});

suite('bad input', () => {
  test('nothing, or nothing but white space', () => {
    for (const text of ['', ' ', '\n', '\r\n\t\u3000', '\ufeff'])
      for (const format of ['prose', 'tsv', 'csv', 'code'] as const)
        assert.equal(articleOf(text, { format, scope: 'include' }).recognition.reason.key, 'notRecognised.empty');
    assert.equal(articleOf(['', '']).recognition.recognised, false);
  });

  test('one text of two is empty, or both are in one language', () => {
    const chinese = PAIRS.map(({ zh }) => zh).join('\n');
    for (const texts of [
      ['', chinese],
      [chinese, ''],
      [chinese, chinese],
    ] as const)
      assert.equal(articleOf(texts).recognition.recognised, false);
  });

  test('line ends of any kind give the same groups', () => {
    const expected = groupsOf(articleOf(TEXT));
    assert.deepEqual(groupsOf(articleOf(TEXT.replaceAll('\n', '\r\n'))), expected);
    let at = 0;
    const mixed = articleOf(TEXT.replace(/\n/g, () => (at++ % 2 ? '\r\n' : '\n')));
    assert.deepEqual(groupsOf(mixed), expected);
    const { segments, sources } = mixed;
    for (const { span } of segments) assert.equal(positionAt(sources[0], span.start).column, 0);
    assert.doesNotMatch(segments.map((_, segment) => segmentText(mixed, segment)).join(''), /\r/);
  });

  test('halves of surrogate pairs stay where they are', () => {
    const lines = TEXT.split('\n').map((line, at) =>
      at % 3 ? line : `\udc00${line.slice(0, 5)}\ud83d${line.slice(5)}`,
    );
    const article = articleOf(lines.join('\n'));
    assert.equal(article.groups.length, 6);
    article.segments.forEach((_, at) => {
      assert.equal(segmentText(article, at), lines[at]);
    });
  });

  test('whatever the text is, an answer comes and nothing is thrown', () => {
    const part = fc.oneof(
      fc.constantFrom(...PAIRS.flatMap(({ zh, en }) => [zh, en])),
      fc.constantFrom(
        '\n',
        '\n\n',
        '\r\n',
        '\r',
        '\t',
        ',',
        '"',
        '|',
        '```',
        '---',
        '# ',
        '中',
        'a',
        '\ud800',
        '\0',
        '周明：',
        'Zhou Ming: ',
      ),
      fc.string({ maxLength: 10, unit: 'binary' }),
    );
    const text = fc.array(part, { maxLength: 20 }).map((parts) => parts.join(''));
    const request = fc.record({
      texts: fc.oneof(text, fc.tuple(text, text)),
      format: fc.constantFrom('prose' as const, 'tsv' as const, 'csv' as const, 'code' as const),
      scope: fc.constantFrom('include' as const, undefined),
    });
    fc.assert(
      fc.property(request, ({ texts, format, scope }) => {
        const article = articleOf(texts, { format, scope });
        assert.deepEqual(article.failures, []);
        assert.equal(article.layout === null, !article.recognition.recognised);
        for (const { span } of [...article.segments, ...article.sentences, ...article.findings])
          assert.ok(span.start < span.end && span.end <= article.sources[span.source].text.length);
        for (const { fingerprint } of article.findings) assert.ok(fingerprint);
        assert.equal(new Set(article.findings.map(({ fingerprint }) => fingerprint)).size, article.findings.length);
      }),
      { seed: 91, numRuns: 300 },
    );
  }).timeout(30_000);
});
