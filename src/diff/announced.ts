import type { RevisionEntry, RevisionHistory } from '../model/documents.js';
import { compareReleases, parseVersion } from '../model/release.js';
import type { Announced, AnnouncedRule, DiffEntry, ReleaseDiff } from '../model/release-diff.js';
import { REVISION_FIELDS } from './fields.js';
import { foldTitle } from './names.js';

/**
 * Lays DISA's Revision History beside a diff: each changed rule gets DISA's own words, and two lists say what changed
 * without a word of DISA's and what DISA names and did not change. Gives a new diff; the given one is not touched.
 *
 * Entries are those after the old release up to the new one, by date, else by release number. Rules are named by STIG ID;
 * V-ids and Rule IDs are understood as well. Entries without an id are general remarks.
 *
 * @param stigIds the ids of all rules of both releases: a package's history speaks of all its STIGs, and what it says of
 *   others is left out. Without them every entry counts.
 */
export function withAnnounced(diff: ReleaseDiff, history: RevisionHistory, stigIds?: Iterable<string>): ReleaseDiff {
  const families = stigIds === undefined ? null : new Set([...stigIds].map(family));
  const entries = history.entries.filter((entry) => isBetween(entry, diff) && isOf(entry, diff, families));
  const changed = changedRules(diff);
  const byId = index(changed);
  const said = new Map<ChangedRule, string[]>();
  const notFound: Announced['notFound'] = [];
  for (const entry of entries) {
    const missing: string[] = [];
    for (const id of entry.stigIds) {
      const rules = byId.get(key(id));
      if (rules === undefined) missing.push(id);
      for (const rule of rules ?? []) {
        const texts = said.get(rule) ?? [];
        if (!texts.includes(entry.text)) texts.push(entry.text);
        said.set(rule, texts);
      }
    }
    if (missing.length > 0) notFound.push({ stigIds: missing, text: entry.text });
  }
  const wordsOf = new Map<string, string[]>();
  for (const [rule, texts] of said) wordsOf.set(entryKey(rule.entry), texts);
  const label = <T extends DiffEntry>(list: T[]): T[] =>
    list.map((entry) => {
      const words = wordsOf.get(entryKey(entry));
      return words === undefined ? entry : { ...entry, announced: words };
    });
  return {
    ...diff,
    added: label(diff.added),
    removed: label(diff.removed),
    renumbered: label(diff.renumbered),
    contentChanged: label(diff.contentChanged),
    metadataChanged: label(diff.metadataChanged),
    formattingOnly: label(diff.formattingOnly),
    announced: {
      entries: entries.length,
      unannounced: changed.filter((rule) => !said.has(rule) && !rule.quiet).map(announcedRule),
      notFound,
      general: entries.filter((entry) => entry.stigIds.length === 0).map((entry) => entry.text),
    },
  };
}

/** A rule that differs, and in what. */
interface ChangedRule {
  entry: DiffEntry;
  changed: string[];
  /** Nothing but the revision or formatting moved: DISA need not say so, but may. */
  quiet: boolean;
}

/** Whether an entry tells of what happened between two releases. */
function isBetween(entry: RevisionEntry, { old, new: now }: ReleaseDiff): boolean {
  if (entry.releaseName !== null && entry.releaseName === now.releaseName) return true;
  if (entry.date !== null && old.benchmarkDate !== null && now.benchmarkDate !== null) {
    return entry.date > old.benchmarkDate && entry.date <= now.benchmarkDate;
  }
  if (entry.releaseName === null || now.releaseName === null) return true;
  const named = parseVersion(entry.releaseName);
  return compareReleases(named, old) > 0 && compareReleases(named, now) <= 0;
}

/** Whether an entry speaks of this STIG: by the family of its ids, without ids by its heading. */
function isOf(entry: RevisionEntry, diff: ReleaseDiff, families: ReadonlySet<string> | null): boolean {
  if (families === null) return true;
  if (entry.stigIds.length > 0) return entry.stigIds.some((id) => families.has(family(id)));
  return (
    entry.heading === null || foldTitle(entry.heading.replace(/,\s{0,9}V\d+R\d.*$/, '')) === foldTitle(diff.new.title)
  );
}

/** An id without its number: `PHTN-30-000079` gives `PHTN-30`. */
function family(id: string): string {
  return key(id).replace(/-\d+[A-Z]?$/, '');
}

function changedRules(diff: ReleaseDiff): ChangedRule[] {
  const rules = new Map<string, ChangedRule>();
  const add = (entry: DiffEntry, names: readonly string[], quiet = false) => {
    const known = rules.get(entryKey(entry));
    if (known === undefined) rules.set(entryKey(entry), { entry, changed: [...names], quiet });
    else {
      known.changed.push(...names);
      known.quiet &&= quiet;
    }
  };
  for (const entry of diff.added) add(entry, ['added']);
  for (const entry of diff.removed) add(entry, ['removed']);
  for (const entry of diff.renumbered) add(entry, ['renumbered']);
  for (const entry of diff.contentChanged)
    add(
      entry,
      entry.fields.map((f) => f.field),
    );
  for (const entry of diff.metadataChanged) {
    const fields = entry.fields.map((f) => f.field);
    add(
      entry,
      fields,
      fields.every((f) => REVISION_FIELDS.has(f)),
    );
  }
  for (const entry of diff.formattingOnly) add(entry, ['formatting'], true);
  return [...rules.values()];
}

function index(rules: readonly ChangedRule[]): Map<string, ChangedRule[]> {
  const byId = new Map<string, ChangedRule[]>();
  for (const rule of rules) {
    const { stigId, oldStigId, vulnId, oldVulnId, ruleId } = rule.entry;
    for (const id of new Set([stigId, oldStigId, vulnId, oldVulnId, ruleId])) {
      if (id === null || id === undefined || id === '') continue;
      const list = byId.get(key(id));
      if (list === undefined) byId.set(key(id), [rule]);
      else if (!list.includes(rule)) list.push(rule);
    }
  }
  return byId;
}

/** Ids as DISA's documents spell them: case and blanks vary, dashes come as en dashes. */
function key(id: string): string {
  return id
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, '')
    .toUpperCase();
}

function entryKey(entry: DiffEntry): string {
  return JSON.stringify([entry.vulnId, entry.ruleId, entry.stigId]);
}

function announcedRule({ entry, changed }: ChangedRule): AnnouncedRule {
  return { vulnId: entry.vulnId, stigId: entry.stigId, title: entry.title, changed };
}
