import { describe, expect, it } from 'vitest';
import { controlsOf } from '../../src/data/controls.js';
import { anchorsOf } from '../../src/formats/shared/anchors.js';
import { checksOf, controlsShown } from '../../src/formats/shared/rule-facts.js';
import { countBySeverity, countByStatus } from '../../src/model/summary.js';
import { writeDocument } from '../../src/write.js';
import { exampleBenchmark, ruleWith } from '../support/benchmarks.js';
import { checklistOf } from '../support/checklists.js';

describe('controlsShown', () => {
  it('has each CCI under Rev 5, else under Rev 4', async () => {
    const ccis = ['CCI-002235', 'CCI-000795'];
    const rule = await ruleWith({ ccis, controls: controlsOf(ccis) });
    expect(controlsShown(rule)).toEqual([
      {
        revision: 5,
        controls: [
          {
            label: 'AC-6 (10): Prohibit Non-privileged Users from Executing Privileged Functions',
            ccis: ['CCI-002235'],
          },
        ],
      },
      { revision: 4, controls: [{ label: 'IA-4: Identifier Management', ccis: ['CCI-000795'] }] },
    ]);
  });

  it('says whose title it is where only Rev 4 has one', async () => {
    const rule = await ruleWith({
      controls: [{ revision: 5, control: 'SC-11', base: 'SC-11', title: null, ccis: ['CCI-004895'] }],
    });
    expect(controlsShown(rule)[0]!.controls[0]!.label).toBe('SC-11: Trusted Path (title of Rev 4)');
  });
});

describe('anchorsOf', () => {
  it('gives a rule that repeats a V-id its own', async () => {
    const rules = await Promise.all([
      ruleWith({}),
      ruleWith({}),
      ruleWith({ vulnId: 'V-990001-2' }),
      ruleWith({ vulnId: '<x> y"' }),
    ]);
    expect(anchorsOf(rules)).toEqual(['v-990001', 'v-990001-2', 'v-990001-2-2', '-x--y-']);
  });
});

describe('checksOf', () => {
  it('numbers several and leaves empty ones out', async () => {
    const check = { id: null, system: null, contentRef: null };
    const checks = [
      { ...check, text: 'a' },
      { ...check, text: null },
      { ...check, text: 'b' },
    ];
    expect(checksOf(await ruleWith({ checks, check: checks[0]! }))).toEqual([
      { heading: 'Check 1 of 3', text: 'a' },
      { heading: 'Check 3 of 3', text: 'b' },
    ]);
  });
});

describe('counts', () => {
  it('add up to the rules, by the overriding severity', async () => {
    const benchmark = await exampleBenchmark();
    expect(countBySeverity(benchmark.rules)).toEqual({ high: 6, medium: 14, low: 5, unknown: 0 });
    const { reviews } = checklistOf(benchmark, [{ severityOverride: 'high' }]).stigs[0]!;
    const counts = countByStatus(reviews);
    expect(counts.open).toEqual({ high: 3, medium: 2, low: 2, unknown: 0, total: 7 });
    expect(Object.values(counts).reduce((sum, { total }) => sum + total, 0)).toBe(benchmark.rules.length);
  });
});

describe('a rule whose source had lost its line breaks', () => {
  it.each(['markdown', 'html'])('says so in %s', async (format) => {
    const benchmark = await exampleBenchmark();
    const flat = { ...benchmark, rules: [await ruleWith({ flattened: true })] };
    expect(await writeDocument(flat, format)).toContain('had lost its line breaks');
    expect(await writeDocument(benchmark, format)).not.toContain('had lost its line breaks');
  });
});
