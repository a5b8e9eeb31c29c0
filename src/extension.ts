/** Entry for the Node extension host (desktop, remote). */
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { activateShared } from './editor/activate';

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(activateShared(context, { kind: 'node', replaceFile }));
}

/** The editor's own way would remove the old file first: a window that is closed just then would leave neither. */
async function replaceFile(file: vscode.Uri, text: Uint8Array): Promise<void> {
  if (file.scheme !== 'file') return vscode.workspace.fs.writeFile(file, text);
  await fs.mkdir(path.dirname(file.fsPath), { recursive: true });
  const draft = `${file.fsPath}.${Math.random().toString(36).slice(2)}.tmp`;
  try {
    await fs.writeFile(draft, text);
    await fs.rename(draft, file.fsPath);
  } catch (error) {
    await fs.rm(draft, { force: true });
    throw error;
  }
}
