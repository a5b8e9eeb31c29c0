/**
 * The pages of the checks, docs/checks/CODE.md, are their fixtures: every example on them is analysed, and what is
 * reported, where, in which words, and what the fix makes of the text is compared with what the page says.
 *
 * An example is a block ```bitext, optionally with settings as JSON after the word, perhaps ```csv glossary before it.
 * ‹ › in it mark stretches. After it stands `Nothing is reported.`, or a list: `- warning on ‹3,000›, with ‹两千›: words`.
 * A block ```bitext fixed is the text after the first edit of every finding was made.
 */
import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { checks } from '../../src/core/checks';
import { glossaryOf, readGlossary } from '../../src/core/glossary/read';
import type { Article } from '../../src/core/model';
import { defaultSettings, settingsFrom } from '../../src/core/settings';
import { wording } from '../../src/messages';
import { applied, articleOf, textOf } from './fixture';

const FOLDER = path.resolve(import.meta.dirname, '../../docs/checks');

interface Example {
  readonly title: string;
  readonly marked: string;
  readonly settings: Record<string, unknown>;
  readonly glossary: string | undefined;
  readonly expected: readonly string[];
  readonly fixed: string | undefined;
}

/** The examples of a page; what cannot be read as one is a fault of the page. */
function examplesOf(page: string): Example[] {
  const blocks = [...page.matchAll(/^```(\w+) ?([^\n]*)\n([\s\S]*?)^```$/gm)];
  const examples: Example[] = [];
  let glossary: string | undefined;
  for (const [at, { 0: whole, 1: kind, 2: info, 3: text, index }] of blocks.entries()) {
    if (info === 'glossary') glossary = text;
    if (kind !== 'bitext' || info === 'fixed') continue;
    const next = blocks[at + 1];
    const prose = page.slice(index + whole.length, next?.index ?? page.length);
    const expected = [...prose.matchAll(/^- (?=error|warning|information|hint)(.+)$/gm)].map(([, line]) => line);
    assert.ok(expected.length || /^Nothing is reported\./m.test(prose), `an example without its findings:\n${text}`);
    const before = page.slice(0, index).split('\n');
    examples.push({
      title:
        before
          .filter((line) => /^\*\*.+\*\*$|^#/.test(line))
          .at(-1)
          ?.replace(/[*#]/g, '')
          .trim() ?? '',
      marked: text.replace(/\n$/, ''),
      settings: info ? JSON.parse(info) : {},
      glossary,
      expected,
      fixed: next?.[2] === 'fixed' ? next[3].replace(/\n$/, '') : undefined,
    });
    glossary = undefined;
  }
  return examples;
}

/** A text without its marks, and the marked stretches. */
function unmarked(marked: string): { text: string; marks: { start: number; end: number }[] } {
  const marks: { start: number; end: number }[] = [];
  let text = '';
  for (const part of marked.split(/([‹›])/)) {
    if (part === '‹') marks.push({ start: text.length, end: -1 });
    else if (part === '›') marks[marks.length - 1].end = text.length;
    else text += part;
  }
  return { text, marks };
}

/** What was reported, as the pages write it. */
function reported(article: Article, code: string): string[] {
  const words = wording('en');
  const quote = (span: Article['findings'][number]['span']) => `‹${textOf(article.sources, span)}›`;
  return article.findings
    .filter((finding) => finding.code === code)
    .map(({ severity, span, related, message }) => {
      const others = related.length ? `, with ${related.map((one) => quote(one.span)).join(' and ')}` : '';
      return `${severity} on ${quote(span)}${others}: ${words(message)}`;
    });
}

suite('pages of the checks', () => {
  const pages = fs.readdirSync(FOLDER).filter((name) => name.endsWith('.md') && name !== 'README.md');

  test('every check has a page, in both languages, and every page a check', () => {
    assert.deepEqual(pages.map((name) => name.replace('.md', '')).sort(), checks.map(({ code }) => code).sort());
    for (const name of pages) {
      const page = fs.readFileSync(path.join(FOLDER, name), 'utf8');
      assert.ok(page.startsWith(`# ${name.replace('.md', '')}\n`), name);
      assert.match(page.replace(/^```[\s\S]*?^```$/gm, ''), /\p{Script=Han}{8}/u, name);
    }
  });

  for (const name of pages) {
    const code = name.replace('.md', '');
    const examples = examplesOf(fs.readFileSync(path.join(FOLDER, name), 'utf8'));

    test(`${code}: at least one example that is reported and one that is not`, () => {
      assert.ok(examples.some(({ expected }) => expected.length));
      assert.ok(examples.some(({ expected }) => !expected.length));
    });

    for (const { title, marked, settings: own, glossary: terms, expected, fixed } of examples) {
      test(`${code}: ${title}`, () => {
        const { text, marks } = unmarked(marked);
        const { settings, wrong } = settingsFrom((key) => own[key] ?? defaultSettings[key]);
        assert.deepEqual(wrong, []);
        const glossary = terms === undefined ? undefined : readGlossary('glossary.csv', terms);
        assert.deepEqual(glossary?.problems ?? [], []);
        const article = articleOf(text, { settings, scope: 'include', glossary: glossary && glossaryOf([glossary]) });
        assert.deepEqual(article.failures, []);
        assert.deepEqual(reported(article, code), expected);
        const findings = article.findings.filter((finding) => finding.code === code);
        const isMarked = ({ start, end }: { start: number; end: number }) =>
          marks.some((mark) => mark.start === start && mark.end === end);
        for (const { span, related } of findings) {
          for (const place of [span, ...related.map((one) => one.span)]) {
            // Whole paragraphs, given for orientation, need no marks.
            const whole = article.segments.some(
              (segment) => segment.span.start === place.start && segment.span.end === place.end,
            );
            assert.ok(isMarked(place) || whole, `not marked: ${textOf(article.sources, place)}`);
          }
        }
        if (fixed === undefined) return;
        const edits = findings.flatMap(({ fixes }) => fixes.find(({ kind }) => kind === 'edit') ?? []);
        assert.equal(
          applied(
            text,
            edits.flatMap((fix) => (fix.kind === 'edit' ? fix.edits : [])),
          ),
          fixed,
        );
      });
    }
  }
});
