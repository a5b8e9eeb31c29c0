/** From texts to an {@link Article}: the pipeline, named step by step. */
import { alignArticle } from './align/article';
import { confidenceOf } from './align/confidence';
import type { Statistics } from './align/statistics';
import { checks } from './checks';
import { documentFacts } from './checks/facts';
import { runChecksInSteps } from './checks/run';
import type { Glossary } from './glossary/glossary';
import { hashOf } from './hash';
import type { Lexicon } from './lexicon/lexicon';
import type { Article, Group, Link, Memory, Recognition } from './model';
import { quickLook, recognise } from './recognise';
import { decide, dismissedBy, groupKey, reviewed, threadsOf } from './review/apply';
import type { Decisions } from './review/file';
import { placeDecisions } from './review/place';
import { segmentArticle } from './segment/segments';
import type { Settings } from './settings';
import { sourceLanguageOf } from './sourceLanguage';
import type { SourceText } from './text';
import { findTurns } from './turns/turns';

/** How a text is to be read. `prose`: paragraphs, with Markdown if there is any. `code` is never an article by itself. */
export type Format = 'prose' | 'tsv' | 'csv' | 'code';

/** What is to be analysed. */
export interface AnalysisRequest {
  /** One text with both languages, or two: Chinese, English. */
  readonly sources: readonly SourceText[];
  readonly format: Format;
  readonly lexicon: Lexicon;
  readonly settings: Settings;
  /** What the user said of this file: `include` takes it for an article, `exclude` for none; else its content decides. */
  readonly scope?: 'include' | 'exclude' | undefined;
  /** The user's terms. The same object as long as they are the same. */
  readonly glossary?: Glossary | undefined;
  /** What reviewers decided of the article: its review file. */
  readonly decisions?: Decisions | undefined;
  /** Statistics of an earlier version: they are used as they are, and nothing is learnt anew. */
  readonly statistics?: Statistics | undefined;
  /** What an earlier version leaves to be used again: the result does not depend on it, only the time. */
  readonly memory?: Memory | undefined;
}

/** Could this be a bilingual article? Cheap enough to ask of any document that is opened; needs no dictionary. */
export function mayBeArticle(request: Pick<AnalysisRequest, 'sources' | 'format' | 'scope'>): boolean {
  return quickLook(request.sources, request.format, request.scope) === undefined;
}

/** The answer of {@link mayBeArticle} as an article, with the reason why it is none; undefined when it may be one. */
export function notAnArticle(request: Pick<AnalysisRequest, 'sources' | 'format' | 'scope'>): Article | undefined {
  const recognition = quickLook(request.sources, request.format, request.scope);
  return recognition && empty(request.sources, recognition);
}

/** Analyses to the end. Throws only on programmer error; bad text is an unrecognised article or a finding. */
export function analyse(request: AnalysisRequest): Article {
  const steps = analyseInSteps(request);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in small steps, so that a caller may pause, or drop the work, between any two. */
export function* analyseInSteps(request: AnalysisRequest): Generator<undefined, Article, undefined> {
  const { sources, lexicon, settings, scope } = request;
  const refused = notAnArticle(request);
  if (refused) return refused;
  const read = segmentArticle(sources, request.format === 'code' ? 'prose' : request.format);
  yield;
  const decided = placeDecisions([...(request.decisions?.values() ?? [])], read);
  const { segmentation, constraints, manual } = decide(read, decided);
  const alignment = yield* alignArticle(segmentation, lexicon, {
    statistics: request.statistics,
    previous: request.memory?.alignment,
    constraints,
  });
  const recognition = recognise(
    segmentation,
    alignment,
    scope === 'include' ? scope : constraints?.fixed.length ? 'reviewed' : undefined,
  );
  if (!recognition.recognised) return empty(sources, recognition);
  const { segments, sentences, layout, masked } = segmentation;
  const ordered = [...alignment.groups].sort((a, b) => Math.min(a.zh[0], a.en[0]) - Math.min(b.zh[0], b.en[0]));
  const found = ordered.map(
    (group, at): Group => ({
      id: hashOf(
        ...group.zh.map((segment) => segments[segment].id),
        '|',
        ...group.en.map((segment) => segments[segment].id),
      ),
      number: at + 1,
      zh: group.zh,
      en: group.en,
      score: manual.has(groupKey(group)) ? 1 : confidenceOf('group', group.signs),
      evidence: group.evidence,
      words: group.words,
      kind: manual.has(groupKey(group)) ? 'manual' : 'translation',
      review: null,
      remark: '',
      was: undefined,
    }),
  );
  const groups = reviewed(found, decided);
  const links = alignment.links.map(
    (link): Link => ({ zh: link.zh, en: link.en, score: confidenceOf('link', link.signs) }),
  );
  const linked = { sources, masked, layout, segments, sentences, groups, links };
  yield;
  const known = {
    ...linked,
    source: sourceLanguageOf(linked, settings.sourceLanguage),
    ...findTurns(linked, lexicon),
  };
  yield;
  const { statistics } = alignment;
  const dismissed = [...settings.dismissed, ...dismissedBy(decided)];
  const input = { ...known, statistics, lexicon, settings: { ...settings, dismissed }, glossary: request.glossary };
  const { checked, ...result } = yield* runChecksInSteps(input, checks, {
    facts: documentFacts(input),
    earlier: request.memory?.checked,
  });
  return {
    ...known,
    recognition,
    ...result,
    threads: threadsOf(decided),
    decided,
    statistics,
    memory: checked && { alignment, checked },
  };
}

function empty(sources: readonly SourceText[], recognition: Recognition): Article {
  return {
    sources,
    masked: [],
    recognition,
    layout: null,
    source: undefined,
    segments: [],
    sentences: [],
    groups: [],
    links: [],
    turns: [],
    speakers: [],
    naming: [],
    findings: [],
    threads: [],
    decided: [],
    failures: [],
    statistics: undefined,
    memory: undefined,
  };
}
