import type { Benchmark, Rule } from './benchmark.js';
import { type ChecklistStig, type Review, STATUSES, type Status } from './checklist.js';
import { SEVERITIES, type Severity } from './severity.js';

/** How many there are of each severity, in the order of every table. */
export type SeverityCounts = Record<Severity, number>;

/** Reviews counted by status, and by severity within each. */
export type StatusCounts = Record<Status, SeverityCounts & { total: number }>;

/** Counts rules by severity. */
export function countBySeverity(rules: readonly Pick<Rule, 'severity'>[]): SeverityCounts {
  const counts = noCounts();
  for (const { severity } of rules) counts[severity]++;
  return counts;
}

/** Counts reviews by status and by the severity that counts for the asset (`severityOf`). */
export function countByStatus(reviews: readonly Review[]): StatusCounts {
  const counts = Object.fromEntries(STATUSES.map((s) => [s, { ...noCounts(), total: 0 }])) as StatusCounts;
  for (const review of reviews) {
    counts[review.status][severityOf(review)]++;
    counts[review.status].total++;
  }
  return counts;
}

/** The severity of a finding: the override where there is one, else the rule's. */
export function severityOf(review: Review): Severity {
  return review.severityOverride ?? review.rule.severity;
}

/** The severities that occur or belong in every table: `unknown` is left out where nothing is unknown. */
export function severitiesShown(counts: SeverityCounts): Severity[] {
  return SEVERITIES.filter((severity) => severity !== 'unknown' || counts.unknown > 0);
}

/** What to call a benchmark: title, else id, else a word. */
export function titleOf({ title, id }: Pick<Benchmark, 'title' | 'id'> | ChecklistStig['benchmark']): string {
  return title?.trim() || id || 'Untitled benchmark';
}

function noCounts(): SeverityCounts {
  return { high: 0, medium: 0, low: 0, unknown: 0 };
}
