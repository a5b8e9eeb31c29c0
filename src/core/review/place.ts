/** Finds the paragraphs of decisions again in a text that was edited since. */
import type { Decision } from './decisions';

/** Where a decision stands now. */
export interface PlacedDecision {
  readonly decision: Decision;
  /** Indexes into the segments of the article; empty where the paragraphs are not there any more. */
  readonly zh: readonly number[];
  readonly en: readonly number[];
  /**
   * `same`: every paragraph reads as it did; `changed`: one has been edited, split, joined or lost; `lost`: none was
   * found. What is lost is kept, and is shown as lost.
   */
  readonly state: 'same' | 'changed' | 'lost';
}
