/** Moving about in an article: to the counterpart, from pair to pair, from one gap to the next. */
import * as vscode from 'vscode';
import { type Article, groupOf, needsCounterpart, turnAt } from '../../core';
import { activeArticle, followActive } from '../active';
import { placeOf, rangeOf, sourceOf } from '../convert';
import { commandIds, contextKeys, innerCommandIds } from '../names';
import { command, type Services } from '../services';
import { definitionsAt } from './definitions';

/** Registers the commands, and the context key that makes their keys work on articles only. */
export function registerNavigation(services: Services): vscode.Disposable {
  const { articles, words, log } = services;

  const step = (starts: (article: Article, editor: vscode.TextEditor) => readonly vscode.Position[], options: Step) =>
    command(services, options.id, async () => {
      const found = await activeArticle(services);
      if (!found) return;
      const all = starts(found.article, found.editor);
      const target = nextOf(all, found.editor.selection.active, options.forward);
      if (target) await jump(found.editor, target);
      else vscode.window.setStatusBarMessage(words.say(options.none), 5000);
    });

  const showContext = () => {
    const document = vscode.window.activeTextEditor?.document;
    const recognised = document && articles.latest(document)?.article.recognition.recognised;
    void vscode.commands.executeCommand('setContext', contextKeys.isArticle, recognised === true);
  };

  return vscode.Disposable.from(
    followActive(services, showContext),
    command(services, commandIds.goToCounterpart, async () => {
      const found = await activeArticle(services);
      if (!found) return;
      const { editor, article } = found;
      const targets = definitionsAt(article, editor.document, editor.selection.active);
      if (targets) await jump(editor, (targets[0].targetSelectionRange ?? targets[0].targetRange).start);
      else vscode.window.setStatusBarMessage(words.say('editor.noCounterpart'), 5000);
    }),
    step(pairStarts, { id: commandIds.nextPair, forward: true, none: 'editor.noPairs' }),
    step(pairStarts, { id: commandIds.previousPair, forward: false, none: 'editor.noPairs' }),
    step(unalignedStarts, { id: commandIds.nextUnaligned, forward: true, none: 'editor.allAligned' }),
    step(unalignedStarts, { id: commandIds.previousUnaligned, forward: false, none: 'editor.allAligned' }),
    step(turnStarts, { id: commandIds.nextTurn, forward: true, none: 'editor.noOtherTurn' }),
    step(turnStarts, { id: commandIds.previousTurn, forward: false, none: 'editor.noOtherTurn' }),
    command(services, innerCommandIds.reveal, async (uri, line, column) => {
      // Any extension may call this with anything.
      const target = revealTarget(uri, line, column);
      if (!target) {
        log.warn(`${innerCommandIds.reveal}: refused`);
        return;
      }
      const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === target.uri);
      if (!document) return;
      const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
      const editor = await vscode.window.showTextDocument(document, { viewColumn: shown?.viewColumn });
      await jump(editor, document.validatePosition(target.position));
    }),
    command(services, commandIds.refresh, () => articles.refresh(vscode.window.activeTextEditor?.document)),
  );
}

/** How a command moves. */
interface Step {
  readonly id: string;
  readonly forward: boolean;
  /** What is said when there is nowhere to go. */
  readonly none: 'editor.noPairs' | 'editor.allAligned' | 'editor.noOtherTurn';
}

/** Where each pair starts, in order. */
function pairStarts(article: Article, { document }: vscode.TextEditor): readonly vscode.Position[] {
  const source = sourceOf(article, document);
  return article.groups
    .flatMap(({ zh, en }) => {
      const first = [...zh, ...en]
        .map((part) => article.segments[part].span)
        .filter((span) => span.source === source)
        .sort((a, b) => a.start - b.start)
        .at(0);
      return first ? [rangeOf(article, first).start] : [];
    })
    .sort((a, b) => a.compareTo(b));
}

/** Where each paragraph starts that should have a counterpart and has none, in order. */
function unalignedStarts(article: Article, { document }: vscode.TextEditor): readonly vscode.Position[] {
  const source = sourceOf(article, document);
  return article.segments.flatMap((segment, index) =>
    segment.span.source === source && needsCounterpart(segment) && !groupOf(article, index)
      ? [rangeOf(article, segment.span).start]
      : [],
  );
}

/**
 * Where the turns of the speaker at the cursor start, in order: each in the language that the cursor is in, or where it
 * begins when that language has no part in it. Empty when nobody speaks there, or just this once.
 */
function turnStarts(article: Article, { document, selection }: vscode.TextEditor): readonly vscode.Position[] {
  const [source, offset] = placeOf(article, document, selection.active);
  const here = article.turns[turnAt(article, source, offset)];
  if (here?.person === undefined) return [];
  const at = here.spans.find(({ span }) => span.source === source && span.start <= offset && offset <= span.end);
  const { turns } = article.speakers[here.person];
  if (turns.length < 2) return [];
  return turns
    .flatMap((turn) => {
      const parts = article.turns[turn].spans.filter(({ span }) => span.source === source);
      const start = parts.find(({ side }) => side === at?.side) ?? parts.at(0);
      return start ? [rangeOf(article, start.span).start] : [];
    })
    .sort((a, b) => a.compareTo(b));
}

/** The next position, round the end; undefined when there is none. */
function nextOf(
  positions: readonly vscode.Position[],
  from: vscode.Position,
  forward: boolean,
): vscode.Position | undefined {
  return forward
    ? (positions.find((position) => position.isAfter(from)) ?? positions.at(0))
    : (positions.filter((position) => position.isBefore(from)).at(-1) ?? positions.at(-1));
}

/** Moves the cursor so that Go Back comes back here. */
export async function jump(editor: vscode.TextEditor, target: vscode.Position): Promise<void> {
  const { uri } = editor.document;
  await vscode.commands.executeCommand(
    'editor.action.goToLocations',
    uri,
    editor.selection.active,
    [new vscode.Location(uri, target)],
    'goto',
    '',
  );
}

function revealTarget(uri: unknown, line: unknown, column: unknown) {
  const natural = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  return typeof uri === 'string' && natural(line) && natural(column)
    ? { uri, position: new vscode.Position(line, column) }
    : undefined;
}
