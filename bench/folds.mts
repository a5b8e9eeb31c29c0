/** Weights for scoring what training saw: those of each document are trained on all others. */
import type { Lexicon, TextsRequest } from '../src/core';
import { trainTexts } from '../train/texts.mts';
import type { TextDocument } from './ladders.mts';

/** Gives the weights that a document is aligned by; undefined are the committed ones. */
export type WeightsFor = (document: TextDocument) => TextsRequest['weights'];

/** The weights that come with the program. */
export const committed: WeightsFor = () => undefined;

/** Leave one document out. Trains once a document, when it is first asked for. */
export function leavingOut(documents: readonly TextDocument[], lexicon: Lexicon): WeightsFor {
  const known = new Map<TextDocument, TextsRequest['weights']>();
  return (document) => {
    if (!known.has(document)) {
      const others = documents.filter((other) => other !== document);
      known.set(document, trainTexts(others, lexicon));
    }
    return known.get(document);
  };
}
