import { writeCsv } from '../../io/csv.js';
import type {
  BlastRadius,
  ChecklistDiff,
  ChecklistStigDiff,
  ReviewChange,
  ReviewEntry,
} from '../../model/checklist-diff.js';
import { oneLine, SEVERITY_WORDS, STATUS_WORDS } from '../shared/words.js';
import { blastGroups, releaseOf, stigName } from './blast-groups.js';
import type { Listing, ListingPart } from './listing.js';

/** What changed between two checklists, as lists: new open findings first, CAT I first within each. */
export function checklistListing(diff: ChecklistDiff): Listing {
  const asset = diff.asset.new ?? diff.asset.old ?? 'an asset without a name';
  const sum = (pick: (stig: ChecklistStigDiff) => unknown[]) =>
    diff.stigs.reduce((n, stig) => n + pick(stig).length, 0);
  const parts = diff.stigs.map(stigPart);
  const around = aroundPart(diff);
  if (around.groups.length > 0) parts.unshift(around);
  return {
    title: `Checklist changes of ${asset}`,
    headline:
      `${sum((s) => s.opened)} new open, ${sum((s) => s.closed)} closed, ${sum((s) => s.moved)} other moves of status, ` +
      `${sum((s) => s.edited)} edited, ${sum((s) => s.addedRules)} rules added, ${sum((s) => s.removedRules)} removed.`,
    parts,
  };
}

function aroundPart(diff: ChecklistDiff): ListingPart {
  const changes = diff.assetChanged.map(({ field, old, new: now }) => `${field}: ${shown(old)} → ${shown(now)}`);
  if (diff.asset.old !== diff.asset.new)
    changes.unshift(`two assets: ${shown(diff.asset.old)} and ${shown(diff.asset.new)}`);
  const groups = [
    { title: 'Asset', items: changes },
    { title: 'STIGs added', items: diff.addedStigs.map(stigName) },
    { title: 'STIGs removed', items: diff.removedStigs.map(stigName) },
  ];
  return { title: 'Checklist', groups: groups.filter((group) => group.items.length > 0) };
}

function stigPart(stig: ChecklistStigDiff): ListingPart {
  const groups = [
    { title: 'Release', items: stig.releaseChanged ? [`${releaseOf(stig.old)} → ${releaseOf(stig.new)}`] : [] },
    { title: 'New open findings', items: stig.opened.map(changeLine) },
    { title: 'Closed findings', items: stig.closed.map(changeLine) },
    { title: 'Other moves of status', items: stig.moved.map(changeLine) },
    { title: 'Edited', items: stig.edited.map(changeLine) },
    { title: 'Rules added', items: stig.addedRules.map(entryLine) },
    { title: 'Rules removed', items: stig.removedRules.map(entryLine) },
  ].filter((group) => group.items.length > 0);
  const title = `${stigName(stig.new)}: ${stig.unchanged} unchanged`;
  return { title, groups };
}

function head(entry: ReviewEntry): string {
  return `${entry.vulnId ?? entry.stigId ?? entry.ruleId ?? ''} ${SEVERITY_WORDS[entry.severity]}`;
}

function entryLine(entry: ReviewEntry): string {
  return `${head(entry)} ${STATUS_WORDS[entry.status]} ${oneLine(entry.title ?? '')}`;
}

function changeLine(change: ReviewChange): string {
  const status =
    change.status === change.oldStatus ? '' : ` (${STATUS_WORDS[change.oldStatus]} → ${STATUS_WORDS[change.status]})`;
  const fields = change.fields.map(({ field, old, new: now }) =>
    field === 'severityOverride' ? `severity override ${shown(old)} → ${shown(now)}` : FIELD_WORDS[field],
  );
  return `${head(change)}${status}${fields.length === 0 ? '' : ` [${fields.join(', ')}]`} ${oneLine(change.title ?? '')}`;
}

const FIELD_WORDS: Record<string, string> = {
  findingDetails: 'finding details',
  comments: 'comments',
  severityJustification: 'severity justification',
};

function shown(value: unknown): string {
  return value === null || value === undefined || value === '' ? 'none' : oneLine(String(value));
}

const CHANGE_COLUMNS = [
  'asset',
  'benchmarkId',
  'oldRelease',
  'newRelease',
  'change',
  'vulnId',
  'oldVulnId',
  'stigId',
  'ruleId',
  'severity',
  'oldStatus',
  'status',
  'field',
  'old',
  'new',
  'title',
];

/** The same as CSV: a row for each move and for each changed field. */
export function checklistCsv(diff: ChecklistDiff): string {
  const asset = diff.asset.new ?? diff.asset.old ?? '';
  const rows = diff.stigs.flatMap((stig) => {
    const row = (
      change: string,
      e: ReviewEntry & Partial<ReviewChange>,
      field = '',
      old: string | null = null,
      now: string | null = null,
    ) =>
      [
        asset,
        stig.new.id,
        stig.old.releaseName,
        stig.new.releaseName,
        change,
        e.vulnId,
        e.oldVulnId,
        e.stigId,
        e.ruleId,
        e.severity,
        e.oldStatus,
        e.status,
        field,
        old,
        now,
        e.title,
      ].map((value) => value ?? '');
    const fields = (change: string) => (e: ReviewChange) => e.fields.map((f) => row(change, e, f.field, f.old, f.new));
    return [
      ...stig.opened.flatMap((e) => [row('opened', e), ...fields('opened')(e)]),
      ...stig.closed.flatMap((e) => [row('closed', e), ...fields('closed')(e)]),
      ...stig.moved.flatMap((e) => [row('moved', e), ...fields('moved')(e)]),
      ...stig.edited.flatMap(fields('edited')),
      ...stig.addedRules.map((e) => row('rule-added', e)),
      ...stig.removedRules.map((e) => row('rule-removed', e)),
    ];
  });
  return writeCsv(CHANGE_COLUMNS, rows);
}

/** Which answers a release makes stale, as lists: by rule, CAT I first, then by checklist. */
export function blastListing(blast: BlastRadius): Listing {
  const outdated = blast.checklists.filter((c) => c.outdated);
  const stale = blast.checklists.reduce((n, c) => n + c.stale, 0);
  const groups = blastGroups(blast);
  return {
    title: 'Blast radius',
    headline: `${stale} answers on ${blast.checklists.filter((c) => c.stale > 0).length} of ${blast.checklists.length} checklists go stale; ${outdated.length} checklists are for another release.`,
    parts: [{ title: '', groups }],
  };
}

/** The blast radius as CSV: a row for each rule and asset. */
export function blastCsv(blast: BlastRadius): string {
  const rows = blast.rules.flatMap((rule) =>
    rule.assets.map(({ asset, status }) => [
      asset,
      rule.vulnId ?? '',
      rule.oldVulnId ?? '',
      rule.stigId ?? '',
      rule.severity,
      rule.reasons.join('; '),
      status,
      rule.title ?? '',
    ]),
  );
  return writeCsv(['asset', 'vulnId', 'oldVulnId', 'stigId', 'severity', 'reasons', 'status', 'title'], rows);
}
