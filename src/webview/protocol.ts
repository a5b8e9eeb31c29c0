/** What the extension and the page of the reading view say to each other. All texts are put to words already. */

/** What a note or a mark is about; each has its sign. */
export type Sign =
  | 'error'
  | 'warning'
  | 'information'
  | 'hint'
  | 'comment'
  | 'approved'
  | 'flagged'
  | 'changed'
  | 'manual';

/** Words with a sign before them. */
export interface Note {
  readonly sign: Sign;
  readonly text: string;
}

/** A paragraph as it is shown. */
export interface ShownParagraph {
  readonly text: string;
  readonly form: 'body' | 'heading' | 'small' | 'code';
  /** Who speaks; empty where nothing is said of it. */
  readonly speaker: string;
  readonly notes: readonly Note[];
}

/** A row as it is shown; see `ReadingRow` of core. */
export interface ShownRow {
  readonly key: string;
  readonly kind: 'pair' | 'alone' | 'aside';
  readonly zh: readonly ShownParagraph[];
  readonly en: readonly ShownParagraph[];
  readonly aside: readonly ShownParagraph[];
  /** A counterpart is needed, and there is none. */
  readonly missing: boolean;
  /** Of the row as a whole. */
  readonly marks: readonly Note[];
}

/** See `Splice` of core. */
export interface ShownSplice {
  readonly start: number;
  readonly removed: number;
  readonly rows: readonly ShownRow[];
}

/** The words of the page itself. Places in braces are filled in by the page. */
export interface PageWords {
  readonly table: string;
  readonly pair: string;
  readonly zh: string;
  readonly en: string;
  readonly find: string;
  readonly count: string;
  readonly nothing: string;
  readonly next: string;
  readonly previous: string;
  readonly follow: string;
  readonly print: string;
  readonly noArticle: string;
  readonly unpaired: string;
}

/** A place in the rows: so much of a row, 0..1, is above it. */
export interface ShownPlace {
  readonly key: string;
  readonly part: number;
}

/** What the extension tells the page. */
export type ToPage =
  | {
      /** Everything anew: the page has just been loaded. */
      readonly kind: 'show';
      readonly uri: string;
      readonly words: PageWords;
      readonly rows: readonly ShownRow[];
      readonly follow: boolean;
    }
  | { readonly kind: 'change'; readonly splices: readonly ShownSplice[] }
  /** Is there an article to show? */
  | { readonly kind: 'article'; readonly known: boolean }
  /** The row of the cursor; undefined where it is in none. */
  | { readonly kind: 'current'; readonly key: string | undefined }
  | ({ readonly kind: 'scroll' } & ShownPlace);

/** What the page tells the extension. */
export type FromPage =
  | { readonly kind: 'ready' }
  /** Go to a paragraph: `paragraph` counts through Chinese, English and what is aside. */
  | { readonly kind: 'open'; readonly key: string; readonly paragraph: number }
  /** The user has scrolled. */
  | ({ readonly kind: 'scrolled' } & ShownPlace)
  /** Are the page and the editor to be held together? */
  | { readonly kind: 'follow'; readonly on: boolean }
  | { readonly kind: 'print' };

/** What the page remembers of itself, also while the window is closed. */
export interface PageState {
  readonly uri: string;
  readonly place: ShownPlace | undefined;
}
