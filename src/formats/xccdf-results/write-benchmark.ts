import type { Check, Fix, Reference, Rule } from '../../model/benchmark.js';
import type { ChecklistBenchmark, ChecklistStig } from '../../model/checklist.js';
import { composeDescription } from '../xccdf/description.js';
import { asName, isName, scapId } from './ids.js';
import { cdf, type Out } from './write-xml.js';

/** What stands in a Benchmark before its TestResult: what names the release, then every rule in its group. */
export function benchmarkParts(stig: ChecklistStig): Out[] {
  return [...identityParts(stig.benchmark), ...groups(stig)];
}

function identityParts(benchmark: ChecklistBenchmark): Out[] {
  const { title, description, notice, source, releaseInfo, version, releaseName, benchmarkDate } = benchmark;
  return [
    cdf('status', { date: benchmarkDate }, 'accepted'),
    ...(title === null ? [] : [cdf('title', {}, title)]),
    ...(description === null ? [] : [cdf('description', {}, description)]),
    ...(notice === null ? [] : [cdf('notice', { id: isName(notice.id) ? notice.id : 'notice' }, notice.text)]),
    ...(source === null
      ? []
      : [cdf('reference', { href: 'https://cyber.mil' }, { name: 'dc:source', children: [source] })]),
    ...(releaseInfo === null ? [] : [cdf('plain-text', { id: 'release-info' }, releaseInfo)]),
    cdf('version', {}, releaseName ?? version ?? ''),
    cdf('metadata', {}, { name: 'dc:creator', children: ['stigkit'] }),
  ];
}

/** Rules in their groups, each group once, in the order of the reviews; a rule without a group stands alone. */
function groups(stig: ChecklistStig): Out[] {
  const parts: Out[] = [];
  const byId = new Map<string, Out[]>();
  const ruleIds = new Set<string>();
  for (const { rule } of stig.reviews) {
    const id = ruleIdOf(rule);
    if (id === null || ruleIds.has(id)) continue;
    ruleIds.add(id);
    const written = writeRule(rule, id);
    const group = rule.vulnId === null ? null : groupIdOf(rule, rule.vulnId);
    const earlier = group === null ? undefined : byId.get(group);
    if (group === null) parts.push(written);
    else if (earlier !== undefined) earlier.push(written);
    else {
      const { groupTitle, groupDescription } = rule;
      const children = [
        ...(groupTitle === null ? [] : [cdf('title', {}, groupTitle)]),
        ...(groupDescription === null ? [] : [cdf('description', {}, groupDescription)]),
        written,
      ];
      byId.set(group, children);
      parts.push({ name: 'cdf:Group', attributes: { id: group }, children });
    }
  }
  return parts;
}

function groupIdOf(rule: Rule, vulnId: string): string {
  return scapId('group', rule.groupTree.at(-1)?.extra?.verbatim?.id ?? vulnId);
}

/** The id a rule is written under: its own, else made of STIG ID or V-id; `null` where it has none of them. */
export function ruleIdOf(rule: Rule): string | null {
  const id = rule.extra?.verbatim?.ruleId ?? rule.ruleId ?? rule.stigId ?? rule.vulnId;
  return id === null || id === '' ? null : scapId('rule', id);
}

function writeRule(rule: Rule, id: string): Out {
  const text = (name: string, value: string | null) => (value === null ? [] : [cdf(name, {}, value)]);
  const composed = composeDescription(rule, rule.extra?.verbatim?.['description.form'] ?? null);
  const description = composed === '' ? rule.description : composed;
  const weight = rule.weight !== null && /^\d+(?:\.\d+)?$/.test(rule.weight) ? rule.weight : null;
  return cdf(
    'Rule',
    { id, weight, severity: rule.severity },
    ...text('version', rule.stigId),
    ...text('title', rule.title),
    ...text('description', description),
    ...rule.references.map(writeReference),
    ...identsOf(rule),
    ...rule.fixes.flatMap((fix) => (fix.text === null ? [] : [cdf('fixtext', { fixref: fixId(fix) }, fix.text)])),
    ...rule.fixes.flatMap((fix) => (fixId(fix) === null ? [] : [cdf('fix', { id: fixId(fix) })])),
    ...rule.checks.map((check) => writeCheck(check)),
  );
}

function writeReference(reference: Reference): Out {
  const fields = ['title', 'publisher', 'type', 'subject', 'identifier'] as const;
  const parts = fields.flatMap((field) => {
    const value = reference[field];
    return value === null ? [] : [{ name: `dc:${field}`, children: [value] }];
  });
  const text = reference.extra?.verbatim?.text;
  return cdf('reference', { href: reference.href }, ...(parts.length === 0 && text !== undefined ? [text] : parts));
}

/** CCIs, legacy ids and the rest, as `ident` elements. */
export function identsOf(rule: Rule): Out[] {
  return [
    ...rule.ccis.map((cci) => cdf('ident', { system: 'http://cyber.mil/cci' }, cci)),
    ...rule.legacyIds.map((id) => cdf('ident', { system: 'http://cyber.mil/legacy' }, id)),
    ...(rule.extra?.idents ?? []).map(({ system, value }) => cdf('ident', { system: asUri(system) }, value)),
  ];
}

/** A check with its reference and content. `system` must be there for the schema, and for STIG Viewer (FORMATS D.3). */
export function writeCheck(check: Check | null, ...content: (Out | string)[]): Out {
  const ref = check?.contentRef;
  const text = content.length === 0 && check?.text != null ? [check.text] : content;
  return cdf(
    'check',
    { system: check?.system ?? check?.id ?? MANUAL_SYSTEM, selector: check?.extra?.attributes?.selector ?? null },
    ...(ref == null ? [] : [cdf('check-content-ref', { href: ref.href ?? '', name: ref.name })]),
    ...(text.length === 0 ? [] : [cdf('check-content', {}, ...text)]),
  );
}

/** The checking system of a check that names none: a person, asked by its text. */
export const MANUAL_SYSTEM = 'urn:stigkit:manual';

/** The id of a fix, where it can be an XML name. */
export function fixId(fix: Fix): string | null {
  return fix.id === null || fix.id === '' ? null : isName(fix.id) ? fix.id : asName(`fix_${fix.id}`);
}

function asUri(system: string): string {
  return system === '' || /\s/.test(system) ? 'urn:stigkit:ident' : system;
}
