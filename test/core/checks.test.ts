import * as assert from 'node:assert/strict';
import type { ArticleCheck } from '../../src/core/checks/check';
import { checks } from '../../src/core/checks/index';
import { runChecks } from '../../src/core/checks/run';
import { defaultSettings, type Settings } from '../../src/core/settings';
import { allBundles } from '../../src/messages';
import { articleOf, findingsOf, lexicon, PAIRS, textOf } from './fixture';

const settings = (severity: Settings['severity']): Settings => ({ ...defaultSettings, severity });

/** A text with one heading, one dateline and one paragraph that nobody translated. */
const LINES = [
  '茶园的春天',
  '2024年5月12日',
  ...PAIRS.slice(0, 3).flatMap(({ zh, en }) => [zh, en]),
  PAIRS[11].zh,
  ...PAIRS.slice(3, 6).flatMap(({ zh, en }) => [zh, en]),
  '来源：白石日报',
];
const TEXT = LINES.join('\n');
const article = articleOf(TEXT);
const input = { ...article, lexicon: lexicon(), settings: defaultSettings, glossary: undefined };

/** A check that finds the first and the second segment, with the anchors that it is given. */
function made(code: string, anchors: readonly string[]): ArticleCheck {
  return {
    scope: 'article',
    code,
    severity: 'warning',
    *find({ segments }) {
      for (const [at, anchor] of anchors.entries()) {
        const { span } = segments[at];
        yield { side: 'zh', span, message: { key: 'unaligned.zh', args: {} }, related: [], anchor };
      }
    },
  };
}

suite('checks', () => {
  test('unaligned: severity by role, and nothing for a source line', () => {
    assert.deepEqual(findingsOf(article), [
      '1 information unaligned',
      '2 information unaligned',
      '9 warning unaligned',
    ]);
  });

  test('unaligned: the linked neighbours are related', () => {
    const [heading, , paragraph] = article.findings;
    assert.equal(textOf(article.sources, paragraph.span), PAIRS[11].zh);
    assert.deepEqual(
      paragraph.related.map(({ side, span, message }) => [side, textOf(article.sources, span), message.key]),
      [
        ['en', PAIRS[2].en, 'unaligned.before'],
        ['zh', PAIRS[3].zh, 'unaligned.after'],
      ],
    );
    assert.deepEqual(
      heading.related.map(({ message }) => message.key),
      ['unaligned.after'],
    );
  });

  test('unaligned: neighbours are looked for in the same text', () => {
    const two = articleOf([
      PAIRS.slice(0, 5)
        .map(({ zh }) => zh)
        .join('\n'),
      [PAIRS[11], ...PAIRS.slice(0, 5)].map(({ en }) => en).join('\n'),
    ]);
    const [finding] = two.findings.filter(({ severity }) => severity === 'warning');
    assert.equal(finding.side, 'en');
    assert.deepEqual(
      finding.related.map(({ span }) => span.source),
      [1],
    );
  });

  test('off', () => {
    assert.deepEqual(articleOf(TEXT, { settings: settings({ unaligned: 'off' }) }).findings, []);
  });

  test('what was dismissed is left out, and only that', () => {
    const first = article.findings[0];
    const { findings } = runChecks(
      { ...input, settings: { ...defaultSettings, dismissed: [first.fingerprint] } },
      checks,
    );
    assert.deepEqual(findings, article.findings.slice(1));
  });

  test('a severity of the user’s own keeps what is milder milder', () => {
    const severities = (wanted: 'error' | 'warning' | 'information' | 'hint') =>
      articleOf(TEXT, { settings: settings({ unaligned: wanted }) }).findings.map(({ severity }) => severity);
    assert.deepEqual(severities('error'), ['warning', 'warning', 'error']);
    assert.deepEqual(severities('warning'), ['information', 'information', 'warning']);
    assert.deepEqual(severities('information'), ['hint', 'hint', 'information']);
    assert.deepEqual(severities('hint'), ['hint', 'hint', 'hint']);
  });

  test('a setting for a check that does not exist does nothing', () => {
    assert.equal(articleOf(TEXT, { settings: settings({ 'no-such-check': 'error' }) }).findings.length, 3);
  });

  test('a check that throws is reported, and the others run', () => {
    const fault = new Error('at the second finding');
    const broken: ArticleCheck = {
      ...made('broken', ['a']),
      *find(all) {
        yield* made('broken', ['a']).find(all);
        throw fault;
      },
    };
    const { findings, failures } = runChecks(input, [broken, made('sound', ['a', 'b'])]);
    assert.deepEqual(failures, [{ code: 'broken', error: fault }]);
    assert.deepEqual(
      findings.filter(({ code }) => code === 'sound').map(({ fingerprint }) => fingerprint),
      ['sound:a', 'sound:b'],
    );
  });

  test('findings of several checks stand in the order of the text', () => {
    const { findings } = runChecks(input, [made('late', ['a', 'b']), made('early', ['a'])]);
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['late', 'early', 'late'],
    );
  });

  test('fingerprints are unique even where anchors are not', () => {
    const { findings } = runChecks(input, [made('one', ['same', 'same', 'same']), made('two', ['same'])]);
    assert.equal(new Set(findings.map(({ fingerprint }) => fingerprint)).size, 4);
    const copies = articleOf(
      [...LINES, '这一段没有人翻译过。', '这一段没有人翻译过。', '这一段没有人翻译过。'].join('\n'),
    );
    assert.equal(new Set(copies.findings.map(({ fingerprint }) => fingerprint)).size, copies.findings.length);
  });

  test('fingerprints stay when text above moves', () => {
    const prints = (text: string) =>
      articleOf(text)
        .findings.filter(({ severity }) => severity === 'warning')
        .map(({ fingerprint }) => fingerprint);
    const before = prints(TEXT);
    assert.equal(before.length, 1);
    assert.deepEqual(prints(`\n\r\n\n${TEXT}`), before);
    const { zh, en } = PAIRS[8];
    assert.deepEqual(prints([...LINES.slice(0, 2), zh, en, ...LINES.slice(2)].join('\n')), before);
    assert.deepEqual(prints(TEXT.replaceAll('\n', '\r\n')), before);
  });

  test('codes are unique kebab-case; every message and fix has words', () => {
    assert.equal(new Set(checks.map(({ code }) => code)).size, checks.length);
    for (const { code } of checks) assert.match(code, /^[a-z]+(-[a-z]+)*$/);
    for (const { message, related, fixes } of article.findings) {
      for (const { key } of [message, ...related.map((one) => one.message), ...fixes.map(({ title }) => title)])
        for (const bundle of Object.values(allBundles)) assert.ok(bundle[key], key);
    }
  });
});
