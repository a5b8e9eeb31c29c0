/** Quick fixes: what each finding offers. No check is known by name here; the fix data rides on the finding. */
import * as vscode from 'vscode';
import {
  type Article,
  automaticEdits,
  changeFinding,
  type Edit,
  type Finding,
  type Fix,
  fixesAt,
  type Span,
} from '../../core';
import { codeOf, rangeOf, sourceOf, toOffset } from '../convert';
import { selector } from '../documents';
import { DIAGNOSTIC_SOURCE, FIX_ALL, innerCommandIds } from '../names';
import { signedBy } from '../reviewer';
import { command, provide, type Services } from '../services';
import { folderTarget, SECTION } from '../settings';

const fixAll = vscode.CodeActionKind.SourceFixAll.append(FIX_ALL);

/** Registers the quick fixes, the action that makes all that may run unseen, and the commands behind them. */
export function registerFixes(services: Services): vscode.Disposable {
  const { articles, reviews, words } = services;
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: (document, range, context, token) =>
          provide(services, 'fixes', async () => {
            const article = await articles.get(document, token);
            return article?.findings.flatMap((finding) =>
              fixesAt(finding, spanOf(article, document, range)).flatMap((fix) =>
                actionsOf(fix, { services, article, document, finding, context }),
              ),
            );
          }),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: (document, _range, { only }, token) =>
          provide(services, 'fix all', async () => {
            if (!only?.contains(fixAll)) return undefined;
            const article = await articles.get(document, token);
            const edits = article ? automaticEdits(article) : [];
            if (!article || !edits.length) return undefined;
            const action = new vscode.CodeAction(words.say('fix.all'), fixAll);
            action.edit = workspaceEdit(document, article, edits);
            return [action];
          }),
      },
      { providedCodeActionKinds: [fixAll] },
    ),
    command(services, innerCommandIds.dismiss, async (address, fingerprint, ask) => {
      if (typeof address !== 'string' || typeof fingerprint !== 'string') return;
      const uri = vscode.Uri.parse(address, true);
      const reason = ask === true ? await vscode.window.showInputBox({ title: words.say('fix.dismissReason') }) : '';
      if (reason === undefined) return;
      await reviews.change(uri, changeFinding(fingerprint, reason.trim(), await signedBy(uri)));
    }),
    command(services, innerCommandIds.switchOff, async (address, code) => {
      if (typeof address !== 'string' || typeof code !== 'string') return;
      const uri = vscode.Uri.parse(address, true);
      const configuration = vscode.workspace.getConfiguration(SECTION, uri);
      const target = targetFor(uri);
      // Objects of all levels are merged, so that only what this level says itself is written to it.
      const own = configuration.inspect<Record<string, string>>('severity');
      const said =
        target === vscode.ConfigurationTarget.WorkspaceFolder
          ? own?.workspaceFolderValue
          : target === vscode.ConfigurationTarget.Workspace
            ? own?.workspaceValue
            : own?.globalValue;
      await configuration.update('severity', { ...said, [code]: 'off' }, target);
    }),
  );
}

/** Where a setting for a document is written. */
function targetFor(uri: vscode.Uri): vscode.ConfigurationTarget {
  if (vscode.workspace.getWorkspaceFolder(uri)) return folderTarget();
  const inWorkspace = (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
  return inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
}

function spanOf(article: Article, document: vscode.TextDocument, { start, end }: vscode.Range): Span {
  const source = sourceOf(article, document);
  const text = article.sources[source];
  return { source, start: toOffset(text, start), end: toOffset(text, end) };
}

function workspaceEdit(document: vscode.TextDocument, article: Article, edits: readonly Edit[]): vscode.WorkspaceEdit {
  const made = new vscode.WorkspaceEdit();
  for (const { span, text } of edits) made.replace(document.uri, rangeOf(article, span), text);
  return made;
}

interface ActionInput {
  readonly services: Services;
  readonly article: Article;
  readonly document: vscode.TextDocument;
  readonly finding: Finding;
  readonly context: vscode.CodeActionContext;
}

/** What a fix offers: one action, or two for a dismissal, with a reason and without. */
function actionsOf(fix: Fix, { services, article, document, finding, context }: ActionInput): vscode.CodeAction[] {
  const { words } = services;
  const range = rangeOf(article, finding.span);
  const diagnostics = context.diagnostics.filter(
    (diagnostic) =>
      diagnostic.source === DIAGNOSTIC_SOURCE && codeOf(diagnostic) === finding.code && diagnostic.range.isEqual(range),
  );
  const action = (title: string, what: Pick<vscode.CodeAction, 'command' | 'edit'>) =>
    Object.assign(new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix), { diagnostics }, what);
  const title = words.of(fix.title);
  const address = document.uri.toString();
  switch (fix.kind) {
    case 'dismiss': {
      const { dismiss } = innerCommandIds;
      const args = [address, fix.fingerprint ?? finding.fingerprint];
      const plain = action(title, { command: { command: dismiss, title, arguments: args } });
      // One of many places hardly needs a reason of its own.
      if (fix.fingerprint) return [plain];
      const because = words.say('fix.dismissReason');
      return [plain, action(because, { command: { command: dismiss, title: because, arguments: [...args, true] } })];
    }
    case 'off':
      return [
        action(title, { command: { command: innerCommandIds.switchOff, title, arguments: [address, finding.code] } }),
      ];
    case 'edit':
      return [action(title, { edit: workspaceEdit(document, article, fix.edits) })];
  }
}
