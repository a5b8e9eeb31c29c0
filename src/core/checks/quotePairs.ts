/** `quote-pairs`: a quotation mark without its other half. */
import { message, type StyleCheck, type StylePlace, type StyleText } from './check';
import { lastIndexWhere, withoutPairsAcross } from './halves';

const QUOTES = /["“”‘’「」『』]/g;
const CLOSES: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '「': '」', '『': '』' };
const OPENS: Readonly<Record<string, string>> = { '”': '“', '’': '‘', '」': '「', '』': '『' };

const LETTER = /[\p{L}\p{N}]/u;
const LATIN = /[\p{Script=Latin}\p{N}]/u;
const HAN = /\p{Script=Han}/u;

/** What follows the apostrophe that word processors turn the wrong way: ‘90s, ‘tis, rock ‘n’ roll. */
const ELISION = /^(?:\d|tis\b|twas\b|em\b|cause\b|til\b|n[’'\s])/i;

export const quotePairs: StyleCheck = {
  scope: 'style',
  code: 'quote-pairs',
  severity: 'hint',
  automatic: false,
  find: (text) => (text.partial ? [] : unpaired(text)),
  settle: withoutPairsAcross,
};

function* unpaired({ side, text }: StyleText): Generator<StylePlace> {
  const first = text.search(/\S/);
  const open: { readonly at: number; readonly mark: string }[] = [];
  const straight: number[] = [];
  if ('“"「『'.includes(text[first])) {
    const of = text[first];
    yield { start: first, end: first + 1, half: { of, is: 'reopens' } };
  }
  for (const { index: at, 0: mark } of text.matchAll(QUOTES)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + 1] ?? ' '];
    if (mark === '"') {
      // “so" begins as one thing and ends as another.
      if (straight.length % 2 === 0 && open.at(-1)?.mark === '“' && isEnd(before, after)) {
        open.pop();
        yield {
          start: at,
          end: at + 1,
          replacement: '”',
          message: message('quote-pairs.turned', { mark, other: '”' }),
        };
        continue;
      }
      // Inches and seconds, unless a quotation that is open ends in a number.
      if (!(straight.length % 2 === 0 && /\d/.test(before) && !/[\p{L}]/u.test(after))) straight.push(at);
    } else if (mark === '’') {
      const top = open.at(-1);
      if (top?.mark === '‘' && !(LATIN.test(before) && LATIN.test(after))) open.pop();
      else if (side === 'zh' && !LATIN.test(before) && !LATIN.test(after)) yield placeOf(at, mark, 'close');
    } else if (CLOSES[mark]) {
      if (mark === '‘' && ELISION.test(text.slice(at + 1, at + 8))) continue;
      const same = lastIndexWhere(open, (one) => one.mark === mark);
      // Typed the wrong way round: “so“.
      if (mark === '“' && same >= 0 && isEnd(before, after)) {
        open.length = same;
        yield {
          start: at,
          end: at + 1,
          replacement: '”',
          message: message('quote-pairs.turned', { mark, other: '”' }),
        };
        continue;
      }
      // Hard-wrapped text or verse may open a quotation anew on each line.
      if (same >= 0 && /\n\s*$/.test(text.slice(Math.max(0, at - 8), at))) open.length = same;
      open.push({ at, mark });
    } else {
      const same = lastIndexWhere(open, (one) => one.mark === OPENS[mark]);
      if (same < 0) {
        // ”so”: nothing is open, another closes, and this one stands where only an opening one can.
        const next = text.slice(at + 1).search(/[“”]/) + at + 1;
        if (mark === '”' && next > at && text[next] === '”' && isStart(before, after)) {
          open.push({ at, mark: '“' });
          yield {
            start: at,
            end: at + 1,
            replacement: '“',
            message: message('quote-pairs.turned', { mark, other: '“' }),
          };
        } else yield placeOf(at, mark, 'close');
        continue;
      }
      for (const inner of open.splice(same).slice(1)) yield* leftOpen(text, inner);
    }
  }
  for (const one of open) yield* leftOpen(text, one);
  if (straight.length % 2) {
    const wrong = straight.findIndex((at, order) => {
      const [before, after] = [text[at - 1] ?? ' ', text[at + 1] ?? ' '];
      return order % 2 ? isStart(before, after) : isEnd(before, after);
    });
    const at = wrong < 0 ? straight[straight.length - 1] : straight[Math.max(0, wrong - (wrong % 2 ? 1 : 0))];
    yield placeOf(at, '"', 'either');
  }
}

/** A single quotation mark that opens nothing may be an apostrophe, and then what closes it may be one too. */
function* leftOpen(text: string, { at, mark }: { readonly at: number; readonly mark: string }): Generator<StylePlace> {
  if (mark === '‘') {
    const closes = [...text.slice(at + 1).matchAll(/’/g)].some(({ index }) => {
      const after = text[at + 1 + index + 1] ?? ' ';
      return !LATIN.test(after);
    });
    if (closes || LATIN.test(text[at - 1] ?? ' ')) return;
  }
  yield placeOf(at, mark, 'open');
}

function placeOf(at: number, mark: string, is: 'open' | 'close' | 'either'): StylePlace {
  const of = OPENS[mark] ?? mark;
  return { start: at, end: at + 1, message: message('quote-pairs.unpaired', { mark }), half: { of, is } };
}

/** Can a mark between these characters only be the end of a quotation, or only the start? */
function isEnd(before: string, after: string): boolean {
  return !/[\s(（]/.test(before) && !LETTER.test(after) && !/["“‘]/.test(after) && !HAN.test(after);
}

function isStart(before: string, after: string): boolean {
  return /[\s(（：，。、]/.test(before) && LETTER.test(after);
}
