import { ASSET_TYPES, ROLES, TECH_AREAS } from '../../model/asset-words.js';
import type { Asset, ChecklistStig, Review } from '../../model/checklist.js';
import { checkText, fixText, releaseInfoOf, stigRef } from '../shared/checklist-text.js';
import {
  ASSET_ELEMENTS,
  INFO_NAMES,
  type InfoName,
  RULE_TEXTS,
  STATUS_WORDS,
  VULN_ATTRIBUTES,
  type VulnAttribute,
} from './names.js';

/** A named value of a CKL; `null` is an element left out (SID_DATA only). Names may repeat. */
export type Value = readonly [name: string, text: string | null];

/** STIG Viewer whose dialect is written. */
export type Viewer = 2 | 3;

/** Makes the UUIDs that the model lacks. */
export interface Uuids {
  stig(stig: ChecklistStig): string;
  rule(review: Review, stig: ChecklistStig): string;
  library(stig: ChecklistStig): string;
}

/** The children of ASSET, in schema order, as a viewer writes them. */
export function assetValues(asset: Asset, viewer: Viewer, firstStig: ChecklistStig | undefined): Value[] {
  return ASSET_ELEMENTS.flatMap(([element, field]): Value[] => {
    if (field === null || (element === 'MARKING' && viewer === 3)) return [];
    const text = field === 'webOrDatabase' ? String(asset[field] ?? false) : (asset[field] ?? '');
    switch (element) {
      case 'ROLE':
        return [[element, oneOf(ROLES, text) ?? 'None']];
      case 'ASSET_TYPE':
        return [[element, oneOf(ASSET_TYPES, text) ?? 'Computing']];
      case 'TECH_AREA':
        return [[element, oneOf(TECH_AREAS, text) ?? '']];
      case 'TARGET_KEY':
        // The first STIG's; `0` where the content has none (FORMATS B.5).
        return [[element, text || firstStig?.benchmark.targetKey || firstStig?.reviews[0]?.rule.targetKey || '0']];
      default:
        return [[element, text]];
    }
  });
}

/** Asset fields whose value the schema does not allow, with the value; they are written as the default. */
export function unknownAssetWords(asset: Asset): { field: string; value: string; words: readonly string[] }[] {
  const checks: [string, string | null, readonly string[]][] = [
    ['role', asset.role, ROLES],
    ['asset type', asset.assetType, ASSET_TYPES],
    // Evaluate-STIG writes `None` for no technology area (FORMATS B.3).
    ['technology area', asset.techArea === 'None' ? '' : asset.techArea, TECH_AREAS],
  ];
  return checks.flatMap(([field, value, words]) =>
    value === null || value === '' || oneOf(words, value) !== undefined ? [] : [{ field, value, words }],
  );
}

function oneOf(words: readonly string[], text: string): string | undefined {
  const wanted = text.trim().toLowerCase();
  return words.find((word) => word.toLowerCase() === wanted);
}

/** The items of STIG_INFO, in order. STIG Viewer 3 has neither file name, description nor source to give (FORMATS B.1). */
export function infoValues(stig: ChecklistStig, viewer: Viewer, uuids: Uuids): Value[] {
  const { benchmark } = stig;
  const values: Record<InfoName, string | null> = {
    version: benchmark.version ?? '',
    classification: benchmark.classification || 'UNCLASSIFIED',
    customname: benchmark.customName ?? (viewer === 3 ? '' : null),
    stigid: benchmark.id ?? '',
    description: viewer === 3 ? '' : benchmark.description,
    filename: benchmark.fileName,
    releaseinfo: releaseInfoOf(benchmark),
    title: benchmark.title ?? '',
    uuid: uuids.stig(stig),
    notice: benchmark.notice?.id ?? (viewer === 3 ? 'terms-of-use' : null),
    source: viewer === 3 ? 'Unknown' : benchmark.source,
  };
  return INFO_NAMES.filter((name) => viewer === 2 || name !== 'filename').map((name) => [name, values[name]]);
}

/** The STIG_DATA of a VULN, in order (FORMATS B.4). */
export function vulnValues(review: Review, stig: ChecklistStig, viewer: Viewer, uuids: Uuids): Value[] {
  const values: Value[] = [];
  for (const name of VULN_ATTRIBUTES) {
    if (name === 'LEGACY_ID') for (const id of legacyIds(review.rule.legacyIds, viewer)) values.push([name, id]);
    else if (name === 'CCI_REF') {
      const { ccis } = review.rule;
      for (const cci of ccis.length === 0 && viewer === 2 ? [''] : ccis) values.push([name, cci]);
    } else if (name !== 'TargetKey' || viewer === 2) {
      values.push([name, attributeText(name, review, stig, viewer, uuids)]);
    }
  }
  return values;
}

function attributeText(name: VulnAttribute, review: Review, stig: ChecklistStig, viewer: Viewer, uuids: Uuids): string {
  const { rule } = review;
  switch (name) {
    case 'Severity':
      return rule.severity;
    case 'Vuln_Discuss':
      return rule.discussion ?? rule.description ?? '';
    case 'Check_Content':
      return checkText(rule) ?? '';
    case 'Fix_Text':
      return fixText(rule) ?? '';
    case 'Responsibility':
      return rule.responsibility?.join(', ') ?? '';
    case 'Check_Content_Ref':
      return rule.check?.contentRef?.name ?? '';
    case 'Class':
      return classWord(review.classification, viewer);
    case 'STIGRef':
      return stigRef(stig.benchmark);
    case 'TargetKey':
      return rule.targetKey ?? stig.benchmark.targetKey ?? '0';
    case 'STIG_UUID':
      return viewer === 3 ? uuids.rule(review, stig) : (review.stigUuid ?? uuids.library(stig));
    default:
      return rule[RULE_TEXTS[name as keyof typeof RULE_TEXTS]] ?? '';
  }
}

function classWord(classification: string | null, viewer: Viewer): string {
  if (classification !== null && classification.toLowerCase() !== 'unclassified') return classification;
  return viewer === 3 ? 'Unclassified' : 'Unclass';
}

/** STIG Viewer 2 has two places, the V-id's first, written empty where there is none; STIG Viewer 3 has XCCDF's order. */
function legacyIds(ids: readonly string[], viewer: Viewer): readonly string[] {
  if (viewer === 3) return ids;
  const sorted = [...ids.filter((id) => id.startsWith('V-')), ...ids.filter((id) => !id.startsWith('V-'))];
  while (sorted.length < 2) sorted.push('');
  return sorted;
}

/** What stands after the STIG_DATA of a VULN. */
export function answerValues(review: Review): Value[] {
  return [
    ['STATUS', STATUS_WORDS[review.status]],
    ['FINDING_DETAILS', review.findingDetails],
    ['COMMENTS', review.comments],
    ['SEVERITY_OVERRIDE', review.severityOverride ?? ''],
    ['SEVERITY_JUSTIFICATION', review.severityJustification],
  ];
}

/** UUIDs for holding values against each other: what the model lacks stays empty. */
export const KNOWN_UUIDS: Uuids = {
  stig: (stig) => stig.uuid ?? '',
  rule: (review) => review.uuid ?? '',
  library: () => '',
};
