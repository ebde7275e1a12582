import { openBuffer } from './archive-bytes.js';
import { StigError } from './diagnostic.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { baseName, Source } from './source.js';
import { walkXml } from './xml.js';
import { attribute, child, childrenNamed, textOf, type XmlElement } from './xml-element.js';
import { listZip, readMember, ZipBudget } from './zip.js';
import { isZip } from './zip-mark.js';

/** A workbook's parts, by path without a leading `/`, and its sheets in the order of the tabs. */
export interface Workbook {
  file: string;
  parts: Map<string, Uint8Array>;
  sheets: { name: string; path: string }[];
  strings: string[];
  limits: Limits;
}

/** A row of a sheet with its place in the sheet's XML. Cells and rows that are empty may be absent. */
export interface SheetRow {
  /** Counted from 1. */
  number: number;
  cells: SheetCell[];
  start: number;
  end: number;
}

/** A cell, as the text that it shows before any number format. */
export interface SheetCell {
  /** Counted from 0. */
  column: number;
  text: string;
  /** Index of its style. */
  style: string | null;
}

/** Columns that a sheet can have, and rows: limits of Excel. */
const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;
/** Cells of a sheet that are read: 400 checklists of 250 rules with 40 columns. */
const MOST_CELLS = 4_000_000;

/**
 * Opens an Excel workbook (ECMA-376): its parts are unzipped within the limits, formulas and macros are nothing here.
 * Throws a StigError where it is none.
 */
export async function readWorkbook(source: Source, limits: Limits = DEFAULT_LIMITS): Promise<Workbook> {
  const { name: file, bytes } = source;
  if (!isZip(bytes)) throw noWorkbook(file, 'it is no zip, as every .xlsx is');
  const parts = await unzip(source, limits);
  const relations = relationsOf(parts, '', file, limits);
  const main =
    [...relations.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  const sheetRelations = relationsOf(parts, main, file, limits);
  const sheets = elementsIn(parts, main, 'sheet', file, limits).flatMap((sheet) => {
    const id = Object.entries(sheet.attributes).find(([name]) => name.endsWith(':id'))?.[1];
    const path = id === undefined ? undefined : sheetRelations.get(id)?.target;
    return path !== undefined && parts.has(path) ? [{ name: attribute(sheet, 'name') ?? '', path }] : [];
  });
  if (sheets.length === 0) throw noWorkbook(file, 'it has no sheet');
  const shared = [...sheetRelations.values()].find(({ type }) => type.endsWith('/sharedStrings'))?.target;
  const strings = shared === undefined ? [] : elementsIn(parts, shared, 'si', file, limits).map(richText);
  return { file, parts, sheets, strings, limits };
}

/** The rows of a sheet, in their order. */
export function rowsOf(workbook: Workbook, path: string): SheetRow[] {
  const rows: SheetRow[] = [];
  let cells = 0;
  walk(workbook.parts, path, workbook.file, workbook.limits, 'row', (element) => {
    const number = Number(attribute(element, 'r') ?? (rows.at(-1)?.number ?? 0) + 1);
    const row: SheetRow = { number, cells: [], start: element.start, end: element.end };
    for (const cell of childrenNamed(element, 'c')) {
      const reference = attribute(cell, 'r');
      const column = reference === null ? (row.cells.at(-1)?.column ?? -1) + 1 : columnOf(reference);
      // A row is as long as its last cell is far: the blank ones before it count.
      cells += Math.max(1, column - (row.cells.at(-1)?.column ?? -1));
      if (column >= MOST_COLUMNS || number > MOST_ROWS || cells > MOST_CELLS) {
        throw new StigError({
          code: 'limit-exceeded',
          severity: 'error',
          file: workbook.file,
          message: `the sheet is larger than is read: ${MOST_CELLS} cells in ${MOST_COLUMNS} columns`,
        });
      }
      row.cells.push({ column, text: cellText(cell, workbook.strings), style: attribute(cell, 's') });
    }
    rows.push(row);
  });
  return rows;
}

/** Rows as lists of texts by column; what is absent is `''`. */
export function textsOf(row: SheetRow): string[] {
  const texts: string[] = [];
  for (const { column, text } of row.cells) {
    while (texts.length < column) texts.push('');
    texts[column] = text;
  }
  return texts;
}

/** The rows of a sheet as texts; a row that the file leaves out is empty, so that numbers are those that Excel shows. */
export function textRows(workbook: Workbook, path: string): string[][] {
  const rows: string[][] = [];
  for (const row of rowsOf(workbook, path)) {
    // A row far below all others is no reason to make a million empty ones.
    if (row.number - rows.length < 10_000) while (rows.length < row.number - 1) rows.push([]);
    rows.push(textsOf(row));
  }
  return rows;
}

async function unzip(source: Source, limits: Limits): Promise<Map<string, Uint8Array>> {
  const budget = new ZipBudget(limits);
  const bytes = openBuffer(source.bytes);
  const members = await listZip(bytes, source.name, budget, (diagnostic) => {
    throw new StigError(diagnostic);
  });
  const parts = new Map<string, Uint8Array>();
  for (const member of members) {
    if (member.kind !== 'file') continue;
    parts.set(
      member.name.replace(/^\/+/, ''),
      await readMember(bytes, member, `${source.name}!/${member.name}`, budget),
    );
  }
  return parts;
}

/** Relations of a part by id, targets as paths from the root of the zip. */
function relationsOf(
  parts: ReadonlyMap<string, Uint8Array>,
  part: string,
  file: string,
  limits: Limits,
): Map<string, { type: string; target: string }> {
  const folder = part.slice(0, part.length - baseName(part).length);
  const path = `${folder}_rels/${baseName(part)}.rels`;
  if (!parts.has(path)) return new Map();
  return new Map(
    elementsIn(parts, path, 'Relationship', file, limits).map((relation) => {
      const target = attribute(relation, 'Target') ?? '';
      return [
        attribute(relation, 'Id') ?? '',
        { type: attribute(relation, 'Type') ?? '', target: target.startsWith('/') ? target.slice(1) : folder + target },
      ];
    }),
  );
}

function elementsIn(
  parts: ReadonlyMap<string, Uint8Array>,
  path: string,
  name: string,
  file: string,
  limits: Limits,
): XmlElement[] {
  const found: XmlElement[] = [];
  walk(parts, path, file, limits, name, (element) => found.push(element));
  return found;
}

function walk(
  parts: ReadonlyMap<string, Uint8Array>,
  path: string,
  file: string,
  limits: Limits,
  name: string,
  take: (element: XmlElement) => void,
): void {
  const bytes = parts.get(path);
  if (bytes === undefined) throw noWorkbook(file, `its part ${path} is missing`);
  const open = (element: XmlElement) => (element.name === name ? ('take' as const) : ('enter' as const));
  walkXml(new Source(`${file}!/${path}`, bytes), { open, take }, limits);
}

function cellText(cell: XmlElement, strings: readonly string[]): string {
  const value = textOf(child(cell, 'v')) ?? '';
  switch (attribute(cell, 't')) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'inlineStr': {
      const inline = child(cell, 'is');
      return inline === undefined ? '' : richText(inline);
    }
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    default:
      return unescapeText(value);
  }
}

/** A text with or without runs of formatting; phonetic readings (`rPh`) are no part of it. */
function richText(element: XmlElement): string {
  const plain = childrenNamed(element, 't').map((t) => textOf(t) ?? '');
  const runs = childrenNamed(element, 'r').flatMap((run) => childrenNamed(run, 't').map((t) => textOf(t) ?? ''));
  return unescapeText([...plain, ...runs].join(''));
}

/** OOXML writes what XML would change or forbid as `_x000D_`; a line end that stands bare is one LF (XML 1.0, 2.11). */
function unescapeText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** `A1` is column 0, `AB7` column 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Za-z]{0,4}/.exec(reference)![0].toUpperCase()) {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}

function noWorkbook(file: string, why: string): StigError {
  return new StigError({
    code: 'format-mismatch',
    severity: 'error',
    file,
    message: `this is no Excel workbook: ${why}`,
    hint: 'Save it as .xlsx without a password, or as CSV.',
  });
}
