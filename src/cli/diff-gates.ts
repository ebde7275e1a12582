import type { ChecklistDiff, ReviewEntry } from '../model/checklist-diff.js';
import type { QuarterDiff } from '../model/quarter-diff.js';
import type { DiffEntry, ReleaseDiff } from '../model/release-diff.js';
import { SEVERITIES, type Severity } from '../model/severity.js';

/** What `stigkit diff` gives. */
export type Comparison = ReleaseDiff | QuarterDiff | ChecklistDiff;

/** Names that --fail-on takes. */
export const GATES = ['check', 'severity-raised', 'new-cat1', 'new-open'] as const;
export type Gate = (typeof GATES)[number];

/** Something that a gate looks for: a rule, and what of it. */
export interface GateHit {
  gate: Gate;
  id: string;
  title: string;
  message: string;
}

/** Every rule of a comparison that a gate may look for, in order. */
export function gateHits(comparison: Comparison): GateHit[] {
  switch (comparison.kind) {
    case 'release-diff':
      return releaseHits(comparison);
    case 'quarter-diff':
      return comparison.changed.flatMap(({ diff }) => releaseHits(diff));
    case 'checklist-diff':
      // Of 300 hosts ten annotations are shown: each says whose it is.
      return openNow(comparison).map((review) => ({
        gate: 'new-open' as const,
        id: review.vulnId ?? review.stigId ?? '',
        title: review.title ?? '',
        message: `open now on ${comparison.asset.new ?? 'an asset without a name'} (${review.severity})`,
      }));
  }
}

/** Reviews that are open now and were not: those of rules and STIGs that the old checklist lacks among them. */
function openNow({ stigs, addedStigs }: ChecklistDiff): ReviewEntry[] {
  return [
    ...stigs.flatMap(({ opened, addedRules }) => [...opened, ...addedRules.filter((rule) => rule.status === 'open')]),
    ...addedStigs.flatMap((stig) => stig.open),
  ];
}

function releaseHits(diff: ReleaseDiff): GateHit[] {
  const hit = (gate: Gate, message: string) => (entry: DiffEntry) => ({
    gate,
    id: entry.stigId ?? entry.vulnId ?? '',
    title: entry.title ?? '',
    message: `${entry.vulnId ?? ''} ${message}`.trim(),
  });
  const rank = (severity: unknown) => SEVERITIES.indexOf(severity as Severity);
  return [
    ...diff.added.filter((e) => e.severity === 'high').map(hit('new-cat1', 'is a new CAT I rule')),
    ...diff.metadataChanged
      .filter((e) => e.fields.some((f) => f.field === 'severity' && rank(f.new) < rank(f.old)))
      .map(hit('severity-raised', 'has a higher severity')),
    ...diff.contentChanged.flatMap((e) =>
      e.fields.filter((f) => f.field === 'check').map((f) => hit('check', `has another check (${f.class})`)(e)),
    ),
  ];
}

/** Whether anything differs: what --exit-code asks. */
export function differs(comparison: Comparison): boolean {
  switch (comparison.kind) {
    case 'release-diff': {
      const { added, removed, renumbered, contentChanged, metadataChanged, formattingOnly, benchmarkChanged } =
        comparison;
      const lists = [added, removed, renumbered, contentChanged, metadataChanged, formattingOnly, benchmarkChanged];
      return lists.some((list) => list.length > 0);
    }
    case 'quarter-diff':
      return [comparison.new, comparison.retired, comparison.changed, comparison.reReleased].some(
        (list) => list.length > 0,
      );
    case 'checklist-diff':
      return (
        comparison.only !== undefined ||
        comparison.assetChanged.length + comparison.addedStigs.length + comparison.removedStigs.length > 0 ||
        comparison.stigs.some((stig) =>
          [stig.opened, stig.closed, stig.moved, stig.edited, stig.addedRules, stig.removedRules].some(
            (list) => list.length > 0,
          ),
        )
      );
  }
}
