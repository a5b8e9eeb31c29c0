/** Every setting, typed and with its default, once. `package.json` declares the same; a test keeps them in step. */
import type { Severity, Side } from './model';

/** What the user can set, under `parallelText.*`. */
export interface Settings {
  /** Globs of files that are articles whatever they look like. */
  readonly include: readonly string[];
  /** Globs of files that never are; stronger than {@link include}. */
  readonly exclude: readonly string[];
  /** Which language is the original; `auto` finds out for each article. */
  readonly sourceLanguage: 'auto' | Side;
  /** Which marks the editor shows. */
  readonly decorations: 'off' | 'current' | 'all';
  /** Fingerprints of findings that a reviewer has looked at and does not want to see again. */
  readonly dismissed: readonly string[];
  /** Severity by the code of a check; `off` switches it off; absent keeps the default. */
  readonly severity: Readonly<Record<string, Severity | 'off'>>;
  /** From which certainty on, 0..1, a check reports, by its code; absent keeps the default. */
  readonly threshold: Readonly<Record<string, number>>;
  /** Files with terms, relative to the workspace folder. */
  readonly glossary: readonly string[];
  /** Where the review file of an article is: in the folder `.parallel-text` of the workspace, or beside the article. */
  readonly reviewFile: 'workspace' | 'beside';
  /** Which pairs a review goes through first: those at risk, or those that stand first. */
  readonly reviewOrder: 'risk' | 'text';
  /** The name that decisions and comments are signed with; empty: as version control knows the user. */
  readonly reviewer: string;
}

export const defaultSettings: Settings = {
  include: [],
  exclude: [],
  sourceLanguage: 'auto',
  decorations: 'all',
  dismissed: [],
  severity: {},
  threshold: {},
  glossary: [],
  reviewFile: 'workspace',
  reviewOrder: 'risk',
  reviewer: '',
};

const strings = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : undefined;

function oneOf<T extends string>(...allowed: readonly T[]): (value: unknown) => T | undefined {
  return (value) => allowed.find((each) => each === value);
}

/** What can be used of an object whose keys are codes of checks. */
function byCode<T>(read: (value: unknown) => T | undefined) {
  return (value: unknown): Readonly<Record<string, T>> | undefined => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const known: Record<string, T> = {};
    for (const [code, wish] of Object.entries(value)) {
      const usable = read(wish);
      if (usable !== undefined) known[code] = usable;
    }
    return known;
  };
}

const severity = oneOf('error', 'warning', 'information', 'hint', 'off');

/** What of a value can be used as a setting; undefined when nothing can. */
const readers: { readonly [Key in keyof Settings]: (value: unknown) => Settings[Key] | undefined } = {
  include: strings,
  exclude: strings,
  sourceLanguage: oneOf('auto', 'zh', 'en'),
  decorations: oneOf('off', 'current', 'all'),
  dismissed: strings,
  severity: byCode(severity),
  threshold: byCode((value) => (typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined)),
  glossary: strings,
  reviewFile: oneOf('workspace', 'beside'),
  reviewOrder: oneOf('risk', 'text'),
  reviewer: (value) => (typeof value === 'string' ? value : undefined),
};

/**
 * Makes settings of values from anywhere. `lookUp` gives the value of a key, undefined or null where it is not set.
 * What cannot be used counts as the default; `wrong` names the settings where something could not.
 */
export function settingsFrom(lookUp: (key: keyof Settings) => unknown): {
  readonly settings: Settings;
  readonly wrong: readonly (keyof Settings)[];
} {
  const wrong: (keyof Settings)[] = [];
  const read = <Key extends keyof Settings>(key: Key): Settings[Key] => {
    const value = lookUp(key);
    if (value === undefined || value === null) return defaultSettings[key];
    const usable = readers[key](value);
    if (usable === undefined || sizeOf(usable) !== sizeOf(value)) wrong.push(key);
    return usable ?? defaultSettings[key];
  };
  const settings: Settings = {
    include: read('include'),
    exclude: read('exclude'),
    sourceLanguage: read('sourceLanguage'),
    decorations: read('decorations'),
    dismissed: read('dismissed'),
    severity: read('severity'),
    threshold: read('threshold'),
    glossary: read('glossary'),
    reviewFile: read('reviewFile'),
    reviewOrder: read('reviewOrder'),
    reviewer: read('reviewer'),
  };
  return { settings, wrong };
}

/** Entries of a list or an object; what was left out of it shows in the number. */
function sizeOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 1;
}
