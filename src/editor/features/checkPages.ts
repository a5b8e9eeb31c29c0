/** The pages of the checks: what a click on the code of a finding opens. */
import * as vscode from 'vscode';
import { checkCodes } from '../../core';
import { innerCommandIds } from '../names';
import { command, type Services } from '../services';

const PREVIEW = 'markdown.showPreview';

/** Registers the command behind the codes. */
export function registerCheckPages(services: Services): vscode.Disposable {
  return command(services, innerCommandIds.openCheckPage, async (code) => {
    // The argument comes from a link: only a page that exists is opened.
    const known = checkCodes.find((each) => each === code);
    if (!known) return;
    const page = vscode.Uri.joinPath(services.extensionUri, 'docs', 'checks', `${known}.md`);
    // A browser may come without VS Code's own Markdown.
    const commands = await vscode.commands.getCommands();
    if (commands.includes(PREVIEW)) await vscode.commands.executeCommand(PREVIEW, page);
    else await vscode.window.showTextDocument(page);
  });
}
