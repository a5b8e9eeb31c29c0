/** Reads the settings, in one place. */
import * as vscode from 'vscode';
import { defaultSettings, type Settings } from '../core';

/** The section of all settings. */
export const SECTION = 'parallelText';

const strings = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : undefined;

function oneOf<T extends string>(...allowed: readonly T[]): (value: unknown) => T | undefined {
  return (value) => allowed.find((each) => each === value);
}

const severity = oneOf('error', 'warning', 'information', 'hint', 'off');

/** How the value of each setting is made sure of; undefined means the default. */
const readers: { readonly [Key in keyof Settings]: (value: unknown) => Settings[Key] | undefined } = {
  include: strings,
  exclude: strings,
  decorations: oneOf('off', 'current', 'all'),
  severity: (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const known: Record<string, NonNullable<ReturnType<typeof severity>>> = {};
    for (const [code, wish] of Object.entries(value)) {
      const read = severity(wish);
      if (read) known[code] = read;
    }
    return known;
  },
};

/** The settings that hold for a document. A value of the wrong type counts as the default. */
export function readSettings(uri: vscode.Uri | undefined): Settings {
  const configuration = vscode.workspace.getConfiguration(SECTION, uri);
  const read = <Key extends keyof Settings>(key: Key): Settings[Key] =>
    readers[key](configuration.get(key)) ?? defaultSettings[key];
  return {
    include: read('include'),
    exclude: read('exclude'),
    decorations: read('decorations'),
    severity: read('severity'),
  };
}

/** Could this change of the configuration change what {@link readSettings} gives for any document? */
export function affectsSettings(event: vscode.ConfigurationChangeEvent, ...keys: readonly (keyof Settings)[]): boolean {
  return keys.length
    ? keys.some((key) => event.affectsConfiguration(`${SECTION}.${key}`))
    : event.affectsConfiguration(SECTION);
}
