/** `node:assert/strict` for the web bundle (see esbuild.mjs). */
import * as assert from 'node:assert';

module.exports = assert.strict;
