import type { Control } from './benchmark.js';
import type { Status } from './checklist.js';
import type { Severity } from './severity.js';

/** What a number of checklists come to: counts by severity, status, STIG and asset, and the open findings by rule. */
export interface ChecklistReport {
  /** Address of the JSON Schema, in written JSON only. */
  $schema?: string;
  kind: 'report';
  /** The highest marking among the checklists; it stands on every page and sheet. */
  marking: string | null;
  /** Number of checklists read. */
  checklistCount: number;
  totals: ReportCounts;
  /** One entry a release of a STIG, by benchmark id. */
  stigs: ReportStig[];
  /** One entry an asset, by name. */
  assets: ReportAsset[];
  /** One entry for each STIG in each checklist, in the order of asset and STIG. */
  parts: ReportPart[];
  /** Rules that are open on any asset: the worst first, then by id. */
  findings: ReportFinding[];
  /** Whether a library was given to hold releases against; without one `newest` is `null` everywhere. */
  hasLibrary: boolean;
}

/** Reviews counted by severity, then status. */
export type SeverityByStatus = Record<Severity, Record<Status, number>>;

/** Counts of reviews. `openOrNotReviewed` stands beside `open` always: what nobody looked at is no good news. */
export interface ReportCounts {
  reviews: number;
  open: number;
  notReviewed: number;
  openOrNotReviewed: number;
  notAFinding: number;
  notApplicable: number;
  /** Share of reviews that are not `not_reviewed`, 0 to 1 with four decimals; `null` where there is no review. */
  completion: number | null;
  /** By the severity of the rule. Gates go by this. */
  raw: SeverityByStatus;
  /** By the severity that an override sets, where there is one. */
  effective: SeverityByStatus;
  /** Reviews whose severity is overridden to another one. */
  overridden: number;
  /** Open findings without finding details and without comments. */
  missingDetails: number;
}

/** A release of a STIG, by what the checklists say. */
export interface ReportRelease {
  benchmarkId: string | null;
  benchmarkTitle: string | null;
  releaseName: string | null;
  benchmarkDate: string | null;
  /** The newest release in the library, where it is newer; `null` where this one is, or the library does not hold it. */
  newest: string | null;
}

/** The counts of one release of one STIG on all assets. */
export interface ReportStig extends ReportRelease, ReportCounts {
  assets: number;
}

/** The counts of one asset in all its STIGs. */
export interface ReportAsset extends ReportCounts {
  asset: string;
  stigs: number;
}

/** The counts of one STIG in one checklist. */
export interface ReportPart extends ReportRelease, ReportCounts {
  asset: string;
  hostName: string | null;
  webDbSite: string | null;
  webDbInstance: string | null;
  marking: string | null;
  /** Name of the file it was read from. */
  file: string | null;
  /** Set where the same STIG of the same asset stands in the checklists before: it is counted each time. */
  repeated: boolean;
}

/** A rule that is open, with the assets it is open on. Releases of one STIG are one rule here. */
export interface ReportFinding {
  benchmarkId: string | null;
  benchmarkTitle: string | null;
  releaseNames: string[];
  vulnId: string | null;
  /** Rule IDs in which it is open; several where the checklists are of several releases. */
  ruleIds: string[];
  stigId: string | null;
  /** The worst severity among the releases, overrides left aside. */
  severity: Severity;
  title: string | null;
  discussion: string | null;
  ccis: string[];
  controls: Control[];
  affected: ReportAffected[];
}

/** An asset that a rule is open on. */
export interface ReportAffected {
  asset: string;
  /** The severity that counts on this asset, override included. */
  severity: Severity;
  missingDetails: boolean;
}
