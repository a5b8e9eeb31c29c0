/** Glossary files of the settings: read, watched, and complained of when they are bad. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf } from '../../src/editor/convert';
import { closeEditors, inWorkspace, openFile, until } from './harness/editor';
import { reported, sharesApi, untilArticle, withNotices } from './harness/steps';
import { library } from './texts';

const FILE = 'terms/library.csv';

suite('glossary', () => {
  const terms = (document: vscode.TextDocument) =>
    reported(document).filter((each) => codeOf(each) === 'term-glossary');
  const untilTerms = (document: vscode.TextDocument, texts: readonly string[]) =>
    until(`the terms ${texts.join(', ') || 'to be none'}`, () => {
      const found = terms(document);
      return found.map(({ range }) => document.getText(range)).join() === texts.join() && found;
    });
  const write = (text: string) => vscode.workspace.fs.writeFile(inWorkspace(FILE), new TextEncoder().encode(text));
  /** Changes the file as a person does, in an editor of this window: not every host is told of other changes. */
  const rewrite = async (text: string) => {
    const csv = await vscode.workspace.openTextDocument(inWorkspace(FILE));
    const change = new vscode.WorkspaceEdit();
    change.replace(csv.uri, new vscode.Range(0, 0, csv.lineCount, 0), text);
    await vscode.workspace.applyEdit(change);
    await csv.save();
  };
  const set = (files: readonly string[] | undefined) =>
    vscode.workspace.getConfiguration('parallelText').update('glossary', files, vscode.ConfigurationTarget.Workspace);

  suiteSetup(() => write('zh,en\n阅览室,reading hall\n'));
  teardown(async () => {
    await set(undefined);
    await closeEditors();
  });

  test('a term that is translated in another way is reported; nothing is without the setting', async () => {
    const { document } = await openFile('library.txt', library);
    await untilArticle(document);
    assert.deepEqual(terms(document), []);
    await set([FILE]);
    const [finding] = await untilTerms(document, ['阅览室']);
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(finding.message, /reading hall/);
    await set(undefined);
    await untilTerms(document, []);
  });

  test('a file that changes is read again', async () => {
    const { document } = await openFile('library.txt', library);
    await set([FILE]);
    await untilTerms(document, ['阅览室']);
    await rewrite('zh,en\n阅览室,reading room\n停车场,car park\n');
    await untilTerms(document, []);
    await rewrite('zh,en,forbidden\n阅览室,reading hall,reading room\n');
    const [finding] = await untilTerms(document, ['reading room']);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
    );
    const fix = actions.find(({ edit }) => edit?.get(document.uri).some(({ newText }) => newText === 'reading hall'));
    assert.ok(fix?.edit, 'a fix that writes the preferred term');
    await vscode.workspace.applyEdit(fix.edit);
    await untilTerms(document, []);
    assert.match(document.getText(), /The new reading hall has/);
    await rewrite('zh,en\n阅览室,reading hall\n');
  });

  test('a bad file is complained of with its line, and what is good of it is used', async function () {
    if (!sharesApi()) this.skip();
    const { document } = await openFile('library.txt', library);
    await untilArticle(document);
    await write('zh,en\n阅览室,reading hall\n停车场,\n');
    await withNotices(
      () => undefined,
      async (seen) => {
        await set([FILE]);
        await untilTerms(document, ['阅览室']);
        assert.equal(seen.length, 1);
        assert.match(seen[0], /library\.csv\D*3\D/);
      },
    );
    await withNotices(
      () => undefined,
      async (seen) => {
        await set(['terms/none.csv']);
        await untilTerms(document, []);
        await until('the complaint', () => seen.length === 1);
        assert.match(seen[0], /none\.csv/);
      },
    );
  });
});
