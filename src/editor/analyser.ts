/** Runs core's analysis in the background of one thread. A worker can take this place: nothing else knows how it is done. */
import type * as vscode from 'vscode';
import { type AnalysisRequest, type Article, analyseInSteps, type Lexicon, notAnArticle } from '../core';

/** What is to be analysed; the analyser has a dictionary of its own. */
export type AnalyserRequest = Omit<AnalysisRequest, 'lexicon'>;

/** Analyses; undefined when cancelled. Rejects on programmer error only. */
export type Analyser = (request: AnalyserRequest, token: vscode.CancellationToken) => Promise<Article | undefined>;

/** What {@link createAnalyser} needs from outside. */
export interface AnalyserSurroundings {
  /** Called for each text that may be an article. */
  readonly lexicon: () => Promise<Lexicon>;
  /** Lets the thread do something else; resolves in a later task. */
  readonly pause: () => Promise<void>;
  /** Milliseconds on any monotonic clock. */
  readonly now: () => number;
}

/** How long the thread may be kept busy at a time, in milliseconds. */
const SLICE = 12;

/** An analyser in this thread that pauses every few milliseconds. */
export function createAnalyser({ lexicon, pause, now }: AnalyserSurroundings): Analyser {
  return async (request, token) => {
    const refused = notAnArticle(request);
    if (refused) return refused;
    const steps = analyseInSteps({ ...request, lexicon: await lexicon() });
    let since = now();
    while (!token.isCancellationRequested) {
      const step = steps.next();
      if (step.done) return step.value;
      if (now() - since < SLICE) continue;
      await pause();
      since = now();
    }
    return undefined;
  };
}
