/** The program `parallel-text`. */
import path from 'node:path';
import { nodeHost } from './cli/host';
import { run } from './cli/run';

// Not process.exit: what is still on its way to a pipe would be lost.
run(process.argv.slice(2), nodeHost(path.join(__dirname, '..'))).then((status) => {
  process.exitCode = status;
});
