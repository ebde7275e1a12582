import type { Rule } from '../model/benchmark.js';
import { stableRuleId } from '../model/ids.js';
import type { Part, Voice } from './parts.js';

/** One rule of the release, as all parts have it. */
export type Cluster = Voice[];

/**
 * Puts together what is one rule in several parts: by V-id, then by the part of the Rule ID left of `r`, then by STIG ID.
 * Clusters come in the order of the parts given, each part's rules in their own; within a part no two rules are one.
 */
export function clustersOf(parts: readonly Part[]): Cluster[] {
  const clusters: Cluster[] = [];
  const byVulnId = new Map<string, Cluster[]>();
  const byRuleId = new Map<string, Cluster[]>();
  const byStigId = new Map<string, Cluster[]>();
  for (const part of parts) {
    for (const rule of part.benchmark.rules) {
      const free = (found: Cluster[] | undefined) =>
        (found ?? []).filter((c) => c.every((voice) => voice.part !== part));
      const cluster =
        best(rule, free(lookUp(byVulnId, rule.vulnId))) ??
        free(lookUp(byRuleId, stableOf(rule)))[0] ??
        only(free(lookUp(byStigId, stigIdOf(rule))).filter((c) => agree(rule, c)));
      const target: Cluster = cluster ?? [];
      if (cluster === undefined) clusters.push(target);
      target.push({ part, rule });
      add(byVulnId, rule.vulnId, target);
      add(byRuleId, stableOf(rule), target);
      add(byStigId, stigIdOf(rule), target);
    }
  }
  return clusters;
}

/** Two rules of a Group share a V-id (Firefox V4R11): the Rule ID tells them apart, else the STIG ID. */
function best(rule: Rule, found: readonly Cluster[]): Cluster | undefined {
  return (
    found.find((cluster) =>
      cluster.some((voice) => stableOf(voice.rule) !== null && stableOf(voice.rule) === stableOf(rule)),
    ) ??
    found.find((cluster) =>
      cluster.some((voice) => stigIdOf(voice.rule) !== null && stigIdOf(voice.rule) === stigIdOf(rule)),
    ) ??
    found[0]
  );
}

/** A STIG ID that two rules share (15 real files) names none; nor does it join rules of different V-ids. */
function only(found: readonly Cluster[]): Cluster | undefined {
  return found.length === 1 ? found[0] : undefined;
}

function agree(rule: Rule, cluster: Cluster): boolean {
  return (
    rule.vulnId === null || cluster.every((voice) => voice.rule.vulnId === null || voice.rule.vulnId === rule.vulnId)
  );
}

function stableOf(rule: Rule): string | null {
  return rule.ruleId === null ? null : stableRuleId(rule.ruleId);
}

function stigIdOf(rule: Rule): string | null {
  return rule.stigId === null || rule.stigId.trim() === '' ? null : rule.stigId.trim();
}

function lookUp(index: ReadonlyMap<string, Cluster[]>, id: string | null): Cluster[] | undefined {
  return id === null ? undefined : index.get(id);
}

function add(index: Map<string, Cluster[]>, id: string | null, cluster: Cluster): void {
  if (id === null) return;
  const found = index.get(id);
  if (found === undefined) index.set(id, [cluster]);
  else if (!found.includes(cluster)) found.push(cluster);
}
