import { oscalControlId } from '../../data/control-id.js';
import type { Check, Rule } from '../../model/benchmark.js';
import { idOf } from '../shared/words.js';
import { catalogResource, type Resources, referenceResource } from './resources.js';
import type { Control, Link, Part, Property } from './types.js';
import { list, markupLine, NS, oscalString, property } from './values.js';

/** A rule as a control. `own` are the properties that the catalog gives it. */
export function controlOf(rule: Rule, id: string, own: readonly Property[], resources: Resources): Control {
  return {
    id,
    class: 'stig-rule',
    title: markupLine(rule.title) ?? id,
    props: [{ name: 'label', value: idOf(rule) }, ...own, ...ruleProps(rule)],
    ...list('links', linksOf(rule, resources)),
    ...list('parts', partsOf(rule, id)),
  };
}

/** Ids and words of a rule. */
function ruleProps(rule: Rule): Property[] {
  const definitions = new Map(rule.cciDefinitions?.map(({ id, definition }) => [id, definition]));
  return [
    ...property('vuln-id', rule.vulnId),
    ...property('rule-id', rule.ruleId),
    ...property('stig-id', rule.stigId),
    ...property('severity', rule.severity),
    ...property('category', rule.category),
    ...property('weight', rule.weight),
    ...rule.ccis.flatMap((cci) => property('cci', cci, definitions.get(cci))),
    ...rule.legacyIds.flatMap((legacy) => property('legacy-id', legacy)),
    ...(rule.extra?.idents ?? []).flatMap(({ system, value }) => property('ident', value, system)),
    ...property('target-key', rule.targetKey),
    ...property('documentable', rule.documentable),
    ...(rule.sources ?? []).flatMap((source) => property('read-from', source)),
    ...(rule.flattened === true ? property('flattened', 'true') : []),
  ];
}

/** Controls of SP 800-53 that the rule's CCIs lead to, each by its id in NIST's catalog, then what the rule refers to. */
function linksOf(rule: Rule, resources: Resources): Link[] {
  const controls = rule.controls.flatMap(({ revision, control, title }) => {
    const id = oscalControlId(control);
    if (id === null) return [];
    const href = resources.refer(catalogResource(revision));
    const text = title === null ? control : `${control}: ${title}`;
    return [{ href, rel: 'reference', 'resource-fragment': id, text: `${text} (Rev ${revision})` }];
  });
  const references = rule.references.flatMap((reference) => {
    const resource = referenceResource(reference);
    return resource === null ? [] : [{ href: resources.refer(resource), rel: 'reference' }];
  });
  return [...controls, ...references];
}

/** Texts of a rule, as they stand. One that is empty is left out, as one that is not there. */
function partsOf(rule: Rule, id: string): Part[] {
  const nist = (name: string, suffix: string, prose: string | null): Part[] =>
    prose ? [{ id: `${id}_${suffix}`, name, prose }] : [];
  const own = (name: string, prose: string | null | undefined, number = 0): Part[] =>
    prose ? [{ id: `${id}_${name}${number === 0 ? '' : `.${number}`}`, name, ns: NS, prose }] : [];
  return [
    ...nist('statement', 'smt', rule.title),
    ...nist('guidance', 'gdn', rule.discussion),
    ...own('description', rule.description),
    ...own('group-description', saysSomething(rule.groupDescription)),
    ...several(rule.checks, rule.check).flatMap((check, i) => checkPart(check, `${id}_asm${numbered(i)}`)),
    ...several(rule.fixes, rule.fix).map((fix, i) => ({
      id: `${id}_fix${numbered(i)}`,
      name: 'remediation',
      ns: NS,
      ...list('props', property('fix-id', fix.id)),
      ...(fix.text ? { prose: fix.text } : {}),
    })),
    ...own('false-positives', rule.falsePositives),
    ...own('false-negatives', rule.falseNegatives),
    ...own('severity-override-guidance', rule.severityOverrideGuidance),
    ...own('potential-impacts', rule.potentialImpacts),
    ...own('mitigations', rule.mitigations),
    ...own('mitigation-control', rule.mitigationControl),
    ...own('third-party-tools', rule.thirdPartyTools),
    ...(rule.responsibility ?? []).flatMap((text, i) => own('responsibility', text, i)),
    ...own('ia-controls', rule.iaControls),
    ...own('expert-comments', rule.expertComments),
  ];
}

/** A check. DISA does not say whether one examines or tests: NIST's word for holding a system against what it should be. */
function checkPart(check: Check, id: string): Part[] {
  const props = [
    { name: 'method', value: 'TEST' },
    ...property('check-id', check.id),
    ...property('check-system', check.system),
    ...property('content-name', check.contentRef?.name),
    ...property('content-href', oscalString(check.contentRef?.href)),
  ];
  return [{ id, name: 'assessment-method', props, ...(check.text ? { prose: check.text } : {}) }];
}

function several<T>(all: readonly T[], first: T | null): readonly T[] {
  return all.length > 0 ? all : first === null ? [] : [first];
}

function numbered(index: number): string {
  return index === 0 ? '' : `.${index + 1}`;
}

/** DISA's description of a group is markup without a word in it. */
function saysSomething(description: string | null): string | null {
  return description?.replace(/<[^<>]*>/g, '').trim() ? description : null;
}
