/** The language status item: is this an article, why, and what to do when that is wrong. */
import * as vscode from 'vscode';
import { followActive } from '../active';
import { selector } from '../documents';
import { commandIds } from '../names';
import type { Services } from '../services';

/** Registers the language status item; it speaks of the document in the active editor. */
export function registerLanguageStatus({ articles, words }: Services): vscode.Disposable {
  let item: vscode.LanguageStatusItem | undefined;

  const show = () => {
    const document = vscode.window.activeTextEditor?.document;
    const recognition = document && articles.latest(document)?.article.recognition;
    if (!recognition) {
      item?.dispose();
      item = undefined;
      return;
    }
    item ??= vscode.languages.createLanguageStatusItem('parallelText.recognition', selector);
    const { recognised, confidence, reason } = recognition;
    item.name = words.say('editor.language.name');
    item.text = words.say(recognised ? 'editor.language.article' : 'editor.language.noArticle');
    item.detail = words.say('editor.language.detail', {
      reason: words.of(reason),
      percent: Math.round(confidence * 100),
    });
    item.accessibilityInformation = { label: `${item.text}. ${item.detail}` };
    item.command = recognised
      ? { command: commandIds.treatAsNoArticle, title: words.say('editor.language.treatAsNoArticle') }
      : { command: commandIds.treatAsArticle, title: words.say('editor.language.treatAsArticle') };
  };
  return vscode.Disposable.from(new vscode.Disposable(() => item?.dispose()), followActive({ articles }, show));
}
