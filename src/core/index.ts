/** The door of the core: everything the editor and the command line may use. */

export { type Match, matchesOf, type SentenceSets } from './align/matches';
export type { Statistics } from './align/statistics';
export { alignTexts, type TextBead, type TextsRequest } from './align/texts';
export { type AnalysisRequest, analyse, analyseInSteps, type Format, mayBeArticle, notAnArticle } from './analyse';
export { checkCodes } from './checks';
export { type Hit, hitsOf } from './concordance';
export { type Counts, countsBySide, countsOf } from './counts';
export * from './exchange';
export type { Glossary, ReadGlossary } from './glossary/glossary';
export { glossaryOf, readGlossary } from './glossary/read';
export { countScripts, languageOf, otherSide } from './language';
export { type Lexicon, openLexicon } from './lexicon/lexicon';
export type * from './model';
export { encodingFor, mojibakeOf } from './mojibake';
export { type OutlineContent, type OutlineNode, outlineOf, turnOpening } from './outline';
export * from './query';
export * from './reading';
export {
  type Change,
  changeFinding,
  changeLink,
  changeMerge,
  changePair,
  changeRole,
  changeTakeOut,
  changeThread,
  changeUnlink,
  likelyCounterparts,
  type SegmentPair,
} from './review/change';
export type { Deciding, Decision, ThreadDecision } from './review/decisions';
export {
  commonGround,
  type Decisions,
  mergeDecisions,
  type ReviewReading,
  readReview,
  writeReview,
} from './review/file';
export { type PlacingText, renewAnchors } from './review/place';
export {
  changesOf,
  differenceIn,
  findingsByGroup,
  isPending,
  progressOf,
  reviewOrder,
} from './review/session';
export { formatOf, globOf, scopeOf } from './scope';
export { segmentArticle } from './segment/segments';
export { defaultSettings, type Settings, settingsFrom } from './settings';
export { unalignedKey } from './sourceLanguage';
export { lineAt, lineEnd, offsetAt, type Position, positionAt, type SourceText, sourceText } from './text';
