import { captionOf } from './headings.js';
import { joinLines, type Line } from './lines.js';
import type { PrintedBlock } from './printed-block.js';

/** How far from its column's edge a cell may begin, in points or characters. */
const NEAR = 4;

/** A bullet, or a number as of a heading or a list: parted from its text it makes no cell. */
const MARK = /^(?:[-*•·▪■◦○●➢oO]|\(?[\da-z]{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+\.?)$/u;

/** Whether a line has cells of a table. */
export function isTableLine(line: Line): boolean {
  return line.cells.length > 1 && !MARK.test(line.cells[0]!.text);
}

/**
 * The end of the table that begins at a line, or that line's number where none begins. A table is two or more lines
 * with cells, or one under a title; lines with a single cell belong to it while they stand under one of its columns.
 */
export function tableEnd(lines: readonly Line[], from: number, titled: boolean): number {
  const first = lines.slice(from, from + 3).find(isTableLine);
  if (first === undefined || (!titled && first !== lines[from])) return from;
  const columns = columnsOf(lines, from);
  const left = columns[0]!;
  let rows = 0;
  let end = from;
  for (let i = from; i < lines.length; i++) {
    const line = lines[i]!;
    if (isTableLine(line)) rows++;
    // A heading over one column may stand above the first row; below it a lone cell is under the second column or on.
    else if (
      captionOf(line.text) !== null ||
      (!(titled && rows === 0) && (line.first || line.apart || line.x <= left + NEAR || !isNear(line.x, columns)))
    )
      break;
    end = i + 1;
  }
  return rows >= (titled ? 1 : 2) ? end : from;
}

/** The left edges of the columns: those of the row with the most cells, the first (the header, centred) aside. */
function columnsOf(lines: readonly Line[], from: number): number[] {
  const rows: Line[] = [];
  for (let i = from; i < Math.min(lines.length, from + 200); i++) {
    const line = lines[i]!;
    if (isTableLine(line)) rows.push(line);
    else if (rows.length > 0 && line.x <= rows[0]!.x) break;
  }
  const body = rows.length > 1 ? rows.slice(1) : rows;
  const widest = body.reduce((best, row) => (row.cells.length > best.cells.length ? row : best));
  return widest.cells.map((cell) => cell.x);
}

/** Reads the lines of a table. The first row is the header; a line without a first cell goes on with the row above. */
export function readTable(lines: readonly Line[], title: string | null): PrintedBlock {
  const columns = columnsOf(lines, 0);
  const rows: string[][][] = [];
  for (const line of lines) {
    const cells = line.cells.map((cell) => ({ text: cell.text, column: nearest(cell.x, columns) }));
    const isNew = rows.length < 2 || cells[0]!.column === 0;
    if (isNew) rows.push(columns.map(() => []));
    const row = rows.at(-1)!;
    for (const { text, column } of cells) row[column]!.push(text);
  }
  const [header = [], ...body] = rows.map((row) => row.map(joinLines));
  const printed = [...(title === null ? [] : [title]), ...[header, ...body].map((row) => row.join('\t'))].join('\n');
  return { block: { type: 'table', title, header, rows: body }, printed };
}

function nearest(x: number, columns: readonly number[]): number {
  let best = 0;
  columns.forEach((column, i) => {
    if (Math.abs(column - x) < Math.abs(columns[best]! - x)) best = i;
  });
  return best;
}

function isNear(x: number, columns: readonly number[]): boolean {
  return columns.some((column) => Math.abs(column - x) <= NEAR);
}
