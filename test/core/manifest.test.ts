/** package.json, the code, both languages of the manifest and both message bundles are in step. */
import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { checks } from '../../src/core/checks';
import { defaultSettings } from '../../src/core/settings';
import {
  ARTICLE_LANGUAGE,
  COMMENTS,
  colorIds,
  commandIds,
  contextKeys,
  HUES,
  hueColors,
  innerCommandIds,
  panelIds,
  READING_SCHEME,
  viewIds,
} from '../../src/editor/names';
import { allBundles } from '../../src/messages';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const json = (file: string) => JSON.parse(read(file));
const manifest = json('package.json');
const { contributes } = manifest;

/** All strings in a value of JSON. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

function sourceFiles(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name));
}

suite('manifest', () => {
  test('the settings are those of the code, with the same defaults', () => {
    const declared = Object.entries<{ default: unknown; scope: string }>(contributes.configuration.properties);
    assert.deepEqual(
      Object.fromEntries(declared.map(([key, { default: value }]) => [key.replace('parallelText.', ''), value])),
      defaultSettings,
    );
    // Both can be set for a folder; the second also for a language of the editor.
    for (const [key, { scope }] of declared) assert.match(scope, /^(resource|language-overridable)$/, key);
  });

  test('the severities that can be set are those of the checks, with the same defaults', () => {
    const { properties, additionalProperties } = contributes.configuration.properties['parallelText.severity'];
    assert.deepEqual(Object.keys(properties).sort(), checks.map(({ code }) => code).sort());
    assert.equal(additionalProperties, false);
    for (const { code, severity } of checks) {
      assert.equal(properties[code].default, severity, code);
      assert.deepEqual(properties[code].enum, ['error', 'warning', 'information', 'hint', 'off'], code);
      assert.equal(properties[code].enumDescriptions.length, 5, code);
      assert.equal(properties[code].description, `%setting.severity.${code}%`);
    }
  });

  test('the commands are those of the code', () => {
    const ids = Object.values(commandIds).sort();
    const declared = contributes.commands.map(({ command }: { command: string }) => command);
    assert.deepEqual([...declared].sort(), ids);
    const used = [contributes.keybindings, ...Object.values<{ command: string }[]>(contributes.menus)]
      .flat()
      .map(({ command }: { command: string }) => command);
    for (const command of used) assert.ok(ids.includes(command as never), command);
    for (const inner of Object.values(innerCommandIds)) assert.ok(!declared.includes(inner), inner);
  });

  test('every command has its place in the palette: offered where it can do something', () => {
    const palette = contributes.menus.commandPalette.map(({ command }: { command: string }) => command);
    assert.deepEqual([...palette].sort(), Object.values(commandIds).sort());
  });

  test('the views are those of the code, and their conditions name nothing else', () => {
    const views = Object.values<{ id: string }[]>(contributes.views).flat();
    assert.deepEqual(views.map(({ id }) => id).sort(), Object.values(viewIds).sort());
    const containers = contributes.viewsContainers.activitybar.map(({ id }: { id: string }) => id);
    assert.deepEqual(containers, Object.keys(contributes.views));
    const menus = Object.values<{ when?: string }[]>(contributes.menus).flat();
    const conditions = [...menus, ...contributes.viewsWelcome, ...contributes.keybindings].map(
      ({ when }) => when ?? '',
    );
    const known: readonly string[] = [
      ...Object.values(contextKeys),
      ...Object.values(viewIds),
      ...Object.values(panelIds),
      COMMENTS,
    ];
    for (const [name] of conditions.join(' ').matchAll(/parallelText\.\w+/g)) assert.ok(known.includes(name), name);
    for (const { view, contents } of contributes.viewsWelcome) {
      assert.ok(Object.values(viewIds).includes(view), view);
      for (const file of ['package.nls.json', 'package.nls.zh-cn.json']) {
        const text: string = json(file)[contents.replaceAll('%', '')];
        for (const [, id] of text.matchAll(/\(command:([\w.]+)\)/g)) {
          assert.ok(Object.values(commandIds).includes(id as never), id);
        }
      }
    }
  });

  test('what comes back with the window starts the extension', () => {
    const events: readonly string[] = manifest.activationEvents;
    for (const id of Object.values(panelIds)) assert.ok(events.includes(`onWebviewPanel:${id}`), id);
    assert.ok(events.includes(`onFileSystem:${READING_SCHEME}`));
  });

  test('keys work on articles only', () => {
    for (const { command, when, key, mac } of contributes.keybindings) {
      assert.ok(when.includes(contextKeys.isArticle) && when.includes('editorTextFocus'), command);
      assert.ok(key && mac, command);
    }
    const keys = contributes.keybindings.map(({ key }: { key: string }) => key);
    assert.equal(new Set(keys).size, keys.length);
  });

  test('the colours are those of the code, with defaults for every kind of theme', () => {
    const ids = [
      ...Array.from({ length: HUES }, (_, hue) => colorIds.group(hue)),
      colorIds.current,
      colorIds.unaligned,
    ];
    assert.deepEqual(contributes.colors.map(({ id }: { id: string }) => id).sort(), ids.sort());
    const hues = contributes.colors.filter(({ id }: { id: string }) => /group\d$/.test(id));
    assert.deepEqual(
      hues.map(({ defaults: { light, dark } }: { defaults: { light: string; dark: string } }) => ({ light, dark })),
      hueColors,
    );
    for (const { id, defaults } of contributes.colors) {
      assert.deepEqual(Object.keys(defaults).sort(), ['dark', 'highContrast', 'highContrastLight', 'light'], id);
    }
  });

  test('the language, its grammar and its defaults are there', () => {
    const [language] = contributes.languages;
    assert.equal(language.id, ARTICLE_LANGUAGE);
    for (const grammar of contributes.grammars) assert.equal(json(grammar.path).scopeName, grammar.scopeName);
    const { wordPattern, brackets } = json(language.configuration);
    const word = new RegExp(wordPattern.pattern, `${wordPattern.flags}y`);
    assert.equal(word.exec('state-of-the-art.')?.[0], 'state-of-the-art');
    assert.ok(brackets.some(([open]: string[]) => open === '《'));
    const defaults = Object.keys(contributes.configurationDefaults[`[${ARTICLE_LANGUAGE}]`]);
    const offered = [...read('src/editor/features/articleLanguage.ts').matchAll(/'(editor\.(?!offer)[\w.]+)'/g)];
    assert.deepEqual(offered.map(([, key]) => key).sort(), defaults.sort());
  });

  test('every text of the manifest is there in both languages, and no other', () => {
    const used = strings(manifest).flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []);
    const expected = [...new Set(used)].sort();
    for (const file of ['package.nls.json', 'package.nls.zh-cn.json']) {
      assert.deepEqual(Object.keys(json(file)).sort(), expected, file);
    }
  });

  test('the message bundles have the same keys and the same arguments', () => {
    const args = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const { en, 'zh-cn': zhCn } = allBundles;
    assert.deepEqual(Object.keys(zhCn).sort(), Object.keys(en).sort());
    for (const [key, text] of Object.entries(en))
      assert.deepEqual([...new Set(args(zhCn[key]))], [...new Set(args(text))], key);
  });

  test('every text of the editor layer is used, and none stands in the code itself', () => {
    const code = sourceFiles('src/editor').map(read).join('\n');
    for (const key of Object.keys(allBundles.en).filter((each) => each.startsWith('editor.'))) {
      const family = `\`${key.slice(0, key.lastIndexOf('.'))}.$`;
      assert.ok(code.includes(`'${key}'`) || code.includes(family), key);
    }
    assert.doesNotMatch(code, /show(?:Information|Warning|Error)Message\(\s*['"`]/);
    assert.doesNotMatch(code, /\p{Script=Han}{2}/u);
  });
});
