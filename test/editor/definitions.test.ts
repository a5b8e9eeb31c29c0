/** Go to Definition, References and highlights between the two languages. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, openUntitled } from './harness/editor';
import { untilArticle } from './harness/steps';
import { library, libraryLines, UNTRANSLATED } from './texts';

suite('definitions', () => {
  let document: vscode.TextDocument;
  suiteSetup(async () => {
    ({ document } = await openUntitled(library));
    await untilArticle(document);
  });
  suiteTeardown(closeEditors);

  const ask = <T>(command: string, line: number, character = 3) =>
    vscode.commands.executeCommand<T>(command, document.uri, new vscode.Position(line, character));
  const definitions = (line: number, character?: number) =>
    ask<vscode.LocationLink[]>('vscode.executeDefinitionProvider', line, character);

  test('a paragraph leads to its counterpart, and back', async () => {
    assert.deepEqual(
      (await definitions(2)).map(({ targetRange }) => targetRange.start.line),
      [3],
    );
    assert.deepEqual(
      (await definitions(3)).map(({ targetRange }) => targetRange.start.line),
      [2],
    );
  });

  test('one to many leads to all of them', async () => {
    const lines = (await definitions(4)).map(({ targetRange }) => targetRange.start.line);
    assert.deepEqual(lines.sort(), [5, 6]);
  });

  test('a sentence selects the sentence, and is what Ctrl-click underlines', async () => {
    const [target] = await definitions(6);
    const selected = document.getText(target.targetSelectionRange);
    assert.match(selected, /匆忙/);
    assert.doesNotMatch(selected, /馆长/);
    assert.equal(target.originSelectionRange?.start.line, 6);
  });

  test('what nobody translated leads nowhere', async () => {
    assert.deepEqual(await definitions(UNTRANSLATED), []);
  });

  test('references are the whole group', async () => {
    const found = await ask<vscode.Location[]>('vscode.executeReferenceProvider', 5);
    assert.deepEqual(found.map(({ range }) => range.start.line).sort(), [4, 5, 6]);
  });

  test('the sentence and its counterpart are highlighted together', async () => {
    const found = await ask<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', 4, 3);
    const texts = found.map(({ range }) => document.getText(range));
    assert.ok(
      texts.some((text) => text.startsWith('馆长陈丽说')),
      texts.join('\n'),
    );
    assert.ok(texts.includes(libraryLines[5]), texts.join('\n'));
  });
});
