/** How texts and queries become terms: the same here and in the browser. */

/** Words and numbers, with those joined by `-`, `_` or `.` also as one: ids, file names, options. */
const TOKEN = /[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*/gu;
/** No term is longer: base64 and hashes are not searched for by their ends. */
const LONGEST = 40;

/** The terms of a text: `pam_faillock.so` gives `pam_faillock.so`, `pam`, `faillock` and `so`. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  for (const [token] of text.toLowerCase().matchAll(TOKEN)) {
    if (token.length <= LONGEST) terms.add(token);
    if (!/[-_.]/.test(token)) continue;
    for (const part of token.split(/[-_.]/)) if (part.length > 1 && part.length <= LONGEST) terms.add(part);
  }
  return terms;
}

/** The terms a query asks for, in order, joined ones whole. */
export function queryTerms(query: string): string[] {
  return [...new Set([...query.toLowerCase().matchAll(TOKEN)].map(([token]) => token.slice(0, LONGEST)))];
}

/** A control as term: `AC-6 (8)` and `ac-6(8)` give `=ac-6(8)`. */
export function controlTerm(control: string): string {
  return `=${control.toLowerCase().replace(/\s+/g, '')}`;
}

/**
 * The shard that holds a term: by its first two characters, so that a word loads one small file whatever follows it. Of
 * controls and ids by what tells them apart.
 */
export function shardOf(term: string): string {
  if (term.startsWith('=')) return `c-${plain(term.slice(1, 3))}`;
  return plain(term.slice(0, 2));
}

/** Letters and digits as they are; others as their code. */
function plain(text: string): string {
  return text.replace(/[^a-z0-9]/gu, (c) => `_${c.codePointAt(0)!.toString(16)}`);
}
