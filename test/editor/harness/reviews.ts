/** What the suites read of review files. */
import * as vscode from 'vscode';
import { type Decision, readReview } from '../../../src/core';
import { inWorkspace } from './editor';

const { fs } = vscode.workspace;

/** The review file of an article in the workspace. */
export function reviewFile(article: string): vscode.Uri {
  return inWorkspace(`.parallel-text/${article}.json`);
}

/** The text of a file; undefined when there is none. */
export async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** What was decided of an article in the workspace. */
export async function decisionsOf(article: string): Promise<Decision[]> {
  const reading = readReview((await textOf(reviewFile(article))) ?? '');
  if (reading.kind !== 'read') throw new Error(`the review file is damaged on line ${reading.line}`);
  return [...reading.decisions.values()];
}
