/**
 * `npm run screenshot [-- light|dark|high-contrast …]`: opens a sample in a real workbench and takes the pictures of
 * README.md, media/screenshot-<theme>.png, light and dark unless named: decorations, hover, Problems and Outline.
 */
import path from 'node:path';
import { root } from './vscode-host.mts';
import { themes, Workbench } from './workbench.mts';

type Theme = keyof typeof themes;

const settings = { 'editor.minimap.enabled': false, 'editor.fontSize': 13 };
const sample = 'news.zh-en.txt';
const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in themes));
if (unknown.length) {
  console.error(`There is no theme ${unknown.join(', ')}; there are ${Object.keys(themes).join(', ')}.`);
  process.exit(2);
}

for (const theme of named.length ? (named as Theme[]) : (['light', 'dark'] as const)) {
  const workbench = await Workbench.open({ sample, theme, viewport: { width: 1400, height: 900 }, settings });
  try {
    const file = path.join(root, `media/screenshot-${theme}.png`);
    await workbench.outline(/./);
    await workbench.collapseSection('samples');
    await workbench.problem(/./);
    await workbench.resizePanel(180);
    await workbench.goTo(sample, 9);
    await workbench.hover(workbench.text(sample, 'downstream city'), '沈怀川');
    await workbench.picture(file);
    console.log(path.relative(root, file));
  } finally {
    await workbench.close();
  }
}
