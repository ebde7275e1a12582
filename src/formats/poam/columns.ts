import type { ReportFinding } from '../../model/report.js';
import { categoryOf } from '../../model/severity.js';
import { joined } from '../shared/columns.js';
import { oneLine } from '../shared/words.js';

/**
 * A column of a Plan of Action and Milestones. `value` is absent where a person has to judge: such a cell stays blank.
 * `names` are other headings of it in templates that people use.
 */
export interface PoamColumn {
  name: string;
  width: number;
  names?: readonly string[];
  value?(finding: ReportFinding): string;
}

/**
 * The columns of eMASS's template in its order. What follows from the checklists is filled in; status, dates, resources,
 * milestones, threat, likelihood, impact and residual risk are a person's to say.
 */
export const POAM_COLUMNS: readonly PoamColumn[] = [
  {
    name: 'Control Vulnerability Description',
    width: 60,
    names: ['Vulnerability Description', 'Weakness', 'Weakness Description', 'Description', 'POAM Description'],
    value: (f) => [oneLine(f.title ?? ''), f.discussion?.trim() ?? ''].filter((text) => text !== '').join('\n\n'),
  },
  {
    name: 'Security Control Number (NC/NA controls only)',
    width: 18,
    names: ['Security Control Number', 'Controls / APs', 'Controls', 'Control', 'Control Number'],
    value: controls,
  },
  { name: 'Office/Org', width: 16, names: ['POC', 'Point of Contact', 'Organization'] },
  {
    name: 'Security Checks',
    width: 28,
    names: ['Security Check', 'Rule ID', 'Rule IDs', 'Check'],
    value: (f) => joined([f.vulnId ?? '', ...f.ruleIds, f.stigId ?? ''].filter((id) => id !== '')),
  },
  { name: 'Resources Required', width: 16 },
  { name: 'Scheduled Completion Date', width: 16 },
  { name: 'Milestone with Completion Dates', width: 24, names: ['Milestones with Completion Dates'] },
  { name: 'Milestone Changes', width: 16 },
  {
    name: 'Source Identifying Vulnerability',
    width: 36,
    names: ['Source Identifying Control Vulnerability', 'Weakness Detector Source', 'Source'],
    value: (f) => [oneLine(f.benchmarkTitle ?? f.benchmarkId ?? ''), joined(f.releaseNames)].join(' ').trim(),
  },
  { name: 'Status', width: 12 },
  {
    name: 'Comments',
    width: 40,
    value: comments,
  },
  {
    name: 'Raw Severity',
    width: 12,
    names: ['Raw Severity Value', 'Severity Category', 'CAT'],
    value: (f) => (categoryOf(f.severity) ?? '').replace('CAT ', ''),
  },
  {
    name: 'Devices Affected',
    width: 30,
    names: ['Affected Devices', 'Asset Identifier', 'Assets', 'Devices', 'Hosts'],
    value: (f) => [...new Set(f.affected.map((a) => a.asset))].join('\n'),
  },
  { name: 'Mitigations', width: 24, names: ['Mitigations (in-house and in conjunction with the Navy CSSP)'] },
  { name: 'Predisposing Conditions', width: 16 },
  { name: 'Severity', width: 12 },
  { name: 'Relevance of Threat', width: 12 },
  { name: 'Threat Description', width: 16 },
  { name: 'Likelihood', width: 12 },
  { name: 'Impact', width: 12 },
  { name: 'Impact Description', width: 16 },
  { name: 'Residual Risk Level', width: 12 },
  { name: 'Recommendations', width: 16 },
  { name: 'Resulting Residual Risk after Proposed Mitigations', width: 16 },
];

/** More columns that a template may have, by what the checklists say. */
const MORE: readonly PoamColumn[] = [
  { name: 'V-ID', width: 12, names: ['Vuln ID', 'Vuln Number', 'Vulnerability ID'], value: (f) => f.vulnId ?? '' },
  { name: 'STIG ID', width: 18, names: ['Rule Version'], value: (f) => f.stigId ?? '' },
  { name: 'CCI', width: 18, names: ['CCIs'], value: (f) => joined(f.ccis) },
  { name: 'STIG', width: 30, names: ['Benchmark', 'Checklist'], value: (f) => f.benchmarkTitle ?? f.benchmarkId ?? '' },
  { name: 'Rule Title', width: 40, names: ['Title', 'Weakness Name'], value: (f) => f.title ?? '' },
  { name: 'Number of Devices', width: 10, names: ['Device Count'], value: (f) => String(devices(f)) },
];

const BY_NAME = new Map(
  [...POAM_COLUMNS, ...MORE].flatMap((column) =>
    [column.name, ...(column.names ?? [])].map((name) => [plain(name), column] as const),
  ),
);

/** The column that a heading of a template names; `undefined` where it is none that is known. */
export function columnNamed(heading: string): PoamColumn | undefined {
  return BY_NAME.get(plain(heading));
}

/** A heading without case, blanks and marks. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '');
}

function controls(finding: ReportFinding): string {
  for (const revision of [5, 4] as const) {
    const found = finding.controls.filter((control) => control.revision === revision);
    if (found.length > 0) return joined(found.map(({ control }) => control));
  }
  return '';
}

/** Facts only: CCIs, and on which devices an override changes the severity. */
function comments(finding: ReportFinding): string {
  const overridden = finding.affected.filter((affected) => affected.severity !== finding.severity);
  return [
    finding.ccis.length === 0 ? '' : finding.ccis.join(', '),
    ...overridden.map((a) => `Severity overridden to ${categoryOf(a.severity) ?? 'unknown'} on ${a.asset}`),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function devices(finding: ReportFinding): number {
  return new Set(finding.affected.map((a) => a.asset)).size;
}
