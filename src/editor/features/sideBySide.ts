/** The two languages of an article in two plain editors, read only: each pair begins on the same line of both. */
import * as vscode from 'vscode';
import { readingOf, type Side, type SideBySide, sideBySide } from '../../core';
import { activeArticle } from '../active';
import { fileName } from '../documents';
import { ARTICLE_LANGUAGE, commandIds, READING_SCHEME } from '../names';
import { Follower } from '../scrolling';
import { command, provide, type Services } from '../services';

/** Milliseconds after one of the editors has moved the other in which the other does not move it. */
const QUIET = 300;

/** Registers the documents, the command that opens them, and what holds the two editors together. */
export function registerSideBySide(services: Services): vscode.Disposable {
  const { articles, words } = services;
  const changes = new vscode.EventEmitter<vscode.Uri>();
  /** By the document of the article: what its two texts hold. */
  const texts = new Map<string, SideBySide>();
  /** By lines. */
  const scrolling = new WeakMap<vscode.TextEditor, Follower>();
  const followerOf = (editor: vscode.TextEditor) => {
    const follower = scrolling.get(editor) ?? new Follower(QUIET);
    scrolling.set(editor, follower);
    return follower;
  };

  const renew = (document: vscode.TextDocument) => {
    const article = articles.latest(document)?.article;
    if (!article) return;
    const key = document.uri.toString();
    const before = texts.get(key);
    const now = sideBySide(readingOf(article).rows);
    texts.set(key, now);
    for (const side of ['zh', 'en'] as const) {
      if (before && before[side] !== now[side])
        changes.fire(addressOf(document.uri, side, words.say(`editor.reading.${side}`)));
    }
  };

  return vscode.Disposable.from(
    changes,
    vscode.workspace.registerTextDocumentContentProvider(READING_SCHEME, {
      onDidChange: changes.event,
      provideTextDocumentContent: (uri) =>
        provide(services, READING_SCHEME, async () => {
          const address = articleOf(uri);
          if (!address) return undefined;
          const document = await vscode.workspace.openTextDocument(address.uri);
          await articles.get(document);
          if (!texts.has(document.uri.toString())) renew(document);
          return texts.get(document.uri.toString())?.[address.side];
        }),
    }),
    articles.onDidChange(({ document }) => {
      if (texts.has(document.uri.toString())) renew(document);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      const address = uri.scheme === READING_SCHEME ? articleOf(uri)?.uri.toString() : undefined;
      const open = vscode.workspace.textDocuments.some(
        (document) => articleOf(document.uri)?.uri.toString() === address,
      );
      if (address !== undefined && !open) texts.delete(address);
    }),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
      const { uri } = textEditor.document;
      const own = uri.scheme === READING_SCHEME ? articleOf(uri) : undefined;
      const [first, last] = [visibleRanges.at(0), visibleRanges.at(-1)];
      const top = own && first && last && followerOf(textEditor).scrolled(first.start.line, last.end.line);
      if (!own || top === undefined) return;
      const other = vscode.window.visibleTextEditors.find(({ document }) => {
        const address = articleOf(document.uri);
        return address?.uri.toString() === own.uri.toString() && address.side !== own.side;
      });
      if (!other) return;
      const line = Math.round(top);
      followerOf(other).moved(line);
      other.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
    }),
    command(services, commandIds.openSideBySide, async () => {
      const found = await activeArticle(services);
      if (!found) return;
      const { document } = found.editor;
      renew(document);
      const column = vscode.window.activeTextEditor?.viewColumn ?? vscode.ViewColumn.One;
      const open = async (side: Side, options: vscode.TextDocumentShowOptions) => {
        const uri = addressOf(document.uri, side, words.say(`editor.reading.${side}`));
        const text = await vscode.workspace.openTextDocument(uri);
        if (text.languageId !== ARTICLE_LANGUAGE)
          await vscode.languages.setTextDocumentLanguage(text, ARTICLE_LANGUAGE);
        await vscode.window.showTextDocument(uri, { preview: false, ...options });
      };
      await open('zh', { viewColumn: column });
      await open('en', { viewColumn: column + 1, preserveFocus: true });
    }),
  );
}

/** The address of one language of an article; its last part is what the tab says. */
function addressOf(uri: vscode.Uri, side: Side, language: string): vscode.Uri {
  const query = new URLSearchParams({ side, of: uri.toString() }).toString();
  return vscode.Uri.from({ scheme: READING_SCHEME, path: `/${language} · ${fileName(uri)}`, query });
}

/** Which language of which article an address of {@link addressOf} means; undefined for any other. */
function articleOf({ scheme, query }: vscode.Uri): { readonly uri: vscode.Uri; readonly side: Side } | undefined {
  if (scheme !== READING_SCHEME) return undefined;
  const parts = new URLSearchParams(query);
  const [side, of] = [parts.get('side'), parts.get('of')];
  if ((side !== 'zh' && side !== 'en') || !of) return undefined;
  return { side, uri: vscode.Uri.parse(of) };
}
