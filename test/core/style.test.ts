/** House style: what is gathered, what is left alone, and what the fixes do. The words of each rule are on its page. */
import * as assert from 'node:assert/strict';
import type { StyleCheck, StyleText } from '../../src/core/checks/check';
import { checks } from '../../src/core/checks/index';
import { runChecks } from '../../src/core/checks/run';
import type { Article, Finding } from '../../src/core/model';
import { automaticEdits, fixesAt } from '../../src/core/query';
import { segmentArticle } from '../../src/core/segment/segments';
import { defaultSettings, type Settings } from '../../src/core/settings';
import { sourceText } from '../../src/core/text';
import { costOf } from './cost.ts';
import { applied, articleOf, lexicon, PAIRS, textOf } from './fixture';

const rules = checks.filter((check): check is StyleCheck => check.scope === 'style');
const codes = rules.map(({ code }) => code);

/** Only these rules, all on. */
const only = (...on: readonly string[]): Settings => ({
  ...defaultSettings,
  severity: Object.fromEntries(checks.map(({ code }) => [code, on.includes(code) ? 'hint' : 'off'])),
});

const analysed = (text: string, settings: Settings = only(...codes)): Article =>
  articleOf(text, { settings, scope: 'include' });

/** What is found in a text whose paragraphs nobody links: enough for style, and fast. */
function read(text: string, settings: Settings): readonly Finding[] {
  const sources = [sourceText(text)];
  const segmentation = segmentArticle(sources, 'prose');
  const { findings, failures } = runChecks(
    {
      ...segmentation,
      sources,
      source: undefined,
      groups: [],
      links: [],
      turns: [],
      speakers: [],
      naming: [],
      statistics: undefined,
      lexicon: lexicon(),
      settings,
      glossary: undefined,
    },
    rules,
  );
  assert.deepEqual(failures, []);
  return findings;
}

/** The places of a finding, as they stand in the text. */
function placesOf(article: Article, { span, related }: Finding): string[] {
  return [span, ...related.map((one) => one.span)].map((place) => textOf(article.sources, place));
}

/** What rules find in a text: `code ‹place›`. */
function found(text: string, settings?: Settings): string[] {
  const article = analysed(text, settings);
  assert.deepEqual(article.failures, []);
  return article.findings.flatMap((finding) => placesOf(article, finding).map((place) => `${finding.code} ‹${place}›`));
}

/** A repeatable source of numbers below 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Correct text of both languages with every trap that was thought of; no rule may find anything in it. */
const TRAPS: readonly string[] = [
  '会议于10:30开始，比分3:1，圆周率约为3.14，门票1,000元，版本v2.0.1，文件是read.me.txt。',
  'The meeting began at 10:30; the score was 3:1, pi is about 3.14, tickets cost 1,000 yuan and the file is read.me.txt.',
  '请用Node.js、C++和.NET编写，然后运行`git add -A; make(all)`，详见https://example.org/a,b(c)。',
  'Write it in Node.js, C++ and .NET, run `git add -A; make(all)`, and see https://example.org/a,b(c).',
  '请写信给li.mei@example.org，或者在7月3日下午3点来（带上雨伞）。',
  'Please write to li.mei@example.org, or come at 3 p.m. on July 3 (with an umbrella).',
  '谢谢大家，天天如此，常常下雨，人人高兴，爸爸妈妈都在；目的的不同，为了了解，的的确确，参与与否，受不了了。',
  'She had had enough; I knew that that was it. What it is is a bank. He gave her her book. So, so. No, no, no. Bye bye!',
  '“第一段没有结束的引文。',
  '“This quotation goes on.',
  '“第二段才结束。”他说。',
  '“It ends in the second paragraph,” he said.',
  '她说：“这是‘老规矩’，不能改。”大家都笑了（连厨师也笑了）。',
  'She said, “It’s ‘the old rule’ and can’t be changed.” Everybody laughed (even the cooks’ boy), as in the ’90s.',
  '条件有三：1）有船；2）有网；3）有风。区间是[0, 1)，表情是:)。',
  'There are three conditions: a) a boat, b) a net and c) wind. The interval is [0, 1), and the face is :-)',
  '他身高6英尺2英寸，写作6\'2"，又说：“明白了吗？！”',
  'He is 6\'2" tall, and the board is 12" wide. "Is that clear?!" he added. The ’til, the ‘90s and rock ‘n’ roll.',
  '《渡口的故事》由毕昇茶馆的钟先生写成，皇后住在后面，乾隆时代的面条和里程碑都很有名。',
  'Stories of the Ferry was written by Mr. Zhong of the Bi Sheng Teahouse; the empress lived behind it.',
  '延 伸 阅 读',
  'Further Reading',
  '　　新渡口记者 鞠 鹏 报道：船到了……人呢？——还没有来。',
  'Ju Peng reports from the new ferry: the boat is there . . . and the people? — Not yet.',
  '第一条　凡本镇居民，均可借书；（二）外来人员也可以。',
  'Article 1. All residents of the town may borrow books; (2) so may visitors.',
  '**重点：** 先到先得，*请*排队；[名单](https://example.org)在门口。',
  '**Note:** first come, first served; *please* queue; the [list](https://example.org) is at the door.',
  '注：①本表不含港澳台；②“—”表示无数据；③单位：万元/亩；P<0.05；±0.5℃；x≤3；(a+b)(c+d)。',
  'Notes: (1) without the islands; (2) "—" means no data; (3) unit: 10,000 yuan/mu; P < 0.05; (a+b)(c+d).',
  '他把把手换了，和和平鸽一起，在在场的人面前，为了了却心事。了了心愿，慢慢来吧。',
  'Is that that that you meant? Do do that. It was very, very good. The more the better.',
  '床前明月光 疑是地上霜 举头望明月 低头思故乡',
  'Moonlight before my bed, perhaps frost on the ground.',
  '总统先生 您好 请坐 我们开始吧 今天天气不错',
  'Mr. President, hello, please sit down, let us begin.',
  '——“谁？”——“我。”……“哦！！！”《〈渡口〉自序》也收进了课本。',
  '— "Who?" — "Me." ... "Oh!!!" The preface to The Ferry is in the textbook too.',
  '中文，English，中文；Word, 词, word。',
  'The words 中文; 词, word stand in the list.',
  '他把“锟斤拷”和“烫烫烫”写在黑板上，全家👨‍👩‍👧都笑了。',
  'He wrote the nonsense on the blackboard, and the whole family 👨‍👩‍👧 laughed at the café in Besançon.',
];

suite('house style', () => {
  test('nothing is found in correct text, with all rules on that are on by default', () => {
    const text = [...PAIRS.flatMap(({ zh, en }) => [zh, en]), ...TRAPS].join('\n');
    const usual = rules.filter(({ severity }) => severity !== 'off').map(({ code }) => code);
    assert.deepEqual(found(text, only(...usual)), []);
  });

  test('nothing is found in each of the traps alone, either', () => {
    const usual = rules.filter(({ severity }) => severity !== 'off').map(({ code }) => code);
    for (let at = 0; at < TRAPS.length; at += 2) {
      // The quotation of two paragraphs needs both.
      const text = TRAPS.slice(at, at + (TRAPS[at].startsWith('“') ? 4 : 2)).join('\n');
      if (TRAPS[at] !== '“第二段才结束。”他说。') assert.deepEqual(found(text, only(...usual)), [], text);
    }
  });

  test('one finding a file and rule, with every place, and fixes for each and for all', () => {
    const text =
      '钟楼的的钟停了。\nThe the clock of the tower stopped.\n她和和他在等。\nShe and he waited for the the mechanic.';
    const article = analysed(text, only('repeated-word'));
    assert.equal(article.findings.length, 1);
    const [finding] = article.findings;
    assert.deepEqual(placesOf(article, finding), ['的的', 'The the', '和和', 'the the']);
    assert.deepEqual(finding.message, {
      key: 'repeated-word.many',
      args: { count: 4, example: '钟楼的的钟停了。' },
    });
    const whole = finding.fixes.filter(({ at }) => !at);
    assert.deepEqual(
      whole.map(({ kind }) => kind),
      ['edit', 'off'],
    );
    assert.equal(finding.fixes.filter(({ kind, at }) => kind === 'edit' && at).length, 4);
    const [all] = whole;
    assert.ok(all.kind === 'edit');
    assert.equal(all.title.args.count, 4);
    assert.ok(!found(applied(text, all.edits), only('repeated-word')).length);
  });

  test('at a place its own fix comes first, then that of all; elsewhere nothing is offered', () => {
    const article = analysed('钟楼的的钟停了。\nThe clock of the the tower stopped.', only('repeated-word'));
    const [finding] = article.findings;
    const { span } = finding.related[0];
    assert.deepEqual(
      fixesAt(finding, { ...span, end: span.start }).map(({ kind, at }) => [kind, at?.start]),
      [
        ['edit', span.start],
        ['dismiss', span.start],
        ['edit', undefined],
        ['off', undefined],
      ],
    );
    assert.deepEqual(fixesAt(finding, { ...span, start: span.end + 3, end: span.end + 3 }), []);
  });

  test('a place that was dismissed is left out, and stays so when text above moves', () => {
    const lines = ['钟楼的的钟停了。', 'The clock of the the tower stopped.'];
    const print = (article: Article, at: number) => {
      const fix = article.findings[0].fixes.filter(({ kind }) => kind === 'dismiss')[at];
      assert.ok(fix.kind === 'dismiss' && fix.fingerprint);
      return fix.fingerprint;
    };
    const before = analysed(lines.join('\n'), only('repeated-word'));
    const settings = { ...only('repeated-word'), dismissed: [print(before, 0)] };
    const moved = [PAIRS[0].zh, PAIRS[0].en, ...lines].join('\n');
    assert.deepEqual(found(moved, settings), ['repeated-word ‹the the›']);
    const both = { ...settings, dismissed: [print(before, 0), print(before, 1)] };
    assert.deepEqual(found(moved, both), []);
    const wholly = { ...only('repeated-word'), dismissed: [before.findings[0].fingerprint] };
    assert.deepEqual(found(lines.join('\n'), wholly), []);
  });

  test('a hundred places are listed, and the last says how many more there are; the fix makes all', () => {
    const lines = Array.from({ length: 150 }, (_, day) => [
      `第${day}天，灯塔的\u200b灯亮了。`,
      `On day ${day} the lamp was lit.`,
    ]);
    const text = lines.flat().join('\n');
    const [finding] = read(text, only('invisible-character'));
    assert.equal(finding.message.args.count, 150);
    assert.equal(finding.related.length, 100);
    assert.deepEqual(finding.related[99].message, { key: 'style.more', args: { more: 49 } });
    const [all] = finding.fixes;
    assert.ok(all.kind === 'edit' && all.edits.length === 150);
  });

  test('what was found is kept by text: only what changed is read again', () => {
    let read = 0;
    const rule: StyleCheck = {
      scope: 'style',
      code: 'counts',
      severity: 'hint',
      automatic: false,
      find({ text }: StyleText) {
        read++;
        return [{ start: text.length - 1, end: text.length }];
      },
    };
    const run = (lines: readonly string[], earlier?: ReturnType<typeof runChecks>['checked']) => {
      const article = articleOf(lines.join('\n'));
      const input = { ...article, lexicon: lexicon(), settings: defaultSettings, glossary: undefined };
      read = 0;
      return runChecks(input, [rule], { earlier });
    };
    const lines = PAIRS.slice(0, 6).flatMap(({ zh, en }) => [zh, en]);
    const first = run(lines);
    assert.equal(read, 12);
    const edited = [lines[0], `${lines[1]} Yes.`, ...lines.slice(2)];
    const second = run(edited, first.checked);
    assert.equal(read, 1);
    assert.deepEqual(second.findings, run(edited).findings);
  });

  test('a rule that throws is reported once, and what it and others found stands', () => {
    const broken: StyleCheck = {
      scope: 'style',
      code: 'broken',
      severity: 'hint',
      automatic: false,
      find({ side }) {
        if (side === 'en') throw new Error('English');
        return [{ start: 0, end: 1 }];
      },
    };
    const article = articleOf(PAIRS.flatMap(({ zh, en }) => [zh, en]).join('\n'));
    const input = { ...article, lexicon: lexicon(), settings: defaultSettings, glossary: undefined };
    const { findings, failures } = runChecks(input, [
      broken,
      { ...broken, code: 'sound', find: () => [{ start: 0, end: 1 }] },
    ]);
    assert.deepEqual(
      failures.map(({ code }) => code),
      ['broken'],
    );
    assert.deepEqual(
      findings.map(({ code, related }) => [code, related.length]),
      [
        ['broken', 0],
        ['sound', 23],
      ],
    );
  });

  test('no rule for Chinese finds anything in English, and none for English in Chinese', () => {
    const english = `${PAIRS.map(({ en }) => en).join(' ')} ${TRAPS.filter((_, at) => at % 2).join(' ')}`;
    const chinese = `${PAIRS.map(({ zh }) => zh).join('')}${TRAPS.filter((line, at) => at % 2 === 0 && !line.includes('锟')).join('')}`;
    const onlyChinese = ['mixed-script', 'cjk-spacing', 'title-marks'];
    const random = seeded(5);
    const marks = [...',.!?:;()"“”‘’[]'];
    const make = (text: string) => {
      const from = Math.floor(random() * (text.length - 80));
      return [...text.slice(from, from + 80)]
        .map((character) => (random() < 0.1 ? marks[Math.floor(random() * marks.length)] : character))
        .join('')
        .replace(/\p{Script=Han}/gu, (character) => (text === english ? 'x' : character));
    };
    for (let round = 0; round < 300; round++) {
      const en = make(english).replace(/[^\u0020-\u007e]/g, 'x');
      for (const rule of rules) {
        const places = [...rule.find({ side: 'en', text: en, partial: false }, lexicon())].filter(
          (one) => 'start' in one,
        );
        const about = `${rule.code}: ${en}`;
        if (onlyChinese.includes(rule.code) || rule.code === 'punctuation-width') assert.deepEqual(places, [], about);
      }
      const zh = make(chinese).replace(/[^\p{Script=Han}，。；：！？]/gu, '');
      for (const rule of rules) {
        const places = [...rule.find({ side: 'zh', text: zh, partial: false }, lexicon())].filter(
          (one) => 'start' in one,
        );
        if (['repeated-word', 'mixed-script'].includes(rule.code)) continue;
        assert.deepEqual(places, [], `${rule.code}: ${zh}`);
      }
    }
  });

  test('fixes: once is enough, each rule leaves nothing to fix, and words stay as they are', () => {
    const random = seeded(11);
    const noise = [...',.!?:;()（），。：；！？“”"\'’ \u00a0\u200b\ufeff《》、［］⼈'];
    const letters = (text: string) => text.replace(/⼈/g, '人').replace(/[^\p{L}\p{N}]/gu, '');
    const dirty = () =>
      PAIRS.slice(0, 6)
        .flatMap(({ zh, en }) => [zh, en])
        .map((line) =>
          [...line]
            .map((character) => (random() < 0.06 ? character + noise[Math.floor(random() * noise.length)] : character))
            .join(''),
        )
        .join('\n');
    const settings: Settings = { ...only(...codes), threshold: { 'punctuation-width': 0 } };
    let made = 0;
    for (let round = 0; round < 12; round++) {
      const text = dirty();
      const automatic = automaticEdits({ findings: read(text, settings) });
      const once = applied(text, automatic);
      made += automatic.length;
      assert.equal(letters(once), letters(text), text);
      for (const rule of rules) {
        const own = { ...only(rule.code), threshold: settings.threshold };
        const [finding] = read(text, own);
        const [all] = finding?.fixes ?? [];
        if (all?.kind !== 'edit') continue;
        const fixed = applied(text, all.edits);
        const left = read(fixed, own).flatMap(({ fixes }) => fixes.filter(({ kind }) => kind === 'edit'));
        assert.deepEqual(left, [], `${rule.code}\n${text}\n${fixed}`);
      }
      const twice = applied(once, automaticEdits({ findings: read(once, settings) }));
      assert.equal(twice, once, text);
    }
    assert.ok(made > 100, String(made));
  }).timeout(20_000);

  test('markup stays as it is', () => {
    const text = '**钟楼的，** 时钟停了，[名单]（见下）、*城门*,广场，雨，雪，风。\nThe clock of the tower stopped.';
    const settings: Settings = { ...only(...codes), threshold: { 'punctuation-width': 0 } };
    const fixed = applied(text, automaticEdits(analysed(text, settings)));
    assert.ok(fixed.startsWith('**钟楼的，** 时钟'), fixed);
    assert.ok(fixed.includes('*城门*，广场'), fixed);
  });

  test('a label of a speaker in brackets is a pair, though its list item is markup', () => {
    const text =
      '- [Wang Lin] The flowers opened early.\n王琳：花开得早。\n- [Reporter] Which do you like best?\n记者：您最喜欢哪一种？';
    assert.deepEqual(read(text, only('bracket-pairs')), []);
  });

  test('a cell of a CSV table gets no comma and no quotation mark that was not there', () => {
    const rows = PAIRS.slice(0, 5).map(({ zh, en }) => `"${zh}","${en.replaceAll('"', '""')}"`);
    const text = ['zh,en', ...rows, '雨停了，Stop，and go now'].join('\n');
    const article = articleOf(text, { format: 'csv', settings: only('punctuation-width'), scope: 'include' });
    assert.deepEqual(automaticEdits(article), []);
  });

  test('long text without an end costs no more than its length', () => {
    for (const unit of ['“', '(', '中 ', 'the ', ',中', 'â€', '《', '的', '\u200b', '"a ', '（中']) {
      const text = unit.repeat(5_000);
      const cost = costOf(() => {
        for (const rule of rules)
          for (const side of ['zh', 'en'] as const) [...rule.find({ side, text, partial: false }, lexicon())];
      });
      assert.ok(cost < 1000, unit);
    }
  }).timeout(20_000);
});
