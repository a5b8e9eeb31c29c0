/** Sides, segments and texts as the checks of articles speak of them. */
import type { Side, Span } from '../model';
import type { CheckInput } from './check';

/** The side on which a finding that concerns both is reported: the translation; the English where that is not known. */
export function translationSide({ source }: Pick<CheckInput, 'source'>): Side {
  return source === 'en' ? 'zh' : 'en';
}

/** The side of an alignable segment. */
export function sideOf({ segments, sentences }: Pick<CheckInput, 'segments' | 'sentences'>, segment: number): Side {
  return sentences[segments[segment].sentences[0]].side;
}

/** The text of a span as it stands in the file. */
export function textAt({ sources }: Pick<CheckInput, 'sources'>, { source, start, end }: Span): string {
  return sources[source].text.slice(start, end);
}

/** From the first to the last of some segments of one source, in document order. */
export function hullOf({ segments }: Pick<CheckInput, 'segments'>, which: readonly number[]): Span {
  const last = segments[which[which.length - 1]].span;
  return { ...segments[which[0]].span, end: last.end };
}

/** The masked text of a segment. */
export function maskedText({ masked, segments }: Pick<CheckInput, 'masked' | 'segments'>, segment: number): string {
  const { source, start, end } = segments[segment].span;
  return masked[source].slice(start, end);
}
