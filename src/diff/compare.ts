import type { ContentChange, DiffEntry, FormattingChange, MetadataChange } from '../model/release-diff.js';
import { classify } from './classify.js';
import { CONTENT_FIELDS, contentOf, METADATA_FIELDS } from './fields.js';
import { formattingClass } from './layout.js';
import type { RulePair } from './match.js';
import { plain } from './normalize.js';
import { align, type Budget, editsOf } from './words.js';

/** What differs between the two sides of a rule. */
export interface Comparison {
  content: ContentChange[];
  metadata: MetadataChange[];
  formatting: FormattingChange[];
}

/**
 * Compares a rule of two releases. Equal fields are passed by; texts are normalized only where they differ as they
 * stand. Fields that one of the releases does not carry at all are left out.
 */
export function compareRules({ old, new: now }: RulePair, fields: ReadonlySet<string>, budget: Budget): Comparison {
  const found: Comparison = { content: [], metadata: [], formatting: [] };
  for (const field of CONTENT_FIELDS) {
    const [before, after] = [contentOf(old, field), contentOf(now, field)];
    if (before === after || !fields.has(field)) continue;
    const change = compareText(field, before, after);
    if (change === 'same') continue;
    if (change === 'changed') found.content.push(contentChange(field, before, after, budget));
    else found.formatting.push(change);
  }
  for (const { name, text, get } of METADATA_FIELDS) {
    const [before, after] = [get(old), get(now)];
    if (before === after || !fields.has(name)) continue;
    // A release page names the title of a rule in its digest alone.
    if (name === 'title' && (before === null || after === null)) continue;
    if (text) {
      const [a, b] = [before as string | null, after as string | null];
      const change = compareText(name, a, b);
      if (change === 'same') continue;
      if (change !== 'changed') found.formatting.push(change);
      else if (name === 'title') found.metadata.push({ field: name, old: a, new: b, class: textClass(a, b) });
      else found.metadata.push({ field: name, old: a, new: b });
    } else if (!sameValue(before, after)) found.metadata.push({ field: name, old: before, new: after });
  }
  return found;
}

/** Whether two texts are the same, changed, or differ in formatting alone. An absent text is an empty one. */
function compareText(
  field: string,
  before: string | null,
  after: string | null,
): 'same' | 'changed' | FormattingChange {
  const [a, b] = [before ?? '', after ?? ''];
  if (a === b) return 'same';
  if (plain(a) !== plain(b)) return 'changed';
  return { field, class: formattingClass(a, b), old: before, new: after };
}

/** A changed text with its class and its edits. */
export function contentChange(
  field: ContentChange['field'],
  before: string | null,
  after: string | null,
  budget: Budget,
): ContentChange {
  const alignment = align(before ?? '', after ?? '', budget);
  return {
    field,
    class: classify(alignment),
    old: before,
    new: after,
    edits: editsOf(alignment),
    ...(alignment.coarse && { coarse: alignment.coarse }),
  };
}

/** What kind of change two texts differ by. */
export function textClass(before: string | null, after: string | null): ContentChange['class'] {
  return classify(align(before ?? '', after ?? ''));
}

/** Equality of plain values: strings, lists of them, records of them. `null` and an empty string say the same. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b || (isNothing(a) && isNothing(b))) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x, i) => sameValue(x, b[i]));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const key in left) if (!sameValue(left[key], right[key])) return false;
  for (const key in right) if (!Object.hasOwn(left, key) && !isNothing(right[key])) return false;
  return true;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A rule as it is named in a diff. */
export function entryOf({ old, new: now, matchedBy }: RulePair): DiffEntry {
  return {
    vulnId: now.vulnId,
    ...(old.vulnId !== now.vulnId && { oldVulnId: old.vulnId }),
    ...(old.ruleId !== now.ruleId && { oldRuleId: old.ruleId }),
    ...(old.stigId !== now.stigId && { oldStigId: old.stigId }),
    stigId: now.stigId,
    ruleId: now.ruleId,
    severity: now.severity,
    title: now.title,
    matchedBy,
  };
}
