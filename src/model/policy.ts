import type { Status } from './checklist.js';

/** What a site asks of its checklists, beyond what any checklist must be. */
export interface Policy {
  /** Address of the JSON Schema. */
  $schema?: string;
  /** Name of the policy, for people. */
  title?: string;
  /** Fields of the asset that must say something. */
  asset?: PolicyAssetField[];
  /**
   * Phrases that finding details, comments and severity justifications may not hold: `TBD`. Upper and lower case are
   * alike, and so are all blanks; a phrase counts only as whole words.
   */
  forbiddenPhrases?: string[];
  /** Each is held against every review that it is for. */
  requirements?: PolicyRequirement[];
}

/** A field of the asset that a policy may ask for. */
export type PolicyAssetField =
  | 'hostName'
  | 'ipAddress'
  | 'macAddress'
  | 'fqdn'
  | 'role'
  | 'assetType'
  | 'marking'
  | 'techArea'
  | 'targetKey'
  | 'comment';

/** A text of a review that a policy may ask for. */
export type PolicyText = 'findingDetails' | 'comments' | 'severityJustification';

/** One demand: which reviews it is for, and what it asks of them. It is for all reviews where it names none. */
export interface PolicyRequirement {
  /** What to call it in messages: the paragraph of a guide. */
  name?: string;
  /** Statuses it is for. */
  status?: Status[];
  /** Severities it is for: the rule's own, whatever the review overrides. */
  severity?: ('high' | 'medium' | 'low' | 'unknown')[];
  /** Whether it is for reviews that override the severity (`true`) or for those that do not (`false`). */
  overridden?: boolean;
  /** STIGs it is for, by id or title; `*` stands for any characters, `?` for one. */
  stigs?: string[];
  /** Rules it is for, by V-id, Rule ID, STIG ID or CCI, with the same patterns. */
  rules?: string[];
  /** `false`: there may be no such review. */
  allowed?: boolean;
  /** Texts that must all say something. */
  needs?: PolicyText[];
  /** Texts of which one at least must say something. */
  needsOneOf?: PolicyText[];
  /**
   * Characters that a text must have to say something, blanks at its ends aside; 1 where it is not given.
   *
   * @asType integer
   * @minimum 1
   * @maximum 100000
   */
  minLength?: number;
  /** Whether a review that does not fit is an error (as where it is not given) or a warning. */
  level?: 'error' | 'warning';
}
