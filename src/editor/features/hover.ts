/** The counterpart of what the pointer is on, in full; or where one was looked for in vain. */
import * as vscode from 'vscode';
import {
  type Article,
  changesOf,
  counterparts,
  differenceIn,
  type Group,
  groupOf,
  linkOf,
  type Match,
  matchesOf,
  needsCounterpart,
  positionAt,
  type SentenceSets,
  type Side,
  type Span,
  segmentAt,
  sentenceAt,
  sideOf,
  turnAt,
  unalignedKey,
} from '../../core';
import { placeOf, rangeOf } from '../convert';
import { selector } from '../documents';
import { escapeText, shorten } from '../escape';
import { innerCommandIds } from '../names';
import { provide, type Services, type Words } from '../services';
import { speakerName } from '../speakerList';

/** How long the Markdown of the quotations in one hover may be: VS Code cuts 100,000 code units, in mid-markup. */
const LIMIT = 80_000;

/** How many code units of an article are shown of a paragraph that is longer than that. */
const SHORTENED = 2000;

/** How many free sentences of the other side are named. */
const NEAREST = 3;

/** How many matched words are named; all of them are set in bold. */
const NAMED = 8;

/** … and how many code units of each. */
const LONGEST_NAMED = 60;

/** Registers the hover. */
export function registerHover(services: Services): vscode.Disposable {
  return vscode.languages.registerHoverProvider(selector, {
    provideHover: (document, position, token) =>
      provide(services, 'hover', async () => {
        const article = await services.articles.get(document, token);
        if (!article?.recognition.recognised) return undefined;
        const lexicon = await services.lexicon();
        if (token.isCancellationRequested) return undefined;
        const matches = (sentences: SentenceSets) => matchesOf(article, sentences, lexicon);
        return hoverAt({ article, document, position, words: services.words, matches });
      }),
  });
}

/** What a hover is made from. */
export interface HoverRequest {
  readonly article: Article;
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly words: Words;
  /** {@link matchesOf} the article. */
  readonly matches: (sentences: SentenceSets) => readonly Match[];
}

/** The hover at a position; undefined between segments and on what needs no counterpart. */
export function hoverAt(request: HoverRequest): vscode.Hover | undefined {
  const { article, document, position } = request;
  const [source, offset] = placeOf(article, document, position);
  const segment = segmentAt(article, source, offset);
  if (segment < 0) return undefined;
  const sentence = sentenceAt(article, source, offset);
  const group = groupOf(article, segment);
  if (!group && !needsCounterpart(article.segments[segment])) return undefined;
  const writer = new Writer(request);
  const turn = article.turns[turnAt(article, source, offset)];
  if (turn) writer.text('editor.hover.speaker', { name: escapeText(speakerName(turn.speaker, request.words)) });
  const link = linkOf(article, sentence);
  const linked = link ? (link.zh.includes(sentence) ? link.en : link.zh) : [];
  const others = counterparts(article, segment);
  const whole =
    link && others.every((other) => article.segments[other].sentences.every((part) => linked.includes(part)));
  const side = sentence < 0 ? undefined : article.sentences[sentence].side;
  const matches = link ? request.matches(link) : [];
  const strong = side === 'zh' ? matches.flatMap(({ en }) => en) : matches.map(({ zh }) => zh);
  if (link && !whole) {
    writer.title('editor.hover.sentence', { sure: writer.sureness(link.score) });
    for (const other of linked) writer.quote(article.sentences[other].span, strong);
    if (side) writer.matches(matches, side, offset);
    writer.rule();
  } else if (group && !link && sentence >= 0) {
    free(writer, request, { segment, sentence });
    writer.rule();
  }
  if (group) {
    const sure = group.kind === 'manual' ? request.words.say('editor.hover.manual') : writer.sureness(group.score);
    writer.title('editor.hover.paragraph', { number: group.number, sure });
    writer.review(group);
    for (const other of others) writer.quote(article.segments[other].span, strong);
    if (whole && side) writer.matches(matches, side, offset);
  } else alone(writer, request, segment);
  const span = link || group ? article.sentences[sentence]?.span : undefined;
  return new vscode.Hover(writer.markdown, rangeOf(article, span ?? article.segments[segment].span));
}

/** What was searched for a sentence without counterpart in a paragraph that has one. */
function free(
  writer: Writer,
  { article }: HoverRequest,
  { segment, sentence }: { readonly segment: number; readonly sentence: number },
): void {
  const { side, span } = article.sentences[sentence];
  const total = article.sentences.filter((other) => other.side !== side).length;
  const lines = counterparts(article, segment).map((other) => writer.line(article.segments[other].span));
  writer.title(side === 'zh' ? 'editor.hover.freeZh' : 'editor.hover.freeEn');
  writer.text('editor.hover.searchedParagraph', { lines: lines.join(writer.comma), total });
  nearestFree(writer, article, span, side);
}

/** What was searched for a paragraph without counterpart. */
function alone(writer: Writer, { article }: HoverRequest, segment: number): void {
  const side = sideOf(article, segment);
  const { span } = article.segments[segment];
  if (!side) return;
  const total = article.sentences.filter((other) => other.side !== side).length;
  writer.title(unalignedKey(side, article.source));
  writer.text(side === 'zh' ? 'editor.hover.searchedEn' : 'editor.hover.searchedZh', { total });
  nearestFree(writer, article, span, side);
}

/** The sentences of the other side that have no counterpart either, those that stand nearest first. */
function nearestFree(writer: Writer, article: Article, span: Span, side: 'zh' | 'en'): void {
  const distance = (other: Span) => (other.source === span.source ? Math.abs(other.start - span.start) : 0);
  const found = article.sentences
    .map((sentence, index) => ({ sentence, index }))
    .filter(({ sentence, index }) => sentence.side !== side && !linkOf(article, index))
    .filter(({ sentence }) => needsCounterpart(article.segments[sentence.segment]))
    .sort((a, b) => distance(a.sentence.span) - distance(b.sentence.span))
    .slice(0, NEAREST);
  if (!found.length) {
    writer.text('editor.hover.noneFree');
    return;
  }
  writer.text('editor.hover.free');
  for (const { sentence } of found) writer.quote(sentence.span);
}

/** How many code units of a remark or of a change are shown, and how many around a change. */
const REMARK = 300;
const CONTEXT = 40;

/** Writes the Markdown: words of ours as markup, words of the article as text. */
class Writer {
  readonly markdown = new vscode.MarkdownString();
  private room = LIMIT;
  private readonly article: Article;
  private readonly document: vscode.TextDocument;
  private readonly words: Words;

  constructor({ article, document, words }: HoverRequest) {
    this.article = article;
    this.document = document;
    this.words = words;
    this.markdown.supportThemeIcons = true;
    this.markdown.isTrusted = { enabledCommands: [innerCommandIds.reveal] };
  }

  /** What stands between the items of a list. */
  get comma(): string {
    return this.words.say('editor.comma');
  }

  /** A line of ours in bold. */
  title(key: Parameters<Words['say']>[0], args: Parameters<Words['say']>[1] = {}): void {
    this.markdown.appendMarkdown(`**${this.words.say(key, args)}**\n\n`);
  }

  /** A line of ours; arguments may hold links. */
  text(key: Parameters<Words['say']>[0], args: Parameters<Words['say']>[1] = {}): void {
    this.markdown.appendMarkdown(`${this.words.say(key, args)}\n\n`);
  }

  /** What a reviewer said of a pair, and what has changed since. */
  review(group: Group): void {
    const { review, remark } = group;
    if (!review) return;
    this.text(`editor.hover.${review}`);
    if (remark) this.markdown.appendMarkdown(`> ${escapeText(shorten(remark, REMARK))}\n\n`);
    for (const { was, now } of changesOf(this.article, group)) {
      const before = was.join('\n');
      const { start, end } = differenceIn(before, now.join('\n'));
      if (!before) {
        this.text('editor.hover.added');
        continue;
      }
      const from = Math.max(0, start - CONTEXT);
      const to = Math.min(before.length, end + CONTEXT, start + REMARK);
      const text = before.slice(from, to).replace(/\s/g, ' ');
      const strong = lettersIn(text, start - from, Math.min(end, to) - from);
      const [head, tail] = [from ? '…' : '', to < before.length ? '…' : ''];
      this.text('editor.hover.was', { text: `${head}${escapeText(text, strong)}${tail}` });
    }
  }

  rule(): void {
    this.markdown.appendMarkdown('---\n\n');
  }

  /** How sure a link is, in words and as a percentage. */
  sureness(score: number): string {
    const level = score >= 0.9 ? 'high' : score >= 0.7 ? 'fair' : score >= 0.5 ? 'low' : 'doubtful';
    return this.words.say(`editor.sure.${level}`, { percent: Math.round(score * 100) });
  }

  /** A link to the line that a span starts on. */
  line(span: Span): string {
    const { line, column } = positionAt(this.article.sources[span.source], span.start);
    const args = encodeURIComponent(JSON.stringify([this.document.uri.toString(), line, column]))
      // Parentheses would end the link.
      .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
    return `[${this.words.say('editor.line', { line: line + 1 })}](command:${innerCommandIds.reveal}?${args})`;
  }

  /** A stretch of the article, with the number of its line; where it had to be shortened, that is said. */
  quote(span: Span, strong: readonly Span[] = []): void {
    const whole = this.textOf(span);
    const full = whole.length > this.room ? undefined : escapeText(whole, within(strong, span));
    const fits = full !== undefined && full.length <= this.room;
    const text = fits ? full : escapeText(shorten(whole, Math.min(SHORTENED, Math.max(0, this.room >> 3))));
    this.room -= text.length;
    this.markdown.appendMarkdown(`${this.line(span)} · ${text}\n\n`);
    if (!fits) this.text('editor.hover.shortened', { total: whole.length });
  }

  /** Names the words that answer each other, those of `side` first: the pair at the pointer, numbers, names, strong ones. */
  matches(matches: readonly Match[], side: Side, offset: number): void {
    const pairs = new Map<string, { readonly text: string; readonly at: number; readonly rank: number }>();
    for (const { kind, zh, en, weight } of matches) {
      const sides = [this.inline(zh), en.map((span) => this.inline(span)).join(' … ')];
      const text = (side === 'zh' ? sides : sides.reverse()).join('–');
      const own = side === 'zh' ? [zh] : en;
      const pointed = own.some(({ start, end }) => start <= offset && offset < end);
      const rank = pointed ? 1000 : kind === 'word' ? weight : 100 + weight;
      const known = pairs.get(text.toLowerCase());
      if (known && known.rank >= rank) continue;
      pairs.set(text.toLowerCase(), { text: pointed ? `**${text}**` : text, at: own[0].start, rank });
    }
    const named = [...pairs.values()].sort((a, b) => b.rank - a.rank).slice(0, NAMED);
    const list = named
      .sort((a, b) => a.at - b.at)
      .map(({ text }) => text)
      .join(this.comma);
    const more = pairs.size - named.length;
    if (!named.length) this.text('editor.hover.noMatches');
    else if (more) this.text('editor.hover.matchesMore', { list, more });
    else this.text('editor.hover.matches', { list });
  }

  private textOf({ source, start, end }: Span): string {
    return this.article.sources[source].text.slice(start, end);
  }

  private inline(span: Span): string {
    return escapeText(shorten(this.textOf(span).replace(/\s+/g, ' '), LONGEST_NAMED));
  }
}

/** A stretch of a text from its first letter or digit to its last, as bold print needs it; none where there are none. */
function lettersIn(text: string, start: number, end: number): { start: number; end: number }[] {
  const letter = /[\p{L}\p{N}]/u;
  let [from, to] = [start, end];
  while (from < to && !letter.test(text[from])) from++;
  while (to > from && !letter.test(text[to - 1])) to--;
  return from < to ? [{ start: from, end: to }] : [];
}

/** Stretches of a quotation that are set in bold, counted from its start, in order; what touches is one. */
function within(spans: readonly Span[], { source, start, end }: Span): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  const inside = spans.filter((span) => span.source === source && span.start >= start && span.end <= end);
  for (const span of inside.sort((a, b) => a.start - b.start)) {
    const last = parts[parts.length - 1];
    if (last && last.end >= span.start - start) last.end = span.end - start;
    else parts.push({ start: span.start - start, end: span.end - start });
  }
  return parts;
}
