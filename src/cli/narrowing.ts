import type { Benchmark, Rule } from '../model/benchmark.js';
import type { ChecklistStig } from '../model/checklist.js';
import type { Severity } from '../model/severity.js';
import { severityOf } from '../model/summary.js';

/** The release with its rules of these severities alone; profiles select no rule that is not there. */
export function withSeverities(benchmark: Benchmark, severities: ReadonlySet<Severity>): Benchmark {
  const rules = benchmark.rules.filter((rule) => severities.has(rule.severity));
  if (rules.length === benchmark.rules.length) return benchmark;
  const kept = new Set(rules.flatMap(idsOf));
  const gone = new Set(benchmark.rules.flatMap(idsOf).filter((id) => !kept.has(id)));
  const profiles = benchmark.profiles.map((profile) => ({
    ...profile,
    selects: profile.selects.filter((id) => !gone.has(id)),
  }));
  return { ...benchmark, rules, profiles };
}

/** What a profile may select a rule by. */
function idsOf({ vulnId, ruleId }: Rule): string[] {
  return [vulnId, ruleId].filter((id) => id !== null);
}

/** A STIG of a checklist with its reviews of these severities alone: an override counts, as it does in reports. */
export function withReviewsOf(stig: ChecklistStig, severities: ReadonlySet<Severity>): ChecklistStig {
  return { ...stig, reviews: stig.reviews.filter((review) => severities.has(severityOf(review))) };
}
