import assert from 'node:assert/strict';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decode, isEncodingName } from '../../src/cli/decode';

const SIMPLIFIED =
  '图书馆今天上午重新开放。\r\n“我们等了两年，”一位读者说，“现在终于可以进来看书了。”\nThe library reopened this morning.\n';
const TRADITIONAL =
  '圖書館今天上午重新開放。\r\n「我們等了兩年，」一位讀者說，「現在終於可以進來看書了。」\nThe library reopened this morning.\n';

const bytesOf = (text: string, encoding: string, addBOM = false) =>
  new Uint8Array(iconv.encode(text, encoding, { addBOM }));
const reasonOf = (bytes: Uint8Array, name?: string) => {
  const decoded = decode(bytes, name);
  return decoded.kind === 'refused' ? decoded.reason : assert.fail(`read as ${decoded.encoding}`);
};

suite('decoding', () => {
  const cases: readonly [title: string, text: string, encoding: string, mark: boolean, name: string][] = [
    ['UTF-8', SIMPLIFIED, 'utf8', false, 'UTF-8'],
    ['UTF-8 with a mark', SIMPLIFIED, 'utf8', true, 'UTF-8'],
    ['UTF-16LE', SIMPLIFIED, 'utf-16le', false, 'UTF-16LE'],
    ['UTF-16LE with a mark', SIMPLIFIED, 'utf-16le', true, 'UTF-16LE'],
    ['UTF-16BE', SIMPLIFIED, 'utf-16be', false, 'UTF-16BE'],
    ['UTF-16BE with a mark', SIMPLIFIED, 'utf-16be', true, 'UTF-16BE'],
    ['UTF-16LE without any ASCII', '图书馆今天上午重新开放，我们终于可以进来看书了。', 'utf-16le', false, 'UTF-16LE'],
    ['UTF-16BE that is English', 'The library reopened.\n', 'utf-16be', false, 'UTF-16BE'],
    ['GB18030', SIMPLIFIED, 'gb18030', false, 'GB18030'],
    ['GB18030 in the traditional script', TRADITIONAL, 'gb18030', false, 'GB18030'],
    ['Big5', TRADITIONAL, 'big5', false, 'Big5'],
    ['a headline in GB18030', '新闻发布会今天举行', 'gb18030', false, 'GB18030'],
    ['a headline in Big5', '今天的新聞記者會', 'big5', false, 'Big5'],
    ['ASCII', 'Plain.\r\nText.\n', 'ascii', false, 'UTF-8'],
    ['nothing', '', 'utf8', false, 'UTF-8'],
    ['a mark and nothing', '', 'utf8', true, 'UTF-8'],
  ];
  for (const [title, text, encoding, mark, name] of cases) {
    test(`finds out: ${title}`, () => {
      assert.deepEqual(decode(bytesOf(text, encoding, mark)), { kind: 'text', text, encoding: name });
    });
  }

  test('takes off one mark, and leaves the next, which is text', () => {
    const decoded = decode(bytesOf('\ufeff\ufeffa', 'utf8'));
    assert.deepEqual(decoded, { kind: 'text', text: '\ufeffa', encoding: 'UTF-8' });
  });

  test('keeps unpaired surrogates of UTF-16', () => {
    const bytes = Uint8Array.of(0xff, 0xfe, 0x41, 0x00, 0x3d, 0xd8, 0x42, 0x00);
    assert.deepEqual(decode(bytes), { kind: 'text', text: 'A\ud83dB', encoding: 'UTF-16LE' });
  });

  test('characters beyond the basic plane, in four bytes', () => {
    const text = `${SIMPLIFIED}𠮷野家`;
    assert.deepEqual(decode(bytesOf(text, 'gb18030')), { kind: 'text', text, encoding: 'GB18030' });
  });

  test('a character cut off, or bytes that are none, are refused with encoding and line', () => {
    const damaged = (encoding: string, line: number) => ({ key: 'cli.damaged', args: { encoding, line } });
    assert.deepEqual(reasonOf(bytesOf('一行\n二', 'utf8').slice(0, -1)), damaged('UTF-8', 2));
    assert.deepEqual(reasonOf(bytesOf(`${SIMPLIFIED}完`, 'gb18030').slice(0, -1)), damaged('GB18030', 4));
    assert.deepEqual(reasonOf(bytesOf(`${TRADITIONAL}完`, 'big5').slice(0, -1)), damaged('Big5', 4));
    assert.deepEqual(reasonOf(bytesOf('一\n二', 'utf-16be', true).slice(0, -1)), damaged('UTF-16BE', 2));
    const broken = bytesOf(SIMPLIFIED, 'utf8');
    broken[0] = 0xff;
    assert.deepEqual(reasonOf(broken), damaged('UTF-8', 1));
  });

  test('what is no text is refused', () => {
    const png = Uint8Array.of(
      0x89,
      0x50,
      0x4e,
      0x47,
      0x0d,
      0x0a,
      0x1a,
      0x0a,
      0,
      0,
      0,
      0x0d,
      0x49,
      0x48,
      0x44,
      0x52,
      0xff,
    );
    assert.equal(reasonOf(png).key, 'cli.binary');
    assert.equal(reasonOf(bytesOf('text\0text', 'ascii')).key, 'cli.binary');
    assert.equal(reasonOf(Uint8Array.from({ length: 64 }, (_, at) => 1 + (at % 8))).key, 'cli.binary');
    assert.equal(reasonOf(bytesOf('Déjà vu, naïveté, élève.', 'latin1')).key, 'cli.unknownEncoding');
  });

  test('one stray control character does not make a text binary', () => {
    assert.equal(decode(bytesOf('An old\u0008 text\u001a', 'ascii')).kind, 'text');
  });

  test('a name overrides, whatever way it is written', () => {
    for (const name of ['gb18030', 'GBK', 'gb2312', 'cp936', 'Windows-936', ' euc-cn ']) {
      assert.deepEqual(decode(bytesOf('报', 'gb18030'), name), { kind: 'text', text: '报', encoding: 'GB18030' }, name);
    }
    for (const name of ['big5', 'Big5-HKSCS', 'cp950', 'big5hkscs']) {
      assert.deepEqual(decode(bytesOf('報', 'big5'), name), { kind: 'text', text: '報', encoding: 'Big5' }, name);
    }
    for (const name of ['UTF-8', 'utf8', 'utf8bom']) {
      assert.deepEqual(
        decode(bytesOf('报', 'utf8', true), name),
        { kind: 'text', text: '报', encoding: 'UTF-8' },
        name,
      );
    }
    for (const name of ['utf16', 'UTF-16', 'utf-16le', 'UTF16LE']) {
      assert.deepEqual(
        decode(bytesOf('报', 'utf-16le'), name),
        { kind: 'text', text: '报', encoding: 'UTF-16LE' },
        name,
      );
    }
    const big = decode(bytesOf('报', 'utf-16be', true), 'utf-16');
    assert.deepEqual(big, { kind: 'text', text: '报', encoding: 'UTF-16BE' });
    const latin = decode(bytesOf('Déjà vu', 'latin1'), 'iso-8859-1');
    assert.deepEqual(latin, { kind: 'text', text: 'Déjà vu', encoding: 'windows-1252' });
  });

  test('a name that the bytes do not fit, or that nobody knows', () => {
    assert.deepEqual(reasonOf(bytesOf('新闻', 'gb18030'), 'utf-8').key, 'cli.damagedAs');
    assert.deepEqual(reasonOf(bytesOf('\ncafé ', 'latin1'), 'big5').args, { encoding: 'Big5', line: 2 });
    assert.deepEqual(reasonOf(bytesOf('x', 'utf8'), 'klingon'), { key: 'cli.encodingName', args: { name: 'klingon' } });
    assert.equal(isEncodingName('klingon'), false);
    assert.equal(isEncodingName(''), false);
    assert.equal(isEncodingName('utf-16'), true);
  });

  test('any bytes have an answer; any text survives UTF-8', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => ['text', 'refused'].includes(decode(bytes).kind)),
      {
        seed: 7,
      },
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('读', '書', 'a', ' ', '\r', '\n', '，', '𠮷', 'é') }), (text) => {
        assert.deepEqual(decode(bytesOf(text, 'utf8')), { kind: 'text', text, encoding: 'UTF-8' });
      }),
      { seed: 7 },
    );
  });
});
