import { titleToShow } from '../../data/controls.js';
import type { Control, Rule } from '../../model/benchmark.js';

/** A name and what it is, for tables about a rule. */
export interface Fact {
  name: string;
  value: string;
}

/** Ids of a rule under the names DISA's viewers give them; those it has. */
export function identifiersOf(rule: Rule): Fact[] {
  return facts([
    ['Vuln ID', rule.vulnId],
    ['Rule ID', rule.ruleId],
    ['STIG ID', rule.stigId],
    ['SRG', rule.groupTitle],
    ['CCI', rule.ccis.join(', ')],
    ['Legacy IDs', rule.legacyIds.join(', ')],
  ]);
}

/** Controls of one revision of SP 800-53, ready to be shown. */
export interface ControlGroup {
  revision: 4 | 5;
  /** `AC-6 (8): Privilege Levels for Code Execution`; where only the other revision titles it, that is said. */
  controls: { label: string; ccis: string[] }[];
}

/**
 * The controls to show, each CCI under one revision: Rev 5 where DISA's list maps it there, else Rev 4. (In Mirantis
 * Kubernetes Engine V2R1 one rule has CCIs of both kinds.)
 */
export function controlsShown(rule: Rule): ControlGroup[] {
  const mapped = new Set<string>();
  const groups: ControlGroup[] = [];
  for (const revision of [5, 4] as const) {
    const controls = rule.controls
      .filter((control) => control.revision === revision)
      .map((control) => ({ label: controlLabel(control), ccis: control.ccis.filter((cci) => !mapped.has(cci)) }))
      .filter(({ ccis }) => ccis.length > 0);
    for (const { ccis } of controls) for (const cci of ccis) mapped.add(cci);
    if (controls.length > 0) groups.push({ revision, controls });
  }
  return groups;
}

function controlLabel({ control, revision, title }: Control): string {
  if (title !== null) return `${control}: ${title}`;
  const other = titleToShow(revision, control);
  return other === null ? control : `${control}: ${other.title} (title of Rev ${other.revision})`;
}

/** A long text of a rule under its heading. */
export interface TextSection {
  heading: string;
  text: string;
}

/** The elements of DISA's description beside the discussion, as far as they say anything, under DISA's names. */
export function guidanceOf(rule: Rule): TextSection[] {
  return sections([
    ['False Positives', rule.falsePositives],
    ['False Negatives', rule.falseNegatives],
    ['Severity Override Guidance', rule.severityOverrideGuidance],
    ['Potential Impacts', rule.potentialImpacts],
    ['Mitigations', rule.mitigations],
    ['Mitigation Control', rule.mitigationControl],
    ['Third Party Tools', rule.thirdPartyTools],
    ['Responsibility', rule.responsibility?.join('\n') ?? null],
    ['IA Controls', rule.iaControls],
  ]);
}

/** Every check of a rule; several are numbered. */
export function checksOf(rule: Rule): TextSection[] {
  return numbered('Check', rule.checks.length > 0 ? rule.checks : rule.check === null ? [] : [rule.check]);
}

/** Every fix of a rule; several are numbered. */
export function fixesOf(rule: Rule): TextSection[] {
  return numbered('Fix', rule.fixes.length > 0 ? rule.fixes : rule.fix === null ? [] : [rule.fix]);
}

/** Discussion, checks, fixes and guidance: all the long texts of a rule, in the order of reading. */
export function textsOf(rule: Rule): TextSection[] {
  return [
    ...sections([
      ['Discussion', rule.discussion],
      ['Description', rule.description],
    ]),
    ...checksOf(rule),
    ...fixesOf(rule),
    ...guidanceOf(rule),
  ];
}

function numbered(heading: string, items: readonly { text: string | null }[]): TextSection[] {
  return sections(
    items.map(({ text }, i) => [items.length === 1 ? heading : `${heading} ${i + 1} of ${items.length}`, text]),
  );
}

function sections(entries: readonly (readonly [string, string | null])[]): TextSection[] {
  return entries.flatMap(([heading, text]) => (text === null || text.trim() === '' ? [] : [{ heading, text }]));
}

function facts(entries: readonly (readonly [string, string | null])[]): Fact[] {
  return entries.flatMap(([name, value]) => (value === null || value.trim() === '' ? [] : [{ name, value }]));
}
