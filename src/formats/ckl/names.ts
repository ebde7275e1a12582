import type { Rule } from '../../model/benchmark.js';
import type { Asset, Status } from '../../model/checklist.js';

/** STATUS words (FORMATS B.3) and the model's. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  not_a_finding: 'NotAFinding',
  open: 'Open',
  not_applicable: 'Not_Applicable',
  not_reviewed: 'Not_Reviewed',
};

/** The status a word stands for; `undefined` for a word that CKL does not know. */
export function statusOf(word: string): Status | undefined {
  return (Object.keys(STATUS_WORDS) as Status[]).find((status) => STATUS_WORDS[status] === word);
}

type TextField<T> = { [K in keyof T]-?: T[K] extends string | null ? K : never }[keyof T];

/** Children of ASSET in the order of DISA's schema (FORMATS B.2), with the field each holds; `null`: no field. */
export const ASSET_ELEMENTS: readonly (readonly [element: string, field: TextField<Asset> | 'webOrDatabase' | null])[] =
  [
    ['ROLE', 'role'],
    ['ASSET_TYPE', 'assetType'],
    ['MARKING', 'marking'],
    ['HOST_NAME', 'hostName'],
    ['HOST_IP', 'ipAddress'],
    ['HOST_MAC', 'macAddress'],
    ['HOST_GUID', null],
    ['HOST_FQDN', 'fqdn'],
    ['TARGET_COMMENT', 'comment'],
    ['TECH_AREA', 'techArea'],
    ['TARGET_KEY', 'targetKey'],
    ['STIG_GUID', null],
    ['WEB_OR_DATABASE', 'webOrDatabase'],
    ['WEB_DB_SITE', 'webDbSite'],
    ['WEB_DB_INSTANCE', 'webDbInstance'],
  ];

/** Items of STIG_INFO in STIG Viewer's order. */
export const INFO_NAMES = [
  'version',
  'classification',
  'customname',
  'stigid',
  'description',
  'filename',
  'releaseinfo',
  'title',
  'uuid',
  'notice',
  'source',
] as const;

export type InfoName = (typeof INFO_NAMES)[number];

/** Attributes of a VULN that are simply a text of the rule. */
export const RULE_TEXTS = {
  Vuln_Num: 'vulnId',
  Group_Title: 'groupTitle',
  Rule_ID: 'ruleId',
  Rule_Ver: 'stigId',
  Rule_Title: 'title',
  Vuln_Discuss: 'discussion',
  IA_Controls: 'iaControls',
  False_Positives: 'falsePositives',
  False_Negatives: 'falseNegatives',
  Documentable: 'documentable',
  Mitigations: 'mitigations',
  Potential_Impact: 'potentialImpacts',
  Third_Party_Tools: 'thirdPartyTools',
  Mitigation_Control: 'mitigationControl',
  Security_Override_Guidance: 'severityOverrideGuidance',
  Weight: 'weight',
  TargetKey: 'targetKey',
} as const satisfies Record<string, TextField<Rule>>;

/** Attributes of a VULN in STIG Viewer's order (FORMATS B.4); the last two repeat. */
export const VULN_ATTRIBUTES = [
  'Vuln_Num',
  'Severity',
  'Group_Title',
  'Rule_ID',
  'Rule_Ver',
  'Rule_Title',
  'Vuln_Discuss',
  'IA_Controls',
  'Check_Content',
  'Fix_Text',
  'False_Positives',
  'False_Negatives',
  'Documentable',
  'Mitigations',
  'Potential_Impact',
  'Third_Party_Tools',
  'Mitigation_Control',
  'Responsibility',
  'Security_Override_Guidance',
  'Check_Content_Ref',
  'Weight',
  'Class',
  'STIGRef',
  'TargetKey',
  'STIG_UUID',
  'LEGACY_ID',
  'CCI_REF',
] as const;

export type VulnAttribute = (typeof VULN_ATTRIBUTES)[number];

/** What stands after the STIG_DATA of a VULN, in the schema's order. */
export const ANSWERS = [
  'STATUS',
  'FINDING_DETAILS',
  'COMMENTS',
  'SEVERITY_OVERRIDE',
  'SEVERITY_JUSTIFICATION',
] as const;
