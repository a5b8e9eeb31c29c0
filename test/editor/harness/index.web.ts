/**
 * Entry of the test bundle for the web extension host: mocha's browser build and the same suites. It exports `run`
 * through a footer in esbuild.mjs, since that build of mocha writes over `module.exports`.
 */
import LineReporter from './report';

require('mocha/mocha.js');
mocha.setup({ ui: 'tdd', timeout: 20_000, reporter: LineReporter as never });
require('suites');

/** Runs every suite; rejects when one test failed. */
export function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
