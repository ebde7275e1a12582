import type { Review, Status } from '../model/checklist.js';
import { higherMarking } from '../model/marking.js';
import { appended, fileLabel, MARK } from './carry-note.js';
import { LABELS } from './decide-result.js';
import type { FieldConflict, TypedField } from './fill-row.js';
import { sameTyped } from './leftovers.js';

/** A review out of two copies of it. */
export interface MergedReview {
  review: Review;
  /** Fields that both copies fill, otherwise. */
  fields: FieldConflict[];
  /** Whether the second copy gave anything. */
  taken: boolean;
}

/**
 * Merges two copies of a review, field by field. What is alike stands; what one copy left blank, or as the base has it,
 * gives way to the other's. A text that goes on where the other ends holds it. Where both say otherwise it is a conflict:
 * of statuses Open stands, else the first copy's; of texts both stand, the second below the first; of overrides the
 * first's, with the second in the comments. A line in the comments names the second copy. Nothing typed is lost.
 */
export function mergeReviews(a: Review, b: Review, base: Review | undefined, file: string): MergedReview {
  const source = fileLabel(file);
  const fields: FieldConflict[] = [];
  const now: Review = { ...a, classification: higherMarking(a.classification, b.classification) };
  const notes: string[] = [];
  const status = settle(a.status, b.status, base?.status, (value) => value === 'not_reviewed');
  if (status.conflict) {
    now.status = b.status === 'open' ? 'open' : a.status;
    fields.push({ field: 'status', kept: now.status, other: now.status === a.status ? b.status : a.status });
    const [first, second] = [LABELS[a.status], LABELS[b.status]];
    notes.push(`${MARK} Merged: this copy said ${first}, ${source} says ${second}; ${LABELS[now.status]} stands.`);
  } else now.status = status.value as Status;
  // The scanner's word belongs to the status.
  const theirs = now.status === b.status ? b.result : undefined;
  const result = now.status === a.status ? (a.result ?? theirs) : theirs;
  delete now.result;
  if (result !== undefined) now.result = result;
  for (const field of ['findingDetails', 'comments'] as const) {
    const text = settle(a[field], b[field], base?.[field], (value) => value === '');
    const joined = text.conflict ? continued(a[field], b[field]) : text.value;
    if (joined !== null) now[field] = joined;
    else {
      fields.push({ field, kept: a[field], other: b[field] });
      now[field] = appended(a[field], `${MARK} Merged from ${source}:\n${b[field]}`.replace(/^[^\n]*/, oneLine));
    }
  }
  mergeOverride(a, b, base, source, now, fields, notes);
  for (const note of notes) now.comments = appended(now.comments, oneLine(note));
  const order: readonly TypedField[] = ['status', 'findingDetails', 'comments', 'severityOverride'];
  fields.sort((x, y) => order.indexOf(x.field) - order.indexOf(y.field));
  const taken = (['status', 'findingDetails', 'comments', 'severityOverride', 'severityJustification'] as const).some(
    (field) => now[field] !== a[field],
  );
  return { review: now, fields, taken };
}

/** An override and its justification are one thing. */
function mergeOverride(
  a: Review,
  b: Review,
  base: Review | undefined,
  source: string,
  now: Review,
  fields: FieldConflict[],
  notes: string[],
): void {
  const key = (r: Review) => JSON.stringify([r.severityOverride, r.severityJustification.replace(/\r\n?/g, '\n')]);
  const none = JSON.stringify([null, '']);
  const found = settle(key(a), key(b), base && key(base), (value) => value === none);
  if (!found.conflict) {
    const from = found.value === key(a) ? a : found.value === key(b) ? b : base!;
    now.severityOverride = from.severityOverride;
    now.severityJustification = from.severityJustification;
    return;
  }
  if (a.severityOverride === b.severityOverride) {
    const field = 'severityJustification';
    const joined = a[field] === '' || b[field] === '' ? a[field] || b[field] : continued(a[field], b[field]);
    now[field] = joined ?? appended(a[field], b[field]);
    if (joined === null) fields.push({ field, kept: a[field], other: b[field] });
    return;
  }
  fields.push({ field: 'severityOverride', kept: a.severityOverride, other: b.severityOverride });
  notes.push(`${MARK} Merged: ${source} overrides the severity with ${b.severityOverride ?? 'nothing'}.`);
  if (b.severityJustification !== '' && b.severityJustification !== a.severityJustification) {
    now.comments = appended(now.comments, `${MARK} Its justification:\n${b.severityJustification}`);
  }
}

/** What stands of two values, by the rule of three-way merging; blank against filled is no conflict. */
function settle(
  a: string,
  b: string,
  base: string | undefined,
  isBlank: (value: string) => boolean,
): { value: string; conflict: boolean } {
  if (sameTyped(a, b)) return { value: a, conflict: false };
  if (base !== undefined && sameTyped(b, base)) return { value: a, conflict: false };
  if (base !== undefined && sameTyped(a, base)) return { value: b, conflict: false };
  if (isBlank(b)) return { value: a, conflict: false };
  if (isBlank(a)) return { value: b, conflict: false };
  return { value: a, conflict: true };
}

/** Of two texts the one that goes on, on a new line, where the other ends; `null` where neither does. */
function continued(a: string, b: string): string | null {
  const goesOn = (long: string, short: string) =>
    long.startsWith(short) && (/[\r\n]$/.test(short) || /^[\r\n]/.test(long.slice(short.length)));
  if (goesOn(a, b)) return a;
  return goesOn(b, a) ? b : null;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
