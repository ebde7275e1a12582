import { cciInfo, type Revision } from '../../data/controls.js';
import type { Rule } from '../../model/benchmark.js';
import type { ChecklistBenchmark, Review, Status } from '../../model/checklist.js';
import type { Severity } from '../../model/severity.js';
import { checkText, fixText, stigRef } from '../shared/checklist-text.js';
import type { Control, Result } from './types.js';

/** InSpec's impact of a severity. What has no severity counts as medium, InSpec's own default. */
const IMPACT: Record<Severity, number> = { high: 0.7, medium: 0.5, low: 0.3, unknown: 0.5 };

const RESULT: Record<Status, Result['status']> = {
  open: 'failed',
  not_a_finding: 'passed',
  not_applicable: 'skipped',
  not_reviewed: 'skipped',
};

/** A review as a control with one result; Heimdall takes an impact of 0 for Not Applicable. */
export function controlOf(
  review: Review,
  id: string,
  benchmark: ChecklistBenchmark,
  revisions: readonly Revision[],
): Control {
  const { rule, status } = review;
  return {
    id,
    title: rule.title,
    desc: rule.discussion ?? rule.description,
    descriptions: descriptionsOf(review),
    impact: status === 'not_applicable' ? 0 : IMPACT[review.severityOverride ?? rule.severity],
    refs: rule.references.flatMap(({ title, href }) =>
      title || href ? [{ ...(title ? { ref: title } : {}), ...(href ? { url: href } : {}) }] : [],
    ),
    tags: tagsOf(review, benchmark, revisions),
    code: '',
    source_location: {},
    results: [resultOf(review)],
  };
}

/**
 * The one result: finding details as `code_desc`, where Heimdall reads them, and comments as message. `start_time` is the
 * scanner's where a scan answered, else empty: a checklist does not say when a person did.
 */
function resultOf({ status, findingDetails, comments, result }: Review): Result {
  const word = RESULT[status];
  const said = word === 'skipped' ? { skip_message: comments } : { message: comments };
  return {
    status: word,
    code_desc: findingDetails,
    start_time: result?.time ?? '',
    ...(comments === '' ? {} : said),
  };
}

function descriptionsOf({ rule, comments }: Review): Control['descriptions'] {
  return [
    ['check', checkText(rule)],
    ['fix', fixText(rule)],
    ['comments', comments],
  ].flatMap(([label, data]) => (data ? [{ label: label!, data }] : []));
}

/** Tags under the names that MITRE's profiles and Heimdall's own converter give them; those that say something. */
function tagsOf(
  { rule, severityOverride, severityJustification, result, classification }: Review,
  benchmark: ChecklistBenchmark,
  revisions: readonly Revision[],
): Control['tags'] {
  const tags: [string, string | readonly string[] | null][] = [
    ['gtitle', rule.groupTitle],
    ['gid', rule.vulnId],
    ['rid', rule.ruleId],
    ['stig_id', rule.stigId],
    ['check_id', rule.check?.id ?? null],
    ['fix_id', rule.fix?.id ?? null],
    ['cci', rule.ccis],
    ['nist', nistOf(rule, revisions)],
    ['severity', rule.severity === 'unknown' ? null : rule.severity],
    ['severityoverride', severityOverride],
    ['severityjustification', severityJustification],
    ['weight', rule.weight],
    ['legacy', rule.legacyIds],
    ['documentable', rule.documentable],
    ['IA_Controls', rule.iaControls],
    ['False_Positives', rule.falsePositives],
    ['False_Negatives', rule.falseNegatives],
    ['Mitigations', rule.mitigations],
    ['Mitigation_Controls', rule.mitigationControl],
    ['Potential_Impact', rule.potentialImpacts],
    ['Third_Party_Tools', rule.thirdPartyTools],
    ['Responsibility', rule.responsibility?.join(', ') ?? null],
    ['Security_Override_Guidance', rule.severityOverrideGuidance],
    ['STIGRef', stigRef(benchmark)],
    ['classification', classification],
    ['scan_result', result?.result ?? null],
    ['scanner', result?.testSystem ?? null],
  ];
  return Object.fromEntries(
    tags.flatMap(([name, value]) =>
      value === null || value.length === 0 ? [] : [[name, typeof value === 'string' ? value : [...value]]],
    ),
  );
}

/**
 * Controls of SP 800-53 to the part of their statement (`CM-6 b`), each once: of the first of the revisions that a CCI
 * maps to.
 */
function nistOf({ ccis }: Rule, revisions: readonly Revision[]): string[] {
  const found = new Set<string>();
  for (const cci of ccis) {
    const info = cciInfo(cci);
    const indexes = revisions.map((revision) => (revision === 5 ? info?.rev5 : info?.rev4) ?? []);
    for (const index of indexes.find((of) => of.length > 0) ?? []) {
      for (const control of index.split(',')) found.add(control.trim());
    }
  }
  return [...found];
}
