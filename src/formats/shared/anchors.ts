import type { Rule } from '../../model/benchmark.js';
import { idOf } from './words.js';

/**
 * A place name for each rule, fit for `id` and `#`: its V-id in lower case, of a repeated one (two rules in a Group)
 * with `-2`. Other characters than letters, digits, `-`, `_` and `.` become `-`.
 *
 * @param prefix put in front, where one document holds several STIGs
 */
export function anchorsOf(rules: readonly Rule[], prefix = ''): string[] {
  const taken = new Set<string>();
  // Where the numbers of a base go on: counted from 2 again at each rule, rules of one id would take the square of time.
  const next = new Map<string, number>();
  return rules.map((rule) => {
    const base =
      prefix +
      idOf(rule)
        .toLowerCase()
        .replace(/[^a-z0-9_.-]/g, '-');
    let anchor = base;
    let n = next.get(base) ?? 2;
    for (; taken.has(anchor); n++) anchor = `${base}-${n}`;
    next.set(base, n);
    taken.add(anchor);
    return anchor;
  });
}
