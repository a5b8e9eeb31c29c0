/** What the user said of a file: the settings `include` and `exclude`. */
import { minimatch } from 'minimatch';
import type { Settings } from './settings';

const OPTIONS = { dot: true, matchBase: true, nocase: false } as const;

/**
 * Is a file named by `parallelText.include` or `parallelText.exclude`? The later-written wish of the two cannot be
 * told, so `exclude` wins. `path` is relative to the workspace (or the working directory), with `/`.
 */
export function scopeOf(
  path: string,
  settings: Pick<Settings, 'include' | 'exclude'>,
): 'include' | 'exclude' | undefined {
  const named = (globs: readonly string[]) => globs.some((glob) => minimatch(path, glob, OPTIONS));
  if (named(settings.exclude)) return 'exclude';
  return named(settings.include) ? 'include' : undefined;
}
