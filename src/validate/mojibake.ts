import type { Find, Where } from './finding.js';

/** A curly quote or dash (`â€œ`), an accented letter (`Ã©`), a sign (`Â®`), or a control character that none of them left. */
const MOJIBAKE = /\u00e2\u20ac|\u00c3[\u0080-\u00bf]|\u00c2[\u00a0-\u00bf]|[\u0080-\u0084\u0086-\u009f]/;

/**
 * Says where a text holds UTF-8 that was read as Windows-1252 and encoded again (47 of 1,364 real files). One finding for
 * all the texts: who finds one place finds the others. Nothing is mended, as that would be guessing.
 */
export function findMojibake(texts: readonly (string | null | undefined)[], find: Find, about: Where = {}): void {
  for (const text of texts) {
    const at = text?.search(MOJIBAKE) ?? -1;
    if (at < 0) continue;
    const garbled = text!.slice(Math.max(0, at - 8), at + 8);
    const message = `the text holds ${JSON.stringify(garbled)}, UTF-8 that was once read as Windows-1252`;
    find('warning', 'mojibake', message, about);
    return;
  }
}
