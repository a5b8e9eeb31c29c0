import assert from 'node:assert/strict';
import iconv from 'iconv-lite';
import { checkCodes, type Decision, writeReview } from '../../src/core';
import { emptyArticle, noArticle, runOn, withFindings } from './memory';

/** What the tests read of a result in SARIF. */
interface SarifResult {
  ruleId: string;
  ruleIndex: number;
  level: string;
  locations: { physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> } }[];
  partialFingerprints: Record<string, string>;
}

suite('arguments', () => {
  const wrong: readonly [args: string, complaint: RegExp][] = [
    ['', /No command/],
    ['review a.txt', /Unknown command “review”/],
    ['inspect', /inspect needs at least one file/],
    ['check --format json', /check needs at least one file/],
    ['inspect --nonsense a.txt', /Unknown option --nonsense\./],
    ['inspect -x a.txt', /Unknown option -x\./],
    ['check --json a.txt', /check has no option --json/],
    ['inspect --min-severity hint a.txt', /inspect has no option --min-severity/],
    ['inspect --json=yes a.txt', /--json takes no value/],
    ['check a.txt --format', /--format needs a value/],
    ['align --zh --en a.txt', /--zh needs a value/],
    ['check --format= a.txt', /--format needs a value/],
    ['check --format xml a.txt', /no format “xml”; there are: text, json, sarif, github/],
    ['align --zh a --en b --format xliff', /no format “xliff”; there are: ladder, json, tsv, tmx/],
    ['export', /export needs at least one file/],
    ['export --format docx a.txt', /no format “docx”; there are: tmx, xliff, tsv, html, markdown/],
    ['report --format tmx a.txt', /report has no format “tmx”; there are: html, markdown/],
    ['export --level word a.txt', /no level “word”; there are: paragraph, sentence/],
    ['export --format tmx --bom a.txt', /--bom is for --format tsv/],
    ['report --bom a.txt', /report has no option --bom/],
    ['check --out x a.txt', /check has no option --out/],
    ['constructor a.txt', /Unknown command “constructor”/],
    ['align --zh a', /needs --zh FILE and --en FILE/],
    ['align --zh a --en b c', /Unexpected argument “c”/],
    ['check --min-severity fatal a.txt', /no severity “fatal”/],
    ['inspect --pair a.txt', /--pair needs two files/],
    ['inspect --pair a.txt --pair b.txt c.txt', /--pair needs two files/],
    ['inspect --encoding klingon a.txt', /encoding “klingon” is not known/],
    ['inspect --locale fr a.txt', /no messages in “fr”/],
  ];
  for (const [args, complaint] of wrong) {
    test(`refuses: ${args || 'nothing at all'}`, async () => {
      const { status, stdout, stderr, requests } = await runOn(args.split(' ').filter(Boolean), {
        files: { 'a.txt': 'x' },
      });
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, complaint);
      assert.match(stderr, /--help/);
      assert.equal(requests.length, 0);
    });
  }

  test('help names every command and option, in both languages; the version is that of the package', async () => {
    const help = await runOn(['--help']);
    assert.equal(help.status, 0);
    assert.equal(help.stderr, '');
    const named = [
      'inspect',
      'check',
      'align',
      'export',
      'report',
      '--level',
      '--out',
      '--bom',
      '--json',
      '--pair',
      '--format',
      '--min-severity',
      '--sentences',
    ];
    for (const word of [...named, '--encoding', '--config', '--locale', '--version'])
      assert.ok(help.stdout.includes(word), word);
    const chinese = await runOn(['check', '-h', '--locale', 'zh-cn']);
    assert.match(chinese.stdout, /用法/);
    assert.match((await runOn(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  test('options stand anywhere; after -- all are files', async () => {
    const files = { 'a.txt': 'x', '--json': 'y' };
    assert.equal((await runOn(['--encoding', 'utf-8', 'inspect', 'a.txt', '--json'], { files })).status, 0);
    const { stdout } = await runOn(['inspect', '--json', '--', '--json'], { files });
    assert.equal(JSON.parse(stdout).file, '--json');
  });

  test('messages in the language of the environment; JSON in English unless asked', async () => {
    const setting = { files: { 'a.txt': 'warning!' }, analyse: withFindings };
    for (const env of [
      { LANG: 'zh_CN.UTF-8' },
      { LC_ALL: 'zh_CN', LANG: 'de_DE' },
      { LC_ALL: '', LC_MESSAGES: 'zh' },
    ]) {
      assert.match((await runOn(['check', 'a.txt'], { ...setting, env })).stdout, /没有找到对应的英文/);
      assert.match((await runOn(['check', '--format', 'json', 'a.txt'], { ...setting, env })).stdout, /No English/);
    }
    for (const env of [{ LANG: 'C' }, { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, {}]) {
      assert.match((await runOn(['check', 'a.txt'], { ...setting, env })).stdout, /No English/);
    }
    const json = await runOn(['check', '--format', 'json', '--locale', 'zh-cn', 'a.txt'], setting);
    assert.match(json.stdout, /没有找到对应的英文/);
  });
});

suite('inspect', () => {
  test('--json: an object a file, each on a line, in the order given', async () => {
    const { status, stdout, stderr } = await runOn(['inspect', '--json', 'b.txt', 'a.txt'], {
      files: { 'a.txt': 'x', 'b.txt': 'y' },
    });
    assert.equal(status, 0);
    assert.equal(stderr, '');
    const lines = stdout.split('\n');
    assert.deepEqual(
      lines.slice(0, 2).map((line) => JSON.parse(line).file),
      ['b.txt', 'a.txt'],
    );
    assert.equal(lines[2], '');
  });

  test('without --json: a summary for people', async () => {
    const { stdout } = await runOn(['inspect', 'a.txt', 'gb.txt'], {
      files: { 'a.txt': 'warning!', 'gb.txt': iconv.encode('今天的天气很好，我们出去看看。', 'gb18030') },
      analyse: (request) => (request.sources[0].text.includes('!') ? withFindings(request) : noArticle(request)),
    });
    assert.match(stdout, /^a\.txt\n {2}Bilingual article \(97% sure\)\n/);
    assert.match(stdout, /Layout: interleaved; encoding: UTF-8\n/);
    assert.match(stdout, /warnings: 1/);
    assert.match(
      stdout,
      /gb\.txt\n {2}Not a bilingual article \(90% sure\)\n {2}Nearly all .*\n {2}Encoding: GB18030\n$/,
    );
  });

  test('--pair: two files, the Chinese one first; more files may follow', async () => {
    const files = { 'a.zh.md': '门。', 'a.en.md': 'A door.', 'b.txt': 'x' };
    const { stdout, requests } = await runOn(['inspect', '--json', '--pair', 'a.zh.md', 'a.en.md', 'b.txt'], { files });
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual([first.file, first.pairFile, first.layout], ['a.zh.md', 'a.en.md', 'pair']);
    assert.deepEqual([second.file, 'pairFile' in second], ['b.txt', false]);
    assert.deepEqual(
      requests[0].sources.map(({ text }) => text),
      ['门。', 'A door.'],
    );
  });

  test('the mark is taken off and line ends are kept, so that columns are right', async () => {
    const { requests } = await runOn(['inspect', 'a.txt'], { files: { 'a.txt': '\ufeff一\r\n二\n三\r\n' } });
    assert.equal(requests[0].sources[0].text, '一\r\n二\n三\r\n');
    assert.deepEqual(requests[0].sources[0].lineStarts, [0, 3, 5, 8]);
  });

  test('the name says how a file is to be read', async () => {
    const names = {
      'a.txt': 'prose',
      'a.md': 'prose',
      README: 'prose',
      'a.TSV': 'tsv',
      'a.csv': 'csv',
      'a.py': 'code',
      'x/a.json': 'code',
    };
    const files = Object.fromEntries(Object.keys(names).map((name) => [name, 'x']));
    const { requests } = await runOn(['inspect', ...Object.keys(names)], { files });
    assert.deepEqual(
      requests.map(({ format }) => format),
      Object.values(names),
    );
  });

  test('every unreadable file is named with the reason, and the others are done', async () => {
    const { status, stdout, stderr } = await runOn(
      ['inspect', '--json', 'none.txt', 'folder', 'bin', 'a.txt', 'cut.txt'],
      {
        files: {
          'a.txt': 'x',
          'folder/b.txt': 'x',
          bin: Uint8Array.of(0, 1, 2, 3, 255, 0, 0, 9),
          'cut.txt': new TextEncoder().encode('好\n好').slice(0, -1),
        },
      },
    );
    assert.equal(status, 2);
    assert.equal(JSON.parse(stdout).file, 'a.txt');
    assert.match(stderr, /none\.txt: there is no such file/);
    assert.match(stderr, /folder: is a folder/);
    assert.match(stderr, /bin: is not text but binary/);
    assert.match(stderr, /cut\.txt: looks like UTF-8, but a character on line 2 is damaged or cut off/);
  });

  test('half a pair is no pair', async () => {
    const { status, stdout, stderr } = await runOn(['inspect', '--json', '--pair', 'a', 'b'], { files: { a: 'x' } });
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /b: there is no such file/);
  });

  test('a fault of the core on one file does not stop the others', async () => {
    const { status, stdout, stderr } = await runOn(['inspect', '--json', 'a', 'b'], {
      files: { a: 'bad', b: 'good' },
      analyse: (request) => {
        if (request.sources[0].text === 'bad') throw new Error('out of ideas');
        return emptyArticle(request);
      },
    });
    assert.equal(status, 2);
    assert.equal(JSON.parse(stdout).file, 'b');
    assert.match(stderr, /a: could not be analysed: out of ideas/);
  });

  test('--encoding overrides what would be found out', async () => {
    const files = { a: iconv.encode('报', 'gb18030') };
    const { status, requests } = await runOn(['inspect', '--encoding', 'gbk', 'a'], { files });
    assert.equal(status, 0);
    assert.equal(requests[0].sources[0].text, '报');
    const refused = await runOn(['inspect', '--encoding', 'utf-8', 'a'], { files });
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /a: is not UTF-8, or is damaged/);
  });

  test('the dictionary is read once, and not when there is nothing to analyse', async () => {
    const files = { a: 'x', b: 'y' };
    assert.equal((await runOn(['inspect', 'a', 'b'], { files })).lexiconReads, 1);
    assert.equal((await runOn(['inspect', 'none'], { files })).lexiconReads, 0);
  });

  test('a dictionary that is missing or damaged is said, once', async () => {
    const missing = await runOn(['inspect', 'a', 'b'], {
      files: { a: 'x', b: 'y' },
      lexicon: () => {
        throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
      },
    });
    assert.equal(missing.status, 2);
    assert.match(missing.stderr, /^parallel-text: The dictionary data\/lexicon\.bin is missing.*\n$/);
    const damaged = await runOn(['check', 'a'], {
      files: { a: 'x' },
      engine: {
        openLexicon: () => {
          throw new Error('It is cut short.');
        },
      },
    });
    assert.equal(damaged.status, 2);
    assert.match(damaged.stderr, /cannot be used: It is cut short\./);
  });
});

suite('the review file', () => {
  const decision: Decision = { kind: 'dismiss', id: 'd', by: '', at: '2026-01-01', fingerprint: 'f', reason: '' };
  const review = writeReview(new Map([['d', decision]]));

  test('is read from where the editor keeps it', async () => {
    const asked = async (args: readonly string[], files: Record<string, string>) => [
      ...((await runOn(args, { files })).requests[0].decisions?.keys() ?? []),
    ];
    const workspace = { 'a/b.txt': 'x', '.parallel-text/a/b.txt.json': review };
    assert.deepEqual(await asked(['check', 'a/b.txt'], workspace), ['d']);
    assert.deepEqual(await asked(['inspect', 'a/b.txt'], workspace), ['d']);
    assert.deepEqual(await asked(['check', 'a/c.txt'], { ...workspace, 'a/c.txt': 'x' }), []);
    const beside = { 'a/b.txt': 'x', 'a/b.txt.review.json': review, 'c.json': '{"reviewFile": "beside"}' };
    assert.deepEqual(await asked(['check', '--config', 'c.json', 'a/b.txt'], beside), ['d']);
    assert.deepEqual(await asked(['check', 'a/b.txt'], beside), []);
  });

  test('damaged: named with its line, the other files are still done', async () => {
    const files = { 'a.txt': 'x', 'b.txt': 'y', '.parallel-text/a.txt.json': review.replace('"d"', '=======\n"d"') };
    const { status, stderr, requests } = await runOn(['check', 'a.txt', 'b.txt'], { files });
    assert.equal(status, 2);
    assert.match(stderr, /\.parallel-text.a\.txt\.json, line 5: A merge was left half done/);
    assert.equal(requests.length, 1);
  });
});

suite('check', () => {
  const files = { 'a.txt': '一\n  warning!\nhint!', 'b.txt': 'information!', 'c.txt': 'error!', 'clean.txt': '好' };
  const setting = { files, analyse: withFindings };

  test('text: file:line:column severity code message, counted from 1; a summary on standard error', async () => {
    const { status, stdout, stderr } = await runOn(['check', 'a.txt', 'b.txt'], setting);
    assert.equal(status, 1);
    const message = 'No English counterpart was found for this paragraph.';
    assert.deepEqual(stdout.split('\n'), [
      `a.txt:2:3 warning unaligned ${message}`,
      `a.txt:3:1 hint unaligned ${message}`,
      `b.txt:1:1 information unaligned ${message}`,
      '',
    ]);
    assert.equal(stderr, 'Files: 2 (not bilingual articles: 0). Errors: 0, warnings: 1, information: 1, hints: 1.\n');
  });

  test('text: a line end in the name of a file ends no line', async () => {
    const { stdout } = await runOn(['check', 'a\nb.txt'], { files: { 'a\nb.txt': 'warning!' }, analyse: withFindings });
    assert.match(stdout, /^a b\.txt:1:1 warning [^\n]*\n$/);
    const summary = await runOn(['inspect', 'a\nb.txt'], { files: { 'a\nb.txt': 'warning!' }, analyse: withFindings });
    assert.match(summary.stdout, /^a b\.txt\n/);
  });

  test('github: an annotation a finding, counted from 1, with nothing in it that would end it', async () => {
    const { status, stdout } = await runOn(['check', '--format', 'github', 'a.txt', 'b.txt'], setting);
    assert.equal(status, 1);
    const message = 'No English counterpart was found for this paragraph.';
    assert.deepEqual(stdout.split('\n'), [
      `::warning file=a.txt,line=2,endLine=2,col=3,endColumn=10,title=unaligned::${message}`,
      `::notice file=a.txt,line=3,endLine=3,col=1,endColumn=5,title=unaligned::${message}`,
      `::notice file=b.txt,line=1,endLine=1,col=1,endColumn=12,title=unaligned::${message}`,
      '',
    ]);
    const name = '100%,a:b\n::error::c.txt';
    const odd = await runOn(['check', '--format', 'github', name], {
      files: { [name]: 'error!' },
      analyse: withFindings,
    });
    assert.match(odd.stdout, /^::error file=100%25%2Ca%3Ab%0A%3A%3Aerror%3A%3Ac\.txt,line=1,[^\n]*\n$/);
  });

  test('sarif: one log over all files', async () => {
    const files = { 'a b/一.txt': '一\n  warning!', 'c.txt': 'hint!' };
    const { status, stdout } = await runOn(['check', '--format', 'sarif', ...Object.keys(files)], {
      files,
      analyse: withFindings,
    });
    assert.equal(status, 1);
    const log = JSON.parse(stdout);
    assert.equal(log.version, '2.1.0');
    const [{ tool, results, columnKind }] = log.runs;
    assert.equal(columnKind, 'utf16CodeUnits');
    assert.deepEqual(
      tool.driver.rules.map(({ id }: { id: string }) => id),
      checkCodes,
    );
    for (const { shortDescription } of tool.driver.rules) assert.match(shortDescription.text, /\w \w/);
    assert.deepEqual(
      results.map(({ ruleId, ruleIndex, level, locations: [{ physicalLocation }] }: SarifResult) => [
        ruleId === tool.driver.rules[ruleIndex].id,
        level,
        physicalLocation.artifactLocation.uri,
        physicalLocation.region,
      ]),
      [
        [true, 'warning', 'a%20b/%E4%B8%80.txt', { startLine: 2, startColumn: 3, endLine: 2, endColumn: 11 }],
        [true, 'note', 'c.txt', { startLine: 1, startColumn: 1, endLine: 1, endColumn: 6 }],
      ],
    );
    assert.ok(results.every((one: SarifResult) => one.partialFingerprints['parallelText/v1']));
  });

  test('json: one array over all files', async () => {
    const { status, stdout, stderr } = await runOn(
      ['check', '--format', 'json', 'a.txt', 'clean.txt', 'c.txt'],
      setting,
    );
    assert.equal(status, 1);
    assert.equal(stderr, '');
    const found = JSON.parse(stdout) as { file: string; line: number; start: number; severity: string }[];
    assert.deepEqual(
      found.map(({ file, line, start, severity }) => [file, line, start, severity]),
      [
        ['a.txt', 2, 2, 'warning'],
        ['a.txt', 3, 0, 'hint'],
        ['c.txt', 1, 0, 'error'],
      ],
    );
    assert.equal((await runOn(['check', '--format', 'json', 'clean.txt'], setting)).stdout, '[]\n');
  });

  const statuses: readonly [args: string, status: number][] = [
    ['clean.txt', 0],
    ['b.txt', 0],
    ['a.txt', 1],
    ['c.txt', 1],
    ['--min-severity error a.txt', 0],
    ['--min-severity error c.txt', 1],
    ['--min-severity information b.txt', 1],
    ['--min-severity hint clean.txt', 0],
    ['a.txt none.txt', 2],
    ['none.txt', 2],
  ];
  for (const [args, status] of statuses) {
    test(`status ${status}: check ${args}`, async () => {
      assert.equal((await runOn(['check', ...args.split(' ')], setting)).status, status);
    });
  }

  test('--pair: findings name the file they are in', async () => {
    const { stdout } = await runOn(['check', '--pair', 'clean.txt', 'c.txt'], setting);
    assert.match(stdout, /^c\.txt:1:1 error unaligned/);
  });

  test('what is no article is said for files named one by one, and only counted for a glob', async () => {
    const other = { files: { 'a.txt': 'x', 'b.txt': 'y' }, analyse: noArticle };
    const named = await runOn(['check', 'a.txt'], other);
    assert.equal(named.status, 0);
    assert.equal(named.stdout, '');
    assert.match(named.stderr, /a\.txt: not a bilingual article: Nearly all of the text/);
    const globbed = await runOn(['check', '*.txt'], other);
    assert.equal(
      globbed.stderr,
      'Files: 2 (not bilingual articles: 2). Errors: 0, warnings: 0, information: 0, hints: 0.\n',
    );
  });

  test('text that wants to act on the terminal is only text', async () => {
    const { stdout } = await runOn(['check', 'a.txt'], {
      files: { 'a.txt': 'x' },
      analyse: (request) => {
        const [finding] = withFindings({ sources: [{ text: 'warning!', lineStarts: [0] }] }).findings;
        return { ...emptyArticle(request), findings: [{ ...finding, message: { key: 'a\u001b[31m\nb', args: {} } }] };
      },
    });
    assert.equal(stdout, 'a.txt:1:1 warning unaligned a [31m b\n');
  });

  test('a reader that has gone ends it quietly', async () => {
    const { stdout, stderr, requests } = await runOn(['check', 'a.txt', 'c.txt', 'b.txt'], {
      ...setting,
      closedAfter: 1,
    });
    assert.equal(stdout.split('\n').length, 3);
    assert.equal(stderr, '');
    assert.equal(requests.length, 2);
  });
});

suite('globs', () => {
  const files = Object.fromEntries(
    [
      'a.txt',
      'b.md',
      'docs/c.md',
      'docs/deep/d.md',
      'docs/.hidden/e.md',
      'docs/node_modules/m/f.md',
      'node_modules/g.md',
      '.git/h.md',
      '/elsewhere/i.md',
      '[1].txt',
      'docs/ü/j.md',
    ].map((name) => [name, 'x']),
  );
  const matched = async (...globs: string[]) => {
    const { stdout } = await runOn(['inspect', '--json', ...globs], { files });
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).file);
  };

  const cases: readonly [globs: string, files: readonly string[]][] = [
    ['*.md', ['b.md']],
    ['./*.md', ['b.md']],
    ['**/*.md', ['b.md', 'docs/c.md', 'docs/deep/d.md', 'docs/ü/j.md']],
    ['docs/*', ['docs/c.md']],
    ['docs/**', ['docs/c.md', 'docs/deep/d.md', 'docs/ü/j.md']],
    ['docs/.hidden/*.md', ['docs/.hidden/e.md']],
    ['{a.txt,docs/c.md}', ['a.txt', 'docs/c.md']],
    ['@(a|z).txt', ['a.txt']],
    ['?.txt', ['a.txt']],
    ['[1].txt', ['[1].txt']],
    ['/elsewhere/*.md', ['/elsewhere/i.md']],
    ['../../elsewhere/*.md', ['../../elsewhere/i.md']],
    ['docs/*/d.md', ['docs/deep/d.md']],
    ['docs/c.md **/*.md', ['docs/c.md', 'b.md', 'docs/deep/d.md', 'docs/ü/j.md']],
    ['a.txt ./a.txt', ['a.txt']],
  ];
  for (const [globs, expected] of cases) {
    test(globs, async () => assert.deepEqual(await matched(...globs.split(' ')), expected));
  }

  test('one that matches nothing is an error, and the others are done', async () => {
    const { status, stdout, stderr } = await runOn(['inspect', '--json', '*.rst', 'a.txt'], { files });
    assert.equal(status, 2);
    assert.match(stderr, /\*\.rst: no file matches/);
    assert.equal(JSON.parse(stdout).file, 'a.txt');
  });
});

suite('settings', () => {
  const article = { 'in.txt': 'x', 'sub/out.txt': 'x', 'tool.py': 'x' };
  const scopes = async (configuration: string, ...args: string[]) => {
    const { requests } = await runOn(['inspect', 'in.txt', 'sub/out.txt', 'tool.py', ...args], {
      files: { ...article, '.vscode/settings.json': configuration, 'other.json': configuration },
    });
    return requests.map(({ scope }) => scope);
  };

  test('include and exclude come from .vscode/settings.json, comments and all', async () => {
    const configuration = `\ufeff{
      // articles "here"
      "editor.rulers": [80,], /* two // in one */
      "parallelText.include": ["in.txt", "http://*", "*.py"], // not these:
      "parallelText.exclude": ["sub/**",],
    }`;
    assert.deepEqual(await scopes(configuration), ['include', 'exclude', 'include']);
  });

  test('what is included is read as prose, whatever it is called', async () => {
    const { requests } = await runOn(['inspect', 'tool.py'], {
      files: { ...article, '.vscode/settings.json': '{"parallelText.include": ["*.py"]}' },
    });
    assert.equal(requests[0].format, 'prose');
  });

  test('globs with the whole path hold too, outside the folder as well', async () => {
    const { requests } = await runOn(['inspect', '../x.txt', 'in.txt'], {
      files: { ...article, '../x.txt': 'x', '.vscode/settings.json': '{"parallelText.exclude": ["/home/**"]}' },
    });
    assert.deepEqual(
      requests.map(({ scope }) => scope),
      ['exclude', 'exclude'],
    );
  });

  test('--config names another file, with plain keys too', async () => {
    const files = { ...article, 'c.json': '{"include": ["sub/*"], "severity": {"unaligned": "off"}}' };
    const { status, requests } = await runOn(['inspect', '--config', 'c.json', 'sub/out.txt'], { files });
    assert.equal(status, 0);
    assert.equal(requests[0].scope, 'include');
    assert.deepEqual(requests[0].settings.severity, { unaligned: 'off' });
    const nested = { ...article, 'c.json': '{"parallelText": {"sourceLanguage": "en"}, "include": ["sub/*"]}' };
    const second = await runOn(['inspect', '--config=c.json', 'sub/out.txt'], { files: nested });
    assert.equal(second.requests[0].scope, undefined);
    assert.equal(second.requests[0].settings.sourceLanguage, 'en');
  });

  test('a named file that is missing or wrong is an error', async () => {
    const files = {
      ...article,
      'a.json': '{"include": "x"}',
      'b.json': '[1',
      'c.json': '{"severity": {"unaligned": "loud"}}',
    };
    const complaints: readonly [file: string, complaint: RegExp][] = [
      ['none.json', /none\.json: there is no such file/],
      ['a.json', /parallelText\.include has a value of the wrong kind/],
      ['b.json', /b\.json: these are no settings/],
      ['c.json', /parallelText\.severity has a value/],
    ];
    for (const [file, complaint] of complaints) {
      const { status, stderr, requests } = await runOn(['inspect', '--config', file, 'in.txt'], { files });
      assert.equal(status, 2, file);
      assert.match(stderr, complaint);
      assert.equal(requests.length, 0);
    }
  });

  test('a workspace file that is wrong is complained of, and the rest of it holds', async () => {
    const { status, stderr, requests } = await runOn(['inspect', 'in.txt'], {
      files: { ...article, '.vscode/settings.json': '{"parallelText.include": 3, "parallelText.exclude": ["in.txt"]}' },
    });
    assert.equal(status, 0);
    assert.match(stderr, /parallelText\.include has a value of the wrong kind/);
    assert.equal(requests[0].scope, 'exclude');
  });
});

suite('align', () => {
  const beads = [
    { zh: [0, 1], en: [0], score: 0.91234 },
    { zh: [2], en: [], score: 0.5 },
    { zh: [], en: [1], score: 0.5 },
  ];
  const files = { 'zh.txt': '\ufeff一。\r\n\r\n 三。 \r\n', 'en.txt': 'One.\nTwo.' };

  test('--sentences: a line is a sentence, a blank one an empty one; the ladder has a line a bead', async () => {
    let seen: unknown;
    const { status, stdout } = await runOn(['align', '--zh', 'zh.txt', '--en', 'en.txt', '--sentences'], {
      files,
      engine: {
        alignTexts: ({ zh, en }) => {
          seen = { zh, en };
          return beads;
        },
      },
    });
    assert.equal(status, 0);
    assert.deepEqual(seen, { zh: ['一。', '', '三。'], en: ['One.', 'Two.'] });
    assert.equal(stdout, '[0,1]:[0]\n[2]:[]\n[]:[1]\n');
  });

  test('json has the sentences with their places', async () => {
    const args = ['align', '--zh', 'zh.txt', '--en', 'en.txt', '--sentences', '--format', 'json'];
    const { stdout } = await runOn(args, { files, engine: { alignTexts: () => beads } });
    assert.deepEqual(JSON.parse(stdout), {
      zh: {
        file: 'zh.txt',
        sentences: [
          { line: 1, start: 0, endLine: 1, end: 2, text: '一。' },
          { line: 2, start: 0, endLine: 2, end: 0, text: '' },
          { line: 3, start: 1, endLine: 3, end: 3, text: '三。' },
        ],
      },
      en: {
        file: 'en.txt',
        sentences: [
          { line: 1, start: 0, endLine: 1, end: 4, text: 'One.' },
          { line: 2, start: 0, endLine: 2, end: 4, text: 'Two.' },
        ],
      },
      beads: [
        { zh: [0, 1], en: [0], score: 0.9123 },
        { zh: [2], en: [], score: 0.5 },
        { zh: [], en: [1], score: 0.5 },
      ],
    });
  });

  test('without --sentences the core cuts the texts', async () => {
    let seen: unknown;
    await runOn(['align', '--zh', 'zh.txt', '--en', 'en.txt'], {
      files,
      engine: {
        pairSentences: () => ({ zh: [{ start: 0, end: 2 }], en: [{ start: 5, end: 9 }] }),
        alignTexts: ({ zh, en }) => {
          seen = { zh, en };
          return [];
        },
      },
    });
    assert.deepEqual(seen, { zh: ['一。'], en: ['Two.'] });
  });

  const doubtful: readonly [what: string, zh: string, en: string, complaint: RegExp | undefined][] = [
    ['the two languages', '他来了。\n', 'He came.\n', undefined],
    ['Chinese full of English', '在 VS Code 里打开 README 文件。\n', 'Open the README (说明) in VS Code.\n', undefined],
    ['languages swapped', 'He came.\n', '他来了。\n', /zh\.txt looks English and en\.txt looks Chinese: .*swapped/],
    ['Chinese twice', '他来了。\n', '他来了。\n', /en\.txt: given by --en, but does not look English/],
    ['English twice', 'He came.\n', 'He came.\n', /zh\.txt: given by --zh, but does not look Chinese/],
    ['Japanese', 'これは日本語です。\n', 'He came.\n', /zh\.txt: given by --zh, but does not look Chinese/],
    ['an empty file', '', 'He came.\n', /zh\.txt: there is no sentence in it/],
    ['blank lines', '他来了。\n', '\n \n', /en\.txt: there is no sentence in it/],
  ];
  for (const [what, zh, en, complaint] of doubtful) {
    test(`${what}: aligned all the same, and what is doubtful is said`, async () => {
      const { status, stdout, stderr } = await runOn(['align', '--zh', 'zh.txt', '--en', 'en.txt', '--sentences'], {
        files: { 'zh.txt': zh, 'en.txt': en },
        engine: { alignTexts: () => beads },
      });
      assert.equal(status, 0);
      assert.equal(stdout, '[0,1]:[0]\n[2]:[]\n[]:[1]\n');
      if (complaint) assert.match(stderr, complaint);
      assert.equal(stderr.split('\n').length, complaint ? 2 : 1);
    });
  }

  test('both files that cannot be read are named', async () => {
    const { status, stderr } = await runOn(['align', '--zh', 'x', '--en', 'y'], {});
    assert.equal(status, 2);
    assert.match(stderr, /x: there is no such file[\s\S]*y: there is no such file/);
  });
});

suite('glossaries', () => {
  const settings = (...files: string[]) => JSON.stringify({ 'parallelText.glossary': files });
  const good = { 'a.txt': 'x', 'terms/a.csv': 'zh,en\n茶馆,teahouse\n' };

  test('are read from the settings, relative to the working directory, once', async () => {
    const files = { ...good, 'b.txt': 'y', '.vscode/settings.json': settings('terms/a.csv') };
    const { status, stderr, requests } = await runOn(['inspect', '--json', 'a.txt', 'b.txt'], { files });
    assert.equal(status, 0);
    assert.equal(stderr, '');
    assert.deepEqual(requests[0].glossary?.entries[0].en, ['teahouse']);
    assert.equal(requests[1].glossary, requests[0].glossary);
  });

  test('follow --config; a file in GB18030 is read, too', async () => {
    const files = {
      ...good,
      'c.json': settings('gb.csv'),
      'gb.csv': iconv.encode('中文,英文\n码头,pier\n', 'gb18030'),
    };
    const { status, requests } = await runOn(['check', '--config', 'c.json', 'a.txt'], { files });
    assert.equal(status, 0);
    assert.deepEqual(requests[0].glossary?.entries[0].zh, ['码头']);
  });

  const bad: readonly (readonly [what: string, content: string | undefined, complaint: RegExp, status: number])[] = [
    ['that is not there', undefined, /terms\/b\.csv: there is no such file/, 2],
    ['that is no XML', '<?xml version="1.0"?>\n<tbx>\n</martif>', /terms\/b\.csv:3: This is no well-formed XML/, 2],
    ['without columns', 'one,two\n', /terms\/b\.csv:1: No column/, 2],
    ['with a row without translation', 'zh,en\n码头,\n渡轮,ferry', /terms\/b\.csv:2: “码头” has no translation/, 0],
  ];
  for (const [what, content, complaint, expected] of bad) {
    test(`a file ${what} is complained of; the rest is done`, async () => {
      const files = {
        ...good,
        ...(content === undefined ? {} : { 'terms/b.csv': content }),
        '.vscode/settings.json': settings('terms/b.csv', 'terms/a.csv'),
      };
      const { status, stdout, stderr, requests } = await runOn(['check', '--format', 'json', 'a.txt'], { files });
      assert.equal(status, expected);
      assert.match(stderr, complaint);
      assert.equal(stdout, '[]\n');
      assert.ok(requests[0].glossary?.entries.some(({ zh }) => zh[0] === '茶馆'));
    });
  }
});
