/** Ladders: beads as numbers of sentences. Ours and Vecalign's (`[0,1]:[2]`), and hunalign's rungs. */

import { range } from '../align/ladder';
import type { Message } from '../model';
import type { ImportedNumbers } from './imported';

/** A bead a line, `[0,1]:[2]`, counted from 0, Chinese first. */
export function writeLadder(
  beads: readonly { readonly zh: readonly number[]; readonly en: readonly number[] }[],
): string {
  return beads.map(({ zh, en }) => `[${zh.join(',')}]:[${en.join(',')}]\n`).join('');
}

const BEAD = /^\[([\d, ]*)\]\s*:\s*\[([\d, ]*)\](?:\s*:\s*[-+\d.eE]+)?$/;
const RUNG = /^(\d{1,9})\t(\d{1,9})(?:\t\S+)?$/;

/** Is it a ladder, by its first line that is not blank? */
export function looksLikeLadder(text: string): boolean {
  const first = /^\ufeff?\s*([^\r\n]+)/.exec(text)?.[1].trimEnd() ?? '';
  return BEAD.test(first) || RUNG.test(first);
}

/**
 * Reads a ladder. A rung of hunalign is where a bead begins on each side (`zh TAB en TAB confidence`); the last one is
 * the counts of sentences. A line that is neither, or that repeats a sentence, is a problem and makes no bead.
 */
export function readLadder(text: string): ImportedNumbers {
  const beads: { readonly zh: number[]; readonly en: number[]; readonly line: number }[] = [];
  const problems: Message[] = [];
  const used = { zh: new Set<number>(), en: new Set<number>() };
  let rung: { readonly zh: number; readonly en: number; readonly line: number } | undefined;
  let kind: 'beads' | 'rungs' | undefined;
  let line = 0;

  const takeBead = (zh: number[], en: number[]) => {
    kind = 'beads';
    if (zh.some((each) => used.zh.has(each)) || en.some((each) => used.en.has(each))) return 'import.sentenceTwice';
    for (const each of zh) used.zh.add(each);
    for (const each of en) used.en.add(each);
    beads.push({ zh, en, line });
    return undefined;
  };
  const takeRung = (zh: number, en: number) => {
    kind = 'rungs';
    const before = rung ?? { zh, en, line };
    // A ladder that goes down would link sentences twice.
    if (zh < before.zh || en < before.en) return 'import.ladderDown';
    // No aligner makes beads of thousands: such a line is damage, and not worth the memory.
    if (zh - before.zh + en - before.en > MOST) return 'import.ladderLine';
    if (zh > before.zh || en > before.en) {
      beads.push({ zh: range(before.zh, zh), en: range(before.en, en), line: before.line });
    }
    rung = { zh, en, line };
    return undefined;
  };
  for (const raw of text.replace(/^\ufeff/, '').split('\n')) {
    line++;
    const words = raw.trimEnd();
    if (!words.trim()) continue;
    const bead = kind === 'rungs' ? null : BEAD.exec(words.trim());
    const step = kind === 'beads' ? null : RUNG.exec(words);
    const wrong = bead
      ? takeBead(numbers(bead[1]), numbers(bead[2]))
      : step
        ? takeRung(Number(step[1]), Number(step[2]))
        : 'import.ladderLine';
    if (wrong) problems.push({ key: wrong, args: { line } });
  }
  return { kind: 'numbers', beads, counts: rung && { zh: rung.zh, en: rung.en }, problems };
}

const MOST = 100_000;

function numbers(list: string): number[] {
  return [...new Set((list.match(/\d{1,9}/g) ?? []).map(Number))].sort((a, b) => a - b);
}
