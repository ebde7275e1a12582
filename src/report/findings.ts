import type { ChecklistBenchmark } from '../model/checklist.js';
import { stableRuleId } from '../model/ids.js';
import type { ReportAffected, ReportFinding } from '../model/report.js';
import { SEVERITIES } from '../model/severity.js';
import type { OpenReview } from './entry.js';
import type { Keep } from './keep.js';

/** A list that is looked through faster than a set is made. */
const FEW = 16;

/** Open findings, gathered by rule. A class because it grows while checklists pass. */
export class Findings {
  readonly #byRule = new Map<string, ReportFinding>();
  /** What long lists hold: looking through them each time would take the square of their length. */
  readonly #known = new WeakMap<string[], Set<string>>();

  constructor(readonly keep: Keep) {}

  /** Adds what is open of one STIG on one asset. */
  add(asset: string, benchmark: ChecklistBenchmark, open: readonly OpenReview[]): void {
    // One object for all findings of the asset that are alike: half a million findings are half a million references.
    const alike = new Map<string, ReportAffected>();
    for (const review of open) {
      const { severity, missingDetails } = review;
      const key = `${severity} ${missingDetails}`;
      const affected = alike.get(key) ?? { asset, severity, missingDetails };
      alike.set(key, affected);
      const finding = this.#of(benchmark, review);
      finding.affected.push(affected);
      if (rank(review.rule.severity) < rank(finding.severity)) finding.severity = review.rule.severity;
      this.#addOnce(finding.ruleIds, this.keep(review.rule.ruleId));
      this.#addOnce(finding.releaseNames, this.keep(benchmark.releaseName));
    }
  }

  /** All findings, the worst first, then by id. */
  list(): ReportFinding[] {
    const id = (f: ReportFinding) => f.vulnId ?? f.ruleIds[0] ?? f.stigId ?? '';
    return [...this.#byRule.values()].sort(
      (a, b) =>
        rank(a.severity) - rank(b.severity) ||
        compare(a.benchmarkId ?? '', b.benchmarkId ?? '') ||
        compare(id(a), id(b)) ||
        compare(a.ruleIds.join(), b.ruleIds.join()),
    );
  }

  #addOnce(list: string[], text: string | null): void {
    if (text === null || text === '') return;
    if (list.length < FEW) {
      if (!list.includes(text)) list.push(text);
      return;
    }
    const known = this.#known.get(list) ?? new Set(list);
    this.#known.set(list, known);
    if (known.has(text)) return;
    known.add(text);
    list.push(text);
  }

  #of(benchmark: ChecklistBenchmark, { rule }: OpenReview): ReportFinding {
    // A rule id lasts through revisions to its `r`; two rules of one Group share their V-id.
    const id = rule.ruleId === null || rule.ruleId === '' ? (rule.vulnId ?? rule.stigId) : stableRuleId(rule.ruleId);
    const key = JSON.stringify([benchmark.id ?? benchmark.title, id]);
    const found = this.#byRule.get(key);
    if (found !== undefined) return found;
    const { keep } = this;
    const finding: ReportFinding = {
      benchmarkId: keep(benchmark.id),
      benchmarkTitle: keep(benchmark.title),
      releaseNames: [],
      vulnId: keep(rule.vulnId),
      ruleIds: [],
      stigId: keep(rule.stigId),
      severity: rule.severity,
      title: keep(rule.title),
      discussion: keep(rule.discussion ?? rule.description),
      ccis: rule.ccis.map((cci) => keep(cci)),
      controls: rule.controls.map((control) => ({ ...control, ccis: control.ccis.map((cci) => keep(cci)) })),
      affected: [],
    };
    this.#byRule.set(key, finding);
    return finding;
  }
}

function rank(severity: ReportFinding['severity']): number {
  return SEVERITIES.indexOf(severity);
}

/** By code units: the order is the same everywhere. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
