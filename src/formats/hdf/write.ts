import type { Revision } from '../../data/controls.js';
import { VERSION } from '../../generated/version.js';
import type { Report } from '../../io/diagnostic.js';
import { sha256 } from '../../io/hash.js';
import type { Checklist, ChecklistStig } from '../../model/checklist.js';
import type { Write } from '../format.js';
import { assetName } from '../shared/asset-facts.js';
import { Losses, nativeLosses } from '../shared/losses.js';
import { ruleNames, uniqueNames } from '../shared/rule-names.js';
import { oneLine } from '../shared/words.js';
import { controlOf } from './control.js';
import { passthroughOf } from './passthrough.js';
import type { Execution, Profile } from './types.js';

/** Name of the profile over those of several STIGs, as Heimdall's own converter has it. */
const PARENT = 'Parent Profile';

/**
 * A checklist as results for Heimdall and saf (HDF), as `saf convert ckl2hdf` makes them: a profile a STIG, a control
 * with one result a review. Several STIGs stand below one profile that has all their controls, as these programs count
 * those of the first profile. The mapping is in docs/forms.md.
 */
export const writeHdf: Write = (document, options, { report }) => {
  const checklist = document as Checklist;
  reportLosses(checklist, report);
  return `${JSON.stringify(hdfOf(checklist, options.controls ?? [5, 4]), null, 2)}\n`;
};

/** The results as plain data. `revisions` of SP 800-53 come in order: the first that a CCI maps to is named. */
export function hdfOf(checklist: Checklist, revisions: readonly Revision[]): Execution {
  const { asset, stigs } = checklist;
  // One profile holds them all where there are several: a V-id of before 2020 may be a rule of two STIGs.
  const rules = stigs.flatMap(({ reviews }) => reviews.map(({ rule }) => rule));
  const ids = ruleNames(rules, oneLine);
  const unique = uniqueNames(new Set([PARENT]));
  let at = 0;
  const profiles = stigs.map((stig) => {
    const own = ids.slice(at, at + stig.reviews.length);
    at += own.length;
    return profileOf(stig, unique(oneLine(stig.benchmark.id || stig.benchmark.title || 'STIG')), own, revisions);
  });
  return {
    platform: { name: 'stigkit', release: VERSION, target_id: assetName(asset, checklist.title) },
    version: VERSION,
    statistics: {},
    profiles: (profiles.length > 1 ? withParent(profiles) : profiles).map(hashed),
    passthrough: passthroughOf(checklist),
  };
}

type Unhashed = Omit<Profile, 'sha256'>;

function profileOf(
  stig: ChecklistStig,
  name: string,
  ids: readonly string[],
  revisions: readonly Revision[],
): Unhashed {
  const { benchmark, reviews } = stig;
  return {
    name,
    version: benchmark.version,
    title: benchmark.title,
    summary: benchmark.description,
    license: benchmark.notice?.id ?? null,
    supports: [],
    attributes: [],
    groups: [],
    status: 'loaded',
    controls: reviews.map((review, i) => controlOf(review, ids[i]!, benchmark, revisions)),
  };
}

function withParent(profiles: readonly Unhashed[]): Unhashed[] {
  const parent: Unhashed = {
    name: PARENT,
    version: null,
    title: null,
    summary: null,
    license: null,
    supports: [],
    attributes: [],
    groups: [],
    depends: profiles.map(({ name }) => ({ name })),
    status: 'loaded',
    controls: profiles.flatMap(({ controls }) => controls),
  };
  return [parent, ...profiles.map((profile) => ({ ...profile, parent_profile: PARENT }))];
}

/** With the SHA-256 of its own JSON, which HDF wants and nobody checks. */
function hashed(profile: Unhashed): Profile {
  return { ...profile, sha256: sha256(new TextEncoder().encode(JSON.stringify(profile))) };
}

function reportLosses(checklist: Checklist, report: Report): void {
  const losses = new Losses();
  if (checklist.title !== null) losses.plain('the title of the checklist');
  if (checklist.id !== null) losses.plain('the UUID of the checklist');
  for (const { reviews } of checklist.stigs) {
    for (const { uuid, rule } of reviews) {
      if (uuid !== null) losses.plain('the UUID of a rule');
      if (rule.check?.contentRef?.href) losses.plain('the file name of the check reference');
    }
  }
  nativeLosses(checklist, losses, 'hdf');
  losses.report(report, 'HDF');
}
