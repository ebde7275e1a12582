import type { BenchmarkIdentity } from '../model/benchmark.js';
import type { Checklist, Review } from '../model/checklist.js';
import { type FieldConflict, type Leftover, TYPED_FIELDS } from './fill-row.js';

/** Name of a checklist in reports: its file's. */
export function sourceOf(checklist: Checklist): string {
  return checklist.sources[0]?.name ?? 'a checklist without a name';
}

/** A review that has no place, whole. */
export function leftoverOf(
  review: Review,
  benchmark: BenchmarkIdentity,
  reason: string,
  source: string,
  asset: string,
): Leftover {
  const { vulnId, ruleId, stigId, title, severity } = review.rule;
  const { status, findingDetails, comments, severityOverride, severityJustification, result, classification, uuid } =
    review;
  return {
    vulnId,
    ruleId,
    stigId,
    title,
    severity,
    reason,
    source,
    asset,
    stig: { id: benchmark.id, title: benchmark.title, releaseName: benchmark.releaseName },
    review: {
      status,
      findingDetails,
      comments,
      severityOverride,
      severityJustification,
      ...(result === undefined ? {} : { result }),
      classification,
      uuid,
    },
  };
}

/** Fields in which a review says something that another does not. What is blank contradicts nothing. */
export function fieldConflicts(kept: Review, other: Review): FieldConflict[] {
  return TYPED_FIELDS.filter((field) => {
    const value = other[field];
    return value !== null && value !== '' && value !== 'not_reviewed' && !sameTyped(value, kept[field]);
  }).map((field) => ({ field, kept: kept[field], other: other[field] }));
}

/** Whether two typed texts are one: a CKL's CRLF is a CKLB's LF. */
export function sameTyped(a: string | null, b: string | null): boolean {
  return lineEnds(a) === lineEnds(b);
}

function lineEnds(text: string | null): string {
  return (text ?? '').replace(/\r\n?/g, '\n');
}
