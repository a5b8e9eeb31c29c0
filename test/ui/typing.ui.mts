/** Somebody types in the middle of an article: the marks stay where they belong, frame by frame. */
import assert from 'node:assert/strict';
import { opened } from './opened.mts';

suite('typing in an article', () => {
  const sample = 'interview.zh-en.txt';
  const open = opened(sample, 'typing.png');
  suiteSetup(() => open.workbench.page.waitForTimeout(500));

  /** Watches an editor from now on; what is returned gives, frame by frame, what changed in its numbers and icons. */
  const watch = async () => {
    // As text: what compiles this program names functions by a helper that the page has not.
    await open.workbench.page.evaluate(`(() => {
      const seen = [];
      globalThis.watched = seen;
      const look = () => {
        const editor = document.querySelector('.monaco-editor[data-uri$="${sample}"]');
        const labels = [];
        for (const each of editor.querySelectorAll('.view-line [class*="ced-"]')) {
          const { content } = getComputedStyle(each, '::after');
          if (/^".+"$/.test(content)) labels.push(content.slice(1, -1));
        }
        const icons = editor.querySelectorAll('.glyph-margin-widgets .cgmr').length;
        const now = labels.sort().join(' ') + '; ' + icons + ' icons';
        if (seen.at(-1) !== now) seen.push(now);
        if (globalThis.watched === seen) requestAnimationFrame(look);
      };
      look();
    })()`);
    return (): Promise<readonly string[]> =>
      open.workbench.page.evaluate(`(() => {
        const seen = globalThis.watched;
        globalThis.watched = undefined;
        return seen;
      })()`);
  };

  test('no mark flickers or is lost while one types, pauses and undoes', async function () {
    this.timeout(60_000);
    const { page } = open.workbench;
    // In the only row of a paragraph that stays one row, so that nothing moves out of sight.
    await open.workbench.goTo(sample, 15, 16);
    await page.waitForTimeout(1000);
    const before = await open.workbench.line(sample, 15).textContent();
    const seen = await watch();
    for (const character of 'now, first of all, ') await page.keyboard.type(character, { delay: 80 });
    await page.waitForTimeout(2500);
    await page.keyboard.type('please: ', { delay: 80 });
    await page.waitForTimeout(500);
    while ((await open.workbench.line(sample, 15).textContent()) !== before) await page.keyboard.press('Control+z');
    await page.waitForTimeout(2500);
    const frames = await seen();
    assert.equal(frames.length, 1, frames.join('\n'));
    assert.match(frames[0], /^\d.*; \d+ icons/);
  });
});
