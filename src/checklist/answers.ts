import { assetName } from '../diff/checklists.js';
import type { Diagnostic } from '../io/diagnostic.js';
import type { Answer, Answers } from '../model/answers.js';
import type { Checklist, ChecklistStig, Review } from '../model/checklist.js';
import { type AnswerOutcome, type AnswerRules, answerReview, combined } from './answer-review.js';
import type { FillRow } from './fill-row.js';
import { hostLabel } from './host.js';
import { AnswerIndex } from './match-answers.js';

/** Outcomes in the order of every table. */
export const ANSWER_OUTCOMES = [
  'filled',
  'replaced',
  'added',
  'confirmed',
  'conflict',
  'kept',
  'unmatched',
] as const satisfies readonly AnswerRow['outcome'][];

/** A line on a standing answer; `unmatched`: it is for no rule of the checklist. */
export interface AnswerRow extends FillRow<AnswerOutcome | 'unmatched'> {
  class: null;
}

/** A checklist with standing answers, and what came of each. */
export interface AppliedAnswers {
  checklist: Checklist;
  rows: AnswerRow[];
  summary: {
    rules: number;
    /** Rules that an answer is for. */
    matched: number;
    outcomes: Record<AnswerRow['outcome'], number>;
  };
  diagnostics: Diagnostic[];
}

/**
 * Sets standing answers against a checklist: they fill what is not reviewed, and what is blank of an answer that says the
 * same (`answer-review.ts`). Several answers for a rule are laid over one another, the one that names it most exactly on
 * top. Neither input is changed.
 */
export function applyAnswers(
  checklist: Checklist,
  files: readonly Answers[],
  options: AnswerRules = {},
): AppliedAnswers {
  const asset = assetName(checklist) ?? hostLabel(checklist.asset);
  const sourceOf = new Map<Answer, string>();
  for (const file of files) {
    for (const answer of file.answers) sourceOf.set(answer, file.sources[0]?.name ?? 'answers');
  }
  const index = new AnswerIndex([...sourceOf.keys()], checklist.asset);
  const rows: AnswerRow[] = [];
  const apply = (stig: ChecklistStig, before: Review): Review => {
    const found = index.find(before.rule, stig);
    if (found.length === 0) return before;
    const source = sourceOf.get(found[0]!)!;
    const { review, outcome, reason, fields } = answerReview(before, combined(found), source, options);
    rows.push({
      vulnId: before.rule.vulnId,
      oldVulnId: null,
      stigId: before.rule.stigId,
      ruleId: before.rule.ruleId,
      asset,
      outcome,
      reason: `${reason}; ${found.map((answer) => answer.place).join(', ')}`,
      class: null,
      source,
      before: before.status,
      after: review.status,
      ...(fields.length > 0 && { fields }),
    });
    return review;
  };
  const stigs = checklist.stigs.map((stig) => ({
    ...stig,
    reviews: stig.reviews.map((review) => apply(stig, review)),
  }));
  const matched = rows.length;
  const unused = index.unused();
  for (const answer of unused) rows.push(unmatched(answer, asset, sourceOf.get(answer)!));
  const outcomes = Object.fromEntries(ANSWER_OUTCOMES.map((outcome) => [outcome, 0])) as Record<
    AnswerRow['outcome'],
    number
  >;
  for (const { outcome } of rows) outcomes[outcome]++;
  return {
    checklist: { ...checklist, stigs, sources: [...checklist.sources, ...files.flatMap((file) => file.sources)] },
    rows,
    summary: { rules: stigs.reduce((sum, stig) => sum + stig.reviews.length, 0), matched, outcomes },
    diagnostics: unused.length === 0 ? [] : [tellUnused(unused, sourceOf)],
  };
}

function unmatched(answer: Answer, asset: string, source: string): AnswerRow {
  return {
    vulnId: null,
    oldVulnId: null,
    stigId: null,
    ruleId: null,
    asset,
    outcome: 'unmatched',
    reason: `no rule of the checklist goes by ${answer.rules.join(', ')}; ${answer.place}`,
    class: null,
    source,
    before: null,
    after: null,
  };
}

const LISTED = 5;

function tellUnused(unused: readonly Answer[], sourceOf: ReadonlyMap<Answer, string>): Diagnostic {
  const names = unused.slice(0, LISTED).map((answer) => answer.rules[0]);
  const more = unused.length > LISTED ? ` and ${unused.length - LISTED} more` : '';
  return {
    code: 'answers-unmatched',
    severity: 'info',
    file: sourceOf.get(unused[0]!)!,
    message: `standing answers for no rule of the checklist: ${names.join(', ')}${more}`,
  };
}
