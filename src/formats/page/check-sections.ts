import { bare } from './labels.js';
import type { PageLine } from './lines.js';
import { belowHead } from './texts.js';

/** The sections of a check page, in the order every page shows them (renderings/check-page.txt). */
export const SECTIONS = [
  'Title',
  'Discussion',
  'Check Content',
  'Fix Text',
  'Additional Identifiers',
  'Expert Comments',
  'CCIs',
  'Controls',
] as const;

/** A section of a check page. */
export type SectionName = (typeof SECTIONS)[number];

/** A section with its lines; checks and fixes of one rule may be several. */
export interface Section {
  name: SectionName;
  lines: PageLine[];
}

/** One check on a page: what stands above its first section, and the sections. */
export interface CheckParts {
  /** Index of its first line. */
  at: number;
  head: PageLine[];
  sections: Section[];
}

const LABELS: Record<string, SectionName> = {
  title: 'Title',
  'rule title': 'Title',
  discussion: 'Discussion',
  'vulnerability discussion': 'Discussion',
  'check content': 'Check Content',
  'check text': 'Check Content',
  'fix text': 'Fix Text',
  'additional identifiers': 'Additional Identifiers',
  'expert comments': 'Expert Comments',
  ccis: 'CCIs',
  controls: 'Controls',
};

/** Splits a page into its checks: each begins at its `Check: <STIG ID>`, which in a text's own words heads nothing. */
export function splitChecks(lines: readonly PageLine[]): CheckParts[] {
  const starts = lines.flatMap((_, i) => (isStart(lines, i) ? [i] : []));
  // A breadcrumb or a second heading repeats the first; lines above the first start belong to it.
  const bounds = [0, ...starts.slice(1), lines.length];
  return bounds
    .slice(0, -1)
    .map((from, i) => partsOf(lines.slice(from, bounds[i + 1]), from, i === 0 ? (starts[0] ?? 0) : 0));
}

/** `Check: <STIG ID>` with the release or the title near below. */
function isStart(lines: readonly PageLine[], index: number): boolean {
  if (checkId(lines[index]!) === null) return false;
  for (let i = index + 1, shown = 0; i < lines.length && shown < 8; i++) {
    if (lines[i]!.pre) return false;
    const text = bare(lines[i]!.text);
    if (text !== '') shown++;
    if (/\(in version v/i.test(text) || /^title:?$/i.test(text)) return true;
    if (checkId(lines[i]!) !== null) return false;
  }
  return false;
}

/** The id in `Check: CNTR-MK-001170`. */
export function checkId(line: PageLine): string | null {
  if (line.pre || line.text.length > 200) return null;
  return /^check:\s*((?=.*\d)\S.{0,100})$/i.exec(bare(line.text))?.[1] ?? null;
}

/** Above `start`, where the check names itself, there are no sections: a table of contents has their names. */
function partsOf(lines: readonly PageLine[], at: number, start: number): CheckParts {
  const parts: CheckParts = { at, head: [], sections: [] };
  let open: Section | null = null;
  let label: PageLine | null = null;
  for (const [i, line] of lines.entries()) {
    const found: SectionFound | null = i < start ? null : sectionAt(lines, i, open);
    if (found === null) {
      if (open === null || label === null) parts.head.push(line);
      else open.lines.push(belowHead(label, line));
      continue;
    }
    open = { name: found.name, lines: found.rest === '' ? [] : [{ ...line, text: found.rest, heading: 0, mark: '' }] };
    label = line;
    parts.sections.push(open);
  }
  // A table of contents is a row of labels without text: of a section met twice the one with text counts.
  const { sections } = parts;
  parts.sections = sections.filter(
    (s, i) => hasText(s) || !sections.some((o, j) => o.name === s.name && (hasText(o) || j > i)),
  );
  return parts;
}

/** Whether a section shows anything. */
export function hasText(section: Section): boolean {
  return section.lines.some((line) => line.pre || /\S/.test(line.text));
}

/** A label of a section, with what stands behind it on its line. */
interface SectionFound {
  name: SectionName;
  rest: string;
}

/** The section a line begins. Sections follow their order, so that a text's own `Title` or `Controls` begins none. */
function sectionAt(lines: readonly PageLine[], index: number, open: Section | null): SectionFound | null {
  const line = lines[index]!;
  if (line.pre) return null;
  const text = bare(line.text);
  const inline = /^(title|rule title): (.+)$/i.exec(text);
  const label = (inline?.[1] ?? text.replace(/:$/, '')).toLowerCase();
  const name = Object.hasOwn(LABELS, label) ? LABELS[label] : undefined;
  if (name === undefined) return null;
  const found = { name, rest: inline === null ? '' : line.text.slice(line.text.indexOf(':') + 1).trim() };
  if (open === null) return name === 'CCIs' || name === 'Controls' ? null : found;
  const [from, to] = [SECTIONS.indexOf(open.name), SECTIONS.indexOf(name)];
  if (!hasText(open)) return found;
  if (to === from) return name === 'Check Content' || name === 'Fix Text' ? found : null;
  if (to < from) return null;
  // Behind a text the two short words need a table below them, unless a heading or the identifiers say where we are.
  const isShort = name === 'CCIs' || name === 'Controls';
  return !isShort ||
    from >= SECTIONS.indexOf('Additional Identifiers') ||
    line.heading > 0 ||
    isTableAhead(lines, index)
    ? found
    : null;
}

function isTableAhead(lines: readonly PageLine[], index: number): boolean {
  const next = lines.slice(index + 1, index + 6).find((line) => bare(line.text) !== '');
  return next !== undefined && /^(?:number\b|CCI-\d{6}|[A-Z]{2}-\d)/i.test(bare(next.text));
}
