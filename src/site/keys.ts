import type { DiffEntry } from '../model/release-diff.js';

/** What tells a rule in a diff: all of its ids. */
export function keyOf(of: Pick<DiffEntry, 'vulnId' | 'ruleId' | 'stigId'>): string {
  return JSON.stringify([of.vulnId, of.ruleId, of.stigId]);
}
