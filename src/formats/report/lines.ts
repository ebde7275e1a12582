import type { ChecklistReport, ReportFinding } from '../../model/report.js';
import { categoryOf, SEVERITIES } from '../../model/severity.js';
import { oneLine } from '../shared/words.js';
import { percent } from './tables.js';

/** What the report is of and how far it is, in sentences. */
export function headLines(report: ChecklistReport): string[] {
  const { totals, checklistCount, assets, stigs, parts } = report;
  const repeated = parts.filter((part) => part.repeated).length;
  const open = (counts: ChecklistReport['totals']['raw']) =>
    SEVERITIES.filter((severity) => severity !== 'unknown' || counts.unknown.open > 0)
      .map((severity) => `${categoryOf(severity) ?? 'unknown'} ${counts[severity].open}`)
      .join(', ');
  return [
    `${plural(checklistCount, 'checklist')} of ${plural(assets.length, 'asset')}, ${plural(stigs.length, 'release')} of STIGs.`,
    `Done: ${totals.reviews - totals.notReviewed} of ${plural(totals.reviews, 'review')} (${percent(totals.completion)}).`,
    `Open: ${totals.open}; open or not reviewed: ${totals.openOrNotReviewed}.`,
    `Open by the severity of the rule: ${open(totals.raw)}.`,
    ...(totals.overridden === 0
      ? []
      : [`With ${plural(totals.overridden, 'severity override')}: ${open(totals.effective)}.`]),
    ...(totals.missingDetails === 0 ? [] : [`Open without finding details or comments: ${totals.missingDetails}.`]),
    ...(repeated === 0
      ? []
      : [`${plural(repeated, 'STIG')} of an asset stand in more than one checklist: each is counted.`]),
  ];
}

/** An open rule as the forms for people list it. */
export interface FindingLine {
  /** V-id, else Rule ID or STIG ID. */
  id: string;
  severity: ReportFinding['severity'];
  /** `CAT I`; `CAT I, effective CAT III on 2`. */
  category: string;
  stig: string;
  title: string;
  /** `3 assets`. */
  count: string;
  /** Names of assets, up to so many. */
  assets: string;
}

/** Open rules, the worst first; of the assets at most so many are named. */
export function findingLines(report: ChecklistReport, most: number): FindingLine[] {
  return report.findings.map((finding) => ({
    ...lineOf(finding),
    count: plural(finding.affected.length, 'asset'),
    assets: names(
      finding.affected.map((a) => a.asset),
      most,
    ),
  }));
}

/** Rules that are open without a word on some assets; these are named. */
export function missingLines(report: ChecklistReport, most: number): FindingLine[] {
  return report.findings.flatMap((finding) => {
    const missing = finding.affected.filter((affected) => affected.missingDetails).map((affected) => affected.asset);
    if (missing.length === 0) return [];
    return [{ ...lineOf(finding), count: plural(missing.length, 'asset'), assets: names(missing, most) }];
  });
}

function lineOf(finding: ReportFinding): Omit<FindingLine, 'count' | 'assets'> {
  const raw = categoryOf(finding.severity) ?? 'Unknown';
  const others = SEVERITIES.flatMap((severity) => {
    const number = finding.affected.filter((affected) => affected.severity === severity).length;
    if (severity === finding.severity || number === 0) return [];
    return [`${categoryOf(severity) ?? 'unknown'} on ${number}`];
  });
  return {
    id: oneLine(finding.vulnId || finding.ruleIds[0] || finding.stigId || 'Rule without id'),
    severity: finding.severity,
    category: others.length === 0 ? raw : `${raw}, effective ${others.join(', ')}`,
    stig: oneLine(finding.benchmarkId ?? finding.benchmarkTitle ?? ''),
    title: oneLine(finding.title ?? ''),
  };
}

function names(assets: readonly string[], most: number): string {
  const unique = [...new Set(assets)];
  const shown = unique.slice(0, most).map(oneLine).join(', ');
  return unique.length > most ? `${shown} and ${unique.length - most} more` : shown;
}

/** `1 asset`, `2 assets`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
