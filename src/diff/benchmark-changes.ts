import type { Benchmark, Profile } from '../model/benchmark.js';
import type { MetadataChange } from '../model/release-diff.js';
import { sameValue } from './compare.js';
import type { Matching } from './match.js';
import { samePlain } from './normalize.js';

const TEXTS = ['title', 'description'] as const;
const VALUES = ['id', 'status', 'publisher', 'source', 'generator', 'conventionsVersion'] as const;

/**
 * What changed of the benchmark itself. Version, release and dates stand in `old` and `new` of the diff. A profile's
 * selection is told only where it changed beyond the rules that were added, removed and renumbered.
 */
export function benchmarkChanges(before: Benchmark, after: Benchmark, matching: Matching): MetadataChange[] {
  const changes: MetadataChange[] = [];
  const add = (field: string, old: unknown, now: unknown) => changes.push({ field, old, new: now });
  for (const field of TEXTS) {
    if (isCarried(before[field], after[field]) && !samePlain(before[field], after[field]))
      add(field, before[field], after[field]);
  }
  for (const field of VALUES) {
    if (isCarried(before[field], after[field]) && before[field] !== after[field])
      add(field, before[field], after[field]);
  }
  if (isCarried(before.notice, after.notice) && !sameValue(before.notice, after.notice))
    add('notice', before.notice, after.notice);
  changes.push(...profileChanges(before.profiles, after.profiles, matching), ...overviewChanges(before, after));
  return changes;
}

/** A field that one source does not have (a page, a results file) did not change. */
function isCarried(a: unknown, b: unknown): boolean {
  return a !== null && b !== null;
}

function profileChanges(before: readonly Profile[], after: readonly Profile[], matching: Matching): MetadataChange[] {
  if (before.length === 0 || after.length === 0) return [];
  const changes: MetadataChange[] = [];
  const [oldIds, newIds] = [before.map((p) => p.id), after.map((p) => p.id)];
  if (!sameValue(oldIds, newIds)) changes.push({ field: 'profiles', old: oldIds, new: newIds });
  // Profiles select groups in DISA's manual files, rules elsewhere.
  const renamed = new Map<string, string>();
  for (const { old, new: now } of matching.pairs) {
    if (old.vulnId !== null && now.vulnId !== null) renamed.set(old.vulnId, now.vulnId);
    if (old.ruleId !== null && now.ruleId !== null) renamed.set(old.ruleId, now.ruleId);
  }
  const kept = new Set(renamed.values());
  // Then the same selection is the same, and no more is to be looked at: nine lists of all rules.
  const sameRules = [...renamed].every(([old, now]) => old === now);
  const byId = new Map(before.map((p) => [p.id, p]));
  for (const now of after) {
    const old = byId.get(now.id);
    if (old === undefined) continue;
    if (!samePlain(old.title, now.title)) {
      changes.push({ field: `profiles/${now.id}/title`, old: old.title, new: now.title });
    }
    if (sameRules && sameValue(old.selects, now.selects)) continue;
    const selected = new Set(old.selects.flatMap((id) => renamed.get(id) ?? []));
    const selects = new Set(now.selects);
    const dropped = [...selected].filter((id) => !selects.has(id));
    const taken = now.selects.filter((id) => kept.has(id) && !selected.has(id));
    if (dropped.length + taken.length > 0)
      changes.push({ field: `profiles/${now.id}/selects`, old: dropped, new: taken });
  }
  return changes;
}

/** Sections of DISA's Overview, where both releases have one. */
function overviewChanges(before: Benchmark, after: Benchmark): MetadataChange[] {
  if (before.overview === undefined || after.overview === undefined) return [];
  const old = new Map(before.overview.sections.map((s) => [s.title.toLowerCase(), s]));
  const changes: MetadataChange[] = [];
  for (const section of after.overview.sections) {
    const key = section.title.toLowerCase();
    const was = old.get(key);
    old.delete(key);
    if (samePlain(was?.text ?? null, section.text) && was !== undefined) continue;
    changes.push({ field: `overview/${section.title}`, old: was?.text ?? null, new: section.text });
  }
  for (const gone of old.values()) changes.push({ field: `overview/${gone.title}`, old: gone.text, new: null });
  return changes;
}
