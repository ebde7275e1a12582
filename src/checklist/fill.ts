import type { Diagnostic } from '../io/diagnostic.js';
import type { Answers } from '../model/answers.js';
import type { Checklist, Status } from '../model/checklist.js';
import { type AnswerRow, type AppliedAnswers, applyAnswers } from './answers.js';
import { type CarryOptions, carry } from './carry.js';
import { appended, fileLabel, MARK } from './carry-note.js';
import { LABELS } from './decide-result.js';
import type { CarryRow, CarrySummary, Leftover } from './fill-row.js';
import { type AppliedResults, applyResults, type ResultRow } from './results.js';

/** Where answers come from. */
export interface FillSources {
  /** Checklists of earlier releases, or of the same. */
  prior?: readonly Checklist[] | undefined;
  /** Scans. */
  results?: readonly Checklist[] | undefined;
  /** Standing answers. */
  answers?: readonly Answers[] | undefined;
}

/** How sources are weighed. */
export interface FillOptions extends CarryOptions {
  /** The source that goes before the others; `prior` unless said. The others keep their order: prior, results, answers. */
  prefer?: 'prior' | 'results' | 'answers' | undefined;
  onlyUnreviewed?: boolean | undefined;
  keepDetails?: boolean | undefined;
  appendDetails?: boolean | undefined;
  /** Take results that are nearly all notapplicable. */
  force?: boolean | undefined;
}

/** Where the answers of a checklist came from: a rule counts once, by its status. They add up to the rules. */
export interface Origins {
  prior: number;
  results: number;
  answers: number;
  /** Not reviewed. */
  none: number;
}

/** What came from where, in numbers. */
export interface FillSummary {
  rules: number;
  statuses: Record<Status, number>;
  origins: Origins;
  prior: CarrySummary | null;
  results: AppliedResults['summary'] | null;
  answers: AppliedAnswers['summary'] | null;
}

/** A line of the report: of what was carried, of a result, or of a standing answer. */
export type FillReportRow =
  | ({ from: 'prior' } & CarryRow)
  | ({ from: 'results' } & ResultRow)
  | ({ from: 'answers' } & AnswerRow);

/** A filled checklist, and what came from where. */
export interface Filled {
  checklist: Checklist;
  rows: FillReportRow[];
  leftovers: Leftover[];
  summary: FillSummary;
  diagnostics: Diagnostic[];
}

type Origin = keyof Origins;

/**
 * Fills a blank checklist from prior checklists, scans and standing answers at once. From weak to strong: answers,
 * results, a prior's human answers (design: Filling checklists); each source fills what a stronger one left open, and
 * where it contradicts that is in the report and, as one line, in the comments. No input is changed.
 */
export function fill(blank: Checklist, sources: FillSources, options: FillOptions = {}): Filled {
  const run = new Run(blank, options);
  if (sources.prior !== undefined && sources.prior.length > 0) run.carry(sources.prior);
  const steps = [
    () => sources.results !== undefined && sources.results.length > 0 && run.results(sources.results),
    () => sources.answers !== undefined && sources.answers.length > 0 && run.answers(sources.answers),
  ];
  for (const step of options.prefer === 'answers' ? steps.reverse() : steps) step();
  return run.finish();
}

class Run {
  #checklist: Checklist;
  /** By STIG and review, in their order. */
  #origins: Origin[][];
  readonly #rows: FillReportRow[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  #leftovers: Leftover[] = [];
  #prior: FillSummary['prior'] = null;
  #results: FillSummary['results'] = null;
  #answers: FillSummary['answers'] = null;

  constructor(
    blank: Checklist,
    readonly options: FillOptions,
  ) {
    this.#checklist = blank;
    this.#origins = blank.stigs.map(({ reviews }) =>
      reviews.map(({ status }) => (status === 'not_reviewed' ? 'none' : 'prior')),
    );
  }

  carry(priors: readonly Checklist[]): void {
    const carried = carry(this.#checklist, priors, this.options);
    this.#take(carried.checklist, 'prior', carried.diagnostics);
    for (const row of carried.rows) this.#rows.push({ from: 'prior', ...row });
    this.#leftovers = carried.leftovers;
    this.#prior = carried.summary;
  }

  results(scans: readonly Checklist[]): void {
    const { onlyUnreviewed, keepDetails, appendDetails, force, prefer } = this.options;
    const applied = applyResults(this.#checklist, scans, {
      prefer: prefer === 'results' ? 'results' : 'human',
      ...{ onlyUnreviewed, keepDetails, appendDetails, force },
    });
    this.#take(withConflictNotes(applied), 'results', applied.diagnostics);
    for (const row of applied.rows) this.#rows.push({ from: 'results', ...row });
    this.#results = applied.summary;
  }

  answers(files: readonly Answers[]): void {
    const { onlyUnreviewed, keepDetails, appendDetails, prefer } = this.options;
    const applied = applyAnswers(this.#checklist, files, {
      prefer: prefer === 'answers' ? 'answers' : 'standing',
      ...{ onlyUnreviewed, keepDetails, appendDetails },
    });
    this.#take(applied.checklist, 'answers', applied.diagnostics);
    for (const row of applied.rows) this.#rows.push({ from: 'answers', ...row });
    this.#answers = applied.summary;
  }

  /** Takes a step's checklist; a status that it moved is its own. */
  #take(next: Checklist, origin: Origin, diagnostics: readonly Diagnostic[]): void {
    const before = this.#checklist;
    this.#origins = next.stigs.map(({ reviews }, s) =>
      reviews.map(({ status }, r) => {
        if (status === 'not_reviewed') return 'none';
        return status === before.stigs[s]!.reviews[r]!.status ? this.#origins[s]![r]! : origin;
      }),
    );
    this.#checklist = next;
    this.#diagnostics.push(...diagnostics);
  }

  finish(): Filled {
    const origins: Origins = { prior: 0, results: 0, answers: 0, none: 0 };
    for (const origin of this.#origins.flat()) origins[origin]++;
    const statuses: Record<Status, number> = { open: 0, not_reviewed: 0, not_a_finding: 0, not_applicable: 0 };
    const reviews = this.#checklist.stigs.flatMap((stig) => stig.reviews);
    for (const { status } of reviews) statuses[status]++;
    return {
      checklist: this.#checklist,
      rows: this.#rows,
      leftovers: this.#leftovers,
      summary: {
        rules: reviews.length,
        statuses,
        origins,
        prior: this.#prior,
        results: this.#results,
        answers: this.#answers,
      },
      diagnostics: this.#diagnostics,
    };
  }
}

/** A line in the comments of every rule whose answer a scan contradicts, so that it is seen where it is worked on. */
function withConflictNotes({ checklist, rows }: AppliedResults): Checklist {
  const notes = new Map<string, string[]>();
  const keyOf = (ids: { vulnId: string | null; ruleId: string | null }) => `${ids.vulnId} ${ids.ruleId}`;
  for (const row of rows) {
    if (row.outcome !== 'conflict') continue;
    const says = `${MARK} ${fileLabel(row.source ?? 'a scan')} says ${row.result}; ${row.after === null ? 'the answer' : LABELS[row.after]} stands.`;
    const known = notes.get(keyOf(row));
    if (known === undefined) notes.set(keyOf(row), [says.replace(/\s+/g, ' ')]);
    else known.push(says.replace(/\s+/g, ' '));
  }
  if (notes.size === 0) return checklist;
  return {
    ...checklist,
    stigs: checklist.stigs.map((stig) => ({
      ...stig,
      reviews: stig.reviews.map((review) => {
        const lines = notes.get(keyOf(review.rule)) ?? [];
        return lines.length === 0 ? review : { ...review, comments: lines.reduce(appended, review.comments) };
      }),
    })),
  };
}
