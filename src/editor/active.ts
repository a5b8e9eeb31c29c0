/** The article in the active editor: what commands work on, and what views and the status bar follow. */
import * as vscode from 'vscode';
import type { Article } from '../core';
import type { Services } from './services';

/** The article in a document, of its present version; where there is none, the user is told. */
export async function articleOrTell(
  { articles, words }: Pick<Services, 'articles' | 'words'>,
  document: vscode.TextDocument | undefined,
): Promise<Article | undefined> {
  const article = document && (await articles.get(document));
  if (article?.recognition.recognised) return article;
  void vscode.window.showInformationMessage(words.say('editor.noArticle'));
  return undefined;
}

/** The active editor and its article, of its present version; where there is none, the user is told. */
export async function activeArticle(
  services: Pick<Services, 'articles' | 'words'>,
): Promise<{ readonly editor: vscode.TextEditor; readonly article: Article } | undefined> {
  const editor = vscode.window.activeTextEditor;
  const article = await articleOrTell(services, editor?.document);
  return editor && article && { editor, article };
}

/** What views and the status bar tell of: the active editor; while a comment is written, which is an editor too, the one that is commented. */
export function shownEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors, tabGroups } = vscode.window;
  if (!isComment(activeTextEditor)) return activeTextEditor;
  const { viewColumn } = tabGroups.activeTabGroup;
  return visibleTextEditors.find((editor) => editor.viewColumn === viewColumn && !isComment(editor));
}

function isComment(editor: vscode.TextEditor | undefined): boolean {
  return editor?.document.uri.scheme === 'comment';
}

/** Runs now, when another editor is {@link shownEditor}, and when something else is known of its document. */
export function followActive({ articles }: Pick<Services, 'articles'>, run: () => void): vscode.Disposable {
  run();
  return vscode.Disposable.from(
    articles.onDidChange(({ document }) => {
      if (document === shownEditor()?.document) run();
    }),
    vscode.window.onDidChangeActiveTextEditor(run),
  );
}
