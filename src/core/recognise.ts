/** Is a text a bilingual article at all? First by a cheap look, then by what alignment found. */
import type { Alignment } from './align/article';
import { countScripts } from './language';
import type { Message, Recognition, Side } from './model';
import type { Segmentation } from './segment/segments';
import type { SourceText } from './text';

/** The look is cheap at any size: longer texts are sampled. */
const SAMPLES = 16;
const SAMPLE = 8192;

/** Below this much of a language a text is in the other one alone. */
const LEAST_HAN = 12;
const LEAST_WORDS = 8;
const LEAST_SHARE = 0.06;

/** What decides without alignment; undefined when only alignment can tell. Linear in a bounded sample. */
export function quickLook(
  sources: readonly SourceText[],
  format: 'prose' | 'tsv' | 'csv' | 'code',
  scope: 'include' | 'exclude' | undefined,
): Recognition | undefined {
  if (scope === 'exclude') return no('notRecognised.excluded', 1);
  if (sources.every((source) => !/\S/.test(source.text))) return no('notRecognised.empty', 1);
  if (scope === 'include' || sources.length > 1) return undefined;
  const sample = sampleOf(sources[0].text);
  if (looksBinary(sample)) return no('notRecognised.binary', 1);
  if (format === 'code' || looksLikeData(sample)) return no('notRecognised.notProse', 0.95);
  const { han, latin } = countScripts(sample.replace(/(?:https?|ftp):\/\/\S+/g, ' '));
  const words = 1.6 * latin;
  const share = Math.min(han, words) / (han + words || 1);
  if (han < LEAST_HAN || latin < LEAST_WORDS || share < LEAST_SHARE) return no('notRecognised.oneLanguage', 0.97);
  return undefined;
}

/** Shares of the text that must be linked, and evidence for each word of it. */
const LINKED_SHARE = 0.35;
const EVIDENCE = 0.04;
/** A text of which only some is translated: nearly all of one language, and so much of the other, in so many groups. */
const PARTIAL = { most: 0.85, least: 0.2, evidence: 0.15, groups: 3 };
/** A single pair is an article when it is all of the text and has this much. */
const STRONG = 0.2;

/** Decides by the links. `given`: people said that it is an article, by a setting or by linking its paragraphs. */
export function recognise(
  segmentation: Segmentation,
  alignment: Alignment,
  given: 'include' | 'reviewed' | undefined,
): Recognition {
  const total: Record<Side, number> = { zh: 0, en: 0 };
  const linked: Record<Side, number> = { zh: 0, en: 0 };
  const sides = new Map<number, Side>();
  let evidence = 0;
  let words = 0;
  for (const group of alignment.groups) {
    for (const segment of group.zh) sides.set(segment, 'zh');
    for (const segment of group.en) sides.set(segment, 'en');
    evidence += group.evidence;
    words += group.words;
  }
  segmentation.segments.forEach((segment, at) => {
    if (!segment.alignable) return;
    const side = segmentation.sentences[segment.sentences[0]].side;
    const size = segment.span.end - segment.span.start;
    total[side] += size;
    if (sides.has(at)) linked[side] += size;
  });
  const zh = linked.zh / (total.zh || 1);
  const en = linked.en / (total.en || 1);
  const perWord = evidence / (words || 1);
  const share = Math.round(100 * Math.min(zh, en));
  const groups = alignment.groups.length;
  if (given === 'include') return { recognised: true, confidence: 1, reason: message('recognised.included', {}) };
  if (given === 'reviewed') return { recognised: true, confidence: 1, reason: message('recognised.reviewed', {}) };
  const least = segmentation.layout === 'pair' ? 1 : 2;
  if (isGlossary(segmentation, alignment)) return no('notRecognised.glossary', 0.9);
  const whole = groups === 1 && share >= 90 && perWord >= STRONG;
  if (groups < least && !whole) return no('notRecognised.fewLinks', 0.9, { share });
  const [low, high] = zh < en ? [zh, en] : [en, zh];
  const partial = Math.min(high / PARTIAL.most, low / PARTIAL.least, perWord / PARTIAL.evidence);
  const strength = Math.max(Math.min(low / LINKED_SHARE, perWord / EVIDENCE), groups >= PARTIAL.groups ? partial : 0);
  const confidence = Math.round(1000 / (1 + Math.exp(-4 * Math.abs(Math.log(Math.max(strength, 0.01)))))) / 1000;
  if (strength < 1) return no('notRecognised.fewLinks', confidence, { share });
  return { recognised: true, confidence, reason: message('recognised.linked', { groups, share }) };
}

/** Groups whose Chinese has fewer characters than this and does not end like (a part of) a sentence are words, not text. */
const SHORT = 10;
const WORDS_SHARE = 0.35;

/** A list of words and their translations is a glossary, however well they fit. It has each word once. */
function isGlossary(segmentation: Segmentation, alignment: Alignment): boolean {
  let words = 0;
  let all = 0;
  const seen = new Set<string>();
  for (const group of alignment.groups) {
    for (const at of group.zh) {
      const { span, textStart, role } = segmentation.segments[at];
      const text = segmentation.masked[span.source].slice(textStart, span.end).trim();
      // Titles are said again, as the links that lead to what they are the titles of.
      if (seen.has(text)) continue;
      seen.add(text);
      const { han } = countScripts(text);
      all += han;
      if (role !== 'heading' && han < SHORT && !/[。！？!?…，；：,;:][”’」』）)]*$/.test(text)) words += han;
    }
  }
  return alignment.groups.length >= 5 && words > WORDS_SHARE * all;
}

function no(key: string, confidence: number, args: Message['args'] = {}): Recognition {
  return { recognised: false, confidence, reason: message(key, args) };
}

function message(key: string, args: Message['args']): Message {
  return { key, args };
}

function sampleOf(text: string): string {
  if (text.length <= SAMPLES * SAMPLE) return text;
  let sample = '';
  const step = Math.floor((text.length - SAMPLE) / (SAMPLES - 1));
  for (let at = 0; at < SAMPLES; at++) sample += `${text.slice(at * step, at * step + SAMPLE)}\n`;
  return sample;
}

function looksBinary(sample: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  const control = sample.match(/[\u0000-\u0008\u000e-\u001a\ufffd]/g)?.length ?? 0;
  return control > 0.02 * sample.length;
}

/** Source code, JSON, logs: most lines have the form of data, whatever their comments say. */
function looksLikeData(sample: string): boolean {
  const start = sample.trimStart();
  const lines = outsideFences(sample).filter((line) => line.trim());
  const share = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length / (lines.length || 1);
  if (/^[{[]/.test(start) && share(/^\s*(?:"(?:[^"\\]|\\.)*"\s*[:,]|[{}[\],]+\s*$)/) > 0.6) return true;
  if (share(/^\s*\[?(?:\d{4}[-/]\d{2}[-/]\d{2}[T ]|\d{2}:\d{2}:\d{2})/) > 0.5) return true;
  return (
    share(
      /[;{}]\s*$|^\s*(?:\/\/|\/\*|\*\/|import\s|from\s\S+\simport|def\s|class\s\w+.*:|return\b|#include|function\s|const\s|let\s|var\s|public\s|private\s)/,
    ) > 0.4
  );
}

/** Lines that are in no fenced code block and no template tag: prose about code is prose. */
function outsideFences(text: string): string[] {
  const lines: string[] = [];
  let fenced = false;
  for (const line of text.split('\n')) {
    if (/^\s{0,3}(?:```|~~~)/.test(line)) fenced = !fenced;
    else if (!fenced && !/^\s*\{[{%]/.test(line)) lines.push(line);
  }
  return lines;
}
