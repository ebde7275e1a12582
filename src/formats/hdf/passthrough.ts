import type { Asset, Checklist, ChecklistStig, Review, Status } from '../../model/checklist.js';
import { checkText, fixText, releaseInfoOf, stigRef } from '../shared/checklist-text.js';

/** Heimdall's words for a status. */
const STATUS: Record<Status, string> = {
  open: 'Failed',
  not_a_finding: 'Passed',
  not_applicable: 'Not Applicable',
  not_reviewed: 'Not Reviewed',
};

/**
 * The checklist in the form that Heimdall keeps beside its results: of this it makes a CKL again, with the asset, the
 * release and every text as they were. What is unknown is empty, as it is in a CKL.
 */
export function passthroughOf({ asset, stigs }: Checklist): unknown {
  return { checklist: { asset: assetOf(asset), stigs: stigs.map(stigOf) } };
}

function assetOf(asset: Asset) {
  return {
    role: asset.role ?? 'None',
    assettype: asset.assetType ?? 'Computing',
    hostname: asset.hostName ?? '',
    hostip: asset.ipAddress ?? '',
    hostmac: asset.macAddress ?? '',
    hostfqdn: asset.fqdn ?? '',
    marking: asset.marking ?? '',
    targetcomment: asset.comment ?? '',
    techarea: asset.techArea ?? '',
    targetkey: asset.targetKey ?? '',
    webordatabase: asset.webOrDatabase ?? false,
    webdbsite: asset.webDbSite ?? '',
    webdbinstance: asset.webDbInstance ?? '',
  };
}

function stigOf(stig: ChecklistStig) {
  const { benchmark, uuid, reviews } = stig;
  return {
    header: {
      version: benchmark.version ?? '',
      classification: benchmark.classification || 'UNCLASSIFIED',
      customname: benchmark.customName ?? '',
      stigid: benchmark.id ?? '',
      description: benchmark.description ?? '',
      filename: benchmark.fileName ?? '',
      releaseinfo: releaseInfoOf(benchmark),
      title: benchmark.title ?? '',
      uuid: uuid ?? '',
      notice: benchmark.notice?.id ?? '',
      source: benchmark.source ?? '',
    },
    vulns: reviews.map((review) => vulnOf(review, stig)),
  };
}

function vulnOf(review: Review, { benchmark }: ChecklistStig) {
  const { rule } = review;
  return {
    status: STATUS[review.status],
    findingdetails: review.findingDetails,
    comments: review.comments,
    severityoverride: review.severityOverride ?? '',
    severityjustification: review.severityJustification,
    vulnNum: rule.vulnId ?? '',
    severity: rule.severity === 'unknown' ? '' : rule.severity,
    groupTitle: rule.groupTitle ?? '',
    ruleId: rule.ruleId ?? '',
    ruleVer: rule.stigId ?? '',
    ruleTitle: rule.title ?? '',
    vulnDiscuss: rule.discussion ?? rule.description ?? '',
    iaControls: rule.iaControls ?? '',
    checkContent: checkText(rule) ?? '',
    fixText: fixText(rule) ?? '',
    falsePositives: rule.falsePositives ?? '',
    falseNegatives: rule.falseNegatives ?? '',
    documentable: rule.documentable ?? '',
    mitigations: rule.mitigations ?? '',
    potentialImpact: rule.potentialImpacts ?? '',
    thirdPartyTools: rule.thirdPartyTools ?? '',
    mitigationControl: rule.mitigationControl ?? '',
    responsibility: rule.responsibility?.join(', ') ?? '',
    securityOverrideGuidance: rule.severityOverrideGuidance ?? '',
    checkContentRef: rule.check?.contentRef?.name ?? '',
    weight: rule.weight ?? '',
    class:
      review.classification === null || review.classification === 'Unclassified' ? 'Unclass' : review.classification,
    stigRef: stigRef(benchmark),
    targetKey: rule.targetKey ?? benchmark.targetKey ?? '',
    stigUuid: review.stigUuid ?? '',
    legacyId: rule.legacyIds.join('; '),
    cciRef: rule.ccis.join('; '),
  };
}
