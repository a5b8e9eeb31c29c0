/** The glossary files that the settings name: read through the editor's file systems, kept, and read again when they change. */
import * as vscode from 'vscode';
import { type Glossary, glossaryOf, type ReadGlossary, readGlossary, type Settings } from '../core';
import { fileName } from './documents';
import { errorText, type Words } from './services';

/** What the glossaries stand on. */
export interface GlossariesOptions {
  readonly readSettings: (uri: vscode.Uri) => Pick<Settings, 'glossary'>;
  readonly words: Words;
  readonly log: vscode.LogOutputChannel;
}

/** A file as it was last read, and what watches it. */
interface Kept {
  readonly read: Promise<ReadGlossary>;
  readonly watcher: vscode.Disposable;
}

/** Knows the glossary of each document: the same object as long as no file of it has changed. */
export class Glossaries implements vscode.Disposable {
  private readonly files = new Map<string, Kept>();
  private readonly whole = new Map<string, Promise<Glossary | undefined>>();
  private readonly changes = new vscode.EventEmitter<void>();

  /** Fires when a glossary file was made, changed or deleted: what {@link of} gives may be another now. */
  readonly onDidChange = this.changes.event;

  private readonly saving: vscode.Disposable;

  constructor(private readonly options: GlossariesOptions) {
    // Not every file system tells of changes, but what is saved in this window is known.
    this.saving = vscode.workspace.onDidSaveTextDocument(({ uri }) => this.changed(uri));
  }

  /**
   * The glossary of a document; undefined where the settings name none or none can be used. A promise, which never
   * rejects, where files are to be read.
   */
  of(uri: vscode.Uri): Promise<Glossary | undefined> | undefined {
    const folder = vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0];
    const names = folder ? this.options.readSettings(uri).glossary : [];
    if (!folder || !names.length) return undefined;
    const uris = names.map((name) => locate(folder.uri, name));
    const key = uris.join('\n');
    let glossary = this.whole.get(key);
    if (!glossary) {
      glossary = Promise.all(uris.map((file) => this.read(file))).then(glossaryOf);
      this.whole.set(key, glossary);
    }
    return glossary;
  }

  /** Forgets all: the settings name other files. */
  reset(): void {
    for (const { watcher } of this.files.values()) watcher.dispose();
    this.files.clear();
    this.whole.clear();
  }

  dispose(): void {
    this.reset();
    this.saving.dispose();
    this.changes.dispose();
  }

  private read(uri: vscode.Uri): Promise<ReadGlossary> {
    const key = uri.toString();
    const kept = this.files.get(key);
    if (kept) return kept.read;
    const read = this.load(uri);
    this.files.set(key, { read, watcher: this.watch(uri) });
    return read;
  }

  private watch(uri: vscode.Uri): vscode.Disposable {
    const folder = vscode.Uri.joinPath(uri, '..');
    // Signs that a pattern reads in its own way stand for themselves as any one character.
    const name = fileName(uri).replace(/[[\]{}*?!]/g, '?');
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, name));
    const changed = (file: vscode.Uri) => this.changed(file);
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(changed),
      watcher.onDidChange(changed),
      watcher.onDidDelete(changed),
    );
  }

  /** Reads a file again, if it is one of a glossary. */
  private changed(uri: vscode.Uri): void {
    const key = uri.toString();
    const kept = this.files.get(key);
    if (!kept) return;
    this.files.set(key, { ...kept, read: this.load(uri) });
    this.whole.clear();
    this.changes.fire();
  }

  private async load(uri: vscode.Uri): Promise<ReadGlossary> {
    const { words, log } = this.options;
    const file = vscode.workspace.asRelativePath(uri, false);
    try {
      const read = readGlossary(uri.path, textOf(await vscode.workspace.fs.readFile(uri)));
      const problems = read.problems.map(({ line, message }) =>
        words.say('editor.glossaryProblem', { file, line, problem: words.of(message) }),
      );
      for (const problem of problems) log.warn(problem);
      if (problems.length) void vscode.window.showWarningMessage(problems[0]);
      return read;
    } catch (error) {
      log.warn(`${uri.toString()}: ${errorText(error)}`);
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showWarningMessage(words.say('editor.glossaryUnreadable', { file, reason }));
      return { entries: [], problems: [] };
    }
  }
}

/** A file of the settings: relative to the workspace folder, or absolute in the same file system. */
function locate(folder: vscode.Uri, name: string): vscode.Uri {
  const path = name.replaceAll('\\', '/');
  if (/^[A-Za-z]:\//.test(path)) return folder.with({ path: `/${path}` });
  return path.startsWith('/') ? folder.with({ path }) : vscode.Uri.joinPath(folder, path);
}

/** Spreadsheets in China write GB18030 where they do not write UTF-8 or UTF-16. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
