import { describe, expect, it } from 'vitest';
import { fileFamily } from '../../src/diff/names.js';
import { diffReleases } from '../../src/diff/quarter.js';
import { violations } from '../../src/io/schema.js';
import type { Benchmark } from '../../src/model/benchmark.js';
import { writeDocument } from '../../src/write.js';
import { inventedBenchmark, inventedRule, NEXT } from '../support/invented.js';

const stig = (name: string, n: number, fields: Partial<Benchmark> = {}): Benchmark =>
  inventedBenchmark([inventedRule(n), inventedRule(n + 1)], {
    id: `${name}_STIG`,
    sourceId: `${name}_STIG`,
    title: `${name} Security Technical Implementation Guide`,
    ...fields,
  });
const source = (name: string) => ({ sources: [{ name, format: 'xccdf', sha256: '' }] });
const changed = (b: Benchmark): Benchmark => ({
  ...b,
  rules: [inventedRule(Number(b.rules[0]!.vulnId!.slice(2)), { check: 'Other.' }), b.rules[1]!],
});

const old = [
  stig('Gone', 10),
  stig('Same', 20),
  stig('Again', 30),
  stig('Grown', 40),
  stig('Moved_Id', 50, { id: 'OldId', title: 'Moved Id STIG' }),
  stig('Titled', 60, {
    title: 'Old Title STIG',
    id: 'Titled_1',
    ...source('a.zip!/U_Acme_Titled_V1R1_STIG_Manual-xccdf.xml'),
  }),
  stig('Asked', 70, { id: 'X', title: 'X' }),
];
const now = [
  stig('Fresh', 80, NEXT),
  stig('Same', 20),
  stig('Again', 30, NEXT),
  changed(stig('Grown', 40, NEXT)),
  stig('Moved_Id', 50, { ...NEXT, id: 'NewId', title: 'Moved ID Security Technical Implementation Guide' }),
  stig('Titled', 60, {
    ...NEXT,
    title: 'New Name',
    id: 'Titled_2',
    ...source('b.zip!/U_Acme_Titled_STIG_V1R2_Manual-xccdf.xml'),
  }),
  stig('Asked', 70, { ...NEXT, id: 'Y', title: 'Y' }),
];
const quarter = diffReleases(old, now, { benchmarkPairs: [['X', 'Y']] });

describe('diffReleases', () => {
  it('accounts for every STIG', () => {
    const ids = (list: { id: string | null }[]) => list.map((s) => s.id);
    expect(ids(quarter.new)).toEqual(['Fresh_STIG']);
    expect(ids(quarter.retired)).toEqual(['Gone_STIG']);
    expect(ids(quarter.unchanged)).toEqual(['Same_STIG']);
    expect(quarter.changed.map((e) => e.diff.new.id)).toEqual(['Grown_STIG']);
    expect(quarter.reReleased.map((e) => [e.diff.new.id, e.pairedBy])).toEqual([
      ['Again_STIG', 'id'],
      ['NewId', 'title'],
      ['Titled_2', 'file'],
      ['Y', 'pair'],
    ]);
    expect(quarter.renamed.map((r) => [r.old.id, r.new.id])).toEqual([
      ['OldId', 'NewId'],
      ['Titled_1', 'Titled_2'],
      ['X', 'Y'],
    ]);
    const paired = quarter.changed.length + quarter.reReleased.length + quarter.unchanged.length;
    expect([paired + quarter.new.length, paired + quarter.retired.length]).toEqual([now.length, old.length]);
    expect(quarter.totals).toMatchObject({
      oldStigs: 7,
      newStigs: 7,
      oldRules: 14,
      newRules: 14,
      contentChanged: 1,
      unchanged: 11,
    });
  });

  it('keeps a STIG in sight that was issued again under its number, be it with formatting or a status alone', () => {
    const b = stig('A', 1);
    const spaced = { ...b, rules: b.rules.map((rule) => ({ ...rule, discussion: `${rule.discussion}\n` })) };
    const found = (after: typeof b) => {
      const { changed: moved, reReleased, unchanged } = diffReleases([b], [after]);
      return [moved.length, reReleased.length, unchanged.length];
    };
    expect(found(spaced)).toEqual([1, 0, 0]);
    expect(found({ ...b, status: 'deprecated' })).toEqual([1, 0, 0]);
    expect(found({ ...b })).toEqual([0, 0, 1]);
  });

  it('takes the newest of several releases of a STIG', () => {
    const { changed: found, totals } = diffReleases(
      [stig('A', 1), changed(stig('A', 1, NEXT))],
      [changed(stig('A', 1, { ...NEXT, release: '3', releaseName: 'V1R3' }))],
    );
    expect([found, totals.oldStigs]).toEqual([[], 1]);
  });

  it('gives a pair of rules only to the STIG it concerns', () => {
    const found = diffReleases(old, now, { pairs: [['V-40', 'V-40']] });
    expect(found.changed.flatMap((e) => e.diff.signals.filter((s) => s.code === 'unknown-pair'))).toEqual([]);
    expect(found.changed[0]!.diff.matched.pair).toBe(1);
  });

  it('knows a file by what does not vary in its name', () => {
    const names = [
      'x.zip!/U_Active_Directory_Domain_STIG_V2R10_Manual-xccdf.xml',
      'U_Active_Directory_Domain_V2R11_STIG_Manual-xccdf.xml',
    ];
    expect(new Set(names.map(fileFamily))).toEqual(new Set(['activedirectorydomain']));
  });
});

describe('a quarter written', () => {
  it('has contents, totals and each digest', async () => {
    const text = (await writeDocument(quarter, 'digest')) as string;
    expect(text.split('\n').slice(0, 4)).toEqual([
      'Digest of Updates',
      '7 STIGs against 7: 1 new, 1 retired, 3 renamed, 1 changed, 4 re-released, 1 unchanged; 0 rules added, 0 removed, 0 renumbered, 1 changed in content, 0 in formatting only.',
      'New 1',
      '- Fresh Security Technical Implementation Guide: V1R2 (2025-04-01), 2 rules',
    ]);
    expect(text).toContain('\nGrown Security Technical Implementation Guide\nDigest of Updates ✎ 1\n');
    const html = (await writeDocument(quarter, 'digest', { as: 'html' })) as string;
    expect(html).toContain('<a href="#s1-digest">Grown Security Technical Implementation Guide</a>');
    expect(html).toContain('id="s1-digest"');
    const csv = (await writeDocument(quarter, 'digest', { as: 'csv' })) as string;
    expect(csv).toContain('"Grown_STIG"');
    const json = JSON.parse((await writeDocument(quarter, 'json')) as string);
    expect(await violations('quarter-diff', json)).toEqual([]);
    expect(json).toMatchObject({
      kind: 'quarter-diff',
      totals: { newStigs: 7 },
    });
  });

  it('leaves out word diffs, then digests, then lines of the contents, and says so', async () => {
    const within = async (maxBytes: number) => {
      const text = (await writeDocument(quarter, 'digest', { as: 'markdown', digest: { maxBytes } })) as string;
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(maxBytes);
      return text;
    };
    const whole = (await writeDocument(quarter, 'digest', { as: 'markdown' })) as string;
    expect(await within(100_000)).toBe(whole);
    const size = new TextEncoder().encode(whole).length;
    const bare = await within(size - 1);
    expect(bare).toContain(`_Left out to stay within ${size - 1} bytes: the word diffs of 1 digest._`);
    expect(bare).toContain('## Grown Security Technical Implementation Guide');
    expect(await within(1700)).toContain('_Left out to stay within 1700 bytes: 1 of 1 digests._');
    expect(await within(400)).toMatch(
      /_Left out to stay within 400 bytes: \d+ lines of the digest, and all digests._\n$/,
    );
  });

  it('says in the contents what changed where no text did', async () => {
    const before = stig('A', 1);
    const raised = { ...before, ...NEXT, rules: before.rules.map((rule) => ({ ...rule, severity: 'high' as const })) };
    const text = (await writeDocument(
      diffReleases([before, stig('B', 5)], [raised, stig('B', 5)]),
      'digest',
    )) as string;
    expect(text).toMatch(
      /\n- A Security Technical Implementation Guide: V1R1 .* to V1R2 .*, 2 changed beside the texts\n/,
    );
  });
});
