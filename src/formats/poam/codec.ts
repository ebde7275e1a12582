import { writeCsv } from '../../io/csv.js';
import { writeXlsx } from '../../io/xlsx.js';
import type { ChecklistReport } from '../../model/report.js';
import type { Codec, Write } from '../format.js';
import { POAM_COLUMNS } from './columns.js';
import { fillTemplate } from './template.js';

/**
 * Open findings as rows of a Plan of Action and Milestones, one a rule with its affected devices: a table of eMASS's
 * columns, or the user's own template filled (`options.poamTemplate`).
 */
const write: Write = async (document, options, { report }) => {
  const { findings, marking } = document as ChecklistReport;
  if (options.poamTemplate !== undefined) {
    return fillTemplate(options.poamTemplate, findings, report);
  }
  if (marking !== null && options.as !== 'xlsx') {
    report({
      code: 'not-carried',
      severity: 'warning',
      message: `CSV has no place for the marking ${marking}: mark the file where you keep it`,
      hint: '-o FILE.xlsx holds it on the sheet.',
    });
  }
  const rows = findings.map((finding) => POAM_COLUMNS.map((column) => column.value?.(finding) ?? ''));
  if (options.as !== 'xlsx')
    return writeCsv(
      POAM_COLUMNS.map(({ name }) => name),
      rows,
    );
  const columns = POAM_COLUMNS.map(({ name, width }) => ({ name, width }));
  return writeXlsx([{ name: 'POA&M', columns, rows, rowHeight: 60, ...(marking === null ? {} : { banner: marking }) }]);
};

/** Open findings for a Plan of Action and Milestones. */
export const poam: Codec = { write };
