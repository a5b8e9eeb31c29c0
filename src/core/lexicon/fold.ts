/** Folding that never moves an offset. */

/** Full-width ASCII, the ideographic space and typographic quotes made ASCII, one code unit for one. */
export function foldWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000\u2018\u2019\u02bc\u0060\u201c\u201d\u00a0\u202f]/g, (character) => {
    const unit = character.charCodeAt(0);
    if (unit >= 0xff01 && unit <= 0xff5e) return String.fromCharCode(unit - 0xfee0);
    if (unit === 0x201c || unit === 0x201d) return '"';
    return unit === 0x3000 || unit === 0xa0 || unit === 0x202f ? ' ' : "'";
  });
}
