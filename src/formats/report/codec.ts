import { writeCsv } from '../../io/csv.js';
import type { ChecklistReport } from '../../model/report.js';
import type { Codec, Write } from '../format.js';
import { PART_COLUMNS } from '../shared/part-columns.js';
import { reportHtml } from './html.js';
import { reportMarkdown } from './markdown.js';
import { reportText } from './text.js';
import { reportXlsx } from './xlsx.js';

const write: Write = (document, options) => {
  const report = document as ChecklistReport;
  switch (options.as ?? 'text') {
    case 'text':
      return reportText(report);
    case 'markdown':
      return reportMarkdown(report);
    case 'html':
      return reportHtml(report);
    case 'csv':
      return csvOf(report);
    case 'ndjson':
      return report.parts.map((part) => `${JSON.stringify(part)}\n`).join('');
    default:
      return reportXlsx(report);
  }
};

function csvOf(report: ChecklistReport): string {
  return writeCsv(
    PART_COLUMNS.map(({ name }) => name),
    report.parts.map((part) => PART_COLUMNS.map((column) => column.value({ report, part }) ?? '')),
  );
}

/** What checklists come to, for people and for spreadsheets. NDJSON and CSV have a line for each STIG in a checklist. */
export const report: Codec = { write };
