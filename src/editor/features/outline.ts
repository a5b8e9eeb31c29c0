/** The outline: speakers with their turns, or headings and pairs. */
import * as vscode from 'vscode';
import { type Article, type OutlineContent, type OutlineNode, outlineOf, type SourceText } from '../../core';
import { sourceOf, toRange } from '../convert';
import { selector } from '../documents';
import { bothSides } from '../escape';
import { provide, type Services, type Words } from '../services';
import { speakerName } from '../speakerList';

const kinds: Readonly<Record<OutlineContent['kind'], vscode.SymbolKind>> = {
  section: vscode.SymbolKind.String,
  turn: vscode.SymbolKind.Event,
  pair: vscode.SymbolKind.Field,
};

/** Registers the outline. */
export function registerOutline(services: Services): vscode.Disposable {
  const { articles, words } = services;
  const given = new WeakMap<vscode.TextDocument, Given>();

  const provider: vscode.DocumentSymbolProvider = {
    provideDocumentSymbols: (document, token) =>
      provide(services, 'outline', async () => {
        const article = await articles.get(document, token);
        if (!article) return undefined;
        const nodes = outlineIn(article, document);
        given.set(document, { version: document.version, nodes: JSON.stringify(nodes) });
        const source = article.sources[sourceOf(article, document)];
        return nodes.map((node) => toSymbol(source, node, words));
      }),
  };
  const register = () =>
    vscode.languages.registerDocumentSymbolProvider(selector, provider, { label: words.say('editor.outline') });
  let registration = register();

  return vscode.Disposable.from(
    new vscode.Disposable(() => registration.dispose()),
    articles.onDidChange(({ document, article }) => {
      const before = given.get(document);
      if (!article || before?.version !== document.version) return;
      if (before.nodes === JSON.stringify(outlineIn(article, document))) return;
      // The editor keeps an outline as long as the version: only a new provider makes it ask again.
      given.delete(document);
      registration.dispose();
      registration = register();
    }),
  );
}

/** The outline that the editor was given last. */
interface Given {
  readonly version: number;
  readonly nodes: string;
}

function outlineIn(article: Article, document: vscode.TextDocument): readonly OutlineNode[] {
  return article.recognition.recognised ? outlineOf(article, sourceOf(article, document)) : [];
}

function toSymbol(source: SourceText, node: OutlineNode, words: Words): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(
    nameOf(node.content, words),
    detailOf(node.content, words),
    kinds[node.content.kind],
    toRange(source, node.range),
    toRange(source, node.selection),
  );
  symbol.children = node.children.map((child) => toSymbol(source, child, words));
  return symbol;
}

/** What stands beside the name: the first words of a turn, how sure a pair is. */
function detailOf(content: OutlineContent, words: Words): string {
  switch (content.kind) {
    case 'turn':
      return bothSides(content, ' ⇄ ');
    case 'section':
      return '';
    case 'pair':
      return words.say('editor.percent', { percent: Math.round(content.score * 100) });
  }
}

/** Both languages, as far as there are both; never empty, which the editor would refuse. */
function nameOf(content: OutlineContent, words: Words): string {
  switch (content.kind) {
    case 'turn':
      return speakerName(content.speaker, words);
    case 'section':
      return bothSides(content, ' ⇄ ') || '#';
    case 'pair':
      return `${content.number} · ${bothSides(content, ' ⇄ ')}`;
  }
}
