/** What trees of rows share: rows stay the same objects, only those that changed are drawn anew, one follows the cursor. */
import * as vscode from 'vscode';
import type { Article, Span } from '../core';
import { locationOf } from './convert';
import { errorText, type Services } from './services';

/** One row of a tree. It stays the same object while what it shows changes. */
export interface RowNode {
  readonly id: string;
  /** The row above it; undefined for one of the first level. */
  readonly parent: RowNode | undefined;
}

/** What a row is to show. */
export interface Row<T> {
  /** Stays the same while the text is edited; unique in the tree. */
  readonly id: string;
  readonly entry: T;
  /** Differs when the row looks different. */
  readonly look: string;
  readonly children: readonly Row<T>[];
}

/** What a row shows now. */
interface ShownRow<T> extends Pick<Row<T>, 'entry' | 'look'> {
  readonly children: readonly RowNode[];
}

/** The rows of a view. Only those that have changed are drawn anew. */
export abstract class RowTree<T> implements vscode.TreeDataProvider<RowNode>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<RowNode[] | undefined>();
  private readonly nodes = new Map<string, RowNode>();
  private rows: ReadonlyMap<RowNode, ShownRow<T>> = new Map();
  private roots: readonly RowNode[] = [];

  /** Fires with the rows that changed; with undefined when there are other rows of the first level than before. */
  readonly onDidChangeTreeData = this.changes.event;

  /** What a row looks like; its id is set afterwards. */
  protected abstract itemOf(entry: T): vscode.TreeItem;

  /** Shows these rows from now on. */
  protected setRows(list: readonly Row<T>[]): void {
    const before = { rows: this.rows, roots: this.roots };
    const rows = new Map<RowNode, ShownRow<T>>();
    const add = ({ id, entry, look, children }: Row<T>, parent?: RowNode): RowNode => {
      const node = this.nodes.get(id) ?? { id, parent };
      this.nodes.set(id, node);
      rows.set(node, { entry, look, children: children.map((child) => add(child, node)) });
      return node;
    };
    this.roots = list.map((row) => add(row));
    this.rows = rows;
    for (const [id, node] of this.nodes) if (!rows.has(node)) this.nodes.delete(id);
    if (!sameNodes(before.roots, this.roots)) {
      this.changes.fire(undefined);
      return;
    }
    const hasOthers = (node: RowNode) => !sameNodes(before.rows.get(node)?.children, rows.get(node)?.children);
    const changed = [...rows].flatMap(([node, { look }]) => {
      // The rows below one that has others now are drawn with it.
      if (node.parent && hasOthers(node.parent)) return [];
      return before.rows.get(node)?.look !== look || hasOthers(node) ? [node] : [];
    });
    if (changed.length) this.changes.fire(changed);
  }

  /** The row with this id; undefined when it is not shown. */
  find(id: string): RowNode | undefined {
    return this.nodes.get(id);
  }

  /** What a row shows. */
  entryOf(node: RowNode): T | undefined {
    return this.rows.get(node)?.entry;
  }

  getTreeItem(node: RowNode): vscode.TreeItem {
    const row = this.rows.get(node);
    const item = row ? this.itemOf(row.entry) : new vscode.TreeItem('');
    if (row) item.id = node.id;
    return item;
  }

  getChildren(node?: RowNode): RowNode[] {
    return [...(node ? (this.rows.get(node)?.children ?? []) : this.roots)];
  }

  getParent({ parent }: RowNode): RowNode | undefined {
    return parent;
  }

  dispose(): void {
    this.changes.dispose();
  }
}

function sameNodes(a: readonly RowNode[] | undefined, b: readonly RowNode[] | undefined): boolean {
  return a?.length === b?.length && (a ?? []).every((node, at) => node === b?.[at]);
}

/** What is returned reveals and selects a row, unless it or a row below it is selected: the one that `wanted` gives then. */
export function revealer(
  view: vscode.TreeView<RowNode>,
  wanted: () => RowNode | undefined,
  { log }: Pick<Services, 'log'>,
): () => Promise<void> {
  let revealing = false;
  const reveal = async (): Promise<void> => {
    const node = wanted();
    // One at a time: of two that are under way, the first may end last.
    if (!node || revealing || view.selection.some((row) => row === node || row.parent === node)) return;
    revealing = true;
    try {
      await view.reveal(node, { select: true, focus: false });
    } catch (error) {
      // The view has been changed or closed meanwhile.
      log.debug(`${view.title}: ${errorText(error)}`);
    } finally {
      revealing = false;
    }
    if (wanted() !== node) await reveal();
  };
  return reveal;
}

/** What a click on a row does: it opens the text at a span, as the user's settings for lists and editors say. */
export function openAt(
  { article, document }: { readonly article: Article; readonly document: vscode.TextDocument },
  span: Span,
  title: string,
): vscode.Command {
  const { uri, range } = locationOf(article, document, span);
  const selection = new vscode.Range(range.start, range.start);
  return { command: 'vscode.open', title, arguments: [uri, { selection }] };
}
