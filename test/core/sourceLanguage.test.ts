import * as assert from 'node:assert/strict';
import { defaultSettings } from '../../src/core/settings';
import { unalignedKey } from '../../src/core/sourceLanguage';
import { articleOf, PAIRS } from './fixture';

const pairs = PAIRS.slice(0, 6);
const zhFirst = pairs.flatMap(({ zh, en }) => [zh, en]);
const enFirst = pairs.flatMap(({ zh, en }) => [en, zh]);
const sourceOf = (...lines: readonly string[]) => articleOf(lines.join('\n')).source;

suite('source language', () => {
  test('order alone tells nothing', () => {
    assert.equal(sourceOf(...zhFirst), undefined);
    assert.equal(sourceOf(...enFirst), undefined);
    const two = articleOf([pairs.map(({ zh }) => zh).join('\n'), pairs.map(({ en }) => en).join('\n')]);
    assert.ok(two.recognition.recognised);
    assert.equal(two.source, undefined);
  });

  test('labels tell', () => {
    const labelled = (zh: string, en: string) =>
      sourceOf(...pairs.flatMap((pair) => [`${zh}${pair.zh}`, `${en}${pair.en}`]));
    assert.equal(labelled('译文：', ''), 'en');
    assert.equal(labelled('', 'Translation: '), 'zh');
    assert.equal(labelled('', '【原文】'), 'en');
    assert.equal(labelled('（原文）', ''), 'zh');
    assert.equal(labelled('譯文：', '原文：'), 'en');
    assert.equal(labelled('中译：', ''), 'en');
    for (const label of ['中文翻译', '(Chinese translation)', '## 英文原文', 'English original:']) {
      assert.equal(sourceOf(label, ...zhFirst), 'en', label);
    }
    assert.equal(sourceOf('英文譯文：', ...enFirst), 'zh');
  });

  test('the word translation in a text is no label', () => {
    const lines = ['翻译需要时间和耐心。', 'Translation takes time and patience.'];
    assert.equal(sourceOf(...lines, ...zhFirst), undefined);
    assert.equal(sourceOf('中文：', pairs[0].zh, 'English:', pairs[0].en, ...zhFirst.slice(2)), undefined);
  });

  test('the setting decides, and says what a paragraph without counterpart is', () => {
    const text = [...zhFirst.slice(0, 6), PAIRS[11].zh, ...zhFirst.slice(6), PAIRS[10].en].join('\n');
    const keys = (sourceLanguage: 'auto' | 'zh' | 'en') =>
      articleOf(text, { settings: { ...defaultSettings, sourceLanguage } }).findings.map(({ message }) => message.key);
    const [omission, addition] = [unalignedKey('zh', 'zh'), unalignedKey('en', 'zh')];
    assert.deepEqual([omission, addition], ['unaligned.zh.omission', 'unaligned.en.addition']);
    assert.deepEqual(keys('auto'), ['unaligned.zh', 'unaligned.en']);
    assert.deepEqual(keys('zh'), [omission, addition]);
    assert.deepEqual(keys('en'), ['unaligned.zh.addition', 'unaligned.en.omission']);
    assert.equal(unalignedKey('en', undefined), 'unaligned.en');
  });
});
