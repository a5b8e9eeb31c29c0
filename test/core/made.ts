/** Articles and groups put together by hand, for tests that need what no text gives. */
import type { Article, Group } from '../../src/core/model';

/** A recognised article of these parts; what they do not name is empty. */
export function madeArticle(parts: Partial<Article>): Article {
  return {
    sources: [],
    masked: [],
    source: undefined,
    recognition: { recognised: true, confidence: 1, reason: { key: 'recognised.linked', args: {} } },
    layout: 'interleaved',
    segments: [],
    sentences: [],
    groups: [],
    links: [],
    turns: [],
    speakers: [],
    naming: [],
    findings: [],
    failures: [],
    statistics: undefined,
    memory: undefined,
    threads: [],
    decided: [],
    ...parts,
  };
}

/** The group with this number of these segments; of what is not named, nothing is known. */
export function madeGroup(
  number: number,
  { zh, en, ...parts }: Partial<Group> & { readonly zh: readonly number[]; readonly en: readonly number[] },
): Group {
  return {
    id: `g${number}`,
    number,
    zh,
    en,
    score: 0.9,
    evidence: 0,
    words: 0,
    kind: 'translation',
    review: null,
    remark: '',
    was: undefined,
    ...parts,
  };
}
