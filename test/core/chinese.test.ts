import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { chineseTokens, overlappingWords } from '../../src/core/lexicon/chinese';
import { englishTokens } from '../../src/core/lexicon/english';
import { openLexicon } from '../../src/core/lexicon/lexicon';
import { pinyinNames, pinyinSplits, WordUses } from '../../src/core/lexicon/names';

const lexicon = openLexicon(new Uint8Array(readFileSync(join(__dirname, '..', '..', 'data', 'lexicon.bin'))));

const words = (text: string, extra?: ReadonlySet<string>) =>
  chineseTokens(text, lexicon, extra).map((token) => token.text);

suite('chinese words', () => {
  test('few and long words', () => {
    assert.deepEqual(words('图书馆的管理员正在整理旧报纸。'), ['图书馆', '的', '管理员', '正在', '整理', '旧', '报纸']);
    assert.deepEqual(words('发展中国家的孩子们'), ['发展中国家', '的', '孩子们']);
  });

  test('traditional text is the same text', () => {
    assert.deepEqual(words('圖書館的管理員正在整理舊報紙。'), words('图书馆的管理员正在整理旧报纸。'));
  });

  test('numbers, Latin words, marks', () => {
    const tokens = chineseTokens('他买了１，２００本Books吗？没有……', lexicon);
    assert.deepEqual(
      tokens.filter((token) => token.kind !== 'han').map((token) => [token.kind, token.text, token.start, token.end]),
      [
        ['number', '1200', 3, 8],
        ['latin', 'book', 9, 14],
        ['mark', '?', 15, 16],
        ['mark', '…', 18, 20],
      ],
    );
  });

  test('words of the document are preferred', () => {
    assert.ok(words('周小川流不息', new Set(['周小川'])).includes('周小川'));
  });

  test('tokens carry their headword', () => {
    for (const token of chineseTokens('春天的花园里有很多蝴蝶', lexicon)) {
      assert.equal(lexicon.headword(token.headword), token.text);
    }
  });

  test('what another segmentation could have chosen', () => {
    const text = '她说，發展中國家';
    const overlaps = overlappingWords(chineseTokens(text, lexicon), lexicon);
    assert.deepEqual(
      overlaps.map((token) => [token.text, token.start]),
      [
        ['发展', 3],
        ['发展中', 3],
        ['中国', 5],
        ['国家', 6],
      ],
    );
    for (const before of ['！', '2024', 'iPad']) {
      const same = overlappingWords(chineseTokens(`${before}发展中国家`, lexicon), lexicon);
      assert.equal(same.length, overlaps.length, before);
    }
  });

  test('tokens cover every Han character once, in any text', () => {
    const unit = fc.constantFrom(...'中国人民大学生活水平发展乾著𠀀?…a1，\ud840');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit }), fc.string({ unit: 'binary' })), (text) => {
        const tokens = chineseTokens(text, lexicon);
        let end = 0;
        for (const token of tokens) {
          assert.ok(token.start >= end && token.end > token.start && token.end <= text.length);
          end = token.end;
        }
        const covered = tokens.map((token) => text.slice(token.start, token.end)).join('');
        assert.equal(covered.match(/\p{Script=Han}/gu)?.length, text.match(/\p{Script=Han}/gu)?.length);
      }),
      { seed: 2, numRuns: 500 },
    );
  }).timeout(20_000);

  test('a long line takes time in proportion', () => {
    assert.equal(chineseTokens('河'.repeat(200_000), lexicon).at(-1)?.end, 200_000);
  });
});

suite('names in pinyin', () => {
  test('splits', () => {
    assert.deepEqual(pinyinSplits('xian', lexicon), [['xi', 'an'], ['xian']]);
    assert.deepEqual(pinyinSplits("xi'an", lexicon), [['xi', 'an']]);
    assert.deepEqual(pinyinSplits('lü', lexicon), [['lu']]);
    assert.deepEqual(pinyinSplits('smith', lexicon), []);
  });

  test('found in the Chinese by sound', () => {
    const uses = new WordUses();
    uses.read(englishTokens('In the hall, Zhou Meiling thanked Lü Fang. Water is water. Zhou smiled.', lexicon));
    const names = pinyinNames(uses, ['周美玲谢了吕芳。'], lexicon);
    assert.equal(names.get('美玲')?.get('meiling'), 0.5);
    assert.equal(names.get('周')?.get('zhou'), 0.12);
    assert.equal(names.get('吕')?.get('lü'), 0.12);
    assert.equal(
      [...names.values()].some((lemmas) => lemmas.has('water')),
      false,
    );
  });
});
