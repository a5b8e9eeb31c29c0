import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Article } from '../../src/core/model';
import { lineAt } from '../../src/core/text';
import { articleOf, dedent } from './fixture';
import { readMarks, SPOKEN } from './spoken';

/** `zh/en` of who says each sentence, `-` for nobody, `?` for somebody, in document order. */
function voices(article: Article): string[] {
  return article.sentences.map(({ span }) => {
    const turn = article.turns.find(({ spans }) =>
      spans.some(({ span: part }) => part.source === span.source && part.start <= span.start && span.end <= part.end),
    );
    if (!turn) return '-';
    return turn.person === undefined ? '?' : `${turn.speaker.zh}/${turn.speaker.en}`;
  });
}

const people = ({ speakers }: Article) => speakers.map(({ zh, en, kind }) => `${kind} ${zh}/${en}`);
const review = (text: string) => articleOf(dedent(text), { scope: 'include' });
const mismatches = (article: Article) => article.findings.filter(({ code }) => code === 'speaker-mismatch');

suite('speakers: annotated news', () => {
  for (const { name, speakers, marked } of SPOKEN) {
    test(name, () => {
      const { text, stretches } = readMarks(marked);
      const article = articleOf(text, { scope: 'include' });
      article.sentences.forEach(({ span }, at) => {
        const { speaker } = stretches.find(({ end }) => span.start < end)!;
        const said = voices(article)[at];
        const names = speaker ? speakers[speaker] : undefined;
        const message = `line ${lineAt(article.sources[0], span.start) + 1}: ${said}`;
        assert.ok(names ? said.includes(names[1]) && said.includes(names[0]) : said === '-', message);
      });
      assert.deepEqual(mismatches(article), []);
    });
  }
});

suite('speakers: names', () => {
  test('one person, one name, and every form of it', () => {
    const { text } = readMarks(SPOKEN[0].marked);
    const [wen] = articleOf(text, { scope: 'include' }).speakers;
    assert.deepEqual([wen.zh, wen.en, wen.kind], ['温柏年', 'Wen Bainian', 'person']);
    assert.deepEqual(wen.variants.zh, ['温柏年', '国家主席温柏年']);
    assert.ok(['President Wen Bainian', 'Wen'].every((form) => wen.variants.en.includes(form)));
  });

  test('names are given as they stand, in traditional characters too', () => {
    const { text } = readMarks(SPOKEN[2].marked);
    const { speakers } = articleOf(text, { scope: 'include' });
    assert.ok(speakers.some(({ zh }) => zh === '韋斯利·奧登'));
    for (const { variants } of speakers) for (const form of variants.zh) assert.ok(text.includes(form), form);
  });

  test('roles stand apart from people; a refusal to answer is no speech', () => {
    const article = review(`
      外交部星期三举行例行记者会，几十家媒体参加。
      The Foreign Ministry held its regular press conference on Wednesday, and dozens of media took part.

      有记者问：北部铁路进展如何？
      A reporter asked: How is the northern railway getting on?

      外交部发言人钮静姝表示，铁路进展顺利。
      "The railway is making good progress," Foreign Ministry spokesperson Niu Jingshu said.

      另有记者追问，会谈何时举行。发言人没有回答。
      Another reporter asked when the talks would be held. The spokesperson gave no answer.`);
    assert.deepEqual(people(article), ['role 记者/reporter', 'person 钮静姝/Niu Jingshu']);
    assert.deepEqual(voices(article).slice(-2), ['记者/reporter', '-']);
  });

  test('somebody whom the text never names', () => {
    const article = review(`
      市场里的人越来越少了。
      Fewer and fewer people come to the market.

      “今天一条鱼也没卖出去，”她说。
      "I have not sold a single fish today," she said.

      傍晚下起了雨。
      In the evening it began to rain.`);
    assert.deepEqual(people(article), []);
    assert.deepEqual(
      article.turns.map(({ speaker, person }) => [speaker, person]),
      [[{ zh: null, en: null }, undefined]],
    );
  });
});

suite('speakers: layouts of transcripts', () => {
  test('one name before every line', () => {
    const article = review(`
      贝琳达：我小时候住在海边，每天早上听着船笛醒来。
      Belinda: When I was little I lived by the sea and woke up to the ships' horns.

      贝琳达：后来我们搬到了山里，再也听不到船笛了。
      Belinda: Later we moved to the hills, and I never heard the horns again.

      贝琳达：我现在还常常想念那个声音，你也会的。
      Belinda: I still miss that sound, and so would you.

      贝琳达：所以我写了这首曲子。
      Belinda: So I wrote this piece of music.`);
    assert.deepEqual(people(article), ['person 贝琳达/Belinda']);
    assert.ok(voices(article).every((voice) => voice === '贝琳达/Belinda'));
  });

  test('names alone on their lines; an answer of one word is none', () => {
    const article = review(`
      记者

      Reporter

      您是什么时候开始养蜂的？

      When did you start keeping bees?

      蒲松年

      Pu Songnian

      我四十岁那年，朋友送了我一箱蜂。

      The year I was forty, a friend gave me a hive.

      记者

      Reporter

      您被蜇过吗？

      Have you been stung?

      蒲松年

      Pu Songnian

      Yes.

      是的。`);
    assert.deepEqual(people(article), ['role 记者/Reporter', 'person 蒲松年/Pu Songnian']);
    assert.equal(article.turns.length, 4);
  });

  test('stage directions do not end a turn, a note of the editors is nobody’s', () => {
    const article = review(`
      **沃恩：** 谢谢大家。今天我想谈谈桥。
      **Vaughan:** Thank you all. Today I want to talk about bridges.

      [笑声]

      [Laughter]

      桥让人相遇，这是我喜欢它们的原因。
      Bridges make people meet, and that is why I like them.

      **阿黛：** 您最喜欢哪一座？
      **Adé:** Which one do you like best?

      编者按：以下内容未经本人审阅。
      Editor's note: What follows was not reviewed by the speaker.

      **沃恩：** 我最喜欢还没有造好的那一座。
      **Vaughan:** I like best the one that has not been built yet.`);
    assert.deepEqual(
      article.turns.map(({ speaker }) => speaker.en),
      ['Vaughan', 'Adé', 'Vaughan'],
    );
    const note = article.sentences.findIndex(({ span }) => article.sources[0].text.startsWith('编者按', span.start));
    assert.equal(voices(article)[note], '-');
  });

  test('made-up names, with any mark: each line has its speaker', function () {
    this.timeout(20_000);
    const questions = [
      ['您为什么回到山里？', 'Why did you come back to the hills?'],
      ['您的孩子也在这里吗？', 'Are your children here too?'],
      ['今年的收成好吗？', 'Is the harvest good this year?'],
    ];
    const answers = [
      ['我想念这里的河和树。', 'I missed the river and the trees here.'],
      ['没有，我的两个孩子在城里上学。', 'No, my two children go to school in the city.'],
      ['比去年好，我们多收了三千斤苹果。', 'Better than last year: we picked 1,500 kilograms more apples.'],
    ];
    const zhName = fc.stringMatching(/^[卓沐阮芮嵇郜骆][朵澄野晞棠翎]{1,2}$/);
    const enName = fc.stringMatching(/^[BDKLMRTV][aeiou][rlnv][aeio][nsx]$/);
    const marks = fc.constantFrom(
      (name: string, colon: string) => `${name}${colon}`,
      (name: string, colon: string) => `**${name}${colon}** `,
      (name: string) => `[${name}] `,
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(zhName, { minLength: 2, maxLength: 2 }),
        fc.uniqueArray(enName, { minLength: 2, maxLength: 2 }),
        marks,
        (zh, en, mark) => {
          const lines = questions.flatMap((question, at) =>
            [question, answers[at]].map(
              ([chinese, english], who) => `${mark(zh[who], '：')}${chinese}\n${mark(en[who], ': ')}${english}\n`,
            ),
          );
          const article = articleOf(lines.join('\n'), { scope: 'include' });
          assert.equal(article.turns.length, 6);
          assert.deepEqual(
            article.speakers.map((person) => [person.zh, person.en]),
            [0, 1].map((who) => [zh[who], en[who]]),
          );
        },
      ),
      { seed: 4, numRuns: 25 },
    );
  });

  test('colons that label no speaker', () => {
    const article = review(`
      关于中东：各国代表谈到了停火的条件。
      On the Middle East: the delegates discussed the terms of a ceasefire.

      关于非洲：会议同意增加粮食援助。
      On Africa: the meeting agreed to send more food aid.

      中文大意：援助将分三批运到。
      Main idea in Chinese: the aid will arrive in three shipments.

      注意：日期可能更改。
      Note: the dates may change.`);
    assert.deepEqual(article.turns, []);
  });
});

suite('speakers: transcripts', () => {
  test('somebody whom a label names once speaks, too', () => {
    const article = review(`
      记者：您为什么留在岛上？
      Reporter: Why did you stay on the island?
      方远山：我在这里出生，灯塔总得有人守。
      Fang Yuanshan: I was born here, and somebody has to keep the light.
      记者：您的女儿也在这里吗？
      Reporter: Is your daughter here as well?
      方小满：我在，我每年夏天都回来。
      Fang Xiaoman: I am. I come back every summer.
      记者：谢谢你们。
      Reporter: Thank you both.
      方远山：路上小心，风大。
      Fang Yuanshan: Take care on the way; the wind is strong, you know.
    `);
    assert.deepEqual(
      article.turns.map(({ speaker }) => speaker.zh),
      ['记者', '方远山', '记者', '方小满', '记者', '方远山'],
    );
  });
});

suite('check speaker-mismatch', () => {
  /** Talks of two people; what stands for the second name in the third English paragraph is the test's. */
  const talks = (speaker: string) => `
    温柏年指出，洛萨里亚是第一个同中国签署铁路协定的山地国家。
    Wen Bainian noted that Losaria was the first mountain country to sign a railway agreement with China.

    洛萨里亚总统克拉维茨表示，洛方愿为中国企业提供更多便利。
    President Berto Kravitz of Losaria said his country is willing to make things easier for Chinese companies.

    克拉维茨说，两国贸易额已经超过三百亿元。
    ${speaker} said that bilateral trade has passed 30 billion yuan.

    温柏年强调，双方要加强海洋环保合作。
    Wen stressed that the two sides should work together to protect the sea.

    克拉维茨还感谢中国人民的热情款待。
    Kravitz also thanked the Chinese people for their warm hospitality.`;

  test('another person than the other side names', () => {
    const article = review(talks('Wen'));
    const [finding, ...more] = mismatches(article);
    assert.deepEqual(more, []);
    assert.equal(finding.severity, 'information');
    assert.deepEqual(finding.message, { key: 'speaker-mismatch.en', args: { own: 'Wen Bainian', other: '克拉维茨' } });
    const { text } = article.sources[0];
    assert.equal(text.slice(finding.span.start, finding.span.end), 'Wen');
    assert.match(text.slice(finding.related[0].span.start), /^克拉维茨说/);
    assert.equal(mismatches(review(talks('Jonas Vettel'))).length, 1);
  });

  for (const speaker of ['Kravitz', 'President Kravitz', 'He', 'The president', 'A spokesman', 'The Ministry']) {
    test(`none for ${speaker}`, () => assert.deepEqual(mismatches(review(talks(speaker))), []));
  }
});
