import { describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/index.js';
import { inventedBenchmark, inventedRule, NEXT } from '../support/invented.js';

const codes = (d: ReturnType<typeof diff>) =>
  d.signals.map((s) => (s.vulnId === null ? s.code : `${s.vulnId} ${s.code}`));
const revised = { ruleId: 'SV-1r2_rule', revision: '2' };

describe('signals', () => {
  it('tell a revision that moved while nothing else did from one with a reason', () => {
    const old = inventedBenchmark([inventedRule(1)]);
    const against = (fields: Parameters<typeof inventedRule>[1]) =>
      codes(diff(old, inventedBenchmark([inventedRule(1, fields)], NEXT)));
    expect(against(revised)).toEqual(['V-1 revision-without-text']);
    expect(against({ ...revised, check: 'Check  1.' })).toEqual(['V-1 revision-without-text']);
    expect(against({ ...revised, check: 'Check it.' })).toEqual([]);
    expect(against({ ...revised, title: 'New' })).toEqual([]);
    expect(against({ ...revised, ccis: ['CCI-000002'] })).toEqual([]);
  });

  it('tell a text that changed under its old revision', () => {
    const d = diff(
      inventedBenchmark([inventedRule(1)]),
      inventedBenchmark([inventedRule(1, { check: 'Check it.' })], NEXT),
    );
    expect(codes(d)).toEqual(['V-1 text-without-revision']);
  });

  it('tell a release that was issued again, only where its content is another', () => {
    const old = inventedBenchmark([inventedRule(1)]);
    expect(codes(diff(old, inventedBenchmark([inventedRule(1, { ...revised, fix: 'Mend it.' })])))).toEqual([
      'reissued',
    ]);
    expect(codes(diff(old, inventedBenchmark([inventedRule(1)], { benchmarkDate: '2025-02-01' })))).toEqual([]);
  });

  it('tell swapped releases by number, or by date where there is none', () => {
    const [a, b] = [inventedBenchmark([inventedRule(1)]), inventedBenchmark([inventedRule(1)], NEXT)];
    expect([codes(diff(a, b)), codes(diff(b, a))]).toEqual([[], ['reversed-order']]);
    const ten = { ...b, release: '10', releaseName: 'V1R10' };
    expect(codes(diff({ ...b, release: '9', releaseName: 'V1R9' }, ten))).toEqual([]);
    const bare = { version: null, release: null, releaseName: null };
    expect(codes(diff({ ...b, ...bare }, { ...a, ...bare }))).toEqual(['reversed-order']);
  });

  it('tell two STIGs from one that was renamed', () => {
    const old = inventedBenchmark([inventedRule(1), inventedRule(2)]);
    const other = { id: 'Umbra_STIG', title: 'Umbra STIG' };
    expect(codes(diff(old, inventedBenchmark([inventedRule(8), inventedRule(9)], { ...NEXT, ...other })))).toEqual([
      'different-benchmark',
    ]);
    const newer = inventedBenchmark([inventedRule(8)], { ...NEXT, ...other });
    expect(codes(diff(newer, old)), 'numbers of two STIGs tell no order').toEqual(['different-benchmark']);
    expect(codes(diff(old, inventedBenchmark([inventedRule(1), inventedRule(2)], { ...NEXT, ...other })))).toEqual([]);
    expect(codes(diff(old, inventedBenchmark([inventedRule(8)], { ...NEXT, id: 'acme-stig' })))).toEqual([]);
  });

  it('tell ids that repeat, and where', () => {
    const twice = inventedBenchmark([inventedRule(1, { stigId: 'S' }), inventedRule(2, { stigId: 'S' })], NEXT);
    const [signal] = diff(inventedBenchmark([inventedRule(1, { stigId: 'S' }), inventedRule(2)]), twice).signals;
    expect(signal).toMatchObject({ code: 'duplicate-stig-id', stigId: 'S' });
    expect(signal!.message).toBe('The STIG ID S stands on several rules of the new release: SV-1r1_rule, SV-2r1_rule.');
  });

  it('do not call a copy with other line ends a new issue', () => {
    const release = (check: string) => inventedBenchmark([inventedRule(1, { check })]);
    const copy = diff(release('Look.\nIt is a finding.'), release('Look.\r\nIt is a finding.'));
    expect([copy.formattingOnly.length, copy.signals]).toEqual([1, []]);
  });
});

describe('metadata', () => {
  it('is told beside the content, never with it', () => {
    const changed = inventedRule(1, {
      severity: 'high',
      title: 'Title one',
      ccis: ['CCI-2'],
      weight: '5',
      mitigations: 'M',
      responsibility: ['SA'],
      groupTitle: 'SRG-2',
    });
    const d = diff(inventedBenchmark([inventedRule(1)]), inventedBenchmark([changed], NEXT));
    expect(d.contentChanged).toEqual([]);
    expect(d.metadataChanged[0]!.fields.map((f) => [f.field, f.old, f.new])).toEqual([
      ['title', 'Title 1', 'Title one'],
      ['severity', 'medium', 'high'],
      ['groupTitle', 'SRG-APP-000001', 'SRG-2'],
      ['mitigations', '', 'M'],
      ['responsibility', null, ['SA']],
      ['ccis', ['CCI-000001'], ['CCI-2']],
      ['weight', '10.0', '5'],
    ]);
    expect(d.metadataChanged[0]!.fields[0]!.class).toBe('value');
  });

  it('leaves out what one of the releases does not carry at all', () => {
    const page = inventedBenchmark([
      inventedRule(1, { title: null, weight: null, groupTitle: null }),
      inventedRule(2, { title: null, weight: null, groupTitle: null }),
    ]);
    const d = diff(page, inventedBenchmark([inventedRule(1), inventedRule(2)], NEXT));
    expect(d.unchanged).toBe(2);
    expect(d.signals.map((s) => [s.code, s.message])).toEqual([
      ['not-compared', 'The title was not compared: no rule of the old release has one.'],
    ]);
  });

  it('says which texts a benchmark for scanners has not', () => {
    const scap = (n: number) => inventedRule(n, { checks: [], check: null as never });
    const d = diff(inventedBenchmark([inventedRule(1)]), inventedBenchmark([scap(1)], NEXT));
    expect(d.signals.map((s) => s.message)).toEqual([
      'The check was not compared: no rule of the new release has one.',
    ]);
    expect(diff(inventedBenchmark([]), inventedBenchmark([inventedRule(1)], NEXT)).signals).toEqual([]);
  });

  it('takes a title that a page does not give for no change', () => {
    const page = inventedBenchmark([inventedRule(1), inventedRule(2, { title: null })]);
    const d = diff(page, inventedBenchmark([inventedRule(1), inventedRule(2)], NEXT));
    expect([d.unchanged, d.signals]).toEqual([2, []]);
  });

  it('takes blanks in a title for formatting', () => {
    const d = diff(
      inventedBenchmark([inventedRule(1)]),
      inventedBenchmark([inventedRule(1, { title: 'Title  1 \n' })], NEXT),
    );
    expect([d.metadataChanged, d.formattingOnly[0]!.fields]).toEqual([
      [],
      [{ field: 'title', class: 'formatting', old: 'Title 1', new: 'Title  1 \n' }],
    ]);
  });

  it('compares every check and fix of a rule', () => {
    const check = (text: string) => ({ id: null, system: null, contentRef: null, text });
    const rule = (second: string) => inventedRule(1, { checks: [check('One.'), check(second)] });
    const d = diff(inventedBenchmark([rule('Two.')]), inventedBenchmark([rule('Three.')], NEXT));
    expect(d.contentChanged[0]!.fields[0]).toMatchObject({
      field: 'check',
      old: 'One.\n\nTwo.',
      new: 'One.\n\nThree.',
    });
  });

  it('tells what changed of the benchmark, and of a profile only what its rules do not explain', () => {
    const profile = (selects: string[]) => [{ id: 'MAC-1', title: 'I', description: null, selects }];
    const old = inventedBenchmark([inventedRule(1), inventedRule(2)], { profiles: profile(['V-1', 'V-2']) });
    const now = inventedBenchmark([inventedRule(1), inventedRule(3, { stigId: 'N' })], {
      ...NEXT,
      status: 'deprecated',
      profiles: profile(['V-1', 'V-3']),
    });
    expect(diff(old, now).benchmarkChanged).toEqual([{ field: 'status', old: 'accepted', new: 'deprecated' }]);
    const narrowed = { ...now, profiles: profile(['V-3']) };
    expect(diff(old, narrowed).benchmarkChanged).toContainEqual({
      field: 'profiles/MAC-1/selects',
      old: ['V-1'],
      new: [],
    });
  });
});
