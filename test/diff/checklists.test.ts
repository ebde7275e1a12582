import { describe, expect, it } from 'vitest';
import { blastRadius } from '../../src/diff/blast.js';
import { diffChecklists } from '../../src/diff/checklists.js';
import { diff } from '../../src/diff/index.js';
import { violations } from '../../src/io/schema.js';
import type { Benchmark, Rule } from '../../src/model/benchmark.js';
import type { Checklist, Review } from '../../src/model/checklist.js';
import { writeDocument } from '../../src/write.js';
import { checklistOf } from '../support/checklists.js';
import { inventedBenchmark, inventedRule, NEXT } from '../support/invented.js';

const blank: Partial<Review> = { status: 'not_reviewed', findingDetails: '', comments: '' };
const answered = (benchmark: Benchmark, answers: Partial<Review>[], hostName = 'gate01'): Checklist => {
  const checklist = checklistOf(
    benchmark,
    benchmark.rules.map((_, i) => ({ ...blank, ...answers[i] })),
  );
  return { ...checklist, asset: { ...checklist.asset, hostName } };
};
const release = (...rules: Rule[]) => inventedBenchmark(rules);

describe('diffChecklists', () => {
  const rules = [1, 2, 3, 4, 5, 6].map((n) => inventedRule(n, { severity: n === 3 ? 'high' : 'medium' }));
  const before = answered(release(...rules), [
    { status: 'not_a_finding' },
    { status: 'open', comments: 'a\r\nb' },
    { status: 'not_a_finding' },
    { status: 'not_a_finding' },
    { comments: 'x' },
    { status: 'open' },
  ]);
  const after = answered(inventedBenchmark([...rules.slice(0, 5), inventedRule(7)], NEXT), [
    { status: 'open' },
    { status: 'not_a_finding', comments: 'a\nb ' },
    { status: 'open', findingDetails: 'Seen.' },
    { status: 'not_applicable' },
    { comments: 'y', severityOverride: 'low', severityJustification: 'Behind a wall.' },
    {},
  ]);
  const d = diffChecklists(before, after);
  const [stig] = d.stigs;
  const ids = (list: { vulnId: string | null }[]) => list.map((e) => e.vulnId);

  it('tells new open findings, CAT I first, then closed ones and other moves', () => {
    expect(ids(stig!.opened)).toEqual(['V-3', 'V-1']);
    expect(ids(stig!.closed)).toEqual(['V-2']);
    expect(stig!.moved.map((e) => [e.vulnId, e.oldStatus, e.status])).toEqual([
      ['V-4', 'not_a_finding', 'not_applicable'],
    ]);
  });

  it('tells what was typed and chosen, whatever the line ends', () => {
    expect(stig!.edited.map((e) => [e.vulnId, ...e.fields.map((f) => f.field)])).toEqual([
      ['V-5', 'comments', 'severityOverride', 'severityJustification'],
    ]);
    expect(stig!.closed[0]!.fields).toEqual([]);
    expect(stig!.opened[0]!.fields).toEqual([{ field: 'findingDetails', old: '', new: 'Seen.' }]);
    expect(stig!.edited[0]!.severity).toBe('low');
  });

  it('tells rules that came and went, and the release', () => {
    expect([ids(stig!.addedRules), ids(stig!.removedRules), stig!.releaseChanged, stig!.unchanged]).toEqual([
      ['V-7'],
      ['V-6'],
      true,
      0,
    ]);
  });

  it('tells another asset and other STIGs', () => {
    const other = answered(inventedBenchmark([inventedRule(1)], { id: 'Umbra', title: 'Umbra STIG' }), [], 'gate02');
    const found = diffChecklists(before, other);
    expect(found.asset).toEqual({ old: 'gate01', new: 'gate02' });
    expect(found.assetChanged).toEqual([{ field: 'hostName', old: 'gate01', new: 'gate02' }]);
    expect([found.addedStigs.map((s) => s.id), found.removedStigs.map((s) => s.id)]).toEqual([
      ['Umbra'],
      ['Acme_STIG'],
    ]);
    expect(diffChecklists(before, before).stigs[0]).toMatchObject({
      opened: [],
      closed: [],
      moved: [],
      edited: [],
      unchanged: 6,
    });
  });

  it.each(['text', 'markdown', 'html', 'csv'] as const)('can be read as %s', async (as) => {
    const written = (await writeDocument(d, 'digest', { as })) as string;
    for (const id of ['V-1', 'V-2', 'V-3', 'V-4', 'V-5', 'V-6', 'V-7']) expect(written).toContain(id);
    if (as === 'text') expect(written).toContain('- V-3 High (Not a Finding → Open) [finding details] Title 3');
  });
});

describe('JSON', () => {
  it('of checklists and blast radius fits its schema', async () => {
    const old = release(inventedRule(1), inventedRule(2));
    const now = inventedBenchmark([inventedRule(1, { check: 'Other.' })], NEXT);
    const [a, b] = [answered(old, [{ status: 'open' }]), answered(now, [])];
    const blast = blastRadius(diff(old, now), [a]);
    for (const document of [diffChecklists(a, b), blast, { ...diff(old, now), blastRadius: blast }]) {
      expect(await violations(document.kind, JSON.parse((await writeDocument(document, 'json')) as string))).toEqual(
        [],
      );
    }
  });
});

describe('blastRadius', () => {
  const old = release(inventedRule(1), inventedRule(2), inventedRule(3), inventedRule(4));
  const now = inventedBenchmark(
    [
      inventedRule(1, { check: 'Another.' }),
      inventedRule(2, { severity: 'high' }),
      inventedRule(3, { fix: 'Another.' }),
      inventedRule(5),
    ],
    NEXT,
  );
  const answers: Partial<Review>[] = [
    { status: 'not_a_finding' },
    { status: 'open' },
    { status: 'open' },
    { status: 'not_applicable' },
  ];
  const d = diff(old, now);
  const blast = blastRadius(d, [
    answered(old, answers, 'host-a'),
    answered(old, [{ status: 'open' }], 'host-b'),
    answered(now, answers, 'host-new'),
    answered({ ...old, release: '0', releaseName: 'V1R0' }, answers, 'host-old'),
    answered(inventedBenchmark([inventedRule(1)], { id: 'Umbra', title: 'Umbra' }), answers, 'host-umbra'),
  ]);

  it('names the answers that go stale, rule by rule and asset by asset', () => {
    expect(blast.rules.map((r) => [r.vulnId, r.reasons.join(), r.assets.map((a) => a.asset).join()])).toEqual([
      ['V-2', 'severity-raised', 'host-a,host-old'],
      ['V-1', 'check', 'host-a,host-b,host-old'],
      ['V-4', 'removed', 'host-a,host-old'],
      ['V-5', 'added', 'host-a,host-b,host-old'],
    ]);
  });

  it('names the checklists, their answers, and those of another release', () => {
    expect(blast.checklists.map((c) => [c.asset, c.stale, c.answered, c.outdated])).toEqual([
      ['host-a', 3, 4, false],
      ['host-b', 1, 1, false],
      ['host-new', 0, 4, false],
      ['host-old', 3, 4, true],
    ]);
  });

  it('takes of two rules in a group the answer to the one that changed', () => {
    const twin = (check: string) => inventedRule(2, { vulnId: 'V-1', check });
    const before = release(inventedRule(1), twin('One.'));
    const found = diff(before, inventedBenchmark([inventedRule(1), twin('Another.')], NEXT));
    const both = answered(before, [{ status: 'open' }, { status: 'not_a_finding' }], 'host-a');
    expect(blastRadius(found, [both]).rules[0]!.assets).toEqual([{ asset: 'host-a', status: 'not_a_finding' }]);
  });

  it('knows the rule of a checklist from before a renumbering by its STIG ID', () => {
    const renumbered = (check: string) => inventedRule(9, { stigId: 'ACME-00-1', check });
    const found = diff(release(renumbered('One.')), inventedBenchmark([renumbered('Another.')], NEXT));
    const older = answered({ ...release(inventedRule(1)), release: '0' }, [{ status: 'open' }], 'host-old');
    expect(blastRadius(found, [older]).rules[0]!.assets).toEqual([{ asset: 'host-old', status: 'open' }]);
  });

  it('stands in the digest', async () => {
    const text = (await writeDocument({ ...d, blastRadius: blast }, 'digest')) as string;
    expect(text).toContain('V-1 Medium check changed: host-a (Not a Finding), host-b (Open), host-old (Not a Finding)');
    expect(await writeDocument(blast, 'digest', { as: 'csv' })).toContain('"host-b","V-1"');
  });
});
