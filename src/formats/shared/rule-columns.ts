import type { Benchmark, BenchmarkIdentity, Rule } from '../../model/benchmark.js';
import { type Column, joined } from './columns.js';

/** A rule and the benchmark it stands in. */
export interface RuleRow {
  benchmark: BenchmarkIdentity;
  rule: Rule;
}

/** Every rule of a benchmark, in document order. */
export function ruleRows(benchmark: Benchmark): RuleRow[] {
  return benchmark.rules.map((rule) => ({ benchmark, rule }));
}

/** What names the release, the same on each row, so that tables can be put under one another. */
export const BENCHMARK_COLUMNS: readonly Column<{ benchmark: BenchmarkIdentity }>[] = [
  { name: 'benchmarkId', width: 24, value: (r) => r.benchmark.id },
  { name: 'benchmarkTitle', width: 32, value: (r) => r.benchmark.title },
  { name: 'version', width: 9, value: (r) => r.benchmark.version },
  { name: 'release', width: 9, value: (r) => r.benchmark.release },
  { name: 'releaseName', width: 13, value: (r) => r.benchmark.releaseName },
  { name: 'benchmarkDate', width: 15, value: (r) => r.benchmark.benchmarkDate },
];

/** What names a rule. */
export const RULE_ID_COLUMNS: readonly Column<{ rule: Rule }>[] = [
  { name: 'vulnId', width: 12, value: (r) => r.rule.vulnId },
  { name: 'ruleId', width: 26, value: (r) => r.rule.ruleId },
  { name: 'stigId', width: 18, value: (r) => r.rule.stigId },
  { name: 'severity', width: 10, value: (r) => r.rule.severity },
  { name: 'category', width: 10, value: (r) => r.rule.category },
  { name: 'title', width: 60, value: (r) => r.rule.title },
  { name: 'groupTitle', width: 26, value: (r) => r.rule.groupTitle },
  { name: 'ccis', width: 20, value: (r) => joined(r.rule.ccis) },
  { name: 'controlsRev5', width: 16, value: (r) => controls(r.rule, 5) },
  { name: 'controlsRev4', width: 16, value: (r) => controls(r.rule, 4) },
  { name: 'legacyIds', width: 20, value: (r) => joined(r.rule.legacyIds) },
];

/** The long texts most wanted. Several checks or fixes of a rule stand in one cell, parted by an empty line. */
export const RULE_TEXT_COLUMNS: readonly Column<{ rule: Rule }>[] = [
  { name: 'discussion', width: 60, value: (r) => r.rule.discussion ?? r.rule.description },
  { name: 'check', width: 60, value: (r) => texts(r.rule.checks, r.rule.check) },
  { name: 'fix', width: 60, value: (r) => texts(r.rule.fixes, r.rule.fix) },
];

/** A benchmark's table: one row a rule. */
export const RULE_COLUMNS: readonly Column<RuleRow>[] = [
  ...BENCHMARK_COLUMNS,
  ...RULE_ID_COLUMNS,
  ...RULE_TEXT_COLUMNS,
  { name: 'weight', width: 8, value: (r) => r.rule.weight },
  { name: 'checkIds', width: 24, value: (r) => ids(r.rule.checks) },
  { name: 'fixIds', width: 24, value: (r) => ids(r.rule.fixes) },
  { name: 'falsePositives', width: 30, value: (r) => r.rule.falsePositives },
  { name: 'falseNegatives', width: 30, value: (r) => r.rule.falseNegatives },
  { name: 'documentable', width: 14, value: (r) => r.rule.documentable },
  { name: 'mitigations', width: 30, value: (r) => r.rule.mitigations },
  { name: 'severityOverrideGuidance', width: 30, value: (r) => r.rule.severityOverrideGuidance },
  { name: 'potentialImpacts', width: 30, value: (r) => r.rule.potentialImpacts },
  { name: 'thirdPartyTools', width: 30, value: (r) => r.rule.thirdPartyTools },
  { name: 'mitigationControl', width: 30, value: (r) => r.rule.mitigationControl },
  { name: 'responsibility', width: 30, value: (r) => r.rule.responsibility?.join('\n') ?? null },
  { name: 'iaControls', width: 20, value: (r) => r.rule.iaControls },
  { name: 'targetKey', width: 12, value: (r) => r.rule.targetKey },
];

function controls(rule: Rule, revision: 4 | 5): string {
  return joined(rule.controls.filter((c) => c.revision === revision).map((c) => c.control));
}

function texts(all: readonly { text: string | null }[], first: { text: string | null } | null): string | null {
  const found = (all.length > 0 ? all : first === null ? [] : [first]).flatMap(({ text }) => text ?? []);
  return found.length === 0 ? null : found.join('\n\n');
}

function ids(items: readonly { id: string | null }[]): string {
  return joined(items.flatMap(({ id }) => id ?? []));
}
