/** A review as a person does it: by keys, in the Pairs view, with a comment. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { outputFolder } from '../../scripts/vscode-host.mts';
import { opened } from './opened.mts';

suite('a review', () => {
  const sample = 'news.zh-en.txt';
  const open = opened(sample, 'review.png');
  const page = () => open.workbench.page;
  const keys = async (...chord: string[]) => {
    for (const key of chord) await page().keyboard.press(key);
  };
  /** Rows of the Pairs view: those of the Speakers view cannot be dragged. */
  const rows = () => page().locator('.sidebar .monaco-list-row[draggable="true"]');
  const untilLabel = async (sign: string) => {
    for (let tries = 0; tries < 100; tries++) {
      if ((await open.workbench.decorationTexts(sample)).some((text) => text.includes(sign))) return;
      await page().waitForTimeout(50);
    }
    assert.fail(`no label with ${sign}: ${(await open.workbench.decorationTexts(sample)).join(' | ')}`);
  };

  test('a pair is approved by keys; label and status bar say so', async () => {
    await open.workbench.goTo(sample, 9);
    await keys('Control+k', 'a');
    await open.workbench.statusBarItem(/1\/\d+ reviewed, 0 open/).waitFor();
    await open.workbench.goTo(sample, 9);
    await untilLabel('✓');
  });

  test('a pair is flagged with a reason', async () => {
    await open.workbench.goTo(sample, 11);
    await keys('Control+k', 'q');
    const input = page().locator('.quick-input-widget:visible input[aria-label^="Flag This Pair"]').first();
    await input.waitFor();
    await input.fill('Which river?');
    await keys('Enter');
    await open.workbench.statusBarItem(/2\/\d+ reviewed, 1 open/).waitFor();
  });

  test('the Pairs view lists both, says so to a screen reader, and can be filtered', async () => {
    await open.workbench.command('Parallel Text: Focus on Pairs View');
    await rows().first().waitFor();
    const labels = () => rows().evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
    for (const state of ['Approved', 'Flagged', 'Not yet reviewed']) {
      assert.ok(
        (await labels()).some((label) => label.includes(state)),
        `${state}: ${(await labels()).join('\n')}`,
      );
    }
    await open.workbench.picture(path.join(outputFolder, 'pairs.png'));
    const list = page().locator('.quick-input-widget');
    await keys('F1');
    await list.locator('input[type=text]').first().fill('>Parallel Text: Filter Pairs');
    await list.locator('.monaco-list-row', { hasText: 'Filter Pairs' }).first().click();
    await list.locator('.monaco-list-row', { hasText: 'All pairs' }).first().waitFor();
    await list
      .locator('.monaco-list-row', { hasText: /^Flagged$/ })
      .first()
      .click();
    await page().locator('.sidebar .message', { hasText: 'Shown: Flagged' }).waitFor();
    for (let tries = 0; tries < 60 && (await rows().count()) !== 1; tries++) await page().waitForTimeout(50);
    assert.equal(await rows().count(), 1);
    await open.workbench.command('Parallel Text: Show All Pairs');
    for (let tries = 0; tries < 60 && (await rows().count()) < 3; tries++) await page().waitForTimeout(50);
    assert.ok((await rows().count()) > 2);
  });

  test('a comment is written on a paragraph, stays, and is resolved', async () => {
    await open.workbench.goTo(sample, 9);
    await open.workbench.command('Comments: Add Comment on Current Selection');
    const thread = page().locator('.review-widget').first();
    await thread.waitFor();
    await page().keyboard.type('Is this the same lantern?');
    await thread.locator('.monaco-button', { hasText: 'Add Comment' }).first().click();
    await page().locator('.review-widget .comment-body', { hasText: 'Is this the same lantern?' }).first().waitFor();
    await open.workbench.picture(path.join(outputFolder, 'comment.png'));
  });

  test('the last decision is undone by keys', async () => {
    await open.workbench.goTo(sample, 1);
    // The comment, then the flag.
    await keys('Control+k', 'Shift+z');
    await page()
      .locator('.review-widget .comment-body', { hasText: 'Is this the same lantern?' })
      .first()
      .waitFor({ state: 'detached' });
    await keys('Control+k', 'Shift+z');
    await open.workbench.statusBarItem(/1\/\d+ reviewed, 0 open/).waitFor();
  });
});
