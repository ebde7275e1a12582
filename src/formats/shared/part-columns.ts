import type { ChecklistReport, ReportPart } from '../../model/report.js';
import type { Severity } from '../../model/severity.js';
import type { Column } from './columns.js';

/** A row: a STIG in a checklist. */
interface Row {
  report: ChecklistReport;
  part: ReportPart;
}

type PartColumn = Column<Row> & { numeric?: boolean };

const text = (name: string, width: number, value: (part: ReportPart) => string | null): PartColumn => ({
  name,
  width,
  value: ({ part }) => value(part),
});

const count = (name: string, value: (part: ReportPart) => number | null): PartColumn => ({
  name,
  width: 12,
  numeric: true,
  value: ({ part }) => {
    const number = value(part);
    return number === null ? null : String(number);
  },
});

const CATEGORY_COLUMNS: readonly (readonly [name: string, severity: Severity])[] = [
  ['Cat1', 'high'],
  ['Cat2', 'medium'],
  ['Cat3', 'low'],
  ['Unknown', 'unknown'],
];

/** The table of a report for spreadsheets and joins: one row a STIG in a checklist. */
export const PART_COLUMNS: readonly PartColumn[] = [
  text('marking', 12, (p) => p.marking),
  text('asset', 24, (p) => p.asset),
  text('hostName', 18, (p) => p.hostName),
  text('webDbSite', 14, (p) => p.webDbSite),
  text('webDbInstance', 14, (p) => p.webDbInstance),
  text('benchmarkId', 24, (p) => p.benchmarkId),
  text('benchmarkTitle', 32, (p) => p.benchmarkTitle),
  text('releaseName', 13, (p) => p.releaseName),
  text('benchmarkDate', 15, (p) => p.benchmarkDate),
  text('newest', 10, (p) => p.newest),
  count('reviews', (p) => p.reviews),
  count('open', (p) => p.open),
  count('notReviewed', (p) => p.notReviewed),
  count('openOrNotReviewed', (p) => p.openOrNotReviewed),
  count('notAFinding', (p) => p.notAFinding),
  count('notApplicable', (p) => p.notApplicable),
  count('completion', (p) => p.completion),
  ...CATEGORY_COLUMNS.flatMap(([name, severity]) => [
    count(`open${name}`, (p) => p.raw[severity].open),
    count(`openEffective${name}`, (p) => p.effective[severity].open),
    count(`notReviewed${name}`, (p) => p.raw[severity].not_reviewed),
    count(`openOrNotReviewed${name}`, (p) => p.raw[severity].open + p.raw[severity].not_reviewed),
  ]),
  count('overridden', (p) => p.overridden),
  count('missingDetails', (p) => p.missingDetails),
  text('repeated', 10, (p) => (p.repeated ? 'true' : 'false')),
  text('file', 40, (p) => p.file),
];
