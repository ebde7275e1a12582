import { derivedUuid, randomUuid } from '../../io/uuid.js';
import type { Asset, Checklist, ChecklistStig, Review } from '../../model/checklist.js';
import type { WriteOptions } from '../format.js';

/** The ids that go into one written checklist: those of the source where it has them, else made here, once each. */
export interface ChecklistIds {
  checklist(): string;
  stig(stig: ChecklistStig): string;
  rule(review: Review, stig: ChecklistStig): string;
  /** The one id that STIG Viewer 2 writes as STIG_UUID into every VULN of a STIG: the release's in its library. */
  library(stig: ChecklistStig): string;
}

/**
 * Makes the ids of a checklist. A derived id is the UUID v5, in the namespace of `src/io/uuid.ts`, of a JSON array of
 * strings without blanks, where what is unknown is `""`:
 *
 * - a STIG: `["stig", benchmark id, version, release, host name, web or database site, instance]`
 * - the checklist: `["checklist", host name, site, instance, then id, version, release of each STIG in order]`
 * - a rule: `["rule", the STIG's UUID, V-id, rule id]`
 * - a release in a library (STIG_UUID of STIG Viewer 2): `["library", benchmark id, version, release]`
 *
 * A name that comes up again in the checklist (one STIG twice, two rules with the same ids) gets its ordinal as one
 * more string: `"2"`. So 300 blanks have 300 ids, and the same input gives the same bytes. `--uuid random` makes random
 * ones in place of derived ones; an id that the source has is kept in both cases.
 */
export function checklistIds(checklist: Checklist, mode: WriteOptions['uuid']): ChecklistIds {
  const { asset } = checklist;
  const made = new Map<object, string>();
  const used = new Map<string, number>();

  function make(owner: object, name: (string | null)[]): string {
    const earlier = made.get(owner);
    if (earlier !== undefined) return earlier;
    const id = mode === 'random' ? randomUuid() : derivedUuid(unique(name));
    made.set(owner, id);
    return id;
  }

  function unique(name: (string | null)[]): string {
    const parts = name.map((part) => part ?? '');
    const text = JSON.stringify(parts);
    const count = (used.get(text) ?? 0) + 1;
    used.set(text, count);
    return count === 1 ? text : JSON.stringify([...parts, String(count)]);
  }

  const ids: ChecklistIds = {
    checklist: () =>
      checklist.id ?? make(checklist, ['checklist', ...placeOf(asset), ...checklist.stigs.flatMap(releaseOf)]),
    stig: (stig) => stig.uuid ?? make(stig, ['stig', ...releaseOf(stig), ...placeOf(asset)]),
    rule: (review, stig) =>
      review.uuid ?? make(review, ['rule', ids.stig(stig), review.rule.vulnId, review.rule.ruleId]),
    library: (stig) => make(stig.reviews, ['library', ...releaseOf(stig)]),
  };
  return ids;
}

function placeOf(asset: Asset): (string | null)[] {
  return [asset.hostName, asset.webDbSite, asset.webDbInstance];
}

function releaseOf({ benchmark }: ChecklistStig): (string | null)[] {
  return [benchmark.id, benchmark.version, benchmark.release];
}
