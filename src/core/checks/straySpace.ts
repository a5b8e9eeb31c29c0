/** `stray-space`: a space within Chinese text or before a punctuation mark, and several in a row. */
import type { StyleCheck, StylePlace, StyleTally } from './check';

/** Within a line only: what stands around a line break is layout. U+3000 is an indent or a choice. */
const BEFORE_MARK = /(?<=[\p{Script=Han}”’》）」』])[ \u00a0]+(?=[，。；：！？、）》」』”])/gu;
const AFTER_MARK = /(?<=\p{Script=Han}[，。；：！？、])[ \u00a0]+(?=[\p{Script=Han}《（“])/gu;
const TIGHT_AFTER_MARK = /\p{Script=Han}([，。；：！？、])(?=[\p{Script=Han}《（“])/gu;

/** Both stretches of characters are longer than the parts of a name that is set apart (鞠 鹏) or most labels. */
const IN_CHINESE = /(?<=\p{Script=Han}{3})[ \u00a0]+(?=\p{Script=Han}{3})/gu;

/** Where there is one such space in fewer characters, they are set on purpose: slogans, names, verse. */
const CHARACTERS_FOR_ONE = 30;

/** Not before an ellipsis with spaces in it. */
const BEFORE_ENGLISH_MARK = /(?<=\p{L})[ \u00a0]+(?=[,;:!?.](?:\s(?!\s?\.)|$))/gu;
const ENGLISH_MARK = /\p{L}[,;:!?.](?:\s|$)/gu;
const SEVERAL = /(?<=[\p{Ll},]) {2,4}(?=\p{Ll})/gu;
const SINGLE = /[\p{Ll},] (?=\p{Ll})/gu;

export const straySpace: StyleCheck = {
  scope: 'style',
  code: 'stray-space',
  severity: 'hint',
  threshold: 0.9,
  automatic: true,
  find: ({ side, text }) => (/[ \u00a0]/.test(text) ? (side === 'zh' ? chinese(text) : english(text)) : []),
};

function* chinese(text: string): Generator<StylePlace | StyleTally> {
  yield* places(text, BEFORE_MARK, '');
  // Who sets a space after every colon need not do so after commas.
  for (const place of places(text, AFTER_MARK, ''))
    yield { ...place, habit: { of: text[place.start - 1], way: 'stray' } };
  for (const { 1: mark } of text.matchAll(TIGHT_AFTER_MARK)) yield { habit: { of: mark, way: 'right' }, count: 1 };
  const gaps = [...text.matchAll(IN_CHINESE)];
  if (!gaps.length || !/[，。；！？]/.test(text)) return;
  const characters = text.match(/\p{Script=Han}/gu)!.length;
  if (characters < gaps.length * CHARACTERS_FOR_ONE) return;
  yield* places(text, IN_CHINESE, '');
}

function* english(text: string): Generator<StylePlace | StyleTally> {
  yield* places(text, BEFORE_ENGLISH_MARK, '', 'english');
  yield tally(text, ENGLISH_MARK, 'english');
  yield* places(text, SEVERAL, ' ', 'several');
  yield tally(text, SINGLE, 'several');
}

function* places(text: string, pattern: RegExp, replacement: string, of?: string): Generator<StylePlace> {
  for (const { index: start, 0: found } of text.matchAll(pattern)) {
    const end = start + found.length;
    yield { start, end, replacement, ...(of !== undefined && { habit: { of, way: 'stray' } }) };
  }
}

function tally(text: string, pattern: RegExp, of: string): StyleTally {
  return { habit: { of, way: 'right' }, count: text.match(pattern)?.length ?? 0 };
}
