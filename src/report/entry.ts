import { assetName } from '../diff/checklists.js';
import type { Rule } from '../model/benchmark.js';
import type { Asset, Checklist, ChecklistBenchmark, Review } from '../model/checklist.js';
import { highestMarking, isProtected } from '../model/marking.js';
import type { ReportCounts } from '../model/report.js';
import type { Severity } from '../model/severity.js';
import { severityOf } from '../model/summary.js';
import { countReviews, lacksDetails } from './counts.js';

/** What a report takes of a checklist: counts, and the reviews that are open. */
export interface ReportEntry extends Pick<Asset, 'hostName' | 'webDbSite' | 'webDbInstance'> {
  file: string | null;
  /** What to call the asset; `null` where the checklist does not say. */
  asset: string | null;
  marking: string | null;
  stigs: { benchmark: ChecklistBenchmark; counts: ReportCounts; open: OpenReview[] }[];
}

/** An open review, with as much of its rule as a finding shows. */
export interface OpenReview {
  rule: Pick<
    Rule,
    'vulnId' | 'ruleId' | 'stigId' | 'severity' | 'title' | 'discussion' | 'description' | 'ccis' | 'controls'
  >;
  /** The one that counts for the asset. */
  severity: Severity;
  missingDetails: boolean;
}

/** Sums up a checklist: pure, and small beside the checklist itself. */
export function reportEntry(checklist: Checklist): ReportEntry {
  const { hostName, webDbSite, webDbInstance } = checklist.asset;
  return {
    file: checklist.sources[0]?.name ?? null,
    asset: assetName(checklist),
    hostName,
    webDbSite,
    webDbInstance,
    marking: markingOf(checklist),
    stigs: checklist.stigs.map(({ benchmark, reviews }) => ({
      benchmark,
      counts: countReviews(reviews),
      open: reviews.filter(({ status }) => status === 'open').map(openReview),
    })),
  };
}

function openReview(review: Review): OpenReview {
  const { vulnId, ruleId, stigId, severity, title, discussion, description, ccis, controls } = review.rule;
  return {
    rule: { vulnId, ruleId, stigId, severity, title, discussion, description, ccis, controls },
    severity: severityOf(review),
    missingDetails: lacksDetails(review),
  };
}

/** The asset's marking, and what classifications of STIGs and rules say above it. */
function markingOf({ asset, stigs }: Checklist): string | null {
  const markings = new Set<string | null>([asset.marking]);
  for (const { benchmark, reviews } of stigs) {
    for (const { classification } of [benchmark, ...reviews]) {
      if (isProtected(classification)) markings.add(classification);
    }
  }
  return highestMarking(markings);
}
