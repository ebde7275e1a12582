import { controlsOf } from '../../data/controls.js';
import { attribute, child, elementsOf, textOf, type XmlElement } from '../../io/xml-element.js';
import type { Check, ContentRef, Fix, GroupNode, Reference, Rule } from '../../model/benchmark.js';
import { revisionOf, shortId } from '../../model/ids.js';
import { categoryOf, type Severity } from '../../model/severity.js';
import { parseDescription } from './description.js';
import { ExtraCollector } from './extra.js';

/** What a Rule stands in. */
export interface RuleSurroundings {
  /** Groups around the rule, outermost first. */
  groups: readonly GroupNode[];
  /** Prefix of XCCDF's own elements in this file: `''`, `cdf`, `xccdf`. */
  prefix: string;
}

const SEVERITIES: readonly string[] = ['high', 'medium', 'low'] satisfies Severity[];

/** Reads a Rule element (XCCDF 1.1.4 or 1.2). A fresh object for each: nothing passes from one rule to the next. */
export function readRule(element: XmlElement, { groups, prefix }: RuleSurroundings): Rule {
  const extra = new ExtraCollector();
  extra.attributes(element, ['id', 'weight', 'severity']);

  const sourceId = attribute(element, 'id');
  const ruleId = sourceId === null ? null : shortId(sourceId);
  if (sourceId !== ruleId && sourceId !== null) extra.verbatim('ruleId', sourceId);

  const severityText = attribute(element, 'severity');
  const severity = SEVERITIES.includes(severityText ?? '') ? (severityText as Severity) : 'unknown';
  if (severity === 'unknown' && severityText !== null) extra.verbatim('severity', severityText);

  const named = new Map<string, XmlElement>();
  const references: Reference[] = [];
  const fixtexts: XmlElement[] = [];
  const fixElements: XmlElement[] = [];
  const checks: Check[] = [];
  const ccis = new Set<string>();
  const legacyIds = new Set<string>();

  for (const c of elementsOf(element)) {
    if (c.prefix !== prefix) {
      extra.element(c, prefix);
      continue;
    }
    switch (c.name) {
      case 'version':
      case 'title':
      case 'description':
        if (named.has(c.name)) extra.element(c, prefix);
        else {
          named.set(c.name, c);
          extra.attributes(c, [], c.name);
        }
        break;
      case 'reference':
        references.push(readReference(c, prefix));
        break;
      case 'ident':
        readIdent(c, ccis, legacyIds, extra);
        break;
      case 'fixtext':
        fixtexts.push(c);
        break;
      case 'fix':
        fixElements.push(c);
        break;
      case 'check':
        checks.push(readCheck(c, prefix));
        break;
      default:
        extra.element(c, prefix);
    }
  }

  const title = named.get('title');
  const description = named.get('description');
  const parsed = parseDescription(description === undefined ? null : descriptionText(description, prefix));
  if (parsed.form !== null) extra.verbatim('description.form', parsed.form);
  if (parsed.plain !== null) extra.markup('description', description, prefix);
  extra.markup('title', title, prefix);

  const fixes = readFixes(fixtexts, fixElements, prefix);
  const group = groups[groups.length - 1];
  const ccisInOrder = [...ccis];
  return {
    vulnId: group?.id ?? null,
    ruleId,
    revision: revisionOf(ruleId),
    stigId: textOf(named.get('version')),
    severity,
    category: categoryOf(severity),
    weight: attribute(element, 'weight'),
    title: textOf(title),
    groupTitle: group?.title ?? null,
    groupDescription: group?.description ?? null,
    groupTree: [...groups],
    ...parsed.fields,
    description: parsed.plain,
    check: checks[0] ?? null,
    checks,
    fix: fixes[0] ?? null,
    fixes,
    ccis: ccisInOrder,
    controls: controlsOf(ccisInOrder),
    legacyIds: [...legacyIds],
    references,
    targetKey: references[0]?.identifier ?? null,
    ...extra.result,
  };
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

function readIdent(ident: XmlElement, ccis: Set<string>, legacyIds: Set<string>, extra: ExtraCollector): void {
  const system = attribute(ident, 'system') ?? '';
  const value = (textOf(ident) ?? '').trim();
  // Both CCI systems are in use: http://iase.disa.mil/cci until 2020, http://cyber.mil/cci since.
  if (value.startsWith('CCI-')) ccis.add(value);
  else if (system.endsWith('/legacy')) legacyIds.add(value);
  else extra.ident(system, value);
}

function readReference(element: XmlElement, prefix: string): Reference {
  const extra = new ExtraCollector();
  extra.attributes(element, ['href']);
  const fields: Omit<Reference, 'href' | 'extra'> = {
    title: null,
    publisher: null,
    type: null,
    subject: null,
    identifier: null,
  };
  for (const c of elementsOf(element)) {
    if (isReferenceField(c.name) && fields[c.name] === null) {
      fields[c.name] = textOf(c);
      extra.attributes(c, [], c.name);
    } else extra.element(c, prefix);
  }
  // A reference may be plain text (SSG); white space between elements is none.
  const text = element.children.filter((c) => typeof c === 'string').join('');
  if (text.trim() !== '') extra.verbatim('text', text);
  return { href: attribute(element, 'href'), ...fields, ...extra.result };
}

function isReferenceField(name: string): name is 'title' | 'publisher' | 'type' | 'subject' | 'identifier' {
  return name === 'title' || name === 'publisher' || name === 'type' || name === 'subject' || name === 'identifier';
}

function readCheck(element: XmlElement, prefix: string): Check {
  const extra = new ExtraCollector();
  extra.attributes(element, ['system']);
  const system = attribute(element, 'system');
  const isUri = system !== null && /^[A-Za-z][\w+.-]*:/.test(system);
  let contentRef: ContentRef | null = null;
  let content: XmlElement | undefined;
  for (const c of elementsOf(element)) {
    if (c.name === 'check-content-ref' && contentRef === null) {
      contentRef = { name: attribute(c, 'name'), href: attribute(c, 'href') };
      extra.attributes(c, ['name', 'href'], 'check-content-ref');
    } else if (c.name === 'check-content' && content === undefined) {
      content = c;
      extra.attributes(c, [], 'check-content');
      extra.markup('text', c, prefix);
    } else extra.element(c, prefix);
  }
  return {
    id: isUri ? null : system,
    system: isUri ? system : null,
    contentRef,
    text: textOf(content),
    ...extra.result,
  };
}

/** Pairs each fixtext with the fix it refers to; a fix without a fixtext (scripts in SSG content) stands alone. */
function readFixes(fixtexts: XmlElement[], fixElements: XmlElement[], prefix: string): Fix[] {
  const unpaired = [...fixElements];
  const fixes = fixtexts.map((fixtext) => {
    const fixref = attribute(fixtext, 'fixref');
    const at = unpaired.findIndex((fix) => attribute(fix, 'id') === fixref);
    const fix = at < 0 ? undefined : unpaired.splice(at, 1)[0];
    return readFix(fixtext, fix, prefix);
  });
  return [...fixes, ...unpaired.map((fix) => readFix(undefined, fix, prefix))];
}

function readFix(fixtext: XmlElement | undefined, fix: XmlElement | undefined, prefix: string): Fix {
  const extra = new ExtraCollector();
  if (fixtext !== undefined) {
    extra.attributes(fixtext, ['fixref'], 'fixtext');
    extra.markup('text', fixtext, prefix);
  }
  if (fix !== undefined) {
    extra.attributes(fix, ['id'], 'fix');
    // A fix element's own content is a script; DISA's are empty.
    if (fix.children.length > 0) extra.element({ ...fix, attributes: {} }, prefix);
  }
  const fixId = attribute(fix, 'id');
  const fixref = attribute(fixtext, 'fixref');
  if (fix === undefined && fixref !== null) extra.verbatim('id', 'fixref');
  else if (fixtext !== undefined && fixref === null && fixId !== null) extra.verbatim('id', 'fix');
  return { id: fixId ?? fixref, text: textOf(fixtext), ...extra.result };
}
