import type { Check, Fix, Reference, Rule } from '../../model/benchmark.js';
import { shortId } from '../../model/ids.js';
import { composeDescription, type DescriptionFields, parseDescription } from './description.js';
import { inOrder, keptAttributes, type Markup, type Piece, verbatim } from './markup.js';
import { LEGACY_SYSTEM } from './names.js';

/** Children of a Rule in the order of DISA's XCCDF 1.1 schema; `*` stands for unknown ones. */
const RULE_ORDER = (
  'status version title description warning question reference metadata rationale platform requires conflicts ident ' +
  'impact-metric profile-note fixtext fix * check complex-check signature'
).split(' ');
const REFERENCE_FIELDS = ['title', 'publisher', 'type', 'subject', 'identifier'] as const;
const CHECK_ORDER = 'check-import check-export check-content-ref check-content *'.split(' ');

/** A Rule element: version, title, description, reference, ident, fixtext, fix, check, as DISA has them (FORMATS A.3). */
export function writeRule(rule: Rule, markup: Markup, cciSystem: string): string {
  const { extra } = rule;
  const fields: Piece[] = [];
  const field = (name: string, text: string | null, content: string) => {
    if (text !== null) fields.push([name, markup.element(name, keptAttributes(extra, name), content)]);
  };
  const ident = (system: string, id: string) =>
    fields.push(['ident', markup.element('ident', [['system', system]], markup.text(id))]);

  field('version', rule.stigId, markup.text(rule.stigId));
  field('title', rule.title, markup.markedUp(rule.title, extra, 'title'));
  const description = rule.description ?? descriptionOf(rule);
  field('description', description, markup.markedUp(description, extra, 'description'));
  for (const reference of rule.references) fields.push(['reference', writeReference(reference, markup)]);
  for (const id of rule.legacyIds) ident(LEGACY_SYSTEM, id);
  for (const id of rule.ccis) ident(cciSystem, id);
  for (const { system, value } of extra?.idents ?? []) ident(system, value);
  for (const fix of rule.fixes) if (fix.text !== null) fields.push(['fixtext', writeFixtext(fix, markup)]);
  for (const fix of rule.fixes) if (hasFixElement(fix)) fields.push(['fix', writeFix(fix, markup)]);
  for (const check of rule.checks) fields.push(['check', writeCheck(check, markup)]);

  const id = verbatim(extra, 'ruleId', (text) => shortId(text) === rule.ruleId) ?? rule.ruleId;
  const severity = rule.severity === 'unknown' ? verbatim(extra, 'severity', () => true) : rule.severity;
  return markup.element(
    'Rule',
    [['id', id], ['weight', rule.weight], ['severity', severity ?? null], ...keptAttributes(extra)],
    inOrder(RULE_ORDER, fields, markup.kept(extra?.elements)),
  );
}

/** The description's text: in the source's form while that still holds every field, else in DISA's. */
function descriptionOf(rule: Rule): string | null {
  const form = verbatim(rule.extra, 'description.form', (text) => holds(composeDescription(rule, text), rule));
  if (form !== undefined) return composeDescription(rule, form);
  const text = composeDescription(rule, null);
  return text === '' ? null : text;
}

function holds(text: string, rule: Rule): boolean {
  const { fields } = parseDescription(text);
  return (Object.keys(fields) as (keyof DescriptionFields)[]).every(
    (name) => JSON.stringify(fields[name]) === JSON.stringify(rule[name]),
  );
}

function writeReference(reference: Reference, markup: Markup): string {
  const { extra } = reference;
  let content = markup.text(verbatim(extra, 'text', () => true) ?? null);
  for (const name of REFERENCE_FIELDS) {
    if (reference[name] === null) continue;
    content += markup.element(`dc:${name}`, keptAttributes(extra, name), markup.text(reference[name]));
  }
  for (const [, kept] of markup.kept(extra?.elements)) content += kept;
  return markup.element('reference', [['href', reference.href], ...keptAttributes(extra)], content);
}

function writeFixtext(fix: Fix, markup: Markup): string {
  const fixref = verbatim(fix.extra, 'id', (text) => text === 'fix') === undefined ? fix.id : null;
  const content = markup.markedUp(fix.text, fix.extra, 'text');
  return markup.element('fixtext', [['fixref', fixref], ...keptAttributes(fix.extra, 'fixtext')], content);
}

/** Every fix has a `fix` element but those whose source has only a `fixtext`. */
function hasFixElement(fix: Fix): boolean {
  if (fix.text === null) return true;
  return fix.id !== null && verbatim(fix.extra, 'id', (text) => text === 'fixref') === undefined;
}

/** DISA's `fix` is empty; a script of other content was kept as an element of that name. */
function writeFix(fix: Fix, markup: Markup): string {
  const script = fix.extra?.elements?.[0];
  const attributes = [['id', fix.id] as const, ...keptAttributes(fix.extra, 'fix')];
  return markup.element('fix', attributes, script === undefined ? '' : markup.content(script.children ?? []));
}

function writeCheck(check: Check, markup: Markup): string {
  const { extra } = check;
  const fields: Piece[] = [];
  if (check.contentRef !== null) {
    const { href, name } = check.contentRef;
    const attributes = [
      ['href', href] as const,
      ['name', name] as const,
      ...keptAttributes(extra, 'check-content-ref'),
    ];
    fields.push(['check-content-ref', markup.element('check-content-ref', attributes)]);
  }
  if (check.text !== null) {
    const content = markup.markedUp(check.text, extra, 'text');
    fields.push(['check-content', markup.element('check-content', keptAttributes(extra, 'check-content'), content)]);
  }
  return markup.element(
    'check',
    [['system', check.id ?? check.system], ...keptAttributes(extra)],
    inOrder(CHECK_ORDER, fields, markup.kept(extra?.elements)),
  );
}
