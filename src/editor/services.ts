/** What every feature is given, and the two ways in which a feature may fail. */
import * as vscode from 'vscode';
import type { Lexicon, Message, MessageArguments } from '../core';
import { type MessageKey, wording } from '../messages';
import type { Analyser } from './analyser';
import type { ArticleService } from './articles';
import type { ReviewStore } from './reviews';

/** What differs between the extension hosts. */
export interface Platform {
  readonly kind: 'node' | 'web';
  /** Writes a file, with the folders it needs. Where that is cut short, the old text is there still, whole. */
  replaceFile(file: vscode.Uri, text: Uint8Array): Promise<void>;
}

/** The words of the extension, in the language of the editor. */
export interface Words {
  /** Puts words to what core says. */
  of(message: Message): string;
  /** A text of the editor layer. */
  say(key: MessageKey, args?: MessageArguments): string;
}

/** Everything that features share. Built once. */
export interface Services {
  readonly articles: ArticleService;
  readonly reviews: ReviewStore;
  /** For texts that no editor shows. */
  readonly analyse: Analyser;
  /** The dictionary; loaded when it is first asked for, and again only after that has failed. */
  readonly lexicon: () => Promise<Lexicon>;
  readonly words: Words;
  readonly log: vscode.LogOutputChannel;
  readonly platform: Platform;
  /** Of the extension. */
  readonly version: string;
  /** Where the extension's own files are. */
  readonly extensionUri: vscode.Uri;
  /** What is remembered for the workspace, or for the user where none is open. */
  readonly memory: vscode.Memento;
}

/** The words for a locale such as `vscode.env.language`. */
export function createWords(locale: string): Words {
  const of = wording(locale);
  return { of, say: (key, args = {}) => of({ key, args }) };
}

/** Text for the log. */
export function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Runs the work of a provider: when it fails, that is logged and there is no result. */
export async function provide<T>(
  { log }: Pick<Services, 'log'>,
  name: string,
  work: () => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    log.error(`${name}: ${errorText(error)}`);
    return undefined;
  }
}

/** Registers a command: when it fails, that is logged and one message says where to look. */
export function command(
  { log, words }: Pick<Services, 'log' | 'words'>,
  id: string,
  run: (...args: readonly unknown[]) => Promise<void> | void,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
    try {
      await run(...args);
    } catch (error) {
      log.error(`${id}: ${errorText(error)}`);
      const showLog = words.say('editor.showLog');
      void vscode.window.showErrorMessage(words.say('editor.commandFailed'), showLog).then((chosen) => {
        if (chosen === showLog) log.show();
      });
    }
  });
}
