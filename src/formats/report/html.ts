import { render, stylesheet } from '../../io/template.js';
import type { ChecklistReport } from '../../model/report.js';
import { oneLine } from '../shared/words.js';
import { openChart, statusChart } from './chart.js';
import { type FindingLine, findingLines, headLines, missingLines } from './lines.js';
import { assetTable, outdatedTable, type ReportTable, severityTable, stigTable } from './tables.js';

/** Assets that are named with a finding; the workbook names all. */
const MOST_NAMED = 40;

/** A report as one HTML file that needs nothing beside it: no script, no font, no request. */
export function reportHtml(report: ChecklistReport): string {
  const missing = missingLines(report, MOST_NAMED);
  const outdated = outdatedTable(report);
  return render('report/report', {
    marking: report.marking === null ? '' : oneLine(report.marking),
    styles: [stylesheet('html/style.css'), stylesheet('report/style.css')],
    lines: headLines(report),
    severity: { chart: statusChart(report), ...tableView(severityTable(report)) },
    stigs: { chart: openChart(report), ...tableView(stigTable(report)) },
    tables: [assetTable(report), ...(outdated.rows.length === 0 ? [] : [outdated])].map(tableView),
    lists: [
      { title: 'Open findings', anchor: 'open', entries: findingLines(report, MOST_NAMED).map(entryView) },
      ...(missing.length === 0
        ? []
        : [{ title: 'Open without details', anchor: 'missing', entries: missing.map(entryView) }]),
    ],
  });
}

function tableView({ title, columns, rows }: ReportTable) {
  return {
    title,
    anchor: title.toLowerCase().replace(/[^a-z]+/g, '-'),
    columns: columns.map(({ name, numeric }) => ({ name, numeric: numeric === true })),
    rows: rows.map((row) => ({
      name: row[0]!,
      cells: row.slice(1).map((text, c) => ({ text, numeric: columns[c + 1]!.numeric === true })),
    })),
  };
}

function entryView({ id, severity, category, stig, title, count, assets }: FindingLine) {
  return { id, severity, category, stig, title, count, assets };
}
