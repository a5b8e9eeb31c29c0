/** The list of checks. Adding one: a file beside this, a line here, a settings entry, a fixture. */
import type { Check } from './check';
import { nameMismatch } from './nameMismatch';
import { speakerMismatch } from './speakerMismatch';
import { termGlossary } from './termGlossary';
import { termInconsistent } from './termInconsistent';
import { unaligned } from './unaligned';

/** All checks, in the order in which their findings are listed at one place. */
export const checks: readonly Check[] = [unaligned, nameMismatch, termGlossary, termInconsistent, speakerMismatch];
