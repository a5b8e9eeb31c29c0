/** Which documents are looked at, as what, and which of them may be reported on. */
import * as vscode from 'vscode';
import { type Format, formatOf as formatOfPath, type Settings, scopeOf } from '../core';
import { ARTICLE_LANGUAGE } from './names';

/** Languages whose documents are asked whether they are articles. Others are when `include` names them. */
const LANGUAGES: ReadonlySet<string> = new Set([
  'plaintext',
  'markdown',
  'restructuredtext',
  'tsv',
  'csv',
  ARTICLE_LANGUAGE,
]);

/** What is shown in an editor without being anybody's text. */
const NO_TEXTS =
  /^(?:output|debug|comment|search-editor|walkThrough\w*|interactive|parallel-text-reading|vscode|vscode-(?!vfs$|remote$|test-web$|local-history$).+)$/;

/** Earlier states of files. They may be read with all help, but nothing is reported on them. */
const REVISIONS =
  /^(?:git|gitfs|git-graph|gitlens|gitlens-git|vscode-local-history|review|pr|hg|svn|conflictResolution)$/;

/**
 * For documents of these the editor's features are offered. The languages are named one by one too, since what is named
 * goes before what the editor itself offers for all.
 */
export const selector: vscode.DocumentSelector = [...LANGUAGES, '*'].map((language) => ({ language }));

/** How a document is to be read; undefined when it is none of those that are looked at. */
export function formatOf(document: vscode.TextDocument, scope: 'include' | 'exclude' | undefined): Format | undefined {
  const { languageId, uri } = document;
  if (NO_TEXTS.test(uri.scheme) || !(LANGUAGES.has(languageId) || scope === 'include')) return undefined;
  return languageId === 'tsv' || languageId === 'csv' ? languageId : formatOfPath(uri.path);
}

/**
 * The names of a document that globs of `include` and `exclude` are matched with: relative to its workspace folder,
 * if it is in one, and the whole path.
 */
export function pathsOf(uri: vscode.Uri): readonly string[] {
  const whole = uri.path.replace(/^\/([A-Za-z]:)/, '$1');
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder ? [vscode.workspace.asRelativePath(uri, false).replaceAll('\\', '/'), whole] : [whole];
}

/** The name of a file or document, without its folders. */
export function fileName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What the settings say of a document. */
export function settingsScopeOf(
  uri: vscode.Uri,
  settings: Pick<Settings, 'include' | 'exclude'>,
): 'include' | 'exclude' | undefined {
  const scopes = pathsOf(uri).map((path) => scopeOf(path, settings));
  return scopes.find((scope) => scope === 'exclude') ?? scopes.find((scope) => scope === 'include');
}

/**
 * May findings be reported on a document? Only where it is open to be edited: not on earlier states of a file (version
 * control, local history, what a program shows without a place to write it), not on the left side of a comparison, and
 * not on what some extension has loaded without showing it.
 */
export function isReportable({ uri }: vscode.TextDocument): boolean {
  if (REVISIONS.test(uri.scheme)) return false;
  const writable = uri.scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
  if (!writable && !vscode.workspace.getWorkspaceFolder(uri)) return false;
  const key = uri.toString();
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(
      ({ input }) =>
        (input instanceof vscode.TabInputText && input.uri.toString() === key) ||
        (input instanceof vscode.TabInputTextDiff && input.modified.toString() === key),
    ),
  );
}
