import type { Rule } from '../../model/benchmark.js';
import type { Asset, Status } from '../../model/checklist.js';

/** STATUS words of CKLB, which are the model's. */
export const STATUSES: readonly Status[] = ['not_reviewed', 'open', 'not_a_finding', 'not_applicable'];

type TextField<T> = { [K in keyof T]-?: T[K] extends string | null ? K : never }[keyof T];

/** Members of target_data that are texts, in STIG Viewer's order (FORMATS C.3). */
export const TARGET_TEXTS: readonly (readonly [member: string, field: TextField<Asset>])[] = [
  ['target_type', 'assetType'],
  ['host_name', 'hostName'],
  ['ip_address', 'ipAddress'],
  ['mac_address', 'macAddress'],
  ['fqdn', 'fqdn'],
  ['comments', 'comment'],
  ['role', 'role'],
  ['technology_area', 'techArea'],
  ['web_db_site', 'webDbSite'],
  ['web_db_instance', 'webDbInstance'],
  ['classification', 'marking'],
];

/** Members of a rule that are simply a text of the model's rule (FORMATS C.5). */
export const RULE_TEXTS = {
  rule_version: 'stigId',
  rule_title: 'title',
  weight: 'weight',
  false_positives: 'falsePositives',
  false_negatives: 'falseNegatives',
  documentable: 'documentable',
  security_override_guidance: 'severityOverrideGuidance',
  potential_impacts: 'potentialImpacts',
  third_party_tools: 'thirdPartyTools',
  ia_controls: 'iaControls',
  mitigations: 'mitigations',
  mitigation_control: 'mitigationControl',
} as const satisfies Record<string, TextField<Rule>>;

/** Other names of members, by the name of STIG Viewer (STIGQter's, and the deprecated ones of the schema). */
export const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['fix_text', 'rule_fix_txt'],
  ['potential_impacts', 'potential_impact'],
  ['security_override_guidance', 'override_guidance'],
  ['reference_identifier', 'target_key'],
  ['classification', 'marking'],
]);

/** Members of a rule in STIG Viewer's order. */
export const RULE_MEMBERS = [
  'group_id_src',
  'group_tree',
  'group_id',
  'severity',
  'group_title',
  'rule_id_src',
  'rule_id',
  'rule_version',
  'rule_title',
  'fix_text',
  'weight',
  'check_content',
  'check_content_ref',
  'classification',
  'discussion',
  'false_positives',
  'false_negatives',
  'documentable',
  'security_override_guidance',
  'potential_impacts',
  'third_party_tools',
  'ia_controls',
  'responsibility',
  'mitigations',
  'mitigation_control',
  'legacy_ids',
  'ccis',
  'reference_identifier',
  'uuid',
  'stig_uuid',
  'status',
  'overrides',
  'comments',
  'finding_details',
  'srg_id',
] as const;

export type RuleMember = (typeof RULE_MEMBERS)[number];

/** Members without a field in the model that say nothing of their own: state of a viewer, repetitions. */
export const SILENT: ReadonlySet<string> = new Set([
  'active',
  'mode',
  'has_path',
  'cklb_version',
  'display_name',
  'STIGUuid',
  'stig_ref',
  'target_key',
  'check_system',
  'fix_id',
]);
