/** Who speaks: the rows of the Speakers view, turn after turn of one speaker, names in the hover. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Article, type Person, sourceText } from '../../src/core';
import { hoverAt } from '../../src/editor/features/hover';
import { SpeakerTree } from '../../src/editor/features/speakers';
import { commandIds, viewIds } from '../../src/editor/names';
import type { RowNode } from '../../src/editor/rowTree';
import { createWords } from '../../src/editor/services';
import { madeArticle, madeGroup } from '../core/made';
import { closeEditors, openUntitled, until } from './harness/editor';
import { aWhile, putCursor, untilArticle } from './harness/steps';
import { interview, library } from './texts';

/** An article of lines, each a turn of the person with this name, in pairs of Chinese and English. */
function articleOf(lines: readonly (readonly [name: string, zh: string, en: string])[]): Article {
  const texts = lines.flatMap(([, zh, en]) => [zh, en]);
  const starts = texts.map((_, at) => texts.slice(0, at).join('\n').length + (at ? 1 : 0));
  const names = [...new Set(lines.map(([name]) => name))];
  const span = (at: number) => ({ source: 0, start: starts[at], end: starts[at] + texts[at].length }) as const;
  return madeArticle({
    sources: [sourceText(texts.join('\n'))],
    segments: texts.map((_, at) => ({
      id: String(at),
      span: span(at),
      language: at % 2 ? 'en' : 'zh',
      role: 'body',
      inline: false,
      textStart: starts[at],
      alignable: true,
      sentences: [],
    })),
    groups: lines.map((_, at) => madeGroup(at + 1, { zh: [2 * at], en: [2 * at + 1] })),
    turns: lines.map(([name], at) => ({
      speaker: { zh: name, en: null },
      person: names.indexOf(name),
      segments: [2 * at, 2 * at + 1],
      spans: [
        { side: 'zh', span: span(2 * at) },
        { side: 'en', span: span(2 * at + 1) },
      ],
    })),
    speakers: names.map(
      (name): Person => ({
        zh: name,
        en: null,
        kind: 'person',
        variants: { zh: [name], en: [] },
        turns: lines.flatMap(([each], at) => (each === name ? [at] : [])),
      }),
    ),
  });
}

suite('rows of the Speakers view', () => {
  let document: vscode.TextDocument;
  suiteSetup(async () => {
    document = await vscode.workspace.openTextDocument({ content: '' });
  });
  suiteTeardown(closeEditors);

  const lines: readonly (readonly [string, string, string])[] = [
    ['方远', '桥修好了。', 'The bridge is mended.'],
    ['乙', '什么时候通车？', 'When will it open?'],
    ['方远', '星期一通车。', 'On Monday.'],
  ];
  const treeOf = (shown = lines, filter = '') => {
    const tree = new SpeakerTree(createWords('en'));
    const fired: (readonly string[] | undefined)[] = [];
    tree.onDidChangeTreeData((nodes) => fired.push(nodes?.map((node) => rowText(tree, node))));
    const show = (next: typeof lines, text = filter) => {
      fired.length = 0;
      tree.show({ article: articleOf(next), document, filter: text });
    };
    show(shown);
    return { tree, fired, show };
  };
  const rowText = (tree: SpeakerTree, node: RowNode) => {
    const { label, description } = tree.getTreeItem(node);
    return `${label} (${description})`;
  };
  const all = (tree: SpeakerTree, node?: RowNode): string[] =>
    tree.getChildren(node).flatMap((child) => [rowText(tree, child), ...all(tree, child)]);

  test('speakers with the count of their turns; turns with their first words and line', () => {
    const { tree } = treeOf();
    const expected = ['方远 (2 turns)', '桥修好了。 (1)', '星期一通车。 (5)', '乙 (1 turn)', '什么时候通车？ (3)'];
    assert.deepEqual(all(tree), expected);
  });

  test('a screen reader hears all of a row; a tooltip shows both languages', () => {
    const { tree } = treeOf();
    const [speaker] = tree.getChildren();
    assert.equal(tree.getTreeItem(speaker).accessibilityInformation?.label, '方远: 2 turns');
    const turn = tree.getTreeItem(tree.getChildren(speaker)[1]);
    assert.equal(turn.accessibilityInformation?.label, 'Line 5: 星期一通车。 ⇄ On Monday.');
    const { value } = turn.tooltip as vscode.MarkdownString;
    assert.match(value, /方远[\s\S]*Line 5[\s\S]*星期一通车。[\s\S]*On Monday&#46;/);
  });

  test('only what changed is drawn anew, and rows stay the same objects', () => {
    const { tree, fired, show } = treeOf();
    const before = tree.getChildren().flatMap((node) => [node, ...tree.getChildren(node)]);
    show(lines);
    assert.deepEqual(fired, []);
    show([lines[0], ['乙', '究竟什么时候通车？', lines[1][2]], lines[2]]);
    assert.deepEqual(fired, [['究竟什么时候通车？ (3)']]);
    show([lines[0], lines[1], lines[2], ['乙', '谢谢。', 'Thank you.']]);
    assert.deepEqual(fired, [['乙 (2 turns)']]);
    show([lines[0]]);
    assert.deepEqual(fired, [undefined]);
    show(lines);
    const after = tree.getChildren().flatMap((node) => [node, ...tree.getChildren(node)]);
    assert.deepEqual(
      after.map(({ id }) => id),
      before.map(({ id }) => id),
    );
    assert.equal(after[0], before[0]);
  });

  test('each turn is found by its number; its parent is its speaker', () => {
    const { tree } = treeOf();
    const node = tree.nodeOf(2)!;
    assert.equal(rowText(tree, node), '星期一通车。 (5)');
    assert.equal(tree.getParent(node), tree.getChildren()[0]);
    assert.equal(tree.nodeOf(-1), undefined);
  });

  test('a filter leaves the speakers that it names, unfolded', () => {
    const { tree } = treeOf(lines, '乙');
    assert.deepEqual(all(tree), ['乙 (1 turn)', '什么时候通车？ (3)']);
    assert.equal(tree.getTreeItem(tree.getChildren()[0]).collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
    assert.equal(tree.nodeOf(0), undefined);
    assert.deepEqual(all(treeOf(lines, '丙').tree), []);
  });

  test('text of the article is only text', () => {
    const nasty = '[x](command:workbench.action.quit) $(bug) <b>b</b> \u202ey';
    const { tree } = treeOf([[nasty, nasty, nasty]]);
    for (const node of [tree.getChildren()[0], tree.getChildren(tree.getChildren()[0])[0]]) {
      const { label, tooltip, accessibilityInformation } = tree.getTreeItem(node);
      for (const text of [label, accessibilityInformation?.label]) assert.doesNotMatch(String(text), /\$\(|\u202e/);
      const { value, isTrusted, supportHtml, supportThemeIcons } = tooltip as vscode.MarkdownString;
      assert.doesNotMatch(value, /\]\(|<b>|\$\(/);
      assert.ok(!isTrusted && !supportHtml && !supportThemeIcons);
    }
  });

  test('the hover says who speaks, in words that stay words', () => {
    const article = articleOf([['方远 **b**', '桥修好了。', 'The bridge is mended.']]);
    const shown = (locale: string) => {
      const position = new vscode.Position(1, 2);
      const hover = hoverAt({ article, document, position, words: createWords(locale), matches: () => [] })!;
      return (hover.contents[0] as vscode.MarkdownString).value;
    };
    assert.match(shown('en'), /^Speaker: 方远 &#42;&#42;b&#42;&#42;\n\n\*\*Counterpart/);
    assert.match(shown('zh-cn'), /^说话人：方远/);
  });
});

suite('turns of one speaker', () => {
  let editor: vscode.TextEditor;
  setup(async () => {
    editor = await openUntitled(interview);
    await untilArticle(editor.document);
  });
  teardown(closeEditors);

  const lineOf = (text: string) => interview.split('\n').findIndex((line) => line.includes(text));
  const goes = async (id: string, text: string) => {
    await vscode.commands.executeCommand(id);
    await until(text, () => editor.selection.active.line === lineOf(text) && editor.selection.active.character === 0);
  };

  test('from one to the next and back, round the end, in the language that one reads', async () => {
    putCursor(editor, lineOf('整整二十年'), 6);
    await goes(commandIds.nextTurn, '比去年早');
    await goes(commandIds.nextTurn, '我最喜欢荷花');
    await goes(commandIds.nextTurn, '明年秋天');
    await goes(commandIds.nextTurn, '整整二十年');
    await goes(commandIds.previousTurn, '明年秋天');
    putCursor(editor, lineOf('They opened a week'), 20);
    await goes(commandIds.previousTurn, 'They opened a week');
    await goes(commandIds.previousTurn, 'Exactly twenty years');
    await goes(commandIds.nextTurn, 'They opened a week');
  });

  test('where nobody speaks the cursor stays', async () => {
    putCursor(editor, 0, 3);
    await vscode.commands.executeCommand(commandIds.nextTurn);
    await aWhile(300);
    assert.deepEqual([editor.selection.active.line, editor.selection.active.character], [0, 3]);
  });

  test('the commands of the view do no harm where there is none', async () => {
    for (const content of [library, '']) {
      await openUntitled(content);
      for (const id of [commandIds.clearSpeakerFilter, commandIds.unfollowInSpeakers, commandIds.followInSpeakers]) {
        await vscode.commands.executeCommand(id);
      }
    }
    await vscode.commands.executeCommand(`${viewIds.speakers}.focus`);
    await vscode.commands.executeCommand('workbench.view.explorer');
  });
});
