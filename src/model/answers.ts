import type { Status } from './checklist.js';
import type { SourceFile } from './source-file.js';

/** Standing answers: what a site says of rules on every host, or on some. */
export interface Answers {
  /** Address of the JSON Schema, in written JSON only. */
  $schema?: string;
  kind: 'answers';
  /** In the order of the file. */
  answers: Answer[];
  sources: SourceFile[];
}

/** One answer, and what it is for. `null` where it leaves a field alone. */
export interface Answer {
  /**
   * What it answers, each a V-id, STIG ID, Rule ID (with or without its revision), CCI or SRG id; `*` stands for any
   * characters, `?` for one.
   */
  rules: string[];
  /** Ids or titles of STIGs it is for, with the same patterns; every one where the list is empty. */
  stigs: string[];
  /** Host names, FQDNs or addresses it is for, with the same patterns; every one where the list is empty. */
  hosts: string[];
  status: Status | null;
  findingDetails: string | null;
  comments: string | null;
  severityOverride: 'high' | 'medium' | 'low' | null;
  severityJustification: string | null;
  /** Where it stands in the file: `entry 3`, `row 17`. */
  place: string;
}
