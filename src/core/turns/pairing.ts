/** Names of one person: short and long forms on a side, and the two sides' names against each other. */
import type { Side, Speaker } from '../model';
import { isGenericRole } from './labels';
import { type Spoken, type Syllables, sideText, type Voice, type Voices } from './voices';

/** Is the English name the reading of the Chinese one, whole or the surname alone, given name first or last? */
export function matchesReading(zh: string, en: string, syllables: Syllables): boolean {
  const characters = [...zh];
  if (characters.length < 2 || characters.length > 4) return false;
  const readings = characters.map((character) => syllables(character).map(letters));
  if (readings.some((list) => !list.length)) return false;
  const tokens = en.split(/\s+/).map(letters).filter(Boolean);
  const spells = (from: number, to: number, text: string): boolean => {
    if (from === to) return text === '';
    return readings[from].some(
      (syllable) => text.startsWith(syllable) && spells(from + 1, to, text.slice(syllable.length)),
    );
  };
  const whole = tokens.join('');
  if (spells(0, characters.length, whole)) return true;
  for (const surname of [1, 2]) {
    if (surname >= characters.length) break;
    const rotated = [...tokens.slice(-1), ...tokens.slice(0, -1)].join('');
    if (tokens.length > 1 && spells(0, characters.length, rotated)) return true;
    if (tokens.length === 1 && spells(0, surname, whole)) return true;
  }
  return false;
}

/** Letters as English prints pinyin: lower case, no tones, no apostrophes, `u` for `ü`. */
function letters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\p{Script=Latin}]/gu, '')
    .toLowerCase();
}

/** Looks up the speaker of a named voice; the same person gives the same object. */
export type SpeakerOf = (voice: Voice & { readonly kind: 'named' }) => Speaker;

/**
 * Pairs the names of the two sides. `own` are the voices as each side gives them, `all` after projection. A pair is made
 * by reading, else when each name is the other's most frequent companion in linked sentences and groups.
 */
export function pairSpeakers(article: Spoken, own: Voices, syllables?: Syllables): SpeakerOf {
  const names = { zh: countNames(own, 'zh'), en: countNames(own, 'en') };
  const english = sideText(article, 'en');
  const canonical = {
    zh: canonicalNames(names.zh, 'zh', ''),
    en: canonicalNames(names.en, 'en', english),
  };
  const canon = (voice: Voice & { readonly kind: 'named' }) => canonical[voice.side].get(voice.name) ?? voice.name;
  const together = companions(article, own, canon);
  const partner = new Map<string, string>();
  for (const zh of new Set(canonical.zh.values())) {
    for (const en of new Set(canonical.en.values())) {
      const same = zh.toLowerCase() === en.toLowerCase() || (syllables && matchesReading(zh, en, syllables));
      if (!same || partner.has(`en ${en}`) || partner.has(`zh ${zh}`)) continue;
      partner.set(`zh ${zh}`, en);
      partner.set(`en ${en}`, zh);
    }
  }
  const best = bestCompanions(together);
  const unified = new Map<string, string>();
  for (const [key, other] of [...best].sort()) {
    const [side, name] = [key.slice(0, 2), key.slice(3)];
    const back = `${side === 'zh' ? 'en' : 'zh'} ${other}`;
    if (partner.has(key) || partner.has(back) || best.get(back) !== name) continue;
    partner.set(key, other);
    partner.set(back, name);
  }
  for (const [key, other] of best) {
    const [side, name] = [key.slice(0, 2) as Side, key.slice(3)];
    const back = `${side === 'zh' ? 'en' : 'zh'} ${other}`;
    const rival = partner.get(back);
    if (partner.has(key) || !rival || rival === name) continue;
    if (isGenericRole(name) && !isGenericRole(rival)) unified.set(key, rival);
    else if (isGenericRole(rival) && !isGenericRole(name)) {
      unified.set(`${side} ${rival}`, name);
      partner.set(key, other);
      partner.set(back, name);
    }
  }
  const speakers = new Map<string, Speaker>();
  const seen = new Map<string, Speaker>();
  const find = (voice: Voice & { readonly kind: 'named' }): Speaker => {
    const { side } = voice;
    let name = canon(voice);
    name = unified.get(`${side} ${name}`) ?? name;
    const other = partner.get(`${side} ${name}`) ?? sameWord(name, side, english);
    const speaker: Speaker = side === 'zh' ? { zh: name, en: other } : { zh: other, en: name };
    const key = `${speaker.zh} ${speaker.en}`;
    const known = speakers.get(key);
    if (known) return known;
    speakers.set(key, speaker);
    return speaker;
  };
  return (voice) => {
    const key = `${voice.side} ${voice.name}`;
    const speaker = seen.get(key) ?? find(voice);
    seen.set(key, speaker);
    return speaker;
  };
}

function countNames(voices: Voices, side: Side): Map<string, number> {
  const count = new Map<string, number>();
  for (const voice of voices)
    if (voice?.kind === 'named' && voice.side === side) count.set(voice.name, (count.get(voice.name) ?? 0) + 1);
  return count;
}

/** From each form of a name to its longest: `Xi` to `Xi Jinping`, `Putin` to `Vladimir Putin`, unless two would fit. */
function canonicalNames(names: ReadonlyMap<string, number>, side: Side, text: string): ReadonlyMap<string, string> {
  const canonical = new Map<string, string>();
  const full = side === 'en' ? titledNames(text) : [];
  for (const name of names.keys()) {
    const long = new Set([...names.keys()].filter((other) => other !== name && contains(other, name, side)));
    if (!long.size && side === 'en' && !name.includes(' ') && !/^\p{Lu}+$/u.test(name))
      for (const form of full) if (contains(form, name, side)) long.add(form);
    canonical.set(name, long.size === 1 ? [...long][0] : name);
  }
  return canonical;
}

function contains(long: string, short: string, side: Side): boolean {
  if (side === 'zh') return /[·•]/.test(long) && long.split(/[·•]/).at(-1) === short;
  const tokens = long.split(' ');
  return !short.includes(' ') && tokens.length > 1 && (tokens[0] === short || tokens.at(-1) === short);
}

const TITLED =
  /(?:President|Premier|Minister|Chancellor|King|Queen|Secretary-General|Secretary|Ambassador|Governor|Senator|Mayor|[Ss]pokes(?:person|man|woman)|[Pp]rofessor|Mr\.|Mrs\.|Ms\.|Dr\.|[Cc]hair(?:man|woman)|[Dd]irector) (\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){1,2})/gu;

/** Names of two or three words that stand after a title somewhere in the text. */
function titledNames(text: string): readonly string[] {
  const forms = new Set([...text.matchAll(TITLED)].map((match) => match[1]));
  return [...forms].filter((form) => ![...forms].some((other) => form.startsWith(`${other} `)));
}

/** How often each name stands against each name of the other side. */
function companions(article: Spoken, voices: Voices, canon: (voice: Voice & { readonly kind: 'named' }) => string) {
  const together = new Map<string, Map<string, number>>();
  const add = (a: string, b: string) => {
    const row = together.get(a) ?? new Map<string, number>();
    row.set(b, (row.get(b) ?? 0) + 1);
    together.set(a, row);
  };
  const namesOf = (sentences: readonly number[], side: Side) => {
    const found = new Set<string>();
    for (const at of sentences) {
      const voice = voices[at];
      if (voice?.kind === 'named' && voice.side === side) found.add(canon(voice));
    }
    return found;
  };
  const meet = (zh: readonly number[], en: readonly number[]) => {
    const [left, right] = [namesOf(zh, 'zh'), namesOf(en, 'en')];
    if (left.size !== 1 || right.size !== 1) return;
    const [z] = left;
    const [e] = right;
    add(`zh ${z}`, e);
    add(`en ${e}`, z);
  };
  for (const link of article.links) meet(link.zh, link.en);
  const sentences = (segments: readonly number[]) => segments.flatMap((at) => article.segments[at].sentences);
  for (const group of article.groups) meet(sentences(group.zh), sentences(group.en));
  return together;
}

/** Each name's most frequent companion, if one is. */
function bestCompanions(together: ReadonlyMap<string, ReadonlyMap<string, number>>): ReadonlyMap<string, string> {
  const best = new Map<string, string>();
  for (const [name, row] of together) {
    const [first, second] = [...row].sort((a, b) => b[1] - a[1]);
    if (!second || first[1] > second[1]) best.set(name, first[0]);
  }
  return best;
}

/** A name in Latin letters in Chinese text is the English name, where the English has it. */
function sameWord(name: string, side: Side, english: string): string | null {
  if (side !== 'zh' || !/^[\p{Script=Latin}\p{M}][\p{Script=Latin}\p{M} .'’-]+$/u.test(name)) return null;
  return english.includes(name) ? name : null;
}
