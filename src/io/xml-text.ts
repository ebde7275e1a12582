/** Text of XML: which characters and references are allowed, and what references stand for. */

/** A character that XML 1.0 forbids, even as a reference. Text decoded from bytes holds no lone surrogate. */
export const FORBIDDEN_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

const REFERENCE = /&(?:#x([\da-fA-F]+)|#(\d+)|(lt|gt|amp|quot|apos));/g;
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Decodes XML's five named references and numeric ones, once. Whatever else begins with `&` stays as it is: a strict
 * reader refuses it before (see `badReference`).
 */
export function decodeReferences(raw: string): string {
  if (!raw.includes('&')) return raw;
  if (raw.includes('&#')) {
    return raw.replace(REFERENCE, (reference, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name]!;
      const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return isCharacter(code) ? String.fromCodePoint(code) : reference;
    });
  }
  // Replacing fixed strings is many times faster than replacing with a function; most texts have these two alone.
  const decoded = raw.replace(/&lt;/g, '<').replace(/&gt;/g, '>');
  if (!decoded.includes('&')) return decoded;
  // `&amp;` comes last: what it gives is never decoded again (`&amp;lt;` is the text `&lt;`).
  return decoded
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}

/** Offset of the first `&` that begins no reference XML knows without a DTD; -1 where there is none. */
export function badReference(raw: string): number {
  const bad = /&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[\da-fA-F]+);)/.exec(raw);
  for (const match of raw.matchAll(/&#(x?)([\da-fA-F]+);/g)) {
    if (bad !== null && match.index > bad.index) break;
    if (!isCharacter(Number.parseInt(match[2]!, match[1] === 'x' ? 16 : 10))) return match.index;
  }
  return bad === null ? -1 : bad.index;
}

/** Whether a code point is a character of XML 1.0. */
function isCharacter(code: number): boolean {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
  return code > 0xffff || !FORBIDDEN_CHARACTER.test(String.fromCharCode(code));
}
