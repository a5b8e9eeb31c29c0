/** What the tests of segments, links and checks share: the dictionary, articles from strings, and names for their parts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnalysisRequest, analyse } from '../../src/core/analyse';
import { type Lexicon, openLexicon } from '../../src/core/lexicon/lexicon';
import type { Article, Edit, Group, Segment, Sentence, Span } from '../../src/core/model';
import { defaultSettings } from '../../src/core/settings';
import { lineAt, type SourceText, sourceText } from '../../src/core/text';

let opened: Lexicon | undefined;

/** The dictionary that ships, opened once. */
export function lexicon(): Lexicon {
  opened ??= openLexicon(new Uint8Array(readFileSync(join(__dirname, '..', '..', 'data', 'lexicon.bin'))));
  return opened;
}

/** A request for one text, or for a Chinese and an English one. */
export function requestOf(
  text: string | readonly [zh: string, en: string],
  more: Partial<AnalysisRequest> = {},
): AnalysisRequest {
  const sources = (typeof text === 'string' ? [text] : text).map(sourceText);
  return { sources, format: 'prose', lexicon: lexicon(), settings: defaultSettings, ...more };
}

/** Analyses one text, or a Chinese and an English one. */
export function articleOf(
  text: string | readonly [zh: string, en: string],
  more: Partial<AnalysisRequest> = {},
): Article {
  return analyse(requestOf(text, more));
}

/** A template string without its indentation and without the line breaks at its ends. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n|\n[ \t]*$/g, '').split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim()).map((line) => /^ */.exec(line)![0].length));
  return lines.map((line) => line.slice(margin)).join('\n');
}

interface Parts {
  readonly sources: readonly SourceText[];
  readonly segments: readonly Segment[];
  readonly sentences: readonly Sentence[];
}

/** The 1-based line on which a segment starts. */
export function lineOf({ sources, segments }: Pick<Parts, 'sources' | 'segments'>, segment: number): number {
  const { span } = segments[segment];
  return lineAt(sources[span.source], span.start) + 1;
}

/** Groups as `3,5|4`: lines on which their Chinese and their English paragraphs start. */
export function groupsOf(article: Article): string[] {
  const lines = (segments: readonly number[]) => segments.map((at) => lineOf(article, at)).join();
  return article.groups.map((group: Group) => `${lines(group.zh)}|${lines(group.en)}`);
}

/** Sentence links as `3.2|4.1,4.2`: line of the paragraph and 1-based number of the sentence in it; in Chinese order. */
export function linksOf(article: Article): string[] {
  const name = (sentence: number) => {
    const { segment } = article.sentences[sentence];
    return `${lineOf(article, segment)}.${article.segments[segment].sentences.indexOf(sentence) + 1}`;
  };
  return [...article.links]
    .sort((a, b) => a.zh[0] - b.zh[0])
    .map(({ zh, en }) => `${zh.map(name).join()}|${en.map(name).join()}`);
}

/** Findings as `12 warning unaligned`. */
export function findingsOf(article: Article): string[] {
  return article.findings.map(
    ({ span, severity, code }) => `${lineAt(article.sources[span.source], span.start) + 1} ${severity} ${code}`,
  );
}

/** The text of a span. */
export function textOf(sources: readonly SourceText[], span: Span): string {
  return sources[span.source].text.slice(span.start, span.end);
}

/** A paragraph and its translation. */
export interface Pair {
  readonly zh: string;
  readonly en: string;
}

/** Twelve paragraphs of one report with their translations. */
export const PAIRS: readonly Pair[] = [
  {
    zh: '每天清晨五点，老街的豆腐店就亮起了灯。店主周师傅说，好豆腐要用当年的新豆和山里的泉水。',
    en: 'At five every morning the lights go on in the tofu shop on the old street. Good tofu, says Mr. Zhou, the owner, needs beans of this year and spring water from the hills.',
  },
  {
    zh: '街口的邮局建于1926年，墙上的大钟至今走得很准。',
    en: 'The post office at the corner was built in 1926, and the big clock on its wall still keeps good time.',
  },
  {
    zh: '三十年前，这里没有一家旅馆，外地人只能住在学校的教室里。',
    en: 'Thirty years ago there was not a single hotel here, and visitors had to sleep in the classrooms of the school.',
  },
  {
    zh: '去年修好的石桥把两岸的茶园连在了一起。茶农不必再坐船过河，运茶的时间缩短了一半。',
    en: 'The stone bridge repaired last year joins the tea gardens on both banks. Tea farmers no longer have to cross the river by boat, and carrying the tea takes half the time.',
  },
  {
    zh: '镇上的医院只有八名医生，却要照顾一万两千名居民。',
    en: 'The town hospital has only eight doctors, who look after twelve thousand residents.',
  },
  {
    zh: '为了留住年轻人，政府给返乡创业的大学生提供低息贷款。',
    en: 'To keep the young, the government offers low-interest loans to graduates who come home to start a business.',
  },
  {
    zh: '李梅就是其中之一。她开了一家书店，楼上卖咖啡，楼下教孩子们画画。',
    en: 'Li Mei is one of them. She opened a bookstore that sells coffee upstairs and teaches children to paint downstairs.',
  },
  {
    zh: '冬天，山上的积雪常常封住公路，蔬菜和药品要靠直升机运送。',
    en: 'In winter, snow on the mountain often closes the highway, and vegetables and medicine have to be flown in by helicopter.',
  },
  {
    zh: '博物馆里最珍贵的展品是一把唐代的铜镜，背面刻着两只凤凰。',
    en: 'The most precious exhibit in the museum is a bronze mirror of the Tang dynasty with two phoenixes carved on its back.',
  },
  {
    zh: '科学家在附近的湿地里发现了一种新的青蛙，体长不到两厘米。',
    en: 'In the wetland nearby, scientists have discovered a new species of frog less than two centimeters long.',
  },
  {
    zh: '火车站正在扩建，预计明年六月开通高速列车，到省城只需四十分钟。',
    en: 'The railway station is being enlarged; high-speed trains are expected to start next June and to reach the provincial capital in forty minutes.',
  },
  {
    zh: '也有人担心，游客太多会让房租上涨，让老街失去原来的安静。',
    en: 'Some people worry that too many tourists will drive up rents and cost the old street its quiet.',
  },
];

/** The text after edits of it, which do not touch each other. */
export function applied(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((out, { span, text: put }) => out.slice(0, span.start) + put + out.slice(span.end), text);
}
