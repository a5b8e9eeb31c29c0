/** The Problems panel: what nobody translated, through typing, undoing, saving, reopening and closing. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf } from '../../src/editor/convert';
import { closeEditors, inWorkspace, openFile, openSample, openUntitled, until } from './harness/editor';
import { aWhile, edit, outlineNames, putCursor, reported, untilArticle, untilReported } from './harness/steps';
import { english, library, libraryLines, translation, UNTRANSLATED } from './texts';

suite('diagnostics', () => {
  teardown(closeEditors);

  const lineEnd = (line: number) => new vscode.Range(line, libraryLines[line].length, line, libraryLines[line].length);
  const translate = (editor: vscode.TextEditor) => edit(editor, lineEnd(UNTRANSLATED), `\n${translation}`);

  test('the untranslated paragraph is reported with its neighbours', async () => {
    const { document } = await openFile('library.txt', library);
    const [finding] = await untilReported(document, 1);
    assert.equal(codeOf(finding), 'unaligned');
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Warning);
    assert.deepEqual(finding.range, new vscode.Range(UNTRANSLATED, 0, UNTRANSLATED, libraryLines[UNTRANSLATED].length));
    assert.ok(finding.relatedInformation?.length);
    for (const { location } of finding.relatedInformation ?? []) {
      assert.equal(location.uri.toString(), document.uri.toString());
      assert.notEqual(location.range.start.line, UNTRANSLATED);
    }
  });

  test('the code of a finding opens the page of its check', async () => {
    const { document } = await openFile('library.txt', library);
    const [{ code }] = await untilReported(document, 1);
    assert.ok(typeof code === 'object');
    const [, command, argument] = /^command:([\w.]+)\?(.+)$/.exec(decodeURIComponent(code.target.toString())) ?? [];
    await vscode.commands.executeCommand(command, ...JSON.parse(argument));
    await until('the page', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('unaligned.md'));
    // What is no check opens nothing.
    await closeEditors();
    await vscode.commands.executeCommand(command, '../../README');
    assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 0);
  });

  test('typing the translation takes the finding away; undo brings it back', async () => {
    const editor = await openFile('library.txt', library);
    await untilReported(editor.document, 1);
    await translate(editor);
    await untilReported(editor.document, 0);
    await vscode.commands.executeCommand('undo');
    await untilReported(editor.document, 1);
    await vscode.commands.executeCommand('redo');
    await untilReported(editor.document, 0);
    await vscode.commands.executeCommand('undo');
  });

  test('findings stay where they are while others are typed away', async () => {
    const editor = await openFile('library.txt', library);
    await untilReported(editor.document, 1);
    await edit(editor, new vscode.Range(0, 0, 0, 0), '\n');
    for (const text of ['新', '的', '一', '年']) {
      await edit(editor, new vscode.Range(4, 0, 4, 0), text);
      assert.equal(reported(editor.document).length, 1);
    }
    await until(
      'the finding to have moved',
      () => reported(editor.document).at(0)?.range.start.line === UNTRANSLATED + 1,
    );
    assert.equal(reported(editor.document).length, 1);
  });

  test('edit, save, close, reopen', async () => {
    const editor = await openFile('library.txt', library);
    await untilReported(editor.document, 1);
    await translate(editor);
    await editor.document.save();
    await untilReported(editor.document, 0);
    await closeEditors();
    const { document } = await openSample('library.txt');
    await untilArticle(document);
    assert.equal(document.getText(), library.replace(libraryLines[UNTRANSLATED], `$&\n${translation}`));
    assert.deepEqual(reported(document), []);
  });

  test('closing clears the findings', async () => {
    const { document } = await openFile('library.txt', library);
    await untilReported(document, 1);
    await closeEditors();
    await untilReported(document, 0);
  });

  test('a pasted article in an untitled document counts, with CRLF too', async () => {
    const { document } = await openUntitled(library.replaceAll('\n', '\r\n'));
    const [finding] = await untilReported(document, 1);
    assert.equal(document.getText(finding.range), libraryLines[UNTRANSLATED]);
  });

  test('two editors on one document show the same', async () => {
    const editor = await openFile('library.txt', library);
    const beside = await vscode.window.showTextDocument(editor.document, { viewColumn: vscode.ViewColumn.Beside });
    await untilReported(editor.document, 1);
    putCursor(editor, 4);
    putCursor(beside, 9);
    await edit(beside, lineEnd(UNTRANSLATED), `\n${translation}`);
    await untilReported(editor.document, 0);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await aWhile();
    assert.ok((await outlineNames(editor.document)).length, 'the other editor keeps its article');
  });

  test('what stops being an article keeps nothing', async () => {
    // A file of its own: that of the test before is closed with an edit in it, which a busy editor does late.
    const editor = await openFile('stops.txt', library);
    await untilReported(editor.document, 1);
    const whole = new vscode.Range(0, 0, editor.document.lineCount, 0);
    await edit(editor, whole, english);
    await untilReported(editor.document, 0);
    assert.deepEqual(await outlineNames(editor.document), []);
    await vscode.commands.executeCommand('undo');
    await untilReported(editor.document, 1);
  });

  test('prose in one language is left alone', async () => {
    const { document } = await openUntitled(english);
    await aWhile();
    assert.deepEqual(reported(document), []);
    assert.deepEqual(await outlineNames(document), []);
  });

  test('revisions get the outline but no findings', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('gitlens', {
      provideTextDocumentContent: () => library,
    });
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('gitlens:/library.txt?ref=HEAD'));
      await vscode.window.showTextDocument(document);
      await untilArticle(document);
      await aWhile();
      assert.deepEqual(reported(document), []);
    } finally {
      provider.dispose();
    }
  });

  test('the left side of a comparison gets none, until it is opened by itself', async () => {
    await openFile('old.txt', library);
    await openFile('new.txt', library);
    await closeEditors();
    const old = inWorkspace('old.txt');
    await vscode.commands.executeCommand('vscode.diff', old, inWorkspace('new.txt'));
    const documentOf = (uri: vscode.Uri) =>
      vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    const right = await until('the right side', () => documentOf(inWorkspace('new.txt')));
    await untilReported(right, 1);
    const left = await until('the left side', () => documentOf(old));
    await untilArticle(left);
    assert.deepEqual(reported(left), []);
    await vscode.window.showTextDocument(left, { preview: false });
    await untilReported(left, 1);
  });

  test('another severity, or none, by the settings', async () => {
    const { document } = await openFile('library.txt', library);
    await untilReported(document, 1);
    const configuration = vscode.workspace.getConfiguration('parallelText');
    const set = (value: unknown) => configuration.update('severity', value, vscode.ConfigurationTarget.Workspace);
    try {
      await set({ unaligned: 'information' });
      await until(
        'the severity to change',
        () => reported(document).at(0)?.severity === vscode.DiagnosticSeverity.Information,
      );
      await set({ unaligned: 'off' });
      await untilReported(document, 0);
    } finally {
      await set(undefined);
    }
    await untilReported(document, 1);
  });
});
