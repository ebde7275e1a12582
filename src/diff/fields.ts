import type { Benchmark, Check, Fix, Reference, Rule } from '../model/benchmark.js';
import type { ExtraElement } from '../model/extra.js';

/** The three texts that make content. */
export const CONTENT_FIELDS = ['discussion', 'check', 'fix'] as const;
export type ContentField = (typeof CONTENT_FIELDS)[number];

/** A content text of a rule. Several checks or fixes are one text, parted by an empty line; `null` where there is none. */
export function contentOf(rule: Rule, field: ContentField): string | null {
  if (field === 'discussion') return rule.discussion;
  const parts: readonly (Check | Fix)[] = field === 'check' ? rule.checks : rule.fixes;
  if (parts.length === 1) return textOf(parts[0]!);
  const texts = parts.flatMap((part) => textOf(part) ?? []);
  return texts.length === 0 ? null : texts.join('\n\n');
}

/** The text; with its tags where it holds elements (SSG), as `run:<xhtml:br/>ls` is no `run:ls`. */
function textOf(part: Check | Fix): string | null {
  const markup = part.extra?.markup?.text;
  return markup === undefined ? part.text : markup.map(written).join('');
}

function written(node: ExtraElement | string): string {
  if (typeof node === 'string') return node;
  const attributes = Object.entries(node.attributes ?? {}).map(([name, value]) => ` ${name}="${value}"`);
  const start = `<${node.name}${attributes.join('')}`;
  const children = node.children ?? [];
  return children.length === 0 ? `${start}/>` : `${start}>${children.map(written).join('')}</${node.name}>`;
}

/** A field beside the content: how it is had from a rule, and whether it is a text, compared once normalized. */
export interface MetadataField {
  name: string;
  text: boolean;
  get(rule: Rule): unknown;
}

const text = (name: keyof Rule & string): MetadataField => ({ name, text: true, get: (rule) => rule[name] });
const value = (name: keyof Rule & string): MetadataField => ({ name, text: false, get: (rule) => rule[name] });

/**
 * Everything of a rule that is compared beside discussion, check and fix, in the order it is reported. `revision` and
 * `category` follow from `ruleId` and `severity`, the controls from the CCIs, `targetKey` is a reference's identifier.
 */
export const METADATA_FIELDS: readonly MetadataField[] = [
  text('title'),
  value('severity'),
  value('stigId'),
  text('groupTitle'),
  text('groupDescription'),
  text('description'),
  text('falsePositives'),
  text('falseNegatives'),
  value('documentable'),
  text('mitigations'),
  text('severityOverrideGuidance'),
  text('potentialImpacts'),
  text('thirdPartyTools'),
  text('mitigationControl'),
  value('responsibility'),
  text('iaControls'),
  value('ccis'),
  value('legacyIds'),
  { name: 'references', text: false, get: (rule) => rule.references.map(referenceValue) },
  value('targetKey'),
  value('weight'),
  value('ruleId'),
  { name: 'check.id', text: false, get: (rule) => each(rule.checks, (check) => check.id) },
  { name: 'check.system', text: false, get: (rule) => each(rule.checks, (check) => check.system) },
  { name: 'check.contentRef', text: false, get: (rule) => each(rule.checks, contentRefValue) },
  { name: 'fix.id', text: false, get: (rule) => each(rule.fixes, (fix) => fix.id) },
];

/** Fields that are names of the revision and follow it: they tell of no change by themselves. */
export const REVISION_FIELDS: ReadonlySet<string> = new Set(['ruleId', 'check.id', 'fix.id']);

/** One value where there is one check or fix, a list where there are several. */
function each<T extends Check | Fix>(parts: readonly T[], get: (part: T) => unknown): unknown {
  if (parts.length === 1) return get(parts[0]!);
  return parts.length === 0 ? null : parts.map(get);
}

function contentRefValue({ contentRef }: Check): unknown {
  return contentRef === null ? null : { name: contentRef.name, href: contentRef.href };
}

function referenceValue({ href, title, publisher, type, subject }: Reference): unknown {
  return { href, title, publisher, type, subject };
}

/** Names of the fields that a release carries at all: a release page has no titles, and says nothing of them. */
export function carried(benchmark: Pick<Benchmark, 'rules'>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const field of CONTENT_FIELDS) if (benchmark.rules.some((r) => contentOf(r, field) !== null)) found.add(field);
  for (const { name, get } of METADATA_FIELDS) {
    if (benchmark.rules.some((rule) => get(rule) !== null)) found.add(name);
  }
  // DISA's descriptions hold all elements or lack one here and there (RHEL 7 V1R0-2): an absent one is an empty one.
  if (found.has('discussion')) for (const name of DESCRIPTION_FIELDS) found.add(name);
  return found;
}

const DESCRIPTION_FIELDS = [
  'falsePositives',
  'falseNegatives',
  'documentable',
  'mitigations',
  'severityOverrideGuidance',
  'potentialImpacts',
  'thirdPartyTools',
  'mitigationControl',
  'responsibility',
  'iaControls',
];
