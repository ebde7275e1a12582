import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../../src/write.js';
import { corpusBenchmarks, exampleBenchmark, ruleWith, smallBenchmark } from '../../support/benchmarks.js';
import { checklistOf } from '../../support/checklists.js';
import { hasCorpus, NEEDS_CORPUS } from '../../support/corpus.js';

type Line = Record<string, unknown>;

function parsed(text: string | Uint8Array): Line[] {
  expect(typeof text === 'string' && text.endsWith('\n')).toBe(true);
  return (text as string)
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

describe('a benchmark as NDJSON', () => {
  it('reads as the golden file', async () => {
    await expect(await writeDocument(await smallBenchmark(2), 'ndjson')).toMatchFileSnapshot(
      '../../fixtures/people/benchmark.ndjson',
    );
  });

  it('has the rule and what names its release on each line', async () => {
    const benchmark = await exampleBenchmark();
    const lines = parsed(await writeDocument(benchmark, 'ndjson'));
    expect(lines).toHaveLength(benchmark.rules.length);
    for (const [i, line] of lines.entries()) {
      const { extra: _, ...rule } = benchmark.rules[i]!;
      expect(line).toMatchObject({
        benchmarkId: 'Acme_Harbor_Gateway_STIG',
        benchmarkTitle: benchmark.title,
        version: '1',
        release: '2',
        releaseName: 'V1R2',
        benchmarkDate: '2025-07-09',
        vulnId: rule.vulnId,
        discussion: rule.discussion,
        ccis: rule.ccis,
        controls: rule.controls,
      });
    }
  });

  it('has every member of a rule, so that a new one is not forgotten', async () => {
    const rule = await ruleWith({});
    const [line] = parsed(await writeDocument({ ...(await exampleBenchmark()), rules: [rule] }, 'ndjson'));
    const left = new Set(['extra', 'sources', 'flattened']);
    expect(Object.keys(rule).filter((key) => !left.has(key) && !(key in line!))).toEqual([]);
  });
});

describe('a checklist as NDJSON', () => {
  it('has the answer, the rule, the release and the asset on each line', async () => {
    const result = { result: 'pass', testSystem: 'cpe:/a:x', time: null };
    const checklist = checklistOf(await smallBenchmark(2), [{ result }]);
    const lines = parsed(await writeDocument(checklist, 'ndjson'));
    expect(lines[0]).toMatchObject({ asset: 'gate01', file: null, stigNumber: 1 });
    expect(lines[0]).toMatchObject({ hostName: 'gate01', marking: 'CUI', assetTargetKey: '1234', releaseName: 'V1R2' });
    expect(lines[0]).toMatchObject({ status: 'open', vulnId: 'V-990001', targetKey: '9901', result });
    expect(lines[1]).toMatchObject({ status: 'not_reviewed', comments: '- asked the owner', result: null });
  });
});

describe.skipIf(!hasCorpus)(`NDJSON over ${NEEDS_CORPUS}`, () => {
  it('has the same members in the same order on every line of every file', async () => {
    const orders = new Set<string>();
    for (const [, benchmark] of await corpusBenchmarks()) {
      for (const line of parsed(await writeDocument(benchmark, 'ndjson'))) orders.add(Object.keys(line).join());
    }
    expect(orders.size).toBe(1);
  });
});
