/** The list of checks. Adding one: a file beside this, a line here, a settings entry, a fixture. */
import { bracketPairs } from './bracketPairs';
import type { Check } from './check';
import { cjkSpacing } from './cjkSpacing';
import { dateMismatch } from './dateMismatch';
import { doubtfulLink } from './doubtfulLink';
import { duplicate } from './duplicate';
import { invisibleCharacter } from './invisibleCharacter';
import { lengthRatio } from './lengthRatio';
import { mixedScript } from './mixedScript';
import { mojibake } from './mojibake';
import { moved } from './moved';
import { nameMismatch } from './nameMismatch';
import { numberMismatch } from './numberMismatch';
import { omittedSentence } from './omittedSentence';
import { punctuationWidth } from './punctuationWidth';
import { quotePairs } from './quotePairs';
import { quoteStyle } from './quoteStyle';
import { repeatedWord } from './repeatedWord';
import { speakerMismatch } from './speakerMismatch';
import { straySpace } from './straySpace';
import { termGlossary } from './termGlossary';
import { termInconsistent } from './termInconsistent';
import { titleMarks } from './titleMarks';
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
  numberMismatch,
  dateMismatch,
  nameMismatch,
  speakerMismatch,
  termGlossary,
  termInconsistent,
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
