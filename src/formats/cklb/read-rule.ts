import { controlsOf } from '../../data/controls.js';
import type { Report } from '../../io/diagnostic.js';
import { type JsonNode, member } from '../../io/json-tree.js';
import type { Source } from '../../io/source.js';
import type { ContentRef, GroupNode, Rule } from '../../model/benchmark.js';
import type { Review, Status } from '../../model/checklist.js';
import { revisionOf, shortId } from '../../model/ids.js';
import { categoryOf, severityFrom } from '../../model/severity.js';
import { classificationFrom, ruleIdFrom } from '../shared/checklist-text.js';
import { STATUSES } from './names.js';
import { textIn, textOf, textsIn, typedIn } from './read-member.js';

/** Reads an item of `rules`. */
export function readRule(node: JsonNode, pointer: string, source: Source, report: Report): Review {
  const rule = ruleOf(node);
  const name = rule.vulnId || rule.ruleId || rule.stigId;
  const problem = (key: string, severity: 'error' | 'warning', message: string, hint: string) => {
    const place = member(node, key) ?? node;
    report({
      ...source.diagnosticAt(place.start, {
        code: 'value-invalid',
        severity,
        message,
        hint,
        ...(name ? { rule: name } : {}),
      }),
      pointer: place === node ? pointer : `${pointer}/${key}`,
    });
  };
  const override = member(member(node, 'overrides'), 'severity');
  const overrideText = textIn(override, 'severity') ?? textIn(node, 'severity_override');
  return {
    rule,
    status: readStatus(textIn(node, 'status'), problem),
    findingDetails: typedIn(node, 'finding_details'),
    comments: typedIn(node, 'comments'),
    severityOverride: readOverride(overrideText, problem),
    severityJustification: typedIn(override, 'reason') || typedIn(node, 'severity_justification'),
    classification: classificationFrom(textIn(node, 'classification')),
    uuid: textIn(node, 'uuid'),
    stigUuid: textIn(node, 'stig_uuid'),
  };
}

type Problem = (key: string, severity: 'error' | 'warning', message: string, hint: string) => void;

function readStatus(text: string | null, problem: Problem): Status {
  const word = text?.trim() ?? '';
  const status = STATUSES.find((s) => s === word);
  if (status !== undefined) return status;
  const hint = `Accepted are ${STATUSES.join(', ')}.`;
  if (word === '') problem('status', 'warning', 'the rule has no status; it is taken as not_reviewed', hint);
  else {
    const message = `status is ${JSON.stringify(word.slice(0, 80))}, which no CKLB knows; the rule counts as not reviewed`;
    problem('status', 'error', message, `${hint} Set the status that is meant.`);
  }
  return 'not_reviewed';
}

function readOverride(text: string | null, problem: Problem): Review['severityOverride'] {
  if (text === null || text.trim() === '') return null;
  const severity = severityFrom(text);
  if (severity !== 'unknown') return severity;
  const message = `the severity override is ${JSON.stringify(text.slice(0, 80))}, which no CKLB knows; it is not taken`;
  problem('overrides', 'error', message, 'Accepted are low, medium and high.');
  return null;
}

function ruleOf(node: JsonNode): Rule {
  const text = (key: string) => textIn(node, key);
  const severityText = text('severity');
  const severity = severityFrom(severityText);
  const groupIdSource = text('group_id_src');
  const vulnId = text('group_id') ?? (groupIdSource === null ? null : shortId(groupIdSource));
  const ruleIdText = text('rule_id_src') ?? text('rule_id');
  const ruleId = ruleIdFrom(ruleIdText);
  const tree = groupTreeOf(node, groupIdSource);
  const title = text('rule_title');
  const groupTitle = groupTitleOf(node, tree, title);
  const responsibility = text('responsibility');
  const checkContent = text('check_content');
  const contentRef = contentRefOf(node);
  const check =
    checkContent === null && contentRef === null ? null : { id: null, system: null, contentRef, text: checkContent };
  const fixContent = text('fix_text');
  const fix = fixContent === null ? null : { id: null, text: fixContent };
  const ccis = textsIn(node, 'ccis').flatMap((cci) => cci.match(/CCI-\d{6}/g) ?? [cci]);
  const verbatim: Record<string, string> = {};
  if (severity === 'unknown' && severityText !== null && severityText !== 'unknown') verbatim.severity = severityText;
  if (ruleIdText !== ruleId && text('rule_id_src') !== null) verbatim.ruleId = ruleIdText!;
  return {
    vulnId,
    ruleId,
    revision: revisionOf(ruleId),
    stigId: text('rule_version'),
    severity,
    category: categoryOf(severity),
    weight: text('weight'),
    title,
    groupTitle,
    groupDescription: tree.at(-1)?.description ?? null,
    groupTree: tree.length > 0 || vulnId === null ? tree : [{ id: vulnId, title: groupTitle, description: null }],
    discussion: text('discussion'),
    falsePositives: text('false_positives'),
    falseNegatives: text('false_negatives'),
    documentable: text('documentable'),
    mitigations: text('mitigations'),
    severityOverrideGuidance: text('security_override_guidance'),
    potentialImpacts: text('potential_impacts'),
    thirdPartyTools: text('third_party_tools'),
    mitigationControl: text('mitigation_control'),
    responsibility: responsibility === null ? null : [responsibility],
    iaControls: text('ia_controls'),
    description: null,
    check,
    checks: check === null ? [] : [check],
    fix,
    fixes: fix === null ? [] : [fix],
    ccis,
    controls: controlsOf(ccis),
    legacyIds: textsIn(node, 'legacy_ids'),
    references: [],
    targetKey: text('reference_identifier'),
    ...(Object.keys(verbatim).length > 0 ? { extra: { verbatim } } : {}),
  };
}

function groupTreeOf(node: JsonNode, groupIdSource: string | null): GroupNode[] {
  const list = member(node, 'group_tree');
  if (list?.kind !== 'array') return [];
  return list.items.map((item, index) => {
    const sourceId = index === list.items.length - 1 && groupIdSource?.startsWith('xccdf_') ? groupIdSource : null;
    return {
      id: textIn(item, 'id'),
      title: textIn(item, 'title'),
      description: textIn(item, 'description'),
      ...(sourceId === null ? {} : { extra: { verbatim: { id: sourceId } } }),
    };
  });
}

/**
 * The group's title, an SRG id. STIG Viewer 3 has it in `srg_id` and in the group tree, and the rule's title in
 * `group_title`; STIG Manager and STIGQter have it in `group_title` (FORMATS C.5).
 */
function groupTitleOf(node: JsonNode, tree: readonly GroupNode[], ruleTitle: string | null): string | null {
  const own = textIn(node, 'srg_id') ?? tree.at(-1)?.title;
  if (own !== undefined && own !== null) return own;
  const groupTitle = textIn(node, 'group_title');
  return groupTitle === ruleTitle ? null : groupTitle;
}

function contentRefOf(node: JsonNode): ContentRef | null {
  const ref = member(node, 'check_content_ref');
  if (ref?.kind !== 'object') return null;
  const [name, href] = [textOf(member(ref, 'name')), textOf(member(ref, 'href'))];
  return name === null && href === null ? null : { name, href };
}
