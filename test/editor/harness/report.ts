/**
 * A mocha reporter that prints one marked line an event. It is the same in every place where tests run (Node, the
 * extension hosts, the browser), so that scripts/test.mts can pick the events out of whatever else is printed there.
 */

/** Starts each line of the reporter; JSON follows. */
export const MARK = '@@test ';

/** One event of a run. `error` is the stack. */
export type TestEvent =
  | { readonly kind: 'start'; readonly title: string }
  | { readonly kind: 'pass'; readonly title: string; readonly ms: number }
  | { readonly kind: 'skip'; readonly title: string }
  | { readonly kind: 'fail'; readonly title: string; readonly error: string }
  | { readonly kind: 'end' };

function say(event: TestEvent): void {
  console.log(MARK + JSON.stringify(event));
}

/** The event in a line of output; undefined for other lines. */
export function eventIn(line: string): TestEvent | undefined {
  const at = line.indexOf(MARK);
  return at < 0 ? undefined : (JSON.parse(line.slice(at + MARK.length)) as TestEvent);
}

/** The reporter; mocha constructs it with its runner. */
export default class LineReporter {
  constructor(runner: Mocha.Runner) {
    runner.on('test', (test) => say({ kind: 'start', title: test.fullTitle() }));
    runner.on('pass', (test) => say({ kind: 'pass', title: test.fullTitle(), ms: test.duration ?? 0 }));
    runner.on('pending', (test) => say({ kind: 'skip', title: test.fullTitle() }));
    runner.on('fail', (test, error) => {
      say({ kind: 'fail', title: test.fullTitle(), error: String(error?.stack ?? error) });
    });
    runner.on('end', () => say({ kind: 'end' }));
  }
}
