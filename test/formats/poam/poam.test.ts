import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { POAM_COLUMNS } from '../../../src/formats/poam/columns.js';
import { readCsv, writeCsv } from '../../../src/io/csv.js';
import type { Diagnostic } from '../../../src/io/diagnostic.js';
import { Source } from '../../../src/io/source.js';
import { writeXlsx, zipParts } from '../../../src/io/xlsx.js';
import { readWorkbook, textRows } from '../../../src/io/xlsx-read.js';
import { report } from '../../../src/report/index.js';
import { writeDocument } from '../../../src/write.js';
import { readChecklist } from '../../support/checklist-files.js';

const HOSTS = resolve(import.meta.dirname, '../../../examples/hosts');
const example = () =>
  report(
    readdirSync(HOSTS)
      .sort()
      .map((name) => readChecklist(join(HOSTS, name)).checklist),
  );

async function rowsFrom(bytes: Uint8Array, sheet = 0): Promise<string[][]> {
  const workbook = await readWorkbook(new Source('poam.xlsx', bytes));
  return textRows(workbook, workbook.sheets[sheet]!.path);
}

describe('a POA&M', () => {
  it('reads as the golden file', async () => {
    await expect(await writeDocument(example(), 'poam')).toMatchFileSnapshot('../../fixtures/report/poam.csv');
  });

  it('has one row a rule with its devices, and is blank where a person has to judge', async () => {
    const document = example();
    const [header, ...rows] = readCsv((await writeDocument(document, 'poam')) as string);
    expect(header).toEqual(POAM_COLUMNS.map((column) => column.name));
    expect(rows.length).toBe(document.findings.length);
    const column = (name: string) => rows.map((row) => row[header!.indexOf(name)]);
    expect(column('Devices Affected')).toEqual(['gw01\ngw02', 'gw01', 'gw01', 'gw01', 'gw03']);
    expect(column('Raw Severity')).toEqual(['I', 'II', 'II', 'II', 'III']);
    expect(column('Comments')[0]).toMatch(/^CCI-\d{6}.*\nSeverity overridden to CAT III on gw01$/s);
    for (const name of [
      'Status',
      'Severity',
      'Likelihood',
      'Impact',
      'Scheduled Completion Date',
      'Resources Required',
      'Residual Risk Level',
      'Milestone with Completion Dates',
      'Mitigations',
    ]) {
      expect([name, ...new Set(column(name))]).toEqual([name, '']);
    }
  });

  it('says that CSV has no place for the marking, and has it in a workbook', async () => {
    const said: Diagnostic[] = [];
    await writeDocument(example(), 'poam', {}, (d) => said.push(d));
    expect(said.map((d) => [d.code, d.severity])).toEqual([['not-carried', 'warning']]);
    const rows = await rowsFrom((await writeDocument(example(), 'poam', { as: 'xlsx' })) as Uint8Array);
    expect(rows[0]).toEqual(['CUI']);
    expect(rows[1]!.slice(0, 2)).toEqual(POAM_COLUMNS.slice(0, 2).map((column) => column.name));
    expect(rows.length).toBe(2 + example().findings.length);
  });
});

describe("a user's template", () => {
  const HEADINGS = ['ITEM', 'Vuln ID', 'devices  affected', 'Raw severity', 'Who signs'];

  it('is filled by the names of its headings, below what stands in it: CSV', async () => {
    const text = writeCsv(['System: Harbor', '', '', '', ''], [HEADINGS, ['0', 'V-1', 'old01', 'II', 'me']]);
    const template = { name: 'mine.csv', bytes: new TextEncoder().encode(text) };
    const said: Diagnostic[] = [];
    const filled = readCsv(
      (await writeDocument(example(), 'poam', { poamTemplate: template }, (d) => said.push(d))) as string,
    );
    expect(filled.slice(0, 4)).toEqual([
      ['System: Harbor', '', '', '', ''],
      HEADINGS,
      ['0', 'V-1', 'old01', 'II', 'me'],
      ['', 'V-990013', 'gw01\ngw02', 'I', ''],
    ]);
    expect(filled.length).toBe(3 + example().findings.length);
    expect(said.map((d) => d.message).join()).toContain('ITEM, Who signs');
  });

  it('is filled in a workbook, whose other sheets, styles and parts stay', async () => {
    const sheet = (name: string, rows: string[][]) => ({
      name,
      columns: HEADINGS.map((heading) => ({ name: heading, width: 10 })),
      rows,
    });
    const made = writeXlsx([sheet('Read me', []), sheet('POAM', [['7', 'V-7', 'old', 'I', 'x']])]);
    const before = await readWorkbook(new Source('t.xlsx', made));
    // A first sheet without known headings, and an empty styled row below the rows that hold something.
    const [readMe, poam] = before.sheets.map((s) => s.path);
    const parts = new Map(before.parts);
    const edit = (path: string, change: (xml: string) => string) =>
      parts.set(path, new TextEncoder().encode(change(new TextDecoder().decode(parts.get(path)))));
    edit(readMe!, (xml) => xml.replace(/<sheetData>.*<\/sheetData>/s, '<sheetData/>'));
    edit(poam!, (xml) =>
      xml.replace('</sheetData>', '<row r="3"><c r="A3" s="1"/></row><row r="99"><c r="A99" s="1"/></row></sheetData>'),
    );
    parts.set('xl/media/logo.bin', Uint8Array.of(1, 2, 3));
    const template = { name: 't.xlsx', bytes: zipParts(parts) };
    const filled = (await writeDocument(example(), 'poam', { poamTemplate: template })) as Uint8Array;
    const rows = await rowsFrom(filled, 1);
    expect(rows.slice(0, 3)).toEqual([
      HEADINGS,
      ['7', 'V-7', 'old', 'I', 'x'],
      ['', 'V-990013', 'gw01\ngw02', 'I', ''],
    ]);
    expect(rows.slice(2, 7).map((row) => row[1])).toEqual(example().findings.map((finding) => finding.vulnId));
    const after = await readWorkbook(new Source('t.xlsx', filled));
    for (const [path, bytes] of parts) {
      if (path !== poam) expect([path, Buffer.from(after.parts.get(path)!).equals(bytes)]).toEqual([path, true]);
    }
    const xml = new TextDecoder().decode(after.parts.get(poam!));
    expect(xml.match(/<row r="3"/g)).toHaveLength(1);
    expect(xml).toContain('<row r="99">');
    expect(xml).toContain('<c r="B3" s="1" t="inlineStr">');
  });

  it('that names no column is refused in words', async () => {
    const template = { name: 'mine.csv', bytes: new TextEncoder().encode('a,b\n1,2\n') };
    await expect(writeDocument(example(), 'poam', { poamTemplate: template })).rejects.toThrow(
      'mine.csv: no row of the template holds headings that are known',
    );
  });
});
