import type { Checklist, ChecklistStig, Review } from '../model/checklist.js';
import type { BlastChecklist, BlastRadius, BlastRule } from '../model/checklist-diff.js';
import { stableRuleId } from '../model/ids.js';
import type { OutdatedChecklist, QuarterDiff } from '../model/quarter-diff.js';
import type { DiffEntry, DiffSide, ReleaseDiff } from '../model/release-diff.js';
import { SEVERITIES, type Severity } from '../model/severity.js';
import { assetName, identityOf, sameBenchmark, sortBySeverity } from './checklists.js';

/**
 * Which answers a new release makes stale, rule by rule and asset by asset, and which checklists are for another release
 * than the old one. Stale are answers to rules whose check changed, whose severity went up, or that are gone; a new rule
 * concerns every checklist of the STIG, as it holds no answer to it.
 */
export function blastRadius(diff: ReleaseDiff, checklists: readonly Checklist[]): BlastRadius {
  const rules = staleRules(diff);
  const found: BlastChecklist[] = [];
  for (const checklist of checklists) {
    const asset = assetName(checklist) ?? 'an asset without a name';
    for (const stig of checklist.stigs) {
      if (sameBenchmark(stig.benchmark, diff.old) || sameBenchmark(stig.benchmark, diff.new)) {
        found.push(hit(asset, checklist, stig, diff, rules));
      }
    }
  }
  const touched = rules.filter((rule) => rule.assets.length > 0).map(({ entry: _, ...rule }) => rule);
  return { kind: 'blast-radius', checklists: found, rules: sortBySeverity(touched) };
}

/** Which checklists are for no release that a quarter compares, or for a STIG that it retires. */
export function outdatedChecklists(quarter: QuarterDiff, checklists: readonly Checklist[]): OutdatedChecklist[] {
  const sides: { old: DiffSide | null; now: DiffSide | null }[] = [
    ...[...quarter.changed, ...quarter.reReleased].map(({ diff: { old, new: now } }) => ({ old, now })),
    ...[...quarter.unchanged, ...quarter.new].map((now) => ({ old: null, now })),
    ...quarter.retired.map((old) => ({ old, now: null })),
  ];
  const found: OutdatedChecklist[] = [];
  for (const checklist of checklists) {
    const asset = assetName(checklist) ?? 'an asset without a name';
    for (const { benchmark } of checklist.stigs) {
      const same = (side: DiffSide | null) => side !== null && sameBenchmark(benchmark, side);
      const match = sides.find(({ old, now }) => same(now) || same(old));
      if (match === undefined) continue;
      const { old, now } = match;
      const isCurrent = now !== null && [old, now].some((side) => side !== null && isRelease(benchmark, side));
      if (!isCurrent) found.push({ asset, sources: checklist.sources, stig: identityOf(benchmark), now });
    }
  }
  return found;
}

/** A rule with the entry that tells of it. */
type Target = BlastRule & { entry: DiffEntry };

function staleRules(diff: ReleaseDiff): Target[] {
  const targets = new Map<string, Target>();
  const add = (entry: DiffEntry, reason: BlastRule['reasons'][number]) => {
    const key = JSON.stringify([entry.vulnId, entry.ruleId]);
    const known = targets.get(key);
    if (known !== undefined) {
      known.reasons.push(reason);
      return;
    }
    const { vulnId, oldVulnId, stigId, severity, title } = entry;
    targets.set(key, {
      vulnId,
      ...(oldVulnId !== undefined && { oldVulnId }),
      stigId,
      severity,
      title,
      reasons: [reason],
      assets: [],
      entry,
    });
  };
  for (const entry of diff.contentChanged) if (entry.fields.some((f) => f.field === 'check')) add(entry, 'check');
  for (const entry of diff.metadataChanged) {
    const change = entry.fields.find((f) => f.field === 'severity');
    const rank = (value: unknown) => SEVERITIES.indexOf(value as Severity);
    if (change !== undefined && rank(change.new) < rank(change.old)) add(entry, 'severity-raised');
  }
  for (const entry of diff.removed) add(entry, 'removed');
  for (const entry of diff.added) add(entry, 'added');
  return [...targets.values()];
}

function hit(
  asset: string,
  checklist: Checklist,
  stig: ChecklistStig,
  diff: ReleaseDiff,
  targets: readonly Target[],
): BlastChecklist {
  const reviews = new Reviews(stig.reviews);
  const { benchmark } = stig;
  const onNew = isRelease(benchmark, diff.new);
  let stale = 0;
  for (const target of targets) {
    if (onNew && !isRelease(diff.old, diff.new)) break;
    if (target.reasons[0] === 'added') {
      target.assets.push({ asset, status: 'not_reviewed' });
      continue;
    }
    const review = reviews.of(target.entry);
    if (review === undefined || review.status === 'not_reviewed') continue;
    target.assets.push({ asset, status: review.status });
    stale++;
  }
  return {
    asset,
    sources: checklist.sources,
    stig: identityOf(benchmark),
    outdated: !onNew && !isRelease(benchmark, diff.old),
    stale,
    answered: stig.reviews.filter((review) => review.status !== 'not_reviewed').length,
  };
}

/** The reviews of a checklist, found by the ids that the rule of a diff had or has. */
class Reviews {
  readonly #byId = new Map<string, Review[]>();

  constructor(reviews: readonly Review[]) {
    for (const review of reviews) {
      const { vulnId, ruleId, stigId } = review.rule;
      for (const id of new Set([vulnId, ruleId && stableRuleId(ruleId), stigId])) {
        if (!id) continue;
        const list = this.#byId.get(id);
        if (list === undefined) this.#byId.set(id, [review]);
        else list.push(review);
      }
    }
  }

  /** By V-id; of two rules in a group the one with the Rule ID. A checklist from before a renumbering has the STIG ID. */
  of({ vulnId, oldVulnId, ruleId, oldRuleId, stigId, oldStigId }: DiffEntry): Review | undefined {
    const byRuleId = this.#named(oldRuleId && stableRuleId(oldRuleId), ruleId && stableRuleId(ruleId));
    const byVulnId = this.#named(oldVulnId, vulnId);
    if (byVulnId.length > 0) return byVulnId.find((review) => byRuleId.includes(review)) ?? byVulnId[0];
    const byStigId = this.#named(oldStigId, stigId);
    return byRuleId[0] ?? (byStigId.length === 1 ? byStigId[0] : undefined);
  }

  /** Those with the old id, else those with the new one. */
  #named(...ids: readonly (string | null | undefined)[]): readonly Review[] {
    for (const id of ids) {
      const found = id ? this.#byId.get(id) : undefined;
      if (found !== undefined) return found;
    }
    return [];
  }
}

function isRelease(
  a: { version: string | null; release: string | null },
  b: { version: string | null; release: string | null },
): boolean {
  return a.version === b.version && a.release === b.release;
}
