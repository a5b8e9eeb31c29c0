/** `quote-style`: straight quotation marks where the article writes curly ones, or the reverse. */
import type { StyleCheck, StylePlace, StyleTally } from './check';

const DOUBLE = /["“”]/g;
const APOSTROPHE = /(?<=\p{L})['’](?=\p{L})/gu;

export const quoteStyle: StyleCheck = {
  scope: 'style',
  code: 'quote-style',
  severity: 'off',
  threshold: 0.6,
  automatic: true,
  *find({ side, text, partial }) {
    if (!/["“”'’]/.test(text)) return;
    yield* doubled(side, text, partial);
    if (side === 'zh') return;
    for (const { index, 0: mark } of text.matchAll(APOSTROPHE)) {
      const straight = mark === "'";
      const habit = { of: "'", way: straight ? 'straight' : 'curly' };
      yield { start: index, end: index + 1, replacement: straight ? '’' : "'", habit };
    }
  },
};

/** Which curly mark a straight one is can only be told where all of them pair. */
function* doubled(side: string, text: string, partial: boolean): Generator<StylePlace | StyleTally> {
  const of = `"${side}`;
  const straight = text.split('"').length - 1;
  const pairs = straight % 2 === 0 && !partial && !/\d"/.test(text);
  let order = 0;
  for (const { index: start, 0: mark } of text.matchAll(DOUBLE)) {
    const end = start + 1;
    if (mark !== '"') yield { start, end, replacement: '"', habit: { of, way: 'curly' } };
    else {
      const curly = order++ % 2 ? '”' : '“';
      yield { start, end, ...(pairs && { replacement: curly }), habit: { of, way: 'straight' } };
    }
  }
}
