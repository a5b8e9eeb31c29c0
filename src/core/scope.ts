/** What the user said of a file: the settings `include` and `exclude`. */
import { minimatch } from 'minimatch';
import type { Format } from './analyse';
import type { Settings } from './settings';

const OPTIONS = { dot: true, nocase: false } as const;

/** A glob that starts so names one file of the folder itself, not every file of that name below it. */
const HERE = './';

/**
 * Is a file named by `parallelText.include` or `parallelText.exclude`? The later-written wish of the two cannot be
 * told, so `exclude` wins. `path` is relative to the workspace (or the working directory), with `/`. A glob without
 * `/` matches at any depth; one that starts with `./` only from there.
 */
export function scopeOf(
  path: string,
  settings: Pick<Settings, 'include' | 'exclude'>,
): 'include' | 'exclude' | undefined {
  const named = (globs: readonly string[]) =>
    globs.some((glob) =>
      glob.startsWith(HERE)
        ? minimatch(path, glob.slice(HERE.length), OPTIONS)
        : minimatch(path, glob, { ...OPTIONS, matchBase: true }),
    );
  if (named(settings.exclude)) return 'exclude';
  return named(settings.include) ? 'include' : undefined;
}

/** The glob that names exactly the file at `path` (as in {@link scopeOf}) and no other. */
export function globOf(path: string): string {
  const glob = path.replace(/[\\?*()[\]{}!+@#|]/g, '\\$&');
  return glob.includes('/') ? glob : HERE + glob;
}

/** Extensions of source code, data and logs: none of them is prose, whatever comments it holds. */
const CODE: ReadonlySet<string> = new Set(
  (
    'js mjs cjs jsx ts mts cts tsx vue svelte py pyi ipynb rb php pl pm lua r jl java kt kts scala groovy gradle clj ' +
    'cljs c h cc cpp cxx hh hpp hxx m mm cs fs fsx vb go rs swift dart zig nim hs lhs ml mli elm erl ex exs lisp el scm ' +
    'asm s v sv vhd sol wat sh bash zsh fish bat cmd ps1 psm1 awk sed sql graphql gql proto thrift css scss sass less ' +
    'styl html htm xhtml xml xsd xsl xslt svg rss atom plist json jsonc json5 jsonl ndjson geojson webmanifest map yaml ' +
    'yml toml ini cfg conf config properties env editorconfig lock log out err diff patch po pot resx strings xlf xliff ' +
    'tmx tbx arb cmake mk mak dockerfile tf hcl nix bzl csproj sln vcxproj'
  ).split(' '),
);

/** How a file is to be read, by its name alone. Extensions count whatever their case; an unknown one, or none, is prose. */
export function formatOf(path: string): Format {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  const extension = name.slice(name.lastIndexOf('.') + 1);
  if (extension === 'tsv' || extension === 'csv') return extension;
  return CODE.has(extension) && (name.includes('.') || name === 'dockerfile') ? 'code' : 'prose';
}
