/**
 * English words: tokens with their lemmas. Rules, a table of irregular forms and the dictionary's own vocabulary; the
 * builder of the dictionary lemmatises the glosses with the same function, so that both sides agree.
 */
import { foldWidth } from './fold';
import type { Lexicon } from './lexicon';

/** A word, number or mark that says something (`?`, `!`, `…`) of an English text. */
export interface EnglishToken {
  readonly kind: 'word' | 'number' | 'mark';
  /** What is compared: the lemma in lower case, the number without thousands separators, the mark. */
  readonly lemma: string;
  /** Offsets in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** The word as it stands, in lower case, without a clitic (`'s`, `n't`). */
  readonly surface: string;
  /** Starts with a capital letter. */
  readonly capitalised: boolean;
  /** Starts a sentence or the text, where a capital says nothing. */
  readonly sentenceInitial: boolean;
}

/** Is a lemma in the vocabulary? */
export type Vocabulary = (lemma: string) => boolean;

/** `lemma: form form …`, verbs and pronouns and nouns alike; a form has one lemma, the commoner one. */
const IRREGULAR = `
be: am is are was were been being; have: has had having; do: does did done doing; go: goes went gone going; say: says said;
i: me my mine myself; he: him his himself; she: her hers herself; it: its itself; we: us our ours ourselves;
they: them their theirs themselves themself; you: your yours yourself yourselves thou thee thy thine ye;
this: these; that: those; a: an; who: whom whose; can: could cannot; will: would; shall: should; may: might;
arise: arose arisen; awake: awoke awoken; bear: bore borne; beat: beaten; become: became; begin: began begun;
bend: bent; bet: betting; bind: bound; bite: bitten; bleed: bled; blow: blew blown; break: broke broken;
breed: bred; bring: brought; build: built; burn: burnt; burst: bursting; buy: bought; catch: caught;
choose: chose chosen; cling: clung; come: came; creep: crept; deal: dealt; die: dying died dies; dig: dug;
draw: drew drawn; dream: dreamt; drink: drank drunk; drive: drove driven; dwell: dwelt; eat: ate eaten; fall: fell fallen;
feed: fed; feel: felt; fight: fought; find: found; flee: fled; fling: flung; fly: flew flown; forbid: forbade forbidden;
forecast: forecasted; forget: forgot forgotten; forgive: forgave forgiven; freeze: froze frozen; get: got gotten;
give: gave given; grind: grinding; grow: grew grown; hang: hung; hear: heard; hide: hid hidden; hit: hitting;
hold: held; keep: kept; kneel: knelt; know: knew known; lay: laid; lead: led; lean: leant; leap: leapt; learn: learnt;
leave: left; lend: lent; let: letting; lie: lay lain lying lied lies; light: lit; lose: lost; make: made; mean: meant;
meet: met; mistake: mistook mistaken; overcome: overcame; overtake: overtook overtaken; pay: paid; plead: pled;
prove: proven; put: putting; quit: quitting; read: reads reading; ride: rode ridden; ring: rang rung; rise: rose risen;
run: ran; see: saw seen; seek: sought; sell: sold; send: sent; set: setting; sew: sewn; shake: shook shaken; shine: shone;
shoot: shot shots; show: shown; shrink: shrank shrunk; shut: shutting; sing: sang sung; sink: sank sunk; sit: sat;
sleep: slept; slide: slid; smell: smelt; speak: spoke spoken; speed: sped; spell: spelt; spend: spent; spill: spilt;
spin: spun; spit: spat; split: splitting; spoil: spoilt; spread: spreading; spring: sprang sprung; stand: stood;
steal: stole stolen; stick: stuck; sting: stung; stink: stank stunk; strike: struck stricken; strive: strove striven;
swear: swore sworn; sweep: swept; swell: swollen; swim: swam swum; swing: swung; take: took taken; teach: taught;
tear: tore torn; tell: told; think: thought; throw: threw thrown; tie: tying tied ties; tread: trod trodden;
understand: understood; undergo: underwent undergone; undertake: undertook undertaken; upset: upsetting;
use: used uses using; vie: vying vied; wake: woke woken; wear: wore worn; weave: wove woven; weep: wept; win: won;
wind: winding; withdraw: withdrew withdrawn; withstand: withstood; wring: wrung; write: wrote written; owe: owed owes;
age: aged ages ageing aging; eye: eyed eyes eyeing; ice: iced; agree: agreed; free: freed; guarantee: guaranteed;
decree: decreed; disagree: disagreed; picnic: picnicking picnicked; panic: panicking panicked; mimic: mimicking mimicked;
man: men; woman: women; child: children; person: persons; foot: feet; tooth: teeth; goose: geese; mouse: mice;
louse: lice; ox: oxen; die: dice; penny: pence; leaf: leaves; loaf: loaves; life: lives; knife: knives; wife: wives;
half: halves; shelf: shelves; self: selves; calf: calves; thief: thieves; wolf: wolves; elf: elves; scarf: scarves;
hoof: hooves; dwarf: dwarves; bus: buses; gas: gases gasses; analysis: analyses; basis: bases; crisis: crises;
thesis: theses; hypothesis: hypotheses; emphasis: emphases; oasis: oases; axis: axes; diagnosis: diagnoses;
phenomenon: phenomena; criterion: criteria; bacterium: bacteria; medium: media; curriculum: curricula;
stratum: strata; index: indices indexes; matrix: matrices; vertex: vertices; appendix: appendices;
stimulus: stimuli; nucleus: nuclei; fungus: fungi; alumnus: alumni; radius: radii; larva: larvae; alga: algae;
formula: formulae; datum: data; businessman: businessmen; policeman: policemen; fisherman: fishermen;
chairman: chairmen; spokesman: spokesmen; craftsman: craftsmen; statesman: statesmen; sportsman: sportsmen;
grandchild: grandchildren; countryman: countrymen; frenchman: frenchmen; englishman: englishmen;
well: better best; bad: worse worst; far: further furthest farther farthest; less: lesser; little: least; much: more most;
true: truly; whole: wholly; due: duly; elder: eldest; not: n't; till: until; among: amongst; while: whilst; toward: towards;
center: centre centres centred; theater: theatre theatres; meter: metre metres; liter: litre litres; fiber: fibre fibres;
kilometer: kilometre kilometres; centimeter: centimetre centimetres; millimeter: millimetre millimetres;
defense: defence defences; license: licence licences; offense: offence offences; practice: practise practised practising;
gray: grey; plow: plough ploughs ploughed; program: programme programmes; check: cheque cheques; tire: tyre tyres;
catalog: catalogue catalogues; dialog: dialogue dialogues; mold: mould; mustache: moustache; pajamas: pyjamas;
skeptical: sceptical; jewelry: jewellery; judgment: judgement; skillful: skilful; fulfill: fulfil; enroll: enrol;
installment: instalment; aluminum: aluminium; traveler: traveller travellers; artifact: artefact artefacts;
analyze: analyse analysed analysing; paralyze: paralyse paralysed; marvelous: marvellous; maneuver: manoeuvre;
counselor: counsellor counsellors; enrollment: enrolment; specter: spectre; somber: sombre; pediatric: paediatric;
archeology: archaeology; encyclopedia: encyclopaedia; anesthesia: anaesthesia; color: colour; honor: honour`;

/** Adjectives whose comparative and superlative are made by rule; other words in -er and -est are words of their own. */
const COMPARED = `big great high low long short strong weak old young large small fast slow hard soft warm cool cold hot
  wide narrow deep close near clean clear dark bright light heavy thick thin rich poor early late easy busy happy
  lucky pretty strict quick cheap safe new full great fine simple tall fat wise brave loud quiet rare sweet tight tough
  smart sharp smooth steep fresh fierce firm dry dirty healthy wealthy lonely friendly funny noisy mild grand broad
  bold calm dense dull fair keen kind lazy mad neat nice plain proud pure rough sad sick sincere slight stiff straight
  tiny ugly wild young holy costly deadly few gentle humble`;

/** Words that only look inflected. */
const KEPT = new Set(
  `during morning evening nothing something anything everything thing king ring wing sing spring string building
  meeting ceiling darling sterling sibling wedding pudding herring shilling viking beijing nanjing
  nanning xianning yining cunning stocking bedding earring
  this perhaps always indeed hundred need feed seed deed weed speed breed bleed greed reed steed creed bed red wicked
  naked rugged ragged crooked sacred hatred kindred
  news means series species lens chess yes as less unless across besides mathematics physics politics athletics
  hers physics glasses goods thanks customs
  only early daily family apply reply supply july italy rely likely ally rally bully belly jelly billy silly multiply
  imply comply fly hardly lately shortly barely nearly homely ugly holy lovely elderly assembly anomaly monopoly lily
  tally gully
  bias canvas baise hans james wales paris thomas charles texas laos athens brussels jones williams adams
  interest forest honest harvest modest arrest request protest west test rest best nest guest quest contest
  four hour tour pour sour flour our your`.split(/\s+/),
);

const irregular: ReadonlyMap<string, string> = (() => {
  const forms = new Map<string, string>();
  for (const line of IRREGULAR.split(';')) {
    const [lemma, all] = line.split(':');
    for (const form of all.trim().split(/\s+/)) if (!forms.has(form)) forms.set(form, lemma.trim());
  }
  for (const word of COMPARED.split(/\s+/)) {
    const consonantVowelConsonant = /^[^aeiou]*[aeiou][bdgmnpt]$/.test(word) && !/[wxy]$/.test(word);
    const stem = word.endsWith('e')
      ? word.slice(0, -1)
      : word.endsWith('y')
        ? `${word.slice(0, -1)}i`
        : consonantVowelConsonant
          ? word + word.at(-1)
          : word;
    for (const ending of ['er', 'est']) if (!forms.has(stem + ending)) forms.set(stem + ending, word);
  }
  return forms;
})();

/** Endings, tried in order: what falls off, and what takes its place. */
const ENDINGS: readonly (readonly [ending: string, replacement: string])[] = [
  ['isations', 'ization'],
  ['isation', 'ization'],
  ['ising', 'ize'],
  ['ised', 'ize'],
  ['ises', 'ize'],
  ['ise', 'ize'],
  ['ours', 'or'],
  ['our', 'or'],
  ['oured', 'or'],
  ['ouring', 'or'],
  ['ies', 'y'],
  ['sses', 'ss'],
  ['ches', 'ch'],
  ['shes', 'sh'],
  ['xes', 'x'],
  ['zzes', 'zz'],
  ['oes', 'o'],
  ['es', 'e'],
  ['ves', 'f'],
  ['s', ''],
  ['ied', 'y'],
  ['ed', 'e'],
  ['ing', 'e'],
  ['ily', 'y'],
  ['ly', ''],
  ['bly', 'ble'],
  ['tly', 'tle'],
  ['ply', 'ple'],
  ['lly', 'll'],
  ['ically', 'ic'],
];

/**
 * The lemma of an English word in lower case. A rule applies only when it leads to a word of the vocabulary, directly
 * or by further rules; a word that none applies to is its own lemma.
 */
export function lemmatise(word: string, vocabulary: Vocabulary): string {
  return irregular.get(word) ?? stem(word, vocabulary, 2) ?? word;
}

function stem(word: string, vocabulary: Vocabulary, depth: number): string | undefined {
  if (word.length < 4 || KEPT.has(word)) return undefined;
  for (const [ending, replacement] of ENDINGS) {
    if (!word.endsWith(ending)) continue;
    const base = word.slice(0, -ending.length);
    if (base.length + replacement.length < 3 || !/[aeiouyà-ÿ]/.test(base)) continue;
    if (ending === 's' && /[sui]$/.test(base) && !base.endsWith('ou')) continue;
    for (const candidate of ending === 'ed' || ending === 'ing' ? verbs(base) : [base + replacement]) {
      if (candidate.length < 3 || irregular.has(candidate)) continue;
      const lemma = (depth > 0 ? stem(candidate, vocabulary, depth - 1) : undefined) ?? candidate;
      if (vocabulary(lemma)) return lemma;
    }
  }
  return undefined;
}

/** Verbs that may stand before -ed and -ing, the likeliest first: hop(p), roll, suit before suite, hope before hop. */
function verbs(base: string): string[] {
  if (base.length > 3 && base.at(-1) === base.at(-2)) {
    return /[lsfz]$/.test(base) ? [base, base.slice(0, -1)] : [base.slice(0, -1), base];
  }
  return /[aeiou]{2}[^aeioucgsvz]$/.test(base) ? [base, `${base}e`] : [`${base}e`, base];
}

const TOKEN =
  /[\p{Script=Latin}\p{M}]+(?:'[\p{Script=Latin}\p{M}]+)*|\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th|s)(?!\p{L}))?|[?!]|\.{3,}|…+|[.\n]/gu;

const ABBREVIATION = /^(?:mr|mrs|ms|dr|st|prof|gen|sen|rep|col|capt|lt|no|vs|vol|etc|[a-z])$/;

/** What {@link tokenise} needs to know of words. */
type Lemmatiser = (word: string) => string;

function tokenise(original: string, lemma: Lemmatiser): EnglishToken[] {
  const text = foldWidth(original);
  const tokens: EnglishToken[] = [];
  let sentenceInitial = true;
  let previous = '';
  const push = (kind: EnglishToken['kind'], start: number, surface: string, form: string, capitalised = false) => {
    tokens.push({ kind, lemma: form, start, end: start + surface.length, surface, capitalised, sentenceInitial });
  };
  for (const match of text.matchAll(TOKEN)) {
    const found = match[0];
    const start = match.index;
    const first = found.charCodeAt(0);
    if (first >= 0x30 && first <= 0x39) {
      const number = found.replace(/[a-z]+$/, '');
      push('number', start, found, withoutSeparators(number));
      sentenceInitial = false;
    } else if (found === '?' || found === '!') {
      push('mark', start, found, found);
      sentenceInitial = true;
    } else if (found[0] === '…' || found.startsWith('...')) push('mark', start, found, '…');
    else if (found === '.') {
      const next = text.charCodeAt(start + 1);
      const ends =
        Number.isNaN(next) || next === 0x20 || next === 0x0a || next === 0x22 || next === 0x27 || next === 0x29;
      sentenceInitial = ends && !ABBREVIATION.test(previous.toLowerCase());
    } else if (found === '\n') sentenceInitial = true;
    else {
      const lower = found.toLowerCase();
      const word = lower.length === found.length ? lower : found;
      const capitalised = first < 0x80 ? first >= 0x41 && first <= 0x5a : /^\p{Lu}/u.test(found);
      if (!word.includes("'")) push('word', start, word, lemma(word), capitalised);
      else {
        for (const part of clitics(word)) {
          const form = part.lemma ?? lemma(part.surface.replaceAll("'", ''));
          push('word', start + part.at, part.surface, form, capitalised && part.at === 0);
          sentenceInitial = false;
        }
      }
      sentenceInitial = false;
    }
    previous = found;
  }
  return tokens;
}

interface Part {
  readonly at: number;
  readonly surface: string;
  readonly lemma?: string;
}

/** `don't` is not; `we'll` is we, will; `she's` is she; `Xi'an` is one word. */
function clitics(word: string): Part[] {
  const mark = word.lastIndexOf("'");
  if (mark < 0) return [{ at: 0, surface: word }];
  if (word.endsWith("n't")) {
    const at = word.length - 3;
    const not = { at, surface: "n't", lemma: 'not' };
    const base = word.slice(0, at);
    if (!base || base === 'do' || base === 'does' || base === 'did' || word === "ain't") return [not];
    const lemma = base === 'wo' ? 'will' : base === 'ca' ? 'can' : base === 'sha' ? 'shall' : undefined;
    return [lemma ? { at: 0, surface: base, lemma } : { at: 0, surface: base }, not];
  }
  const base = { at: 0, surface: word.slice(0, mark) };
  const clitic = word.slice(mark);
  if (clitic === "'ll") return [base, { at: mark, surface: clitic, lemma: 'will' }];
  if (clitic === "'s" || clitic === "'re" || clitic === "'ve" || clitic === "'m" || clitic === "'d") return [base];
  return [{ at: 0, surface: word }];
}

/** As {@link englishTokens}, with a vocabulary of one's own: what the builder of the dictionary uses. */
export function englishTokensWith(text: string, vocabulary: Vocabulary): EnglishToken[] {
  return tokenise(text, (word) => lemmatise(word, vocabulary));
}

/** Lemmas found so far; a lemma never changes, so this is no state anyone can see. Emptied when hostile text fills it. */
const lemmas = new WeakMap<Lexicon, Map<string, string>>();
const REMEMBERED = 50_000;

function rememberedBy(lexicon: Lexicon): Map<string, string> {
  let known = lemmas.get(lexicon);
  if (!known) {
    known = new Map();
    lemmas.set(lexicon, known);
  }
  return known;
}

/** The lemma of an English word in lower case, by the dictionary's vocabulary. */
export function englishLemma(word: string, lexicon: Lexicon): string {
  return rememberedLemma(word, lexicon, rememberedBy(lexicon));
}

function rememberedLemma(word: string, lexicon: Lexicon, known: Map<string, string>): string {
  let lemma = known.get(word);
  if (lemma === undefined) {
    lemma = lemmatise(word, (candidate) => lexicon.englishId(candidate) >= 0);
    if (known.size >= REMEMBERED) known.clear();
    if (word.length < 40) known.set(word, lemma);
  }
  return lemma;
}

/**
 * Words, numbers and marks of an English text, in order. Hyphenated words are split; of a contraction each part that
 * carries meaning is a token; other signs, and other scripts, are passed over.
 */
export function englishTokens(text: string, lexicon: Lexicon): EnglishToken[] {
  const known = rememberedBy(lexicon);
  return tokenise(text, (word) => rememberedLemma(word, lexicon, known));
}

/** A number without its thousands separators: `1,234.5` is `1234.5`; `1,5` stays. */
export function withoutSeparators(number: string): string {
  return number.replace(/,(?=\d{3}(?!\d))/g, '');
}
