import { controlsOf } from '../../data/controls.js';
import { attribute, child, textOf, type XmlElement } from '../../io/xml-element.js';
import type { Check, ContentRef, Fix, GroupNode, Reference, Rule } from '../../model/benchmark.js';
import { revisionOf, shortId } from '../../model/ids.js';
import { categoryOf, type Severity } from '../../model/severity.js';
import { parseDescription } from './description.js';
import { ExtraCollector, type XccdfFile } from './extra.js';

const RULE_ATTRIBUTES = ['id', 'weight', 'severity'];

/**
 * Reads a Rule element (XCCDF 1.1.4 or 1.2) that stands in these groups, outermost first. A fresh object for each: nothing passes from one rule to the next. What is
 * not of XCCDF's own namespace or stands there once too often is kept as it is.
 */
export function readRule(element: XmlElement, groups: readonly GroupNode[], file: XccdfFile): Rule {
  const extra = new ExtraCollector(file);
  extra.attributes(element, RULE_ATTRIBUTES);

  const sourceId = attribute(element, 'id');
  const ruleId = sourceId === null ? null : shortId(sourceId);
  if (sourceId !== ruleId && sourceId !== null) extra.verbatim('ruleId', sourceId);

  const severityText = attribute(element, 'severity');
  const severity = isSeverity(severityText) ? severityText : 'unknown';
  if (severity === 'unknown' && severityText !== null) extra.verbatim('severity', severityText);

  let version: XmlElement | undefined;
  let title: XmlElement | undefined;
  let description: XmlElement | undefined;
  const references: Reference[] = [];
  const fixtexts: XmlElement[] = [];
  const fixElements: XmlElement[] = [];
  const checks: Check[] = [];
  const idents = { ccis: new Set<string>(), legacyIds: new Set<string>() };

  for (const c of element.children) {
    if (typeof c === 'string') continue;
    const name = c.prefix === file.prefix ? c.name : null;
    if (name === 'ident') readIdent(c, idents, extra);
    else if (name === 'version' && version === undefined) {
      version = c;
      extra.attributes(c, [], name);
    } else if (name === 'title' && title === undefined) {
      title = c;
      extra.attributes(c, [], name);
    } else if (name === 'description' && description === undefined) {
      description = c;
      extra.attributes(c, [], name);
    } else if (name === 'reference') references.push(readReference(c, file));
    else if (name === 'fixtext') fixtexts.push(c);
    else if (name === 'fix') fixElements.push(c);
    else if (name === 'check') checks.push(readCheck(c, file));
    else extra.element(c);
  }

  const { fields, form, plain } = parseDescription(
    description === undefined ? null : descriptionText(description, file.prefix),
  );
  if (form !== null) extra.verbatim('description.form', form);
  if (plain !== null) extra.markup('description', description);
  extra.markup('title', title);

  const ccis = [...idents.ccis];
  const legacyIds = [...idents.legacyIds];
  const fixes = readFixes(fixtexts, fixElements, file);
  const group = groups[groups.length - 1];
  return extra.addTo({
    vulnId: group?.id ?? null,
    ruleId,
    revision: revisionOf(ruleId),
    stigId: textOf(version),
    severity,
    category: categoryOf(severity),
    weight: attribute(element, 'weight'),
    title: textOf(title),
    groupTitle: group?.title ?? null,
    groupDescription: group?.description ?? null,
    groupTree: [...groups],
    // Named one by one: an object with all its fields in one literal is made several times faster than with `...fields`.
    discussion: fields.discussion,
    falsePositives: fields.falsePositives,
    falseNegatives: fields.falseNegatives,
    documentable: fields.documentable,
    mitigations: fields.mitigations,
    severityOverrideGuidance: fields.severityOverrideGuidance,
    potentialImpacts: fields.potentialImpacts,
    thirdPartyTools: fields.thirdPartyTools,
    mitigationControl: fields.mitigationControl,
    responsibility: fields.responsibility,
    iaControls: fields.iaControls,
    description: plain,
    check: checks[0] ?? null,
    checks,
    fix: fixes[0] ?? null,
    fixes,
    ccis,
    controls: controlsOf(ccis),
    legacyIds,
    references,
    targetKey: references[0]?.identifier ?? null,
  });
}

function isSeverity(text: string | null): text is Severity {
  return text === 'high' || text === 'medium' || text === 'low';
}

/**
 * The description as DISA's pseudo-XML. One known file has its elements as real children instead of escaped ones;
 * they are put into their literal tags, so that both forms read alike.
 */
function descriptionText(description: XmlElement, prefix: string): string {
  if (child(description, 'VulnDiscussion') === undefined) return textOf(description) ?? '';
  return description.children
    .map((c) => {
      if (typeof c === 'string') return c;
      return c.prefix === prefix ? `<${c.name}>${textOf(c)}</${c.name}>` : textOf(c);
    })
    .join('');
}

/** Each once, in document order. */
interface Idents {
  ccis: Set<string>;
  legacyIds: Set<string>;
}

function readIdent(ident: XmlElement, { ccis, legacyIds }: Idents, extra: ExtraCollector): void {
  const system = attribute(ident, 'system') ?? '';
  const value = (textOf(ident) ?? '').trim();
  // Both CCI systems are in use: http://iase.disa.mil/cci until 2020, http://cyber.mil/cci since.
  if (value.startsWith('CCI-')) {
    ccis.add(value);
    extra.file.cciSystem ??= system;
  } else if (system.endsWith('/legacy')) legacyIds.add(value);
  else extra.ident(system, value);
}

const REFERENCE_ATTRIBUTES = ['href'];

function readReference(element: XmlElement, file: XccdfFile): Reference {
  const extra = new ExtraCollector(file);
  extra.attributes(element, REFERENCE_ATTRIBUTES);
  const reference: Reference = {
    href: attribute(element, 'href'),
    title: null,
    publisher: null,
    type: null,
    subject: null,
    identifier: null,
  };
  let text = '';
  for (const c of element.children) {
    if (typeof c === 'string') text += c;
    else if (isReferenceField(c.name) && reference[c.name] === null) {
      reference[c.name] = textOf(c);
      extra.attributes(c, [], c.name);
    } else extra.element(c);
  }
  // A reference may be plain text (SSG); white space between elements is none.
  if (text.trim() !== '') extra.verbatim('text', text);
  return extra.addTo(reference);
}

function isReferenceField(name: string): name is 'title' | 'publisher' | 'type' | 'subject' | 'identifier' {
  return name === 'title' || name === 'publisher' || name === 'type' || name === 'subject' || name === 'identifier';
}

const CHECK_ATTRIBUTES = ['system'];
const CONTENT_REF_ATTRIBUTES = ['name', 'href'];

function readCheck(element: XmlElement, file: XccdfFile): Check {
  const extra = new ExtraCollector(file);
  extra.attributes(element, CHECK_ATTRIBUTES);
  const system = attribute(element, 'system');
  const isUri = system !== null && /^[A-Za-z][\w+.-]*:/.test(system);
  let contentRef: ContentRef | null = null;
  let content: XmlElement | undefined;
  for (const c of element.children) {
    if (typeof c === 'string') continue;
    if (c.name === 'check-content-ref' && contentRef === null) {
      contentRef = { name: attribute(c, 'name'), href: attribute(c, 'href') };
      extra.attributes(c, CONTENT_REF_ATTRIBUTES, 'check-content-ref');
    } else if (c.name === 'check-content' && content === undefined) {
      content = c;
      extra.attributes(c, [], 'check-content');
      extra.markup('text', c);
    } else extra.element(c);
  }
  return extra.addTo({
    id: isUri ? null : system,
    system: isUri ? system : null,
    contentRef,
    text: textOf(content),
  });
}

/** Pairs each fixtext with the fix it refers to; a fix without a fixtext (scripts in SSG content) stands alone. */
function readFixes(fixtexts: XmlElement[], fixElements: XmlElement[], file: XccdfFile): Fix[] {
  const fixes: Fix[] = [];
  // Fixes that are left, where the first of them stands, and by id.
  const left = new Set(fixElements);
  let at = 0;
  const byId = new Map<string | null, XmlElement[]>();
  if (fixtexts.length > 0) for (const fix of [...fixElements].reverse()) addTo(byId, attribute(fix, 'id'), fix);
  for (const fixtext of fixtexts) {
    const fixref = attribute(fixtext, 'fixref');
    // A fixtext that names no fix belongs to the next one.
    while (at < fixElements.length && !left.has(fixElements[at]!)) at++;
    const fix = fixref === null ? fixElements[at] : nextOf(byId.get(fixref), left);
    if (fix !== undefined) left.delete(fix);
    fixes.push(readFix(fixtext, fix, file));
  }
  for (const fix of left) fixes.push(readFix(undefined, fix, file));
  return fixes;
}

function addTo(map: Map<string | null, XmlElement[]>, key: string | null, element: XmlElement): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [element]);
  else known.push(element);
}

/** The last of a list that is left, which is the first in the document. */
function nextOf(list: XmlElement[] | undefined, left: ReadonlySet<XmlElement>): XmlElement | undefined {
  while (list !== undefined && list.length > 0) {
    const element = list.pop()!;
    if (left.has(element)) return element;
  }
  return undefined;
}

const FIXTEXT_ATTRIBUTES = ['fixref'];
const FIX_ATTRIBUTES = ['id'];

function readFix(fixtext: XmlElement | undefined, fix: XmlElement | undefined, file: XccdfFile): Fix {
  const extra = new ExtraCollector(file);
  if (fixtext !== undefined) {
    extra.attributes(fixtext, FIXTEXT_ATTRIBUTES, 'fixtext');
    extra.markup('text', fixtext);
  }
  if (fix !== undefined) {
    extra.attributes(fix, FIX_ATTRIBUTES, 'fix');
    // A fix element's own content is a script; DISA's are empty.
    if (fix.children.length > 0) extra.element({ ...fix, attributes: {} });
  }
  const fixId = attribute(fix, 'id');
  const fixref = attribute(fixtext, 'fixref');
  if (fix === undefined && fixref !== null) extra.verbatim('id', 'fixref');
  else if (fixtext !== undefined && fixref === null && fixId !== null) extra.verbatim('id', 'fix');
  return extra.addTo({ id: fixId ?? fixref, text: textOf(fixtext) });
}
