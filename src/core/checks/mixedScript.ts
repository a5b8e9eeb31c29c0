/** `mixed-script`: traditional characters in a simplified article, or the reverse. */
import type { Lexicon } from '../lexicon/lexicon';
import { message, type StyleCheck, type StylePlace, type StyleTally } from './check';

/**
 * Simplified forms that traditional text has too: as characters of their own (后, 里, 干), as common variants, or as the
 * forms of Hong Kong and of older print. From CC-CEDICT: simplified characters that occur in a traditional headword.
 */
const ALSO_TRADITIONAL = new Set(
  '花克法出德合面里年布同和球回以草期板塔表制核射吃果症曲背麻千夜假春冰群台博船托深局豆是散罪望胸向笑乾系糖留野蒙佛周胡旗因暗歌考呼岩松奶秋柳恩鼓察翻仙念志才翅旋燕怪峰救略致效溪操床蛇拿弄棕玩斗宿梁鞋琴累巨朱席往卷梅升腿拖融附注乘冬吊亡炮谷娘幕最插噪扣勤疏糊粗帽叫函策辣暖桑瓶丘窗醇蜂坑干征杯污扎繁冒欲霸魂淫珍栗舍蒂游柏捷逼妙奔似岸昏凡映邪扯泛冤刊筒裸咬迫雕困桌唇幸坎棋稿劫糕你概藤葬拐磷址耕秘仿佩只敦奸卜裙碰宴雁廉碗兔巡后遍呆蝶享冗瘤占璃寨灶肯蟹兜嘎沾徽榜臀酬刮冥愧岳痴罐御卒凶采哄厄涅薯霉帆膝胚嫩准澄煮吻雍膀咽卯戚朵眷肇蹄咸晃峨昆慎僵蚊靴俊墩乃抬脆剩焊麟蠢杆熙琉刨寇恤倦孽捏悍碌范踩丑恍泄沈猿芸狸躬挽腮蛙于凳熏愈胳睹趁哺寓焰瑰糠荔涎咒姊叩朴浣肛稚篡羌菱螂堤划啼婿姻匆吁剃悖辟云侃剿戛拗扼掏榨姜褒夸撰溯戮妒匝庶蕊浙淳漱糯蠕逾厘咱吝捶夭皓膘罔筲雇瞰棱帚庵霓蟆喧嘻耽遁么炕坂峒几楠柿毗浚漓炯它皋蔑咨蹴峭膳睬冉泯喋涂妊昵杠砧祀阱檐膻虱余獾婀恪憩斫筏楦郁涌淀燮徇琅瞅俟蓑秕褓帙腌韭迥倏佣丐嗥尸挲扛碇匾玳璇蛔眯捆樽胭庄苧愆迹飧据杰仆敕睿唣垛塍冢恒捍橛痱翳粳秸箸筑簪粽翱萱萼衽裴丰糍喂髯獐坳咿啖岭厂凄恿槁柜憔眦棰帘稗襁圣万叶虻跺适离悴愿鬃衄并价咩侄宁卮厮广从晒楫棹肴狷瓮痒盍确祢洼笋听腊芲苹蔂虫蝎踊跖踪堙双' +
    '内别没吴温户决况净减凑冲却叙吕强羡晋姗删册彦换唤焕痪绿争挣睁筝峥税悦脱兑蜕禄搜嫂虚嘘兹慈磁滋亘宫侣奥澳懊查冲',
);

/** Traditional or variant forms that stand in names and terms of simplified text. */
const ALSO_SIMPLIFIED = new Set('昇祐喆甯於徵閒菸妳牠祂噁喫鍾堃');

const SIMPLIFIED = 1;
const TRADITIONAL = 2;

interface Scripts {
  /** By UTF-16 code unit. */
  readonly of: Uint8Array;
  /** What a character is in the other script, where there is only one answer. */
  readonly other: ReadonlyMap<string, string>;
}

const known = new WeakMap<Lexicon, Scripts>();

/** Which characters belong to one script only. */
function scriptsOf(lexicon: Lexicon): Scripts {
  const before = known.get(lexicon);
  if (before) return before;
  const of = new Uint8Array(0x10000);
  const other = new Map<string, string>();
  const forms = new Map<string, string[]>();
  for (let unit = 0x3400; unit < 0xa000; unit++) {
    const character = String.fromCharCode(unit);
    const simplified = lexicon.simplify(character);
    if (simplified === character) continue;
    if (!ALSO_SIMPLIFIED.has(character)) of[unit] = TRADITIONAL;
    other.set(character, simplified);
    forms.set(simplified, [...(forms.get(simplified) ?? []), character]);
  }
  for (const [simplified, all] of forms) {
    if (ALSO_TRADITIONAL.has(simplified)) continue;
    of[simplified.charCodeAt(0)] = SIMPLIFIED;
    if (all.length === 1) other.set(simplified, all[0]);
  }
  const scripts = { of, other };
  known.set(lexicon, scripts);
  return scripts;
}

export const mixedScript: StyleCheck = {
  scope: 'style',
  code: 'mixed-script',
  severity: 'hint',
  threshold: 0.95,
  automatic: false,
  *find({ side, text }, lexicon): Generator<StylePlace | StyleTally> {
    // Japanese has forms of both.
    if (side !== 'zh' || /[\u3041-\u30ff]/.test(text)) return;
    const { of, other } = scriptsOf(lexicon);
    const counts = [0, 0, 0];
    for (let at = 0; at < text.length; at++) counts[of[text.charCodeAt(at)]]++;
    // A whole paragraph in the other script is a choice, a few characters within one are not.
    const stray = counts[SIMPLIFIED] < counts[TRADITIONAL] ? SIMPLIFIED : TRADITIONAL;
    const ways = ['', 'simplified', 'traditional'];
    const habit = { of: 'script', way: ways[stray] };
    yield {
      habit: { of: 'script', way: ways[SIMPLIFIED + TRADITIONAL - stray] },
      count: counts[SIMPLIFIED + TRADITIONAL - stray],
    };
    if (!counts[stray]) return;
    if (counts[SIMPLIFIED] === counts[TRADITIONAL]) {
      yield { habit, count: counts[stray] };
      return;
    }
    for (const { index: start, 0: run } of outsideTitles(text)) {
      for (let at = start; at < start + run.length; at++) {
        if (of[text.charCodeAt(at)] !== stray) continue;
        const replacement = other.get(text[at]);
        yield {
          start: at,
          end: at + 1,
          ...(replacement !== undefined && { replacement }),
          message: message(`mixed-script.${ways[stray]}`, { character: text[at] }),
          habit,
        };
      }
    }
  },
};

/** A title is quoted as it is printed. */
function outsideTitles(text: string): Iterable<RegExpMatchArray & { index: number }> {
  return text.matchAll(/(?:^|(?<=》))[^《]+|(?<=[^》])《[^》]*$/g) as Iterable<RegExpMatchArray & { index: number }>;
}
