import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { fromBuffer } from 'yauzl';
import { RULE_COLUMNS } from '../../../src/formats/shared/rule-columns.js';
import type { Diagnostic } from '../../../src/io/diagnostic.js';
import { CELL_LIMIT, splitText, writeXlsx } from '../../../src/io/xlsx.js';
import { writeDocument } from '../../../src/write.js';
import { corpusBenchmarks, exampleBenchmark, smallBenchmark } from '../../support/benchmarks.js';
import { checklistOf } from '../../support/checklists.js';
import { hasCorpus, NEEDS_CORPUS } from '../../support/corpus.js';

/** Members of a zip as text, read by a package that had no part in writing it. */
function members(bytes: Uint8Array): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const found = new Map<string, string>();
      zip.on('entry', (entry) => {
        expect(entry.getLastModDate({ timezone: 'UTC' }).getUTCFullYear()).toBe(1980);
        zip.openReadStream(entry, (problem, stream) => {
          if (problem) return reject(problem);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk) => chunks.push(chunk));
          stream.on('end', () => {
            found.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
            zip.readEntry();
          });
        });
      });
      zip.on('end', () => resolve(found));
      zip.readEntry();
    });
  });
}

/** Cells of a sheet by address, and every element's name, as a strict parser sees them. */
function sheetOf(xml: string): { cells: Map<string, string>; elements: Set<string> } {
  const cells = new Map<string, string>();
  const elements = new Set<string>();
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  let address = '';
  let inText = false;
  parser.on('opentag', (tag) => {
    elements.add(tag.local);
    if (tag.local === 'c') {
      address = tag.attributes.r!.value;
      expect(tag.attributes.t!.value).toBe('inlineStr');
      cells.set(address, '');
    }
    inText = tag.local === 't';
  });
  parser.on('text', (text) => {
    if (inText) cells.set(address, cells.get(address)! + text);
  });
  parser.on('closetag', () => {
    inText = false;
  });
  parser.write(xml).close();
  for (const [at, text] of cells)
    cells.set(
      at,
      text.replace(/_x([\dA-F]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  return { cells, elements };
}

async function firstSheet(bytes: Uint8Array) {
  return sheetOf((await members(bytes)).get('xl/worksheets/sheet1.xml')!);
}

function oneCell(text: string): Uint8Array {
  return writeXlsx([
    {
      name: 'S',
      columns: [
        { name: 'a', width: 9 },
        { name: 'b', width: 9 },
      ],
      rows: [[text, 'end']],
    },
  ]);
}

describe('writeXlsx', () => {
  it.each([
    '=1+1',
    '<b>&amp;</b>',
    ' outer blanks ',
    'a\r\nb\rc\nd',
    '_x000D_ as text, and _x0041_',
    'constructor',
    '__proto__',
    '\ufffd and \u0085',
    '😀'.repeat(3),
  ])('keeps %j as text', async (text) => {
    const { cells, elements } = await firstSheet(oneCell(text));
    expect(cells.get('A2')).toBe(text);
    expect(elements.has('f')).toBe(false);
  });

  it('replaces what XML forbids, and says where', async () => {
    const told = vi.fn();
    const columns = [{ name: 'a', width: 9 }];
    const bytes = writeXlsx([{ name: 'S', columns, rows: [['ok'], ['a\u0001b\ud800c\uffff']] }], told);
    expect((await firstSheet(bytes)).cells.get('A3')).toBe('a\ufffdb\ufffdc\ufffd');
    expect(told.mock.calls).toEqual([['S', 1, 0, 3]]);
  });

  it('goes on in further columns where a text is longer than a cell', async () => {
    const text = `${'x'.repeat(CELL_LIMIT - 1)}😀${'y'.repeat(CELL_LIMIT)}end`;
    const { cells } = await firstSheet(oneCell(text));
    expect(['A1', 'B1', 'C1', 'D1'].map((at) => cells.get(at))).toEqual(['a', 'a~2', 'a~3', 'b']);
    expect(cells.get('A2')! + cells.get('B2') + cells.get('C2')).toBe(text);
    expect(cells.get('D2')).toBe('end');
    expect(splitText(text).map((part) => part.length)).toEqual([CELL_LIMIT - 1, CELL_LIMIT, 5]);
  });

  it('writes the same bytes whatever the clock and the time zone say', () => {
    const before = oneCell('x');
    vi.useFakeTimers({ now: new Date('2031-05-05T05:05:05Z') });
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    try {
      expect(Buffer.from(oneCell('x')).equals(Buffer.from(before))).toBe(true);
    } finally {
      vi.useRealTimers();
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});

describe('documents as XLSX', () => {
  it('freezes and filters the rules and says what release they are of', async () => {
    const benchmark = await exampleBenchmark();
    const files = await members((await writeDocument(benchmark, 'xlsx')) as Uint8Array);
    expect([...files.keys()].filter((name) => name.startsWith('docProps'))).toEqual([]);
    expect(files.get('xl/workbook.xml')).toMatch(/<sheet name="Rules".*<sheet name="Benchmark"/);
    const rules = sheetOf(files.get('xl/worksheets/sheet1.xml')!);
    expect(rules.elements).toContain('autoFilter');
    expect(files.get('xl/worksheets/sheet1.xml')).toContain('state="frozen"');
    const titles = benchmark.rules.map((_, i) => rules.cells.get(`L${i + 2}`));
    expect(rules.cells.get('L1')).toBe('title');
    expect(titles).toEqual(benchmark.rules.map((rule) => rule.title));
    expect(sheetOf(files.get('xl/worksheets/sheet2.xml')!).cells.get('B2')).toBe(benchmark.title);
  });

  it('offers the words of the status of a checklist and counts it', async () => {
    const files = await members((await writeDocument(checklistOf(await exampleBenchmark()), 'xlsx')) as Uint8Array);
    const reviews = files.get('xl/worksheets/sheet1.xml')!;
    expect(reviews).toContain('<formula1>"open,not_reviewed,not_a_finding,not_applicable"</formula1>');
    const summary = sheetOf(files.get('xl/worksheets/sheet2.xml')!).cells;
    const open = [...summary].find(([, text]) => text === 'Open')![0].slice(1);
    expect(['C', 'D', 'E', 'F', 'G'].map((column) => summary.get(column + open))).toEqual(['2', '3', '2', '0', '7']);
  });

  it('reports replaced characters with their rule', async () => {
    const benchmark = await smallBenchmark(2);
    const rules = benchmark.rules.map((rule, i) => (i === 1 ? { ...rule, discussion: 'a\u0007b' } : rule));
    const reported: Diagnostic[] = [];
    await writeDocument({ ...benchmark, rules }, 'xlsx', {}, (d) => reported.push(d));
    expect(reported).toEqual([
      {
        code: 'characters-replaced',
        severity: 'warning',
        rule: benchmark.rules[1]!.vulnId,
        message: 'a character that XML forbids in discussion became U+FFFD',
      },
    ]);
  });
});

describe.skipIf(!hasCorpus)(`benchmarks as XLSX over ${NEEDS_CORPUS}`, () => {
  it('holds every cell of every row', async () => {
    for (const [name, benchmark] of await corpusBenchmarks()) {
      const { cells } = await firstSheet((await writeDocument(benchmark, 'xlsx')) as Uint8Array);
      const row = benchmark.rules.length + 1;
      expect([name, cells.get(`A${row}`), cells.get(`H${row}`)]).toEqual([
        name,
        benchmark.id ?? undefined,
        benchmark.rules.at(-1)!.ruleId,
      ]);
      const texts = new Set(cells.values());
      for (const rule of benchmark.rules)
        expect(rule.discussion === null || rule.discussion === '' || texts.has(rule.discussion)).toBe(true);
    }
  });
});

const python = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!python)('workbooks opened by Python (skipped where python3 is absent)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stigkit-xlsx-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are zips whose parts are XML, with a cell for each text', async () => {
    const benchmark = await exampleBenchmark();
    const file = join(folder, 'rules.xlsx');
    writeFileSync(file, await writeDocument(benchmark, 'xlsx'));
    const script = `
import sys, json, zipfile
import xml.etree.ElementTree as ET
z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
for n in z.namelist(): ET.fromstring(z.read(n))
m = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
rows = ET.fromstring(z.read('xl/worksheets/sheet1.xml')).iter(m + 'row')
json.dump([[t.text for t in r.iter(m + 't')] for r in rows], sys.stdout)`;
    const { stdout, stderr } = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const rows: string[][] = JSON.parse(stdout);
    expect(rows[0]).toEqual(RULE_COLUMNS.map((column) => column.name));
    expect(rows).toHaveLength(benchmark.rules.length + 1);
    for (const [i, rule] of benchmark.rules.entries()) expect(rows[i + 1]).toContain(rule.fix!.text);
  });
});
