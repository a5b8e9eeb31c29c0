/** Names of one person: short and long forms on a side, and the two sides' names against each other. */
import type { Side } from '../model';
import { isGenericRole } from './labels';
import { EN_NOBODY, EN_TITLES, ZH_TITLES } from './titles';
import { type Heard, type Named, type Spoken, type Syllables, sideText, type TurnLexicon, type Voices } from './voices';

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

/** Chinese names that can be read as one of some English names, given name first or last. */
export class ReadNames {
  private readonly spelt = new Set<string>();

  constructor(
    names: readonly string[],
    private readonly syllables: Syllables,
  ) {
    for (const name of names) {
      const tokens = name.split(/\s+/).map(letters).filter(Boolean);
      this.spelt.add(tokens.join(''));
      this.spelt.add([...tokens.slice(-1), ...tokens.slice(0, -1)].join(''));
    }
  }

  has(zh: string): boolean {
    const characters = [...zh];
    if (characters.length < 2 || characters.length > 4) return false;
    let spellings = [''];
    for (const character of characters) {
      const readings = this.syllables(character).map(letters);
      spellings = spellings
        .flatMap((spelling) => readings.map((reading) => spelling + reading))
        .slice(0, MOST_READINGS);
    }
    return spellings.some((spelling) => this.spelt.has(spelling));
  }

  /** The longest name that a text ends with. */
  atEnd(text: string): string | undefined {
    for (const length of [4, 3, 2]) {
      const name = text.slice(-length);
      if (text.length >= length && this.has(name)) return name;
    }
    return undefined;
  }
}

/** Four characters with several readings each have no more spellings than this. */
const MOST_READINGS = 64;

/** Letters as English prints pinyin: lower case, no tones, no apostrophes, `u` for `ü`. */
function letters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\p{Script=Latin}]/gu, '')
    .toLowerCase();
}

/** Someone who speaks; the same person is the same object. */
export interface Identity {
  readonly zh: string | null;
  readonly en: string | null;
  readonly role: boolean;
  /** The names by which the text says that he or she speaks. */
  readonly forms: Readonly<Record<Side, Set<string>>>;
}

/**
 * Pairs the names of the two sides, as each gives them. A pair is made by reading, else when each name is the other's
 * most frequent companion in linked sentences and groups. An office gives way to the name that stands against it.
 */
export function pairSpeakers(article: Spoken, heard: Heard, lexicon?: TurnLexicon): (voice: Named) => Identity {
  const { voices } = heard;
  const names = { zh: countNames(voices, 'zh'), en: countNames(voices, 'en') };
  const roles = new Set(
    voices.flatMap((voice) => (voice?.kind === 'named' && voice.role ? `${voice.side} ${voice.name}` : [])),
  );
  const text = { zh: sideText(article, 'zh'), en: sideText(article, 'en') };
  const english = text.en;
  const canonical = {
    zh: canonicalNames(names.zh, 'zh', { text: heard.labels ? '' : text.zh, roles }),
    en: canonicalNames(names.en, 'en', { text: heard.labels ? '' : text.en, roles }),
  };
  const canon = (voice: Named) => canonical[voice.side].get(voice.name) ?? voice.name;
  const together = companions(article, voices, canon);
  const partner = new Map<string, string>();
  for (const zh of new Set(canonical.zh.values())) {
    for (const en of new Set(canonical.en.values())) {
      if (roles.has(`zh ${zh}`) || roles.has(`en ${en}`)) continue;
      const same = zh.toLowerCase() === en.toLowerCase() || (lexicon && matchesReading(zh, en, lexicon.syllables));
      if (!same || partner.has(`en ${en}`) || partner.has(`zh ${zh}`)) continue;
      partner.set(`zh ${zh}`, en);
      partner.set(`en ${en}`, zh);
    }
  }
  const best = bestCompanions(together);
  const unified = new Map<string, string>();
  const givesWay = (key: string, rival: string) =>
    isGenericRole(key.slice(3)) ? !isGenericRole(rival) : roles.has(key) && !roles.has(`${key.slice(0, 2)} ${rival}`);
  for (const [key, other] of [...best].sort()) {
    const [side, name] = [key.slice(0, 2), key.slice(3)];
    const back = `${side === 'zh' ? 'en' : 'zh'} ${other}`;
    if (partner.has(key) || partner.has(back) || best.get(back) !== name) continue;
    partner.set(key, other);
    partner.set(back, name);
  }
  // A name that keeps company with one already paired is another name for it, when either of the two is only a role.
  for (const [key, other] of best) {
    const [side, name] = [key.slice(0, 2), key.slice(3)];
    const back = `${side === 'zh' ? 'en' : 'zh'} ${other}`;
    const rival = partner.get(back);
    if (partner.has(key) || !rival || rival === name) continue;
    if (givesWay(key, rival)) unified.set(key, rival);
    else if (givesWay(`${side} ${rival}`, name)) {
      unified.set(`${side} ${rival}`, name);
      partner.set(key, other);
      partner.set(back, name);
    }
  }
  const known = new Map<string, Identity>();
  return (voice) => {
    const { side } = voice;
    const own = canon(voice);
    const name = unified.get(`${side} ${own}`) ?? own;
    const other = partner.get(`${side} ${name}`) ?? sameWord(name, side, english);
    const [zh, en] = side === 'zh' ? [name, other] : [other, name];
    const key = `${zh} ${en}`;
    let identity = known.get(key);
    if (!identity) {
      const isRole = (side: Side, name: string | null) =>
        name === null || roles.has(`${side} ${name}`) || isGenericRole(name);
      identity = {
        zh,
        en:
          zh && en && lexicon && !heard.labels
            ? (fullReading(zh, en, { text: english, syllables: lexicon.syllables }) ?? en)
            : en,
        role: isRole('zh', zh) && isRole('en', en),
        forms: { zh: new Set(zh ? [zh] : []), en: new Set(en ? [en] : []) },
      };
      known.set(key, identity);
    }
    identity.forms[side].add(voice.name);
    return identity;
  };
}

/** A surname in English with the given name that the text has beside it, if the Chinese name reads so. */
function fullReading(
  zh: string,
  en: string,
  { text, syllables }: { readonly text: string; readonly syllables: Syllables },
): string | undefined {
  if (en.includes(' ')) return undefined;
  return fullNames(text).find((full) => hasPart(full, en) && matchesReading(zh, full, syllables));
}

function countNames(voices: Voices, side: Side): Map<string, number> {
  const count = new Map<string, number>();
  for (const voice of voices)
    if (voice?.kind === 'named' && voice.side === side) count.set(voice.name, (count.get(voice.name) ?? 0) + 1);
  return count;
}

/**
 * From each form of a name to the one that stands for the person: `Xi` to `Xi Jinping`, `Putin` to `Vladimir Putin`,
 * `Dr. Lane` to `Lane`; the form itself when two would fit.
 */
function canonicalNames(
  names: ReadonlyMap<string, number>,
  side: Side,
  { text, roles }: { readonly text: string; readonly roles: ReadonlySet<string> },
): ReadonlyMap<string, string> {
  const people = [...names.keys()].filter((name) => !roles.has(`${side} ${name}`) && !isGenericRole(name));
  const written = people.length ? (side === 'en' ? fullNames(text) : []) : [];
  const canonical = new Map<string, string>();
  const longer = (name: string): string => {
    const bare = bareName(name, side);
    const plain = people.filter((other) => other !== name && bareName(other, side) === bare);
    const [often] = [name, ...plain].sort((a, b) => names.get(b)! - names.get(a)! || a.length - b.length);
    if (often !== name) return often;
    const spoken = people.filter((other) => other !== name && hasPart(bareName(other, side), bare, side));
    if (spoken.length === 1) return spoken[0];
    if (spoken.length || side === 'zh' || /^\p{Lu}+$/u.test(name) || bare !== name.toLowerCase()) {
      const form = side === 'zh' && !spoken.length ? fullChinese(text, name) : undefined;
      return form ?? name;
    }
    const last = written.filter((form) => form.endsWith(` ${name}`));
    const first = written.filter((form) => form.startsWith(`${name} `));
    const titled = titledNames(text).filter((form) => hasPart(form, name));
    for (const forms of [titled, [...last, ...first]]) if (forms.length === 1) return forms[0];
    return name;
  };
  for (const name of names.keys()) canonical.set(name, people.includes(name) ? longer(name) : name);
  // Two steps at most: with its title to without, and from there to the whole name.
  for (const [name, form] of canonical) canonical.set(name, canonical.get(form) ?? form);
  return canonical;
}

const ZH_TITLE_END = new RegExp(`(?<=.)(?:${ZH_TITLES})$`, 'u');
const ZH_TITLE_START = new RegExp(`^(?:${ZH_TITLES})(?=..)`, 'u');
const EN_TITLE_START = new RegExp(`^(?:(?:${EN_TITLES})\\.?\\s+)+(?=\\S)`, 'iu');

/** A name without titles, in small letters. */
function bareName(name: string, side: Side): string {
  if (side === 'en') return name.replace(EN_TITLE_START, '').toLowerCase();
  return name.replace(ZH_TITLE_START, '').replace(ZH_TITLE_END, '').replaceAll('•', '·');
}

/** Is the short name the first or the last part of the long one? */
function hasPart(long: string, short: string, side: Side = 'en'): boolean {
  if (side === 'zh') return long.split('·').length > 1 && long.split('·').at(-1) === short;
  const tokens = long.split(' ');
  return !short.includes(' ') && tokens.length > 1 && (tokens[0] === short || tokens.at(-1) === short);
}

/** `约翰·德拉蒙` for `德拉蒙`, where the text has one such name and something before it says where it starts. */
function fullChinese(text: string, name: string): string | undefined {
  const forms = new Set<string>();
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!'·•'.includes(text[at - 1] || ' ')) continue;
    const given =
      /(?:^|[^\p{Script=Han}·•]|[的和与同对向由]|家|员|师|者|长|官|统|理|相|席)(\p{Script=Han}{2,4})[·•]$/u.exec(
        text.slice(Math.max(0, at - 12), at),
      );
    if (given) forms.add(`${given[1]}${text[at - 1]}${name}`);
  }
  return forms.size === 1 ? [...forms][0] : undefined;
}

const TITLED = new RegExp(
  `(?:${EN_TITLES})\\.? (\\p{Lu}[\\p{L}'’-]+(?: (?:\\p{Lu}\\. )?\\p{Lu}[\\p{L}'’-]+){1,2})`,
  'gu',
);

/** Names of two or three words that stand after a title somewhere in the text. */
function titledNames(text: string): readonly string[] {
  const forms = new Set([...text.matchAll(TITLED)].map((match) => match[1]));
  return [...forms].filter((form) => ![...forms].some((other) => form.startsWith(`${other} `)));
}

/** From the beginning of a word only: else a long run of capitals would be read from each of its letters. */
const NAME_RUN = /(?<![\p{L}'’-])\p{Lu}[\p{L}'’-]*\p{Ll}(?: (?:\p{Lu}\. )?\p{Lu}[\p{L}'’-]*\p{Ll}){1,4}/gu;
/** Words at the end of what is named after a person. */
const NAMED_AFTER =
  /(?:Institute|University|Foundation|Center|Centre|Prize|Award|Street|Avenue|Road|Bridge|Building|Hall|Park|Museum|Inc|Company|Corporation|Group|Law|Act|Doctrine|Administration|Thought|Plan|Theory|Street|School|College|Hospital|River|Lake|Wall|City|County|Province|Party|Times|Post|Daily|News)$/;

/** Runs of two or three capitalised words without their titles, as people are named. */
export function fullNames(text: string): readonly string[] {
  const forms = new Set<string>();
  for (const [run] of text.matchAll(NAME_RUN)) {
    let name = run.replace(EN_TITLE_RUN, '');
    const words = name.replace(/['’]s$/, '').split(' ');
    while (words.length > 2 && EN_NOBODY.has(words[0])) words.shift();
    name = words.join(' ');
    if (
      words.length > 1 &&
      words.length < 4 &&
      !NAMED_AFTER.test(name) &&
      !/^(?:In|At|On|For|By|From|With|To|The)\b/.test(name)
    )
      forms.add(name);
    if (forms.size >= MOST_NAMES) break;
  }
  return [...forms];
}

/** So many names are enough: a text with more is a list of them, and each would be compared with all. */
const MOST_NAMES = 2000;
const EN_TITLE_RUN = new RegExp(`^(?:.*\\s)?(?:${EN_TITLES})\\.?\\s+(?=\\p{Lu})`, 'u');

/** How often each name stands against each name of the other side. */
function companions(article: Spoken, voices: Voices, canon: (voice: Named) => string) {
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
