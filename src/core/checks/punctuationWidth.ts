/** `punctuation-width`: half-width punctuation in Chinese, where the article else writes full width; the reverse in English. */
import type { StyleCheck, StylePlace, StyleTally } from './check';

const FULL: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？', '.': '。' };
const HALF: Readonly<Record<string, string>> = {
  '，': ',',
  '；': ';',
  '：': ':',
  '！': '!',
  '？': '?',
  '。': '.',
  '．': '.',
  '、': ',',
  '（': '(',
  '）': ')',
};

/** After a Chinese character; before nothing that would make it code, an emoticon, a ratio or a list in both languages. */
const HALF_IN_CHINESE =
  /(?<=[\p{Script=Han}”’》）」』】])(?:[,;:]|[!?]{1,3})(?![!-&*-/:-@[-`{-~]|\)|\((?![\p{Script=Han}\d])|\s*\p{Script=Latin})(?:[ \u00a0]+(?=[^\s,;:!?.]))?/gu;

/** A full stop only where nothing but the end follows: between names it is a separator, after numbers a label. */
const STOP_IN_CHINESE = /(?<=[\p{Script=Han}”’》）」』】])\.(?=[”"’」』）)]*(?:\s*\n|$))/gu;

/** A label at the start of a line (作者: …) has a habit of its own. */
const LABEL = /(?:^|\n)\s*\p{Script=Han}{1,6}$/u;
const FULL_LABEL = /^\s*\p{Script=Han}{1,6}：/gmu;
const LABELS = '…：';

/** Brackets around something Chinese, with the spaces that half-width ones need outside. */
const BRACKETS_IN_CHINESE = /(?<![\w()])( ?)\(([^()（）\n]{0,200}\p{Script=Han}[^()（）\n]{0,200})\)(?!\w)( ?)/gu;
const FULL_BRACKETS = /（[^()（）]{0,200}\p{Script=Han}[^()（）]{0,200}）/gu;

const FULL_IN_ENGLISH =
  /(?<![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，；：！？。．、（）《》「」『』\s]\s?)([，；：！？。．、]+)(?!\s*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}（）《》「」『』\ufffc])/gu;
const HAN = /\p{Script=Han}/gu;
const WORD = /\p{Script=Latin}{2,}/gu;
const LEAST_WORDS = 3;
const BRACKETS_IN_ENGLISH = /（([^（）\p{Script=Han}\n]{0,200})）/gu;

export const punctuationWidth: StyleCheck = {
  scope: 'style',
  code: 'punctuation-width',
  severity: 'hint',
  threshold: 0.8,
  automatic: true,
  find: ({ side, text }) => (side === 'zh' ? chinese(text) : english(text)),
};

function* chinese(text: string): Generator<StylePlace | StyleTally> {
  if (/[,;:!?]/.test(text)) {
    for (const { index, 0: found } of text.matchAll(HALF_IN_CHINESE)) {
      const marks = found.trimEnd();
      const replacement = [...marks].map((mark) => FULL[mark]).join('');
      const of = marks === ':' && LABEL.test(text.slice(Math.max(0, index - 8), index)) ? LABELS : replacement[0];
      yield { start: index, end: index + found.length, replacement, habit: { of, way: 'half' } };
    }
  }
  if (text.includes('.')) {
    for (const { index } of text.matchAll(STOP_IN_CHINESE))
      yield { start: index, end: index + 1, replacement: '。', habit: { of: '。', way: 'half' } };
  }
  if (text.includes('(')) {
    for (const { index, 0: found, 1: before, 2: inside, 3: after } of text.matchAll(BRACKETS_IN_CHINESE)) {
      const end = index + found.length;
      const open = index + before.length;
      const close = open + 1 + inside.length;
      yield {
        start: index,
        end,
        edits: [
          { start: index, end: open + 1, text: '（' },
          { start: close, end: close + 1 + after.length, text: '）' },
        ],
        habit: { of: '（', way: 'half' },
      };
    }
  }
  const labels = text.match(FULL_LABEL)?.length ?? 0;
  if (labels) yield { habit: { of: LABELS, way: 'full' }, count: labels };
  for (const mark of '，；：！？。') {
    const count = text.split(mark).length - 1;
    if (count) yield { habit: { of: mark, way: 'full' }, count };
  }
  const brackets = text.includes('（') ? (text.match(FULL_BRACKETS)?.length ?? 0) : 0;
  if (brackets) yield { habit: { of: '（', way: 'full' }, count: brackets };
}

function* english(text: string): Generator<StylePlace> {
  if (!/[，；：！？。．、（）]/.test(text)) return;
  // A few English words may belong to the Chinese around them, and mixed text may be Chinese after all.
  const words = text.match(WORD)?.length ?? 0;
  const characters = text.match(HAN)?.length ?? 0;
  if (words < LEAST_WORDS || characters * 4 > words) return;
  for (const { index, 0: found } of text.matchAll(FULL_IN_ENGLISH)) {
    const end = index + found.length;
    const half = [...found].map((mark) => HALF[mark]).join('');
    yield { start: index, end, replacement: /[\p{L}\p{N}“"‘]/u.test(text[end] ?? '') ? `${half} ` : half };
  }
  for (const { index, 0: found } of text.matchAll(BRACKETS_IN_ENGLISH)) {
    const end = index + found.length;
    const isWord = (character = '') => /[\p{L}\p{N}]/u.test(character);
    yield {
      start: index,
      end,
      edits: [
        { start: index, end: index + 1, text: isWord(text[index - 1]) ? ' (' : '(' },
        { start: end - 1, end, text: isWord(text[end]) ? ') ' : ')' },
      ],
    };
  }
}
