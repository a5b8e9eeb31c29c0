/** What is learnt from a document as a whole, once, and passed into scoring. Immutable. */
export interface Statistics {
  readonly kind: 'statistics';
}
