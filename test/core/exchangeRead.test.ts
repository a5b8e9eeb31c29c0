/** Links from files of others: what is read, what is said of bad files, and which paragraphs they mean. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decode } from '../../src/cli/decode';
import {
  type Article,
  handOver,
  type Imported,
  matchImported,
  readLadder,
  readLinks,
  readTmx,
  readTsv,
  segmentArticle,
  segmentText,
  sideOf,
  sourceText,
  writeLadder,
  writeTmx,
  writeTsv,
} from '../../src/core';
import { costOf } from './cost.ts';
import { anyText, words } from './exchange';
import { articleOf, dedent, groupsOf, PAIRS } from './fixture';

const problems = ({ problems: all }: Imported) => all.map(({ key, args }) => `${key} ${args.line ?? ''}`.trim());
const pairs = (imported: Imported) =>
  imported.kind === 'texts' ? imported.pairs.map(({ zh, en, line }) => [zh, en, line]) : [];

const memory = (body: string, head = '') =>
  `<?xml version="1.0"?>\n${head}<tmx version="1.4">\n<header/>\n<body>\n${body}\n</body>\n</tmx>\n`;
const unit = (zh: string, en: string) =>
  `<tu><tuv xml:lang="zh-CN"><seg>${zh}</seg></tuv><tuv xml:lang="en"><seg>${en}</seg></tuv></tu>`;

suite('reading TMX', () => {
  test('languages by any tag, in either order, with and without xml:', () => {
    for (const [zh, en] of [
      ['xml:lang="zh-CN"', 'xml:lang="en-US"'],
      ['lang="ZH_hans"', 'lang="EN-us"'],
      ['xml:lang="cmn-Hant-TW"', 'xml:lang="eng"'],
      ['xml:lang="zh"', 'lang="en"'],
    ]) {
      const tu = `<tu><tuv ${en}><seg>One</seg></tuv><tuv ${zh}><seg>一</seg></tuv><tuv xml:lang="fr"><seg>Un</seg></tuv></tu>`;
      const read = readTmx(memory(tu));
      assert.deepEqual(pairs(read), [['一', 'One', 5]], zh);
      assert.deepEqual(problems(read), []);
    }
    assert.deepEqual(problems(readTmx(memory('<tu><tuv xml:lang="fr"><seg>Un</seg></tuv></tu>'))), [
      'import.otherLanguages',
    ]);
    assert.deepEqual(pairs(readTmx(memory(unit('一', '') + unit('', 'x')))), [
      ['一', '', 5],
      ['', 'x', 5],
    ]);
  });

  test('inline codes are left out, highlighted text is text, CDATA too', () => {
    const zh =
      '<bpt i="1">&lt;b&gt;<sub>x</sub></bpt>习近平<ept i="1">&lt;/b&gt;</ept><ph/>指出<hi>要点</hi><it pos="begin">[</it><ut>{</ut>';
    assert.deepEqual(pairs(readTmx(memory(unit(zh, '<![CDATA[a < b & c]]>')))), [['习近平指出要点', 'a < b & c', 5]]);
  });

  test('a document type is passed over and defines nothing', () => {
    const bomb =
      '<!DOCTYPE tmx SYSTEM "tmx14.dtd" [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>\n';
    const read = readTmx(memory(unit('一&b;&x;', 'One &amp; &#x4E2D;&#20013;&#1;'), bomb));
    assert.deepEqual(pairs(read), [['一&b;&x;', 'One & 中中&#1;', 6]]);
    assert.deepEqual(problems(read), ['import.entity 6']);
  });

  test('UTF-16 with its mark, as other tools write it', () => {
    const text = memory(unit('一', 'One')).replace('version="1.0"', 'version="1.0" encoding="UTF-16"');
    for (const encoding of ['utf16le', 'utf16be']) {
      const decoded = decode(iconv.encode(text, encoding, { addBOM: true }), undefined);
      assert.ok(decoded.kind === 'text');
      assert.deepEqual(pairs(readTmx(decoded.text)), [['一', 'One', 5]]);
      assert.deepEqual(pairs(readTmx(`\ufeff${text}`)), [['一', 'One', 5]]);
    }
  });

  test('a damaged file gives what stands before the damage, and its line', () => {
    const read = readTmx(memory(`${unit('一', 'One')}\n${unit('二', 'Two')}\n<tu><tuv></tu>\n${unit('三', 'Three')}`));
    assert.deepEqual(pairs(read), [
      ['一', 'One', 5],
      ['二', 'Two', 6],
    ]);
    assert.deepEqual(problems(read), ['import.notWellFormed 7']);
    assert.deepEqual(problems(readTmx(memory(unit('一', 'One')).slice(0, -10))), ['import.notWellFormed 6']);
    assert.deepEqual(problems(readTmx('<xliff/>')), ['import.notTmx']);
    assert.deepEqual(problems(readTmx('')), ['import.notTmx', 'import.notWellFormed 1']);
  });

  test('in pieces as a whole, wherever it is cut', () => {
    const text = memory(unit('一&amp;𠮷', 'One') + unit('二', 'Two'));
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 5 }), (cuts) => {
        const ends = [0, ...cuts.sort((a, b) => a - b), text.length];
        const pieces = ends.slice(1).map((end, at) => text.slice(ends[at], end));
        assert.deepEqual(readTmx(pieces), readTmx(text));
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test('a memory of 50 megabytes is read in seconds', function () {
    this.timeout(60_000);
    const one = `${unit('这是一个用来测试的句子，长短和新闻里的差不多。', 'This is a sentence for the test, about as long as one in the news.')}\n`;
    const head = '<tmx version="1.4"><header/><body>\n';
    const times = Math.ceil((50 << 20) / Buffer.byteLength(one));
    function* text() {
      yield head;
      for (let at = 0; at < times; at++) yield one;
      yield '</body></tmx>';
    }
    const cost = costOf(() => {
      const read = readTmx(text());
      assert.equal(pairs(read).length, times);
      assert.deepEqual(problems(read), []);
    }, 1);
    assert.ok(cost < 30_000, `${cost} ms`);
  });
});

suite('reading TSV', () => {
  test('plain columns in either order, with or without titles and other columns', () => {
    for (const text of [
      '一块石头。\tA stone.\n两棵树。\tTwo trees.\n',
      'A stone.\t一块石头。\r\nTwo trees.\t两棵树。\r\n',
      '\ufeffEnglish\t中文\nA stone.\t一块石头。\nTwo trees.\t两棵树。',
      '1\tA stone.\t0.5\t一块石头。\n2\tTwo trees.\t0.6\t两棵树。\n',
    ]) {
      const read = readTsv(text);
      assert.deepEqual(
        pairs(read).map(([zh, en]) => [zh, en]),
        [
          ['一块石头。', 'A stone.'],
          ['两棵树。', 'Two trees.'],
        ],
        text,
      );
      assert.deepEqual(problems(read), []);
    }
  });

  test('quotation marks of the text are text; those of RFC 4180 are not', () => {
    const plain = '"一块石头。\t"A stone.\n两棵树。\t"Two trees," he said.\n“三条河。”\t"Three rivers."\n';
    assert.deepEqual(pairs(readTsv(plain)), [
      ['"一块石头。', '"A stone.', 1],
      ['两棵树。', '"Two trees," he said.', 2],
      ['“三条河。”', '"Three rivers."', 3],
    ]);
    const quoted = '"一块\n石头。"\t"""A stone,"" he said."\n两棵树。\tTwo trees.\n';
    assert.deepEqual(pairs(readTsv(quoted)), [
      ['一块\n石头。', '"A stone," he said.', 1],
      ['两棵树。', 'Two trees.', 3],
    ]);
  });

  test('what is missing is said', () => {
    assert.deepEqual(problems(readTsv('一块石头。\tA stone.\n两棵树。\n')), ['import.fewColumns 2']);
    assert.deepEqual(problems(readTsv('no\tcolumns\n')), ['import.noColumns']);
    assert.deepEqual(problems(readTsv('')), ['import.noColumns']);
  });

  test('takes any text, in time that grows with it', function () {
    this.timeout(30_000);
    fc.assert(
      fc.property(anyText, (text) => void [readTsv(text), readLadder(text), readTmx(text), readLinks(text)]),
      { seed: 8, numRuns: 500 },
    );
    for (const text of [
      '"'.repeat(2e5),
      '"\t'.repeat(1e5),
      '\\'.repeat(2e5),
      '['.repeat(2e5),
      '<'.repeat(2e5),
      '&'.repeat(2e5),
    ]) {
      const cost = costOf(() => {
        for (const read of [readTsv, readLadder, readTmx]) read(text);
      });
      assert.ok(cost < 2000, text.slice(0, 2));
    }
  });
});

suite('reading ladders', () => {
  test('ours is the inverse of writing', () => {
    const bead = fc.record({ zh: fc.nat(3), en: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(bead, { maxLength: 20 }), (sizes) => {
        let zh = 0;
        let en = 0;
        const take = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);
        const beads = sizes.map((size) => {
          const made = { zh: take(zh, size.zh), en: take(en, size.en) };
          zh += size.zh;
          en += size.en;
          return made;
        });
        const read = readLadder(writeLadder(beads));
        assert.deepEqual(read.problems, []);
        assert.deepEqual(
          read.beads.map((each) => ({ zh: each.zh, en: each.en })),
          beads,
        );
      }),
      { seed: 9 },
    );
  });

  test('rungs of hunalign are where beads begin; Vecalign adds a cost', () => {
    const rungs = readLadder('0\t0\t0.3\n1\t2\t1.2\n1\t3\t0\n3\t4\t0\n');
    assert.deepEqual(rungs.beads, [
      { zh: [0], en: [0, 1], line: 1 },
      { zh: [], en: [2], line: 2 },
      { zh: [1, 2], en: [3], line: 3 },
    ]);
    assert.deepEqual(rungs.counts, { zh: 3, en: 4 });
    assert.deepEqual(readLadder('[0, 1]:[2]:0.25\n').beads, [{ zh: [0, 1], en: [2], line: 1 }]);
  });

  test('bad lines are named and link nothing', () => {
    assert.deepEqual(problems(readLadder('[0]:[0]\nx\n[0]:[1]\n')), ['import.ladderLine 2', 'import.sentenceTwice 3']);
    assert.deepEqual(problems(readLadder('0\t0\t1\n2\t2\t1\n1\t3\t1\n3\t999999999\t1\n')), [
      'import.ladderDown 3',
      'import.ladderLine 4',
    ]);
  });

  test('the content tells what a file is', () => {
    const kinds = ['\ufeff<?xml version="1.0"?><tmx/>', '\n[0]:[0]\n', '0\t0\t1\n', '一块石头。\tA stone.\n'].map(
      (text) => readLinks(text).kind,
    );
    assert.deepEqual(kinds, ['texts', 'numbers', 'numbers', 'texts']);
  });
});

suite('matching imports', () => {
  const text = dedent(`
    # 老街新事

    ${PAIRS[0].zh}

    ${PAIRS[1].zh}

    ${PAIRS[0].en}

    ${PAIRS[1].en}

    ${PAIRS[2].zh}

    ${PAIRS[2].en}
  `);
  const article: Article = articleOf(text);
  const lines = (match: ReturnType<typeof matchImported>) =>
    groupsOf({ ...article, groups: match.links.map((link) => ({ ...article.groups[0], ...link })) });
  const of = (...rows: readonly (readonly [string, string])[]): Imported => ({
    kind: 'texts',
    pairs: rows.map(([zh, en], at) => ({ zh, en, line: at + 1 })),
    problems: [],
  });

  test('what we hand over comes back as the same groups, paragraphs and sentences', () => {
    for (const level of ['paragraph', 'sentence'] as const) {
      const bitext = handOver(article, { name: 'a.txt', level });
      const tsv = matchImported(article, readTsv(writeTsv([bitext], { words }).text));
      const tmx = matchImported(
        article,
        readTmx(writeTmx([bitext], { version: '1', date: '2026-01-01T00:00:00Z', words }).text),
      );
      for (const match of [tsv, tmx]) {
        assert.deepEqual(lines(match).sort(), groupsOf(article).sort(), level);
        assert.deepEqual(match.unmatched, []);
      }
    }
  });

  test('white space, letter case and markup do not count; parts of paragraphs find them', () => {
    const match = matchImported(
      article,
      of(
        ['老街新事', PAIRS[2].en.toUpperCase()],
        [PAIRS[0].zh.slice(0, 20).split('').join(' '), PAIRS[0].en.slice(10, 60).replaceAll(' ', '\n')],
        [PAIRS[0].zh.slice(-15), PAIRS[1].en.slice(0, 40)],
      ),
    );
    assert.deepEqual(lines(match), ['1|13', '3|7,9']);
    assert.deepEqual(match.unmatched, []);
  });

  test('a unit of several paragraphs finds them all, together or apart', () => {
    const match = matchImported(
      article,
      of([PAIRS[0].zh, `${PAIRS[0].en} ${PAIRS[1].en}`], [PAIRS[2].zh, PAIRS[2].en]),
    );
    assert.deepEqual(lines(match), ['3|7,9', '11|13']);
    const apart = matchImported(article, of([`${PAIRS[0].zh}\n${PAIRS[2].zh}`, PAIRS[1].en]));
    assert.deepEqual(lines(apart), ['3,11|9']);
  });

  test('what is not there, or in several places, is named and not guessed', () => {
    const twice = articleOf(text.replace(PAIRS[1].zh, `${PAIRS[0].zh.slice(0, 18)}，${PAIRS[1].zh}`));
    const match = matchImported(
      twice,
      of(
        [PAIRS[0].zh.slice(0, 18), PAIRS[0].en],
        ['月亮上没有空气，也没有风声。', PAIRS[0].en],
        ['好', 'x'],
        [PAIRS[2].zh, ''],
      ),
    );
    assert.deepEqual(match.links, []);
    assert.deepEqual(match.unmatched, [
      { line: 1, sides: ['zh'], why: 'ambiguous' },
      { line: 2, sides: ['zh'], why: 'notFound' },
      { line: 3, sides: ['zh', 'en'], why: 'notFound' },
    ]);
  });

  test('the same paragraph twice: the first goes to the first', () => {
    const repeated = articleOf(
      dedent(`
      ${PAIRS[0].zh}

      ${PAIRS[0].en}

      ${PAIRS[1].zh}

      ${PAIRS[1].en}

      ${PAIRS[0].zh}

      ${PAIRS[0].en}
    `),
    );
    const rows = [PAIRS[0], PAIRS[1], PAIRS[0]].map(({ zh, en }) => [zh, en] as const);
    const { links } = matchImported(repeated, of(...rows));
    assert.deepEqual(links, [
      { zh: [0], en: [1] },
      { zh: [2], en: [3] },
      { zh: [4], en: [5] },
    ]);
  });

  test('ladders count the sentences of the article; one for other sentences is refused', () => {
    const zh = article.sentences.filter(({ side }) => side === 'zh');
    const en = article.sentences.filter(({ side }) => side === 'en');
    const number = (sentences: typeof zh, at: number) => sentences.indexOf(article.sentences[at]);
    const beads = article.links.map((link) => ({
      zh: link.zh.map((at) => number(zh, at)),
      en: link.en.map((at) => number(en, at)),
    }));
    assert.deepEqual(lines(matchImported(article, readLadder(writeLadder(beads)))).sort(), groupsOf(article).sort());
    const other = matchImported(article, readLadder(`0\t0\t1\n1\t1\t1\n${zh.length + 1}\t${en.length}\t1\n`));
    assert.deepEqual(other.links, []);
    assert.deepEqual(
      other.problems.map(({ key }) => key),
      ['import.otherSentences'],
    );
  });

  test('thousands of parts in a long article, in time that grows with both', function () {
    this.timeout(30_000);
    const zh = Array.from({ length: 3000 }, (_, at) => `第${at}段：${PAIRS[at % PAIRS.length].zh}编号${at * 7919}。`);
    const en = zh.map((_, at) => `Paragraph ${at}: ${PAIRS[at % PAIRS.length].en} Number ${at * 7919}.`);
    const sources = [sourceText(zh.join('\n')), sourceText(en.join('\n'))];
    const whole: Article = { ...article, sources, ...segmentArticle(sources, 'prose'), groups: [] };
    const rows = zh.map((each, at) => [each.slice(0, -1), en[at].slice(0, -1)] as const);
    const cost = costOf(() => {
      const match = matchImported(whole, of(...rows));
      assert.equal(match.links.length, 3000);
      assert.deepEqual(match.unmatched, []);
    }, 1);
    assert.ok(cost < 5000, `${cost} ms`);
  });
});

suite('links of an article that was handed over', () => {
  test('a paragraph that was left in Chinese in the English file, or column, is on the English side', () => {
    const some = PAIRS.slice(0, 6);
    const english = some.map(({ zh, en }, at) => (at === 3 ? zh : en));
    const files = articleOf([some.map(({ zh }) => zh).join('\n'), english.join('\n')], { scope: 'include' });
    const table = articleOf(some.map(({ zh }, at) => `${zh}\t${english[at]}`).join('\n'), {
      format: 'tsv',
      scope: 'include',
    });
    for (const article of [files, table]) {
      const same = article.segments.flatMap((_, at) => (segmentText(article, at) === some[3].zh ? [at] : []));
      const copy = same[same.length - 1];
      assert.equal(sideOf(article, copy), 'en');
      const group = article.groups.find(({ en }) => en.includes(copy));
      assert.ok(article === files || group);
      const { text } = writeTsv([handOver(article, { name: 'a' })], { words, byteOrderMark: false });
      const { links, unmatched } = matchImported(article, readLinks(text));
      assert.deepEqual(unmatched, []);
      assert.deepEqual(
        links.map(({ zh, en }) => `${zh}|${en}`).sort(),
        article.groups.map(({ zh, en }) => `${zh}|${en}`).sort(),
      );
    }
  });
});
