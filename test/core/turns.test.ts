import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Link, Role, Segment, Sentence, Side } from '../../src/core/model';
import { splitSentences } from '../../src/core/segment/sentences';
import { sourceText } from '../../src/core/text';
import { matchesReading } from '../../src/core/turns/pairing';
import { findTurns } from '../../src/core/turns/turns';
import type { Spoken } from '../../src/core/turns/voices';
import { madeGroup } from './made';

/**
 * An article of one or two sources. A line is `1zh text`: its group (0: none), its side, `#` for a heading, the text;
 * within a group sentences are linked one to one when there are as many on both sides, else all to all.
 */
function article(...texts: readonly string[]): Spoken {
  const segments: Segment[] = [];
  const sentences: Sentence[] = [];
  const groups = new Map<number, { zh: number[]; en: number[] }>();
  const sources = texts.map((marked, index) => {
    const source = index as 0 | 1;
    let text = '';
    for (const line of marked.trim().split('\n')) {
      const [, number, side, heading, words] = /^\s*(\d+)(zh|en)(#?) (.*)$/.exec(line)!;
      const written = words.replaceAll('¶', '\n');
      const start = text.length;
      text += `${written}\n\n`;
      const span = { source, start, end: start + written.length };
      const own = splitSentences(written, side as Side).map(({ start: from, end }) => {
        sentences.push({
          span: { source, start: start + from, end: start + end },
          side: side as Side,
          segment: segments.length,
        });
        return sentences.length - 1;
      });
      const role: Role = heading ? 'heading' : 'body';
      if (+number) {
        const group = groups.get(+number) ?? { zh: [], en: [] };
        group[side as Side].push(segments.length);
        groups.set(+number, group);
      }
      segments.push({
        id: `${index}-${start}`,
        span,
        language: side as Side,
        role,
        inline: false,
        textStart: start,
        alignable: true,
        sentences: own,
      });
    }
    return sourceText(text);
  });
  const links: Link[] = [];
  for (const { zh, en } of groups.values()) {
    const [left, right] = [zh, en].map((side) => side.flatMap((at) => segments[at].sentences));
    if (!left.length || !right.length) continue;
    if (left.length !== right.length) links.push({ zh: left, en: right, score: 1 });
    else for (const [at, sentence] of left.entries()) links.push({ zh: [sentence], en: [right[at]], score: 1 });
  }
  return {
    sources,
    segments,
    sentences,
    links,
    groups: [...groups].map(([number, sides]) => madeGroup(number, sides)),
  };
}

const READINGS: Readonly<Record<string, string>> = {
  沈: 'shen',
  怀: 'huai',
  川: 'chuan',
  顾: 'gu',
  明: 'ming',
  澜: 'lan',
};
const syllables = (character: string) => (READINGS[character] ? [READINGS[character]] : []);
const reading = { syllables, simplify: (text: string) => text, isDictionaryWord: () => false };

/** `zh/en: 1-based numbers of the paragraphs` for each turn. */
function turnsOf(spoken: Spoken): readonly string[] {
  return findTurns(spoken, reading).turns.map(
    ({ speaker, segments }) => `${speaker.zh}/${speaker.en}: ${segments.map((at) => at + 1).join(' ')}`,
  );
}

suite('turns: transcripts', () => {
  test('labels on both sides, held over unlabelled paragraphs', () => {
    const interview = article(`
      0zh 来源：晚报
      1zh 记者：您为什么回到山里？
      1en Reporter: Why did you come back to the hills?
      2zh 林岚：我想家。
      2en Lin Lan: I was homesick.
      3zh 后来就不走了。
      3en Then I stayed.
      4zh 记者：您后悔吗？
      4en Reporter: Do you regret it?
      5zh 林岚：从来没有。
      5en Lin Lan: I never did.`);
    assert.deepEqual(turnsOf(interview), [
      '记者/Reporter: 2 3',
      '林岚/Lin Lan: 4 5 6 7',
      '记者/Reporter: 8 9',
      '林岚/Lin Lan: 10 11',
    ]);
  });

  test('labels on one side alone', () => {
    const podcast = article(`
      1zh **小安：** 你好，欢迎你来。
      1en hello and welcome to the show
      2zh **老魏：** 谢谢，我很高兴。
      2en thanks glad to be here
      3zh **小安：** 我们从头说起？
      3en shall we start at the beginning
      4zh **老魏：** 好的，你请。
      4en sure go ahead`);
    assert.deepEqual(turnsOf(podcast), ['小安/null: 1 2', '老魏/null: 3 4', '小安/null: 5 6', '老魏/null: 7 8']);
  });

  test('a role gives way to a name; capitals and titles are labels even when they come once', () => {
    const briefing = article(`
      1en MS. LANE: Good morning, everyone.
      1zh 莱恩女士：大家早上好。
      2en Q: Will you sign it?
      2zh 问：您会签吗？
      3en MS. LANE: We will.
      3zh 答：我们会签。
      4en Q: When will you do so?
      4zh 问：什么时候签呢？
      5en MS. LANE: You will see.
      5zh 答：你等着看吧。`);
    assert.deepEqual(turnsOf(briefing), [
      '莱恩女士/MS. LANE: 1 2',
      '问/Q: 3 4',
      '莱恩女士/MS. LANE: 5 6',
      '问/Q: 7 8',
      '莱恩女士/MS. LANE: 9 10',
    ]);
    const speeches = article(`
      1en PRESIDENT HALE: Thank you all.
      1zh 黑尔总统：谢谢大家。
      2en It is a fine day.
      2zh 今天天气很好。
      3en PRIME MINISTER ODA: I agree.
      3zh 小田首相：我同意。`);
    assert.deepEqual(turnsOf(speeches), ['黑尔总统/PRESIDENT HALE: 1 2 3 4', '小田首相/PRIME MINISTER ODA: 5 6']);
  });

  test('several speakers in one paragraph', () => {
    const film = article(`
      1zh 小安: 你看见了吗？¶老魏: 我看见了。
      1en - [An] Do you see it? - [Wei] I see it.
      2zh 小安: 它在动吗？
      2en - [An] Is it moving, you think?
      3zh 老魏: 没有吧。
      3en - [Wei] I think not.`);
    const turns = findTurns(film).turns;
    assert.deepEqual(
      turns.map(({ speaker, spans }) => [
        speaker.zh,
        speaker.en,
        ...spans.map(({ span }) => film.sources[0].text.slice(span.start, span.end)),
      ]),
      [
        ['小安', 'An', '小安: 你看见了吗？', '- [An] Do you see it?'],
        ['老魏', 'Wei', '老魏: 我看见了。', '- [Wei] I see it.'],
        ['小安', 'An', '小安: 它在动吗？', '- [An] Is it moving, you think?'],
        ['老魏', 'Wei', '老魏: 没有吧。', '- [Wei] I think not.'],
      ],
    );
  });

  test('what recurs before a colon but names no speaker', () => {
    const guide = article(`
      1zh 成本：每月约十元。
      1en Cost: about ten yuan a month.
      2zh 注意：先备份。
      2en Note: you should make a copy first.
      3zh 成本：每月约二十元。
      3en Cost: about twenty yuan a month.
      4zh 注意：你要先断电。
      4en Note: you should switch it off first.`);
    assert.deepEqual(turnsOf(guide), []);
  });

  test('a heading ends a turn', () => {
    const talk = article(`
      1zh 小安：你好。
      2zh 老魏：你好吗？
      0zh# 第二部分
      3zh 作者的话在这里。
      4zh 小安：我们继续吧。
      5zh 老魏：好的。`);
    assert.deepEqual(turnsOf(talk), ['小安/null: 1', '老魏/null: 2', '小安/null: 5', '老魏/null: 6']);
  });
});

suite('turns: reported speech', () => {
  const news = `
    1zh 云汀市市长沈怀川在会上表示，六市要同饮一江水。上游要放水。
    2en Yunting Mayor Shen Huaichuan on Friday urged the cities to share the river.
    1en The cities should share one river, he said.
    1en The upper ones should release water, Shen added.
    2zh 沈怀川强调，各方要继续合作。
    3zh 顾明澜说，监测数据将公开。
    3en For her part, Gu Minglan said the readings will be open.
    4zh 双方还就航运交换了意见。顾明澜指出，明年将再次开会。
    4en The two sides also discussed shipping.
    4en They will meet again next year, she noted.
    0zh 六市代表参加会议。`;

  test('cues, titles, pronouns, a displaced lead, narration', () => {
    assert.deepEqual(turnsOf(article(news)), [
      '沈怀川/Shen Huaichuan: 1 2 3 4 5',
      '顾明澜/Gu Minglan: 6 7',
      '顾明澜/Gu Minglan: 8 10',
    ]);
  });

  test('spans leave narration out', () => {
    const spoken = article(news);
    const { spans } = findTurns(spoken, reading).turns[2];
    const { text } = spoken.sources[0];
    assert.deepEqual(
      spans.map(({ span }) => text.slice(span.start, span.end)),
      ['顾明澜指出，明年将再次开会。', 'They will meet again next year, she noted.'],
    );
  });

  test('a lead that stands among what others say comes last in its turn', () => {
    const spoken = article(`
      1zh 市长沈怀川表示，要修路。
      2en Gu Minglan said the bridges come first.
      1en Mayor Shen Huaichuan said roads will be built.
      2zh 顾明澜表示，要先修桥。
      0en Day broke.`);
    assert.deepEqual(turnsOf(spoken), ['沈怀川/Shen Huaichuan: 1 3', '顾明澜/Gu Minglan: 2 4']);
    const { text } = spoken.sources[0];
    const [, { spans }] = findTurns(spoken, reading).turns;
    assert.deepEqual(
      spans.map(({ span }) => text.slice(span.start, span.end)),
      ['顾明澜表示，要先修桥。', 'Gu Minglan said the bridges come first.'],
    );
  });

  test('without readings, names that keep company are paired', () => {
    const { turns } = findTurns(
      article(`
        1zh 彼得罗夫表示，合作会继续。
        1en President Petrov said the work will go on.
        2zh 彼得罗夫说，会议很成功。
        2en "The meeting was a success," said Ivan Petrov.`),
    );
    assert.deepEqual(
      turns.map(({ speaker }) => speaker),
      [{ zh: '彼得罗夫', en: 'Ivan Petrov' }],
    );
  });

  test('quotations: before and after their cue, and no further', () => {
    const story = article(`
      1zh “天要下雨了。快收衣服。”林岚老师说。院子里没有人。
      1en "It is going to rain. Take in the washing," Teacher Lin Lan said. The yard was empty.`);
    const { text } = story.sources[0];
    const [turn] = findTurns(story).turns;
    assert.ok(turn.spans.every(({ span }) => !/院子|yard/.test(text.slice(span.start, span.end))));
    assert.equal(turn.speaker.zh, '林岚');
  });

  test('institutions, impersonal phrases and quoted speakers are no speakers', () => {
    assert.deepEqual(
      turnsOf(
        article(`
          1zh 报告指出，产量增加。专家认为，这很难得。有人说，还不够。据说，明年更好。
          1en The report said output rose. Experts said that is rare. Some say it is not enough. China said more will follow.
          2zh 数据显示，外交部表示欢迎。
          2en The Foreign Ministry welcomed it.`),
      ),
      [],
    );
  });

  test('two files: a turn has both languages', () => {
    const pair = article(
      `
      1zh 市长沈怀川表示，要修路。
      2zh 主任顾明澜表示，要修桥。`,
      `
      1en Mayor Shen Huaichuan said roads will be built.
      2en Director Gu Minglan said bridges will be built.`,
    );
    assert.deepEqual(turnsOf(pair), ['沈怀川/Shen Huaichuan: 1 3', '顾明澜/Gu Minglan: 2 4']);
  });
});

suite('turns: always', () => {
  test('readings', () => {
    assert.ok(matchesReading('沈怀川', 'Shen Huaichuan', syllables));
    assert.ok(matchesReading('沈怀川', 'Huaichuan Shen', syllables));
    assert.ok(matchesReading('沈怀川', 'Shen', syllables));
    assert.ok(!matchesReading('沈怀川', 'Gu Minglan', syllables));
    assert.ok(!matchesReading('彼得', 'Peter', syllables));
  });

  test('each sentence is in at most one turn, and spans cover sentences of their side', function () {
    this.timeout(20_000);
    const words = fc.constantFrom(
      '记者：你好吗？',
      '林岚：我很好。',
      'Q: Are you well?',
      'A: I am.',
      '市长沈怀川表示，要修路。',
      'Mayor Shen Huaichuan said, "Yes."',
      '他说：“好。”',
      'he said.',
      '双方签署协议。',
      'It rained.',
      '“',
      '- [An] Yes. - No?',
    );
    const line = fc.tuple(
      fc.nat(6),
      fc.constantFrom('zh', 'en', 'zh#'),
      fc.array(words, { minLength: 1, maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 14 }), (lines) => {
        const spoken = article(lines.map(([group, side, all]) => `${group}${side} ${all.join(' ')}`).join('\n'));
        const taken = new Set<number>();
        const { turns, speakers } = findTurns(spoken, reading);
        for (const [at, { speaker, person, segments, spans }] of turns.entries()) {
          assert.equal(person !== undefined, !!(speaker.zh ?? speaker.en));
          if (person !== undefined) assert.ok(speakers[person].turns.includes(at));
          assert.deepEqual(
            [...segments],
            [...new Set(segments)].sort((a, b) => a - b),
          );
          assert.ok(spans.length >= segments.length);
          for (const { side, span } of spans) {
            const inside = spoken.sentences.flatMap((sentence, at) =>
              sentence.span.start >= span.start && sentence.span.end <= span.end ? at : [],
            );
            assert.ok(inside.length);
            for (const at of inside) {
              assert.equal(spoken.sentences[at].side, side);
              assert.ok(!taken.has(at));
              taken.add(at);
            }
          }
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  test('traditional characters are read like simplified ones, and names are given as they stand', () => {
    const text = (zh: readonly string[]) => [
      `1zh ${zh[0]}`,
      '1en Zhang Qing, the director, said at the meeting that the bridge would open in June. She added that it was safe.',
      `2zh ${zh[1]}`,
      '2en Tickets will be free of charge, Luo Wei explained.',
    ];
    const simplified = [
      '主任张庆在会上表示，大桥将于六月开通。她还介绍说，桥很安全。',
      '发言人罗威解释说，门票将免费。',
    ];
    const traditional = [
      '主任張慶在會上表示，大橋將於六月開通。她還介紹說，橋很安全。',
      '發言人羅威解釋說，門票將免費。',
    ];
    const characters = traditional.join('');
    const simplify = (line: string) =>
      line.replace(/\p{Script=Han}/gu, (found) => {
        const at = characters.indexOf(found);
        return at < 0 ? found : simplified.join('')[at];
      });
    const of = (zh: readonly string[]) => findTurns(article(text(zh).join('\n')), { ...reading, simplify }).turns;
    const [expected, found] = [of(simplified), of(traditional)];
    assert.deepEqual(
      found.map(({ speaker }) => speaker.zh),
      ['張慶', '羅威'],
    );
    assert.deepEqual(
      expected.map(({ speaker }) => speaker.zh),
      ['张庆', '罗威'],
    );
    assert.deepEqual(
      found.map(({ spans, segments }) => ({ spans, segments })),
      expected.map(({ spans, segments }) => ({ spans, segments })),
    );
  });

  test('nothing said, nothing found', () => {
    assert.deepEqual(findTurns({ sources: [], segments: [], sentences: [], groups: [], links: [] }), {
      turns: [],
      speakers: [],
      naming: [],
    });
    assert.deepEqual(turnsOf(article('1zh 天亮了。\n1en Day broke.')), []);
  });
});
