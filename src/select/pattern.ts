import { StigError } from '../io/diagnostic.js';
import { nearest } from '../io/nearest.js';

/**
 * Whether a pattern of `--stig` finds a STIG by one of its names. Case, and what separates words, count for nothing:
 * `rhel 9`, `RHEL_9` and `RHEL-9` are one. It is looked for as whole words, so that `Word` finds Microsoft Word and no
 * passwords; `*` stands for anything: `RHEL_9*` takes what begins so, `*Linux*` what holds it.
 */
export function matches(pattern: string, names: readonly (string | null)[]): boolean {
  const pieces = fold(pattern, '*').split('*');
  return names.some((name) => name !== null && holds(` ${fold(name)} `, pieces));
}

/** The pattern, if it holds a word or a `*`. Throws a StigError where it does not. */
export function checkedPattern(pattern: string): string {
  if (fold(pattern, '*') !== '') return pattern;
  throw new StigError({
    code: 'usage',
    severity: 'error',
    message: `--stig ${JSON.stringify(pattern)} names no STIG`,
    hint: 'Give a part of its id, title or package: --stig RHEL_9, --stig "*Linux*".',
  });
}

/** Whether the pieces follow one another in a name, the first from the beginning of a word, the last to the end of one. */
function holds(name: string, pieces: readonly string[]): boolean {
  let at = 0;
  for (const [i, piece] of pieces.entries()) {
    const wanted = (i === 0 && piece !== '' ? ' ' : '') + piece + (i === pieces.length - 1 && piece !== '' ? ' ' : '');
    const found = name.indexOf(wanted, at);
    if (found < 0) return false;
    at = found + wanted.length;
  }
  return true;
}

/** Words in lower case with one blank between them. Names are looked at up to a length that no real one has. */
function fold(name: string, kept = ''): string {
  const separators = kept === '' ? /[^\p{L}\p{N}]+/gu : /[^\p{L}\p{N}*]+/gu;
  return name.slice(0, 1000).toLowerCase().replace(separators, ' ').trim();
}

/** The name that a pattern without a match was likely meant for; `undefined` where none is like it. */
export function likely(pattern: string, names: readonly string[]): string | undefined {
  const words = fold(pattern).split(' ');
  const byWindow = new Map<string, string>();
  for (const name of names) {
    const own = fold(name).split(' ');
    for (let i = 0; i + words.length <= own.length; i++) {
      const window = own.slice(i, i + words.length).join(' ');
      if (!byWindow.has(window)) byWindow.set(window, name);
    }
    // Words that were written as one, and the other way round.
    if (!byWindow.has(own.join(''))) byWindow.set(own.join(''), name);
  }
  const known = [...byWindow.keys()];
  const found = nearest(words.join(' '), known) ?? nearest(words.join(''), known);
  // Of a short word two letters in error are half of it: another word.
  if (found === undefined || (found.length < 6 && found[0] !== words[0]![0])) return undefined;
  return byWindow.get(found);
}
