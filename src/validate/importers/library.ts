import type { Benchmark } from '../../model/benchmark.js';
import type { ChecklistBenchmark } from '../../model/checklist.js';
import { stableRuleId } from '../../model/ids.js';

/** The Rule IDs of a STIG, of all its releases at hand. */
export interface LibraryRelease {
  id: string | null;
  title: string | null;
  ruleIds: Set<string>;
  /** The Rule ID by the part of it that lasts through revisions. */
  byStableId: Map<string, string>;
}

/** What is remembered of a release. */
export function libraryRelease({ id, title, rules }: Benchmark): LibraryRelease {
  const ruleIds = rules.flatMap((rule) => rule.ruleId ?? []);
  return {
    id,
    title,
    ruleIds: new Set(ruleIds),
    byStableId: new Map(ruleIds.map((ruleId) => [stableRuleId(ruleId), ruleId])),
  };
}

/** The releases of a checklist's STIG taken together; `undefined` where the library has none. */
export function releaseOf(
  library: readonly LibraryRelease[],
  { id, title }: ChecklistBenchmark,
): LibraryRelease | undefined {
  const same = library.filter((release) =>
    id !== null && release.id !== null ? release.id === id : title !== null && release.title === title,
  );
  if (same.length === 0) return undefined;
  return {
    id,
    title,
    ruleIds: new Set(same.flatMap((release) => [...release.ruleIds])),
    byStableId: new Map(same.flatMap((release) => [...release.byStableId])),
  };
}
