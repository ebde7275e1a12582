import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cciInfo, controlsOf, controlTitle, titleToShow } from '../../src/data/controls.js';

describe('cciInfo', () => {
  it('keeps the exact index of each revision', () => {
    expect(cciInfo('CCI-002450')).toEqual({ id: 'CCI-002450', deprecated: false, rev4: ['SC-13'], rev5: ['SC-13 b'] });
    expect(cciInfo('CCI-000366')).toEqual({ id: 'CCI-000366', deprecated: false, rev4: ['CM-6 b'], rev5: ['CM-6 b'] });
    expect(cciInfo('CCI-000002')).toMatchObject({ rev4: ['AC-1 a 1'], rev5: ['AC-1 a 1 (a)'] });
    expect(cciInfo('CCI-001586')).toMatchObject({ rev4: ['CM-3 (4)', 'CM-3 g'], rev5: ['CM-3 g'] });
    expect(cciInfo('CCI-002523')).toMatchObject({ rev4: ['SC-37'], rev5: ['SC-37, SC-37 (1)'] });
  });

  it('has no blanks at the end, which 15 indexes of the list have', () => {
    expect(cciInfo('CCI-003384')).toMatchObject({ rev4: ['SA-21'] });
    expect(cciInfo('CCI-002164')).toMatchObject({ rev4: ['AC-3 (4)'] });
    expect(cciInfo('CCI-002266')).toMatchObject({ rev5: ['AC-16 b'] });
  });

  it('names an index once that the list says twice', () => {
    expect(cciInfo('CCI-000240')).toMatchObject({ rev4: ['CA-1 a 1'], rev5: ['CA-1 a 1 (a)'] });
  });

  it('flags what DISA has withdrawn', () => {
    expect(cciInfo('CCI-000191')).toEqual({ id: 'CCI-000191', deprecated: true, rev4: [], rev5: [] });
    expect(cciInfo('CCI-001576')).toMatchObject({ deprecated: true, rev4: ['AU-12 (1)'] });
  });

  it.each(['CCI-000000', 'CCI-999999', 'CCI-366', 'cci-000366', 'CCI-000366 ', '', '__proto__', 'constructor'])(
    'knows no CCI "%s"',
    (id) => {
      expect(cciInfo(id)).toBeUndefined();
    },
  );
});

describe('controlsOf', () => {
  it('gives Rev 5 before Rev 4, with titles where the data has them', () => {
    expect(controlsOf(['CCI-002233'])).toEqual([
      { revision: 5, control: 'AC-6 (8)', base: 'AC-6', title: null, ccis: ['CCI-002233'] },
      {
        revision: 4,
        control: 'AC-6 (8)',
        base: 'AC-6',
        title: 'Privilege Levels for Code Execution',
        ccis: ['CCI-002233'],
      },
    ]);
    expect(controlsOf(['CCI-001133'])).toEqual([
      { revision: 5, control: 'SC-10', base: 'SC-10', title: 'Network Disconnect', ccis: ['CCI-001133'] },
      { revision: 4, control: 'SC-10', base: 'SC-10', title: 'Network Disconnect', ccis: ['CCI-001133'] },
    ]);
  });

  it('names a control once, with every CCI that leads there, in the order of the CCIs', () => {
    // CCI-000366 and CCI-000363 are both CM-6 in Rev 4; the second has no place in Rev 5.
    const controls = controlsOf(['CCI-000366', 'CCI-001133', 'CCI-000363', 'CCI-000366']);
    expect(controls.map(({ revision, control, ccis }) => [revision, control, ccis])).toEqual([
      [5, 'CM-6', ['CCI-000366']],
      [5, 'SC-10', ['CCI-001133']],
      [4, 'CM-6', ['CCI-000366', 'CCI-000363']],
      [4, 'SC-10', ['CCI-001133']],
    ]);
  });

  it('gives both controls where an index is a list', () => {
    expect(controlsOf(['CCI-002523']).map((c) => [c.revision, c.control, c.base])).toEqual([
      [5, 'SC-37', 'SC-37'],
      [5, 'SC-37 (1)', 'SC-37'],
      [4, 'SC-37', 'SC-37'],
    ]);
  });

  it('adds nothing for a CCI that is unknown or in neither revision', () => {
    expect(controlsOf(['CCI-999999', 'CCI-001668', ''])).toEqual([]);
    expect(controlsOf([])).toEqual([]);
  });

  it('gives controls that the caller may change', () => {
    controlsOf(['CCI-000366'])[0]!.ccis.push('changed');
    expect(controlsOf(['CCI-000366'])[0]!.ccis).toEqual(['CCI-000366']);
  });
});

describe('controlTitle', () => {
  it("gives each revision's own title", () => {
    expect(controlTitle(4, 'AC-1')).toBe('Access Control Policy and Procedures');
    expect(controlTitle(5, 'AC-1')).toBe('Policy and Procedures');
    expect(controlTitle(5, 'AC-20 (2)')).toBe('Portable Storage Devices — Restricted Use');
  });

  it.each(['AC-6 (8)', 'AC-6(9)', 'AC-99', '', '__proto__', 'constructor'])('has none of Rev 5 for "%s"', (control) => {
    expect(controlTitle(5, control)).toBeNull();
  });
});

describe('titleToShow', () => {
  it('says whose title it is', () => {
    expect(titleToShow(5, 'AC-6 (9)')).toEqual({ title: 'Log Use of Privileged Functions', revision: 5 });
    expect(titleToShow(5, 'AC-6 (8)')).toEqual({ title: 'Privilege Levels for Code Execution', revision: 4 });
  });

  it('never shows a title of Rev 5 for Rev 4', () => {
    expect(controlTitle(5, 'SR-12')).not.toBeNull();
    expect(titleToShow(4, 'SR-12')).toBeNull();
  });
});

describe('the generated tables', () => {
  const entriesOf = (name: string) =>
    JSON.parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8')).entries;

  it('hold what data/cci.json holds (if not: node scripts/generate.mjs)', () => {
    const entries = Object.entries<{ status: string; rev4: string[]; rev5: string[] }>(entriesOf('cci.json'));
    expect(entries.length).toBeGreaterThan(5000);
    for (const [id, { status, rev4, rev5 }] of entries) {
      expect(cciInfo(id)).toEqual({ id, deprecated: status === 'deprecated', rev4, rev5 });
    }
  });

  it('hold what data/controls.json holds', () => {
    const { rev4, rev5 } = entriesOf('controls.json');
    for (const [revision, titles] of [
      [4, rev4],
      [5, rev5],
    ] as const) {
      for (const [control, { title }] of Object.entries<{ title: string }>(titles)) {
        expect(controlTitle(revision, control)).toBe(title);
      }
    }
    expect(rev4['AC-3 (1)']).toEqual({ title: 'Restricted Access to Privileged Functions', withdrawn: true });
  });
});
