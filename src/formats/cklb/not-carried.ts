import type { Report } from '../../io/diagnostic.js';
import type { Checklist } from '../../model/checklist.js';
import { commonLosses, Losses, quoted } from '../shared/losses.js';

/** Reports what a checklist holds and CKLB does not (FORMATS E). */
export function reportNotCarried(checklist: Checklist, viewer: number | undefined, report: Report): void {
  const losses = new Losses();
  for (const { benchmark } of checklist.stigs) {
    if (benchmark.customName) losses.typed(`the name ${quoted(benchmark.customName)} given to a STIG`);
    const { classification } = benchmark;
    if (classification && classification.toUpperCase() !== 'UNCLASSIFIED') {
      losses.typed(`the classification ${quoted(classification)} of a STIG`);
    }
    if (benchmark.description) losses.plain('the description of a STIG');
    if (benchmark.fileName) losses.plain('the name of the XCCDF file');
    if (benchmark.notice?.id || benchmark.notice?.text) losses.plain('the notice of a STIG');
    if (benchmark.source) losses.plain('the source of a STIG');
  }
  commonLosses(checklist, losses, 'cklb', viewer);
  losses.report(report, 'CKLB');
}
