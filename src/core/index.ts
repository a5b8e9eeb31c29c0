/** The door of the core: everything the editor and the command line may use. */

export type { Statistics } from './align/statistics';
export { type AnalysisRequest, analyse, analyseInSteps, type Format } from './analyse';
export type { Lexicon } from './lexicon/lexicon';
export type * from './model';
export * from './query';
export { scopeOf } from './scope';
export { defaultSettings, type Settings } from './settings';
export { lineAt, lineEnd, lineText, offsetAt, type Position, positionAt, type SourceText, sourceText } from './text';
