import assert from 'node:assert/strict';
import { articleJson, diagnosticsOf } from '../../src/cli/json';
import { type Article, type Segment, type SourceIndex, sourceText } from '../../src/core';
import { wording } from '../../src/messages';
import { madeArticle, madeGroup } from '../core/made';

const words = wording('en');

/** The stretch of a text that a needle stands in. */
function spanOf(text: string, needle: string, source: SourceIndex = 0) {
  const start = text.indexOf(needle);
  assert.ok(start >= 0, needle);
  return { source, start, end: start + needle.length };
}

function segmentOf(text: string, needle: string, rest: Partial<Segment> = {}, source: SourceIndex = 0): Segment {
  const span = spanOf(text, needle, source);
  return {
    id: needle.slice(0, 4),
    span,
    language: /\p{Script=Han}/u.test(needle) ? 'zh' : 'en',
    role: 'body',
    inline: false,
    textStart: span.start,
    alignable: true,
    sentences: [],
    ...rest,
  };
}

const TEXT =
  '馆长说：“门开了。请进。”\r\n\r\nThe director said:\r\n\r\n   “The door is open.  \r\n  Come in.”\n\n来源 Source\n孤句。';
const ENGLISH = 'The door is open.  \r\n  Come in.';

const article = madeArticle({
  sources: [sourceText(TEXT)],
  recognition: { recognised: true, confidence: 0.98765, reason: { key: 'recognised.included', args: {} } },
  segments: [
    segmentOf(TEXT, '馆长说：“门开了。请进。”', { sentences: [0, 1] }),
    segmentOf(TEXT, 'The director said:\r\n\r\n   “The door is open.  \r\n  Come in.”', { sentences: [2] }),
    segmentOf(TEXT, '来源', { inline: true, role: 'source' }),
    segmentOf(TEXT, 'Source', { inline: true, role: 'source' }),
    segmentOf(TEXT, '孤句。'),
  ],
  sentences: [
    { span: spanOf(TEXT, '馆长说：“门开了。'), side: 'zh', segment: 0 },
    { span: spanOf(TEXT, '请进。'), side: 'zh', segment: 0 },
    { span: spanOf(TEXT, ENGLISH), side: 'en', segment: 1 },
  ],
  groups: [
    madeGroup(1, { zh: [0], en: [1], score: 0.5 }),
    madeGroup(2, { zh: [2], en: [3], score: 1, kind: 'manual', review: 'approved' }),
  ],
  links: [{ zh: [0, 1], en: [2], score: 0.91239 }],
  turns: [
    {
      speaker: { zh: '馆长', en: null },
      person: 0,
      segments: [0, 1],
      spans: [
        { side: 'zh', span: spanOf(TEXT, '门开了。') },
        { side: 'en', span: spanOf(TEXT, ENGLISH) },
      ],
    },
  ],
  speakers: [{ zh: '馆长', en: null, kind: 'role', variants: { zh: ['馆长'], en: [] }, turns: [0] }],
  naming: [0],
  findings: [
    {
      code: 'unaligned',
      severity: 'warning',
      side: 'zh',
      span: spanOf(TEXT, '孤句。'),
      message: { key: 'unaligned.zh', args: {} },
      related: [{ side: 'en', span: spanOf(TEXT, ENGLISH), message: { key: 'unaligned.before', args: {} } }],
      fixes: [{ kind: 'dismiss', title: { key: 'fix.dismiss', args: {} } }],
      fingerprint: 'f1',
    },
    {
      code: 'duplicate',
      severity: 'hint',
      side: 'zh',
      span: spanOf(TEXT, '请进。'),
      message: { key: 'unaligned.zh', args: {} },
      related: [],
      fixes: [],
      fingerprint: 'f2',
    },
  ],
});

suite('JSON of an article', () => {
  const json = articleJson(article, ['a.txt'], words);

  test('has exactly the documented keys, in their order', () => {
    assert.deepEqual(Object.keys(json), [
      'file',
      'recognised',
      'confidence',
      'reason',
      'layout',
      'segments',
      'groups',
      'links',
      'turns',
      'diagnostics',
    ]);
    assert.equal(json.reason, 'The setting parallelText.include names this file.');
    assert.equal(json.confidence, 0.9877);
  });

  test('segments: 1-based lines, columns only where a segment is less than its lines', () => {
    assert.deepEqual(json.segments, [
      { id: '馆长说：', line: 1, endLine: 1, lang: 'zh', role: 'body' },
      { id: 'The ', line: 3, endLine: 6, lang: 'en', role: 'body' },
      { id: '来源', line: 8, endLine: 8, start: 0, end: 2, lang: 'zh', role: 'source' },
      { id: 'Sour', line: 8, endLine: 8, start: 3, end: 9, lang: 'en', role: 'source' },
      { id: '孤句。', line: 9, endLine: 9, lang: 'zh', role: 'body' },
    ]);
  });

  test('groups list every line that has text; a line with both languages stands on both sides', () => {
    assert.deepEqual(json.groups, [
      { id: 'g1', zh: [1], en: [3, 5, 6], score: 0.5, kind: 'translation', review: null },
      { id: 'g2', zh: [8], en: [8], score: 1, kind: 'manual', review: 'approved' },
    ]);
  });

  test('links and turns: a span for each line, without white space and line ends', () => {
    const english = [
      { line: 5, start: 4, end: 21 },
      { line: 6, start: 2, end: 10 },
    ];
    assert.deepEqual(json.links, [
      {
        zh: [
          { line: 1, start: 0, end: 9 },
          { line: 1, start: 9, end: 12 },
        ],
        en: english,
        score: 0.9124,
      },
    ]);
    assert.deepEqual(json.turns, [
      {
        speaker: { zh: '馆长', en: null },
        lines: [1, 3, 5, 6],
        spans: [{ side: 'zh', line: 1, start: 5, end: 9 }, ...english.map((span) => ({ side: 'en', ...span }))],
      },
    ]);
  });

  test('diagnostics: in the order of the text, in words, without a file of their own', () => {
    assert.deepEqual(json.diagnostics, [
      {
        code: 'duplicate',
        severity: 'hint',
        side: 'zh',
        line: 1,
        start: 9,
        endLine: 1,
        end: 12,
        message: 'No English counterpart was found for this paragraph.',
        fingerprint: 'f2',
        related: [],
        fixes: [],
      },
      {
        code: 'unaligned',
        severity: 'warning',
        side: 'zh',
        line: 9,
        start: 0,
        endLine: 9,
        end: 3,
        message: 'No English counterpart was found for this paragraph.',
        fingerprint: 'f1',
        related: [{ side: 'en', line: 5, start: 4, endLine: 6, end: 10, message: 'The linked paragraph before it' }],
        fixes: ['Dismiss this finding'],
      },
    ]);
  });

  test('not recognised: the reason, and empty lists', () => {
    const other: Article = {
      ...article,
      recognition: { recognised: false, confidence: 0.8, reason: { key: 'notRecognised.empty', args: {} } },
    };
    assert.deepEqual(articleJson(other, ['b.txt'], words), {
      file: 'b.txt',
      recognised: false,
      confidence: 0.8,
      reason: 'The file has no text.',
      layout: null,
      segments: [],
      groups: [],
      links: [],
      turns: [],
      diagnostics: [],
    });
  });

  test('of two files: each side counts lines in its own, segments and diagnostics name theirs', () => {
    const zh = '标题\n\n门开了。';
    const en = 'The door is open.';
    const pair: Article = {
      ...article,
      sources: [sourceText(zh), sourceText(en)],
      layout: 'pair',
      segments: [segmentOf(zh, '标题'), segmentOf(zh, '门开了。'), segmentOf(en, en, {}, 1)],
      sentences: [
        { span: spanOf(zh, '门开了。'), side: 'zh', segment: 1 },
        { span: spanOf(en, en, 1), side: 'en', segment: 2 },
      ],
      groups: [madeGroup(1, { id: 'g', zh: [1], en: [2], score: 0.9 })],
      links: [{ zh: [0], en: [1], score: 0.9 }],
      turns: [{ speaker: { zh: null, en: 'She' }, person: 0, segments: [1, 2], spans: [] }],
      findings: [
        {
          ...article.findings[0],
          side: 'en',
          span: spanOf(en, 'open', 1),
          related: [{ side: 'zh', span: spanOf(zh, '开'), message: { key: 'unaligned.after', args: {} } }],
        },
      ],
    };
    const result = articleJson(pair, ['a.zh.md', 'a.en.md'], words);
    assert.equal(result.file, 'a.zh.md');
    assert.equal(result.pairFile, 'a.en.md');
    assert.deepEqual(
      result.segments.map(({ file, line }) => [file, line]),
      [
        ['a.zh.md', 1],
        ['a.zh.md', 3],
        ['a.en.md', 1],
      ],
    );
    assert.deepEqual([result.groups[0].zh, result.groups[0].en], [[3], [1]]);
    assert.deepEqual(result.links[0].en, [{ line: 1, start: 0, end: 17 }]);
    assert.deepEqual(result.turns[0].lines, [3, 1]);
    assert.equal(result.diagnostics[0].file, 'a.en.md');
    assert.equal(result.diagnostics[0].related[0].file, 'a.zh.md');
  });

  test('diagnostics by themselves name their file first', () => {
    const [first] = diagnosticsOf(article, ['a.txt'], wording('zh-cn'));
    assert.equal(Object.keys(first)[0], 'file');
    assert.equal(first.message, '这一段没有找到对应的英文。');
  });
});
