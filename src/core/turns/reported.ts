/**
 * Reported speech in running text: `习近平指出，…`, `“走吧。”老人说。`, `Noting that …, Xi said …`, `he added`.
 *
 * Precision first: a subject is a speaker when it is known to be a person by its title, by its form together with its
 * counterpart, or by its reading; what cannot be told is narration.
 */
import type { Side } from '../model';
import { matchesReading } from './pairing';
import { project, type Spoken, type Syllables, sentenceText, sideText, type Voice, type Voices } from './voices';

const ZH_STRONG =
  '宣称|宣稱|声称|聲稱|坚称|辩称|补充称|回应称|回应道|解释道|强调说|报道说|感慨道|反问|质问|追问|指出|强调|強調|表示|认为|認為|重申|坦言|透露|宣布|补充说|補充說|补充道|呼吁|呼籲|问道|問道|回答说|写道|说道|說道|笑道|答道|直言|称赞|谈到|提到|介绍说|介绍|感叹|解释说|解释|回应说|回应|告诉记者';
const ZH_WEAK = '说|說|称|稱|道|问|問|答|讲|希望|感谢|祝贺|要求|感慨';
const ZH_CUE = new RegExp(`^(.{1,36}?)(?:(?:${ZH_STRONG})(?![的者])|(?:${ZH_WEAK})(?=$))`, 'u');

const ZH_TITLE =
  '副总检察长|副總檢察長|总检察长|總檢察長|检察长|檢察長|检察官|檢察官|国家主席|國家主席|国务委员|总书记|委员长|副总统|副总理|副主席|副部长|常务副市长|外交部长|国防部长|秘书长|新闻发言人|发言人|董事长|首席执行官|首席科学家|创始人|联合创始人|负责人|研究员|工程师|总统|總統|主席|总理|總理|首相|外长|部长|部長|大使|书记|省长|州长|市长|议长|院长|校长|局长|司长|处长|主任|会长|理事长|总裁|总经理|经理|教授|博士|院士|医生|老师|先生|女士|小姐|国王|女王|王子|议员|法官|将军|司令|主教练|教练|队长|作家|导演|记者';
const ZH_TITLE_END = new RegExp(`(?:${ZH_TITLE})$`);
const ZH_LAST_TITLE = new RegExp(`^.*(?:${ZH_TITLE})(?=[\\p{Script=Han}·•]{2,}$)`, 'u');
/** Adverbs and adverbials between the subject and the cue. */
const ZH_ADVERB =
  /(?:在[^，]{1,20}(?:时|中|上|会上|后|前|期间|里|表示)|就[^，]{2,16}(?:问题|一事)?|对此|对[^，]{1,8}|向[^，]{1,8}|据此|为此|就此|当天|当日|当晚|日前|昨日|昨天|今天|今日|近日|\d{1,2}日|同时|还|也|则|都|又|再次|再度|进一步|特别|明确|郑重|随后|最后|首先|接着|紧接着|并|竟然?|却|曾|一再|多次|反复|曾经|低声|大声|轻声|笑着|平静地|[\p{Script=Han}]{1,3}地)$/u;
const ZH_LEAD =
  /^(?:(?:当地时间)?(?:\d{2,4}年)?(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚上|晚|中午)?|在[^，]{1,20}(?:上|中|时|后|期间)|对此|随后|此外|同时|另外|但是?|而|不过|然而|最后|当天|当晚|昨天|今天|会谈中|会见中|会上|他的)+/u;
const ZH_PRONOUN = /^(?:他|她|其)$/;
const ZH_COLLECTIVE =
  /(?:方|双方|雙方|各方|元首|领导人|政府|部门|部|委|国|國|院|社|报|台|局|会|會|组织|公司|银行|集团|报告|文章|声明|公报|研究|调查|数据|统计|媒体|报道|報道|報導|消息|传言|中心|大学|机构|协会|联盟|法院|人士|专家|学者|代表|们|们都|网友|市民|居民|民众|人|家)$/;
const ZH_NARRATION =
  /^(?:(?:中|俄|美|法|英|两国|双方|雙方|两国元首|两国领导人|各方)(?:元首|领导人)?(?:还|一致|同意|共同|就|并|也|将)|(?:会谈|会见|会议|仪式|活动|讲话|演讲|发言)(?:结束)?(?:后|前|结束)|会后)|(?:参加|出席|陪同)(?:了)?(?:会见|会谈|会议|活动|上述活动|仪式)?[。.]?$|^(?:两国元首|双方).{0,40}(?:交换(?:了)?意见|签署|达成)/;
const SURNAME =
  /^(?:欧阳|司马|上官|诸葛|司徒|夏侯|令狐|尉迟|公孙|慕容|[王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文习習栗韦韋蓝藍鲁魯关關温溫冷祁耿齐齊季童吉莫向焦裴柳沙翁殷岳左古庄华鞠阿])/;

const EN_VERBS =
  'said|says|noted|notes|stressed|stresses|emphasi[sz]ed|emphasi[sz]es|underscored|underscores|underlined|pointed out|points out|added|adds|stated|states|reiterated|reiterates|urged|urges|called (?:on|for)|asked|asks|replied|replies|answered|explained|explains|announced|announces|thanked|expressed|expresses|hailed|pledged|pledges|recalled|recalls|warned|warns|argued|argues|insisted|insists|claimed|claims|acknowledged|admitted|remarked|observed|commented|declared|suggested|suggests|voiced|congratulated|proposed|affirmed|reaffirmed|vowed|concluded|went on to say|told reporters|told';
const EN_ADVERB =
  '(?:(?:also|further|then|later|again|once again|once more|always|repeatedly|firmly|in turn|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:this|last) \\w+|earlier|yesterday|today|has|had|however|who)\\s+|,\\s*(?:however|in turn|for (?:his|her) part),?\\s+)*';
const EN_NAME =
  "(?:[\\p{Lu}][\\p{L}\\p{M}.'’-]*|of|for|spokesperson|spokesman|spokeswoman|professor|minister|director|chairman)";
const EN_BEFORE_VERB = new RegExp(
  `(?:^|[\\s“"‘(—–])((?:${EN_NAME}\\s+){0,7}[\\p{Lu}][\\p{L}\\p{M}'’-]+|he|she|He|She)(?:,\\s[^,"“”]{3,80},)?\\s+${EN_ADVERB}(?:${EN_VERBS})\\b`,
  'gu',
);
const EN_AFTER_VERB = new RegExp(
  `[,"”’?!]\\s*(?:said|says|asked|added|replied|answered|noted|explained|recalled)\\s+((?:${EN_NAME}\\s+){0,6}[\\p{Lu}][\\p{L}\\p{M}'’-]+)`,
  'gu',
);
const EN_PART = new RegExp(`[Ff]or (?:his|her) part, ((?:${EN_NAME}\\s+){0,6}[\\p{Lu}][\\p{L}\\p{M}'’-]+)`, 'gu');
const EN_TITLE =
  /^(?:President|Premier|Prime|Minister|Vice|Foreign|Defen[cs]e|Finance|Chancellor|King|Queen|Prince|Princess|Secretary|Secretary-General|State|General|Ambassador|Governor|Senator|Mayor|[Ss]pokes(?:person|man|woman)|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|Prof\.?|[Pp]rofessor|[Cc]hair(?:man|woman)?|[Dd]irector|CEO|Judge|Pope|Sir|Lady|Captain|Colonel|minister|Engineer|Editor|Coach)$/;
/** Capitalised words that are no person, or start a sentence. */
const EN_NOBODY = new Set(
  `China Chinese Russia Russian Beijing Moscow Washington U.S. US America American Britain British France French Germany German Japan
  Japanese India Indian Korea Ukraine Europe European Taiwan Shanghai London Paris Tokyo EU UN U.N. NATO SCO BRICS Xinhua
  Reuters AP AFP Bloomberg CNN BBC The A An It He She They We You I This That These Those There Here In On At By For From With
  After Before But And Or So Yet However Then When While If As Although Though Since Because What Who Which Where Why
  How His Her Its Their Our My Your No Not Now Also Both Some Many Most All Each Every Meanwhile Moreover Furthermore
  Therefore Instead Despite During Today Yesterday Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
  February March April May June July August September October November December Government Ministry Council Committee
  Congress Parliament Court Police Officials Experts Analysts Critics Researchers Scientists Ministry's Party House
  Company University Report Reports Study Others One People Everyone Nobody God Mom Dad`.split(/\s+/),
);

/** Words of {@link EN_NOBODY} that before a given name are Chinese surnames: `He Lin said`. */
const SURNAMES_TOO = new Set(['He', 'An', 'You']);
/** Function words, which a Chinese name seldom holds. */
const ZH_FUNCTION = /[的了在会會问問说說是不有这這那我你他她它就也都很没沒要能可以常被把从向对]/;

/** A sentence's own evidence of who speaks. */
interface Cue {
  readonly side: Side;
  /** Undefined for a pronoun. */
  readonly name: string | undefined;
  /** The name stands with a title, so it is a person's. */
  readonly titled: boolean;
  /** What is said stands in quotation marks, so that it ends where they close. */
  readonly direct: boolean;
}

/** Voices of reported speech; only sentences of body text have any. */
export function reportedVoices(article: Spoken, syllables?: Syllables): Voices {
  const depths = quoteDepths(article);
  const cues = article.sentences.map(({ side, segment }, at) => {
    if (article.segments[segment].role !== 'body') return undefined;
    const text = sentenceText(article, at);
    return side === 'zh' ? chineseCue(text, depths[at]) : englishCue(text);
  });
  const names = acceptedNames(article, cues, syllables);
  const voices: Voices = cues.map((cue) => {
    if (!cue) return undefined;
    if (!cue.name) return { kind: 'pronoun' };
    return names.has(`${cue.side} ${cue.name}`) ? { kind: 'named', side: cue.side, name: cue.name } : undefined;
  });
  spread(article, voices, cues);
  return resolvePronouns(article, project(article, voices));
}

/** How deep in quotation marks each sentence starts; a paragraph starts outside. */
function quoteDepths(article: Spoken): readonly number[] {
  const depths: number[] = [];
  article.sentences.forEach(({ segment }, at) => {
    const first = article.sentences[at - 1]?.segment !== segment;
    depths.push(first ? 0 : depthAfter(sentenceText(article, at - 1), depths[at - 1]));
  });
  return depths;
}

function depthAfter(text: string, before: number): number {
  let depth = before;
  for (const character of text) {
    if ('“「'.includes(character)) depth = 1;
    else if ('”」'.includes(character)) depth = 0;
    else if (character === '"') depth = 1 - depth;
  }
  return depth;
}

/** Quoted text becomes one mark, so that nobody quoted speaks here. `depth`: is the start of the text in a quotation? */
function withoutQuotes(text: string, depth: number): string {
  let out = '';
  let inside = depth > 0;
  if (inside) out = '“';
  for (const character of text) {
    if ('“「'.includes(character) || (character === '"' && !inside)) {
      inside = true;
      out += '“';
    } else if ('”」'.includes(character) || character === '"') inside = false;
    else if (!inside) out += character;
  }
  return out;
}

function chineseCue(sentence: string, depth: number): Cue | undefined {
  const plain = withoutQuotes(sentence, depth);
  const direct = plain.includes('“');
  for (const clause of plain.split(/[，,；;：:。！？!?“…\s]+/)) {
    const found = ZH_CUE.exec(clause);
    if (!found) continue;
    const subject = chineseSubject(found[1]);
    if (subject) return { side: 'zh', direct, ...subject };
  }
  return undefined;
}

function chineseSubject(text: string): { readonly name: string | undefined; readonly titled: boolean } | undefined {
  let subject = text.replace(ZH_LEAD, '');
  for (let left = 4; left > 0; left--) {
    const shorter = subject.replace(ZH_ADVERB, '');
    if (shorter === subject) break;
    subject = shorter;
  }
  const described = /^.{2,}的([\p{Script=Han}]{2,3})$/u.exec(subject)?.[1];
  if (described && SURNAME.test(described)) subject = described;
  if (ZH_PRONOUN.test(subject)) return { name: undefined, titled: false };
  const afterTitle = subject.replace(ZH_LAST_TITLE, '');
  const beforeTitle = afterTitle.replace(ZH_TITLE_END, '');
  const titled = afterTitle !== subject || beforeTitle !== afterTitle;
  const name = beforeTitle.length >= 2 ? beforeTitle : afterTitle;
  if (!/^[\p{Script=Han}·•]{2,}$/u.test(name)) return undefined;
  if (name.length > 4 && !/[·•]/.test(name) && !(titled && name.length < 6)) return undefined;
  if (ZH_TITLE_END.test(name) && name === name.match(ZH_TITLE_END)?.[0]) return undefined;
  if (!titled && ZH_FUNCTION.test(name)) return undefined;
  if (ZH_COLLECTIVE.test(name) && !(titled && SURNAME.test(name))) return undefined;
  return { name, titled };
}

function englishCue(sentence: string): Cue | undefined {
  const direct = /[“"]/.test(sentence);
  const plain = sentence.replace(
    /[“"][^”"]*(?:[”"]|$)/g,
    (quoted) => `“${' '.repeat(Math.max(0, quoted.length - 2))}${/[,?!.]["”]$/.test(quoted) ? ',' : '”'}`,
  );
  let pronoun = false;
  for (const pattern of [EN_PART, EN_BEFORE_VERB, EN_AFTER_VERB]) {
    for (const match of plain.matchAll(pattern)) {
      if (/^(?:he|she)$/i.test(match[1])) {
        pronoun = true;
        continue;
      }
      const name = englishName(match[1]);
      if (name) return { side: 'en', direct, ...name };
    }
  }
  return pronoun ? { side: 'en', direct, name: undefined, titled: false } : undefined;
}

function englishName(subject: string): { readonly name: string; readonly titled: boolean } | undefined {
  const tokens = subject.replace(/['’]s\b/g, '').split(/\s+/);
  const lastTitle = tokens.reduce(
    (last, token, at) => (EN_TITLE.test(token) || /^(?:of|for)$/.test(token) ? at : last),
    -1,
  );
  const titled = lastTitle >= 0 && EN_TITLE.test(tokens[lastTitle]);
  const left = tokens.slice(lastTitle + 1);
  const nobody = (token: string, at: number) =>
    EN_NOBODY.has(token) && !(at === 0 && left.length > 1 && SURNAMES_TOO.has(token));
  const name = left.length > 1 && nobody(left[0], 0) ? left.slice(1) : left;
  if (!name.length || name.length > 4 || name.some((token, at) => nobody(token, at) || /^\P{Lu}/u.test(token)))
    return undefined;
  return { name: name.join(' '), titled };
}

/** Names that are persons', as `side name`: by title, by reading, or because both sides of a link name a speaker. */
function acceptedNames(
  article: Spoken,
  cues: readonly (Cue | undefined)[],
  syllables?: Syllables,
): ReadonlySet<string> {
  const accepted = new Set<string>();
  const count = new Map<string, number>();
  for (const cue of cues) {
    if (!cue?.name) continue;
    const key = `${cue.side} ${cue.name}`;
    count.set(key, (count.get(key) ?? 0) + 1);
    if (cue.titled) accepted.add(key);
  }
  if (!count.size) return accepted;
  const text = { zh: sideText(article, 'zh'), en: sideText(article, 'en') };
  const fullNames = capitalised(text.en);
  const inside = new Map<string, boolean>();
  for (const [key, times] of count) {
    const name = key.slice(3);
    if (key.startsWith('zh ')) {
      const known =
        name.includes('·') ||
        (name.length === 3 && SURNAME.test(name) && times > 1) ||
        new RegExp(`(?:${ZH_TITLE})${name}|${name}(?:${ZH_TITLE})`).test(text.zh) ||
        (syllables && fullNames.some((full) => matchesReading(name, full, syllables)));
      if (known) accepted.add(key);
    } else {
      inside.set(name, isUsedInside(name, text.en));
      if (name.includes(' ') || isTitledIn(name, text.en)) accepted.add(key);
    }
  }
  for (const link of article.links) {
    const zh = link.zh.flatMap((at) => cues[at] ?? []);
    const en = link.en.flatMap((at) => cues[at] ?? []);
    for (const { name } of zh) {
      const others = en.filter((other) =>
        other.name ? inside.get(other.name) || accepted.has(`en ${other.name}`) : SURNAME.test(name ?? ''),
      );
      if (name && others.length) accepted.add(`zh ${name}`);
    }
    for (const { name } of en) if (name && zh.length && inside.get(name)) accepted.add(`en ${name}`);
  }
  return accepted;
}

/** Is a word capitalised inside a sentence too, as names are? */
function isUsedInside(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (/[\p{L}\p{N},] $/u.test(text.slice(Math.max(0, at - 2), at)) && !/\p{L}/u.test(text[at + name.length] ?? ''))
      return true;
  return name.includes(' ');
}

function isTitledIn(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = /([\p{L}.-]+)\s+(?:\p{Lu}[\p{L}'’-]+\s+)?$/u.exec(text.slice(Math.max(0, at - 40), at));
    if (before && EN_TITLE.test(before[1])) return true;
  }
  return false;
}

/** Runs of two or three capitalised words in a text. */
function capitalised(text: string): readonly string[] {
  return [...new Set(text.match(/\p{Lu}\p{Ll}+(?: \p{Lu}[\p{Ll}'’-]+){1,2}/gu) ?? [])].slice(0, 2000);
}

/**
 * Within a paragraph: indirect speech in Chinese holds until the next cue or narration; a quotation holds while it is
 * open, before its cue and after it.
 */
function spread(article: Spoken, voices: Voices, cues: readonly (Cue | undefined)[]): void {
  for (const { sentences, role } of article.segments) {
    if (role !== 'body' || !sentences.length) continue;
    const { side } = article.sentences[sentences[0]];
    let depth = 0;
    let opened = 0;
    let current: Voice | undefined;
    let direct = false;
    sentences.forEach((at, index) => {
      const text = sentenceText(article, at);
      const before = depth;
      if (!before) opened = index;
      depth = depthAfter(text, before);
      const voice = voices[at];
      if (cues[at]) {
        current = voice;
        direct = !!cues[at]?.direct;
        const first = before ? opened : index;
        if (voice) for (const earlier of sentences.slice(first, index)) voices[earlier] ??= voice;
        return;
      }
      if (side === 'zh' && !before && ZH_NARRATION.test(text)) {
        voices[at] = { kind: 'narration' };
        current = undefined;
        return;
      }
      const quoted = before > 0 || /^[“"「]/.test(text);
      if (!current || voice) return;
      if (direct ? quoted : side === 'zh') voices[at] = current;
      else if (direct) current = undefined;
    });
  }
}

/** A pronoun that no counterpart explains is the last speaker named in its paragraph, if there is one. */
function resolvePronouns(article: Spoken, voices: Voices): Voices {
  const out = [...voices];
  for (const { sentences } of article.segments) {
    let last: Voice | undefined;
    for (const at of sentences) {
      if (out[at]?.kind === 'named') last = out[at];
      else if (out[at]?.kind === 'pronoun') out[at] = last;
    }
  }
  return out;
}
