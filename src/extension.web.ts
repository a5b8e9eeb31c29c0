/** Entry for the web extension host (vscode.dev and the like). */
import * as vscode from 'vscode';
import { activateShared } from './editor/activate';

export function activate(context: vscode.ExtensionContext): void {
  const replaceFile = async (file: vscode.Uri, text: Uint8Array) => vscode.workspace.fs.writeFile(file, text);
  context.subscriptions.push(activateShared(context, { kind: 'web', replaceFile }));
}
