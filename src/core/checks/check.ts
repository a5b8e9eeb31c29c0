/** What a check is, and how checks are run. */
import type { Article, Finding, Severity } from '../model';
import type { Settings } from '../settings';

/** What a check sees: the article as far as it is known when checks run. */
export type CheckInput = Pick<
  Article,
  'sources' | 'layout' | 'source' | 'segments' | 'sentences' | 'groups' | 'links' | 'turns' | 'speakers' | 'naming'
>;

/** One check, one file. */
export interface Check {
  /** kebab-case; the setting's key and the diagnostic's code. */
  readonly code: string;
  /** Severity unless a finding says otherwise or the user sets one. */
  readonly severity: Severity;
  /** Findings in document order, without fingerprints. */
  find(
    input: CheckInput,
  ): Iterable<Omit<Finding, 'code' | 'fingerprint' | 'severity'> & { severity?: Severity; anchor: string }>;
}

/** Runs every check that the settings leave on, and leaves out what was dismissed. A check that throws is reported and the others run on. */
export function runChecks(
  input: CheckInput,
  settings: Settings,
  checks: readonly Check[],
): { readonly findings: readonly Finding[]; readonly failures: readonly { code: string; error: unknown }[] } {
  const findings: Finding[] = [];
  const failures: { code: string; error: unknown }[] = [];
  const used = new Map<string, number>();
  const dismissed = new Set(settings.dismissed);
  for (const check of checks) {
    const wanted = settings.severity[check.code];
    if (wanted === 'off') continue;
    try {
      for (const { severity, anchor, ...finding } of check.find(input)) {
        const name = `${check.code}:${anchor}`;
        const twin = used.get(name) ?? 0;
        used.set(name, twin + 1);
        const fingerprint = twin ? `${name}.${twin + 1}` : name;
        if (dismissed.has(fingerprint)) continue;
        findings.push({
          ...finding,
          code: check.code,
          severity: severityOf(severity ?? check.severity, check.severity, wanted),
          fingerprint,
        });
      }
    } catch (error) {
      failures.push({ code: check.code, error });
    }
  }
  findings.sort((a, b) => a.span.source - b.span.source || a.span.start - b.span.start);
  return { findings, failures };
}

const RANK: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The user's severity stands for the check's own; findings that the check rates lower stay as much lower. */
function severityOf(found: Severity, own: Severity, wanted: Severity | undefined): Severity {
  if (!wanted) return found;
  const lower = Math.max(0, RANK.indexOf(found) - RANK.indexOf(own));
  return RANK[Math.min(RANK.length - 1, RANK.indexOf(wanted) + lower)];
}
