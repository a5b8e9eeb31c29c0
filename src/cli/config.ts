/** Settings for the command line: those of the editor, from the same file. */
import path from 'node:path';
import { defaultSettings, type Message, type Settings, settingsFrom } from '../core';
import type { CliHost } from './host';

/** Settings, and what in the file could not be used. */
export type Configuration =
  | { readonly kind: 'settings'; readonly settings: Settings; readonly complaints: readonly Message[] }
  | { readonly kind: 'wrong'; readonly message: Message };

const SECTION = 'parallelText';
const PREFIX = `${SECTION}.`;

/**
 * Reads the settings: from the file that `--config` names, where anything wrong is an error; else from
 * `.vscode/settings.json` of the working directory if there is one, where it is only complained of.
 */
export async function readConfiguration(named: string | undefined, host: CliHost): Promise<Configuration> {
  const file = named ?? path.posix.join('.vscode', 'settings.json');
  let text: string;
  try {
    text = new TextDecoder().decode(await host.readFile(file));
  } catch (error) {
    if (named === undefined) return { kind: 'settings', settings: defaultSettings, complaints: [] };
    return { kind: 'wrong', message: unreadable(file, error) };
  }
  const { settings, complaints } = parseSettings(text, file, named !== undefined);
  if (named !== undefined && complaints.length) return { kind: 'wrong', message: complaints[0] };
  return { kind: 'settings', settings, complaints };
}

function parseSettings(
  text: string,
  file: string,
  plainKeys: boolean,
): { readonly settings: Settings; readonly complaints: readonly Message[] } {
  let root: unknown;
  try {
    root = text.trim() ? JSON.parse(plainJson(text)) : {};
  } catch {
    root = undefined;
  }
  if (!isObject(root)) {
    return { settings: defaultSettings, complaints: [{ key: 'cli.configNotJson', args: { file } }] };
  }
  const values: Record<string, unknown> = {};
  if (isObject(root[SECTION])) Object.assign(values, root[SECTION]);
  let prefixed = SECTION in root;
  for (const [key, value] of Object.entries(root)) {
    if (!key.startsWith(PREFIX)) continue;
    prefixed = true;
    values[key.slice(PREFIX.length)] = value;
  }
  if (plainKeys && !prefixed) Object.assign(values, root);

  const { settings, wrong } = settingsFrom((key) => values[key]);
  const complaints = wrong.map((key): Message => ({ key: 'cli.configValue', args: { file, name: PREFIX + key } }));
  return { settings, complaints };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON as VS Code writes it (comments, a comma after the last entry) made plain. Strings are left as they are. */
function plainJson(text: string): string {
  const withoutComments = text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
    found[0] === '"' ? found : ' ',
  );
  return withoutComments.replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g, (found) => (found === ',' ? ' ' : found));
}

/** Why a file could not be read, by Node's code for it. */
export function unreadable(file: string, error: unknown): Message {
  const { code, message } = error as { code?: string; message?: string };
  const keys: Readonly<Record<string, string>> = {
    ENOENT: 'cli.noSuchFile',
    ENOTDIR: 'cli.noSuchFile',
    EISDIR: 'cli.isFolder',
    EACCES: 'cli.noPermission',
    EPERM: 'cli.noPermission',
    ERR_FS_FILE_TOO_LARGE: 'cli.tooLarge',
  };
  const key = keys[code ?? ''];
  return key ? { key, args: { file } } : { key: 'cli.cannotRead', args: { file, reason: message ?? String(error) } };
}
