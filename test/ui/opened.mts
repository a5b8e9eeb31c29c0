/** A workbench for the suite that calls this, open on a sample; a picture of it is kept when a test fails. */
import path from 'node:path';
import { outputFolder } from '../../scripts/vscode-host.mts';
import { Workbench } from '../../scripts/workbench.mts';

/** `picture`: name of the picture in the output folder. The workbench is there once the suite has been set up. */
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
