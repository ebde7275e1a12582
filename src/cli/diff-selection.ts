import { planQuarter } from '../diff/quarter.js';
import { releaseOrder } from '../diff/signals.js';
import { stigKey } from '../select/heads.js';
import type { Seen } from '../select/narrowing.js';
import { type Reason, reasonAgainst, type Selection } from '../select/selection.js';
import type { IndexedRelease } from './diff-sides.js';

/**
 * The releases of two collections that are to be compared. What a STIG is chosen by goes for the pair: it is wanted where
 * the old or the new one has the name, and its date is that of the new one, so that none seems new or gone for being
 * called or dated otherwise on the other side.
 */
export function selectedPairs(
  olds: readonly IndexedRelease[],
  news: readonly IndexedRelease[],
  selection: Selection,
  pairs: readonly (readonly [string, string])[],
  see: (seen: Seen) => void,
): { olds: IndexedRelease[]; news: IndexedRelease[] } {
  const tell = (release: IndexedRelease, reason: Reason | null) => {
    see({ head: release, packageName: release.packageName, reason, severities: [], rules: 0 });
  };
  const [before, after] = [olds, news].map((side) => bySide(side, selection, tell)) as [
    IndexedRelease[],
    IndexedRelease[],
  ];
  const plan = planQuarter(before, after, pairs);
  const taken = new Set<IndexedRelease>();
  const { since: _, ...byName } = selection;
  for (const { now, old } of plan.news) {
    const of = (release: IndexedRelease, asked: Selection) => reasonAgainst(asked, release, release.packageName);
    const isNamed = old !== null && of(old.head, { ...byName, since: null }) === null;
    const reason = of(now, isNamed ? { ...selection, patterns: [] } : selection);
    tell(now, reason);
    if (reason !== null) continue;
    taken.add(now);
    if (old !== null) taken.add(old.head);
  }
  for (const old of plan.retired) {
    const reason = reasonAgainst(selection, old, old.packageName);
    tell(old, reason);
    if (reason === null) taken.add(old);
  }
  return { olds: before.filter((one) => taken.has(one)), news: after.filter((one) => taken.has(one)) };
}

/** What does not depend on the other side: SCAP content, and older releases. */
function bySide(
  side: readonly IndexedRelease[],
  { noScap, latest }: Selection,
  tell: (release: IndexedRelease, reason: Reason) => void,
): IndexedRelease[] {
  const kept = side.filter((release) => {
    if (noScap && release.isScap) tell(release, 'scap');
    return !(noScap && release.isScap);
  });
  if (!latest) return kept;
  const newest = new Map<unknown, IndexedRelease>();
  for (const release of kept) {
    const key = stigKey(release) ?? release;
    const known = newest.get(key);
    if (known === undefined || releaseOrder(release, known) > 0) newest.set(key, release);
  }
  return kept.filter((release) => {
    const isNewest = newest.get(stigKey(release) ?? release) === release;
    if (!isNewest) tell(release, 'latest');
    return isNewest;
  });
}
