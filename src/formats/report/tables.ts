import type { Status } from '../../model/checklist.js';
import type { ChecklistReport, ReportCounts, ReportRelease } from '../../model/report.js';
import { categoryOf, SEVERITIES, type Severity } from '../../model/severity.js';
import { oneLine, severityLabel } from '../shared/words.js';

/** A table of a report, as every form for people sets it. */
export interface ReportTable {
  title: string;
  columns: readonly ReportColumn[];
  rows: readonly (readonly string[])[];
}

/** A column: `short` is its name on a terminal, where it is another. */
export interface ReportColumn {
  name: string;
  short?: string;
  /** Numbers stand on the right. */
  numeric?: boolean;
}

const number = (name: string, short?: string): ReportColumn => ({ name, numeric: true, ...(short ? { short } : {}) });

/** `75.0%`; cut, not rounded, so that 100.0% is all. */
export function percent(share: number | null): string {
  return share === null ? '-' : `${(Math.floor(share * 1000 + 1e-9) / 10).toFixed(1)}%`;
}

/** What names a STIG in a line: its id and release. */
export function stigLabel({ benchmarkId, benchmarkTitle, releaseName }: ReportRelease): string {
  return oneLine([benchmarkId || benchmarkTitle || 'STIG without id', releaseName ?? ''].join(' '));
}

/** Severities that are shown: `unknown` only where there is such a rule. */
export function severitiesOf({ raw }: ReportCounts): Severity[] {
  return SEVERITIES.filter((severity) => severity !== 'unknown' || sum(raw.unknown) > 0);
}

/** Reviews by severity and status, raw, with the effective number of open ones beside. */
export function severityTable({ totals }: ChecklistReport): ReportTable {
  const rows = severitiesOf(totals).map((severity) => {
    const raw = totals.raw[severity];
    return [
      severityLabel(severity),
      ...[raw.open, totals.effective[severity].open, raw.not_reviewed, raw.open + raw.not_reviewed].map(String),
      ...[raw.not_a_finding, raw.not_applicable, sum(raw)].map(String),
      percent(sum(raw) === 0 ? null : (sum(raw) - raw.not_reviewed) / sum(raw)),
    ];
  });
  const { open, notReviewed, openOrNotReviewed, notAFinding, notApplicable, reviews } = totals;
  const counts = [open, open, notReviewed, openOrNotReviewed, notAFinding, notApplicable, reviews].map(String);
  return {
    title: 'Reviews by severity and status',
    columns: [
      { name: 'Severity' },
      number('Open'),
      number('Open, effective severity', 'Open, effective'),
      number('Not reviewed'),
      number('Open or not reviewed'),
      number('Not a finding'),
      number('Not applicable', 'N/A'),
      number('All'),
      number('Done'),
    ],
    rows: [...rows, ['All', ...counts, percent(totals.completion)]],
  };
}

/** Each release of each STIG. */
export function stigTable(report: ChecklistReport): ReportTable {
  return {
    title: 'Open findings by STIG',
    columns: [
      { name: 'STIG' },
      ...(report.hasLibrary ? [{ name: 'Newest release', short: 'Newest' }] : []),
      number('Assets'),
      ...openColumns(report),
    ],
    rows: report.stigs.map((stig) => [
      stigLabel(stig),
      ...(report.hasLibrary ? [stig.newest ?? '-'] : []),
      String(stig.assets),
      ...openCells(stig, report),
    ]),
  };
}

/** Each asset. */
export function assetTable(report: ChecklistReport): ReportTable {
  return {
    title: 'Open findings by asset',
    columns: [{ name: 'Asset' }, number('STIGs'), ...openColumns(report)],
    rows: report.assets.map((asset) => [oneLine(asset.asset), String(asset.stigs), ...openCells(asset, report)]),
  };
}

/** Checklists made from a release that the library has a newer one of. */
export function outdatedTable(report: ChecklistReport): ReportTable {
  return {
    title: 'Outdated releases',
    columns: [{ name: 'Asset' }, { name: 'STIG' }, { name: 'Newest release', short: 'Newest' }],
    rows: report.parts.flatMap((part) =>
      part.newest === null ? [] : [[oneLine(part.asset), stigLabel(part), part.newest]],
    ),
  };
}

function openColumns({ totals }: ChecklistReport): ReportColumn[] {
  const names = severitiesOf(totals).map((severity) => categoryOf(severity) ?? 'Unknown');
  return [
    ...names.map((name) => number(`Open ${name}`, name)),
    number('Open'),
    number('Open or not reviewed'),
    number('Done'),
  ];
}

function openCells(counts: ReportCounts, { totals }: ChecklistReport): string[] {
  return [
    ...severitiesOf(totals).map((severity) => String(counts.raw[severity].open)),
    String(counts.open),
    String(counts.openOrNotReviewed),
    percent(counts.completion),
  ];
}

export function sum(row: Record<Status, number>): number {
  return row.open + row.not_reviewed + row.not_a_finding + row.not_applicable;
}
