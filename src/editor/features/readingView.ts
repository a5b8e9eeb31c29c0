/** The reading view: an article in two columns beside its editor, pair by pair, live, the two held together by pairs. */
import * as vscode from 'vscode';
import {
  type Article,
  offsetBeside,
  type Reading,
  readingOf,
  renewRows,
  rowInSight,
  type Span,
  segmentAt,
} from '../../core';
import type { FromPage, PageState, ToPage } from '../../webview/protocol';
import { articleOrTell } from '../active';
import { placeOf, rangeOf, sourceOf, toOffset, toRange } from '../convert';
import { fileName } from '../documents';
import { commandIds, panelIds } from '../names';
import { pageWords, printedPage, shownRow } from '../readingRows';
import { Follower } from '../scrolling';
import { command, errorText, type Services, type Words } from '../services';
import { jump } from './navigation';

/** Where it is remembered that page and editor are not to be held together. */
const UNFOLLOWED = 'reading.unfollowed';

/** Milliseconds after the page has moved the editor in which the editor does not move the page. */
const QUIET = 400;

/** Milliseconds in which the editor hears at the latest that the view has the keyboard. */
const FOCUS = 250;

/** Registers the view, its commands, and what brings it back after a reload of the window. */
export function registerReadingView(services: Services): vscode.Disposable {
  const { articles, words } = services;
  const panels = new Set<ReadingPanel>();

  const add = (panel: vscode.WebviewPanel, uri: vscode.Uri) => {
    const added = new ReadingPanel(services, panel, uri);
    panels.add(added);
    panel.onDidDispose(() => panels.delete(added));
    return added;
  };
  const panelOf = (uri: vscode.Uri) => [...panels].find((panel) => panel.uri.toString() === uri.toString());
  /** The article of the active editor or of the active reading view. */
  const here = async () => {
    const uri = [...panels].find(({ active }) => active)?.uri ?? vscode.window.activeTextEditor?.document.uri;
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri?.toString());
    const article = await articleOrTell(services, document);
    return document && article && { document, article };
  };

  return vscode.Disposable.from(
    new vscode.Disposable(() => {
      for (const panel of panels) panel.dispose();
    }),
    vscode.window.registerWebviewPanelSerializer(panelIds.reading, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const uri = restoredUri(state);
        if (!uri) {
          panel.dispose();
          return;
        }
        await add(panel, uri).open();
      },
    }),
    articles.onDidChange(({ document }) => panelOf(document.uri)?.update(document)),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => panelOf(textEditor.document.uri)?.select()),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) =>
      panelOf(textEditor.document.uri)?.scroll(textEditor),
    ),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) panelOf(oldUri)?.rename(newUri);
    }),
    command(services, commandIds.openReadingView, async () => {
      const found = await here();
      if (!found) return;
      const { uri } = found.document;
      const open = panelOf(uri);
      if (open) {
        open.reveal();
        return;
      }
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      add(
        vscode.window.createWebviewPanel(panelIds.reading, titleOf(words, uri), column, { enableScripts: true }),
        uri,
      );
    }),
    command(services, commandIds.printReadingView, async () => {
      const found = await here();
      if (found) await print(services, found);
    }),
  );
}

/** One view on one article. */
export class ReadingPanel implements vscode.Disposable {
  private readonly listeners: vscode.Disposable;
  private shown: { readonly article: Article; readonly reading: Reading; readonly version: number } | undefined;
  /** The page is there and listens. */
  private loaded = false;
  /** By offsets. */
  private readonly scrolling = new Follower(QUIET);

  /** Takes over a panel; what it shows is the article of `uri`, as soon as it is known. */
  constructor(
    private readonly services: Services,
    private readonly panel: vscode.WebviewPanel,
    public uri: vscode.Uri,
  ) {
    const { extensionUri } = services;
    const file = (...path: string[]) => vscode.Uri.joinPath(extensionUri, ...path);
    panel.title = titleOf(services.words, uri);
    panel.webview.options = { enableScripts: true, localResourceRoots: [file('dist', 'webview'), file('media')] };
    this.listeners = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      panel.onDidChangeViewState(() => {
        // A page that is hidden is thrown away, and says that it is ready when it is there again.
        if (!panel.visible) this.loaded = false;
      }),
      panel.onDidDispose(() => this.listeners.dispose()),
    );
    this.update(this.document());
    panel.webview.html = pageOf(panel.webview, {
      script: file('dist', 'webview', 'reading.js'),
      style: file('media', 'reading.css'),
    });
  }

  /** The view has the keyboard. */
  get active(): boolean {
    return this.panel.active;
  }

  /** Opens the document when it is not open; the page says so when it cannot be. */
  async open(): Promise<void> {
    try {
      const document = await vscode.workspace.openTextDocument(this.uri);
      await this.services.articles.get(document);
      this.update(document);
    } catch (error) {
      this.services.log.warn(`${panelIds.reading}: ${errorText(error)}`);
    }
  }

  /** Shows what is now known of the document. What was shown stays when nothing is. */
  update(document: vscode.TextDocument | undefined): void {
    const found = document && this.services.articles.latest(document);
    if (!found || found.article === this.shown?.article) return;
    const { article, version } = found;
    const next = readingOf(article);
    const { rows, splices } = renewRows(this.shown?.reading.rows ?? [], next.rows);
    this.shown = { article, version, reading: { ...next, rows } };
    const { words } = this.services;
    if (this.loaded && splices.length) {
      const put = splices.map((each) => ({ ...each, rows: each.rows.map((row) => shownRow(row, words)) }));
      this.post({ kind: 'change', splices: put });
    }
    this.post({ kind: 'article', known: article.recognition.recognised });
    this.select();
  }

  /** Marks the pair at the cursor. */
  select(): void {
    const editor = this.editor();
    const now = editor && this.present(editor.document);
    if (!editor || !now) return;
    const { article, reading } = now;
    const at = segmentAt(article, ...placeOf(article, editor.document, editor.selection.active));
    this.post({ kind: 'current', key: reading.rows[reading.rowOf[at]]?.key });
  }

  /** Moves the page to what an editor has in sight. */
  scroll(editor: vscode.TextEditor): void {
    const now = this.present(editor.document);
    if (!now || editor !== this.editor()) return;
    const sight = sightOf(now.article, editor);
    const start = this.scrolling.scrolled(sight.start, sight.end);
    if (start === undefined || !this.follows) return;
    const place = rowInSight(now.article, now.reading, { ...sight, start });
    if (place) this.post({ kind: 'scroll', key: now.reading.rows[place.row].key, part: place.part });
  }

  /** The file has another name now. */
  rename(uri: vscode.Uri): void {
    this.uri = uri;
    this.panel.title = titleOf(this.services.words, uri);
  }

  /** Brings the view to the front. */
  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    this.panel.dispose();
  }

  private get follows(): boolean {
    return !this.services.memory.get<boolean>(UNFOLLOWED);
  }

  private document(): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === this.uri.toString());
  }

  /** The editor that goes with the page: the active one, else the first that shows the document. */
  private editor(): vscode.TextEditor | undefined {
    const shows = (editor: vscode.TextEditor | undefined) => editor?.document.uri.toString() === this.uri.toString();
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    return shows(activeTextEditor) ? activeTextEditor : visibleTextEditors.find(shows);
  }

  /** What is shown, if it is what the document now holds. */
  private present({ version }: vscode.TextDocument) {
    return this.shown?.version === version && this.shown.article.recognition.recognised ? this.shown : undefined;
  }

  private post(message: ToPage): void {
    if (this.loaded) void this.panel.webview.postMessage(message);
  }

  private receive(message: unknown): void {
    const said = fromPage(message);
    if (!said) {
      this.services.log.warn(`${panelIds.reading}: refused`);
      return;
    }
    const work = this.answer(said);
    work.catch((error: unknown) => this.services.log.error(`${panelIds.reading}: ${errorText(error)}`));
  }

  private async answer(said: FromPage): Promise<void> {
    switch (said.kind) {
      case 'ready':
        this.showAll();
        return;
      case 'open':
        await this.jump(said.key, said.paragraph);
        return;
      case 'scrolled':
        this.scrollEditor(said.key, said.part);
        return;
      case 'follow':
        await this.services.memory.update(UNFOLLOWED, said.on ? undefined : true);
        if (said.on) for (const editor of [this.editor()]) if (editor) this.scroll(editor);
        return;
      case 'print': {
        const document = this.document() ?? (await vscode.workspace.openTextDocument(this.uri));
        const article = await this.services.articles.get(document);
        if (article) await print(this.services, { document, article });
      }
    }
  }

  private showAll(): void {
    const { words } = this.services;
    this.loaded = true;
    this.post({
      kind: 'show',
      uri: this.uri.toString(),
      words: pageWords(words),
      rows: (this.shown?.reading.rows ?? []).map((row) => shownRow(row, words)),
      follow: this.follows,
    });
    if (this.shown) this.post({ kind: 'article', known: this.shown.article.recognition.recognised });
    const editor = this.editor();
    if (editor) this.scroll(editor);
    this.select();
  }

  /** Puts the cursor where a paragraph begins. */
  private async jump(key: string, paragraph: number): Promise<void> {
    const document = this.document() ?? (await vscode.workspace.openTextDocument(this.uri));
    await this.services.articles.get(document);
    this.update(document);
    const now = this.present(document);
    const row = now?.reading.rows.findIndex((each) => each.key === key) ?? -1;
    const segment = now?.article.segments[now.reading.segments[row]?.[paragraph]];
    if (!now || !segment) return;
    const { start } = rangeOf(now.article, { ...segment.span, start: segment.textStart });
    await this.untilActive();
    // The row that was clicked stays where it is.
    this.scrolling.hush();
    const viewColumn = this.editor()?.viewColumn ?? vscode.ViewColumn.One;
    await jump(await vscode.window.showTextDocument(document, { viewColumn }), start);
    this.scrolling.hush();
  }

  /**
   * A click gives the view the keyboard, but the editor hears of that a little later. Until then it cannot be given
   * away: the text would open over the view.
   */
  private async untilActive(): Promise<void> {
    if (this.panel.active) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        listener.dispose();
        clearTimeout(waiting);
        resolve();
      };
      const listener = this.panel.onDidChangeViewState(() => this.panel.active && done());
      const waiting = setTimeout(done, FOCUS);
    });
  }

  private scrollEditor(key: string, part: number): void {
    const editor = this.editor();
    const now = editor && this.present(editor.document);
    if (!editor || !now || !this.follows) return;
    const row = now.reading.rows.findIndex((each) => each.key === key);
    const { source, start } = sightOf(now.article, editor);
    const offset = offsetBeside(now.article, now.reading, { row, part, near: { source, offset: start } });
    if (offset === undefined) return;
    this.scrolling.moved(offset);
    const at = toRange(now.article.sources[source], { start: offset, end: offset });
    editor.revealRange(at, vscode.TextEditorRevealType.AtTop);
  }
}

/** What of the article an editor has in sight. */
function sightOf(article: Article, { document, visibleRanges }: vscode.TextEditor): Span {
  const source = sourceOf(article, document);
  const text = article.sources[source];
  const [first, last] = [visibleRanges.at(0), visibleRanges.at(-1)];
  return { source, start: first ? toOffset(text, first.start) : 0, end: last ? toOffset(text, last.end) : 0 };
}

/** Writes all rows as a page that any browser prints, where the user wants it. A view itself cannot print. */
async function print(
  { words }: Services,
  { document, article }: { readonly document: vscode.TextDocument; readonly article: Article },
): Promise<void> {
  const name = fileName(document.uri);
  const page = printedPage({
    title: name,
    locale: vscode.env.language,
    rows: readingOf(article).rows.map((row) => shownRow(row, words)),
    words: pageWords(words),
  });
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const beside =
    document.uri.scheme === 'untitled'
      ? folder && vscode.Uri.joinPath(folder, `${name}.html`)
      : document.uri.with({ path: `${document.uri.path}.html`, query: '', fragment: '' });
  const target = await vscode.window.showSaveDialog({
    title: words.say('editor.reading.printTitle'),
    filters: { HTML: ['html'] },
    ...(beside ? { defaultUri: beside } : {}),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(page));
  const local = vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName && target.scheme === 'file';
  if (local && (await vscode.env.openExternal(target))) return;
  void vscode.window.showInformationMessage(words.say('editor.reading.printed', { name: fileName(target) }));
}

function titleOf(words: Words, uri: vscode.Uri): string {
  return words.say('editor.reading.title', { name: fileName(uri) });
}

/** The page: what it shows comes by messages, as text. */
function pageOf(webview: vscode.Webview, files: { readonly script: vscode.Uri; readonly style: vscode.Uri }): string {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0'));
  const once = nonce.join('');
  const address = (uri: vscode.Uri) => webview.asWebviewUri(uri).toString().replaceAll('"', '%22');
  const policy = `default-src 'none'; script-src 'nonce-${once}'; style-src 'nonce-${once}'`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" nonce="${once}" href="${address(files.style)}">
</head>
<body>
<script nonce="${once}" src="${address(files.script)}"></script>
</body>
</html>`;
}

/** The document that a page was on when the window was closed; undefined where the page's memory is not one of ours. */
export function restoredUri(state: unknown): vscode.Uri | undefined {
  const uri = (state as Partial<PageState> | undefined)?.uri;
  if (typeof uri !== 'string') return undefined;
  try {
    return vscode.Uri.parse(uri, true);
  } catch {
    return undefined;
  }
}

/** What a page has said; undefined when that is nothing that a page says. */
function fromPage(message: unknown): FromPage | undefined {
  const said = (message ?? {}) as Readonly<Record<string, unknown>>;
  const { kind, key, part, paragraph, on } = said;
  if (kind === 'ready' || kind === 'print') return { kind };
  if (kind === 'follow' && typeof on === 'boolean') return { kind, on };
  if (typeof key !== 'string') return undefined;
  if (kind === 'open' && Number.isSafeInteger(paragraph)) return { kind, key, paragraph: paragraph as number };
  if (kind === 'scrolled' && typeof part === 'number' && part >= 0) return { kind, key, part };
  return undefined;
}
