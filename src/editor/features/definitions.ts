/** From a paragraph to what translates it: Go to Definition and Peek, References, highlights. */
import * as vscode from 'vscode';
import { type Article, counterparts, groupOf, linkOf, segmentAt, sentenceAt } from '../../core';
import { locationOf, placeOf, rangeOf } from '../convert';
import { selector } from '../documents';
import { provide, type Services } from '../services';

/** Registers the providers. */
export function registerDefinitions(services: Services): vscode.Disposable {
  const { articles } = services;
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(selector, {
      provideDefinition: (document, position, token) =>
        provide(services, 'definition', async () => {
          const article = await articles.get(document, token);
          return article && definitionsAt(article, document, position);
        }),
    }),
    vscode.languages.registerReferenceProvider(selector, {
      provideReferences: (document, position, { includeDeclaration }, token) =>
        provide(services, 'references', async () => {
          const article = await articles.get(document, token);
          if (!article) return undefined;
          const at = segmentAt(article, ...placeOf(article, document, position));
          const group = groupOf(article, at);
          return (
            group &&
            [...group.zh, ...group.en]
              .sort((a, b) => a - b)
              .filter((segment) => includeDeclaration || segment !== at)
              .map((segment) => locationOf(article, document, article.segments[segment].span))
          );
        }),
    }),
    vscode.languages.registerDocumentHighlightProvider(selector, {
      provideDocumentHighlights: (document, position, token) =>
        provide(services, 'highlights', async () => {
          const article = await articles.get(document, token);
          return article && highlightsAt(article, document, position);
        }),
    }),
  );
}

/**
 * Where the counterpart of the text at a position is: one target for each paragraph of it, those that hold the
 * counterpart of the sentence first, with that sentence to be selected.
 */
export function definitionsAt(
  article: Article,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.LocationLink[] | undefined {
  const place = placeOf(article, document, position);
  const at = segmentAt(article, ...place);
  const others = counterparts(article, at);
  if (!others.length) return undefined;
  const sentence = sentenceAt(article, ...place);
  const link = linkOf(article, sentence);
  const linked = link ? (link.zh.includes(sentence) ? link.en : link.zh) : [];
  const origin = rangeOf(article, (link ? article.sentences[sentence] : article.segments[at]).span);
  const targets = others.map((segment) => {
    const { span } = article.segments[segment];
    const inside = linked.map((each) => article.sentences[each]).filter((each) => each.segment === segment);
    const selected = inside.length ? { ...span, start: inside[0].span.start, end: inside.at(-1)!.span.end } : span;
    return {
      first: inside.length > 0,
      target: {
        originSelectionRange: origin,
        targetUri: locationOf(article, document, span).uri,
        targetRange: rangeOf(article, span),
        targetSelectionRange: rangeOf(article, selected),
      },
    };
  });
  return [...targets.filter(({ first }) => first), ...targets.filter(({ first }) => !first)].map(
    ({ target }) => target,
  );
}

/** The sentence at a position with its counterpart, else the paragraph with its own. */
function highlightsAt(
  article: Article,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.DocumentHighlight[] | undefined {
  const [source, offset] = placeOf(article, document, position);
  const link = linkOf(article, sentenceAt(article, source, offset));
  const group = groupOf(article, segmentAt(article, source, offset));
  const spans = link
    ? [...link.zh, ...link.en].map((sentence) => article.sentences[sentence].span)
    : group && [...group.zh, ...group.en].map((segment) => article.segments[segment].span);
  return spans
    ?.filter((span) => span.source === source)
    .map((span) => new vscode.DocumentHighlight(rangeOf(article, span), vscode.DocumentHighlightKind.Text));
}
