/** Packages of Debian and its kin that tests need, installed when that is possible. */
import { execFileSync, spawnSync } from 'node:child_process';

/** Is there an apt-get on this system? */
export function hasApt(): boolean {
  return spawnSync('apt-get', ['--version']).status === 0;
}

/** May packages be installed: is there an apt-get, and is this root? */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && hasApt();
}

/** Installs packages without asking. Throws when apt-get fails. */
export function aptInstall(packages: readonly string[]): void {
  console.log(`Installing ${packages.join(', ')} (once) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ]) {
    execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  }
}
