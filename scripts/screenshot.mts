/**
 * `npm run screenshot [-- light|dark|high-contrast|speakers|reading|review …]`: opens a sample in a real workbench and takes the
 * pictures of README.md, media/screenshot-<name>.png: decorations, hover, Problems and Outline in a theme, who
 * speaks, the reading view, and a review. Without names it takes those of README.md,
 * which are all but the dark one and the one in high contrast.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { aptInstall, mayInstall } from './apt.mts';
import { root } from './vscode-host.mts';
import { type themes, Workbench } from './workbench.mts';

const settings = { 'editor.minimap.enabled': false, 'editor.fontSize': 13 };

/** The hover, the Problems panel and the outline of a news report. */
async function pairs(theme: keyof typeof themes, file: string): Promise<void> {
  const sample = 'news.zh-en.txt';
  const workbench = await Workbench.open({ sample, theme, viewport: { width: 1400, height: 900 }, settings });
  try {
    await workbench.outline(/./);
    await workbench.collapseSection('samples');
    await workbench.problem(/./);
    await workbench.resizePanel(180);
    await workbench.goTo(sample, 9);
    await workbench.hover(workbench.text(sample, 'downstream city'), '沈怀川');
    await workbench.picture(file);
  } finally {
    await workbench.close();
  }
}

/** The Speakers view and, moved below it, the outline of an interview. */
async function speakers(file: string): Promise<void> {
  const sample = 'interview.zh-en.txt';
  const workbench = await Workbench.open({ sample, viewport: { width: 1100, height: 700 }, settings });
  try {
    // An outline that was never shown stays empty when it is moved.
    await workbench.outline(/林岚/);
    await workbench.speakers(/林岚/);
    await workbench.moveView('Outline', 'Parallel Text');
    await workbench.speakers(/林岚/);
    await workbench.goTo(sample, 37);
    await workbench.sideRow('一本族谱').waitFor();
    await workbench.picture(file);
  } finally {
    await workbench.close();
  }
}

/** An article with its reading view beside it. */
async function reading(file: string): Promise<void> {
  const sample = 'news.zh-en.txt';
  const workbench = await Workbench.open({ sample, viewport: { width: 1060, height: 560 }, settings });
  try {
    await workbench.statusBarItem(/\d+\/\d+ paragraphs/).waitFor();
    await workbench.command('View: Toggle Primary Side Bar Visibility');
    await workbench.goTo(sample, 11);
    await workbench.command('Parallel Text: Open Reading View');
    await workbench.readingView().locator('.row.current').waitFor();
    await workbench.goTo(sample, 25);
    await workbench.readingView().locator('.row.current.alone').waitFor();
    await workbench.page.mouse.move(300, 548);
    await workbench.picture(file);
  } finally {
    await workbench.close();
  }
}

/** A review under way: the Pairs view, pairs approved and flagged, and what is left in the status bar. */
async function review(file: string): Promise<void> {
  const sample = 'news.zh-en.txt';
  const workbench = await Workbench.open({ sample, viewport: { width: 1100, height: 620 }, settings });
  const { keyboard } = workbench.page;
  try {
    await workbench.statusBarItem(/\d+\/\d+ paragraphs/).waitFor();
    await workbench.command('Parallel Text: Focus on Pairs View');
    await workbench.collapseSection('Speakers');
    for (const [line, reviewed] of [
      [2, 1],
      [4, 2],
    ]) {
      await workbench.goTo(sample, line);
      await keyboard.press('Control+k');
      await keyboard.press('a');
      await workbench.statusBarItem(new RegExp(`${reviewed}/\\d+ reviewed`)).waitFor();
    }
    await workbench.goTo(sample, 11);
    await keyboard.press('Control+k');
    await keyboard.press('q');
    const input = workbench.page.locator('.quick-input-widget:visible input[aria-label^="Flag This Pair"]').first();
    await input.fill('“Lanterns”, as in the headline?');
    await keyboard.press('Enter');
    await workbench.statusBarItem(/3\/\d+ reviewed, 1 open/).waitFor();
    // What is to be reviewed next.
    await workbench.statusBarItem(/Ln 15,/).waitFor();
    await workbench.goTo(sample, 2);
    await workbench.picture(file);
  } finally {
    await workbench.close();
  }
}

const pictures: Readonly<Record<string, (file: string) => Promise<void>>> = {
  light: (file) => pairs('light', file),
  dark: (file) => pairs('dark', file),
  'high-contrast': (file) => pairs('high-contrast', file),
  speakers,
  reading,
  review,
};

/** Fewer colours, a third of the size: the pictures are part of the package. Without pngquant they stay as they are. */
function shrink(file: string): void {
  const quantise = () => spawnSync('pngquant', ['--force', '--ext', '.png', '--quality', '65-95', file]);
  if (quantise().error && mayInstall()) {
    aptInstall(['pngquant']);
    quantise();
  }
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in pictures));
if (unknown.length) {
  console.error(`There is no picture ${unknown.join(', ')}; there are ${Object.keys(pictures).join(', ')}.`);
  process.exit(2);
}
for (const name of named.length ? named : ['light', 'speakers', 'reading', 'review']) {
  const file = path.join(root, `media/screenshot-${name}.png`);
  await pictures[name](file);
  shrink(file);
  console.log(path.relative(root, file));
}
