/** A document that was read in the wrong encoding is offered to be read again. */
import * as vscode from 'vscode';
import { encodingFor, mojibakeOf } from '../../core';
import { formatOf } from '../documents';
import { errorText, type Services } from '../services';

/** Names for people. */
const NAMES = { gb18030: 'GB18030', utf8: 'UTF-8', utf16le: 'UTF-16 LE' } as const;

/** Registers the offer; it is made once for a document, in the active editor. */
export function registerEncoding(services: Services): vscode.Disposable {
  const { articles, log } = services;
  const offered = new Set<string>();

  const consider = (document: vscode.TextDocument | undefined) => {
    if (!document || document.isUntitled || document.isDirty || offered.has(document.uri.toString())) return;
    if (!formatOf(document, articles.scopeOf(document))) return;
    const mojibake = mojibakeOf(document.getText(new vscode.Range(0, 0, 500, 0)));
    const encoding = mojibake && encodingFor(mojibake);
    if (!encoding || encoding === document.encoding) return;
    offered.add(document.uri.toString());
    offer(services, document, encoding).then(undefined, (error) => log.error(`encoding: ${errorText(error)}`));
  };
  consider(vscode.window.activeTextEditor?.document);

  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor((editor) => consider(editor?.document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => offered.delete(uri.toString())),
  );
}

async function offer({ words }: Services, document: vscode.TextDocument, encoding: keyof typeof NAMES): Promise<void> {
  const reopen = words.say('editor.encoding.reopen', { encoding: NAMES[encoding] });
  const choose = words.say('editor.encoding.choose');
  const chosen = await vscode.window.showWarningMessage(words.say('editor.encoding.question'), reopen, choose);
  if (!chosen || document.isClosed) return;
  // Changed in the meantime: reading it again would throw that away. The editor's own picker asks.
  if (chosen === reopen && !document.isDirty) {
    await vscode.workspace.openTextDocument(document.uri, { encoding });
    return;
  }
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.editor.changeEncoding');
}
