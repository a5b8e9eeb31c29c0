import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeText, plainLabel, shorten } from '../../src/editor/escape';

/** What a browser makes of character references. */
const decoded = (markdown: string) =>
  markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

suite('escape', () => {
  test('letters, digits, single spaces and Chinese stay as they are', () => {
    const text = '他说：“明天 10 点见。” She said “see you”';
    assert.equal(escapeText(text), text);
  });

  test('nothing that means something to Markdown, HTML or the editor is left', () => {
    const hostile = [
      '# not a heading',
      '1. not a list',
      '- nor this',
      '    nor code',
      '```js',
      '[x](command:workbench.action.quit)',
      '<img src=x onerror=alert(1)>',
      '$(bug) ~~x~~ *x* _x_ `x` | a | b |',
      'https://example.com www.example.com a.b@example.com',
      '[x]: https://example.com',
      '&lt;b&gt; &#60;',
      '===',
      'a\\',
    ];
    for (const line of hostile) {
      assert.match(escapeText(line), /^(?:[\p{L}\p{N} ]|&#\d+;)*$/u, line);
      assert.equal(decoded(escapeText(line)), line);
    }
  });

  test('stretches in bold, whatever stands around them', () => {
    const text = ' *主席 [said] 75th*\r\nof 3.5万';
    const of = (...words: readonly string[]) =>
      words.map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length }));
    assert.equal(
      escapeText(text, of('主席', 'said', '75', '3.5万')),
      '&#32;&#42;**主席** &#91;**said**&#93; **75**th&#42;  \nof **3&#46;5万**',
    );
    assert.equal(escapeText(text, of('75th*\r\nof')), escapeText(text));
    assert.equal(escapeText(text, []), escapeText(text));
  });

  test('line ends become hard breaks in one paragraph', () => {
    assert.equal(escapeText('一\r\n\r\n二\n  \nthree'), '一  \n二  \nthree');
    assert.equal(escapeText('　　缩进'), '&#12288;&#12288;缩进');
  });

  test('lone surrogates and control characters are shown as what they are: lost', () => {
    assert.equal(escapeText('a\ud800b\udc00c\u0000d😀'), 'a\ufffdb\ufffdc\ufffdd😀');
  });

  test('any text comes back when the references are read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const markdown = escapeText(text);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
        const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/).filter((line) => line.trim());
        assert.equal(decoded(markdown), lines.map((line) => line.replace(control, '\ufffd')).join('  \n'));
        assert.doesNotMatch(markdown.replace(/&#\d+;/g, ''), /[!-/:-@[-`{-~]/);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  test('cutting keeps characters whole and says that something is missing', () => {
    assert.equal(shorten('short', 10), 'short');
    assert.equal(shorten('ab😀cd', 3), 'ab…');
    assert.equal(shorten('ab cd', 3), 'ab…');
  });

  test('labels hold no icons and no line ends', () => {
    assert.equal(plainLabel(' a\n $(bug)  b '), 'a $\u2060(bug) b');
    assert.equal(plainLabel('a\u202eb\u2066c\u0007\ud800'), 'abc\ufffd\ufffd');
  });
});
