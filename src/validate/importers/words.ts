import type { Asset } from '../../model/checklist.js';
import type { Field, Subject } from './subject.js';

/** Words of DISA's CKL schema (FORMATS B.3). */
export const ROLES: readonly string[] = ['None', 'Workstation', 'Member Server', 'Domain Controller'];
export const ASSET_TYPES: readonly string[] = ['Computing', 'Non-Computing'];
export const TECH_AREAS: readonly string[] = [
  '',
  'Application Review',
  'Boundary Security',
  'CDS Admin Review',
  'CDS Technical Review',
  'Database Review',
  'Domain Name System (DNS)',
  'Exchange Server',
  'Host Based System Security (HBSS)',
  'Internal Network',
  'Mobility',
  'Releasable Networks (REL)',
  'Releaseable Networks (REL)',
  'Traditional Security',
  'UNIX OS',
  'VVOIP Review',
  'Web Review',
  'Windows OS',
  'Other Review',
];

/** Finds fault with words of the asset that are none of the schema's. */
export function checkWords(subject: Subject, refuses: string): void {
  const { asset } = subject.checklist;
  word(subject, 'role', asset.role, ROLES, refuses);
  word(subject, 'assetType', asset.assetType, ASSET_TYPES, refuses);
  word(subject, 'techArea', asset.techArea, TECH_AREAS, refuses);
}

function word(
  subject: Subject,
  field: Field & keyof Asset,
  value: string | null,
  known: readonly string[],
  refuses: string,
): void {
  if (known.includes(value ?? '')) return;
  // CKLB may leave them out, and its `None` for no technology area is read as such.
  if (subject.format !== 'ckl' && (value === null || (field === 'techArea' && value === 'None'))) return;
  const said = value === null ? 'is missing' : `is ${JSON.stringify(value)}`;
  subject.find('error', `${subject.name(field)} ${said}: ${refuses}`, { field }, { hint: hintOf(known) });
}

function hintOf(known: readonly string[]): string {
  const words = known.filter((k) => k !== '').join(', ');
  return known.includes('') ? `It may be empty, or one of: ${words}.` : `It must be one of: ${words}.`;
}
