import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../src/formats/shared/columns.js';
import { REVIEW_COLUMNS, reviewRows } from '../../src/formats/shared/review-columns.js';
import { readCsv } from '../../src/io/csv.js';
import type { Diagnostic } from '../../src/io/diagnostic.js';
import { Source } from '../../src/io/source.js';
import type { Checklist } from '../../src/model/checklist.js';
import { readSource } from '../../src/read.js';
import { writeDocument } from '../../src/write.js';
import { smallBenchmark } from '../support/benchmarks.js';
import { fixtureNames, readFixture } from '../support/checklist-files.js';
import { checklistOf } from '../support/checklists.js';
import { folderOf } from '../support/folder.js';
import { nastyText } from '../support/nasty-text.js';
import { runCli } from '../support/run-cli.js';

async function readBack(data: string | Uint8Array, name: string, reported: Diagnostic[] = []): Promise<Checklist[]> {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  const { documents, format } = await readSource(new Source(name, bytes), { report: (d) => reported.push(d) });
  expect(format.name).toBe(name.split('.').at(-1));
  return documents as Checklist[];
}

const cells = (checklist: Checklist) => reviewRows(checklist).map((row) => cellsOf(REVIEW_COLUMNS, row));
const lf = (rows: string[][]) => rows.map((row) => row.map((cell) => cell.replace(/\r\n?/g, '\n')));

describe('a table of reviews, read', () => {
  it.each(fixtureNames('ckl').filter((name) => cells(readFixture('ckl', name).checklist).length > 0))(
    'gives the checklist of CKL %s back, as far as the table goes',
    async (name) => {
      const { checklist } = readFixture('ckl', name);
      const csv = await writeDocument(checklist, 'csv');
      const [again, ...others] = await readBack(csv, 'table.csv');
      expect(others).toEqual([]);
      expect(await writeDocument(again!, 'csv')).toBe(csv);
      const [fromWorkbook] = await readBack(await writeDocument(checklist, 'xlsx'), 'table.xlsx');
      // The hash of the answers is of line ends as LF, so that it is the same in a workbook.
      expect(lf(cells(fromWorkbook!))).toEqual(lf(cells(checklist)));
    },
  );

  it('keeps what was typed to the byte, whatever it is', async () => {
    const benchmark = await smallBenchmark(2);
    await fc.assert(
      fc.asyncProperty(nastyText, nastyText, async (details, comments) => {
        const answers = [{ findingDetails: details, comments, severityJustification: details }];
        const checklist = checklistOf(benchmark, answers);
        const [again] = await readBack(await writeDocument(checklist, 'csv'), 'table.csv');
        expect(again!.stigs[0]!.reviews[0]).toMatchObject({ ...answers[0], status: 'open' });
        expect(again!.stigs[0]!.reviews[1]!.rule.check!.text).toBe(benchmark.rules[1]!.check!.text);
      }),
      { numRuns: 100 },
    );
  });

  it('has the rules with their controls, and the release', async () => {
    const benchmark = await smallBenchmark(3);
    const [again] = await readBack(await writeDocument(checklistOf(benchmark), 'csv'), 'table.csv');
    expect(again!.stigs[0]!.benchmark).toMatchObject({ id: benchmark.id, releaseName: 'V1R2', version: '1' });
    again!.stigs[0]!.reviews.forEach(({ rule }, i) => {
      const { vulnId, ruleId, revision, stigId, severity, category, title, ccis, controls } = benchmark.rules[i]!;
      expect(rule).toMatchObject({ vulnId, ruleId, revision, stigId, severity, category, title, ccis, controls });
    });
  });

  it('is a checklist for each asset, with its STIGs', async () => {
    const one = checklistOf(await smallBenchmark(2));
    const other = { ...one, asset: { ...one.asset, hostName: 'gate02' }, stigs: [one.stigs[0]!, one.stigs[0]!] };
    const tables = [await writeDocument(one, 'csv'), await writeDocument(other, 'csv')] as string[];
    const below = tables[1]!.slice(tables[1]!.indexOf('\r\n') + 2);
    const read = await readBack(tables[0]! + below, 'table.csv');
    expect(read.map(({ asset, stigs }) => [asset.hostName, stigs.map(({ reviews }) => reviews.length)])).toEqual([
      ['gate01', [2]],
      ['gate02', [2, 2]],
    ]);
  });

  it('is read as a spreadsheet saves it: semicolons, words for people, further columns', async () => {
    const csv = (await writeDocument(checklistOf(await smallBenchmark(2)), 'csv')) as string;
    const [header, ...rows] = readCsv(csv);
    const status = header!.indexOf('status');
    const table = [
      [...header!, 'My notes'],
      ...rows.map((row, i) => [...row.with(status, ['Not a Finding', 'NotAFinding'][i]!), 'x']),
    ];
    const text = table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\n');
    const [read] = await readBack(text, 'table.csv');
    expect(read!.stigs[0]!.reviews.map((review) => review.status)).toEqual(['not_a_finding', 'not_a_finding']);
  });

  it('says what is wrong with a cell, and what the table has no column for', async () => {
    const csv = (await writeDocument(checklistOf(await smallBenchmark(2)), 'csv')) as string;
    const reported: Diagnostic[] = [];
    const [read] = await readBack(csv.replace('"open"', '"maybe"'), 'table.csv', reported);
    expect(read!.stigs[0]!.reviews[0]!.status).toBe('not_reviewed');
    expect(
      reported.map(({ severity, code, message, rule }) => [
        severity,
        code,
        message.split(/[:;] /).slice(0, 2).join(),
        rule,
      ]),
    ).toEqual([
      ['error', 'value-invalid', 'row 2,status is "maybe"', 'V-990001'],
      ['info', 'not-carried', 'a table of reviews has no column for,title of the checklist', undefined],
    ]);
  });

  it('is refused where it is another table', async () => {
    const { code, err } = await runCli(
      'convert',
      join(folderOf({ 'hosts.csv': 'hostName,ipAddress\na,b\n' }), 'hosts.csv'),
      '--from',
      'csv',
      '--to',
      'ckl',
    );
    expect(code).toBe(2);
    expect(err).toContain('this is no table of reviews');
    const rules = await writeDocument(await smallBenchmark(1), 'xlsx');
    await expect(readSource(new Source('rules.xlsx', rules as Uint8Array))).rejects.toMatchObject({
      code: 'format-unknown',
    });
  });

  it('is converted by name, and passed over in a folder, where it is an export of what lies beside', async () => {
    const checklist = checklistOf(await smallBenchmark(2));
    const folder = folderOf({
      'gate01.ckl': await writeDocument(checklist, 'ckl'),
      'gate01.csv': await writeDocument(checklist, 'csv'),
      'gate01.xlsx': await writeDocument(checklist, 'xlsx'),
    });
    for (const name of ['gate01.csv', 'gate01.xlsx']) {
      const { code, out } = await runCli('convert', join(folder, name), '--to', 'ckl', '--quiet');
      expect(code).toBe(0);
      expect(out).toContain('<HOST_NAME>gate01</HOST_NAME>');
    }
    const { code, out } = await runCli('info', folder, '--json');
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(1);
  });
});
