import type { Answer } from '../model/answers.js';
import type { Review, Status } from '../model/checklist.js';
import { appended, fileLabel, holds, MARK } from './carry-note.js';
import { LABELS } from './decide-result.js';
import type { FieldConflict } from './fill-row.js';
import { sameTyped } from './leftovers.js';

/** How standing answers are set against reviews. */
export interface AnswerRules {
  /** `answers` lets them win over what stands. */
  prefer?: 'standing' | 'answers' | undefined;
  /** Rules that have an answer are left alone. */
  onlyUnreviewed?: boolean | undefined;
  /** Details and comments that hold a text are left alone. */
  keepDetails?: boolean | undefined;
  /** Texts of the answer are added below those of a reviewed rule. */
  appendDetails?: boolean | undefined;
}

/**
 * What became of a standing answer:
 * - `filled`: it answered a rule that was not reviewed;
 * - `replaced`: it took the place of what stood (`prefer: 'answers'`);
 * - `added`: it filled texts of an answer that says the same;
 * - `confirmed`: it says what stands;
 * - `conflict`: it says otherwise in at least one field, and what stands stays;
 * - `kept`: the rule was left alone as asked.
 */
export type AnswerOutcome = 'filled' | 'replaced' | 'added' | 'confirmed' | 'conflict' | 'kept';

/** What an answer says; a field is `null` where it says nothing. */
export type Said = Pick<
  Answer,
  'status' | 'findingDetails' | 'comments' | 'severityOverride' | 'severityJustification'
>;

/** What an answer came to. */
export interface AnsweredReview {
  review: Review;
  outcome: AnswerOutcome;
  reason: string;
  fields: FieldConflict[];
}

/**
 * Several answers for one rule as one, the strongest first: each gives what those before it leave open. Texts belong to
 * their status, so an answer with another status than the strongest gives none; a justification belongs to its severity.
 */
export function combined(answers: readonly Answer[]): Said {
  const said: Said = {
    status: answers.map(voteOf).find((status) => status !== null) ?? null,
    findingDetails: null,
    comments: null,
    severityOverride: null,
    severityJustification: null,
  };
  for (const answer of answers) {
    const status = voteOf(answer);
    if (status !== null && status !== said.status) continue;
    said.findingDetails ??= answer.findingDetails || null;
    said.comments ??= answer.comments || null;
    if (said.severityOverride === null && said.severityJustification === null) {
      said.severityOverride = answer.severityOverride;
      said.severityJustification = answer.severityJustification || null;
    }
  }
  return said;
}

/** Not Reviewed answers nothing: the template has it for every rule. */
function voteOf({ status }: Answer): Status | null {
  return status === 'not_reviewed' ? null : status;
}

/** Sets a standing answer against a review. What a person typed stays in the texts whatever wins. */
export function answerReview(review: Review, said: Said, source: string, rules: AnswerRules): AnsweredReview {
  const done = (now: Review, outcome: AnswerOutcome, reason: string, fields: FieldConflict[] = []) => ({
    review: now,
    outcome,
    reason,
    fields,
  });
  if (review.status === 'not_reviewed') return fill(review, said, rules, done);
  const label = LABELS[review.status];
  if (rules.onlyUnreviewed === true) return done(review, 'kept', `the rule is reviewed: ${label} stays`);
  if (rules.prefer === 'answers') return replace(review, said, source, rules, done);
  if (said.status !== null && said.status !== review.status) {
    const fields = conflicts(review, said);
    const note = `${MARK} ${fileLabel(source)} says ${LABELS[said.status]}; the answer was kept.`.replace(/\s+/g, ' ');
    const texts = rules.appendDetails === true ? withTexts(review, said, { ...rules, keepDetails: false }) : review;
    const now = { ...texts, comments: appended(texts.comments, note) };
    return done(now, 'conflict', `it says ${LABELS[said.status]}, but the answer ${label} stays`, fields);
  }
  const now = withOverride(withTexts(review, said, rules, rules.appendDetails !== true), said);
  const fields = conflicts(now, said).filter(({ kept, other }) => !(kept ?? '').includes(other ?? ''));
  if (fields.length > 0) {
    return done(
      now,
      'conflict',
      `it says otherwise in ${fields.map(({ field }) => field).join(', ')}; what stood stays`,
      fields,
    );
  }
  const added = changedFields(review, now);
  return added.length > 0
    ? done(now, 'added', `it agrees with ${label} and gave ${added.join(', ')}`)
    : done(now, 'confirmed', `it agrees with ${label}`);
}

type Done = (review: Review, outcome: AnswerOutcome, reason: string, fields?: FieldConflict[]) => AnsweredReview;

function fill(review: Review, said: Said, rules: AnswerRules, done: Done): AnsweredReview {
  const status = said.status ?? 'not_reviewed';
  const now = withOverride(withTexts({ ...review, status }, said, rules), said);
  const changed = changedFields(review, now);
  if (changed.length === 0) return done(review, 'confirmed', 'it gives nothing that is not there');
  if (said.status === null) return done(now, 'added', `it gave ${changed.join(', ')} and no status`);
  return done(now, 'filled', `${LABELS[status]} answers a rule that was not reviewed`);
}

function replace(review: Review, said: Said, source: string, rules: AnswerRules, done: Done): AnsweredReview {
  const { result: _, ...bare } = review;
  const status = said.status ?? review.status;
  const text = (standing: string, given: string | null) => {
    if (given === null || (rules.keepDetails === true && standing !== '')) return standing;
    return standing === '' || holds(standing, given) ? standing || given : appended(given, standing);
  };
  let now: Review = {
    ...(status === review.status ? review : bare),
    status,
    findingDetails: text(review.findingDetails, said.findingDetails),
    comments: text(review.comments, said.comments),
  };
  const fields: FieldConflict[] = [];
  if (said.severityOverride !== null && said.severityOverride !== review.severityOverride) {
    if (review.severityOverride !== null || review.severityJustification !== '') {
      fields.push({ field: 'severityOverride', kept: said.severityOverride, other: review.severityOverride });
      const was = `${MARK} The severity override was ${review.severityOverride ?? 'none'} before ${fileLabel(source)}.`;
      const why = review.severityJustification;
      now = { ...now, comments: appended(now.comments, why === '' ? was : `${was} Its justification:\n${why}`) };
    }
    now = { ...now, severityOverride: said.severityOverride, severityJustification: said.severityJustification ?? '' };
  } else now = withOverride(now, said);
  if (status !== review.status) {
    fields.unshift({ field: 'status', kept: status, other: review.status });
    const was = `${MARK} The answer was ${LABELS[review.status]} before ${fileLabel(source)}.`.replace(/\s+/g, ' ');
    now = { ...now, comments: appended(now.comments, was) };
  }
  if (changedFields(review, now).length === 0)
    return done(review, 'confirmed', `it agrees with ${LABELS[review.status]}`);
  return done(now, 'replaced', `it takes the place of the answer ${LABELS[review.status]}`, fields);
}

/** The review with the answer's texts: in place of blank ones, else below what stands. */
function withTexts(review: Review, said: Said, rules: AnswerRules, onlyBlank = false): Review {
  const text = (standing: string, given: string | null) => {
    if (given === null || given === '') return standing;
    if (standing === '') return given;
    return onlyBlank || rules.keepDetails === true ? standing : appended(standing, given);
  };
  return {
    ...review,
    findingDetails: text(review.findingDetails, said.findingDetails),
    comments: text(review.comments, said.comments),
  };
}

/** An override goes where none is, with its justification. */
function withOverride(review: Review, said: Said): Review {
  if (review.severityOverride !== null || review.severityJustification !== '') return review;
  if (said.severityOverride === null && said.severityJustification === null) return review;
  return {
    ...review,
    severityOverride: said.severityOverride,
    severityJustification: said.severityJustification ?? '',
  };
}

const FIELDS = ['status', 'findingDetails', 'comments', 'severityOverride', 'severityJustification'] as const;

function changedFields(before: Review, after: Review): string[] {
  return FIELDS.filter((field) => before[field] !== after[field]);
}

/** Fields in which an answer says otherwise than the review. */
function conflicts(review: Review, said: Said): FieldConflict[] {
  return FIELDS.filter(
    (field) => said[field] !== null && said[field] !== 'not_reviewed' && !sameTyped(said[field], review[field]),
  ).map((field) => ({ field, kept: review[field], other: said[field] }));
}
