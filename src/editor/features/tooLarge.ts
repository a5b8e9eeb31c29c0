/** The editor shows files of any size, but hands only those up to 50 MB to extensions. That is said, once a file. */
import * as vscode from 'vscode';
import { fileName } from '../documents';
import { errorText, type Services } from '../services';

/** Bytes. What the editor does not hand over holds at least this many characters. */
const TOO_LARGE = 50 * 1024 * 1024;

/** How long a document may take to arrive, in milliseconds. */
const PATIENCE = 1500;

/** Files that could hold an article. */
const TEXTS = /\.(?:txt|text|md|markdown|rst|tsv|csv|bitext)$/i;

/** Registers the notice. */
export function registerTooLarge({ words, log }: Services): vscode.Disposable {
  const said = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = async () => {
    const uri = missingUri();
    if (!uri || said.has(uri.toString())) return;
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size < TOO_LARGE || missingUri()?.toString() !== uri.toString()) return;
    said.add(uri.toString());
    const name = fileName(uri);
    void vscode.window.showInformationMessage(words.say('editor.tooLarge', { name }));
  };
  const lookLater = () => {
    clearTimeout(timer);
    if (!missingUri()) return;
    timer = setTimeout(() => {
      look().catch((error) => log.warn(`too large: ${errorText(error)}`));
    }, PATIENCE);
  };
  lookLater();

  return vscode.Disposable.from(
    new vscode.Disposable(() => clearTimeout(timer)),
    vscode.window.tabGroups.onDidChangeTabs(lookLater),
    vscode.window.tabGroups.onDidChangeTabGroups(lookLater),
  );
}

/** The file in the active tab, when no document of it was handed over. */
function missingUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputText) || !TEXTS.test(input.uri.path)) return undefined;
  const key = input.uri.toString();
  return vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === key) ? undefined : input.uri;
}
