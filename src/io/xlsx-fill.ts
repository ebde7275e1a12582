import { Source } from './source.js';
import { CELL_LIMIT, inlineCell, zipParts } from './xlsx.js';
import type { SheetRow, Workbook } from './xlsx-read.js';

/** Texts of a row by column; `''` where nothing is put. */
export type TemplateRow = readonly string[];

/**
 * Puts rows into a sheet of a workbook, below the last row that holds something under the headings. Cells look as those
 * of the first row under the headings; every other part of the workbook stays as it is. Texts longer than a cell are
 * cut: a template has no place for the rest.
 */
export function fillSheet(
  workbook: Workbook,
  path: string,
  rows: readonly SheetRow[],
  heading: number,
  filled: readonly TemplateRow[],
): Uint8Array {
  const xml = new Source(path, workbook.parts.get(path)!).text;
  const head = rows[heading]!;
  const below = rows.slice(heading + 1);
  const last = below.findLast((row) => row.cells.some((cell) => cell.text !== '')) ?? head;
  const styles = new Map(below[0]?.cells.map(({ column, style }) => [column, style]) ?? []);
  const inserted = filled.map((texts, i) => {
    const number = last.number + 1 + i;
    const cells = texts.map((text, c) => {
      const style = styles.get(c) ?? null;
      return text === '' && style === null ? '' : inlineCell(c, number, text.slice(0, CELL_LIMIT), style);
    });
    return `<row r="${number}">${cells.join('')}</row>`;
  });
  // Empty rows of the template that now hold something give way.
  const replaced = below.filter((row) => row.number > last.number && row.number <= last.number + filled.length);
  // Some programs write every element with a prefix.
  const prefix = /<(\w+:)?sheetData\b/.exec(xml)?.[1] ?? '';
  let text = xml;
  for (const row of [...replaced].reverse()) text = text.slice(0, row.start) + text.slice(row.end);
  text = text.slice(0, last.end) + inserted.join('').replace(/<(\/?)/g, `<$1${prefix}`) + text.slice(last.end);
  // Where a sheet ends is worked out anew by who opens it.
  text = text.replace(/<(?:\w+:)?dimension\b[^<>]*\/>/, '');
  const parts = new Map(workbook.parts);
  parts.set(path, new TextEncoder().encode(text));
  return zipParts(parts);
}
