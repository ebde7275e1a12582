import type { Diagnostic } from '../io/diagnostic.js';
import type { Asset, Checklist, ChecklistStig, Review, Status } from '../model/checklist.js';
import { compareReleases } from '../model/release.js';
import { scannerName } from '../model/scanner.js';
import { decide, type Hit, type ResultOutcome, type ResultRules } from './decide-result.js';
import { hostLabel } from './host.js';
import { ReviewIndex } from './match-results.js';
import { fillAsset, refusal, sourceName, testedReviews, wordOf } from './result-scan.js';

/** How results are applied. */
export interface ApplyResultsOptions extends ResultRules {
  /** Take results that are nearly all notapplicable. */
  force?: boolean | undefined;
}

/** One line of the report: a result and what became of it, or a rule that no scan has a result for. */
export interface ResultRow {
  vulnId: string | null;
  oldVulnId: null;
  stigId: string | null;
  ruleId: string | null;
  asset: string;
  /** `unmatched`: the result is of no rule in the checklist. `no-result`: no scan says anything of the rule. */
  outcome: ResultOutcome | 'unmatched' | 'no-result';
  reason: string;
  class: null;
  /** File of the result. */
  source: string | null;
  /** The scanner's word. */
  result: string | null;
  before: Status | null;
  after: Status | null;
}

/** Outcomes in the order of every table. */
export const RESULT_OUTCOMES = [
  'filled',
  'replaced',
  'evidence',
  'confirmed',
  'conflict',
  'kept',
  'unmatched',
  'no-result',
] as const satisfies readonly ResultRow['outcome'][];

/** What came of one scan. Its outcomes add up to its results, unless two rules of the checklist share a rule id. */
export interface ResultSourceSummary {
  source: string;
  scanner: string | null;
  asset: string;
  stigs: { id: string | null; releaseName: string | null }[];
  /** False where the scan was refused: see the diagnostics. */
  used: boolean;
  /** Rules with a result. */
  results: number;
  /** How many results have each word. */
  words: Record<string, number>;
  outcomes: Record<ResultRow['outcome'], number>;
}

/** A checklist with results, and what came from where. */
export interface AppliedResults {
  checklist: Checklist;
  rows: ResultRow[];
  summary: {
    /** Rules of the checklist. */
    rules: number;
    outcomes: Record<ResultRow['outcome'], number>;
    sources: ResultSourceSummary[];
  };
  diagnostics: Diagnostic[];
}

/**
 * Sets the results of scans against a checklist. A scan fills what was not reviewed and leaves a person's answers: where it
 * contradicts one, that is listed (`decide-result.ts` has the rules). Nothing typed is dropped. Results of another host,
 * and results nearly all notapplicable, are refused with an error among the diagnostics; the others are still used. What
 * the asset does not say is filled from the scans' targets, one after the other. Neither input is changed.
 */
export function applyResults(
  checklist: Checklist,
  scans: readonly Checklist[],
  options: ApplyResultsOptions = {},
): AppliedResults {
  const run = new Run(checklist);
  scans.forEach((scan, index) => {
    run.take(scan, index, options.force === true);
  });
  return run.finish(options);
}

/**
 * Results of one rule that are used of a scan. Real files have one; without a bound, n rules of one id and n results for
 * it would be n times n matches.
 */
const MOST_RESULTS = 100;

/** What has been gathered so far. */
class Run {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #sources: ResultSourceSummary[] = [];
  readonly #hits = new Map<Review, Hit[]>();
  readonly #unmatched: ResultRow[] = [];
  readonly #unmatchedScans: number[] = [];
  readonly #indexes = new Map<ChecklistStig, ReviewIndex>();
  /** Releases of scanner content that was set against a STIG of the checklist. */
  readonly #contents = new Map<ChecklistStig, ChecklistStig['benchmark'][]>();
  readonly #used: Checklist[] = [];
  #asset: Asset;

  constructor(readonly checklist: Checklist) {
    this.#asset = checklist.asset;
  }

  take(scan: Checklist, index: number, force: boolean): void {
    const source = sourceName(scan);
    const refused = refusal(scan, this.checklist.asset, this.#used, force);
    const tested = scan.stigs.map((stig) => ({ stig, reviews: testedReviews(stig.reviews) }));
    const all = tested.flatMap(({ reviews }) => reviews);
    this.#sources.push({
      source,
      scanner: scannerName(all.find((review) => review.result?.testSystem != null)?.result?.testSystem),
      asset: hostLabel(scan.asset),
      stigs: scan.stigs.map(({ benchmark }) => ({ id: benchmark.id, releaseName: benchmark.releaseName })),
      used: refused === null,
      results: all.length,
      words: tally(all.map(wordOf)),
      outcomes: noOutcomes(),
    });
    if (refused !== null) {
      this.#diagnostics.push(refused);
      return;
    }
    this.#asset = fillAsset(this.#asset, scan.asset);
    this.#used.push(scan);
    for (const { stig, reviews } of tested) this.#takeStig(stig, reviews, source, index);
  }

  #takeStig(stig: ChecklistStig, reviews: Review[], source: string, scan: number): void {
    const targets = this.#targets(stig, reviews, source);
    const otherRevision: Review[] = [];
    const unmatched: Review[] = [];
    const excess: Review[] = [];
    for (const result of reviews) {
      const found = targets.flatMap((target) => this.#index(target).find(result.rule) ?? []);
      if (found.length === 0) unmatched.push(result);
      else if (found.every(({ reviews: [owner] }) => this.#hits.get(owner!)?.at(-MOST_RESULTS)?.scan === scan)) {
        excess.push(result);
        continue;
      }
      if (found.some(({ matchedBy }) => matchedBy !== 'ruleId')) otherRevision.push(result);
      for (const { reviews: owners, matchedBy } of found) {
        for (const owner of owners) {
          const hits = this.#hits.get(owner);
          const hit: Hit = { result, matchedBy, source, scan };
          if (hits === undefined) this.#hits.set(owner, [hit]);
          else hits.push(hit);
        }
      }
    }
    for (const target of targets) {
      const known = this.#contents.get(target);
      if (known === undefined) this.#contents.set(target, [stig.benchmark]);
      else known.push(stig.benchmark);
    }
    const release = releaseOf(stig);
    if (otherRevision.length > 0) {
      this.#diagnostics.push({
        code: 'revision-mismatch',
        severity: 'warning',
        file: source,
        message: `${counted(otherRevision.length, 'result')} of ${release} ${otherRevision.length === 1 ? 'is' : 'are'} of another revision than the checklist's rule: ${listed(otherRevision)}`,
        hint: 'They were used, but none takes the place of a given answer: check that the rules still ask the same.',
      });
    }
    if (unmatched.length > 0) {
      this.#diagnostics.push({
        code: 'results-unmatched',
        severity: 'warning',
        file: source,
        message:
          targets.length === 0
            ? `the checklist does not hold ${release}: ${counted(reviews.length, 'result')} not used`
            : `${counted(unmatched.length, 'result')} of ${release} ${unmatched.length === 1 ? 'is' : 'are'} of no rule in the checklist: ${listed(unmatched)}`,
        hint: 'The report lists each of them.',
      });
    }
    if (excess.length > 0) {
      this.#diagnostics.push({
        code: 'results-unmatched',
        severity: 'warning',
        file: source,
        message: `${counted(excess.length, 'result')} not used, of rules that the scan has ${MOST_RESULTS} of already: ${listed(excess)}`,
        hint: 'The report lists each of them.',
      });
    }
    const why =
      targets.length === 0 ? `the checklist does not hold ${release}` : 'no rule in the checklist has its ids';
    this.#leave(unmatched, why, source, scan);
    this.#leave(excess, `the scan has ${MOST_RESULTS} results of its rule already`, source, scan);
  }

  /** Lists results that are not used. */
  #leave(reviews: readonly Review[], reason: string, source: string, scan: number): void {
    for (const review of reviews) {
      this.#unmatchedScans.push(scan);
      this.#unmatched.push({
        ...this.#row(review),
        outcome: 'unmatched',
        reason,
        source,
        result: wordOf(review),
        before: null,
        after: null,
      });
    }
  }

  /** The STIGs of the checklist that results are for: of the same id; else those that have some of their rules. */
  #targets(stig: ChecklistStig, reviews: Review[], source: string): ChecklistStig[] {
    const id = stig.benchmark.id?.toLowerCase();
    const { stigs } = this.checklist;
    const same = stigs.filter(({ benchmark }) => id !== undefined && benchmark.id?.toLowerCase() === id);
    if (same.length > 0) return same;
    const sharing = stigs.filter((candidate) => {
      const index = this.#index(candidate);
      return reviews.some(({ rule }) => index.knows(rule));
    });
    if (sharing.length > 0 && id !== undefined) {
      this.#diagnostics.push({
        code: 'results-unmatched',
        severity: 'info',
        file: source,
        message: `the results name the benchmark ${stig.benchmark.id}; by their rule ids they are taken for ${sharing.map(releaseOf).join(' and ')}`,
      });
    }
    return sharing;
  }

  #index(stig: ChecklistStig): ReviewIndex {
    let index = this.#indexes.get(stig);
    if (index === undefined) {
      index = new ReviewIndex(stig.reviews);
      this.#indexes.set(stig, index);
    }
    return index;
  }

  #row({ rule }: Review): Pick<ResultRow, 'vulnId' | 'oldVulnId' | 'stigId' | 'ruleId' | 'asset' | 'class'> {
    const { vulnId, stigId, ruleId } = rule;
    return { vulnId, oldVulnId: null, stigId, ruleId, asset: hostLabel(this.#asset), class: null };
  }

  finish(options: ApplyResultsOptions): AppliedResults {
    const rows: ResultRow[] = [];
    const stigs = this.checklist.stigs.map((stig) => {
      const contents = this.#contents.get(stig);
      const missing: Review[] = [];
      const reviews = stig.reviews.map((before) => {
        const hits = this.#hits.get(before);
        if (hits === undefined) {
          if (contents !== undefined) {
            missing.push(before);
            rows.push(this.#missingRow(before, stig, contents));
          }
          return before;
        }
        const { review, decisions } = decide(before, hits, options);
        for (const { hit, outcome, reason } of decisions) {
          this.#sources[hit.scan]!.outcomes[outcome]++;
          rows.push({
            ...this.#row(before),
            outcome,
            reason,
            source: hit.source,
            result: wordOf(hit.result),
            before: before.status,
            after: review.status,
          });
        }
        return review;
      });
      if (missing.length > 0) this.#tellMissing(stig, missing);
      return { ...stig, reviews };
    });
    for (const scan of this.#unmatchedScans) this.#sources[scan]!.outcomes.unmatched++;
    for (const row of this.#unmatched) rows.push(row);
    const outcomes = noOutcomes();
    for (const { outcome } of rows) outcomes[outcome]++;
    const sources = [...this.checklist.sources, ...this.#used.flatMap((scan) => scan.sources)];
    return {
      checklist: { ...this.checklist, asset: this.#asset, stigs, sources },
      rows,
      summary: {
        rules: stigs.reduce((sum, stig) => sum + stig.reviews.length, 0),
        outcomes,
        sources: this.#sources,
      },
      diagnostics: this.#diagnostics,
    };
  }

  #missingRow(review: Review, stig: ChecklistStig, contents: ChecklistStig['benchmark'][]): ResultRow {
    const older = contents.filter(
      (content) => content.release !== null && compareReleases(content, stig.benchmark) < 0,
    );
    const why =
      older.length > 0 && older.length === contents.length
        ? `the scanner's content is ${older.map(({ releaseName }) => releaseName).join(', ')}, older than ${stig.benchmark.releaseName}, or does not automate it`
        : "the scanner's content does not automate it";
    return {
      ...this.#row(review),
      outcome: 'no-result',
      reason: `no scan has a result: ${why}`,
      source: null,
      result: null,
      before: review.status,
      after: review.status,
    };
  }

  #tellMissing(stig: ChecklistStig, missing: Review[]): void {
    const open = missing.filter((review) => review.status === 'not_reviewed').length;
    this.#diagnostics.push({
      code: 'results-partial',
      severity: 'info',
      message: `no scan has a result for ${missing.length} of the ${counted(stig.reviews.length, 'rule')} of ${releaseOf(stig)}; ${open} of them ${open === 1 ? 'is' : 'are'} not reviewed and ${open === 1 ? 'wants' : 'want'} a person`,
    });
  }
}

function noOutcomes(): Record<ResultRow['outcome'], number> {
  return Object.fromEntries(RESULT_OUTCOMES.map((outcome) => [outcome, 0])) as Record<ResultRow['outcome'], number>;
}

function tally(words: string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function releaseOf({ benchmark }: ChecklistStig): string {
  return [benchmark.id ?? benchmark.title ?? 'a STIG without a name', benchmark.releaseName ?? ''].join(' ').trim();
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const LISTED = 5;

function listed(reviews: Review[]): string {
  const ids = reviews.slice(0, LISTED).map(({ rule }) => rule.ruleId ?? rule.stigId ?? rule.vulnId ?? '?');
  return ids.join(', ') + (reviews.length > LISTED ? ` and ${reviews.length - LISTED} more` : '');
}
