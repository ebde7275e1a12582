import { cciInfo, controlsOf } from '../data/controls.js';
import type { Report } from '../io/diagnostic.js';
import type { CciDefinition, Check, Control, Fix, Rule } from '../model/benchmark.js';
import { revisionOf, stableRuleId } from '../model/ids.js';
import { categoryOf } from '../model/severity.js';
import { conflict, fold, type Named } from './conflict.js';
import type { Cluster } from './match.js';
import { sourcesOf, type Voice } from './parts.js';

/** Fields of one value. `null` is a gap, an empty text is none; of the severity `unknown` is one. */
const FIELDS = [
  'vulnId',
  'ruleId',
  'stigId',
  'weight',
  'title',
  'groupTitle',
  'groupDescription',
  'discussion',
  'falsePositives',
  'falseNegatives',
  'documentable',
  'mitigations',
  'severityOverrideGuidance',
  'potentialImpacts',
  'thirdPartyTools',
  'mitigationControl',
  'iaControls',
  'description',
  'targetKey',
] as const satisfies readonly (keyof Rule)[];

/** A text of one voice. */
interface Said {
  voice: Voice;
  value: string;
}

/**
 * One rule out of all parts: the most trusted part's value stands, the others fill its gaps; where they differ once
 * blanks are folded, that is reported with both values. Of texts that agree so, one with its line breaks is taken.
 */
export function mergeRule(cluster: Cluster, report: Report): Rule {
  const voices = [...cluster].sort((a, b) => a.part.trust - b.part.trust);
  const first = voices[0]!.rule;
  const id = first.vulnId ?? first.ruleId ?? first.stigId;
  const merged: Rule = { ...first };
  const choose = (field: string, value: (rule: Rule) => string | null) => chosen(voices, field, id, value, report);
  for (const field of FIELDS) merged[field] = choose(field, (rule) => rule[field])?.value ?? null;
  merged.severity = severityOf(choose('severity', (r) => (r.severity === 'unknown' ? null : r.severity))?.value);
  merged.category = categoryOf(merged.severity);
  merged.revision = revisionOf(merged.ruleId);
  merged.responsibility = voices.find(({ rule }) => rule.responsibility !== null)?.rule.responsibility ?? null;
  merged.groupTree = firstFilled(voices, (rule) => rule.groupTree);
  merged.references = firstFilled(voices, (rule) => rule.references);
  merged.ccis = listOf(voices, 'ccis', id, report);
  merged.legacyIds = listOf(voices, 'legacyIds', id, report);
  merged.controls = controlsFor(merged.ccis, voices);
  const checks = mergedTexts<Check>(voices, 'check', (rule) => rule.checks, id, report);
  const fixes = mergedTexts<Fix>(voices, 'fix', (rule) => rule.fixes, id, report);
  Object.assign(merged, { checks: checks.texts, check: checks.texts[0] ?? null });
  Object.assign(merged, { fixes: fixes.texts, fix: fixes.texts[0] ?? null });
  merged.sources = [...new Set(voices.flatMap(sourcesOf))];
  delete merged.flattened;
  if (checks.isFlattened || fixes.isFlattened) merged.flattened = true;
  return { ...merged, ...besideOf(voices, id, report) };
}

function severityOf(value: string | undefined): Rule['severity'] {
  return (value as Rule['severity'] | undefined) ?? 'unknown';
}

/** The value to keep; reports each that differs from it. */
function chosen(
  voices: readonly Voice[],
  field: string,
  id: string | null,
  value: (rule: Rule) => string | null | undefined,
  report: Report,
): Said | null {
  const said = voices.flatMap((voice): Said[] => {
    const text = value(voice.rule);
    return text === null || text === undefined ? [] : [{ voice, value: text }];
  });
  const kept = said[0];
  if (kept === undefined) return null;
  const same = (other: Said) => fold(other.value) === fold(kept.value);
  for (const other of said.slice(1)) {
    if (same(other)) continue;
    const of = ({ voice, value: text }: Said): Named => ({ ...namesOf(voice), value: text });
    report(conflict(id, field, of(kept), of(other), ...hintFor(field, kept.value, other.value)));
  }
  // A page's text has lost its line breaks; another source of the same words may have them.
  const layout = kept.voice.rule.flattened
    ? said.find((other) => !other.voice.rule.flattened && same(other))
    : undefined;
  return layout ?? kept;
}

function namesOf({ part: { name, file } }: Voice): Omit<Named, 'value'> {
  return { name, file };
}

function hintFor(field: string, kept: string, other: string): [hint?: string] {
  if (field !== 'ruleId' || stableRuleId(kept) !== stableRuleId(other)) return [];
  return [
    'Only the revision differs: the release was issued again under the same number, or one source is of another release.',
  ];
}

function firstFilled<T>(voices: readonly Voice[], list: (rule: Rule) => T[]): T[] {
  return voices.map(({ rule }) => list(rule)).find((found) => found.length > 0) ?? [];
}

/** A release page shows one CCI of many, a check page no legacy ids: only what the kept list has not is a conflict. */
function listOf(voices: readonly Voice[], field: 'ccis' | 'legacyIds', id: string | null, report: Report): string[] {
  const said = voices.filter(({ rule }) => rule[field].length > 0);
  const kept = said[0];
  if (kept === undefined) return [];
  for (const other of said.slice(1)) {
    const extra = other.rule[field].filter((value) => !kept.rule[field].includes(value));
    if (extra.length === 0) continue;
    const of = (voice: Voice): Named => ({ ...namesOf(voice), value: voice.rule[field].join(', ') });
    report(conflict(id, field, of(kept), of(other)));
  }
  return kept.rule[field];
}

/** The controls of the CCIs; what a page printed only for CCIs that the data does not know. */
function controlsFor(ccis: readonly string[], voices: readonly Voice[]): Control[] {
  const controls = controlsOf(ccis);
  if (ccis.length > 0 && ccis.every((cci) => cciInfo(cci) !== undefined)) return controls;
  for (const control of voices.flatMap(({ rule }) => rule.controls)) {
    const isKnown = controls.some((c) => c.revision === control.revision && c.control === control.control);
    if (!isKnown && control.ccis.every((cci) => cciInfo(cci) === undefined)) controls.push(control);
  }
  return controls;
}

/** Checks or fixes, by their place: a page has their texts, another source their ids. */
function mergedTexts<T extends Check | Fix>(
  voices: readonly Voice[],
  field: 'check' | 'fix',
  list: (rule: Rule) => T[],
  id: string | null,
  report: Report,
): { texts: T[]; isFlattened: boolean } {
  const base = voices.find(({ rule }) => list(rule).length > 0);
  if (base === undefined) return { texts: [], isFlattened: false };
  let isFlattened = false;
  const texts = list(base.rule).map((own, i): T => {
    const label = i === 0 ? field : `${field}s[${i}]`;
    const said = chosen(voices, `${label}.text`, id, (rule) => list(rule)[i]?.text, report);
    const textId = chosen(voices, `${label}.id`, id, (rule) => list(rule)[i]?.id, report);
    if (said?.voice.rule.flattened) isFlattened = true;
    return { ...own, id: textId?.value ?? null, text: said?.value ?? null };
  });
  const kept = { ...namesOf(base), value: `${texts.length} of them` };
  for (const voice of voices) {
    for (const { text } of list(voice.rule).slice(texts.length)) {
      report(conflict(id, field, kept, { ...namesOf(voice), value: `one more: ${text ?? ''}` }));
    }
  }
  return { texts, isFlattened };
}

/** What only check pages have: comments of experts and definitions of CCIs. */
function besideOf(voices: readonly Voice[], id: string | null, report: Report): Partial<Rule> {
  const comments = chosen(voices, 'expertComments', id, (rule) => rule.expertComments, report);
  const definitions = new Map<string, CciDefinition>();
  for (const definition of voices.flatMap(({ rule }) => rule.cciDefinitions ?? [])) {
    if (!definitions.has(definition.id)) definitions.set(definition.id, definition);
  }
  return {
    ...(comments === null ? {} : { expertComments: comments.value }),
    ...(definitions.size === 0 ? {} : { cciDefinitions: [...definitions.values()] }),
  };
}
