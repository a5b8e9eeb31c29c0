/** The keys of the extension are taken from nobody. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, extension, until } from './harness/editor';

suite('keys', () => {
  teardown(closeEditors);

  test('no key of the editor itself is covered', async () => {
    await vscode.commands.executeCommand('workbench.action.openDefaultKeybindingsFile');
    const text = await until('the default keys', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.uri.path.endsWith('keybindings.json') && editor.document.getText();
    });
    const taken = [...text.matchAll(/"key": "([^"]+)",\s*"command": "([^"]+)"/g)];
    assert.ok(taken.length > 500);
    const ours: readonly { readonly key: string; readonly mac: string }[] =
      extension().packageJSON.contributes.keybindings;
    for (const { key, mac } of ours) {
      const others = taken.filter(([, each, command]) => each === key && !command.startsWith('parallelText.'));
      assert.deepEqual(
        others.map(([, , command]) => command),
        [],
        key,
      );
      assert.equal(mac.replace('cmd', 'ctrl'), key);
    }
  });
});
