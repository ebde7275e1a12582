import type { Review, Status } from '../model/checklist.js';
import { higherMarking } from '../model/marking.js';
import type { MatchedBy } from '../model/release-diff.js';
import type { RuleChange } from './carry-change.js';
import { appended, carriedLine, hasCarriedLine, MARK, withCarriedLine } from './carry-note.js';
import { LABELS } from './decide-result.js';
import { type CarryOutcome, hasTexts, isBlank } from './fill-row.js';

/** How answers are carried. */
export interface CarryRules {
  /** Where the check changed: `reset` (the default) or `keep` the answer. */
  onChange?: 'reset' | 'keep' | undefined;
  /** The strongest change of a check that still counts as none. */
  carryThrough?: 'punctuation' | 'wording' | undefined;
  /** Answers that would be carried to be confirmed are reset. */
  strict?: boolean | undefined;
}

/** Names of the two releases, for the line in the comments. */
export interface Releases {
  from: string | null;
  to: string | null;
}

/** What one review came to. */
export interface CarriedReview {
  review: Review;
  outcome: CarryOutcome;
  reason: string;
  needsReapproval: boolean;
}

/**
 * Takes a prior's answer into the blank review of the new release's rule (design: Filling checklists). Details and
 * comments are always kept. Where the check changed, Not a Finding and Not Applicable go back to Not Reviewed and Open
 * stays, to be verified anew; a line at the end of the comments says so.
 */
export function carryReview(
  target: Review,
  old: Review,
  change: RuleChange,
  releases: Releases,
  rules: CarryRules,
): CarriedReview {
  const through = letThrough(change, rules);
  const sameCheck = change.check !== 'changed' || through;
  const asks = sameCheck ? change.confirm : [];
  const taken: Review = {
    ...target,
    status: old.status,
    findingDetails: old.findingDetails,
    comments: old.comments,
    severityOverride: old.severityOverride,
    severityJustification: old.severityJustification,
    classification: higherMarking(target.classification, old.classification),
    ...(old.result === undefined ? {} : { result: old.result }),
  };
  if (isBlank(old)) {
    return {
      review: taken,
      outcome: 'carried',
      reason: `not answered in the prior; ${change.what}`,
      needsReapproval: false,
    };
  }
  const override = withoutStaleOverride(taken, target, change, sameCheck);
  const said = sameCheck ? [...asks, change.what] : [change.what, ...change.confirm];
  if (through) said.push('let through as asked');
  if (override.set) said.push(`needs re-approval: severity override ${old.severityOverride} was set aside`);
  const done = (review: Review, outcome: CarryOutcome, ...more: string[]): CarriedReview => ({
    review,
    outcome,
    reason: [...said, ...more].join('; '),
    needsReapproval: override.set,
  });
  if (sameCheck && asks.length === 0) return done(override.review, 'carried');
  const why = sameCheck ? asks.join(', ') : change.what;
  if (sameCheck && rules.strict !== true) return done(override.review, 'carried-confirm');
  return changed(override.review, why, releases, rules, done);
}

type Done = (review: Review, outcome: CarryOutcome, ...more: string[]) => CarriedReview;

/** The check changed, or --strict has a doubtful one count as changed. */
function changed(review: Review, why: string, releases: Releases, rules: CarryRules, done: Done): CarriedReview {
  const noted = (what: string): Review => ({
    ...review,
    comments: withCarriedLine(review.comments, carriedLine(releases.from, releases.to, `${why}; ${what}`)),
  });
  const label = LABELS[review.status];
  switch (review.status) {
    case 'open':
      return done(noted('Open is to be verified anew.'), 'reverify', 'Open is to be verified anew');
    case 'not_reviewed':
      // A lone override that was set aside says so itself.
      if (!hasTexts(review)) return done(review, 'carried-confirm');
      // Reset before and not answered since: the line that says so stands.
      if (hasCarriedLine(review.comments)) return done(review, 'carried-confirm', 'its texts were kept');
      return done(noted('these texts are of the check before.'), 'carried-confirm', 'its texts were kept');
    default: {
      if (rules.onChange === 'keep')
        return done(noted(`${label} was kept as asked.`), 'carried-confirm', `${label} was kept as asked`);
      const { result: _, ...reset } = noted(`${label} was reset.`);
      return done({ ...reset, status: 'not_reviewed' satisfies Status }, 'reset', `${label} was reset`);
    }
  }
}

/** Whether a change of the check is weak enough to count as none. */
function letThrough({ check, checkClass }: RuleChange, { carryThrough }: CarryRules): boolean {
  if (check !== 'changed' || carryThrough === undefined) return false;
  return checkClass === 'punctuation' || (checkClass === 'wording' && carryThrough === 'wording');
}

/** An override stays while base severity and check do; else it goes to the comments, to be approved again. */
function withoutStaleOverride(
  review: Review,
  target: Review,
  { baseSeverity }: RuleChange,
  sameCheck: boolean,
): { review: Review; set: boolean } {
  if (review.severityOverride === null || (sameCheck && baseSeverity === 'same')) return { review, set: false };
  const reason = sameCheck ? 'the severity of the rule changed' : 'the check changed';
  const justification =
    review.severityJustification === ''
      ? ' It had no justification.'
      : ` Justification:\n${review.severityJustification}`;
  const note = `${MARK} needs re-approval: severity override ${review.severityOverride} (the rule is now ${target.rule.severity}) was set aside, as ${reason}.${justification}`;
  return {
    review: {
      ...review,
      severityOverride: null,
      severityJustification: '',
      comments: appended(review.comments, note),
    },
    set: true,
  };
}

/** How a rule was found, where its id is another. */
export function matchWords(matchedBy: MatchedBy, renumbered: boolean): string | null {
  if (!renumbered) return null;
  switch (matchedBy) {
    case 'legacyId':
      return 'renumbered by legacy id';
    case 'stigId':
      return 'renumbered, matched by STIG ID';
    case 'pair':
      return 'renumbered, paired as asked';
    default:
      return 'renumbered, matched by Rule ID';
  }
}
