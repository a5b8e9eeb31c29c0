/** Steps that several suites take. */
import * as vscode from 'vscode';
import { DIAGNOSTIC_SOURCE } from '../../../src/editor/names';
import { extension, until } from './editor';

/** What the extension reports on a document. */
export function reported({ uri }: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === DIAGNOSTIC_SOURCE);
}

/** Waits until so many findings are reported on a document. */
export async function untilReported(document: vscode.TextDocument, count: number): Promise<vscode.Diagnostic[]> {
  return until(`${count} findings`, () => {
    const found = reported(document);
    return found.length === count && found;
  });
}

/** Lets a second pass in which nothing should happen. */
export async function aWhile(ms = 700): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Names of the extension's outline, children after their parent. */
export async function outlineNames(document: vscode.TextDocument): Promise<string[]> {
  const names = (symbols: readonly vscode.DocumentSymbol[]): string[] =>
    symbols.flatMap(({ name, children }) => [name, ...names(children)]);
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  return names(symbols ?? []);
}

/** Waits until the document is known to be an article. */
export async function untilArticle(document: vscode.TextDocument): Promise<void> {
  await until('the article to be recognised', async () => (await outlineNames(document)).length > 0);
}

/** Puts the cursor at the start of a line or further on. */
export function putCursor(editor: vscode.TextEditor, line: number, character = 0): void {
  editor.selection = new vscode.Selection(line, character, line, character);
}

/** Replaces a range, as typing would. */
export async function edit(editor: vscode.TextEditor, range: vscode.Range, text: string): Promise<void> {
  if (!(await editor.edit((builder) => builder.replace(range, text)))) throw new Error('the edit was refused');
}

type Notice = 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage';

/** Notices that were shown meanwhile; `answer` chooses among the actions. */
export async function withNotices(
  answer: (message: string, actions: readonly string[]) => string | undefined,
  work: (seen: readonly string[]) => Promise<void>,
): Promise<void> {
  const seen: string[] = [];
  const window = vscode.window as unknown as Record<Notice, unknown>;
  const names: readonly Notice[] = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'];
  const originals = names.map((name) => window[name]);
  for (const name of names) {
    window[name] = async (message: string, ...actions: readonly string[]) => {
      seen.push(message);
      return answer(message, actions);
    };
  }
  try {
    await work(seen);
  } finally {
    names.forEach((name, at) => {
      window[name] = originals[at];
    });
  }
}

/** Do the suites share the editor's API object with the extension? Only then {@link withNotices} sees what it shows. */
export function sharesApi(): boolean {
  return !/\/extensions\/parallel-text\.parallel-text-review-[^/]+$/.test(extension().extensionUri.path);
}
