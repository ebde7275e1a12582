import type { BenchmarkIdentity } from './benchmark.js';
import type { DiffSide, ReleaseDiff } from './release-diff.js';
import type { SourceFile } from './source-file.js';

/** What changed between two collections of STIGs: two packages, two library compilations. Every STIG of both is accounted for. */
export interface QuarterDiff {
  $schema?: string;
  kind: 'quarter-diff';
  /** STIGs of the new collection alone. */
  new: DiffSide[];
  /** STIGs of the old collection alone. */
  retired: DiffSide[];
  /** STIGs in both that have another id or title. They stand in one of the three lists below as well. */
  renamed: { old: DiffSide; new: DiffSide; pairedBy: PairedBy }[];
  /** STIGs with changes under another release number or date, or re-issued under the same. */
  changed: QuarterEntry[];
  /** STIGs released again, under another number or date, without any change of a rule but its revision. */
  reReleased: QuarterEntry[];
  /** STIGs that are the same in both: release, date and rules. */
  unchanged: DiffSide[];
  totals: QuarterTotals;
  /**
   * Checklists that are for neither of the two releases of their STIG, or of a STIG that the new collection has no more;
   * absent where no checklists were given.
   */
  outdatedChecklists?: OutdatedChecklist[];
}

/** A checklist that no release compared is the one of. */
export interface OutdatedChecklist {
  asset: string;
  sources: SourceFile[];
  /** The release it was made for. */
  stig: BenchmarkIdentity;
  /** What the new collection has of the STIG; `null` where it is retired. */
  now: DiffSide | null;
}

/** How two STIGs were recognised as one. */
export type PairedBy = 'id' | 'title' | 'file' | 'pair';

/** A STIG in both collections. */
export interface QuarterEntry {
  pairedBy: PairedBy;
  diff: ReleaseDiff;
}

/** Sums over all STIGs. */
export interface QuarterTotals {
  oldStigs: number;
  newStigs: number;
  oldRules: number;
  newRules: number;
  /** Rules of STIGs in both collections. */
  added: number;
  removed: number;
  renumbered: number;
  contentChanged: number;
  metadataChanged: number;
  formattingOnly: number;
  unchanged: number;
}
