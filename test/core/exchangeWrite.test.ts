/** What is written is read back by others, unit for unit, and says what was lost. */
import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Element } from '@xmldom/xmldom';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse as parseHtml } from 'parse5';
import {
  type Bitext,
  handOver,
  handOverTexts,
  type Message,
  readTmx,
  readTsv,
  writeHtml,
  writeMarkdown,
  writeTmx,
  writeTsv,
  writeXliff,
} from '../../src/core';
import { STYLE, STYLE_HASH } from '../../src/core/exchange/html';
import { wording } from '../../src/messages';
import { anyBitext, children, elements, inXml, parseXml, withoutLone, words } from './exchange';
import { articleOf, dedent, PAIRS } from './fixture';

const runs = { seed: 20260304, numRuns: 200 };
const LONG = 30_000;
const tmxOptions = { version: '1.2.3', date: '2026-03-04T05:06:07.890Z', words };
const keys = (losses: readonly Message[]) => losses.map(({ key }) => key).sort();

/** The texts of a bitext in its order. */
const texts = ({ units }: Bitext) => units.map(({ zh, en }) => ({ zh: zh?.text, en: en?.text }));

const MOVED = dedent(`
  ${PAIRS[0].zh}

  ${PAIRS[1].zh}

  ${PAIRS[2].zh}

  ${PAIRS[1].en}

  ${PAIRS[0].en}

  ${PAIRS[2].en}

  ${PAIRS[3].zh}
`);

suite('handing over', () => {
  test('every paragraph is in one unit, in the order of the Chinese; what has no counterpart stands alone', () => {
    const bitext = handOver(articleOf(MOVED), { name: 'a.txt' });
    assert.deepEqual(texts(bitext), [
      ...PAIRS.slice(0, 3).map(({ zh, en }) => ({ zh, en })),
      { zh: PAIRS[3].zh, en: undefined },
    ]);
    assert.deepEqual(
      bitext.units.map(({ zh, en, kind }) => [zh?.order, en?.order, zh?.lines, en?.lines, kind]),
      [
        [1, 2, [1], [9], 'translation'],
        [2, 1, [3], [7], 'translation'],
        [3, 3, [5], [11], 'translation'],
        [4, undefined, [13], undefined, 'unlinked'],
      ],
    );
    const [finding] = bitext.units[3].findings;
    assert.equal(finding.code, 'unaligned');
    assert.equal(finding.quote, '');
  });

  test('every sentence is in one unit; sentences of a paragraph keep what stands between them', () => {
    const article = articleOf(MOVED);
    const bitext = handOver(article, { name: 'a.txt', level: 'sentence' });
    const joined = (side: 'zh' | 'en') =>
      [...bitext.units]
        .filter((unit) => unit[side])
        .sort((a, b) => a[side]!.order - b[side]!.order)
        .map((unit) => unit[side]!.text)
        .join('');
    for (const side of ['zh', 'en'] as const) {
      const own = article.sentences.filter((sentence) => sentence.side === side);
      const whole = own.map(({ span }) => article.sources[0].text.slice(span.start, span.end)).join('');
      assert.equal(joined(side).replace(/\s/g, ''), whole.replace(/\s/g, ''));
    }
    assert.equal(new Set(bitext.units.map(({ id }) => id)).size, bitext.units.length);
  });

  test('reviews, remarks and threads go with their pair; what lost its paragraph stays', () => {
    const plain = articleOf(MOVED);
    const thread = {
      id: 't',
      side: 'zh' as const,
      resolved: true,
      comments: [{ id: 'c', author: 'Lin', at: '2026-01-02', text: '好' }],
    };
    const groups = plain.groups.map((group, at) =>
      at ? group : { ...group, review: 'flagged' as const, remark: 'why' },
    );
    const threads = [
      { ...thread, segment: plain.groups[0].en[0] },
      { ...thread, segment: undefined },
    ];
    for (const level of ['paragraph', 'sentence'] as const) {
      const bitext = handOver({ ...plain, groups, threads }, { name: 'a.txt', level });
      const flagged = bitext.units.find(({ review }) => review === 'flagged')!;
      assert.equal(flagged.remark, 'why');
      assert.ok(bitext.units.some((unit) => unit.threads.length === 1));
      assert.equal(bitext.loose.threads.length, 1);
    }
  });

  test('two aligned texts: beads in order, blank sentences nowhere', () => {
    const sentence = (text: string, line: number) => ({ text, line });
    const bitext = handOverTexts({
      name: 'zh + en',
      zh: ['一。', '二。', '', '三。'].map(sentence),
      en: ['One.', 'Two.', 'Four.'].map(sentence),
      beads: [
        { zh: [0, 1], en: [0, 1], score: 0.9 },
        { zh: [2], en: [], score: 1 },
        { zh: [3], en: [], score: 1 },
        { zh: [], en: [2], score: 1 },
      ],
    });
    assert.deepEqual(texts(bitext), [
      { zh: '一。二。', en: 'One. Two.' },
      { zh: '三。', en: undefined },
      { zh: undefined, en: 'Four.' },
    ]);
  });
});

suite('TMX', () => {
  test('comes back unit for unit from our reader and from another parser', function () {
    this.timeout(LONG);
    fc.assert(
      fc.property(fc.array(anyBitext, { maxLength: 3 }), (bitexts) => {
        const { text } = writeTmx(bitexts, tmxOptions);
        const expected = bitexts.flatMap(texts).map(({ zh, en }) => ({ zh: zh && inXml(zh), en: en && inXml(en) }));
        const read = readTmx(text);
        assert.deepEqual(read.problems, []);
        assert.deepEqual(read.kind === 'texts' && read.pairs.map(({ zh, en }) => ({ zh, en })), expected);
        const units = elements(parseXml(text), 'tu').map((tu) => {
          const of = (tag: string) =>
            elements(tu, 'tuv').find((tuv) => tuv.getAttribute('xml:lang') === tag)?.textContent ?? undefined;
          return { zh: of('zh-CN'), en: of('en') };
        });
        assert.deepEqual(units, expected);
      }),
      runs,
    );
  });

  test('the header says what it must; identifiers are unique; the original comes first', () => {
    const bitext = handOver({ ...articleOf(MOVED), source: 'en' }, { name: 'a.txt' });
    const root = parseXml(writeTmx([bitext, bitext], tmxOptions).text);
    const [header] = elements(root, 'header');
    for (const name of [
      'creationtool',
      'creationtoolversion',
      'segtype',
      'o-tmf',
      'adminlang',
      'srclang',
      'datatype',
    ]) {
      assert.ok(header.getAttribute(name), name);
    }
    assert.equal(header.getAttribute('srclang'), 'en');
    assert.equal(header.getAttribute('creationdate'), '20260304T050607Z');
    const units = elements(root, 'tu');
    assert.equal(new Set(units.map((tu) => tu.getAttribute('tuid'))).size, units.length);
    assert.equal(elements(units[0], 'tuv')[0].getAttribute('xml:lang'), 'en');
    assert.equal(
      elements(parseXml(writeTmx([{ ...bitext, source: undefined }], tmxOptions).text), 'header')[0].getAttribute(
        'srclang',
      ),
      '*all*',
    );
  });

  test('says what it cannot hold', () => {
    const bitext = handOver(articleOf(MOVED), { name: 'a.txt' });
    assert.deepEqual(keys(writeTmx([bitext], tmxOptions).losses), ['loss.order']);
    const broken = { ...bitext, units: [{ ...bitext.units[0], zh: { text: 'a\ud800\u0001b', lines: [1], order: 1 } }] };
    assert.deepEqual(writeTmx([broken], tmxOptions).losses, [
      { key: 'loss.characters', args: { format: 'TMX', count: 2 } },
    ]);
  });
});

suite('XLIFF', () => {
  /** Text of a source or target; `<cp>` is its character. */
  const content = (element: Element): string => {
    let text = '';
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 1)
        text += String.fromCharCode(Number.parseInt((child as Element).getAttribute('hex')!, 16));
      else text += child.nodeValue;
    }
    return text;
  };

  /** The rules of the core schema and of its Schematron that can apply to what we write; see docs/xliff.md. */
  const conforms = (root: Element): void => {
    const nmtoken = /^[\w.-]+$/;
    const unique = (ids: readonly (string | null)[]) => {
      for (const id of ids) assert.match(id!, nmtoken);
      assert.equal(new Set(ids).size, ids.length);
    };
    assert.equal(root.nodeName, 'xliff');
    assert.equal(root.getAttribute('version'), '2.1');
    assert.ok(root.getAttribute('srcLang') && root.getAttribute('trgLang'));
    assert.equal(root.getAttribute('xml:space'), 'preserve');
    const files = children(root);
    assert.ok(files.length > 0);
    unique(files.map((file) => file.getAttribute('id')));
    for (const file of files) {
      const parts = children(file).map(({ nodeName }) => nodeName);
      assert.match(parts.join(' '), /^(?:notes )?unit(?: unit)*$/);
      const units = elements(file, 'unit');
      unique(units.map((unit) => unit.getAttribute('id')));
      for (const unit of units) {
        const names = children(unit).map(({ nodeName }) => nodeName);
        assert.match(names.join(' '), /^(?:mda:metadata )?(?:notes )?segment(?: ignorable segment)*$/);
        unique(elements(unit, 'note').map((note) => note.getAttribute('id')));
        for (const note of elements(unit, 'note'))
          assert.match(note.getAttribute('appliesTo') ?? 'source', /^(?:source|target)$/);
        unique(elements(unit, 'segment').flatMap((segment) => segment.getAttribute('id') ?? []));
        const holders = children(unit).filter(({ nodeName }) => /^(?:segment|ignorable)$/.test(nodeName));
        const orders: number[] = [];
        holders.forEach((holder, at) => {
          assert.match(
            children(holder)
              .map(({ nodeName }) => nodeName)
              .join(' '),
            /^source(?: target)?$/,
          );
          const target = children(holder)[1] as Element | undefined;
          if (target) orders.push(Number(target.getAttribute('order') ?? at + 1));
          const state = holder.getAttribute('state') ?? 'initial';
          assert.match(state, /^(?:initial|translated|reviewed|final)$/);
          if (state !== 'initial') assert.ok(target);
          if (holder.getAttribute('subState')) assert.match(holder.getAttribute('subState')!, /^[^\s:]+:[^\s:]+$/);
          if (target?.hasAttribute('order')) {
            const taken = holders.some((each) => children(each)[1]?.getAttribute('order') === String(at + 1));
            assert.ok(taken, 'a place that a target leaves is taken by another');
          }
        });
        assert.equal(new Set(orders).size, orders.length);
        for (const order of orders) assert.ok(order >= 1 && order <= holders.length);
        for (const cp of elements(unit, 'cp')) assert.match(cp.getAttribute('hex')!, /^[0-9A-F]{4}$/);
      }
    }
  };

  test('conforms, and another parser reads every text back, and the order of the translation', function () {
    this.timeout(LONG);
    fc.assert(
      fc.property(fc.array(anyBitext, { maxLength: 3 }), (bitexts) => {
        const root = parseXml(writeXliff(bitexts, { words }).text);
        conforms(root);
        const source = root.getAttribute('srcLang') === 'en' ? 'en' : 'zh';
        const target = source === 'zh' ? 'en' : 'zh';
        const files = bitexts.length ? elements(root, 'file') : [];
        files.forEach((file, at) => {
          const sources: string[] = [];
          const targets: string[] = [];
          for (const unit of elements(file, 'unit')) {
            const placed: [number, string][] = [];
            children(unit)
              .filter(({ nodeName }) => /^(?:segment|ignorable)$/.test(nodeName))
              .forEach((holder, place) => {
                if (holder.nodeName !== 'segment') return;
                const [from, to] = children(holder);
                if (content(from) !== '') sources.push(content(from));
                if (to) placed.push([Number(to.getAttribute('order') ?? place + 1), content(to)]);
              });
            targets.push(...placed.sort((a, b) => a[0] - b[0]).map(([, text]) => text));
          }
          const along = (side: 'zh' | 'en') =>
            bitexts[at].units
              .filter((unit) => unit[side])
              .sort((a, b) => a[side]!.order - b[side]!.order)
              .map((unit) => withoutLone(unit[side]!.text));
          assert.deepEqual(sources, along(source));
          assert.deepEqual(targets, along(target));
        });
      }),
      runs,
    );
  });

  test('paragraphs that changed places are one unit with the order; the others a unit each', () => {
    const root = parseXml(writeXliff([handOver(articleOf(MOVED), { name: 'a.txt' })], { words }).text);
    const orders = elements(root, 'unit').map((unit) =>
      elements(unit, 'target').map((target) => target.getAttribute('order')),
    );
    assert.deepEqual(orders, [['3', null, '1'], [null], []]);
  });

  test('states follow the review', () => {
    const { units, ...rest } = handOver(articleOf(MOVED), { name: 'a.txt' });
    const state = (change: Partial<(typeof units)[0]>) => {
      const root = parseXml(writeXliff([{ ...rest, units: [{ ...units[0], ...change }] }], { words }).text);
      const [segment] = elements(root, 'segment');
      return `${segment.getAttribute('state')} ${segment.getAttribute('subState') ?? ''}`.trim();
    };
    const open = { side: 'zh' as const, resolved: false, comments: [{ id: 'c', author: '', at: '', text: 'x' }] };
    assert.equal(state({}), 'translated');
    assert.equal(state({ en: undefined }), 'initial');
    assert.equal(state({ review: 'flagged' }), 'translated parallel-text:flagged');
    assert.equal(state({ review: 'changed' }), 'translated parallel-text:changed');
    assert.equal(state({ review: 'approved' }), 'final parallel-text:approved');
    assert.equal(state({ review: 'approved', threads: [open] }), 'reviewed parallel-text:approved');
    assert.equal(state({ review: 'approved', threads: [{ ...open, resolved: true }] }), 'final parallel-text:approved');
  });

  test('says what it cannot hold', () => {
    const bitext = handOver(articleOf(MOVED), { name: 'a.txt' });
    assert.deepEqual(keys(writeXliff([bitext], { words }).losses), ['loss.source']);
    assert.deepEqual(keys(writeXliff([{ ...bitext, source: 'zh' }], { words }).losses), []);
  });
});

suite('TSV', () => {
  test('comes back unit for unit, and csv-parse sees the same cells with and without quoting', function () {
    this.timeout(LONG);
    fc.assert(
      fc.property(fc.array(anyBitext, { maxLength: 3 }), fc.boolean(), (bitexts, byteOrderMark) => {
        const { text } = writeTsv(bitexts, { words, byteOrderMark });
        assert.equal(text.startsWith('\ufeff'), byteOrderMark);
        const read = readTsv(text);
        assert.deepEqual(read.problems, []);
        assert.deepEqual(
          read.pairs.map(({ zh, en }) => ({ zh, en })),
          bitexts.flatMap(texts),
        );
        // What UTF-8 makes of it is the same: nothing is lost on the way.
        assert.equal(Buffer.from(text, 'utf8').toString('utf8'), text);
        const lines = text.replace(/^\ufeff/, '').split('\n');
        const cells = lines.slice(0, -1).map((line) => line.split('\t'));
        const shape = { delimiter: '\t', bom: true, record_delimiter: '\n', skip_empty_lines: false };
        assert.deepEqual(parseCsv(text, { ...shape, quote: null }), cells);
        assert.deepEqual(parseCsv(text, { ...shape, relax_quotes: true }), cells);
        for (const cell of cells.flat()) assert.doesNotMatch(cell, /^\s*[=+\-@＝＋－＠"]/u);
      }),
      runs,
    );
  });

  test('still reads after a spreadsheet quoted it', function () {
    this.timeout(LONG);
    fc.assert(
      fc.property(anyBitext, fc.boolean(), (bitext, all) => {
        const { text } = writeTsv([bitext], { words });
        const quoted = text.replace(/[^\t\n]+/g, (cell) =>
          all || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell,
        );
        assert.deepEqual(
          readTsv(quoted.replaceAll('\n', '\r\n')).pairs.map(({ zh, en }) => ({ zh, en })),
          texts(bitext),
        );
      }),
      runs,
    );
  });
});

suite('HTML report', () => {
  type Node = DefaultTreeAdapterTypes.Node;
  const below = (node: Node): readonly Node[] =>
    'childNodes' in node ? node.childNodes.flatMap((child) => [child, ...below(child)]) : [];
  const attribute = (node: Node, name: string) =>
    'attrs' in node ? node.attrs.find((each) => each.name === name)?.value : undefined;
  const textOf = (node: Node): string =>
    'value' in node
      ? node.value
      : below(node)
          .map((each) => ('value' in each ? each.value : ''))
          .join('');

  test('the policy lets in the style of the report and nothing else', () => {
    assert.equal(STYLE_HASH, `sha256-${createHash('sha256').update(STYLE).digest('base64')}`);
    const { text } = writeHtml([handOver(articleOf(MOVED), { name: 'a.txt' })], { words });
    const policy = below(parseHtml(text)).find((node) => attribute(node, 'http-equiv') === 'Content-Security-Policy')!;
    assert.equal(
      attribute(policy, 'content'),
      `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`,
    );
  });

  test('a browser reads back every text, and texts make no element, attribute or fault', function () {
    this.timeout(LONG);
    fc.assert(
      fc.property(fc.array(anyBitext, { maxLength: 2 }), (bitexts) => {
        const faults: string[] = [];
        const { text } = writeHtml(bitexts, { words });
        const nodes = below(parseHtml(text, { onParseError: ({ code }) => faults.push(code) }));
        // Controls are faults by the letter of the standard, and are kept.
        assert.deepEqual(
          faults.filter((code) => !/control-character|noncharacter/.test(code)),
          [],
        );
        const shown = (side: string) =>
          nodes.filter((node) => node.nodeName === 'bdi' && attribute(node, 'lang') === side).map(textOf);
        const expected = (side: 'zh' | 'en') =>
          bitexts.flatMap(({ units }) =>
            // biome-ignore lint/suspicious/noControlCharactersInRegex: HTML cannot hold it
            units.flatMap((unit) => (unit[side] ? [withoutLone(unit[side].text).replace(/\u0000/g, '\ufffd')] : [])),
          );
        assert.deepEqual(shown('zh-CN'), expected('zh'));
        assert.deepEqual(shown('en'), expected('en'));
        const known =
          /^(?:#text|#documentType|html|head|body|meta|title|style|main|section|h[123]|bdi|dl|div|dt|dd|table|caption|thead|tbody|tr|th|td|span|ul|li)$/;
        for (const node of nodes) {
          assert.match(node.nodeName, known);
          if ('attrs' in node) {
            for (const { name } of node.attrs)
              assert.match(name, /^(?:lang|charset|http-equiv|content|name|aria-labelledby|id|scope|class)$/);
          }
        }
      }),
      { ...runs, numRuns: 100 },
    );
  });

  test('counts, headings and cells are marked up for readers, in both languages', () => {
    const bitext = handOver(articleOf(MOVED), { name: '<a>.txt' });
    const { text, losses } = writeHtml([bitext], { words });
    assert.deepEqual(losses, []);
    assert.match(text, /^<!DOCTYPE html>\n<html lang="en">/);
    assert.match(text, /<title>&lt;a&gt;\.txt – Review of parallel text<\/title>/);
    assert.match(text, /<dt>Pairs<\/dt><dd>3<\/dd>/);
    assert.match(text, /<th scope="row">1<\/th>/);
    assert.doesNotMatch(text, /<script|javascript:|url\(|@import|\son\w+=/i);
    const chinese = writeHtml([bitext], { words: wording('zh-cn') }).text;
    assert.match(chinese, /<html lang="zh-CN">/);
    assert.match(chinese, /<dt>组数<\/dt><dd>3<\/dd>/);
  });
});

suite('Markdown report', () => {
  interface Token {
    readonly type: string;
    readonly content: string;
    readonly children: readonly Token[] | null;
  }
  const MarkdownIt = createRequire(__filename)('markdown-it') as new (
    options: object,
  ) => { parse(text: string, env: object): readonly Token[] };
  const parser = new MarkdownIt({ html: true, linkify: true });

  test('texts of the article are text: no link, image, code, emphasis or HTML comes of them', function () {
    this.timeout(LONG);
    fc.assert(
      fc.property(anyBitext, (bitext) => {
        const { text } = writeMarkdown([bitext], { words });
        const tokens = parser.parse(text, {});
        const allowed =
          /^(?:(?:heading|bullet_list|list_item|paragraph|table|thead|tbody|tr|th|td)_(?:open|close)|inline)$/;
        for (const { type, content } of tokens) assert.match(type, allowed, content);
        for (const { type, content, children: parts } of tokens.flatMap((token) => token.children ?? [])) {
          assert.match(type, /^(?:text|text_special|em_open|em_close|html_inline)$/, content);
          assert.equal(parts, null);
          if (type === 'html_inline') assert.equal(content, '<br>');
        }
        const cells = tokens.flatMap((token, at) =>
          token.type === 'td_open'
            ? [tokens[at + 1].children!.map((part) => (part.content === '<br>' ? '\n' : part.content)).join('')]
            : [],
        );
        assert.equal(cells.length, 4 * bitext.units.length);
        const [first, second] = bitext.source === 'en' ? (['en', 'zh'] as const) : (['zh', 'en'] as const);
        bitext.units.forEach((unit, at) => {
          for (const [side, column] of [
            [first, 1],
            [second, 2],
          ] as const) {
            const passage = unit[side];
            if (!passage) continue;
            const expected = withoutLone(passage.text)
              // biome-ignore lint/suspicious/noControlCharactersInRegex: they are shown as U+FFFD
              .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd');
            assert.equal(cells[4 * at + column].replace(/\r\n?/g, '\n'), expected.replace(/\r\n?/g, '\n'));
          }
        });
      }),
      runs,
    );
  });

  test('prose stays readable', () => {
    const bitext = handOver(articleOf(MOVED), { name: 'a.txt' });
    const { text } = writeMarkdown([bitext], { words });
    assert.ok(text.includes(PAIRS[0].zh) && text.includes(PAIRS[0].en));
    assert.match(writeMarkdown([bitext], { words: wording('zh-cn') }).text, /^# 双语对照审校报告\n/);
  });
});
