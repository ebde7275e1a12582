import { REVISION_FIELDS } from '../../diff/fields.js';
import { unknownName } from '../../io/nearest.js';
import type {
  ChangeClass,
  ContentChange,
  ContentEntry,
  DiffEntry,
  DiffSide,
  MetadataChange,
  MetadataEntry,
  ReleaseDiff,
} from '../../model/release-diff.js';
import { categoryOf, SEVERITIES, type Severity } from '../../model/severity.js';
import { howMatched } from '../shared/digest-lines.js';
import type { DigestOptions } from '../shared/digest-options.js';
import { oneLine, SEVERITY_WORDS } from '../shared/words.js';
import { isReordered, type MetadataDetail, metadataDetail } from './metadata-detail.js';
import { blastNotes, type DigestNote, notesOf } from './notes.js';

/** An entry of a section: a rule and what is said of it. */
export interface DigestEntry {
  rule: DiffEntry;
  /** Between severity and title: `check, fix`, `(was Medium)`. */
  note: string;
  /** The severity before, where it changed: Markdown and HTML name categories. */
  was?: Severity;
  classes: ChangeClass[];
}

export interface DigestSection {
  name: 'added' | 'removed' | 'renumbered' | 'content' | 'severity' | 'other';
  title: string;
  entries: DigestEntry[];
}

/** Everything that changed in one rule, for the part with word diffs. */
export interface RuleDetail {
  rule: DiffEntry;
  content: ContentChange[];
  metadata: MetadataDetail[];
}

/** A ReleaseDiff as digests show it. */
export interface DigestView {
  diff: ReleaseDiff;
  title: string;
  releases: string;
  counts: { added: number; removed: number; changed: number; formatting: number; unchanged: number };
  sections: DigestSection[];
  details: RuleDetail[];
  notes: DigestNote[];
  /** What was left out by `only` and `severity`; `''` where nothing was. */
  filter: string;
  /** What is said where no section has an entry; `''` where one has. */
  nothing: string;
}

/** Builds what a digest shows, filtered. */
export function digestView(diff: ReleaseDiff, options: DigestOptions = {}): DigestView {
  const { only, severity } = options;
  const isFiltered = only !== undefined || severity !== undefined;
  const asked = (field: string) => only?.includes(field) ?? false;
  const common = commonChanges(diff, asked);
  const shown = withoutCommon(filtered(diff, options), common, asked);
  const sections = sectionsOf(shown);
  const notes = isFiltered ? blastNotes(shown) : notesOf(diff, common);
  return {
    diff: shown,
    title: oneLine(diff.new.title ?? diff.old.title ?? diff.new.id ?? diff.old.id ?? 'A STIG without a title'),
    releases: `${sideLabel(diff.old)} to ${sideLabel(diff.new)}`,
    counts: {
      added: shown.added.length,
      removed: shown.removed.length,
      changed: shown.contentChanged.length,
      formatting: diff.formattingOnly.length,
      unchanged: diff.unchanged,
    },
    sections,
    details: detailsOf(shown),
    notes,
    filter: filterText(options),
    nothing: sections.length > 0 ? '' : nothingText(diff, isFiltered),
  };
}

function nothingText(diff: ReleaseDiff, isFiltered: boolean): string {
  if (isFiltered) return 'Nothing of what was asked for changed.';
  if (diff.benchmarkChanged.length + diff.metadataChanged.length > 0) {
    return 'No rule changed in content; what else changed stands below.';
  }
  return diff.formattingOnly.length > 0 ? 'Nothing changed but formatting.' : 'Nothing changed.';
}

/** Rules from which on one and the same change of a field is told once and not rule by rule. */
const MANY = 10;

/**
 * Changes that are the same in more than half of the matched rules: a new target key, product name or control list. Also
 * the old ids that a renumbered rule now has as legacy ids, which `Renumbered` tells.
 */
function commonChanges(diff: ReleaseDiff, asked: (field: string) => boolean): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { fields } of diff.metadataChanged) {
    for (const change of fields) {
      if (change.field === 'severity' || asked(change.field)) continue;
      const key = changeKey(change);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const half = Object.values(diff.matched).reduce((a, b) => a + b, 0) / 2;
  return new Map([...counts].filter(([, n]) => n >= MANY && n > half));
}

function changeKey({ field, old, new: now }: MetadataChange): string {
  return JSON.stringify([field, old, now]);
}

function withoutCommon(
  diff: ReleaseDiff,
  common: ReadonlyMap<string, number>,
  asked: (field: string) => boolean,
): ReleaseDiff {
  const renumbered = (entry: MetadataEntry, f: MetadataChange) =>
    f.field === 'legacyIds' &&
    entry.matchedBy === 'legacyId' &&
    Array.isArray(f.old) &&
    Array.isArray(f.new) &&
    isWithin(f.old, f.new);
  const metadataChanged = diff.metadataChanged
    .map((entry) => ({
      ...entry,
      fields: entry.fields.filter(
        (f) => !common.has(changeKey(f)) && !renumbered(entry, f) && (asked(f.field) || !isReordered(f)),
      ),
    }))
    .filter((entry) => entry.fields.length > 0);
  return { ...diff, metadataChanged };
}

/** `V2R7 (2026-01-05)`. */
export function sideLabel(side: DiffSide): string {
  const date = side.benchmarkDate === null ? '' : ` (${side.benchmarkDate})`;
  return `${side.releaseName ?? 'a release without a number'}${date}`;
}

/** The diff without what was not asked for. */
export function filtered(diff: ReleaseDiff, { only, severity }: DigestOptions): ReleaseDiff {
  const wanted = (name: string) => only === undefined || only.includes(name);
  const rated = (entry: { severity: Severity }) => severity === undefined || severity.includes(entry.severity);
  const list = <T extends DiffEntry>(name: string, entries: T[]) => (wanted(name) ? entries.filter(rated) : []);
  const withFields = <F extends { field: string }, T extends DiffEntry & { fields: F[] }>(entries: T[]): T[] =>
    entries
      .filter(rated)
      .map((entry) => ({ ...entry, fields: entry.fields.filter((f) => wanted(f.field)) }))
      .filter((entry) => entry.fields.length > 0);
  return {
    ...diff,
    added: list('added', diff.added),
    removed: list('removed', diff.removed),
    renumbered: list('renumbered', diff.renumbered),
    contentChanged: withFields(diff.contentChanged),
    metadataChanged: withFields(diff.metadataChanged),
    formattingOnly: withFields(diff.formattingOnly),
    ...(diff.blastRadius !== undefined && {
      blastRadius: {
        ...diff.blastRadius,
        rules: diff.blastRadius.rules.filter(
          (rule) =>
            rated(rule) && rule.reasons.some((reason) => wanted(reason === 'severity-raised' ? 'severity' : reason)),
        ),
      },
    }),
  };
}

/** The columns of a CSV: those asked for, or all there are. */
export function askedColumns({ columns }: DigestOptions, known: readonly string[]): readonly string[] {
  const unknown = columns?.find((name) => !known.includes(name));
  if (unknown === undefined) return columns ?? known;
  throw unknownName('there is no column', unknown, known, { hint: `Columns are ${known.join(', ')}.` });
}

/** What is left out, in words. */
export function filterText({ only, severity }: DigestOptions): string {
  const parts = [
    only === undefined ? null : `only ${only.join(', ')}`,
    severity === undefined ? null : `only severity ${severity.map((s) => SEVERITY_WORDS[s]).join(', ')}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? '' : `Shown is ${parts.join(', ')}.`;
}

function sectionsOf(diff: ReleaseDiff): DigestSection[] {
  const plain = (rule: DiffEntry): DigestEntry => ({ rule, note: '', classes: [] });
  const sections: DigestSection[] = [
    { name: 'added', title: 'Added', entries: diff.added.map(plain) },
    { name: 'removed', title: 'Removed', entries: diff.removed.map(plain) },
    { name: 'renumbered', title: 'Renumbered', entries: diff.renumbered.map(renumberedEntry) },
    { name: 'content', title: 'Content changes', entries: diff.contentChanged.map(contentEntry) },
    { name: 'severity', title: 'Severity changes', entries: diff.metadataChanged.flatMap(severityEntry) },
    { name: 'other', title: 'Other changes', entries: diff.metadataChanged.flatMap(otherEntry) },
  ];
  return sections.filter((section) => section.entries.length > 0);
}

/** The note of an entry that names a category instead of a severity: `(was CAT II)`. */
export function categoryNote({ note, was }: DigestEntry): string {
  return was === undefined ? note : `(was ${categoryOf(was) ?? 'unknown'})`;
}

function renumberedEntry(rule: DiffEntry): DigestEntry {
  return { rule, note: `(was ${rule.oldVulnId ?? 'without a V-id'}, by ${howMatched(rule.matchedBy)})`, classes: [] };
}

function contentEntry(rule: ContentEntry): DigestEntry {
  return { rule, note: rule.fields.map((f) => f.field).join(', '), classes: rule.fields.map((f) => f.class) };
}

function severityEntry(rule: MetadataEntry): DigestEntry[] {
  const change = rule.fields.find((f) => f.field === 'severity');
  if (change === undefined) return [];
  const was = change.old as Severity;
  return [{ rule, note: `(was ${SEVERITY_WORDS[was]})`, was, classes: [] }];
}

/** Fields beside severity. A new revision by itself is no entry: it is counted among the notes. */
function otherEntry(rule: MetadataEntry): DigestEntry[] {
  const fields = otherFields(rule.fields);
  return fields.length === 0 ? [] : [{ rule, note: fields.map((f) => f.field).join(', '), classes: [] }];
}

function otherFields(fields: readonly MetadataChange[]): MetadataChange[] {
  return fields.filter((f) => f.field !== 'severity' && !REVISION_FIELDS.has(f.field));
}

/** Whether the severity went up; false where nothing of it changed. */
export function isRaised(rule: MetadataEntry): boolean {
  const change = rule.fields.find((f) => f.field === 'severity');
  return (
    change !== undefined && SEVERITIES.indexOf(change.new as Severity) < SEVERITIES.indexOf(change.old as Severity)
  );
}

function detailsOf(diff: ReleaseDiff): RuleDetail[] {
  const metadata = new Map<string, MetadataEntry>(diff.metadataChanged.map((entry) => [keyOf(entry), entry]));
  const details: RuleDetail[] = diff.contentChanged.map((rule) => {
    const key = keyOf(rule);
    const fields = metadata.get(key)?.fields ?? [];
    metadata.delete(key);
    return { rule, content: rule.fields, metadata: metadataDetails(fields) };
  });
  for (const rule of metadata.values()) {
    const changes = metadataDetails(rule.fields);
    if (changes.length > 0) details.push({ rule, content: [], metadata: changes });
  }
  return details;
}

function keyOf(rule: DiffEntry): string {
  return JSON.stringify([rule.vulnId, rule.ruleId, rule.stigId]);
}

function isWithin(some: readonly unknown[], all: readonly unknown[]): boolean {
  const known = new Set(all);
  return some.every((item) => known.has(item));
}

function metadataDetails(fields: readonly MetadataChange[]): MetadataDetail[] {
  return fields.filter((f) => !REVISION_FIELDS.has(f.field)).map(metadataDetail);
}
