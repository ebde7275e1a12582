import { readWorkbook, textRows } from '../../io/xlsx-read.js';
import type { Read } from '../format.js';
import { checklistsOfTable, orNoTable } from '../shared/table-checklist.js';

/** Reads the first sheet of a workbook that is a table of reviews: a checklist for each asset. */
export const readWorkbookTable: Read = async (source, { report, limits }) => {
  const workbook = await readWorkbook(source, limits);
  for (const { path } of workbook.sheets) {
    const found = checklistsOfTable(textRows(workbook, path), source, 'xlsx', report);
    if (found !== null) return found;
  }
  return orNoTable(null, source.name);
};
