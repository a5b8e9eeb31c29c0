/**
 * No grammar can be injected into plain text, and defaults for all plain text are not ours to set. So, once, a plain
 * text that is an article is offered the language of articles, or the same defaults for the workspace.
 */
import * as vscode from 'vscode';
import { followActive } from '../active';
import { isReportable } from '../documents';
import { ARTICLE_LANGUAGE } from '../names';
import { errorText, type Services } from '../services';

/** The key under which it is remembered that the offer was made. */
const OFFERED = 'articleLanguage.offered';

/** Registers the offer. */
export function registerArticleLanguage(services: Services): vscode.Disposable {
  const { articles, memory, log } = services;
  let offered = memory.get(OFFERED, false);

  return followActive(services, () => {
    const document = vscode.window.activeTextEditor?.document;
    if (offered || document?.languageId !== 'plaintext') return;
    const article = articles.latest(document)?.article;
    if (!article?.recognition.recognised || article.layout === 'tsv' || article.layout === 'csv') return;
    if (!isReportable(document)) return;
    offered = true;
    offer(services, document).then(undefined, (error) => log.error(`${OFFERED}: ${errorText(error)}`));
  });
}

async function offer({ words, memory }: Services, document: vscode.TextDocument): Promise<void> {
  await memory.update(OFFERED, true);
  const language = words.say('editor.offer.language');
  const defaults = words.say('editor.offer.defaults');
  // What a workspace says of such settings counts only when it is trusted.
  const actions = vscode.workspace.isTrusted ? [language, defaults] : [language];
  const chosen = await vscode.window.showInformationMessage(words.say('editor.offer.question'), ...actions);
  if (chosen === language) await vscode.languages.setTextDocumentLanguage(document, ARTICLE_LANGUAGE);
  if (chosen === defaults) await writeDefaults(document.uri);
}

/** Writes what the language `bilingual-article` has by default for plain text too: in the workspace, if there is one. */
export async function writeDefaults(uri: vscode.Uri): Promise<void> {
  const target = vscode.workspace.workspaceFolders?.length
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  const plain = { uri, languageId: 'plaintext' };
  const article = vscode.workspace.getConfiguration(undefined, { languageId: ARTICLE_LANGUAGE });
  const configuration = vscode.workspace.getConfiguration(undefined, plain);
  for (const key of DEFAULTS) {
    const wanted = article.inspect(key)?.defaultLanguageValue;
    if (wanted !== undefined) await configuration.update(key, wanted, target, true);
  }
}

/** The settings that package.json gives a default for articles; a test compares the two. */
export const DEFAULTS = [
  'editor.wordWrap',
  'editor.wrappingIndent',
  'editor.wordSegmenterLocales',
  'editor.unicodeHighlight.ambiguousCharacters',
  'editor.unicodeHighlight.nonBasicASCII',
  'editor.unicodeHighlight.allowedCharacters',
  'editor.quickSuggestions',
  'editor.wordBasedSuggestions',
] as const;
