import { describe, expect, it } from 'vitest';
import { controlsOfIndex, normalizeControl } from '../../src/data/control-id.js';

describe('controlsOfIndex', () => {
  it.each([
    ['SC-10', ['SC-10']],
    ['CM-6 b', ['CM-6']],
    ['AC-6 (8)', ['AC-6 (8)']],
    ['AC-2 (3) (d)', ['AC-2 (3)']],
    ['SC-7 (4) (b) (1)', ['SC-7 (4)']],
  ])('leaves the statement part of %s away', (index, controls) => {
    expect(controlsOfIndex(index).map((id) => id.control)).toEqual(controls);
  });

  it.each(['AC-1 a 1 (a)', 'CP-9 (a)', 'AR-8 a (1)'])('takes no part in brackets for an enhancement: %s', (index) => {
    const base = index.split(' ')[0];
    expect(controlsOfIndex(index)).toEqual([{ control: base, base }]);
  });

  it('gives each control of a list', () => {
    expect(controlsOfIndex('SC-37, SC-37 (1)')).toEqual([
      { control: 'SC-37', base: 'SC-37' },
      { control: 'SC-37 (1)', base: 'SC-37' },
    ]);
  });

  it("looks past DISA's slip of CCI-000504", () => {
    expect(controlsOfIndex('CP-4 (4)4')).toEqual([{ control: 'CP-4 (4)', base: 'CP-4' }]);
  });

  it('gives nothing for text that names no control', () => {
    expect(controlsOfIndex('')).toEqual([]);
    expect(controlsOfIndex('none')).toEqual([]);
  });
});

describe('normalizeControl', () => {
  it.each([
    ['AC-6', 'AC-6'],
    ['AC-6 (8)', 'AC-6 (8)'],
    ['AC-6(8)', 'AC-6 (8)'],
    ['AC-06(08)', 'AC-6 (8)'],
    ['ac-6.8', 'AC-6 (8)'],
    ['ac-6.10', 'AC-6 (10)'],
    [' AC-6  (8)\n', 'AC-6 (8)'],
    ['CM-6b', 'CM-6 b'],
    ['CM-6b.', 'CM-6 b'],
    ['cm-6_smt.b', 'CM-6 b'],
    ['ac-2_smt', 'AC-2'],
    ['AC-2(f)', 'AC-2 f'],
    ['AC-1a.1.(a)', 'AC-1 a 1 (a)'],
    ['ac-1_smt.a.1.a', 'AC-1 a 1 (a)'],
    ['IA-5(1)(a)', 'IA-5 (1) (a)'],
    ['ac-2.3_smt.d', 'AC-2 (3) (d)'],
    ['SC-7 (4) (b) (1)', 'SC-7 (4) (b) (1)'],
  ])('%s gives %s', (text, spelled) => {
    expect(normalizeControl(text)).toBe(spelled);
    expect(normalizeControl(spelled)).toBe(spelled);
  });

  it.each([
    '',
    'AC',
    'AC-',
    'AC-0',
    'AC-6(0)',
    'AC-6 8',
    'AC-6 (8)(9)',
    'AC-6 (8',
    'AC-6 enhanced',
    'AC-1234',
    'CCI-000366',
  ])('takes "%s" for no control', (text) => {
    expect(normalizeControl(text)).toBeNull();
  });

  it('is linear', () => {
    const start = performance.now();
    expect(normalizeControl(`AC-6${' (a) (1)'.repeat(20_000)}(`)).toBeNull();
    expect(normalizeControl(`AC-6${'.'.repeat(200_000)}`)).toBeNull();
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
