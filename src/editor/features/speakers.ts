/** The Speakers view: who speaks, and each turn of theirs; it follows the cursor and can be filtered by name. */
import * as vscode from 'vscode';
import { type Article, turnAt } from '../../core';
import { locationOf, sourceOf, toOffset } from '../convert';
import { bothSides, escapeText, plainLabel } from '../escape';
import { commandIds, contextKeys, viewIds } from '../names';
import { command, errorText, type Services, type Words } from '../services';
import { shownEditor } from '../shownEditor';
import { type SpeakerEntry, speakerList, speakerName, type TurnEntry, turnTexts } from '../speakerList';

/** How many code units of a turn its tooltip shows, of each language. */
const TOOLTIP_LENGTH = 300;

/** How many other forms of a name the tooltip of a speaker shows. */
const FORMS = 12;

/** Where it is remembered that the view is not to follow the cursor. */
const UNFOLLOWED = 'speakers.unfollowed';

/** Registers the view and its commands. */
export function registerSpeakers(services: Services): vscode.Disposable {
  const { articles, words, log, memory } = services;
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
    const source = sourceOf(found.article, document);
    return tree.nodeOf(turnAt(found.article, source, toOffset(found.article.sources[source], selection.active)));
  };
  let revealing = false;
  const follow = async (): Promise<void> => {
    const node = rowAtCursor();
    // One at a time: of two that are under way, the first may end last.
    if (!node || revealing || view.selection[0] === node) return;
    revealing = true;
    try {
      await view.reveal(node, { select: true, focus: false });
    } catch (error) {
      // The view has been changed or closed meanwhile.
      log.debug(`${viewIds.speakers}: ${errorText(error)}`);
    } finally {
      revealing = false;
    }
    if (rowAtCursor() !== node) await follow();
  };
  const setFollow = async (on: boolean) => {
    await memory.update(UNFOLLOWED, on ? undefined : true);
    setContext(contextKeys.speakersFollow, on);
    void follow();
  };

  setContext(contextKeys.speakersFollow, !memory.get<boolean>(UNFOLLOWED));
  update();

  return vscode.Disposable.from(
    view,
    tree,
    view.onDidChangeVisibility(update),
    articles.onDidChange(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) update();
    }),
    vscode.window.onDidChangeActiveTextEditor(update),
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

/** One row of the tree. It stays the same object while what it shows changes. */
export interface SpeakerNode {
  readonly id: string;
  /** The row of the speaker; undefined for one. */
  readonly parent: SpeakerNode | undefined;
}

/** What the tree is made from. */
interface Shown {
  readonly article: Article;
  readonly document: vscode.TextDocument;
  readonly filter: string;
}

/** What a row shows now. */
interface Row {
  readonly entry: SpeakerEntry | TurnEntry;
  readonly children: readonly SpeakerNode[];
  /** Differs when the row looks different. */
  readonly look: string;
}

/** The rows of the view. Only those that have changed are drawn anew. */
export class SpeakerTree implements vscode.TreeDataProvider<SpeakerNode>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<SpeakerNode[] | undefined>();
  private readonly nodes = new Map<string, SpeakerNode>();
  private shown: Shown | undefined;
  private rows: ReadonlyMap<SpeakerNode, Row> = new Map();
  private roots: readonly SpeakerNode[] = [];
  private turns: ReadonlyMap<number, SpeakerNode> = new Map();

  /** Fires with the rows that changed; with undefined when there are other speakers than before. */
  readonly onDidChangeTreeData = this.changes.event;

  constructor(private readonly words: Words) {}

  /** Shows the speakers of an article; undefined shows nothing. */
  show(shown: Shown | undefined): void {
    const before = { rows: this.rows, roots: this.roots };
    const rows = new Map<SpeakerNode, Row>();
    const turns = new Map<number, SpeakerNode>();
    // A filtered list is another list: what the user folded in the whole one stays folded there.
    const prefix = shown?.filter ? 'filtered ' : '';
    this.shown = shown;
    this.roots = (shown ? speakerList(shown.article, shown.filter) : []).map((entry) => {
      const parent = this.node(`${prefix}${entry.id}`);
      const children = entry.turns.map((turn) => {
        const node = this.node(`${prefix}${turn.id}`, parent);
        turns.set(turn.turn, node);
        rows.set(node, { entry: turn, children: [], look: turnLook(shown!, turn) });
        return node;
      });
      const look = JSON.stringify([entry.speaker, entry.kind, entry.forms, children.length]);
      rows.set(parent, { entry, children, look });
      return parent;
    });
    this.rows = rows;
    this.turns = turns;
    for (const [id, node] of this.nodes) if (!rows.has(node)) this.nodes.delete(id);
    if (!sameNodes(before.roots, this.roots)) {
      this.changes.fire(undefined);
      return;
    }
    const hasOthers = (node: SpeakerNode) => !sameNodes(before.rows.get(node)?.children, rows.get(node)?.children);
    const changed = [...rows].flatMap(([node, { look }]) => {
      // The rows below one that has others now are drawn with it.
      if (node.parent && hasOthers(node.parent)) return [];
      return before.rows.get(node)?.look !== look || hasOthers(node) ? [node] : [];
    });
    if (changed.length) this.changes.fire(changed);
  }

  /** The row of a turn, by its index in the article; undefined when the filter hides it. */
  nodeOf(turn: number): SpeakerNode | undefined {
    return this.turns.get(turn);
  }

  getTreeItem(node: SpeakerNode): vscode.TreeItem {
    const entry = this.rows.get(node)?.entry;
    if (!entry || !this.shown) return new vscode.TreeItem('');
    const item =
      'turns' in entry
        ? speakerItem(entry, this.words, this.shown.filter !== '')
        : turnItem(this.shown, entry, this.words);
    item.id = node.id;
    return item;
  }

  getChildren(node?: SpeakerNode): SpeakerNode[] {
    return [...(node ? (this.rows.get(node)?.children ?? []) : this.roots)];
  }

  getParent({ parent }: SpeakerNode): SpeakerNode | undefined {
    return parent;
  }

  dispose(): void {
    this.changes.dispose();
  }

  private node(id: string, parent?: SpeakerNode): SpeakerNode {
    const node = this.nodes.get(id) ?? { id, parent };
    this.nodes.set(id, node);
    return node;
  }
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
  const { uri, range } = locationOf(article, document, entry.span);
  const { start } = range;
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
  // This command opens as the user's settings for lists and editors say.
  item.command = {
    command: 'vscode.open',
    title: words.say('editor.speakers.open'),
    arguments: [uri, { selection: new vscode.Range(start, start) }],
  };
  return item;
}

function turnLook({ article, document }: Shown, { zh, en, side, span, turn }: TurnEntry): string {
  const { uri, range } = locationOf(article, document, span);
  const { start } = range;
  const texts = turnTexts(article, article.turns[turn], TOOLTIP_LENGTH);
  return JSON.stringify([zh, en, side, start.line, start.character, uri.toString(), texts]);
}

function sameNodes(a: readonly SpeakerNode[] | undefined, b: readonly SpeakerNode[] | undefined): boolean {
  return a?.length === b?.length && (a ?? []).every((node, at) => node === b?.[at]);
}
