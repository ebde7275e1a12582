import { render, stylesheet } from '../../io/template.js';
import type { ReleaseDiff } from '../../model/release-diff.js';
import type { DigestOptions } from '../shared/digest-options.js';
import { digestPage } from './page-view.js';

/** The Digest of Updates as one HTML file: no request leaves it, no script runs in it. */
export function digestHtml(diff: ReleaseDiff, options: DigestOptions = {}): string {
  const page = digestPage(diff, options, '');
  return render('digest/page', {
    title: `${page.title}: ${page.releases}`,
    style: stylesheet('html/style.css'),
    marking: null,
    digests: [{ ...page, level: 1 }],
    contents: null,
  });
}
