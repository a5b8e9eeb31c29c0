/**
 * A workbench as on vscode.dev: only static files behind it, extensions run in a worker, the workspace is a virtual
 * file system (tools/vscode-host/extensions/web-fs). The files come from the same built VS Code as the server.
 */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { quietSettings, root, type Server, vscodeFolder } from './vscode-host.mts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** The built workbench expects a server behind it; these edits take that away. Each must find its place. */
const withoutServer: readonly (readonly [RegExp, string])[] = [
  [/,\s*remoteAuthority:\s*location\.host\s*\}/, '}'],
  [/\.with\(\{scheme:[\w$]+\.vscodeRemote\}\),"User"\)/, '.with({scheme:"vscode-userdata"}),"User")'],
];

/** Every file below a folder by its path from there, in base64. */
function contents(folder: string): Readonly<Record<string, string>> {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(folder, file).split(path.sep).join('/'), fs.readFileSync(file, 'base64')];
    }),
  );
}

/** Serves the workbench on loopback. `tests` is a path below `extension`, `folder` becomes the workspace. */
export function startWebHost(options: {
  readonly extension: string;
  readonly tests?: string;
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}): Promise<Server> {
  const mounts: readonly (readonly [prefix: string, folder: string])[] = [
    ['/static/vscode/', vscodeFolder],
    ['/static/extension/', options.extension],
    ['/static/web-fs/', path.join(root, 'tools/vscode-host/extensions/web-fs')],
  ];

  const workbenchPage = (host: string) => {
    const uri = (at: string) => ({ scheme: 'http', authority: host, path: at });
    const configuration = {
      folderUri: { scheme: 'testfs', authority: 'workspace', path: '/' },
      userDataPath: '/',
      enableWorkspaceTrust: false,
      // The workbench fails at start where one of these is not said.
      isEnabledFileDownloads: true,
      isEnabledFileUploads: true,
      isEnabledCoderGettingStarted: false,
      productConfiguration: {
        enableTelemetry: false,
        extensionEnabledApiProposals: { 'test.web-fs': ['fileSearchProvider'] },
      },
      additionalBuiltinExtensions: [uri('/static/web-fs')],
      configurationDefaults: { ...quietSettings, ...options.settings },
      developmentOptions: {
        enableSmokeTestDriver: true,
        extensions: [uri('/static/extension')],
        ...(options.tests ? { extensionTestsPath: uri(`/static/extension/${options.tests}`) } : {}),
      },
    };
    const values: Readonly<Record<string, string>> = {
      WORKBENCH_SCRIPT_NONCE: 'n',
      WORKBENCH_WEB_BASE_URL: '/static/vscode',
      WORKBENCH_NLS_URL: '/static/vscode/out/nls.messages.js',
      WORKBENCH_NLS_FALLBACK_URL: '/static/vscode/out/nls.messages.js',
      WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration).replace(/&/g, '&amp;').replace(/"/g, '&quot;'),
    };
    const page = path.join(vscodeFolder, 'out/vs/code/browser/workbench/workbench.html');
    return fs.readFileSync(page, 'utf8').replace(/\{\{([^}]+)\}\}/g, (_, name: string) => values[name] ?? '');
  };

  const workbenchScript = (file: string) =>
    withoutServer.reduce(
      (script, [pattern, replacement]) => {
        if (!pattern.test(script)) throw new Error(`The workbench has changed: ${pattern} is not in it.`);
        return script.replace(pattern, replacement);
      },
      fs.readFileSync(file, 'utf8'),
    );

  const server = http.createServer((request, response) => {
    const at = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const send = (type: string, body: string | Buffer) => response.setHeader('content-type', type).end(body);
    response.setHeader('Access-Control-Allow-Origin', '*');
    try {
      if (at === '/') return send(mediaTypes['.html'], workbenchPage(request.headers.host ?? ''));
      if (at === '/static/workspace.json') return send(mediaTypes['.json'], JSON.stringify(contents(options.folder)));
      const mount = mounts.find(([prefix]) => at.startsWith(prefix));
      const file = mount && path.join(mount[1], at.slice(mount[0].length));
      if (!file || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
        if (process.env.VERBOSE) console.log(`404 ${at}`);
        return response.writeHead(404).end();
      }
      const type = mediaTypes[path.extname(file)] ?? 'application/octet-stream';
      return send(type, at.endsWith('/workbench/workbench.js') ? workbenchScript(file) : fs.readFileSync(file));
    } catch (error) {
      console.error(error);
      return response.writeHead(500).end();
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({
        port,
        stop: () => {
          server.close();
          server.closeAllConnections();
        },
      });
    });
  });
}
