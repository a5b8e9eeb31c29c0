/** `bracket-pairs`: a bracket without its other half, or with one of another width. */
import { message, type StyleCheck, type StylePlace, type StyleText } from './check';
import { lastIndexWhere, withoutPairsAcross } from './halves';

const BRACKETS = /[()（）[\]［］【】〔〕《》〈〉]/g;

/** Brackets of one kind, whatever their width: what opens, what closes. */
const KINDS: readonly string[] = ['(（)）', '[［]］', '【】', '〔〕', '《》', '〈〉'];

interface Bracket {
  readonly kind: number;
  readonly opens: boolean;
  /** 0: the half-width form, or the only one. */
  readonly width: number;
}

const bracketOf: ReadonlyMap<string, Bracket> = new Map(
  KINDS.flatMap((forms, kind) =>
    [...forms].map((form, at): [string, Bracket] => {
      const half = forms.length / 2;
      return [form, { kind, opens: at < half, width: at % half }];
    }),
  ),
);

/** `a)`, `1）`, `iv)`, `一）`: a label, not the end of a bracket. */
const LABEL =
  /(?:^|[^\p{Script=Latin}\d])(?:\d{1,3}|[A-Za-z]|[ivxlIVXL]{1,6})$|(?:^|[\s，。；：、])[一二三四五六七八九十]{1,3}$/u;

/** Eyes and nose: :-) ;( =] ^_^) */
const FACE = /(?:[:;=8xX][-~^'o]?|[\^_~>])$/;

/** From one number up to and without another: [0, 1) */
const INTERVAL = /[[(（]\s*[-−+]?[\w.∞]{1,12}\s*[,，]\s*[-−+]?[\w.∞+]{1,12}\s*[)\]）]/g;

export const bracketPairs: StyleCheck = {
  scope: 'style',
  code: 'bracket-pairs',
  severity: 'hint',
  automatic: true,
  find: (text) => (text.partial ? [] : unpaired(text)),
  settle: withoutPairsAcross,
};

function* unpaired({ side, text }: StyleText): Generator<StylePlace> {
  if (!/[()（）[\]［］【】〔〕《》〈〉]/.test(text)) return;
  const intervals = [...text.matchAll(INTERVAL)].map(({ index, 0: found }) => [index, index + found.length]);
  const open: { readonly at: number; readonly bracket: Bracket }[] = [];
  for (const { index: at, 0: form } of text.matchAll(BRACKETS)) {
    if (intervals.some(([from, to]) => from <= at && at < to)) continue;
    const bracket = bracketOf.get(form)!;
    if (bracket.opens) {
      open.push({ at, bracket });
      continue;
    }
    const mate = lastIndexWhere(open, (one) => one.bracket.kind === bracket.kind);
    if (mate < 0) {
      const before = text.slice(Math.max(0, at - 8), at);
      if (!LABEL.test(before) && !FACE.test(before)) yield placeOf(text, at, 'close');
      continue;
    }
    const [one, ...inner] = open.splice(mate);
    for (const unclosed of inner) yield* leftOpen(text, unclosed.at);
    if (one.bracket.width !== bracket.width) yield mixed(side, text, one.at, at);
  }
  for (const { at } of open) yield* leftOpen(text, at);
}

function* leftOpen(text: string, at: number): Generator<StylePlace> {
  if (FACE.test(text.slice(Math.max(0, at - 3), at)) || /^[:;=]/.test(text.slice(at + 1, at + 2))) return;
  yield placeOf(text, at, 'open');
}

function placeOf(text: string, at: number, is: 'open' | 'close'): StylePlace {
  const of = String(bracketOf.get(text[at])!.kind);
  return { start: at, end: at + 1, message: message('bracket-pairs.unpaired', { mark: text[at] }), half: { of, is } };
}

/** Chinese takes the full width, unless what stands between the brackets and how they open is not Chinese. */
function mixed(side: StyleText['side'], text: string, open: number, close: number): StylePlace {
  const { kind, width } = bracketOf.get(text[open])!;
  const full = side === 'zh' && (width === 1 || /\p{Script=Han}/u.test(text.slice(open, close)));
  const at = (width === 1) === full ? close : open;
  const { opens } = bracketOf.get(text[at])!;
  const replacement = KINDS[kind][(opens ? 0 : 2) + (full ? 1 : 0)];
  return {
    start: at,
    end: at + 1,
    replacement,
    message: message('bracket-pairs.mixed', { mark: text[at], replacement }),
  };
}
