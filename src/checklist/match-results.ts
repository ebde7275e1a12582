import type { Rule } from '../model/benchmark.js';
import type { Review } from '../model/checklist.js';
import { stableRuleId } from '../model/ids.js';

/** How a result was recognised as a rule's. Only `ruleId` is the same revision. */
export type ResultMatchedBy = 'ruleId' | 'stableId' | 'stigId' | 'legacyId' | 'reference';

/** Reviews of a checklist by every id that a scanner may name their rule with. */
export class ReviewIndex {
  readonly #byRuleId = new Map<string, Review[]>();
  readonly #byStableId = new Map<string, Review[]>();
  readonly #byStigId = new Map<string, Review[]>();
  readonly #byLegacyId = new Map<string, Review[]>();
  /** By the ids a rule has now: a newer result may name the checklist's old rule as a legacy id. */
  readonly #byCurrentId = new Map<string, Review[]>();

  constructor(reviews: readonly Review[]) {
    for (const review of reviews) {
      const { rule } = review;
      add(this.#byRuleId, withSuffix(rule.ruleId), review);
      add(this.#byStableId, stable(rule.ruleId), review);
      add(this.#byStigId, rule.stigId?.trim() || null, review);
      for (const id of rule.legacyIds) add(this.#byLegacyId, stableRuleId(id), review);
      add(this.#byCurrentId, stable(rule.ruleId), review);
      add(this.#byCurrentId, rule.vulnId, review);
    }
  }

  /**
   * The reviews a result belongs to, by the first that finds one: the exact rule id; what stands left of its `r`; the
   * STIG ID; legacy ids in both directions (FORMATS D.3); last a STIG ID or rule id that the scanner's rule gives as text
   * of a reference, which is all that content of ComplianceAsCode has. Below the rule id an id that two rules share finds
   * none.
   */
  find(rule: Rule): { reviews: Review[]; matchedBy: ResultMatchedBy } | undefined {
    const exact = this.#byRuleId.get(withSuffix(rule.ruleId) ?? '');
    if (exact !== undefined) return { reviews: exact, matchedBy: 'ruleId' };
    const found = this.stable(rule);
    if (found !== undefined) return { reviews: [found], matchedBy: 'stableId' };
    const byStigId = single(this.#byStigId.get(rule.stigId?.trim() ?? ''));
    if (byStigId !== undefined) return { reviews: [byStigId], matchedBy: 'stigId' };
    const old = [stable(rule.ruleId), rule.vulnId].flatMap((id) =>
      id === null ? [] : (this.#byLegacyId.get(id) ?? []),
    );
    const now = rule.legacyIds.flatMap((id) => this.#byCurrentId.get(stableRuleId(id)) ?? []);
    const byLegacyId = single([...new Set([...old, ...now])]);
    if (byLegacyId !== undefined) return { reviews: [byLegacyId], matchedBy: 'legacyId' };
    const referenced = this.#referenced(rule);
    return referenced.length === 0 ? undefined : { reviews: referenced, matchedBy: 'reference' };
  }

  /** Whether a result is of one of these rules without doubt, whatever benchmark it names. */
  knows(rule: Rule): boolean {
    return this.stable(rule) !== undefined || this.#referenced(rule).length > 0;
  }

  /** The review whose rule id is the same left of `r`. */
  stable(rule: Rule): Review | undefined {
    return single(this.#byStableId.get(stable(rule.ruleId) ?? ''));
  }

  #referenced(rule: Rule): Review[] {
    const texts = rule.references.flatMap(({ extra }) => extra?.verbatim?.text?.trim() || []);
    const found = texts.flatMap(
      (text) => single(this.#byStigId.get(text)) ?? single(this.#byStableId.get(stable(text)!)) ?? [],
    );
    return [...new Set(found)];
  }
}

function stable(ruleId: string | null): string | null {
  return ruleId === null ? null : stableRuleId(ruleId.trim());
}

/** Rule ids are compared with the `_rule` that some checklists leave off. */
function withSuffix(ruleId: string | null): string | null {
  const id = ruleId?.trim();
  return id === undefined || id === '' ? null : id.endsWith('_rule') ? id : `${id}_rule`;
}

function add(map: Map<string, Review[]>, key: string | null, review: Review): void {
  if (key === null || key === '') return;
  const reviews = map.get(key);
  if (reviews === undefined) map.set(key, [review]);
  else reviews.push(review);
}

function single<T>(list: readonly T[] | undefined): T | undefined {
  return list?.length === 1 ? list[0] : undefined;
}
