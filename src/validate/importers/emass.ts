import { member } from '../../io/json-tree.js';
import type { Subject } from './subject.js';

/**
 * Known pitfalls of eMASS and what reads for it (FORMATS B.6). Its own checks are not public: nothing found is no promise
 * that it takes the file.
 */
export function checkEmass(subject: Subject): void {
  const { checklist, cklb } = subject;
  if (subject.ckl === null && cklb === null) {
    const hint = '`stigkit convert --to ckl` makes a file for it.';
    subject.find('error', `eMASS takes CKL and CKLB, not ${subject.format}`, {}, { hint });
  }
  subject.find('info', 'eMASS does not publish its checks: known pitfalls were looked for, which is no promise');
  if (!checklist.asset.hostName?.trim()) {
    subject.find('warning', `${subject.name('hostName')} is empty: findings have no asset`, { field: 'hostName' });
  }
  checklist.stigs.forEach(({ benchmark, reviews }, stig) => {
    if (benchmark.releaseInfo?.trim().toLowerCase() === 'releaseinfo') {
      const message = `${subject.name('releaseInfo')} is the word releaseinfo, as eMASS itself exports it: the release is lost`;
      subject.find('warning', message, { stig, field: 'releaseInfo' });
    }
    const stigs = cklb === null ? undefined : member(cklb, 'stigs');
    const version = stigs?.kind === 'array' ? member(stigs.items[stig], 'version') : undefined;
    if (version?.kind === 'scalar' && typeof version.value === 'number') {
      subject.find('error', 'version is a number: eMASSter takes text alone', { stig, field: 'version' });
    }
    reviews.forEach(({ rule }, review) => {
      if (rule.ccis.length > 0) return;
      const only = rule.iaControls?.trim() ? `; its IA controls (${rule.iaControls.trim()}) are not considered` : '';
      const message = `there is no ${subject.name('ccis')}: the finding goes to no control${only}`;
      subject.find('warning', message, { stig, review, field: 'ccis' });
    });
  });
}
