/** The program as a process: real pipes, real folders, real exit status. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nodeHost } from '../../src/cli/host';

const ROOT = path.join(__dirname, '..', '..');

function start(...args: readonly string[]) {
  const tsx = require.resolve('tsx/cli');
  // Its own working directory, so that no settings of this project come in.
  return spawn(process.execPath, [tsx, path.join(ROOT, 'src', 'cli.ts'), ...args], { cwd: os.tmpdir() });
}

async function ended(child: ReturnType<typeof start>): Promise<{ status: number | null; stderr: string }> {
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const status = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  return { status, stderr };
}

suite('the process', () => {
  test('its exit status is that of the run', async function () {
    this.timeout(20_000);
    const { status, stderr } = await ended(start('check', 'there-is-no-such-file.txt'));
    assert.match(stderr, /there-is-no-such-file\.txt/);
    assert.equal(status, 2);
  });

  test('a closed pipe ends it without a word', async function () {
    this.timeout(20_000);
    const child = start('--help');
    child.stdout.destroy();
    assert.deepEqual(await ended(child), { status: 0, stderr: '' });
  });

  test('its host tells files from folders, follows links to files only, and says why it cannot read', async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'parallel-text-'));
    try {
      await fs.mkdir(path.join(folder, 'sub'));
      await fs.writeFile(path.join(folder, 'a.txt'), '好');
      await fs.symlink(path.join(folder, 'a.txt'), path.join(folder, 'link.txt'));
      await fs.symlink(folder, path.join(folder, 'sub', 'loop'));
      const host = nodeHost(ROOT);
      const entries = async (name: string) =>
        Object.fromEntries((await host.list(path.join(folder, name))).map((entry) => [entry.name, entry.kind]));
      assert.deepEqual(await entries('.'), { 'a.txt': 'file', 'link.txt': 'file', sub: 'folder' });
      assert.deepEqual(await entries('sub'), { loop: 'other' });
      assert.deepEqual(await entries('none'), {});
      assert.equal(await host.kindOf(path.join(folder, 'sub')), 'folder');
      assert.equal(await host.kindOf(path.join(folder, 'none')), undefined);
      const identity = (name: string) => host.identityOf(path.join(folder, name));
      assert.equal(await identity('link.txt'), await identity('a.txt'));
      assert.notEqual(await identity('sub'), await identity('a.txt'));
      assert.equal(await identity('none'), undefined);
      await host.writeFile(path.join(folder, 'b.txt'), '\ufeff写');
      assert.equal(await fs.readFile(path.join(folder, 'b.txt'), 'utf8'), '\ufeff写');
      await assert.rejects(host.writeFile(path.join(folder, 'sub'), ''), { code: 'EISDIR' });
      await assert.rejects(host.readFile(path.join(folder, 'none')), { code: 'ENOENT' });
      await assert.rejects(host.readFile(path.join(folder, 'sub')), { code: 'EISDIR' });
    } finally {
      await fs.rm(folder, { recursive: true });
    }
  });
});
