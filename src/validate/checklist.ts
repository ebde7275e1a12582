import { cciInfo } from '../data/controls.js';
import type { Diagnostic } from '../io/diagnostic.js';
import { ASSET_TYPES, ROLES, TECH_AREAS } from '../model/asset-words.js';
import type { Asset, Checklist, ChecklistStig, Review } from '../model/checklist.js';
import { findingsOf, nameOf, repeated } from './finding.js';
import { findMojibake } from './mojibake.js';

type Find = ReturnType<typeof findingsOf>;

/** STIG Manager cuts longer texts (FORMATS B.6). */
const LONGEST_TEXT = 32_767;

/** Whether a checklist makes sense and will be taken by the tools that read such files. */
export function validateChecklist(checklist: Checklist): Diagnostic[] {
  const found: Diagnostic[] = [];
  const find = findingsOf(checklist.sources[0]?.name, found);
  validateAsset(checklist.asset, find);
  if (checklist.stigs.length === 0) find('error', 'element-missing', 'the checklist has no STIG');
  for (const stig of checklist.stigs) validateStig(stig, find);
  return found;
}

function validateAsset(asset: Asset, find: Find): void {
  if (!asset.hostName) {
    find('warning', 'asset-unnamed', 'the asset has no host name', {
      hint: 'STIG Manager imports no checklist without one.',
    });
  }
  among('role', asset.role, ROLES, find);
  among('asset type', asset.assetType, ASSET_TYPES, find);
  among('technology area', asset.techArea, TECH_AREAS, find);
}

function among(what: string, value: string | null, known: readonly string[], find: Find): void {
  if (value === null || known.includes(value)) return;
  const accepted = known.filter((k) => k !== '').join(', ');
  find('warning', 'value-invalid', `the ${what} is ${JSON.stringify(value)}; DISA's schema knows ${accepted}`);
}

function validateStig({ benchmark, reviews }: ChecklistStig, find: Find): void {
  const name = benchmark.id || benchmark.title || 'a STIG';
  if (!benchmark.id) find('error', 'element-missing', `${name} has no id`);
  if (benchmark.version === null) find('warning', 'element-missing', `${name} has no version`);
  if (benchmark.release === null) find('warning', 'release-unknown', `the release of ${name} is not known`);
  if (reviews.length === 0) find('error', 'element-missing', `${name} has no rules`);
  for (const [id, n] of repeated(reviews.map((r) => r.rule.ruleId))) {
    find('error', 'duplicate-id', `${n} reviews of ${name} have the rule id ${id}`, { rule: id });
  }
  for (const review of reviews) validateReview(review, find);
}

function validateReview(review: Review, find: Find): void {
  const { rule } = review;
  const about = { rule: nameOf(rule) };
  if (!rule.ruleId) find('warning', 'element-missing', 'the review names no rule id', about);
  if (!rule.vulnId) find('warning', 'element-missing', 'the review names no V-id', about);
  const said = review.findingDetails.trim() !== '' || review.comments.trim() !== '';
  if (review.status === 'open' && !said)
    find('warning', 'details-missing', 'open without finding details or comments', about);
  if (review.status === 'not_applicable' && !said)
    find('warning', 'details-missing', 'not applicable without a reason', about);
  if (review.severityOverride !== null && review.severityJustification.trim() === '') {
    find(
      'warning',
      'override-unjustified',
      `the severity is overridden to ${review.severityOverride} without a justification`,
      about,
    );
  }
  for (const [field, text] of [
    ['finding details', review.findingDetails],
    ['comments', review.comments],
  ] as const) {
    if (text.length > LONGEST_TEXT) {
      find(
        'warning',
        'text-long',
        `the ${field} have ${text.length} characters; STIG Manager cuts them at ${LONGEST_TEXT}`,
        about,
      );
    }
  }
  findMojibake([review.findingDetails, review.comments, review.severityJustification], find, about);
  findMojibake([rule.title, rule.discussion, rule.check?.text, rule.fix?.text], find, about);
  for (const cci of rule.ccis) {
    if (cciInfo(cci) === undefined) find('warning', 'cci-unknown', `${cci} is not in DISA's list`, about);
  }
}
