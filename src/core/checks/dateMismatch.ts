/** `date-mismatch`: linked sentences state different years, months, days, weekdays or times of day. */
import type { PairCheck } from './check';
import { findConflicts } from './valueConflicts';

export const dateMismatch: PairCheck = {
  scope: 'pair',
  code: 'date-mismatch',
  severity: 'warning',
  threshold: 0.6,
  find: (pair, context) => findConflicts('date', pair, context),
};
