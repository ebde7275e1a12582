import { type Diagnostic, StigError } from './diagnostic.js';

/** The known name nearest to a mistyped one, by edit distance; `undefined` where none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > 64) return undefined;
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const begins = candidate.startsWith(name);
    const d = begins ? 1 : distance(name.toLowerCase(), candidate.toLowerCase());
    // What shares no letter is near to nothing, however short it is.
    if (d < least && (begins || d < name.length)) [best, least] = [candidate, d];
  }
  return name === '' ? undefined : best;
}

/** What a message on an unknown name ends with: `; did you mean check?`, or nothing where none is near. */
export function didYouMean(name: string, known: readonly string[], before = ''): string {
  const near = nearest(name, known);
  return near === undefined ? '' : `; did you mean ${before}${near}?`;
}

/**
 * Wrong use: a name that is none of those known. `about` begins the message and says what was asked of whom
 * (`--only does not know`); the hint tells all names there are.
 */
export function unknownName(
  about: string,
  name: string,
  known: readonly string[],
  more: Pick<Diagnostic, 'file' | 'hint'> = {},
): StigError {
  const message = `${about} ${JSON.stringify(name)}${didYouMean(name, known)}`;
  return new StigError({ code: 'usage', severity: 'error', message, hint: `It takes ${known.join(', ')}.`, ...more });
}

/** Levenshtein distance. Names are short: the cost is their product. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}
