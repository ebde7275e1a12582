import type { Benchmark, Rule } from '../../model/benchmark.js';
import type { DigestView } from './digest-view.js';
import { onOneLine } from './fold.js';
import { FIELD_LABELS, type Field } from './labels.js';

/** A release page, ready to be written in any form. */
export interface ReleaseView {
  title: string;
  /** `Version 2, Release: 1 Benchmark Date: 24 Jul 2024`; the text form, as the seed's page, leaves it out. */
  release: string | null;
  digest: DigestView | null;
  rules: RuleView[];
}

/** A rule on a release page; what the rule lacks is left out. */
export interface RuleView {
  /** V-id, else another id, for headings and anchors. */
  id: string | null;
  fields: { field: Field; label: string; values: string[] }[];
  texts: { head: string; text: string | null }[];
}

const LETTERS = { high: 'H', medium: 'M', low: 'L', unknown: null } as const;

/** What a release page shows of a benchmark. */
export function releaseView(benchmark: Benchmark, digest: DigestView | null): ReleaseView {
  return {
    title: onOneLine(benchmark.title ?? benchmark.id ?? ''),
    release: releaseLine(benchmark),
    digest,
    rules: benchmark.rules.map(ruleView),
  };
}

function releaseLine({ version, release, releaseInfo, benchmarkDate }: Benchmark): string | null {
  if (version === null || release === null) return null;
  const info = releaseInfo === null ? '' : onOneLine(releaseInfo);
  const date = benchmarkDate === null ? '' : ` Benchmark Date: ${benchmarkDate}`;
  return `Version ${onOneLine(version)}, ${/^Release:? ?\d/.test(info) ? info : `Release: ${release}${date}`}`;
}

function ruleView(rule: Rule): RuleView {
  const values: [Field, (string | null)[]][] = [
    ['controls', [controlShown(rule)]],
    ['severity', [LETTERS[rule.severity]]],
    ['ccis', [rule.ccis[0] ?? null]],
    ['stigId', [rule.stigId]],
    ['vulnIds', withLegacy(rule.vulnId, rule.legacyIds.filter(isVulnId))],
    [
      'ruleIds',
      withLegacy(
        rule.ruleId,
        rule.legacyIds.filter((id) => !isVulnId(id)),
      ),
    ],
  ];
  return {
    id: rule.vulnId ?? rule.ruleId ?? rule.stigId,
    fields: values.flatMap(([field, all]) => {
      const known = all.filter((value) => value !== null).map(onOneLine);
      return known.length === 0 ? [] : [{ field, label: FIELD_LABELS[field], values: known }];
    }),
    // Both heads are always there, so that a page cut before a fix can be told from a rule without one.
    texts: [...textsOf('Checks:', rule.checks), ...textsOf('Fix:', rule.fixes)],
  };
}

function textsOf(label: string, texts: readonly { id: string | null; text: string | null }[]) {
  const shown = texts.length === 0 ? [{ id: null, text: null }] : texts;
  return shown.map(({ id, text }) => ({ head: id === null ? label : `${label} ${onOneLine(id)}`, text }));
}

/** The first id of a list is the rule's own: without it the others would be taken for it. */
function withLegacy(id: string | null, legacy: readonly string[]): string[] {
  return id === null ? [] : [id, ...legacy];
}

function isVulnId(id: string): boolean {
  return /^V-/.test(id);
}

/**
 * The one control that a release page shows, as the seed's does for all of its 44 rules: the base control that the first
 * CCI maps to in Rev 5; where DISA's list maps it in Rev 4 alone, that one.
 */
function controlShown({ ccis, controls }: Rule): string | null {
  const ofFirst = ccis[0] === undefined ? controls : controls.filter((control) => control.ccis.includes(ccis[0]!));
  return (ofFirst.find((control) => control.revision === 5) ?? ofFirst[0])?.base ?? null;
}
