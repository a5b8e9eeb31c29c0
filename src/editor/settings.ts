/** Reads the settings, in one place. */
import * as vscode from 'vscode';
import { type Settings, settingsFrom } from '../core';

/** The section of all settings. */
export const SECTION = 'parallelText';

/** The settings that hold for a document. A value of the wrong type counts as the default. */
export function readSettings(uri: vscode.Uri | undefined): Settings {
  // Some settings may differ by the language of the editor, which an open document tells.
  const document = uri && vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  const configuration = vscode.workspace.getConfiguration(SECTION, document ?? uri);
  return settingsFrom((key) => configuration.get(key)).settings;
}

/** Could this change of the configuration change what {@link readSettings} gives for any document? */
export function affectsSettings(event: vscode.ConfigurationChangeEvent, ...keys: readonly (keyof Settings)[]): boolean {
  return keys.length
    ? keys.some((key) => event.affectsConfiguration(`${SECTION}.${key}`))
    : event.affectsConfiguration(SECTION);
}

/** Where the settings of a workspace folder are. */
export function folderTarget(): vscode.ConfigurationTarget {
  return vscode.workspace.workspaceFile
    ? vscode.ConfigurationTarget.WorkspaceFolder
    : vscode.ConfigurationTarget.Workspace;
}
