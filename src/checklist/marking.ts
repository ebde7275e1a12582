import type { Asset } from '../model/checklist.js';

/** Markings from the least restricted up; `FOUO` is what CUI was called. */
const RANKS: readonly RegExp[] = [
  /^\s*(?:\(?U\)?|UNCLAS(?:S(?:IFIED)?)?)\s*$/i,
  /\b(?:CUI|FOUO)\b/i,
  /^\s*\(?(?:C\b|CONFIDENTIAL)/i,
  /^\s*\(?(?:S\b|SECRET)/i,
  /^\s*\(?(?:TS\b|TOP\s+SECRET)/i,
];

/** Place of a marking: none 0, unclassified 1; words that are not known count as the least that is restricted. */
export function markingRank(marking: string | null | undefined): number {
  if (marking == null || marking.trim() === '') return 0;
  const found = RANKS.findLastIndex((pattern) => pattern.test(marking));
  return found < 0 ? 2 : found + 1;
}

/** The more restricted of two markings; of equals the first. */
export function higherMarking<T extends string | null>(first: T, second: T): T {
  return markingRank(second) > markingRank(first) ? second : first;
}

/** Fields of an asset that a prior checklist may say. The target key belongs to the STIG. */
const FIELDS = [
  'role',
  'assetType',
  'hostName',
  'ipAddress',
  'macAddress',
  'fqdn',
  'comment',
  'techArea',
  'webOrDatabase',
  'webDbSite',
  'webDbInstance',
] as const satisfies readonly (keyof Asset)[];

/** An asset whose gaps are filled from others, the first that says something; the marking is the highest of all. */
export function withPriorAssets<A extends Partial<Asset>>(asset: A, priors: readonly Asset[]): A {
  const filled: Partial<Asset> = { ...asset };
  for (const prior of priors) {
    for (const field of FIELDS) {
      const known = filled[field];
      if ((known === undefined || known === null || known === '') && prior[field] !== null && prior[field] !== '')
        Object.assign(filled, { [field]: prior[field] });
    }
    const marking = higherMarking(filled.marking ?? null, prior.marking);
    if (marking !== (filled.marking ?? null)) filled.marking = marking;
  }
  return filled as A;
}
