/** A glossary: terms with their translations, as the user wants them. */
import type { Message } from '../model';

/** One entry: every variant of a side that is right, and those that are not. */
export interface GlossaryEntry {
  /** Not empty; the preferred one first. */
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly forbidden: { readonly zh: readonly string[]; readonly en: readonly string[] };
  readonly note: string | undefined;
}

/** All entries of the files that are set, in their order. Immutable; compared by identity. */
export interface Glossary {
  readonly entries: readonly GlossaryEntry[];
}

/** What is wrong at a 1-based line of a file. */
export interface GlossaryProblem {
  /** The file cannot be used, or not from here on; else a row that was left out. */
  readonly unusable: boolean;
  readonly line: number;
  readonly message: Message;
}

/** What one file gave. */
export interface ReadGlossary {
  readonly entries: readonly GlossaryEntry[];
  /** In the order of the lines. What they do not name was read. */
  readonly problems: readonly GlossaryProblem[];
}
