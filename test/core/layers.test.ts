/** The walls between the layers stand: what leaks into the core is an error for the compiler. */
import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

const leaks: readonly { readonly what: string; readonly source: string; readonly error: RegExp }[] = [
  { what: 'the editor', source: "import { Range } from 'vscode';\nexport const x = Range;", error: /'Range'/ },
  { what: 'Node modules', source: "import { sep } from 'node:path';\nexport const x = sep;", error: /'node:path'/ },
  { what: 'Node globals', source: 'export const x = process.argv;', error: /'process'/ },
  { what: 'the browser', source: 'export const x = document.title;', error: /'document'/ },
  { what: 'timers', source: 'setTimeout(() => {}, 1);\nexport {};', error: /'setTimeout'/ },
  { what: 'logging', source: "console.log('x');\nexport {};", error: /'console'/ },
  { what: 'clocks of the host', source: 'export const x = performance.now();', error: /'performance'/ },
  { what: 'decoding', source: 'export const x = new TextDecoder();', error: /'TextDecoder'/ },
];

suite('layers', () => {
  const errors = new Map<string, string>();

  // Below the checkout, so that the compiler could find @types/node if the core's settings let it.
  suiteSetup(() => {
    fs.mkdirSync(path.join(root, '.test-out'), { recursive: true });
    const folder = fs.mkdtempSync(path.join(root, '.test-out/leak-'));
    try {
      const core = path.join(root, 'src/core');
      const clean = `import { sourceText } from '${path.relative(folder, core).split(path.sep).join('/')}/text';`;
      fs.writeFileSync(path.join(folder, 'clean.ts'), `${clean}\nexport const x = sourceText('字');\n`);
      leaks.forEach(({ source }, at) => {
        fs.writeFileSync(path.join(folder, `leak${at}.ts`), `${source}\n`);
      });
      const files = ['clean.ts', ...leaks.map((_, at) => `leak${at}.ts`)];
      fs.writeFileSync(
        path.join(folder, 'tsconfig.json'),
        JSON.stringify({ extends: path.join(core, 'tsconfig.json'), include: [], files }),
      );
      const windows = process.platform === 'win32';
      const compiler = path.join(root, 'node_modules/.bin', windows ? 'tsc.cmd' : 'tsc');
      const { stdout } = spawnSync(compiler, ['-p', folder, '--pretty', 'false'], { encoding: 'utf8', shell: windows });
      for (const line of stdout.split('\n')) {
        const file = /([\w-]+)\.ts\(\d+,\d+\): error/.exec(line)?.[1];
        if (file) errors.set(file, `${errors.get(file) ?? ''}${line}\n`);
      }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  test('a core file that leaks nothing compiles', () => assert.equal(errors.get('clean'), undefined));

  leaks.forEach(({ what, error }, at) => {
    test(`the core cannot use ${what}`, () => assert.match(errors.get(`leak${at}`) ?? '', error));
  });

  const upwards: Readonly<Record<string, RegExp>> = {
    'src/core': /from '(?:(?:\.\.\/)+(?:editor|cli|messages)\b|vscode')/,
    'src/messages': /from '(?:(?:\.\.\/)+(?:editor|cli)\b|vscode')/,
    'src/cli': /from '(?:(?:\.\.\/)+editor\b|vscode')/,
    'src/webview': /from '(?:(?:\.\.\/)+(?:editor|cli|messages)\b|vscode')/,
    'src/editor': /from '(?:\.\.\/)+cli\b/,
  };
  for (const [layer, imports] of Object.entries(upwards)) {
    test(`${layer} imports nothing from above`, () => {
      const files = fs.readdirSync(path.join(root, layer), { recursive: true, encoding: 'utf8' });
      for (const file of files.filter((name) => name.endsWith('.ts'))) {
        assert.doesNotMatch(fs.readFileSync(path.join(root, layer, file), 'utf8'), imports, file);
      }
    });
  }
});
