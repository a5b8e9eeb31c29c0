/** The list of checks. Adding one: a file beside this, a line here, a settings entry, a fixture. */
import type { Check } from './check';
import { dateMismatch } from './dateMismatch';
import { numberMismatch } from './numberMismatch';
import { speakerMismatch } from './speakerMismatch';
import { unaligned } from './unaligned';

/** All checks, in the order in which their findings are listed at one place. */
export const checks: readonly Check[] = [unaligned, speakerMismatch, numberMismatch, dateMismatch];

/** The codes of all checks. */
export const checkCodes: readonly string[] = checks.map(({ code }) => code);
