import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/io/limits.js';
import { Source } from '../../src/io/source.js';
import { writeXlsx, zipParts } from '../../src/io/xlsx.js';
import { readWorkbook, rowsOf, textRows } from '../../src/io/xlsx-read.js';

const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** A workbook as others write it: shared strings, a sheet under a path of its own. */
function workbookOf(sheet: string, strings = '', more: Record<string, string> = {}): Source {
  const parts = {
    '_rels/.rels': `<Relationships xmlns="r"><Relationship Id="a" Type="${RELS}/officeDocument" Target="/xl/book.xml"/></Relationships>`,
    'xl/book.xml': `<x:workbook xmlns:x="${MAIN}" xmlns:q="${RELS}"><x:sheets><x:sheet name="One" sheetId="1" q:id="s1"/></x:sheets></x:workbook>`,
    'xl/_rels/book.xml.rels': `<Relationships xmlns="r"><Relationship Id="s1" Type="${RELS}/worksheet" Target="sheets/one.xml"/><Relationship Id="t" Type="${RELS}/sharedStrings" Target="strings.xml"/></Relationships>`,
    'xl/strings.xml': `<sst xmlns="${MAIN}">${strings}</sst>`,
    'xl/sheets/one.xml': `<worksheet xmlns="${MAIN}"><sheetData>${sheet}</sheetData></worksheet>`,
    ...more,
  };
  const bytes = new Map(Object.entries(parts).map(([path, xml]) => [path, new TextEncoder().encode(xml)]));
  return new Source('t.xlsx', zipParts(bytes));
}

async function textsIn(source: Source): Promise<string[][]> {
  const workbook = await readWorkbook(source);
  return textRows(workbook, workbook.sheets[0]!.path);
}

describe('a workbook', () => {
  it('gives back what writeXlsx wrote', async () => {
    const rows = [
      ['=1+1', ' a\tb\r\nc ', '_x000D_'],
      ['', '😀', 'x'.repeat(40_000)],
    ];
    const bytes = writeXlsx([{ name: 'T', columns: ['a', 'b', 'c'].map((name) => ({ name, width: 9 })), rows }]);
    const [header, one, two] = await textsIn(new Source('t.xlsx', bytes));
    expect(header).toEqual(['a', 'b', 'c', 'c~2']);
    expect(one).toEqual(rows[0]);
    expect([two![0], two![1], two![2]! + two![3]!]).toEqual(rows[1]);
  });

  it('reads cells of every type, shared and formatted texts without phonetic readings', async () => {
    const strings =
      '<si><t>plain</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">two </t></r><r><t>runs</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>';
    const sheet =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c><c t="n"><v>42</v></c></row>' +
      '<row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3" t="str"><f>1+1</f><v>two</v></c><c r="AB3" t="s"><v>99</v></c><c r="C3" t="e"><v>#N/A</v></c></row>';
    const rows = await textsIn(workbookOf(sheet, strings));
    expect(rows[0]).toEqual(['plain', '', 'two runs', '42']);
    expect(rows[1]).toEqual([]);
    expect(rows[2]!.slice(0, 3)).toEqual(['TRUE', 'two', '#N/A']);
    expect(rows[2]!.length).toBe(28);
  });

  it('knows where its rows stand', async () => {
    const workbook = await readWorkbook(workbookOf('<row r="2"><c r="B2"><v>1</v></c></row>'));
    const [row] = rowsOf(workbook, 'xl/sheets/one.xml');
    const xml = new TextDecoder().decode(workbook.parts.get('xl/sheets/one.xml'));
    expect(xml.slice(row!.start, row!.end)).toBe('<row r="2"><c r="B2"><v>1</v></c></row>');
  });

  it.each([
    ['text', new Source('t.xlsx', new TextEncoder().encode('a,b')), 'this is no Excel workbook: it is no zip'],
    [
      'another zip',
      new Source('t.xlsx', zipParts(new Map([['a', Uint8Array.of(1)]]))),
      'its part xl/workbook.xml is missing',
    ],
    ['no sheet', workbookOf('', '', { 'xl/_rels/book.xml.rels': '<Relationships xmlns="r"/>' }), 'it has no sheet'],
    ['a DOCTYPE', workbookOf('', '', { 'xl/strings.xml': '<!DOCTYPE a [<!ENTITY b "c">]><sst/>' }), 'DOCTYPE'],
    ['broken XML', workbookOf('<row>'), 'not well formed'],
  ])('is refused in words: %s', async (_, source, message) => {
    await expect(textsIn(source)).rejects.toThrow(message);
  });

  it('is read within limits', async () => {
    const far = workbookOf('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>');
    await expect(textsIn(far)).rejects.toThrow('larger than is read');
    const deep = workbookOf('<row r="1048577"><c r="A1"><v>1</v></c></row>');
    await expect(textsIn(deep)).rejects.toThrow('larger than is read');
    // One far row makes no million empty ones.
    const sparse = await textsIn(
      workbookOf('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A2"><v>2</v></c></row>'),
    );
    expect(sparse).toEqual([['1'], ['2']]);
    const limits = { ...DEFAULT_LIMITS, fileBytes: 100 };
    await expect(readWorkbook(workbookOf('<row r="1"/>'.repeat(50)), limits)).rejects.toThrow('fileBytes=100');
  });
});
