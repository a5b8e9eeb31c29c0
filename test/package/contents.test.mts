/** What is in the `.vsix`: all that runs, and nothing else. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const vsix = path.join(root, `${manifest.name}-${manifest.version}.vsix`);

/** The names in a zip file, from its central directory (APPNOTE.TXT 4.3.12 and 4.3.16). */
function namesIn(zip: Buffer): readonly string[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    names.push(zip.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}

/** Every path below the extension that a part of the manifest names. */
function pathsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.startsWith('./') ? [value.slice(2)] : [];
  return value && typeof value === 'object' ? Object.values(value).flatMap(pathsIn) : [];
}

suite('the package', () => {
  const names = namesIn(fs.readFileSync(vsix));
  const files = names.filter((name) => name.startsWith('extension/')).map((name) => name.slice('extension/'.length));

  test('it is under 4 MB', () => {
    const { size } = fs.statSync(vsix);
    assert.ok(size < 4_000_000, `${size} bytes`);
    console.log(`${(size / 1e6).toFixed(2)} MB, ${files.length} files`);
  });

  test('it holds what every extension should', () => {
    const texts = ['readme.md', 'changelog.md', 'LICENSE.txt', 'THIRD-PARTY-NOTICES.md', 'data/NOTICE'];
    for (const name of ['package.json', ...texts]) assert.ok(files.includes(name), name);
  });

  test('it holds what runs', () => {
    const programs = ['dist/extension.js', 'dist/web/extension.js', 'dist/cli.js', 'dist/webview/reading.js'];
    const needed = [...programs, 'media/reading.css', 'data/lexicon.bin'];
    for (const name of needed) assert.ok(files.includes(name), name);
  });

  test('it holds every file that the manifest names', () => {
    const { icon, main, browser, bin, contributes } = manifest;
    const named = [...pathsIn([main, browser, contributes]), ...Object.values<string>(bin), ...(icon ? [icon] : [])];
    for (const name of named) assert.ok(files.includes(name), name);
    if (JSON.stringify(manifest).includes('"%')) assert.ok(files.includes('package.nls.json'));
  });

  test('it holds nothing else', () => {
    const expected = [
      /^(package(\.nls(\.[\w-]+)?)?\.json|readme\.md|changelog\.md|LICENSE\.txt|THIRD-PARTY-NOTICES\.md|language-configuration\.json)$/,
      /^dist\/(web\/)?extension\.js$/,
      /^dist\/(cli|webview\/reading)\.js$/,
      /^data\/(\w+\.bin|NOTICE)$/,
      /^media\/([\w-]+\.(svg|css)|icon\.png|screenshot-[\w-]+\.png)$/,
      /^syntaxes\/[\w.-]+\.json$/,
      /^docs\/checks\/[\w-]+\.md$/,
      /^l10n\/[\w.-]+\.json$/,
    ];
    assert.deepEqual(
      files.filter((name) => !expected.some((pattern) => pattern.test(name))),
      [],
    );
  });
});
