/** `mojibake`: a stretch of text that was read in the wrong encoding before it came into the file. */
import { mojibakeRuns } from '../mojibake';
import type { StyleCheck } from './check';

export const mojibake: StyleCheck = {
  scope: 'style',
  code: 'mojibake',
  severity: 'hint',
  reads: 'characters',
  automatic: false,
  find: ({ text }) =>
    mojibakeRuns(text).map(({ start, end, repaired }) => ({
      start,
      end,
      ...(repaired !== undefined && { replacement: repaired }),
    })),
};
