/** Quick fixes: what they change, what is dismissed and stays so, what is switched off, and what is done on saving. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, openFile, until } from './harness/editor';
import { decisionsOf } from './harness/reviews';
import { edit, untilReported } from './harness/steps';
import { library, UNTRANSLATED } from './texts';

suite('quick fixes', () => {
  const configuration = () => vscode.workspace.getConfiguration('parallelText');
  /** Each test has an article of its own: what is closed may be looked after for a while. */
  let count = 0;
  const file = () => `fixes-${count}.txt`;
  setup(() => {
    count++;
  });
  teardown(async () => {
    await configuration().update('severity', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.workspace
      .getConfiguration('editor')
      .update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace);
    await closeEditors();
  });

  const actionsAt = (
    document: vscode.TextDocument,
    line: number,
    character = 0,
    kind = vscode.CodeActionKind.QuickFix,
  ) =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(line, character, line, character),
      kind.value,
    );

  /** Runs what an action offers, as the light bulb does. */
  const run = async ({ edit: made, command: then }: vscode.CodeAction) => {
    if (made) assert.ok(await vscode.workspace.applyEdit(made));
    if (then) await vscode.commands.executeCommand(then.command, ...(then.arguments ?? []));
  };

  const ours = (actions: readonly vscode.CodeAction[]) =>
    actions.filter(({ title }) => /^(Change|Remove|Correct|Leave|Switch)\b/.test(title));

  const named = (actions: readonly vscode.CodeAction[], title: string) => {
    const found = actions.find((action) => action.title === title);
    assert.ok(found, title);
    return found;
  };

  /** Where a word stands twice, on either side. */
  const [chinese, english] = [2, 11];
  const repeating = library
    .replace('市图书馆每天', '市图书馆的的大门每天')
    .replace('and residents', 'and and residents');
  const doubled = repeating.split('\n')[english].indexOf('and and');

  test('a finding is dismissed, and stays so after edits and reopening', async () => {
    const editor = await openFile(file(), library);
    const { document } = editor;
    await untilReported(document, 1);
    const actions = (await actionsAt(document, UNTRANSLATED)).filter(({ title }) => title === 'Dismiss this finding');
    assert.equal(actions.length, 1);
    const { command } = actions[0];
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    await untilReported(document, 0);
    await until('the decision', async () => (await decisionsOf(file())).length === 1);
    await edit(editor, new vscode.Range(0, 0, 0, 0), '\n');
    await untilReported(document, 0);
    await vscode.commands.executeCommand('parallelText.undoDecision');
    await untilReported(document, 1);
  });

  test('nothing is offered where nothing was found', async () => {
    const { document } = await openFile(file(), library);
    await untilReported(document, 1);
    const actions = await actionsAt(document, 2);
    assert.deepEqual(
      actions.filter(({ title }) => title === 'Dismiss this finding'),
      [],
    );
  });

  test('a style finding offers its fixes at each of its places, nearest first', async () => {
    const { document } = await openFile(file(), repeating);
    await untilReported(document, 2);
    const actions = await actionsAt(document, english, doubled + 2);
    assert.deepEqual(
      ours(actions).map(({ title }) => title),
      [
        'Change “and and” to “and”',
        'Leave this place as it is',
        'Correct all 2 places in this file (repeated-word)',
        'Switch off the check “repeated-word”',
      ],
    );
    assert.deepEqual(ours(await actionsAt(document, english, doubled - 4)), []);
    await run(named(actions, 'Change “and and” to “and”'));
    assert.equal(document.getText(), repeating.replace('and and', 'and'));
    await untilReported(document, 2);
    const [line] = [document.lineAt(chinese).text];
    await run(named(await actionsAt(document, chinese, line.indexOf('的的')), 'Change “的的” to “的”'));
    await untilReported(document, 1);
  });

  test('all places of a rule are corrected at once, and one undo takes it back', async () => {
    const { document } = await openFile(file(), repeating);
    await untilReported(document, 2);
    const actions = await actionsAt(document, english, doubled);
    await run(named(actions, 'Correct all 2 places in this file (repeated-word)'));
    assert.equal(document.getText(), repeating.replace('and and', 'and').replace('的的', '的'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), repeating);
  });

  test('one place is left as it is, the others are still reported; then the check is switched off', async () => {
    const { document } = await openFile(file(), repeating);
    await untilReported(document, 2);
    await run(named(await actionsAt(document, english, doubled), 'Leave this place as it is'));
    await until('the place to go', async () => !ours(await actionsAt(document, english, doubled)).length);
    await untilReported(document, 2);
    await until('the decision', async () => (await decisionsOf(file())).length === 1);
    await configuration().update('severity', { unaligned: 'error' }, vscode.ConfigurationTarget.Workspace);
    const line = document.lineAt(chinese).text;
    const actions = await until('the fixes of the other place', async () => {
      const found = ours(await actionsAt(document, chinese, line.indexOf('的的')));
      return found.length > 0 && found;
    });
    await run(named(actions, 'Switch off the check “repeated-word”'));
    await untilReported(document, 1);
    assert.deepEqual(configuration().get('severity'), { unaligned: 'error', 'repeated-word': 'off' });
  });

  test('on saving, corrections of form are made where that is set, and words are left alone', async () => {
    const untidy = repeating.replace('新的阅览室', '新的\u200b阅览室');
    const editor = await openFile(file(), untidy);
    const { document } = editor;
    await untilReported(document, 3);
    const kind = vscode.CodeActionKind.SourceFixAll.append('parallelText');
    const [action, ...others] = await actionsAt(document, 0, 0, kind);
    assert.deepEqual(others, []);
    assert.ok(kind.contains(action.kind!));
    await vscode.workspace
      .getConfiguration('editor')
      .update('codeActionsOnSave', { [kind.value]: 'explicit' }, vscode.ConfigurationTarget.Workspace);
    await edit(editor, new vscode.Range(0, 0, 0, 0), '\n');
    await untilReported(document, 3);
    assert.ok(await document.save());
    await until('the character to go', () => !document.getText().includes('\u200b'));
    assert.equal(document.getText(), `\n${repeating}`);
    assert.deepEqual(await actionsAt(document, 0, 0, kind), []);
  });
});
