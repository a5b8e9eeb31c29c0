/** Whatever the text: nothing throws, and what is reported holds together. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { costOf } from './cost.ts';
import { applied, articleOf, PAIRS } from './fixture';
import { everything, faultsOf, type HostileText, hostileText } from './hostile';

const read = ({ text, format }: HostileText, more: Parameters<typeof articleOf>[1] = {}) =>
  articleOf(text, { settings: everything, scope: 'include', format, ...more });
const textsOf = ({ text }: HostileText) => (typeof text === 'string' ? [text] : text);
const withTexts = (texts: readonly string[], { format }: HostileText): HostileText => ({
  text: texts.length === 1 ? texts[0] : [texts[0], texts[1]],
  format,
});

suite('hostile texts', () => {
  test('no check throws; places, fixes, messages and fingerprints are sound', () => {
    fc.assert(
      fc.property(hostileText, (hostile) => assert.deepEqual(faultsOf(read(hostile)), [])),
      { seed: 7, numRuns: 150 },
    );
  }).timeout(120_000);

  test('findings are the same ones further down', () => {
    const prose = hostileText.filter(
      (hostile) => hostile.format === 'prose' && textsOf(hostile).every((text) => !text.startsWith('\ufeff')),
    );
    fc.assert(
      fc.property(prose, (hostile) => {
        const article = read(hostile);
        const lower = withTexts(
          textsOf(hostile).map((text) => `\n\n\n${text}`),
          hostile,
        );
        const moved = read(lower, { statistics: article.statistics });
        const names = ({ findings }: typeof article) => findings.map(({ fingerprint }) => fingerprint);
        assert.deepEqual(names(moved), names(article));
      }),
      { seed: 11, numRuns: 40 },
    );
  }).timeout(120_000);

  test('a fix that was made is not offered again', () => {
    // Where both ways of writing count as wrong, as with this threshold, mending one leaves the other.
    const asked = new Set(['cjk-spacing', 'quote-style']);
    fc.assert(
      fc.property(hostileText, fc.nat(100), (hostile, which) => {
        const article = read(hostile);
        const found = article.findings.filter(
          ({ code, fixes }) => !asked.has(code) && fixes.some(({ kind, at }) => kind === 'edit' && !at),
        );
        if (!found.length) return;
        const { code, fingerprint, fixes } = found[which % found.length];
        const fix = fixes.find(({ kind, at }) => kind === 'edit' && !at);
        const edits = fix?.kind === 'edit' ? fix.edits : [];
        const texts = textsOf(hostile).map((text, source) =>
          applied(
            text,
            edits.filter(({ span }) => span.source === source),
          ),
        );
        const after = read(withTexts(texts, hostile), { statistics: article.statistics });
        const again = after.findings.find((one) => one.fingerprint === fingerprint);
        assert.ok(!again?.fixes.some(({ kind }) => kind === 'edit'), code);
      }),
      { seed: 3, numRuns: 40 },
    );
  }).timeout(120_000);

  const LONG: Readonly<Record<string, string>> = {
    'short sentences in one paragraph': '好。'.repeat(100_000),
    'one fault over and over': `${PAIRS[0].zh}\n${'a  '.repeat(100_000)}`,
    'short lines without a counterpart': 'a\n'.repeat(60_000),
    'labels alone on their lines': '记者：\n'.repeat(20_000),
    'one title after the other': `${PAIRS[0].zh}\n${PAIRS[0].en} ${'MR. '.repeat(40_000)}`,
    'one run of capitals': `${PAIRS[0].zh}\n${PAIRS[0].en} ${'A'.repeat(60_000)}`,
    'a word in many rows': '茶\ttea\n'.repeat(5000),
  };
  for (const [name, text] of Object.entries(LONG)) {
    test(`long: ${name}`, () => {
      const analyse = () => assert.deepEqual(articleOf(text, { settings: everything, scope: 'include' }).failures, []);
      const cost = costOf(analyse, 1);
      // Cost that grows with the square of the length is a minute and more.
      assert.ok(cost < 15_000, `${cost} ms`);
    }).timeout(300_000);
  }
});
