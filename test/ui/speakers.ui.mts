/** The Speakers view as a person uses it: with mouse, keyboard and ears, while the text is read and changed. */
import assert from 'node:assert/strict';
import { opened, until } from './opened.mts';

suite('the Speakers view', () => {
  const sample = 'interview.zh-en.txt';
  const open = opened(sample, 'speakers.png');
  suiteSetup(async () => {
    await open.workbench.speakers('林岚 · Lin Lan');
  });

  const page = () => open.workbench.page;
  const row = (text: string | RegExp) => open.workbench.sideRow(text);
  const selected = (text: string) => page().locator('.sidebar .monaco-list-row.selected', { hasText: text }).waitFor();
  const rows = () => page().locator('.sidebar .monaco-list-row').allTextContents();
  const place = (text: string | RegExp) => open.workbench.statusBarItem(text).waitFor();
  const focused = (inside: string) => page().locator(`${inside}:focus-within`).first().waitFor();
  /** The buttons of a view among others are there while the pointer is over it. */
  const point = () => page().locator('.sidebar .pane', { hasText: 'Speakers' }).last().hover();

  test('it follows the cursor, and the cursor keeps the keyboard', async () => {
    await open.workbench.goTo(sample, 29);
    await selected('是的。');
    await focused('.part.editor');
    await page().keyboard.press('Control+Home');
    await open.workbench.goTo(sample, 51, 5);
    await selected('忍住。');
    await focused('.part.editor');
  });

  test('a click leads to the turn, and Go Back leads back', async () => {
    await open.workbench.goTo(sample, 17);
    await selected('说实话');
    await row('一本族谱').click();
    await place(/Ln 37, Col 1/);
    await open.workbench.command('Go Back');
    await place(/Ln 17, Col 1/);
    await selected('说实话');
  });

  test('the keyboard does all that the mouse does', async () => {
    await open.workbench.goTo(sample, 17);
    await selected('说实话');
    await open.workbench.speakers('说实话');
    await focused('.sidebar .monaco-list');
    await page().keyboard.press('Home');
    const focusedRow = page().locator('.sidebar .monaco-list-row.focused');
    for (let tries = 0; tries < 30 && !/^是的/.test((await focusedRow.textContent()) ?? ''); tries++) {
      await page().keyboard.press('ArrowDown');
    }
    await page().keyboard.press('Space');
    await place(/Ln 29, Col 1/);
    await focused('.sidebar .monaco-list');
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('Enter');
    await place(/Ln 37, Col 1/);
  });

  test('a screen reader hears names, counts, lines and both languages', async () => {
    const labels = await page()
      .locator('.sidebar .monaco-list-row')
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
    assert.ok(
      labels.some((label) => /^林岚 · Lin Lan: \d+ turns$/.test(label)),
      labels.join('\n'),
    );
    assert.ok(
      labels.some((label) => /^Line 29: 是的。 ⇄ I did\.$/.test(label)),
      labels.join('\n'),
    );
  });

  test('the filter holds while it is typed; Escape takes it back, Enter keeps it, a button clears it', async () => {
    const input = page().locator('.quick-input-widget input[type=text]').first();
    const message = page().locator('.sidebar .message', { hasText: /name has/ });
    const button = page().locator('.sidebar .action-label[aria-label^="Filter Speakers"]').first();
    await point();
    await button.click();
    await input.fill('repor');
    await until(
      'the filtered rows',
      rows,
      (texts) => /^记者/.test(texts[0]) && !texts.some((text) => /^林岚/.test(text)),
    );
    await page().keyboard.press('Escape');
    await until('the rows as before', rows, (texts) => texts.some((text) => /^林岚/.test(text)));
    await message.waitFor({ state: 'hidden' });
    await point();
    await button.click();
    await input.fill('lin l');
    await page().keyboard.press('Enter');
    await until(
      'the filtered rows',
      rows,
      (texts) => /^林岚/.test(texts[0]) && !texts.some((text) => /^记者/.test(text)),
    );
    await message.waitFor();
    await point();
    await page().locator('.sidebar .action-label[aria-label^="Clear the Filter"]').first().click();
    await until('all rows', rows, (texts) => texts.some((text) => /^记者/.test(text)));
    await message.waitFor({ state: 'hidden' });
  });

  test('it stops following, and follows again', async () => {
    await open.workbench.goTo(sample, 17);
    await selected('说实话');
    const [stop, start] = ["Don't Follow", 'Follow'].map((name) =>
      page().locator(`.sidebar .action-label[aria-label^="${name}"]`).first(),
    );
    await point();
    await stop.click();
    await start.waitFor({ state: 'attached' });
    await open.workbench.goTo(sample, 29);
    await page().waitForTimeout(500);
    await selected('说实话');
    await point();
    await start.click();
    await selected('是的。');
  });

  test('no row goes or moves while one types; the words of the turn change with the text', async function () {
    this.timeout(60_000);
    await open.workbench.goTo(sample, 29);
    await selected('是的。');
    for (const _ of '林岚：') await page().keyboard.press('ArrowRight');
    // As text: what compiles this program names functions by a helper that the page has not.
    await page().evaluate(`(() => {
      const seen = [];
      globalThis.watched = seen;
      const look = () => {
        const rows = [...document.querySelectorAll('.sidebar .monaco-list-row')];
        const now = rows.map((row) => row.textContent.replace(/^.*是的。/, '是的。')).join('|');
        if (seen.at(-1) !== now) seen.push(now);
        if (globalThis.watched === seen) requestAnimationFrame(look);
      };
      look();
    })()`);
    for (const character of '嗯，') {
      await page().keyboard.insertText(character);
      await page().waitForTimeout(300);
    }
    await row('嗯，是的。').waitFor();
    await page().waitForTimeout(2500);
    const frames = (await page().evaluate('globalThis.watched')) as string[];
    await page().evaluate('globalThis.watched = undefined');
    assert.equal(frames.length, 1, frames.join('\n'));
    await page().keyboard.press('Control+z');
  });
});

suite('the Speakers view without speakers', () => {
  const sample = 'sections.zh-en.txt';
  const open = opened(sample, 'no-speakers.png');

  test('it says that nobody speaks, and where nothing is open, what to do', async () => {
    const { page } = open.workbench;
    await open.workbench.command('Parallel Text: Focus on Speakers View');
    const welcome = page.locator('.sidebar .welcome-view-content');
    await welcome.filter({ hasText: 'Nobody was found to speak' }).waitFor();
    await open.workbench.command('View: Close All Editors');
    await welcome.filter({ hasText: 'Open an article in Chinese and English' }).waitFor();
    assert.equal(await welcome.locator('a', { hasText: 'treat it as a bilingual article' }).count(), 1);
  });
});
