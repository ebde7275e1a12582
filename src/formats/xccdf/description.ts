import type { Rule } from '../../model/benchmark.js';

/**
 * A rule's description in DISA's files is escaped pseudo-XML that need not be well formed (a bare `&`, `<path>` in 253
 * of 37,489 rules), so its elements are found by their literal tags, never by an XML parser (FORMATS A.3).
 */
type TextField =
  | 'discussion'
  | 'falsePositives'
  | 'falseNegatives'
  | 'documentable'
  | 'mitigations'
  | 'severityOverrideGuidance'
  | 'potentialImpacts'
  | 'thirdPartyTools'
  | 'mitigationControl'
  | 'iaControls';

/** The description's elements as fields of a rule. */
export type DescriptionFields = Pick<Rule, TextField | 'responsibility'>;

/** Elements in DISA's order, with the field each becomes. */
const ELEMENTS: readonly (readonly [tag: string, field: keyof DescriptionFields])[] = [
  ['VulnDiscussion', 'discussion'],
  ['FalsePositives', 'falsePositives'],
  ['FalseNegatives', 'falseNegatives'],
  ['Documentable', 'documentable'],
  ['Mitigations', 'mitigations'],
  ['SeverityOverrideGuidance', 'severityOverrideGuidance'],
  ['PotentialImpacts', 'potentialImpacts'],
  ['ThirdPartyTools', 'thirdPartyTools'],
  ['MitigationControl', 'mitigationControl'],
  ['Responsibility', 'responsibility'],
  ['IAControls', 'iaControls'],
];

const TAGS = ELEMENTS.map(([tag, field]) => ({ field, open: `<${tag}>`, close: `</${tag}>` }));

/** RHEL 7 V1R0-2 names the element so, in 236 rules; a CKL has it under that name too. */
const WRONG_OVERRIDE_TAG = 'SecurityOverrideGuidance';

interface Span {
  tag: string;
  /** Content. */
  start: number;
  end: number;
}

/** What a description text holds. */
export interface Description {
  fields: DescriptionFields;
  /** The text itself, where it has none of the elements. */
  plain: string | null;
  /**
   * The text with the elements' contents cut out, where it is not simply DISA's elements in DISA's order; `null` where
   * it is. `composeDescription` fills it again.
   */
  form: string | null;
}

const NO_FIELDS: DescriptionFields = {
  discussion: null,
  falsePositives: null,
  falseNegatives: null,
  documentable: null,
  mitigations: null,
  severityOverrideGuidance: null,
  potentialImpacts: null,
  thirdPartyTools: null,
  mitigationControl: null,
  responsibility: null,
  iaControls: null,
};

/** Takes a description text apart. An element runs from its first opening tag to its last closing one. */
export function parseDescription(text: string | null): Description {
  if (text === null) return { fields: { ...NO_FIELDS }, plain: null, form: null };
  const usual = parseUsual(text);
  return usual === null ? parseAny(text) : { fields: usual, plain: null, form: null };
}

/**
 * The fields of a text that is DISA's elements in DISA's order, each at most once and with no `<` of its own, as nearly
 * all are; `null` of any other. There the first and the last tag need not be looked for.
 */
function parseUsual(text: string): DescriptionFields | null {
  const fields = { ...NO_FIELDS };
  let at = 0;
  for (const { field, open, close } of TAGS) {
    if (!text.startsWith(open, at)) continue;
    const start = at + open.length;
    const end = text.indexOf('<', start);
    if (!text.startsWith(close, end)) return null;
    const value = text.slice(start, end);
    if (field === 'responsibility') fields.responsibility = [value];
    else fields[field] = value;
    at = end + close.length;
  }
  return at === text.length && at > 0 ? fields : null;
}

function parseAny(text: string): Description {
  const fields = { ...NO_FIELDS };
  const spans: Span[] = [];
  for (const [tag, field] of ELEMENTS) {
    if (field === 'responsibility') {
      const found = repeatedSpans(text, tag);
      if (found.length > 0) fields.responsibility = found.map((span) => text.slice(span.start, span.end));
      spans.push(...found);
      continue;
    }
    const span =
      spanOf(text, tag) ?? (field === 'severityOverrideGuidance' ? spanOf(text, WRONG_OVERRIDE_TAG) : undefined);
    if (span === undefined) continue;
    fields[field] = text.slice(span.start, span.end);
    spans.push(span);
  }
  if (spans.length === 0) return { fields, plain: text, form: null };
  const form = formOf(text, spans);
  return { fields, plain: null, form: form === defaultForm(fields) ? null : form };
}

/** The description text that holds a rule's fields, in DISA's form or in the one given. */
export function composeDescription(fields: DescriptionFields, form: string | null): string {
  const text = form ?? defaultForm(fields);
  let composed = '';
  let at = 0;
  let responsibility = 0;
  for (const match of text.matchAll(/<(\w+)><\/\1>/g)) {
    const field = fieldOf(match[1]!);
    if (field === undefined) continue;
    const value = field === 'responsibility' ? fields.responsibility?.[responsibility++] : fields[field];
    const contentAt = match.index + match[1]!.length + 2;
    composed += text.slice(at, contentAt) + (value ?? '');
    at = contentAt;
  }
  return composed + text.slice(at);
}

function fieldOf(tag: string): keyof DescriptionFields | undefined {
  return tag === WRONG_OVERRIDE_TAG ? 'severityOverrideGuidance' : ELEMENTS.find(([name]) => name === tag)?.[1];
}

function spanOf(text: string, tag: string): Span | undefined {
  const open = text.indexOf(`<${tag}>`);
  if (open < 0) return undefined;
  const start = open + tag.length + 2;
  const end = text.lastIndexOf(`</${tag}>`);
  return end < start ? undefined : { tag, start, end };
}

function repeatedSpans(text: string, tag: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf(`<${tag}>`, at);
    if (open < 0) return spans;
    const start = open + tag.length + 2;
    const end = text.indexOf(`</${tag}>`, start);
    if (end < 0) return spans;
    spans.push({ tag, start, end });
    at = end + tag.length + 3;
  }
}

/** The text less its elements' contents. An element within another's content is content, and stays cut with it. */
function formOf(text: string, spans: Span[]): string {
  let form = '';
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < at) continue;
    form += text.slice(at, span.start);
    at = span.end;
  }
  return form + text.slice(at);
}

function defaultForm(fields: DescriptionFields): string {
  let form = '';
  for (const [tag, field] of ELEMENTS) {
    const value = fields[field];
    if (value === null) continue;
    form += `<${tag}></${tag}>`.repeat(field === 'responsibility' ? (value as string[]).length : 1);
  }
  return form;
}
