import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/io/csv.js';
import { violations } from '../../../src/io/schema.js';
import { Source } from '../../../src/io/source.js';
import { readWorkbook, rowsOf, textRows } from '../../../src/io/xlsx-read.js';
import type { ChecklistReport } from '../../../src/model/report.js';
import { report } from '../../../src/report/index.js';
import { writeDocument } from '../../../src/write.js';
import { benchmarkOfText } from '../../support/benchmarks.js';
import { readChecklist } from '../../support/checklist-files.js';
import { checklistOf } from '../../support/checklists.js';

const HOSTS = resolve(import.meta.dirname, '../../../examples/hosts');

/** The report on the examples; the library has a newer release than gw02's. */
function example(): ChecklistReport {
  const checklists = readdirSync(HOSTS)
    .sort()
    .map((name) => readChecklist(join(HOSTS, name)).checklist);
  return report(checklists, { library: checklists.map((checklist) => checklist.stigs[0]!.benchmark) });
}

const GOLDEN = '../../fixtures/report';

describe('a report', () => {
  it.each([
    ['text', 'report.txt'],
    ['markdown', 'report.md'],
    ['csv', 'report.csv'],
    ['ndjson', 'report.ndjson'],
  ] as const)('reads as the golden file: %s', async (as, file) => {
    await expect(await writeDocument(example(), 'report', { as })).toMatchFileSnapshot(`${GOLDEN}/${file}`);
  });

  it('fits a terminal of 80 columns, the marking first and last', async () => {
    const lines = ((await writeDocument(example(), 'report')) as string).trimEnd().split('\n');
    expect(lines.filter((line) => [...line].length > 80)).toEqual([]);
    expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
    expect([lines[0]!.trim(), lines.at(-1)!.trim()]).toEqual(['CUI', 'CUI']);
  });

  it('is a document that fits its schema', async () => {
    const json = JSON.parse((await writeDocument(example(), 'json')) as string);
    expect(json.$schema).toBe('urn:stigkit:schema:report:1');
    expect(await violations('report', json)).toEqual([]);
  });

  it('has a line of CSV and NDJSON for each STIG in a checklist, with the same numbers', async () => {
    const document = example();
    const [header, ...rows] = readCsv((await writeDocument(document, 'report', { as: 'csv' })) as string);
    const ndjson = (await writeDocument(document, 'report', { as: 'ndjson' })) as string;
    const lines = ndjson
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const cell = (row: string[], name: string) => row[header!.indexOf(name)];
    expect(rows.map((row) => [cell(row, 'asset'), cell(row, 'openCat1'), cell(row, 'openOrNotReviewed')])).toEqual(
      lines.map((line) => [line.asset, String(line.raw.high.open), String(line.openOrNotReviewed)]),
    );
    expect(rows.map((row) => cell(row, 'marking'))).toEqual(['CUI', '', '']);
  });
});

describe('a report as HTML', () => {
  it('asks for nothing, and its policy names both of its styles', async () => {
    const html = (await writeDocument(example(), 'report', { as: 'html' })) as string;
    const $ = load(html);
    expect($('script, link, img, iframe, object, [src], [style], [onclick]').length).toBe(0);
    expect(html).not.toMatch(/url\(|@import/);
    const policy = $('meta[http-equiv="Content-Security-Policy"]').attr('content')!;
    const hashes = $('style')
      .toArray()
      .map((style) => `'sha256-${createHash('sha256').update($(style).text()).digest('base64')}'`);
    expect(hashes.length).toBe(2);
    expect(policy).toContain(`style-src ${hashes.join(' ')};`);
    expect(policy).toContain("default-src 'none'");
  });

  it('names its charts, and the numbers in them are those of the tables', async () => {
    const document = example();
    const $ = load((await writeDocument(document, 'report', { as: 'html' })) as string);
    expect($('svg').length).toBe(2);
    for (const svg of $('svg').toArray()) {
      expect($(svg).attr('role')).toBe('img');
      for (const id of $(svg).attr('aria-labelledby')!.split(' ')) expect($(`#${id}`).text()).not.toBe('');
    }
    const bars = $('#chart-status-title')
      .parent()
      .find('g > title')
      .toArray()
      .map((title) => $(title).text());
    const sum = bars.reduce((all, text) => all + Number(text.split(': ')[1]), 0);
    expect(sum).toBe(document.totals.reviews);
    const total = $('main section').first().find('tbody tr').last();
    expect(
      total
        .find('td')
        .toArray()
        .map((cell) => $(cell).text()),
    ).toEqual(['6', '6', '21', '27', '38', '9', '74', '71.6%']);
    expect($('.marking').length).toBe(2);
    // Every id once, headings in order, tables with row and column heads.
    const ids = $('[id]')
      .toArray()
      .map((element) => $(element).attr('id'));
    expect(new Set(ids).size).toBe(ids.length);
    expect($('table').length).toBe($('table:has(th[scope="col"]):has(th[scope="row"])').length);
  });

  it('keeps text text', async () => {
    const text = '<script>alert(1)</script> "&amp; {{x}} | a';
    const checklist = checklistOf(await benchmarkOfText(text), [{ status: 'open' }]);
    checklist.asset = { ...checklist.asset, hostName: text, marking: text };
    checklist.stigs[0]!.benchmark = { ...checklist.stigs[0]!.benchmark, id: text, title: text };
    const document = report([checklist]);
    const $ = load((await writeDocument(document, 'report', { as: 'html' })) as string);
    expect($('script').length).toBe(0);
    expect($('.marking').first().text()).toBe(text);
    expect($('.findings').text()).toContain(text);
    const markdown = (await writeDocument(document, 'report', { as: 'markdown' })) as string;
    expect(markdown).not.toContain('<script>');
  });
});

describe('a report as a workbook', () => {
  it('has the marking on every sheet, and numbers that are numbers', async () => {
    const bytes = (await writeDocument(example(), 'report', { as: 'xlsx' })) as Uint8Array;
    const workbook = await readWorkbook(new Source('report.xlsx', bytes));
    expect(workbook.sheets.map((sheet) => sheet.name)).toEqual([
      'Summary',
      'STIGs',
      'Assets',
      'Checklists',
      'Open findings',
    ]);
    for (const { path } of workbook.sheets) {
      const xml = new TextDecoder().decode(workbook.parts.get(path));
      expect(rowsOf(workbook, path)[0]!.cells.map((cell) => cell.text)).toEqual(['CUI']);
      expect(xml).toContain('<oddHeader>&amp;CCUI</oddHeader>');
      expect(xml).toContain('<oddFooter>&amp;CCUI</oddFooter>');
    }
    const [, header, high] = textRows(workbook, workbook.sheets[0]!.path);
    expect(header![1]).toBe('Open');
    expect(high!.slice(0, 5)).toEqual(['CAT I (High)', '2', '1', '6', '8']);
    const summary = new TextDecoder().decode(workbook.parts.get(workbook.sheets[0]!.path));
    expect(summary).toContain('<c r="B3" s="3"><v>2</v></c>');
  });

  it('is the same twice, and has no row for a marking where there is none', async () => {
    const document = { ...example(), marking: null };
    const [one, two] = [
      (await writeDocument(document, 'report', { as: 'xlsx' })) as Uint8Array,
      (await writeDocument(structuredClone(document), 'report', { as: 'xlsx' })) as Uint8Array,
    ];
    expect(Buffer.from(one).equals(two)).toBe(true);
    const workbook = await readWorkbook(new Source('report.xlsx', one));
    expect(textRows(workbook, workbook.sheets[0]!.path)[0]![0]).toBe('Severity');
  });
});
