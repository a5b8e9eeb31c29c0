/** Units of measure and currencies, and what one is in another. */

/** Units of one dimension can be converted; currencies are dimensions of their own. */
export interface Unit {
  readonly dimension: string;
  /** Of the dimension's base unit: metre, square metre, litre, kilogram, day. Temperatures have none. */
  readonly factor: number;
  /** Named alike in several systems or loosely (里, 斤, 月): equal numbers say nothing about it. */
  readonly loose?: boolean;
}

type Row = readonly [dimension: string, factor: number, zh: string, en: string, loose?: 'loose'];

const ROWS: readonly Row[] = [
  ['length', 1000, '公里 千米', 'kilometer kilometers kilometre kilometres km kms'],
  ['length', 1, '米 公尺', 'meter meters metre metres m'],
  ['length', 0.01, '厘米 公分', 'centimeter centimeters centimetre centimetres cm'],
  ['length', 0.001, '毫米', 'millimeter millimeters millimetre millimetres mm'],
  ['length', 1609.34, '英里', 'mile miles mi'],
  ['length', 1852, '海里', 'nautical'],
  ['length', 0.3048, '英尺', 'foot feet ft'],
  ['length', 0.0254, '英寸', 'inch inches'],
  ['length', 0.9144, '码', 'yard yards', 'loose'],
  ['length', 500, '里 华里', 'li', 'loose'],
  ['length', 0.3333, '尺', 'chi', 'loose'],
  ['length', 3.333, '丈', 'zhang', 'loose'],
  ['area', 666.67, '亩', 'mu', 'loose'],
  ['area', 1e4, '公顷', 'hectare hectares ha'],
  ['area', 4046.86, '英亩', 'acre acres'],
  ['area', 1e6, '平方公里 平方千米', 'sqkm'],
  ['area', 1, '平方米 平米', 'sqm'],
  ['area', 2.59e6, '平方英里', 'sqmi'],
  ['area', 0.0929, '平方英尺', 'sqft'],
  ['volume', 1, '升 公升', 'liter liters litre litres'],
  ['volume', 0.001, '毫升', 'milliliter milliliters millilitre millilitres ml'],
  ['volume', 1000, '立方米', 'cubic'],
  ['volume', 3.785, '加仑', 'gallon gallons', 'loose'],
  ['mass', 1, '公斤 千克', 'kilogram kilograms kilo kilos kg kgs'],
  ['mass', 0.001, '克', 'gram grams'],
  ['mass', 1000, '吨', 'ton tons tonne tonnes', 'loose'],
  ['mass', 0.5, '斤', 'jin catty catties', 'loose'],
  ['mass', 0.05, '两', 'liang tael taels', 'loose'],
  ['mass', 0.4536, '磅', 'pound_ pounds_ lb lbs', 'loose'],
  ['mass', 0.02835, '盎司', 'ounce ounces oz', 'loose'],
  ['celsius', 1, '摄氏度 ℃', '°c celsius centigrade'],
  ['fahrenheit', 1, '华氏度 ℉', '°f fahrenheit'],
  ['duration', 1 / 86400, '秒 秒钟', 'second seconds', 'loose'],
  ['duration', 1 / 1440, '分钟', 'minute minutes'],
  ['duration', 1 / 24, '小时 个小时 个钟头 钟头', 'hour hours hr hrs'],
  ['duration', 1, '天', 'day days', 'loose'],
  ['duration', 7, '周 星期 个星期 个礼拜', 'week weeks', 'loose'],
  ['duration', 30.4, '个月', 'month months', 'loose'],
  ['duration', 365, '年', 'year years', 'loose'],
  ['USD', 1, '美元 美金', 'us$ usd'],
  ['EUR', 1, '欧元', 'euro euros € eur'],
  ['GBP', 1, '英镑', '£ gbp'],
  ['JPY', 1, '日元', 'yen jpy'],
  ['CNY', 1, '人民币', 'yuan rmb cny renminbi'],
  ['HKD', 1, '港元 港币', 'hk$ hkd'],
  ['money', 1, '元 块钱 块', 'dollar dollars $ buck bucks', 'loose'],
  ['money', 0.01, '美分', 'cent cents', 'loose'],
];

const byName = { zh: new Map<string, Unit>(), en: new Map<string, Unit>() };
for (const [dimension, factor, zh, en, loose] of ROWS) {
  const unit: Unit = loose ? { dimension, factor, loose: true } : { dimension, factor };
  for (const name of zh.split(' ')) byName.zh.set(name, unit);
  for (const name of en.split(' ')) byName.en.set(name.replace('_', ''), unit);
}
const LONGEST = Math.max(...[...byName.zh.keys()].map((name) => name.length));

/** The Chinese unit that starts at `at`, the longest first. */
export function chineseUnit(text: string, at: number): { readonly unit: Unit; readonly length: number } | undefined {
  for (let length = Math.min(LONGEST, text.length - at); length > 0; length--) {
    const unit = byName.zh.get(text.slice(at, at + length));
    if (unit) return { unit, length };
  }
  return undefined;
}

/** The unit that an English word names, in lower case. */
export function englishUnit(word: string): Unit | undefined {
  return byName.en.get(word);
}

const MONEY: ReadonlySet<string> = new Set(['USD', 'EUR', 'GBP', 'JPY', 'CNY', 'HKD', 'money']);

/** Is it a currency? */
export function isMoney({ dimension }: Unit): boolean {
  return MONEY.has(dimension);
}

/** A value in the base unit of its dimension. Fahrenheit counts as Celsius; money that is just dollars as any. */
export function inBase(value: number, { dimension, factor }: Unit): number {
  return dimension === 'fahrenheit' ? ((value - 32) * 5) / 9 : value * factor;
}

/** Can the values of two units be compared? */
export function sameDimension(a: Unit, b: Unit): boolean {
  const name = ({ dimension }: Unit) => (dimension === 'fahrenheit' ? 'celsius' : dimension);
  return name(a) === name(b) || (isMoney(a) && isMoney(b) && (a.dimension === 'money' || b.dimension === 'money'));
}
