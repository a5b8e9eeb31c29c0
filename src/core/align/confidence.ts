/** Scores as probabilities: logistic functions of the evidence, fitted on articles with links made by hand. */

/** Probability that a group or link is right, from its evidence and the words that took part. */
export function confidenceOf(evidence: number, words: number): number {
  const perWord = evidence / Math.max(6, words);
  const value = INTERCEPT + PER_WORD * perWord + SIZE * Math.log(1 + words);
  return Math.round(1000 / (1 + Math.exp(-value))) / 1000;
}

const INTERCEPT = 0.4;
const PER_WORD = 4;
const SIZE = 0.35;
