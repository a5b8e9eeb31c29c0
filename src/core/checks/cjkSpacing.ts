/** `cjk-spacing`: a space between Chinese and Latin letters or digits where the article else has none, or the reverse. */
import { message, type StyleCheck } from './check';

const BOUNDARY =
  /(?<=\p{Script=Han})( +)(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])( +)(?=\p{Script=Han})|\p{Script=Han}(?=[A-Za-z0-9])|[A-Za-z0-9%](?=\p{Script=Han})/gu;

export const cjkSpacing: StyleCheck = {
  scope: 'style',
  code: 'cjk-spacing',
  severity: 'off',
  threshold: 0.6,
  automatic: true,
  *find({ side, text }) {
    if (side !== 'zh' || !/[A-Za-z0-9]/.test(text)) return;
    for (const { index: start, 0: found } of text.matchAll(BOUNDARY)) {
      const end = start + found.length;
      const spaced = found.startsWith(' ');
      const beside = spaced ? text[start - 1] + text[end] : found + text[end];
      // Numbers stand close in dates and before measure words even where words do not.
      const of = /\d/.test(beside) ? 'number' : 'word';
      yield {
        start,
        end,
        replacement: spaced ? '' : `${found} `,
        message: message(spaced ? 'cjk-spacing.spaced' : 'cjk-spacing.tight', {
          example: text.slice(start - 1, end + 1),
        }),
        habit: { of, way: spaced ? 'spaced' : 'tight' },
      };
    }
  },
};
