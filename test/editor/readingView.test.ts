/** The reading view: opened, kept up to date while one types, a way to the text and back; and the two plain editors. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Lexicon, openLexicon } from '../../src/core';
import { createAnalyser } from '../../src/editor/analyser';
import { ArticleService } from '../../src/editor/articles';
import { ReadingPanel, restoredUri } from '../../src/editor/features/readingView';
import { commandIds, panelIds, READING_SCHEME } from '../../src/editor/names';
import { createWords, type Services } from '../../src/editor/services';
import { readSettings } from '../../src/editor/settings';
import type { ShownRow, ToPage } from '../../src/webview/protocol';
import { closeEditors, extension, openFile, openUntitled, until } from './harness/editor';
import { aWhile, edit, putCursor, reported, untilArticle } from './harness/steps';
import { english, library, libraryLines, UNTRANSLATED } from './texts';

/** A panel whose page is the test: what is posted to it is kept, and the test says what the page would say. */
class FakePanel {
  readonly posted: ToPage[] = [];
  readonly received = new vscode.EventEmitter<unknown>();
  readonly states = new vscode.EventEmitter<unknown>();
  readonly disposed = new vscode.EventEmitter<void>();
  title = '';
  active = false;
  visible = true;
  readonly webview = {
    html: '',
    options: {} as vscode.WebviewOptions,
    cspSource: 'https://webview.test',
    onDidReceiveMessage: this.received.event,
    asWebviewUri: (uri: vscode.Uri) => uri,
    postMessage: async (message: ToPage) => {
      // As between two windows: what cannot be cloned is an error.
      this.posted.push(structuredClone(message));
      return true;
    },
  };
  readonly onDidDispose = this.disposed.event;
  readonly onDidChangeViewState = this.states.event;
  reveal(): void {}
  dispose(): void {
    this.disposed.fire();
  }

  last<K extends ToPage['kind']>(kind: K): Extract<ToPage, { kind: K }> | undefined {
    return this.posted.filter((message): message is Extract<ToPage, { kind: K }> => message.kind === kind).at(-1);
  }
}

suite('the reading view of an article', () => {
  let lexicon: Promise<Lexicon> | undefined;
  let services: Services;
  let remembered: Map<string, unknown>;
  let editor: vscode.TextEditor;
  let fake: FakePanel;
  let panel: ReadingPanel;
  /** Each test has an article of its own: what is closed may be looked after for a while. */
  let count = 0;
  const warned: string[] = [];

  const loadLexicon = async () =>
    openLexicon(
      await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension().extensionUri, 'data', 'lexicon.bin')),
    );
  const build = async (content: string) => {
    editor = await openFile(`reading-${++count}.txt`, content);
    lexicon ??= loadLexicon();
    const load = () => lexicon as Promise<Lexicon>;
    const analyse = createAnalyser({ lexicon: load, pause: () => aWhile(0), now: () => performance.now() });
    const articles = new ArticleService({
      analyse,
      readSettings,
      decisions: () => new Map(),
      glossaryOf: () => undefined,
      onError: (error) => assert.fail(String(error)),
      delays: { typing: 30, idle: 200 },
    });
    remembered = new Map();
    services = {
      articles,
      reviews: undefined as never,
      analyse,
      version: '0.0.0',
      lexicon: load,
      words: createWords('en'),
      log: { warn: (text: string) => warned.push(text), error: (text: string) => warned.push(text) } as never,
      platform: { kind: 'node', replaceFile: async () => assert.fail('nothing is written') },
      extensionUri: extension().extensionUri,
      memory: {
        keys: () => [...remembered.keys()],
        get: (key: string) => remembered.get(key),
        update: async (key: string, value: unknown) => void remembered.set(key, value),
      } as never,
    };
    articles.start();
    await articles.get(editor.document);
    fake = new FakePanel();
    panel = new ReadingPanel(services, fake as unknown as vscode.WebviewPanel, editor.document.uri);
    // Articles of other suites may still be open.
    articles.onDidChange(({ document }) => {
      if (document === editor.document) panel.update(document);
    });
    warned.length = 0;
  };
  const say = (message: unknown) => fake.received.fire(message);
  const shown = () => fake.last('show')?.rows ?? [];
  const texts = (rows: readonly ShownRow[]) =>
    rows.map(({ zh, en }) => [...zh, ...en].map(({ text }) => text).join('|'));
  const rowOf = (text: string) => shown().find((row) => texts([row])[0].includes(text)) as ShownRow;

  setup(() => build(library));
  teardown(async () => {
    panel.dispose();
    services.articles.dispose();
    await closeEditors();
  });

  test('the page is sent nothing before it is there, then all rows', () => {
    assert.deepEqual(fake.posted, []);
    say({ kind: 'ready' });
    assert.equal(texts(shown())[0], `${libraryLines[0]}|${libraryLines[1]}`);
    assert.equal(rowOf(libraryLines[4]).en.length, 2);
    const alone = rowOf(libraryLines[UNTRANSLATED]);
    assert.equal(alone.kind, 'alone');
    assert.equal(alone.missing, true);
    assert.deepEqual(
      alone.zh[0].notes.map(({ sign }) => sign),
      ['warning'],
    );
  });

  test('what is typed changes the row that it is in, and no other', async () => {
    say({ kind: 'ready' });
    const { key } = rowOf(libraryLines[7]);
    await edit(editor, new vscode.Range(7, 0, 7, 0), '如今，');
    const { splices } = await until('a change', () => fake.last('change'));
    assert.deepEqual(
      splices.map(({ removed, rows }) => [removed, rows.length]),
      [[1, 1]],
    );
    assert.equal(splices[0].rows[0].key, key);
    assert.match(texts(splices[0].rows)[0], /^如今，/);
    fake.posted.length = 0;
    await aWhile(600);
    assert.equal(fake.last('change'), undefined);
  });

  test('the pair at the cursor is told', async () => {
    say({ kind: 'ready' });
    putCursor(editor, 6, 3);
    panel.select();
    assert.equal(fake.last('current')?.key, rowOf(libraryLines[4]).key);
  });

  test('a click on a paragraph leads to it, also while the text has changed', async () => {
    say({ kind: 'ready' });
    const { key } = rowOf(libraryLines[4]);
    say({ kind: 'open', key, paragraph: 2 });
    await until('the cursor there', () => editor.selection.active.isEqual(new vscode.Position(6, 0)));
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
    await edit(editor, new vscode.Range(0, 0, 0, 0), '\n\n');
    say({ kind: 'open', key, paragraph: 0 });
    await until('the cursor there', () => editor.selection.active.isEqual(new vscode.Position(6, 0)));
  });

  test('scrolling the page scrolls the editor to the same pair, and the editor the page; the switch parts them', async () => {
    await closeEditors();
    panel.dispose();
    const pairs = [2, 7, 10].map((line) => [libraryLines[line], libraryLines[line + 1]]);
    const many = Array.from({ length: 40 }, (_, at) => {
      const [zh, en] = pairs[at % pairs.length];
      return [`第${at + 100}天：${zh}`, `Day ${at + 100}: ${en}`];
    });
    await build(many.flat().join('\n\n'));
    say({ kind: 'ready' });
    const top = () => editor.visibleRanges[0].start.line;
    const [first, row] = [rowOf('第100天'), rowOf('第130天')];
    say({ kind: 'scrolled', key: row.key, part: 0 });
    const line = editor.document.positionAt(editor.document.getText().indexOf('第130天')).line;
    // The editor leaves room above for what sticks there.
    await until('the editor to follow', () => top() <= line && top() > line - 8);
    fake.posted.length = 0;
    panel.scroll(editor);
    assert.deepEqual(fake.posted, [], 'the page is not sent back to where it just was');
    await aWhile(600);
    panel.scroll(editor);
    const { key, part } = fake.last('scroll') as Extract<ToPage, { kind: 'scroll' }>;
    assert.deepEqual([key, part], [row.key, 0], 'where it was is where it stays');
    say({ kind: 'follow', on: false });
    await until('that to be remembered', () => remembered.size);
    fake.posted.length = 0;
    panel.scroll(editor);
    say({ kind: 'scrolled', key: first.key, part: 0 });
    await aWhile(300);
    assert.ok(top() > line - 8);
    assert.equal(fake.last('scroll'), undefined);
  });

  test('a page that was hidden is given everything again, and nothing meanwhile', async () => {
    say({ kind: 'ready' });
    fake.posted.length = 0;
    fake.visible = false;
    fake.states.fire(undefined);
    await edit(editor, new vscode.Range(7, 0, 7, 0), '如今，');
    await aWhile(400);
    assert.deepEqual(fake.posted, []);
    fake.visible = true;
    say({ kind: 'ready' });
    assert.ok(rowOf('如今，'));
  });

  test('a text that is no article any more says so, and one that is again shows its rows', async () => {
    say({ kind: 'ready' });
    const whole = new vscode.Range(0, 0, editor.document.lineCount, 0);
    await edit(editor, whole, english);
    await until('the notice', () => fake.last('article')?.known === false);
    await edit(editor, new vscode.Range(0, 0, editor.document.lineCount, 0), library);
    await until('the rows', () => fake.last('article')?.known === true);
    assert.ok(fake.last('change')?.splices.some(({ rows }) => rows.length > 4));
  });

  test('what no page says is refused', async () => {
    say({ kind: 'ready' });
    const { active } = editor.selection;
    const nonsense = [undefined, null, 7, 'ready', {}, { kind: 'open' }, { kind: 'open', key: 1, paragraph: 0 }];
    for (const message of [...nonsense, { kind: 'scrolled', key: 'x', part: Number.NaN }, { kind: 'follow', on: 1 }]) {
      say(message);
    }
    assert.equal(warned.length, nonsense.length + 2);
    for (const paragraph of [-1, 99]) say({ kind: 'open', key: shown()[0].key, paragraph });
    say({ kind: 'open', key: 'no such row', paragraph: 0 });
    await aWhile(300);
    assert.ok(editor.selection.active.isEqual(active));
  });

  test('the page allows itself nothing but its own script and style', () => {
    const { html, options } = fake.webview;
    const nonce = /script-src 'nonce-(\w{32})'/.exec(html)?.[1];
    assert.ok(nonce);
    assert.match(
      html,
      new RegExp(`content="default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'"`),
    );
    assert.equal([...html.matchAll(/<script|<link|<style|<img/g)].length, 2);
    assert.deepEqual(
      options.localResourceRoots
        ?.map(({ path }) => path.split('/').slice(-2).join('/'))
        .map((path) => /(dist\/)?\w+$/.exec(path)?.[0]),
      ['dist/webview', 'media'],
    );
  });

  test('it comes back after a reload of the window, and opens the text that it is on', async () => {
    const { uri } = (await openFile('reading.txt', library)).document;
    await closeEditors();
    assert.equal(restoredUri({ uri: uri.toString(), place: undefined })?.toString(), uri.toString());
    for (const state of [undefined, null, {}, { uri: 3 }, { uri: '' }, 'x'])
      assert.equal(restoredUri(state), undefined);
    const again = new FakePanel();
    const restored = new ReadingPanel(services, again as unknown as vscode.WebviewPanel, uri);
    again.received.fire({ kind: 'ready' });
    await restored.open();
    await until('the rows', () =>
      [again.last('show')?.rows, again.last('change')?.splices[0].rows].some((rows) => rows?.length),
    );
    restored.dispose();
    const lost = new ReadingPanel(
      services,
      again as unknown as vscode.WebviewPanel,
      vscode.Uri.joinPath(uri, '../gone.txt'),
    );
    await lost.open();
    lost.dispose();
  });
});

suite('commands of the reading view', () => {
  teardown(closeEditors);

  const views = () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(panelIds.reading));

  test('it opens beside the editor, once, and the editor keeps the keyboard', async () => {
    const { document } = await openUntitled(library);
    await untilArticle(document);
    await vscode.commands.executeCommand(commandIds.openReadingView);
    const [tab] = await until('the view', () => views().length === 1 && views());
    assert.ok(tab.label.length > 3);
    assert.notEqual(tab.group.viewColumn, vscode.window.activeTextEditor?.viewColumn);
    assert.equal(vscode.window.activeTextEditor?.document, document);
    await vscode.commands.executeCommand(commandIds.openReadingView);
    await aWhile(300);
    assert.equal(views().length, 1);
  });

  test('where there is no article, nothing is opened', async () => {
    await openUntitled(english);
    for (const id of [commandIds.openReadingView, commandIds.openSideBySide, commandIds.printReadingView]) {
      await vscode.commands.executeCommand(id);
    }
    assert.equal(views().length, 0);
    assert.ok(!vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === READING_SCHEME));
  });

  test('two plain editors: a pair on the same line of both, live, read only, and nobody’s article', async () => {
    const { document } = await openUntitled(library);
    await untilArticle(document);
    await vscode.commands.executeCommand(commandIds.openSideBySide);
    const textOf = (side: string) =>
      vscode.workspace.textDocuments.find(
        ({ uri }) => uri.scheme === READING_SCHEME && uri.query.includes(`side=${side}`),
      );
    const [zh, en] = await until('both', () => {
      const found = [textOf('zh'), textOf('en')];
      return found[0] && found[1] && ([found[0], found[1]] as const);
    });
    const lineOf = (text: vscode.TextDocument, line: number) => text.getText().split('\n').indexOf(libraryLines[line]);
    for (const [left, right] of [
      [0, 1],
      [2, 3],
      [4, 5],
      [7, 8],
      [10, 11],
    ]) {
      assert.equal(lineOf(zh, left), lineOf(en, right), libraryLines[left]);
      assert.ok(lineOf(zh, left) >= 0);
    }
    assert.equal(zh.lineCount, en.lineCount);
    assert.ok(vscode.window.visibleTextEditors.some((each) => each.document === zh));
    assert.ok(vscode.window.visibleTextEditors.some((each) => each.document === en));
    const change = new vscode.WorkspaceEdit();
    change.insert(document.uri, new vscode.Position(2, 0), '据悉，');
    await vscode.workspace.applyEdit(change);
    await until('the change', () => textOf('zh')?.getText().includes('据悉，'));
    assert.deepEqual([...reported(zh), ...reported(en)], []);
    assert.notEqual(vscode.workspace.fs.isWritableFileSystem(READING_SCHEME), true);
  });
});
