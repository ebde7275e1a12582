import type { BenchmarkIdentity, Notice, Rule } from './benchmark.js';
import type { SourceFile } from './source-file.js';

/** Where a review stands. The words are CKLB's. */
export type Status = 'not_reviewed' | 'open' | 'not_a_finding' | 'not_applicable';

/** Statuses in the order of every table and count. @internal */
export const STATUSES: readonly Status[] = ['open', 'not_reviewed', 'not_a_finding', 'not_applicable'];

/**
 * What a file carries beyond the model (comments, order, dialect, unknown members). Only the writer of the format named
 * in it reads it, overlaid with what changed. It is no part of equality and is not emitted in JSON unless asked for.
 */
export interface Native {
  format: string;
  /** SHA-256 of the file it was cut from: pieces of two files are never mixed. */
  of?: string;
  /** In words, what the piece holds that the model does not, for the report of a writer of another format. */
  beyond?: string[];
  [key: string]: unknown;
}

/** A checklist: the reviews of one asset against one or more STIGs. */
export interface Checklist {
  /** Address of the JSON Schema, in written JSON only. */
  $schema?: string;
  kind: 'checklist';
  /** The checklist's name, where the source has one (CKLB). */
  title: string | null;
  /** The checklist's own UUID, where the source has one (CKLB). */
  id: string | null;
  /** What was assessed. */
  asset: Asset;
  /** The STIGs it was assessed against, in the order of the source. */
  stigs: ChecklistStig[];
  /** The files this was read from. */
  sources: SourceFile[];
  native?: Native;
}

/** The host, device or site that was assessed. `null` where the source lacks the field. */
export interface Asset {
  /** `None`, `Workstation`, `Member Server` or `Domain Controller`. */
  role: string | null;
  /** `Computing` or `Non-Computing`. */
  assetType: string | null;
  /** Classification marking of the checklist: `CUI`. */
  marking: string | null;
  /** `web01`. */
  hostName: string | null;
  /** As typed; may name several. */
  ipAddress: string | null;
  /** As typed; may name several. */
  macAddress: string | null;
  /** `web01.example.mil`. */
  fqdn: string | null;
  /** Comment on the asset. */
  comment: string | null;
  /** Technology area in the viewer's words: `Web Review`. */
  techArea: string | null;
  /** Key of the target in DISA's asset system: the first STIG's. */
  targetKey: string | null;
  /** True for a web site or database instance on the host. */
  webOrDatabase: boolean | null;
  /** Site, of a web site or database. */
  webDbSite: string | null;
  /** Instance, of a web site or database. */
  webDbInstance: string | null;
  native?: Native;
}

/** An asset of which nothing is known. @internal */
export function unknownAsset(): Asset {
  return {
    role: null,
    assetType: null,
    marking: null,
    hostName: null,
    ipAddress: null,
    macAddress: null,
    fqdn: null,
    comment: null,
    techArea: null,
    targetKey: null,
    webOrDatabase: null,
    webDbSite: null,
    webDbInstance: null,
  };
}

/** A STIG in a checklist: its release and one review for each rule. */
export interface ChecklistStig {
  /** The release. */
  benchmark: ChecklistBenchmark;
  /** One review a rule, in the order of the release. */
  reviews: Review[];
  /** UUID of the STIG within the checklist. */
  uuid: string | null;
  native?: Native;
}

/** What a checklist says of the release it was made from. */
export interface ChecklistBenchmark extends BenchmarkIdentity {
  /** What the release says of itself. */
  description: string | null;
  /** Terms of use. */
  notice: Notice | null;
  /** `STIG.DOD.MIL`; STIG Viewer 3 writes `Unknown`. */
  source: string | null;
  /** Name of the XCCDF file the checklist was made from. */
  fileName: string | null;
  /** `UNCLASSIFIED`. */
  classification: string | null;
  /** A name the user gave the STIG in the checklist. */
  customName: string | null;
  /** Target key of the first rule. */
  targetKey: string | null;
  /** Number of rules of the release, even where the checklist holds fewer. */
  size: number | null;
}

/** The answer to one rule. Details and comments are kept as typed. */
export interface Review {
  /** The rule, with its texts where the source has them. */
  rule: Rule;
  /** The answer. */
  status: Status;
  /** What was found, as typed. */
  findingDetails: string;
  /** Comments, as typed. */
  comments: string;
  /** `low`, `medium`, `high`; `null` where nothing is overridden. */
  severityOverride: 'high' | 'medium' | 'low' | null;
  /** Why the severity is overridden, as typed. */
  severityJustification: string;
  /** The scanner's own word (`pass`, `notchecked`, ...), where the review came from a scan. */
  result?: ScanResult;
  /** Marking of the rule's text: `Unclassified`. */
  classification: string | null;
  /** UUID of the rule within the checklist. */
  uuid: string | null;
  /** UUID of the STIG as the rule names it, where the source does: `STIG_UUID` of STIG Viewer 2, `stig_uuid` of CKLB. */
  stigUuid?: string | null;
  native?: Native;
}

/** What a scanner said of a rule. */
export interface ScanResult {
  /** The result word of XCCDF as it stands: `pass`, `fail`, `notchecked`, `error`, ... */
  result: string;
  /** The scanner: `cpe:/a:redhat:openscap:1.3.5`. */
  testSystem: string | null;
  /** When the rule was evaluated, as it stands. */
  time: string | null;
}
