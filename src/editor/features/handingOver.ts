/** Handing over: an article is exported or reported on, and links are imported; nothing is written without being asked where. */
import * as vscode from 'vscode';
import {
  changeLink,
  type Decision,
  EXPORT_FORMATS,
  type ExportFormat,
  handOver,
  type Message,
  matchImported,
  readLinks,
  writeBitexts,
} from '../../core';
import { wording } from '../../messages';
import { activeArticle } from '../active';
import { commandIds } from '../names';
import { signedBy } from '../reviewer';
import { command, type Services } from '../services';

/** Registers the commands. */
export function registerHandingOver(services: Services): vscode.Disposable {
  const { articles, reviews, words, log } = services;

  /** Says what a format could not hold; the whole list is in the log. */
  const tell = (
    key: Parameters<typeof words.say>[0],
    notes: readonly Message[],
    args: Record<string, string | number>,
  ) => {
    for (const note of notes) log.info(words.of(note));
    const text = words.say(key, args);
    if (!notes.length) {
      void vscode.window.showInformationMessage(text);
      return;
    }
    const showLog = words.say('editor.showLog');
    const more = words.say('editor.handover.notes', { first: words.of(notes[0]), count: notes.length });
    void vscode.window
      .showWarningMessage(words.say('editor.sentences', { say: text, detail: more }), showLog)
      .then((chosen) => {
        if (chosen === showLog) log.show();
      });
  };
  const write = async (format: ExportFormat, level: 'paragraph' | 'sentence') => {
    const found = await activeArticle(services);
    if (!found) return;
    const { article } = found;
    const { document } = found.editor;
    const name = vscode.workspace.asRelativePath(document.uri);
    const { text, losses } = writeBitexts([handOver(article, { name, level })], {
      format,
      // Spreadsheets take a TSV without it for another encoding.
      byteOrderMark: format === 'tsv',
      words: words.of,
      plainWords: wording('en'),
      date: new Date().toISOString(),
      version: services.version,
    });
    const end = EXPORT_FORMATS[format];
    const beside = document.isUntitled
      ? undefined
      : document.uri.with({ path: `${document.uri.path.replace(/\.[^./]+$/, '')}.${end}` });
    const target = await vscode.window.showSaveDialog({
      title: words.say('editor.handover.saveTitle'),
      filters: { [words.say(`editor.handover.format.${format}`)]: [end] },
      ...(beside && { defaultUri: beside }),
    });
    if (!target) return;
    if (target.toString() === document.uri.toString()) {
      void vscode.window.showErrorMessage(words.say('editor.handover.isArticle'));
      return;
    }
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    tell('editor.handover.written', losses, { file: vscode.workspace.asRelativePath(target) });
  };

  return vscode.Disposable.from(
    command(services, commandIds.exportArticle, async () => {
      const formats = (Object.keys(EXPORT_FORMATS) as ExportFormat[]).flatMap((format) => {
        const levels =
          format === 'html' || format === 'markdown' ? (['paragraph'] as const) : (['paragraph', 'sentence'] as const);
        return levels.map((level) => ({
          label: words.say(`editor.handover.format.${format}`),
          description: levels.length > 1 ? words.say(`editor.handover.level.${level}`) : '',
          format,
          level,
        }));
      });
      const chosen = await vscode.window.showQuickPick(formats, {
        title: words.say('editor.handover.exportTitle'),
        matchOnDescription: true,
      });
      if (chosen) await write(chosen.format, chosen.level);
    }),
    command(services, commandIds.importLinks, async () => {
      const found = await activeArticle(services);
      if (!found) return;
      const { article } = found;
      const { document } = found.editor;
      const [file] =
        (await vscode.window.showOpenDialog({
          title: words.say('editor.handover.importTitle'),
          canSelectMany: false,
          filters: { [words.say('editor.handover.links')]: ['tmx', 'tsv', 'txt', 'ladder', 'align'] },
        })) ?? [];
      if (!file) return;
      const text = await vscode.workspace.decode(await vscode.workspace.fs.readFile(file), { uri: file });
      const { links, unmatched, problems } = matchImported(article, readLinks(text));
      const same = new Set(article.groups.map(({ zh, en }) => `${zh}|${en}`));
      const fresh = links.filter(({ zh, en }) => !same.has(`${zh}|${en}`));
      const notes: Message[] = [
        ...problems,
        ...unmatched.map(({ line, why }): Message => ({ key: `import.${why}`, args: { line } })),
      ];
      const args = { all: links.length, fresh: fresh.length, unmatched: unmatched.length };
      if (!fresh.length) {
        tell('editor.handover.nothingNew', notes, args);
        return;
      }
      const accept = words.say('editor.handover.accept');
      const question = words.say('editor.handover.question', args);
      if ((await vscode.window.showInformationMessage(question, { modal: true }, accept)) !== accept) return;
      if ((await articles.get(document)) !== article) {
        void vscode.window.showErrorMessage(words.say('editor.handover.changed'));
        return;
      }
      const who = await signedBy(document.uri);
      // One change, so that one step undoes it.
      const change = new Map<string, Decision | undefined>();
      for (const link of fresh) for (const [id, decision] of changeLink(article, link, who)) change.set(id, decision);
      if (await reviews.change(document.uri, change)) tell('editor.handover.imported', notes, args);
    }),
  );
}
