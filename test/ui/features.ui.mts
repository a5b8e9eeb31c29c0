/** What only the eye can check: marks, hover, status bar, language status, in a real workbench. */
import assert from 'node:assert/strict';
import { opened, until } from './opened.mts';

suite('features in the workbench', () => {
  const sample = 'news.zh-en.txt';
  const open = opened(sample, 'features.png');

  /** The number of each label, which the names of those who speak may follow. */
  const numbers = async () =>
    (await open.workbench.decorationTexts(sample)).flatMap((text) => /^\d+(?= · |$)/.exec(text)?.[0] ?? []);

  test('each pair has a number on both sides, and icons in the gutter', async () => {
    const seen = await until('the numbers', numbers, ({ length }) => length > 3);
    assert.ok(seen.filter((number) => number === seen[0]).length > 1, seen.join(' '));
    const icons = await open.workbench.page.locator('.glyph-margin-widgets .cgmr').count();
    assert.ok(icons > 3, `${icons} icons`);
    const labels = await open.workbench.decorationTexts(sample);
    assert.ok(
      labels.some((label) => /^\d+ · Shen Huaichuan$/.test(label)),
      labels.join(' | '),
    );
  });

  test('where lines do not wrap, the number is in sight at the left', async () => {
    const { page } = open.workbench;
    const inGutter = () =>
      page.locator('.glyph-margin-widgets .cgmr').evaluateAll((icons) =>
        icons.flatMap((icon) => {
          // biome-ignore lint/suspicious/noExplicitAny: it runs in the page, which this program has no types for
          const image: string = (globalThis as any).getComputedStyle(icon).backgroundImage;
          return /(?:>|%3E)(\d+)(?:<|%3C)/.exec(image)?.[1] ?? [];
        }),
      );
    await open.workbench.goTo(sample, 1);
    await page.keyboard.press('Alt+z');
    try {
      await until(
        'the unwrapped text',
        async () => ((await open.workbench.line(sample, 4).textContent()) ?? '').length > 90,
      );
      const seen = await until('numbers in the gutter', inGutter, ({ length }) => length > 12);
      for (const number of ['1', '2', '3', '4']) {
        assert.ok(seen.filter((each) => each === number).length > 1, `${number} in ${seen.join(' ')}`);
      }
    } finally {
      await page.keyboard.press('Alt+z');
    }
  });

  test('marks go off and on again without a change of the text layout', async () => {
    const heights = () => open.workbench.editor(sample).locator('.view-line').count();
    await open.workbench.goTo(sample, 4);
    const before = await heights();
    await open.workbench.command('Change Marks');
    await until('no numbers', numbers, ({ length }) => !length);
    assert.equal(await heights(), before);
    await open.workbench.command('Change Marks');
    await until('the numbers at the cursor', numbers, (seen) => new Set(seen).size === 1);
    await open.workbench.command('Change Marks');
    await until('all numbers', numbers, (seen) => new Set(seen).size > 1);
  });

  test('the status bar item tells a screen reader the same and goes to the gap', async () => {
    const item = open.workbench.statusBarItem(/\d+\/\d+ paragraphs/);
    const label = await item.locator('[aria-label]').first().getAttribute('aria-label');
    assert.match(label ?? '', /\d+ of \d+ paragraphs have a counterpart/);
    await open.workbench.goTo(sample, 1);
    await item.click();
    const place = open.workbench.statusBarItem(/^\s*Ln \d+/);
    await until(
      'the jump',
      () => place.textContent(),
      (text) => !/Ln 1,/.test(text ?? ''),
    );
  });
});

suite('the language status', () => {
  const sample = 'guide.md';
  const open = opened(sample, 'language-status.png');

  test('it tells why this is an article and what to do about it', async () => {
    await open.workbench.page.locator('.statusbar-item#status\\.languageStatus').hover();
    const shown = open.workbench.page.locator('.hover-language-status', { hasText: 'Bilingual article' }).first();
    await shown.waitFor();
    const text = (await shown.textContent()) ?? '';
    assert.match(text, /\d+ paragraph pairs translate each other/);
    assert.match(text, /Don’t Treat as Article/);
  });
});

suite('article text in the hover', () => {
  const sample = 'faults.zh-en.txt';
  const open = opened(sample, 'hover.png');

  test('it is shown as text: no link, image, icon, list or emphasis but our own', async () => {
    const { page } = open.workbench;
    const nasty =
      '1. [x](command:open.workbench.action.quit) <b>b</b> <img src=x onerror=alert(1)> *i* $(bug) www.example.com ' +
      'https://example.com/a_b_c a.b@example.com `c` | t | # h 你好_世界_ &amp; ~~s~~';
    await open.workbench.goTo(sample, 2);
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('他说，明年春天将在河边种下三千棵柳树，并修建一条自行车道。');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText(
      `He said 3,000 willow trees would be planted along the river next spring, and a bicycle lane built. ${nasty}`,
    );
    const chinese = open.workbench.text(sample, '他说，明年春天将在河边种下三千棵柳树').last();
    // The marks are painted anew, which replaces the elements.
    await page.waitForTimeout(1000);
    await chinese.waitFor();
    const hover = await open.workbench.hover(chinese, 'willow trees');
    const text = ((await hover.textContent()) ?? '').replace(/\s+/g, ' ');
    assert.ok(text.includes(nasty), text);
    const links = await hover.locator('a').evaluateAll((all) => all.map((each) => each.textContent));
    assert.ok(links.length > 0 && links.every((text) => /^Line \d+$/.test(text ?? '')), links.join('|'));
    assert.equal(await hover.locator('.markdown-hover :is(img, ol, ul, em, b, code, .codicon-bug)').count(), 0);
  });
});
