import type { ChecklistReport } from '../model/report.js';

/** A gate: the number of reasons for which it does not let pass. Severities are the rules' own: no override opens it. */
const GATES = {
  'open-cat1': (r: ChecklistReport) => r.totals.raw.high.open,
  'open-cat2': (r: ChecklistReport) => r.totals.raw.medium.open,
  'open-cat3': (r: ChecklistReport) => r.totals.raw.low.open,
  open: (r: ChecklistReport) => r.totals.open,
  'not-reviewed': (r: ChecklistReport) => r.totals.notReviewed,
  'missing-details': (r: ChecklistReport) => r.totals.missingDetails,
  outdated: (r: ChecklistReport) => r.stigs.filter((stig) => stig.newest !== null).length,
} as const satisfies Record<string, (report: ChecklistReport) => number>;

/** Name of a gate. */
export type ReportGate = keyof typeof GATES;

/** Names of the gates. */
export const REPORT_GATES = Object.keys(GATES) as ReportGate[];

/** Of the gates asked for, those that do not let pass, with the number of reasons. */
export function closedGates(
  report: ChecklistReport,
  asked: readonly ReportGate[],
): { gate: ReportGate; count: number }[] {
  return asked.map((gate) => ({ gate, count: GATES[gate](report) })).filter(({ count }) => count > 0);
}
