/** What the tests of interchange formats share: bitexts with anything in them, and independent readers. */
import { DOMParser, type Element, type Node } from '@xmldom/xmldom';
import fc from 'fast-check';
import type { Bitext, Unit } from '../../src/core';
import { wording } from '../../src/messages';

export const words = wording('en');

/** Texts that trip writers: markup of every format, quotes, white space of all kinds, halves of characters. */
const HOSTILE: readonly string[] = [
  ...['&', '<', '>', '"', "'", ']]>', '<![CDATA[', '<!--', '-->', '&amp;', '&#10;', '&nbsp;', '</seg>', '<b>x</b>'],
  ...['\t', '\n', '\r', '\r\n', ' ', '  ', '\u3000', '\u00a0', '\u0085', '\u2028', '\u2029', '\ufeff', '\u200b'],
  ...['\\', '\\t', '\\n', '\\u0041', '=1+1', '+1', '-1', '@SUM(A1)', '＝1', "'", '"quoted"', '""'],
  ...[
    '# x',
    '[x](y)',
    '![x](y)',
    '`',
    '*',
    '_',
    '|',
    '~~',
    'https://a.example/b',
    'www.a.example',
    'a@b.example',
    '1. ',
  ],
  ...[
    '\u0000',
    '\u0001',
    '\u001f',
    '\u007f',
    '\ufffe',
    '\uffff',
    '\ud800',
    '\udc00',
    '𠮷',
    '習近平',
    '春天 来了',
    '。',
    'word',
  ],
  ...['{count}', '$&', '$1', '<script>alert(1)</script>', '" onload="x', '‮abc'],
];

/** Any text: hostile pieces and random characters. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 8 })
  .map((parts) => parts.join(''));

const someText = anyText.filter((text) => text !== '');

interface Side {
  readonly text: string;
  readonly place: number;
}

const side = fc.record({ text: someText, place: fc.integer({ min: 0, max: 1000 }) });

const draft = fc
  .record({
    zh: fc.option(side, { nil: undefined }),
    en: fc.option(side, { nil: undefined }),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    kind: fc.constantFrom('translation' as const, 'summary' as const, 'manual' as const),
    review: fc.constantFrom(null, 'approved' as const, 'flagged' as const, 'changed' as const),
    remark: fc.oneof(fc.constant(''), anyText),
    note: fc.option(someText, { nil: undefined }),
    resolved: fc.boolean(),
    paragraph: fc.integer({ min: 0, max: 4 }),
  })
  .filter(({ zh, en }) => zh !== undefined || en !== undefined);

/** A bitext of any texts in any order, with reviews, findings and comments. */
export const anyBitext: fc.Arbitrary<Bitext> = fc
  .record({
    name: someText,
    source: fc.constantFrom(undefined, 'zh' as const, 'en' as const),
    level: fc.constantFrom('paragraph' as const, 'sentence' as const),
    drafts: fc.array(draft, { maxLength: 8 }),
  })
  .map(({ drafts, ...rest }) => {
    const rank = (own: 'zh' | 'en') => {
      const order = drafts.flatMap((each, at) => (each[own] ? [at] : []));
      order.sort((a, b) => drafts[a][own]!.place - drafts[b][own]!.place || a - b);
      return new Map(order.map((at, place) => [at, place + 1]));
    };
    const ranks = { zh: rank('zh'), en: rank('en') };
    const passage = (own: Side | undefined, order: number | undefined) =>
      own && { text: own.text, lines: [own.place + 1], order: order! };
    const units = drafts.map(
      ({ zh, en, score, kind, review, remark, note, resolved, paragraph }, at): Unit => ({
        id: `u${at}`,
        zh: passage(zh, ranks.zh.get(at)),
        en: passage(en, ranks.en.get(at)),
        score: zh && en ? score : undefined,
        kind: zh && en ? kind : 'unlinked',
        role: 'body',
        review: zh && en ? review : null,
        remark: zh && en ? remark : '',
        findings: note
          ? [
              {
                ...{ code: 'unaligned', severity: 'warning', side: zh ? 'zh' : 'en', line: 1, quote: note },
                message: { key: 'unaligned.zh', args: {} },
              },
            ]
          : [],
        threads: note
          ? [
              {
                side: zh ? 'zh' : 'en',
                resolved,
                comments: [{ id: 'c', author: note, at: '2026-01-02T03:04:05Z', text: note }],
              },
            ]
          : [],
        paragraph: rest.level === 'paragraph' ? at : paragraph,
      }),
    );
    return { ...rest, units, loose: { findings: [], threads: [] }, coverage: { linked: 1, needed: 2 } };
  });

/** Parses XML with another parser than ours; throws at the first fault of form. */
export function parseXml(text: string): Element {
  const parser = new DOMParser({
    onError: (level, message) => {
      // It warns of U+FFFD, which is what we write for what XML cannot hold.
      if (level !== 'warning' || !message.includes('replacement character')) throw new Error(`${level}: ${message}`);
    },
  });
  const root = parser.parseFromString(text, 'text/xml').documentElement;
  if (!root) throw new Error('There is no root element.');
  return root;
}

/** All elements of a name below a node, in the order of the document. */
export function elements(root: Node, name: string): readonly Element[] {
  const found: Element[] = [];
  for (let child = root.firstChild; child; child = child.nextSibling) {
    if (child.nodeType !== 1) continue;
    if (child.nodeName === name) found.push(child as Element);
    found.push(...elements(child, name));
  }
  return found;
}

/** Element children. */
export function children(root: Node): readonly Element[] {
  const found: Element[] = [];
  for (let child = root.firstChild; child; child = child.nextSibling)
    if (child.nodeType === 1) found.push(child as Element);
  return found;
}

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What XML can hold of a text. */
export function inXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML cannot hold
  return withoutLone(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}

/** The text with U+FFFD for halves of characters: what UTF-8 can hold. */
export function withoutLone(text: string): string {
  return text.replace(LONE, '\ufffd');
}
