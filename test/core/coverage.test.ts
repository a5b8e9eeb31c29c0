import * as assert from 'node:assert/strict';
import type { Article, Edit } from '../../src/core/model';
import { articleOf, PAIRS, textOf } from './fixture';

const USED = PAIRS.slice(0, 10);
const FOREIGN = 'Bees dance in the dark of the hive to tell their sisters how far away the flowers are and how rich.';

/** Puts a fault into the pair at a place. */
type Fault = (lines: string[][], at: number) => string[][];

const faults: Readonly<Record<string, { readonly code: string; readonly make: Fault; readonly mended: boolean }>> = {
  'a duplicate': {
    code: 'duplicate',
    make: (pairs, at) => pairs.flatMap((pair, k) => (k === at ? [[...pair, pair[pair.length - 1]]] : [pair])),
    mended: true,
  },
  'Chinese in the place of English': {
    code: 'untranslated',
    make: (pairs, at) => pairs.map((pair, k) => (k === at ? pair.map(() => USED[at].zh) : pair)),
    mended: false,
  },
  'no English': {
    code: 'unaligned',
    make: (pairs, at) => pairs.map((pair, k) => (k === at ? pair.filter((text) => text !== USED[at].en) : pair)),
    mended: false,
  },
  'another text': {
    code: 'doubtful-link',
    make: (pairs, at) =>
      pairs.map((pair, k) => (k === at ? pair.map((text) => (text === USED[at].en ? FOREIGN : text)) : pair)),
    mended: false,
  },
  'neighbours swapped': {
    code: 'moved',
    make: (pairs, at) => {
      const other = { [USED[at].en]: USED[at + 1].en, [USED[at + 1].en]: USED[at].en };
      return pairs.map((pair) => pair.map((text) => other[text] ?? text));
    },
    mended: true,
  },
};

interface Layout {
  readonly zhFirst: boolean;
  readonly blank: boolean;
  readonly lineEnd: string;
}

function laidOut(pairs: string[][], { blank, lineEnd }: Layout): string {
  return pairs.flat().join(blank ? lineEnd + lineEnd : lineEnd) + lineEnd;
}

function findingsOf(article: Article): string[] {
  return article.findings.map(({ code, severity, span }) => `${severity} ${code} ${textOf(article.sources, span)}`);
}

function mend(text: string, article: Article): string {
  const edits = article.findings.flatMap(({ fixes }) => {
    const fix = fixes.find(({ kind }) => kind === 'edit');
    return fix?.kind === 'edit' ? fix.edits : [];
  });
  return [...edits]
    .sort((a: Edit, b: Edit) => b.span.start - a.span.start)
    .reduce((out, { span, text: put }) => out.slice(0, span.start) + put + out.slice(span.end), text);
}

suite('coverage', () => {
  const layouts: Layout[] = [
    { zhFirst: true, blank: true, lineEnd: '\n' },
    { zhFirst: false, blank: true, lineEnd: '\r\n' },
    { zhFirst: true, blank: false, lineEnd: '\n' },
  ];

  for (const [name, { code, make, mended }] of Object.entries(faults)) {
    test(`${name}: one finding wherever it is, ${mended ? 'and the fix mends it' : 'and no other'}`, () => {
      for (const layout of layouts) {
        const whole = USED.map(({ zh, en }) => (layout.zhFirst ? [zh, en] : [en, zh]));
        assert.deepEqual(findingsOf(articleOf(laidOut(whole, layout))), []);
        for (const at of [0, 4, USED.length - 2]) {
          const text = laidOut(make(whole, at), layout);
          const article = articleOf(text);
          const found = article.findings.map((finding) => finding.code);
          assert.deepEqual(found, [code], `${at} ${JSON.stringify(layout)}\n${findingsOf(article).join('\n')}`);
          if (mended) assert.equal(mend(text, article), laidOut(whole, layout));
        }
      }
    }).timeout(30_000);
  }

  test('an article in free order is not full of findings', () => {
    const order = [6, 2, 9, 0, 7, 4, 1, 8, 3, 5];
    const article = articleOf(USED.flatMap(({ zh }, at) => [zh, USED[order[at]].en]).join('\n\n'));
    assert.ok(article.findings.filter(({ code }) => code === 'moved').length <= 1);
  });

  test('a file that holds text in the other language', () => {
    const zh = USED.map((pair) => pair.zh).join('\n\n');
    const en = USED.map((pair, at) => (at === 4 ? pair.zh : pair.en)).join('\n\n');
    const article = articleOf([zh, en]);
    assert.deepEqual(findingsOf(article), [`warning untranslated ${USED[4].zh}`]);
    assert.equal(article.findings[0].span.source, 1);
  });

  test('two files: a line for the translation is put in once for each paragraph', () => {
    const whole = USED.map(({ zh }) => zh).join('\n\n');
    let en = USED.filter((_, at) => at !== 4 && at !== 5)
      .map((pair) => pair.en)
      .join('\n\n');
    for (const open of [2, 1, 0]) {
      const article = articleOf([whole, en]);
      assert.deepEqual(findingsOf(article), [`warning unaligned ${USED[4].zh}`, `warning unaligned ${USED[5].zh}`]);
      const fixes = article.findings.flatMap((finding) => finding.fixes.find(({ kind }) => kind === 'edit') ?? []);
      assert.equal(fixes.length, open);
      for (const fix of fixes.slice(0, 1)) {
        assert.ok(fix.kind === 'edit' && fix.edits.length === 1 && fix.edits[0].span.source === 1);
        en = en.slice(0, fix.edits[0].span.start) + fix.edits[0].text + en.slice(fix.edits[0].span.end);
      }
    }
    assert.equal(en.split('[To be translated]').length, 3);
  });
});
