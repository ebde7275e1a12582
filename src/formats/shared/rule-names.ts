import type { Rule } from '../../model/benchmark.js';
import { stableRuleId } from '../../model/ids.js';

/**
 * A name for each rule, no two alike: its V-id where no other rule has it, else the part of its Rule ID that stays the
 * same through releases, else its STIG ID. What is then still taken gets `-2`, `-3`.
 *
 * @param spell makes a name fit where it goes
 * @param taken names that are given already; those given here are added
 */
export function ruleNames(
  rules: readonly Rule[],
  spell: (name: string) => string,
  taken = new Set<string>(),
): string[] {
  const count = new Map<string, number>();
  for (const { vulnId } of rules) if (vulnId?.trim()) count.set(vulnId, (count.get(vulnId) ?? 0) + 1);
  const unique = uniqueNames(taken);
  return rules.map((rule) => {
    const { vulnId, stigId, ruleId } = rule;
    const ids = count.get(vulnId ?? '') === 1 ? [vulnId] : [ruleId && stableRuleId(ruleId), stigId, vulnId];
    return unique(spell(ids.find((id) => id?.trim()) ?? 'rule'));
  });
}

/** Gives names out, each once: of one that is taken the next with a number. */
export function uniqueNames(taken = new Set<string>()): (name: string) => string {
  // Where the numbers of a name go on: counted from 2 again each time, equal names would take the square of time.
  const next = new Map<string, number>();
  return (base) => {
    let name = base;
    let n = next.get(base) ?? 2;
    for (; taken.has(name); n++) name = `${base}-${n}`;
    next.set(base, n);
    taken.add(name);
    return name;
  };
}
