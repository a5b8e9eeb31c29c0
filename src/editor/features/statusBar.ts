/** The status bar on articles: how many paragraphs have their counterpart, how far the review is, how long the text is. */
import * as vscode from 'vscode';
import { type Article, type Counts, countsBySide, countsOf, coverage, progressOf } from '../../core';
import { followActive, shownEditor } from '../active';
import { commandIds } from '../names';
import type { Services } from '../services';

/** Selections up to this length are counted while they change. */
const COUNTED = 1_000_000;

/** One item of the status bar. */
interface Item {
  readonly id: string;
  /** Those with more stand further to the left. */
  readonly priority: number;
  readonly name: string;
  /** What a click does. */
  readonly command?: string;
  /** What it says changes with the selection, too. */
  readonly followsSelection?: boolean;
  /** What it says of an article; undefined hides it. */
  readonly say: (article: Article, editor: vscode.TextEditor) => Said | undefined;
}

interface Said {
  readonly text: string;
  readonly tooltip: string;
  /** For a screen reader, where it is not the text. */
  readonly spoken?: string;
}

/** Registers the items. */
export function registerStatusBar(services: Services): vscode.Disposable {
  const items = [coverageItem, progressItem, countsItem].map((item) => item(services));
  return vscode.Disposable.from(...items.map((item) => register(services, item)));
}

function register({ articles }: Services, { id, priority, name, command, followsSelection, say }: Item) {
  const item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Right, priority);
  item.name = name;
  item.command = command;
  const show = () => {
    const editor = shownEditor();
    const article = editor && articles.latest(editor.document)?.article;
    const said = editor && article?.recognition.recognised ? say(article, editor) : undefined;
    if (!said) {
      item.hide();
      return;
    }
    item.text = said.text;
    item.tooltip = said.tooltip;
    item.accessibilityInformation = said.spoken ? { label: said.spoken, role: 'button' } : undefined;
    item.show();
  };
  return vscode.Disposable.from(
    item,
    followActive({ articles }, show),
    ...(followsSelection
      ? [
          vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
            if (textEditor === shownEditor()) show();
          }),
        ]
      : []),
  );
}

/** How many paragraphs have their counterpart; a click goes to the next that has none. */
function coverageItem({ words }: Services): Item {
  return {
    id: 'parallelText.coverage',
    priority: 100,
    name: words.say('editor.status.name'),
    command: commandIds.nextUnaligned,
    say: (article) => {
      const { linked, needed } = coverage(article);
      const counts = { linked, needed, missing: needed - linked };
      return {
        text: words.say('editor.status.text', counts),
        tooltip: words.say(linked < needed ? 'editor.status.tooltip' : 'editor.status.tooltipAll', counts),
        spoken: words.say('editor.status.spoken', counts),
      };
    },
  };
}

/** How far the review is; a click goes to the next pair. */
function progressItem({ words }: Services): Item {
  return {
    id: 'parallelText.review',
    priority: 99,
    name: words.say('editor.review.statusName'),
    command: commandIds.nextToReview,
    say: (article) => {
      const progress = progressOf(article);
      if (!(progress.reviewed || progress.open)) return undefined;
      return {
        text: words.say('editor.review.status', { ...progress }),
        tooltip: words.say('editor.review.statusTooltip'),
        spoken: words.say('editor.review.statusSpoken', { ...progress }),
      };
    },
  };
}

/** Chinese characters and English words of the article, and of the selection. */
function countsItem({ words }: Services): Item {
  const known = new WeakMap<Article, Counts>();
  const countsOfWhole = (article: Article): Counts => {
    const before = known.get(article);
    if (before) return before;
    const { zh, en } = countsBySide(article);
    const counts = { characters: zh, words: en };
    known.set(article, counts);
    return counts;
  };
  return {
    id: 'parallelText.counts',
    priority: 98,
    name: words.say('editor.tools.countsName'),
    followsSelection: true,
    say: (article, { document, selections }) => {
      const whole = countsOfWhole(article);
      const selected = selections.map((selection) => document.getText(selection)).join('\n');
      if (!selected.trim() || selected.length > COUNTED) {
        const args = { ...whole };
        return { text: words.say('editor.tools.counts', args), tooltip: words.say('editor.tools.countsTooltip', args) };
      }
      const args = { ...countsOf(selected), allCharacters: whole.characters, allWords: whole.words };
      return {
        text: words.say('editor.tools.countsSelected', args),
        tooltip: words.say('editor.tools.countsSelectedTooltip', args),
      };
    },
  };
}
