/** The one cache of articles, by document and version; and the one place where work waits for the typist. */
import * as vscode from 'vscode';
import { type Article, type Decisions, type Glossary, type Settings, sourceText } from '../core';
import type { Analyser } from './analyser';
import { formatOf, settingsScopeOf } from './documents';

/** What is now known of a document. */
export interface ArticleChange {
  readonly document: vscode.TextDocument;
  /** Recognised or not; undefined when the document was closed or is no longer looked at: nothing may stay of it. */
  readonly article: Article | undefined;
}

/** An article, and the version of the document that it describes. */
export interface Snapshot {
  readonly article: Article;
  readonly version: number;
}

/** Milliseconds. */
export interface Delays {
  /** From the last keystroke to an analysis with the statistics of the version before. */
  readonly typing: number;
  /** From the last keystroke to one with statistics of its own. */
  readonly idle: number;
}

/** What the service stands on. */
export interface ArticleServiceOptions {
  readonly analyse: Analyser;
  readonly readSettings: (uri: vscode.Uri) => Settings;
  /** What reviewers decided of an article; a promise where that must be read first. */
  readonly decisions: (uri: vscode.Uri) => Decisions | Promise<Decisions>;
  /** The user's terms for a document: the same object as long as they are the same. */
  readonly glossaryOf: (uri: vscode.Uri) => Glossary | undefined | Promise<Glossary | undefined>;
  /** Is told of an analysis that threw. */
  readonly onError: (error: unknown, document: vscode.TextDocument) => void;
  readonly delays?: Delays;
}

const DELAYS: Delays = { typing: 200, idle: 1500 };

/** An analysis under way. */
interface Work {
  readonly version: number;
  readonly done: Promise<Article | undefined>;
  readonly cancellation: vscode.CancellationTokenSource;
}

/** One document that is looked at. */
interface Entry {
  readonly document: vscode.TextDocument;
  latest: Snapshot | undefined;
  /** Settings changed since {@link latest}. */
  stale: boolean;
  /** The statistics of {@link latest} are its own. */
  settled: boolean;
  work: Work | undefined;
  typing: ReturnType<typeof setTimeout> | undefined;
  idle: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Knows the article in each open document. Features ask {@link get} for the article of the present version, or listen
 * to {@link onDidChange}; what was found last stays available until something newer is.
 */
export class ArticleService implements vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly scopes = new Map<string, 'include' | 'exclude'>();
  private readonly changes = new vscode.EventEmitter<ArticleChange>();
  private readonly listeners: vscode.Disposable;
  private readonly delays: Delays;

  /** Fires when an analysis has finished, and when a document is closed. */
  readonly onDidChange = this.changes.event;

  constructor(private readonly options: ArticleServiceOptions) {
    this.delays = options.delays ?? DELAYS;
    this.listeners = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => this.follow(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length) this.changed(document);
      }),
    );
  }

  /** Looks at the documents that are open. Call it when everything that listens does. */
  start(): void {
    for (const document of vscode.workspace.textDocuments) this.follow(document);
  }

  /** Is this one of the documents that are looked at? */
  follows(document: vscode.TextDocument): boolean {
    return this.entries.get(keyOf(document))?.document === document;
  }

  /**
   * The article of the document's present version, recognised or not. Undefined when that is cancelled, overtaken by
   * another version, has failed, or when the document is not looked at.
   */
  async get(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<Article | undefined> {
    const entry = this.entries.get(keyOf(document));
    if (entry?.document !== document) return undefined;
    const { version } = document;
    if (entry.latest?.version === version && !entry.stale) return entry.latest.article;
    let work = entry.work?.version === version ? entry.work : this.analyse(entry, entry.latest);
    for (;;) {
      const article = await work.done;
      if (token?.isCancellationRequested || document.version !== version) return undefined;
      if (article) return article;
      // Other settings have overtaken it.
      if (entry.latest?.version === version && !entry.stale) return entry.latest.article;
      if (entry.work?.version !== version) return undefined;
      work = entry.work;
    }
  }

  /** The last article that was found, perhaps of an earlier version. */
  latest(document: vscode.TextDocument): Snapshot | undefined {
    return this.entries.get(keyOf(document))?.latest;
  }

  /** Analyses all documents anew, or one: the settings have changed, or the user asks for it. */
  refresh(only?: vscode.TextDocument): void {
    for (const document of only ? [only] : vscode.workspace.textDocuments) {
      const entry = this.entries.get(keyOf(document));
      if (!this.format(document)) this.forget(document);
      else if (!entry) this.follow(document);
      else {
        entry.stale = true;
        this.analyse(entry);
      }
    }
  }

  /** Analyses a document under other decisions; nothing of its text is learnt anew. */
  redecide(uri: vscode.Uri): void {
    const entry = this.entries.get(uri.toString());
    if (!entry) return;
    entry.stale = true;
    this.analyse(entry, entry.settled ? entry.latest : undefined);
  }

  /** What holds for a document that no setting can name, until it is closed. Undefined takes that back. */
  setScope(document: vscode.TextDocument, scope: 'include' | 'exclude' | undefined): void {
    if (scope) this.scopes.set(keyOf(document), scope);
    else this.scopes.delete(keyOf(document));
    this.refresh(document);
  }

  /** What the user said of a document, in the settings or by {@link setScope}. */
  scopeOf({ uri }: vscode.TextDocument): 'include' | 'exclude' | undefined {
    return this.scopes.get(uri.toString()) ?? settingsScopeOf(uri, this.options.readSettings(uri));
  }

  dispose(): void {
    this.listeners.dispose();
    for (const entry of this.entries.values()) stop(entry);
    this.entries.clear();
    this.changes.dispose();
  }

  private follow(document: vscode.TextDocument): void {
    if (this.follows(document) || !this.format(document)) return;
    const entry: Entry = {
      document,
      latest: undefined,
      stale: false,
      settled: false,
      work: undefined,
      typing: undefined,
      idle: undefined,
    };
    this.entries.set(keyOf(document), entry);
    entry.typing = setTimeout(() => void this.get(document));
  }

  private forget(document: vscode.TextDocument): void {
    const key = keyOf(document);
    const entry = this.entries.get(key);
    if (entry) {
      stop(entry);
      this.entries.delete(key);
      this.changes.fire({ document, article: undefined });
    }
    // A document whose language changes is closed and opened again at once.
    setTimeout(() => {
      if (!vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === key)) this.scopes.delete(key);
    });
  }

  private changed(document: vscode.TextDocument): void {
    const entry = this.entries.get(keyOf(document));
    if (entry?.document !== document) return;
    stop(entry);
    entry.typing = setTimeout(() => void this.get(document), this.delays.typing);
    entry.idle = setTimeout(() => void this.settle(entry), this.delays.idle);
  }

  /** Analyses a version once more, with statistics of its own. */
  private async settle(entry: Entry): Promise<void> {
    const { document } = entry;
    const { version } = document;
    await this.get(document);
    if (this.follows(document) && document.version === version && !entry.settled) await this.analyse(entry).done;
  }

  private analyse(entry: Entry, like?: Snapshot): Work {
    entry.work?.cancellation.cancel();
    clearTimeout(entry.typing);
    const cancellation = new vscode.CancellationTokenSource();
    const { version } = entry.document;
    const done = this.run(entry, cancellation.token, like).finally(() => {
      cancellation.dispose();
      if (entry.work === work) entry.work = undefined;
    });
    const work: Work = { version, done, cancellation };
    entry.work = work;
    return work;
  }

  private async run(
    entry: Entry,
    token: vscode.CancellationToken,
    like: Snapshot | undefined,
  ): Promise<Article | undefined> {
    const { document } = entry;
    const { version } = document;
    const statistics = like?.article.statistics;
    try {
      // What is known at once is not waited for, so that the work starts at once.
      const decided = this.options.decisions(document.uri);
      const decisions = decided instanceof Promise ? await decided : decided;
      const terms = this.options.glossaryOf(document.uri);
      const glossary = terms instanceof Promise ? await terms : terms;
      if (token.isCancellationRequested || document.version !== version) return undefined;
      const memory = entry.latest?.article.memory;
      const request = { ...this.request(document), decisions, glossary, statistics, memory };
      const article = await this.options.analyse(request, token);
      if (!article || token.isCancellationRequested || document.version !== version) return undefined;
      for (const { error } of article.failures) this.options.onError(error, document);
      entry.latest = { article, version };
      entry.stale = false;
      entry.settled = statistics === undefined || (entry.settled && like?.version === version);
      this.changes.fire({ document, article });
      return article;
    } catch (error) {
      this.options.onError(error, document);
      return undefined;
    }
  }

  private request(document: vscode.TextDocument) {
    return {
      sources: [sourceText(document.getText())],
      format: this.format(document) ?? 'prose',
      settings: this.options.readSettings(document.uri),
      scope: this.scopeOf(document),
    } as const;
  }

  private format(document: vscode.TextDocument) {
    return formatOf(document, this.scopeOf(document));
  }
}

function keyOf({ uri }: vscode.TextDocument): string {
  return uri.toString();
}

function stop(entry: Entry): void {
  clearTimeout(entry.typing);
  clearTimeout(entry.idle);
  entry.work?.cancellation.cancel();
  entry.work = undefined;
}
