/** What we write, read by Debian's translate-toolkit (TMX) and by libxml2 (XLIFF). */
import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { type Bitext, writeTmx, writeXliff } from '../../src/core';
import { anyBitext, inXml, withoutLone, words } from './exchange';

suite('translate-toolkit', () => {
  let read: { tmx: unknown; xliff: unknown; toolkit: unknown };
  let bitext: Bitext;

  suiteSetup(async function () {
    this.timeout(300_000);
    const { ensureTranslateToolkit } = await import('../../scripts/translate-toolkit.mts');
    const python = ensureTranslateToolkit();
    if (!python) {
      console.log('    translate-toolkit is not installed, and can only be installed by root on Debian: left out');
      this.skip();
    }
    // One bitext of many, so that Python starts once.
    const all = fc.sample(anyBitext, { seed: 11, numRuns: 150 });
    const units = all.flatMap((each) => each.units).map((unit, at) => ({ ...unit, id: `u${at}`, paragraph: at }));
    const order = { zh: 0, en: 0 };
    const placed = units.map(({ zh, en, ...unit }) => ({
      ...unit,
      zh: zh && { ...zh, order: ++order.zh },
      en: en && { ...en, order: ++order.en },
    }));
    bitext = { ...all[0], source: 'zh', level: 'paragraph', units: placed };
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parallel-text-'));
    try {
      const files = ['a.tmx', 'a.xlf'].map((name) => path.join(folder, name));
      fs.writeFileSync(files[0], writeTmx([bitext], { version: '1', date: '2026-03-04T05:06:07Z', words }).text);
      fs.writeFileSync(files[1], writeXliff([bitext], { words }).text);
      const script = path.join(__dirname, 'exchange-readers.py');
      read = JSON.parse(execFileSync(python, [script, ...files], { encoding: 'utf8', maxBuffer: 1 << 28 }));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  test('reads the texts of our TMX', () => {
    // The toolkit takes the first variant for the source where there is only one.
    assert.deepEqual(
      read.tmx,
      bitext.units.map(({ zh, en }) => (zh && en ? [inXml(zh.text), inXml(en.text)] : [inXml((zh ?? en)!.text), null])),
    );
  });

  /** Segments as they are written, characters that are `<cp>` elements left out. */
  const segments = () => {
    const plain = (text: string) =>
      inXml(withoutLone(text).replaceAll('\ufffd', MARK)).replaceAll('\ufffd', '').replaceAll(MARK, '\ufffd');
    return bitext.units.map(({ zh, en }) => [zh ? plain(zh.text) : '', en ? plain(en.text) || null : null]);
  };
  // Stands for U+FFFD that is no replacement of a control.
  const MARK = '\ue000\ue001';

  test('libxml2, which it brings, reads the texts of our XLIFF', () => {
    assert.deepEqual(
      (read.xliff as (string | null)[][]).map(([zh, en]) => [zh, en || null]),
      segments(),
    );
  });

  test('reads the texts of our XLIFF, where its version knows XLIFF 2', function () {
    // Version 3.8 of Debian 12 reads XLIFF 1.x only.
    if (read.toolkit === null) this.skip();
    // It takes white space lightly; the words must be there.
    const words = (rows: unknown) => JSON.parse(JSON.stringify(rows).replace(/(?:\\[nrt]|\s)+/g, ' '));
    assert.deepEqual(words(read.toolkit), words(segments()));
  });
});
