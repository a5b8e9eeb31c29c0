/**
 * Bundles everything that runs: `node esbuild.mjs [--watch]`.
 *
 *   dist/extension.js         the extension in the Node extension host
 *   dist/web/extension.js     the extension in the web extension host
 *   dist/webview/reading.js the page of the reading view
 *   dist/cli.js               the program `parallel-text`; `vscode` is not there, so a leak fails the build
 *   dist/test/editor.js       the editor suites for the Node host
 *   dist/test/installed.js    the same and those for the installed package
 *   dist/web/test/index.js    the editor suites for the web host
 */
import fs from 'node:fs';
import path from 'node:path';
import { context } from 'esbuild';

const root = import.meta.dirname;
const watch = process.argv.includes('--watch');

/** Gives the module `suites`: it loads every `*.test.ts` of the folders, so that no list of them is kept by hand. */
const suitesOf = (...folders) => ({
  name: 'suites',
  setup(build) {
    build.onResolve({ filter: /^suites$/ }, () => ({ path: 'suites', namespace: 'suites' }));
    build.onLoad({ filter: /.*/, namespace: 'suites' }, () => {
      const files = folders.flatMap((folder) =>
        fs
          .readdirSync(path.join(root, folder))
          .filter((name) => name.endsWith('.test.ts'))
          .sort()
          .map((name) => `./${folder}/${name}`),
      );
      return {
        contents: files.map((file) => `require(${JSON.stringify(file)});`).join('\n'),
        resolveDir: root,
        watchDirs: folders.map((folder) => path.join(root, folder)),
      };
    });
  },
});

const node = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  sourcemap: true,
  logLevel: 'warning',
};
const web = {
  ...node,
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
  define: { global: 'globalThis' },
};

/** Node's `assert`, for suites in a browser; the package asks for a `process`. */
const nodeInBrowser = {
  alias: { 'node:assert': 'assert', 'node:assert/strict': path.join(root, 'test/editor/harness/strict-assert.ts') },
  banner: {
    js: 'var process={env:{},platform:"browser",argv:[],cwd:()=>"/",nextTick:(f,...a)=>queueMicrotask(()=>f(...a))};',
  },
};

const bundles = [
  { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', minify: !watch },
  { ...web, entryPoints: ['src/extension.web.ts'], outfile: 'dist/web/extension.js', minify: !watch },
  {
    ...web,
    external: [],
    format: 'iife',
    entryPoints: ['src/webview/reading.ts'],
    outfile: 'dist/webview/reading.js',
    minify: !watch,
  },
  {
    ...node,
    external: [],
    entryPoints: ['src/cli.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
    minify: !watch,
  },
  {
    ...node,
    external: ['vscode', 'mocha'],
    plugins: [suitesOf('test/editor')],
    entryPoints: ['test/editor/harness/index.ts'],
    outfile: 'dist/test/editor.js',
  },
  {
    ...node,
    external: ['vscode', 'mocha'],
    plugins: [suitesOf('test/installed', 'test/editor')],
    entryPoints: ['test/editor/harness/index.ts'],
    outfile: 'dist/test/installed.js',
  },
  {
    ...web,
    ...nodeInBrowser,
    plugins: [suitesOf('test/editor')],
    entryPoints: ['test/editor/harness/index.web.ts'],
    outfile: 'dist/web/test/index.js',
    footer: { js: 'module.exports = { run };' },
  },
];

fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true });
const contexts = await Promise.all(bundles.map((bundle) => context({ ...bundle, absWorkingDir: root })));
if (watch) {
  await Promise.all(contexts.map((each) => each.watch()));
  console.log('watching');
} else {
  const results = await Promise.allSettled(contexts.map((each) => each.rebuild()));
  await Promise.all(contexts.map((each) => each.dispose()));
  // esbuild has printed the errors.
  if (results.some(({ status }) => status === 'rejected')) process.exit(1);
  fs.chmodSync(path.join(root, 'dist/cli.js'), 0o755);
}
