/** Debian's translate-toolkit, an independent reader of the formats that we write. */
import { spawnSync } from 'node:child_process';
import { aptInstall, mayInstall } from './apt.mts';

const PACKAGE = 'translate-toolkit';

function pythonAtHand(): string | undefined {
  const places = [process.env.PYTHON, 'python3', '/usr/bin/python3'].filter((place) => place !== undefined);
  return places.find((place) => spawnSync(place, ['-c', 'import lxml, translate.storage.tmx']).status === 0);
}

/**
 * A Python that has the toolkit and lxml, which is installed when it is missing and this is root on Debian or its kin.
 * `PYTHON` names another. Undefined where it cannot be had.
 */
export function ensureTranslateToolkit(): string | undefined {
  const found = pythonAtHand();
  if (found || !mayInstall()) return found;
  try {
    aptInstall([PACKAGE]);
  } catch {
    return undefined;
  }
  return pythonAtHand();
}
