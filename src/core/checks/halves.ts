/** Quotation marks and brackets whose other half stands in another paragraph. */
import type { StyledPlace } from './check';

/** A quotation or a bracket hardly goes on for more paragraphs than this. */
const FAR = 20;

/**
 * Leaves out what is no fault when paragraphs are read one after the other: what opens in one and closes in a later one
 * of the same side, and a quotation that each of its paragraphs opens anew.
 */
export function withoutPairsAcross(places: readonly StyledPlace[]): readonly StyledPlace[] {
  const right = new Set<StyledPlace>();
  const open = new Map<string, StyledPlace>();
  for (const one of places) {
    const { half } = one.place;
    if (!half) continue;
    const key = `${one.side}${half.of}`;
    const before = open.get(key);
    const waiting = before && before.order < one.order && one.order - before.order <= FAR ? before : undefined;
    switch (half.is) {
      case 'reopens':
        right.add(one);
        if (waiting && one.order === waiting.order + 1) {
          right.add(waiting);
          open.delete(key);
        }
        break;
      case 'open':
        open.set(key, one);
        break;
      case 'close':
      case 'either':
        if (waiting) {
          right.add(waiting).add(one);
          open.delete(key);
        } else if (half.is === 'either') open.set(key, one);
        break;
    }
  }
  return places.filter((one) => !right.has(one));
}

/** The index of the last of which something holds; -1 when there is none. */
export function lastIndexWhere<T>(all: readonly T[], holds: (one: T) => boolean): number {
  let at = all.length - 1;
  while (at >= 0 && !holds(all[at])) at--;
  return at;
}
