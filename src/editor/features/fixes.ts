/** Quick fixes: what each finding offers. No check is known by name here; the fix data rides on the finding. */
import * as vscode from 'vscode';
import { type Article, automaticEdits, type Edit, type Finding, type Fix, fixesAt, type Span } from '../../core';
import { rangeOf, sourceOf, toOffset } from '../convert';
import { selector } from '../documents';
import { DIAGNOSTIC_SOURCE, FIX_ALL, innerCommandIds } from '../names';
import { command, provide, type Services } from '../services';
import { folderTarget, readSettings, SECTION } from '../settings';

const fixAll = vscode.CodeActionKind.SourceFixAll.append(FIX_ALL);

/** Registers the quick fixes, the action that makes all that may run unseen, and the commands behind them. */
export function registerFixes(services: Services): vscode.Disposable {
  const { articles, words } = services;
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: (document, range, context, token) =>
          provide(services, 'fixes', async () => {
            const article = await articles.get(document, token);
            return article?.findings.flatMap((finding) =>
              fixesAt(finding, spanOf(article, document, range)).map((fix) =>
                actionOf(fix, { services, article, document, finding, context }),
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
    command(services, innerCommandIds.dismiss, async (address, fingerprint) => {
      if (typeof address !== 'string' || typeof fingerprint !== 'string') return;
      const uri = vscode.Uri.parse(address, true);
      const { dismissed } = readSettings(uri);
      if (dismissed.includes(fingerprint)) return;
      const configuration = vscode.workspace.getConfiguration(SECTION, uri);
      await configuration.update('dismissed', [...dismissed, fingerprint], targetFor(uri));
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

function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}

interface ActionInput {
  readonly services: Services;
  readonly article: Article;
  readonly document: vscode.TextDocument;
  readonly finding: Finding;
  readonly context: vscode.CodeActionContext;
}

function actionOf(fix: Fix, { services, article, document, finding, context }: ActionInput): vscode.CodeAction {
  const action = new vscode.CodeAction(services.words.of(fix.title), vscode.CodeActionKind.QuickFix);
  const range = rangeOf(article, finding.span);
  action.diagnostics = context.diagnostics.filter(
    (diagnostic) =>
      diagnostic.source === DIAGNOSTIC_SOURCE && codeOf(diagnostic) === finding.code && diagnostic.range.isEqual(range),
  );
  const address = document.uri.toString();
  switch (fix.kind) {
    case 'dismiss':
      action.command = {
        command: innerCommandIds.dismiss,
        title: action.title,
        arguments: [address, fix.fingerprint ?? finding.fingerprint],
      };
      break;
    case 'off':
      action.command = { command: innerCommandIds.switchOff, title: action.title, arguments: [address, finding.code] };
      break;
    case 'edit':
      action.edit = workspaceEdit(document, article, fix.edits);
      break;
  }
  return action;
}
