import { writeCsv } from '../../io/csv.js';
import type { BenchmarkIdentity } from '../../model/benchmark.js';
import type {
  BlastRadius,
  ChecklistDiff,
  ChecklistStigDiff,
  LoneStig,
  ReviewChange,
  ReviewEntry,
} from '../../model/checklist-diff.js';
import type { DigestOptions } from '../shared/digest-options.js';
import { oneLine, SEVERITY_WORDS, STATUS_WORDS } from '../shared/words.js';
import { blastGroups, releaseOf, stigName } from './blast-groups.js';
import { type Listing, type ListingPart, summarized } from './listing.js';
import { askedColumns, filterText } from './view.js';

/** The changes of rules of some severities. */
export function filteredChecklists(diff: ChecklistDiff, { severity }: DigestOptions): ChecklistDiff {
  if (severity === undefined) return diff;
  const rated = <T extends ReviewEntry>(list: readonly T[]) =>
    list.filter((entry) => severity.includes(entry.severity));
  const lone = (stig: LoneStig): LoneStig => ({ ...stig, open: rated(stig.open) });
  const stigs = diff.stigs.map((stig) => ({
    ...stig,
    opened: rated(stig.opened),
    closed: rated(stig.closed),
    moved: rated(stig.moved),
    edited: rated(stig.edited),
    addedRules: rated(stig.addedRules),
    removedRules: rated(stig.removedRules),
  }));
  return { ...diff, stigs, addedStigs: diff.addedStigs.map(lone), removedStigs: diff.removedStigs.map(lone) };
}

/** What changed between two checklists, as lists: new open findings first, CAT I first within each. */
export function checklistListing(whole: ChecklistDiff, options: DigestOptions = {}): Listing {
  const diff = filteredChecklists(whole, options);
  const asset = diff.asset.new ?? diff.asset.old ?? 'an asset without a name';
  const sum = (pick: (stig: ChecklistStigDiff) => unknown[]) =>
    diff.stigs.reduce((n, stig) => n + pick(stig).length, 0);
  const parts = diff.stigs.map(stigPart);
  const around = aroundPart(diff);
  if (around.groups.length > 0) parts.unshift(around);
  const loneOpen = diff.addedStigs.reduce((n, stig) => n + stig.open.length, 0);
  const headline =
    `${sum((s) => s.opened)} new open, ${sum((s) => s.closed)} closed, ${sum((s) => s.moved)} other moves of status, ` +
    `${sum((s) => s.edited)} edited, ${sum((s) => s.addedRules)} rules added, ${sum((s) => s.removedRules)} removed` +
    `${loneOpen === 0 ? '' : `; ${loneOpen} open in STIGs added`}.`;
  const listing = {
    title: `Checklist changes of ${asset}`,
    headline: [headline, filterText(options)].filter((part) => part !== '').join(' '),
    parts,
  };
  return options.summary ? summarized(listing) : listing;
}

function aroundPart(diff: ChecklistDiff): ListingPart {
  const changes = diff.assetChanged.map(({ field, old, new: now }) => `${field}: ${shown(old)} → ${shown(now)}`);
  if (diff.only !== undefined) changes.push(`has no ${diff.only === 'new' ? 'old' : 'new'} checklist`);
  // A CKL without a host has no name at all, a CKLB its title.
  else if (diff.asset.old !== diff.asset.new && diff.asset.old !== null && diff.asset.new !== null)
    changes.unshift(`two assets: ${shown(diff.asset.old)} and ${shown(diff.asset.new)}`);
  const groups = [
    { title: 'Asset', items: changes },
    { title: 'STIGs added', items: diff.addedStigs.map(loneLine) },
    { title: 'STIGs removed', items: diff.removedStigs.map(loneLine) },
  ];
  return { title: 'Checklist', groups: groups.filter((group) => group.items.length > 0) };
}

/** A STIG of one side, with its open findings. */
function loneLine(stig: LoneStig): string {
  const open = stig.open.map(head).join(', ');
  return `${stigName(stig)}${open === '' ? '' : `: ${stig.open.length} open (${open})`}`;
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

/** A move or a changed field of a review, or a STIG of one side: a row of the table. */
interface ChecklistRow {
  asset: string | null;
  old: BenchmarkIdentity | null;
  new: BenchmarkIdentity | null;
  change: string;
  review: Partial<ReviewChange>;
  field?: ReviewChange['fields'][number];
}

const COLUMNS: Record<string, (row: ChecklistRow) => string | null | undefined> = {
  asset: (r) => r.asset,
  benchmarkId: (r) => (r.new ?? r.old)?.id,
  oldRelease: (r) => r.old?.releaseName,
  newRelease: (r) => r.new?.releaseName,
  change: (r) => r.change,
  vulnId: (r) => r.review.vulnId,
  oldVulnId: (r) => r.review.oldVulnId,
  stigId: (r) => r.review.stigId,
  ruleId: (r) => r.review.ruleId,
  severity: (r) => r.review.severity,
  oldStatus: (r) => r.review.oldStatus,
  status: (r) => r.review.status,
  field: (r) => r.field?.field,
  old: (r) => r.field?.old,
  new: (r) => r.field?.new,
  title: (r) => r.review.title,
};

/**
 * The same as CSV: a row for each move and for each changed field; for each STIG of one side, and each open finding of it.
 */
export function checklistCsv(whole: ChecklistDiff, options: DigestOptions = {}): string {
  const columns = askedColumns(options, Object.keys(COLUMNS));
  const diff = filteredChecklists(whole, options);
  const asset = diff.asset.new ?? diff.asset.old;
  const rows = [
    ...diff.stigs.flatMap((stig) => stigRows(stig).map((row) => ({ asset, old: stig.old, new: stig.new, ...row }))),
    ...diff.addedStigs.flatMap((stig) => loneRows('stig-added', stig, { asset, old: null, new: stig })),
    ...diff.removedStigs.flatMap((stig) => loneRows('stig-removed', stig, { asset, old: stig, new: null })),
  ];
  return writeCsv(
    columns,
    rows.map((row) => columns.map((name) => COLUMNS[name]!(row) ?? '')),
  );
}

function stigRows(stig: ChecklistStigDiff): Pick<ChecklistRow, 'change' | 'review' | 'field'>[] {
  const fields = (change: string) => (review: ReviewChange) =>
    review.fields.map((field) => ({ change, review, field }));
  const moves = (change: string) => (review: ReviewChange) => [{ change, review }, ...fields(change)(review)];
  return [
    ...stig.opened.flatMap(moves('opened')),
    ...stig.closed.flatMap(moves('closed')),
    ...stig.moved.flatMap(moves('moved')),
    ...stig.edited.flatMap(fields('edited')),
    ...stig.addedRules.map((review) => ({ change: 'rule-added', review })),
    ...stig.removedRules.map((review) => ({ change: 'rule-removed', review })),
  ];
}

function loneRows(change: string, stig: LoneStig, about: Pick<ChecklistRow, 'asset' | 'old' | 'new'>): ChecklistRow[] {
  return [{}, ...stig.open].map((review) => ({ ...about, change, review }));
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
