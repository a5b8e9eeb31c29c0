/** Runs the mocha suites in one VS Code and passes on what they report, event by event. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { SourceMap } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import { eventIn, type TestEvent } from '../test/editor/harness/report.ts';
import {
  installPackage,
  outputFolder,
  root,
  type Server,
  startBrowser,
  startServer,
  temporaryFolder,
  workbenchAddress,
} from './vscode-host.mts';
import { startWebHost } from './web-host.mts';

/**
 * Where suites run. `server`: Node extension host of the VS Code server; `installed`: the same with the packaged
 * extension in place of the checkout; `web`: web extension host, no server; `desktop`: Node extension host of a
 * desktop VS Code.
 */
export type Host = 'server' | 'installed' | 'web' | 'desktop';

/** How a run in a host ended. */
export interface Ending {
  /** 0 when the host says that every test passed. */
  readonly code: number;
  /** The run was stopped at the time limit; a picture of the workbench may have been taken. */
  readonly timedOut: boolean;
  readonly picture?: string;
}

const limitInSeconds = Number(process.env.TEST_TIMEOUT ?? 180);

function freshWorkspace(work: string): string {
  const folder = path.join(work, 'workspace');
  fs.mkdirSync(folder);
  fs.cpSync(path.join(root, 'samples'), folder, { recursive: true });
  return folder;
}

/** Runs the suites; `on` gets each event. Rejects when the host cannot be started. */
export async function runSuites(host: Host, on: (event: TestEvent) => void, vsix?: string): Promise<Ending> {
  const work = temporaryFolder();
  try {
    return host === 'desktop' ? await runOnDesktop(work, on) : await runInBrowser(host, { work, on, vsix });
  } finally {
    fs.rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function runInBrowser(
  host: Exclude<Host, 'desktop'>,
  { work, on, vsix }: { readonly work: string; readonly on: (event: TestEvent) => void; readonly vsix?: string },
): Promise<Ending> {
  const folder = freshWorkspace(work);
  if (vsix) installPackage(work, vsix);
  let server: Server | undefined;
  let browser: Awaited<ReturnType<typeof startBrowser>> | undefined;
  try {
    server =
      host === 'web'
        ? await startWebHost({ extension: root, tests: 'dist/web/test/index', folder })
        : await startServer({ work });
    browser = await startBrowser(work);
    const page = browser.pages()[0] ?? (await browser.newPage());
    let ended = false;
    const ending = new Promise<number>((resolve) => {
      page.on('crash', () => resolve(70));
      void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
      void page.exposeFunction('codeAutomationLog', (_: string, words: readonly unknown[]) => {
        const line = words.map(String).join(' ');
        const event = eventIn(line);
        if (event) on(event);
        else if (process.env.VERBOSE) console.log(line.slice(0, 2000));
        ended ||= event?.kind === 'end';
      });
    });
    if (process.env.VERBOSE) {
      page.on('console', (message) => console.log(`[page] ${message.text().slice(0, 500)}`));
      page.on('pageerror', (error) => console.log(`[page] ${error.stack}`));
    }
    await page.goto(
      host === 'web'
        ? `http://127.0.0.1:${server.port}/`
        : workbenchAddress(server.port, {
            folder,
            extension: host === 'installed' ? path.join(root, 'tools/vscode-host/extensions/installed-tests') : root,
            tests: path.join(root, host === 'installed' ? 'dist/test/installed' : 'dist/test/editor'),
          }),
    );
    const code = await within(limitInSeconds, ending);
    if (code === undefined) {
      const picture = path.join(outputFolder, `${host}.png`);
      fs.mkdirSync(outputFolder, { recursive: true });
      const taken = await within(
        10,
        page.screenshot({ path: picture }).catch(() => undefined),
      );
      return { code: 1, timedOut: true, ...(taken ? { picture } : {}) };
    }
    // The exit may overtake the last lines.
    for (let tries = 0; !ended && tries < 20; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    return { code, timedOut: false };
  } finally {
    await within(5, browser?.close().catch(() => {}) ?? Promise.resolve());
    server?.stop();
  }
}

async function runOnDesktop(work: string, on: (event: TestEvent) => void): Promise<Ending> {
  const executable = await desktopExecutable();
  const options = [
    freshWorkspace(work),
    `--extensionDevelopmentPath=${root}`,
    `--extensionTestsPath=${path.join(root, 'dist/test/editor')}`,
    `--user-data-dir=${path.join(work, 'user')}`,
    `--extensions-dir=${path.join(work, 'extensions')}`,
    ...['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--no-sandbox', '--disable-gpu-sandbox'],
    ...['--disable-updates', '--disable-telemetry'],
  ];
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const [command, ...rest] = display ? [executable, ...options] : ['xvfb-run', '-a', executable, ...options];
  const editor = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'], detached: process.platform !== 'win32' });
  readline.createInterface({ input: editor.stdout }).on('line', (line) => {
    const event = eventIn(line);
    if (event) on(event);
    else if (process.env.VERBOSE) console.log(line);
  });
  const ending = new Promise<number>((resolve, reject) => {
    editor.on('error', reject);
    editor.on('close', (code) => resolve(code ?? 1));
  });
  const code = await within(limitInSeconds, ending);
  if (code !== undefined) return { code, timedOut: false };
  if (process.platform === 'win32' || !editor.pid) editor.kill();
  else process.kill(-editor.pid, 'SIGKILL');
  return { code: 1, timedOut: true };
}

/** The desktop VS Code: the one named in `VSCODE_EXECUTABLE`, else it is downloaded. */
export async function desktopExecutable(): Promise<string> {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  return downloadAndUnzipVSCode();
}

/** A stack with the places in our bundles traced back to their sources, and without the frames of libraries. */
export function sourceStack(stack: string): string {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (bundle: string) => {
    if (!maps.has(bundle)) {
      const file = path.join(root, `${bundle}.map`);
      maps.set(bundle, fs.existsSync(file) ? new SourceMap(JSON.parse(fs.readFileSync(file, 'utf8'))) : undefined);
    }
    return maps.get(bundle);
  };
  const place = /[^\s(]*\b(dist\/[\w/]+\.js)(?:#[\w-]+)?:(\d+):(\d+)/g;
  return stack
    .split('\n')
    .map((line) =>
      line.replace(place, (whole, bundle: string, row: string, column: string) => {
        const entry = mapOf(bundle)?.findEntry(Number(row) - 1, Number(column) - 1);
        if (!entry || !('originalSource' in entry)) return whole;
        const source = path.relative(root, path.resolve(root, path.dirname(bundle), entry.originalSource));
        return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
      }),
    )
    .filter((line) => !/^\s+at .*(node_modules|node:internal)/.test(line))
    .join('\n');
}

async function within<T>(seconds: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), seconds * 1000);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
