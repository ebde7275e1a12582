import { ASSET_TYPES, ROLES, TECH_AREAS } from '../../model/asset-words.js';
import type { Asset } from '../../model/checklist.js';
import type { Field, Subject } from './subject.js';

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
