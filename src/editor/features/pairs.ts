/** The Pairs view: every pair and what was decided of it; it can be filtered, and a paragraph can be dragged onto another. */
import * as vscode from 'vscode';
import { type Article, changeLink, groupOf, type SegmentPair, segmentAt, sideOf } from '../../core';
import { followActive, shownEditor } from '../active';
import { placeOf, rangeOf } from '../convert';
import { escapeText } from '../escape';
import { SIGNS } from '../marks';
import { commandIds, contextKeys, viewIds } from '../names';
import { PAIR_FILTERS, type PairEntry, type PairFilter, type ParagraphEntry, pairList } from '../pairList';
import { signedBy } from '../reviewer';
import { openAt, type RowNode, RowTree, revealer } from '../rowTree';
import { command, errorText, type Services, type Words } from '../services';

/** What is dragged: the rows of this view. */
const MIME = 'application/vnd.code.tree.parallelText.pairs';

/** Registers the view and its commands. */
export function registerPairs(services: Services): vscode.Disposable {
  const { articles, reviews, words, log } = services;
  const tree = new PairTree(words);
  const filters = new WeakMap<vscode.TextDocument, PairFilter>();

  const link = async (dragged: readonly RowNode[], target: RowNode | undefined) => {
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
    await reviews.change(document.uri, changeLink(article, pair, await signedBy(document.uri)), article);
  };
  const view = vscode.window.createTreeView<RowNode>(viewIds.pairs, {
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
    return tree.nodeOf(segmentAt(found.article, ...placeOf(found.article, editor.document, editor.selection.active)));
  };
  const follow = revealer(view, rowAtCursor, services);

  return vscode.Disposable.from(
    view,
    tree,
    view.onDidChangeVisibility(update),
    followActive(services, update),
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

/** The rows of the view. */
class PairTree extends RowTree<PairEntry | ParagraphEntry> {
  shown: Shown | undefined;
  /** Ids of the rows of pairs, by their paragraphs. */
  private pairs: ReadonlyMap<number, string> = new Map();

  constructor(private readonly words: Words) {
    super();
  }

  /** Shows the pairs of an article; undefined shows nothing. */
  show(shown: Shown | undefined): void {
    this.shown = shown;
    const list = shown ? pairList(shown.article, shown.filter) : [];
    this.pairs = new Map(
      list.flatMap(({ id, paragraphs }) => paragraphs.map(({ segment }): [number, string] => [segment, id])),
    );
    this.setRows(
      list.map((pair) => ({
        id: pair.id,
        entry: pair,
        look: JSON.stringify([pair.zh, pair.en, pair.state, pair.manual, pair.findings, pair.group]),
        children: pair.paragraphs.map((paragraph) => ({
          id: paragraph.id,
          entry: paragraph,
          look: `${rangeOf(shown!.article, paragraph.span).start.line} ${paragraph.text}`,
          children: [],
        })),
      })),
    );
  }

  /** The row of the pair that a paragraph is in. */
  nodeOf(segment: number): RowNode | undefined {
    return this.find(this.pairs.get(segment) ?? '');
  }

  /** The paragraphs of a row. */
  segmentsOf(node: RowNode): readonly number[] {
    const entry = this.entryOf(node);
    if (!entry) return [];
    return 'segment' in entry ? [entry.segment] : entry.paragraphs.map(({ segment }) => segment);
  }

  protected itemOf(entry: PairEntry | ParagraphEntry): vscode.TreeItem {
    return 'segment' in entry
      ? paragraphItem(this.shown!, entry, this.words)
      : pairItem(this.shown!, entry, this.words);
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
  item.command = openAt(shown, pair.paragraphs[0].span, words.say('editor.pairs.open'));
  return item;
}

function paragraphItem(shown: Shown, { span, text }: ParagraphEntry, words: Words): vscode.TreeItem {
  const item = new vscode.TreeItem(text);
  const { line } = rangeOf(shown.article, span).start;
  item.description = String(line + 1);
  item.tooltip = new vscode.MarkdownString(escapeText(text));
  item.accessibilityInformation = {
    label: words.say('editor.sentences', { say: words.say('editor.line', { line: line + 1 }), detail: text }),
  };
  item.contextValue = 'paragraph';
  item.command = openAt(shown, span, words.say('editor.pairs.open'));
  return item;
}
