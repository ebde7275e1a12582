/** Escaping for everything that writes XML. Structure is the writers' own: each format prescribes its bytes. */

/** Escapes a text as STIG Viewer and DISA do: every `>` too, quotes raw. Carriage returns are left to the caller. */
export function escapeText(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') : text;
}

/** Escapes an attribute's value for double quotes, white space that a parser would make a blank included. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/["\t\n\r]/g, (c) =>
    c === '"' ? '&quot;' : `&#x${c.charCodeAt(0).toString(16).toUpperCase()};`,
  );
}

/** C0 controls but tab, LF and CR, the two non-characters, and halves of surrogate pairs (XML 1.0, production 2). */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What may be one of them: nearly no text holds any, and this is found out many times faster. */
const SUSPECT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/;

/** Replaces characters that XML forbids, even as references, by U+FFFD, and says how many there were. */
export function replaceForbidden(text: string): { text: string; count: number } {
  if (!SUSPECT.test(text)) return { text, count: 0 };
  let count = 0;
  const replaced = text.replace(FORBIDDEN, () => {
    count++;
    return '\ufffd';
  });
  return { text: replaced, count };
}
