/**
 * A real VS Code without a desktop: the built server from npm (tools/vscode-host) and a Chromium to show it. What is
 * missing is installed on first use; see {@link ensureServer} and {@link ensureBrowser}.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { aptInstall, hasApt, mayInstall } from './apt.mts';

/** The checkout. */
export const root = path.resolve(import.meta.dirname, '..');

/** Folder for what a failed run leaves behind. */
export const outputFolder = path.join(root, '.test-out');

const hostFolder = path.join(root, 'tools/vscode-host');

/** The built VS Code: `out/server-main.js` and the workbench for the browser. */
export const vscodeFolder = path.join(hostFolder, 'node_modules/code-server/lib/vscode');

/** Settings for a quiet workbench: nothing is fetched, offered or measured. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
};

/** A new empty folder for one run. */
export function temporaryFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'parallel-text-'));
}

function nodeForServer(): string {
  const bundled = path.join(hostFolder, `node_modules/node-linux-${process.arch}/bin/node`);
  return fs.existsSync(bundled) ? bundled : process.execPath;
}

/** The packages that the workbench in the browser loads, for colours and encodings; the server serves them from here. */
function linkBrowserPackages(): void {
  const packages = [
    ...['vscode-textmate', 'vscode-oniguruma'],
    ...['@vscode/iconv-lite-umd', 'jschardet', '@vscode/vscode-languagedetection'],
  ];
  for (const name of packages) {
    const link = path.join(vscodeFolder, 'node_modules', name);
    if (fs.existsSync(link)) continue;
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.join(hostFolder, 'node_modules', name), link, 'junction');
  }
}

/** Installs the server with `npm ci` when it is not there or its lock file is newer. */
export function ensureServer(): void {
  const installed = path.join(hostFolder, 'node_modules/.package-lock.json');
  const lock = path.join(hostFolder, 'package-lock.json');
  if (!fs.existsSync(installed) || fs.statSync(installed).mtimeMs < fs.statSync(lock).mtimeMs) {
    console.log('Installing the VS Code server (once; 400 MB, some 15 seconds) …');
    execFileSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], { cwd: hostFolder, stdio: 'inherit' });
    fs.utimesSync(installed, new Date(), new Date());
  }
  linkBrowserPackages();
  const [major] = execFileSync(nodeForServer(), ['--version'], { encoding: 'utf8' }).slice(1).split('.');
  if (Number(major) < 22) {
    throw new Error(
      `The VS Code server needs Node 22 or later; there is no copy of it for ${os.type()} ${process.arch}.`,
    );
  }
}

function browserAtHand(): string | undefined {
  const named = process.env.CHROMIUM;
  if (named) return named;
  const places = [
    ...(process.env.PATH ?? '')
      .split(path.delimiter)
      .flatMap((folder) =>
        ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe', 'msedge.exe'].map(
          (name) => path.join(folder, name),
        ),
      ),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return places.find((place) => fs.existsSync(place));
}

function chineseFontMissing(): boolean {
  if (process.platform !== 'linux') return false;
  const found = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return found.error !== undefined || !found.stdout.trim();
}

/**
 * The Chromium or Chrome to use. On Debian and its kin, run as root, it and a Chinese font are installed when missing;
 * else the error says what to install. `CHROMIUM` names another.
 */
export function ensureBrowser(): string {
  const missing = [
    ...(browserAtHand() ? [] : ['chromium']),
    ...(chineseFontMissing() ? ['fontconfig', 'fonts-wqy-microhei'] : []),
  ];
  if (missing.length) {
    if (!mayInstall()) {
      const command = hasApt() ? `: sudo apt-get install ${missing.join(' ')}` : '';
      throw new Error(
        `Please install ${missing.join(' and ')}${command}. Where a Chromium or Chrome is elsewhere, name it in CHROMIUM.`,
      );
    }
    aptInstall(missing);
  }
  const found = browserAtHand();
  if (!found) throw new Error('Chromium was installed, yet it is not on the PATH.');
  return found;
}

/** A server on loopback. */
export interface Server {
  readonly port: number;
  stop(): void;
}

/** The VS Code server; `ended` resolves when its process has ended. */
export interface VSCodeServer extends Server {
  readonly ended: Promise<void>;
}

function serverArguments(work: string): readonly string[] {
  return [path.join(vscodeFolder, 'out/server-main.js'), '--server-data-dir', path.join(work, 'server')];
}

/** Starts the VS Code server; its data and user settings go below `work`. */
export async function startServer(options: {
  readonly work: string;
  readonly port?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
}): Promise<VSCodeServer> {
  const { work, port = 0, settings = {} } = options;
  const user = path.join(work, 'server/data/User');
  fs.mkdirSync(user, { recursive: true });
  fs.writeFileSync(path.join(user, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  const server = spawn(
    nodeForServer(),
    [
      ...serverArguments(work),
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
      ...['--accept-server-license-terms', '--telemetry-level', 'off', '--disable-workspace-trust'],
      // Without it the workbench ignores the tests it is asked to run.
      '--enable-smoke-test-driver',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { ...process.env, NODE_OPTIONS: '' } },
  );
  // The server is a process group of its own: it would outlive this program.
  const stop = () => stopGroup(server);
  process.once('exit', stop);
  const ended = new Promise<void>((resolve) => {
    server.on('exit', () => resolve());
  });
  return { port: await portOf(server), stop, ended };
}

function stopGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function portOf(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string) => {
      stopGroup(server);
      reject(new Error(`The VS Code server ${why}.\n${output.slice(-3000)}`));
    };
    const timer = setTimeout(() => fail('did not come up within a minute'), 60_000);
    const read = (chunk: Buffer) => {
      if (process.env.VERBOSE) process.stderr.write(chunk);
      output = (output + chunk).slice(-10_000);
      const port = /listening on (\d+)/.exec(output)?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.on('exit', (code) => fail(`ended with ${code}`));
  });
}

/** Installs a packaged extension for the servers started later with the same `work`. */
export function installPackage(work: string, vsix: string): void {
  const done = spawnSync(nodeForServer(), [...serverArguments(work), '--install-extension', vsix], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (done.status !== 0 || !/successfully installed/.test(done.stdout)) {
    throw new Error(`The package could not be installed.\n${done.stdout}${done.stderr}`);
  }
}

/** What a workbench of the server is to open. Paths are absolute. */
export interface Opening {
  readonly folder: string;
  readonly file?: string;
  /** The folder of an extension in development. */
  readonly extension?: string;
  /** The bundle whose `run` is called in the extension host. */
  readonly tests?: string;
}

/** The address that makes the browser open a workbench on the server. */
export function workbenchAddress(port: number, opening: Opening): string {
  const remote = (absolute: string) => `vscode-remote://127.0.0.1:${port}${absolute}`;
  const payload = [
    ['skipWelcome', 'true'],
    ...(opening.extension ? [['extensionDevelopmentPath', remote(opening.extension)]] : []),
    ...(opening.tests ? [['extensionTestsPath', remote(opening.tests)]] : []),
    ...(opening.file ? [['openFile', remote(opening.file)]] : []),
  ];
  return `http://127.0.0.1:${port}/?${new URLSearchParams({ folder: opening.folder, payload: JSON.stringify(payload) })}`;
}

/** Starts a headless Chromium that reaches nothing but this machine. */
export async function startBrowser(work: string, viewport = { width: 1280, height: 800 }): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(path.join(work, 'chromium'), {
    executablePath: ensureBrowser(),
    headless: true,
    viewport,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
  const local = ({ hostname }: URL) => hostname === '127.0.0.1' || hostname.endsWith('localhost');
  await context.route(
    (url) => url.protocol.startsWith('http') && !local(url),
    (route) => route.abort(),
  );
  return context;
}
