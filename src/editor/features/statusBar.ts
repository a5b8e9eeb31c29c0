/** The status bar item on articles: how many paragraphs have their counterpart; a click goes to the next that has none. */
import * as vscode from 'vscode';
import { coverage } from '../../core';
import { commandIds } from '../names';
import type { Services } from '../services';
import { shownEditor } from '../shownEditor';

/** Registers the status bar item. */
export function registerStatusBar({ articles, words }: Services): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('parallelText.coverage', vscode.StatusBarAlignment.Right, 100);
  item.name = words.say('editor.status.name');
  item.command = commandIds.nextUnaligned;

  const show = () => {
    const document = shownEditor()?.document;
    const article = document && articles.latest(document)?.article;
    if (!article?.recognition.recognised) {
      item.hide();
      return;
    }
    const { linked, needed } = coverage(article);
    const counts = { linked, needed, missing: needed - linked };
    item.text = words.say('editor.status.text', counts);
    item.tooltip = words.say(linked < needed ? 'editor.status.tooltip' : 'editor.status.tooltipAll', counts);
    item.accessibilityInformation = { label: words.say('editor.status.spoken', counts), role: 'button' };
    item.show();
  };
  show();

  return vscode.Disposable.from(
    item,
    articles.onDidChange(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) show();
    }),
    vscode.window.onDidChangeActiveTextEditor(show),
  );
}
