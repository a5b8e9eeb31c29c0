/** A glossary: terms with their translations, as the user wants them. */

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
