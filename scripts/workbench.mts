/** Drives the workbench as a person would: with mouse and keyboard, on a fresh copy of samples/ in the VS Code server. */
import fs from 'node:fs';
import path from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import {
  ensureServer,
  outputFolder,
  root,
  type Server,
  startBrowser,
  startServer,
  temporaryFolder,
  workbenchAddress,
} from './vscode-host.mts';

/** The colour themes that are looked at: VS Code's name and the class that its workbench has then. */
export const themes = {
  light: { name: 'Light Modern', type: 'vs' },
  dark: { name: 'Dark Modern', type: 'vs-dark' },
  'high-contrast': { name: 'Dark High Contrast', type: 'hc-black' },
} as const;

/** Runs in the page: what VS Code has kept of the editors that are open, without the backslashes of JSON in JSON. */
const KEPT = `(async () => {
  const result = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  let kept = '';
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db-')) continue;
    const base = await result(indexedDB.open(name));
    try {
      const items = base.transaction('ItemTable').objectStore('ItemTable');
      kept += String(await result(items.get('memento/workbench.parts.editor'))).replace(/\\\\/g, '');
    } finally {
      base.close();
    }
  }
  return kept;
})()`;

/** An open workbench. Its locators wait; what does not come within 20 seconds throws. */
export class Workbench {
  /** What a test may use beyond the methods here. */
  readonly page: Page;

  private constructor(
    private readonly work: string,
    private readonly server: Server,
    private readonly browser: BrowserContext,
  ) {
    this.page = browser.pages()[0];
    this.page.setDefaultTimeout(20_000);
  }

  /** Opens a workbench with a sample in its editor. */
  static async open(options: {
    readonly sample: string;
    readonly theme?: keyof typeof themes;
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly viewport?: { readonly width: number; readonly height: number };
  }): Promise<Workbench> {
    ensureServer();
    const work = temporaryFolder();
    const folder = path.join(work, 'samples');
    fs.cpSync(path.join(root, 'samples'), folder, { recursive: true });
    const server = await startServer({
      work,
      settings: {
        'window.autoDetectColorScheme': false,
        'editor.hover.delay': 100,
        'workbench.reduceMotion': 'on',
        ...options.settings,
      },
    });
    const workbench = new Workbench(work, server, await startBrowser(work, options.viewport));
    const file = path.join(folder, options.sample);
    try {
      await workbench.page.goto(workbenchAddress(server.port, { folder, file, extension: root }));
      await workbench.line(options.sample, 1).waitFor({ timeout: 60_000 });
      await workbench.chooseTheme(options.theme ?? 'light');
      return workbench;
    } catch (error) {
      await workbench.picture(path.join(outputFolder, 'workbench.png')).catch(() => {});
      await workbench.close();
      throw error;
    }
  }

  /** Chooses a colour theme; a setting made before the first start is not heeded by a workbench on a server. */
  async chooseTheme(theme: keyof typeof themes): Promise<void> {
    const { name, type } = themes[theme];
    const list = this.page.locator('.quick-input-widget');
    const row = list.locator('.monaco-list-row', { hasText: name }).first();
    // Themes come with extensions, which come when they come.
    for (let tries = 0; ; tries++) {
      await this.page.keyboard.press('Control+k');
      await this.page.keyboard.press('Control+t');
      await list.locator('input[type=text]').first().fill(name);
      try {
        await row.waitFor({ timeout: 2_000 });
        break;
      } catch (error) {
        if (tries === 10) throw error;
        await this.page.keyboard.press('Escape');
        await list.waitFor({ state: 'hidden' });
      }
    }
    await this.choose(name, name);
    await this.page.locator(`.monaco-workbench.${type}`).waitFor();
  }

  /** Types into the list that is open at the top, takes the row that begins with `label` and waits until it closes. */
  private async choose(typed: string, label: string): Promise<void> {
    const list = this.page.locator('.quick-input-widget');
    await list.locator('input[type=text]').first().fill(typed);
    await list.locator('.monaco-list-row', { hasText: label }).first().click();
    await list.waitFor({ state: 'hidden' });
  }

  /** Closes browser and server and removes what they wrote. */
  async close(): Promise<void> {
    await this.browser.close().catch(() => {});
    this.server.stop();
    fs.rmSync(this.work, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** The text of a file in the workspace; undefined when there is none. */
  read(file: string): string | undefined {
    const place = path.join(this.work, 'samples', file);
    return fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : undefined;
  }

  /** The editor of a file. */
  editor(file: string): Locator {
    return this.page.locator(`.monaco-editor[data-uri$="${encodeURI(file)}"]`).first();
  }

  /** The n-th visible line of an editor, 1-based; a wrapped line counts for each of its rows. */
  line(file: string, n: number): Locator {
    return this.editor(file)
      .locator('.view-line')
      .nth(n - 1);
  }

  /** Where a stretch of text stands in an editor; `text` is on one row. */
  text(file: string, text: string): Locator {
    return this.editor(file).locator('.view-line span span', { hasText: text }).first();
  }

  /**
   * Closes the window and opens it anew, with what VS Code has kept of it. That is written a little later than it
   * happens: `kept` is what must have been written of its editors before, such as the name of a file.
   */
  async reopen(kept: string): Promise<void> {
    const address = new URL(this.page.url());
    const payload: readonly (readonly [string, string])[] = JSON.parse(address.searchParams.get('payload') ?? '[]');
    // To name a file would be to ask for a fresh window.
    address.searchParams.set('payload', JSON.stringify(payload.filter(([key]) => key !== 'openFile')));
    for (let tries = 0; !String(await this.page.evaluate(KEPT)).includes(kept); tries++) {
      if (tries === 200) throw new Error(`waited in vain for VS Code to keep ${kept}`);
      await this.page.waitForTimeout(100);
    }
    await this.page.goto('about:blank');
    await this.page.goto(address.href);
    await this.page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 60_000 });
  }

  /** Runs a command by its title in the palette. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.choose(`>${title}`, title);
  }

  /** Puts the cursor of an editor at a line and column, both 1-based. */
  async goTo(file: string, line: number, column = 1): Promise<void> {
    const { page } = this;
    await this.editor(file).waitFor();
    // To the first group of editors. A click might meet what lies over the text, such as the lines that stick at the top.
    await page.keyboard.press('Control+1');
    const palette = page.locator('.quick-input-widget');
    await page.keyboard.press('Control+g');
    await palette.locator('input[type=text]').first().fill(`:${line}:${column}`);
    await page.keyboard.press('Enter');
    await palette.waitFor({ state: 'hidden' });
    await page.locator('.part.editor:focus-within').waitFor();
  }

  /** Points at a place until a hover with this text shows, and gives the hover. */
  async hover(place: Locator, text: string | RegExp): Promise<Locator> {
    const shown = this.page.locator('.monaco-hover:visible', { hasText: text }).first();
    for (let tries = 0; ; tries++) {
      const box = await place.boundingBox();
      if (!box) throw new Error('nothing to point at');
      await this.page.mouse.move(box.x + 4, box.y + box.height + 40);
      await this.page.mouse.move(box.x + Math.min(box.width / 2, 60), box.y + box.height / 2, { steps: 4 });
      try {
        await shown.waitFor({ timeout: 5_000 });
        return shown;
      } catch (error) {
        if (tries === 3) throw error;
      }
    }
  }

  /** Shows the Problems panel and gives the row with this text. */
  async problem(text: string | RegExp): Promise<Locator> {
    await this.command('Problems: Focus on Problems View');
    const row = this.page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();
    await row.waitFor();
    return row;
  }

  /** Shows the Outline and gives the row with this text. */
  async outline(text: string | RegExp): Promise<Locator> {
    await this.command('Explorer: Focus on Outline View');
    const row = this.page.locator('.outline-pane .monaco-list-row', { hasText: text }).first();
    await row.waitFor();
    return row;
  }

  /** Shows the Speakers view and gives the row with this text. */
  async speakers(text: string | RegExp): Promise<Locator> {
    await this.command('Parallel Text: Focus on Speakers View');
    const row = this.sideRow(text);
    await row.waitFor();
    return row;
  }

  /** The page of the reading view. */
  readingView(): FrameLocator {
    return this.page.frameLocator('iframe.webview').frameLocator('#active-frame');
  }

  /** The row with this text in the view that the side bar shows. */
  sideRow(text: string | RegExp): Locator {
    return this.page.locator('.sidebar .monaco-list-row', { hasText: text }).first();
  }

  /** Moves a view to another container, by the names that lists show of them. */
  async moveView(view: string, container: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const list = this.page.locator('.quick-input-widget');
    const input = list.locator('input[type=text]').first();
    for (const [typed, label] of [
      ['>View: Move View', 'View: Move View'],
      [view, view],
      [container, container],
    ]) {
      await input.fill(typed);
      await list.locator('.monaco-list-row', { hasText: label }).first().click();
    }
    await list.waitFor({ state: 'hidden' });
  }

  /** Folds a section of the side bar. */
  async collapseSection(title: string): Promise<void> {
    const header = this.page.locator('.sidebar .pane-header[aria-expanded="true"]', { hasText: title });
    await header.first().click();
  }

  /** Drags the upper edge of the panel until the panel is `height` pixels high. */
  async resizePanel(height: number): Promise<void> {
    const box = await this.page.locator('.part.panel').boundingBox();
    if (!box) throw new Error('no panel is shown');
    const { mouse } = this.page;
    await mouse.move(box.x + box.width / 3, box.y - 1);
    await mouse.down();
    await mouse.move(box.x + box.width / 3, box.y + box.height - height, { steps: 5 });
    await mouse.up();
  }

  /** The status bar item whose text or label matches. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text }).first();
  }

  /** Decorations of extensions in an editor: marked text and text put before or after a line. */
  decorations(file: string): Locator {
    return this.editor(file).locator('[class*="ced-"]');
  }

  /** What decorations put before and after the text of an editor, as it is shown. */
  async decorationTexts(file: string): Promise<readonly string[]> {
    return this.decorations(file).evaluateAll((elements) =>
      elements.flatMap((element) =>
        ['::before', '::after']
          // biome-ignore lint/suspicious/noExplicitAny: it runs in the page, which this program has no types for
          .map((place) => (globalThis as any).getComputedStyle(element, place).content as string)
          .filter((content) => /^".+"$/.test(content))
          .map((content) => content.slice(1, -1)),
      ),
    );
  }

  /** Takes a picture of the whole workbench. */
  async picture(file: string): Promise<void> {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    // What has just come up may still be fading in.
    await this.page.waitForTimeout(500);
    await this.page.screenshot({ path: file });
  }
}
