/** Findings for machines other than our own: SARIF 2.1.0, and the annotations of GitHub's workflows. */
import { version } from '../../package.json';
import nls from '../../package.nls.json';
import type { Severity } from '../core';
import type { DiagnosticJson, Range } from './json';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** One line for a workflow's log: `::warning file=…,line=…::message`. Lines and columns are 1-based. */
export function githubLine({ severity, code, message, ...place }: DiagnosticJson): string {
  const level = LEVELS[severity] === 'note' ? 'notice' : LEVELS[severity];
  const { file, line, endLine, start, end } = place;
  // Columns are only taken where a finding stands on one line.
  const columns = line === endLine ? { col: start + 1, endColumn: Math.max(start + 1, end) } : {};
  const properties = Object.entries({ file, line, endLine, ...columns, title: code })
    .map(([name, value]) => `${name}=${property(String(value))}`)
    .join(',');
  return `::${level} ${properties}::${data(message)}\n`;
}

/** What would end a command of a workflow, or a property of it, is written as the runner reads it. */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** A log of one run. `codes`: the codes of all checks. OASIS, Static Analysis Results Interchange Format 2.1.0. */
export function sarifLog(diagnostics: readonly DiagnosticJson[], codes: readonly string[]): object {
  const descriptions: Readonly<Record<string, string>> = nls;
  const rules = codes.map((id) => {
    const text = (descriptions[`setting.severity.${id}`] ?? id).replaceAll('`', '');
    return { id, name: id, shortDescription: { text }, help: { text } };
  });
  const ruleIndex = new Map(codes.map((id, at) => [id, at]));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'parallel-text', version, semanticVersion: version, rules } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => ({
          ruleId: diagnostic.code,
          ruleIndex: ruleIndex.get(diagnostic.code),
          level: LEVELS[diagnostic.severity],
          message: { text: diagnostic.message },
          locations: [location(diagnostic.file, diagnostic)],
          relatedLocations: diagnostic.related.map(({ file, message, ...range }, id) => ({
            id,
            ...location(file ?? diagnostic.file, range),
            message: { text: message },
          })),
          partialFingerprints: { 'parallelText/v1': diagnostic.fingerprint },
        })),
      },
    ],
  };
}

function location(file: string, { line, start, endLine, end }: Range): object {
  const region = { startLine: line, startColumn: start + 1, endLine, endColumn: end + 1 };
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } };
}

/** A path as a URI reference, absolute paths as `file:` URIs. */
function uriOf(file: string): string {
  const slashed = file.replaceAll('\\', '/');
  const encoded = slashed.split('/').map(encodeURIComponent).join('/');
  if (/^[a-z]:\//i.test(slashed)) return `file:///${slashed.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}`;
  return slashed.startsWith('/') ? `file://${encoded}` : encoded;
}
