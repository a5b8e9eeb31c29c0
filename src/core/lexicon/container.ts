/**
 * The file format that both dictionary files share: a header of 32-bit little-endian numbers (magic, format version,
 * length of the file in bytes, checksum, identity, number of sections, then the byte offset and length of each), then the
 * sections, each aligned to four bytes. Sections are read as typed-array views; nothing is copied or parsed.
 */

const HEADER_WORDS = 6;

/** What tells one kind of file from another. */
export interface Format {
  /** Four ASCII characters. */
  readonly magic: string;
  readonly version: number;
  /** For messages: `dictionary`. */
  readonly name: string;
}

/** The sections of a file, as views on its bytes. */
export interface Sections {
  /** Checksum of the whole content, as written: tells one file from another. */
  readonly identity: number;
  readonly count: number;
  bytes(section: number): Uint8Array;
  /** Throws when the section's length is odd. */
  units(section: number): Uint16Array;
  ascii(section: number): string;
}

function magicNumber(magic: string): number {
  let value = 0;
  for (let at = 0; at < 4; at++) value |= magic.charCodeAt(at) << (8 * at);
  return value >>> 0;
}

/** Opening a file must cost next to nothing: of its content every so many-th word is checked. */
const CHECKED_EVERY = 16;

/** FNV-1a over every `step`-th 32-bit word from the number of sections on. */
function checksum(words: Uint32Array, step: number): number {
  let sum = 0x811c9dc5;
  for (let at = HEADER_WORDS - 1; at < words.length; at += step) sum = Math.imul(sum ^ words[at], 0x01000193);
  return sum >>> 0;
}

/** Joins sections into a file. The same sections give the same bytes. */
export function writeSections(format: Format, sections: readonly (Uint8Array | Uint16Array | string)[]): Uint8Array {
  const parts = sections.map((section) => {
    if (typeof section === 'string') return Uint8Array.from(section, (character) => character.charCodeAt(0));
    return new Uint8Array(section.buffer, section.byteOffset, section.byteLength);
  });
  const first = HEADER_WORDS + 2 * parts.length;
  const length = parts.reduce((sum, part) => sum + Math.ceil(part.length / 4), first) * 4;
  const bytes = new Uint8Array(length);
  const words = new Uint32Array(bytes.buffer);
  let offset = first * 4;
  parts.forEach((part, at) => {
    words[HEADER_WORDS + 2 * at] = offset;
    words[HEADER_WORDS + 2 * at + 1] = part.length;
    bytes.set(part, offset);
    offset += Math.ceil(part.length / 4) * 4;
  });
  words[0] = magicNumber(format.magic);
  words[1] = format.version;
  words[2] = length;
  words[HEADER_WORDS - 1] = parts.length;
  words[3] = checksum(words, CHECKED_EVERY);
  words[4] = checksum(words, 1);
  return bytes;
}

/**
 * Opens a file made by {@link writeSections}. Bytes that do not start on a multiple of four are copied once.
 * Throws an Error that says what is wrong when the file is foreign, of another version, cut short or damaged.
 */
export function readSections(format: Format, bytes: Uint8Array): Sections {
  const fail = (why: string): never => {
    throw new Error(`The ${format.name} cannot be read: ${why}.`);
  };
  if (bytes.length < HEADER_WORDS * 4) fail('the file is too short');
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
  if (words[0] !== magicNumber(format.magic)) fail('it is a file of another kind');
  if (words[1] !== format.version) fail(`its format is version ${words[1]}, not ${format.version}`);
  if (words[2] !== aligned.length) fail(`it has ${aligned.length} bytes instead of ${words[2]}`);
  if (words[3] !== checksum(words, CHECKED_EVERY)) fail('its content is damaged');
  const count = words[HEADER_WORDS - 1];
  const bounds = (section: number) => {
    const start = words[HEADER_WORDS + 2 * section];
    const length = words[HEADER_WORDS + 2 * section + 1];
    if (section >= count || start + length > aligned.length) fail(`section ${section} is missing`);
    return { start: aligned.byteOffset + start, length };
  };
  const bytesOf = (section: number) => {
    const { start, length } = bounds(section);
    return new Uint8Array(aligned.buffer, start, length);
  };
  return {
    identity: words[4],
    count,
    bytes: bytesOf,
    units: (section) => {
      const { start, length } = bounds(section);
      if (length % 2) fail(`section ${section} has an odd length`);
      return new Uint16Array(aligned.buffer, start, length / 2);
    },
    ascii: (section) => latin(bytesOf(section), 0, bounds(section).length),
  };
}

/** So many arguments of one call are no burden to any stack. */
const MOST_ARGUMENTS = 4096;

/** The text that stands in bytes `start`..`end`, one Latin-1 character each. */
export function latin(bytes: Uint8Array, start: number, end: number): string {
  if (end - start < 32) {
    let text = '';
    for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]);
    return text;
  }
  const parts: string[] = [];
  for (let at = start; at < end; at += MOST_ARGUMENTS) {
    parts.push(String.fromCharCode(...bytes.subarray(at, Math.min(end, at + MOST_ARGUMENTS))));
  }
  return parts.join('');
}

/** Where each of a list of items starts, from their lengths; one longer than the list. */
export function startsOf(lengths: ArrayLike<number>): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let at = 0; at < lengths.length; at++) starts[at + 1] = starts[at] + lengths[at];
  return starts;
}
