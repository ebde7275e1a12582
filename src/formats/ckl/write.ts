import { type Report, StigError } from '../../io/diagnostic.js';
import type { Checklist, ChecklistStig } from '../../model/checklist.js';
import type { Document } from '../../model/document.js';
import type { WriteContext, WriteOptions } from '../format.js';
import { type ChecklistIds, checklistIds } from '../shared/checklist-ids.js';
import { reportFor, reportLongTexts, reportNoHost } from '../shared/importers.js';
import { assetElement, infoElement, viewerStyle, vulnElement } from './layout.js';
import type { CklNative } from './native.js';
import { reportNotCarried } from './not-carried.js';
import { answerValues, assetValues, infoValues, type Viewer, vulnValues } from './values.js';
import { type Replaced, writeNative } from './write-native.js';

/** Line 2 of the two viewers; the blank before `-->` is STIG Viewer 3's (FORMATS B.1). */
const BANNERS: Record<Viewer, string> = {
  2: '<!--DISA STIG Viewer :: 2.17-->',
  3: '<!--DISA STIG Viewer :: 3.7.0 -->',
};

/**
 * Writes a checklist as CKL. One read from CKL keeps its dialect to the byte unless `viewer` asks for STIG Viewer 2.17's
 * or 3's; any other is written in STIG Viewer 2.17's. Throws a StigError where a STIG holds no rule: neither DISA's
 * schema nor the viewers take such a file.
 */
export function writeCkl(document: Document, options: WriteOptions, context: WriteContext): string | Uint8Array {
  const checklist = document as Checklist;
  const report = reportFor(checklist, context.report);
  refuseEmpty(checklist);
  reportLongTexts(checklist, report);
  const ids = checklistIds(checklist, options.uuid);
  const replaced = reportReplaced(report);
  if (options.viewer === undefined && checklist.native?.format === 'ckl') {
    return writeNative(checklist, checklist.native as CklNative, ids, report, replaced);
  }
  const viewer = options.viewer ?? 2;
  reportNoHost(checklist, report);
  reportNotCarried(checklist, viewer, report);
  return writeDialect(checklist, viewer, ids, replaced);
}

function writeDialect(checklist: Checklist, viewer: Viewer, ids: ChecklistIds, replaced: Replaced): string {
  const style = viewerStyle(viewer);
  const [first] = checklist.stigs;
  const stig = (s: ChecklistStig) => {
    const info = infoElement(style, infoValues(s, viewer, ids), replaced(null));
    const vulns = s.reviews.map((review) => {
      const onReplaced = replaced(review.rule.vulnId);
      return `\n\t\t\t${vulnElement(style, vulnValues(review, s, viewer, ids), answerValues(review), onReplaced)}`;
    });
    return `\n\t\t<iSTIG>\n\t\t\t${info}${vulns.join('')}\n\t\t</iSTIG>`;
  };
  const asset = assetElement(style, assetValues(checklist.asset, viewer, first), replaced(null));
  const stigs = checklist.stigs.map(stig).join('');
  const head = `<?xml version="1.0" encoding="UTF-8"?>\n${BANNERS[viewer]}\n<CHECKLIST>\n\t`;
  return `${head}${asset}\n\t<STIGS>${stigs}\n\t</STIGS>\n</CHECKLIST>`;
}

function refuseEmpty(checklist: Checklist): void {
  const problem = (message: string, hint: string) =>
    new StigError({ code: 'cannot-convert', severity: 'error', ...fileOf(checklist), message, hint });
  if (checklist.stigs.length === 0) {
    throw problem('the checklist holds no STIG: a CKL must have one', 'Make it from a STIG, or name another input.');
  }
  for (const { benchmark, reviews } of checklist.stigs) {
    if (reviews.length > 0) continue;
    throw problem(
      `the STIG ${benchmark.id || benchmark.title || '(without id)'} has no rule: a CKL must have one VULN in each iSTIG`,
      'Leave the STIG out, or choose a profile that selects rules.',
    );
  }
}

function fileOf(checklist: Checklist): { file?: string } {
  const name = checklist.sources[0]?.name;
  return name === undefined ? {} : { file: name };
}

function reportReplaced(report: Report): Replaced {
  return (rule) => (count, value) =>
    report({
      code: 'characters-replaced',
      severity: 'warning',
      message: `${value} holds ${count} character${count === 1 ? '' : 's'} that XML forbids; U+FFFD stands in place`,
      ...(rule === null ? {} : { rule }),
    });
}
