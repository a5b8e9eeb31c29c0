/** What a report tells in figures, for all its formats. */
import type { Message, Severity } from '../model';
import type { Bitext, Unit, UnitFinding } from './bitext';

/** A label and its value. */
export interface Figure {
  readonly label: Message;
  readonly value: Message | string;
}

const REVIEWS = ['approved', 'flagged', 'changed'] as const;
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The counts of one bitext; those of reviews, findings and comments only where there are any. */
export function figuresOf(bitext: Bitext): readonly Figure[] {
  const { units, coverage, source } = bitext;
  const pairs = units.filter(({ zh, en }) => zh && en);
  const findings = allFindings(bitext);
  const threads = [...units.flatMap((unit) => unit.threads), ...bitext.loose.threads];
  const label = (key: string): Message => ({ key: `report.${key}`, args: {} });
  const count = (key: string, value: number): Figure => ({ label: label(key), value: String(value) });
  const some = (key: string, value: number) => (value ? [count(key, value)] : []);
  return [
    ...(source ? [{ label: label('source'), value: label(`side.${source}`) }] : []),
    count('pairs', pairs.length),
    ...some('unlinked.zh', units.filter(({ en }) => !en).length),
    ...some('unlinked.en', units.filter(({ zh }) => !zh).length),
    ...(coverage ? [{ label: label('coverage'), value: { key: 'report.of', args: { ...coverage } } }] : []),
    ...REVIEWS.flatMap((review) => some(`review.${review}`, pairs.filter((unit) => unit.review === review).length)),
    count('findings', findings.length),
    ...SEVERITIES.flatMap((severity) =>
      some(`findings.${severity}`, findings.filter((one) => one.severity === severity).length),
    ),
    ...some('threads', threads.length),
    ...some('threads.open', threads.filter(({ resolved }) => !resolved).length),
  ];
}

/** Findings of all units, then those of none. */
function allFindings({ units, loose }: Bitext): readonly UnitFinding[] {
  return [...units.flatMap(({ findings }) => findings), ...loose.findings];
}

/** What there is to say of a unit beside its texts: how it was made, how sure it is, what the reviewer said. */
export function stateMessages({ kind, score, review, remark }: Unit): readonly Message[] {
  return [
    ...(kind === 'translation' ? [] : [{ key: `report.kind.${kind}`, args: {} }]),
    ...(score === undefined ? [] : [{ key: 'report.sure', args: { percent: Math.round(score * 100) } }]),
    ...(review ? [{ key: `report.review.${review}`, args: {} }] : []),
    ...(remark ? [{ key: 'report.remark', args: { text: remark } }] : []),
  ];
}
