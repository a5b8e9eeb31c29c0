/** Text for XML 1.0, so that a parser gives it back unit for unit. */
import { LONE_SURROGATE, type LossTally, replaced } from './losses';

/** What is no `Char` of XML 1.0, in any notation (production 2), except lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const NO_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\u0085': '&#133;',
  '\u2028': '&#8232;',
  '\u2029': '&#8233;',
};

/**
 * Content of an element. A CR is a reference, since a parser would take it for a line end (2.11); so are those
 * that only XML 1.1, or a parser that takes more for line ends than it should, would change.
 */
export function xmlText(text: string, losses: LossTally): string {
  return writable(text, losses).replace(/[&<>\r\u0085\u2028\u2029]/g, (character) => REFERENCES[character]);
}

/** The value of an attribute, with its quotes. White space is references, since a parser would make it spaces (3.3.3). */
export function xmlAttribute(text: string, losses: LossTally): string {
  return `"${writable(text, losses).replace(/[&<>"\t\n\r\u0085\u2028\u2029]/g, (character) => REFERENCES[character])}"`;
}

function writable(text: string, losses: LossTally): string {
  return replaced(replaced(text, LONE_SURROGATE, losses), NO_CHARACTER, losses);
}
