/** Numbers and dates: read in every form, compared by value, and their faults seen. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { documentFacts } from '../../src/core/checks/facts';
import { type Pair, type PairContext, type PairSentence, pairOf } from '../../src/core/checks/pair';
import { findConflicts } from '../../src/core/checks/valueConflicts';
import { weekdayOf, withDates } from '../../src/core/facts/calendar';
import { chineseFacts } from '../../src/core/facts/chineseFacts';
import { writeChinese } from '../../src/core/facts/chineseNumerals';
import { sameFact } from '../../src/core/facts/compare';
import { englishFacts } from '../../src/core/facts/englishFacts';
import { ordinalSuffix, writeEnglish, writeEnglishOrdinal } from '../../src/core/facts/englishNumerals';
import type { Fact } from '../../src/core/facts/fact';
import { writtenLike } from '../../src/core/facts/write';
import type { Side } from '../../src/core/model';
import { defaultSettings } from '../../src/core/settings';
import { costOf } from './cost.ts';
import { articleOf, lexicon, textOf } from './fixture';
import { VALUE_PAIRS } from './valuePairs';

const zh = (text: string) => chineseFacts(text, (all) => lexicon().simplify(all));
const en = (text: string) => englishFacts(text);
const quoted = (text: string, facts: readonly Fact[]) =>
  facts.map(
    ({ kind, values, start, end }) =>
      `${text.slice(start, end)} ${kind} ${values.map((value) => Number(value.toPrecision(12))).join('|')}`,
  );

/** The one fact of a text that counts for something. */
function only(facts: readonly Fact[]): Fact {
  assert.equal(facts.length, 1, JSON.stringify(facts));
  return facts[0];
}

const grouped = (value: number, size: number) => String(value).replace(new RegExp(`\\B(?=(\\d{${size}})+$)`, 'g'), ',');

suite('values: reading', () => {
  const whole = fc.oneof(
    fc.integer({ min: 11, max: 9999 }),
    fc.integer({ min: 10_000, max: 999_999_999 }),
    fc.integer({ min: 1e9, max: 9e14 }),
  );

  test('a number is read in every Chinese form', () => {
    fc.assert(
      fc.property(whole, (value) => {
        const forms = [String(value), grouped(value, 3), grouped(value, 4), writeChinese(value)!];
        for (const form of forms) {
          const fact = only(zh(`共${form}人`));
          assert.equal(fact.values[0], value, form);
          assert.equal(fact.end - fact.start, form.length + 1, form);
        }
        const tens = (value * 1e4) / 1e4;
        assert.equal(only(zh(`共${tens}万人`)).values[0], value * 1e4);
        assert.equal(only(zh(`共 ${tens} 亿人`)).values[0], value * 1e8);
        assert.equal(only(zh(`第${writeChinese(value)}届`)).ordinal, true);
      }),
      { seed: 7, numRuns: 150 },
    );
  }).timeout(20_000);

  test('a number is read in every English form', () => {
    fc.assert(
      fc.property(whole, (value) => {
        const forms = [
          String(value),
          grouped(value, 3),
          writeEnglish(value)!,
          writeEnglish(value)!.replace(/ and /g, ' '),
        ];
        for (const form of forms) {
          const fact = only(en(`all ${form} villagers`));
          assert.equal(fact.values[0], value, form);
          assert.equal(fact.end - fact.start, form.length, form);
        }
        for (const form of [`${value}${ordinalSuffix(value)}`, writeEnglishOrdinal(value)!]) {
          const fact = only(en(`the ${form} visitor`));
          assert.deepEqual([fact.values[0], fact.ordinal], [value, true], form);
        }
      }),
      { seed: 7, numRuns: 150 },
    );
  }).timeout(20_000);

  test('a number means the same in both languages', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 99_999 }), (value, other) => {
        const scaled = value * 1000;
        const texts = [`${scaled / 1e4}万人`, `${writeChinese(scaled)}人`, `${scaled}人`];
        const same = [
          `${scaled / 1e6} million people`,
          `${writeEnglish(scaled)} people`,
          `${grouped(scaled, 3)} people`,
        ];
        for (const text of texts) {
          for (const translation of same) {
            assert.ok(sameFact(only(zh(text)), only(en(translation))), `${text} ${translation}`);
            const wrong = only(en(`${writeEnglish(other)} people`));
            if (other !== scaled && Math.abs(other - scaled) > 0.05 * scaled && wrong.weight) {
              assert.ok(!sameFact(only(zh(text)), wrong), `${text} ${other}`);
            }
          }
        }
      }),
      { seed: 11, numRuns: 60 },
    );
  }).timeout(20_000);

  test('any text is read without a fault, every fact inside it', () => {
    const piece = fc.constantFrom(
      ...'一二三四五六七八九十百千万亿零〇两半几多余来成折倍分之点年月日号时第周半翻今明去%',
      ...'0123456789.,:-/ $',
      'and ',
      ' million',
      ' hundred ',
      'one',
      'twenty',
      '-',
      'May ',
      'July ',
      ' percent',
      'th',
      's',
      'COVID-',
      'a ',
      'half ',
      'third',
      'p.m.',
      '①',
      'İ',
      '𠀀',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        for (const facts of [zh(text), en(text)]) {
          let last = 0;
          for (const { start, end, numeral, values, kind } of facts) {
            assert.ok(
              0 <= start &&
                start <= numeral.start &&
                numeral.start < numeral.end &&
                numeral.end <= end &&
                end <= text.length,
              text,
            );
            assert.ok(numeral.start >= last, text);
            last = numeral.end;
            assert.ok(
              kind === 'identifier' || (values.length && values.every((value) => Number.isFinite(value))),
              text,
            );
          }
        }
      }),
      { seed: 3, numRuns: 1000 },
    );
  }).timeout(20_000);

  test('time grows with the text', () => {
    const used = (text: string) =>
      costOf(() => {
        zh(text);
        en(text);
      });
    for (const unit of ['1,', '百', '九点', 'a ', 'one ', 'hundred and ', '1 ', '1.', '周三']) {
      const [short, long] = [used(unit.repeat(500)), used(unit.repeat(4000))];
      // Eight times the text; a quadratic one would take sixty-four times the time.
      assert.ok(long < 32 * short + 40, `${unit}: ${short} and ${long} ms`);
    }
  }).timeout(20_000);

  for (const [text, ...expected] of [
    ['一百二', '一百二 number 120'],
    ['三万五', '三万五 number 35000'],
    ['两千零五', '两千零五 number 2005'],
    ['1.2万亿', '1.2万亿 number 1200000000000'],
    ['二〇二四年', '二〇二四年 year 2024'],
    ['80年代', '80年代 decade 1980|80'],
    ['二十世纪', '二十世纪 century 20'],
    ['三分之二', '三分之二 share 0.666666666667'],
    ['百分之三点五', '百分之三点五 share 0.035|3.5'],
    ['三成', '三成 share 0.3'],
    ['七五折', '七五折 share 0.75|0.25'],
    ['四倍', '四倍 multiple 4|5'],
    ['翻两番', '翻两番 multiple 4'],
    ['星期天', '星期天 weekday 7'],
    ['下午3时5分', '3时5分 time 905'],
    ['凌晨两点半', '两点半 time 150'],
    ['2024-07-03', '2024 year 2024', '07 month 7', '03 day 3'],
    ['明天', '明天 relativeDay 1'],
    ['去年', '去年 relativeYear -1'],
    ['本月和上个月', '本月 relativeMonth 0', '上个月 relativeMonth -1'],
    ['下月、这个月', '下月 relativeMonth 1', '这个月 relativeMonth 0'],
    ['８０人', '８０人 number 80'],
    ['三點建議', '三點 number 3'],
    ['兩萬億元', '兩萬億元 number 2000000000000'],
    ['3千米', '3千米 number 3'],
    ['週三下午三點半', '週三 weekday 3', '三點半 time 930'],
    ['第七十五屆', '第七十五屆 number 75'],
    ['八十有三', '八十有三 number 83'],
    ['十有八九', '十 number 10'],
    ['三两天', '三两天 number 2|3'],
  ]) {
    test(`${text}`, () => assert.deepEqual(quoted(text, zh(text)).slice(0, expected.length), expected));
  }

  test('no month where 月 is the moon or what stands before it is part of another word', () => {
    const texts = [
      '登上月球，船上月光',
      '晚上月亮升起，《日本月刊》',
      '本月刊',
      '上月台',
      '马上月底',
      '成本月均',
      '网上月销',
      '以上月份',
    ];
    for (const text of texts) assert.deepEqual(quoted(text, zh(text)), []);
  });

  for (const [text, ...expected] of [
    ['one million and a half', 'one million and a half number 1500000'],
    ['two and a half million', 'two and a half million number 2500000'],
    ['three and a half years', 'three and a half years number 3.5|3'],
    ['nineteen eighty-four', 'nineteen eighty-four number 1984|103'],
    ['the nineties', 'nineties decade 1990|90'],
    ['mid-1990s', '1990s decade 1990'],
    ['two-thirds', 'two-thirds share 0.666666666667'],
    ['threefold', 'threefold multiple 3|2'],
    ['41.7 to 46.2 percent', '41.7 share 0.417|41.7', '46.2 percent share 0.462|46.2'],
    ['3 to 5 million', '3 number 3|3000000', '5 million number 5000000'],
    ['2014-15', '2014 number 2014', '15 number 2015|15'],
    ['3rd of July, 1949', '3rd day 3', 'July month 7', '1949 year 1949'],
    ['in May', 'May month 5'],
    ['they may march'],
    ['last month, not next month', 'last month relativeMonth -1', 'next month relativeMonth 1'],
    ['over the last month'],
    ['9 p.m.', '9 p.m. time 1260'],
    ['$3 million', '$3 million number 3000000'],
    ['16 square miles', '16 square miles number 16'],
    ['half a dozen', 'half a dozen number 6'],
    ['in the 20th century', '20th century century 20'],
  ]) {
    test(`${text}`, () => assert.deepEqual(quoted(text, en(text)), expected));
  }

  test('names with digits are compared as names', () => {
    for (const [a, b, same] of [
      ['新冠COVID-19疫苗', 'the COVID-19 vaccine', true],
      ['新冠COVID-19疫苗', 'the COVID-91 vaccine', false],
      ['5G网络', 'the 5G network', true],
      ['第7.2.11版', 'version 7.2.12', false],
    ] as const) {
      assert.equal(sameFact(only(zh(a)), only(en(b))), same, a);
    }
  });
});

suite('values: dates', () => {
  test('weekdays', () => {
    assert.equal(weekdayOf({ year: 2024, month: 7, day: 3 }), 3);
    assert.equal(weekdayOf({ year: 1949, month: 10, day: 1 }), 6);
    assert.equal(weekdayOf({ year: 2023, month: 2, day: 30 }), undefined);
  });

  test('a day takes its month and year from beside it, else from the day of the article', () => {
    const dated = { year: 2024, month: 1, day: 2 };
    const dateOf = (text: string, from?: typeof dated) => withDates(zh(text), from).find(({ date }) => date)?.date;
    assert.deepEqual(dateOf('2019年3月8日'), { year: 2019, month: 3, day: 8 });
    assert.deepEqual(dateOf('12月30日', dated), { year: 2023, month: 12, day: 30 });
    assert.deepEqual(dateOf('消息人士30日说', dated), { year: 2023, month: 12, day: 30 });
    assert.deepEqual(dateOf('昨天', dated), { year: 2024, month: 1, day: 1 });
    assert.deepEqual(dateOf('去年', dated), { year: 2023 });
    assert.deepEqual(dateOf('上个月', dated), { year: 2023, month: 12 });
    assert.deepEqual(dateOf('下月', dated), { year: 2024, month: 2 });
    assert.equal(dateOf('7月3日', dated), undefined);
    assert.equal(dateOf('昨天'), undefined);
  });

  test('the day of an article is that of its date line', () => {
    const input = (lines: readonly string[]) => ({
      ...articleOf(lines.join('\n')),
      lexicon: lexicon(),
      settings: defaultSettings,
      glossary: undefined,
    });
    const body = VALUE_PAIRS.slice(0, 6).flatMap(({ zh, en }) => [zh, en]);
    assert.deepEqual(documentFacts(input(['2024年5月12日', ...body])).dated, { year: 2024, month: 5, day: 12 });
    assert.deepEqual(documentFacts(input(['2024年5月12日', 'May 12, 2024', ...body])).dated, {
      year: 2024,
      month: 5,
      day: 12,
    });
    assert.equal(documentFacts(input(body)).dated, undefined);
  });
});

suite('values: writing', () => {
  for (const [own, other, expected] of [
    ['75周年', '57th', '57'],
    ['3.5万', '36,000', '3.6'],
    ['三千人', '2,000', '两千'],
    ['3.5万册', '3,500', '3500'],
    ['二〇二四年', 'in 2023', '二〇二三'],
    ['7月', 'May 3', '5'],
    ['七月', 'May 3', '五'],
    ['周三', 'Thursday', '四'],
    ['1,3000人', '1400', '1400'],
    ['百分之三十', '31%', '三十一'],
  ]) {
    test(`${own} by ${other}`, () => {
      const [a, b] = [zh(own)[0], en(other)[0]];
      const written = writtenLike(a, own, { other: b, otherText: other });
      assert.equal(written?.replace(/万$/, ''), expected);
    });
  }

  for (const [own, other, expected] of [
    ['57th', '第75届', '75th'],
    ['fifty-seventh', '第75届', 'seventy-fifth'],
    ['3.5 million', '360万', '3.6 million'],
    ['35,000', '3.6万', '36,000'],
    ['Two thousand', '三千', 'Three thousand'],
    ['July 3', '5月', 'May'],
    ['Jan. 3', '9月', 'Sep.'],
    ['Wednesday', '星期四', 'Thursday'],
    ['1990s', '80年代', '1980s'],
    ['9:37 p.m.', '晚上9点半', '9:30'],
    ['9:37 p.m.', '上午9点半', 'undefined'],
    ['Friday', '3日', 'undefined'],
    ['12.5%', '千分之三', 'undefined'],
    ['12.5%', '百分之十三', '13'],
  ]) {
    test(`${own} by ${other}`, () => {
      const [a, b] = [en(own)[0], zh(other)[0]];
      const written = writtenLike(a, own, { other: b, otherText: other });
      assert.equal(
        own.slice(0, a.numeral.start) + written + (a.kind === 'decade' && !written?.endsWith('s') ? 's' : ''),
        expected,
      );
    });
  }
});

suite('values: faults', () => {
  const article = articleOf(VALUE_PAIRS.flatMap(({ zh, en }) => [zh, en]).join('\n'));
  const input = { ...article, lexicon: lexicon(), settings: defaultSettings, glossary: undefined };
  const context: PairContext = { ...input, statistics: article.statistics!, facts: { dated: undefined } };
  const pairs = article.groups.map((group) =>
    pairOf(
      input,
      group,
      article.links.filter(({ zh: [first] }) => group.zh.includes(article.sentences[first].segment)),
    ),
  );
  const certain = (pair: Pair) =>
    [...findConflicts('number', pair, context), ...findConflicts('date', pair, context)].filter(
      ({ certainty = 1 }) => certainty >= 0.6,
    );

  test('true pairs have none', () => {
    assert.equal(pairs.length, VALUE_PAIRS.length);
    for (const pair of pairs) {
      assert.deepEqual(
        certain(pair).map(({ message }) => message.args),
        [],
      );
    }
  });

  /** The pair with one stretch of one sentence changed. */
  function changed(pair: Pair, side: Side, { at, fact, text }: { at: number; fact: Fact; text: string }): Pair {
    const put = (whole: string) => whole.slice(0, fact.numeral.start) + text + whole.slice(fact.numeral.end);
    const sentences = pair[side].sentences.map(
      (sentence, number): PairSentence =>
        number === at ? { ...sentence, text: put(sentence.text), masked: put(sentence.masked) } : sentence,
    );
    return { ...pair, [side]: { ...pair[side], sentences }, matches: () => [] };
  }

  /** What a slip makes of digits. */
  function slips(digits: string): string[] {
    const number = Number(digits.replaceAll(',', ''));
    const out = [];
    if (/^\d\d$/.test(digits) && digits[0] !== digits[1] && digits[1] !== '0') out.push(digits[1] + digits[0]);
    if (/^(?:19|20)\d\d$/.test(digits)) out.push(String(number + 2), String(number - 3));
    else if (Number.isInteger(number) && number > 9)
      out.push(digits.includes(',') ? grouped(number * 10, 3) : `${digits}0`);
    else if (!Number.isInteger(number)) out.push(digits.replace(/^\d+/, (first) => String(Number(first) + 4)));
    return out;
  }

  test('a slip in a number that both sides give is seen, in either language', () => {
    let seen = 0;
    const missed: string[] = [];
    for (const pair of pairs) {
      for (const side of ['zh', 'en'] as const) {
        const other = side === 'zh' ? 'en' : 'zh';
        const read = (one: Side, { masked }: PairSentence) => (one === 'zh' ? zh(masked) : en(masked));
        const answers = pair[other].sentences.flatMap((sentence) => read(other, sentence));
        for (const [at, sentence] of pair[side].sentences.entries()) {
          for (const fact of read(side, sentence)) {
            const numeral = sentence.masked.slice(fact.numeral.start, fact.numeral.end);
            const [digits] = /^\d[\d,.]*/.exec(numeral) ?? [];
            if (!digits || fact.range || fact.kind === 'time' || fact.kind === 'identifier') continue;
            if (!answers.some((one) => one.weight === 2 && sameFact(fact, one))) continue;
            for (const slip of slips(digits)) {
              const text = slip + numeral.slice(digits.length);
              if (certain(changed(pair, side, { at, fact, text })).length) seen++;
              else missed.push(`${sentence.text}: ${numeral} → ${text}`);
            }
          }
        }
      }
    }
    assert.ok(seen + missed.length > 80, `${seen} ${missed.length}`);
    assert.ok(seen / (seen + missed.length) >= 0.9, `${seen} seen; missed:\n${missed.join('\n')}`);
  });

  test('the finding names both values and offers the other one', () => {
    const pair = pairs.find(({ en: { sentences } }) => sentences[0].text.startsWith('The 75th'))!;
    const fact = en(pair.en.sentences[0].text)[0];
    const [found] = certain(changed(pair, 'en', { at: 0, fact, text: '57th' }));
    assert.deepEqual(found.message.args, { own: '57th', other: '第七十五届 (75)' });
    assert.equal(textOf(article.sources, found.related[0].span), '第七十五届');
    const fix = found.fixes?.[0];
    assert.ok(fix?.kind === 'edit');
    assert.equal(fix.edits[0].text, '75th');
  });
});
