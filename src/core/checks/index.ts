/** The list of checks. Adding one: a file beside this, a line here, a settings entry, a fixture. */
import { bracketPairs } from './bracketPairs';
import type { Check } from './check';
import { cjkSpacing } from './cjkSpacing';
import { dateMismatch } from './dateMismatch';
import { invisibleCharacter } from './invisibleCharacter';
import { mixedScript } from './mixedScript';
import { mojibake } from './mojibake';
import { numberMismatch } from './numberMismatch';
import { punctuationWidth } from './punctuationWidth';
import { quotePairs } from './quotePairs';
import { quoteStyle } from './quoteStyle';
import { repeatedWord } from './repeatedWord';
import { speakerMismatch } from './speakerMismatch';
import { straySpace } from './straySpace';
import { titleMarks } from './titleMarks';
import { unaligned } from './unaligned';

/** All checks, in the order in which their findings are listed at one place. */
export const checks: readonly Check[] = [
  unaligned,
  speakerMismatch,
  numberMismatch,
  dateMismatch,
  repeatedWord,
  quotePairs,
  bracketPairs,
  mixedScript,
  mojibake,
  invisibleCharacter,
  punctuationWidth,
  straySpace,
  cjkSpacing,
  quoteStyle,
  titleMarks,
];

/** The codes of all checks. */
export const checkCodes: readonly string[] = checks.map(({ code }) => code);
