/** Texts that are no articles, or damaged ones: a clear answer, nothing thrown, right columns. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/editor/names';
import { closeEditors, openFile, openUntitled, until } from './harness/editor';
import { aWhile, outlineNames, reported, sharesApi, untilArticle, untilReported, withNotices } from './harness/steps';
import { english, library, libraryLines, UNTRANSLATED } from './texts';

suite('bad input', () => {
  teardown(closeEditors);

  const finding = new vscode.Range(UNTRANSLATED, 0, UNTRANSLATED, libraryLines[UNTRANSLATED].length);

  test('a text that is none gets a reason, and no command fails on it', async function () {
    if (!sharesApi()) this.skip();
    this.timeout(60_000);
    const texts: readonly (readonly [text: string, reason: RegExp])[] = [
      ['', /no text/],
      [' \r\n\t\n\n', /no text/],
      [english, /one language/],
      ['\u0000\u0001\u0002\ufffd'.repeat(200), /not text/],
      [`[${'{"k":"值 value"},'.repeat(100_000)}]`, /./],
    ];
    for (const [text, reason] of texts) {
      const { document } = await openUntitled(text);
      await withNotices(
        () => undefined,
        async (seen) => {
          await vscode.commands.executeCommand(commandIds.explainRecognition);
          assert.match(seen[0], reason);
          assert.match(seen[0], /^Not a bilingual article/);
          for (const id of [commandIds.goToCounterpart, commandIds.nextPair, commandIds.nextUnaligned]) {
            await vscode.commands.executeCommand(id);
          }
          assert.ok(!seen.some((message) => /failed/.test(message)), seen.join('\n'));
        },
      );
      assert.deepEqual(reported(document), []);
      assert.deepEqual(await outlineNames(document), []);
      await closeEditors();
    }
  });

  test('a byte order mark and CR LF do not shift a column', async () => {
    const { document } = await openFile('bom.txt', `\ufeff${library.replaceAll('\n', '\r\n')}`);
    const [{ range }] = await untilReported(document, 1);
    assert.deepEqual(range, finding);
  });

  test('mixed line ends do not shift a line', async () => {
    let line = 0;
    const { document } = await openFile(
      'mixed.txt',
      library.replace(/\n/g, () => (line++ % 3 === 0 ? '\r\n' : '\n')),
    );
    const [{ range }] = await untilReported(document, 1);
    assert.deepEqual(range, finding);
  });

  test('lone surrogates and characters beyond the first plane are taken as they are', async () => {
    const odd = `${libraryLines[UNTRANSLATED]}𠮷😀`;
    const text = library
      .replace(libraryLines[UNTRANSLATED], odd)
      .replace(libraryLines[2], `${libraryLines[2].slice(0, -1)}\ud83d。`);
    const { document } = await openUntitled(text);
    await untilArticle(document);
    // The lone surrogate may come back as U+FFFD, which is reported too.
    const [{ range }] = await until('the paragraph to be reported', () => {
      const found = reported(document).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Warning);
      return found.length > 0 && found;
    });
    assert.equal(range.start.line, UNTRANSLATED);
    assert.equal(document.getText(range), odd);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(3, 3),
    );
    assert.ok(hovers.length > 0);
  });

  test('one line of millions of characters does not hold up the others', async function () {
    this.timeout(60_000);
    await openUntitled('图书馆 library 开门 opens '.repeat(200_000));
    const { document } = await openFile('library.txt', library);
    await untilReported(document, 1);
    await aWhile(100);
  });
});
