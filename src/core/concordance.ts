/** Where a term stands in an article, with what stands against it. */
import { otherSide } from './language';
import { foldWidth } from './lexicon/fold';
import type { Article, Link, Side, Span } from './model';
import { linkOf } from './query';

/** One place of a term. */
export interface Hit {
  readonly side: Side;
  /** The term itself, and the sentence that it is in. */
  readonly span: Span;
  readonly sentence: Span;
  /** The sentences that translate that sentence; empty when nothing stands against it. */
  readonly counterpart: readonly Span[];
}

/** Every place of a term, in the order of the text. Letter case and differences of width do not count. */
export function hitsOf(article: Article, term: string): readonly Hit[] {
  const wanted = folded(term.trim());
  if (!wanted) return [];
  return article.sentences.flatMap(({ span, side }, at) => {
    const text = folded(article.sources[span.source].text.slice(span.start, span.end));
    const hits: Hit[] = [];
    for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) {
      const start = span.start + from;
      hits.push({
        side,
        span: { source: span.source, start, end: start + wanted.length },
        sentence: span,
        counterpart: against(article, linkOf(article, at), side),
      });
    }
    return hits;
  });
}

function against({ sentences }: Article, link: Link | undefined, side: Side): readonly Span[] {
  return (link?.[otherSide(side)] ?? []).map((at) => sentences[at].span);
}

/** Lower case and half width, one code unit for one. */
function folded(text: string): string {
  return foldWidth(text).replace(/[A-ZÀ-ÖØ-Þ]/g, (letter) => letter.toLowerCase());
}
