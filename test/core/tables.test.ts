import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { segmentArticle } from '../../src/core/segment/segments';
import { readTable } from '../../src/core/segment/tables';
import { sourceText } from '../../src/core/text';
import { articleOf, dedent, groupsOf, PAIRS } from './fixture';

type Format = 'prose' | 'tsv' | 'csv';

/** The cells of a table as text. */
function cells(text: string, format: Format): string[][] | undefined {
  return readTable(sourceText(text), format)?.rows.map((row) => row.map(({ start, end }) => text.slice(start, end)));
}

suite('tables', () => {
  test('a Markdown table: cells, the rule left out, an escaped bar kept', () => {
    const text = dedent(`
      | 中文 | English |
      |:---|---:|
      | 茶很香。 | The tea smells good. |
      | 水烧开了。 | The water boils: a \\| b. |
    `);
    const table = readTable(sourceText(text), 'prose');
    assert.equal(table?.layout, 'table');
    assert.deepEqual(table?.columns, { zh: 0, en: 1 });
    assert.equal(table?.headerRows, 1);
    assert.deepEqual(cells(text, 'prose'), [
      ['中文', 'English'],
      ['茶很香。', 'The tea smells good.'],
      ['水烧开了。', 'The water boils: a \\| b.'],
    ]);
  });

  test('TSV: an English quotation mark is a character like any other', () => {
    const text = 'en\tzh\n"Tea," she said, "is ready.\t她说：“茶好了。\n5" of rain\t雨量五英寸\r\nThe end.\t完。';
    const table = readTable(sourceText(text), 'tsv');
    assert.deepEqual(table?.columns, { zh: 1, en: 0 });
    assert.equal(table?.headerRows, 1);
    assert.deepEqual(cells(text, 'tsv'), [
      ['en', 'zh'],
      ['"Tea," she said, "is ready.', '她说：“茶好了。'],
      ['5" of rain', '雨量五英寸'],
      ['The end.', '完。'],
    ]);
  });

  test('CSV: quoted cells hold commas, line ends and doubled quotes', () => {
    const text =
      'id,中文,English\r\n1,茶很香，水很甜。,"The tea smells good, the water is sweet."\r\n2,"他说：\n“好。”","He said,\n""Good."""\n3,完。,The end.';
    assert.deepEqual(cells(text, 'csv'), [
      ['id', '中文', 'English'],
      ['1', '茶很香，水很甜。', 'The tea smells good, the water is sweet.'],
      ['2', '他说：\n“好。”', 'He said,\n""Good.""'],
      ['3', '完。', 'The end.'],
    ]);
    assert.deepEqual(readTable(sourceText(text), 'csv')?.columns, { zh: 1, en: 2 });
  });

  test('CSV: a quote that nobody closed reaches to the end; a quote in mid-cell is plain', () => {
    assert.deepEqual(cells('茶很香。,Tea 5" high.\n水很甜。,"Sweet water', 'csv'), [
      ['茶很香。', 'Tea 5" high.'],
      ['水很甜。', 'Sweet water'],
    ]);
  });

  test('no table: one row, one language, columns that hold both by turns', () => {
    assert.equal(readTable(sourceText('茶很香。\tThe tea smells good.'), 'tsv'), undefined);
    assert.equal(readTable(sourceText('茶很香。\t水很甜。\n天亮了。\t门开了。'), 'tsv'), undefined);
    assert.equal(
      readTable(
        sourceText('茶很香。\tTea is good.\nWater boils.\t水开了。\n天亮了。\tDay breaks.\nDoors open.\t门开了。'),
        'tsv',
      ),
      undefined,
    );
    assert.equal(readTable(sourceText(''), 'csv'), undefined);
  });

  test('prose with a table in it is prose', () => {
    const rows = '| 茶 | Tea |\n|---|---|\n| 水 | Water |\n| 火 | Fire |';
    const text = `${PAIRS.slice(0, 6)
      .map(({ zh, en }) => `${zh}\n\n${en}`)
      .join('\n\n')}\n\n${rows}`;
    const { layout, segments } = segmentArticle([sourceText(text)], 'prose');
    assert.equal(layout, 'interleaved');
    assert.deepEqual(
      segments.slice(12).map(({ role }) => role),
      ['markup', 'markup', 'markup', 'markup'],
    );
  });

  test('rows are groups; other columns and the header take no part', () => {
    const rows = PAIRS.slice(0, 5).map(({ zh, en }, at) => `${at + 1}\t${zh}\t${en}\t已校对`);
    const article = articleOf(`序号\t中文\tEnglish\t备注\n${rows.join('\n')}`, { format: 'tsv' });
    assert.equal(article.layout, 'tsv');
    assert.deepEqual(groupsOf(article), ['2|2', '3|3', '4|4', '5|5', '6|6']);
    assert.deepEqual(
      article.segments.slice(4, 8).map(({ role, inline, alignable }) => [role, inline, alignable]),
      [
        ['note', true, false],
        ['body', true, true],
        ['body', true, true],
        ['note', true, false],
      ],
    );
    assert.deepEqual(
      article.segments.slice(0, 4).map(({ alignable }) => alignable),
      [false, false, false, false],
    );
    assert.deepEqual(article.findings, []);
  });

  test('an empty cell leaves its counterpart unaligned', () => {
    const rows = PAIRS.slice(0, 5).map(({ zh, en }, at) => `| ${at === 2 ? '' : zh} | ${en} |`);
    const article = articleOf(`| 中文 | English |\n|---|---|\n${rows.join('\n')}`);
    assert.equal(article.layout, 'table');
    assert.deepEqual(groupsOf(article), ['3|3', '4|4', '6|6', '7|7']);
    assert.deepEqual(
      article.findings.map(({ code, side }) => `${side} ${code}`),
      ['en unaligned'],
    );
  });

  test('what is written as CSV is read back', () => {
    const cell = fc
      .array(fc.constantFrom('茶', 'tea', ',', '"', '\n', ' x ', '。', '\t'), { minLength: 1, maxLength: 6 })
      .map((parts) => `好${parts.join('')}好`);
    const word = fc.constantFrom('The tea smells good.', 'Day breaks, slowly.', 'He said "yes".');
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, word), { minLength: 4, maxLength: 8 }), (rows) => {
        const zh = rows.map(([text]) => text.replaceAll('tea', '茶'));
        const text = rows.map(([, en], at) => `${quoted(zh[at])},${quoted(en)}`).join('\n');
        assert.deepEqual(
          cells(text, 'csv')?.map((row) => row.map((value) => value.replaceAll('""', '"'))),
          rows.map(([, en], at) => [zh[at], en]),
        );
      }),
      { seed: 61, numRuns: 300 },
    );
  });
});
