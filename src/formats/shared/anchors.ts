import type { Rule } from '../../model/benchmark.js';
import { idOf } from './words.js';

/**
 * Names each given once: the first of a kind as it is, the next with `-2`, `-3`. Where the numbers of a name go on is
 * remembered: counted from 2 again each time, names that are all alike would take the square of time.
 */
export function uniqueNames(): (name: string) => string {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return (name) => {
    let unique = name;
    let n = next.get(name) ?? 2;
    for (; taken.has(unique); n++) unique = `${name}-${n}`;
    next.set(name, n);
    taken.add(unique);
    return unique;
  };
}

/** A text as the name of a place, fit for `id` and `#`: other characters than letters, digits, `-`, `_` and `.` become `-`. */
export function anchorOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9_.-]/g, '-');
}

/**
 * A place name for each rule: its V-id in lower case, of a repeated one (two rules in a Group) with `-2`.
 *
 * @param prefix put in front, where one document holds several STIGs
 */
export function anchorsOf(rules: readonly Rule[], prefix = ''): string[] {
  const unique = uniqueNames();
  return rules.map((rule) => unique(prefix + anchorOf(idOf(rule))));
}
