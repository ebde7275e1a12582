import type { Asset } from '../model/checklist.js';
import { higherMarking } from '../model/marking.js';

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
