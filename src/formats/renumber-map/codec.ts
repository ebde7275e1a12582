import { writeCsv } from '../../io/csv.js';
import type { DiffEntry, ReleaseDiff } from '../../model/release-diff.js';
import type { Codec, Write } from '../format.js';

/** A rule's ids in two releases. */
export interface RenumberRow {
  benchmarkId: string | null;
  oldRelease: string | null;
  newRelease: string | null;
  oldVulnId: string | null;
  vulnId: string | null;
  oldRuleId: string | null;
  ruleId: string | null;
  oldStigId: string | null;
  stigId: string | null;
  /** `legacyId`, `stigId`, `pair`; `likeness` of a pair that is only likely. */
  matchedBy: string;
  /** 1 of a match, the likeness of a likely pair. */
  score: number;
}

const COLUMNS = [
  'benchmarkId',
  'oldRelease',
  'newRelease',
  'oldVulnId',
  'vulnId',
  'oldRuleId',
  'ruleId',
  'oldStigId',
  'stigId',
  'matchedBy',
  'score',
] as const satisfies readonly (keyof RenumberRow)[];

/** The renumbered rules of a diff, then the likely pairs, which nothing has matched. */
export function renumberRows(diff: ReleaseDiff): RenumberRow[] {
  const about = { benchmarkId: diff.new.id, oldRelease: diff.old.releaseName, newRelease: diff.new.releaseName };
  const removed = new Map(diff.removed.map((entry) => [entry.vulnId, entry]));
  const added = new Map(diff.added.map((entry) => [entry.vulnId, entry]));
  return [
    ...diff.renumbered.map((entry) => ({ ...about, ...idsOf(entry), matchedBy: entry.matchedBy ?? '', score: 1 })),
    ...diff.candidates.map((c) => ({
      ...about,
      oldVulnId: c.oldVulnId,
      vulnId: c.vulnId,
      oldRuleId: removed.get(c.oldVulnId)?.ruleId ?? null,
      ruleId: added.get(c.vulnId)?.ruleId ?? null,
      oldStigId: c.oldStigId,
      stigId: c.stigId,
      matchedBy: 'likeness',
      score: c.score,
    })),
  ];
}

function idsOf(entry: DiffEntry) {
  const { vulnId, ruleId, stigId, oldVulnId, oldRuleId, oldStigId } = entry;
  return {
    oldVulnId: oldVulnId === undefined ? vulnId : oldVulnId,
    vulnId,
    oldRuleId: oldRuleId === undefined ? ruleId : oldRuleId,
    ruleId,
    oldStigId: oldStigId === undefined ? stigId : oldStigId,
    stigId,
  };
}

const write: Write = (document, options) => {
  const diffs =
    document.kind === 'release-diff'
      ? [document]
      : document.kind === 'quarter-diff'
        ? [...document.changed, ...document.reReleased].map(({ diff }) => diff)
        : null;
  if (diffs === null) throw new Error(`no renumber map of a ${document.kind}`);
  const rows = diffs.flatMap(renumberRows);
  if (options.as !== 'csv') return `${JSON.stringify(rows, null, 2)}\n`;
  return writeCsv(
    COLUMNS,
    rows.map((row) => COLUMNS.map((name) => String(row[name] ?? ''))),
  );
};

/** Old and new ids of renumbered rules, for other tools: a JSON list, or CSV. */
export const renumberMap: Codec = { write };
