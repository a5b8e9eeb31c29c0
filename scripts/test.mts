/**
 * `npm test [-- stage …]`: everything, or only the named stages, in this order:
 *
 *   types      the TypeScript compiler over the whole project, the core alone and the pages of views
 *   lint       linter and formatter
 *   build      dictionary and bundles
 *   core       test/core, in Node
 *   cli        test/cli, in Node
 *   grammar    test/grammar, with the library that colours text in VS Code
 *   node       test/editor, in the Node extension host of a real VS Code
 *   web        the same suites in the web extension host, with no server behind it
 *   package    the `.vsix` and test/package, which looks into it
 *   installed  test/installed and test/editor, with that `.vsix` installed in a real VS Code
 *   ui         test/ui, which drives the workbench as a person would
 *
 * `VSCODE_TEST=server|desktop|web` runs the editor suites in one host only: the VS Code server from npm, a desktop VS
 * Code (`VSCODE_EXECUTABLE`, or downloaded), or the web host. Without it they run in the server (on Linux; elsewhere on
 * the desktop) and in the web host; the stages `installed` and `ui` need the server and are left out where the Node suites
 * run on the desktop. `TEST_TIMEOUT` is the limit for one run in a host, in seconds; `VERBOSE=1` shows
 * what the hosts print; `TEST_GREP` runs only the tests of the Node host whose names match.
 *
 * The last line is `N passed, N failed`; the exit status is 1 when something failed. A stage that runs one program
 * counts as one test. A failed build stops what runs in an editor; every other stage runs whatever happened before.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { eventIn, type TestEvent } from '../test/editor/harness/report.ts';
import { type Host, runSuites, sourceStack } from './run-suites.mts';
import { ensureBrowser, ensureServer, root } from './vscode-host.mts';

const total = { passed: 0, failed: 0 };
const failures: string[] = [];

/** Takes what one stage reports, prints it and counts it. */
class Stage {
  private readonly started = Date.now();
  private running: string | undefined;
  private seen = 0;
  private ended = false;

  constructor(private readonly name: string) {
    console.log(`\n${name}`);
  }

  readonly on = (event: TestEvent): void => {
    if (event.kind === 'start') this.running = event.title;
    else if (event.kind === 'pass') this.pass(event.title, event.ms);
    else if (event.kind === 'skip') console.log(`  skip  ${event.title}`);
    else if (event.kind === 'fail') this.fail(event.title, sourceStack(event.error));
    else this.ended = true;
  };

  pass(title: string, ms?: number): void {
    this.running = undefined;
    this.seen++;
    total.passed++;
    console.log(`  ok    ${title}${ms === undefined ? '' : ` (${ms} ms)`}`);
  }

  fail(title: string, why?: string): void {
    this.running = undefined;
    this.seen++;
    total.failed++;
    failures.push(`${this.name}: ${title}`);
    console.log(`  FAIL  ${title}${why ? `\n${why.replace(/^/gm, '        ')}` : ''}`);
  }

  /** Closes the stage: what ended too early, or never began, is a failure even if the program's exit says success. */
  close(code: number): void {
    const failedHere = failures.some((line) => line.startsWith(`${this.name}: `));
    if (this.running && !this.ended) this.fail(this.running, `it was running when the host ended with ${code}`);
    else if (!this.seen) this.fail('no test ran', `exit status ${code}`);
    else if (!this.ended) this.fail('the run was cut short', `exit status ${code}`);
    else if (code && !failedHere) this.fail(`exit status ${code}`);
    this.time();
  }

  stopped(picture?: string): void {
    this.fail(
      this.running ?? 'no test ran',
      `stopped at the time limit${picture ? `; the workbench then: ${picture}` : ''}`,
    );
    this.time();
  }

  time(): void {
    console.log(`  ${((Date.now() - this.started) / 1000).toFixed(1)} s`);
  }
}

const bin = (name: string) => path.join(root, 'node_modules/.bin', name);

/** Runs a program to its end. Lines with test events go to `on`, all else is shown. */
function run(command: string, args: readonly string[], on: (event: TestEvent) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    readline.createInterface({ input: child.stdout }).on('line', (line) => {
      const event = eventIn(line);
      if (event) on(event);
      else if (line.trim()) console.log(`        ${line}`);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** A stage of programs, each of which is one test. */
async function programs(name: string, list: readonly (readonly [title: string, ...command: string[]])[]) {
  const stage = new Stage(name);
  let good = true;
  for (const [title, command, ...args] of list) {
    if ((await run(command, args, () => {})) === 0) stage.pass(title);
    else {
      stage.fail(title);
      good = false;
    }
  }
  stage.time();
  return good;
}

/** A stage of mocha suites in Node. */
async function mocha(name: string, pattern: string) {
  const stage = new Stage(name);
  const args = ['--require', 'tsx', '--ui', 'tdd', '--timeout', '60000', '--exit', '--reporter', reporter, pattern];
  stage.close(await run(bin('mocha'), args, stage.on));
}
const reporter = path.join(root, 'test/editor/harness/report.ts');

/** A stage of mocha suites in a VS Code. */
async function editor(name: string, host: Host, vsix?: string) {
  const stage = new Stage(name);
  try {
    if (host !== 'desktop') {
      ensureServer();
      ensureBrowser();
    }
    const { code, timedOut, picture } = await runSuites(host, stage.on, vsix);
    if (timedOut) stage.stopped(picture);
    else stage.close(code);
  } catch (error) {
    stage.fail('VS Code could not be started', String((error as Error).stack));
  }
}

const vsix = () => {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return path.join(root, `${name}-${version}.vsix`);
};

const only = process.argv.slice(2);
const names = ['types', 'lint', 'build', 'core', 'cli', 'grammar', 'node', 'web', 'package', 'installed', 'ui'];
const unknown = only.filter((name) => !names.includes(name));
const forced = process.env.VSCODE_TEST;
if (unknown.length || (forced && !['server', 'desktop', 'web'].includes(forced))) {
  console.error(`Stages: ${names.join(' ')}. VSCODE_TEST: server, desktop or web.`);
  process.exit(2);
}
const wanted = (name: string) => !only.length || only.includes(name);
const needBuild = ['build', 'core', 'cli', 'node', 'web', 'package', 'installed', 'ui'];

if (wanted('types')) {
  await programs('types', [
    ['the whole project', bin('tsc'), '--noEmit'],
    ['the core, without editor, Node and browser', bin('tsc'), '--noEmit', '-p', 'src/core'],
    ['the pages of views, in a browser', bin('tsc'), '--noEmit', '-p', 'src/webview'],
  ]);
}
if (wanted('lint'))
  await programs('lint', [['linter and formatter', bin('biome'), 'check', '--error-on-warnings', '.']]);
const built =
  needBuild.some(wanted) && (await programs('build', [['dictionary and bundles', 'npm', 'run', '--silent', 'build']]));
if (wanted('core')) await mocha('core', 'test/core/**/*.test.ts');
if (wanted('cli')) await mocha('command line', 'test/cli/**/*.test.ts');
if (wanted('grammar')) await programs('grammar', [['grammars', 'npm', 'run', '--silent', 'test:grammar']]);
if (built) {
  const nodeHost: Host = forced === 'desktop' || (!forced && process.platform !== 'linux') ? 'desktop' : 'server';
  if (wanted('node') && forced !== 'web') await editor('node extension host', nodeHost);
  if (wanted('web') && (!forced || forced === 'web')) await editor('web extension host', 'web');
  const serverToo = nodeHost === 'server' && forced !== 'web';
  if (wanted('package') || wanted('installed')) {
    if (await programs('package', [['the package is made', 'npm', 'run', '--silent', '--ignore-scripts', 'package']])) {
      await mocha('package contents', 'test/package/*.test.mts');
      if (wanted('installed') && serverToo) await editor('installed package', 'installed', vsix());
    }
  }
  if (wanted('ui') && serverToo) await mocha('user interface', 'test/ui/*.ui.mts');
}

if (failures.length) console.log(`\nFailed:\n${failures.map((line) => `  ${line}`).join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed || !total.passed ? 1 : 0);
