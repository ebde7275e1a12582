import type { Diagnostic } from '../io/diagnostic.js';
import type { CciList } from '../model/document.js';
import type { Overview, RevisionHistory } from '../model/documents.js';
import { findingsOf, repeated } from './finding.js';

/** Whether DISA's list of CCIs makes sense. */
export function validateCciList({ items }: CciList): Diagnostic[] {
  const found: Diagnostic[] = [];
  const find = findingsOf(undefined, found);
  if (items.length === 0) find('error', 'element-missing', 'the list holds no CCI');
  for (const [id, at] of repeated(items.map((item) => item.id))) {
    find('error', 'duplicate-id', `${at.length} items have the id ${id}`);
  }
  const bare = items.filter(({ definition }) => !definition?.trim());
  if (bare.length > 0) {
    const some = bare.slice(0, 3).map(({ id }) => id);
    find('warning', 'text-empty', `${bare.length} CCIs have no definition: ${some.join(', ')}`);
  }
  return found;
}

/** Whether an Overview makes sense: whether its text came through. */
export function validateOverview({ title, sections, releaseName, sources }: Overview): Diagnostic[] {
  const found: Diagnostic[] = [];
  const find = findingsOf(sources[0]?.name, found);
  if (!title) find('warning', 'element-missing', 'the Overview has no title');
  if (releaseName === null) find('warning', 'release-unknown', 'the Overview names no release');
  if (sections.length === 0) find('error', 'element-missing', 'the Overview has no sections');
  return found;
}

/** Whether a Revision History makes sense: whether its table came through. */
export function validateRevisionHistory({ entries, sources }: RevisionHistory): Diagnostic[] {
  const found: Diagnostic[] = [];
  const find = findingsOf(sources[0]?.name, found);
  if (entries.length === 0) find('error', 'element-missing', 'the Revision History has no entries');
  const unknown = entries.filter((entry) => entry.releaseName === null).length;
  if (unknown > 0) find('warning', 'release-unknown', `${unknown} entries are of no release that is named`);
  return found;
}
