/**
 * What a segment is for, by its form. Roles never forbid a link: they tell how much it matters that there is none.
 * The word lists are the only ones of the segmenter; they are hints, and evidence of a translation overrules them.
 */
import { bothScripts } from '../lexicon/fold';
import type { Language, Role } from '../model';

/** Form of a segment: its text with markup blanked, what stood around it. */
export interface SegmentForm {
  /** Masked and trimmed text. */
  readonly text: string;
  readonly language: Language;
  /** Line starts with `#`, or is underlined. */
  readonly heading: boolean;
  /** Wholly wrapped in bold. */
  readonly bold: boolean;
  /** First text of the article. */
  readonly first: boolean;
  readonly lines: number;
}

const ENDS = /[。！？!?.…][”’"'」』）)*\]】]*$/;

const ZH_SOURCE = bothScripts(
  /^[（(【]?\s*(?:来源|资料来源|稿源|转自|转载|摘自|出处|原文链接|原文地址|原载)|转载自|^(?:新华社|中新社|人民网|央视新闻|人民日报)[^。！？]{0,20}\d{4}年?|^[（(](?:完|全文完|本文完)[）)]$/,
);
const ZH_CREDIT_END = bothScripts(/[（(]?(?:摄|摄影|供图|制图|配图|绘)[）)]?$/);
const ZH_CREDIT = bothScripts(
  /^[（(【]?\s*(?:[\p{Script=Han}]{0,8}(?:记者|通讯员)|编辑|责编|责任编辑|校对|作者|译者|翻译|摄影|图片来源|审核|监制|听写|撰文|文|图)\s*[:：丨|／/ \u3000]/u,
);
const ZH_FURNITURE = bothScripts(
  /扫码|二维码|公众号|阅读原文|点击(?:阅读|上方|下方|蓝字|查看)|长按|关注(?:我们|本|该)|点赞|在看|分享到|返回(?:首|顶|目录)|上一篇|下一篇|推荐阅读|延伸阅读|相关阅读|版权所有|未经授权|下载(?:APP|客户端)/i,
);
const ZH_LABEL = /^[【[［〔][^】\]］〕]{1,20}[】\]］〕]$|^.{1,16}(?:如下|全文|节选)?[:：]$/;
const DATELINE_ZH =
  /^[（(]?(?:\d{4}|[二〇零一九八七六五四三]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?[^。！？]{0,14}$/;

const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const DATELINE_EN = new RegExp(
  `^(?:(?:[A-Z][\\w.]+,? ){0,3}(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?)?(?:${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2} ${MONTH}\\.?,? \\d{4}|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2})[^A-Za-z]{0,12}(?:\\(\\w+\\))?\\W*$`,
);
const EN_SOURCE = /^[([]?(?:source|sources|via|originally published|reprinted from|read more|see also)\s*[:：]/i;
const EN_CREDIT =
  /^[([]?(?:photo|photos|image|picture|credit|photograph|graphic|video|illustration)s?(?:\s+(?:by|credit|courtesy))?\s*[:：]|^(?:photo|image)s? (?:by|courtesy of) /i;
const EN_BYLINE =
  /^(?:by|written by|edited by|translated by|translator|editor|reporter|author|text by)\s*[:：]?\s+(?:[A-Z][\w.'’-]+[ ,&]*(?:and )?){1,5}$/i;
const EN_FURNITURE =
  /^(?:share (?:this|on)|follow us|subscribe|sign up|click here|scan (?:the|this) (?:qr )?code|read more|related (?:articles?|stories|reading)|recommended(?: reading)?|all rights reserved|copyright\b|advertisement|back to top|next (?:article|page)|previous (?:article|page))/i;

/** The role of an alignable segment by its form alone. */
export function roleOf(form: SegmentForm): Role {
  const { text, language } = form;
  const short = text.length < (language === 'en' ? 90 : 60);
  if (form.heading) return 'heading';
  if (short && /^(?:\S[ \u3000]+){2,}\S$/.test(text)) return 'furniture';
  if (/^(?:——|—{1,2}|–|--)\s*\S/.test(text) && text.length < 90) return 'byline';
  const special = language === 'en' ? englishRole(text, short) : chineseRole(text, short);
  if (special) return special;
  if (form.bold && form.lines === 1 && text.length < 60 && !/[。！？!?.…:：”"]$/.test(text)) return 'heading';
  if (form.first && form.lines === 1 && text.length < 110 && !/[。.：:；;，,]$/.test(text)) return 'heading';
  return 'body';
}

function chineseRole(text: string, short: boolean): Role | undefined {
  if (text.length < 120 && ZH_SOURCE.test(text)) return 'source';
  if (!short || /[。！？]$/.test(text)) return undefined;
  if (text.length < 32 && ZH_CREDIT_END.test(text)) return 'credit';
  if (ZH_CREDIT.test(text)) return 'credit';
  if (ZH_FURNITURE.test(text)) return 'furniture';
  if (DATELINE_ZH.test(text)) return 'dateline';
  return ZH_LABEL.test(text) ? 'label' : undefined;
}

function englishRole(text: string, short: boolean): Role | undefined {
  if (!short) return undefined;
  if (EN_SOURCE.test(text)) return 'source';
  if (EN_CREDIT.test(text)) return 'credit';
  if (EN_BYLINE.test(text)) return 'byline';
  if (DATELINE_EN.test(text)) return 'dateline';
  if (EN_FURNITURE.test(text)) return 'furniture';
  return /^\[[^\]]{1,30}\]$|^[A-Z][\w ]{1,24}:$/.test(text) ? 'label' : undefined;
}

/** Does a text end like a sentence? */
export function endsLikeSentence(text: string): boolean {
  return ENDS.test(text.trimEnd());
}
