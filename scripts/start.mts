/**
 * `npm start`: opens a real VS Code with the extension of this checkout on samples/, until it is closed or Ctrl-C.
 *
 * A desktop VS Code is taken where there is a screen: the one named in `VSCODE_EXECUTABLE`, the `code` on the PATH, or
 * a downloaded one. Else the VS Code server from npm is started and its address printed, and opened where there is a
 * browser. `VSCODE_START=desktop|server` decides otherwise, `PORT` sets the server's port. What is written to samples/
 * stays there; settings and the like are kept in a temporary folder.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { desktopExecutable } from './run-suites.mts';
import { ensureServer, quietSettings, root, startServer, temporaryFolder, workbenchAddress } from './vscode-host.mts';

const samples = path.join(root, 'samples');
const firstSample = path.join(samples, 'news.zh-en.txt');

function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Runs and gives something on standard output: in a terminal of a remote VS Code, `code` is another program. */
function installedDesktop(): string | undefined {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  if (process.env.VSCODE_IPC_HOOK_CLI) return undefined;
  const { status } = spawnSync('code', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' });
  return status === 0 ? 'code' : undefined;
}

async function desktop(): Promise<string | undefined> {
  const wish = process.env.VSCODE_START;
  if (wish === 'server' || (!hasScreen() && wish !== 'desktop')) return undefined;
  const installed = installedDesktop();
  if (installed) return installed;
  try {
    return await desktopExecutable();
  } catch (error) {
    if (wish === 'desktop') throw error;
    console.log(`No desktop VS Code could be downloaded (${(error as Error).message}); the server is started instead.`);
    return undefined;
  }
}

function startDesktop(executable: string, work: string): ChildProcess {
  const user = path.join(work, 'user');
  fs.mkdirSync(path.join(user, 'User'), { recursive: true });
  fs.writeFileSync(path.join(user, 'User/settings.json'), JSON.stringify(quietSettings));
  console.log('VS Code opens on samples/; close its window or press Ctrl-C to end.');
  return spawn(
    executable,
    [
      ...[samples, '--goto', firstSample, '--new-window', '--wait', `--extensionDevelopmentPath=${root}`],
      ...[`--user-data-dir=${user}`, `--extensions-dir=${path.join(work, 'extensions')}`],
      ...['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--disable-updates'],
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    { stdio: 'inherit', shell: process.platform === 'win32' },
  );
}

/** Tries to open an address in the browser of the desktop; where there is none, nothing happens. */
function openInBrowser(address: string): void {
  if (!hasScreen()) return;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler']
        : ['xdg-open'];
  spawn(command, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

const work = temporaryFolder();
let stop = () => {};
process.on('exit', () => {
  stop();
  fs.rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(0));

const executable = await desktop();
if (executable) {
  const editor = startDesktop(executable, work);
  stop = () => editor.kill();
  editor.on('error', (error) => {
    console.error(`VS Code could not be started: ${error.message}`);
    process.exit(1);
  });
  editor.on('close', (code) => process.exit(code ?? 0));
} else {
  ensureServer();
  const server = await startServer({ work, port: Number(process.env.PORT ?? 0) });
  stop = () => server.stop();
  const address = workbenchAddress(server.port, { folder: samples, file: firstSample, extension: root });
  console.log(`VS Code is at\n\n  ${address}\n\nPress Ctrl-C to end.`);
  openInBrowser(address);
  // Until a signal comes, or the server ends by itself.
  await server.ended;
  console.error('The VS Code server has ended.');
  process.exit(1);
}
