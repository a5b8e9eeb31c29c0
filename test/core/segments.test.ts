import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Language, Role } from '../../src/core/model';
import { maskLine } from '../../src/core/segment/mask';
import { endsLikeSentence, roleOf } from '../../src/core/segment/roles';
import { type Segmentation, segmentArticle } from '../../src/core/segment/segments';
import { sourceText } from '../../src/core/text';
import { costOf } from './cost.ts';
import { articleOf, dedent, PAIRS, textOf } from './fixture';

function segmentsOf(...texts: readonly string[]): Segmentation {
  return segmentArticle(texts.map(sourceText), 'prose');
}

/** Segments as `role language text`. */
function drawn(text: string): string[] {
  const sources = [sourceText(text)];
  return segmentArticle(sources, 'prose').segments.map(
    ({ role, language, span }) => `${role} ${language} ${textOf(sources, span)}`,
  );
}

suite('mask', () => {
  test('markup becomes blanks, words stay where they are', () => {
    const masked: readonly (readonly [string, string])[] = [
      ['## 春天', '春天'],
      ['> - [ ] 买茶', '买茶'],
      ['读 [这本书](https://example.com/tea "题")吧', '读 这本书 吧'],
      ['见 ![图一](a.png) 右侧', '见 右侧'],
      ['运行 `npm test` 即可', '运行 npm test 即可'],
      ['这是**重点**。', '这是 重点 。'],
      ['an _old_ snake_case word', 'an old snake_case word'],
      ['{{< zh >}}', ''],
      ['{% include nav.html %}你好', '你好'],
      ['第一行<br/>Second line', '第一行 Second line'],
      ['<p class="x">正文</p>', '正文'],
      ['A&nbsp;B &#8212; C', 'A B C'],
      ['据报道[3]，今年', '据报道 ，今年'],
      ['网址 https://example.com/a?b=c。完', '网址 。完'],
      ['【原文】春天来了。', '春天来了。'],
      ['译文：春天来了。', '春天来了。'],
      ['[Translation] Spring is here.', 'Spring is here.'],
      ['EN: Spring is here.', 'Spring is here.'],
    ];
    for (const [line, expected] of masked) {
      assert.equal(maskLine(line).length, line.length, line);
      assert.equal(maskLine(line).trim().replace(/\s+/g, ' '), expected, line);
    }
  });

  test('text that only looks like markup stays', () => {
    for (const line of [
      '5 < 6 而且 8 > 7。',
      '他说：“你好。”',
      '2 × 3 = 6',
      '《春》（节选）',
      'C# is a language.',
      'Source: Xinhua',
    ])
      assert.equal(maskLine(line), line);
  });

  test('a label alone on its line is its text', () => {
    assert.equal(maskLine('译文：'), '译文：');
    assert.equal(maskLine('[Translation]'), '[Translation]');
  });

  test('Source: before a name is a credit, before a sentence a label', () => {
    for (const line of ['Source: China Daily', '(Source: Xinhua)']) assert.equal(maskLine(line), line);
    assert.equal(maskLine('Source: The tea smells good.').trim(), 'The tea smells good.');
    assert.equal(maskLine('[Source] 茶很香').trim(), '茶很香');
    assert.deepEqual(
      drawn('茶很香。\nThe tea smells good.\nSource: China Daily').at(-1),
      'source en Source: China Daily',
    );
  });

  test('the length never changes, and no line end is made or lost', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...[
          '[',
          ']',
          '(',
          ')',
          '](',
          '![',
          '`',
          '```',
          '**',
          '_',
          '~~',
          '<',
          '>',
          '</a>',
          '<!--',
          '-->',
          '{{',
          '}}',
          '{%',
        ],
        ...[
          '|',
          '\\',
          '# ',
          '- ',
          '1. ',
          '> ',
          '原文：',
          '[译文]',
          'http://',
          'www.',
          '&amp;',
          '[^1]',
          '中',
          'word',
          ' ',
        ],
        ...['\t', '\u3000', '\ud83d', '\ude00', '😀', '\r', '\u2028', '\0', '|a.png|'],
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const line = pieces.join('').replaceAll('\n', ' ');
        const masked = maskLine(line);
        assert.equal(masked.length, line.length);
        for (let at = 0; at < line.length; at++) assert.ok(masked[at] === line[at] || masked[at] === ' ');
      }),
      { seed: 31, numRuns: 3000 },
    );
  });

  test('time grows with the line, whatever marks it is made of', () => {
    for (const unit of ['[', '![', '<a', '<!--', '`', '*', '{{', 'a.', '&', '[](', '> ', '_a', 'http://', ' ']) {
      const cost = costOf(() => assert.equal(maskLine(unit.repeat(20_000)).length, unit.length * 20_000, unit));
      assert.ok(cost < 1500, unit);
    }
  }).timeout(20_000);
});

suite('roles', () => {
  const role = (text: string, more: Partial<Parameters<typeof roleOf>[0]> = {}): Role => {
    const language: Language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
    return roleOf({ text, language, heading: false, bold: false, first: false, lines: 1, ...more });
  };

  test('traditional characters say the same', () => {
    const table: Readonly<Partial<Record<Role, readonly string[]>>> = {
      credit: ['責任編輯：周明', '圖片來源：受訪者', '審核：李梅', '通訊員 張華 攝'],
      source: ['新華社 2024-05-12 13:13', '轉載自：河岸週報', '資料來源：縣誌', '原文鏈接：見文末'],
      furniture: ['長按識別二維碼', '推薦閱讀', '點擊閱讀原文', '關注我們', '未經授權，不得使用'],
    };
    for (const [expected, lines] of Object.entries(table))
      for (const line of lines) assert.equal(role(line), expected, line);
  });

  test('by the form of a line', () => {
    const table: Readonly<Partial<Record<Role, readonly string[]>>> = {
      dateline: [
        '2024年5月12日',
        '（2024年5月12日 北京）',
        '二〇二四年五月十二日',
        'May 12, 2024',
        '12 May 2024',
        '2024-05-12',
        'Beijing, May 12, 2024',
        'Sunday, May 12, 2024',
      ],
      byline: [
        '——鲁迅',
        '— Emily Dickinson',
        'By Wang Lin',
        'Translated by Li Mei and Tom Brown',
        'Written by: Ann Lee',
      ],
      credit: [
        '本报记者 张华 摄',
        '（新华社记者 王林摄）',
        '编辑：李梅',
        '责任编辑：周明',
        '图片来源：受访者',
        '文／陈晨',
        'Photo: Wang Lin',
        'Photo by Wang Lin',
        'Image courtesy of the museum',
        'Photos: Tea gardens in spring',
      ],
      source: [
        '来源：新华网',
        '（来源：人民日报）',
        '转自：中国日报',
        '原文链接：见文末',
        'Source: China Daily',
        '(Source: Xinhua)',
      ],
      furniture: [
        '长按识别二维码关注公众号',
        '点击阅读原文',
        '扫码下载APP',
        '上一篇：春天',
        '推荐阅读',
        '延 伸 阅 读',
        'Share this article',
        'Follow us on WeChat',
        'Scan the QR code',
        'All rights reserved',
        'Related articles',
      ],
      label: ['【生词】', '全文如下：', '[Vocabulary]', 'Key words:'],
      body: [
        '春天来了，茶园里的人多了起来。',
        '2024年5月12日，大桥正式通车。',
        '编辑：这篇文章写得很好，我们决定刊登。',
        '他说：“来源：不明。”',
        'On May 12, 2024, the bridge opened to traffic.',
        'By the time Wang Lin arrived, the shop was closed.',
        'Sources close to the company say so.',
        'Photo editors choose one picture out of a thousand every day.',
        '是的。',
        'Right.',
      ],
    };
    for (const [expected, texts] of Object.entries(table))
      for (const text of texts) assert.equal(role(text), expected, text);
  });

  test('by what stands around it', () => {
    assert.equal(role('春天', { heading: true }), 'heading');
    assert.equal(role('茶园的春天', { bold: true }), 'heading');
    assert.equal(role('茶园的春天到了。', { bold: true }), 'body');
    assert.equal(role('Spring in the Tea Garden', { first: true }), 'heading');
    assert.equal(role('Spring has come to the tea garden.', { first: true }), 'body');
    assert.equal(role('茶园的春天', { first: true, lines: 2 }), 'body');
    assert.equal(role('茶园的春天'), 'body');
  });

  test('ends like a sentence', () => {
    for (const text of ['好。', '“好。”', '(Yes.)', 'Really?!', '等等……', '**完。**'])
      assert.ok(endsLikeSentence(text), text);
    for (const text of ['好', '好，', 'and', '', '“好”']) assert.ok(!endsLikeSentence(text), text);
  });
});

suite('segments: paragraphs', () => {
  test('without blank lines each line is a paragraph', () => {
    assert.deepEqual(drawn('老街很静。\nThe old street is quiet.\n\n'), [
      'body zh 老街很静。',
      'body en The old street is quiet.',
    ]);
  });

  test('hard-wrapped lines are joined where blank lines set paragraphs apart', () => {
    const text = dedent(`
      河边的茶园一直延伸到山脚下，每到春天，
      采茶的人就从四面八方赶来。

      The tea gardens along the river reach to the foot of the hills, and every spring
      pickers come from all around.

      去年下了一场大雪，许多老茶树都冻坏了，
      今年的收成只有往年的一半。

      Heavy snow fell last year and damaged many of the old bushes, so that this
      year's harvest is only half of what it used to be.
    `);
    assert.deepEqual(
      segmentsOf(text).segments.map(({ span, language }) => [
        language,
        text.slice(span.start, span.end).split('\n').length,
      ]),
      [
        ['zh', 2],
        ['en', 2],
        ['zh', 2],
        ['en', 2],
      ],
    );
  });

  test('a change of language starts a paragraph without a blank line', () => {
    assert.deepEqual(
      drawn('街上很静。\nThe street is quiet.\n\n河上有雾。\nThere is fog on the river.\n\n天亮了。\nDay breaks.\n'),
      [
        'body zh 街上很静。',
        'body en The street is quiet.',
        'body zh 河上有雾。',
        'body en There is fog on the river.',
        'body zh 天亮了。',
        'body en Day breaks.',
      ],
    );
  });

  test('lines of whole sentences, as many in each language, stay apart under blank lines', () => {
    const [a, b, c, d] = PAIRS;
    const text = [a.zh, b.zh, a.en, b.en, '', c.zh, d.zh, c.en, d.en].join('\n');
    assert.equal(segmentsOf(text).segments.length, 8);
  });

  test('leading blank lines and trailing ones change nothing but the offsets', () => {
    const text = PAIRS.slice(0, 4)
      .map(({ zh, en }) => `${zh}\n\n${en}`)
      .join('\n\n');
    const plain = segmentsOf(text);
    const moved = segmentsOf(`\n  \n\r\n${text}\n\n\n`);
    assert.deepEqual(
      moved.segments.map(({ id, role, span }) => [id, role, span.start - 6]),
      plain.segments.map(({ id, role, span }) => [id, role, span.start]),
    );
  });

  test('list items, headings and labels start paragraphs', () => {
    const text = dedent(`
      # 茶

      - 绿茶不发酵，泡出来的茶汤清亮。
      - 红茶全发酵，
        茶汤是红色的。
      1. 水要烧开。
      2. 杯子要烫热。

      Tea
      ----

      周师傅：先洗杯子。
      李梅：再放茶叶。
    `);
    assert.deepEqual(
      drawn(text).map((segment) => segment.replace(/\n\s*/g, '⏎')),
      [
        'heading zh # 茶',
        'body zh - 绿茶不发酵，泡出来的茶汤清亮。',
        'body zh - 红茶全发酵，⏎茶汤是红色的。',
        'body zh 1. 水要烧开。',
        'body zh 2. 杯子要烫热。',
        'heading en Tea',
        'markup other ----',
        'body zh 周师傅：先洗杯子。',
        'body zh 李梅：再放茶叶。',
      ],
    );
  });

  test('the words of a segment start after its marks', () => {
    const text = '## 茶\n\n> - 绿茶很香。\n\n**红茶**也好。';
    const { segments } = segmentsOf(text);
    assert.deepEqual(
      segments.map(({ textStart, span }) => text.slice(textStart, span.end)),
      ['茶', '绿茶很香。', '红茶**也好。'],
    );
  });

  test('fenced code is code; a fence that nobody closed is code alone', () => {
    const code = '```js\nconst 茶 = 1;\n\n// 注释 comment\n```';
    assert.deepEqual(
      drawn(`先看代码。\n\n${code}\n\n再看说明。`).map((segment) => segment.split(' ')[0]),
      ['body', 'code', 'code', 'code', 'code', 'body'],
    );
    assert.deepEqual(drawn('先看代码。\n\n```js\n茶很香。\n\nTea smells good.'), [
      'body zh 先看代码。',
      'code other ```js',
      'body zh 茶很香。',
      'body en Tea smells good.',
    ]);
  });

  test('front matter is markup; a rule at the top is none', () => {
    assert.deepEqual(
      drawn('---\ntitle: 茶\ntags:\n  - tea\n---\n\n茶很香。').map((segment) => segment.split(' ')[0]),
      ['markup', 'markup', 'markup', 'markup', 'markup', 'body'],
    );
    assert.deepEqual(
      drawn('---\n茶很香。\n---\nTea smells good.').map((segment) => segment.split(' ')[0]),
      ['markup', 'body', 'markup', 'body'],
    );
  });

  test('directives of reStructuredText are markup with what is indented under them', () => {
    const text = '茶很香。\n\n.. image:: tea.png\n   :alt: 一杯茶\n\n.. _tea garden:\n\nTea smells good.';
    assert.deepEqual(
      drawn(text).map((segment) => segment.split(' ')[0]),
      ['body', 'markup', 'markup', 'markup', 'body'],
    );
  });

  test('links within the page, definitions of links and rules are markup', () => {
    const text = '- [茶的历史](#history)\n\n[tea]: https://example.com/tea\n\n***\n\n茶很香。';
    assert.deepEqual(
      drawn(text).map((segment) => segment.split(' ')[0]),
      ['markup', 'markup', 'markup', 'body'],
    );
  });

  test('vocabulary between pairs is a note', () => {
    assert.deepEqual(
      drawn('shock therapy 休克疗法\nferment [fəˈment] 发酵\n> tea garden 茶园\n茶很香。').map(
        (segment) => segment.split(' ')[0],
      ),
      ['note', 'note', 'note', 'body'],
    );
  });

  const alignableLines = (text: string) =>
    segmentsOf(text)
      .segments.filter(({ alignable }) => alignable)
      .map(({ span, textStart }) => text.slice(textStart, span.end));

  test('lines that say which language follows are no text, whatever their words', () => {
    const text = PAIRS.slice(0, 4)
      .map(({ zh, en }) => `中文稿\n${zh}\n\nEnglish draft\n${en}`)
      .join('\n\n');
    assert.deepEqual(
      alignableLines(text),
      PAIRS.slice(0, 4).flatMap(({ zh, en }) => [zh, en]),
    );
  });

  test('labels before nearly every line of a language are no text; two speakers are', () => {
    const pairs = PAIRS.slice(0, 4);
    const labelled = pairs.map(({ zh, en }) => `◆甲文：${zh}\n◇Version E: ${en}`).join('\n');
    assert.deepEqual(
      alignableLines(labelled),
      pairs.flatMap(({ zh, en }) => [zh, en]),
    );
    const spoken = pairs.map(({ zh, en }, at) => `${['周敏', '何雨'][at % 2]}：${zh}\n${en}`).join('\n');
    assert.ok(alignableLines(spoken)[0].startsWith('周敏：'));
  });

  test('paragraphs one a line, blank lines between blocks alone: each line is one', () => {
    const pairs = PAIRS.slice(0, 6);
    const side = (of: 'zh' | 'en') => pairs.map((pair) => `${pair[of]}${pair[of]}`);
    assert.equal(alignableLines(`${side('zh').join('\n')}\n\n${side('en').join('\n')}`).length, 12);
  });

  test('a translation in brackets at the end of each line is a paragraph', () => {
    const pairs = PAIRS.slice(0, 5);
    const text = pairs.map(({ zh, en }) => `${zh}（${en}）`).join('\n');
    assert.equal(alignableLines(text).length, 10);
    assert.equal(alignableLines('他去了茶馆（an old tea house by the lake），坐了一会儿。\n天黑了。').length, 2);
  });

  test('wrapped Chinese runs on over a line that is mostly Latin', () => {
    const line = '这一段文字每到三十个字左右就换行，像很久以前的邮件一样整齐';
    const latin = 'method DatagramSocket, setTimeout, listenAll, closeNow and others';
    const block = [line, line, latin, line, `${line}。`].join('\n');
    assert.equal(alignableLines([block, block, block].join('\n\n')).length, 3);
  });

  test('a refrain is no page furniture where the other language stands in a text of its own', () => {
    const { segments } = articleOf([
      ['是的。', '我知道那座桥。', '是的。', '船从桥下过。', '是的。'].join('\n'),
      ['Yes.', 'I know that bridge.', 'That is so.', 'Boats pass under it.', 'Indeed.'].join('\n'),
    ]);
    assert.equal(segments.filter(({ role }) => role === 'furniture').length, 0);
  });

  test('short text that repeats on one side alone is page furniture', () => {
    const text = PAIRS.slice(0, 4)
      .map(({ zh, en }) => `${zh}\n${en}\n分享本文`)
      .join('\n');
    const { segments } = segmentsOf(text);
    assert.equal(segments.filter(({ role }) => role === 'furniture').length, 4);
  });

  test('a title in both languages is one mixed segment that nothing stands against', () => {
    const { segments } = segmentsOf('# 茶园 (Tea Garden)\n\n茶很香。\n\nTea smells good.');
    assert.deepEqual(
      segments.map(({ language, role, alignable }) => [language, role, alignable]),
      [
        ['mixed', 'heading', false],
        ['zh', 'body', true],
        ['en', 'body', true],
      ],
    );
  });

  test('text in a third language is in no pair', () => {
    const { segments } = segmentsOf(
      '茶很香。\n\nTea smells good.\n\nChá hěn xiāng.\n\nЧай пахнет хорошо.\n\nお茶はいい香りがします。',
    );
    assert.deepEqual(
      segments.map(({ alignable }) => alignable),
      [true, true, false, false, false],
    );
  });

  test('two texts: the source tells the side of a paragraph', () => {
    const { segments, sentences, layout } = segmentsOf('茶很香。\n\nTea', 'Tea smells good. It is green.\n\n茶');
    assert.equal(layout, 'pair');
    assert.deepEqual(
      segments.map(({ span, sentences: own }) => [span.source, ...own.map((at) => sentences[at].side)]),
      [
        [0, 'zh'],
        [0, 'zh'],
        [1, 'en', 'en'],
        [1, 'en'],
      ],
    );
  });
});

suite('segments: invariants', () => {
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...PAIRS.flatMap(({ zh, en }) => [zh, en])) },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        ...['\n', '\n', '\n\n', '\r\n', '\r\n\r\n', '\r', ' ', '\t', '\u3000', '\u00a0', '\u2028', '\ufeff'],
        ...[
          '# 茶',
          '- ',
          '> ',
          '1. ',
          '```',
          '```js\n',
          '~~~',
          '---',
          '===',
          '| 茶 | Tea |',
          '|---|---|',
          '.. note::',
          '   ',
        ],
        ...[
          '<br>',
          '<b>',
          '**茶**',
          '[茶](tea.md)',
          '![](a.png)',
          '{{< zh >}}',
          '[x]: y',
          '原文：',
          '（Tea）',
          '(茶',
          ')',
        ],
        ...[
          '\ud83d',
          '\ude00',
          '😀',
          '\0',
          '中',
          '。',
          '……',
          '“好。”',
          'U.S. ',
          'No. 5',
          '3.14',
          'Да',
          'か',
          '\ttea\t茶',
        ],
      ),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
  );
  const anyText = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));

  const check = (texts: readonly string[], format: 'prose' | 'tsv' | 'csv') => {
    const sources = texts.map(sourceText);
    const { segments, sentences, masked } = segmentArticle(sources, format);
    // Where several segments share a line, the marks between them are in none of them; words always are in one.
    const shared = segments.some(({ inline }) => inline);
    const leftOut = (source: number, from: number, to: number) => {
      if (format !== 'prose') return;
      const rest = (shared ? masked : texts)[source].slice(from, to);
      if (shared) assert.doesNotMatch(rest, /[\p{L}\p{N}]/u, 'no word is left out');
      else assert.equal(rest.trim(), '', 'nothing is left out');
    };
    texts.forEach((text, source) => {
      assert.equal(masked[source].length, text.length, 'masked text is as long as the text');
      let end = 0;
      for (const { span, textStart } of segments) {
        if (span.source !== source) continue;
        assert.ok(span.start >= end && span.end > span.start && span.end <= text.length, 'ascending, disjoint, within');
        assert.equal(text.slice(span.start, span.end), text.slice(span.start, span.end).trim(), 'without white space');
        assert.ok(textStart >= span.start && textStart <= span.end);
        leftOut(source, end, span.start);
        end = span.end;
      }
      leftOut(source, end, text.length);
    });
    assert.deepEqual(
      [...segments].sort((a, b) => a.span.source - b.span.source),
      segments,
    );
    assert.equal(new Set(segments.map(({ id }) => id)).size, segments.length, 'ids are unique');
    let next = 0;
    segments.forEach((segment, at) => {
      assert.equal(segment.alignable, segment.sentences.length > 0);
      for (const sentence of segment.sentences) {
        assert.equal(sentence, next++);
        const { span } = sentences[sentence];
        assert.equal(sentences[sentence].segment, at);
        assert.ok(
          span.source === segment.span.source && span.start >= segment.span.start && span.end <= segment.span.end,
        );
        assert.ok(span.end > span.start);
      }
      for (let k = 1; k < segment.sentences.length; k++)
        assert.ok(sentences[segment.sentences[k - 1]].span.end <= sentences[segment.sentences[k]].span.start);
    });
    assert.equal(next, sentences.length);
  };

  test('every character that is not white space is in exactly one segment', () => {
    fc.assert(
      fc.property(anyText, (text) => check([text], 'prose')),
      { seed: 41, numRuns: 3000 },
    );
  });

  test('the same in two texts, and in columns', () => {
    fc.assert(
      fc.property(anyText, anyText, (zh, en) => check([zh, en], 'prose')),
      { seed: 42, numRuns: 500 },
    );
    const cells = fc.array(fc.tuple(anyText, fc.constantFrom('\t', ',', '\n', '"', '""', '","', '"\n"', '|')), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(cells, fc.constantFrom('tsv', 'csv'), (parts, format) =>
        check([parts.flat().join('')], format as 'tsv' | 'csv'),
      ),
      { seed: 43, numRuns: 500 },
    );
  });

  const paragraphs = fc.uniqueArray(fc.constantFrom(...PAIRS.flatMap(({ zh, en }) => [zh, en])), {
    minLength: 4,
    maxLength: 14,
  });

  test('ids outlive a paragraph that is put in elsewhere', () => {
    fc.assert(
      fc.property(paragraphs, fc.nat(14), (texts, place) => {
        const at = Math.min(place, texts.length);
        const added = '新来的校长姓高，大家都叫他高老师。';
        const idsOf = (list: readonly string[]) => segmentsOf(list.join('\n\n')).segments.map(({ id }) => id);
        const ids = idsOf(texts);
        const after = idsOf([...texts.slice(0, at), added, ...texts.slice(at)]);
        after.splice(at, 1);
        assert.deepEqual(after, ids);
      }),
      { seed: 44, numRuns: 300 },
    );
  });

  test('ids outlive typing in another paragraph', () => {
    const before = segmentsOf(PAIRS.map(({ zh, en }) => `${zh}\n${en}`).join('\n'));
    const after = segmentsOf(PAIRS.map(({ zh, en }, at) => `${at === 3 ? `${zh}真好。` : zh}\n${en}`).join('\n'));
    assert.deepEqual(after.segments.map(({ id }, at) => (id === before.segments[at].id ? '' : at)).filter(String), [6]);
  });

  test('copies of a paragraph have ids of their own; white space and case do not change an id', () => {
    const { segments } = segmentsOf('是的。\n是的。\n是的。\n茶很香。\n是的。');
    assert.equal(new Set(segments.map(({ id }) => id)).size, 5);
    const [a, b] = ['Tea  smells good.', 'tea smells\tGood.'].map((text) => segmentsOf(text).segments[0].id);
    assert.equal(a, b);
  });
});
