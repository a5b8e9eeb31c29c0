/** The commands that move about in an article, and the way back. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, innerCommandIds } from '../../src/editor/names';
import { closeEditors, openUntitled, until } from './harness/editor';
import { aWhile, putCursor, sharesApi, untilArticle, withNotices } from './harness/steps';
import { english, library, libraryLines, UNTRANSLATED } from './texts';

suite('navigation', () => {
  let editor: vscode.TextEditor;
  setup(async () => {
    editor = await openUntitled(library);
    await untilArticle(editor.document);
  });
  teardown(closeEditors);

  const run = (id: string) => vscode.commands.executeCommand(id);
  const at = (line: number, character?: number) =>
    until(`line ${line}`, () => {
      const { active } = editor.selection;
      return active.line === line && (character === undefined || active.character === character);
    });

  test('every command is registered', async () => {
    const registered = await vscode.commands.getCommands(true);
    for (const id of [...Object.values(commandIds), ...Object.values(innerCommandIds)]) {
      assert.ok(registered.includes(id), id);
    }
  });

  test('to the counterpart of the sentence, and back again', async () => {
    putCursor(editor, 4, libraryLines[4].indexOf('匆忙'));
    await run(commandIds.goToCounterpart);
    await at(6);
    await run(commandIds.goToCounterpart);
    await at(4, libraryLines[4].indexOf('“'));
  });

  test('Go Back returns to where one was', async () => {
    putCursor(editor, 7, 2);
    await aWhile(200);
    await run(commandIds.goToCounterpart);
    await at(8);
    await run('workbench.action.navigateBack');
    await at(7, 2);
  });

  test('from pair to pair, round the end', async () => {
    putCursor(editor, 0, 0);
    for (const line of [2, 4, 7, 10, 0]) {
      await run(commandIds.nextPair);
      await at(line, 0);
    }
    await run(commandIds.previousPair);
    await at(10, 0);
  });

  test('to what has no counterpart', async () => {
    putCursor(editor, 0, 0);
    await run(commandIds.nextUnaligned);
    await at(UNTRANSLATED, 0);
    putCursor(editor, 3, 0);
    await run(commandIds.previousUnaligned);
    await at(UNTRANSLATED, 0);
  });

  test('where there is no article, one sentence says so', async function () {
    if (!sharesApi()) this.skip();
    await openUntitled(english);
    await withNotices(
      () => undefined,
      async (seen) => {
        await run(commandIds.goToCounterpart);
        await until('the notice', () => seen.length === 1);
        assert.match(seen[0], /not show a bilingual article/);
      },
    );
  });

  test('marks: off, at the cursor, all', async () => {
    const level = () => vscode.workspace.getConfiguration('parallelText').get('decorations');
    const seen = [level()];
    for (let step = 0; step < 3; step++) {
      await run(commandIds.cycleDecorations);
      seen.push(level());
    }
    assert.deepEqual(seen, ['all', 'off', 'current', 'all']);
  });

  test('analysing again changes nothing', async () => {
    await run(commandIds.refresh);
    await untilArticle(editor.document);
  });
});
