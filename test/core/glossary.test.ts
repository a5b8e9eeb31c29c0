/** Glossary files: CSV and TBX, good and bad; and their terms in texts. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { termsIn } from '../../src/core/glossary/find';
import type { GlossaryEntry } from '../../src/core/glossary/glossary';
import { glossaryOf, readGlossary } from '../../src/core/glossary/read';
import { defaultSettings } from '../../src/core/settings';
import { costOf } from './cost.ts';
import { articleOf, lexicon, textOf } from './fixture';

/** Entries as `zh|zh = en|en -zh -en (note)`. */
function shown({ zh, en, forbidden, note }: GlossaryEntry): string {
  const bad = [...forbidden.zh, ...forbidden.en].map((term) => ` -${term}`).join('');
  return `${zh.join('|')} = ${en.join('|')}${bad}${note ? ` (${note})` : ''}`;
}

function read(text: string, name = 'terms.csv') {
  const { entries, problems } = readGlossary(name, text);
  return {
    entries: entries.map(shown),
    problems: problems.map(({ line, message, unusable }) => `${line} ${message.key}${unusable ? '!' : ''}`),
  };
}

suite('glossaries in columns', () => {
  const good: readonly (readonly [title: string, text: string, entries: readonly string[]])[] = [
    ['titles in English', 'Chinese,English,Note\n茶馆,teahouse,old spelling\n', ['茶馆 = teahouse (old spelling)']],
    ['titles in Chinese, other order', '英文,备注,中文\nteahouse,常用,茶馆\n', ['茶馆 = teahouse (常用)']],
    ['no titles: by script', '茶馆,teahouse\n码头,pier', ['茶馆 = teahouse', '码头 = pier']],
    ['no titles, English first, a note', 'teahouse,茶馆,in novels', ['茶馆 = teahouse (in novels)']],
    ['titles that name no language', 'Term,Translation\nteahouse,茶馆', ['茶馆 = teahouse']],
    ['locales as titles', 'zh-CN,en-US\n茶馆,teahouse', ['茶馆 = teahouse']],
    ['variants', 'zh,en\n茶馆|茶楼,teahouse; tea house', ['茶馆|茶楼 = teahouse|tea house']],
    [
      'forbidden columns of both languages',
      'zh,en,Forbidden zh,Forbidden en\n茶馆,teahouse,茶吧,tea bar|tea shop',
      ['茶馆 = teahouse -茶吧 -tea bar -tea shop'],
    ],
    [
      'one forbidden column: by script',
      '中文,英文,禁用\n茶馆,teahouse,茶吧|tea bar',
      ['茶馆 = teahouse -茶吧 -tea bar'],
    ],
    ['semicolons between columns', 'zh;en\n茶馆;teahouse|tea house', ['茶馆 = teahouse|tea house']],
    ['tabs', 'zh\ten\n茶馆\tteahouse, old', ['茶馆 = teahouse, old']],
    ['quoted cells', 'zh,en\n"茶馆","teahouse, ""the""\nold one"', ['茶馆 = teahouse, "the"\nold one']],
    ['BOM, CRLF, blank lines, comments', '\ufeffzh,en\r\n\r\n# places\r\n茶馆,teahouse\r\n', ['茶馆 = teahouse']],
    [
      'cells that are missing or too many',
      'zh,en,note\n茶馆,teahouse\n码头,pier,,x,y',
      ['茶馆 = teahouse', '码头 = pier'],
    ],
  ];
  for (const [title, text, entries] of good) {
    test(title, () => assert.deepEqual(read(text), { entries, problems: [] }));
  }

  test('rows that cannot be used are told of by their line; the others are read', () => {
    assert.deepEqual(read('zh,en\n茶馆,\n"码头\n大",pier\n,ferry\n渡轮,ferry'), {
      entries: ['码头\n大 = pier', '渡轮 = ferry'],
      problems: ['2 glossary.oneSide', '5 glossary.oneSide'],
    });
  });

  test('a file that cannot be used says where', () => {
    assert.deepEqual(read('zh,en\n茶馆,"teahouse\n码头,pier'), { entries: [], problems: ['2 glossary.quote!'] });
    assert.deepEqual(read('teahouse,pier\nferry,boat'), { entries: [], problems: ['1 glossary.columns!'] });
    assert.deepEqual(read(''), { entries: [], problems: ['1 glossary.empty!'] });
    assert.deepEqual(read('zh,en\n'), { entries: [], problems: ['1 glossary.empty!'] });
  });

  test('what is written as RFC 4180 says is read as it was', () => {
    const cell = fc.string({ unit: fc.constantFrom('茶', '馆', 'a', 'b', ' ', ',', '"', '\n'), maxLength: 6 });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (rows) => {
        const text = `zh,en\n${rows.map(([zh, en]) => `${quoted(`茶${zh}`)},${quoted(`a${en}`)}`).join('\n')}`;
        const expected = rows.map(([zh, en]) => `${`茶${zh}`.trim()} = ${`a${en}`.trim()}`);
        assert.deepEqual(read(text), { entries: expected, problems: rows.length ? [] : ['1 glossary.empty!'] });
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test('no text makes it throw', () => {
    const unit = fc.constantFrom('茶', 'a', ',', ';', '\t', '"', '\n', '\r', '|', '#', '<', '>', '&', '?xml ');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), fc.constantFrom('a.csv', 'a.tbx', 'a'), (text, name) => {
        for (const { line } of readGlossary(name, text).problems) assert.ok(line >= 1);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

const TBX = `<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader/>
  <text><body>
    <conceptEntry id="c1">
      <descrip type="definition">a house for tea</descrip>
      <langSec xml:lang="zh-Hans"><termSec><term>茶馆</term></termSec></langSec>
      <langSec xml:lang="en-GB">
        <termSec><term>tea-room</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
        <termSec><term>tea<hi>house</hi></term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
        <termSec><term>tea bar</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
      </langSec>
      <langSec xml:lang="fr"><termSec><term>salon de thé</term></termSec></langSec>
    </conceptEntry>
    <conceptEntry id="c2"><langSec xml:lang="en"><termSec><term>pier</term></termSec></langSec></conceptEntry>
  </body></text>
</tbx>`;

const MARTIF = `<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
  <termEntry id="1">
    <langSet xml:lang="zh-CN"><tig><term>&#x6E21;&#x8F6E;</term></tig></langSet>
    <langSet xml:lang="en"><ntig><termGrp><term>ferry</term></termGrp></ntig>
      <tig><term>ferry boat</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig>
    </langSet>
    <note>R&amp;D</note>
  </termEntry>
</body></text></martif>`;

suite('glossaries in TBX', () => {
  test('ISO 30042:2019', () => {
    assert.deepEqual(read(TBX, 'terms.tbx'), {
      entries: ['茶馆 = teahouse|tea-room -tea bar (a house for tea)'],
      problems: [],
    });
  });

  test('the same in the style of elements, with a prefix', () => {
    const text = TBX.replace(
      /<termNote type="administrativeStatus">(\w+-admn-sts)<\/termNote>/g,
      '<basic:administrativeStatus>$1</basic:administrativeStatus>',
    );
    assert.deepEqual(read(text, 'terms.tbx').entries, ['茶馆 = teahouse|tea-room -tea bar (a house for tea)']);
  });

  test('TBX-Basic of before', () => {
    assert.deepEqual(read(MARTIF, 'terms.xml'), { entries: ['渡轮 = ferry -ferry boat (R&D)'], problems: [] });
  });

  test('entities of a document type are not expanded: the file is refused, at its line, at once', () => {
    const laughs = Array.from({ length: 9 }, (_, k) => `<!ENTITY l${k + 1} "${`&l${k};`.repeat(10)}">`).join('\n');
    const bomb = MARTIF.replace(/<!DOCTYPE.*>/, `<!DOCTYPE martif [<!ENTITY l0 "ha">\n${laughs}]>`).replace(
      'ferry',
      '&l9;',
    );
    const cost = costOf(() => {
      const { entries, problems } = read(bomb, 'terms.tbx');
      assert.deepEqual(entries, []);
      assert.match(problems[0], /^\d+ glossary\.xml!$/);
    });
    assert.ok(cost < 1000, `${cost} ms`);
  });

  test('XML that is none, and XML of another kind', () => {
    assert.deepEqual(read('<tbx>\n<text>\n</body></tbx>', 'a.tbx').problems, ['3 glossary.xml!']);
    assert.deepEqual(read('<?xml version="1.0"?><rss/>', 'a.tbx').problems, ['1 glossary.notTbx!']);
    assert.deepEqual(read('<tbx/>', 'a.tbx').problems, ['1 glossary.empty!']);
  });
});

suite('terms in texts', () => {
  const glossary = glossaryOf([
    readGlossary(
      'a.csv',
      'zh,en,forbidden\n屋顶,roof|rooftop,\n绿色屋顶,green roof,\n绿色屋顶计划,Green Roof Programme,\n中方,China|the Chinese side,\n5G网络,5G network,\n美国,US|United States,USA\n市民花园,community garden,citizen garden\n',
    ),
  ]);
  assert.ok(glossary);
  const terms = (text: string, side: 'zh' | 'en') =>
    termsIn(text, side, { glossary, lexicon: lexicon() }).map(({ start, end }) => text.slice(start, end));

  test('Chinese: the longest, without word boundary; Latin words have boundaries; traditional, full width', () => {
    assert.deepEqual(terms('绿色屋顶计划要建三百个绿色屋顶，屋顶上种菜。', 'zh'), ['绿色屋顶计划', '绿色屋顶', '屋顶']);
    assert.deepEqual(terms('綠色屋頂和５Ｇ網絡', 'zh'), ['綠色屋頂', '５Ｇ網絡']);
    assert.deepEqual(terms('X5G网络', 'zh'), []);
  });

  test('English: whole words, inflected, the longest; capitals of the term must stand', () => {
    assert.deepEqual(terms('The Green Roof Programme pays for green roofs, roofs and rooftops.', 'en'), [
      'Green Roof Programme',
      'green roofs',
      'roofs',
      'rooftops',
    ]);
    assert.deepEqual(terms('A proof. GREEN ROOFS. Ask us. Ask the US.', 'en'), ['GREEN ROOFS', 'US']);
    assert.deepEqual(terms('a green, roof', 'en'), ['roof']);
  });

  const paired = (zh: string, en: string, sourceLanguage: 'auto' | 'zh' | 'en' = 'auto') => {
    const text = `${zh}\n${en}\n孩子们在河边放风筝，一直玩到天黑。\nThe children flew kites by the river and played until it was dark.`;
    const settings = { ...defaultSettings, sourceLanguage };
    const article = articleOf(text, { scope: 'include', glossary, settings });
    return article.findings
      .filter(({ code }) => code === 'term-glossary')
      .map(({ span, message, fixes }) => {
        const fix = fixes.find(({ kind }) => kind === 'edit');
        return `${textOf(article.sources, span)} ${message.key.split('.')[1]}${fix?.kind === 'edit' ? ` ${fix.edits[0].text}` : ''}`;
      });
  };

  test('a term with any variant is right; once for each term is enough', () => {
    assert.deepEqual(paired('中方表示欢迎。', 'The Chinese side welcomed this.'), []);
    assert.deepEqual(
      paired('市里有绿色屋顶，绿色屋顶很好看。', 'The city has garden terraces, and the garden terraces look good.'),
      ['绿色屋顶 missing'],
    );
  });

  test('a forbidden variant is replaced in its case', () => {
    assert.deepEqual(paired('市民花园开放了。', 'Citizen gardens are open now.'), [
      'Citizen gardens forbidden Community garden',
    ]);
    assert.deepEqual(paired('他去了美国。', 'He went to the USA.'), ['USA forbidden US']);
  });

  test('where the original is known, its terms are looked for', () => {
    const pair = ['这座房子的顶上种满了花。', 'The roof of this house is full of flowers.'] as const;
    assert.deepEqual(paired(...pair, 'zh'), []);
    assert.deepEqual(paired(...pair, 'en'), ['roof missing']);
  });
});
