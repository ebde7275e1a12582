import { assetName, sameBenchmark } from '../diff/checklists.js';
import { matchRules } from '../diff/match.js';
import { type Diagnostic, StigError } from '../io/diagnostic.js';
import type { Rule } from '../model/benchmark.js';
import type { Checklist, ChecklistStig, Review } from '../model/checklist.js';
import { higherMarking } from '../model/marking.js';
import { type FieldConflict, type FillRow, isBlank } from './fill-row.js';
import { hostLabel, sameHost } from './host.js';
import { sourceOf } from './leftovers.js';
import { mergeReviews } from './merge-review.js';
import { withPriorAssets } from './prior-asset.js';

/** A review that two copies say otherwise: what stands, and what the other copy says. */
export interface MergeConflict extends FillRow<'conflict'> {
  fields: FieldConflict[];
}

/** Two copies of a checklist in one. */
export interface Merged {
  checklist: Checklist;
  conflicts: MergeConflict[];
  summary: {
    rules: number;
    /** Reviews that both copies have alike. */
    same: number;
    /** Reviews to which the second copy gave something, without a conflict. */
    taken: number;
    /** Reviews that only one of the copies has. */
    alone: number;
    conflicts: number;
  };
  diagnostics: Diagnostic[];
}

/** What the two were copied from, and leave to merge what is of two hosts. */
export interface MergeOptions {
  /** The checklist both were copied from: what one left as it was gives way to what the other changed. */
  base?: Checklist | undefined;
  force?: boolean | undefined;
}

/**
 * Merges two assessors' copies of one checklist, field by field (`merge-review.ts`). STIGs of either are kept; a review
 * that only one copy has is taken whole. The result has the dialect, order and ids of the first. Throws a StigError where
 * the two are of different hosts, or of different releases of a STIG. No input is changed.
 */
export function mergeChecklists(a: Checklist, b: Checklist, options: MergeOptions = {}): Merged {
  refuseOthers(a, b, options.force === true);
  const merged: Merged = {
    checklist: a,
    conflicts: [],
    summary: { rules: 0, same: 0, taken: 0, alone: 0, conflicts: 0 },
    diagnostics: [],
  };
  const rest = [...b.stigs];
  const bases = [...(options.base?.stigs ?? [])];
  const stigs = a.stigs.map((stig) => {
    const other = takeSame(rest, stig);
    if (other === undefined) {
      merged.summary.alone += stig.reviews.length;
      return stig;
    }
    return mergeStig(stig, other, takeSame(bases, stig), { a, b }, merged);
  });
  merged.summary.alone += rest.reduce((sum, stig) => sum + stig.reviews.length, 0);
  merged.checklist = {
    ...a,
    asset: withPriorAssets(a.asset, [b.asset]),
    stigs: [...stigs, ...rest],
    sources: [...a.sources, ...b.sources],
  };
  merged.summary.rules = merged.checklist.stigs.reduce((sum, stig) => sum + stig.reviews.length, 0);
  merged.summary.conflicts = merged.conflicts.length;
  return merged;
}

function refuseOthers(a: Checklist, b: Checklist, force: boolean): void {
  if (!force && sameHost(a.asset, b.asset) === 'other') {
    throw new StigError({
      code: 'other-host',
      severity: 'error',
      file: sourceOf(b),
      message: `it is of ${hostLabel(b.asset)}, ${sourceOf(a)} is of ${hostLabel(a.asset)}`,
      hint: 'Copies of one checklist are merged; --force merges these nevertheless.',
    });
  }
  for (const { benchmark } of a.stigs) {
    const same = b.stigs.filter((stig) => sameBenchmark(stig.benchmark, benchmark));
    const other = same.find(
      (stig) => stig.benchmark.version !== benchmark.version || stig.benchmark.release !== benchmark.release,
    );
    if (other === undefined || same.some((stig) => isRelease(stig, benchmark))) continue;
    throw new StigError({
      code: 'release-mismatch',
      severity: 'error',
      file: sourceOf(b),
      message: `it has ${benchmark.id ?? benchmark.title} ${other.benchmark.releaseName}, ${sourceOf(a)} has ${benchmark.releaseName}`,
      hint: 'Carry the older one to the newer release first: stigkit checklist NEW.xml --from-checklist OLD.ckl.',
    });
  }
}

function isRelease({ benchmark }: ChecklistStig, of: ChecklistStig['benchmark']): boolean {
  return benchmark.version === of.version && benchmark.release === of.release;
}

function takeSame(list: ChecklistStig[], stig: ChecklistStig): ChecklistStig | undefined {
  const same = (other: ChecklistStig) => sameBenchmark(other.benchmark, stig.benchmark);
  const exact = list.findIndex((other) => same(other) && isRelease(other, stig.benchmark));
  const i = exact >= 0 ? exact : list.findIndex(same);
  return i < 0 ? undefined : list.splice(i, 1)[0];
}

function mergeStig(
  stig: ChecklistStig,
  other: ChecklistStig,
  base: ChecklistStig | undefined,
  { a, b }: { a: Checklist; b: Checklist },
  merged: Merged,
): ChecklistStig {
  const { partner, alone } = laidBeside(stig, other);
  const original = base === undefined ? new Map<Rule, Review>() : laidBeside(stig, base).partner;
  const reviews = stig.reviews.map((review) => {
    const theirs = partner.get(review.rule);
    if (theirs === undefined) {
      merged.summary.alone++;
      return review;
    }
    const found = mergeReviews(review, theirs, original.get(review.rule), sourceOf(b));
    if (found.fields.length > 0) {
      merged.conflicts.push({
        vulnId: review.rule.vulnId,
        oldVulnId: null,
        stigId: review.rule.stigId,
        ruleId: review.rule.ruleId,
        asset: assetName(a) ?? hostLabel(a.asset),
        outcome: 'conflict',
        reason: `the copies differ in ${found.fields.map(({ field }) => field).join(', ')}`,
        class: null,
        source: sourceOf(b),
        before: theirs.status,
        after: found.review.status,
        fields: found.fields,
      });
    } else if (found.taken) merged.summary.taken++;
    else merged.summary.same++;
    return found.review;
  });
  merged.summary.alone += alone.length;
  return {
    ...stig,
    benchmark: {
      ...stig.benchmark,
      customName: stig.benchmark.customName ?? other.benchmark.customName,
      classification: higherMarking(stig.benchmark.classification, other.benchmark.classification),
    },
    reviews: [...reviews, ...alone],
  };
}

/** The other copy's review of each rule, and reviews that are of none; blank ones of those say nothing. */
function laidBeside(stig: ChecklistStig, other: ChecklistStig): { partner: Map<Rule, Review>; alone: Review[] } {
  const reviewOf = new Map(other.reviews.map((review) => [review.rule, review]));
  const matching = matchRules(
    [...reviewOf.keys()],
    stig.reviews.map((review) => review.rule),
  );
  return {
    partner: new Map(matching.pairs.map((pair) => [pair.new, reviewOf.get(pair.old)!])),
    alone: matching.removed.map((rule) => reviewOf.get(rule)!).filter((review) => !isBlank(review)),
  };
}
