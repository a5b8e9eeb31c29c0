/** Every setting, typed and with its default, once. `package.json` declares the same; a test keeps them in step. */
import type { Severity } from './model';

/** What the user can set, under `parallelText.*`. */
export interface Settings {
  /** Globs of files that are articles whatever they look like. */
  readonly include: readonly string[];
  /** Globs of files that never are; stronger than {@link include}. */
  readonly exclude: readonly string[];
  /** Which marks the editor shows. */
  readonly decorations: 'off' | 'current' | 'all';
  /** Severity by the code of a check; `off` switches it off; absent keeps the default. */
  readonly severity: Readonly<Record<string, Severity | 'off'>>;
}

export const defaultSettings: Settings = {
  include: [],
  exclude: [],
  decorations: 'all',
  severity: {},
};
