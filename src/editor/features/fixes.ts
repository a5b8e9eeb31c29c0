/** Quick fixes: what each finding offers. No check is known by name here; the fix data rides on the finding. */
import * as vscode from 'vscode';
import type { Article, Finding, Fix } from '../../core';
import { codeOf, rangeOf } from '../convert';
import { selector } from '../documents';
import { DIAGNOSTIC_SOURCE, innerCommandIds } from '../names';
import { command, provide, type Services } from '../services';
import { folderTarget, readSettings, SECTION } from '../settings';

/** Registers the quick fixes and the command behind a dismissal. */
export function registerFixes(services: Services): vscode.Disposable {
  const { articles } = services;
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: (document, range, context, token) =>
          provide(services, 'fixes', async () => {
            const article = await articles.get(document, token);
            return article?.findings
              .filter((finding) => rangeOf(article, finding.span).intersection(range))
              .flatMap((finding) =>
                finding.fixes.map((fix) => actionOf(fix, { services, article, document, finding, context })),
              );
          }),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    command(services, innerCommandIds.dismiss, async (address, fingerprint) => {
      if (typeof address !== 'string' || typeof fingerprint !== 'string') return;
      const uri = vscode.Uri.parse(address, true);
      const { dismissed } = readSettings(uri);
      if (dismissed.includes(fingerprint)) return;
      const inWorkspace = (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
      const inFolder = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
      const target = inFolder
        ? folderTarget()
        : inWorkspace
          ? vscode.ConfigurationTarget.Workspace
          : vscode.ConfigurationTarget.Global;
      const configuration = vscode.workspace.getConfiguration(SECTION, uri);
      await configuration.update('dismissed', [...dismissed, fingerprint], target);
    }),
  );
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
  switch (fix.kind) {
    case 'dismiss':
      action.command = {
        command: innerCommandIds.dismiss,
        title: action.title,
        arguments: [document.uri.toString(), finding.fingerprint],
      };
      break;
    case 'edit':
      action.edit = new vscode.WorkspaceEdit();
      for (const { span, text } of fix.edits) action.edit.replace(document.uri, rangeOf(article, span), text);
      break;
  }
  return action;
}
