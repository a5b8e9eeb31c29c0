/** Shows findings in the Problems panel and as squiggles. */
import * as vscode from 'vscode';
import type { Article, Finding, Severity } from '../../core';
import { locationOf, rangeOf } from '../convert';
import { isReportable } from '../documents';
import { DIAGNOSTIC_SOURCE, innerCommandIds } from '../names';
import type { Services } from '../services';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What a click on a code opens: the page of the check. */
function checkPageUri(code: string): vscode.Uri {
  return vscode.Uri.parse(`command:${innerCommandIds.openCheckPage}?${encodeURIComponent(JSON.stringify([code]))}`);
}

/** Registers the diagnostics. */
export function registerDiagnostics({ articles, words }: Services): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(DIAGNOSTIC_SOURCE);

  const toDiagnostic = (article: Article, document: vscode.TextDocument, finding: Finding) => {
    const diagnostic = new vscode.Diagnostic(
      rangeOf(article, finding.span),
      words.of(finding.message),
      severities[finding.severity],
    );
    diagnostic.source = DIAGNOSTIC_SOURCE;
    diagnostic.code = { value: finding.code, target: checkPageUri(finding.code) };
    diagnostic.relatedInformation = finding.related.map(
      ({ span, message }) =>
        new vscode.DiagnosticRelatedInformation(locationOf(article, document, span), words.of(message)),
    );
    return diagnostic;
  };
  const publish = (document: vscode.TextDocument, article: Article | undefined) => {
    if (!article?.findings.length || !isReportable(document)) {
      if (collection.has(document.uri)) collection.delete(document.uri);
      return;
    }
    collection.set(
      document.uri,
      article.findings.map((finding) => toDiagnostic(article, document, finding)),
    );
  };

  return vscode.Disposable.from(
    collection,
    articles.onDidChange(({ document, article }) => publish(document, article)),
    // Tabs decide what may be reported on.
    vscode.window.tabGroups.onDidChangeTabs(() => {
      for (const document of vscode.workspace.textDocuments) {
        const latest = articles.latest(document);
        if (latest?.version !== document.version) continue;
        const wanted = latest.article.findings.length > 0 && isReportable(document);
        if (collection.has(document.uri) !== wanted) publish(document, latest.article);
      }
    }),
  );
}
