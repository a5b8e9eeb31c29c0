/** What a format cannot hold, counted while it is written. */
import type { Message } from '../model';

/** What can be lost; the key of the message is `loss.` and the kind. */
export type LossKind = 'characters' | 'order' | 'threads' | 'source';

/** Counts losses of one document. Lives as long as one call of a writer. */
export interface LossTally {
  add(kind: LossKind, count?: number): void;
  /** A message for each kind that occurred, with its count. */
  messages(): readonly Message[];
}

/** An empty tally. `format`: the name of the format for people. */
export function lossTally(format: string): LossTally {
  const counts = new Map<LossKind, number>();
  return {
    add: (kind, count = 1) => {
      if (count > 0) counts.set(kind, (counts.get(kind) ?? 0) + count);
    },
    messages: () => [...counts].map(([kind, count]) => ({ key: `loss.${kind}`, args: { format, count } })),
  };
}

/** A half of a surrogate pair without its other half: no character, and not to be written in UTF-8. */
export const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text with U+FFFD in place of every match, each of which is counted. The pattern is global and matches one unit. */
export function replaced(text: string, pattern: RegExp, losses: LossTally): string {
  return text.replace(pattern, () => {
    losses.add('characters');
    return '\ufffd';
  });
}
