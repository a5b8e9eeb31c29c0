/** Numbers and dates of a Chinese text. */
import { foldWidth } from '../lexicon/fold';
import { addHalf, clockAt, dottedOrNamed, identifierAt, isoDateAt, labelBefore } from './bothLanguages';
import { chineseNumeral } from './chineseNumerals';
import { type Fact, fact, type Numeral, type Weight } from './fact';
import { chineseUnit } from './units';

/** Where something may begin. */
const START =
  /[\d〇○零一二三四五六七八九十百千万亿兆廿卅两半壹贰叁肆伍陆柒捌玖拾几数俩仨双]|(?:星期|礼拜|周)[一二三四五六日天1-7]|[今明昨前去后]|(?:本|[上下]个?|这个)月|翻|[A-Za-z]/g;

const COUNTERS =
  /(?:周年|个百分点|百分点|平方|立方|个|名|位|人|年|天|日|月|周|次|项|条|本|件|种|家|座|只|台|辆|艘|架|吨|米|公|里|岁|届|轮|批|份|户|所|支|张|篇|部|场|句|页|章|节|段|层|级|倍|元|美|欧|英|港|块|斤|两|克|升|亩|度|点|分|秒|时|小时|号|房|间|头|匹|棵|株|颗|粒|艘|列|辈|代|国|省|市|县|镇|村|方|组|队|门|对|双|套|根|幅|首|股|杯|瓶|碗|盒|袋|箱|步|口|把|声|遍|回|趟|顿|片|块|笔|栋|幢|枚|丈|尺|寸|盎|磅|万|余|多|余|日元|大|类|款|版|期|集|卷|阶|环|线|街|楼|室|班|师|团|营|连)/y;

const DAY_PART =
  /(上午|早上|早晨|清晨|凌晨|下午|傍晚|晚上|晚间|夜里|夜间|深夜|中午|晚|早)(?:的|约|大约|近|当地时间)?\s?$/;
const ABOUT_BEFORE =
  /(?:约|大约|大概|近|将近|接近|超过|超|逾|过|至少|至多|最多|不到|不足|多于|少于|低于|高于|差不多|几乎|突破)\s?(?:人民币|[$£€¥])?$/;
const ABOUT_AFTER = /^\s?[\u4e00-\u9fff]{0,3}(?:左右|上下|以上|以下|以内|许)/;

function stick(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const PERCENT_WORD = /(百分|千分|万分)之\s?/y;
const ALL = /百分之?百/y;
const WEEKDAY = /(?:星期|礼拜|周)([一二三四五六日天1-7])/y;
const DOUBLED = /翻(?:了|上)?(?:近|约)?(?:([一两二三四1-4])\s?)?[番倍]/y;
const RELATIVE_YEAR = /(今|明|去|前|后)年(?!轻)/y;
const RELATIVE_DAY = /(今|明|昨|前|后)(?:天|日(?!后|前|本))/y;
/** 上个月, and 上月 where no word ends in its first character, as in 马上月底 and 成本月均. */
const RELATIVE_MONTH =
  /(?:([上下这])个|(?<=^|[^\u4e00-\u9fff]|[在到于从自至比较与和及的是了由])([本上下]))月(?!球|亮|光|饼|票|薪|费|刊|台|色|夜|季|租|均|活|入)/y;
const RELATIVE: Readonly<Record<string, number>> = {
  今: 0,
  本: 0,
  这: 0,
  明: 1,
  下: 1,
  昨: -1,
  去: -1,
  上: -1,
  前: -2,
  后: 2,
};
const HALF_MORE = /^(?:个半(?!月刊)|年半|天半|倍半|小时半|点半)/;
const DIGIT_OF: Readonly<Record<string, number>> = { 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 };

/** The facts of a text, in its order. `simplify` replaces traditional characters one for one; offsets are the text's. */
export function chineseFacts(text: string, simplify: (text: string) => string): readonly Fact[] {
  // A full-width comma parts sentences, never the digits of a number.
  const plain = simplify(foldWidth(text.replaceAll('，', '、').replace(/[～〜]/g, '~')));
  const facts: Fact[] = [];
  let at = 0;
  for (;;) {
    START.lastIndex = at;
    const found = START.exec(plain);
    if (!found) break;
    const read = factAt(plain, found.index, facts.at(-1));
    if (read.fact) facts.push(read.fact);
    at = Math.max(read.end, found.index + 1);
  }
  return scaledRanges(facts, plain);
}

interface Read {
  readonly fact?: Fact;
  readonly end: number;
}

function factAt(plain: string, at: number, before: Fact | undefined): Read {
  const character = plain[at];
  if (/[A-Za-z]/.test(character)) return identifierAt(plain, at);
  const done = (one: Fact): Read => ({ fact: one, end: one.end });

  const weekday = /[星礼周]/.test(character) ? stick(WEEKDAY, plain, at) : null;
  if (weekday) {
    const end = at + weekday[0].length;
    if (/[一二两三四五六七八九十几\d每]/.test(plain[at - 1] ?? '') || /[年岁期]/.test(plain[end] ?? '')) return { end };
    const value = DIGIT_OF[weekday[1]] ?? Number(weekday[1]);
    return done(fact({ kind: 'weekday', start: at, end, numeral: { start: end - 1, end }, values: [value] }));
  }
  const month = /[本上下这]/.test(character) ? stick(RELATIVE_MONTH, plain, at) : null;
  if (month) {
    const value = RELATIVE[month[1] ?? month[2]];
    return done(fact({ kind: 'relativeMonth', start: at, end: at + month[0].length, values: [value], weight: 1 }));
  }
  const relative = /[今明昨去前后]/.test(character)
    ? (stick(RELATIVE_YEAR, plain, at) ?? stick(RELATIVE_DAY, plain, at))
    : null;
  if (relative) {
    const kind = relative[0][1] === '年' ? 'relativeYear' : 'relativeDay';
    return done(fact({ kind, start: at, end: at + relative[0].length, values: [RELATIVE[relative[1]]], weight: 1 }));
  }
  const doubled = character === '翻' && stick(DOUBLED, plain, at);
  if (doubled) {
    const times = doubled[1] ? (DIGIT_OF[doubled[1]] ?? Number(doubled[1])) : 1;
    const values = doubled[0].endsWith('番') ? [2 ** times] : [2, times, times + 1];
    return done(fact({ kind: 'multiple', start: at, end: at + doubled[0].length, values, weight: 1 }));
  }
  const all = character === '百' && stick(ALL, plain, at);
  if (all) return done(fact({ kind: 'share', start: at, end: at + all[0].length, values: [1, 100], weight: 1 }));
  const percent = /[百千万]/.test(character) && stick(PERCENT_WORD, plain, at);
  if (percent) {
    const numeral = chineseNumeral(plain, at + percent[0].length);
    if (numeral) {
      const whole = percent[1] === '百分' ? 100 : percent[1] === '千分' ? 1000 : 1e4;
      return done(shareOf(numeral, whole, { start: at, end: numeral.end, plain }));
    }
  }
  if (/\d/.test(character)) {
    const special = dottedOrNamed(plain, at);
    if (special) return special;
    const date = isoDateAt(plain, at);
    if (date) return done(date);
    const clock = clockAt(plain, at);
    if (clock?.colon) return done(clockFact(plain, at, clock.end, clock.minutes));
  }
  if (character === '半') {
    return done(fact({ kind: 'share', start: at, end: at + 1, values: [0.5], weight: 0 }));
  }
  if (/[俩仨双]/.test(character)) {
    return done(fact({ kind: 'number', start: at, end: at + 1, values: [character === '仨' ? 3 : 2], weight: 0 }));
  }
  const numeral = chineseNumeral(plain, at);
  return numeral ? numberAt(plain, numeral, before) : { end: at + 1 };
}

function aboutAt(plain: string, start: number, end: number): boolean {
  return ABOUT_BEFORE.test(plain.slice(Math.max(0, start - 9), start)) || ABOUT_AFTER.test(plain.slice(end, end + 8));
}

function shareOf(
  numeral: Numeral,
  whole: number,
  { start, end, plain }: { readonly start: number; readonly end: number; readonly plain: string },
): Fact {
  return fact({
    kind: 'share',
    start,
    end,
    numeral: { start: numeral.start, end: numeral.end },
    values: [...numeral.values.map((value) => value / whole), ...numeral.values],
    ...(numeral.range && { range: [numeral.range[0] / whole, numeral.range[1] / whole] as const }),
    about: !!numeral.range || aboutAt(plain, start, end),
    digits: numeral.digits,
  });
}

/** A time of day, moved to the afternoon where the words before it say so. */
function clockFact(plain: string, start: number, end: number, minutes: number, weight: Weight = 2): Fact {
  const part = DAY_PART.exec(plain.slice(Math.max(0, start - 8), start));
  const late = part && /下午|傍晚|晚|夜|中午/.test(part[1]);
  let value = minutes;
  if (late && minutes < 720 && !(/夜|晚/.test(part[1]) && minutes < 240) && !(part[1] === '中午' && minutes >= 600))
    value += 720;
  return fact({
    kind: 'time',
    start,
    end,
    values: [value],
    weight,
    digits: /\d/.test(plain[start]),
    sureHalf: !!part || minutes >= 780,
  });
}

function numberAt(plain: string, numeral: Numeral, before: Fact | undefined): Read {
  const { start: at, end: stop, values } = numeral;
  const [value] = values;
  const after = plain.slice(stop, stop + 6);
  const next = after.trimStart();
  const skip = after.length - next.length;
  const previous = plain[at - 1] ?? '';
  const ordinal = previous === '第' || (previous === ' ' && plain[at - 2] === '第');
  const start = ordinal ? plain.lastIndexOf('第', at) : at;
  const common = {
    start,
    numeral: { start: at, end: stop },
    values,
    ...(numeral.range && { range: numeral.range }),
    about: !!numeral.range || aboutAt(plain, start, stop),
    digits: numeral.digits,
    ordinal,
  };
  const upTo = (length: number) => stop + skip + length;
  const read = (one: Fact): Read => ({ fact: one, end: one.end });

  // 三分之二, 3分之2
  const part = /^(?:又)?分之\s?/.exec(next);
  if (part && !ordinal) {
    const over = chineseNumeral(plain, upTo(part[0].length));
    if (over && value > 0) {
      const share = over.values[0] / value;
      return read(
        fact({
          ...common,
          kind: 'share',
          end: over.end,
          numeral: { start, end: over.end },
          values: [share],
          weight: 2,
          about: true,
        }),
      );
    }
  }
  const sign = /^(?:%|‰|个百分点|百分点)/.exec(next);
  if (sign && !ordinal)
    return read(shareOf(numeral, sign[0] === '‰' ? 1000 : 100, { start, end: upTo(sign[0].length), plain }));
  if (/^年代/.test(next)) {
    const short = value < 100;
    const centuries = /(?:上(?:个)?|二十|20)世纪$/.test(plain.slice(Math.max(0, at - 5), at))
      ? 1900
      : value < 20
        ? 2000
        : 1900;
    return read(
      fact({
        ...common,
        kind: 'decade',
        end: upTo(2),
        values: short ? [centuries + value, value] : [value],
        weight: 2,
      }),
    );
  }
  if (/^世纪/.test(next) && value <= 40 && !numeral.range) {
    return read(fact({ ...common, kind: 'century', end: upTo(2), weight: 2 }));
  }
  if (/^年(?!级|轻)/.test(next) && !ordinal) {
    const full = numeral.bare === 4 && value >= 1000 && value < 2200;
    if (full && !/^年(?:来|间的?历)/.test(next)) {
      return read(fact({ ...common, kind: 'year', end: upTo(1), weight: 2, yearLike: true }));
    }
    if (numeral.bare === 2 && value >= 30) {
      return read(fact({ ...common, kind: 'number', end: upTo(1), values: [value, 1900 + value], weight: 2 }));
    }
    const reign = /公元前?$/.test(plain.slice(Math.max(0, at - 3), at));
    if (reign) return read(fact({ ...common, kind: 'year', end: upTo(1), weight: 2 }));
  }
  const lunar = /农历|阴历/.test(plain.slice(Math.max(0, at - 6), at));
  if (
    /^月(?!球|亮|光|饼|票|薪|费|刊|台)/.test(next) &&
    value >= 1 &&
    value <= 12 &&
    !ordinal &&
    Number.isInteger(value)
  ) {
    return read(fact({ ...common, kind: 'month', end: upTo(1), weight: lunar || numeral.range ? 0 : 2 }));
  }
  const dated = before?.kind === 'month' && plain.slice(before.end, at).trim() === '';
  if (
    /^(?:日(?!元|本|常|均|语)|号(?!楼|线|院|房|公|馆|机|文|店|门|码|车|站|井|角|令|舰|铁|高|实|宿|病|仓|厅))/.test(
      next,
    ) &&
    !ordinal
  ) {
    if (dated || (value >= 1 && value <= 31 && !numeral.range && !/^日(?:游|内|后|之|来|间|的)/.test(next))) {
      return read(fact({ ...common, kind: 'day', end: upTo(1), weight: dated || numeral.digits ? 2 : 1 }));
    }
  }
  if (dated && /^[、和至到\-—~]/.test(next)) return read(fact({ ...common, kind: 'day', end: stop }));
  const time = timeAt(plain, numeral, upTo(0));
  if (time && !ordinal) return read(time);
  if (/^点/.test(next)) return read(fact({ ...common, kind: 'number', end: upTo(1), weight: 0 }));
  if (
    /^成(?!员|为|功|立|果|本|长|就|都|型|群|分|套|熟|交|天|年|人|千|家|语|对|双|排|行)/.test(next) &&
    value < 10 &&
    !ordinal
  ) {
    const half = /^成半/.test(next) ? 0.5 : 0;
    const tenths = chineseNumeral(plain, upTo(1));
    const more =
      half ||
      (tenths &&
      !tenths.digits &&
      tenths.values[0] < 10 &&
      tenths.end === upTo(2) &&
      !/[个名位家十百千万]/.test(plain[upTo(2)] ?? '')
        ? tenths.values[0] / 10
        : 0);
    return read(
      fact({
        ...common,
        kind: 'share',
        end: upTo(1) + (more ? 1 : 0),
        values: values.map((one) => (one + more) / 10),
        weight: 1,
        about: true,
      }),
    );
  }
  if (/^折(?!叠|腾|扣|磨|断|返|射|合|算|子|旧|桂|中|衷)/.test(next) && value < 100) {
    const price = value < 10 ? value / 10 : value / 100;
    return read(fact({ ...common, kind: 'share', end: upTo(1), values: [price, 1 - price], weight: 1 }));
  }
  if (/^倍/.test(next)) {
    const more = /^倍半/.test(next) ? 0.5 : 0;
    const all = values.flatMap((one) => [one + more, one + more + 1]);
    return read(
      fact({
        ...common,
        kind: 'multiple',
        end: upTo(1),
        values: all,
        weight: numeral.digits ? 2 : (Math.min(1, numeral.weight) as Weight),
      }),
    );
  }
  COUNTERS.lastIndex = stop + skip;
  const counter = COUNTERS.exec(plain)?.[0] ?? '';
  const measure = ordinal ? undefined : chineseUnit(plain, stop + skip);
  // 75周年 counts no weeks.
  const unit = measure && counter.length > measure.length && /^周[年岁]/.test(counter) ? undefined : measure;
  let { weight } = numeral;
  const single = stop - at === 1 && !numeral.digits;
  const known = !!counter || !!unit;
  if (single && plain[at] === '两' && /^[国岸会者边侧手旁端头方样极]/.test(next)) weight = 0;
  else if (single && !ordinal && !known) weight = 0;
  else if (single && !ordinal && /^[分大方口声国代线连环步面把版点号头]/.test(next)) weight = 0;
  else if (!numeral.digits && weight === 1 && !known && !ordinal) weight = 0;
  else if (!numeral.digits && weight === 2 && !known && !ordinal) weight = 1;
  if (ordinal && !numeral.digits && value < 4) weight = 0;
  // Part of a word, as 三 in 再三 or 十 in 五十步笑百步 is by its shape, cannot be told; a list mark can.
  if (isListMark(plain, start, stop)) return { end: stop };
  const wanted = unit && !ordinal ? unit.length : counter.length;
  const label = numeral.digits ? labelBefore(plain, start) : undefined;
  const thousands = numeral.digits && /^[kK](?![A-Za-z])/.test(next);
  const half = HALF_MORE.test(next) || /^(?:多)?个半/.test(next);
  const made = fact({
    ...common,
    kind: 'number',
    end: known ? upTo(wanted) : stop,
    values: half ? addHalf(values) : thousands ? [value, value * 1000] : values,
    weight,
    ...(unit && { unit: unit.unit }),
    ...(label && { label }),
    yearLike: numeral.bare === 4 && value >= 1000 && value < 2200 && !known,
  });
  // What follows the numeral may itself begin something (10个月, 3周三): only the numeral is used up.
  return { fact: made, end: unit && plain[stop] === '两' ? stop + 1 : stop };
}

function isListMark(plain: string, start: number, stop: number): boolean {
  if (!/^[、.)]|^[）]/.test(plain.slice(stop, stop + 1))) return false;
  if (/\d/.test(plain[stop + 1] ?? '')) return false;
  const before = plain.slice(Math.max(0, start - 4), start).trim();
  return (start <= 4 && (before === '' || before === '(')) || /[。;；!?:]\(?$/.test(before);
}

/** 下午3时30分, 8点半, 9点钟. */
function timeAt(plain: string, numeral: Numeral, at: number): Fact | undefined {
  const hour = numeral.values[0];
  if (!Number.isInteger(hour) || hour > 24 || numeral.values.length > 1 || numeral.range) return undefined;
  const mark = plain[at];
  if (mark !== '点' && mark !== '时') return undefined;
  const rest = plain.slice(at + 1, at + 12);
  let minutes = 0;
  let end = at + 1;
  let sure = DAY_PART.test(plain.slice(Math.max(0, numeral.start - 8), numeral.start));
  const quarter = /^(?:钟|整)/.exec(rest);
  const half = /^半/.exec(rest);
  if (mark === '时' && /^[代期候间光而不刻常]/.test(rest)) return undefined;
  if (half) {
    minutes = 30;
    end++;
    sure = true;
  } else if (quarter) {
    end++;
    sure = true;
  } else {
    const more = chineseNumeral(plain, end);
    if (more && Number.isInteger(more.values[0]) && more.values[0] < 60) {
      const suffix = /^(分(?!之)|刻)/.exec(plain.slice(more.end, more.end + 2));
      if (suffix || (more.digits && more.end - more.start === 2)) {
        minutes = more.values[0] * (suffix?.[1] === '刻' ? 15 : 1);
        end = more.end + (suffix ? 1 : 0);
        sure = true;
      }
    }
  }
  if (mark === '时' && numeral.digits) sure = true;
  if (!sure) return undefined;
  return clockFact(plain, numeral.start, end, hour * 60 + minutes, numeral.digits ? 2 : 1);
}

/** 3至5万 means 3万至5万, and 41.7至46.2% two percentages: the first number may be either. */
function scaledRanges(facts: readonly Fact[], plain: string): readonly Fact[] {
  return facts.map((one, at) => {
    const next = facts[at + 1];
    if (!next || one.kind !== 'number' || !one.digits || one.unit || one.numeral.end !== one.end) return one;
    const between = plain.slice(one.end, next.start);
    if (!/^\s?(?:至|到|或|[-—–~、/])+\s?$/.test(between)) return one;
    const scale = /^(?:\d|[.,])+(万亿|万|亿|千|百)/.exec(plain.slice(next.numeral.start, next.numeral.end))?.[1];
    const factor = scale ? { 万亿: 1e12, 亿: 1e8, 万: 1e4, 千: 1e3, 百: 100 }[scale] : undefined;
    if (factor) return { ...one, values: one.values.flatMap((value) => [value, value * factor]) };
    if (next.kind === 'share')
      return { ...one, kind: 'share', values: one.values.flatMap((value) => [value / 100, value]) };
    if (next.kind === 'year' && one.yearLike) return { ...one, kind: 'year' };
    return next.unit ? { ...one, unit: next.unit } : one;
  });
}
