import type { BenchmarkIdentity } from './benchmark.js';
import type { Status } from './checklist.js';
import type { Severity } from './severity.js';
import type { SourceFile } from './source-file.js';

/** What changed between two checklists of an asset. */
export interface ChecklistDiff {
  $schema?: string;
  kind: 'checklist-diff';
  /** Name of the asset: host name, FQDN, address or title; site and instance beside it. */
  asset: { old: string | null; new: string | null };
  /** Said where one side has no checklist of the asset at all: the side that has one. */
  only?: 'old' | 'new';
  /** Fields of the asset that changed. */
  assetChanged: { field: string; old: unknown; new: unknown }[];
  stigs: ChecklistStigDiff[];
  /** STIGs of the new checklist alone. */
  addedStigs: LoneStig[];
  /** STIGs of the old checklist alone. */
  removedStigs: LoneStig[];
  sources: { old: SourceFile[]; new: SourceFile[] };
}

/** A STIG of one of two checklists. */
export interface LoneStig extends BenchmarkIdentity {
  /** Its open findings, CAT I first. */
  open: ReviewEntry[];
}

/** What changed of one STIG's reviews. Lists go from CAT I down, within it in the order of the release. */
export interface ChecklistStigDiff {
  old: BenchmarkIdentity;
  new: BenchmarkIdentity;
  /** The checklist went to another release of the STIG. */
  releaseChanged: boolean;
  /** Open now, and not open before. */
  opened: ReviewChange[];
  /** Open before, and not open now. */
  closed: ReviewChange[];
  /** Other moves of status. */
  moved: ReviewChange[];
  /** Details, comments, override or justification changed, the status did not. */
  edited: ReviewChange[];
  /** Reviews of rules that the old checklist lacks. */
  addedRules: ReviewEntry[];
  /** Reviews of rules that the new checklist lacks. */
  removedRules: ReviewEntry[];
  unchanged: number;
}

/** A review in a diff. */
export interface ReviewEntry {
  vulnId: string | null;
  ruleId: string | null;
  stigId: string | null;
  /** The severity that counts: the override where there is one. */
  severity: Severity;
  title: string | null;
  status: Status;
}

/** A review that changed. */
export interface ReviewChange extends ReviewEntry {
  oldVulnId?: string | null;
  oldStatus: Status;
  /** Whatever was typed or chosen and changed: `findingDetails`, `comments`, `severityOverride`, `severityJustification`. */
  fields: { field: string; old: string | null; new: string | null }[];
}

/** Answers that a new release makes stale. */
export interface BlastRadius {
  $schema?: string;
  kind: 'blast-radius';
  /** The checklists that hold the STIG, each asset once for each checklist. */
  checklists: BlastChecklist[];
  /** Rules whose answers go stale, CAT I first. */
  rules: BlastRule[];
}

/** A checklist and what becomes of its answers. */
export interface BlastChecklist {
  asset: string;
  sources: SourceFile[];
  stig: BenchmarkIdentity;
  /** The release the checklist was made for is neither of the two compared: older, newer or unknown. */
  outdated: boolean;
  /** Answers that go stale, and answers in all (reviews that are not Not Reviewed). */
  stale: number;
  answered: number;
}

/** A rule and the assets whose answers to it go stale. */
export interface BlastRule {
  vulnId: string | null;
  oldVulnId?: string | null;
  stigId: string | null;
  severity: Severity;
  title: string | null;
  /** Why: the check changed, the severity went up, the rule is gone, the rule is new. */
  reasons: ('check' | 'severity-raised' | 'removed' | 'added')[];
  assets: { asset: string; status: Status }[];
}
