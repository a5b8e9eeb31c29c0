/**
 * What reviewers decided, for each article: read from its review file, and written there at once. Two windows, or another
 * program, may write the same file: what they made is joined, and nothing of either is lost. A file that cannot be read
 * is never written to.
 */
import * as vscode from 'vscode';
import {
  type Change,
  commonGround,
  type Decision,
  type Decisions,
  mergeDecisions,
  type PlacingText,
  type ReviewReading,
  readReview,
  renewAnchors,
  type Settings,
  writeReview,
} from '../core';
import { errorText, type Platform, type Words } from './services';

/** What the store stands on. */
export interface ReviewStoreOptions {
  readonly platform: Pick<Platform, 'replaceFile'>;
  readonly readSettings: (uri: vscode.Uri) => Pick<Settings, 'reviewFile'>;
  readonly words: Words;
  readonly log: vscode.LogOutputChannel;
}

/** One article's decisions. */
interface Entry {
  readonly article: vscode.Uri;
  /** Where they are kept; undefined for what has no place, such as an untitled document. */
  readonly file: vscode.Uri | undefined;
  /** As this window knows them. */
  now: Decisions;
  /** What both this window and the file are known to have come from. */
  base: Decisions;
  /** What this window wrote since; undefined once that counts as known to everybody. */
  written: Decisions | undefined;
  state: 'new' | 'read' | 'unreadable';
  /** One at a time: reading, joining, writing. */
  queue: Promise<void>;
  readonly undo: Change[];
  readonly redo: Change[];
  readonly watcher: vscode.Disposable;
  settling: ReturnType<typeof setTimeout> | undefined;
}

/** Milliseconds after which what was written counts as known to everybody. */
const SETTLED = 5000;

/** The folder of the review files in a workspace folder. */
export const REVIEW_FOLDER = '.parallel-text';

export class ReviewStore implements vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  private readonly listeners: vscode.Disposable;

  /** Fires with the address of an article whose decisions have changed. */
  readonly onDidChange = this.changes.event;

  constructor(private readonly options: ReviewStoreOptions) {
    this.listeners = vscode.Disposable.from(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.forget(uri)),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) void this.rename(oldUri, newUri);
      }),
    );
  }

  /** What is decided of an article, as this window knows it; a promise while its file is read for the first time. */
  load(article: vscode.Uri): Decisions | Promise<Decisions> {
    const entry = this.entry(article);
    return entry.state === 'new' ? entry.queue.then(() => entry.now) : entry.now;
  }

  /** What is decided of an article that need not be followed from now on; nothing where its file cannot be read. */
  async peek(article: vscode.Uri): Promise<Decisions> {
    const entry = this.entries.get(article.toString());
    if (entry) return this.load(article);
    const file = this.fileOf(article);
    const reading = file && (await readFile(file));
    return reading?.kind === 'read' ? reading.decisions : new Map();
  }

  /** Where the decisions of an article are kept. */
  fileOf(article: vscode.Uri): vscode.Uri | undefined {
    if (article.scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(article.scheme) !== true)
      return undefined;
    const folder = vscode.workspace.getWorkspaceFolder(article);
    if (!folder || this.options.readSettings(article).reviewFile === 'beside') {
      return article.with({ path: `${article.path}.review.json`, query: '', fragment: '' });
    }
    const inside = article.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
    return vscode.Uri.joinPath(folder.uri, REVIEW_FOLDER, `${inside}.json`);
  }

  /**
   * Makes a change, and writes it, with where paragraphs are in `text` that were edited since they were last seen. False
   * where the file cannot be read: then nothing is changed, and the user is told.
   */
  async change(article: vscode.Uri, change: Change, text?: PlacingText): Promise<boolean> {
    const entry = this.entry(article);
    await entry.queue;
    if (entry.state === 'unreadable') {
      // As if it were read for the first time: what is wrong with it is said again.
      entry.state = 'new';
      await this.sync(entry);
      if ((entry.state as Entry['state']) === 'unreadable') return false;
    }
    if (text) this.follow(entry, text);
    const inverse = this.apply(entry, change);
    entry.undo.push(inverse);
    entry.redo.length = 0;
    await this.sync(entry);
    return true;
  }

  /** Is anything decided of an article, as far as this window has looked? */
  knows(article: vscode.Uri): boolean {
    return (this.entries.get(article.toString())?.now.size ?? 0) > 0;
  }

  /** Writes where paragraphs are now that were edited since they were last seen. */
  async renew(article: vscode.Uri, text: PlacingText): Promise<void> {
    const entry = this.entries.get(article.toString());
    if (entry?.state === 'read' && this.follow(entry, text)) await this.sync(entry);
  }

  /** Takes the last change back; false when there is none. */
  undo(article: vscode.Uri): Promise<boolean> {
    const entry = this.entry(article);
    return this.step(entry, entry.undo, entry.redo);
  }

  /** Makes again what was taken back; false when there is nothing. */
  redo(article: vscode.Uri): Promise<boolean> {
    const entry = this.entry(article);
    return this.step(entry, entry.redo, entry.undo);
  }

  dispose(): void {
    this.listeners.dispose();
    for (const { watcher, settling } of this.entries.values()) {
      watcher.dispose();
      clearTimeout(settling);
    }
    this.entries.clear();
    this.changes.dispose();
  }

  private async step(entry: Entry, from: Change[], to: Change[]): Promise<boolean> {
    const change = from.pop();
    if (!change) return false;
    to.push(this.apply(entry, change));
    await this.sync(entry);
    return true;
  }

  /**
   * Follows what was edited, in the decisions as they are known now: an analysis may be older than they are. No act of
   * the user's that could be undone. False when there is nothing to follow.
   */
  private follow(entry: Entry, text: PlacingText): boolean {
    const renewed = renewAnchors([...entry.now.values()], text);
    entry.now = new Map([...entry.now, ...renewed.map((decision) => [decision.id, decision] as const)]);
    return renewed.length > 0;
  }

  /** Changes what is known; gives the change that takes it back. */
  private apply(entry: Entry, change: Change): Change {
    const next = new Map(entry.now);
    const inverse = new Map<string, Decision | undefined>();
    for (const [id, decision] of change) {
      inverse.set(id, next.get(id));
      if (decision) next.set(id, decision);
      else next.delete(id);
    }
    entry.now = next;
    this.changes.fire(entry.article);
    return inverse;
  }

  private entry(article: vscode.Uri): Entry {
    const key = article.toString();
    const known = this.entries.get(key);
    if (known) return known;
    const file = this.fileOf(article);
    const entry: Entry = {
      article,
      file,
      now: new Map(),
      base: new Map(),
      written: undefined,
      state: 'new',
      queue: Promise.resolve(),
      undo: [],
      redo: [],
      watcher: file ? this.watch(file, () => this.sync(entry)) : vscode.Disposable.from(),
      settling: undefined,
    };
    this.entries.set(key, entry);
    void this.sync(entry);
    return entry;
  }

  private watch(file: vscode.Uri, changed: () => void): vscode.Disposable {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/[[\]{}?*]/g, '?');
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(file, '..'), name);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
    );
  }

  /** Brings file and window to the same state, after whatever is under way. */
  private sync(entry: Entry): Promise<void> {
    entry.queue = entry.queue
      .then(() => this.join(entry))
      .catch((error) => {
        this.options.log.error(`${entry.file?.toString()}: ${errorText(error)}`);
        void vscode.window.showErrorMessage(
          this.options.words.say('editor.review.notWritten', {
            file: nameOf(entry),
            reason: String((error as Error).message),
          }),
        );
      });
    return entry.queue;
  }

  private async join(entry: Entry): Promise<void> {
    const { file } = entry;
    if (!file) {
      entry.state = 'read';
      return;
    }
    for (;;) {
      const reading = await readFile(file);
      if (reading.kind === 'unreadable') {
        if (entry.state !== 'unreadable') this.complain(entry, reading);
        entry.state = 'unreadable';
        return;
      }
      const first = entry.state === 'new';
      entry.state = 'read';
      const mine = entry.now;
      const { base, written } = entry;
      // What this window wrote a moment ago may be overwritten by one that has not seen it.
      const ground = written ? commonGround(base, written, reading.decisions) : base;
      const merged = mergeDecisions(ground, mine, reading.decisions);
      const wanted = writeReview(merged);
      const changed = writeReview(mine) !== wanted;
      entry.now = merged;
      if (first || changed) this.changes.fire(entry.article);
      if (wanted === writeReview(reading.decisions)) {
        if (!entry.written) entry.base = merged;
        return;
      }
      await this.options.platform.replaceFile(file, new TextEncoder().encode(wanted));
      entry.written = merged;
      clearTimeout(entry.settling);
      entry.settling = setTimeout(() => void this.settle(entry), SETTLED);
      if (entry.now === merged) return;
    }
  }

  /** By now everybody who writes has seen what this window wrote. */
  private async settle(entry: Entry): Promise<void> {
    await this.sync(entry);
    if (!entry.written || entry.state !== 'read') return;
    entry.base = entry.written;
    entry.written = undefined;
    await this.sync(entry);
  }

  private complain(entry: Entry, { line, reason }: { line: number; reason: Parameters<Words['of']>[0] }): void {
    const { words, log } = this.options;
    const { file } = entry;
    if (!file) return;
    const text = words.say('editor.review.unreadable', { file: nameOf(entry), line, reason: words.of(reason) });
    log.error(text);
    const [open, aside] = [words.say('editor.review.open'), words.say('editor.review.moveAside')];
    void vscode.window.showErrorMessage(text, open, aside).then(async (chosen) => {
      if (chosen === open) {
        const at = new vscode.Position(line - 1, 0);
        await vscode.window.showTextDocument(file, { selection: new vscode.Range(at, at) });
      } else if (chosen === aside) await this.moveAside(entry, file);
    });
  }

  /** Keeps what cannot be read under another name, and starts anew. */
  private async moveAside(entry: Entry, file: vscode.Uri): Promise<void> {
    for (let number = 1; ; number++) {
      const target = file.with({ path: file.path.replace(/\.json$/, `.damaged-${number}.json`) });
      try {
        await vscode.workspace.fs.stat(target);
      } catch {
        await vscode.workspace.fs.rename(file, target, { overwrite: false });
        break;
      }
    }
    await this.sync(entry);
  }

  private async forget(article: vscode.Uri): Promise<void> {
    const key = article.toString();
    const entry = this.entries.get(key);
    if (!entry) return;
    await entry.queue;
    // A document whose language changes is closed and opened again at once.
    if (vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === key)) return;
    entry.watcher.dispose();
    clearTimeout(entry.settling);
    if (this.entries.get(key) === entry) this.entries.delete(key);
  }

  /** The review file goes where its article goes. */
  private async rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const [source, target] = [this.fileOf(from), this.fileOf(to)];
    if (!source || !target) return;
    try {
      await vscode.workspace.fs.stat(source);
    } catch {
      return;
    }
    try {
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(target, '..'));
      await vscode.workspace.fs.rename(source, target, { overwrite: false });
      const entry = this.entries.get(to.toString());
      if (entry) await this.sync(entry);
    } catch (error) {
      this.options.log.error(`${source.toString()}: ${errorText(error)}`);
    }
  }
}

function nameOf({ file }: Entry): string {
  return file ? vscode.workspace.asRelativePath(file) : '';
}

/** Reads a review file; one that is not there has no decisions. */
async function readFile(file: vscode.Uri): Promise<ReviewReading> {
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(file);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return readReview('');
    throw error;
  }
  try {
    return readReview(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { kind: 'unreadable', line: 1, reason: { key: 'review.notUtf8', args: {} } };
  }
}
