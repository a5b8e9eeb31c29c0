/** `number-mismatch`: linked sentences state different numbers, by value and not by their digits. */
import type { PairCheck } from './check';
import { findConflicts } from './valueConflicts';

export const numberMismatch: PairCheck = {
  scope: 'pair',
  code: 'number-mismatch',
  severity: 'warning',
  threshold: 0.6,
  find: (pair, context) => findConflicts('number', pair, context),
};
