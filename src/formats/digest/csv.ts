import { writeCsv } from '../../io/csv.js';
import type { BlastRule } from '../../model/checklist-diff.js';
import type { DiffEntry, ReleaseDiff } from '../../model/release-diff.js';
import { categoryOf } from '../../model/severity.js';
import type { DigestOptions } from '../shared/digest-options.js';
import { askedColumns, filtered } from './view.js';

/** One change of one rule: a row of the table. */
interface ChangeRow {
  diff: ReleaseDiff;
  change: string;
  rule: DiffEntry;
  field: string;
  class: string;
  old: unknown;
  new: unknown;
  /** Of a stale answer. */
  asset?: string;
  status?: string;
}

const COLUMNS: Record<string, (row: ChangeRow) => unknown> = {
  benchmarkId: (r) => r.diff.new.id,
  oldRelease: (r) => r.diff.old.releaseName,
  newRelease: (r) => r.diff.new.releaseName,
  change: (r) => r.change,
  vulnId: (r) => r.rule.vulnId,
  oldVulnId: (r) => r.rule.oldVulnId,
  stigId: (r) => r.rule.stigId,
  oldStigId: (r) => r.rule.oldStigId,
  ruleId: (r) => r.rule.ruleId,
  oldRuleId: (r) => r.rule.oldRuleId,
  severity: (r) => r.rule.severity,
  category: (r) => categoryOf(r.rule.severity),
  matchedBy: (r) => r.rule.matchedBy,
  field: (r) => r.field,
  class: (r) => r.class,
  title: (r) => r.rule.title,
  old: (r) => r.old,
  new: (r) => r.new,
  announced: (r) => r.rule.announced?.join('\n'),
  asset: (r) => r.asset,
  status: (r) => r.status,
};

/** Columns that only rows of stale answers fill. */
const OF_ASSETS = ['asset', 'status'];

/**
 * The digest as CSV: one row for each added, removed and renumbered rule and for each changed field; with checklists, one
 * for each answer that goes stale.
 *
 * @param hasAssets whether such rows are to come, so that their columns stand there unless others are asked for
 */
export function digestCsv(
  diffs: readonly ReleaseDiff[],
  options: DigestOptions = {},
  hasAssets = diffs.some((diff) => diff.blastRadius !== undefined),
): string {
  const asked = askedColumns(options, Object.keys(COLUMNS));
  const columns =
    options.columns === undefined && !hasAssets ? asked.filter((name) => !OF_ASSETS.includes(name)) : asked;
  const rows = diffs.flatMap((diff) => rowsOf(filtered(diff, options)));
  return writeCsv(
    columns,
    rows.map((row) => columns.map((name) => cell(COLUMNS[name]!(row)))),
  );
}

function rowsOf(diff: ReleaseDiff): ChangeRow[] {
  const lone = (change: string) => (rule: DiffEntry) => ({
    diff,
    change,
    rule,
    field: '',
    class: '',
    old: null,
    new: null,
  });
  const fields =
    (change: string) =>
    (rule: DiffEntry & { fields: readonly { field: string; old: unknown; new: unknown; class?: string }[] }) =>
      rule.fields.map((f) => ({ diff, change, rule, field: f.field, class: f.class ?? '', old: f.old, new: f.new }));
  return [
    ...diff.added.map(lone('added')),
    ...diff.removed.map(lone('removed')),
    ...diff.renumbered.map(lone('renumbered')),
    ...diff.contentChanged.flatMap(fields('content')),
    ...diff.metadataChanged.flatMap(fields('metadata')),
    ...diff.formattingOnly.flatMap(fields('formatting')),
    ...(diff.blastRadius?.rules ?? []).flatMap((rule) => rule.assets.map(stale(diff, rule))),
  ];
}

/** An answer that goes stale, with the reasons in place of a field. */
function stale(diff: ReleaseDiff, { reasons, assets: _, ...rule }: BlastRule) {
  return ({ asset, status }: BlastRule['assets'][number]): ChangeRow => ({
    diff,
    change: 'stale',
    rule: { ...rule, ruleId: null },
    field: reasons.join('; '),
    class: '',
    old: null,
    new: null,
    asset,
    status,
  });
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(cell).join('; ');
  return JSON.stringify(value);
}
