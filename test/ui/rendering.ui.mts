/** A sample opens in a real workbench and looks as it should. */
import assert from 'node:assert/strict';
import { opened } from './opened.mts';

suite('workbench', () => {
  const sample = 'news.zh-en.txt';
  const open = opened(sample, 'ui.png');

  test('Chinese text is shown, and in a Chinese font', async () => {
    const shown = await open.workbench.editor(sample).locator('.view-lines').textContent();
    assert.match(shown ?? '', /\p{Script=Han}{4}/u);
    // Boxes for missing glyphs all have the same ink; characters have not.
    const ink = await open.workbench.page.evaluate(() => {
      // biome-ignore lint/suspicious/noExplicitAny: it runs in the page, which this program has no types for
      const canvas = new (globalThis as any).OffscreenCanvas(40, 40).getContext('2d');
      return ['一', '国', '译'].map((character) => {
        canvas.clearRect(0, 0, 40, 40);
        canvas.font = '32px sans-serif';
        canvas.fillText(character, 2, 34);
        const pixels: Uint8ClampedArray = canvas.getImageData(0, 0, 40, 40).data;
        return pixels.reduce((sum, value) => sum + value, 0);
      });
    });
    assert.equal(new Set(ink).size, ink.length, `ink of three characters: ${ink}`);
  });
});
