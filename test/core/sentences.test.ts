import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Side } from '../../src/core/model';
import { splitSentences } from '../../src/core/segment/sentences';
import { costOf } from './cost.ts';

/** Sentences are written with ¦ between them: in Chinese nothing, in English a space. */
function check(side: Side, ...marked: readonly string[]): void {
  for (const text of marked) {
    const plain = text.replaceAll('¦', side === 'zh' ? '' : ' ');
    const found = splitSentences(plain, side).map(({ start, end }) => plain.slice(start, end));
    assert.deepEqual(
      found,
      text.split('¦').map((sentence) => sentence.trim()),
    );
  }
}

suite('sentences: Chinese', () => {
  test('stops and the quotes that close after them', () => {
    check(
      'zh',
      '会议昨天闭幕。¦代表们陆续离开。',
      '她说：“准备好了。¦出发吧！”¦大家笑了。',
      '「你看！」¦老人指着远山。',
      '真的吗？！¦太好了！！！¦走吧。',
      '他点点头。”¦ 门开了。',
    );
  });

  test('what a quotation belongs to', () => {
    check(
      'zh',
      '“走吧。”他说。¦天黑了。',
      '“能再说一遍吗？” 小林问。¦没有人回答。',
      '“为什么？”这个问题难住了所有人。',
      '他喊了几声“加油！加油！”就跑远了。',
      '“来了吗？”，她问。¦没有回答。',
      '《你往何处去？》是一部小说。¦值得一读。',
    );
    check('zh', '“快走！”¦小林放下手里的书，一句话也没有再多讲。');
  });

  test('ellipses', () => {
    check(
      'zh',
      '我……我不知道。¦他走了。',
      '山川、湖泊、草原……都记得这一天。',
      '“可是……”¦他没有往下讲。¦“算了……”',
      '没有人相信他。¦后来。。。谁也不提了。',
    );
    check('zh', '数字还在跳动。 ……¦天快亮了。');
  });

  test('brackets in mid-sentence hold their stops', () => {
    check('zh', '他（真的吗？）同意了。¦大家（包括老师！）都来了。', '讲完了。¦（掌声响起。）¦下一位上台。');
  });

  test('the ASCII point', () => {
    check(
      'zh',
      '增长3.5%,高于预期.¦专家说:"很好."¦会后散去.',
      '他读U.S. News的报道,也读J.K.罗琳的小说.',
      '1. 打开文件。¦2. 安装 Node.js。¦日期是2024.7.3。',
      '详见 https://example.org/a.b?c=d。¦运行 `a.b()。` 即可。',
      '第一版用 React.¦后来换了.',
    );
  });

  test('semicolons, line breaks, headlines', () => {
    check('zh', '一是资金；二是人才; 三是时间。', '行在这里\n断开。¦另一句\r\n也断开。', '现场直击!代表团今日抵达');
  });

  test('inline Markdown', () => {
    check(
      'zh',
      '**重点在此。**¦下一句。¦**又一处重点。**',
      '[全文在此。](https://example.org/x.html)¦脚注在后。[^2]¦完了。',
      '前一句。¦**后一句**还没完。',
    );
  });
});

suite('sentences: English', () => {
  test('abbreviations', () => {
    check(
      'en',
      'Mr. Lin met Dr. J. K. Moore on Jan. 5 at No. 10.¦They left.',
      'Gen. Hu and Sen. Clay spoke.¦See Fig. 3, e.g. the left one, i.e. mine.',
      'Tea, milk, etc. are sold.¦Coffee, cocoa, etc.¦The rest is not.',
      'MS. LANE: Good morning.¦GEN. HU: Hello.',
      'Approx. Three of them vs. Moore et al. in St. Petersburg.',
      'John F. Hill Jr. runs Hill Inc.¦He founded Hill Ltd. in 1990.',
    );
  });

  test('abbreviations that may end a sentence', () => {
    check(
      'en',
      'It began at 3 p.m.¦It ended at 5 p.m. Wednesday.',
      'He is from the U.S.¦The U.S. President is too, as is the U.N. Secretary-General.',
      'We chose plan B.¦It worked.',
      'Is it true?¦No.¦He made it up.',
    );
  });

  test('decimals, ellipses, lists', () => {
    check(
      'en',
      'Prices rose 3.5 percent.¦Wages did not.',
      'I... I do not know... maybe.¦Well...¦The end . . . or not.',
      '1. Open the file.¦2. Close it.',
      'That was in 2020.¦35 people came.',
    );
  });

  test('quotation marks and brackets', () => {
    check(
      'en',
      '"It is done."¦He left.¦"Why?" she asked.¦"Stop!" Lin said.',
      'She said, “We go.”¦“Now?”¦They went.',
      'He left (was it late?) and slept.¦(It was late.)¦She stayed (see Jan. 5).',
      '‘Ready?’ he called.¦‘Yes.’',
    );
  });

  test('words joined by a copy from the web', () => {
    const joined = 'The talks ended.However, nothing in Node.js or System.Text at example.com changed.It stayed.';
    assert.deepEqual(
      splitSentences(joined, 'en').map(({ end }) => end),
      [16, 82, joined.length],
    );
  });

  test('inline Markdown, addresses, line breaks, transcripts', () => {
    check(
      'en',
      '**Read this.**¦Then call `a.b. C` or see https://example.org/A.B?c=D.¦[Done.](http://x.org/y.z)¦More.[^1]¦End.',
      'One sentence\nover two lines.¦Another\r\none.',
      '- [Ann] Is it?¦- [Bob] Yes, it is.',
      'Call println!("Done") now.¦It prints.',
      'we meet every week.¦it is short.¦then we go home.',
    );
  });
});

suite('sentences: always', () => {
  const part = fc.constantFrom(
    ...'。！？!?….,，；”“’"\'「」（）()《》*_`[]<> \n\r\t\u3000中文说他第一AbcI的1９'.split(''),
    '……',
    '他说',
    'U.S.',
    'p.m. ',
    'The ',
    'https://a.b/c',
    '](x)',
    '[^1]',
    '\ud83d',
  );
  const text = fc.array(part, { maxLength: 60 }).map((parts) => parts.join(''));

  test('ascending, disjoint, trimmed; nothing but white space left out', () => {
    fc.assert(
      fc.property(text, fc.constantFrom<Side>('zh', 'en'), (sample, side) => {
        let at = 0;
        for (const { start, end } of splitSentences(sample, side)) {
          assert.ok(start >= at && end > start);
          assert.equal(sample.slice(at, start).trim(), '');
          assert.equal(sample.slice(start, end).trim(), sample.slice(start, end));
          at = end;
        }
        assert.equal(sample.slice(at).trim(), '');
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  test('a sentence has a word, unless the text has none', () => {
    fc.assert(
      fc.property(text, fc.constantFrom<Side>('zh', 'en'), (sample, side) => {
        const pieces = splitSentences(sample, side).map(({ start, end }) => sample.slice(start, end));
        assert.ok(pieces.length <= 1 || pieces.every((piece) => /[\p{L}\p{N}]/u.test(piece)));
      }),
      { seed: 8, numRuns: 1000 },
    );
  });

  test('time is linear', function () {
    this.timeout(20_000);
    const hostile = [
      '他说：“好（吗？）”。3.5%……',
      '"(.',
      '](',
      '<a ',
      '`',
      '. ',
      '…',
      '!',
      '(',
      '“',
      ' ',
      '*。',
      'https://',
    ];
    for (const unit of hostile) {
      const time = (size: number) => {
        const sample = unit.repeat(Math.ceil(size / unit.length));
        return costOf(() => {
          splitSentences(sample, 'zh');
          splitSentences(sample, 'en');
        });
      };
      const [small, large] = [time(60_000), time(120_000)];
      assert.ok(large < 60 + small * 3.5, `${JSON.stringify(unit)}: ${small} ms, then ${large} ms`);
    }
  });
});
