/** Runs, with all of the editor suites, where the packaged `.vsix` was installed and no checkout is loaded. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension } from '../editor/harness/editor';

suite('the installed package', () => {
  test('it is the installed extension that runs, not the checkout', () => {
    const { path } = extension().extensionUri;
    assert.match(path, /\/extensions\/parallel-text\.parallel-text-review-[^/]+$/);
  });

  test('it holds no sources, tests or dependencies', async () => {
    const entries = await vscode.workspace.fs.readDirectory(extension().extensionUri);
    const names = entries.map(([name]) => name);
    for (const name of ['src', 'test', 'scripts', 'samples', 'node_modules']) assert.ok(!names.includes(name), name);
  });
});
