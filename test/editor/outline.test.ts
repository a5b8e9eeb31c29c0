/** The outline: pairs, headings, speakers. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/editor/names';
import { closeEditors, openSample, openUntitled, until } from './harness/editor';
import { edit, outlineNames, untilArticle } from './harness/steps';
import { interview, library, markdown, unspoken } from './texts';

suite('outline', () => {
  teardown(closeEditors);

  test('pairs, under the headline', async () => {
    const { document } = await openUntitled(unspoken);
    assert.equal(document.getText(), unspoken);
    await untilArticle(document);
    const names = await outlineNames(document);
    assert.ok(names[0].startsWith('图书馆延长开放时间'), names.join('\n'));
    assert.ok(
      names.some((name) => /^\d+ · 从十月一日起.* ⇄ From October 1/.test(name)),
      names.join('\n'),
    );
  });

  test('headings in both languages are one entry', async () => {
    const { document } = await openUntitled(markdown, 'markdown');
    const names = await until('our outline', async () => {
      const found = await outlineNames(document);
      return found.some((name) => name.includes('⇄')) && found;
    });
    assert.ok(names.includes('一座新桥 ⇄ A New Bridge'), names.join('\n'));
    assert.ok(names.includes('交通 ⇄ Traffic'), names.join('\n'));
  });

  test('speakers, with both names', async () => {
    const { document } = await openUntitled(interview);
    await untilArticle(document);
    const names = await outlineNames(document);
    const turns = names.filter((name) => name === '王琳 · Wang Lin' || name === '记者 · Reporter');
    const expected = Array.from({ length: 4 }, () => ['记者 · Reporter', '王琳 · Wang Lin']).flat();
    assert.deepEqual(turns, expected, names.join('\n'));
  });

  test('every range holds its selection and its children; entries beside each other do not overlap', async () => {
    for (const sample of ['news.zh-en.txt', 'interview.zh-en.txt', 'guide.md', 'sections.zh-en.txt']) {
      const { document } = await openSample(sample);
      const ours = await until(`the outline of ${sample}`, async () => {
        const all = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
          'vscode.executeDocumentSymbolProvider',
          document.uri,
        );
        // The editor's own outline of Markdown is in it too.
        const found = (all ?? []).filter(({ name }) => !name.startsWith('#'));
        return found.length > 0 && found;
      });
      const check = (symbols: readonly vscode.DocumentSymbol[], within: vscode.Range) => {
        let last = within.start;
        for (const { name, range, selectionRange, children } of symbols) {
          assert.ok(within.contains(range) && range.contains(selectionRange), `${sample}: ${name}`);
          assert.ok(range.start.isAfterOrEqual(last), `${sample}: ${name}`);
          last = range.end;
          check(children, range);
        }
      };
      check(ours, new vscode.Range(0, 0, document.lineCount, 0));
    }
  });

  test('other settings show in it at once, though the text is the same', async () => {
    const { document } = await openUntitled(unspoken);
    await untilArticle(document);
    await vscode.commands.executeCommand(commandIds.treatAsNoArticle);
    await until('an empty outline', async () => (await outlineNames(document)).length === 0);
    await vscode.commands.executeCommand(commandIds.treatAsArticle);
    await untilArticle(document);
  });

  test('an edit shows in it', async () => {
    const editor = await openUntitled(library);
    await untilArticle(editor.document);
    await edit(editor, new vscode.Range(0, 0, 0, 3), '博物馆');
    await until('the new headline', async () => (await outlineNames(editor.document))[0]?.startsWith('博物馆延长'));
  });
});
