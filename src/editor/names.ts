/** Every name that the manifest and the code must agree on. No editor is needed here, so that a test may compare them. */

/** Commands that the user can run; each is registered, declared in package.json and titled in both languages. */
export const commandIds = {
  goToCounterpart: 'parallelText.goToCounterpart',
  nextPair: 'parallelText.nextPair',
  previousPair: 'parallelText.previousPair',
  nextUnaligned: 'parallelText.nextUnaligned',
  previousUnaligned: 'parallelText.previousUnaligned',
  nextTurn: 'parallelText.nextTurn',
  previousTurn: 'parallelText.previousTurn',
  filterSpeakers: 'parallelText.filterSpeakers',
  clearSpeakerFilter: 'parallelText.clearSpeakerFilter',
  followInSpeakers: 'parallelText.followInSpeakers',
  unfollowInSpeakers: 'parallelText.unfollowInSpeakers',
  approvePair: 'parallelText.approvePair',
  flagPair: 'parallelText.flagPair',
  clearPair: 'parallelText.clearPair',
  nextToReview: 'parallelText.nextToReview',
  previousToReview: 'parallelText.previousToReview',
  linkWith: 'parallelText.linkWith',
  unlinkPair: 'parallelText.unlinkPair',
  takeOutOfPair: 'parallelText.takeOutOfPair',
  mergeWithNextPair: 'parallelText.mergeWithNextPair',
  needsNoTranslation: 'parallelText.needsNoTranslation',
  markRole: 'parallelText.markRole',
  undoDecision: 'parallelText.undoDecision',
  redoDecision: 'parallelText.redoDecision',
  filterPairs: 'parallelText.filterPairs',
  clearPairFilter: 'parallelText.clearPairFilter',
  linkRows: 'parallelText.linkRows',
  addComment: 'parallelText.addComment',
  editComment: 'parallelText.editComment',
  saveComment: 'parallelText.saveComment',
  cancelComment: 'parallelText.cancelComment',
  deleteComment: 'parallelText.deleteComment',
  resolveThread: 'parallelText.resolveThread',
  reopenThread: 'parallelText.reopenThread',
  copyCounterpart: 'parallelText.copyCounterpart',
  copyPair: 'parallelText.copyPair',
  searchTerm: 'parallelText.searchTerm',
  exportArticle: 'parallelText.exportArticle',
  importLinks: 'parallelText.importLinks',
  cycleDecorations: 'parallelText.cycleDecorations',
  treatAsArticle: 'parallelText.treatAsArticle',
  treatAsNoArticle: 'parallelText.treatAsNoArticle',
  explainRecognition: 'parallelText.explainRecognition',
  openReadingView: 'parallelText.openReadingView',
  openSideBySide: 'parallelText.openSideBySide',
  printReadingView: 'parallelText.printReadingView',
  refresh: 'parallelText.refresh',
} as const;

/** Commands behind links; registered, but offered nowhere. */
export const innerCommandIds = {
  /** Arguments: the document's URI as text, a 0-based line, a 0-based column. */
  reveal: 'parallelText.reveal',
  /** Arguments: the document's URI as text, the fingerprint of a finding. */
  dismiss: 'parallelText.dismiss',
  /** Argument: the code of a check. */
  openCheckPage: 'parallelText.openCheckPage',
  /** Arguments: the document's URI as text, the code of a check. */
  switchOff: 'parallelText.switchOff',
} as const;

/** How many hues the groups take in turn. */
export const HUES = 6;

/**
 * The default colours of the hues, for icons, which cannot take those of a theme: the same as in package.json, in light
 * and dark themes.
 */
export const hueColors: readonly { readonly light: string; readonly dark: string }[] = [
  { light: '#9a5b00', dark: '#e0a33e' },
  { light: '#1a66b8', dark: '#6cb2f7' },
  { light: '#0f7a4d', dark: '#4fc28d' },
  { light: '#a83279', dark: '#ee8fc8' },
  { light: '#6a4fc4', dark: '#b39df5' },
  { light: '#00757f', dark: '#43c3cf' },
];

/** Colours, each declared in package.json with defaults for all kinds of themes. */
export const colorIds = {
  /** The colour of a hue, 0-based. */
  group: (hue: number) => `parallelText.group${hue + 1}`,
  current: 'parallelText.currentPairBackground',
  unaligned: 'parallelText.unaligned',
} as const;

/** Keys for `when` clauses. */
export const contextKeys = {
  /** The document of the active editor is a bilingual article. */
  isArticle: 'parallelText.isArticle',
  /** What the Speakers view has to show: `some` speakers, `nobody` who speaks, `noArticle`; undefined: not yet known. */
  speakers: 'parallelText.speakersShown',
  /** A filter holds in the Pairs view. */
  pairsFiltered: 'parallelText.pairsFiltered',
  /** A filter holds in the Speakers view. */
  speakersFiltered: 'parallelText.speakersFiltered',
  /** The Speakers view follows the cursor. */
  speakersFollow: 'parallelText.speakersFollow',
} as const;

/** Views, each declared in package.json. */
export const viewIds = {
  pairs: 'parallelText.pairs',
  speakers: 'parallelText.speakers',
} as const;

/** Kinds of panels among the editors. */
export const panelIds = {
  reading: 'parallelText.reading',
} as const;

/** The scheme of the documents that hold one language of an article. */
export const READING_SCHEME = 'parallel-text-reading';

/** The language that the extension brings. */
export const ARTICLE_LANGUAGE = 'bilingual-article';

/** The kind of the action that makes every correction of form, below `source.fixAll`. */
export const FIX_ALL = 'parallelText';

/** What diagnostics name as their source. */
export const DIAGNOSTIC_SOURCE = 'parallel-text';

/** The controller of reviewers' comments. */
export const COMMENTS = 'parallelText.comments';
