import { writeXlsx, type XlsxSheet } from '../../io/xlsx.js';
import type { ChecklistReport } from '../../model/report.js';
import { categoryOf } from '../../model/severity.js';
import { joined } from '../shared/columns.js';
import { PART_COLUMNS } from '../shared/part-columns.js';
import { headLines } from './lines.js';
import { assetTable, type ReportTable, severityTable, stigTable } from './tables.js';

/** A report as a workbook; the marking stands on every sheet, and on every page printed. */
export function reportXlsx(report: ChecklistReport): Uint8Array {
  const sheets = [summary(report), sheetOf('STIGs', stigTable(report), 40), sheetOf('Assets', assetTable(report), 30)];
  const marked = [...sheets, checklists(report), findings(report)];
  const { marking } = report;
  return writeXlsx(marking === null ? marked : marked.map((sheet) => ({ ...sheet, banner: marking })));
}

function summary(report: ChecklistReport): XlsxSheet {
  const sheet = sheetOf('Summary', severityTable(report), 40);
  return { ...sheet, rows: [...sheet.rows, ...headLines(report).map((line) => [line])] };
}

function sheetOf(name: string, { columns, rows }: ReportTable, first: number): XlsxSheet {
  return {
    name,
    columns: columns.map((column, c) => ({
      name: column.name,
      width: c === 0 ? first : 14,
      numeric: column.numeric === true,
    })),
    rows,
  };
}

function checklists(report: ChecklistReport): XlsxSheet {
  return {
    name: 'Checklists',
    columns: PART_COLUMNS.map(({ name, width, numeric }) => ({ name, width, numeric: numeric === true })),
    rows: report.parts.map((part) => PART_COLUMNS.map((column) => column.value({ report, part }) ?? '')),
  };
}

/** One row an open rule, with every asset it is open on. */
function findings(report: ChecklistReport): XlsxSheet {
  return {
    name: 'Open findings',
    columns: [
      { name: 'benchmarkId', width: 24 },
      { name: 'releases', width: 12 },
      { name: 'vulnId', width: 12 },
      { name: 'ruleIds', width: 26 },
      { name: 'stigId', width: 18 },
      { name: 'category', width: 10 },
      { name: 'title', width: 60 },
      { name: 'assetCount', width: 11, numeric: true },
      { name: 'assets', width: 40 },
      { name: 'assetsWithOtherSeverity', width: 30 },
      { name: 'assetsWithoutDetails', width: 30 },
    ],
    rows: report.findings.map((finding) => {
      const { affected, severity } = finding;
      const other = affected.filter((a) => a.severity !== severity);
      return [
        finding.benchmarkId ?? '',
        joined(finding.releaseNames),
        finding.vulnId ?? '',
        joined(finding.ruleIds),
        finding.stigId ?? '',
        categoryOf(severity) ?? 'Unknown',
        finding.title ?? '',
        String(affected.length),
        affected.map((a) => a.asset).join('\n'),
        other.map((a) => `${a.asset}: ${categoryOf(a.severity) ?? 'Unknown'}`).join('\n'),
        affected
          .filter((a) => a.missingDetails)
          .map((a) => a.asset)
          .join('\n'),
      ];
    }),
    rowHeight: 45,
  };
}
