/**
 * What XML 1.0 cannot hold even as a reference: C0 controls but tab, LF and CR; lone surrogates; U+FFFE and U+FFFF. Each
 * becomes U+FFFD.
 */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text that XML can hold, and how many characters were replaced for it. */
export function replaceForbidden(text: string): { text: string; replaced: number } {
  let replaced = 0;
  const clean = text.replace(FORBIDDEN, () => {
    replaced++;
    return '\ufffd';
  });
  return { text: clean, replaced };
}
