/** From the bytes of a file to its text: which encoding, and a clear answer where there is none. */
import { TextDecoder } from 'node:util';
import type { Message } from '../core';

/** A text without its byte order mark, and the name of the encoding it was read as; or why it cannot be read. */
export type Decoded =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: string }
  | { readonly kind: 'refused'; readonly reason: Message };

type EncodingName = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'GB18030' | 'Big5';

/** Names people give (those of iconv, of Windows code pages, of VS Code) that the WHATWG labels do not have. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8bom: 'utf-8',
  utf8sig: 'utf-8',
  utf16le: 'utf-16le',
  ucs2: 'utf-16le',
  utf16be: 'utf-16be',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  euccn: 'gb18030',
  xgbk: 'gb18030',
  cp936: 'gb18030',
  ms936: 'gb18030',
  windows936: 'gb18030',
  cp950: 'big5',
  ms950: 'big5',
  windows950: 'big5',
  big5hkscs: 'big5',
};

const DISPLAY: Readonly<Record<string, EncodingName>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
  gb18030: 'GB18030',
  big5: 'Big5',
};

/** How much of a file is looked at to tell its encoding, in bytes. The whole of it is decoded strictly afterwards. */
const SAMPLE = 1 << 17;

/** Is this a name that {@link decode} can be told to read by? */
export function isEncodingName(name: string): boolean {
  return isUtf16(name) || decoderFor(name) !== undefined;
}

/**
 * Decodes a file. Without a name: by byte order mark, else strict UTF-8, else UTF-16 where the zero bytes of its ASCII
 * show it, else the one of GB18030, Big5 and UTF-16 whose reading is made of common characters. With a name: by that alone.
 * Bytes that do not decode are refused, never replaced; unpaired surrogates of UTF-16 are kept. Throws nothing.
 */
export function decode(bytes: Uint8Array, name?: string): Decoded {
  if (name !== undefined) return decodeAs(bytes, name);
  const marked = markOf(bytes);
  if (marked) return strictly(bytes, marked);
  const scan = scanUtf8(bytes);
  const zeros = countZeros(bytes);
  if (zeros) {
    // Bytes that are UTF-8 too are English in UTF-16, every other byte a zero, or ASCII with a stray zero.
    const wide = scan.badAt < 0 && zeros < bytes.length / 4 ? undefined : wideByZeros(bytes);
    return wide ? strictly(bytes, wide) : refused('cli.binary');
  }
  if (scan.badAt < 0) return strictly(bytes, 'UTF-8');
  if (scan.good >= 8 * scan.bad || (scan.bad === 1 && scan.breaksOff))
    return damaged('UTF-8', lineOf(bytes, scan.badAt));
  const encoding = encodingByEvidence(bytes);
  return encoding ? strictly(bytes, encoding) : refused('cli.unknownEncoding');
}

function decodeAs(bytes: Uint8Array, name: string): Decoded {
  if (isUtf16(name)) return asNamed(strictly(bytes, wideMark(bytes) ?? wideByZeros(bytes) ?? 'UTF-16LE'));
  const decoder = decoderFor(name);
  if (!decoder) return { kind: 'refused', reason: { key: 'cli.encodingName', args: { name } } };
  const known = DISPLAY[decoder.encoding];
  if (known) return asNamed(strictly(bytes, known));
  try {
    return textOrBinary(decoder.decode(bytes), decoder.encoding);
  } catch {
    return { kind: 'refused', reason: { key: 'cli.notInEncoding', args: { name: decoder.encoding } } };
  }
}

/** Where the user names the encoding, it may be that which is wrong. */
function asNamed(decoded: Decoded): Decoded {
  if (decoded.kind === 'text' || decoded.reason.key !== 'cli.damaged') return decoded;
  return { ...decoded, reason: { ...decoded.reason, key: 'cli.damagedAs' } };
}

function strictly(bytes: Uint8Array, encoding: EncodingName): Decoded {
  if (encoding === 'UTF-16LE' || encoding === 'UTF-16BE') {
    if (bytes.length % 2) return damaged(encoding, lineOf(bytes, bytes.length, encoding));
    return textOrBinary(withoutMark(wideText(bytes, encoding)), encoding);
  }
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return textOrBinary(withoutMark(text), encoding);
  } catch (error) {
    // Node has no strings beyond about 512 MB; that is not the fault of the encoding.
    if ((error as { code?: string }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') return refused('cli.tooLarge');
    return damaged(encoding, firstBadLine(bytes, encoding));
  }
}

function decoderFor(name: string): TextDecoder | undefined {
  const plain = name.trim().toLowerCase();
  try {
    return new TextDecoder(ALIASES[plain.replace(/[-_ ]/g, '')] ?? plain, { fatal: true });
  } catch {
    return undefined;
  }
}

const isUtf16 = (name: string) => /^utf[-_ ]?16$/i.test(name.trim());

const refused = (key: string): Decoded => ({ kind: 'refused', reason: { key, args: {} } });

const damaged = (encoding: EncodingName, line: number): Decoded => ({
  kind: 'refused',
  reason: { key: 'cli.damaged', args: { encoding, line } },
});

const withoutMark = (text: string) => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);

/** Control characters that no text editor writes; tab, line ends, form feed, escape and the old end-of-file mark may be. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0001-\u0008\u000e-\u0019\u001c-\u001f\u007f]/g;

function textOrBinary(text: string, encoding: string): Decoded {
  if (text.includes('\0')) return refused('cli.binary');
  const controls = text.slice(0, SAMPLE).match(CONTROL)?.length ?? 0;
  const most = Math.max(3, Math.min(text.length, SAMPLE) / 100);
  return controls > most ? refused('cli.binary') : { kind: 'text', text, encoding };
}

function markOf(bytes: Uint8Array): EncodingName | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'UTF-8';
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33) return 'GB18030';
  return wideMark(bytes);
}

function wideMark(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'UTF-16BE' : undefined;
}

/** `TextDecoder` would refuse or replace unpaired surrogates; Node's own conversion keeps them. */
function wideText(bytes: Uint8Array, encoding: 'UTF-16LE' | 'UTF-16BE'): string {
  if (encoding === 'UTF-16LE') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf16le');
  return Buffer.from(bytes).swap16().toString('utf16le');
}

function countZeros(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) count++;
  return count;
}

/** Characters of a Chinese–English text: ASCII, Latin, punctuation, CJK and full-width forms. */
const PLAUSIBLE =
  /[\t\n\r -~\u00a0-\u024f\u2000-\u206f\u20a0-\u20bf\u2100-\u22ff\u2460-\u25ff\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e\uffe5]/gu;

/** UTF-16 without a mark: there are zeros, and read so in one of the two byte orders it looks like text. */
function wideByZeros(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | undefined {
  const sample = bytes.subarray(0, Math.min(bytes.length & ~1, SAMPLE));
  const little = plausibility(wideText(sample, 'UTF-16LE'));
  const big = plausibility(wideText(sample, 'UTF-16BE'));
  if (Math.max(little, big) < 0.9) return undefined;
  return little >= big ? 'UTF-16LE' : 'UTF-16BE';
}

/** Share of plausible characters. ASCII in the wrong byte order gives Chinese characters whose low byte is zero. */
function plausibility(text: string): number {
  const swapped = text
    .match(/[\u0100\u0200\u3400-\u9fff]/g)
    ?.filter((one) => !(one.charCodeAt(0) & 0xff) && one !== '一');
  return ((text.match(PLAUSIBLE)?.length ?? 0) - (swapped?.length ?? 0)) / Math.max(1, text.length);
}

interface Utf8Scan {
  /** Offset of the first byte that is not UTF-8; -1 when all are. */
  readonly badAt: number;
  /** Multi-byte characters that are right, and bytes that are not. */
  readonly good: number;
  readonly bad: number;
  /** The file ends within a character. */
  readonly breaksOff: boolean;
}

/** Well-formed byte sequences after table 3-7 of the Unicode standard. */
function scanUtf8(bytes: Uint8Array): Utf8Scan {
  let badAt = -1;
  let good = 0;
  let bad = 0;
  let breaksOff = false;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at];
    if (lead < 0x80) {
      at++;
      continue;
    }
    const more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
    const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    let seen = 0;
    while (seen < more && at + seen + 1 < bytes.length) {
      const next = bytes[at + seen + 1];
      if (next < (seen ? 0x80 : least) || next > (seen ? 0xbf : most)) break;
      seen++;
    }
    if (more && seen === more) good++;
    else {
      bad++;
      if (badAt < 0) badAt = at;
      if (more && at + seen + 1 >= bytes.length) breaksOff = true;
    }
    at += 1 + seen;
  }
  return { badAt, good, bad, breaksOff };
}

/** 1-based line of an offset in a file of single bytes, or of pairs. */
function lineOf(bytes: Uint8Array, offset: number, encoding?: 'UTF-16LE' | 'UTF-16BE'): number {
  const step = encoding ? 2 : 1;
  const low = encoding === 'UTF-16BE' ? 1 : 0;
  let line = 1;
  for (let at = 0; at + step <= offset; at += step) {
    if (bytes[at + low] === 10 && (step === 1 || bytes[at + 1 - low] === 0)) line++;
  }
  return line;
}

function firstBadLine(bytes: Uint8Array, encoding: EncodingName): number {
  if (encoding === 'UTF-8') return lineOf(bytes, scanUtf8(bytes).badAt);
  const before = new TextDecoder(encoding).decode(bytes).split('\ufffd', 1)[0];
  return before.split('\n').length;
}

/**
 * The commonest characters of written Chinese in both scripts, and its punctuation: between a third and a half of any
 * running text, and next to nothing of a text read by the wrong table.
 */
const COMMON = new Set(
  '的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏兴切记谈闻译章译句篇节' +
    '這來國個說們為時會過學對裡後麼沒於起還發當無開見經頭動兩長樣現將與進實點種聲話兒問機給幾業間電門東教聽氣關並內產萬體別處總場師書員華報馬張難數應車計親務記邊風戰乾許覺題統請愛讓認論義術連遠資隊帶條變聯權該領傳紅達辦運強區眾輕語滿寫識極黃臉錢黨設雙歷廣議際則單據導專誰讀飛觀爭組視濟離雖興談聞譯節著裏係' +
    '，。、；：？！“”‘’「」『』《》（）…—·　０１２３４５６７８９',
);

/** What speaks for one reading of the bytes: the share of common characters beyond ASCII less that of odd ones. */
function evidence(text: string): number {
  let all = 0;
  let points = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code > 0 && code < 0x80) continue;
    all++;
    if (COMMON.has(character)) points++;
    else if (code === 0xfffd || (code >= 0xd800 && code <= 0xf8ff) || code < 0xa0) points -= 2;
    else if (code < 0x2000 || (code >= 0x2500 && code < 0x3000) || (code >= 0x3040 && code < 0x3400)) points--;
    else if ((code >= 0xa000 && code < 0xd800) || (code >= 0xf900 && code < 0xff00)) points--;
  }
  return all ? points / all : 0;
}

/** Running Chinese has .4 and more, a wrong reading under .1. */
const ENOUGH = 0.15;

function encodingByEvidence(bytes: Uint8Array): EncodingName | undefined {
  const sample = bytes.subarray(0, SAMPLE);
  // As a stream, so that a character cut by the end of the sample is not held against the reading.
  const readings = (['GB18030', 'Big5'] as const).map((encoding) => ({
    encoding: encoding as EncodingName,
    points: evidence(new TextDecoder(encoding).decode(sample, { stream: true })),
  }));
  if (bytes.length % 2 === 0)
    for (const encoding of ['UTF-16LE', 'UTF-16BE'] as const)
      readings.push({ encoding, points: evidence(wideText(sample, encoding)) });
  const best = readings.reduce((a, b) => (b.points > a.points ? b : a));
  return best.points >= ENOUGH ? best.encoding : undefined;
}
