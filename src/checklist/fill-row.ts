import type { Diagnostic } from '../io/diagnostic.js';
import type { Checklist, Review, Status } from '../model/checklist.js';
import type { ChangeClass } from '../model/release-diff.js';

/**
 * What became of a review of a prior checklist:
 * - `carried`: taken as it was;
 * - `carried-confirm`: taken as it was, but something about the rule asks a person to look again;
 * - `reset`: the check changed, the answer is Not Reviewed again, its texts stay;
 * - `reverify`: the check changed, Open stays Open and is to be verified anew;
 * - `new`: no prior has an answer to the rule;
 * - `removed`: the rule is not in the new release; its answer is among the leftovers;
 * - `conflict`: another prior answers the rule otherwise and stands; this answer is among the leftovers.
 */
export type CarryOutcome = (typeof CARRY_OUTCOMES)[number];

/** Outcomes in the order of every table. */
export const CARRY_OUTCOMES = [
  'carried',
  'carried-confirm',
  'reset',
  'reverify',
  'new',
  'removed',
  'conflict',
] as const;

/** Fields of a review that a person types or chooses. */
export const TYPED_FIELDS = [
  'status',
  'findingDetails',
  'comments',
  'severityOverride',
  'severityJustification',
] as const satisfies readonly (keyof Review)[];
/** A field of a review that a person types. */
export type TypedField = (typeof TYPED_FIELDS)[number];

/** A field that two sources fill otherwise. */
export interface FieldConflict {
  field: TypedField;
  /** What stands in the checklist. */
  kept: string | null;
  /** What the other source says. */
  other: string | null;
}

/** What every line of the report has. Ids are those of the new release, of a removed rule those of the old. */
export interface FillRow<Outcome extends string = string> {
  vulnId: string | null;
  /** The V-id in the prior, where it is another. */
  oldVulnId: string | null;
  stigId: string | null;
  ruleId: string | null;
  asset: string;
  outcome: Outcome;
  reason: string;
  /** The strongest change of the check, else of another text. */
  class: ChangeClass | 'layout' | 'formatting' | null;
  /** File the answer came from. */
  source: string | null;
  before: Status | null;
  after: Status | null;
  /** Where two sources differ: the fields. */
  fields?: FieldConflict[];
}

/** A line on what was carried. */
export interface CarryRow extends FillRow<CarryOutcome> {
  /** A severity override was set aside. */
  needsReapproval?: true;
  /** The words in which the check sets a severity of its own. */
  condition?: string;
}

/** An answer that has no place in the new checklist, whole. */
export interface Leftover {
  vulnId: string | null;
  ruleId: string | null;
  stigId: string | null;
  title: string | null;
  severity: string;
  reason: string;
  /** File it came from. */
  source: string;
  asset: string;
  stig: { id: string | null; title: string | null; releaseName: string | null };
  review: Pick<Review, TypedField | 'result' | 'classification' | 'uuid'>;
}

/** What came of one prior. */
export interface PriorSummary {
  source: string;
  asset: string;
  stigs: { id: string | null; releaseName: string | null; used: boolean }[];
  /** Reviews in it that say anything. */
  answered: number;
  /** How many of them went to the leftovers. */
  leftovers: number;
}

/** What came of carrying, in numbers. */
export interface CarrySummary {
  /** Rules of the new checklist. */
  rules: number;
  outcomes: Record<CarryOutcome, number>;
  /** Rules renumbered. */
  renumbered: number;
  /** Overrides set aside. */
  needsReapproval: number;
  leftovers: number;
  priors: PriorSummary[];
}

/** A checklist with what was carried into it. */
export interface Carried {
  checklist: Checklist;
  rows: CarryRow[];
  leftovers: Leftover[];
  summary: CarrySummary;
  diagnostics: Diagnostic[];
}

/** Whether a review says nothing at all: neither a status nor a text nor an override. */
export function isBlank(review: Review): boolean {
  return review.status === 'not_reviewed' && review.severityOverride === null && !hasTexts(review);
}

/** Whether anything is typed in a review. */
export function hasTexts({ findingDetails, comments, severityJustification }: Review): boolean {
  return findingDetails !== '' || comments !== '' || severityJustification !== '';
}
