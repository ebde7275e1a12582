import { describe, expect, it } from 'vitest';
import { checkedPattern, likely, matches } from '../../src/select/pattern.js';

describe('a pattern', () => {
  it.each([
    ['RHEL_9_STIG', 'RHEL_9_STIG', true],
    ['rhel 9', 'RHEL_9_STIG', true],
    ['RHEL-9', 'RHEL_9_STIG', true],
    ['RHEL', 'RHEL_9_STIG', true],
    ['9 STIG', 'RHEL_9_STIG', true],
    ['RHEL_90', 'RHEL_9_STIG', false],
    ['RHEL_8', 'RHEL_80_STIG', false],
    ['Word', 'Password Guide', false],
    ['*word*', 'Password Guide', true],
    ['pass*', 'Password Guide', true],
    ['*word', 'Password Guide', true],
    ['ass*', 'Password Guide', false],
    ['RHEL*', 'The RHEL 9 STIG', true],
    ['RHEL*STIG', 'RHEL_9_STIG', true],
    ['RHEL*SRG', 'RHEL_9_STIG', false],
    ['R*9', 'RHEL_9_STIG', true],
    ['R*9', 'RHEL_95_STIG', false],
    ['*', '', true],
    ['(STIG)', 'Active Directory Guide (STIG)', true],
    ['Ω_1', 'Ω 1', true],
  ])('%s finds %s: %s', (pattern, name, found) => {
    expect(matches(pattern, [name])).toBe(found);
  });

  it('is held against every name there is', () => {
    expect(matches('Y25M04', [null, 'Title', 'U_VMW_vSphere_7-0_Y25M04_STIG'])).toBe(true);
    expect(matches('Y25M04', [null, 'Title', null])).toBe(false);
  });

  it('must hold something', () => {
    expect(checkedPattern('*')).toBe('*');
    expect(() => checkedPattern(' -_ ')).toThrow('names no STIG');
  });

  it('takes time in proportion to a name', () => {
    const name = 'a '.repeat(500_000);
    const began = performance.now();
    expect(matches('a*'.repeat(300).concat('b'), [name])).toBe(false);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('a name that was meant', () => {
  const names = ['RHEL_9_STIG', 'Red Hat Enterprise Linux 9 Guide', 'MS_Edge_STIG', 'Kubernetes_STIG'];
  it.each([
    ['RHL_9', 'RHEL_9_STIG'],
    ['RHEL9', 'RHEL_9_STIG'],
    ['Edgy', 'MS_Edge_STIG'],
    ['kube', 'Kubernetes_STIG'],
    ['MSEdgeSTIG', 'MS_Edge_STIG'],
    ['Enterprize Linux', 'Red Hat Enterprise Linux 9 Guide'],
    ['quite another thing', undefined],
    ['abe', undefined],
  ])('for %s is %s', (pattern, name) => {
    expect(likely(pattern, names)).toBe(name);
  });
});
