import { readTable, writeCsv } from '../../io/csv.js';
import { type Report, StigError } from '../../io/diagnostic.js';
import { Source } from '../../io/source.js';
import { fillSheet, type TemplateRow } from '../../io/xlsx-fill.js';
import { readWorkbook, rowsOf, textsOf } from '../../io/xlsx-read.js';
import { isZip } from '../../io/zip-mark.js';
import type { ReportFinding } from '../../model/report.js';
import { columnNamed, type PoamColumn } from './columns.js';

/** The user's template: its name and bytes. */
export interface PoamTemplate {
  name: string;
  bytes: Uint8Array;
}

/** A template's heading row, found among its rows by the names that are known. */
interface Heading {
  /** Index among the rows. */
  at: number;
  columns: (PoamColumn | undefined)[];
}

/**
 * Puts findings into a template: a row each, below what stands under the headings already. Headings are read by name, in
 * any row and order; a column that is not known stays blank and is reported. An XLSX template keeps its sheets and styles.
 */
export async function fillTemplate(
  template: PoamTemplate,
  findings: readonly ReportFinding[],
  report: Report,
): Promise<string | Uint8Array> {
  const source = new Source(template.name, template.bytes);
  return isZip(template.bytes) ? fillWorkbook(source, findings, report) : fillCsv(source, findings, report);
}

function fillCsv(source: Source, findings: readonly ReportFinding[], report: Report): string {
  const rows = readTable(source);
  const heading = headingIn(rows);
  if (heading === null) throw noHeading(source.name);
  tellUnknown(rows[heading.at]!, heading, source.name, report);
  const [first = [], ...rest] = rows;
  return writeCsv(first, [...rest, ...findings.map((finding) => cellsOf(finding, heading))]);
}

async function fillWorkbook(source: Source, findings: readonly ReportFinding[], report: Report): Promise<Uint8Array> {
  const workbook = await readWorkbook(source);
  for (const { path } of workbook.sheets) {
    const rows = rowsOf(workbook, path);
    const texts = rows.map(textsOf);
    const heading = headingIn(texts);
    if (heading === null) continue;
    tellUnknown(texts[heading.at]!, heading, source.name, report);
    const filled: TemplateRow[] = findings.map((finding) => cellsOf(finding, heading));
    return fillSheet(workbook, path, rows, heading.at, filled);
  }
  throw noHeading(source.name);
}

function cellsOf(finding: ReportFinding, { columns }: Heading): string[] {
  return columns.map((column) => column?.value?.(finding) ?? '');
}

/** The row with the most headings that are known, two at least: above it stand titles and names. */
function headingIn(rows: readonly (readonly string[])[]): Heading | null {
  let best: Heading | null = null;
  let most = 1;
  for (const [at, row] of rows.slice(0, 50).entries()) {
    const columns = row.map((cell) => (cell.trim() === '' ? undefined : columnNamed(cell)));
    const known = columns.filter((column) => column !== undefined).length;
    if (known > most) [best, most] = [{ at, columns }, known];
  }
  return best;
}

function tellUnknown(row: readonly string[], { columns }: Heading, file: string, report: Report): void {
  const unknown = row.filter((cell, i) => cell.trim() !== '' && columns[i] === undefined);
  if (unknown.length === 0) return;
  report({
    code: 'not-carried',
    severity: 'info',
    file,
    message: `left blank, as no such column is known: ${unknown.map((cell) => cell.replace(/\s+/g, ' ').trim()).join(', ')}`,
  });
}

function noHeading(file: string): StigError {
  return new StigError({
    code: 'format-mismatch',
    severity: 'error',
    file,
    message: 'no row of the template holds headings that are known',
    hint: 'Headings are read by name, such as Control Vulnerability Description, Security Checks, Devices Affected.',
  });
}
