/** `invisible-character`: what nobody sees and that breaks search, comparison and line breaks; and look-alikes. */
import { message, type StyleCheck, type StylePlace } from './check';

/** Everything that may be a fault; which of them are is decided by what stands beside. */
const SUSPECTS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffd\ufff9-\ufffb\ue000-\uf8ff\u2e80-\u2fdf\uf900-\ufaff]|[\u00a0\u202f]{2,}/g;

/** Scripts that need joiners, and those that mark where a line may break. */
const JOINS =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Syriac}\p{Script=Mongolian}\p{Extended_Pictographic}]|[\u{1f3fb}-\u{1f3ff}]|\ufe0f/u;
const BREAKS = /[\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const HAN = /\p{Script=Han}/u;

/** Radicals of U+2E80–2EFF that fonts and PDF files give for a character; NFKC knows those of U+2F00–2FDF. */
const RADICALS =
  '⺟母 ⺠民 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻓长 ⻔门 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻬齐 ⻮齿 ⻰龙';
const characterOf: ReadonlyMap<string, string> = new Map(
  RADICALS.split(' ').map((pair): [string, string] => [pair[0], pair[1]]),
);

export const invisibleCharacter: StyleCheck = {
  scope: 'style',
  code: 'invisible-character',
  severity: 'hint',
  reads: 'characters',
  automatic: true,
  *find({ text }) {
    let run: StylePlace | undefined;
    for (const { index, 0: found } of text.matchAll(SUSPECTS)) {
      const place = placeOf(text, index, found);
      if (run && place && run.end === place.start && run.replacement === '' && place.replacement === '') {
        run = { ...run, end: place.end };
        continue;
      }
      if (run) yield run;
      run = place;
    }
    if (run) yield run;
  },
};

function placeOf(text: string, start: number, found: string): StylePlace | undefined {
  const end = start + found.length;
  const unit = found.charCodeAt(0);
  const name = `U+${unit.toString(16).toUpperCase().padStart(4, '0')}`;
  const say = (kind: string) => message(`invisible-character.${kind}`, { name, character: found });
  const before = lastOf(text.slice(Math.max(0, start - 2), start));
  const after = String.fromCodePoint(text.codePointAt(end) ?? 0x20);
  if (unit >= 0x2e80 && unit <= 0x2fdf) {
    if (!HAN.test(before) && !HAN.test(after)) return undefined;
    const replacement = characterOf.get(found) ?? found.normalize('NFKC');
    return { start, end, message: say('radical'), ...(replacement !== found && { replacement }) };
  }
  if (unit >= 0xf900 && unit <= 0xfaff) {
    const replacement = found.normalize('NFKC');
    return replacement === found ? undefined : { start, end, replacement, message: say('compatible') };
  }
  if (unit >= 0xe000 && unit <= 0xf8ff) return { start, end, message: say('private') };
  if (unit === 0xfffd) return { start, end, message: say('lost') };
  if (unit === 0x2028 || unit === 0x2029) return { start, end, message: say('line') };
  if (unit === 0xa0 || unit === 0x202f) return { start, end, replacement: ' ', message: say('spaces') };
  if (isNeeded(unit, { text, before, after })) return undefined;
  return { start, end, replacement: '', message: say(unit < 0xa0 ? 'control' : 'unseen') };
}

function isNeeded(
  unit: number,
  { text, before, after }: { readonly text: string; readonly before: string; readonly after: string },
): boolean {
  switch (unit) {
    case 0x200b:
      return BREAKS.test(before) || BREAKS.test(after);
    case 0x200c:
    case 0x200d:
      return JOINS.test(before) || JOINS.test(after);
    case 0x200e:
    case 0x200f:
    case 0x202a:
    case 0x202b:
    case 0x202c:
    case 0x202d:
    case 0x202e:
    case 0x2066:
    case 0x2067:
    case 0x2068:
    case 0x2069:
      return RIGHT_TO_LEFT.test(text);
    default:
      return false;
  }
}

function lastOf(text: string): string {
  return [...text].at(-1) ?? ' ';
}
