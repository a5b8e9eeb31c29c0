/**
 * Runs the checks. What a check of pairs found is kept by all that it depends on, so that after an edit only the pairs
 * that changed are looked at again.
 */
import type { Finding, Fix, Link, Severity, Span } from '../model';
import type { Settings } from '../settings';
import type { Check, CheckInput, Found, PairCheck } from './check';
import { type DocumentFacts, type Pair, type PairContext, pairOf } from './pair';
import { gatherStyle, type StylePlaces } from './style';

/** What is kept of a run; valid under the same context only. */
export interface CheckedPairs {
  readonly context: PairContext;
  /** By {@link pairKey}. */
  readonly pairs: ReadonlyMap<string, CheckedPair>;
  readonly style: StylePlaces;
}

/** What the checks found in one pair, and where its segments stood. */
interface CheckedPair {
  readonly places: readonly Span[];
  /** By code of the check. */
  readonly found: ReadonlyMap<string, readonly Found[]>;
}

/** A check that threw. */
export interface Failure {
  readonly code: string;
  readonly error: unknown;
}

/** What a run gives. */
export interface Checked {
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
  readonly checked: CheckedPairs | undefined;
}

/** What is known before a run. */
export interface RunOptions {
  readonly facts?: DocumentFacts;
  /** What an earlier run kept: the result does not depend on it, only the time. */
  readonly earlier?: CheckedPairs | undefined;
}

/** Runs to the end; see {@link runChecksInSteps}. */
export function runChecks(input: CheckInput, checks: readonly Check[], options: RunOptions = {}): Checked {
  const steps = runChecksInSteps(input, checks, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Runs every check that the settings leave on, and leaves out what was dismissed. A check that throws is reported, and
 * the others run on.
 */
export function* runChecksInSteps(
  input: CheckInput,
  checks: readonly Check[],
  { facts = { dated: undefined }, earlier }: RunOptions = {},
): Generator<undefined, Checked, undefined> {
  const { settings } = input;
  const reporter = new Reporter(settings);
  const wanted = checks.filter((check) => severitySet(settings, check) !== 'off');
  for (const check of wanted) {
    if (check.scope !== 'article') continue;
    reporter.run(check, () => check.find(input));
    yield;
  }
  const style = yield* gatherStyle(
    input,
    wanted.filter((check) => check.scope === 'style'),
    { earlier: earlier?.style, report: (check, found) => reporter.run(check, found) },
  );
  const { statistics } = input;
  if (!statistics) return { ...reporter.result(), checked: undefined };
  const context: PairContext = {
    lexicon: input.lexicon,
    statistics,
    settings,
    glossary: input.glossary,
    facts,
  };
  const known = earlier && sameContext(earlier.context, context) ? earlier.pairs : undefined;
  const pairChecks = wanted.filter((check) => check.scope === 'pair');
  const pairs = new Map<string, CheckedPair>();
  const linksOf = linksByGroup(input);
  for (const [at, group] of input.groups.entries()) {
    const pair = pairOf(input, group, linksOf[at]);
    const key = pairKey(pair);
    const before = pairs.get(key) ?? known?.get(key);
    const now = checkPair({ pair, context, checks: pairChecks, before, reporter });
    pairs.set(key, now);
    for (const check of pairChecks) reporter.run(check, () => now.found.get(check.code) ?? []);
    yield;
  }
  return { ...reporter.result(), checked: { context, pairs, style } };
}

/** Looks at one pair, or moves what is known of an equal one to where this one stands. */
function checkPair({
  pair,
  context,
  checks,
  before,
  reporter,
}: {
  readonly pair: Pair;
  readonly context: PairContext;
  readonly checks: readonly PairCheck[];
  readonly before: CheckedPair | undefined;
  readonly reporter: Reporter;
}): CheckedPair {
  const places = [...pair.zh.segments, ...pair.en.segments].map(({ span }) => span);
  const found = new Map<string, readonly Found[]>();
  const move = before && mover(before.places, places);
  for (const check of checks) {
    const known = before?.found.get(check.code);
    if (known && move) {
      found.set(
        check.code,
        known.map((one) => movedBy(one, move)),
      );
      continue;
    }
    try {
      found.set(check.code, [...check.find(pair, context)]);
    } catch (error) {
      reporter.failed(check.code, error);
    }
  }
  return { places, found };
}

/** Context is compared by identity where it is large, by content where it is small. */
function sameContext(a: PairContext, b: PairContext): boolean {
  return (
    a.lexicon === b.lexicon &&
    a.statistics === b.statistics &&
    a.glossary === b.glossary &&
    JSON.stringify([settled(a), a.facts]) === JSON.stringify([settled(b), b.facts])
  );
}

/** The settings but for what is left out of the findings afterwards. */
function settled({ settings }: PairContext): Settings {
  return { ...settings, dismissed: [], severity: {}, threshold: {} };
}

/** All that a pair's findings depend on besides the context. */
function pairKey({ zh, en, links, score, source, beside }: Pair): string {
  const side = ({ segments, sentences }: Pair['zh']) => {
    const starts = segments.map(({ span }) => span.start);
    let segment = -1;
    return [
      segments.map(({ span, role, inline, textStart }) => [
        span.end - span.start,
        role,
        inline,
        textStart - span.start,
      ]),
      sentences.map(({ text, masked, span }) => {
        while (segment + 1 < starts.length && segments[segment + 1].span.start <= span.start) segment++;
        const from = span.start - starts[Math.max(0, segment)];
        return masked === text ? [from, text] : [from, text, masked];
      }),
    ];
  };
  return JSON.stringify([side(zh), side(en), links, score, source, beside]);
}

/** The links of each group, in the order of its Chinese. */
function linksByGroup({ groups, links, sentences }: CheckInput): readonly (readonly Link[])[] {
  const groupOf = new Map<number, number>();
  groups.forEach(({ zh }, at) => {
    for (const segment of zh) groupOf.set(segment, at);
  });
  const all: Link[][] = groups.map(() => []);
  for (const link of links) {
    const group = groupOf.get(sentences[link.zh[0]].segment);
    if (group !== undefined) all[group].push(link);
  }
  for (const own of all) own.sort((a, b) => a.zh[0] - b.zh[0]);
  return all;
}

type Move = (span: Span) => Span;

/** Moves spans from where segments stood to where they stand now. */
function mover(from: readonly Span[], to: readonly Span[]): Move {
  return (span) => {
    const at = from.findIndex(
      ({ source, start, end }) => source === span.source && start <= span.start && span.end <= end,
    );
    if (at < 0) throw new Error('A finding of a pair lies outside of its segments.');
    const by = to[at].start - from[at].start;
    return { source: to[at].source, start: span.start + by, end: span.end + by };
  };
}

function movedBy(found: Found, move: Move): Found {
  return {
    ...found,
    span: move(found.span),
    related: found.related.map((one) => ({ ...one, span: move(one.span) })),
    ...(found.fixes && { fixes: found.fixes.map((fix) => movedFix(fix, move)) }),
  };
}

function movedFix(fix: Fix, move: Move): Fix {
  const at = fix.at ? { at: move(fix.at) } : {};
  if (fix.kind !== 'edit') return { ...fix, ...at };
  return { ...fix, ...at, edits: fix.edits.map(({ span, text }) => ({ span: move(span), text })) };
}

const RANK: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

function severitySet(settings: Settings, { code, severity }: Check): Severity | 'off' {
  return settings.severity[code] ?? severity;
}

/** Turns what checks found into findings. */
class Reporter {
  private readonly findings: Finding[] = [];
  private readonly failures: Failure[] = [];
  private readonly used = new Map<string, number>();
  private readonly dismissed: ReadonlySet<string>;

  constructor(private readonly settings: Settings) {
    this.dismissed = new Set(settings.dismissed);
  }

  run(check: Check, find: () => Iterable<Found>): void {
    try {
      for (const found of find()) this.add(check, found);
    } catch (error) {
      this.failed(check.code, error);
    }
  }

  failed(code: string, error: unknown): void {
    this.failures.push({ code, error });
  }

  result(): { readonly findings: readonly Finding[]; readonly failures: readonly Failure[] } {
    this.findings.sort((a, b) => a.span.source - b.span.source || a.span.start - b.span.start);
    return { findings: this.findings, failures: this.failures };
  }

  private add(check: Check, { severity, anchor, certainty = 1, fixes = [], ...found }: Found): void {
    const name = `${check.code}:${anchor}`;
    const twin = this.used.get(name) ?? 0;
    this.used.set(name, twin + 1);
    const fingerprint = twin ? `${name}.${twin + 1}` : name;
    if (this.dismissed.has(fingerprint)) return;
    if (certainty < (this.settings.threshold[check.code] ?? check.threshold ?? 0)) return;
    const dismissal: Fix = { kind: 'dismiss', title: { key: 'fix.dismiss', args: {} } };
    this.findings.push({
      ...found,
      fixes: fixes.some(({ kind }) => kind === 'dismiss') ? fixes : [...fixes, dismissal],
      code: check.code,
      severity: severityOf(severity, check.severity, this.settings.severity[check.code]),
      fingerprint,
    });
  }
}

/** The user's severity stands for the check's own; findings that the check rates lower stay as much lower. */
function severityOf(
  found: Severity | undefined,
  own: Severity | 'off',
  wanted: Severity | 'off' | undefined,
): Severity {
  const usual = own === 'off' ? 'hint' : own;
  if (!wanted || wanted === 'off') return found ?? usual;
  const lower = found ? Math.max(0, RANK.indexOf(found) - RANK.indexOf(usual)) : 0;
  return RANK[Math.min(RANK.length - 1, RANK.indexOf(wanted) + lower)];
}
