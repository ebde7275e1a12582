import { cciInfo } from '../data/controls.js';
import type { Diagnostic } from '../io/diagnostic.js';
import { ASSET_TYPES, ROLES, TECH_AREAS } from '../model/asset-words.js';
import type { Asset, Checklist, ChecklistStig, Review } from '../model/checklist.js';
import { type Find, findingsOf, nameOf, repeated } from './finding.js';
import { findMojibake } from './mojibake.js';
import type { Field, Locate } from './places.js';

/** STIG Manager cuts longer texts (FORMATS B.6). */
const LONGEST_TEXT = 32_767;

/** Whether a checklist makes sense and will be taken by the tools that read such files. */
export function validateChecklist(checklist: Checklist, locate?: Locate): Diagnostic[] {
  const found: Diagnostic[] = [];
  const find = findingsOf(checklist.sources[0]?.name, found, locate);
  validateAsset(checklist.asset, find);
  if (checklist.stigs.length === 0) find('error', 'element-missing', 'the checklist has no STIG');
  for (const [id, at] of repeated(checklist.stigs.map(releaseOf))) {
    find('warning', 'duplicate-id', `${at.length} STIGs of the checklist are ${id}`, {
      spot: { stig: at[1]! },
      hint: 'Keep one: importers take the first, or the last.',
    });
  }
  checklist.stigs.forEach((stig, at) => {
    validateStig(stig, at, find);
  });
  return found;
}

/** A STIG by id and release; a web site or database may hold one STIG for each instance, under other ids. */
function releaseOf({ benchmark: { id, releaseName } }: ChecklistStig): string | null {
  return id === null || id === '' ? null : [id, releaseName].filter((part) => part !== null).join(' ');
}

function validateAsset(asset: Asset, find: Find): void {
  if (!asset.hostName) {
    find('warning', 'asset-unnamed', 'the asset has no host name', {
      spot: { field: 'hostName' },
      hint: 'STIG Manager imports no checklist without one.',
    });
  }
  among('role', 'role', asset.role, ROLES, find);
  among('asset type', 'assetType', asset.assetType, ASSET_TYPES, find);
  among('technology area', 'techArea', asset.techArea, TECH_AREAS, find);
}

function among(what: string, field: Field, value: string | null, known: readonly string[], find: Find): void {
  if (value === null || known.includes(value)) return;
  const accepted = known.filter((k) => k !== '').join(', ');
  find('warning', 'value-invalid', `the ${what} is ${JSON.stringify(value)}; DISA's schema knows ${accepted}`, {
    spot: { field },
  });
}

function validateStig({ benchmark, reviews }: ChecklistStig, stig: number, find: Find): void {
  const name = benchmark.id || benchmark.title || 'a STIG';
  const spot = { stig };
  if (!benchmark.id) find('error', 'element-missing', `${name} has no id`, { spot });
  if (benchmark.version === null) find('warning', 'element-missing', `${name} has no version`, { spot });
  if (benchmark.release === null) find('warning', 'release-unknown', `the release of ${name} is not known`, { spot });
  if (reviews.length === 0) find('error', 'element-missing', `${name} has no rules`, { spot });
  for (const [id, at] of repeated(reviews.map((r) => r.rule.ruleId))) {
    find('error', 'duplicate-id', `${at.length} reviews of ${name} have the rule id ${id}`, {
      rule: id,
      spot: { stig, review: at[1]! },
      hint: 'Keep one review: importers take the first, or the last.',
    });
  }
  for (const [id, at] of repeated(reviews.map((r) => r.rule.stigId))) {
    find('warning', 'duplicate-stig-id', `${at.length} reviews of ${name} have the STIG ID ${id}`, {
      rule: id,
      spot: { stig, review: at[1]! },
      hint: 'Name these rules by V-id or Rule ID, which differ.',
    });
  }
  reviews.forEach((review, at) => {
    validateReview(review, { stig, review: at }, find);
  });
}

function validateReview(review: Review, spot: { stig: number; review: number }, find: Find): void {
  const { rule } = review;
  const about = { rule: nameOf(rule), spot };
  if (!rule.ruleId) find('warning', 'element-missing', 'the review names no rule id', about);
  if (!rule.vulnId) find('warning', 'element-missing', 'the review names no V-id', about);
  const said = review.findingDetails.trim() !== '' || review.comments.trim() !== '';
  if (review.status === 'open' && !said)
    find('warning', 'details-missing', 'open without finding details or comments', {
      ...about,
      hint: 'Write what was seen: stigkit review FILE RULE --details TEXT.',
    });
  if (review.status === 'not_applicable' && !said)
    find('warning', 'details-missing', 'not applicable without a reason', {
      ...about,
      hint: 'Write the reason: stigkit review FILE RULE --comments TEXT.',
    });
  if (review.severityOverride !== null && review.severityJustification.trim() === '') {
    find(
      'warning',
      'override-unjustified',
      `the severity is overridden to ${review.severityOverride} without a justification`,
      { ...about, hint: 'Write why: stigkit review FILE RULE --justification TEXT.' },
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
    const info = cciInfo(cci);
    if (info === undefined) find('warning', 'cci-unknown', `${cci} is not in DISA's list`, about);
    else if (info.deprecated) {
      find('warning', 'cci-deprecated', `${cci} is withdrawn from DISA's list (deprecated)`, about);
    }
  }
}
