/** A review as a person does it: by keys, in the Pairs view, with a comment. */
import assert from 'node:assert/strict';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { outputFolder } from '../../scripts/vscode-host.mts';
import { readReview } from '../../src/core';
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
  /** What is decided leads to the next pair. */
  const untilElsewhere = (line: number) => open.workbench.statusBarItem(new RegExp(`Ln (?!${line},)`)).waitFor();
  const thread = () => page().locator('.review-widget').first();
  const comment = (text: string) => page().locator('.review-widget .review-comment', { hasText: text }).first();
  /** Presses a button of the comment or reply that is being written. */
  const press = (label: string) => thread().locator('.monaco-button:visible', { hasText: label }).first().click();
  /** The editor of a comment that is being changed. */
  const written = () => thread().locator('.edit-container .monaco-editor.focused');
  const typeAnew = async (text: string) => {
    await written().waitFor();
    await keys('Control+a');
    await page().keyboard.type(text);
  };
  /** Presses one of the buttons that a comment shows while the mouse is on it. */
  const choose = async (of: Locator, action: string) => {
    await of.hover();
    await of.getByRole('button', { name: action }).click();
  };
  /** A button in the title of the thread. */
  const titleAction = (name: string) => thread().locator('.head').getByRole('button', { name });
  /** Opens a thread that is folded, by its sign in the margin. */
  const unfold = async () => {
    await open.workbench.goTo(sample, 1);
    await open.workbench.editor(sample).locator('.comment-range-glyph[class*="comment-thread"]').first().click();
    await thread().waitFor();
  };
  const picture = (name: string) => open.workbench.picture(path.join(outputFolder, `${name}.png`));
  const row = (text: string) => rows().filter({ hasText: text });
  const byHand = () => rows().and(page().locator('[aria-label*="linked by hand"]'));
  /** Waits until the review file has these comments, of all conversations. */
  const untilKept = async (comments: readonly string[], resolved = false) => {
    const kept = () => {
      const reading = readReview(open.workbench.read(`.parallel-text/${sample}.json`) ?? '');
      const decisions = reading.kind === 'read' ? [...reading.decisions.values()] : [];
      return decisions.flatMap((one) =>
        one.kind === 'thread' ? one.comments.map(({ text }) => `${text} ${one.resolved}`) : [],
      );
    };
    const wanted = comments.map((text) => `${text} ${resolved}`);
    for (let tries = 0; tries < 100 && kept().join() !== wanted.join(); tries++) await page().waitForTimeout(50);
    assert.deepEqual(kept(), wanted);
  };
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
    await untilElsewhere(9);
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
    await untilElsewhere(11);
    await untilLabel('3 ⚑');
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

  test('a comment is written on a paragraph and stays', async () => {
    await open.workbench.goTo(sample, 9);
    await open.workbench.command('Comments: Add Comment on Current Selection');
    await thread().waitFor();
    await page().keyboard.type('Is this the same lantern?');
    await press('Add Comment');
    await comment('Is this the same lantern?').waitFor();
    // Comments come with their panel, which leaves little room above it.
    await page().locator('.panel .comments-panel').waitFor();
    await picture('comment');
    await open.workbench.command('View: Toggle Panel Visibility');
    await page().locator('.panel .comments-panel').waitFor({ state: 'hidden' });
  });

  test('it is edited: what is saved stands there, also unchanged; what is cancelled does not', async () => {
    await choose(comment('Is this the same lantern?'), 'Edit Comment');
    await typeAnew('Is this the same river?');
    await picture('comment-edit');
    assert.ok((await rows().count()) > 2, 'the view stays while a comment is written');
    await open.workbench.statusBarItem('21/22 paragraphs').waitFor();
    await press('Save');
    await comment('Is this the same river?').waitFor();
    await untilKept(['Is this the same river?']);
    await choose(comment('Is this the same river?'), 'Edit Comment');
    await typeAnew('No matter.');
    await press('Cancel');
    await comment('Is this the same river?').waitFor();
    await choose(comment('Is this the same river?'), 'Edit Comment');
    await written().waitFor();
    await press('Save');
    await comment('Is this the same river?').waitFor();
    await written().waitFor({ state: 'detached' });
    assert.equal(await thread().locator('.review-comment').count(), 1);
    await untilKept(['Is this the same river?']);
  });

  test('it is replied to', async () => {
    // Where nothing is written yet, there is a button in place of the editor.
    const form = thread().locator('.comment-form');
    await form.locator('.review-thread-reply-button:visible, .monaco-editor:visible').first().click();
    await page().locator('.review-widget .comment-form .monaco-editor.focused').waitFor();
    await page().keyboard.type('Yes, it is.');
    await press('Add Comment');
    await comment('Yes, it is.').waitFor();
    await comment('Is this the same river?').waitFor();
    await untilKept(['Is this the same river?', 'Yes, it is.']);
    await picture('comment-reply');
  });

  test('the conversation is resolved, and reopened', async () => {
    await titleAction('Resolve Conversation').click();
    // VS Code folds what is resolved.
    await thread().waitFor({ state: 'hidden' });
    await untilKept(['Is this the same river?', 'Yes, it is.'], true);
    await picture('comment-folded');
    await unfold();
    await thread().locator('.head', { hasText: 'Resolved' }).waitFor();
    await picture('comment-resolved');
    await titleAction('Reopen Conversation').click();
    await thread().locator('.head', { hasText: 'Comment' }).waitFor();
    await titleAction('Resolve Conversation').waitFor();
    await untilKept(['Is this the same river?', 'Yes, it is.']);
  });

  test('comments are deleted, the thread with the last of them, and undo brings that back', async () => {
    await choose(comment('Yes, it is.'), 'Delete Comment');
    await comment('Yes, it is.').waitFor({ state: 'detached' });
    await untilKept(['Is this the same river?']);
    await choose(comment('Is this the same river?'), 'Delete Comment');
    await thread().waitFor({ state: 'detached' });
    await untilKept([]);
    await open.workbench.goTo(sample, 9);
    await keys('Control+k', 'Shift+z');
    await unfold();
    await comment('Is this the same river?').waitFor();
    assert.equal(await thread().locator('.review-comment').count(), 1);
  });

  test('a paragraph is dragged onto another and linked with it by hand; undo takes it back', async () => {
    await open.workbench.collapseSection('Speakers');
    await open.workbench.goTo(sample, 22);
    const alone = row('六市水利部门负责人');
    const target = row('The meeting also discussed').and(page().locator('[aria-level="2"]'));
    await row('5 会议还讨论了').locator('.monaco-tl-twistie').click();
    await target.waitFor();
    await alone.dragTo(target);
    await open.workbench.statusBarItem('22/22 paragraphs').waitFor();
    await untilLabel('5 ✎');
    await byHand().waitFor();
    await row('5 ✎ 会议还讨论了').waitFor();
    await alone.and(page().locator('[aria-level="1"]')).waitFor({ state: 'detached' });
    await picture('pairs-linked');
    await keys('Control+1', 'Control+k', 'Shift+z');
    await open.workbench.statusBarItem('21/22 paragraphs').waitFor();
    await untilLabel('∅');
    await byHand().waitFor({ state: 'detached' });
    await alone.and(page().locator('[aria-label^="No counterpart"]')).waitFor();
    await picture('pairs-undone');
  });

  test('after the window has been closed and opened all of it is there', async function () {
    this.timeout(120_000);
    await open.workbench.goTo(sample, 22);
    await open.workbench.command('Parallel Text: Redo Review Decision');
    await open.workbench.statusBarItem('22/22 paragraphs').waitFor();
    await open.workbench.reopen(sample);
    await open.workbench.statusBarItem('22/22 paragraphs').waitFor();
    await open.workbench.statusBarItem(/2\/\d+ reviewed, 1 open/).waitFor();
    await open.workbench.goTo(sample, 1);
    await untilLabel('2 ✓');
    await untilLabel('3 ⚑');
    await unfold();
    await comment('Is this the same river?').waitFor();
    await open.workbench.command('Parallel Text: Focus on Pairs View');
    await byHand().waitFor();
    await row('5 ✎ 会议还讨论了').waitFor();
    for (const state of ['Approved', 'Flagged'])
      await rows()
        .and(page().locator(`[aria-label*="${state}"]`))
        .waitFor();
    await picture('review-reopened');
    await open.workbench.goTo(sample, 25);
    await untilLabel('5 ✎');
  });
});
