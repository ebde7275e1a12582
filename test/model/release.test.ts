import { describe, expect, it } from 'vitest';
import { compareReleases, isoDate, parseReleaseInfo, parseVersion, releaseName } from '../../src/model/release.js';

describe('release-info', () => {
  it.each([
    ['Release: 1 Benchmark Date: 24 Jul 2024', '1', '2024-07-24'],
    ['Release: 1.17 Benchmark Date: 25 Apr 2014', '1.17', '2014-04-25'],
    ['Release: 2 Benchmark Date: 27 July 2018', '2', '2018-07-27'],
    ['Release: 0.1 Benchmark Date: 12 Aug 2025', '0.1', '2025-08-12'],
    ['Release: 3', '3', null],
    ['Benchmark Date: 01 Jul 2026', null, '2026-07-01'],
    ['releaseinfo', null, null],
  ])('%s', (text, release, benchmarkDate) => {
    expect(parseReleaseInfo(text)).toEqual({ release, benchmarkDate });
  });

  it('knows no date in a number that is none', () => {
    expect(isoDate('45 Foo 2024')).toBeNull();
    expect(isoDate('2024-13-01')).toBeNull();
    expect(isoDate('31 Feb 2020')).toBeNull();
    expect(isoDate('29 Feb 2020')).toBe('2020-02-29');
  });
});

describe('version', () => {
  it.each([
    ['2', '2', null],
    [' 3 ', '3', null],
    ['002.008', '2', '8'],
    ['001.010', '1', '10'],
    ['V2R9', '2', '9'],
    ['1.5.0', '1.5.0', null],
  ])('%s', (text, version, release) => {
    expect(parseVersion(text)).toEqual({ version, release });
  });

  it('names a release only where both parts are known', () => {
    expect(releaseName('2', '1')).toBe('V2R1');
    expect(releaseName('2', null)).toBeNull();
  });
});

it('orders releases as dotted numbers', () => {
  const names = ['V1R10', 'V1R9', 'V1R1.17', 'V1R1.9', 'V1R0.1', 'V2R1'];
  const sorted = names
    .map((name) => ({ name, ...parseVersion(name), release: name.slice(name.indexOf('R') + 1), version: name[1]! }))
    .sort(compareReleases)
    .map((r) => r.name);
  expect(sorted).toEqual(['V1R0.1', 'V1R1.9', 'V1R1.17', 'V1R9', 'V1R10', 'V2R1']);
});
