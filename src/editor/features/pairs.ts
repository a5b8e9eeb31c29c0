/** The Pairs view: every pair and what was decided of it; it can be filtered, and a paragraph can be dragged onto another. */
import * as vscode from 'vscode';
import { type Article, changeLink, groupOf, type SegmentPair, segmentAt, sideOf } from '../../core';
import { locationOf, sourceOf, toOffset } from '../convert';
import { escapeText } from '../escape';
import { SIGNS } from '../marks';
import { commandIds, contextKeys, viewIds } from '../names';
import { PAIR_FILTERS, type PairEntry, type PairFilter, type ParagraphEntry, pairList } from '../pairList';
import { command, errorText, type Services, type Words } from '../services';
import { shownEditor } from '../shownEditor';
import { signedBy } from './review';

/** What is dragged: the rows of this view. */
const MIME = 'application/vnd.code.tree.parallelText.pairs';

/** One row of the tree. It stays the same object while what it shows changes. */
interface PairNode {
  readonly id: string;
  /** The row of the pair; undefined for one. */
  readonly parent: PairNode | undefined;
}

/** Registers the view and its commands. */
export function registerPairs(services: Services): vscode.Disposable {
  const { articles, reviews, words, log } = services;
  const tree = new PairTree(words);
  const filters = new WeakMap<vscode.TextDocument, PairFilter>();

  const link = async (dragged: readonly PairNode[], target: PairNode | undefined) => {
    const { shown } = tree;
    if (!shown || !target) return;
    const { article, document } = shown;
    if ((await articles.get(document)) !== article) return;
    const pair = joined(
      article,
      tree.segmentsOf(target),
      dragged.flatMap((node) => tree.segmentsOf(node)),
    );
    if (!pair) {
      vscode.window.setStatusBarMessage(words.say('editor.pairs.oneLanguage'), 5000);
      return;
    }
    await reviews.change(document.uri, changeLink(article, pair, await signedBy(document.uri)));
  };
  const view = vscode.window.createTreeView<PairNode>(viewIds.pairs, {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController: {
      dragMimeTypes: [MIME],
      dropMimeTypes: [MIME],
      handleDrag: (nodes, data) => data.set(MIME, new vscode.DataTransferItem(nodes.map(({ id }) => id))),
      handleDrop: async (target, data) => {
        const ids: unknown = data.get(MIME)?.value;
        if (!Array.isArray(ids)) return;
        try {
          await link(
            ids.flatMap((id) => tree.find(String(id)) ?? []),
            target,
          );
        } catch (error) {
          log.error(`${viewIds.pairs}: ${errorText(error)}`);
        }
      },
    },
  });

  const shownDocument = () => shownEditor()?.document;
  const update = () => {
    const document = shownDocument();
    const article = document && articles.latest(document)?.article;
    const recognised = article?.recognition.recognised === true;
    const filter = (document && filters.get(document)) ?? 'all';
    void vscode.commands.executeCommand('setContext', contextKeys.pairsFiltered, filter !== 'all');
    if (!view.visible) return;
    tree.show(recognised && document ? { article, document, filter } : undefined);
    view.message =
      recognised && filter !== 'all'
        ? words.say(tree.getChildren().length ? 'editor.pairs.filtered' : 'editor.pairs.noMatch', {
            filter: words.say(`editor.pairs.filter.${filter}`),
          })
        : undefined;
    void follow();
  };

  const rowAtCursor = () => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !view.visible) return undefined;
    const found = articles.latest(editor.document);
    if (found?.version !== editor.document.version || tree.shown?.article !== found.article) return undefined;
    const source = sourceOf(found.article, editor.document);
    return tree.nodeOf(
      segmentAt(found.article, source, toOffset(found.article.sources[source], editor.selection.active)),
    );
  };
  let revealing = false;
  const follow = async (): Promise<void> => {
    const node = rowAtCursor();
    // One at a time: of two that are under way, the first may end last.
    if (!node || revealing || view.selection.includes(node) || view.selection.some(({ parent }) => parent === node))
      return;
    revealing = true;
    try {
      await view.reveal(node, { select: true, focus: false });
    } catch (error) {
      // The view has been changed or closed meanwhile.
      log.debug(`${viewIds.pairs}: ${errorText(error)}`);
    } finally {
      revealing = false;
    }
  };
  update();

  return vscode.Disposable.from(
    view,
    tree,
    view.onDidChangeVisibility(update),
    articles.onDidChange(({ document }) => {
      if (document === shownDocument()) update();
    }),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.window.onDidChangeTextEditorSelection(() => void follow()),
    command(services, commandIds.filterPairs, async () => {
      const document = shownDocument();
      if (!document) return;
      const items = PAIR_FILTERS.map((filter) => ({ label: words.say(`editor.pairs.filter.${filter}`), filter }));
      const chosen = await vscode.window.showQuickPick(items, { title: words.say('editor.pairs.filterTitle') });
      if (chosen) filters.set(document, chosen.filter);
      update();
    }),
    command(services, commandIds.clearPairFilter, () => {
      const document = shownDocument();
      if (document) filters.delete(document);
      update();
    }),
    command(services, commandIds.linkRows, async () => {
      const [target, ...others] = view.selection;
      await link(others, target);
    }),
  );
}

/**
 * Paragraphs as a pair: what is dragged joins the pair that it is dropped on. Undefined where that has paragraphs of one
 * language only.
 */
function joined(article: Article, target: readonly number[], dragged: readonly number[]): SegmentPair | undefined {
  const groups = target.flatMap((segment) => groupOf(article, segment) ?? []);
  const pair: { zh: number[]; en: number[] } = { zh: [], en: [] };
  const add = (segment: number) => {
    const side = sideOf(article, segment);
    if (side && !pair[side].includes(segment)) pair[side].push(segment);
  };
  for (const segment of [...target, ...dragged]) add(segment);
  for (const group of groups) for (const segment of [...group.zh, ...group.en]) add(segment);
  pair.zh.sort((a, b) => a - b);
  pair.en.sort((a, b) => a - b);
  return pair.zh.length && pair.en.length && dragged.length ? pair : undefined;
}

/** What the tree is made from. */
interface Shown {
  readonly article: Article;
  readonly document: vscode.TextDocument;
  readonly filter: PairFilter;
}

/** What a row shows now. */
interface Row {
  readonly pair: PairEntry;
  readonly paragraph: ParagraphEntry | undefined;
  readonly children: readonly PairNode[];
  /** Differs when the row looks different. */
  readonly look: string;
}

/** The rows of the view. Only those that have changed are drawn anew. */
class PairTree implements vscode.TreeDataProvider<PairNode>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<PairNode[] | undefined>();
  private readonly nodes = new Map<string, PairNode>();
  private rows: ReadonlyMap<PairNode, Row> = new Map();
  private roots: readonly PairNode[] = [];
  private bySegment: ReadonlyMap<number, PairNode> = new Map();
  shown: Shown | undefined;

  readonly onDidChangeTreeData = this.changes.event;

  constructor(private readonly words: Words) {}

  show(shown: Shown | undefined): void {
    const before = { rows: this.rows, roots: this.roots };
    const rows = new Map<PairNode, Row>();
    const bySegment = new Map<number, PairNode>();
    this.shown = shown;
    this.roots = (shown ? pairList(shown.article, shown.filter) : []).map((pair) => {
      const parent = this.node(pair.id);
      const children = pair.paragraphs.map((paragraph) => {
        bySegment.set(paragraph.segment, parent);
        const node = this.node(paragraph.id, parent);
        const { line } = locationOf(shown!.article, shown!.document, paragraph.span).range.start;
        rows.set(node, { pair, paragraph, children: [], look: `${line} ${paragraph.text}` });
        return node;
      });
      const look = JSON.stringify([pair.zh, pair.en, pair.state, pair.manual, pair.findings, pair.group]);
      rows.set(parent, { pair, paragraph: undefined, children, look });
      return parent;
    });
    this.rows = rows;
    this.bySegment = bySegment;
    for (const [id, node] of this.nodes) if (!rows.has(node)) this.nodes.delete(id);
    if (before.roots.length !== this.roots.length || before.roots.some((node, at) => node !== this.roots[at])) {
      this.changes.fire(undefined);
      return;
    }
    const changed = [...rows].flatMap(([node, { look, children }]) => {
      const old = before.rows.get(node);
      const same =
        old?.look === look &&
        old.children.length === children.length &&
        old.children.every((child, at) => child === children[at]);
      return same ? [] : [node];
    });
    if (changed.length) this.changes.fire(changed);
  }

  /** The row of the pair that a paragraph is in. */
  nodeOf(segment: number): PairNode | undefined {
    return this.bySegment.get(segment);
  }

  find(id: string): PairNode | undefined {
    return this.nodes.get(id);
  }

  /** The paragraphs of a row. */
  segmentsOf(node: PairNode): readonly number[] {
    const row = this.rows.get(node);
    if (!row) return [];
    return row.paragraph ? [row.paragraph.segment] : row.pair.paragraphs.map(({ segment }) => segment);
  }

  getTreeItem(node: PairNode): vscode.TreeItem {
    const row = this.rows.get(node);
    if (!row || !this.shown) return new vscode.TreeItem('');
    const item = row.paragraph
      ? paragraphItem(this.shown, row.paragraph, this.words)
      : pairItem(this.shown, row.pair, this.words);
    item.id = node.id;
    return item;
  }

  getChildren(node?: PairNode): PairNode[] {
    return [...(node ? (this.rows.get(node)?.children ?? []) : this.roots)];
  }

  getParent({ parent }: PairNode): PairNode | undefined {
    return parent;
  }

  dispose(): void {
    this.changes.dispose();
  }

  private node(id: string, parent?: PairNode): PairNode {
    const node = this.nodes.get(id) ?? { id, parent };
    this.nodes.set(id, node);
    return node;
  }
}

const ICONS: Readonly<Record<PairEntry['state'], vscode.ThemeIcon>> = {
  approved: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  flagged: new vscode.ThemeIcon('report', new vscode.ThemeColor('list.errorForeground')),
  changed: new vscode.ThemeIcon('history', new vscode.ThemeColor('list.warningForeground')),
  alone: new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('list.warningForeground')),
  none: new vscode.ThemeIcon('circle-large-outline'),
};

function pairItem(shown: Shown, pair: PairEntry, words: Words): vscode.TreeItem {
  const group = pair.group === undefined ? undefined : shown.article.groups[pair.group];
  // The sign is that of the label in the text: the description may have no room.
  const label = [group?.number ?? '', pair.manual ? SIGNS.manual : '', pair.zh || pair.en].filter((part) => part);
  const item = new vscode.TreeItem(
    label.join(' '),
    group ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  item.iconPath = ICONS[pair.state];
  const notes = [
    ...(pair.manual ? [words.say('editor.hover.manual')] : []),
    ...(pair.findings ? [words.say('editor.pairs.findings', { count: pair.findings })] : []),
  ];
  item.description = [pair.zh && pair.en ? pair.en : '', ...notes].filter((part) => part).join(' · ');
  const state = words.say(`editor.pairs.state.${pair.state}`);
  const remark = group?.remark ? escapeText(group.remark) : '';
  item.tooltip = new vscode.MarkdownString(
    [`**${state}**`, remark, ...notes, escapeText(pair.zh), escapeText(pair.en)].filter((part) => part).join('\n\n'),
  );
  item.accessibilityInformation = {
    label: [group?.number ?? '', state, ...notes, pair.zh, pair.en]
      .filter((part) => part !== '')
      .join(words.say('editor.comma')),
  };
  item.contextValue = group ? 'pair' : 'paragraph';
  item.command = openAt(shown, pair.paragraphs[0].span, words);
  return item;
}

function paragraphItem(shown: Shown, { span, text }: ParagraphEntry, words: Words): vscode.TreeItem {
  const item = new vscode.TreeItem(text);
  const { line } = locationOf(shown.article, shown.document, span).range.start;
  item.description = String(line + 1);
  item.tooltip = new vscode.MarkdownString(escapeText(text));
  item.accessibilityInformation = {
    label: words.say('editor.sentences', { say: words.say('editor.line', { line: line + 1 }), detail: text }),
  };
  item.contextValue = 'paragraph';
  item.command = openAt(shown, span, words);
  return item;
}

/** This command opens as the user's settings for lists and editors say. */
function openAt(
  { article, document }: Shown,
  span: PairEntry['paragraphs'][number]['span'],
  words: Words,
): vscode.Command {
  const { uri, range } = locationOf(article, document, span);
  return {
    command: 'vscode.open',
    title: words.say('editor.pairs.open'),
    arguments: [uri, { selection: new vscode.Range(range.start, range.start) }],
  };
}
