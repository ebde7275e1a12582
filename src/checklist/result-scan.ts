import type { Diagnostic } from '../io/diagnostic.js';
import type { Asset, Checklist, Review } from '../model/checklist.js';
import { hostLabel, sameHost } from './host.js';

/** Share of `notapplicable` from which results are taken for those of another platform. */
export const PLATFORM_MISMATCH = 0.95;

/** The reviews of a scan that hold an answer of a scanner: rules that were not tested have none. */
export function testedReviews(reviews: readonly Review[]): Review[] {
  return reviews.filter((review) => review.result !== undefined || review.status !== 'not_reviewed');
}

/** The scanner's word; of an answer without one, its status. */
export function wordOf(review: Review): string {
  return review.result?.result ?? review.status;
}

/** Name of a scan in reports: its file's. */
export function sourceName(scan: Checklist): string {
  return scan.sources[0]?.name ?? 'results';
}

/**
 * Why a scan must not be used; `null` where it may. It must be of the checklist's host and of the host of every scan that
 * was taken before, since a blank checklist names none.
 */
export function refusal(scan: Checklist, asset: Asset, taken: readonly Checklist[], force: boolean): Diagnostic | null {
  const file = sourceName(scan);
  const other = taken.find((earlier) => sameHost(scan.asset, earlier.asset) === 'other');
  if (sameHost(scan.asset, asset) === 'other' || other !== undefined) {
    const against =
      other === undefined
        ? `the checklist is of ${hostLabel(asset)}`
        : `${sourceName(other)} is of ${hostLabel(other.asset)}`;
    return {
      code: 'other-host',
      severity: 'error',
      file,
      message: `the results are of ${hostLabel(scan.asset)}, ${against}; nothing was taken from them`,
      hint: 'Give the results of one host, or correct the host name, FQDN or address of the checklist.',
    };
  }
  const words = scan.stigs.flatMap((stig) => testedReviews(stig.reviews).map(wordOf));
  const tested = words.filter((word) => word !== 'notselected');
  const notApplicable = tested.filter((word) => word === 'notapplicable').length;
  if (!force && tested.length > 1 && notApplicable >= tested.length * PLATFORM_MISMATCH) {
    return {
      code: 'platform-mismatch',
      severity: 'error',
      file,
      message: `${notApplicable} of ${tested.length} results are notapplicable: the scanner's content is likely for another platform; nothing was taken from them`,
      hint: 'Scan with the content of this platform, or use --force if every rule is indeed not applicable.',
    };
  }
  return null;
}

/**
 * Fills what an asset does not say with what the scan's target does. `None` is the role a blank checklist has, so a
 * scanner's role takes its place.
 */
export function fillAsset(asset: Asset, target: Asset): Asset {
  const filled = { ...asset };
  for (const field of [
    'hostName',
    'ipAddress',
    'macAddress',
    'fqdn',
    'assetType',
    'webDbSite',
    'webDbInstance',
  ] as const) {
    if (!filled[field] && target[field]) filled[field] = target[field];
  }
  if ((!filled.role || filled.role === 'None') && target.role) filled.role = target.role;
  filled.webOrDatabase ??= target.webOrDatabase;
  return filled;
}
