import { sha256 } from '../../io/hash.js';
import type { Asset, Checklist, ChecklistStig, Review } from '../../model/checklist.js';
import { STATUSES } from '../../model/checklist.js';
import type { Column } from './columns.js';
import { BENCHMARK_COLUMNS, RULE_ID_COLUMNS, RULE_TEXT_COLUMNS } from './rule-columns.js';

/** A review, the STIG and the asset it belongs to. */
export interface ReviewRow {
  asset: Asset;
  benchmark: ChecklistStig['benchmark'];
  review: Review;
  rule: Review['rule'];
  /** Counted from 1: the STIG within the checklist, as one can stand in it twice. */
  stigNumber: number;
  stigUuid: string | null;
}

/** Every review of a checklist, in document order. */
export function reviewRows(checklist: Checklist): ReviewRow[] {
  return checklist.stigs.flatMap((stig, i) =>
    stig.reviews.map((review) => ({
      asset: checklist.asset,
      benchmark: stig.benchmark,
      review,
      rule: review.rule,
      stigNumber: i + 1,
      stigUuid: stig.uuid,
    })),
  );
}

/** The columns that a person answers in, and that a reader takes back. */
export const ANSWER_COLUMNS: readonly Column<{ review: Review }>[] = [
  { name: 'status', width: 16, value: (r) => r.review.status, choices: STATUSES },
  { name: 'severityOverride', width: 18, value: (r) => r.review.severityOverride, choices: ['high', 'medium', 'low'] },
  { name: 'severityJustification', width: 30, value: (r) => r.review.severityJustification },
  { name: 'findingDetails', width: 60, value: (r) => r.review.findingDetails },
  { name: 'comments', width: 60, value: (r) => r.review.comments },
];

/**
 * A checklist's table: one row a review. To find the review again a reader has `benchmarkId`, `stigNumber`, `vulnId`,
 * `ruleId`, and `reviewUuid` where the source had one. `answerHash` tells it whether the checklist was answered elsewhere
 * since the table was written.
 */
export const REVIEW_COLUMNS: readonly Column<ReviewRow>[] = [
  { name: 'hostName', width: 18, value: (r) => r.asset.hostName },
  { name: 'ipAddress', width: 16, value: (r) => r.asset.ipAddress },
  { name: 'macAddress', width: 18, value: (r) => r.asset.macAddress },
  { name: 'fqdn', width: 24, value: (r) => r.asset.fqdn },
  { name: 'webDbSite', width: 14, value: (r) => r.asset.webDbSite },
  { name: 'webDbInstance', width: 14, value: (r) => r.asset.webDbInstance },
  { name: 'marking', width: 12, value: (r) => r.asset.marking },
  { name: 'stigNumber', width: 12, value: (r) => String(r.stigNumber) },
  ...BENCHMARK_COLUMNS,
  ...RULE_ID_COLUMNS,
  ...ANSWER_COLUMNS,
  { name: 'scanResult', width: 14, value: (r) => r.review.result?.result ?? null },
  { name: 'scanner', width: 20, value: (r) => r.review.result?.testSystem ?? null },
  { name: 'scanTime', width: 20, value: (r) => r.review.result?.time ?? null },
  ...RULE_TEXT_COLUMNS,
  { name: 'stigUuid', width: 38, value: (r) => r.stigUuid },
  { name: 'reviewUuid', width: 38, value: (r) => r.review.uuid },
  { name: 'answerHash', width: 18, value: (r) => answerHash(r.review) },
];

/**
 * Sixteen hexadecimal digits over what the answer columns hold: the beginning of the SHA-256 of
 * `[status, severityOverride, severityJustification, findingDetails, comments]` as JSON, line ends as LF (a spreadsheet
 * makes them so). A reader that finds the checklist's review with another hash knows that both were edited.
 */
export function answerHash(review: Review): string {
  const values = ANSWER_COLUMNS.map((column) => (column.value({ review }) ?? '').replace(/\r\n?/g, '\n'));
  return sha256(new TextEncoder().encode(JSON.stringify(values))).slice(0, 16);
}
