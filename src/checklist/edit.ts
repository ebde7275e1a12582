import { StigError } from '../io/diagnostic.js';
import { unknownName } from '../io/nearest.js';
import type { Checklist, Review } from '../model/checklist.js';
import { stableRuleId } from '../model/ids.js';

/** The answer fields of a review, those a person types. */
export type AnswerEdit = Partial<
  Pick<Review, 'status' | 'findingDetails' | 'comments' | 'severityOverride' | 'severityJustification'>
>;

/** Where a review stands: STIG and review counted from 0. */
export interface ReviewPlace {
  stig: number;
  review: number;
}

/**
 * Finds the one review of a V-id, Rule ID (its revision may be left off) or STIG ID; with `stig` within the STIG of that
 * id, title or number. Throws a StigError where none or several are so called.
 */
export function findReview(checklist: Checklist, id: string, stig?: string): ReviewPlace {
  const wanted = id.trim().toLowerCase();
  const places: ReviewPlace[] = [];
  const ids = new Set<string>();
  checklist.stigs.forEach(({ benchmark, reviews }, s) => {
    const names = [benchmark.id, benchmark.title, String(s + 1)].map((name) => name?.trim().toLowerCase());
    if (stig !== undefined && !names.includes(stig.trim().toLowerCase())) return;
    reviews.forEach(({ rule }, r) => {
      const own = [rule.vulnId, rule.ruleId, rule.stigId, rule.ruleId === null ? null : stableRuleId(rule.ruleId)];
      for (const name of own) if (name) ids.add(name);
      if (own.some((name) => name?.toLowerCase() === wanted)) places.push({ stig: s, review: r });
    });
  });
  if (places.length === 1) return places[0]!;
  const stigs = checklist.stigs
    .map(({ benchmark }) => benchmark.id ?? benchmark.title ?? 'a STIG without id')
    .join(', ');
  if (places.length === 0 && ids.size === 0 && stig !== undefined) {
    const known = checklist.stigs.map(({ benchmark }, s) => benchmark.id ?? benchmark.title ?? String(s + 1));
    throw unknownName('--stig does not know', stig, known);
  }
  if (places.length === 0) {
    const hint = 'Name a V-id, Rule ID or STIG ID of the checklist.';
    throw unknownName('no rule is called', id, [...ids], { hint });
  }
  throw problem(
    `${places.length} rules are called ${JSON.stringify(id)}`,
    new Set(places.map((place) => place.stig)).size > 1
      ? `Say in which STIG with --stig: ${stigs}.`
      : 'Name it by its Rule ID.',
  );
}

/** A checklist with one review answered otherwise; all else is the same objects. */
export function editReview(checklist: Checklist, place: ReviewPlace, edit: AnswerEdit): Checklist {
  return {
    ...checklist,
    stigs: checklist.stigs.map((stig, s) =>
      s !== place.stig
        ? stig
        : { ...stig, reviews: stig.reviews.map((review, r) => (r === place.review ? { ...review, ...edit } : review)) },
    ),
  };
}

/** Which fields of an edit differ from what a review has. */
export function changedFields(review: Review, edit: AnswerEdit): (keyof AnswerEdit)[] {
  return (Object.keys(edit) as (keyof AnswerEdit)[]).filter((field) => edit[field] !== review[field]);
}

function problem(message: string, hint: string): StigError {
  return new StigError({ code: 'usage', severity: 'error', message, hint });
}
