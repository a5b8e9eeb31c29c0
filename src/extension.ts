/** Entry for the Node extension host (desktop, remote). */
import type * as vscode from 'vscode';
import { activateShared } from './editor/activate';

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(activateShared(context, { kind: 'node' }));
}
