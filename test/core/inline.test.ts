import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { plausiblePair, splitInline } from '../../src/core/segment/inline';
import { maskLine } from '../../src/core/segment/mask';
import { segmentArticle } from '../../src/core/segment/segments';
import { sourceText } from '../../src/core/text';
import { PAIRS, textOf } from './fixture';

/** The pieces of a line, or undefined where it is one. */
function pieces(line: string): string[] | undefined {
  return splitInline(line, maskLine(line))?.map(({ start, end, side }) => `${side} ${line.slice(start, end)}`);
}

suite('inline text', () => {
  test('a sentence and its translation on one line', () => {
    const split: readonly (readonly [string, readonly string[]])[] = [
      [
        '老街的早晨很安静。The old street is quiet in the morning.',
        ['zh 老街的早晨很安静。', 'en The old street is quiet in the morning.'],
      ],
      [
        'The old street is quiet in the morning. 老街的早晨很安静。',
        ['en The old street is quiet in the morning.', 'zh 老街的早晨很安静。'],
      ],
      [
        '他问：“你喜欢茶吗？” He asked, "Do you like tea?"',
        ['zh 他问：“你喜欢茶吗？”', 'en He asked, "Do you like tea?"'],
      ],
      [
        '天亮了，店门开了。“Good morning,” said the owner.',
        ['zh 天亮了，店门开了。', 'en “Good morning,” said the owner.'],
      ],
      ['1. 先把茶壶烫热。First warm the teapot.', ['zh 1. 先把茶壶烫热。', 'en First warm the teapot.']],
    ];
    for (const [line, expected] of split) {
      const found = pieces(line);
      assert.deepEqual(
        found?.map((piece) => piece.replace('zh 1. ', 'zh ')),
        expected.map((piece) => piece.replace('zh 1. ', 'zh ')),
        line,
      );
    }
  });

  test('several sentences by turns', () => {
    assert.deepEqual(
      pieces('河上起了大雾。A thick fog rose on the river. 船都停在岸边。All the boats lay at the bank.'),
      [
        'zh 河上起了大雾。',
        'en A thick fog rose on the river.',
        'zh 船都停在岸边。',
        'en All the boats lay at the bank.',
      ],
    );
  });

  test('separators: <br/>, tabs, slashes and bars', () => {
    for (const separator of ['<br/>', '<br>', '<BR />', '\t', ' / ', ' | ', '｜', ' // '])
      assert.deepEqual(pieces(`茶很香${separator}Nice tea`), ['zh 茶很香', 'en Nice tea'], JSON.stringify(separator));
  });

  test('a gloss, a name or a quotation is no piece', () => {
    for (const line of [
      '世界卫生组织（World Health Organization）发布了新的报告。',
      '他毕业于伦敦政治经济学院（London School of Economics and Political Science），现在在镇上教书。',
      '《老人与海》（The Old Man and the Sea）是他最喜欢的小说。',
      '海报上写着“Keep calm and drink some tea”，很多人停下来看。',
      '他在 Google 和 Microsoft 都工作过。',
      'The word 豆腐 means bean curd, and every child knows it.',
      'Her shop is called “半日闲茶馆”, which means half a day of leisure.',
      '老街的早晨很安静。',
      'The old street is quiet in the morning.',
      '',
    ])
      assert.equal(pieces(line), undefined, line);
  });

  test('sizes tell whether pieces could translate each other', () => {
    const plausible = (line: string) => {
      const masked = maskLine(line);
      return plausiblePair(splitInline(line, masked) ?? [], masked);
    };
    assert.ok(plausible('老街的早晨很安静。The old street is quiet in the morning.'));
    assert.ok(
      !plausible(
        '老街的早晨很安静。The report says that in the last ten years the number of visitors has grown by far more than anyone expected.',
      ),
    );
    assert.ok(!plausible('老街的早晨很安静。'));
  });

  test('an article in lines of two languages has the layout inline', () => {
    const text = PAIRS.slice(0, 5)
      .map(({ zh, en }) => `${zh}${en}`)
      .join('\n');
    const sources = [sourceText(text)];
    const { layout, segments } = segmentArticle(sources, 'prose');
    assert.equal(layout, 'inline');
    assert.deepEqual(
      segments.map(({ span, inline, language }) => [textOf(sources, span), inline, language]),
      PAIRS.slice(0, 5).flatMap(({ zh, en }) => [
        [zh, true, 'zh'],
        [en, true, 'en'],
      ]),
    );
  });

  test('one English sentence inside a Chinese article does not cut its paragraph', () => {
    const quoting =
      '墙上写着 All are equal before the law and no one is above it 这句话，后面是他的签名，下面还有一行小字，写着日期和地点，字迹已经看不清楚了。';
    const text = [...PAIRS.slice(0, 4).flatMap(({ zh, en }) => [zh, en]), quoting].join('\n');
    const { segments } = segmentArticle([sourceText(text)], 'prose');
    assert.equal(segments.length, 9);
    assert.equal(segments[8].inline, false);
  });

  test('pieces are ascending, disjoint and within the line, and hold every word of it', () => {
    const part = fc.constantFrom(
      ...[
        '茶很香。',
        '老街的早晨很安静',
        'The tea smells good.',
        'and so it is',
        'Tea',
        '茶',
        '（',
        '）',
        '(',
        ')',
        '“',
        '”',
        '"',
        '《',
        '》',
      ],
      ...[
        '<br/>',
        '\t',
        ' / ',
        '｜',
        ' ',
        '——',
        '。',
        '. ',
        '**',
        '`',
        '[',
        '](a.md)',
        '1. ',
        '- ',
        '\ud83d',
        'é',
        '12,000',
        '…',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        const line = parts.join('');
        const masked = maskLine(line);
        const found = splitInline(line, masked);
        if (!found) return;
        assert.ok(found.length > 1);
        let end = 0;
        for (const piece of found) {
          assert.ok(piece.start >= end && piece.end > piece.start && piece.end <= line.length);
          assert.doesNotMatch(masked.slice(end, piece.start), /[\p{L}\p{N}]/u);
          end = piece.end;
        }
        assert.doesNotMatch(masked.slice(end), /[\p{L}\p{N}]/u);
        for (let at = 1; at < found.length; at++) assert.notEqual(found[at].side, found[at - 1].side);
      }),
      { seed: 51, numRuns: 3000 },
    );
  });
});
