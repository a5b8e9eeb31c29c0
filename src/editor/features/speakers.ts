/** The Speakers view: who speaks, and each turn of theirs; it follows the cursor and can be filtered by name. */
import * as vscode from 'vscode';
import { type Article, turnAt } from '../../core';
import { followActive, shownEditor } from '../active';
import { locationOf, placeOf, rangeOf } from '../convert';
import { bothSides, escapeText, plainLabel } from '../escape';
import { commandIds, contextKeys, viewIds } from '../names';
import { openAt, type RowNode, RowTree, revealer } from '../rowTree';
import { command, type Services, type Words } from '../services';
import { type SpeakerEntry, speakerList, speakerName, type TurnEntry, turnTexts } from '../speakerList';

/** How many code units of a turn its tooltip shows, of each language. */
const TOOLTIP_LENGTH = 300;

/** How many other forms of a name the tooltip of a speaker shows. */
const FORMS = 12;

/** Where it is remembered that the view is not to follow the cursor. */
const UNFOLLOWED = 'speakers.unfollowed';

/** Registers the view and its commands. */
export function registerSpeakers(services: Services): vscode.Disposable {
  const { articles, words, memory } = services;
  const tree = new SpeakerTree(words);
  const view = vscode.window.createTreeView(viewIds.speakers, { treeDataProvider: tree, showCollapseAll: true });
  const filters = new WeakMap<vscode.TextDocument, string>();
  let shown: vscode.TextDocument | undefined;

  const setContext = (key: string, value: unknown) => void vscode.commands.executeCommand('setContext', key, value);
  const filter = () => (shown && filters.get(shown)) ?? '';

  const update = () => {
    shown = shownEditor()?.document;
    const article = shown && articles.latest(shown)?.article;
    const state = article ? stateOf(article) : shown && articles.follows(shown) ? undefined : 'noArticle';
    setContext(contextKeys.speakers, state);
    setContext(contextKeys.speakersFiltered, filter() !== '');
    if (!view.visible) return;
    tree.show(state === 'some' && shown && article ? { article, document: shown, filter: filter() } : undefined);
    const text = plainLabel(filter());
    const message = tree.getChildren().length ? 'editor.speakers.filtered' : 'editor.speakers.noMatch';
    view.message = state === 'some' && text ? words.say(message, { text }) : undefined;
    void follow();
  };
  const setFilter = (document: vscode.TextDocument, text: string) => {
    if (text.trim()) filters.set(document, text.trim());
    else filters.delete(document);
    update();
  };

  /** The row of the turn at the cursor, if it is to be selected. */
  const rowAtCursor = () => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !view.visible || memory.get<boolean>(UNFOLLOWED)) return undefined;
    const { document, selection } = editor;
    const found = articles.latest(document);
    if (document !== shown || found?.version !== document.version) return undefined;
    return tree.nodeOf(turnAt(found.article, ...placeOf(found.article, document, selection.active)));
  };
  const follow = revealer(view, rowAtCursor, services);
  const setFollow = async (on: boolean) => {
    await memory.update(UNFOLLOWED, on ? undefined : true);
    setContext(contextKeys.speakersFollow, on);
    void follow();
  };

  setContext(contextKeys.speakersFollow, !memory.get<boolean>(UNFOLLOWED));

  return vscode.Disposable.from(
    view,
    tree,
    view.onDidChangeVisibility(update),
    followActive(services, update),
    vscode.window.onDidChangeTextEditorSelection(() => void follow()),
    command(services, commandIds.followInSpeakers, () => setFollow(true)),
    command(services, commandIds.unfollowInSpeakers, () => setFollow(false)),
    command(services, commandIds.filterSpeakers, async () => {
      const document = shown;
      await vscode.commands.executeCommand(`${viewIds.speakers}.focus`);
      if (document) await askFilter(words, filters.get(document) ?? '', (text) => setFilter(document, text));
    }),
    command(services, commandIds.clearSpeakerFilter, () => {
      if (shown) setFilter(shown, '');
    }),
  );
}

function stateOf({ recognition, turns }: Article): 'some' | 'nobody' | 'noArticle' {
  return !recognition.recognised ? 'noArticle' : turns.length ? 'some' : 'nobody';
}

/** Lets the user type a filter, which holds while it is typed; Escape brings back the one before. */
function askFilter(words: Words, before: string, set: (text: string) => void): Promise<void> {
  const input = vscode.window.createInputBox();
  input.title = words.say('editor.speakers.filterTitle');
  input.placeholder = words.say('editor.speakers.filterHint');
  input.value = before;
  let accepted = false;
  return new Promise((resolve) => {
    input.onDidChangeValue(set);
    input.onDidAccept(() => {
      accepted = true;
      input.hide();
    });
    input.onDidHide(() => {
      if (!accepted) set(before);
      input.dispose();
      resolve();
    });
    input.show();
  });
}

/** What the tree is made from. */
interface Shown {
  readonly article: Article;
  readonly document: vscode.TextDocument;
  readonly filter: string;
}

/** The rows of the view. */
export class SpeakerTree extends RowTree<SpeakerEntry | TurnEntry> {
  private shown: Shown | undefined;
  /** Ids of the rows of turns. */
  private turns: ReadonlyMap<number, string> = new Map();

  constructor(private readonly words: Words) {
    super();
  }

  /** Shows the speakers of an article; undefined shows nothing. */
  show(shown: Shown | undefined): void {
    this.shown = shown;
    const rows = shown ? rowsOf(shown) : [];
    this.turns = new Map(
      rows.flatMap(({ children }) => children.map(({ id, entry }): [number, string] => [entry.turn, id])),
    );
    this.setRows(rows);
  }

  /** The row of a turn, by its index in the article; undefined when the filter hides it. */
  nodeOf(turn: number): RowNode | undefined {
    return this.find(this.turns.get(turn) ?? '');
  }

  protected itemOf(entry: SpeakerEntry | TurnEntry): vscode.TreeItem {
    return 'turns' in entry
      ? speakerItem(entry, this.words, this.shown!.filter !== '')
      : turnItem(this.shown!, entry, this.words);
  }
}

function rowsOf(shown: Shown) {
  // A filtered list is another list: what the user folded in the whole one stays folded there.
  const prefix = shown.filter ? 'filtered ' : '';
  return speakerList(shown.article, shown.filter).map((entry) => ({
    id: `${prefix}${entry.id}`,
    entry,
    look: JSON.stringify([entry.speaker, entry.kind, entry.forms, entry.turns.length]),
    children: entry.turns.map((turn) => ({
      id: `${prefix}${turn.id}`,
      entry: turn,
      look: turnLook(shown, turn),
      children: [],
    })),
  }));
}

function speakerItem({ speaker, kind, forms, turns }: SpeakerEntry, words: Words, open: boolean): vscode.TreeItem {
  const name = speakerName(speaker, words);
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(name, open ? Expanded : Collapsed);
  item.iconPath = new vscode.ThemeIcon(kind === 'person' ? 'person' : kind === 'role' ? 'organization' : 'question');
  const { length: count } = turns;
  const counted = words.say(count === 1 ? 'editor.speakers.turn' : 'editor.speakers.turns', { count });
  item.description = counted;
  const list = forms.slice(0, FORMS).map((form) => escapeText(plainLabel(form)));
  const also = words.say('editor.speakers.forms', { list: list.join(words.say('editor.comma')) });
  item.tooltip = new vscode.MarkdownString(
    [`**${escapeText(name)}**`, counted, ...(list.length ? [also] : [])].join('\n\n'),
  );
  item.accessibilityInformation = { label: words.say('editor.sentences', { say: name, detail: counted }) };
  return item;
}

function turnItem({ article, document }: Shown, entry: TurnEntry, words: Words): vscode.TreeItem {
  const turn = article.turns[entry.turn];
  const { start } = rangeOf(article, entry.span);
  // In the language in which the turn begins: that is where a click leads.
  const item = new vscode.TreeItem(plainLabel(entry[entry.side] ?? ''));
  const line = words.say('editor.line', { line: start.line + 1 });
  item.description = String(start.line + 1);
  const { zh, en } = turnTexts(article, turn, TOOLTIP_LENGTH);
  const texts = (entry.side === 'zh' ? [zh, en] : [en, zh]).filter((text) => text).map((text) => escapeText(text));
  const title = `**${escapeText(speakerName(turn.speaker, words))}** · ${line}`;
  item.tooltip = new vscode.MarkdownString([title, ...texts].join('\n\n'));
  const spoken = words.say('editor.sentences', { say: line, detail: bothSides(entry, ' ⇄ ') });
  item.accessibilityInformation = { label: spoken };
  item.command = openAt({ article, document }, entry.span, words.say('editor.speakers.open'));
  return item;
}

function turnLook({ article, document }: Shown, { zh, en, side, span, turn }: TurnEntry): string {
  const { uri, range } = locationOf(article, document, span);
  const { start } = range;
  const texts = turnTexts(article, article.turns[turn], TOOLTIP_LENGTH);
  return JSON.stringify([zh, en, side, start.line, start.character, uri.toString(), texts]);
}
