/** Reviewing with the keyboard: decide on the pair at the cursor, link by hand, go to the next. */
import * as vscode from 'vscode';
import {
  type Article,
  type Change,
  changeLink,
  changeMerge,
  changePair,
  changeRole,
  changeTakeOut,
  changeUnlink,
  type Deciding,
  type Group,
  groupOf,
  isPending,
  likelyCounterparts,
  type Role,
  reviewOrder,
  segmentAt,
  segmentText,
  sideOf,
} from '../../core';
import { activeArticle } from '../active';
import { placeOf, rangeOf, sourceOf, toOffset } from '../convert';
import { plainLabel, shorten } from '../escape';
import { commandIds } from '../names';
import { signedBy } from '../reviewer';
import { command, type Services } from '../services';
import { readSettings } from '../settings';

/** What a command works on. */
interface Here {
  readonly editor: vscode.TextEditor;
  readonly article: Article;
  /** The paragraph at the cursor, or -1. */
  readonly segment: number;
  readonly group: Group | undefined;
}

/** How many code units of a paragraph a list shows. */
const SHOWN = 90;

const ROLES = [
  'free',
  'body',
  'heading',
  'dateline',
  'byline',
  'label',
  'credit',
  'source',
  'furniture',
  'note',
] as const satisfies readonly (Role | 'free')[];

/** Registers the commands of a review. */
export function registerReview(services: Services): vscode.Disposable {
  const { articles, reviews, words, lexicon } = services;

  const here = async (): Promise<Here | undefined> => {
    const found = await activeArticle(services);
    if (!found) return undefined;
    const { editor, article } = found;
    const segment = segmentAt(article, ...placeOf(article, editor.document, editor.selection.active));
    return { editor, article, segment, group: segment < 0 ? undefined : groupOf(article, segment) };
  };
  const say = (key: Parameters<typeof words.say>[0]) => vscode.window.setStatusBarMessage(words.say(key), 5000);

  /** A command about the pair at the cursor. */
  const onPair = (id: string, run: (at: Here & { readonly group: Group }) => Promise<void>) =>
    command(services, id, async () => {
      const found = await here();
      if (!found) return;
      if (found.group) await run({ ...found, group: found.group });
      else say('editor.review.noPair');
    });
  /** A command about the paragraph at the cursor. */
  const onParagraph = (id: string, run: (at: Here) => Promise<void>) =>
    command(services, id, async () => {
      const found = await here();
      if (!found) return;
      if (found.segment >= 0 && found.article.segments[found.segment].alignable) await run(found);
      else say('editor.review.noParagraph');
    });
  const apply = async (
    { editor, article }: Pick<Here, 'editor' | 'article'>,
    change: Change,
    done: Parameters<typeof words.say>[0],
  ) => {
    if (await reviews.change(editor.document.uri, change, article)) say(done);
  };

  /** The next pair that is still to be looked at, in the order of the review. */
  const step = async (at: Here, forward: boolean) => {
    const { editor, article, group } = at;
    const order = reviewOrder(article, readSettings(editor.document.uri).reviewOrder);
    const from = group ? order.indexOf(article.groups.indexOf(group)) : -1;
    const all = forward
      ? [...order.slice(from + 1), ...order.slice(0, from + 1)]
      : [...order.slice(0, Math.max(0, from)).reverse(), ...order.slice(Math.max(0, from)).reverse()];
    const next = all.find((index) => article.groups[index] !== group && isPending(article.groups[index]));
    if (next === undefined) say('editor.review.allDone');
    else await show(editor, article, article.groups[next]);
  };
  const decideAndGo = async (
    at: Here & { readonly group: Group },
    change: Change,
    done: Parameters<typeof words.say>[0],
  ) => {
    const { editor } = at;
    const { selection } = editor;
    const { version } = editor.document;
    if (!(await reviews.change(editor.document.uri, change, at.article))) return;
    say(done);
    const article = await articles.get(editor.document);
    if (!article || editor.document.version !== version || vscode.window.activeTextEditor !== editor) return;
    // Who has gone on meanwhile is not called away.
    if (!editor.selection.isEqual(selection)) return;
    await step({ ...at, article, group: groupOf(article, at.segment) }, true);
  };

  const follow = async (document: vscode.TextDocument) => {
    const article = reviews.knows(document.uri) ? await articles.get(document) : undefined;
    if (article?.recognition.recognised) await reviews.renew(document.uri, article);
  };

  return vscode.Disposable.from(
    vscode.workspace.onDidSaveTextDocument((document) => void follow(document)),
    onPair(commandIds.approvePair, async (at) => {
      const change = changePair(at.article, at.group, 'approve', { remark: '', ...(await signed(at)) });
      await decideAndGo(at, change, 'editor.review.approved');
    }),
    onPair(commandIds.flagPair, async (at) => {
      const remark = await vscode.window.showInputBox({
        title: words.say('editor.review.flagTitle'),
        prompt: words.say('editor.review.flagPrompt'),
        value: at.group.review === 'flagged' ? at.group.remark : '',
      });
      if (remark === undefined) return;
      const change = changePair(at.article, at.group, 'flag', { remark: remark.trim(), ...(await signed(at)) });
      await decideAndGo(at, change, 'editor.review.flagged');
    }),
    onPair(commandIds.clearPair, async (at) => {
      await apply(
        at,
        changePair(at.article, at.group, undefined, { remark: '', ...(await signed(at)) }),
        'editor.review.cleared',
      );
    }),
    command(services, commandIds.nextToReview, async () => {
      const found = await here();
      if (found) await step(found, true);
    }),
    command(services, commandIds.previousToReview, async () => {
      const found = await here();
      if (found) await step(found, false);
    }),
    command(services, commandIds.linkWith, async () => {
      const found = await here();
      if (!found) return;
      const selected = selectedPair(found);
      if (selected) {
        await apply(found, changeLink(found.article, selected, await signed(found)), 'editor.review.linked');
        return;
      }
      if (found.segment < 0 || !found.article.segments[found.segment].alignable) {
        say('editor.review.noParagraph');
        return;
      }
      const chosen = await pickCounterparts(found, {
        words,
        candidates: likelyCounterparts(found.article, found.segment, await lexicon()),
      });
      if (!chosen?.length) return;
      const side = sideOf(found.article, found.segment);
      const own = [found.segment];
      const pair = side === 'zh' ? { zh: own, en: chosen } : { zh: chosen, en: own };
      await apply(found, changeLink(found.article, pair, await signed(found)), 'editor.review.linked');
    }),
    onPair(commandIds.unlinkPair, async (at) => {
      await apply(at, changeUnlink(at.article, at.group, await signed(at)), 'editor.review.unlinked');
    }),
    onPair(commandIds.takeOutOfPair, async (at) => {
      await apply(at, changeTakeOut(at.article, at.group, at.segment, await signed(at)), 'editor.review.takenOut');
    }),
    onPair(commandIds.mergeWithNextPair, async (at) => {
      const next = at.article.groups[at.article.groups.indexOf(at.group) + 1];
      if (!next) say('editor.review.noNextPair');
      else await apply(at, changeMerge(at.article, at.group, next, await signed(at)), 'editor.review.merged');
    }),
    onParagraph(commandIds.needsNoTranslation, async (at) => {
      await apply(at, changeRole(at.article, at.segment, 'free', await signed(at)), 'editor.review.free');
    }),
    onParagraph(commandIds.markRole, async (at) => {
      const items = ROLES.map((role) => ({ label: words.say(`editor.role.${role}`), role }));
      const reset = { label: words.say('editor.role.reset'), role: undefined };
      const chosen = await vscode.window.showQuickPick([...items, reset], { title: words.say('editor.role.title') });
      if (chosen)
        await apply(at, changeRole(at.article, at.segment, chosen.role, await signed(at)), 'editor.review.roleSet');
    }),
    command(services, commandIds.undoDecision, async () => {
      const found = await here();
      if (found)
        say((await reviews.undo(found.editor.document.uri)) ? 'editor.review.undone' : 'editor.review.nothingToUndo');
    }),
    command(services, commandIds.redoDecision, async () => {
      const found = await here();
      if (found)
        say((await reviews.redo(found.editor.document.uri)) ? 'editor.review.redone' : 'editor.review.nothingToRedo');
    }),
  );
}

function signed({ editor }: Pick<Here, 'editor'>): Promise<Deciding> {
  return signedBy(editor.document.uri);
}

/** Moves to the start of a pair, with both of its sides in sight if they can be. */
async function show(editor: vscode.TextEditor, article: Article, { zh, en }: Group): Promise<void> {
  const source = sourceOf(article, editor.document);
  const spans = [...zh, ...en]
    .map((segment) => article.segments[segment].span)
    .filter((span) => span.source === source)
    .sort((a, b) => a.start - b.start);
  if (!spans.length) return;
  const first = rangeOf(article, spans[0]);
  const last = rangeOf(article, spans[spans.length - 1]);
  editor.selection = new vscode.Selection(first.start, first.start);
  editor.revealRange(first.union(last), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Both sides of a selection that holds paragraphs of both languages; undefined when it does not. */
function selectedPair({ editor, article }: Here): { zh: readonly number[]; en: readonly number[] } | undefined {
  const source = sourceOf(article, editor.document);
  const spans = editor.selections
    .filter((selection) => !selection.isEmpty || editor.selections.length > 1)
    .map(({ start, end }) => [toOffset(article.sources[source], start), toOffset(article.sources[source], end)]);
  const sides: { zh: number[]; en: number[] } = { zh: [], en: [] };
  article.segments.forEach(({ span, alignable }, segment) => {
    const side = sideOf(article, segment);
    if (!alignable || !side || span.source !== source) return;
    if (spans.some(([from, to]) => span.start <= to && from <= span.end && !(from === span.end && to > from)))
      sides[side].push(segment);
  });
  return sides.zh.length && sides.en.length ? sides : undefined;
}

/** Lets the user choose paragraphs of the other language; the likely ones stand first. */
async function pickCounterparts(
  { article, editor, group }: Here,
  { words, candidates }: { readonly words: Services['words']; readonly candidates: readonly number[] },
): Promise<readonly number[] | undefined> {
  const own = new Set(group ? [...group.zh, ...group.en] : []);
  const items = candidates.map((segment) => {
    const { line } = rangeOf(article, article.segments[segment].span).start;
    const other = groupOf(article, segment);
    return {
      label: shorten(plainLabel(segmentText(article, segment)), SHOWN),
      description: words.say('editor.line', { line: line + 1 }),
      detail: other && !own.has(segment) ? words.say('editor.review.linkedNow', { number: other.number }) : undefined,
      picked: own.has(segment),
      segment,
    };
  });
  // What is linked now stands first, so that it can be kept or taken off.
  items.sort((a, b) => Number(b.picked) - Number(a.picked));
  const before = editor.selection;
  const chosen = await vscode.window.showQuickPick(items, {
    title: words.say('editor.review.linkTitle'),
    placeHolder: words.say('editor.review.linkHint'),
    canPickMany: true,
    matchOnDescription: true,
    onDidSelectItem: (item) => {
      const { segment } = item as (typeof items)[number];
      editor.revealRange(
        rangeOf(article, article.segments[segment].span),
        vscode.TextEditorRevealType.InCenterIfOutsideViewport,
      );
    },
  });
  if (!chosen) editor.revealRange(before);
  return chosen?.map(({ segment }) => segment).sort((a, b) => a - b);
}
