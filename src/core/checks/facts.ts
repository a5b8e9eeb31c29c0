/** What an article says of itself. */
import type { CheckInput } from './check';
import type { DocumentFacts } from './pair';

/** Reads the facts that checks of pairs need. */
export function documentFacts(_input: CheckInput): DocumentFacts {
  return { dated: undefined };
}
