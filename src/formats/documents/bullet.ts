/** A bullet of a revision history, taken apart. */
export interface Bullet {
  stigIds: string[];
  text: string;
}

/** An id: capitals and digits, as in `RHEL-08-010010`, `ESXI-70-000012`, `V-70165`, `GEN000020`. */
const ID = /^[A-Z][A-Z0-9.]{0,15}(?:-[A-Z0-9.]{1,15}){0,5}$/;
const NO_ID = /^(?:CCI-\d+|V\d+R\d+|NA)$/;
/** Between ids. */
const LINK = /^(?:and|or|through|thru|to|&)$/i;

/**
 * Parts a bullet's ids from its words: `V-70189 (NSA approved crypto) - Removed reference to NSA Suite B.` They are ids
 * only where nothing but ids, links between them and remarks in brackets stands before the first dash. A remark stays
 * with the words.
 */
export function readBullet(bullet: string): Bullet {
  const dash = /\s[-–—]\s|:\s/.exec(bullet);
  if (dash === null) return { stigIds: idsIn(bullet) ?? [], text: bullet };
  const head = bullet.slice(0, dash.index);
  const remarks = head.match(/\([^()]*\)/g) ?? [];
  const stigIds = idsIn(head.replace(/\([^()]*\)/g, ' '));
  if (stigIds === null) return { stigIds: [], text: bullet };
  const words = bullet.slice(dash.index + dash[0].length);
  return { stigIds, text: remarks.length === 0 ? words : `${remarks.join(' ')} - ${words}` };
}

/** The ids of a text that holds ids alone, each once; `null` where it holds other words or none. */
export function idsIn(text: string): string[] | null {
  const ids = new Set<string>();
  for (const word of text.split(/[\s,;/]+/)) {
    if (word === '' || LINK.test(word)) continue;
    if (!ID.test(word) || !/\d/.test(word) || NO_ID.test(word)) return null;
    ids.add(word);
  }
  return ids.size === 0 ? null : [...ids];
}
