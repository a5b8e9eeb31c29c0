import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { hashOf, normalised } from '../../src/core/hash';
import { carrierOf, countScripts, isForeign, languageOf } from '../../src/core/language';
import { lineAt, lineEnd, lineText, offsetAt, positionAt, sourceText } from '../../src/core/text';

/** Texts with every kind of line end and with halves of surrogate pairs. */
const anyText = fc
  .array(fc.constantFrom('a', '中', '。', ' ', '\t', '\r', '\n', '\r\n', '😀', '\ud83d', '\ude00', '\u2028', '\0'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

suite('text: positions', () => {
  test('lines are split at LF; CR before it belongs to the line end', () => {
    const source = sourceText('甲\r\n乙\n\r丙\r\r\n');
    assert.deepEqual(source.lineStarts, [0, 3, 5, 10]);
    assert.deepEqual(
      [0, 1, 2, 3].map((line) => lineText(source, line)),
      ['甲', '乙', '\r丙\r', ''],
    );
    assert.deepEqual(
      [0, 1, 2, 3].map((line) => lineEnd(source, line)),
      [1, 4, 8, 10],
    );
  });

  test('an empty text has one empty line', () => {
    const source = sourceText('');
    assert.deepEqual(positionAt(source, 0), { line: 0, column: 0 });
    assert.equal(lineText(source, 0), '');
    assert.equal(offsetAt(source, { line: 3, column: 1 }), 0);
  });

  test('positions outside the text are clamped to it', () => {
    const source = sourceText('ab\r\ncd');
    assert.deepEqual(positionAt(source, -4), { line: 0, column: 0 });
    assert.deepEqual(positionAt(source, 99), { line: 1, column: 2 });
    assert.equal(offsetAt(source, { line: 0, column: 99 }), 2);
    assert.equal(offsetAt(source, { line: 1, column: -1 }), 4);
    assert.equal(offsetAt(source, { line: -1, column: 1 }), 1);
    assert.equal(offsetAt(source, { line: 9, column: 0 }), 6);
  });

  test('an offset becomes a position and comes back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const source = sourceText(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const position = positionAt(source, offset);
          assert.equal(position.line, text.slice(0, offset).split('\n').length - 1);
          assert.equal(position.line, lineAt(source, offset));
          // Inside a line end CR LF there is no column: it is clamped to the end of the line's text.
          const inLineEnd = text[offset] === '\n' && text[offset - 1] === '\r';
          assert.equal(offsetAt(source, position), inLineEnd ? offset - 1 : offset);
        }
      }),
      { seed: 21, numRuns: 500 },
    );
  });

  test('lines and their ends make up the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const source = sourceText(text);
        const lines = source.lineStarts.map((_, line) => lineText(source, line));
        assert.deepEqual(
          lines,
          text.split('\n').map((line, at, all) => (at + 1 < all.length ? line.replace(/\r$/, '') : line)),
        );
      }),
      { seed: 22, numRuns: 500 },
    );
  });
});

suite('language', () => {
  const of = (text: string) => languageOf(countScripts(text));

  test('by script', () => {
    const expected: readonly (readonly [string, ReturnType<typeof of>])[] = [
      ['春天来了。', 'zh'],
      ['Spring is here.', 'en'],
      ['他在 Google 工作了 3 年。', 'zh'],
      ['The word 缘分 has no exact counterpart in English, or in any other language of Europe that I know.', 'en'],
      ['We met at the teahouse 老舍茶馆 near the gate, where 相声 is performed every evening.', 'mixed'],
      ['2024-05-01 · 3.14 %', 'other'],
      ['', 'other'],
      ['これは日本語のテキストです。', 'other'],
      ['Привет, как дела?', 'other'],
      ['한국어 문장입니다.', 'other'],
    ];
    for (const [text, language] of expected) assert.equal(of(text), language, text);
  });

  test('a mixed text is carried by the language of its little words', () => {
    const carrier = (text: string) => carrierOf(text, countScripts(text), 'mixed');
    assert.equal(carrier('The 高铁 is on the 大桥 and it was fast.'), 'en');
    assert.equal(carrier('他在 deadline 前的 weekend 也在 office 了'), 'zh');
    assert.equal(carrierOf('123', countScripts('123'), 'other'), undefined);
  });

  test('Latin text that is not English', () => {
    for (const text of [
      'Chūntiān lái le, huā kāi le.',
      'Die Stadt ist schön und das Wetter ist nicht schlecht.',
      'Les enfants sont dans la rue et une femme les regarde.',
    ])
      assert.ok(isForeign(text), text);
    for (const text of [
      'The town is beautiful and the weather is not bad.',
      'Café Müller opened in the old street.',
      'Yes.',
      '',
    ])
      assert.ok(!isForeign(text), text);
  });
});

suite('hash', () => {
  test('texts and their boundaries tell names apart', () => {
    assert.equal(hashOf('甲', '乙'), hashOf('甲', '乙'));
    const names = [hashOf(), hashOf(''), hashOf('甲乙'), hashOf('甲', '乙'), hashOf('乙', '甲'), hashOf('甲乙', '')];
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^[0-9a-z]+$/);
  });

  test('different short texts get different names', () => {
    const texts = Array.from({ length: 20_000 }, (_, at) => `第${at}段 paragraph ${at * 7}`);
    assert.equal(new Set(texts.map((text) => hashOf(text))).size, texts.length);
  });

  test('white space and letter case do not count', () => {
    assert.equal(normalised(' A Tea\tGarden\r\n茶 园　'), 'ateagarden茶园');
  });
});
