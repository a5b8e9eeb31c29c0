/** What both entries share: the services, and the list of features. */
import * as vscode from 'vscode';
import { type Lexicon, openLexicon } from '../core';
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
import { registerSpeakers } from './features/speakers';
import { registerStatusBar } from './features/statusBar';
import { registerTooLarge } from './features/tooLarge';
import { Glossaries } from './glossaries';
import { createWords, errorText, type Platform, type Services } from './services';
import { affectsSettings, readSettings } from './settings';

/** Settings on which the analysis of an article depends. */
const WORKED_INTO_ARTICLES = [
  'include',
  'exclude',
  'sourceLanguage',
  'dismissed',
  'severity',
  'threshold',
  'glossary',
] as const;

/** Starts the extension; what is returned stops it. */
export function activateShared(context: vscode.ExtensionContext, platform: Platform): vscode.Disposable {
  const log = vscode.window.createOutputChannel('Parallel Text Review', { log: true });
  const lexicon = lexiconLoader(context.extensionUri);
  const words = createWords(vscode.env.language);
  const glossaries = new Glossaries({ readSettings, words, log });
  const articles = createArticles({ lexicon, glossaries, log });
  const services: Services = {
    articles,
    lexicon,
    words,
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
      if (affectsSettings(event, 'glossary')) glossaries.reset();
      if (affectsSettings(event, ...WORKED_INTO_ARTICLES)) articles.refresh();
    }),
    glossaries.onDidChange(() => articles.refresh()),
  );
  articles.start();
  return vscode.Disposable.from(features, articles, glossaries, log);
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

function createArticles({
  lexicon,
  glossaries,
  log,
}: Pick<Services, 'lexicon' | 'log'> & { readonly glossaries: Glossaries }): ArticleService {
  const analyse = createAnalyser({
    lexicon,
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    now: () => performance.now(),
  });
  return new ArticleService({
    analyse,
    readSettings,
    glossaryOf: (uri) => glossaries.of(uri),
    onError: (error, { uri }) => log.error(`${uri.toString()}: ${errorText(error)}`),
  });
}
