/** Bilingual texts as nobody wants them, and what has to hold of an article whatever its text is. */
import fc from 'fast-check';
import { checkCodes } from '../../src/core/checks';
import type { Article, Finding, Message, Span } from '../../src/core/model';
import { defaultSettings, type Settings } from '../../src/core/settings';
import { allBundles } from '../../src/messages';
import { PAIRS, type Pair } from './fixture';
import { VALUE_PAIRS } from './valuePairs';

/** Every check on, and nothing kept back for want of certainty. */
export const everything: Settings = {
  ...defaultSettings,
  severity: Object.fromEntries(checkCodes.map((code) => [code, 'hint'])),
  threshold: Object.fromEntries(checkCodes.map((code) => [code, 0])),
};

const MORE: readonly Pair[] = [
  {
    zh: '陈东说：“我明天九点去南京，3.5万元已经付了。”',
    en: '"I am going to Nanjing at nine tomorrow," said Chen Dong. "The 35,000 yuan are paid."',
  },
  { zh: '李梅：你什么时候回来？', en: 'Li Mei: When will you be back?' },
  { zh: '陈东：下周三，10月8号。', en: 'Chen Dong: Next Wednesday, on October 8.' },
  { zh: '2024年3月1日', en: 'March 1, 2024' },
  { zh: '# 第三章 石桥', en: '# Chapter Three: The Stone Bridge' },
  { zh: '（记者 林小满）', en: 'By Lin Xiaoman' },
  {
    zh: '他读完了《山里的路》和《〈渔歌〉注》。',
    en: 'He has read *The Road in the Hills* and "Notes on ‘Fishing Songs’".',
  },
  { zh: '- 全长16公里，重二十斤', en: '- 10 miles long, weighing 10 kilograms' },
  {
    zh: '> “是的。”他说。“但我们有一百三十五万人，不是90年代了。”',
    en: '> "Yes," he said. "But there are 1.35 million of us, and it is not the 1990s."',
  },
  {
    zh: '她用 Python 3.12 写了 `main.py`，见 https://example.org/a?b=1,2 。',
    en: 'She wrote `main.py` in Python 3.12; see https://example.org/a?b=1,2.',
  },
  { zh: '甲、乙；丙（丁）——戊……己！', en: 'A, B; C (D) - E... F!' },
];

const pairs: fc.Arbitrary<Pair> = fc.constantFrom(...PAIRS, ...VALUE_PAIRS, ...MORE);

/** Characters and bits that break programs. */
const BITS = [
  '\u0000',
  '\u0007',
  '\u001b[31m',
  '\u00a0',
  '\u00ad',
  '\u200b',
  '\u200e',
  '\u200f',
  '\u202e',
  '\u2028',
  '\u2029',
  '\u0085',
  '\ufeff',
  '\ud83d',
  '\ude00',
  '😀',
  '👨‍👩‍👧‍👦',
  '🇨🇳',
  '𠮷',
  '\u3000',
  '\t',
  '  ',
  '\r',
  '\r\n',
  '\n',
  '\n\n',
  '\u000b',
  '\u000c',
  'â€™',
  'Ã©',
  'ä¸­å\u009b½',
  '锟斤拷',
  '\ufffd',
  '\ufffc',
  '\ufffe',
  '“',
  '”',
  '"',
  "'",
  '‘',
  '「',
  '《',
  '》',
  '（',
  ')',
  '(',
  '[',
  '】',
  '{x}',
  '{0}',
  '{from}',
  '，',
  ',',
  '。',
  '.',
  '...',
  '……',
  '——',
  '：',
  ':',
  '%',
  '$1',
  '$&',
  '\\',
  '|',
  '||',
  '`',
  '```',
  '**',
  '*',
  '_',
  '#',
  '<b>',
  '&amp;',
  '<!--',
  '-->',
  '3',
  '三',
  '万',
  '3.5万',
  '第',
  '0',
  '0.0000001',
  '99999999999999999999999',
  '一亿亿亿',
  '3-5',
  '1/0',
  '９９％',
  '十',
  '二月三十日',
  '2024-02-30',
  '25:61',
  '$',
  '￥',
  '的的',
  'the the',
  '谢谢',
  '後',
  '国國',
  'עברית',
  'مرحبا',
  'e\u0301',
  'ﬁ',
  '\u2f00',
  '⺟',
  '\ue000',
  '：“',
  '说：',
  ' said',
  'Dr. ',
  'A:',
  '记者：',
] as const;
const bit = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...BITS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
);

/** What is done to a text: a bit put in or put over, a stretch taken out or said twice. */
const damage = fc.record({
  at: fc.nat(4000),
  length: fc.constantFrom(0, 0, 0, 1, 2, 7, 40),
  text: fc.oneof(
    { weight: 5, arbitrary: bit },
    { weight: 1, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: bit.map((one) => one.repeat(30)) },
  ),
});
type Damage = { readonly at: number; readonly length: number; readonly text: string };

function damaged(text: string, all: readonly Damage[]): string {
  return all.reduce((out, { at, length, text: put }) => {
    const from = at % (out.length + 1);
    return out.slice(0, from) + put + out.slice(from + length);
  }, text);
}

const kept = fc.constantFrom('both', 'both', 'both', 'both', 'zh', 'en', 'twice', 'same', 'swapped');
const block = fc.tuple(fc.array(pairs, { minLength: 1, maxLength: 3 }), kept).map(([some, how]): readonly Pair[] => {
  const zh = some.map((pair) => pair.zh).join('');
  const en = some.map((pair) => pair.en).join(' ');
  if (how === 'zh') return [{ zh, en: '' }];
  if (how === 'en') return [{ zh: '', en }];
  if (how === 'twice')
    return [
      { zh, en },
      { zh: '', en },
    ];
  if (how === 'same') return [{ zh, en: zh }];
  return [how === 'swapped' ? { zh: en, en: zh } : { zh, en }];
});

export type HostileText = {
  readonly text: string | readonly [zh: string, en: string];
  readonly format: 'prose' | 'tsv' | 'csv';
};

/** A text of any layout, with damage. */
export const hostileText: fc.Arbitrary<HostileText> = fc
  .record({
    blocks: fc.array(block, { minLength: 1, maxLength: 9 }),
    layout: fc.constantFrom('lines', 'lines', 'gaps', 'inline', 'blocks', 'table', 'tsv', 'csv', 'pair', 'pair'),
    end: fc.constantFrom('\n', '\n', '\r\n', '\r'),
    mark: fc.constantFrom('', '', '\ufeff'),
    damage: fc.array(damage, { maxLength: 6 }),
    other: fc.array(damage, { maxLength: 4 }),
  })
  .map(({ blocks, layout, end, mark, damage: some, other }): HostileText => {
    const rows = blocks.flat();
    const finish = (lines: readonly string[], all = some) => mark + damaged(lines.join('\n'), all).replace(/\n/g, end);
    const lines = rows.flatMap(({ zh, en }) => [zh, en].filter(Boolean));
    const csv = (text: string) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
    switch (layout) {
      case 'gaps':
        return { text: finish(lines.flatMap((line) => [line, ''])), format: 'prose' };
      case 'inline':
        return { text: finish(rows.map(({ zh, en }) => `${zh}（${en}）`)), format: 'prose' };
      case 'blocks':
        return { text: finish([...rows.map(({ zh }) => zh), '', ...rows.map(({ en }) => en)]), format: 'prose' };
      case 'table':
        return {
          text: finish(['| 中文 | English |', '| --- | --- |', ...rows.map(({ zh, en }) => `| ${zh} | ${en} |`)]),
          format: 'prose',
        };
      case 'tsv':
        return { text: finish(rows.map(({ zh, en }) => `${zh}\t${en}`)), format: 'tsv' };
      case 'csv':
        return { text: finish(rows.map(({ zh, en }) => `${csv(zh)},${csv(en)}`)), format: 'csv' };
      case 'pair':
        return {
          text: [
            finish(rows.map(({ zh }) => zh)),
            finish(
              rows.map(({ en }) => en),
              other,
            ),
          ],
          format: 'prose',
        };
      default:
        return { text: finish(lines), format: 'prose' };
    }
  });

const splits = (text: string, at: number) =>
  at > 0 && at < text.length && /[\ud800-\udbff]/.test(text[at - 1]) && /[\udc00-\udfff]/.test(text[at]);

/** What is wrong with the findings of an article, whatever it says: nothing may be. */
export function faultsOf({ sources, findings, failures }: Article): readonly string[] {
  const faults: string[] = failures.map(
    ({ code, error }) => `${code} threw: ${error instanceof Error ? error.stack : error}`,
  );
  const known = new Set<string>();
  for (const finding of findings) {
    const fault = (what: string) => faults.push(`${finding.code}: ${what}`);
    if (known.has(finding.fingerprint)) fault(`twice ${finding.fingerprint}`);
    known.add(finding.fingerprint);
    const place = (span: Span, mayBeEmpty: boolean, what: string) => {
      const text = sources[span.source]?.text;
      if (text === undefined) {
        fault(`${what}: no source ${span.source}`);
        return;
      }
      if (!(span.start >= 0 && span.start <= span.end && span.end <= text.length))
        fault(`${what} outside: ${JSON.stringify(span)}`);
      else if (!mayBeEmpty && span.start === span.end) fault(`${what} empty: ${JSON.stringify(span)}`);
      if (splits(text, span.start) || splits(text, span.end))
        fault(`${what} splits a character: ${JSON.stringify(span)}`);
    };
    place(finding.span, false, 'place');
    for (const one of finding.related) place(one.span, false, 'related');
    for (const fix of finding.fixes) {
      if (fix.at) place(fix.at, false, 'place of a fix');
      if (fix.kind !== 'edit') continue;
      if (!fix.edits.length) fault('a fix without edits');
      for (const { span } of fix.edits) place(span, true, 'edit');
      const sorted = [...fix.edits].sort(
        (a, b) => a.span.source - b.span.source || a.span.start - b.span.start || a.span.end - b.span.end,
      );
      sorted.forEach(({ span }, at) => {
        const before = sorted[at - 1]?.span;
        if (before?.source === span.source && before.end > span.start)
          fault(`edits overlap: ${JSON.stringify([before, span])}`);
      });
    }
    for (const one of messagesOf(finding)) for (const what of missingIn(one)) fault(what);
  }
  return faults;
}

function messagesOf({ message, related, fixes }: Finding): readonly Message[] {
  return [message, ...related.map((one) => one.message), ...fixes.map(({ title }) => title)];
}

function missingIn({ key, args }: Message): readonly string[] {
  return Object.entries(allBundles).flatMap(([language, bundle]) => {
    const words = bundle[key];
    if (words === undefined) return [`no words for ${key} in ${language}`];
    const names = [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    return names
      .filter((name) => args[name] === undefined || Number.isNaN(args[name]))
      .map((name) => `${key} in ${language} lacks ${name}`);
  });
}
