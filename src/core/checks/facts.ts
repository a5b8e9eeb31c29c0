/** What an article says of itself. */
import type { CalendarDate } from '../facts/calendar';
import { dayNumber } from '../facts/calendar';
import { chineseFacts } from '../facts/chineseFacts';
import { englishFacts } from '../facts/englishFacts';
import type { Fact } from '../facts/fact';
import type { Role } from '../model';
import type { CheckInput } from './check';
import type { DocumentFacts } from './pair';

/** Lines of these roles may carry the date of the article. */
const CARRIERS: ReadonlySet<Role> = new Set(['dateline', 'byline', 'source', 'furniture', 'label', 'credit']);

/** Only so near to the beginning or the end of a text. */
const EDGE = 8;

/** A line that gives a date says little else. */
const LONGEST_LINE = 120;

/** Reads the facts that checks of pairs need. */
export function documentFacts(input: CheckInput): DocumentFacts {
  return { dated: datedBy(input, ['dateline']) ?? datedBy(input, CARRIERS) };
}

/** The day that the short lines of some roles give; undefined when they give none, or two. */
function datedBy(input: CheckInput, roles: Iterable<Role>): CalendarDate | undefined {
  const wanted = new Set(roles);
  const days = new Map<number, CalendarDate>();
  const count = input.segments.length;
  for (const [at, { span, role, language }] of input.segments.entries()) {
    if (!wanted.has(role) || span.end - span.start > LONGEST_LINE) continue;
    if (role !== 'dateline' && at >= EDGE && at < count - EDGE) continue;
    const text = input.masked[span.source].slice(span.start, span.end);
    const facts = language === 'en' ? englishFacts(text) : chineseFacts(text, (all) => input.lexicon.simplify(all));
    const date = wholeDate(facts);
    const number = date && dayNumber(date);
    if (date && number !== undefined) days.set(number, date);
  }
  return days.size === 1 ? [...days.values()][0] : undefined;
}

/** The date of a line that has one of each part. */
function wholeDate(facts: readonly Fact[]): CalendarDate | undefined {
  const only = (kind: Fact['kind']) => {
    const found = facts.filter((fact) => fact.kind === kind);
    return found.length === 1 ? found[0].values[0] : undefined;
  };
  const [year, month, day] = [only('year'), only('month'), only('day')];
  return year === undefined || month === undefined || day === undefined ? undefined : { year, month, day };
}
