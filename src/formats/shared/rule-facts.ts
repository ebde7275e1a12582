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

/** The controls to show and the revision of SP 800-53 they are of: Rev 5 where known, else Rev 4. */
export function controlsShown(rule: Rule): { revision: 4 | 5; controls: Control[] } | null {
  for (const revision of [5, 4] as const) {
    const controls = rule.controls.filter((control) => control.revision === revision);
    if (controls.length > 0) return { revision, controls };
  }
  return null;
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
