import assert from 'node:assert/strict';
import path from 'node:path';
import { type AnalysisRequest, analyse, readTmx, readTsv } from '../../src/core';
import { lexicon, PAIRS } from '../core/fixture';
import { CWD, noArticle, runOn } from './memory';

const news = PAIRS.slice(0, 3)
  .map(({ zh, en }) => `${zh}\n${en}\n`)
  .join('\n');
const files = {
  'a.txt': news,
  'b.txt': PAIRS.slice(3, 6)
    .map(({ zh, en }) => `${en}\n${zh}\n`)
    .join('\n'),
  'zh.txt': PAIRS.slice(0, 3)
    .map(({ zh }) => zh)
    .join('\n'),
  'en.txt': PAIRS.slice(0, 3)
    .map(({ en }) => en)
    .join('\n'),
  'c.md': 'x',
};
const setting = {
  files,
  analyse: (request: AnalysisRequest) =>
    request.sources[0].text === 'x' ? noArticle(request) : analyse({ ...request, lexicon: lexicon() }),
};

suite('export', () => {
  test('one document of all articles, on the standard output; TMX when no format is named', async () => {
    const { status, stdout, stderr, written } = await runOn(
      ['export', 'a.txt', 'b.txt', '--pair', 'zh.txt', 'en.txt'],
      setting,
    );
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.equal(written.size, 0);
    assert.deepEqual(
      readTmx(stdout).pairs.map(({ zh, en }) => ({ zh, en })),
      [...PAIRS.slice(0, 6), ...PAIRS.slice(0, 3)].map(({ zh, en }) => ({ zh, en })),
    );
    assert.match(stdout, /creationdate="20260304T050607Z"/);
    assert.match(stdout, /<prop type="x-file">zh\.txt \+ en\.txt<\/prop>/);
  });

  test('every format and level; the report is for people, in their language', async () => {
    const starts = {
      tmx: /^<\?xml/,
      xliff: /^<\?xml/,
      tsv: /^file\tid\tzh/,
      html: /^<!DOCTYPE html>/,
      markdown: /^# /,
    };
    for (const [format, start] of Object.entries(starts)) {
      for (const level of ['paragraph', 'sentence']) {
        const { status, stdout } = await runOn(['export', '--format', format, '--level', level, 'a.txt'], setting);
        assert.equal(status, 0, format);
        assert.match(stdout, start);
      }
    }
    const chinese = await runOn(['report', 'a.txt'], { ...setting, env: { LANG: 'zh_CN.UTF-8' } });
    assert.match(chinese.stdout, /<html lang="zh-CN">/);
    assert.match((await runOn(['report', '--format', 'markdown', 'a.txt'], setting)).stdout, /^# Review/);
  });

  test('--out writes a file, never over an article', async () => {
    const done = await runOn(['export', '--format', 'tsv', '--bom', '--out', 'out/a.tsv', 'a.txt'], setting);
    assert.equal(done.status, 0);
    assert.equal(done.stdout, '');
    const text = done.written.get(path.posix.join(CWD, 'out/a.tsv'))!;
    assert.ok(text.startsWith('\ufeff'));
    assert.equal(readTsv(text).pairs.length, 3);
    for (const out of ['a.txt', './a.txt', `${CWD}/a.txt`]) {
      const over = await runOn(['export', '--out', out, 'a.txt'], setting);
      assert.equal(over.status, 2);
      assert.match(over.stderr, /would overwrite it/);
      assert.equal(over.written.size, 0);
    }
    const folder = await runOn(['report', '--out', '.', 'a.txt'], setting);
    assert.equal(folder.status, 2);
    assert.match(folder.stderr, /\.: cannot be written/);
  });

  test('what cannot be read makes the status 2, and the others are still done', async () => {
    const { status, stdout, stderr } = await runOn(['export', 'none.txt', 'a.txt'], setting);
    assert.equal(status, 2);
    assert.match(stderr, /none\.txt: there is no such file/);
    assert.equal(readTmx(stdout).pairs.length, 3);
  });

  test('what is no article is named; where nothing is left, nothing is written', async () => {
    const some = await runOn(['export', 'c.md', 'a.txt'], setting);
    assert.equal(some.status, 0);
    assert.match(some.stderr, /c\.md: not a bilingual article/);
    const none = await runOn(['export', '--out', 'x.tmx', '*.md'], setting);
    assert.equal(none.status, 2);
    assert.match(none.stderr, /no article to hand over/);
    assert.equal(none.written.size, 0);
  });

  test('what the format cannot hold is said beside it', async () => {
    const { status, stderr } = await runOn(['export', '--format', 'xliff', 'a.txt'], setting);
    assert.equal(status, 0);
    assert.match(stderr, /XLIFF needs one original/);
  });
});

suite('align as a table or a memory', () => {
  const engine = {
    pairSentences: () => ({ zh: [{ start: 0, end: 2 }], en: [{ start: 0, end: 4 }] }),
    alignTexts: () => [{ zh: [0], en: [0], score: 0.75 }],
  };

  test('--format tsv and tmx', async () => {
    const texts = { 'z.txt': '一。', 'e.txt': 'One.' };
    const tsv = await runOn(['align', '--zh', 'z.txt', '--en', 'e.txt', '--format', 'tsv'], { files: texts, engine });
    assert.equal(tsv.status, 0);
    assert.deepEqual(readTsv(tsv.stdout).pairs, [{ zh: '一。', en: 'One.', line: 2 }]);
    assert.match(tsv.stdout, /\t0\.7500\ttranslation\t/);
    const tmx = await runOn(['align', '--zh', 'z.txt', '--en', 'e.txt', '--format', 'tmx'], { files: texts, engine });
    assert.deepEqual(
      readTmx(tmx.stdout).pairs.map(({ zh, en }) => [zh, en]),
      [['一。', 'One.']],
    );
  });
});
