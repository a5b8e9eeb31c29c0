/** The hover: the counterpart in full, links that jump, text that stays text. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sourceText } from '../../src/core';
import { hoverAt } from '../../src/editor/features/hover';
import { createWords } from '../../src/editor/services';
import { madeArticle, madeGroup } from '../core/made';
import { closeEditors, openFile, openUntitled, until } from './harness/editor';
import { untilArticle } from './harness/steps';
import { library, libraryLines, UNTRANSLATED } from './texts';

suite('hover', () => {
  let editor: vscode.TextEditor;
  suiteSetup(async () => {
    editor = await openUntitled(library);
    await untilArticle(editor.document);
  });
  suiteTeardown(closeEditors);

  /** The Markdown of our hover, with character references read. */
  const hover = async (line: number, character = 3, { document } = editor) => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(line, character),
    );
    const markdown = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
    return {
      raw: markdown.map(({ value }) => value).join('\n'),
      text: markdown
        .map(({ value }) => value.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))))
        .join('\n'),
      trusted: markdown.map(({ isTrusted }) => isTrusted),
    };
  };

  test('all parts of the counterpart are there, with their lines', async () => {
    const { text } = await hover(4);
    for (const line of [5, 6]) assert.ok(text.replaceAll('**', '').includes(libraryLines[line]), text);
    assert.match(text, /\[Line 6\]\(command:parallelText\.reveal\?/);
    assert.match(text, /\[Line 7\]\(command:parallelText\.reveal\?/);
    assert.match(text, /sure, \d+%/);
  });

  test('the counterpart of the sentence comes first', async () => {
    const { text } = await hover(4, libraryLines[4].indexOf('匆忙'));
    assert.ok(text.indexOf('hurry') < text.indexOf('only have'), text);
  });

  test('the words that answer each other are named, and in bold in the counterpart', async () => {
    const { text } = await hover(4, libraryLines[4].indexOf('匆忙'));
    assert.match(text, /in a \*\*hurry\*\*/);
    assert.match(text, /Matched: .*\*\*匆忙–hurry\*\*/);
    const numbers = (await hover(8, libraryLines[8].indexOf('computers'))).text;
    assert.match(numbers, /Matched: .*\*\*computers–电脑\*\*/);
    assert.match(numbers, / and \d+ more\n/);
  });

  test('a link without common words says so', () => {
    const { document } = editor;
    const text = '是吗？\nOh.';
    const part = { role: 'body', inline: false, alignable: true } as const;
    const spans = [
      { source: 0, start: 0, end: 3 },
      { source: 0, start: 4, end: 7 },
    ] as const;
    const article = madeArticle({
      sources: [sourceText(text)],
      segments: [
        { ...part, id: 'a', language: 'zh', span: spans[0], textStart: 0, sentences: [0] },
        { ...part, id: 'b', language: 'en', span: spans[1], textStart: 4, sentences: [1] },
      ],
      sentences: [
        { side: 'zh', segment: 0, span: spans[0] },
        { side: 'en', segment: 1, span: spans[1] },
      ],
      links: [{ zh: [0], en: [1], score: 0.4 }],
      groups: [madeGroup(1, { zh: [0], en: [1], score: 0.4 })],
    });
    const shown = (locale: string) => {
      const position = new vscode.Position(0, 1);
      const hover = hoverAt({ article, document, position, words: createWords(locale), matches: () => [] })!;
      return (hover.contents[0] as vscode.MarkdownString).value;
    };
    assert.match(shown('en'), /doubtful, 40%[\s\S]*No words in common; linked by its place\./);
    assert.match(shown('zh-cn'), /没有对应的词语/);
  });

  test('only our own jump can be run from it', async () => {
    const { trusted } = await hover(4);
    assert.deepEqual(trusted, [{ enabledCommands: ['parallelText.reveal'] }]);
  });

  test('its links jump', async () => {
    const { raw } = await hover(4);
    const argument = /command:parallelText\.reveal\?([^)]+)\)/.exec(raw)?.[1] ?? '';
    await vscode.commands.executeCommand('parallelText.reveal', ...JSON.parse(decodeURIComponent(argument)));
    await until('the jump', () => editor.selection.active.line === 5);
  });

  test('links hold for any file name', async () => {
    const { document } = await openFile("it's (1) #2 100% 图书馆.txt", library);
    await untilArticle(document);
    const { raw } = await hover(4, 3, { document } as vscode.TextEditor);
    const argument = /command:parallelText\.reveal\?([^)]+)\)/.exec(raw)?.[1] ?? '';
    assert.equal(JSON.parse(decodeURIComponent(argument))[0], document.uri.toString());
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  test('for a paragraph that nobody translated it says what was searched', async () => {
    const { text } = await hover(UNTRANSLATED);
    assert.match(text, /No English counterpart was found for this paragraph/);
    assert.match(text, /all \d+ English sentences/);
  });

  test('nothing is said on blank lines and beyond the text', async () => {
    assert.equal((await hover(libraryLines.length, 0)).text, '');
  });

  test('article text is not interpreted', async () => {
    const nasty =
      '[x](command:workbench.action.quit) <b>*y*</b> $(bug) www.example.com https://example.com a@example.com';
    const { document } = await openUntitled(library.replace(libraryLines[8], `${libraryLines[8]} ${nasty}`));
    await untilArticle(document);
    const { raw, text } = await hover(7, 3, { document } as vscode.TextEditor);
    assert.ok(text.includes(nasty), text);
    const ours = raw.replace(/\[Line \d+\]\(command:parallelText\.reveal\?[^)]*\)/g, '');
    assert.doesNotMatch(ours, /command:|<b>|(?<!\*)\*y\*|\$\(|www\.|https:|a@/);
    assert.doesNotMatch(raw, /&nbsp;/);
  });

  test('a counterpart of any length is whole, or it is said that it is not', () => {
    const { document } = editor;
    const shown = (sentences: number) => {
      const text = `他们一直读到灯灭。\n${'They read on, and on, until the lamps went out. '.repeat(sentences)}`;
      const part = { role: 'body', inline: false, alignable: true, sentences: [] } as const;
      const at = text.indexOf('\n') + 1;
      const article = madeArticle({
        sources: [sourceText(text)],
        segments: [
          { ...part, id: 'a', language: 'zh', span: { source: 0, start: 0, end: at - 1 }, textStart: 0 },
          { ...part, id: 'b', language: 'en', span: { source: 0, start: at, end: text.length }, textStart: at },
        ],
        groups: [madeGroup(1, { zh: [0], en: [1], score: 0.9 })],
      });
      const position = new vscode.Position(0, 2);
      const { contents } = hoverAt({ article, document, position, words: createWords('en'), matches: () => [] })!;
      return (contents[0] as vscode.MarkdownString).value;
    };
    const count = (text: string) => text.split('the lamps went out').length - 1;
    assert.equal(count(shown(500)), 500);
    assert.doesNotMatch(shown(500), /Shortened/);
    const cut = shown(3000);
    assert.ok(cut.length < 100_000 && count(cut) > 20, `${cut.length}`);
    assert.match(cut, /Shortened: the paragraph has \d{6} characters/);
  });

  test('the jump refuses what is not its own', async () => {
    const before = editor.selection;
    for (const bad of [[], ['file:///x', -1, 0], [editor.document.uri.toString(), '1', 0], [{}, 1, 1]]) {
      await vscode.commands.executeCommand('parallelText.reveal', ...bad);
    }
    assert.deepEqual(editor.selection, before);
  });
});
