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
  return rules.map((rule) => {
    const base =
      prefix +
      idOf(rule)
        .toLowerCase()
        .replace(/[^a-z0-9_.-]/g, '-');
    let anchor = base;
    for (let n = 2; taken.has(anchor); n++) anchor = `${base}-${n}`;
    taken.add(anchor);
    return anchor;
  });
}
