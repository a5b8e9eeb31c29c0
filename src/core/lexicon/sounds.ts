/**
 * Do a Chinese transliteration and a foreign name sound alike? Both are reduced to their consonants, in classes that
 * Chinese does not tell apart or that transliteration confuses (b p, d t, g k, j q x zh ch sh z c s, l r, f v w), and
 * compared by a weighted longest common subsequence. Vowels carry too little: 伯 is Ber-, Bo-, Per-, Pa-.
 */
import type { Lexicon } from './lexicon';

/** Initials of pinyin, longest first. */
const INITIALS: readonly (readonly [initial: string, sound: string])[] = [
  ['zh', 'S'],
  ['ch', 'S'],
  ['sh', 'S'],
  ['b', 'P'],
  ['p', 'P'],
  ['m', 'M'],
  ['f', 'F'],
  ['d', 'T'],
  ['t', 'T'],
  ['n', 'N'],
  ['l', 'L'],
  ['g', 'K'],
  ['k', 'K'],
  ['h', 'H'],
  ['j', 'S'],
  ['q', 'S'],
  ['x', 'S'],
  ['r', 'L'],
  ['z', 'S'],
  ['c', 'S'],
  ['s', 'S'],
  ['w', 'W'],
];

/** Spellings of English and its neighbours, longest first. */
const SPELLINGS: readonly (readonly [letters: RegExp, sound: string])[] = [
  [/^(?:tsch|sch|tch|sh|ch|cz|ts|tz|zh)/, 'S'],
  [/^(?:ck|kh|qu|q|k)/, 'K'],
  [/^ph/, 'F'],
  [/^th/, 'T'],
  [/^(?:gh|wh)/, 'H'],
  [/^c(?=[eiy])/, 'S'],
  [/^g(?=[eiy])/, 'S'],
  [/^c/, 'K'],
  [/^g/, 'K'],
  [/^x/, 'KS'],
  [/^[bp]+/, 'P'],
  [/^[dt]+/, 'T'],
  [/^[fv]+/, 'F'],
  [/^w/, 'W'],
  [/^[jsz]+/, 'S'],
  [/^[lr]+/, 'L'],
  [/^m+/, 'M'],
  [/^n+/, 'N'],
  [/^h/, 'H'],
];

/** How much a sound tells; the others come and go. */
const WEIGHT: Readonly<Record<string, number>> = {
  P: 1,
  T: 1,
  K: 1,
  S: 1,
  M: 1,
  F: 0.9,
  L: 0.8,
  N: 0.6,
  W: 0.5,
  H: 0.3,
};

/** Sounds that stand for each other. */
const NEAR: Readonly<Record<string, string>> = {
  F: 'WHP',
  W: 'FH',
  H: 'WFK',
  K: 'SH',
  S: 'TK',
  T: 'S',
  N: 'M',
  M: 'N',
  P: 'F',
};
const NEAR_SHARE = 0.6;

/** From this share of both on, names may be one; and names that the dictionary knows as others. */
const ALIKE_FROM = { usual: 0.62, known: 0.85 } as const;
const LONGEST = 16;

/** The consonants of a Chinese string by the commonest readings; undefined where a character has none. */
function chineseSounds(text: string, lexicon: Lexicon): string | undefined {
  let sounds = '';
  for (const character of text) {
    if (/[·•・\s-]/.test(character)) continue;
    const syllable = lexicon.syllables(character)[0];
    if (!syllable) return undefined;
    if (syllable === 'er') {
      sounds += 'L';
      continue;
    }
    sounds += INITIALS.find(([initial]) => syllable.startsWith(initial))?.[1] ?? '';
    if (/ng?$/.test(syllable)) sounds += 'N';
  }
  return sounds;
}

/** The consonants of a foreign name. */
function foreignSounds(name: string): string {
  let rest = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  let sounds = '';
  while (rest) {
    const found = SPELLINGS.find(([letters]) => letters.test(rest));
    if (found) sounds += found[1];
    rest = rest.slice(found?.[0].exec(rest)?.[0].length ?? 1);
  }
  return sounds.replace(/(.)\1+/g, '$1');
}

function common(a: string, b: string): number {
  let previous = new Float64Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    const row = new Float64Array(b.length + 1);
    for (let j = 0; j < b.length; j++) {
      const both = Math.min(WEIGHT[a[i]], WEIGHT[b[j]]);
      const met = a[i] === b[j] ? WEIGHT[a[i]] : NEAR[a[i]]?.includes(b[j]) ? NEAR_SHARE * both : 0;
      row[j + 1] = Math.max(row[j], previous[j + 1], previous[j] + met);
    }
    previous = row;
  }
  return previous[b.length];
}

const weigh = (sounds: string) => [...sounds].reduce((sum, sound) => sum + WEIGHT[sound], 0);

/**
 * May the Chinese string be a transliteration of the foreign name? Errs on the side of yes, less so for names that are
 * `known` to have another Chinese one.
 */
export function soundsAlike(zh: string, name: string, lexicon: Lexicon, known: 'usual' | 'known' = 'usual'): boolean {
  if (zh.length > LONGEST || name.length > 2 * LONGEST) return true;
  const chinese = chineseSounds(zh, lexicon);
  if (chinese === undefined) return true;
  const foreign = foreignSounds(name);
  const [a, b] = [weigh(chinese), weigh(foreign)];
  if (a === 0 || b === 0) return true;
  return (2 * common(chinese, foreign)) / (a + b) >= ALIKE_FROM[known];
}

/** The consonants that never fall away, of a Chinese string and of a foreign name; equal for most that sound alike. */
export function soundKeys(lexicon: Lexicon) {
  const key = (sounds: string) => sounds.replace(/[LNWHF]/g, '').replace(/(.)\1+/g, '$1');
  return {
    zh: (text: string) => key(chineseSounds(text, lexicon) ?? ''),
    en: (name: string) => key(foreignSounds(name)),
  };
}
