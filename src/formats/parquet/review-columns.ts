import type { BenchmarkIdentity, Rule } from '../../model/benchmark.js';
import type { Asset, Checklist, Review } from '../../model/checklist.js';
import type { SourceFile } from '../../model/source-file.js';
import { BENCHMARK_COLUMNS, RULE_COLUMNS, SOURCE_COLUMNS, type TableColumn } from './rule-columns.js';

/** A review with all it belongs to. */
export interface ReviewRow {
  checklist: Checklist;
  asset: Asset;
  /** The name the asset goes by in reports. */
  name: string | null;
  source: SourceFile | undefined;
  /** Counted from 1: one STIG can stand in a checklist twice. */
  stigNumber: number;
  stigUuid: string | null;
  benchmark: BenchmarkIdentity;
  review: Review;
  rule: Rule;
}

/** A checklist's table: one row a review. Names are those of NDJSON; the scanner's words are flat, as in CSV. */
export const REVIEW_COLUMNS: readonly TableColumn<ReviewRow>[] = [
  { name: 'asset', type: 'string', value: (r) => r.name },
  ...SOURCE_COLUMNS,
  { name: 'checklistTitle', type: 'string', value: (r) => r.checklist.title },
  { name: 'checklistId', type: 'string', value: (r) => r.checklist.id },
  { name: 'role', type: 'string', value: (r) => r.asset.role },
  { name: 'assetType', type: 'string', value: (r) => r.asset.assetType },
  { name: 'marking', type: 'string', value: (r) => r.asset.marking },
  { name: 'hostName', type: 'string', value: (r) => r.asset.hostName },
  { name: 'ipAddress', type: 'string', value: (r) => r.asset.ipAddress },
  { name: 'macAddress', type: 'string', value: (r) => r.asset.macAddress },
  { name: 'fqdn', type: 'string', value: (r) => r.asset.fqdn },
  { name: 'assetComment', type: 'string', value: (r) => r.asset.comment },
  { name: 'techArea', type: 'string', value: (r) => r.asset.techArea },
  { name: 'assetTargetKey', type: 'string', value: (r) => r.asset.targetKey },
  { name: 'webOrDatabase', type: 'boolean', value: (r) => r.asset.webOrDatabase },
  { name: 'webDbSite', type: 'string', value: (r) => r.asset.webDbSite },
  { name: 'webDbInstance', type: 'string', value: (r) => r.asset.webDbInstance },
  { name: 'stigNumber', type: 'integer', value: (r) => r.stigNumber },
  { name: 'stigUuid', type: 'string', value: (r) => r.stigUuid },
  ...BENCHMARK_COLUMNS,
  { name: 'status', type: 'string', value: (r) => r.review.status },
  { name: 'severityOverride', type: 'string', value: (r) => r.review.severityOverride },
  { name: 'severityJustification', type: 'string', value: (r) => r.review.severityJustification },
  { name: 'findingDetails', type: 'string', value: (r) => r.review.findingDetails },
  { name: 'comments', type: 'string', value: (r) => r.review.comments },
  { name: 'scanResult', type: 'string', value: (r) => r.review.result?.result ?? null },
  { name: 'scanner', type: 'string', value: (r) => r.review.result?.testSystem ?? null },
  { name: 'scanTime', type: 'string', value: (r) => r.review.result?.time ?? null },
  { name: 'classification', type: 'string', value: (r) => r.review.classification },
  { name: 'uuid', type: 'string', value: (r) => r.review.uuid },
  ...RULE_COLUMNS,
];
