/** Weights for scoring what training saw: those of each document are trained on all others. */
import type { Lexicon, TextsRequest } from '../src/core';
import { articleDocuments, type TrainingDocument, trainTexts } from '../train/texts.mts';
import { isTextCorpus, readDocuments, type TextDocument } from './ladders.mts';

/** Gives the weights that a document is aligned by; undefined are the committed ones. */
export type WeightsFor = (document: TextDocument) => TextsRequest['weights'];

/** The weights that come with the program. */
export const committed: WeightsFor = () => undefined;

/** What weights of two texts are trained on: texts with a ladder, and articles. */
export function trainingDocuments(folders: readonly string[]): TrainingDocument[] {
  return folders.flatMap((folder): TrainingDocument[] =>
    isTextCorpus(folder) ? readDocuments(folder) : articleDocuments(folder),
  );
}

/** Leave one document out, with what else was trained on. Trains once a document, when it is first asked for. */
export function leavingOut(documents: readonly TrainingDocument[], lexicon: Lexicon): WeightsFor {
  const known = new Map<TextDocument, TextsRequest['weights']>();
  return (document) => {
    if (!known.has(document)) {
      const others = documents.filter(({ id }) => id !== document.id);
      known.set(document, trainTexts(others, lexicon));
    }
    return known.get(document);
  };
}
