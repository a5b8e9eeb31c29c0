/** The packed Chinese–English dictionary. */
export interface Lexicon {
  readonly kind: 'lexicon';
}
