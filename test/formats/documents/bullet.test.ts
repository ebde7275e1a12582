import { describe, expect, it } from 'vitest';
import { readBullet } from '../../../src/formats/documents/bullet.js';

describe('a bullet of a revision history', () => {
  it.each([
    ['RHEL-08-010010 - Altered check.', ['RHEL-08-010010'], 'Altered check.'],
    ['A-00-000001, A-00-000002 and A-00-000003 - Fixed.', ['A-00-000001', 'A-00-000002', 'A-00-000003'], 'Fixed.'],
    ['A-00-000001, A-00-000001 - Named twice.', ['A-00-000001'], 'Named twice.'],
    ['V-70189 (NSA approved crypto) - Removed.', ['V-70189'], '(NSA approved crypto) - Removed.'],
    ['GEN000020 – Removed – for good.', ['GEN000020'], 'Removed – for good.'],
    ['WN10-00-000005: Changed.', ['WN10-00-000005'], 'Changed.'],
    ['SRG-APP-000001-CTR-000001 - Changed.', ['SRG-APP-000001-CTR-000001'], 'Changed.'],
    ['ESXI-70-000012', ['ESXI-70-000012'], 'ESXI-70-000012'],
    ['CCI-001274 - The organization.', [], 'CCI-001274 - The organization.'],
    ['Updated RHEL-08-010010 - see RHEL-08-010020.', [], 'Updated RHEL-08-010010 - see RHEL-08-010020.'],
    ['Initial Release.', [], 'Initial Release.'],
    ['V1R2 - Initial Release.', [], 'V1R2 - Initial Release.'],
    ['', [], ''],
  ])('%j', (bullet, stigIds, text) => {
    expect(readBullet(bullet)).toEqual({ stigIds, text });
  });

  it('of any length is read in little time', () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => `A-00-${i}`);
    expect(readBullet(`${ids.join(', ')} - All.`).stigIds).toEqual(ids);
    expect(readBullet('('.repeat(50_000)).stigIds).toEqual([]);
  });
});
