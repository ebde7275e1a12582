import {
  attribute,
  child,
  childrenNamed,
  elementsOf,
  hasElements,
  textOf,
  type XmlElement,
} from '../../io/xml-element.js';
import type { Review, ScanResult } from '../../model/checklist.js';
import { isResultWord, resultRank, statusOfResult } from '../../model/result-word.js';
import { scannerName } from '../../model/scanner.js';
import { severityFrom } from '../../model/severity.js';

/** What a TestResult says of all its rule-results. */
export interface Scanner {
  /** `test-system`, or what the facts name. */
  testSystem: string | null;
  endTime: string | null;
}

/** What one rule's results come to. */
export type Answer = Required<
  Pick<Review, 'status' | 'findingDetails' | 'comments' | 'severityOverride' | 'severityJustification' | 'result'>
>;

/**
 * The answer that the results of one rule give, `results` in document order. Several (one per check or instance) merge
 * worst first: the worst word speaks, the evidence of each is kept under a line that says whose it is.
 *
 * Finding details:
 * - what STIG Manager wrote as `sm:detail` is the text as a person knows it, and is taken alone, also when it is empty;
 * - else the messages (one that is no `info` is named so), then a check's own content where that is evidence. Content of
 *   a checking system OCIL, and content that is the rule's check text again, is a question and no evidence.
 * - A line `Result "error" from openscap 1.3.5 at ..., check ....` stands in front where there is no other evidence, and
 *   where the word is none of pass, fail and notapplicable: the status alone would not tell it.
 *
 * Comments: `sm:comment`; the remark of each override with a line that says who changed what into what. Evaluate-STIG
 * repeats the remark of its answer file at the end of its message; there it is cut off, with the blanks around it, as
 * its own checklists have it.
 *
 * A severity override is read where this project's writer put one.
 */
export function answerOf(results: readonly XmlElement[], scanner: Scanner, checkText: string | null): Answer {
  const sorted = [...results].sort((a, b) => resultRank(wordOf(a)) - resultRank(wordOf(b)));
  const worst = sorted[0]!;
  const several = sorted.length > 1;
  const details = unique(sorted.map((result) => detailsOf(result, scanner, checkText, several)));
  return {
    status: statusOfResult(wordOf(worst)),
    findingDetails: details.join('\n\n'),
    comments: unique(sorted.flatMap((result) => commentsOf(result, scanner))).join('\n\n'),
    ...overrideOf(sorted),
    result: scanResultOf(worst, scanner),
  };
}

function overrideOf(results: readonly XmlElement[]): Pick<Answer, 'severityOverride' | 'severityJustification'> {
  const element = results.map((result) => smElement(result, 'severity-override')).find((found) => found !== undefined);
  const severity = severityFrom(attribute(element, 'severity'));
  return {
    severityOverride: severity === 'unknown' ? null : severity,
    severityJustification: textOf(element) ?? '',
  };
}

/** The result word of a rule-result; `''` where it has none. */
export function wordOf(result: XmlElement): string {
  return textOf(child(result, 'result'))?.trim() ?? '';
}

/** Where an override's new result is not the result the file gives. */
export function overrideMismatch(result: XmlElement): string | null {
  const last = childrenNamed(result, 'override').at(-1);
  const now = last === undefined ? undefined : textOf(child(last, 'new-result'))?.trim();
  return now === undefined || now === wordOf(result) ? null : now;
}

function scanResultOf(result: XmlElement, scanner: Scanner): ScanResult {
  return { result: wordOf(result), testSystem: scanner.testSystem, time: attribute(result, 'time') };
}

function detailsOf(result: XmlElement, scanner: Scanner, checkText: string | null, labelled: boolean): string {
  const own = textOf(smElement(result, 'detail'));
  const evidence = own === null ? [...messagesOf(result), ...contentsOf(result, checkText)] : own === '' ? [] : [own];
  const word = wordOf(result);
  const plain = word === 'pass' || word === 'fail' || word === 'notapplicable';
  const line = labelled || (own === null && (evidence.length === 0 || !plain));
  return [...(line ? [resultLine(result, scanner)] : []), ...evidence].join('\n');
}

/** `Result "fail" from scc 5.4.2 at 2021-12-17T10:24:33, check oval:mil.disa.stig.rhel8:def:100.` */
function resultLine(result: XmlElement, scanner: Scanner): string {
  const word = wordOf(result);
  const said = isResultWord(word) ? `Result "${word}"` : `Result ${JSON.stringify(word)} (no word of XCCDF)`;
  const engine = smElement(result, 'resultEngine');
  const product = [textOf(child(engine, 'product')), textOf(child(engine, 'version'))].filter((part) => part).join(' ');
  const time = textOf(child(engine, 'time')) || attribute(result, 'time') || scanner.endTime;
  const refs = childrenNamed(result, 'check').flatMap((check) => {
    const ref = child(check, 'check-content-ref');
    return attribute(ref, 'name') ?? attribute(ref, 'href') ?? [];
  });
  const content = child(engine, 'checkContent');
  const where = [textOf(child(content, 'location')), textOf(child(content, 'component'))].filter((part) => part);
  const checks = refs.length > 0 ? refs : where;
  const instances = childrenNamed(result, 'instance').map((instance) => textOf(instance)!);
  return (
    `${said} from ${product || scannerName(scanner.testSystem) || 'a scanner that does not give its name'}` +
    (time ? ` at ${time}` : '') +
    (checks.length > 0 ? `, check ${checks.join(', ')}` : '') +
    (instances.length > 0 ? `, instance ${instances.join(', ')}` : '') +
    '.'
  );
}

function messagesOf(result: XmlElement): string[] {
  const remarks = smOverrides(result).flatMap((override) => textOf(child(override, 'remark'))?.trim() || []);
  return childrenNamed(result, 'message').flatMap((message) => {
    const text = withoutRemark(textOf(message)!, remarks);
    if (text.trim() === '') return [];
    const severity = attribute(message, 'severity') ?? 'info';
    return severity === 'info' ? text : `${severity}: ${text}`;
  });
}

/** Evaluate-STIG ends its message with the answer file's remark, which is the comment. */
function withoutRemark(message: string, remarks: string[]): string {
  const trimmed = message.trimEnd();
  const remark = remarks.find((r) => trimmed.endsWith(r));
  return remark === undefined ? message : trimmed.slice(0, -remark.length).trimEnd();
}

function contentsOf(result: XmlElement, checkText: string | null): string[] {
  return childrenNamed(result, 'check').flatMap((check) => {
    const content = child(check, 'check-content');
    // Content with elements is STIG Manager's record, or markup of the check itself (SSG).
    if (content === undefined || hasElements(content) || /ocil/i.test(attribute(check, 'system') ?? '')) return [];
    const text = textOf(content)!;
    return text.trim() === '' || folded(text) === folded(checkText ?? '') ? [] : [text];
  });
}

function commentsOf(result: XmlElement, scanner: Scanner): string[] {
  const own = textOf(smElement(result, 'comment')) ?? '';
  const overrides = [...smOverrides(result), ...childrenNamed(result, 'override')].map((override) =>
    overrideText(override, attribute(result, 'time') ?? scanner.endTime),
  );
  return [own, ...overrides.filter((text) => !own.includes(text))].filter((text) => text !== '');
}

/**
 * `<remark>`, then `(unknown overridden to pass by <authority> at <time>)`; the time where it is not the result's own.
 * STIG Manager's words and XCCDF's.
 */
function overrideText(override: XmlElement, resultTime: string | null): string {
  const named = (...names: string[]) => names.map((name) => textOf(child(override, name))).find((text) => text);
  const remark = named('remark') ?? '';
  const authority = attribute(override, 'authority') ?? named('authority');
  const time = attribute(override, 'time');
  const change = `${named('oldResult', 'old-result') ?? 'a result'} overridden to ${named('newResult', 'new-result') ?? 'another'}`;
  const line = `(${change}${authority ? ` by ${authority}` : ''}${time && time !== resultTime ? ` at ${time}` : ''})`;
  return remark === '' ? line : `${remark}\n${line}`;
}

/** An element of STIG Manager's record within a check's content: `detail`, `comment`, `resultEngine`. */
export function smElement(result: XmlElement, name: string): XmlElement | undefined {
  for (const check of childrenNamed(result, 'check')) {
    const found = child(child(check, 'check-content'), name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function smOverrides(result: XmlElement): XmlElement[] {
  const engine = smElement(result, 'resultEngine');
  return engine === undefined ? [] : elementsOf(engine).filter((c) => c.name === 'overrides');
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
