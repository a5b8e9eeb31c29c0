/** Numbers and dates of an English text. */
import { foldWidth } from '../lexicon/fold';
import { addHalf, clockAt, dottedOrNamed, identifierAt, isoDateAt, labelBefore } from './bothLanguages';
import { ENGLISH_NUMBER_WORDS, englishNumeral } from './englishNumerals';
import { type Fact, fact, type Numeral, type Weight } from './fact';
import { englishUnit, type Unit } from './units';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const MONTH_OF = new Map<string, number>([
  ...MONTHS.map((name, at): [string, number] => [name, at + 1]),
  ...MONTHS.map((name, at): [string, number] => [name.slice(0, 3), at + 1]),
  ['sept', 9],
]);
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const WEEKDAY_OF = new Map<string, number>([
  ...WEEKDAYS.map((name, at): [string, number] => [name, at + 1]),
  ...WEEKDAYS.map((name, at): [string, number] => [`${name}s`, at + 1]),
]);
const DECADES = new Map(
  ['twenties', 'thirties', 'forties', 'fifties', 'sixties', 'seventies', 'eighties', 'nineties'].map((name, at) => [
    name,
    20 + at * 10,
  ]),
);
const NUMBER_WORDS: ReadonlySet<string> = new Set(ENGLISH_NUMBER_WORDS);
const DENOMINATORS = new Map<string, number>(
  ['half', 'third', 'quarter', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'].flatMap((name, at) => {
    const value = name === 'quarter' ? 4 : at === 0 ? 2 : at === 1 ? 3 : at + 2;
    return [
      [name, value],
      [name === 'half' ? 'halves' : `${name}s`, value],
    ];
  }),
);
DENOMINATORS.set('fourth', 4).set('fourths', 4).set('hundredth', 100).set('hundredths', 100);
const VULGAR: Readonly<Record<string, number>> = {
  '½': 1 / 2,
  '¼': 1 / 4,
  '¾': 3 / 4,
  '⅓': 1 / 3,
  '⅔': 2 / 3,
  '⅕': 1 / 5,
};
const MULTIPLES = new Map<string, readonly number[]>([
  ['twice', [2]],
  ['thrice', [3]],
  ['double', [2]],
  ['doubled', [2]],
  ['doubles', [2]],
  ['doubling', [2]],
  ['triple', [3]],
  ['tripled', [3]],
  ['triples', [3]],
  ['tripling', [3]],
  ['quadruple', [4]],
  ['quadrupled', [4]],
  ['quadrupling', [4]],
]);
/** Words that stand for a small number and may answer one. */
const LIKE_NUMBERS = new Map<string, number>([
  ['both', 2],
  ['couple', 2],
  ['pair', 2],
  ['twin', 2],
  ['twins', 2],
  ['either', 2],
  ['neither', 2],
  ['single', 1],
  ['once', 1],
  ['century', 100],
  ['centuries', 100],
  ['decade', 10],
  ['fortnight', 14],
  ['score', 20],
]);
const PLURALS = new Map<string, readonly [number, number]>([
  ['dozens', [20, 99]],
  ['tens', [10, 99]],
  ['scores', [20, 99]],
  ['hundreds', [100, 999]],
  ['thousands', [1000, 9999]],
  ['millions', [1e6, 9.99e6]],
  ['billions', [1e9, 9.99e9]],
]);

/** All words at which something may begin, besides those that end in `fold`. */
const TRIGGERS: ReadonlySet<string> = new Set([
  ...MONTH_OF.keys(),
  ...WEEKDAY_OF.keys(),
  ...DECADES.keys(),
  ...NUMBER_WORDS,
  ...MULTIPLES.keys(),
  ...LIKE_NUMBERS.keys(),
  ...PLURALS.keys(),
  ...'a half halves quarter several few some many today yesterday tomorrow this last next noon midday midnight'.split(
    ' ',
  ),
  ...'ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx'.split(' '),
]);

const START = /\d|[½¼¾⅓⅔⅕]|[A-Za-z]+/g;
const ABOUT_BEFORE =
  /(?:about|around|approximately|roughly|nearly|almost|some|over|under|than|least|most|exceed(?:ed|ing|s)?|surpass(?:ed|ing)?|close to|near|topp?ed|beyond|above|below|estimated)\s(?:an?\s)?(?:us|rmb|hk)?[$£€¥]?\s?$/;
const ABOUT_AFTER = /^(?:-odd|\+|,? or (?:so|more|less)| plus)(?![a-z])/;
const CURRENCY_BEFORE = /(us\$|hk\$|rmb\s?|[$£€¥])\s?$/;
const MERIDIEM = /\s?(a\.?m\.?|p\.?m\.?)(?![a-z])/y;

function stick(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

interface Read {
  readonly fact?: Fact;
  readonly end: number;
}

/** The facts of a text, in its order; offsets are the text's. */
export function englishFacts(text: string): readonly Fact[] {
  const cased = foldWidth(text);
  const lower = cased.toLowerCase();
  // A letter that grows when it is made small would move all that follows.
  const plain = lower.length === cased.length ? lower : cased.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const facts: Fact[] = [];
  let at = 0;
  for (;;) {
    START.lastIndex = at;
    const found = START.exec(cased);
    if (!found) break;
    const read = factAt({ cased, plain, at: found.index, word: found[0], before: facts.at(-1) });
    if (read.fact) facts.push(read.fact);
    at = Math.max(read.end, found.index + 1);
  }
  return scaledRanges(facts, plain);
}

interface Place {
  readonly cased: string;
  readonly plain: string;
  readonly at: number;
  readonly word: string;
  readonly before: Fact | undefined;
}

function factAt(place: Place): Read {
  const { cased, plain, at, word } = place;
  const done = (one: Fact): Read => ({ fact: one, end: one.end });
  if (word in VULGAR) return done(fact({ kind: 'share', start: at, end: at + 1, values: [VULGAR[word]], weight: 1 }));
  if (/\d/.test(word)) {
    const special = dottedOrNamed(cased, at);
    if (special) return special;
    const decade = stick(/(\d{3}0|\d0)'?s(?![a-z])/y, plain, at);
    if (decade) return decadeOf(Number(decade[1]), at, at + decade[0].length, plain);
    const date = isoDateAt(plain, at);
    if (date) return done(date);
    const clock = clockAt(plain, at);
    const half = clock ? stick(MERIDIEM, plain, clock.end) : null;
    if (clock && (clock.colon || half)) {
      return done(clockOf({ start: at, end: clock.end, minutes: clock.minutes, half, digits: true }));
    }
    const always = stick(/24\/7|9\/11/y, plain, at);
    if (always) return { end: at + always[0].length };
    const slashed = stick(/(\d{1,3})\/(\d{1,3})(?![\d/])/y, plain, at);
    if (slashed && Number(slashed[1]) < Number(slashed[2]) && plain[at - 1] !== '/') {
      const end = at + slashed[0].length;
      const values = [Number(slashed[1]) / Number(slashed[2])];
      return done(fact({ kind: 'share', start: at, end, values, weight: 1, digits: true }));
    }
    const numeral = englishNumeral(plain, at);
    return numeral ? numberAt(place, numeral) : { end: at + 1 };
  }

  const name = plain.slice(at, at + word.length);
  const end = at + word.length;
  if (/^[-–]?\d/.test(cased.slice(end, end + 2))) {
    const named = identifierAt(cased, at);
    if (named.fact) return named;
    return { end };
  }
  if (!TRIGGERS.has(name) && !name.endsWith('fold'))
    return { end: /^[A-Z]/.test(word) ? identifierAt(cased, at).end : end };
  const month = MONTH_OF.get(name);
  if (month && /^[A-Z]/.test(word) && isMonth(place, end)) {
    const dot = name.length <= 4 && name !== 'may' && plain[end] === '.' ? 1 : 0;
    return done(fact({ kind: 'month', start: at, end: end + dot, values: [month] }));
  }
  const weekday = WEEKDAY_OF.get(name);
  if (weekday && /^[A-Z]/.test(word))
    return done(fact({ kind: 'weekday', start: at, end, values: [weekday], weight: name.endsWith('days') ? 1 : 2 }));
  const decade = DECADES.get(name);
  if (decade) {
    if (/\b(?:the|in) (?:early |mid-?|late |mid |roaring )?$/.test(plain.slice(Math.max(0, at - 16), at)))
      return decadeOf(decade, at, end, plain);
    return done(fact({ kind: 'number', start: at, end, values: [decade], range: [decade, decade + 9], weight: 0 }));
  }
  const relative = relativeAt(plain, at, name);
  if (relative) return done(relative);
  const times = MULTIPLES.get(name);
  if (times) return done(fact({ kind: 'multiple', start: at, end, values: [...times, times[0] - 1], weight: 1 }));
  const fold = /^([a-z]+)fold$/.exec(name);
  if (fold && NUMBER_WORDS.has(fold[1])) {
    const [value] = englishNumeral(fold[1], 0)!.values;
    return done(fact({ kind: 'multiple', start: at, end, values: [value, value - 1], weight: 1 }));
  }
  if (name === 'noon' || name === 'midday' || name === 'midnight') {
    return done(
      fact({ kind: 'time', start: at, end, values: [name === 'midnight' ? 0 : 720], weight: 0, sureHalf: true }),
    );
  }
  const plural = PLURALS.get(name);
  if (plural) return done(pluralOf(plain, at, end, plural));
  if (name === 'half' || name === 'halves') {
    const many = stick(
      /half (?:a|an|of a) (dozen|hundred|thousand|million|billion|century|decade|year|mile|hour|day|month)(?![a-z])/y,
      plain,
      at,
    );
    const values: Record<string, number> = {
      dozen: 6,
      hundred: 50,
      thousand: 500,
      million: 5e5,
      billion: 5e8,
      century: 50,
      decade: 5,
    };
    const value = many && values[many[1]];
    if (value) return done(fact({ kind: 'number', start: at, end: at + many[0].length, values: [value], weight: 0 }));
    return done(fact({ kind: 'share', start: at, end, values: [0.5], weight: 0 }));
  }
  if (name === 'quarter') return done(fact({ kind: 'share', start: at, end, values: [0.25], weight: 0 }));
  const some = stick(
    /(?:several|few|some|many|couple of) (dozen|hundred|thousand|million|billion)(?![a-z])/y,
    plain,
    at,
  );
  if (some) {
    const [unit] = englishNumeral(some[1], 0)!.values;
    return done(
      fact({
        kind: 'number',
        start: at,
        end: at + some[0].length,
        values: [unit],
        range: [unit * 2, unit * 9.99],
        about: true,
        weight: 0,
      }),
    );
  }
  const like = LIKE_NUMBERS.get(name);
  if (like && !NUMBER_WORDS.has(name)) return done(fact({ kind: 'number', start: at, end, values: [like], weight: 0 }));
  if (name === 'a' || NUMBER_WORDS.has(name)) {
    const numeral = englishNumeral(plain, at);
    if (numeral) return numberAt(place, numeral);
  }
  const roman = ROMANS.has(word) ? romanValue(word) : 0;
  if (roman) return done(fact({ kind: 'number', start: at, end, values: [roman], ordinal: true, weight: 0 }));
  return { end };
}

const ROMANS: ReadonlySet<string> = new Set(
  'II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX XX'.split(' '),
);
const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

function romanValue(word: string): number {
  return [...word].reduce((sum, letter, at) => {
    const value = ROMAN[letter];
    return sum + (value < (ROMAN[word[at + 1]] ?? 0) ? -value : value);
  }, 0);
}

/** `May`, `March`, `Mar` and `Dec` are other words too. */
function isMonth({ plain, at }: Place, end: number): boolean {
  const name = plain.slice(at, end);
  if (!/^(?:may|march|mar|jan|jun|dec|sept?|august)$/.test(name)) return true;
  const after = plain.slice(end, end + 8);
  if (/^\.?,? ?\d/.test(after)) return true;
  const before = plain.slice(Math.max(0, at - 14), at);
  return /(?:\b(?:in|of|by|since|until|till|last|this|next|early|late|from|to|between|and|during|on|through|before|after)|\bmid|\d(?:st|nd|rd|th)?)[ -]$/.test(
    before,
  );
}

function decadeOf(value: number, start: number, end: number, plain: string): Read {
  const age = /\b(?:his|her|their|my|your|our)(?: early| late| mid)?[ -]$/.test(
    plain.slice(Math.max(0, start - 14), start),
  );
  if (age)
    return { fact: fact({ kind: 'number', start, end, values: [value], range: [value, value + 9], weight: 0 }), end };
  const values = value >= 1000 ? [value] : [(value < 20 ? 2000 : 1900) + value, value];
  return { fact: fact({ kind: 'decade', start, end, values, digits: /\d/.test(plain[start]), weight: 2 }), end };
}

function pluralOf(plain: string, at: number, end: number, [low, high]: readonly [number, number]): Fact {
  const of = stick(/ of (hundreds|thousands|millions|billions)(?![a-z])/y, plain, end);
  const factor = of ? PLURALS.get(of[1])![0] : 1;
  return fact({
    kind: 'number',
    start: at,
    end: end + (of?.[0].length ?? 0),
    values: [low * factor],
    range: [low * factor, high * factor],
    about: true,
    weight: 0,
  });
}

function relativeAt(plain: string, at: number, name: string): Fact | undefined {
  const day = { today: 0, yesterday: -1, tomorrow: 1 }[name];
  if (day !== undefined)
    return fact({ kind: 'relativeDay', start: at, end: at + name.length, values: [day], weight: 1 });
  const found = stick(/(this|last|next) (year|month)(?![a-z'-])/y, plain, at);
  // The last month may be the past thirty days.
  if (!found || (found[2] === 'month' && /\b(?:the|past) $/.test(plain.slice(Math.max(0, at - 5), at))))
    return undefined;
  const value = { this: 0, last: -1, next: 1 }[found[1]]!;
  const kind = found[2] === 'year' ? 'relativeYear' : 'relativeMonth';
  return fact({ kind, start: at, end: at + found[0].length, values: [value], weight: 1 });
}

function clockOf({
  start,
  end,
  minutes,
  half,
  digits,
  weight = 2,
}: {
  readonly start: number;
  readonly end: number;
  readonly minutes: number;
  readonly half: RegExpExecArray | null;
  readonly digits: boolean;
  readonly weight?: Weight;
}): Fact {
  const late = half?.[1].startsWith('p');
  let value = minutes;
  if (late && minutes < 720) value += 720;
  if (half && !late && minutes >= 720 && minutes < 780) value -= 720;
  return fact({
    kind: 'time',
    start,
    end: end + (half?.[0].length ?? 0),
    numeral: { start, end },
    values: [value],
    weight,
    digits,
    sureHalf: !!half || minutes >= 780,
  });
}

function numberAt({ plain, at, before }: Place, numeral: Numeral): Read {
  const { end: stop, values, digits } = numeral;
  const [value] = values;
  const lead = plain.slice(Math.max(0, at - 24), at);
  const trail = plain.slice(stop, stop + 28);
  const common = {
    start: at,
    numeral: { start: at, end: stop },
    values,
    ...(numeral.range && { range: numeral.range }),
    about: ABOUT_BEFORE.test(lead) || ABOUT_AFTER.test(trail),
    digits,
    ordinal: numeral.ordinal,
    weight: numeral.weight,
  };
  const read = (one: Fact): Read => ({ fact: one, end: one.end });
  const till = (length: number) => stop + length;

  const half = stick(MERIDIEM, plain, stop) ?? null;
  if (half && value <= 24 && Number.isInteger(value))
    return read(clockOf({ start: at, end: stop, minutes: value * 60, half, digits }));
  const clock = /^ o'?clock/.exec(trail);
  if (clock && value <= 12)
    return read(
      clockOf({
        start: at,
        end: till(clock[0].length),
        minutes: value * 60,
        half: null,
        digits,
        weight: digits ? 2 : 1,
      }),
    );

  const percent =
    /^(?:\s?%|\s?‰|[ -]?per ?cent(?:age)?(?: points?)?|[ -]percentage[ -]points?|[ -]pct|\s?pp(?![a-z]))/.exec(trail);
  if (percent) {
    const whole = percent[0].includes('‰') ? 1000 : 100;
    return read(
      fact({
        ...common,
        kind: 'share',
        end: till(percent[0].length),
        values: [...values.map((one) => one / whole), ...values],
        weight: 2,
      }),
    );
  }
  if (!digits && value < 10) {
    const part = /^[ -]([a-z]+)(?![a-z])/.exec(trail);
    const denominator = part && DENOMINATORS.get(part[1]);
    const plural = part && (part[1].endsWith('s') || value === 1);
    if (denominator && plural && !numeral.ordinal && !(part[1] === 'quarters' && value > 4)) {
      const end = till(part[0].length);
      const sure = value > 1 || /^[ -]of(?![a-z])/.test(plain.slice(end, end + 4));
      return read(
        fact({
          ...common,
          kind: 'share',
          end,
          numeral: { start: at, end },
          values: [value / denominator, ...(value === 1 ? [denominator] : [])],
          weight: sure ? 1 : 0,
          about: true,
          ordinal: false,
        }),
      );
    }
  }
  if (!digits && numeral.ordinal && DENOMINATORS.has(plain.slice(at, stop)) && /\ba $/.test(lead)) {
    return read(fact({ ...common, kind: 'share', end: stop, values: [1 / value, value], weight: 0 }));
  }
  const century = /^[ -]century(?![a-z])/.exec(trail);
  if (century && numeral.ordinal)
    return read(fact({ ...common, kind: 'century', end: till(century[0].length), weight: 2 }));
  const centuryToo = numeral.ordinal && /^(?:,| and| or| to|-)[ -][a-z\d]+(?:st|nd|rd|th)[ -]centur/.test(trail);
  if (centuryToo) return read(fact({ ...common, kind: 'century', end: stop, weight: 2 }));
  const lapse = /^[ -](decade|centur(?:y|ies)|score|dozen|fortnight)s?(?![a-z])/.exec(trail);
  if (lapse && !numeral.ordinal) {
    const factor =
      lapse[1] === 'decade'
        ? 10
        : lapse[1].startsWith('centur')
          ? 100
          : lapse[1] === 'score'
            ? 20
            : lapse[1] === 'dozen'
              ? 12
              : 14;
    const all = values.flatMap((one) => [one * factor, one]);
    return read(
      fact({
        ...common,
        kind: 'number',
        end: till(lapse[0].length),
        values: all,
        about: true,
        weight: Math.min(1, numeral.weight) as Weight,
      }),
    );
  }
  const times = /^(?:[ -]?fold|x(?![a-z])| times)/.exec(trail);
  if (times && !numeral.ordinal) {
    return read(
      fact({
        ...common,
        kind: 'multiple',
        end: till(times[0].length),
        values: values.flatMap((one) => [one, one - 1]),
        weight: digits ? 2 : (Math.min(1, numeral.weight) as Weight),
      }),
    );
  }

  // July 3, July 3-5 and 3 July, 3rd of July.
  const afterMonth = before?.kind === 'month' && /^(?:,? |, the | the |-)$/.test(plain.slice(before.end, at));
  const afterDay =
    before?.kind === 'day' && /^ ?(?:-|–|—|to|and|or|through|until)+ ?$/.test(plain.slice(before.end, at));
  const whole = Number.isInteger(value) && !/^[.,]\d/.test(trail);
  const monthAfter = /^(?: of)?[ -]([a-z]{3,9})(?![a-z])/.exec(trail);
  const beforeMonth =
    monthAfter && MONTH_OF.has(monthAfter[1]) && value <= 31 && !/^ (?:may|march|mar|sep|dec) [a-z]/.test(trail);
  if (
    whole &&
    value < 100 &&
    (afterMonth || (afterDay && value <= 31) || (beforeMonth && (digits || numeral.ordinal)))
  ) {
    return read(fact({ ...common, kind: 'day', end: stop, weight: 2 }));
  }
  const yearLike = numeral.bare === 4 && value >= 1000 && value < 2200;
  const era = /^ ?(?:b\.?c\.?(?:e\.?)?|a\.?d\.?)(?![a-z])/.exec(trail);
  if (era && whole) return read(fact({ ...common, kind: 'year', end: till(era[0].length), weight: 2 }));
  const monthEarlier = before?.kind === 'month' || (before?.kind === 'day' && before.end >= at - 3);
  if (
    yearLike &&
    ((monthEarlier && /^(?:,? |, |-)$/.test(plain.slice(before.end, at))) ||
      /\b(?:in|since|by|of|year|until|till|from|during|before|after|late|early|mid|spring|summer|autumn|fall|winter)[ -]$/.test(
        lead,
      ))
  ) {
    const unit = unitAfter(plain, stop);
    if (!unit) return read(fact({ ...common, kind: 'year', end: stop, weight: 2, yearLike: true }));
  }
  const short = /'$/.test(lead) && numeral.bare === 2;
  if (isListMark(plain, at, stop)) return { end: stop };
  const symbol = CURRENCY_BEFORE.exec(lead)?.[1].trim();
  const trailing = unitAfter(plain, stop);
  const unit = symbol ? englishUnit(symbol) : trailing?.unit;
  const start = symbol ? at - CURRENCY_BEFORE.exec(lead)![0].length : at;
  const plus = trailing && /^ and a half(?![a-z])/.test(plain.slice(trailing.end, trailing.end + 12));
  let { weight } = numeral;
  if (
    !digits &&
    /\b(?:no|any|some|every|each|this|that|which|the|another|little|last|next) $/.test(lead) &&
    value === 1
  )
    weight = 0;
  const label = digits ? labelBefore(plain, start) : undefined;
  const made = fact({
    ...common,
    kind: 'number',
    start,
    end: unit && trailing && !symbol ? trailing.end : stop,
    values: plus
      ? addHalf(values)
      : short
        ? [value, 1900 + value, 2000 + value]
        : yearLike && !digits
          ? values
          : values,
    weight,
    ...(unit && !numeral.ordinal && { unit }),
    ...(label && { label }),
    yearLike: yearLike && !unit,
  });
  return { fact: made, end: stop };
}

/** `10-mile`, `3 square kilometers`, `12 million dollars`. */
function unitAfter(plain: string, at: number): { readonly unit: Unit; readonly end: number } | undefined {
  const found =
    /^([ -]|)(?:(?:metric|american|chinese|short|long|full|straight|consecutive|whole)[ -])?(us dollars?|hong kong dollars?|british pounds?|pounds? sterling|japanese yen|chinese yuan|(square|sq\.?|cubic|nautical)[ -]([a-z]+)|degrees? (celsius|fahrenheit)|°[cf]|[a-z]+|)(?![a-z])/.exec(
      plain.slice(at, at + 32),
    );
  if (!found?.[2]) return undefined;
  const [all, , words, shape, of, degrees] = found;
  const end = at + all.length;
  let unit: Unit | undefined;
  if (shape === 'nautical') unit = englishUnit('nautical');
  else if (shape && of) {
    const base = englishUnit(of);
    if (base?.dimension !== 'length') return undefined;
    unit =
      shape === 'cubic'
        ? { dimension: 'volume', factor: base.factor ** 3 * 1000 }
        : { dimension: 'area', factor: base.factor ** 2 };
  } else if (degrees) unit = englishUnit(degrees);
  else if (/^us dollar/.test(words)) unit = englishUnit('usd');
  else if (/^hong kong/.test(words)) unit = englishUnit('hkd');
  else if (/^british|sterling/.test(words)) unit = englishUnit('gbp');
  else if (/yen$/.test(words)) unit = englishUnit('jpy');
  else if (/yuan$/.test(words)) unit = englishUnit('cny');
  else if (!/^(?:m|ha|mi)$/.test(words) || !found[1]) unit = englishUnit(words);
  return unit && { unit, end };
}

function isListMark(plain: string, start: number, stop: number): boolean {
  if (!/^[.)](?:\s|$)/.test(plain.slice(stop, stop + 2))) return false;
  const before = plain.slice(Math.max(0, start - 4), start).trim();
  return start <= 4 && (before === '' || before === '(') && /\S/.test(plain.slice(stop + 1, stop + 6));
}

/** `3 to 5 million`, `41.7 to 46.2 percent`: the first number may be of the second one's kind. */
function scaledRanges(facts: readonly Fact[], plain: string): readonly Fact[] {
  const out = [...facts];
  // From the end, so that a kind goes down a list: 55, 65, 75%.
  for (let at = facts.length - 2; at >= 0; at--) {
    const one = out[at];
    const next = out[at + 1];
    if (one.kind !== 'number' || one.ordinal || one.numeral.end !== one.end) continue;
    const between = plain.slice(one.end, next.start);
    if (
      !/^(?:[ -]?(?:to|and|or|-|–|—|~|,)? ?(?:(?:over|about|nearly|almost|around|roughly|more than|just) )?(?:us|rmb )?[$£€¥]?|, (?:and|or) )$/.test(
        between,
      ) ||
      between.length > 20
    )
      continue;
    if (next.kind === 'share' && next.values.length > 1) {
      out[at] = { ...one, kind: 'share', values: [...one.values.map((value) => value / 100), ...one.values] };
      continue;
    }
    const scale = /(hundred|thousand|million|billion|trillion|bn|mn)$/.exec(
      plain.slice(next.numeral.start, next.numeral.end),
    )?.[1];
    const [factor] = scale ? (englishNumeral(scale, 0)?.values ?? []) : [];
    if (factor && !/and/.test(between))
      out[at] = { ...one, values: one.values.flatMap((value) => [value, value * factor]) };
    if (next.unit && !out[at].unit && !one.yearLike) out[at] = { ...out[at], unit: next.unit };
    if (one.yearLike && next.digits && /^[-–—/]$/.test(between) && next.numeral.end - next.numeral.start === 2) {
      const century = Math.floor(one.values[0] / 100) * 100;
      out[at + 1] = { ...next, values: [century + next.values[0], next.values[0]] };
    }
  }
  return out;
}
