/**
 * Reported speech in running text: `习近平指出，…`, `“走吧。”老人说。`, `Noting that …, Xi said …`, `he added`.
 *
 * Precision first: a subject is a speaker when it is known to be a person by its title, by its form together with its
 * counterpart, or by its reading; an office or a trade (发言人, the driver) speaks where a quotation or the other side says
 * so; what cannot be told is narration.
 */
import type { Side } from '../model';
import { fullNames, ReadNames } from './pairing';
import { EN_NOBODY, ZH_TITLES } from './titles';
import {
  type Heard,
  project,
  type Spoken,
  sentenceText,
  sideText,
  type TurnLexicon,
  type Voice,
  type Voices,
} from './voices';

const ZH_STRONG =
  '宣称|宣稱|声称|聲稱|坚称|辩称|补充称|回应称|回应道|解释道|强调说|报道说|感慨道|反问|质问|追问|指出|强调|強調|表示|认为|認為|重申|坦言|透露|宣布|补充说|補充說|补充道|呼吁|呼籲|问道|問道|回答说|写道|说道|說道|笑道|答道|直言|称赞|谈到|提到|介绍说|介绍|感叹|解释说|解释|回应说|回应|告诉记者|批评|抱怨|承诺|警告|承认|否认|主张|回忆|讲述|笑言|赞扬|谴责|总结道|总结说|预计|预测|提醒|敦促|调侃|喊道|叫道|嘟囔|低语|插话|反驳|驳斥|直呼|感叹道|做出回应|作出回应|评论道|评论说|感谢|祝贺|认定|断言|倡议|呼喊|建议';
const ZH_WEAK = '说|說|称|稱|道|问|問|答|讲|希望|要求|感慨';
const ZH_CUE = new RegExp(`^(.{1,36}?)(?:(?:${ZH_STRONG})(?![的者])|(?:${ZH_WEAK})(?=$))`, 'u');

const ZH_TITLE_END = new RegExp(`(?:${ZH_TITLES})$`);
const ZH_LAST_TITLE = new RegExp(`^.*(?:${ZH_TITLES})(?=[\\p{Script=Han}·•]{2,}$)`, 'u');
const ZH_ACCORDING = /^据(.{2,16}?)(?:介绍|透露|回忆|说|称|讲述)$|^在(.{2,16}?)看来$/u;
/** Before a verb: nothing is said. */
const ZH_SILENT = /(?:没有?|未|不|拒绝|不愿|不肯|不予|难以)(?:回|再|作出?|做出?|正面|直接|立即|予以?)*$/u;
/** Verbs that tell of speech alone. */
const ZH_SPEAKS = /(?:说|道|问|答|称|讲|告诉记者|回应|解释|喊道|指出|表示|强调)$/u;
/** A subject that is an office or a trade, with what stands before it: `外交部发言人`, `一名售票员`. */
const ZH_ROLE =
  /^(?:另|也|还)?有?(?:一|这|那|另一|该|两)?(?:名|位|个)?([\p{Script=Han}]{0,10}?(?:发言人|记者|主持人|售票员|司机|警察|警官|护士|医生|大夫|老师|教师|学生|店主|老板|店员|导游|翻译|律师|法官|检察官|教练|队长|船长|机长|村长|农民|工人|渔民|老人|老太太|老汉|小伙子|姑娘|男孩|女孩|男子|女子|妇人|母亲|父亲|妈妈|爸爸|奶奶|爷爷|女儿|儿子|经理|校长|主任|工程师|研究员|科学家|教授|部长|总统|总理|首相|主席|大使|市长|女王|国王|嘉宾|观众|听众|读者|顾客|乘客|游客|邻居|目击者|负责人|助手|顾问))$/u;
/** What someone is, before a name that is spelt by its sounds: `地质学家约翰·德拉蒙`. */
const ZH_TRADE_BEFORE = /^\p{Script=Han}{2,}(?:家|员|师|者|长|官|士|农|民|工)(?=\p{Script=Han}{2,4}[·•])/u;
/** Adverbs and adverbials between the subject and the cue. */
const ZH_ADVERB =
  /(?:在[^，]{1,20}(?:时|中|上|会上|后|前|期间|里|表示)|就[^，]{2,16}(?:问题|一事|话题|情况|事件)|对此|对[^，]{1,8}|向[^，]{1,8}|据此|为此|就此|当天|当日|当晚|日前|(?:星期|周|礼拜)[一二三四五六日天]|昨日|昨天|今天|今日|近日|\d{1,2}日|同时|还|也|则|都|又|再次|再度|进一步|特别|明确|郑重|随后|最后|首先|接着|紧接着|并|竟然?|却|曾|一再|多次|反复|曾经|低声|大声|轻声|笑着|平静地|[\p{Script=Han}]{1,3}地)$/u;
const ZH_LEAD =
  /^(?:(?:当地时间)?(?:\d{2,4}年)?(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚上|晚|中午)?|在[^，]{1,20}(?:上|中|时|后|期间)|对此|随后|此外|同时|另外|但是?|而|不过|然而|最后|当天|当晚|昨天|今天|会谈中|会见中|会上|他的)+/u;
const ZH_PRONOUN = /^(?:他|她|其)$/;
const ZH_COLLECTIVE =
  /(?:方|双方|雙方|各方|元首|领导人|政府|部门|部|委|国|國|院|社|报|台|局|会|會|组织|公司|银行|集团|报告|文章|声明|公报|研究|调查|数据|统计|媒体|报道|報道|報導|消息|传言|中心|大学|机构|协会|联盟|法院|人士|专家|学者|代表|们|们都|网友|市民|居民|民众|人|家)$/;
const ZH_NARRATION =
  /(?:没有?|未|拒绝|不愿)(?:对此|立即|正面|直接|就此)?(?:作出?|做出?|予以)?(?:回答|回应|透露|置评|表态|作答|评论)[。.]?$|^(?:(?:中|俄|美|法|英|两国|双方|雙方|两国元首|两国领导人|各方)(?:元首|领导人)?(?:还|一致|同意|共同|就|并|也|将)|(?:会谈|会见|会议|仪式|活动|讲话|演讲|发言)(?:结束)?(?:后|前|结束)|会后)|(?:参加|出席|陪同)(?:了)?(?:会见|会谈|会议|活动|上述活动|仪式)?[。.]?$|^(?:两国元首|双方).{0,40}(?:交换(?:了)?意见|签署|达成)/;
const SURNAME =
  /^(?:欧阳|司马|上官|诸葛|司徒|夏侯|令狐|尉迟|公孙|慕容|[王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文习習栗韦韋蓝藍鲁魯关關温溫冷祁耿齐齊季童吉莫向焦裴柳沙翁殷岳左古庄华鞠阿])/;

/** Verbs that tell of speech alone. Who says something is a person, or an institution. */
const EN_SAYS =
  'said|says|told|tells|asked|asks|replied|replies|answered|answers|added|adds|explained|explains|stated|states|remarked|remarks|recalled|recalls|went on to say|(?:was|is) quoted (?:by [^,]{1,40} )?as saying|thanked|shouted|whispered|cried|joked|quipped|wrote|writes|tweeted|countered|interjected|shot back|continued(?=,? ?[“"])';
/** Verbs whose subject may be a program or a document as well. */
const EN_HOLDS =
  'noted|notes|stressed|stresses|emphasi[sz]ed|emphasi[sz]es|underscored|underscores|underlined|underlines|pointed out|points out|reiterated|reiterates|urged|urges|called (?:on|for)|calls (?:on|for)|announced|announces|expressed|expresses|hailed|hails|pledged|pledges|promised|promises|warned|warns|argued|argues|insisted|insists|claimed|claims|acknowledged|acknowledges|admitted|admits|observed|observes|commented|comments|declared|declares|suggested|suggests|voiced|congratulated|congratulates|proposed|proposes|affirmed|reaffirmed|vowed|vows|concluded|concludes|criticized|criticised|criticizes|condemned|condemns|denied|denies|disclosed|revealed|reveals|believes|believed|complained|complains|predicted|predicts|praised|praises|lamented|laments|cautioned|cautions|confirmed|confirms|conceded|concedes|contended|contends|maintained|maintains|demanded|demands|agreed|agrees|boasted|reminded|reminds|elaborated|wondered|wonders|appealed|advised|estimated|estimates|extended|commended|welcomed|wished|hopes|hoped|protested|objected|recounted|described|describes';
const EN_VERBS = `${EN_SAYS}|${EN_HOLDS}`;
const EN_SPEAKS = new RegExp(`(?:${EN_SAYS})$`);
const EN_ADVERB =
  '(?:(?:\\w+ly|also|just|still|never|often|now|did|would|will|further|then|later|again|once again|once more|always|repeatedly|firmly|in turn|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:this|last) \\w+|earlier|yesterday|today|has|had|however|who)\\s+|,\\s*(?:however|in turn|for (?:his|her) part),?\\s+)*';
const EN_NAME =
  "(?:[\\p{Lu}][\\p{L}\\p{M}.'’-]*|of|for|spokesperson|spokesman|spokeswoman|professor|minister|director|chairman)";
const EN_PERSON = `(?:${EN_NAME}\\s+){0,7}[\\p{Lu}][\\p{L}\\p{M}'’-]+`;
const EN_ROLE_NOUN =
  '(?:spokesperson|spokesman|spokeswoman|reporter|journalist|correspondent|moderator|host|interviewer|anchor|conductor|driver|(?:police )?officer|policeman|guard|nurse|doctor|teacher|student|pupil|shopkeeper|owner|boss|clerk|guide|interpreter|lawyer|judge|prosecutor|coach|captain|pilot|farmer|worker|fisherman|(?:old |young )?(?:man|woman|lady)|boy|girl|mother|father|grandmother|grandfather|daughter|son|manager|headmaster|principal|engineer|researcher|scientist|professor|minister|president|premier|prime minister|chairman|chairwoman|ambassador|mayor|king|queen|prince|princess|guest|customer|passenger|visitor|neighbor|neighbour|witness|aide|adviser|advisor|official|representative|expert|analyst|waiter|waitress|monk|priest|emperor|soldier|general|villager|resident)';
const EN_ROLE = `(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er)\\s+(?:[\\p{L}’'-]+\\s+){0,4}?${EN_ROLE_NOUN}`;
/** What may stand between a subject and its verb: `, 45, a farmer,`, `, who leads the team,`, ` of the institute`. */
const EN_BETWEEN = '(?:\\s(?:of|from|with|at)\\s[^,.;:“”"]{2,60}?)?(?:,\\s[^"“”]{2,80}?,)?';
const EN_BEFORE_VERB = new RegExp(
  `(?:^|[\\s“"‘(—–])(${EN_PERSON}|he|she|He|She|${EN_ROLE})${EN_BETWEEN}\\s+${EN_ADVERB}((?:${EN_VERBS}))\\b`,
  'gu',
);
const EN_AFTER_VERB = new RegExp(
  `[,"”’?!]\\s*(said|says|asked|asks|added|adds|replied|answered|noted|explained|recalled|shouted|cried|whispered|warned|joked|insisted|remarked|wrote)\\s+(${EN_PERSON}|${EN_ROLE}|(?:(?!(?:in|on|at|to|by|for|with|from|of|as|that|when|while|after|before|and|or|but|during|about)\\b)[a-z-]+\\s+){1,5}${EN_PERSON})`,
  'gu',
);
const EN_PART = new RegExp(
  `(?:[Ff]or (?:his|her) part, |[Aa]ccording to |[Ii]n the (?:words|view|opinion) of |[Ii]n (?=(?:${EN_NAME}\\s+){0,4}[\\p{L}-]+['’]s (?:view|opinion|words|eyes)\\b))(${EN_PERSON})`,
  'gu',
);
const EN_ONLY_ROLE = new RegExp(
  `^(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er)\\s+((?:[\\p{L}’'-]+\\s+)*?${EN_ROLE_NOUN})$`,
  'u',
);
const EN_TITLE =
  /^(?:President|Premier|Prime|Minister|Vice|Foreign|Defen[cs]e|Finance|Chancellor|King|Queen|Prince|Princess|Secretary|Secretary-General|State|General|Ambassador|Governor|Senator|Mayor|[Ss]pokes(?:person|man|woman)|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|Prof\.?|[Pp]rofessor|[Cc]hair(?:man|woman)?|[Dd]irector|CEO|Judge|Pope|Sir|Lady|Captain|Colonel|minister|Engineer|Editor|Coach)$/;
/** Words of {@link EN_NOBODY} that before a given name are Chinese surnames: `He Lin said`. */
const SURNAMES_TOO = new Set(['He', 'An', 'You']);
/** Function words, which a Chinese name seldom holds. */
const ZH_FUNCTION = /[的了在会會问問说說是不有这這那我你他她它就也都很没沒要能可以常被把从向对]/;

/** A sentence's own evidence of who speaks. */
interface Cue {
  readonly side: Side;
  /** Undefined for a pronoun, and for an institution. */
  readonly name: string | undefined;
  /** `institution`: it says that no person speaks. */
  readonly kind: 'person' | 'role' | 'pronoun' | 'institution';
  /** The name stands with a title, so it is a person's. */
  readonly titled: boolean;
  /** The verb tells of speech and of nothing else. */
  readonly speaks: boolean;
  /** What is said stands in quotation marks, so that it ends where they close. */
  readonly direct: boolean;
}

/** Who a subject is. */
type Subject = Pick<Cue, 'name' | 'kind' | 'titled'>;

const PRONOUN: Subject = { name: undefined, kind: 'pronoun', titled: false };
const INSTITUTION: Subject = { name: undefined, kind: 'institution', titled: false };

/** Voices of reported speech; only sentences of body text have any. */
export function reportedVoices(article: Spoken, lexicon?: TurnLexicon): Heard {
  const depths = quoteDepths(article);
  const read = lexicon && new ReadNames(fullNames(sideText(article, 'en')), lexicon.syllables);
  const found = article.sentences.map(({ side, segment }, at) => {
    if (article.segments[segment].role !== 'body') return undefined;
    const text = sentenceText(article, at);
    return side === 'zh' ? chineseCue(text, depths[at], read) : englishCue(text, depths[at]);
  });
  const names = acceptedNames(article, found, lexicon);
  const roles = acceptedRoles(article, found);
  const cues = found.map((cue) => (cue?.kind === 'institution' ? undefined : cue));
  const named = new Set<number>();
  const voices: Voices = cues.map((cue, at) => {
    if (!cue) return undefined;
    if (!cue.name) return { kind: 'pronoun' };
    if (!(cue.kind === 'role' ? roles.has(at) : names.has(`${cue.side} ${cue.name}`))) return undefined;
    named.add(at);
    return { kind: 'named', side: cue.side, name: cue.name, role: cue.kind === 'role' };
  });
  spread(article, voices, cues);
  return { voices: resolvePronouns(article, project(article, voices), cues), named, labels: false };
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

function chineseCue(sentence: string, depth: number, read: ReadNames | undefined): Cue | undefined {
  const plain = withoutQuotes(sentence, depth);
  const direct = plain.includes('“');
  let other: Cue | undefined;
  for (const clause of plain.split(/[，,；;：:。！？!?“…\s]+/)) {
    const found = ZH_ACCORDING.exec(clause) ?? ZH_CUE.exec(clause);
    if (!found) continue;
    const words = found[1] ?? found[2];
    const subject = ZH_SILENT.test(words) ? undefined : chineseSubject(words, read);
    // 道 ends many a noun; it says something only beside a quotation.
    if (!subject || (!direct && found[0].endsWith('道'))) continue;
    const cue: Cue = { side: 'zh', direct, speaks: ZH_SPEAKS.test(found[0]), ...subject };
    if (cue.kind !== 'institution') return cue;
    other ??= cue;
  }
  return other;
}

function chineseSubject(text: string, read: ReadNames | undefined): Subject | undefined {
  let subject = text.replace(ZH_LEAD, '');
  for (let left = 4; left > 0; left--) {
    const shorter = subject.replace(ZH_ADVERB, '');
    if (shorter === subject) break;
    subject = shorter;
  }
  const described = /^.{2,}的([\p{Script=Han}]{2,3})$/u.exec(subject)?.[1];
  if (described && SURNAME.test(described)) subject = described;
  if (ZH_PRONOUN.test(subject)) return PRONOUN;
  const readName = read?.atEnd(subject);
  if (readName) return { name: readName, kind: 'person', titled: true };
  const role = ZH_ROLE.exec(subject)?.[1];
  const afterTitle = subject.replace(ZH_LAST_TITLE, '').replace(ZH_TRADE_BEFORE, '');
  const beforeTitle = afterTitle.replace(ZH_TITLE_END, '');
  const titled = afterTitle !== subject || beforeTitle !== afterTitle;
  const name = beforeTitle.length >= 2 ? beforeTitle : afterTitle;
  const isName =
    /^[\p{Script=Han}·•]{2,}$/u.test(name) &&
    (name.length <= 4 || /[·•]/.test(name) || (titled && name.length < 6)) &&
    !(ZH_TITLE_END.test(name) && name === name.match(ZH_TITLE_END)?.[0]) &&
    (titled || !ZH_FUNCTION.test(name)) &&
    (!ZH_COLLECTIVE.test(name) || (titled && SURNAME.test(name)));
  if (isName && !(role && !SURNAME.test(name))) return { name, kind: 'person', titled };
  if (role && !ZH_FUNCTION.test(role)) return { name: role, kind: 'role', titled: false };
  return ZH_COLLECTIVE.test(subject) ? INSTITUTION : undefined;
}

function englishCue(sentence: string, depth: number): Cue | undefined {
  const plain = withBlankQuotes(sentence, depth);
  const direct = /[“"]/.test(sentence);
  let weaker: Cue | undefined;
  for (const pattern of [EN_PART, EN_BEFORE_VERB, EN_AFTER_VERB]) {
    for (const match of plain.matchAll(pattern)) {
      const [subject, verb] = pattern === EN_AFTER_VERB ? [match[2], match[1]] : [match[1], match[2] ?? 'says'];
      const who = englishSubject(subject);
      if (!who) continue;
      const cue: Cue = { side: 'en', direct, speaks: EN_SPEAKS.test(verb), ...who };
      if (cue.kind === 'person') return cue;
      if (!weaker || (weaker.kind === 'role' && cue.kind === 'pronoun')) weaker = cue;
    }
  }
  return weaker;
}

/** Quotations of English text as blanks between their marks, with a comma at their end where one belongs to them. */
function withBlankQuotes(sentence: string, depth: number): string {
  const blank = (quoted: string) =>
    `“${' '.repeat(Math.max(0, quoted.length - 2))}${/[,?!.]["”]$/.test(quoted) ? ',' : '”'}`;
  const close = depth ? sentence.search(/["”]/) : -1;
  const from = close < 0 ? 0 : close + 1;
  return (from ? blank(sentence.slice(0, from)) : '') + sentence.slice(from).replace(/[“"][^”"]*(?:[”"]|$)/g, blank);
}

function englishSubject(subject: string): Subject | undefined {
  if (/^(?:he|she)$/i.test(subject)) return PRONOUN;
  const role = EN_ONLY_ROLE.exec(subject)?.[1];
  if (role) return { name: role, kind: 'role', titled: false };
  const name = englishName(subject.replace(/^(?:\p{Ll}[\p{L}’'-]*\s+)+(?=\p{Lu})/u, ''));
  return name && { kind: 'person', ...name };
}

function englishName(subject: string): { readonly name: string; readonly titled: boolean } | undefined {
  const tokens = subject.replace(/['’]s\b/g, '').split(/\s+/);
  const of = tokens.findIndex((token) => /^(?:of|for)$/.test(token));
  if (of > 0 && !tokens.slice(of).some((token) => EN_TITLE.test(token))) {
    // `President Lane of Norland` is Lane, `the Bank of Norland` nobody.
    const before = tokens.slice(0, of);
    const name = before.filter((token) => !EN_TITLE.test(token));
    if (name.length) return name.length > 1 || name.length < before.length ? englishName(before.join(' ')) : undefined;
  }
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

/**
 * Names that are persons', as `side name`: by title, by reading, by a longer name that is one, or because both sides of
 * a link name a speaker. An English name whose counterparts tell of institutions is none.
 */
function acceptedNames(
  article: Spoken,
  cues: readonly (Cue | undefined)[],
  lexicon?: TurnLexicon,
): ReadonlySet<string> {
  const accepted = new Set<string>();
  const count = new Map<string, number>();
  const speaks = new Set<string>();
  for (const cue of cues) {
    if (!cue?.name || cue.kind !== 'person') continue;
    const key = `${cue.side} ${cue.name}`;
    count.set(key, (count.get(key) ?? 0) + 1);
    if (cue.speaks) speaks.add(key);
    if (cue.titled) accepted.add(key);
  }
  if (!count.size) return accepted;
  const text = { zh: sideText(article, 'zh'), en: sideText(article, 'en') };
  const runs = capitalised(text.en);
  const standing = counterpartsOf(article, cues);
  const inside = new Map<string, boolean>();
  for (const [key, times] of count) {
    const name = key.slice(3);
    if (key.startsWith('zh ')) {
      const known =
        name.includes('·') ||
        (name.length === 3 && SURNAME.test(name) && times > 1) ||
        new RegExp(`(?:${ZH_TITLES})${name}|${name}(?:${ZH_TITLES})|[·•]${name}(?!\\p{Script=Han}[·•])`, 'u').test(
          text.zh,
        );
      if (known) accepted.add(key);
    } else {
      inside.set(name, isUsedInside(name, text.en));
      const last = name.split(' ').at(-1)!.toLowerCase();
      const looksLikeOne = name.includes(' ') && speaks.has(key) && !lexicon?.isDictionaryWord(last);
      const isPartOfOne = !name.includes(' ') && runs.some((full) => full.endsWith(` ${name}`)) && speaks.has(key);
      if (
        looksLikeOne ||
        isTitledIn(name, text.en) ||
        (isPartOfOne && inside.get(name) && !lexicon?.isDictionaryWord(last))
      )
        accepted.add(key);
    }
  }
  for (const [en, { persons, institutions }] of standing) if (institutions > persons) accepted.delete(`en ${en}`);
  for (const link of article.links) {
    const zh = link.zh.flatMap((at) => cues[at] ?? []).filter(({ kind }) => kind !== 'institution');
    const en = link.en.flatMap((at) => cues[at] ?? []);
    for (const { name, kind } of zh) {
      if (!name || kind !== 'person') continue;
      const others = en.filter((other) =>
        other.name
          ? other.kind === 'role' || inside.get(other.name) || accepted.has(`en ${other.name}`)
          : SURNAME.test(name),
      );
      if (others.length) accepted.add(`zh ${name}`);
    }
    for (const { name, kind } of en)
      if (name && kind === 'person' && zh.length && inside.get(name)) accepted.add(`en ${name}`);
  }
  // The surname or the given name of one who is a person.
  const whole = [...accepted].filter((key) => key.startsWith('en ') && key.indexOf(' ', 3) > 0);
  for (const key of count.keys()) {
    const name = key.slice(3);
    if (key.startsWith('zh ') || name.includes(' ')) continue;
    if (whole.some((long) => long.startsWith(`${key} `) || long.endsWith(` ${name}`))) accepted.add(key);
  }
  return accepted;
}

/** For each English name, how many of its links tell in Chinese of persons and of institutions. */
function counterpartsOf(article: Spoken, cues: readonly (Cue | undefined)[]) {
  const counts = new Map<string, { persons: number; institutions: number }>();
  for (const link of article.links) {
    const zh = link.zh.flatMap((at) => cues[at] ?? []);
    if (!zh.length) continue;
    for (const at of link.en) {
      const cue = cues[at];
      if (!cue?.name || cue.kind !== 'person') continue;
      const row = counts.get(cue.name) ?? { persons: 0, institutions: 0 };
      counts.set(cue.name, row);
      if (zh.some(({ kind }) => kind !== 'institution')) row.persons++;
      else row.institutions++;
    }
  }
  return counts;
}

/** Sentences in which an office or a trade speaks: the other side tells of a speaker too, or both quote. */
function acceptedRoles(article: Spoken, cues: readonly (Cue | undefined)[]): ReadonlySet<number> {
  const accepted = new Set<number>();
  const tells = (at: number) => !!cues[at] && cues[at].kind !== 'institution';
  const quotes = (at: number) => /[“”"「]/.test(sentenceText(article, at));
  for (const { zh, en } of article.links) {
    for (const [own, others] of [
      [zh, en],
      [en, zh],
    ]) {
      for (const at of own) {
        const cue = cues[at];
        if (cue?.kind !== 'role') continue;
        if (others.some(tells) || (cue.direct && cue.speaks && others.some(quotes))) accepted.add(at);
      }
    }
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
 * open, before its cue and after it. One that a paragraph leaves open is taken up by the next that opens with a mark.
 */
function spread(article: Spoken, voices: Voices, cues: readonly (Cue | undefined)[]): void {
  const open: Partial<Record<Side, Voice>> = {};
  const unnamed: Record<Side, number[]> = { zh: [], en: [] };
  for (const { sentences, role } of article.segments) {
    if (role === 'heading') {
      for (const side of ['zh', 'en'] as const) {
        open[side] = undefined;
        unnamed[side] = [];
      }
    }
    if (role !== 'body' || !sentences.length) continue;
    const { side } = article.sentences[sentences[0]];
    const goesOn = /^[“"「]/.test(sentenceText(article, sentences[0]));
    const takenUp = goesOn ? open[side] : undefined;
    let depth = 0;
    let opened = 0;
    let current = takenUp;
    let direct = takenUp !== undefined;
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
    open[side] = depth > 0 ? current : undefined;
    const before = goesOn ? unnamed[side] : [];
    const [first] = sentences;
    if (voices[first]) for (const at of before) voices[at] ??= voices[first];
    unnamed[side] = depth > 0 && goesOn && !voices[first] ? [...before, ...sentences] : [];
  }
}

/**
 * A pronoun that no counterpart explains is the last speaker of its paragraph, else of the paragraph before it on its
 * side when that has only one; else somebody speaks whom the text does not tell, if it is certain that somebody does.
 */
function resolvePronouns(article: Spoken, voices: Voices, cues: readonly (Cue | undefined)[]): Voices {
  const out = [...voices];
  const before: Partial<Record<Side, Voice>> = {};
  for (const { sentences, role } of article.segments) {
    if (role === 'heading') {
      before.zh = undefined;
      before.en = undefined;
    }
    if (role !== 'body' || !sentences.length) continue;
    const { side } = article.sentences[sentences[0]];
    const somebody: Voice = { kind: 'somebody', segment: article.sentences[sentences[0]].segment };
    let last: Voice | undefined = startsWithSpeech(out, sentences) ? before[side] : undefined;
    for (const at of sentences) {
      if (out[at]?.kind === 'named') last = out[at];
      else if (out[at]?.kind === 'pronoun')
        out[at] = last ?? (cues[at]?.direct && cues[at].speaks ? somebody : undefined);
    }
    const speakers = new Set(sentences.flatMap((at) => (out[at]?.kind === 'named' ? JSON.stringify(out[at]) : [])));
    before[side] = speakers.size === 1 && out[sentences.at(-1)!]?.kind === 'named' ? last : undefined;
  }
  return out;
}

/** Nothing is told before the first speech of a paragraph, which could say of whom it speaks. */
function startsWithSpeech(voices: Voices, sentences: readonly number[]): boolean {
  return voices[sentences[0]] !== undefined;
}
