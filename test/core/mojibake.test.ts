import * as assert from 'node:assert/strict';
import iconv from 'iconv-lite';
import { encodingFor, mojibakeOf } from '../../src/core/mojibake';

const text = '春天来了，公园里的樱花开了。人们在树下散步、拍照，孩子们在草地上放风筝。\n'.repeat(3);
const reread = (from: string, to: string) => iconv.decode(iconv.encode(text, from), to);

suite('mojibake', () => {
  test('right text is left alone, whatever its language', () => {
    for (const right of [
      '',
      text,
      'Spring has come. “Look!” she said — café, naïve, 10 °C, ±5 %, £3.\n',
      'Das Frühstück kostet 8 €, äußerst günstig. Ça va? Où étiez-vous hier à Noël?',
      '鐨是一个罕见的字。',
      'One stray \ufffd is no reason.',
      'Ærøskøbing, Þórður Þorsteinsson, ÅÄÖ',
    ]) {
      assert.equal(mojibakeOf(right), undefined, right);
    }
  });

  test('the usual accidents are told apart', () => {
    assert.equal(mojibakeOf(reread('gb18030', 'utf8')), 'lost');
    assert.equal(mojibakeOf(reread('big5', 'utf8')), 'lost');
    assert.equal(mojibakeOf(reread('utf8', 'windows-1252')), 'utf8-as-latin');
    assert.equal(mojibakeOf(reread('utf8', 'latin1')), 'utf8-as-latin');
    assert.equal(mojibakeOf(reread('utf8', 'gbk')), 'utf8-as-gb');
    assert.equal(mojibakeOf(reread('gb18030', 'latin1')), 'gb-as-latin');
    assert.equal(mojibakeOf(reread('gb18030', 'windows-1252')), 'gb-as-latin');
    assert.equal(mojibakeOf(iconv.decode(iconv.encode('Spring has come.', 'utf16le'), 'latin1')), 'utf16');
  });

  test('an article half of which is English is told too', () => {
    const english = 'Spring has come and the cherry trees in the park are in flower.\n'.repeat(3);
    const bytes = iconv.encode(text + english, 'gb18030');
    assert.equal(mojibakeOf(iconv.decode(bytes, 'utf8')), 'lost');
    assert.equal(mojibakeOf(iconv.decode(bytes, 'latin1')), 'gb-as-latin');
    assert.equal(mojibakeOf(iconv.decode(iconv.encode(text + english, 'utf8'), 'gbk')), 'utf8-as-gb');
  });

  test('each has an encoding to try', () => {
    assert.equal(encodingFor('lost'), 'gb18030');
    assert.equal(encodingFor('utf8-as-gb'), 'utf8');
    assert.equal(encodingFor('utf16'), 'utf16le');
  });
});
