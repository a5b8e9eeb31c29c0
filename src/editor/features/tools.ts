/** Small things that reviewers ask for: copying, counting, looking a term up in all articles. */
import * as vscode from 'vscode';
import {
  type Article,
  type Counts,
  counterparts,
  countsBySide,
  countsOf,
  formatOf,
  groupOf,
  type Hit,
  hitsOf,
  linkOf,
  mayBeArticle,
  segmentAt,
  segmentText,
  sentenceAt,
  sourceText,
} from '../../core';
import { rangeOf, sourceOf, toOffset } from '../convert';
import { settingsScopeOf } from '../documents';
import { plainLabel, shorten } from '../escape';
import { commandIds } from '../names';
import { command, type Services } from '../services';
import { readSettings } from '../settings';
import { shownEditor } from '../shownEditor';

/** Registers the commands and the counts in the status bar. */
export function registerTools(services: Services): vscode.Disposable {
  const { articles, words } = services;
  const here = async () => {
    const editor = vscode.window.activeTextEditor;
    const article = editor && (await articles.get(editor.document));
    if (!editor || !article?.recognition.recognised) {
      void vscode.window.showInformationMessage(words.say('editor.noArticle'));
      return undefined;
    }
    const source = sourceOf(article, editor.document);
    const offset = toOffset(article.sources[source], editor.selection.active);
    return { article, segment: segmentAt(article, source, offset), sentence: sentenceAt(article, source, offset) };
  };
  const copy = async (text: string | undefined) => {
    if (text) await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(words.say(text ? 'editor.tools.copied' : 'editor.noCounterpart'), 5000);
  };
  return vscode.Disposable.from(
    counts(services),
    command(services, commandIds.copyCounterpart, async () => {
      const found = await here();
      if (found) await copy(counterpartText(found));
    }),
    command(services, commandIds.copyPair, async () => {
      const found = await here();
      const group = found && groupOf(found.article, found.segment);
      if (found) await copy(group && [...group.zh, ...group.en].map((at) => segmentText(found.article, at)).join('\n'));
    }),
    command(services, commandIds.searchTerm, () => searchTerm(services)),
  );
}

/** What stands against the sentence at the cursor, or else against the paragraph. */
function counterpartText({
  article,
  segment,
  sentence,
}: {
  article: Article;
  segment: number;
  sentence: number;
}): string {
  const link = sentence < 0 ? undefined : linkOf(article, sentence);
  const sentences = link?.zh.includes(sentence) ? link.en : link?.zh;
  if (sentences) {
    const texts = sentences.map((at) => {
      const { source, start, end } = article.sentences[at].span;
      return article.sources[source].text.slice(start, end);
    });
    return texts.join(article.sentences[sentences[0]].side === 'en' ? ' ' : '');
  }
  return segment < 0
    ? ''
    : counterparts(article, segment)
        .map((at) => segmentText(article, at))
        .join('\n');
}

/** Selections up to this length are counted while they change. */
const COUNTED = 1_000_000;

/** Chinese characters and English words of the article, and of the selection. */
function counts({ articles, words }: Services): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('parallelText.counts', vscode.StatusBarAlignment.Right, 98);
  item.name = words.say('editor.tools.countsName');
  const known = new WeakMap<Article, Counts>();
  const show = () => {
    const editor = shownEditor();
    const article = editor && articles.latest(editor.document)?.article;
    if (!editor || !article?.recognition.recognised) {
      item.hide();
      return;
    }
    let whole = known.get(article);
    if (!whole) {
      const { zh, en } = countsBySide(article);
      whole = { characters: zh, words: en };
      known.set(article, whole);
    }
    const selected = editor.selections.map((selection) => editor.document.getText(selection)).join('\n');
    const some = selected.trim() && selected.length <= COUNTED ? countsOf(selected) : undefined;
    const args: Readonly<Record<string, number>> = some
      ? { characters: some.characters, words: some.words, allCharacters: whole.characters, allWords: whole.words }
      : { ...whole };
    item.text = words.say(some ? 'editor.tools.countsSelected' : 'editor.tools.counts', args);
    item.tooltip = words.say(some ? 'editor.tools.countsSelectedTooltip' : 'editor.tools.countsTooltip', args);
    item.show();
  };
  show();
  return vscode.Disposable.from(
    item,
    articles.onDidChange(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) show();
    }),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) show();
    }),
  );
}

/** Files that may be articles by their names. */
const TEXTS = '**/*.{txt,md,markdown,rst,tsv,csv,bitext}';
/** Larger files are passed over, and that is said. */
const LARGEST = 5_000_000;
/** How many code units of a sentence a row shows. */
const SHOWN = 160;

interface HitItem extends vscode.QuickPickItem {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
}

/** Asks for a term, and lists every place of it in the articles of the workspace with the counterpart beside it. */
async function searchTerm(services: Services): Promise<void> {
  const { words, analyse, reviews } = services;
  const editor = vscode.window.activeTextEditor;
  const selected = editor && !editor.selection.isEmpty ? editor.document.getText(editor.selection) : '';
  const term = await vscode.window.showInputBox({
    title: words.say('editor.tools.searchTitle'),
    prompt: words.say('editor.tools.searchPrompt'),
    value: selected.includes('\n') ? '' : selected,
  });
  if (!term?.trim()) return;
  const cancellation = new vscode.CancellationTokenSource();
  const pick = vscode.window.createQuickPick<HitItem>();
  pick.title = words.say('editor.tools.searchResults', { term: plainLabel(term) });
  pick.matchOnDetail = true;
  pick.matchOnDescription = true;
  pick.keepScrollPosition = true;
  pick.busy = true;
  const closed = new Promise<void>((resolve) => {
    pick.onDidHide(() => {
      cancellation.cancel();
      pick.dispose();
      resolve();
    });
  });
  pick.onDidAccept(async () => {
    const [chosen] = pick.activeItems;
    if (chosen) await vscode.window.showTextDocument(chosen.uri, { selection: chosen.range });
  });
  pick.show();
  const items: HitItem[] = [];
  let large = 0;
  for (const uri of await textFiles()) {
    if (cancellation.token.isCancellationRequested) break;
    const text = await textOf(uri);
    if (text === 'large') large++;
    if (!text || text === 'large' || !text.toLowerCase().includes(term.trim().toLowerCase())) continue;
    const settings = readSettings(uri);
    const format = formatOf(uri.path);
    const request = { sources: [sourceText(text)], format, settings, scope: settingsScopeOf(uri, settings) };
    if (!mayBeArticle(request)) continue;
    const article = await analyse({ ...request, decisions: await reviews.peek(uri) }, cancellation.token);
    if (!article?.recognition.recognised) continue;
    for (const hit of hitsOf(article, term)) items.push(hitItem(article, hit, uri, words));
    pick.items = items;
  }
  pick.busy = false;
  pick.placeholder = words.say(large ? 'editor.tools.searchDoneLarge' : 'editor.tools.searchDone', {
    count: items.length,
    large,
  });
  await closed;
}

async function textFiles(): Promise<readonly vscode.Uri[]> {
  const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'untitled').map(({ uri }) => uri);
  return [...open, ...(await vscode.workspace.findFiles(TEXTS))];
}

/** The text of a file as an editor shows it, where one does. */
async function textOf(uri: vscode.Uri): Promise<string | 'large' | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > LARGEST) return 'large';
    return new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // Gone meanwhile, or no text.
    return undefined;
  }
}

function hitItem(
  article: Article,
  { span, sentence, counterpart }: Hit,
  uri: vscode.Uri,
  words: Services['words'],
): HitItem {
  const { text } = article.sources[span.source];
  const range = rangeOf(article, span);
  const from = Math.max(sentence.start, span.start - 60);
  const other = counterpart.map(({ source, start, end }) => article.sources[source].text.slice(start, end)).join(' ');
  return {
    label: `${from > sentence.start ? '…' : ''}${shorten(plainLabel(text.slice(from, sentence.end)), SHOWN)}`,
    detail: other ? shorten(plainLabel(other), SHOWN) : words.say('editor.noCounterpart'),
    description: `${vscode.workspace.asRelativePath(uri)}:${range.start.line + 1}`,
    uri,
    range,
  };
}
