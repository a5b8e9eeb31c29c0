/** Entry of the test bundle for the Node extension host: the host loads it and awaits {@link run}. */
import Mocha from 'mocha';
import LineReporter from './report';

/** Runs every suite; rejects when one test failed. */
export function run(): Promise<void> {
  const { TEST_GREP: grep } = process.env;
  const mocha = new Mocha({ ui: 'tdd', timeout: 20_000, reporter: LineReporter as never, ...(grep && { grep }) });
  // What mocha does before it loads a file: it puts `suite`, `test`, … into the global scope.
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
  require('suites');
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
