/** From texts to an {@link Article}: the pipeline, named step by step. */
import type { Statistics } from './align/statistics';
import type { Lexicon } from './lexicon/lexicon';
import type { Article } from './model';
import type { Settings } from './settings';
import type { SourceText } from './text';

/** How a text is to be read. `prose`: paragraphs, with Markdown if there is any. `code` is never an article by itself. */
export type Format = 'prose' | 'tsv' | 'csv' | 'code';

/** What is to be analysed. */
export interface AnalysisRequest {
  /** One text with both languages, or two: Chinese, English. */
  readonly sources: readonly SourceText[];
  readonly format: Format;
  readonly lexicon: Lexicon;
  readonly settings: Settings;
  /** What the user said of this file: `include` takes it for an article, `exclude` for none; else its content decides. */
  readonly scope?: 'include' | 'exclude' | undefined;
  /** Statistics of an earlier version: they are used as they are, and nothing is learnt anew. */
  readonly statistics?: Statistics | undefined;
}

/** Analyses to the end. Throws only on programmer error; bad text is an unrecognised article or a finding. */
export function analyse(request: AnalysisRequest): Article {
  const steps = analyseInSteps(request);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in small steps, so that a caller may pause, or drop the work, between any two. */
// biome-ignore lint/correctness/useYield: the steps follow
export function* analyseInSteps(_request: AnalysisRequest): Generator<undefined, Article, undefined> {
  throw new Error('pending');
}
