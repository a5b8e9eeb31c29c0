/** A badge on the file of an article in the Explorer: how many of its pairs are flagged or changed since. */
import * as vscode from 'vscode';
import { progressOf } from '../../core';
import type { Services } from '../services';

/** Registers the badges. They tell what is known: of articles that are, or have been, open in this window. */
export function registerBadges({ articles, words }: Services): vscode.Disposable {
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const open = new Map<string, number>();
  const provider: vscode.FileDecorationProvider = {
    onDidChangeFileDecorations: changes.event,
    provideFileDecoration: (uri) => {
      const count = open.get(uri.toString());
      if (!count) return undefined;
      return new vscode.FileDecoration(count > 99 ? '99' : String(count), words.say('editor.review.badge', { count }));
    },
  };
  return vscode.Disposable.from(
    changes,
    vscode.window.registerFileDecorationProvider(provider),
    articles.onDidChange(({ document, article }) => {
      if (!article) return;
      const key = document.uri.toString();
      const count = article.recognition.recognised ? progressOf(article).open : 0;
      if ((open.get(key) ?? 0) === count) return;
      open.set(key, count);
      changes.fire(document.uri);
    }),
  );
}
