/** A short, stable name for a text: 53 bits of two FNV-1a hashes in base 36. Not for secrets. */
export function hashOf(...texts: readonly string[]): string {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (const text of texts) {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      low = Math.imul(low ^ unit, 0x01000193);
      high = Math.imul(high ^ (unit + 0x55), 0x01000193);
    }
    low = Math.imul(low ^ 0x1f, 0x01000193);
    high = Math.imul(high ^ 0x1f, 0x01000193);
  }
  return ((low >>> 0) * 0x200000 + ((high >>> 0) & 0x1fffff)).toString(36);
}

/** A text as far as it matters to ids: without white space and letter case. */
export function normalised(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase();
}
