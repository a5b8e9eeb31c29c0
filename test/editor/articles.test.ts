/** The cache of articles, with an analyser whose every step the test decides. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Article, defaultSettings, notAnArticle, type Statistics, sourceText } from '../../src/core';
import type { Analyser, AnalyserRequest } from '../../src/editor/analyser';
import { ArticleService } from '../../src/editor/articles';
import { closeEditors, openUntitled, until } from './harness/editor';
import { aWhile, edit } from './harness/steps';

/** An analysis that was asked for and waits for the test. */
interface Asked {
  readonly request: AnalyserRequest;
  readonly token: vscode.CancellationToken;
  readonly article: Article;
  finish(): void;
  fail(): void;
}

suite('cache of articles', () => {
  const asked: Asked[] = [];
  const errors: unknown[] = [];
  const analyse: Analyser = (request, token) =>
    new Promise((resolve, reject) => {
      const statistics = { kind: 'statistics' } as unknown as Statistics;
      const none = notAnArticle({ sources: [sourceText('')], format: 'prose' });
      if (!none) throw new Error('an empty text is no article');
      const article: Article = { ...none, sources: request.sources, statistics };
      asked.push({
        request,
        token,
        article,
        finish: () => resolve(token.isCancellationRequested ? undefined : article),
        fail: () => reject(new Error('broken')),
      });
    });
  const start = (delays = { typing: 30, idle: 150 }) => {
    const service = new ArticleService({
      analyse,
      readSettings: () => defaultSettings,
      decisions: () => new Map(),
      glossaryOf: () => undefined,
      onError: (error) => errors.push(error),
      delays,
    });
    service.start();
    return service;
  };
  const askedFor = (document: vscode.TextDocument) =>
    asked.filter(({ request }) => request.sources[0].text === document.getText());
  const textsOf = (service: ArticleService, document: vscode.TextDocument) =>
    service.latest(document)?.article.sources[0].text;

  let editor: vscode.TextEditor;
  let service: ArticleService;
  setup(async () => {
    asked.length = 0;
    errors.length = 0;
    editor = await openUntitled('一\n');
    service = start();
  });
  teardown(async () => {
    service.dispose();
    await closeEditors();
  });
  const type = (text: string) => edit(editor, new vscode.Range(0, 0, 0, 0), text);

  test('a version is analysed once, whoever asks', async () => {
    const { document } = editor;
    const answers = [service.get(document), service.get(document)];
    await aWhile(50);
    assert.equal(askedFor(document).length, 1);
    askedFor(document)[0].finish();
    const [first, second] = await Promise.all(answers);
    assert.ok(first);
    assert.equal(first, second);
    assert.equal(await service.get(document), first);
  });

  test('a change while it is being analysed: undefined, never empty; the last one stays', async () => {
    const { document } = editor;
    const before = service.get(document);
    askedFor(document)[0].finish();
    assert.ok(await before);

    await type('二');
    const overtaken = service.get(document);
    const [second] = askedFor(document);
    await type('三');
    assert.ok(second.token.isCancellationRequested);
    second.finish();
    assert.equal(await overtaken, undefined);
    assert.equal(textsOf(service, document), '一\n');

    const third = await until('the analysis of the third version', () => askedFor(document)[0]);
    const changes: (Article | undefined)[] = [];
    service.onDidChange((change) => {
      if (change.document === document) changes.push(change.article);
    });
    third.finish();
    await until('the change', () => changes.length > 0);
    assert.deepEqual(changes, [third.article]);
    assert.equal(textsOf(service, document), '三二一\n');
  });

  test('typing uses the statistics of before, a pause learns anew', async () => {
    const { document } = editor;
    const first = service.get(document);
    askedFor(document)[0].finish();
    await first;
    assert.equal(asked[0].request.statistics, undefined);
    await type('二');
    const typed = await until('the analysis after typing', () => askedFor(document)[0]);
    assert.equal(typed.request.statistics, asked[0].article.statistics);
    typed.finish();
    const idle = await until('the analysis when idle', () => askedFor(document)[1]);
    assert.equal(idle.request.statistics, undefined);
    idle.finish();
    await until('its article', () => service.latest(document)?.article === idle.article);
  });

  test('a burst of typing is analysed once', async () => {
    const { document } = editor;
    service.dispose();
    service = start({ typing: 1000, idle: 10_000 });
    const first = service.get(document);
    asked.at(-1)?.finish();
    await first;
    asked.length = 0;
    for (const text of ['a', 'b', 'c', 'd']) await type(text);
    await until('the analysis', () => askedFor(document).length > 0);
    // Documents of other suites may still be open.
    const texts = asked.map(({ request }) => request.sources[0].text).filter((text) => /^[a-d]/.test(text));
    assert.deepEqual(texts, [document.getText()]);
  });

  test('one who gives up waiting gets nothing, the others do', async () => {
    const { document } = editor;
    const source = new vscode.CancellationTokenSource();
    const impatient = service.get(document, source.token);
    const patient = service.get(document);
    source.cancel();
    askedFor(document)[0].finish();
    assert.equal(await impatient, undefined);
    assert.ok(await patient);
  });

  test('other settings overtake an analysis; those who wait get the new one', async () => {
    const { document } = editor;
    const waiting = service.get(document);
    const [old] = askedFor(document);
    service.refresh();
    const [, fresh] = askedFor(document);
    assert.ok(old.token.isCancellationRequested);
    old.finish();
    fresh.finish();
    assert.equal(await waiting, fresh.article);
  });

  test('what fails is told and leaves the last one', async () => {
    const { document } = editor;
    const first = service.get(document);
    askedFor(document)[0].finish();
    await first;
    await type('二');
    const failing = service.get(document);
    askedFor(document)[0].fail();
    assert.equal(await failing, undefined);
    assert.equal(errors.length, 1);
    assert.equal(textsOf(service, document), '一\n');
  });

  test('a closed document is forgotten, and that is said', async () => {
    const { document } = editor;
    const first = service.get(document);
    askedFor(document)[0].finish();
    await first;
    const forgotten: vscode.TextDocument[] = [];
    service.onDidChange((change) => {
      if (!change.article) forgotten.push(change.document);
    });
    await closeEditors();
    await until('the end of it', () => forgotten.includes(document));
    assert.equal(service.latest(document), undefined);
    assert.equal(await service.get(document), undefined);
  });

  test('other languages are not looked at', async () => {
    const { document } = await openUntitled('一\n', 'json');
    assert.equal(service.follows(document), false);
    assert.equal(await service.get(document), undefined);
  });
});
