import { readTable } from '../../io/csv.js';
import type { Read } from '../format.js';
import { checklistsOfTable, orNoTable } from '../shared/table-checklist.js';

/** Reads a table of reviews, of whatever delimiter a spreadsheet gave it: a checklist for each asset. */
export const readCsvTable: Read = (source, { report }) => {
  source.reportEncoding(report);
  return orNoTable(checklistsOfTable(readTable(source), source, 'csv', report), source.name);
};
