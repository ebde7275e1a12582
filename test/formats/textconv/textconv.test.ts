import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Benchmark } from '../../../src/model/benchmark.js';
import { writeDocument } from '../../../src/write.js';
import { exampleBenchmark } from '../../support/benchmarks.js';
import { checklistOf } from '../../support/checklists.js';
import { inventedBenchmark, inventedRule } from '../../support/invented.js';

const lines = async (b: Benchmark) => (await writeDocument(b, 'textconv')) as string;

describe('textconv', () => {
  it('prints a release', async () => {
    await expect(await lines(await exampleBenchmark())).toMatchFileSnapshot(
      join(import.meta.dirname, '../../fixtures/textconv/harbor-v1r2.txt'),
    );
  });

  it('prints a checklist', async () => {
    const benchmark = await exampleBenchmark();
    const checklist = checklistOf({ ...benchmark, rules: benchmark.rules.slice(0, 5) });
    await expect(await writeDocument(checklist, 'textconv')).toMatchFileSnapshot(
      join(import.meta.dirname, '../../fixtures/textconv/checklist.txt'),
    );
  });

  it('is the same whatever order, line ends and blanks a tool writes', async () => {
    const a = inventedBenchmark([
      inventedRule(2),
      inventedRule(10, { check: 'Run it. Then look.\n\n$ ls /a. /b\n  x' }),
    ]);
    const b = inventedBenchmark([
      inventedRule(10, { check: '\r\nRun it. Then look. \r\n\r\n$ ls /a. /b\r\n  x\r\n' }),
      inventedRule(2),
    ]);
    expect(await lines(a)).toBe(await lines(b));
    expect(await lines(a)).toContain('check:\n  Run it.\n  Then look.\n\n  $ ls /a. /b\n    x\n');
  });

  it('shows a changed sentence as one changed line', async () => {
    const text = 'One is so. Two is so. Three is so.';
    const of = async (check: string) => (await lines(inventedBenchmark([inventedRule(1, { check })]))).split('\n');
    const [before, after] = [await of(text), await of(text.replace('Two', 'Four'))];
    expect(before.filter((line, i) => line !== after[i])).toEqual(['  Two is so.']);
  });

  it('is the same from CKL and from CKLB', async () => {
    const { readSource } = await import('../../../src/read.js');
    const { Source } = await import('../../../src/io/source.js');
    const checklist = { ...checklistOf(await exampleBenchmark()), title: 'gate01' };
    const through = async (format: string) => {
      const data = await writeDocument(checklist, format, { name: 'gate01' });
      const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
      const { documents } = await readSource(new Source('x', bytes));
      return ((await writeDocument(documents[0]!, 'textconv')) as string)
        .split('\n')
        .filter((line) => !/^(?:checklist|asset )/.test(line));
    };
    expect(await through('ckl')).toEqual(await through('cklb'));
  });
});
