import type { Rule } from '../../model/benchmark.js';
import { uniqueNames } from '../shared/rule-names.js';
import { idOf, oneLine } from '../shared/words.js';
import type { Property } from './types.js';
import { oscalString, property } from './values.js';

/** Namespace of compliance-trestle's rule properties: its tools look for `Rule_Id` and `Rule_Description`. */
export const TRESTLE_NS = 'https://oscal-compass.github.io/compliance-trestle/schemas/oscal/cd';

/** The name each rule goes by as `Rule_Id`: its Rule ID, which is what scanners' results name. No two alike. */
export function ruleIds(rules: readonly Rule[]): string[] {
  const unique = uniqueNames();
  return rules.map((rule) => unique(oscalString(rule.ruleId) ?? idOf(rule)));
}

/** The rules of a component as compliance-trestle has them: properties with one `remarks` are of one rule. */
export function ruleSets(rules: readonly Rule[], ids: readonly string[]): Property[] {
  const width = String(rules.length - 1).length;
  return rules.flatMap((rule, i) => {
    const remarks = `rule_set_${String(i).padStart(width, '0')}`;
    const trestle = (name: string, value: string | null) =>
      value === null ? [] : [{ name, ns: TRESTLE_NS, value, remarks }];
    return [
      ...trestle('Rule_Id', ids[i]!),
      ...trestle('Rule_Description', oscalString(oneLine(rule.title ?? '')) ?? idOf(rule)),
      ...trestle('Check_Id', oscalString(rule.check?.id)),
      ...OWN.flatMap(([name, value]) => [value(rule)].flat().flatMap((text) => property(name, text, remarks))),
    ];
  });
}

/** What else names a rule. The texts are in the catalog. */
const OWN: readonly (readonly [name: string, value: (rule: Rule) => string | null | string[]])[] = [
  ['vuln-id', (rule) => rule.vulnId],
  ['stig-id', (rule) => rule.stigId],
  ['srg-id', (rule) => rule.groupTitle],
  ['severity', (rule) => rule.severity],
  ['category', (rule) => rule.category],
  ['cci', (rule) => rule.ccis],
  ['fix-id', (rule) => rule.fix?.id ?? null],
];
