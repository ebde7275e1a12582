import { assetName, sameBenchmark } from '../diff/checklists.js';
import { carried as carriedFields } from '../diff/fields.js';
import { matchRules, type RulePair } from '../diff/match.js';
import { type Budget, FULL_BUDGET } from '../diff/words.js';
import type { Diagnostic } from '../io/diagnostic.js';
import type { Rule } from '../model/benchmark.js';
import type { Checklist, ChecklistStig, Review } from '../model/checklist.js';
import { higherMarking } from '../model/marking.js';
import { compareReleases } from '../model/release.js';
import { ChangeCache, conditionOf, type RuleChange } from './carry-change.js';
import { type CarriedReview, type CarryRules, carryReview, matchWords } from './carry-review.js';
import { CARRY_OUTCOMES, type Carried, type CarryRow, isBlank, type Leftover, type PriorSummary } from './fill-row.js';
import { hostLabel } from './host.js';
import { fieldConflicts, leftoverOf, sourceOf } from './leftovers.js';
import { withPriorAssets } from './prior-asset.js';

/** How answers are carried, and what is to be matched by name. */
export interface CarryOptions extends CarryRules {
  /** What belongs together though its ids differ: STIGs by id or title, rules by V-id, Rule ID or STIG ID: `[old, new]`. */
  pairs?: readonly (readonly [string, string])[] | undefined;
  /** Remembers comparisons from one call to the next. @internal */
  cache?: ChangeCache | undefined;
}

/** A prior's STIG that is one of the new checklist's. */
interface PriorStig {
  source: string;
  asset: string;
  stig: ChecklistStig;
  summary: PriorSummary;
}

/** A prior's review of a rule. */
interface Hit {
  prior: PriorStig;
  review: Review;
  pair: RulePair;
  change: RuleChange;
}

/**
 * Carries the answers of prior checklists into a blank one of another release, by the rules of `carry-review.ts`. STIGs
 * belong together by id, else by title, else as `pairs` says; rules as the differ matches those of two releases, so that
 * a prior several releases old and one of before the renumbering of 2020 work alike. Of several priors of one STIG the
 * newest release speaks first, then the first given; what another says otherwise is a conflict and goes to the
 * leftovers. Nothing typed is dropped: it is in the checklist or among the leftovers. No input is changed.
 */
export function carry(checklist: Checklist, priors: readonly Checklist[], options: CarryOptions = {}): Carried {
  return new Run(checklist, priors, options).result();
}

class Run {
  readonly #rows: CarryRow[] = [];
  readonly #leftovers: Leftover[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #summaries: PriorSummary[] = [];
  readonly #byTarget = new Map<ChecklistStig, PriorStig[]>();
  readonly #unplaced: PriorStig[] = [];
  readonly #asset: string;
  readonly #cache: ChangeCache;
  readonly #usedPairs = new Set<readonly [string, string]>();

  constructor(
    readonly checklist: Checklist,
    readonly priors: readonly Checklist[],
    readonly options: CarryOptions,
  ) {
    this.#asset = assetName(checklist) ?? hostLabel(checklist.asset);
    this.#cache = options.cache ?? new ChangeCache();
    for (const prior of priors) this.#place(prior);
  }

  #place(prior: Checklist): void {
    const source = sourceOf(prior);
    const asset = assetName(prior) ?? hostLabel(prior.asset);
    const summary: PriorSummary = { source, asset, stigs: [], answered: 0, leftovers: 0 };
    this.#summaries.push(summary);
    for (const stig of prior.stigs) {
      const entry: PriorStig = { source, asset, stig, summary };
      const targets = this.checklist.stigs.filter((target) => this.#belongs(stig, target));
      for (const target of targets) this.#byTarget.set(target, [...(this.#byTarget.get(target) ?? []), entry]);
      if (targets.length === 0) this.#unplaced.push(entry);
      const { id, releaseName } = stig.benchmark;
      summary.stigs.push({ id, releaseName, used: targets.length > 0 });
      summary.answered += stig.reviews.filter((review) => !isBlank(review)).length;
    }
    const beyond = [prior, prior.asset, ...prior.stigs, ...prior.stigs.flatMap((stig) => stig.reviews)].flatMap(
      (part) => part.native?.beyond ?? [],
    );
    if (beyond.length > 0) {
      this.#diagnostics.push({
        code: 'not-carried',
        severity: 'warning',
        file: source,
        message: `what only this file's own format knows is not carried: ${[...new Set(beyond)].slice(0, 8).join(', ')}`,
        hint: 'Keep the prior beside the new checklist if you need it.',
      });
    }
  }

  #belongs({ benchmark: old }: ChecklistStig, { benchmark: now }: ChecklistStig): boolean {
    const named = (b: typeof old, name: string) => b.id === name || b.title === name;
    const pairs = this.options.pairs ?? [];
    const asked = pairs.find(([a, b]) => named(old, a) && named(now, b));
    if (asked !== undefined) this.#usedPairs.add(asked);
    if (asked !== undefined || pairs.some(([a]) => named(old, a))) return asked !== undefined;
    return sameBenchmark(old, now);
  }

  result(): Carried {
    const stigs = this.checklist.stigs.map((target) => this.#fill(target));
    for (const prior of this.#unplaced) this.#leave(prior);
    for (const pair of this.options.pairs ?? []) if (!this.#usedPairs.has(pair)) this.#tellUnused(pair);
    const outcomes = Object.fromEntries(
      CARRY_OUTCOMES.map((outcome) => [outcome, 0]),
    ) as Carried['summary']['outcomes'];
    for (const { outcome } of this.#rows) outcomes[outcome]++;
    return {
      checklist: {
        ...this.checklist,
        asset: withPriorAssets(
          this.checklist.asset,
          this.priors.map((prior) => prior.asset),
        ),
        stigs,
        sources: [...this.checklist.sources, ...this.priors.flatMap((prior) => prior.sources)],
      },
      rows: this.#rows,
      leftovers: this.#leftovers,
      summary: {
        rules: stigs.reduce((sum, stig) => sum + stig.reviews.length, 0),
        outcomes,
        renumbered: this.#rows.filter((row) => row.oldVulnId !== null && row.outcome !== 'conflict').length,
        needsReapproval: this.#rows.filter((row) => row.needsReapproval).length,
        leftovers: this.#leftovers.length,
        priors: this.#summaries,
      },
      diagnostics: this.#diagnostics,
    };
  }

  #fill(target: ChecklistStig): ChecklistStig {
    // The newest release first; of equal ones the first given, as sorting is stable.
    const priors = [...(this.#byTarget.get(target) ?? [])].sort((a, b) =>
      compareReleases(b.stig.benchmark, a.stig.benchmark),
    );
    const hits = new Map<Rule, Hit[]>();
    const removed = priors.map((prior) => this.#match(prior, target, hits));
    const reviews = target.reviews.map((review) => this.#take(target, review, hits.get(review.rule) ?? [], priors));
    removed.forEach((list, i) => {
      for (const review of list) this.#remove(priors[i]!, review, `removed: ${nameOf(target)} has no such rule`);
    });
    const first = priors[0]?.stig.benchmark;
    return {
      ...target,
      benchmark: {
        ...target.benchmark,
        customName: target.benchmark.customName ?? first?.customName ?? null,
        classification: priors.reduce(
          (marking, { stig }) => higherMarking(marking, stig.benchmark.classification),
          target.benchmark.classification,
        ),
      },
      reviews,
    };
  }

  /** Lays a prior's reviews beside the rules they belong to; gives those that belong to none. */
  #match(prior: PriorStig, target: ChecklistStig, hits: Map<Rule, Hit[]>): Review[] {
    const reviewOf = new Map(prior.stig.reviews.map((review) => [review.rule, review]));
    const [old, now] = [[...reviewOf.keys()], target.reviews.map((review) => review.rule)];
    const matching = matchRules(old, now, { pairs: this.options.pairs });
    for (const asked of this.options.pairs ?? []) {
      if (!matching.unknownPairs.includes(asked)) this.#usedPairs.add(asked);
    }
    const oldFields = carriedFields({ rules: old });
    const fields = new Set([...carriedFields({ rules: now })].filter((name) => oldFields.has(name)));
    const budget: Budget = { left: FULL_BUDGET };
    for (const pair of matching.pairs) {
      const hit: Hit = {
        prior,
        review: reviewOf.get(pair.old)!,
        pair,
        change: this.#cache.changeOf(pair, fields, budget),
      };
      const known = hits.get(pair.new);
      if (known === undefined) hits.set(pair.new, [hit]);
      else known.push(hit);
    }
    return matching.removed.map((rule) => reviewOf.get(rule)!);
  }

  #take(target: ChecklistStig, review: Review, hits: readonly Hit[], priors: readonly PriorStig[]): Review {
    const winner =
      hits.find((hit) => hit.review.status !== 'not_reviewed') ?? hits.find((hit) => !isBlank(hit.review)) ?? hits[0];
    if (winner === undefined) {
      const reason = priors.length === 0 ? `new: no prior holds ${nameOf(target)}` : 'new rule';
      this.#rows.push({ ...this.#row(review), outcome: 'new', reason, before: null, after: review.status });
      return review;
    }
    const { pair, change, prior } = winner;
    const releases = { from: prior.stig.benchmark.releaseName, to: target.benchmark.releaseName };
    const carried = carryReview(review, winner.review, change, releases, this.options);
    this.#rows.push(this.#carriedRow(review, winner, carried));
    for (const hit of hits) {
      if (hit !== winner) this.#oppose(hit, winner, pair.new, carried.review);
    }
    return carried.review;
  }

  #carriedRow(review: Review, { pair, change, prior, review: old }: Hit, carried: CarriedReview): CarryRow {
    const renumbered = pair.old.vulnId !== pair.new.vulnId;
    const condition = isBlank(old) ? null : conditionOf(pair.new);
    const reason = [matchWords(pair.matchedBy, renumbered), carried.reason];
    if (condition !== null) reason.push(`the check sets a severity of its own: "${condition}"`);
    return {
      ...this.#row(review),
      oldVulnId: renumbered ? pair.old.vulnId : null,
      outcome: carried.outcome,
      reason: reason.filter((part) => part !== null).join('; '),
      class: change.class,
      source: prior.source,
      before: old.status,
      after: carried.review.status,
      ...(carried.needsReapproval && { needsReapproval: true }),
      ...(condition !== null && { condition }),
    };
  }

  /** Another prior's answer to the rule: a conflict where it says anything that does not stand. */
  #oppose(hit: Hit, winner: Hit, rule: Rule, standing: Review): void {
    const fields = fieldConflicts(winner.review, hit.review);
    if (fields.length === 0) return;
    const reason = `the answer of ${winner.prior.source} stands`;
    this.#rows.push({
      ...this.#row({ rule } as Review),
      oldVulnId: hit.pair.old.vulnId === rule.vulnId ? null : hit.pair.old.vulnId,
      outcome: 'conflict',
      reason: `${reason}; it differs in ${fields.map(({ field }) => field).join(', ')}`,
      source: hit.prior.source,
      before: hit.review.status,
      after: standing.status,
      fields,
    });
    this.#keep(hit.prior, hit.review, reason);
  }

  /** The STIG of a prior that the new checklist does not hold. */
  #leave(prior: PriorStig): void {
    const name = nameOf(prior.stig);
    const answered = prior.stig.reviews.filter((review) => !isBlank(review));
    for (const review of answered) this.#remove(prior, review, `removed: the new checklist does not hold ${name}`);
    this.#diagnostics.push({
      code: 'stig-unmatched',
      severity: 'warning',
      file: prior.source,
      message: `the new checklist does not hold ${name}; answers among the leftovers: ${answered.length}`,
      hint: 'Where the STIG has another name now, say so with --pair OLD=NEW.',
    });
  }

  #tellUnused([old, now]: readonly [string, string]): void {
    this.#diagnostics.push({
      code: 'value-invalid',
      severity: 'warning',
      message: `the pair ${old}=${now} names no two STIGs or rules that are there`,
      hint: 'Name STIGs by id or title, rules by V-id, Rule ID or STIG ID, the old one first.',
    });
  }

  #remove(prior: PriorStig, review: Review, reason: string): void {
    this.#rows.push({
      ...this.#row(review),
      outcome: 'removed',
      reason,
      source: prior.source,
      before: review.status,
      after: null,
    });
    if (!isBlank(review)) this.#keep(prior, review, reason);
  }

  #keep({ source, asset, stig, summary }: PriorStig, review: Review, reason: string): void {
    summary.leftovers++;
    this.#leftovers.push(leftoverOf(review, stig.benchmark, reason, source, asset));
  }

  #row({ rule }: Review): Pick<CarryRow, 'vulnId' | 'oldVulnId' | 'stigId' | 'ruleId' | 'asset' | 'class' | 'source'> {
    const { vulnId, stigId, ruleId } = rule;
    return { vulnId, oldVulnId: null, stigId, ruleId, asset: this.#asset, class: null, source: null };
  }
}

function nameOf({ benchmark }: ChecklistStig): string {
  return [benchmark.id ?? benchmark.title ?? 'a STIG without a name', benchmark.releaseName ?? ''].join(' ').trim();
}
