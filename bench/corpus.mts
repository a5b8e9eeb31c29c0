/** Reads corpus folders: articles with gold links (an `index.json`), and two-sided texts with ladders. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A gold group: 1-based line numbers. */
export interface GoldGroup {
  readonly zh: readonly number[];
  readonly en: readonly number[];
}

/** An article and its gold. */
export interface GoldArticle {
  readonly id: string;
  readonly files: readonly string[];
  readonly kind: string;
  readonly form: string;
  readonly source: string;
  readonly groups: readonly GoldGroup[];
  /** Lines without counterpart, by side, and their classes by line. */
  readonly unaligned: { readonly zh: readonly number[]; readonly en: readonly number[] };
  /** For each file the lines that the gold links with nothing, notes, code and page furniture included. */
  readonly free: readonly (readonly number[])[];
  readonly classes: Readonly<Record<string, string>>;
  /** Empty where the gold names no speakers. */
  readonly speakers: readonly GoldTurn[];
  /** Sentence links where the gold has them: spans as `line:start-end`. */
  readonly sentences: readonly { readonly line: number; readonly start: number; readonly end: number }[];
  readonly sentenceLinks?: readonly { readonly zh: readonly string[]; readonly en: readonly string[] }[];
}

/** A gold turn: who speaks on which lines, 1-based; a name is null where that side has no label. */
export interface GoldTurn {
  readonly speaker_zh: string | null;
  readonly speaker_en: string | null;
  readonly lines: readonly number[];
}

/** What a corpus folder in the article format holds. */
export interface ArticleCorpus {
  readonly articles: readonly GoldArticle[];
  readonly negatives: readonly string[];
}

interface IndexEntry {
  id: string;
  file: string | string[];
  gold: string;
  kind: string;
  form: string;
  source: string;
}

interface GoldSentence {
  id: string;
  line: number;
  start: number;
  end: number;
}

/** `other` has a list for each file of an article in two files. */
interface Unaligned {
  zh: number[];
  en: number[];
  other?: number[] | { zh: number[]; en: number[] };
}

interface GoldFile {
  groups: GoldGroup[];
  unaligned: Unaligned;
  unaligned_class?: Record<string, string>;
  speakers?: GoldTurn[];
  sentences?: { zh: GoldSentence[]; en: GoldSentence[] };
  sentence_links?: { zh: string[]; en: string[] }[];
}

/** The lines of each file that are linked with nothing. */
export function freeLines({ zh, en, other = [] }: Unaligned): readonly (readonly number[])[] {
  return Array.isArray(other) ? [[...zh, ...en, ...other]] : [zh.concat(other.zh), en.concat(other.en)];
}

/** Reads a corpus folder with an `index.json`; throws when there is none. */
export function readArticles(folder: string): ArticleCorpus {
  const index = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8'));
  const articles = (index.articles as IndexEntry[]).map((entry): GoldArticle => {
    const gold: GoldFile = JSON.parse(readFileSync(path.join(folder, entry.gold), 'utf8'));
    const spans = new Map(
      [...(gold.sentences?.zh ?? []), ...(gold.sentences?.en ?? [])].map((s) => [
        s.id,
        `${s.line}:${s.start}-${s.end}`,
      ]),
    );
    const named = (ids: readonly string[]) => ids.map((id) => spans.get(id) ?? id);
    return {
      id: entry.id,
      files: [entry.file].flat().map((file) => path.join(folder, file)),
      kind: entry.kind,
      form: entry.form,
      source: entry.source,
      groups: gold.groups.map(({ zh, en }) => ({ zh, en })),
      unaligned: gold.unaligned,
      free: freeLines(gold.unaligned),
      classes: gold.unaligned_class ?? {},
      speakers: gold.speakers ?? [],
      sentences: [...(gold.sentences?.zh ?? []), ...(gold.sentences?.en ?? [])],
      ...(gold.sentence_links && {
        sentenceLinks: gold.sentence_links.map((link) => ({ zh: named(link.zh), en: named(link.en) })),
      }),
    };
  });
  const negatives = (index.negatives as (string | { file: string })[]).map((entry) =>
    path.join(folder, typeof entry === 'string' ? entry : entry.file),
  );
  return { articles, negatives: negatives.filter((file) => existsSync(file)) };
}
