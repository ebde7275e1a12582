/** The words that DISA's CKL schema allows for an asset (FORMATS B.3); of technology areas the empty one too. */
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
