import { decodeEntities } from './entities.js';

/**
 * What two texts are compared by: inline markup out, entities decoded once, runs of blanks made one. The text itself is
 * never changed.
 */

/** Elements that are markup only where they are closed in the same text: a lone `<address>` or `<b>` is a placeholder. */
const CLOSED = new Set(
  (
    'a b blockquote code dd del div dl dt em font h1 h2 h3 h4 h5 h6 i ins kbd li ol p pre samp span strong sub sup ' +
    'table tbody td tfoot th thead tr tt u ul var'
  ).split(' '),
);
/** Elements without content. */
const VOID = new Set(['br', 'hr', 'img', 'wbr']);

/** White space as Unicode has it (NBSP too), zero width space and byte order mark. */
export const BLANK =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\u200b\\ufeff';
const SPACE = BLANK.replace('\\u200b\\ufeff', '');

/** A tag. Linear: what follows `<` runs on to the next `<` or `>` at most, and no two parts can share a character. */
const TAG = new RegExp(`<(/?)([A-Za-z][\\p{L}\\p{N}_.-]*:)?([A-Za-z][A-Za-z0-9]*)(?:[${SPACE}][^<>]*)?/?>`, 'gu');
const BLANKS = new RegExp(`[${BLANK}]+`, 'g');

/** Where inline markup stands in a text, in order. */
export function markup(text: string): [start: number, end: number][] {
  if (!text.includes('<')) return [];
  const cut: [number, number][] = [];
  const open = new Map<string, [number, number][]>();
  for (const match of text.matchAll(TAG)) {
    const name = match[3]!.toLowerCase();
    const span: [number, number] = [match.index, match.index + match[0].length];
    if (VOID.has(name)) cut.push(span);
    else if (!CLOSED.has(name)) continue;
    else if (match[2] !== undefined) cut.push(span);
    else if (match[1] === '') push(open, name, span);
    else {
      const start = open.get(name)?.pop();
      if (start !== undefined) cut.push(start, span);
    }
  }
  return cut.sort((a, b) => a[0] - b[0]);
}

/** The text with blanks in place of inline markup: as long as before, so offsets hold. Line breaks in a tag go as well. */
export function withoutMarkup(text: string): string {
  const spans = markup(text);
  if (spans.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of spans) {
    parts.push(text.slice(at, start), ' '.repeat(end - start));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** The text as it is compared: no inline markup, entities decoded once, every run of blanks one blank, none at the ends. */
export function plain(text: string | null): string {
  if (text === null || text === '') return '';
  return decodeEntities(withoutMarkup(text)).replace(BLANKS, ' ').replace(/^ | $/g, '');
}

/** Whether two texts say the same: equal once normalized. */
export function samePlain(a: string | null, b: string | null): boolean {
  return a === b || plain(a) === plain(b);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
