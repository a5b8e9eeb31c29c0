/** What both entries share: the services, and the list of features. */
import * as vscode from 'vscode';
import { type Lexicon, openLexicon } from '../core';
import { createAnalyser } from './analyser';
import { ArticleService } from './articles';
import { registerArticleLanguage } from './features/articleLanguage';
import { registerBadges } from './features/badges';
import { registerCheckPages } from './features/checkPages';
import { registerComments } from './features/comments';
import { registerDecorations } from './features/decorations';
import { registerDefinitions } from './features/definitions';
import { registerDiagnostics } from './features/diagnostics';
import { registerEncoding } from './features/encoding';
import { registerFixes } from './features/fixes';
import { registerHandingOver } from './features/handingOver';
import { registerHover } from './features/hover';
import { registerLanguageStatus } from './features/languageStatus';
import { registerNavigation } from './features/navigation';
import { registerOutline } from './features/outline';
import { registerPairs } from './features/pairs';
import { registerReadingView } from './features/readingView';
import { registerRecognitionCommands } from './features/recognitionCommands';
import { registerReview } from './features/review';
import { registerSideBySide } from './features/sideBySide';
import { registerSpeakers } from './features/speakers';
import { registerStatusBar } from './features/statusBar';
import { registerTooLarge } from './features/tooLarge';
import { registerTools } from './features/tools';
import { Glossaries } from './glossaries';
import { ReviewStore } from './reviews';
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
  const reviews = new ReviewStore({ platform, readSettings, words, log });
  const analyse = createAnalyser({
    lexicon,
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    now: () => performance.now(),
  });
  const glossaries = new Glossaries({ readSettings, words, log });
  const articles = createArticles({ analyse, reviews, glossaries, log });
  const services: Services = {
    articles,
    reviews,
    analyse,
    lexicon,
    words,
    log,
    platform,
    version: String(context.extension.packageJSON.version),
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
    registerReview(services),
    registerPairs(services),
    registerComments(services),
    registerBadges(services),
    registerTools(services),
    registerHandingOver(services),
    reviews.onDidChange((uri) => articles.redecide(uri)),
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
  return vscode.Disposable.from(features, articles, reviews, glossaries, log);
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
  analyse,
  reviews,
  glossaries,
  log,
}: Pick<Services, 'analyse' | 'reviews' | 'log'> & { readonly glossaries: Glossaries }): ArticleService {
  return new ArticleService({
    analyse,
    readSettings,
    decisions: (uri) => reviews.load(uri),
    glossaryOf: (uri) => glossaries.of(uri),
    onError: (error, { uri }) => log.error(`${uri.toString()}: ${errorText(error)}`),
  });
}
