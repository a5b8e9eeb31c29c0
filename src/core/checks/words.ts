/** What the words of some sentences say for their translating each other, under what the document taught. */
import { type Bitext, readBitext } from '../align/bitext';
import { type Evidence, evidenceOf } from '../align/evidence';
import { ratiosOf } from '../align/runs';
import { backgroundOf, dictionaryRows, rowsUnder, type Statistics } from '../align/statistics';
import type { Lexicon } from '../lexicon/lexicon';
import type { Side } from '../model';

/** Masked sentences of both languages. */
export type Texts = Readonly<Record<Side, readonly string[]>>;

/** Evidence between all of some sentences; those of each language are counted from 0. */
export interface WordEvidence {
  readonly bitext: Bitext;
  readonly evidence: Evidence;
}

/** Reads some sentences. The cost grows with the product of their words: for one pair, well under a millisecond. */
export function wordEvidence({ zh, en }: Texts, statistics: Statistics, lexicon: Lexicon): WordEvidence {
  const bitext = readBitext({ zh, en, lexicon, terms: statistics.terms });
  const rows = rowsUnder(statistics, dictionaryRows(bitext, lexicon), bitext);
  const ratios = ratiosOf(rows, backgroundOf(bitext, statistics, lexicon));
  return { bitext, evidence: evidenceOf(bitext, rows, ratios, statistics.layout.shift) };
}

/** Evidence of some sentences as a whole, in nats, and the words that took part. */
export function evidenceTogether(
  { evidence }: WordEvidence,
  zh: readonly number[],
  en: readonly number[],
): { readonly evidence: number; readonly words: number } {
  let total = 0;
  let words = 0;
  for (const j of en) {
    total += evidence.english(zh, j);
    words += evidence.enWords[j];
  }
  for (const i of zh) {
    total += evidence.chinese(i, en);
    words += evidence.zhWords[i];
  }
  return { evidence: total, words };
}
