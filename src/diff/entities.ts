import { entityTable } from '../generated/entities.js';

/**
 * Character references of HTML, decoded as the HTML standard says (and as `html.unescape` of Python does): a name
 * without its semicolon where the standard allows that, numbers of Windows-1252, nothing for what is no character.
 */

/** A reference or what may be one; a name has at most 32 characters. */
const REFERENCE = /&(?:#\d+;?|#[xX][\dA-Fa-f]+;?|[^\t\n\f <&#;]{1,32};?)/g;
const REFERENCE_HERE = new RegExp(REFERENCE.source, 'y');

const COMMON: ReadonlyMap<string, string> = new Map([
  ['lt;', '<'],
  ['gt;', '>'],
  ['amp;', '&'],
  ['quot;', '"'],
  ['nbsp;', '\u00a0'],
]);

let table: ReadonlyMap<string, string> | undefined;

/** Decodes every character reference of a text, once: `&amp;lt;` gives `&lt;`. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (raw) => {
    const found = reference(raw);
    return found === null ? raw : found.text + raw.slice(found.length);
  });
}

/** A reference at an offset. */
export interface Reference {
  /** Characters of source it takes. */
  length: number;
  /** What it stands for; `''` where it names no character. */
  text: string;
}

/** The reference that begins at the `&` at this offset; `null` where none does. */
export function referenceAt(text: string, offset: number): Reference | null {
  REFERENCE_HERE.lastIndex = offset;
  const match = REFERENCE_HERE.exec(text);
  return match === null ? null : reference(match[0]);
}

function reference(raw: string): Reference | null {
  const name = raw.slice(1);
  if (name.startsWith('#')) return { length: raw.length, text: numeric(name) };
  const common = COMMON.get(name);
  if (common !== undefined) return { length: raw.length, text: common };
  // Every name begins with a letter: the `&1` of a shell is not worth the whole table.
  if (!/^[A-Za-z]/.test(name)) return null;
  table ??= new Map(entityTable());
  for (let end = name.length; end > 1; end--) {
    const found = table.get(name.slice(0, end));
    if (found !== undefined) return { length: end + 1, text: found };
  }
  return null;
}

/** Windows-1252, 0x80 to 0x9f: what the HTML standard reads such numbers as. */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

function numeric(name: string): string {
  const hexadecimal = /^#[xX]/.test(name);
  const digits = name.replace(/^#[xX]?/, '').replace(/;$/, '');
  const code = Number.parseInt(digits, hexadecimal ? 16 : 10);
  if (code === 0) return '\ufffd';
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252[code - 0x80]!;
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) return '\ufffd';
  return isNoCharacter(code) ? '' : String.fromCodePoint(code);
}

function isNoCharacter(code: number): boolean {
  if (code < 0x20) return code !== 9 && code !== 10 && code !== 12 && code !== 13;
  return code === 0x7f || (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
}
