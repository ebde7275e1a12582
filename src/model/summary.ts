import type { Rule } from './benchmark.js';
import { type Review, STATUSES, type Status } from './checklist.js';
import { SEVERITIES, type Severity } from './severity.js';

/** Rules by severity. */
export function countBySeverity(rules: readonly Pick<Rule, 'severity'>[]): Record<Severity, number> {
  const counts = Object.fromEntries(SEVERITIES.map((s) => [s, 0])) as Record<Severity, number>;
  for (const rule of rules) counts[rule.severity]++;
  return counts;
}

/** Reviews by status. */
export function countByStatus(reviews: readonly Pick<Review, 'status'>[]): Record<Status, number> {
  const counts = Object.fromEntries(STATUSES.map((s) => [s, 0])) as Record<Status, number>;
  for (const review of reviews) counts[review.status]++;
  return counts;
}
