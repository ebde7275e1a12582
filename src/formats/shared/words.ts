import type { Rule } from '../../model/benchmark.js';
import type { Status } from '../../model/checklist.js';
import { categoryOf, type Severity } from '../../model/severity.js';

/** Words for people; the model's own words stand in CSV, XLSX and NDJSON. */
export const STATUS_WORDS: Record<Status, string> = {
  open: 'Open',
  not_reviewed: 'Not Reviewed',
  not_a_finding: 'Not a Finding',
  not_applicable: 'Not Applicable',
};

export const SEVERITY_WORDS: Record<Severity, string> = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  unknown: 'Unknown',
};

/** `CAT II (Medium)`; `Unknown severity` where there is none. */
export function severityLabel(severity: Severity): string {
  const category = categoryOf(severity);
  return category === null ? 'Unknown severity' : `${category} (${SEVERITY_WORDS[severity]})`;
}

/** The id a rule goes by: V-id, else STIG ID, else Rule ID; on one line. */
export function idOf(rule: Rule): string {
  for (const id of [rule.vulnId, rule.stigId, rule.ruleId]) if (id?.trim()) return oneLine(id);
  return 'Rule without id';
}

/** A name, version and date of a release in one line: `Version 2, Release 1 (2024-07-24)`. */
export function releaseLabel(of: {
  version: string | null;
  release: string | null;
  benchmarkDate: string | null;
}): string {
  const parts = [
    of.version === null || of.version === '' ? null : `Version ${of.version}`,
    of.release === null ? null : `Release ${of.release}`,
  ].filter((part) => part !== null);
  const release = oneLine(parts.join(', '));
  if (of.benchmarkDate === null) return release;
  return release === '' ? of.benchmarkDate : `${release} (${of.benchmarkDate})`;
}

/** A text on one line, for headings and tables: DISA's titles hold line breaks and outer blanks (373 files). */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Said of a rule whose source had lost its line breaks: nothing is laid out by guess. */
export const FLATTENED_NOTE = 'The source of this rule had lost its line breaks: commands may stand within the prose.';
