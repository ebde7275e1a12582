import type { ParquetType, ParquetValue } from '../../io/parquet.js';
import type { ChecklistReport, ReportPart } from '../../model/report.js';
import { PART_COLUMNS as TEXT_COLUMNS } from '../shared/part-columns.js';
import type { TableColumn } from './rule-columns.js';

/** Columns of the report's table that hold neither text nor whole numbers. */
const TYPES = new Map<string, ParquetType>([
  ['benchmarkDate', 'date'],
  ['completion', 'double'],
  ['repeated', 'boolean'],
]);

/** A report's table, one row a STIG in a checklist: the columns of its CSV, with types. */
export const PART_COLUMNS: readonly TableColumn<{ report: ChecklistReport; part: ReportPart }>[] = TEXT_COLUMNS.map(
  ({ name, numeric, value }) => {
    const type = TYPES.get(name) ?? (numeric ? 'integer' : 'string');
    return { name, type, value: (row) => typed(value(row), type) };
  },
);

function typed(text: string | null, type: ParquetType): ParquetValue {
  if (text === null) return null;
  if (type === 'boolean') return text === 'true';
  return type === 'integer' || type === 'double' ? Number(text) : text;
}
