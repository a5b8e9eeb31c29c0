/** Who decides: the name that is written under decisions and comments. */
import * as vscode from 'vscode';
import type { Deciding } from '../core';
import { readSettings } from './settings';

/** Who decides, and when. */
export async function signedBy(uri: vscode.Uri): Promise<Deciding> {
  const set = readSettings(uri).reviewer.trim();
  return { by: set || (await gitName(uri)) || '', at: new Date().toISOString() };
}

/** What the built-in git extension does for us. */
interface GitExports {
  getAPI(version: 1): {
    getRepository(
      uri: vscode.Uri,
    ): { getConfig(key: string): Promise<string>; getGlobalConfig(key: string): Promise<string> } | null;
  };
}

/** The user's name in git; nothing where there is no git, as in a browser. */
async function gitName(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const git = vscode.extensions.getExtension<GitExports>('vscode.git');
    if (!git?.isActive) return undefined;
    const repository = git.exports.getAPI(1).getRepository(uri);
    return (await repository?.getConfig('user.name')) || (await repository?.getGlobalConfig('user.name'));
  } catch {
    // Git is off, or has no such value.
    return undefined;
  }
}
