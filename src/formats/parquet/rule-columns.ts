import type { ParquetColumn, ParquetValue } from '../../io/parquet.js';
import type { BenchmarkIdentity, Rule } from '../../model/benchmark.js';
import type { SourceFile } from '../../model/source-file.js';

/** A column of a table and where its values come from. */
export interface TableColumn<T> extends ParquetColumn {
  value(row: T): ParquetValue;
}

/** A rule and the release it is of. */
export interface RuleRow {
  benchmark: BenchmarkIdentity;
  rule: Rule;
  source: SourceFile | undefined;
}

/** The file that a row was read from. */
export const SOURCE_COLUMNS: readonly TableColumn<{ source: SourceFile | undefined }>[] = [
  { name: 'file', type: 'string', value: (r) => r.source?.name ?? null },
  { name: 'fileSha256', type: 'string', value: (r) => r.source?.sha256 ?? null },
];

/** What names the release, the same on each row. */
export const BENCHMARK_COLUMNS: readonly TableColumn<{ benchmark: BenchmarkIdentity }>[] = [
  { name: 'benchmarkId', type: 'string', value: (r) => r.benchmark.id },
  { name: 'benchmarkTitle', type: 'string', value: (r) => r.benchmark.title },
  { name: 'version', type: 'string', value: (r) => r.benchmark.version },
  { name: 'release', type: 'string', value: (r) => r.benchmark.release },
  { name: 'releaseName', type: 'string', value: (r) => r.benchmark.releaseName },
  { name: 'benchmarkDate', type: 'date', value: (r) => r.benchmark.benchmarkDate },
];

/**
 * The rule, by the names that NDJSON has. What is an object there is flat here: of check and fix the first has columns of
 * its own, and the few rules that have several hold the others in lists. Controls are lists of their ids, one a revision.
 */
export const RULE_COLUMNS: readonly TableColumn<{ rule: Rule }>[] = [
  { name: 'vulnId', type: 'string', value: (r) => r.rule.vulnId },
  { name: 'ruleId', type: 'string', value: (r) => r.rule.ruleId },
  { name: 'revision', type: 'string', value: (r) => r.rule.revision },
  { name: 'stigId', type: 'string', value: (r) => r.rule.stigId },
  { name: 'severity', type: 'string', value: (r) => r.rule.severity },
  { name: 'category', type: 'string', value: (r) => r.rule.category },
  { name: 'weight', type: 'string', value: (r) => r.rule.weight },
  { name: 'title', type: 'string', value: (r) => r.rule.title },
  { name: 'groupTitle', type: 'string', value: (r) => r.rule.groupTitle },
  { name: 'groupDescription', type: 'string', value: (r) => r.rule.groupDescription },
  { name: 'discussion', type: 'string', value: (r) => r.rule.discussion },
  { name: 'falsePositives', type: 'string', value: (r) => r.rule.falsePositives },
  { name: 'falseNegatives', type: 'string', value: (r) => r.rule.falseNegatives },
  { name: 'documentable', type: 'string', value: (r) => r.rule.documentable },
  { name: 'mitigations', type: 'string', value: (r) => r.rule.mitigations },
  { name: 'severityOverrideGuidance', type: 'string', value: (r) => r.rule.severityOverrideGuidance },
  { name: 'potentialImpacts', type: 'string', value: (r) => r.rule.potentialImpacts },
  { name: 'thirdPartyTools', type: 'string', value: (r) => r.rule.thirdPartyTools },
  { name: 'mitigationControl', type: 'string', value: (r) => r.rule.mitigationControl },
  { name: 'responsibility', type: 'strings', value: (r) => r.rule.responsibility },
  { name: 'iaControls', type: 'string', value: (r) => r.rule.iaControls },
  { name: 'description', type: 'string', value: (r) => r.rule.description },
  { name: 'checkId', type: 'string', value: (r) => r.rule.check?.id ?? null },
  { name: 'checkSystem', type: 'string', value: (r) => r.rule.check?.system ?? null },
  { name: 'checkContentName', type: 'string', value: (r) => r.rule.check?.contentRef?.name ?? null },
  { name: 'checkContentHref', type: 'string', value: (r) => r.rule.check?.contentRef?.href ?? null },
  { name: 'checkText', type: 'string', value: (r) => r.rule.check?.text ?? null },
  { name: 'furtherCheckIds', type: 'strings', value: (r) => further(r.rule.checks, 'id') },
  { name: 'furtherCheckTexts', type: 'strings', value: (r) => further(r.rule.checks, 'text') },
  { name: 'fixId', type: 'string', value: (r) => r.rule.fix?.id ?? null },
  { name: 'fixText', type: 'string', value: (r) => r.rule.fix?.text ?? null },
  { name: 'furtherFixIds', type: 'strings', value: (r) => further(r.rule.fixes, 'id') },
  { name: 'furtherFixTexts', type: 'strings', value: (r) => further(r.rule.fixes, 'text') },
  { name: 'ccis', type: 'strings', value: (r) => r.rule.ccis },
  { name: 'controlsRev5', type: 'strings', value: (r) => controlsOf(r.rule, 5) },
  { name: 'controlsRev4', type: 'strings', value: (r) => controlsOf(r.rule, 4) },
  { name: 'legacyIds', type: 'strings', value: (r) => r.rule.legacyIds },
  { name: 'targetKey', type: 'string', value: (r) => r.rule.targetKey },
];

/** A member of what follows the first: of nearly all rules nothing does. */
function further<K extends 'id' | 'text'>(
  items: readonly { [P in K]: string | null }[],
  name: K,
): readonly (string | null)[] {
  return items.length < 2 ? NONE : items.slice(1).map((item) => item[name]);
}

const NONE: readonly string[] = [];

function controlsOf(rule: Rule, revision: 4 | 5): string[] {
  return rule.controls.filter((control) => control.revision === revision).map(({ control }) => control);
}
