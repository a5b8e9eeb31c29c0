/** The two languages of an article in two plain editors, read only: each pair begins on the same line of both. */
import * as vscode from 'vscode';
import { readingOf, type Side, type SideBySide, sideBySide } from '../../core';
import { ARTICLE_LANGUAGE, commandIds, READING_SCHEME } from '../names';
import { command, provide, type Services } from '../services';

/** For so many milliseconds after one of the editors has moved the other, the other does not move it. */
const QUIET = 300;

/** Registers the documents, the command that opens them, and what holds the two editors together. */
export function registerSideBySide(services: Services): vscode.Disposable {
  const { articles, words } = services;
  const changes = new vscode.EventEmitter<vscode.Uri>();
  /** By the document of the article: what its two texts hold. */
  const texts = new Map<string, SideBySide>();
  let leading: { readonly editor: vscode.TextEditor; readonly until: number } | undefined;

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
      if (!own || (leading && leading.editor !== textEditor && Date.now() < leading.until)) return;
      const other = vscode.window.visibleTextEditors.find(({ document }) => {
        const address = articleOf(document.uri);
        return address?.uri.toString() === own.uri.toString() && address.side !== own.side;
      });
      const top = visibleRanges.at(0)?.start.line;
      if (!other || top === undefined || other.visibleRanges.at(0)?.start.line === top) return;
      leading = { editor: textEditor, until: Date.now() + QUIET };
      other.revealRange(new vscode.Range(top, 0, top, 0), vscode.TextEditorRevealType.AtTop);
    }),
    command(services, commandIds.openSideBySide, async () => {
      const document = vscode.window.activeTextEditor?.document;
      const article = document && (await articles.get(document));
      if (!document || !article?.recognition.recognised) {
        void vscode.window.showInformationMessage(words.say('editor.noArticle'));
        return;
      }
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
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const query = new URLSearchParams({ side, of: uri.toString() }).toString();
  return vscode.Uri.from({ scheme: READING_SCHEME, path: `/${language} · ${name}`, query });
}

/** Which language of which article an address of {@link addressOf} means; undefined for any other. */
function articleOf({ scheme, query }: vscode.Uri): { readonly uri: vscode.Uri; readonly side: Side } | undefined {
  if (scheme !== READING_SCHEME) return undefined;
  const parts = new URLSearchParams(query);
  const [side, of] = [parts.get('side'), parts.get('of')];
  if ((side !== 'zh' && side !== 'en') || !of) return undefined;
  return { side, uri: vscode.Uri.parse(of) };
}
