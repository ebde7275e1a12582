import { strToU8, zipSync } from './fflate.js';
import { escapeAttribute, escapeText, replaceForbidden } from './xml-writer.js';

/** A sheet of text cells: a header that stays in sight, filters, columns of a given width. */
export interface XlsxSheet {
  /** Up to 31 characters, none of `[]:*?/\`. */
  name: string;
  columns: readonly XlsxColumn[];
  rows: readonly (readonly string[])[];
  /** Height of the rows in points; without it each is as tall as its text. */
  rowHeight?: number;
  /** Stands above the header, in sight always, and at both ends of every page printed. */
  banner?: string;
}

/** A column of a sheet. */
export interface XlsxColumn {
  name: string;
  /** In characters. */
  width: number;
  /** Words offered for its cells. */
  choices?: readonly string[];
  /** Cells that read as a number are number cells: they can be added up. */
  numeric?: boolean;
}

/** Told of a cell in which characters were replaced that XML forbids. Row and column are counted from 0. */
export type OnReplaced = (sheet: string, row: number, column: number, count: number) => void;

/** Characters that fit a cell: a limit of Excel, in UTF-16 code units. */
export const CELL_LIMIT = 32_767;

/**
 * An Excel workbook (ECMA-376). Every cell but those of numeric columns is a text cell of the number format "text": nothing
 * is a formula, a date or a number, and nothing becomes one when a person edits it. No part carries a time, all members of the zip the year 1980,
 * and the compressor is JavaScript (Node's zlib gives other bytes on other machines): same sheets, same bytes.
 *
 * A text longer than a cell goes on in further columns right of its own, named `NAME~2`, `NAME~3`, ..., which are there
 * where a row needs them: joined in that order they are the text.
 */
export function writeXlsx(sheets: readonly XlsxSheet[], onReplaced: OnReplaced = () => {}): Uint8Array {
  const split = sheets.map(splitLongCells);
  const files: Record<string, string> = {
    '[Content_Types].xml': contentTypes(split.length),
    '_rels/.rels': `${DECLARATION}<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': workbook(split),
    'xl/_rels/workbook.xml.rels': workbookRelations(split.length),
    'xl/styles.xml': STYLES,
  };
  for (const [i, sheet] of split.entries()) {
    files[`xl/worksheets/sheet${i + 1}.xml`] = worksheet(sheet, i === 0, onReplaced);
  }
  return zipParts(new Map(Object.entries(files).map(([path, xml]) => [path, strToU8(xml)])));
}

/** Parts of a workbook as the zip it is; the same parts are the same bytes. */
export function zipParts(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  // fflate writes local time: a date made of local parts is the same everywhere.
  return zipSync(Object.fromEntries(parts), { level: 6, mtime: new Date(1980, 0, 1, 12) });
}

/** A text cell of a workbook that others made, in one of its styles. Column from 0, line from 1. */
export function inlineCell(column: number, line: number, text: string, style: string | null): string {
  const own = style === null ? '' : ` s="${escapeAttribute(style)}"`;
  if (text === '') return `<c r="${columnName(column)}${line}"${own}/>`;
  return `<c r="${columnName(column)}${line}"${own} t="inlineStr"><is><t xml:space="preserve">${cellText(known(text))}</t></is></c>`;
}

/** A sheet whose cells fit, each with the column of the sheet it was split from. */
interface SplitSheet extends XlsxSheet {
  origin: number[];
}

function splitLongCells(sheet: XlsxSheet): SplitSheet {
  const pieces = sheet.columns.map((_, c) =>
    sheet.rows.reduce(
      (most, row) => Math.max(most, (row[c] ?? '').length > CELL_LIMIT ? splitText(row[c]!).length : 1),
      1,
    ),
  );
  return {
    ...sheet,
    columns: sheet.columns.flatMap((column, c) =>
      Array.from({ length: pieces[c]! }, (_, i) =>
        i === 0 ? column : { name: `${column.name}~${i + 1}`, width: column.width },
      ),
    ),
    rows: sheet.rows.map((row) =>
      row.flatMap((cell, c) => {
        const parts = pieces[c] === 1 ? [cell] : splitText(cell);
        return [...parts, ...Array<string>(pieces[c]! - parts.length).fill('')];
      }),
    ),
    origin: sheet.columns.flatMap((_, c) => Array<number>(pieces[c]!).fill(c)),
  };
}

/** A text in pieces that fit a cell, never between the halves of a character. */
export function splitText(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  while (text.length - from > CELL_LIMIT) {
    let to = from + CELL_LIMIT;
    if (/[\ud800-\udbff]/.test(text[to - 1]!)) to--;
    parts.push(text.slice(from, to));
    from = to;
  }
  parts.push(text.slice(from));
  return parts;
}

function worksheet(sheet: SplitSheet, first: boolean, onReplaced: OnReplaced): string {
  const top = headerRow(sheet);
  const last = `${columnName(sheet.columns.length - 1)}${sheet.rows.length + top}`;
  const banner = sheet.banner === undefined ? '' : row(1, [cell('A', 1, cellText(known(sheet.banner)), 4)]);
  const header = row(
    top,
    sheet.columns.map((column, c) => cell(columnName(c), top, cellText(column.name), 2)),
  );
  const rows = sheet.rows.map((cells, r) =>
    row(
      r + top + 1,
      cells.map((value, c) => {
        if (value === '') return '';
        if (sheet.columns[c]?.numeric && NUMBER.test(value)) return numberCell(columnName(c), r + top + 1, value);
        const { text, count } = replaceForbidden(value);
        if (count > 0) onReplaced(sheet.name, r, sheet.origin[c]!, count);
        return cell(columnName(c), r + top + 1, cellText(text), 1);
      }),
      sheet.rowHeight,
    ),
  );
  const columns = sheet.columns.map(
    ({ width }, c) => `<col min="${c + 1}" max="${c + 1}" width="${width}" style="1" customWidth="1"/>`,
  );
  return [
    `${DECLARATION}<worksheet xmlns="${MAIN}">`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<dimension ref="A1:${last}"/>`,
    `<sheetViews><sheetView${first ? ' tabSelected="1"' : ''} workbookViewId="0">`,
    `<pane ySplit="${top}" topLeftCell="A${top + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A${top + 1}" sqref="A${top + 1}"/>`,
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>',
    `<cols>${columns.join('')}</cols>`,
    `<sheetData>${banner}${header}${rows.join('')}</sheetData>`,
    `<autoFilter ref="A${top}:${last}"/>`,
    validations(sheet),
    '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    '<pageSetup orientation="landscape" fitToHeight="0"/>',
    headerFooter(sheet),
    '</worksheet>',
  ].join('');
}

/** The row of the column names, counted from 1. */
function headerRow(sheet: XlsxSheet): number {
  return sheet.banner === undefined ? 1 : 2;
}

/** The banner at both ends of a printed page, where `&` begins a code and at most 255 characters may stand. */
function headerFooter({ banner }: XlsxSheet): string {
  if (banner === undefined) return '';
  const text = escapeText(`&C${known(banner).replace(/\s+/g, ' ').slice(0, 120).replaceAll('&', '&&')}`);
  return `<headerFooter><oddHeader>${text}</oddHeader><oddFooter>${text}</oddFooter></headerFooter>`;
}

function known(text: string): string {
  return replaceForbidden(text).text;
}

/** A number that Excel holds without loss. */
const NUMBER = /^-?\d{1,15}(?:\.\d{1,9})?$/;

function numberCell(column: string, line: number, value: string): string {
  return `<c r="${column}${line}" s="3"><v>${value}</v></c>`;
}

function row(number: number, cells: readonly string[], height?: number): string {
  return `<row r="${number}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}>${cells.join('')}</row>`;
}

function cell(column: string, line: number, text: string, style: number): string {
  return `<c r="${column}${line}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function validations(sheet: SplitSheet): string {
  const items = sheet.columns.flatMap(({ choices }, c) => {
    if (choices === undefined || sheet.rows.length === 0) return [];
    const top = headerRow(sheet);
    const range = `${columnName(c)}${top + 1}:${columnName(c)}${sheet.rows.length + top}`;
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${range}"><formula1>"${escapeText(choices.join(','))}"</formula1></dataValidation>`;
  });
  return items.length === 0 ? '' : `<dataValidations count="${items.length}">${items.join('')}</dataValidations>`;
}

/**
 * Text of an element. A CR is written as OOXML's `_x000D_`, as XML readers make a bare one LF; text that looks like such
 * an escape gets its underscore escaped.
 */
function cellText(text: string): string {
  return escapeText(text.replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_').replace(/\r/g, '_x000D_'));
}

/** `A`, `Z`, `AA`: the name of a column counted from 0. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

function workbook(sheets: readonly SplitSheet[]): string {
  const items = sheets.map(
    ({ name }, i) => `<sheet name="${escapeAttribute(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  // Excel looks for the filter's range under this name as well.
  const filters = sheets.map((sheet, i) => {
    const { name, columns, rows } = sheet;
    const top = headerRow(sheet);
    const range = `'${name.replace(/'/g, "''")}'!$A$${top}:$${columnName(columns.length - 1)}$${rows.length + top}`;
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${escapeText(range)}</definedName>`;
  });
  return `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>${items.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`;
}

function workbookRelations(sheets: number): string {
  const items = Array.from(
    { length: sheets },
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  items.push(`<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/>`);
  return `${DECLARATION}<Relationships xmlns="${RELATIONSHIPS}">${items.join('')}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const parts = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/styles.xml', 'styles'],
    ...Array.from({ length: sheets }, (_, i) => [`/xl/worksheets/sheet${i + 1}.xml`, 'worksheet']),
  ];
  const overrides = parts.map(([path, kind]) => `<Override PartName="${path}" ContentType="${type}.${kind}+xml"/>`);
  return `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Styles: 1 text cells that wrap, 2 the header's, bold on grey, 3 numbers, 4 a banner. Number format 49 is "text". */
const STYLES = `${DECLARATION}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7E9ED"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
