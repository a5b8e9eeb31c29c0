/** Entry for the web extension host (vscode.dev and the like). */
import type * as vscode from 'vscode';
import { activateShared } from './editor/activate';

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(activateShared(context, { kind: 'web' }));
}
