/** Comments of reviewers, in VS Code's own threads; what is written is kept in the review file. */
import * as vscode from 'vscode';
import {
  type Article,
  type Change,
  changeThread,
  type ReviewComment,
  segmentAt,
  sideOf,
  type Thread,
  type ThreadDecision,
} from '../../core';
import { rangeOf, sourceOf, toOffset } from '../convert';
import { COMMENTS, commandIds } from '../names';
import { signedBy } from '../reviewer';
import { command, type Services } from '../services';

/** A comment on the screen: it knows which one of the review file it is. */
class ShownComment implements vscode.Comment {
  mode = vscode.CommentMode.Preview;
  contextValue = 'comment';
  readonly author: vscode.CommentAuthorInformation;
  readonly timestamp: Date;
  /** Plain text: what stands in it is never read as markup. */
  body: string;

  constructor(
    readonly of: ReviewComment,
    readonly thread: string,
    anonymous: string,
  ) {
    this.author = { name: of.author || anonymous };
    this.timestamp = new Date(of.at);
    this.body = of.text;
  }
}

/** Registers the threads and their commands. */
export function registerComments(services: Services): vscode.Disposable {
  const { articles, reviews, words } = services;
  const controller = vscode.comments.createCommentController(COMMENTS, words.say('editor.comments.name'));
  controller.options = { prompt: words.say('editor.comments.reply'), placeHolder: words.say('editor.comments.write') };
  controller.commentingRangeProvider = {
    provideCommentingRanges: async (document, token) => {
      const article = await articles.get(document, token);
      if (!article?.recognition.recognised) return [];
      const source = sourceOf(article, document);
      return article.segments.flatMap(({ span, alignable }) =>
        alignable && span.source === source ? [rangeOf(article, span)] : [],
      );
    },
  };
  /** Threads by document and id. */
  const shown = new Map<string, Map<string, vscode.CommentThread>>();
  const ids = new WeakMap<vscode.CommentThread, string>();
  /** Threads that were started here a moment ago: they are to stay open. */
  const opening = new Set<string>();

  const update = (document: vscode.TextDocument, article: Article | undefined) => {
    const key = document.uri.toString();
    const before = shown.get(key) ?? new Map<string, vscode.CommentThread>();
    const now = new Map<string, vscode.CommentThread>();
    for (const thread of article?.threads ?? []) {
      const range = article ? rangeOfThread(article, thread) : undefined;
      if (!range) continue;
      const known = before.get(thread.id);
      const there = known ?? controller.createCommentThread(document.uri, range, []);
      ids.set(there, thread.id);
      if (opening.delete(thread.id)) there.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
      now.set(thread.id, there);
      fill(there, thread, range);
    }
    for (const [id, thread] of before) if (!now.has(id)) thread.dispose();
    if (now.size) shown.set(key, now);
    else shown.delete(key);
  };
  const fill = (there: vscode.CommentThread, thread: Thread, range: vscode.Range) => {
    if (!there.range?.isEqual(range)) there.range = range;
    there.state = thread.resolved ? vscode.CommentThreadState.Resolved : vscode.CommentThreadState.Unresolved;
    there.contextValue = thread.resolved ? 'resolved' : 'open';
    there.label = words.say(thread.resolved ? 'editor.comments.resolved' : 'editor.comments.open');
    // What is being written is not taken from under the hands.
    if (there.comments.some(({ mode }) => mode === vscode.CommentMode.Editing)) return;
    const same =
      there.comments.length === thread.comments.length &&
      there.comments.every(
        (comment, at) =>
          comment instanceof ShownComment && JSON.stringify(comment.of) === JSON.stringify(thread.comments[at]),
      );
    if (!same)
      there.comments = thread.comments.map(
        (comment) => new ShownComment(comment, thread.id, words.say('editor.comments.anonymous')),
      );
  };

  /** The decision behind a thread of the screen. */
  const decisionOf = async (uri: vscode.Uri, id: string | undefined): Promise<ThreadDecision | undefined> => {
    const decision = id === undefined ? undefined : (await reviews.load(uri)).get(id);
    return decision?.kind === 'thread' ? decision : undefined;
  };
  /** Where nothing can be written, what was typed is offered: the box that it was typed in is empty by now. */
  const write = async (uri: vscode.Uri, change: Change, typed = '', article?: Article) => {
    if ((await reviews.change(uri, change, article)) || !typed) return;
    const copy = words.say('editor.comments.copy');
    const chosen = await vscode.window.showWarningMessage(words.say('editor.comments.notSaved'), copy);
    if (chosen === copy) await vscode.env.clipboard.writeText(typed);
  };
  const put = (uri: vscode.Uri, decision: ThreadDecision | undefined, id: string, typed?: string) =>
    write(uri, new Map([[id, decision]]), typed);
  const withComment = async (
    comment: unknown,
    run: (uri: vscode.Uri, decision: ThreadDecision, comment: ShownComment) => ThreadDecision | undefined,
    typed?: string,
  ) => {
    if (!(comment instanceof ShownComment)) return;
    for (const [address, threads] of shown) {
      if (!threads.has(comment.thread)) continue;
      const uri = vscode.Uri.parse(address, true);
      const decision = await decisionOf(uri, comment.thread);
      if (decision) await put(uri, run(uri, decision, comment), comment.thread, typed);
      return;
    }
  };
  const setMode = (comment: unknown, mode: vscode.CommentMode) => {
    if (!(comment instanceof ShownComment)) return;
    for (const [address, threads] of shown) {
      const thread = threads.get(comment.thread);
      if (!thread) continue;
      if (mode === vscode.CommentMode.Preview) comment.body = comment.of.text;
      comment.mode = mode;
      thread.comments = [...thread.comments];
      // What came while it was being written is shown now.
      const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === address);
      if (document) update(document, articles.latest(document)?.article);
    }
  };
  const resolve = (resolved: boolean) => async (argument: unknown) => {
    const thread = argument as vscode.CommentThread | undefined;
    const id = thread && ids.get(thread);
    const decision = thread && (await decisionOf(thread.uri, id));
    if (!thread || !decision) return;
    const { at } = await signedBy(thread.uri);
    await put(thread.uri, { ...decision, at, resolved }, decision.id);
  };

  for (const document of vscode.workspace.textDocuments) update(document, articles.latest(document)?.article);
  return vscode.Disposable.from(
    controller,
    articles.onDidChange(({ document, article }) => update(document, article)),
    command(services, commandIds.addComment, async (argument) => {
      const { thread, text } = (argument ?? {}) as Partial<vscode.CommentReply>;
      if (!thread || !text?.trim()) return;
      const { uri } = thread;
      const who = await signedBy(uri);
      const decision = await decisionOf(uri, ids.get(thread));
      if (decision) {
        const id = `${decision.comments.length}-${who.at}-${Math.random().toString(36).slice(2, 8)}`;
        const comments = [...decision.comments, { id, author: who.by, at: who.at, text: text.trim() }];
        await put(uri, { ...decision, at: who.at, comments }, decision.id, text.trim());
        return;
      }
      const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
      const article = document && (await articles.get(document));
      const start = thread.range?.start;
      if (!document || !article || !start) return;
      const source = sourceOf(article, document);
      const segment = segmentAt(article, source, toOffset(article.sources[source], start));
      const side = segment < 0 ? undefined : sideOf(article, segment);
      const change = side && changeThread(article, segment, side, text.trim(), who);
      // From now on it is shown from the review file.
      thread.dispose();
      if (!change) return;
      for (const id of change.keys()) opening.add(id);
      await write(uri, change, text.trim(), article);
    }),
    command(services, commandIds.editComment, (comment) => setMode(comment, vscode.CommentMode.Editing)),
    command(services, commandIds.cancelComment, (comment) => setMode(comment, vscode.CommentMode.Preview)),
    command(services, commandIds.saveComment, async (argument) => {
      const at = new Date().toISOString();
      const typed = argument instanceof ShownComment ? String(argument.body).trim() : '';
      await withComment(
        argument,
        (_, decision, comment) => {
          const text = typed || comment.of.text;
          comment.mode = vscode.CommentMode.Preview;
          const comments = decision.comments.map((one) => (one.id === comment.of.id ? { ...one, text } : one));
          return { ...decision, at, comments };
        },
        typed,
      );
    }),
    command(services, commandIds.deleteComment, async (argument) => {
      const at = new Date().toISOString();
      await withComment(argument, (_, decision, comment) => {
        const comments = decision.comments.filter(({ id }) => id !== comment.of.id);
        return comments.length ? { ...decision, at, comments } : undefined;
      });
    }),
    command(services, commandIds.resolveThread, resolve(true)),
    command(services, commandIds.reopenThread, resolve(false)),
  );
}

function rangeOfThread(article: Article, { segment }: Thread): vscode.Range | undefined {
  const found = segment === undefined ? undefined : article.segments[segment];
  return found && rangeOf(article, found.span);
}
