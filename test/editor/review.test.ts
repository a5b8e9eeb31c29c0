/** Decisions of a reviewer: made by command, kept in the review file, found again after edits, reloads and other writers. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Decision, writeReview } from '../../src/core';
import { closeEditors, inWorkspace, openFile, openSample, until } from './harness/editor';
import { decisionsOf, reviewFile, textOf } from './harness/reviews';
import { aWhile, edit, putCursor, sharesApi, untilArticle, untilReported, withNotices } from './harness/steps';
import { library, libraryLines, translation, UNTRANSLATED } from './texts';

/** Each test has an article of its own: what is closed may be looked after for a while. */
let count = 0;
const file = () => `reviewed-${count}.txt`;
const review = () => reviewFile(file());
const decisions = () => decisionsOf(file());
const { fs } = vscode.workspace;

/** What the hover says at the start of a line. */
async function hoverAt(document: vscode.TextDocument, line: number): Promise<string> {
  const found = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    new vscode.Position(line, document.lineAt(line).text.search(/\p{L}/u) + 1),
  );
  return found
    .flatMap(({ contents }) => contents.map((part) => (typeof part === 'string' ? part : part.value)))
    .join('\n');
}
const untilHover = (document: vscode.TextDocument, line: number, pattern: RegExp) =>
  until(`${pattern} on line ${line}`, async () => pattern.test(await hoverAt(document, line)));

suite('review', () => {
  setup(() => {
    count++;
  });
  const start = async () => {
    const editor = await openFile(file(), library);
    await untilArticle(editor.document);
    return editor;
  };
  const run = (command: string) => vscode.commands.executeCommand(`parallelText.${command}`);
  teardown(async () => {
    await closeEditors();
  });

  test('an approval is written at once, a line for it, and is there after closing and opening', async () => {
    const editor = await start();
    putCursor(editor, 2);
    await run('approvePair');
    await until('the review file', () => textOf(review()));
    assert.deepEqual(
      (await decisions()).map(({ kind }) => kind),
      ['approve'],
    );
    assert.equal((await textOf(review()))?.split('\n').filter((line) => line.includes('"approve"')).length, 1);
    assert.equal(editor.document.getText(), library);
    await closeEditors();
    const { document } = await openSample(file());
    await untilHover(document, 2, /Approved/);
    assert.doesNotMatch(await hoverAt(document, 7), /Approved/);
  });

  test('approving goes to the next pair that is to be reviewed', async () => {
    const editor = await start();
    await vscode.workspace
      .getConfiguration('parallelText')
      .update('reviewOrder', 'text', vscode.ConfigurationTarget.Workspace);
    try {
      putCursor(editor, 0);
      await run('approvePair');
      await until('the next pair', () => editor.selection.active.line === 2);
      await run('nextToReview');
      await until('the pair after that', () => editor.selection.active.line === 4);
    } finally {
      await vscode.workspace
        .getConfiguration('parallelText')
        .update('reviewOrder', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  test('an edit elsewhere leaves an approval alone; a real change turns it into "changed since"; undoing brings it back', async () => {
    const editor = await start();
    const { document } = editor;
    putCursor(editor, 2);
    await run('approvePair');
    await untilHover(document, 2, /Approved/);
    await edit(editor, new vscode.Range(0, 0, 0, 0), '\n\n');
    await untilHover(document, 4, /Approved/);
    const at = libraryLines[2].indexOf('十点');
    await edit(editor, new vscode.Range(4, at, 4, at + 2), '九点');
    await untilHover(document, 4, /Changed since it was approved[\s\S]*十/);
    await vscode.commands.executeCommand('undo');
    await untilHover(document, 4, /\$\(check\) Approved/);
  });

  test('what is saved is noted with the decision, so that many edits are followed; the first text stays', async () => {
    const editor = await start();
    const { document } = editor;
    putCursor(editor, 2);
    await run('approvePair');
    await until('the decision', async () => (await decisions()).length === 1);
    const line = libraryLines[2];
    const half = line.slice(0, Math.floor(line.length / 2));
    const last = '馆里的灯每天都要到晚上九点以后才熄。';
    for (const text of [half, `${half}${last}`, last]) {
      await edit(editor, document.lineAt(2).range, text);
      await document.save();
      await until('where it is now', async () =>
        (await textOf(review()))?.includes(`"now":{"text":${JSON.stringify(text)}`),
      );
    }
    const [decision] = await decisions();
    assert.ok(decision.kind === 'approve' && decision.zh[0].text === line);
    await edit(editor, document.lineAt(2).range, line);
    await document.save();
    await until('the first text', async () => !(await textOf(review()))?.includes('"now"'));
    await untilHover(document, 2, /\$\(check\) Approved/);
  });

  test('what was edited is followed with each decision, too, and undoing that one leaves it so', async () => {
    const editor = await start();
    const { document } = editor;
    const [line] = libraryLines.slice(2);
    putCursor(editor, 2);
    await run('approvePair');
    await until('the decision', async () => (await decisions()).length === 1);
    await edit(editor, new vscode.Range(2, 0, 2, 0), '据说，');
    putCursor(editor, 7);
    await run('approvePair');
    await until('both', async () => (await decisions()).length === 2);
    const followed = async () =>
      (await decisions()).some(
        (one) => one.kind === 'approve' && one.zh[0].text === line && one.zh[0].now?.text === `据说，${line}`,
      );
    assert.ok(await followed());
    await run('undoDecision');
    await until('the first alone', async () => (await decisions()).length === 1);
    assert.ok(await followed());
    assert.equal(document.lineAt(2).text, `据说，${line}`);
  });

  test('a decision is undone and made again', async () => {
    const editor = await start();
    putCursor(editor, 2);
    await run('approvePair');
    await until('the decision', async () => (await decisions()).length === 1);
    await run('undoDecision');
    await until('no decision', async () => (await decisions()).length === 0);
    await run('redoDecision');
    await until('the decision again', async () => (await decisions()).length === 1);
  });

  test('linking what is selected, and taking it apart', async () => {
    const editor = await start();
    const { document } = editor;
    // The paragraph without counterpart against an English one of another pair.
    editor.selections = [UNTRANSLATED, 8].map((line) => new vscode.Selection(line, 0, line, 3));
    await run('linkWith');
    await untilHover(document, UNTRANSLATED, /linked by hand/);
    await untilReported(document, 1);
    putCursor(editor, UNTRANSLATED);
    await run('unlinkPair');
    await until('no link', async () => (await decisions()).every(({ kind }) => kind === 'unlink'));
    await run('undoDecision');
    await run('undoDecision');
    await until('nothing decided', async () => (await decisions()).length === 0);
  });

  test('a comment is kept with its paragraph, once, and undone', async () => {
    const { document } = await start();
    const thread = { uri: document.uri, range: new vscode.Range(2, 3, 2, 5), dispose: () => undefined };
    const write = (text: string) => vscode.commands.executeCommand('parallelText.addComment', { thread, text });
    await write('  ');
    await write(' 几点关门？ ');
    const [kept, ...others] = await decisions();
    assert.equal(others.length, 0);
    assert.ok(kept.kind === 'thread');
    assert.deepEqual([kept.side, kept.paragraph.text, kept.resolved], ['zh', libraryLines[2], false]);
    assert.deepEqual(
      kept.comments.map(({ text }) => text),
      ['几点关门？'],
    );
    await run('undoDecision');
    assert.deepEqual(await decisions(), []);
  });

  test('what needs no translation is not reported', async () => {
    const editor = await start();
    await untilReported(editor.document, 1);
    putCursor(editor, UNTRANSLATED);
    await run('needsNoTranslation');
    await untilReported(editor.document, 0);
    await closeEditors();
    const { document } = await openSample(file());
    await untilArticle(document);
    await untilReported(document, 0);
  });

  test('another program adds to the file meanwhile: nothing of either is lost', async () => {
    const editor = await start();
    putCursor(editor, 2);
    await run('approvePair');
    await until('the decision', async () => (await decisions()).length === 1);
    const theirs: Decision = {
      kind: 'dismiss',
      id: 'theirs',
      by: 'Lin',
      at: '2026-01-01T00:00:00Z',
      fingerprint: 'x',
      reason: '',
    };
    const [ours] = await decisions();
    // Written by somebody who had not seen our decision.
    await fs.writeFile(review(), new TextEncoder().encode(writeReview(new Map([['theirs', theirs]]))));
    await until('both', async () => (await decisions()).length === 2, 15_000);
    putCursor(editor, 7);
    await run('approvePair');
    await until('three', async () => (await decisions()).length === 3);
    assert.ok((await decisions()).some(({ id }) => id === ours.id));
  });

  test('a damaged file is named with its line, and is not written to', async function () {
    if (!sharesApi()) this.skip();
    const damaged =
      '{\n"format": "parallel-text-review",\n"version": 1,\n"decisions": {\n<<<<<<< HEAD\n"~": null\n}\n}\n';
    await fs.createDirectory(inWorkspace('.parallel-text'));
    await fs.writeFile(review(), new TextEncoder().encode(damaged));
    await withNotices(
      () => undefined,
      async (seen) => {
        const editor = await start();
        await until('the complaint', () => seen.some((message) => /reviewed-\d+\.txt\.json.*line 5/.test(message)));
        putCursor(editor, 2);
        await run('approvePair');
        await until('the complaint again', () => seen.filter((message) => /line 5/.test(message)).length === 2);
        assert.equal(await textOf(review()), damaged);
        // Mended by hand: from then on it is written to.
        await fs.writeFile(review(), new TextEncoder().encode(writeReview(new Map())));
        await aWhile(300);
        await run('approvePair');
        await until('the decision', async () => (await decisions()).length === 1);
      },
    );
  });

  test('a comment that cannot be written is not lost', async function () {
    if (!sharesApi()) this.skip();
    await fs.createDirectory(inWorkspace('.parallel-text'));
    await fs.writeFile(review(), new TextEncoder().encode('{"format":'));
    await withNotices(
      (_, actions) => actions.find((action) => action === 'Copy Comment'),
      async () => {
        const { document } = await start();
        const thread = { uri: document.uri, range: new vscode.Range(2, 3, 2, 5), dispose: () => undefined };
        await vscode.commands.executeCommand('parallelText.addComment', { thread, text: ' 几点关门？ ' });
        await until('the text', async () => (await vscode.env.clipboard.readText()) === '几点关门？');
      },
    );
  });

  test('a damaged file is kept aside when the user says so', async function () {
    if (!sharesApi()) this.skip();
    await fs.createDirectory(inWorkspace('.parallel-text'));
    await fs.writeFile(review(), new TextEncoder().encode('{"format":'));
    await withNotices(
      (_, actions) => actions.find((action) => action.includes('Aside')),
      async () => {
        const editor = await start();
        const aside = inWorkspace(`.parallel-text/${file()}.damaged-1.json`);
        await until('the file aside', () => textOf(aside));
        putCursor(editor, 2);
        await run('approvePair');
        await until('the decision', async () => (await decisions()).length === 1);
        assert.equal(await textOf(aside), '{"format":');
      },
    );
  });

  test('the review file goes where its article goes', async () => {
    const editor = await start();
    putCursor(editor, 2);
    await run('approvePair');
    await until('the decision', async () => (await decisions()).length === 1);
    await closeEditors();
    const change = new vscode.WorkspaceEdit();
    change.renameFile(inWorkspace(file()), inWorkspace(`moved-${count}.txt`), { overwrite: true });
    await vscode.workspace.applyEdit(change);
    await until('the moved file', () => textOf(reviewFile(`moved-${count}.txt`)));
    const { document } = await openSample(`moved-${count}.txt`);
    await untilHover(document, 2, /Approved/);
    await closeEditors();
    await fs.delete(inWorkspace(`moved-${count}.txt`));
  });

  test('twenty edits in a row: every decision is there, or says what changed', async () => {
    const editor = await start();
    const { document } = editor;
    for (const line of [0, 2, 7]) {
      putCursor(editor, line);
      await run('approvePair');
      await until('the decision', async () => (await decisions()).length > 0);
    }
    await until('three decisions', async () => (await decisions()).length === 3);
    const whole = () => new vscode.Range(0, 0, document.lineCount, 0);
    const lines = () => document.getText().split(/\r?\n/);
    const put = (all: readonly string[]) => edit(editor, whole(), all.join('\n'));
    const edits: readonly [string, () => Thenable<unknown>][] = [
      ['typed', () => edit(editor, new vscode.Range(0, 0, 0, 0), '\n')],
      ['deleted again', () => edit(editor, new vscode.Range(0, 0, 1, 0), '')],
      [
        'a line put in',
        () => edit(editor, new vscode.Range(UNTRANSLATED + 1, 0, UNTRANSLATED + 1, 0), `${translation}\n`),
      ],
      ['pasted over with itself', () => edit(editor, whole(), document.getText())],
      ['moved', () => put([...lines().slice(9), ...lines().slice(0, 9)])],
      ['moved back', () => put(library.split('\n'))],
      ['blank lines put in', () => put(lines().join('\n\n').split('\n'))],
      ['blank lines taken out', () => put(lines().filter((line) => line))],
      ['indented', () => put(lines().map((line) => line && `　　${line}`))],
      ['quoted', () => put(lines().map((line) => line.trim() && `> ${line.trim()}`))],
      ['plain again', () => put(library.split('\n'))],
      ['CRLF', () => editor.edit((builder) => builder.setEndOfLine(vscode.EndOfLine.CRLF))],
      ['LF', () => editor.edit((builder) => builder.setEndOfLine(vscode.EndOfLine.LF))],
      ['saved', () => document.save()],
      ['duplicated', () => put([...lines(), ...lines().slice(9, 12)])],
      ['undone', async () => vscode.commands.executeCommand('undo')],
      [
        'typed fast',
        async () => {
          for (const letter of '更正') await edit(editor, new vscode.Range(UNTRANSLATED, 0, UNTRANSLATED, 0), letter);
        },
      ],
      ['sorted the other way round', () => put(lines().reverse())],
      ['emptied', () => edit(editor, whole(), '')],
      ['filled again', () => put(library.split('\n'))],
    ];
    for (const [name, make] of edits) {
      await make();
      if (name === 'emptied') continue;
      const place = () => lines().findIndex((line) => line.includes(libraryLines[2]));
      await until(`the approval after: ${name}`, async () =>
        /\$\(check\) Approved/.test(await hoverAt(document, place())),
      );
    }
    assert.equal((await decisions()).length, 3);
    // Changed on disk by another program.
    await document.save();
    await fs.writeFile(document.uri, new TextEncoder().encode(library.replace('晚上十点', '晚上九点')));
    await until('the new text', () => document.getText().includes('晚上九点'));
    await untilHover(document, 2, /Changed since it was approved/);
    await untilHover(document, 7, /\$\(check\) Approved/);
  }).timeout(120_000);
});
