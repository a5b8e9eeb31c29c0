/** `title-marks`: 《 》 within 《 》, and 、 between two titles (GB/T 15834-2011, 4.5.3.5 and 4.15). */
import { message, type StyleCheck, type StylePlace } from './check';

const MARKS = /[《》]/g;

export const titleMarks: StyleCheck = {
  scope: 'style',
  code: 'title-marks',
  severity: 'off',
  automatic: true,
  *find({ side, text }) {
    if (side !== 'zh' || !text.includes('《')) return;
    yield* nested(text);
    for (const { index } of text.matchAll(/(?<=》)、(?=《)/g))
      yield { start: index, end: index + 1, replacement: '', message: message('title-marks.comma') };
  },
};

function* nested(text: string): Generator<StylePlace> {
  const open: number[] = [];
  for (const { index: at, 0: mark } of text.matchAll(MARKS)) {
    if (mark === '《') {
      open.push(at);
      continue;
    }
    const start = open.pop();
    // The two kinds take turns; the standard speaks of two levels only.
    if (start === undefined || open.length % 2 === 0) continue;
    yield {
      start,
      end: at + 1,
      edits: [
        { start, end: start + 1, text: '〈' },
        { start: at, end: at + 1, text: '〉' },
      ],
      message: message('title-marks.nested', { title: text.slice(start + 1, at) }),
    };
  }
}
