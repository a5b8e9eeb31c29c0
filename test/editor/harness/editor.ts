/** What editor suites share. The workspace folder is a fresh copy of samples/, in both hosts. */
import * as vscode from 'vscode';

/** The extension under test. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('parallel-text.parallel-text-review');
  if (!found) throw new Error('the extension is not there');
  return found;
}

/**
 * Waits until `look` gives something (not undefined, null or false) and returns that. Fails after `ms` milliseconds,
 * saying what was waited for.
 */
export async function until<T>(
  what: string,
  look: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  ms = 10_000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== null && value !== false) return value;
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The address of a file in the workspace folder. */
export function inWorkspace(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no workspace folder');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Opens a sample in an editor. */
export async function openSample(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(inWorkspace(name)), { preview: false });
}

/** Writes a file into the workspace folder and opens it in an editor. */
export async function openFile(name: string, content: string | Uint8Array): Promise<vscode.TextEditor> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(inWorkspace(name), bytes);
  const editor = await openSample(name);
  // A file that was closed a moment ago may bring the backup of what was typed into it.
  if (editor.document.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
  return editor;
}

/** Opens an untitled document in an editor. */
export async function openUntitled(content: string, language = 'plaintext'): Promise<vscode.TextEditor> {
  for (let tries = 0; ; tries++) {
    const document = await vscode.workspace.openTextDocument({ content, language });
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    // A name that has just become free may bring the backup of the text that had it.
    if (document.getText() === content || tries === 5) return editor;
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Closes all editors without saving. */
export async function closeEditors(): Promise<void> {
  while (vscode.window.activeTextEditor?.document.isDirty) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
