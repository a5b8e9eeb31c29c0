/** What the suites of the workbench share: one open on a sample, and waiting for what is to be seen in it. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { outputFolder } from '../../scripts/vscode-host.mts';
import { Workbench } from '../../scripts/workbench.mts';

/**
 * A workbench for the suite that calls this, there once the suite has been set up. `picture`: name of the picture of it
 * that is kept in the output folder when a test fails.
 */
export function opened(sample: string, picture: string): { readonly workbench: Workbench } {
  let workbench: Workbench | undefined;
  suiteSetup(async function () {
    this.timeout(120_000);
    workbench = await Workbench.open({ sample });
    await workbench.statusBarItem(/\d+\/\d+ paragraphs/).waitFor();
  });
  suiteTeardown(() => workbench?.close());
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.picture(path.join(outputFolder, picture));
  });
  return {
    get workbench() {
      if (!workbench) throw new Error('The suite has not been set up.');
      return workbench;
    },
  };
}

/** Looks again and again, for five seconds, until what is found is right (where that is not said: true), and returns it. */
export async function until<T>(
  what: string,
  look: () => Promise<T>,
  right: (found: T) => boolean = Boolean,
): Promise<T> {
  let found = await look();
  for (let tries = 0; tries < 100; tries++) {
    if (right(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
    found = await look();
  }
  return assert.fail(`waited in vain for ${what}: ${JSON.stringify(found)}`);
}
