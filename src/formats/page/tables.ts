import type { HtmlCell } from '../../io/html.js';
import { bareHeadAt, isLabel } from './labels.js';
import type { PageLine } from './lines.js';

/**
 * Turns tables whose columns have labels for headings into label and value by turns, row by row, so that the reader of
 * labels sees what it sees elsewhere; tables of Markdown, in which a label is met at all, become cells first. Other
 * tables stay as they are.
 */
export function unrollTables(lines: readonly PageLine[]): PageLine[] {
  const result: PageLine[] = [];
  const cells = markdownCells(lines);
  for (let i = 0; i < cells.length; ) {
    const table = cells[i]!.cell?.table;
    let end = i + 1;
    while (table !== undefined && end < cells.length && cells[end]!.cell?.table === table) end++;
    // One by one: a call takes some 100,000 arguments, and a table may have more cells.
    for (const line of table === undefined ? [cells[i]!] : unrolled(cells.slice(i, end))) result.push(line);
    i = end;
  }
  return result;
}

function unrolled(table: PageLine[]): PageLine[] {
  const first = table[0]!.cell!.row;
  const headings = new Map<number, PageLine>();
  for (const line of table) if (line.cell!.row === first) headings.set(line.cell!.column, line);
  const labels = [...headings.values()].filter((line) => isLabel(line) || bareHeadAt(line) !== null);
  const isHead = headings.size > 1 && labels.length > 1 && labels.length >= headings.size - 1;
  if (!isHead || table.at(-1)!.cell!.row === first) return table;
  const result: PageLine[] = [];
  let [row, column] = [first, -1];
  for (const line of table) {
    const { cell } = line;
    if (cell!.row === first) continue;
    const heading = headings.get(cell!.column);
    if (heading !== undefined && line.text.trim() !== '' && (cell!.row !== row || cell!.column !== column)) {
      // A heading `Checks` heads a text here, which elsewhere only `Checks:` or a heading element does.
      result.push({ ...heading, text: heading.text.replace(/:?$/, ':'), block: cell!.table, cell });
    }
    [row, column] = [cell!.row, cell!.column];
    result.push(line);
  }
  return result;
}

/** Tables of Markdown that hold a label, as cells; the line of dashes goes. */
function markdownCells(lines: readonly PageLine[]): PageLine[] {
  const result: PageLine[] = [];
  for (let i = 0; i < lines.length; ) {
    // Looked at first: rows without their line of dashes are not to be counted again at each of them.
    const rule = lines[i + 1];
    if (!isRow(lines[i]!) || rule === undefined || !isRow(rule) || !isRule(rule)) {
      result.push(lines[i]!);
      i++;
      continue;
    }
    let end = i + 2;
    while (end < lines.length && isRow(lines[end]!)) end++;
    const rows = lines.slice(i, end);
    const cells = cellsOf(rows);
    for (const line of cells.some((cell) => isLabel(cell)) ? cells : rows) result.push(line);
    i = end;
  }
  return result;
}

function isRow(line: PageLine): boolean {
  return !line.pre && line.cell === null && line.text.startsWith('|') && line.text.trimEnd().endsWith('|');
}

function isRule(line: PageLine): boolean {
  return line.text.includes('-') && /^[\s:|-]*$/.test(line.text);
}

function cellsOf(rows: readonly PageLine[]): PageLine[] {
  const table = { parent: rows[0]!.block, depth: rows[0]!.block.depth + 1 };
  return rows.flatMap((line, row) => {
    if (row === 1) return [];
    const block = { parent: table, depth: table.depth + 1 };
    return line.text
      .trimEnd()
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((text, column): PageLine => {
        const cell: HtmlCell = { table, row, column };
        return { ...line, text: text.trim(), block: { parent: block, depth: block.depth + 1 }, cell };
      });
  });
}
