/** What both entries share: the services, and the list of features. */
import * as vscode from 'vscode';
import { openLexicon } from '../core';
import { createAnalyser } from './analyser';
import { ArticleService } from './articles';
import { registerArticleLanguage } from './features/articleLanguage';
import { registerDecorations } from './features/decorations';
import { registerDefinitions } from './features/definitions';
import { registerDiagnostics } from './features/diagnostics';
import { registerEncoding } from './features/encoding';
import { registerFixes } from './features/fixes';
import { registerHover } from './features/hover';
import { registerLanguageStatus } from './features/languageStatus';
import { registerNavigation } from './features/navigation';
import { registerOutline } from './features/outline';
import { registerRecognitionCommands } from './features/recognitionCommands';
import { registerStatusBar } from './features/statusBar';
import { registerTooLarge } from './features/tooLarge';
import { createWords, errorText, type Platform, type Services } from './services';
import { affectsSettings, readSettings } from './settings';

/** Starts the extension; what is returned stops it. */
export function activateShared(context: vscode.ExtensionContext, platform: Platform): vscode.Disposable {
  const log = vscode.window.createOutputChannel('Parallel Text Review', { log: true });
  const articles = createArticles(context.extensionUri, log);
  const services: Services = {
    articles,
    words: createWords(vscode.env.language),
    log,
    platform,
    extensionUri: context.extensionUri,
    memory: vscode.workspace.workspaceFolders?.length ? context.workspaceState : context.globalState,
  };
  const features = vscode.Disposable.from(
    registerDecorations(services),
    registerHover(services),
    registerOutline(services),
    registerDiagnostics(services),
    registerFixes(services),
    registerDefinitions(services),
    registerNavigation(services),
    registerStatusBar(services),
    registerLanguageStatus(services),
    registerRecognitionCommands(services),
    registerArticleLanguage(services),
    registerEncoding(services),
    registerTooLarge(services),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (affectsSettings(event, 'include', 'exclude', 'dismissed', 'severity')) articles.refresh();
    }),
  );
  articles.start();
  return vscode.Disposable.from(features, articles, log);
}

function createArticles(extensionUri: vscode.Uri, log: vscode.LogOutputChannel): ArticleService {
  const analyse = createAnalyser({
    loadLexicon: async () =>
      openLexicon(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'data', 'lexicon.bin'))),
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    now: () => performance.now(),
  });
  return new ArticleService({
    analyse,
    readSettings,
    onError: (error, { uri }) => log.error(`${uri.toString()}: ${errorText(error)}`),
  });
}
