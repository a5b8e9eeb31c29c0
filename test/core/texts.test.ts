import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { alignTexts, type TextBead } from '../../src/core/align/texts';
import { costOf } from './cost.ts';
import { lexicon, PAIRS } from './fixture';

function align(zh: readonly string[], en: readonly string[]): readonly TextBead[] {
  return alignTexts({ zh, en, lexicon: lexicon() });
}

/** The ladder as `0,1|2`. */
function ladder(zh: readonly string[], en: readonly string[]): string[] {
  return align(zh, en).map((bead) => `${bead.zh}|${bead.en}`);
}

const ZH = PAIRS.map(({ zh }) => zh);
const EN = PAIRS.map(({ en }) => en);

suite('two texts', () => {
  test('one to one', () => {
    assert.deepEqual(
      ladder(ZH, EN),
      ZH.map((_, at) => `${at}|${at}`),
    );
  });

  test('one sentence in two', () => {
    const zh = ['街口的邮局建于1926年，墙上的大钟至今走得很准。', ...ZH.slice(4, 7)];
    const en = [
      'The post office at the corner was built in 1926.',
      'The big clock on its wall still keeps good time.',
      ...EN.slice(4, 7),
    ];
    assert.deepEqual(ladder(zh, en), ['0|0,1', '1|2', '2|3', '3|4']);
    const back = ['街口的邮局建于1926年。', '墙上的大钟至今走得很准。', ...ZH.slice(4, 7)];
    assert.deepEqual(ladder(back, [EN[1], ...EN.slice(4, 7)]), ['0,1|0', '2|1', '3|2', '4|3']);
  });

  test('a block that one side lacks is a gap and drags nothing with it', () => {
    const dropped = (texts: readonly string[]) => texts.filter((_, at) => at < 4 || at > 6);
    const right = (at: number) => `${at}|${at < 4 ? at : at - 3}`;
    assert.deepEqual(
      ladder(ZH, dropped(EN)),
      ZH.map((_, at) => (at < 4 || at > 6 ? right(at) : `${at}|`)),
    );
    assert.deepEqual(
      ladder(dropped(ZH), EN),
      EN.map((_, at) => (at < 4 ? `${at}|${at}` : at > 6 ? `${at - 3}|${at}` : `|${at}`)),
    );
  });

  test('empty texts and empty sentences', () => {
    assert.deepEqual(ladder([], []), []);
    assert.deepEqual(ladder(['茶很香。'], []), ['0|']);
    assert.deepEqual(ladder([], ['a', '']), ['|0', '|1']);
  });

  test('the same twice', () => {
    assert.deepEqual(align(ZH, EN), align(ZH, EN));
  });

  test('every sentence is in one bead, in order, whatever the texts are', () => {
    const sentence = fc.oneof(
      fc.constantFrom(...ZH, ...EN),
      fc.constantFrom(
        '',
        ' ',
        '。',
        '…',
        '\ud83d',
        '1926',
        '是的。',
        'Right.',
        'a'.repeat(300),
        '中'.repeat(300),
        '\0',
      ),
    );
    const text = fc.array(sentence, { maxLength: 10 });
    const request = fc.oneof(
      fc.tuple(text, text),
      text.map((same) => [same, same] as const),
      fc.tuple(fc.array(sentence, { maxLength: 1 }), fc.array(sentence, { maxLength: 30 })),
      fc.tuple(fc.array(sentence, { maxLength: 30 }), fc.array(sentence, { maxLength: 1 })),
      fc.constant([EN, ZH] as const),
    );
    fc.assert(
      fc.property(request, ([zh, en]) => {
        const beads = align(zh, en);
        assert.deepEqual(
          beads.flatMap((bead) => bead.zh),
          zh.map((_, at) => at),
        );
        assert.deepEqual(
          beads.flatMap((bead) => bead.en),
          en.map((_, at) => at),
        );
        for (const bead of beads) {
          assert.ok(bead.zh.length + bead.en.length > 0);
          assert.ok(bead.score >= 0 && bead.score <= 1);
        }
      }),
      { seed: 71, numRuns: 200 },
    );
  });
});

suite('long texts', () => {
  const NUMBERS = ['茶园', '石桥', '书店', '邮局', '旅馆', '医院', '博物馆', '火车站', '学校'] as const;
  const PLACES = [
    'tea garden',
    'stone bridge',
    'bookstore',
    'post office',
    'hotel',
    'hospital',
    'museum',
    'railway station',
    'school',
  ] as const;

  /** Pairs that repeat what happens, each with its own place and numbers. */
  function bitext(size: number): { zh: string[]; en: string[] } {
    const zh: string[] = [];
    const en: string[] = [];
    for (let at = 0; at < size; at++) {
      const { zh: chinese, en: english } = PAIRS[(at * 5) % PAIRS.length];
      const place = (at * 7) % NUMBERS.length;
      zh.push(`编号${1000 + 13 * at}的${NUMBERS[place]}里，${chinese}`);
      en.push(`In the ${PLACES[place]} with the number ${1000 + 13 * at}: ${english}`);
    }
    return { zh, en };
  }

  /** Share of the pairs that are found. */
  function share(size: number): number {
    const { zh, en } = bitext(size);
    const right = align(zh, en).filter((bead) => bead.zh.length === 1 && `${bead.zh}` === `${bead.en}`);
    return right.length / size;
  }

  test('a text that is cut into chunks is aligned as well', () => {
    assert.ok(share(400) >= 0.95);
  }).timeout(30_000);

  test('time grows with the text, not with its square', () => {
    const time = (size: number) => costOf(() => assert.ok(share(size) >= 0.95));
    const [once, twice] = [time(500), time(1000)];
    assert.ok(twice < 3.2 * once + 300, `${once} ms, ${twice} ms`);
  }).timeout(60_000);
});
