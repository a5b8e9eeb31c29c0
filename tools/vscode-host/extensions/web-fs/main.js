/** testfs://workspace/…: files in memory, filled once from the test server; what is written stays here. */
const vscode = require('vscode');

const { FileType, FileChangeType, FileSystemError } = vscode;
const parent = (path) => path.slice(0, path.lastIndexOf('/')) || '/';

async function filled(address) {
  const entries = new Map([['/', directory()]]);
  for (const [path, base64] of Object.entries(await (await fetch(address)).json())) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    makeParents(entries, `/${path}`);
    entries.set(`/${path}`, file(bytes));
  }
  return entries;
}

const directory = () => ({ type: FileType.Directory, ctime: Date.now(), mtime: Date.now(), size: 0 });
const file = (bytes, ctime = Date.now()) => ({
  type: FileType.File,
  ctime,
  mtime: Date.now(),
  size: bytes.length,
  bytes,
});

function makeParents(entries, path) {
  for (let at = parent(path); !entries.has(at); at = parent(at)) entries.set(at, directory());
}

exports.activate = (context) => {
  const loading = filled(context.extensionUri.with({ path: '/static/workspace.json' }).toString(true));
  const changed = new vscode.EventEmitter();
  const entry = async (uri) => {
    const found = (await loading).get(uri.path);
    if (!found) throw FileSystemError.FileNotFound(uri);
    return found;
  };
  const provider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => {}),
    stat: entry,
    readFile: async (uri) => {
      const { bytes } = await entry(uri);
      if (!bytes) throw FileSystemError.FileIsADirectory(uri);
      return bytes;
    },
    readDirectory: async (uri) => {
      await entry(uri);
      const children = [...(await loading)].filter(([path]) => path !== '/' && parent(path) === uri.path);
      return children.map(([path, { type }]) => [path.slice(path.lastIndexOf('/') + 1), type]);
    },
    writeFile: async (uri, bytes) => {
      const entries = await loading;
      const before = entries.get(uri.path);
      makeParents(entries, uri.path);
      entries.set(uri.path, file(bytes, before?.ctime));
      changed.fire([{ type: before ? FileChangeType.Changed : FileChangeType.Created, uri }]);
    },
    createDirectory: async (uri) => {
      const entries = await loading;
      makeParents(entries, `${uri.path}/x`);
    },
    delete: async (uri) => {
      const entries = await loading;
      for (const path of [...entries.keys()]) {
        if (path === uri.path || path.startsWith(`${uri.path}/`)) entries.delete(path);
      }
      changed.fire([{ type: FileChangeType.Deleted, uri }]);
    },
    rename: async (from, to) => {
      const entries = await loading;
      for (const [path, value] of [...entries]) {
        if (path !== from.path && !path.startsWith(`${from.path}/`)) continue;
        entries.delete(path);
        makeParents(entries, to.path);
        entries.set(to.path + path.slice(from.path.length), value);
      }
      changed.fire([
        { type: FileChangeType.Deleted, uri: from },
        { type: FileChangeType.Created, uri: to },
      ]);
    },
  };
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('testfs', provider, { isCaseSensitive: true }),
    // Without a search provider the workbench waits seconds for one before the tests may start.
    vscode.workspace.registerFileSearchProvider('testfs', { provideFileSearchResults: async () => [] }),
  );
};
