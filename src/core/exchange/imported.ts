/** What the readers of links give. Nothing is changed by reading; see {@link ./match.ts}. */
import type { Message } from '../model';

/** Two texts that are said to translate each other; one is undefined where the file has one side only. */
export interface TextPair {
  readonly zh: string | undefined;
  readonly en: string | undefined;
  /** 1-based line of the file. */
  readonly line: number;
}

/** Links by their texts. */
export interface ImportedTexts {
  readonly kind: 'texts';
  readonly pairs: readonly TextPair[];
  /** What could not be read, with its line. */
  readonly problems: readonly Message[];
}

/** Links by the numbers of sentences, counted from 0 on each side. */
export interface ImportedNumbers {
  readonly kind: 'numbers';
  readonly beads: readonly { readonly zh: readonly number[]; readonly en: readonly number[]; readonly line: number }[];
  /** How many sentences the file is about, where it tells. */
  readonly counts: { readonly zh: number; readonly en: number } | undefined;
  readonly problems: readonly Message[];
}

export type Imported = ImportedTexts | ImportedNumbers;
