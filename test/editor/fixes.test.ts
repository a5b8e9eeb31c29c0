/** Quick fixes: a finding is dismissed, stays so, and comes back when it is taken off the list. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, openFile } from './harness/editor';
import { edit, untilReported } from './harness/steps';
import { library, UNTRANSLATED } from './texts';

suite('quick fixes', () => {
  const configuration = () => vscode.workspace.getConfiguration('parallelText');
  teardown(async () => {
    await configuration().update('dismissed', undefined, vscode.ConfigurationTarget.Workspace);
    await closeEditors();
  });

  const actionsAt = (document: vscode.TextDocument, line: number) =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(line, 0, line, 0),
      vscode.CodeActionKind.QuickFix.value,
    );

  test('a finding is dismissed, and stays so after edits and reopening', async () => {
    const editor = await openFile('library.txt', library);
    const { document } = editor;
    await untilReported(document, 1);
    const actions = (await actionsAt(document, UNTRANSLATED)).filter(({ title }) => title === 'Dismiss this finding');
    assert.equal(actions.length, 1);
    const { command } = actions[0];
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    await untilReported(document, 0);
    assert.equal(configuration().get<string[]>('dismissed')?.length, 1);
    await edit(editor, new vscode.Range(0, 0, 0, 0), '\n');
    await untilReported(document, 0);
    await configuration().update('dismissed', undefined, vscode.ConfigurationTarget.Workspace);
    await untilReported(document, 1);
  });

  test('nothing is offered where nothing was found', async () => {
    const { document } = await openFile('library.txt', library);
    await untilReported(document, 1);
    const actions = await actionsAt(document, 2);
    assert.deepEqual(
      actions.filter(({ title }) => title === 'Dismiss this finding'),
      [],
    );
  });
});
