/** Treat this file as an article, or not: writes `include` and `exclude`, so that the command line agrees. And: why? */
import * as vscode from 'vscode';
import { globOf } from '../../core';
import { pathsOf, settingsScopeOf } from '../documents';
import { commandIds } from '../names';
import { command, errorText, type Services } from '../services';
import { folderTarget, readSettings, SECTION } from '../settings';

type List = 'include' | 'exclude';

const opposite: Readonly<Record<List, List>> = { include: 'exclude', exclude: 'include' };

/** Registers the commands about recognition. */
export function registerRecognitionCommands(services: Services): vscode.Disposable {
  const { articles, words, log } = services;

  const treat = (list: List) => async (argument: unknown) => {
    const document = await documentOf(argument);
    if (!document) {
      void vscode.window.showInformationMessage(words.say('editor.noDocument'));
      return;
    }
    const { uri } = document;
    if (uri.scheme === 'untitled') {
      articles.setScope(document, list);
      return;
    }
    if (vscode.workspace.getWorkspaceFolder(uri)) {
      try {
        await write(uri, list, folderTarget());
      } catch (error) {
        log.warn(`${SECTION}.${list}: ${errorText(error)}`);
        const user = words.say('editor.scope.toUser');
        const chosen = await vscode.window.showWarningMessage(words.say('editor.scope.noWorkspace'), user);
        if (chosen !== user) return;
        await write(uri, list, vscode.ConfigurationTarget.Global);
      }
    } else await write(uri, list, vscode.ConfigurationTarget.Global);
    articles.refresh(document);
    if (settingsScopeOf(uri, readSettings(uri)) === list) return;
    const open = words.say('editor.openSettings');
    const chosen = await vscode.window.showWarningMessage(words.say('editor.scope.stillExcluded'), open);
    if (chosen === open) {
      await vscode.commands.executeCommand('workbench.action.openSettings', `${SECTION}.${opposite[list]}`);
    }
  };

  return vscode.Disposable.from(
    command(services, commandIds.treatAsArticle, treat('include')),
    command(services, commandIds.treatAsNoArticle, treat('exclude')),
    command(services, commandIds.explainRecognition, async () => {
      const document = vscode.window.activeTextEditor?.document;
      const article = document && (await articles.get(document));
      if (!article) {
        void vscode.window.showInformationMessage(words.say('editor.noDocument'));
        return;
      }
      const { recognised, confidence, reason } = article.recognition;
      const say = words.say(recognised ? 'editor.language.article' : 'editor.language.noArticle');
      const detail = words.say('editor.language.detail', {
        reason: words.of(reason),
        percent: Math.round(confidence * 100),
      });
      const action = words.say(recognised ? 'editor.language.treatAsNoArticle' : 'editor.language.treatAsArticle');
      const chosen = await vscode.window.showInformationMessage(words.say('editor.sentences', { say, detail }), action);
      if (chosen === action) await treat(recognised ? 'exclude' : 'include')(document.uri);
    }),
  );
}

/** The document that a command means: the one of the address that a menu gives, else that of the active editor. */
async function documentOf(argument: unknown): Promise<vscode.TextDocument | undefined> {
  return argument instanceof vscode.Uri
    ? vscode.workspace.openTextDocument(argument)
    : vscode.window.activeTextEditor?.document;
}

/** Puts the file into one list and takes it out of the other. What else the lists hold stays in force. */
async function write(uri: vscode.Uri, list: List, target: vscode.ConfigurationTarget): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(SECTION, uri);
  const names = pathsOf(uri).map(globOf);
  const name = target === vscode.ConfigurationTarget.Global ? names.at(-1)! : names[0];
  const settings = readSettings(uri);
  const others = settings[opposite[list]].filter((glob) => !names.includes(glob) && !isPlainNameOf(glob, uri));
  if (others.length < settings[opposite[list]].length) {
    await configuration.update(opposite[list], unlessEmpty(others, configuration, opposite[list], target), target);
  }
  if (
    settingsScopeOf(uri, { include: settings.include, exclude: list === 'include' ? others : settings.exclude }) ===
    list
  ) {
    return;
  }
  await configuration.update(list, [...settings[list], name], target);
}

/** The file's path as a user would have written it. */
function isPlainNameOf(glob: string, uri: vscode.Uri): boolean {
  return pathsOf(uri).includes(glob.replace(/^\.\//, ''));
}

/** Nothing is written for an empty list, unless a wider scope has entries that must not count here. */
function unlessEmpty(
  globs: readonly string[],
  configuration: vscode.WorkspaceConfiguration,
  list: List,
  target: vscode.ConfigurationTarget,
): readonly string[] | undefined {
  const set = configuration.inspect<readonly string[]>(list);
  const wider =
    target === vscode.ConfigurationTarget.Global
      ? []
      : target === vscode.ConfigurationTarget.Workspace
        ? [set?.globalValue]
        : [set?.globalValue, set?.workspaceValue];
  return globs.length || wider.some((value) => value?.length) ? globs : undefined;
}
