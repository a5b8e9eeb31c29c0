/**
 * Transcripts: speakers named by labels, such as `记者：`, `**Amir:**`, `MS. LANE:`, `[Derek]`, `Q` and `A`.
 *
 * Most words before a colon name no speaker (来源, Note, Cost). A label counts by what it does in the article: it
 * recurs, others alternate with it, its counterpart carries one too, and what follows is spoken.
 */
import type { Segment } from '../model';
import { type Heard, project, type Spoken, sentenceText, type TurnLexicon, type Voices } from './voices';

/** `名字：`, `Name:`, with emphasis and a parenthesis around or after the name. */
const COLON_LABEL =
  /^[\s>*_•·–—-]*(?:\[)?((?:[\p{Script=Han}·•]{1,12})|(?:[\p{Lu}][\p{L}\p{M}\p{N}.'’-]*(?: [\p{L}\p{N}][\p{L}\p{M}\p{N}.'’-]*){0,4}))(?:\])?\s*(?:[（(][^（()）]{1,40}[)）])?[*_\s]{0,6}[:：][*_]{0,3}/u;
/** `[Name] text`, `【主持人】text`; no link, no footnote. */
const BRACKET_LABEL =
  /^[\s>*_•·–—-]*(?:\[([\p{L}][\p{L}\p{M}. '’·-]{0,30})\](?![([:])|【([\p{L}][\p{L}\p{M}. '’·-]{0,14})】)\s*(?=\S)/u;
/** `Q. Why?` and `Q   Why?` of older transcripts. */
const LETTER_LABEL = /^[\s>*_]*([QA])(?:\.\s+|\s{2,})(?=\S)/;
const DASH_START = /^\s*[-–—]\s/;

/** Words before a colon that name no speaker, however often they come. */
const NO_SPEAKER =
  /^(?:来源|來源|注|注释|注意|註|备注|提示|警告|说明|說明|编辑|責編|责编|责任编辑|作者|译者|譯者|翻译|翻譯|校对|摄影|图|文|图片|图片来源|时间|時間|地点|地點|日期|主题|主題|摘要|关键词|原文|译文|譯文|中文|英文|例|例如|比如|其中|即|如|如下|另外|此外|总结|結論|结论|目标|目的|原因|结果|步骤|优点|缺点|场景|人物|对话.*|第.+|链接|参考|电话|地址|邮箱|标题|更多|答案|成本|价格)$|^(?:source|sources|note|notes|nb|warning|caution|tip|hint|important|example|e\.g|i\.e|author|translator|editor|photo|image|figure|fig\.?|table|date|time|place|location|subject|from|to|cc|re|title|summary|abstract|keywords?|chapter|section|step|part|scenario|characters?|dialogue|chinese|english|mandarin|cantonese|simplified chinese|traditional chinese|original|translation|see|see also|link|links|reference|references|phone|address|e-?mail|cost|price|pros|cons|goal|reason|result|answer key|update|edit|ps|p\.s|todo|fixme|default|usage|input|output|previous item|next item)(?: \d+)?$/i;
const ROLE =
  /^(?:问|問|答|记者|記者|主持人|主持|嘉宾|受访者|采访者|观众|学生|學生|老师|老師|教师|教授|医生|病人|顾客|店员|甲|乙|丙|旁白|男|女|Q\d*|A\d*|Question|Answer|Interviewer|Interviewee|Reporter|Journalist|Host|Guest|Moderator|Anchor|Audience|Narrator|Speaker(?: \w)?|Student|Teacher|Professor|Doctor|Patient|Customer|Clerk|Man|Woman)$/i;
/** Roles that say nothing of the person. */
const GENERIC = /^(?:问|問|答|Q\d*|A\d*|Question|Answer)$/i;
const PERSON =
  /(?:总统|總統|主席|总理|總理|首相|部长|部長|先生|女士|小姐|教授|博士|发言人|發言人|大使|书记|市长|州长|国王)$|^(?:Mr|Mrs|Ms|Dr|Prof|President|Premier|Prime Minister|Senator|Secretary|Governor|Ambassador|Chairman|Minister|Judge|Sir)\b/i;
const CAPITALS = /^(?=.*\p{Lu}{2})[\p{Lu}\p{M}.'’ -]+$/u;
const SPOKEN = /[我你您咱吗嗎吧呢]|[？?！!]|\b(?:I|I'm|I’m|you|your|we|my|me|yes|yeah|no|okay|thanks?|hello|hi)\b/i;

/** Words before a colon under which the editors speak, whoever spoke before. */
const EDITORIAL =
  /^[\s>*_（(【[]*(?:来源|注|注释|注意|备注|编者按|编者注|译者注|译注|校注|声明|Note|Notes|Source|Sources|Editor['’]s note|Translator['’]s note|Disclaimer)[*_]*\s*[:：]/i;
/** `[Laughter]`, `（掌声）`: what happens while somebody speaks. */
const STAGE =
  /^[\s*_>]*(?:[[(（][^\]()（）\n]{1,30}[\])）]|【(?:掌声|笑声|鼓掌|音乐|欢呼|停顿|沉默|大笑|笑)】)[\s*_]*$/u;
/** A name alone on its line, in brackets or bold at most. */
const NAME_LINE =
  /^[\s*_>]*[[【]?((?:[\p{Script=Han}·•]{1,12})|(?:[\p{Lu}][\p{L}\p{M}.'’-]*(?: [\p{Lu}\p{N}][\p{L}\p{M}.'’-]*){0,3}))[\]】]?[*_\s]*$/u;

/** A label as found, before it is known whether it names a speaker. */
interface Candidate {
  readonly sentence: number;
  readonly segment: number;
  readonly name: string;
  readonly key: string;
  /** It has its line to itself, so that nothing but its words says that it is a label. */
  readonly alone: boolean;
}

/** Does the label say only that someone asks or answers? */
export function isGenericRole(name: string): boolean {
  return GENERIC.test(name);
}

/**
 * The voices of a transcript; undefined where labels name no speakers. A label holds for what follows on its side until
 * the next label, heading or unnamed change of speaker, and for the counterparts of its segment.
 */
export function labelVoices(article: Spoken, lexicon?: TurnLexicon): Heard | undefined {
  const candidates = findCandidates(article);
  const names = acceptedLabels(article, candidates, lexicon);
  if (!names.size) return undefined;
  const explicit = explicitVoices(article, candidates, names);
  const named = new Set(candidates.flatMap(({ sentence, key }) => (names.has(key) ? sentence : [])));
  return {
    voices: carried(article, project(article, carried(article, projectSegments(article, explicit)))),
    named,
    labels: true,
  };
}

function findCandidates(article: Spoken): Candidate[] {
  const found: Candidate[] = [];
  for (const [segment, { alignable, sentences }] of article.segments.entries()) {
    if (!alignable || isTitle(article, segment)) continue;
    for (const sentence of sentences) {
      const { side } = article.sentences[sentence];
      const own = labelAt(article, sentence);
      const name = own ?? nameLine(article, sentence);
      if (!name || NO_SPEAKER.test(name)) continue;
      found.push({ sentence, segment, name, key: `${side} ${name.toLowerCase()}`, alone: own === undefined });
    }
  }
  return found;
}

/** A heading by its mark; a line in bold may be what someone says. */
function isTitle(article: Spoken, segment: number): boolean {
  const { role, span } = article.segments[segment];
  return (
    role === 'heading' &&
    /^\s*(?:#|={3,}|-{3,})/.test(article.sources[span.source].text.slice(span.start, span.start + 20))
  );
}

/** The name that a sentence starts with as a label. `Name:` counts at the start of a line or segment only. */
function labelAt(article: Spoken, sentence: number): string | undefined {
  const { span, segment } = article.sentences[sentence];
  const { text } = article.sources[span.source];
  const { start } = article.segments[segment].span;
  let from = span.start;
  while (from > start && '*_[【- \t'.includes(text[from - 1])) from--;
  // Before nearly all lines of a language a label is no part of their text.
  if (from - start <= LONGEST_NAME && /[:：\]】][*_\s]*$/.test(text.slice(start, from))) from = start;
  const head = text.slice(from, Math.min(span.end + 8, from + 120));
  const bracketed = BRACKET_LABEL.exec(head);
  if (bracketed) return tidy(bracketed[1] ?? bracketed[2]);
  const atLine = from === start || text[from - 1] === '\n' || article.segments[segment].textStart >= span.start;
  if (!atLine) return undefined;
  const found = COLON_LABEL.exec(head) ?? LETTER_LABEL.exec(head);
  return found && !/^\/\//.test(head.slice(found[0].length)) ? tidy(found[1]) : undefined;
}

/** The name that a segment or its first line consists of. */
function nameLine(article: Spoken, sentence: number): string | undefined {
  const { span, segment } = article.sentences[sentence];
  const { span: whole, sentences } = article.segments[segment];
  if (sentences[0] !== sentence) return undefined;
  const { text } = article.sources[span.source];
  const lineBreak = text.indexOf('\n', span.start);
  const end = lineBreak < 0 ? whole.end : Math.min(whole.end, lineBreak);
  if (end - whole.start > LONGEST_NAME) return undefined;
  const found = NAME_LINE.exec(text.slice(whole.start, end));
  return found && !/[^\p{Lu}]\.$/u.test(found[1]) && !ANSWER.test(found[1]) ? tidy(found[1]) : undefined;
}

/** What is said in one word. */
const ANSWER =
  /^(?:yes|yeah|yep|no|nope|okay|ok|right|thanks|thank you|hello|hi|well|sure|so|oh|bye|amen|wow|exactly|absolutely|是|是的|好|好的|对|对的|嗯|不|不是|没有|谢谢|你好|再见|当然)$/i;
const LONGEST_NAME = 48;

function tidy(name: string): string {
  return name.replace(/[*_]/g, '').replace(/\s+/g, ' ').trim();
}

/** The keys of the labels that name speakers. */
function acceptedLabels(
  article: Spoken,
  all: readonly Candidate[],
  lexicon: TurnLexicon | undefined,
): ReadonlySet<string> {
  const candidates = withoutPlainLines(article, all, lexicon);
  const count = new Map<string, number>();
  for (const { key } of candidates) count.set(key, (count.get(key) ?? 0) + 1);
  const nameOf = new Map(candidates.map(({ key, name }) => [key, name]));
  const speaks = new Map<string, number>();
  for (const { key, sentence, alone } of candidates) {
    if (SPOKEN.test(wordsAfter(article, sentence, alone))) speaks.set(key, (speaks.get(key) ?? 0) + 1);
  }
  const recurring = (side: string) =>
    [...count].filter(([key, times]) => key.startsWith(side) && times > 1 && (speaks.get(key) ?? 0) >= 0.25 * times);
  const accepted = new Set<string>();
  for (const side of ['zh ', 'en ']) {
    const often = recurring(side);
    for (const [key] of often) {
      const name = nameOf.get(key)!;
      if (often.length > 1 || isPersonal(name)) accepted.add(key);
    }
  }
  const partners = partnersOf(article, candidates);
  // Where others are known to speak, somebody may join in once.
  const least = accepted.size > 1 ? 1 : PROPER_LABELS;
  for (const key of properPairs({ partners, count, speaks, nameOf }, { lexicon, least })) accepted.add(key);
  const personalPairs = [...partners].filter(([key, others]) => {
    return isPersonal(nameOf.get(key)!) && [...others].some((other) => isPersonal(nameOf.get(other)!));
  });
  if (personalPairs.filter(([key]) => key.startsWith('en ')).length > 1 || accepted.size)
    for (const [key] of personalPairs) accepted.add(key);
  for (const [key, others] of partners) if ([...others].some((other) => accepted.has(other))) accepted.add(key);
  if (accepted.size > 1) for (const [key] of count) if (isPersonal(nameOf.get(key)!)) accepted.add(key);
  return accepted;
}

/** Labels that are proper names on both sides are believed from so many on. */
const PROPER_LABELS = 3;

/** Labels that keep to one partner on the other side, when both are names and what follows is spoken. */
function properPairs(
  known: {
    readonly partners: ReadonlyMap<string, ReadonlySet<string>>;
    readonly count: ReadonlyMap<string, number>;
    readonly speaks: ReadonlyMap<string, number>;
    readonly nameOf: ReadonlyMap<string, string>;
  },
  { lexicon, least }: { readonly lexicon: TurnLexicon | undefined; readonly least: number },
): readonly string[] {
  const { partners, count, speaks, nameOf } = known;
  const found: string[] = [];
  let total = 0;
  for (const [en, others] of partners) {
    const [zh] = others;
    if (!en.startsWith('en') || others.size > 1 || !/\p{Script=Han}/u.test(nameOf.get(zh)!)) continue;
    const spoken = [zh, en].some((key) => 2 * (speaks.get(key) ?? 0) >= count.get(key)!);
    if (!spoken || !isProperName(nameOf.get(en)!, lexicon, least)) continue;
    total += Math.min(count.get(zh)!, count.get(en)!);
    found.push(zh, en);
  }
  return total >= least ? found : [];
}

/** An English name of whose words none is an ordinary one; where little is asked, not all are. */
function isProperName(name: string, lexicon: TurnLexicon | undefined, least = PROPER_LABELS): boolean {
  if (!lexicon || name.length < 3) return false;
  const ordinary = (word: string) => lexicon.isDictionaryWord(word.toLowerCase());
  const words = name.split(' ');
  return least < PROPER_LABELS ? !words.every(ordinary) : !words.some(ordinary);
}

/** Lines that are names alone count where their words are a role's, or on one side a proper name's. */
function withoutPlainLines(
  article: Spoken,
  candidates: readonly Candidate[],
  lexicon: TurnLexicon | undefined,
): readonly Candidate[] {
  if (!candidates.some(({ alone }) => alone)) return candidates;
  const partners = partnersOf(article, candidates);
  const names = new Map(candidates.map(({ key, name }) => [key, name]));
  const says = (key: string) =>
    ROLE.test(names.get(key)!) || (key.startsWith('en') && partners.has(key) && isProperName(names.get(key)!, lexicon));
  return candidates.filter(({ key, alone }) => !alone || says(key) || [...(partners.get(key) ?? [])].some(says));
}

/** What is said under a label: the rest of its sentence, or the next one when it stands alone. */
function wordsAfter(article: Spoken, sentence: number, alone: boolean): string {
  if (alone) {
    const { side } = article.sentences[sentence];
    for (let next = sentence + 1; next < article.sentences.length; next++)
      if (article.sentences[next].side === side) return sentenceText(article, next);
    return '';
  }
  const rest = sentenceText(article, sentence).replace(/^[^:：\]】]*[:：\]】][*_\s]*/, '');
  return rest || sentence + 1 >= article.sentences.length ? rest : sentenceText(article, sentence + 1);
}

function isPersonal(name: string): boolean {
  return ROLE.test(name) || PERSON.test(name) || CAPITALS.test(name);
}

/** Labels that stand at the starts of both sides of a group. */
function partnersOf(article: Spoken, candidates: readonly Candidate[]): ReadonlyMap<string, ReadonlySet<string>> {
  const first = new Map<number, string>();
  for (const { segment, sentence, key } of candidates)
    if (article.segments[segment].sentences[0] === sentence) first.set(segment, key);
  const partners = new Map<string, Set<string>>();
  for (const group of article.groups) {
    const zh = first.get(group.zh[0]);
    const en = first.get(group.en[0]);
    if (!zh || !en) continue;
    for (const [a, b] of [
      [zh, en],
      [en, zh],
    ]) {
      const others = partners.get(a);
      if (others) others.add(b);
      else partners.set(a, new Set([b]));
    }
  }
  return partners;
}

/** From each label to the next, or to the end of its segment. An unnamed `- ` in a labelled dialogue ends a voice. */
function explicitVoices(article: Spoken, candidates: readonly Candidate[], accepted: ReadonlySet<string>): Voices {
  const voices: Voices = new Array(article.sentences.length);
  const labels = new Map<number, Candidate>();
  const dashed = new Set<number>();
  for (const candidate of candidates) {
    if (!accepted.has(candidate.key)) continue;
    labels.set(candidate.sentence, candidate);
    if (DASH_START.test(lineBefore(article, candidate.sentence))) dashed.add(candidate.segment);
  }
  const dashes = dashed.size > 1;
  for (const segment of article.segments) {
    let voice: Voices[number];
    for (const sentence of segment.sentences) {
      const label = labels.get(sentence);
      const { side } = article.sentences[sentence];
      if (label) voice = { kind: 'named', side, name: label.name, role: ROLE.test(label.name) };
      else if (dashes && DASH_START.test(lineBefore(article, sentence))) voice = { kind: 'pronoun' };
      voices[sentence] = voice;
    }
  }
  return voices;
}

/** A sentence with the marks that stand before it on its line. */
function lineBefore(article: Spoken, sentence: number): string {
  const { span, segment } = article.sentences[sentence];
  const { text } = article.sources[span.source];
  const { start } = article.segments[segment].span;
  let from = span.start;
  while (from > start && '-–— *[['.includes(text[from - 1])) from--;
  return text.slice(from, span.end);
}

/** {@link project}, then the rest of a segment follows its linked sentences where these agree. */
function projectSegments(article: Spoken, voices: Voices): Voices {
  const out = project(article, voices);
  for (const { sentences } of article.segments) {
    const known = sentences.filter((at) => out[at]?.kind === 'named');
    const [first] = known;
    if (first === undefined || known.length === sentences.length || sentences.some((at) => voices[at])) continue;
    const voice = out[first]!;
    if (known.every((at) => JSON.stringify(out[at]) === JSON.stringify(voice)))
      for (const at of sentences) out[at] = voice;
  }
  return out;
}

/** Does a segment end what is being said, unless someone says it? Laughter and applause do not. */
export function endsTurns(article: Spoken, { role, span }: Segment): boolean {
  if (role !== 'label') return role === 'heading';
  return !STAGE.test(article.sources[span.source].text.slice(span.start, span.end));
}

/** Carries voices on, each side by itself, to the next voice or heading. */
function carried(article: Spoken, voices: Voices): Voices {
  const out = [...voices];
  const current: { zh: Voices[number]; en: Voices[number] } = { zh: undefined, en: undefined };
  let source = 0;
  for (const segment of article.segments) {
    const words = article.sources[segment.span.source].text.slice(segment.span.start, segment.span.end);
    if (segment.role === 'label' && !endsTurns(article, segment)) continue;
    if (EDITORIAL.test(words) && !segment.sentences.some((at) => out[at]?.kind === 'named')) {
      for (const at of segment.sentences) out[at] = { kind: 'narration' };
      continue;
    }
    const heading = endsTurns(article, segment) && !segment.sentences.some((at) => out[at]?.kind === 'named');
    if (heading || segment.span.source !== source) {
      current.zh = undefined;
      current.en = undefined;
      source = segment.span.source;
    }
    if (heading || segment.role === 'source' || segment.role === 'furniture') continue;
    for (const at of segment.sentences) {
      const { side } = article.sentences[at];
      if (out[at]) current[side] = out[at];
      else if (current[side]?.kind === 'named') out[at] = current[side];
    }
  }
  return out;
}
