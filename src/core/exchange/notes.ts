/** What reviewers and checks say of a unit, as plain notes for formats that know nothing finer. */
import type { Message, Side } from '../model';
import type { Bitext, Unit, UnitFinding, UnitThread, Words } from './bitext';

/** One note. */
export interface Note {
  readonly kind: 'remark' | 'finding' | 'comment';
  readonly side: Side | undefined;
  readonly text: string;
}

/** The remark, the findings and the comments of a unit, or those of no unit. */
export function notesOf(
  { remark = '', findings, threads }: Pick<Unit, 'findings' | 'threads'> & { remark?: string },
  words: Words,
): readonly Note[] {
  return [
    ...(remark ? [{ kind: 'remark' as const, side: undefined, text: remark }] : []),
    ...findings.map((finding): Note => ({ kind: 'finding', side: finding.side, text: findingText(finding, words) })),
    ...threads.flatMap((thread) =>
      commentTexts(thread, words).map((text): Note => ({ kind: 'comment', side: thread.side, text })),
    ),
  ];
}

/** `warning number-mismatch: … (“…”)`. */
export function findingText({ code, severity, message, quote }: UnitFinding, words: Words): string {
  const args = { severity: words(severityMessage(severity)), code, message: words(message), quote };
  return words({ key: quote ? 'exchange.findingQuoted' : 'exchange.finding', args });
}

/** Each comment of a conversation with who wrote it when; the first of a resolved one says that it is. */
export function commentTexts({ comments, resolved }: UnitThread, words: Words): readonly string[] {
  return comments.map(({ author, at, text }, place) => {
    const who = words({ key: author ? 'exchange.comment' : 'exchange.commentUnsigned', args: { author, at, text } });
    return resolved && place === 0 ? words({ key: 'exchange.resolved', args: { text: who } }) : who;
  });
}

const severityMessage = (severity: string): Message => ({ key: `severity.${severity}`, args: {} });

/** How many conversations a document has. */
export function threadCount(bitexts: readonly Bitext[]): number {
  return bitexts.reduce(
    (sum, { units, loose }) => units.reduce((own, unit) => own + unit.threads.length, sum + loose.threads.length),
    0,
  );
}
