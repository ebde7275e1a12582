import type { Report } from '../../io/diagnostic.js';
import type { Checklist } from '../../model/checklist.js';
import { commonLosses, Losses, quoted } from '../shared/losses.js';
import { unknownAssetWords, type Viewer } from './values.js';

/** Reports what a checklist holds and the CKL of a viewer does not (FORMATS E, B.1). */
export function reportNotCarried(checklist: Checklist, viewer: Viewer, report: Report): void {
  const losses = new Losses();
  const { asset, stigs } = checklist;
  for (const { field, value, words } of unknownAssetWords(asset)) {
    losses.typed(`the ${field} ${quoted(value)} (known are ${words.filter(Boolean).join(', ')})`);
  }
  if (checklist.native?.format === 'cklb')
    losses.plain('the state of the viewer (active, mode, has_path, display name)');
  if (checklist.title !== null) losses.plain('the title of the checklist');
  if (checklist.id !== null) losses.plain('the UUID of the checklist');
  if (viewer === 3) {
    if (asset.marking) losses.typed(`the marking ${quoted(asset.marking)}`);
    for (const { benchmark } of stigs) {
      if (benchmark.description) losses.plain('the description of a STIG');
      if (benchmark.fileName) losses.plain('the name of the XCCDF file');
      if (benchmark.source && benchmark.source !== 'Unknown') losses.plain('the source of a STIG');
    }
  }
  for (const { reviews, uuid } of stigs) {
    for (const { rule, uuid: ruleUuid, stigUuid } of reviews) {
      if (rule.check?.contentRef?.href) losses.plain('the file name of the check reference');
      if (viewer === 2 && ruleUuid !== null) losses.plain('the UUID of a rule');
      if (viewer === 3 && stigUuid && stigUuid !== uuid) losses.plain("the STIG's UUID in the rules");
      if (viewer === 3 && rule.targetKey !== null && rule.targetKey !== asset.targetKey)
        losses.plain('the target key of a rule');
    }
  }
  commonLosses(checklist, losses, 'ckl', viewer);
  losses.report(report, `a CKL of STIG Viewer ${viewer}`);
}
