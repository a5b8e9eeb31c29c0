/** Treat a file as an article or not; the offers made to plain text; encodings; files too large. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DEFAULTS, writeDefaults } from '../../src/editor/features/articleLanguage';
import { ARTICLE_LANGUAGE, commandIds } from '../../src/editor/names';
import { closeEditors, inWorkspace, openFile, openUntitled, until } from './harness/editor';
import { aWhile, outlineNames, sharesApi, untilArticle, untilReported, withNotices } from './harness/steps';
import { english, library } from './texts';

suite('recognition', () => {
  const lists = () => {
    const configuration = vscode.workspace.getConfiguration('parallelText', inWorkspace('library.txt'));
    return { include: configuration.get('include'), exclude: configuration.get('exclude') };
  };
  teardown(async () => {
    for (const list of ['include', 'exclude']) {
      const configuration = vscode.workspace.getConfiguration('parallelText');
      await configuration.update(list, undefined, vscode.ConfigurationTarget.Workspace);
    }
    await closeEditors();
  });

  test('not an article, and an article after all: the two lists of the settings', async () => {
    const { document } = await openFile('library.txt', library);
    await untilReported(document, 1);
    await vscode.commands.executeCommand(commandIds.treatAsNoArticle);
    assert.deepEqual(lists(), { include: [], exclude: ['./library.txt'] });
    await untilReported(document, 0);
    assert.deepEqual(await outlineNames(document), []);
    await vscode.commands.executeCommand(commandIds.treatAsArticle);
    assert.deepEqual(lists(), { include: ['./library.txt'], exclude: [] });
    await untilReported(document, 1);
  });

  test('an untitled document is remembered without settings', async () => {
    const { document } = await openUntitled(library);
    await untilReported(document, 1);
    await vscode.commands.executeCommand(commandIds.treatAsNoArticle);
    await untilReported(document, 0);
    assert.deepEqual(lists(), { include: [], exclude: [] });
    await vscode.commands.executeCommand(commandIds.treatAsArticle);
    await untilReported(document, 1);
  });

  test('the reason is told, with what to do about it', async function () {
    if (!sharesApi()) this.skip();
    await openUntitled(english);
    await withNotices(
      () => undefined,
      async (seen) => {
        await vscode.commands.executeCommand(commandIds.explainRecognition);
        assert.match(seen[0], /^Not a bilingual article: .*one language/);
      },
    );
  });
});

suite('the language of articles', () => {
  teardown(closeEditors);

  test('the names of articles have it, with its defaults', async () => {
    for (const name of ['park.zh-en.txt', 'park.en-zh.txt', 'park.bitext']) {
      const { document } = await openFile(name, library);
      assert.equal(document.languageId, ARTICLE_LANGUAGE, name);
      const get = (key: string) => vscode.workspace.getConfiguration(undefined, document).get(key);
      assert.equal(get('editor.wordWrap'), 'on');
      assert.deepEqual(get('editor.wordSegmenterLocales'), ['zh-CN']);
      assert.equal(get('editor.unicodeHighlight.ambiguousCharacters'), false);
      assert.equal(get('editor.unicodeHighlight.nonBasicASCII'), false);
    }
  });

  test('a change of language keeps the article', async () => {
    const { document } = await openUntitled(library);
    await untilReported(document, 1);
    await untilArticle(await vscode.languages.setTextDocumentLanguage(document, ARTICLE_LANGUAGE));
    await untilReported(document, 1);
  });

  test('the same defaults can be written for plain text', async () => {
    const { document } = await openFile('library.txt', library);
    const plain = () => vscode.workspace.getConfiguration(undefined, document);
    try {
      await writeDefaults(document.uri);
      assert.equal(plain().get('editor.wordWrap'), 'on');
      assert.deepEqual(plain().get('editor.wordSegmenterLocales'), ['zh-CN']);
    } finally {
      for (const key of DEFAULTS) await plain().update(key, undefined, vscode.ConfigurationTarget.Workspace, true);
    }
    assert.notEqual(plain().get('editor.wordWrap'), 'on');
  });
});

suite('what cannot be read as it is', () => {
  teardown(closeEditors);

  test('the wrong encoding is noticed, and the right one restores the text', async function () {
    if (!sharesApi()) this.skip();
    // 图书馆延长开放时间。 in GB18030, some lines of it.
    const line = [0xcd, 0xbc, 0xca, 0xe9, 0xb9, 0xdd, 0xd1, 0xd3, 0xb3, 0xa4, 0xbf, 0xaa, 0xb7, 0xc5, 0xca, 0xb1];
    const bytes = Uint8Array.from([...line, 0xbc, 0xe4, 0xa1, 0xa3, 0x0a, ...line, 0x0a]);
    await withNotices(
      (_, actions) => actions.find((action) => /GB18030/.test(action)),
      async (seen) => {
        const { document } = await openFile('gb.txt', bytes);
        await until('the notice', () => seen.some((message) => /wrong encoding/.test(message)));
        await until('the text in Chinese', () => document.getText().startsWith('图书馆延长开放时间。\n图书馆'));
      },
    );
  });

  test('a file that the editor does not hand over is named', async function () {
    this.timeout(60_000);
    if (!sharesApi() || vscode.env.appHost === 'web' || !vscode.env.remoteName) this.skip();
    const bytes = new Uint8Array(51 * 1024 * 1024).fill(0x61);
    for (let at = 0; at < bytes.length; at += 80) bytes[at] = 0x0a;
    const uri = inWorkspace('huge.txt');
    await vscode.workspace.fs.writeFile(uri, bytes);
    try {
      await withNotices(
        () => undefined,
        async (seen) => {
          await vscode.commands.executeCommand('vscode.open', uri);
          await until('the notice', () => seen.some((message) => /huge\.txt is too large/.test(message)), 30_000);
          await aWhile();
          assert.equal(seen.filter((message) => /too large/.test(message)).length, 1);
        },
      );
    } finally {
      await closeEditors();
      await vscode.workspace.fs.delete(uri);
    }
  });
});
