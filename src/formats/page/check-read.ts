import { StigError } from '../../io/diagnostic.js';
import type { Source } from '../../io/source.js';
import type { Benchmark, CciDefinition, Rule } from '../../model/benchmark.js';
import { releaseName } from '../../model/release.js';
import { severityFrom } from '../../model/severity.js';
import type { Read } from '../format.js';
import { type CheckParts, checkId, hasText, SECTIONS, type SectionName, splitChecks } from './check-sections.js';
import { bare } from './labels.js';
import { type Page, type PageLine, pageOf } from './lines.js';
import { benchmarkOf, ruleOf } from './rule.js';
import { joinLines, type PageText } from './texts.js';

const FORMAT = 'check-page';

/**
 * Reads the page of one check, HTML, text or Markdown, by its visible labels; pages that follow one another in a file
 * too. Each release they name gives one benchmark. Throws a StigError where there is no check (`format-mismatch`) or
 * the page breaks off (`page-cut`).
 */
export const readCheckPage: Read = (source, context) => {
  const page = pageOf(source, context);
  const found = splitChecks(page.lines);
  const checks = found.filter(
    (parts) => (has(parts, 'Check Content') || has(parts, 'Fix Text')) && parts.sections.some(hasText),
  );
  if (checks.length === 0) throw noCheck(source, page.lines, found);
  for (const [i, parts] of checks.entries()) checkWhole(source, page, parts, i === checks.length - 1);
  const benchmarks: Benchmark[] = [];
  for (const parts of checks) {
    const identity = identityOf(parts, page);
    const rule = modelOf(parts, identity.stigId);
    const known = benchmarks.find((b) => b.title === identity.title && b.releaseName === identity.releaseName);
    if (known !== undefined) known.rules.push(rule);
    else benchmarks.push(benchmarkOf(source, FORMAT, withoutId(identity), [rule]));
  }
  return benchmarks;
};

interface CheckIdentity {
  stigId: string | null;
  title: string | null;
  version: string | null;
  release: string | null;
  releaseName: string | null;
  benchmarkDate: null;
  releaseInfo: null;
}

function withoutId({ stigId: _, ...identity }: CheckIdentity) {
  return identity;
}

const IN_VERSION = /\(in version v\s*([\w.]+)\s*,?\s*r\s*([\w.-]+)\s*\)/i;
const RELEASE = /^(.*?):\s*(\S.*?)?\s*\(in version v\s*([\w.]+)\s*,?\s*r\s*([\w.-]+)\s*\)/i;
const RELEASE_ALONE = /^(.*?):\s*(\S.*?)\s*$/;

/** `Mirantis Kubernetes Engine STIG:` `CNTR-MK-001170` `(in version v1 r1)`, on one line or three. */
function identityOf({ head }: CheckParts, page: Page): CheckIdentity {
  const shown = head.map((line) => bare(line.text)).filter((text) => text !== '');
  const checked = head.map(checkId).find((id) => id !== null) ?? null;
  const at = shown.findIndex((text) => /\(in version v/i.test(text));
  for (let from = at; from >= 0 && from > at - 3; from--) {
    const joined = shown.slice(from, at + 1).join(' ');
    const before = joined.slice(0, joined.search(/\s*\(in version v/i));
    const known = checked === null || !before.endsWith(checked) ? null : before.slice(0, -checked.length).trim();
    if (known?.endsWith(':') && !/^check:$/i.test(known)) {
      const [, version, release] = IN_VERSION.exec(joined) ?? [];
      if (version !== undefined && release !== undefined)
        return identity(checked, known.slice(0, -1), version, release);
    }
    const match = RELEASE.exec(joined);
    if (match === null || match[1] === '' || /^check$/i.test(match[1]!)) continue;
    const [, title, id, version, release] = match;
    return identity(checked ?? id ?? null, title!, version!, release!);
  }
  const name = IN_VERSION.exec(shown[at] ?? '');
  const guide = shown.find((text) => /\b(?:STIG|SRG|Guide):/.test(text)) ?? page.title ?? '';
  const match = RELEASE_ALONE.exec(guide) ?? /^(.*\b(?:STIG|SRG|Guide)):?$/.exec(guide);
  const title = match === null || /^check$/i.test(match[1]!) ? null : match[1]!;
  return identity(checked, title, name?.[1] ?? null, name?.[2] ?? null);
}

function identity(stigId: string | null, title: string | null, version: string | null, release: string | null) {
  return {
    stigId: stigId?.trim() ?? null,
    title,
    version,
    release,
    releaseName: releaseName(version, release),
    benchmarkDate: null,
    releaseInfo: null,
  };
}

function modelOf(parts: CheckParts, stigId: string | null): Rule {
  const texts = (name: SectionName) => parts.sections.filter((s) => s.name === name).map((s) => joinLines(s.lines));
  const lines = (name: SectionName) => parts.sections.find((s) => s.name === name)?.lines ?? [];
  const [discussion] = texts('Discussion');
  const [checks, fixes] = [texts('Check Content'), texts('Fix Text')];
  const ids = identifiers(lines('Additional Identifiers'));
  const { title, impact } = titleOf(texts('Title')[0]);
  const ccis = rows(lines('CCIs'), /^CCI-\d{6}(?!\d)/);
  const controls = rows(lines('Controls'), /^[A-Z]{2}-\d{1,3}(?: ?\(\d{1,3}\))*(?![\w-])/);
  const shown = [discussion, ...checks, ...fixes].filter((text) => text !== undefined && text.text !== null);
  const vulnId = ids.get('vulnerability id') ?? null;
  const ruleId = ids.get('rule id') ?? null;
  const rule = ruleOf({
    vulnId,
    ruleId,
    // A rule without a STIG ID goes by another of its ids; in RHEL 7 V1R0.2 V-id and STIG ID are the same.
    stigId: (stigId === vulnId && /^V-/.test(vulnId ?? '')) || stigId === ruleId ? null : stigId,
    severity: severityFrom(impact),
    title,
    groupTitle: ids.get('group title') ?? null,
    discussion: discussion?.text ?? null,
    checks: checks.map(({ text }) => ({ id: null, system: null, contentRef: null, text })),
    fixes: fixes.flatMap(({ text }) => (text === null ? [] : [{ id: null, text }])),
    ccis: [...new Set(ccis.map(([id]) => id))],
    controls: controls.map(([control, name]) => ({
      control,
      title: name?.replace(/ ?\((?:title of )?Rev [45]\)$/, '') ?? null,
    })),
    legacyIds: [],
    flattened: shown.length > 0 && shown.every((text) => text!.onOneLine),
  });
  const comments = texts('Expert Comments')[0]?.text ?? null;
  const definitions = ccis.flatMap(([id, definition]): CciDefinition[] =>
    definition === null ? [] : [{ id, definition }],
  );
  return {
    ...rule,
    ...(comments === null ? {} : { expertComments: comments }),
    ...(definitions.length === 0 ? {} : { cciDefinitions: definitions }),
  };
}

/** The title without its `(Cat II impact)`. */
function titleOf(text: PageText | undefined): { title: string | null; impact: string | null } {
  const whole = text?.text?.trim() ?? '';
  const impact = /\((cat(?:egory)? (?:I{1,3}|[123])) (?:impact|severity)\)$/i.exec(whole);
  const title = impact === null ? whole : whole.slice(0, impact.index).trimEnd();
  return { title: title === '' ? null : title, impact: impact?.[1] ?? null };
}

/** `Rule ID: ...`, `Vulnerability ID: ...`, `Group Title: ...`, each on one line or on two. */
function identifiers(lines: readonly PageLine[]): Map<string, string> {
  const found = new Map<string, string>();
  let label: string | null = null;
  for (const line of lines) {
    const text = bare(line.text);
    const match = /^(rule id|vuln(?:erability)? id|group title)(?:\s*:\s*|\s+|$)(.*)$/i.exec(text);
    if (match !== null) label = match[1]!.toLowerCase().replace(/^vuln id$/, 'vulnerability id');
    const value: string = match === null ? text : match[2]!;
    if (label === null || value === '' || found.has(label)) continue;
    found.set(label, value);
    label = null;
  }
  return found;
}

/** Without the blanks and bars at its end. A pattern would look at a long run of them again from each of its places. */
function withoutBars(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s|]/.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** Rows of a table of two columns, as cells, as lines of their own or with bars between: number and words. */
function rows(lines: readonly PageLine[], number: RegExp): [string, string | null][] {
  const found: [string, string | null][] = [];
  for (const line of lines) {
    const text = withoutBars(line.text.replace(/^[\s|*-]+/, ''));
    if (text === '' || /^number\b[\s|]*(?:definition|title)?$/i.test(text)) continue;
    if (/^(?:definition|title)$/i.test(text)) continue;
    const match = number.exec(text.replace(/[*`]/g, ''));
    const last = found.at(-1);
    if (match !== null) {
      const rest = text
        .replace(/[*`]/g, '')
        .slice(match[0].length)
        .replace(/^[\s|:–-]+/, '');
      found.push([match[0], rest === '' ? null : rest]);
    } else if (last !== undefined && last[1] === null) last[1] = text;
  }
  return found;
}

function has(parts: CheckParts, name: SectionName): boolean {
  return parts.sections.some((section) => section.name === name);
}

function noCheck(source: Source, lines: readonly PageLine[], found: readonly CheckParts[]): StigError {
  const first = lines.find((line) => /\S/.test(line.text));
  const labels = [...new Set(found.flatMap((parts) => parts.sections.map((section) => section.name)))];
  const ids = lines.map(checkId).filter((id) => id !== null);
  const has =
    first === undefined
      ? 'no visible text'
      : `${lines.length} lines, the first ${JSON.stringify(bare(first.text).slice(0, 60))}, ` +
        (labels.length > 0 ? `of the labels only ${labels.join(', ')}` : 'and none of the labels') +
        (ids.length > 0 ? `, and Check: ${ids[0]}` : '');
  const isCut = ids.length > 0;
  return new StigError({
    code: isCut ? 'page-cut' : 'format-mismatch',
    severity: 'error',
    file: source.name,
    message:
      `${isCut ? 'the check page breaks off' : 'no check of a check page'}: ` +
      `looked for the labels Title, Discussion, Check Content and Fix Text; found ${has}`,
    hint: isCut ? 'Save or copy the page again, whole.' : 'Save the page of one check, or copy its text.',
  });
}

/** Throws where a check breaks off: a section is missing which every page has, with nothing of what follows it there. */
function checkWhole(source: Source, page: Page, parts: CheckParts, isLast: boolean): void {
  const missing = missingOf(page, parts) ?? (isLast && !page.closed ? cutAtEnd(parts) : null);
  const tag = isLast && page.cutIn !== null ? `the end of <${page.cutIn}>, which is open` : null;
  if (missing === null && tag === null) return;
  const lines = [...parts.head, ...parts.sections.flatMap((section) => section.lines)];
  const final = lines.findLast((line) => /\S/.test(line.text));
  const labels = parts.sections.map((section) => section.name).join(', ');
  throw new StigError({
    code: 'page-cut',
    severity: 'error',
    file: source.name,
    ...(final === undefined ? {} : { line: final.line }),
    message:
      `the check page breaks off: looked for ${missing ?? tag}, found ${labels}` +
      (final === undefined ? '' : `, and the end behind ${JSON.stringify(final.text.slice(-60))}`),
    hint: 'Save or copy the page again, whole.',
  });
}

function missingOf(page: Page, parts: CheckParts): string | null {
  if (!has(parts, 'Check Content')) return 'Check Content';
  if (!has(parts, 'Fix Text')) return 'Fix Text';
  const behind: SectionName[] = ['Additional Identifiers', 'Expert Comments', 'CCIs', 'Controls'];
  return page.closed || behind.some((name) => has(parts, name)) ? null : 'Additional Identifiers';
}

/** The tail of a page of text: its tables, or the sections that are missing behind the last. */
function cutAtEnd(parts: CheckParts): string | null {
  const last = parts.sections.at(-1)!;
  const final = last.lines.findLast((line) => /\S/.test(line.text));
  const text = final === undefined ? '' : bare(final.text);
  const later = SECTIONS.slice(SECTIONS.indexOf(last.name) + 1);
  const label = [...later, 'Rule ID', 'Vulnerability ID', 'Group Title', 'CCI-000000'].find(
    (name) => text.length > 1 && text.length < name.length && name.startsWith(text),
  );
  if (label !== undefined) return `the rest of ${label.replace('-000000', '')}`;
  if (last.name === 'Additional Identifiers') {
    if (/^(?:rule id|vulnerability id|group title):?$/i.test(text)) return `the value of ${text}`;
    return /\bSV-[\w-]*$/.test(text) && !/_[a-z]{4}$/.test(text) ? 'the rest of the Rule ID' : null;
  }
  // Comments and CCIs are followed by something on every page.
  if (last.name === 'Expert Comments') return 'CCIs';
  return last.name === 'CCIs' ? 'Controls' : null;
}
