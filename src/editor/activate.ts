/** What both entries share: the services, and the list of features. */
import * as vscode from 'vscode';
import { type Lexicon, openLexicon } from '../core';
import { createAnalyser } from './analyser';
import { ArticleService } from './articles';
import { registerArticleLanguage } from './features/articleLanguage';
import { registerCheckPages } from './features/checkPages';
import { registerDecorations } from './features/decorations';
import { registerDefinitions } from './features/definitions';
import { registerDiagnostics } from './features/diagnostics';
import { registerEncoding } from './features/encoding';
import { registerFixes } from './features/fixes';
import { registerHover } from './features/hover';
import { registerLanguageStatus } from './features/languageStatus';
import { registerNavigation } from './features/navigation';
import { registerOutline } from './features/outline';
import { registerReadingView } from './features/readingView';
import { registerRecognitionCommands } from './features/recognitionCommands';
import { registerSideBySide } from './features/sideBySide';
import { registerSpeakers } from './features/speakers';
import { registerStatusBar } from './features/statusBar';
import { registerTooLarge } from './features/tooLarge';
import { createWords, errorText, type Platform, type Services } from './services';
import { affectsSettings, readSettings } from './settings';

/** Starts the extension; what is returned stops it. */
export function activateShared(context: vscode.ExtensionContext, platform: Platform): vscode.Disposable {
  const log = vscode.window.createOutputChannel('Parallel Text Review', { log: true });
  const lexicon = lexiconLoader(context.extensionUri);
  const articles = createArticles(lexicon, log);
  const services: Services = {
    articles,
    lexicon,
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
    registerSpeakers(services),
    registerReadingView(services),
    registerSideBySide(services),
    registerDiagnostics(services),
    registerCheckPages(services),
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
      if (affectsSettings(event, 'include', 'exclude', 'sourceLanguage', 'dismissed', 'severity')) articles.refresh();
    }),
  );
  articles.start();
  return vscode.Disposable.from(features, articles, log);
}

function lexiconLoader(extensionUri: vscode.Uri): Services['lexicon'] {
  const file = vscode.Uri.joinPath(extensionUri, 'data', 'lexicon.bin');
  let loaded: Promise<Lexicon> | undefined;
  const load = async () => openLexicon(await vscode.workspace.fs.readFile(file));
  return () => {
    loaded ??= load().catch((error) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
}

function createArticles(lexicon: Services['lexicon'], log: vscode.LogOutputChannel): ArticleService {
  const analyse = createAnalyser({
    lexicon,
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    now: () => performance.now(),
  });
  return new ArticleService({
    analyse,
    readSettings,
    onError: (error, { uri }) => log.error(`${uri.toString()}: ${errorText(error)}`),
  });
}
