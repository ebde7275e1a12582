import { describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/index.js';
import { type MatchOptions, matchRules } from '../../src/diff/match.js';
import type { Rule } from '../../src/model/benchmark.js';
import { inventedBenchmark, inventedRule, NEXT } from '../support/invented.js';

function matched(before: Rule[], after: Rule[], options: MatchOptions = {}) {
  const { pairs, added, removed } = matchRules(before, after, options);
  return {
    pairs: pairs.map((p) => `${p.old.vulnId} ${p.old.ruleId} -> ${p.new.vulnId} ${p.new.ruleId} by ${p.matchedBy}`),
    added: added.map((r) => r.vulnId),
    removed: removed.map((r) => r.vulnId),
  };
}

describe('matchRules', () => {
  it('goes by V-id, whatever else changed', () => {
    const now = inventedRule(1, { ruleId: 'SV-1r2_rule', stigId: 'OTHER', title: 'Other', check: 'Other.' });
    expect(matched([inventedRule(1)], [now]).pairs).toEqual(['V-1 SV-1r1_rule -> V-1 SV-1r2_rule by vulnId']);
  });

  it('goes by V-id and Rule ID where a group holds two rules, revisions aside', () => {
    const rule = (sv: number, revision: number) =>
      inventedRule(1, { ruleId: `SV-${sv}r${revision}_rule`, stigId: 'SAME' });
    expect(matched([rule(10, 1), rule(20, 1)], [rule(20, 2), rule(10, 1)])).toEqual({
      pairs: ['V-1 SV-20r1_rule -> V-1 SV-20r2_rule by ruleId', 'V-1 SV-10r1_rule -> V-1 SV-10r1_rule by ruleId'],
      added: [],
      removed: [],
    });
    expect(matched([rule(10, 1)], [rule(10, 1), rule(30, 1)]).added).toEqual(['V-1']);
  });

  it('goes by legacy ids in both directions', () => {
    const old = [inventedRule(1), inventedRule(2, { legacyIds: ['V-12'] })];
    const now = [inventedRule(11, { legacyIds: ['SV-1', 'V-1'], stigId: 'X' }), inventedRule(12, { stigId: 'Y' })];
    expect(matched(old, now).pairs).toEqual([
      'V-1 SV-1r1_rule -> V-11 SV-11r1_rule by legacyId',
      'V-2 SV-2r1_rule -> V-12 SV-12r1_rule by legacyId',
    ]);
    expect(matched(old, now, { match: 'vuln-id' })).toEqual({
      pairs: [],
      added: ['V-11', 'V-12'],
      removed: ['V-1', 'V-2'],
    });
  });

  it('settles a split by what more ids or the STIG ID say, and leaves it where nothing does', () => {
    const part = (n: number, stigId: string) => inventedRule(n, { legacyIds: ['V-1'], stigId });
    const split = matched([inventedRule(1, { stigId: 'A' })], [part(11, 'B'), part(12, 'A')]);
    expect([split.pairs, split.added]).toEqual([['V-1 SV-1r1_rule -> V-12 SV-12r1_rule by legacyId'], ['V-11']]);
    expect(matched([inventedRule(1)], [part(11, 'B'), part(12, 'C')])).toEqual({
      pairs: [],
      added: ['V-11', 'V-12'],
      removed: ['V-1'],
    });
  });

  it('goes by STIG ID last, and only where one rule on each side bears it', () => {
    const old = [inventedRule(1, { stigId: 'A' }), inventedRule(2, { stigId: 'B' }), inventedRule(3, { stigId: 'B' })];
    const now = [inventedRule(11, { stigId: 'A' }), inventedRule(12, { stigId: 'B' })];
    expect(matched(old, now)).toEqual({
      pairs: ['V-1 SV-1r1_rule -> V-11 SV-11r1_rule by stigId'],
      added: ['V-12'],
      removed: ['V-2', 'V-3'],
    });
  });

  it('tells a split and a merge, whether a part of it is matched or none', () => {
    const told = (old: Rule[], now: Rule[], options = {}) =>
      diff(inventedBenchmark(old), inventedBenchmark(now, NEXT), options)
        .signals.filter(({ code }) => code === 'split-or-merge')
        .map(({ vulnId, message }) => `${vulnId}: ${message}`);
    const [one, two] = [inventedRule(1), inventedRule(2)];
    const heir = (n: number, ...legacyIds: string[]) => inventedRule(n, { legacyIds, stigId: `NEW-${n}` });
    expect(told([one], [one, heir(12, 'V-1')])).toEqual(['V-12: V-12 was split off V-1: so their legacy ids say.']);
    expect(told([one], [{ ...heir(11, 'V-1'), stigId: one.stigId }, heir(12, 'SV-1')])).toEqual([
      'V-12: V-12 was split off V-1, which is V-11 now: so their legacy ids say.',
    ]);
    expect(told([one, two], [{ ...heir(11, 'V-1', 'V-2'), stigId: one.stigId }])).toEqual([
      'V-2: V-2 was merged into V-11, which was V-1: so their legacy ids say.',
    ]);
    expect(told([one], [heir(11, 'V-1'), heir(12, 'V-1')])).toHaveLength(2);
    expect(told([one], [heir(11, 'V-1'), heir(12, 'V-1')], { match: 'vuln-id' })).toEqual([]);
    expect(told([one, two], [heir(11, 'V-1'), heir(12, 'V-2')])).toEqual([]);
  });

  it('goes by pairs before all, named by any id', () => {
    const old = [inventedRule(1), inventedRule(2)];
    const now = [inventedRule(1), inventedRule(9)];
    const found = matched(old, now, {
      pairs: [
        ['V-2', 'V-1'],
        ['SV-1', 'ACME-00-9'],
      ],
    });
    expect(found.pairs).toEqual([
      'V-2 SV-2r1_rule -> V-1 SV-1r1_rule by pair',
      'V-1 SV-1r1_rule -> V-9 SV-9r1_rule by pair',
    ]);
    expect(
      diff(inventedBenchmark(old), inventedBenchmark(now), { pairs: [['V-7', 'V-1']] }).signals.map((s) => s.code),
    ).toContain('unknown-pair');
  });

  it('matches nothing on likeness, but names it', () => {
    const text = {
      title: 'Acme must lock accounts after three failures',
      check: 'Run acmectl lockout show and read the limit.',
      discussion: 'Guessing must stop.',
    };
    const d = diff(
      inventedBenchmark([inventedRule(1, text)]),
      inventedBenchmark([inventedRule(2, { ...text, check: `${text.check} Now.` }), inventedRule(3, text)], NEXT),
    );
    expect([d.added.length, d.removed.length, d.renumbered.length]).toEqual([2, 1, 0]);
    expect(d.candidates.map((c) => [c.oldVulnId, c.vulnId, c.score > 0.9])).toEqual([
      ['V-1', 'V-2', true],
      ['V-1', 'V-3', true],
    ]);
  });

  it('stays quick where every rule bears the same ids', () => {
    const same = Array.from({ length: 3000 }, (_, i) =>
      inventedRule(i, { vulnId: null, ruleId: null, stigId: 'S', legacyIds: ['V-1', 'SV-1'] }),
    );
    expect(matched(same, same)).toMatchObject({ pairs: [] });
    const group = Array.from({ length: 3000 }, () => inventedRule(1));
    expect(matched(group, group).pairs.length).toBe(3000);
  });
});
