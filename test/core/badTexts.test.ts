/** Two texts that are no translation of each other, or give no hold: an answer soon, and nothing that looks sure. */
import * as assert from 'node:assert/strict';
import { alignTexts, type TextBead } from '../../src/core/align/texts';
import { lexicon, PAIRS } from './fixture';

/** From here on a link is shown as sure. */
const SURE = 0.9;
/** Texts are aligned at least as fast as a slow machine needs for some thousand sentences. */
const SOON = 20_000;

/** Aligns; every sentence must be in exactly one bead, in order. Gives the beads with both sides. */
function linksOf(zh: readonly string[], en: readonly string[]): TextBead[] {
  const beads = alignTexts({ zh, en, lexicon: lexicon() });
  for (const [side, texts] of [
    ['zh', zh],
    ['en', en],
  ] as const) {
    assert.deepEqual(
      beads.flatMap((bead) => bead[side]),
      texts.map((_, at) => at),
    );
  }
  return beads.filter((bead) => bead.zh.length && bead.en.length);
}

const sure = (links: readonly TextBead[]) => links.filter(({ score }) => score >= SURE);

/** Nothing may be shown as sure; the message has the first of what is. */
function assertNothingSure(links: readonly TextBead[]): void {
  const wrong = sure(links).map(({ zh, en, score }) => `${zh}|${en} ${score}`);
  assert.equal(wrong.length, 0, `${wrong.length} sure links: ${wrong.slice(0, 5).join('  ')}`);
}

const repeated = (text: string, times: number) => new Array<string>(times).fill(text);
/** The report of the fixture over and over, as long as asked. */
const report = (side: 'zh' | 'en', size: number) =>
  Array.from({ length: size }, (_, at) => PAIRS[at % PAIRS.length][side]);

const PLACES = [
  ['茶园', 'tea garden'],
  ['石桥', 'stone bridge'],
  ['书店', 'bookstore'],
  ['邮局', 'post office'],
  ['旅馆', 'hotel'],
] as const;
/** A text that does not repeat: what happens in the report, each time in another place with another number. */
const diary = (side: 'zh' | 'en', size: number) =>
  Array.from({ length: size }, (_, at) => {
    const [chinese, english] = PLACES[(at * 3) % PLACES.length];
    const number = 1000 + 13 * at;
    const text = PAIRS[(at * 5) % PAIRS.length][side];
    return side === 'zh' ? `在${number}号${chinese}，${text}` : `In ${english} number ${number}: ${text}`;
  });

suite('bad input for two texts', () => {
  test('an empty side', () => {
    for (const size of [1, 1000]) {
      assert.deepEqual(linksOf([], diary('en', size)), []);
      assert.deepEqual(linksOf(diary('zh', size), []), []);
    }
  }).timeout(SOON);

  test('sides without a word', () => {
    for (const blank of [repeated('', 150), repeated('……', 150), repeated('\ud83d', 150)]) {
      assertNothingSure(linksOf(blank, blank));
      assertNothingSure(linksOf(blank, diary('en', 150)));
      assertNothingSure(linksOf(diary('zh', 150), blank));
    }
  }).timeout(SOON);

  test('one sentence against a thousand finds its own', () => {
    const at = 640;
    const [zh, en] = [diary('zh', 1000), diary('en', 1000)];
    for (const links of [linksOf([zh[at]], en), linksOf(zh, [en[at]])]) {
      assert.equal(links.length, 1);
      assert.ok([...links[0].zh, ...links[0].en].includes(at));
    }
  }).timeout(SOON);

  test('a chapter that one side lacks, between sentences that hold the two together', () => {
    const [size, from, length] = [1200, 300, 250];
    const [zh, en] = [diary('zh', size), diary('en', size)];
    const shorter = (texts: readonly string[]) => texts.filter((_, at) => at < from || at >= from + length);
    const whole = (at: number) => (at < from ? at : at + length);
    for (const [links, lacks] of [
      [linksOf(shorter(zh), en), 'zh'],
      [linksOf(zh, shorter(en)), 'en'],
    ] as const) {
      const right = links.filter((link) => {
        const [short, long] = lacks === 'zh' ? [link.zh, link.en] : [link.en, link.zh];
        return short.length === 1 && long.length === 1 && whole(short[0]) === long[0];
      });
      assert.ok(right.length >= 0.95 * (size - length), `${lacks}: ${right.length} of ${size - length}`);
    }
  }).timeout(SOON);

  test('one sentence against a thousand among which it stands again and again', () => {
    assertNothingSure(linksOf([PAIRS[0].zh], report('en', 1000)));
    assertNothingSure(linksOf(report('zh', 1000), [PAIRS[0].en]));
  }).timeout(SOON);

  test('one sentence against a thousand, none of which translates it', () => {
    assertNothingSure(linksOf(['他把伞忘在了公共汽车上。'], diary('en', 1000)));
    assertNothingSure(linksOf(diary('zh', 1000), ['He left his umbrella on the bus.']));
  }).timeout(SOON);

  for (const size of [PAIRS.length, 210]) {
    test(`the same text on both sides, ${size} sentences`, () => {
      assertNothingSure(linksOf(diary('zh', size), diary('zh', size)));
      assertNothingSure(linksOf(diary('en', size), diary('en', size)));
    }).timeout(SOON);

    test(`the languages swapped, ${size} sentences`, () => {
      assertNothingSure(linksOf(diary('en', size), diary('zh', size)));
      assertNothingSure(linksOf(report('en', size), report('zh', size)));
    }).timeout(SOON);
  }

  test('texts that have nothing to do with each other', () => {
    const zh = ['他把伞忘在了公共汽车上。', '晚饭后我们下了一盘棋。', '猫又睡着了。', '这封信没有写日期。'];
    assertNothingSure(linksOf(zh, diary('en', 40)));
  });

  test('a side in which every line repeats', () => {
    for (const size of [40, 210]) {
      for (const { zh, en } of [PAIRS[0], { zh: '是的。', en: 'Right.' }]) {
        assertNothingSure(linksOf(repeated(zh, size), diary('en', size)));
        assertNothingSure(linksOf(diary('zh', size), repeated(en, size)));
        // Which of them are the ones left over nobody can say.
        assertNothingSure(linksOf(repeated(zh, size), repeated(en, Math.round(size * 0.6))));
      }
    }
  }).timeout(SOON);

  test('a report that stands in a text many times: what is sure is right', () => {
    for (const link of sure(linksOf(report('zh', 300), report('en', 300)))) assert.equal(`${link.zh}`, `${link.en}`);
  }).timeout(SOON);

  test('a sentence as long as a book', () => {
    const zh = report('zh', 600).join('');
    const en = report('en', 600).join(' ');
    for (const [chinese, english] of [
      [[zh], [en]],
      [[zh], report('en', 40)],
      [report('zh', 40), [en]],
      [['中'.repeat(60_000)], ['a'.repeat(60_000)]],
    ]) {
      linksOf(chinese, english);
    }
  }).timeout(SOON);
});
