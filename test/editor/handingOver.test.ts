/** Comments, copying, exporting, importing links: commands that ask, with their questions answered by the test. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, inWorkspace, openFile, until } from './harness/editor';
import { decisionsOf, textOf } from './harness/reviews';
import { putCursor, sharesApi, untilArticle } from './harness/steps';
import { library, libraryLines } from './texts';

type Asking = 'showQuickPick' | 'showSaveDialog' | 'showOpenDialog' | 'showInformationMessage' | 'showInputBox';

/** Answers what is asked meanwhile. */
async function answering(answers: Partial<Record<Asking, (...args: never[]) => unknown>>, work: () => Promise<void>) {
  const window = vscode.window as unknown as Record<string, unknown>;
  const before = Object.keys(answers).map((name) => [name, window[name]] as const);
  for (const [name, answer] of Object.entries(answers)) window[name] = async (...args: never[]) => answer(...args);
  try {
    await work();
  } finally {
    for (const [name, original] of before) window[name] = original;
  }
}

suite('handing over', () => {
  let count = 0;
  const file = () => `handed-${count}.txt`;
  const run = (command: string, ...args: unknown[]) =>
    vscode.commands.executeCommand(`parallelText.${command}`, ...args);
  setup(() => {
    count++;
  });
  teardown(closeEditors);
  const start = async () => {
    const editor = await openFile(file(), library);
    await untilArticle(editor.document);
    return editor;
  };

  test('the counterpart, and the pair, are copied', async () => {
    const editor = await start();
    putCursor(editor, 2);
    await run('copyCounterpart');
    assert.equal(await vscode.env.clipboard.readText(), libraryLines[3]);
    await run('copyPair');
    assert.equal(await vscode.env.clipboard.readText(), `${libraryLines[2]}\n${libraryLines[3]}`);
  });

  test('a comment is kept in the review file', async () => {
    const { document } = await start();
    const thread = { uri: document.uri, range: new vscode.Range(2, 0, 2, 4), dispose: () => {} };
    await run('addComment', { thread, text: 'Is ten o’clock right? <img src=x onerror=alert(1)>' });
    const [decision] = await until('the comment', async () => {
      const all = await decisionsOf(file());
      return all.length > 0 && all;
    });
    assert.ok(decision.kind === 'thread');
    assert.equal(decision.side, 'zh');
    assert.match(decision.comments[0].text, /^Is ten o’clock right\?/);
    assert.equal(document.getText(), library);
  });

  for (const [format, expected] of [
    ['TMX 1.4', /<tmx version="1\.4"[\s\S]*图书馆延长开放时间/],
    ['XLIFF 2.1', /<xliff[^>]+version="2\.1"[\s\S]*图书馆延长开放时间/],
    ['TSV, for spreadsheets', /^\ufeff.*\n[\s\S]*图书馆延长开放时间\tLibrary Extends Opening Hours/],
    ['Report, HTML', /Content-Security-Policy[\s\S]*图书馆延长开放时间/],
    ['Report, Markdown', /图书馆延长开放时间/],
  ] as const) {
    test(`exported: ${format}`, async function () {
      if (!sharesApi()) this.skip();
      const { document } = await start();
      const target = inWorkspace(`${file()}.out`);
      await answering(
        {
          showQuickPick: (items: { label: string }[]) => items.find(({ label }) => label === format),
          showSaveDialog: () => target,
          showInformationMessage: () => undefined,
        } as never,
        async () => {
          await run('exportArticle');
          const bytes = await vscode.workspace.fs.readFile(target);
          assert.match(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), expected);
        },
      );
      assert.equal(document.getText(), library);
      await vscode.workspace.fs.delete(target);
    });
  }

  test('the article itself is not written over', async function () {
    if (!sharesApi()) this.skip();
    const { document } = await start();
    await answering(
      {
        showQuickPick: (items: unknown[]) => items[0],
        showSaveDialog: () => document.uri,
      } as never,
      async () => {
        await run('exportArticle');
        assert.equal(await textOf(document.uri), library);
      },
    );
  });

  test('links are imported as links by hand, after a question, and one step takes them back', async function () {
    if (!sharesApi()) this.skip();
    await start();
    const links = inWorkspace(`${file()}.tsv`);
    // Another pair than the article has, and one that it has.
    const rows = [
      [libraryLines[9], libraryLines[6]],
      [libraryLines[0], libraryLines[1]],
    ];
    await vscode.workspace.fs.writeFile(
      links,
      new TextEncoder().encode(`zh\ten\n${rows.map((row) => row.join('\t')).join('\n')}\n`),
    );
    const seen: string[] = [];
    await answering(
      {
        showOpenDialog: () => [links],
        showInformationMessage: (question: string, _options: unknown, accept: string) => {
          seen.push(question);
          return accept;
        },
      } as never,
      async () => {
        await run('importLinks');
        await until('the link', async () => (await decisionsOf(file())).some(({ kind }) => kind === 'link'));
      },
    );
    assert.match(seen[0], /1 of 2/);
    await run('undoDecision');
    await until('no link', async () => (await decisionsOf(file())).length === 0);
    await vscode.workspace.fs.delete(links);
  });
});
