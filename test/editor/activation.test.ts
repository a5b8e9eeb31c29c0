/** The extension starts, and only when there is a document for it. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, extension, openUntitled, until } from './harness/editor';

suite('activation', () => {
  suiteTeardown(closeEditors);

  test('it starts with a text document', async () => {
    const editor = await openUntitled('读书 Reading\n');
    assert.equal(editor.document.languageId, 'plaintext');
    await until('the extension to be active', () => extension().isActive);
    assert.ok(vscode.version);
  });
});
