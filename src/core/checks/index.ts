/** The list of checks. Adding one: a file beside this, a line here, a settings entry, a fixture. */
import type { Check } from './check';
import { doubtfulLink } from './doubtfulLink';
import { duplicate } from './duplicate';
import { lengthRatio } from './lengthRatio';
import { moved } from './moved';
import { omittedSentence } from './omittedSentence';
import { speakerMismatch } from './speakerMismatch';
import { unaligned } from './unaligned';
import { untranslated } from './untranslated';

/** All checks, in the order in which their findings are listed at one place. */
export const checks: readonly Check[] = [
  unaligned,
  untranslated,
  duplicate,
  doubtfulLink,
  moved,
  omittedSentence,
  lengthRatio,
  speakerMismatch,
];
