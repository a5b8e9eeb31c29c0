/** The review file of an article, where the editor keeps it, so that the command line agrees with the editor. */
import path from 'node:path';
import { type Decisions, type Message, readReview, type Settings } from '../core';
import { unreadable } from './config';
import type { CliHost } from './host';

/** What was decided of an article; or why its review file cannot be read. */
export type ReviewOf =
  | { readonly kind: 'decisions'; readonly decisions: Decisions }
  | { readonly kind: 'wrong'; readonly message: Message };

/** Reads the review file of an article; one that is not there holds no decisions. The working directory is the workspace. */
export async function reviewOf(file: string, settings: Pick<Settings, 'reviewFile'>, host: CliHost): Promise<ReviewOf> {
  const whole = path.resolve(host.cwd, file);
  const relative = path.relative(host.cwd, whole);
  const inside = relative !== '' && !/^\.\.(?:[\\/]|$)/.test(relative) && !path.isAbsolute(relative);
  const review =
    inside && settings.reviewFile === 'workspace'
      ? path.join('.parallel-text', `${relative}.json`)
      : `${file}.review.json`;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await host.readFile(review));
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'decisions', decisions: new Map() };
    if (error instanceof TypeError)
      return { kind: 'wrong', message: { key: 'cli.review.notUtf8', args: { file: review } } };
    return { kind: 'wrong', message: unreadable(review, error) };
  }
  const reading = readReview(text);
  if (reading.kind === 'read') return { kind: 'decisions', decisions: reading.decisions };
  const { line, reason } = reading;
  return { kind: 'wrong', message: { key: `cli.${reason.key}`, args: { ...reason.args, file: review, line } } };
}
