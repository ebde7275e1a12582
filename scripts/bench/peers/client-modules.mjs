// @ts-check
// Reads a CKL as STIG Manager's client does before it uploads reviews.
import { readFileSync } from 'node:fs';
import { reviewsFromCkl } from '@nuwcdivnpt/stig-manager-client-modules';

const importOptions = {
  autoStatus: { fail: 'saved', notapplicable: 'saved', pass: 'saved' },
  unreviewed: 'commented',
  unreviewedCommented: 'informational',
  emptyDetail: 'replace',
  emptyComment: 'ignore',
  allowCustom: true,
};
const fieldSettings = {
  detail: { enabled: 'always', required: 'always' },
  comment: { enabled: 'findings', required: 'findings' },
};
const read = reviewsFromCkl({
  data: readFileSync(process.argv[2] ?? '', 'utf8'),
  importOptions,
  fieldSettings,
  allowAccept: true,
  sourceRef: 'bench',
});
if (read.checklists[0].reviews.length === 0) throw new Error('no review was read');
