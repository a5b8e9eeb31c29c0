/** The door of the interchange formats. */
export {
  type AlignedSentence,
  type AlignedTexts,
  type Bitext,
  handOver,
  handOverTexts,
  type Level,
  type Passage,
  type Unit,
  type UnitFinding,
  type UnitThread,
  type Words,
  type Written,
} from './bitext';
export { writeHtml } from './html';
export type { Imported, ImportedNumbers, ImportedTexts, TextPair } from './imported';
export { readLadder, writeLadder } from './ladder';
export { writeMarkdown } from './markdown';
export { type ImportMatch, type MatchedLink, matchImported, type Unmatched } from './match';
export { readLinks } from './read';
export { readTmx, type TmxOptions, writeTmx } from './tmx';
export { readTsv, writeTsv } from './tsv';
export { EXPORT_FORMATS, type ExportFormat, type ExportOptions, writeBitexts } from './write';
export { writeXliff } from './xliff';
