/**
 * Windows-1252 both ways. Not TextDecoder: some releases of Node 20 and 22 read it as ISO-8859-1, so that curly quotes
 * and dashes become control characters.
 */

/** The characters of bytes 80 to 9F; the five bytes without one stand for themselves, as the WHATWG's table has it. */
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

const BYTES = new Map(Array.from(HIGH, (character, i) => [character, 0x80 + i]));

/** Characters made at once: arguments of one call are bounded. */
const PIECE = 8192;

/** The text of Windows-1252 bytes. Every byte has a character. */
export function decodeWindows1252(bytes: Uint8Array): string {
  let latin1 = '';
  for (let at = 0; at < bytes.length; at += PIECE) {
    latin1 += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  }
  return latin1.replace(/[\u0080-\u009f]/g, (character) => HIGH[character.charCodeAt(0) - 0x80]!);
}

/** The byte of a character; `undefined` where Windows-1252 has none. */
export function windows1252Byte(character: string): number | undefined {
  const code = character.codePointAt(0)!;
  return code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : BYTES.get(character);
}
