import type { Review, Status } from '../model/checklist.js';
import { statusOfResult } from '../model/result-word.js';
import { scannerName } from '../model/scanner.js';
import type { ResultMatchedBy } from './match-results.js';
import { wordOf } from './result-scan.js';

/** How results are set against the reviews of a checklist. */
export interface ResultRules {
  /** `results` lets scans win over a person's answer. */
  prefer?: 'human' | 'results' | undefined;
  /** Rules that have an answer are left alone, whoever gave it. */
  onlyUnreviewed?: boolean | undefined;
  /** Details and comments that hold a text are left alone. */
  keepDetails?: boolean | undefined;
  /** Evidence is added to reviewed rules too, and a note where a result contradicts the answer. */
  appendDetails?: boolean | undefined;
}

/**
 * What became of one result:
 * - `filled`: it answered a rule that was not reviewed (or only by an earlier scan);
 * - `replaced`: it took the place of a person's answer (`prefer: 'results'`);
 * - `evidence`: it votes for nothing, and its evidence was added to an unreviewed rule;
 * - `confirmed`: it says what the rule's answer says;
 * - `conflict`: it contradicts the answer, which stays;
 * - `kept`: it votes for nothing, and the rule has an answer.
 */
export type ResultOutcome = 'filled' | 'replaced' | 'evidence' | 'confirmed' | 'conflict' | 'kept';

/** A result that belongs to a review. */
export interface Hit {
  result: Review;
  matchedBy: ResultMatchedBy;
  /** File the result came from. */
  source: string;
  /** Place of its scan among all. */
  scan: number;
}

/** What one hit came to. */
export interface Decision {
  hit: Hit;
  outcome: ResultOutcome;
  reason: string;
}

const VOTE_ORDER: readonly Status[] = ['open', 'not_a_finding', 'not_applicable'];
/** Statuses in the words of STIG Viewer. */
export const LABELS: Readonly<Record<Status, string>> = {
  open: 'Open',
  not_reviewed: 'Not Reviewed',
  not_a_finding: 'Not a Finding',
  not_applicable: 'Not Applicable',
};

/**
 * Sets the results of all scans for one rule against its review. Among results that vote the worst wins (open, not a
 * finding, not applicable), so that no scanner hides another's finding; what votes for nothing voids no vote.
 */
export function decide(
  review: Review,
  hits: readonly Hit[],
  rules: ResultRules,
): { review: Review; decisions: Decision[] } {
  const votes = [...hits].filter(({ result }) => result.status !== 'not_reviewed').sort(byVote);
  const others = hits.filter(({ result }) => result.status === 'not_reviewed');
  const answered = review.status !== 'not_reviewed' && (rules.onlyUnreviewed === true || !isScanners(review));
  if (answered) return againstAnswer(review, votes, others, rules);
  const [winner] = votes;
  if (winner === undefined) {
    if (review.status !== 'not_reviewed') return { review, decisions: others.map(kept) };
    const added = others.reduce((now, hit) => withEvidence(now, hit, rules), review);
    const result = review.result ?? others[0]?.result.result;
    return {
      review: result === undefined ? added : { ...added, result },
      decisions: others.map((hit) =>
        decision(hit, 'evidence', `${said(hit)} votes for nothing; the rule is still not reviewed`),
      ),
    };
  }
  const filled = votes.reduce((now, hit) => withEvidence(now, hit, rules), { ...review, status: winner.result.status });
  return {
    review: winner.result.result === undefined ? filled : { ...filled, result: winner.result.result },
    decisions: [
      ...votes.map((hit) => {
        if (hit === winner) return decision(hit, 'filled', `${said(hit)} answers a rule that was not reviewed`);
        if (hit.result.status === winner.result.status) return decision(hit, 'confirmed', `${said(hit)} agrees`);
        return decision(hit, 'conflict', `${said(hit)}, but ${said(winner)} is worse and stands`);
      }),
      ...others.map(kept),
    ],
  };
}

/** A person's answer stays; only `prefer: 'results'` lets the same revision's result take its place. */
function againstAnswer(
  review: Review,
  votes: Hit[],
  others: Hit[],
  rules: ResultRules,
): { review: Review; decisions: Decision[] } {
  const [winner] = votes;
  const untouched = rules.onlyUnreviewed === true;
  const wins = rules.prefer === 'results' && !untouched && winner !== undefined && winner.matchedBy === 'ruleId';
  let now = review;
  if (wins && winner.result.status !== review.status) {
    now = { ...review, status: winner.result.status };
    now = { ...now, ...(winner.result.result === undefined ? {} : { result: winner.result.result }) };
    now = votes.reduce((text, hit) => withEvidence(text, hit, rules), now);
    now = withNote(now, `The answer was ${LABELS[review.status]} before the results of ${winner.source}.`, rules);
  }
  const append = rules.appendDetails === true && !untouched;
  const decisions = votes.map((hit) => {
    const before = review.status;
    if (hit.result.status === now.status && now.status === before) {
      if (append) now = withEvidence(now, hit, rules);
      return decision(hit, 'confirmed', `${said(hit)} agrees with the answer ${LABELS[before]}`);
    }
    if (hit === winner && now.status !== before) {
      return decision(hit, 'replaced', `${said(hit)} takes the place of the answer ${LABELS[before]}`);
    }
    if (hit.result.status === now.status) return decision(hit, 'confirmed', `${said(hit)} agrees`);
    if (append && now.status === before) {
      now = withEvidence(now, hit, rules);
      now = withNote(now, `The results of ${hit.source} say ${LABELS[hit.result.status]}; the answer was kept.`, rules);
    }
    return decision(hit, 'conflict', `${said(hit)}, but ${standing(hit, before, now.status, rules)}`);
  });
  return { review: now, decisions: [...decisions, ...others.map(kept)] };
}

function standing(hit: Hit, before: Status, now: Status, rules: ResultRules): string {
  if (now !== before) return `a worse result stands`;
  const other = rules.prefer === 'results' && hit.matchedBy !== 'ruleId' && rules.onlyUnreviewed !== true;
  return `the answer ${LABELS[before]} stays${other ? ': a result of another revision does not beat it' : ''}`;
}

/** Whether the answer is what an earlier scan gave, and no person's. */
function isScanners(review: Review): boolean {
  return review.result !== undefined && statusOfResult(review.result.result) === review.status;
}

function byVote(a: Hit, b: Hit): number {
  return (
    VOTE_ORDER.indexOf(a.result.status) - VOTE_ORDER.indexOf(b.result.status) ||
    Number(a.matchedBy !== 'ruleId') - Number(b.matchedBy !== 'ruleId') ||
    a.scan - b.scan
  );
}

function decision(hit: Hit, outcome: ResultOutcome, reason: string): Decision {
  return { hit, outcome, reason: reason + matchNote(hit) };
}

function kept(hit: Hit): Decision {
  return decision(hit, 'kept', `${said(hit)} votes for nothing; the answer stays`);
}

/** `fail of scc 5.4.2`. */
function said({ result }: Hit): string {
  const scanner = scannerName(result.result?.testSystem);
  return scanner === null ? wordOf(result) : `${wordOf(result)} of ${scanner}`;
}

function matchNote({ matchedBy, result }: Hit): string {
  switch (matchedBy) {
    case 'ruleId':
      return '';
    case 'stableId':
      return `; the result is of another revision, ${result.rule.ruleId}`;
    case 'stigId':
      return `; matched by the STIG ID alone, the result is of ${result.rule.ruleId}`;
    case 'legacyId':
      return `; matched by a legacy id, the result is of ${result.rule.ruleId}`;
    case 'reference':
      return `; matched by a reference of the scanner's rule ${result.rule.ruleId}`;
  }
}

function withEvidence(review: Review, { result }: Hit, rules: ResultRules): Review {
  return {
    ...review,
    findingDetails: added(review.findingDetails, result.findingDetails, rules),
    comments: added(review.comments, result.comments, rules),
  };
}

function withNote(review: Review, note: string, rules: ResultRules): Review {
  return { ...review, comments: added(review.comments, note, { ...rules, keepDetails: false }) };
}

/** A text with another below it, once: nothing typed is dropped, and a second run adds nothing. */
function added(text: string, more: string, rules: ResultRules): string {
  if (more === '' || text.includes(more)) return text;
  if (text === '') return more;
  if (rules.keepDetails === true) return text;
  return `${text}${text.endsWith('\n') ? '' : '\n'}\n${more}`;
}
