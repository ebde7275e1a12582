import { type Review, STATUSES, type Status } from '../model/checklist.js';
import type { ReportCounts, SeverityByStatus } from '../model/report.js';
import { SEVERITIES } from '../model/severity.js';
import { severityOf } from '../model/summary.js';

/** Counts that are all nought. */
export function noCounts(): ReportCounts {
  return {
    reviews: 0,
    open: 0,
    notReviewed: 0,
    openOrNotReviewed: 0,
    notAFinding: 0,
    notApplicable: 0,
    completion: null,
    raw: emptyTable(),
    effective: emptyTable(),
    overridden: 0,
    missingDetails: 0,
  };
}

/** The counts of reviews. */
export function countReviews(reviews: readonly Review[]): ReportCounts {
  const counts = noCounts();
  for (const review of reviews) {
    const effective = severityOf(review);
    counts.raw[review.rule.severity][review.status]++;
    counts.effective[effective][review.status]++;
    if (effective !== review.rule.severity) counts.overridden++;
    if (lacksDetails(review)) counts.missingDetails++;
  }
  return derive(counts);
}

/** Whether a finding is open and nothing says why. */
export function lacksDetails(review: Review): boolean {
  return review.status === 'open' && review.findingDetails.trim() === '' && review.comments.trim() === '';
}

/** Adds counts to others, in place. */
export function addCounts<T extends ReportCounts>(to: T, more: ReportCounts): T {
  for (const severity of SEVERITIES) {
    for (const status of STATUSES) {
      to.raw[severity][status] += more.raw[severity][status];
      to.effective[severity][status] += more.effective[severity][status];
    }
  }
  to.overridden += more.overridden;
  to.missingDetails += more.missingDetails;
  return derive(to);
}

function derive<T extends ReportCounts>(counts: T): T {
  const of = (status: Status) => SEVERITIES.reduce((sum, severity) => sum + counts.raw[severity][status], 0);
  counts.open = of('open');
  counts.notReviewed = of('not_reviewed');
  counts.openOrNotReviewed = counts.open + counts.notReviewed;
  counts.notAFinding = of('not_a_finding');
  counts.notApplicable = of('not_applicable');
  counts.reviews = counts.openOrNotReviewed + counts.notAFinding + counts.notApplicable;
  const done = counts.reviews - counts.notReviewed;
  // Cut, not rounded: nothing is complete before the last review is.
  counts.completion = counts.reviews === 0 ? null : Math.floor((done * 10_000) / counts.reviews) / 10_000;
  return counts;
}

function emptyTable(): SeverityByStatus {
  const row = () => ({ open: 0, not_reviewed: 0, not_a_finding: 0, not_applicable: 0 });
  return { high: row(), medium: row(), low: row(), unknown: row() };
}
