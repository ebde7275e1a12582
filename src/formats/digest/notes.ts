import type { FormattingEntry, ReleaseDiff } from '../../model/release-diff.js';
import { oneLine } from '../shared/words.js';
import { blastGroups } from './blast-groups.js';
import { isReordered, metadataDetail, words } from './metadata-detail.js';

/** Things said in one line each, and how many there are. */
export interface DigestNote {
  title: string;
  lines: string[];
  count: number;
}

/** What is told below the sections; `common` holds changes that many rules share, and how many do. */
export function notesOf(diff: ReleaseDiff, common: ReadonlyMap<string, number>): DigestNote[] {
  const notes: DigestNote[] = [];
  const add = (title: string, lines: string[], count = lines.length) => {
    if (count > 0) notes.push({ title, lines, count });
  };
  add(
    'Benchmark changes',
    diff.benchmarkChanged.map((change) => {
      const { field, words: said } = metadataDetail(change);
      const both = `${words(change.old)} → ${words(change.new)}`;
      return `${field}: ${said !== '' ? said : both.length <= 300 ? both : 'text changed'}`;
    }),
  );
  add(
    'The same change in many rules',
    [...common].map(([key, n]) => {
      const [field, old, now] = JSON.parse(key) as [string, unknown, unknown];
      const { words: said } = metadataDetail({ field, old, new: now });
      return `${field} in ${n} rules: ${said === '' ? `${words(old)} → ${words(now)}` : said}`;
    }),
  );
  add('The same ids in another order', reordered(diff));
  if (isSunset(diff)) {
    add('Sunset', ['The new release is deprecated: DISA maintains it no longer.']);
  }
  add(
    'Likely pairs, not matched',
    diff.candidates.map(
      (c) =>
        `${c.oldVulnId ?? c.oldStigId} and ${c.vulnId ?? c.stigId}: likeness ${c.score.toFixed(2)}, ${oneLine(c.title ?? '')}`,
    ),
  );
  const signals = diff.signals.filter((s) => s.code !== 'revision-without-text');
  add(
    'Signals',
    signals.map((s) => `${s.vulnId === null ? '' : `${s.vulnId} `}${s.code}: ${s.message}`),
  );
  const moved = diff.signals.filter((s) => s.code === 'revision-without-text').map((s) => s.vulnId ?? s.stigId ?? '');
  add('New revision without a change of text', listed(moved), moved.length);
  add('Formatting only', listed(diff.formattingOnly.map(formattingId)), diff.formattingOnly.length);
  notes.push(...blastNotes(diff));
  if (diff.announced !== undefined) {
    if (diff.announced.entries === 0) {
      add('Revision history', ['It has no entry for this STIG after the old release and up to the new one.']);
    }
    add(
      'Changed, but not in the revision history',
      diff.announced.unannounced.map(
        (r) => `${r.vulnId ?? r.stigId} ${r.changed.join(', ')} ${oneLine(r.title ?? '')}`,
      ),
    );
    add(
      'Announced, but not found',
      diff.announced.notFound.map((e) => `${e.stigIds.join(', ')}: ${oneLine(e.text)}`),
    );
    add('General remarks of the revision history', diff.announced.general.map(oneLine));
  }
  return notes;
}

/** The answers that go stale: what is asked for with checklists is shown whatever else is left out. */
export function blastNotes({ blastRadius }: ReleaseDiff): DigestNote[] {
  if (blastRadius === undefined) return [];
  return blastGroups(blastRadius).map(({ title, items }) => ({ title, lines: items, count: items.length }));
}

/** Ids in one line, as many as are worth reading. */
function listed(ids: readonly string[]): string[] {
  const MOST = 40;
  if (ids.length === 0) return [];
  const more = ids.length > MOST ? ` and ${ids.length - MOST} more` : '';
  return [`${ids.slice(0, MOST).join(', ')}${more}`];
}

function formattingId(entry: FormattingEntry): string {
  const id = entry.vulnId ?? entry.stigId ?? '';
  return entry.fields.some((f) => f.class === 'layout') ? `${id} (layout)` : id;
}

/** Whether DISA gives the STIG up with the new release. */
export function isSunset({ benchmarkChanged }: ReleaseDiff): boolean {
  return benchmarkChanged.some((c) => c.field === 'status' && c.new === 'deprecated');
}

/** How many rules have a list in another order, by field. */
function reordered({ metadataChanged }: ReleaseDiff): string[] {
  const counts = new Map<string, number>();
  for (const { fields } of metadataChanged) {
    for (const change of fields) {
      if (isReordered(change)) counts.set(change.field, (counts.get(change.field) ?? 0) + 1);
    }
  }
  return [...counts].map(([field, n]) => `${field} in ${n} ${n === 1 ? 'rule' : 'rules'}`);
}
