/** Which editor views and the status bar tell of. */
import * as vscode from 'vscode';

/** The active editor; while a comment is being written, which is an editor too, the one that is commented. */
export function shownEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors, tabGroups } = vscode.window;
  if (!isComment(activeTextEditor)) return activeTextEditor;
  const { viewColumn } = tabGroups.activeTabGroup;
  return visibleTextEditors.find((editor) => editor.viewColumn === viewColumn && !isComment(editor));
}

function isComment(editor: vscode.TextEditor | undefined): boolean {
  return editor?.document.uri.scheme === 'comment';
}
