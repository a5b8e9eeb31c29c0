/** House style: every place of a file that breaks a rule, gathered into one finding for each rule. */
import type { Check, CheckInput, Found, StyleCheck, StylePlace } from './check';

/** Places by rule and text of the segment. */
export type StylePlaces = ReadonlyMap<string, readonly StylePlace[]>;

/** What gathering needs. */
export interface StyleOptions {
  readonly earlier: StylePlaces | undefined;
  readonly report: (check: Check, found: () => Iterable<Found>) => void;
}

/** Reports one finding for each rule that is broken; gives the places, to be used again. */
export function* gatherStyle(
  _input: CheckInput,
  _checks: readonly StyleCheck[],
  _options: StyleOptions,
): Generator<undefined, StylePlaces, undefined> {
  yield;
  return new Map();
}
