import { type Diagnostic, StigError } from '../../io/diagnostic.js';
import type { Source } from '../../io/source.js';
import type { Rule } from '../../model/benchmark.js';
import type { PageDigest } from '../../model/documents.js';
import { type Severity, severityFrom } from '../../model/severity.js';
import type { Read, ReadContext } from '../format.js';
import { signOfCut } from './cut.js';
import { readDigest } from './digest-read.js';
import { identityOf } from './identity.js';
import { partLabels } from './inline.js';
import { bare, FIELD_LABELS, type Field, fieldAt, isLabel } from './labels.js';
import { type Page, type PageLine, pageOf } from './lines.js';
import { type FoundRule, type FoundText, findRules, isRule } from './release-rules.js';
import { benchmarkOf, ruleOf } from './rule.js';
import { unrollTables } from './tables.js';
import { joinLines } from './texts.js';

const FORMAT = 'release-page';

/**
 * Reads the page of a whole release, HTML, text or Markdown, by its visible labels. What the page does not show is
 * `null`; the digest gives titles to the rules it names. Throws a StigError where no rule is found (`format-mismatch`)
 * or the page breaks off (`page-cut`).
 */
export const readReleasePage: Read = (source, context) => {
  const page = pageOf(source, context);
  const lines = partLabels(unrollTables(page.lines));
  const found = findRules(lines);
  const rules = found.filter(isRule);
  if (rules.length === 0) throw noRule(source, lines, found);
  checkWhole(source, page, lines, found);
  dropFooter(source, page, rules, context);
  const digest = readDigest(lines);
  const identity = identityOf(page, lines.slice(0, rules[0]!.at));
  const model = rules.map((rule) => modelOf(rule, digest));
  const benchmark = benchmarkOf(source, FORMAT, identity, model);
  return [digest === null ? benchmark : { ...benchmark, pageDigest: digest }];
};

/** A rule of the model. Of several V-ids and Rule IDs the first is the rule's, the others are those it had before. */
function modelOf(found: FoundRule, digest: PageDigest | null): Rule {
  const values = (field: Field) => found.fields.get(field) ?? [];
  const [vulnId = null, ...oldVulnIds] = values('vulnIds');
  const [ruleId = null, ...oldRuleIds] = values('ruleIds');
  const texts = found.texts.map((text) => ({ ...text, ...joinLines(text.lines) }));
  const shown = texts.filter((text) => text.text !== null);
  const named = digest?.entries.find((entry) => entry.vulnId === vulnId && entry.section !== 'removed');
  return ruleOf({
    vulnId,
    ruleId,
    stigId: values('stigId')[0] ?? null,
    severity: severityOf(values('severity')),
    title: named?.title ?? null,
    groupTitle: null,
    discussion: null,
    checks: texts
      .filter((text) => text.kind === 'check')
      .map(({ id, text }) => ({ id, system: null, contentRef: null, text })),
    fixes: texts
      .filter((text) => text.kind === 'fix')
      .flatMap(({ id, text }) => ((id ?? text) === null ? [] : [{ id, text }])),
    ccis: values('ccis'),
    controls: values('controls').map((control) => ({ control, title: null })),
    legacyIds: [...oldVulnIds, ...oldRuleIds],
    flattened: shown.length > 0 && shown.every((text) => text.onOneLine),
  });
}

function severityOf(values: readonly string[]): Severity {
  return severityFrom(values[0]);
}

function noRule(source: Source, lines: readonly PageLine[], found: readonly FoundRule[]): StigError {
  const labels = [...new Set(found.flatMap((rule) => [...rule.fields.keys()]))].map((field) => FIELD_LABELS[field]);
  const first = lines.find((line) => /\S/.test(line.text));
  const has =
    first === undefined
      ? 'no visible text'
      : `${lines.length} lines, the first ${JSON.stringify(bare(first.text).slice(0, 60))}` +
        (labels.length > 0 ? `, of the labels only ${labels.join(', ')}` : ', and none of the labels');
  return new StigError({
    code: 'format-mismatch',
    severity: 'error',
    file: source.name,
    message:
      'no rule of a release page: looked for the labels ' +
      `${Object.values(FIELD_LABELS).join(', ')}, Checks: C-..._chk and Fix: F-..._fix; found ${has}`,
    hint: 'Save the page of the release with its rules opened, or copy its text.',
  });
}

/**
 * Throws where the page breaks off: HTML that never closes what it opened; text that ends in a label, in a head, or in
 * a rule that lacks the fix which every other rule has. Text cut within the last fix cannot be told from a whole one.
 */
function checkWhole(source: Source, page: Page, lines: readonly PageLine[], found: readonly FoundRule[]): void {
  const last = found.at(-1)!;
  const others = found.slice(0, -1).filter(isRule);
  const final = lines.findLast((line) => /\S/.test(line.text))!;
  const missing = page.closed ? null : (missingAtEnd(last, others) ?? cutAtEnd(final, last, found));
  if (page.cutIn === null && missing === null) return;
  const [id] = [...(last.fields.get('vulnIds') ?? []), ...(last.fields.get('ruleIds') ?? [])];
  const cut: Diagnostic = {
    code: 'page-cut',
    severity: 'error',
    file: source.name,
    line: final.line,
    message:
      `the page breaks off in ${id === undefined ? 'a rule without ids' : `the rule ${id}`}, ` +
      `the ${found.length}. of the page: looked for ${missing ?? `the end of <${page.cutIn}>, which is open`}, ` +
      `found the end behind ${JSON.stringify(final.text.slice(-60))}`,
    hint: 'Save or copy the page again, whole.',
  };
  throw new StigError(cut);
}

function missingAtEnd(last: FoundRule, others: readonly FoundRule[]): string | null {
  const final = last.texts.at(-1);
  if (final !== undefined && final.id !== null && joinLines(final.lines).text === null)
    return `the text of ${final.id}`;
  const has = (rule: FoundRule, kind: FoundText['kind']) => rule.texts.some((text) => text.kind === kind);
  const lacks = (kind: FoundText['kind']) => others.every((rule) => has(rule, kind)) && !has(last, kind);
  const why = others.length > 0 ? ', which every other rule has' : '';
  if (lacks('check')) return `its Checks: C-..._chk${why}`;
  if (lacks('fix')) return `its Fix: F-..._fix${why}`;
  if (last.texts.length > 0) return null;
  const label = [...last.fields].findLast(([, values]) => values.length === 0)?.[0];
  return label === undefined ? null : `the value of ${FIELD_LABELS[label]}`;
}

/** What is missing behind the last visible line: of a label, or of the text it belongs to. */
function cutAtEnd(final: PageLine, last: FoundRule, found: readonly FoundRule[]): string | null {
  const text = bare(final.text);
  if (final.pre) return null;
  if (isLabel(final) || (text !== '' && FIELD_LABELS.controls.startsWith(text))) return 'the value of a label';
  const tail = last.texts.at(-1)?.lines ?? [];
  if (tail.slice(1).some((line, i) => isOfRule(line) || isOfRuleField(tail, i + 1)))
    return 'the rest of a rule that begins there';
  if (tail.at(-1) !== final) return null;
  const texts = found.flatMap((rule) => rule.texts).map(({ lines }) => joinLines(lines).text ?? '');
  return signOfCut(final.text, texts.slice(0, -1));
}

/** Labels of a rule in a line behind a text: a table of Markdown that was cut before its values. */
function isOfRule(line: PageLine): boolean {
  return !line.pre && /^\|.*\b(?:RMF Control|Vuln IDs?|Rule IDs?)\b/.test(line.text.slice(0, 500));
}

/** A label with its value; `Version` stands in footers too. */
function isOfRuleField(lines: readonly PageLine[], index: number): boolean {
  const found = fieldAt(lines, index);
  return found !== null && found.field !== 'stigId' && found.values.length > 0;
}

/** Lines that end pages everywhere. */
const FOOTER =
  /^(?:©|\(c\) |copyright\b|all rights reserved|privacy(?: policy| notice)?$|terms (?:of|and)\b|back to top$|powered by\b|cookies?\b|contact(?: us)?$|about(?: us)?$|share this\b|next page|previous page)/i;

/**
 * Takes the page's footer off the last text, where no container told them apart: all that stands below its first line on
 * a page that has each of its other texts on one line, else what begins with the words of a footer.
 */
function dropFooter(source: Source, page: Page, rules: readonly FoundRule[], context: ReadContext): void {
  const texts = rules.flatMap((rule) => rule.texts);
  const last = texts.pop();
  if (last === undefined || last.lines.some((line) => line.pre)) return;
  const shown = (text: FoundText) => text.lines.filter((line) => /\S/.test(line.text));
  const isFlat = texts.length > 1 && texts.every((text) => shown(text).length <= 1);
  const lines = shown(last);
  const first = isFlat ? lines[1] : lines.slice(1).find((line) => FOOTER.test(bare(line.text)));
  if (first === undefined) return;
  const dropped = last.lines.splice(last.lines.indexOf(first));
  context.report({
    code: 'page-furniture',
    severity: 'info',
    file: source.name,
    line: first.line,
    message:
      `${dropped.length} lines below the last rule were taken for the page's footer and left out, ` +
      `from ${JSON.stringify(first.text.slice(0, 60))} on`,
    hint: page.closed ? 'Look at the last fix.' : 'Look at the last fix; what belongs to it can be had from the XCCDF.',
  });
}
