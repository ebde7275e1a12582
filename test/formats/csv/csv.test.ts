import { describe, expect, it } from 'vitest';
import { answerHash } from '../../../src/formats/shared/review-columns.js';
import { readCsv } from '../../../src/io/csv.js';
import { writeDocument } from '../../../src/write.js';
import { corpusBenchmarks, exampleBenchmark, smallBenchmark } from '../../support/benchmarks.js';
import { checklistOf } from '../../support/checklists.js';
import { hasCorpus, NEEDS_CORPUS } from '../../support/corpus.js';

/** Rows by column name. */
function table(text: string): Map<string, string>[] {
  const [header, ...rows] = readCsv(text);
  return rows.map((row) => new Map(header!.map((name, i) => [name, row[i]!])));
}

describe('a benchmark as CSV', () => {
  it('reads as the golden file', async () => {
    await expect(await writeDocument(await smallBenchmark(), 'csv')).toMatchFileSnapshot(
      '../../fixtures/people/benchmark.csv',
    );
  });

  it('has a row for each rule with its texts', async () => {
    const benchmark = await exampleBenchmark();
    const rows = table((await writeDocument(benchmark, 'csv')) as string);
    expect(rows.map((row) => row.get('vulnId'))).toEqual(benchmark.rules.map((rule) => rule.vulnId));
    expect(rows.map((row) => row.get('check'))).toEqual(
      benchmark.rules.map((r) => r.checks.map((c) => c.text).join('\n\n')),
    );
    expect(new Set(rows.map((row) => row.get('releaseName')))).toEqual(new Set(['V1R2']));
  });
});

describe('a checklist as CSV', () => {
  it('reads as the golden file', async () => {
    const text = await writeDocument(checklistOf(await smallBenchmark()), 'csv');
    await expect(text).toMatchFileSnapshot('../../fixtures/people/checklist.csv');
  });

  it('has the answers and a hash that moves with each of them and with nothing else', async () => {
    const checklist = checklistOf(await smallBenchmark(2), [
      { findingDetails: '=HYPERLINK("x")\r\n- y', comments: '' },
    ]);
    const [row] = table((await writeDocument(checklist, 'csv')) as string);
    const review = checklist.stigs[0]!.reviews[0]!;
    expect(row!.get('findingDetails')).toBe('=HYPERLINK("x")\r\n- y');
    expect(row!.get('status')).toBe('open');
    expect(row!.get('answerHash')).toBe(answerHash(review));
    expect(answerHash({ ...review, findingDetails: '=HYPERLINK("x")\n- y' })).toBe(answerHash(review));
    expect(answerHash({ ...review, rule: { ...review.rule, title: 'other' } })).toBe(answerHash(review));
    const changes = [
      { status: 'not_a_finding' },
      { comments: 'x' },
      { severityOverride: 'low' },
      { severityJustification: 'x' },
    ] as const;
    const hashes = changes.map((change) => answerHash({ ...review, ...change }));
    expect(new Set([...hashes, answerHash(review)]).size).toBe(5);
  });
});

describe.skipIf(!hasCorpus)(`benchmarks as CSV over ${NEEDS_CORPUS}`, () => {
  it('gives every text back', async () => {
    for (const [name, benchmark] of await corpusBenchmarks()) {
      const rows = table((await writeDocument(benchmark, 'csv')) as string);
      const expected = benchmark.rules.map((r) => [
        r.ruleId ?? '',
        r.discussion ?? '',
        r.fixes.map((f) => f.text).join('\n\n'),
      ]);
      expect([name, rows.map((row) => [row.get('ruleId'), row.get('discussion'), row.get('fix')])]).toEqual([
        name,
        expected,
      ]);
    }
  });
});
