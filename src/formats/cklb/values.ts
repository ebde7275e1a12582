import type { Asset, Checklist, ChecklistStig, Review } from '../../model/checklist.js';
import { checkText, fixText, releaseInfoOf } from '../shared/checklist-text.js';
import { RULE_MEMBERS, RULE_TEXTS, type RuleMember, TARGET_TEXTS } from './names.js';

/** A JSON value as CKLB has it. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** A named value. */
export type Member = readonly [key: string, value: JsonValue];

/** Makes the UUIDs that the model lacks. */
export interface Uuids {
  stig(stig: ChecklistStig): string;
  rule(review: Review, stig: ChecklistStig): string;
}

/** UUIDs for holding values against each other: what the model lacks stays empty. */
export const KNOWN_UUIDS: Uuids = { stig: (stig) => stig.uuid ?? '', rule: (review) => review.uuid ?? '' };

/** DISA's description of every group. */
const GROUP_DESCRIPTION = '<GroupDescription></GroupDescription>';

/** The members of target_data, in order (FORMATS C.3). */
export function targetMembers(asset: Asset): Member[] {
  return TARGET_TEXTS.flatMap(([member, field]): Member[] => {
    const text = asset[field] ?? '';
    switch (member) {
      case 'target_type':
        return [[member, text || 'Computing']];
      case 'role':
        return [
          [member, text || 'None'],
          ['is_web_database', asset.webOrDatabase ?? false],
        ];
      case 'technology_area':
        return [[member, text === 'None' ? '' : text]];
      case 'classification':
        return [[member, text === '' ? null : text]];
      default:
        return [[member, text]];
    }
  });
}

/** The members of a STIG before `rules`, in order (FORMATS C.4). */
export function stigMembers(stig: ChecklistStig, uuids: Uuids): Member[] {
  const { benchmark } = stig;
  const title = benchmark.title ?? '';
  return [
    ['stig_name', title],
    ['display_name', title.replace(/ Security Technical Implementation Guide$/, '')],
    ['stig_id', benchmark.id ?? ''],
    ['release_info', releaseInfoOf(benchmark)],
    ['version', benchmark.version ?? ''],
    ['uuid', uuids.stig(stig)],
    ['reference_identifier', benchmark.targetKey ?? stig.reviews[0]?.rule.targetKey ?? null],
    ['size', benchmark.size ?? stig.reviews.length],
  ];
}

/** The members of a rule, in order (FORMATS C.5). */
export function ruleMembers(review: Review, stig: ChecklistStig, uuids: Uuids): Member[] {
  return RULE_MEMBERS.map((key) => [key, memberValue(key, review, stig, uuids)]);
}

function memberValue(key: RuleMember, review: Review, stig: ChecklistStig, uuids: Uuids): JsonValue {
  const { rule } = review;
  switch (key) {
    case 'group_id':
      return rule.vulnId ?? '';
    case 'group_id_src':
      return rule.groupTree.at(-1)?.extra?.verbatim?.id ?? rule.vulnId ?? '';
    case 'group_tree':
      return groupTree(review);
    case 'severity':
      return rule.severity;
    case 'group_title':
      // STIG Viewer 3 has the rule's title here; the group's is srg_id (FORMATS C.5).
      return rule.title ?? '';
    case 'srg_id':
      return rule.groupTitle ?? '';
    case 'rule_id_src':
      return sourceRuleId(rule.extra?.verbatim?.ruleId) ?? rule.ruleId ?? '';
    case 'rule_id':
      return (rule.ruleId ?? '').replace(/_rule$/, '');
    case 'fix_text':
      return fixText(rule) ?? '';
    case 'check_content':
      return checkText(rule) ?? '';
    case 'check_content_ref': {
      const ref = rule.check?.contentRef ?? null;
      return ref === null ? null : { href: ref.href ?? '', name: ref.name ?? '' };
    }
    case 'classification':
      return review.classification ?? 'Unclassified';
    case 'discussion':
      return rule.discussion ?? rule.description ?? '';
    case 'responsibility':
      return rule.responsibility?.join(', ') ?? '';
    case 'legacy_ids':
      return [...rule.legacyIds];
    case 'ccis':
      return [...rule.ccis];
    case 'reference_identifier':
      return rule.targetKey ?? stig.benchmark.targetKey;
    case 'uuid':
      return uuids.rule(review, stig);
    case 'stig_uuid':
      return review.stigUuid ?? uuids.stig(stig);
    case 'status':
      return review.status;
    case 'overrides':
      return overrides(review);
    case 'comments':
      return review.comments;
    case 'finding_details':
      return review.findingDetails;
    default:
      return rule[RULE_TEXTS[key]] ?? '';
  }
}

function groupTree({ rule }: Review): JsonValue {
  const nodes =
    rule.groupTree.length > 0
      ? rule.groupTree
      : [{ id: rule.vulnId, title: rule.groupTitle, description: rule.groupDescription }];
  return nodes.map(({ id, title, description }) => ({
    id: id ?? '',
    title: title ?? '',
    description: description ?? GROUP_DESCRIPTION,
  }));
}

/** A SCAP rule id with its prefix is the source's own; other spellings (blanks, no `_rule`) are slips of a checklist. */
function sourceRuleId(verbatim: string | undefined): string | undefined {
  return verbatim?.startsWith('xccdf_') ? verbatim : undefined;
}

/** `{}`, or the severity with its reason; a justification without a severity stands alone (FORMATS E). */
function overrides({ severityOverride, severityJustification }: Review): JsonValue {
  if (severityOverride === null && severityJustification === '') return {};
  const severity: Record<string, string> = severityOverride === null ? {} : { severity: severityOverride };
  return { severity: { ...severity, reason: severityJustification } };
}

/** The title of a checklist: its own, else the name of the file that is written. */
export function titleOf(checklist: Checklist, name: string | undefined): string {
  return checklist.title ?? name ?? 'New Checklist';
}
