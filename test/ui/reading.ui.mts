/** The reading view as a person uses it: side by side, found, clicked, scrolled, typed beside; with the keyboard alone. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { outputFolder } from '../../scripts/vscode-host.mts';
import { opened, until } from './opened.mts';

/** The number of the first line that an editor shows. */
async function firstLineOf(editor: Locator): Promise<number> {
  const numbers = await editor.locator('.margin-view-overlays .line-numbers').evaluateAll((all) =>
    all
      .filter((each) => {
        const frame = each.closest('.monaco-editor')?.getBoundingClientRect();
        return frame && each.getBoundingClientRect().bottom > frame.top + 2;
      })
      .map((each) => Number(each.textContent)),
  );
  return Math.min(...numbers.filter((number) => number > 0));
}

/** The relative luminance of a colour `rgb(r, g, b)`: WCAG 2.2. */
function luminance(colour: string): number {
  const [r, g, b] = (colour.match(/[\d.]+/g) ?? []).map((value) => {
    const part = Number(value) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Turns the wheel over a part of the window; the editor goes a few lines at each turn. */
async function turnWheel(over: Locator, times: number): Promise<void> {
  await over.hover();
  for (let time = 0; time < times; time++) {
    await over.page().mouse.wheel(0, 150);
    await over.page().waitForTimeout(30);
  }
}

suite('the reading view', () => {
  const sample = 'interview.zh-en.txt';
  const open = opened(sample, 'reading.png');
  const page = () => open.workbench.page;
  const view = () => open.workbench.readingView();
  const row = (text: string) => view().locator('.list .row', { hasText: text }).first();
  const paragraph = (text: string) => view().locator('.paragraph', { hasText: text }).first();
  const place = (text: string | RegExp) => open.workbench.statusBarItem(text).waitFor();
  const firstLine = () => firstLineOf(open.workbench.editor(sample));
  /** Numbers of the rows that the window of the view shows, and how many are in its document. */
  const numbersInSight = (): Promise<readonly string[]> =>
    view()
      .locator('.scroller')
      .evaluate((scroller) => {
        const frame = scroller.getBoundingClientRect();
        return [...scroller.querySelectorAll('.row')]
          .filter((each) => each.getBoundingClientRect().bottom > frame.top + 2)
          .filter((each) => each.getBoundingClientRect().top < frame.bottom - 2)
          .map((each) => each.querySelector('.number')?.textContent ?? '');
      });
  const reach = async (line: number) => {
    await leave();
    await open.workbench.goTo(sample, line);
    await view().locator('.row.current').waitFor();
  };
  /** Gives the keyboard back to the editor. */
  const leave = async () => {
    await page().keyboard.press('Control+1');
    await page().locator('.part.editor .monaco-editor.focused').waitFor();
  };

  suiteSetup(async function () {
    this.timeout(60_000);
    await open.workbench.goTo(sample, 1);
    await page().keyboard.press('Control+k');
    await page().keyboard.press('b');
    await view().locator('.list .row').first().waitFor();
  });

  test('the editor keeps the keyboard, and both languages of a pair stand in one row', async () => {
    await page().locator('.part.editor:focus-within .monaco-editor.focused').waitFor();
    await reach(29);
    const text = await row('是的。').textContent();
    assert.match(text ?? '', /林岚.*是的。.*Lin Lan.*I did\./s);
    assert.equal(await row('是的。').getAttribute('aria-current'), 'true');
  });

  test('only what is seen, and some above and below, is in the document', async () => {
    const made = await view().locator('.list .row').count();
    const all = Number(await view().locator('.table').getAttribute('aria-rowcount'));
    assert.ok(made > 0 && made < all - 1, `${made} of ${all}`);
  });

  test('the page follows the editor, and the editor the page, by pairs; neither runs after itself', async () => {
    await reach(1);
    await until('the first row', numbersInSight, (numbers) => numbers.includes('1'));
    await turnWheel(open.workbench.editor(sample), 12);
    await page().waitForTimeout(700);
    const beside = await numbersInSight();
    assert.ok(!beside.includes('1'), beside.join());
    const before = await firstLine();
    await turnWheel(view().locator('.scroller'), 8);
    await until('the editor to follow', firstLine, (line) => line > before);
    await page().waitForTimeout(800);
    const [line, top] = [await firstLine(), (await numbersInSight())[0]];
    await page().waitForTimeout(800);
    assert.deepEqual([await firstLine(), (await numbersInSight())[0]], [line, top]);
  });

  test('the switch sets the two apart, and together again', async () => {
    const button = view().locator('.following');
    await reach(1);
    await until('the first row', numbersInSight, (numbers) => numbers.includes('1'));
    await button.click();
    await until(
      'the switch to be off',
      () => button.getAttribute('aria-pressed'),
      (value) => value === 'false',
    );
    const before = await numbersInSight();
    await turnWheel(open.workbench.editor(sample), 12);
    await page().waitForTimeout(700);
    assert.deepEqual(await numbersInSight(), before);
    await button.click();
    await until('the two to be together', numbersInSight, (numbers) => numbers[0] !== before[0]);
  });

  test('a click leads to the text, and Go Back leads back', async () => {
    await reach(17);
    await paragraph('I did.').click();
    await place(/Ln 31, Col 1\b/);
    await page().locator('.monaco-editor.focused').waitFor();
    await open.workbench.command('Go Back');
    await place(/Ln 17, Col 1\b/);
    // Both are in the group of the article: nothing has opened over the view.
    assert.equal(await page().locator('.tabs-container .tab').count(), 2);
  });

  test('the keyboard alone: rows, columns, ends, and Enter', async () => {
    await reach(17);
    await view().locator('.paragraph[tabindex="0"], .scroller[tabindex="0"]').first().focus();
    await page().keyboard.press('Home');
    await page().keyboard.press('ArrowLeft');
    const focused = view().locator('.paragraph:focus');
    const first = await focused.textContent();
    await page().keyboard.press('ArrowRight');
    assert.notEqual(await focused.textContent(), first);
    await page().keyboard.press('ArrowLeft');
    assert.equal(await focused.textContent(), first);
    await page().keyboard.press('End');
    const last = await focused.textContent();
    assert.ok(last && last !== first);
    await page().keyboard.press('PageUp');
    await page().keyboard.press('PageDown');
    await page().keyboard.press('Home');
    for (let tries = 0; tries < 60 && !/^林岚：是的|^是的/.test((await focused.textContent()) ?? ''); tries++) {
      await page().keyboard.press('ArrowDown');
    }
    await page().keyboard.press('Enter');
    await place(/Ln 29, Col 1\b/);
  });

  test('find: both languages, any case, count, next and previous, rows that are out of sight', async () => {
    await reach(1);
    await until('the first row', numbersInSight, (numbers) => numbers.includes('1'));
    await view().locator('.find').click();
    const count = view().locator('.count');
    await view().locator('.find').fill('LIN LAN');
    await until(
      'the count of matches',
      () => count.textContent(),
      (text) => /^\d+ of \d+$/.test(text ?? ''),
    );
    const total = Number(/of (\d+)/.exec((await count.textContent()) ?? '')?.[1]);
    assert.ok(total > 1);
    await page().keyboard.press('Shift+Enter');
    await until(
      'the last',
      () => count.textContent(),
      (text) => text === `${total} of ${total}`,
    );
    await view().locator('mark.now').waitFor();
    await page().keyboard.press('Enter');
    await until(
      'the first',
      () => count.textContent(),
      (text) => text === `1 of ${total}`,
    );
    await view().locator('.find').fill('族谱');
    await view().locator('mark.now', { hasText: '族谱' }).waitFor();
    await view().locator('.find').fill('zzzz');
    await until(
      'the word that there are none',
      () => count.textContent(),
      (text) => text === 'No results',
    );
    await page().keyboard.press('Escape');
    await view().locator('.paragraph:focus').waitFor();
    assert.equal(await view().locator('mark').count(), 0);
    await page().keyboard.press('Control+f');
    await view().locator('.find:focus').waitFor();
  });

  test('what is typed is there, and the rows about it stay the same elements', async function () {
    this.timeout(40_000);
    await reach(29);
    const rowsNow = () => view().locator('.list .row');
    const seen = await rowsNow().evaluateAll((all) =>
      all.map((each) => {
        each.setAttribute('data-seen', 'yes');
        return each.getAttribute('data-key');
      }),
    );
    for (const _ of '林岚：') await page().keyboard.press('ArrowRight');
    await page().keyboard.insertText('嗯，<img src=x onerror=alert(1)></script>\u202e');
    await row('嗯，<img src=x onerror=alert(1)></script>[U+202E]是的。').waitFor();
    assert.equal(await view().locator('img').count(), 0);
    // A row that grows may push others out or in; none of those that were and are there is another element than before.
    const others = await rowsNow().evaluateAll((all) =>
      all
        .filter((each) => !each.classList.contains('current'))
        .map((each) => [each.getAttribute('data-key'), each.hasAttribute('data-seen')] as const),
    );
    const stayed = others.filter(([key]) => seen.includes(key));
    assert.ok(stayed.length > 2);
    assert.deepEqual(
      stayed.filter(([, same]) => !same),
      [],
    );
    const back = view()
      .locator('.paragraph', { hasText: /^林岚：是的。/ })
      .first();
    for (let tries = 0; tries < 10 && !(await back.isVisible()); tries++) {
      await page().keyboard.press('Control+z');
      await page().waitForTimeout(400);
    }
    await back.waitFor();
  });

  test('a screen reader hears a table with places, languages and links', async () => {
    const own = row('是的。');
    assert.match((await own.getAttribute('aria-rowindex')) ?? '', /^\d+$/);
    assert.equal(await own.locator('.zh').getAttribute('lang'), 'zh-CN');
    assert.equal(await own.locator('.en').getAttribute('lang'), 'en');
    assert.deepEqual(await view().locator('[role=columnheader]').allTextContents(), ['Pair', 'Chinese', 'English']);
    assert.equal(await view().locator('[tabindex="0"]').count(), 1);
  });

  test('nothing from elsewhere is allowed to it', async () => {
    const policy = await view().locator('meta[http-equiv]').getAttribute('content');
    assert.match(policy ?? '', /^default-src 'none'; script-src 'nonce-\w+'; style-src 'nonce-\w+'$/);
    const frame = page()
      .frames()
      .find((each: Frame) => each.name() === 'active-frame' || /fake\.html/.test(each.url()));
    assert.ok(frame);
    assert.equal(
      await frame.evaluate(
        '(() => { const s = document.createElement("script"); s.textContent = "window.ran = 1"; document.body.append(s); return window.ran; })()',
      ),
      undefined,
    );
  });

  test('a page to print is saved with every row', async () => {
    const before = Number(await view().locator('.table').getAttribute('aria-rowcount')) - 1;
    await view().locator('.printing').click();
    const input = page().locator('.quick-input-widget input[type=text]').first();
    await input.waitFor();
    const file = path.join(outputFolder, 'printed.html');
    fs.mkdirSync(outputFolder, { recursive: true });
    fs.rmSync(file, { force: true });
    await until(
      'the name that is proposed',
      () => input.inputValue(),
      (value) => value.endsWith(`${sample}.html`),
    );
    await input.fill(file);
    await until('the file', async () => {
      // The list of the folder may still be coming.
      if ((await input.isVisible()) && (await input.inputValue()) === file) await page().keyboard.press('Enter');
      await page().waitForTimeout(200);
      return fs.existsSync(file);
    });
    await page().waitForTimeout(300);
    const html = fs.readFileSync(file, 'utf8');
    assert.equal([...html.matchAll(/<tr class=/g)].length, before);
    assert.doesNotMatch(html, /<script/);
    fs.rmSync(file);
  });

  for (const theme of ['light', 'dark', 'high-contrast'] as const) {
    test(`it can be read in the theme ${theme}`, async function () {
      this.timeout(60_000);
      await open.workbench.goTo(sample, 37);
      await open.workbench.chooseTheme(theme);
      await view().locator('.row.current').waitFor();
      // Contrast of text and ground: WCAG 2.2, 1.4.3.
      const colours = await view()
        .locator('.paragraph.body')
        .first()
        .evaluate((own) => {
          const { getComputedStyle } = globalThis as unknown as {
            getComputedStyle(of: unknown): { readonly color: string; readonly backgroundColor: string };
          };
          return [getComputedStyle(own).color, getComputedStyle(own.ownerDocument.body).backgroundColor];
        });
      const [lower, higher] = colours.map(luminance).sort((a, b) => a - b);
      const contrast = (higher + 0.05) / (lower + 0.05);
      assert.ok(contrast >= 4.5, String(contrast));
      await open.workbench.picture(path.join(outputFolder, `reading-${theme}.png`));
    });
  }

  test('it is there again after the window has been closed and opened', async function () {
    this.timeout(90_000);
    await reach(37);
    await row('一本族谱').waitFor();
    await open.workbench.reopen('"state":"{"uri":"file:');
    await view().locator('.list .row').first().waitFor({ timeout: 60_000 });
    await row('一本族谱').waitFor();
  });
});

suite('both languages in two editors', () => {
  const sample = 'interview.zh-en.txt';
  const open = opened(sample, 'side-by-side.png');
  const page = () => open.workbench.page;
  const editorOf = (side: 'zh' | 'en') => page().locator(`.monaco-editor[data-uri*="side%3D${side}"]`);
  const firstLine = (side: 'zh' | 'en') => firstLineOf(editorOf(side));

  test('each has its language; scrolling one scrolls the other to the same pair', async function () {
    this.timeout(60_000);
    await open.workbench.goTo(sample, 1);
    await open.workbench.command('Parallel Text: Open Both Languages in Two Editors');
    await editorOf('zh').locator('.view-line').first().waitFor();
    await editorOf('en').locator('.view-line').first().waitFor();
    await turnWheel(editorOf('zh'), 12);
    await until(
      'the other editor to follow',
      () => firstLine('en'),
      (line) => line > 1,
    );
    await page().waitForTimeout(500);
    const [zh, en] = [await firstLine('zh'), await firstLine('en')];
    assert.ok(zh > 1 && Math.abs(zh - en) <= 2, `${zh} ${en}`);
    await open.workbench.picture(path.join(outputFolder, 'side-by-side.png'));
  });
});
