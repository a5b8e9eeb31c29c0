/** What the program uses of the core; tests put a small one in its place. */
import {
  type AnalysisRequest,
  type Article,
  alignTexts,
  analyse,
  type Lexicon,
  openLexicon,
  type SourceText,
  segmentArticle,
  type TextBead,
  type TextsRequest,
} from '../core';

/** Offsets of a sentence in its own text. */
export interface PairSentence {
  readonly start: number;
  readonly end: number;
}

export interface Engine {
  analyse(request: AnalysisRequest): Article;
  /** Throws an Error for the user when the bytes are no dictionary. */
  openLexicon(bytes: Uint8Array): Lexicon;
  /** The sentences of a Chinese and an English text, paragraph by paragraph; markup and code have none. */
  pairSentences(sources: readonly [zh: SourceText, en: SourceText]): {
    readonly zh: readonly PairSentence[];
    readonly en: readonly PairSentence[];
  };
  /** Aligns two lists of sentences; every one is in exactly one bead, and the beads are in source order. */
  alignTexts(request: TextsRequest): readonly TextBead[];
}

/** The real one. */
export const engine: Engine = {
  analyse,
  openLexicon,
  alignTexts,
  pairSentences: (sources) => {
    const { sentences } = segmentArticle(sources, 'prose');
    const of = (source: 0 | 1) => sentences.map(({ span }) => span).filter((span) => span.source === source);
    return { zh: of(0), en: of(1) };
  },
};
