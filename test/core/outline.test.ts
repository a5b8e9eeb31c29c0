import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Article, Group, Person, Role, Segment, Turn } from '../../src/core/model';
import { type OutlineNode, outlineOf } from '../../src/core/outline';
import { sourceText } from '../../src/core/text';
import { madeArticle, madeGroup } from './made';

/** One line of a made-up article: its text, its role, the group it is in (0: none), whether somebody speaks. */
interface Line {
  readonly text: string;
  readonly role: Role;
  readonly group: number;
  /** Half of the line is a turn. */
  readonly speaks?: boolean;
  /** The whole line is in the turn of this number (0: none), which begins at its first run of two lines or more. */
  readonly turn?: number;
}

function articleOf(lines: readonly Line[]): Article {
  const text = lines.map((line) => line.text).join('\n');
  let start = 0;
  const segments = lines.map(({ text: line, role }, at): Segment => {
    const span = { source: 0, start, end: start + line.length } as const;
    start = span.end + 1;
    return {
      id: `s${at}`,
      span,
      language: /\p{Script=Han}/u.test(line) ? 'zh' : 'en',
      role,
      inline: false,
      textStart: span.start + (/^#+ /.exec(line)?.[0].length ?? 0),
      alignable: true,
      sentences: [],
    };
  });
  const groups: Group[] = [];
  for (const id of new Set(lines.map(({ group }) => group).filter((group) => group > 0))) {
    const members = segments.flatMap((_, at) => (lines[at].group === id ? [at] : []));
    const side = (language: string) => members.filter((at) => segments[at].language === language);
    if (!side('zh').length || !side('en').length) continue;
    groups.push(madeGroup(groups.length + 1, { id: `g${id}`, zh: side('zh'), en: side('en') }));
  }
  const turns: Turn[] = [];
  const speakers: Person[] = [];
  lines.forEach(({ speaks }, at) => {
    if (!speaks) return;
    const { span } = segments[at];
    const half = { ...span, start: span.start + Math.floor((span.end - span.start) / 2) };
    turns.push({
      speaker: { zh: '王琳', en: 'Wang Lin' },
      person: undefined,
      segments: [at],
      spans: [{ side: segments[at].language === 'zh' ? 'zh' : 'en', span: half }],
    });
  });
  for (const number of new Set(lines.map(({ turn = 0 }) => turn).filter((turn) => turn > 0))) {
    const members = segments.flatMap((_, at) => (lines[at].turn === number ? [at] : []));
    const home = members.find((at) => members.includes(at + 1)) ?? members[0];
    let last = home;
    while (members.includes(last + 1)) last++;
    speakers.push({
      zh: `甲${number}`,
      en: null,
      kind: 'role',
      variants: { zh: [`甲${number}`], en: [] },
      turns: [turns.length],
    });
    const isHome = (at: number) => at >= home && at <= last;
    const ordered = [...members.filter(isHome), ...members.filter((at) => !isHome(at))];
    turns.push({
      speaker: { zh: `甲${number}`, en: null },
      person: speakers.length - 1,
      segments: members,
      spans: ordered.map((at) => ({ side: segments[at].language === 'zh' ? 'zh' : 'en', span: segments[at].span })),
    });
  }
  return madeArticle({ sources: [sourceText(text)], segments, groups, turns, speakers });
}

/** The outline as text: two spaces a level. */
function drawn(nodes: readonly OutlineNode[], indent = ''): string[] {
  return nodes.flatMap(({ content, children }) => {
    const label =
      content.kind === 'turn'
        ? `${content.speaker.zh}/${content.speaker.en} ${content.zh ?? '-'}|${content.en ?? '-'}`
        : `${content.kind} ${content.zh ?? '-'}|${content.en ?? '-'}`;
    return [indent + label, ...drawn(children, `${indent}  `)];
  });
}

suite('outline', () => {
  test('headings hold pairs; a heading and its translation are one entry', () => {
    const article = articleOf([
      { text: '# 公园', role: 'heading', group: 1 },
      { text: '# The Park', role: 'heading', group: 1 },
      { text: '樱花开了。', role: 'body', group: 2 },
      { text: 'The cherry trees are in flower.', role: 'body', group: 2 },
      { text: '## 交通', role: 'heading', group: 3 },
      { text: '## Getting there', role: 'heading', group: 3 },
      { text: '请乘二号线到公园站下车，从南门进入公园。', role: 'body', group: 4 },
      { text: 'Take Line 2 to Park station.', role: 'body', group: 4 },
      { text: 'Nobody translated this.', role: 'body', group: 0 },
    ]);
    assert.deepEqual(drawn(outlineOf(article, 0)), [
      'section 公园|The Park',
      '  pair 樱花开了。|The cherry trees are in…',
      '  section 交通|Getting there',
      '    pair 请乘二号线到公园站下车，从南…|Take Line 2 to Park station.',
    ]);
  });

  test('with speakers, turns hold their pairs and narration has no entry', () => {
    const article = articleOf([
      { text: '王琳：今年的花开得早。', role: 'body', group: 1, speaks: true },
      { text: 'Wang Lin: They are early this year.', role: 'body', group: 1 },
      { text: '她指着树。', role: 'body', group: 2 },
      { text: 'She pointed at a tree.', role: 'body', group: 2 },
      { text: '园丁说，要种九棵树。', role: 'body', group: 3, turn: 1 },
      { text: 'Nine trees will be planted, the keeper said.', role: 'body', group: 3, turn: 1 },
      { text: '还要修一条路。', role: 'body', group: 4, turn: 1 },
      { text: 'A path will be made, too.', role: 'body', group: 4, turn: 1 },
    ]);
    assert.deepEqual(drawn(outlineOf(article, 0)), [
      // Its only pair would say the same.
      '王琳/Wang Lin 的花开得早。|-',
      '甲1/null 园丁说，要种九棵树。|Nine trees will be planted,…',
      '  pair 园丁说，要种九棵树。|Nine trees will be planted,…',
      '  pair 还要修一条路。|A path will be made, too.',
    ]);
  });

  test('a turn is shown by its words, not by the label that names its speaker', () => {
    const opening = (zh: string, en: string) => {
      const article = articleOf([
        { text: zh, role: 'body', group: 1, turn: 1 },
        { text: en, role: 'body', group: 1, turn: 1 },
      ]);
      return drawn(outlineOf(article, 0))[0].replace('甲1/null ', '');
    };
    assert.equal(opening('甲1：你好。', 'Hello.'), '你好。|Hello.');
    assert.equal(opening('**甲1**：你好。', 'A: Hello.'), '你好。|A: Hello.');
    assert.equal(opening('[甲1] 你好。', 'Hello.'), '你好。|Hello.');
    assert.equal(opening('【甲1】你好。', 'Hello.'), '你好。|Hello.');
    assert.equal(opening('甲1（笑）：你好。', 'Hello.'), '你好。|Hello.');
    assert.equal(opening('注意：你好。', 'Hello.'), '注意：你好。|Hello.');
    assert.equal(opening('甲1', 'Hello.'), '甲1|Hello.');
  });

  test('a lead above belongs to the turn and the pair below, which begin where they have room of their own', () => {
    const article = articleOf([
      { text: 'Nine trees will be planted, the keeper said.', role: 'body', group: 2, turn: 2 },
      { text: '市长说，桥修好了。', role: 'body', group: 1, turn: 1 },
      { text: 'The bridge is mended, the mayor said.', role: 'body', group: 1, turn: 1 },
      { text: '园丁说，要种九棵树，还要修一条路。', role: 'body', group: 2, turn: 2 },
      { text: 'A path will be made, too.', role: 'body', group: 2, turn: 2 },
    ]);
    const nodes = outlineOf(article, 0);
    assert.deepEqual(drawn(nodes), [
      '甲1/null 市长说，桥修好了。|The bridge is mended, the…',
      '甲2/null 园丁说，要种九棵树，还要修一…|A path will be made, too.',
    ]);
    const { segments } = article;
    assert.deepEqual(
      nodes.map(({ range }) => range),
      [
        { start: segments[1].span.start, end: segments[2].span.end },
        { start: segments[3].span.start, end: segments[4].span.end },
      ],
    );
    assert.deepEqual(nodes[1].selection, { start: segments[3].span.start, end: segments[3].span.end });
  });

  test('a headline whose translation does not look like one has one entry', () => {
    const article = articleOf([
      { text: '末班船', role: 'heading', group: 1 },
      { text: 'The Last Ferry', role: 'body', group: 1 },
    ]);
    assert.deepEqual(drawn(outlineOf(article, 0)), ['section 末班船|The Last Ferry']);
  });

  test('markup is left out', () => {
    const article = articleOf([
      { text: '**王琳：**请看[地图](https://example.com/a_b)。', role: 'body', group: 1 },
      { text: '![x](y.png) See the `map` [here](https://example.com).', role: 'body', group: 1 },
    ]);
    assert.deepEqual(drawn(outlineOf(article, 0)), ['pair 王琳：请看地图。|x See the map here.']);
  });

  test('what is not recognised has no outline', () => {
    const { sources, ...rest } = articleOf([]);
    assert.deepEqual(outlineOf({ sources, ...rest }, 0), []);
  });

  test('ranges hold their selection and their children, which follow each other', () => {
    const line = fc.record({
      text: fc.constantFrom('# 标题', '## Heading', '中文段落。', 'An English paragraph.', '### 小节', '王琳：你好。'),
      role: fc.constantFrom<Role>('body', 'heading', 'body', 'label'),
      group: fc.nat(6),
      speaks: fc.boolean(),
      turn: fc.nat(4),
    });
    const check = (nodes: readonly OutlineNode[], start: number, end: number): void => {
      let last = start;
      for (const { range, selection, children } of nodes) {
        assert.ok(start <= range.start && range.end <= end && range.start <= range.end);
        assert.ok(range.start >= last);
        assert.ok(range.start <= selection.start && selection.end <= range.end && selection.start <= selection.end);
        last = range.end;
        check(children, range.start, range.end);
      }
    };
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), fc.boolean(), (all, whole) => {
        // A text is in one turn at most.
        const lines = all.map((each) => (whole ? { ...each, speaks: false } : { ...each, turn: 0 }));
        const article = articleOf(lines);
        check(outlineOf(article, 0), 0, article.sources[0].text.length);
      }),
      { seed: 11, numRuns: 1000 },
    );
  });
});
