import type { Diagnostic } from '../../io/diagnostic.js';
import { baseName, type Source } from '../../io/source.js';
import { attribute, child, childrenNamed, type XmlElement } from '../../io/xml-element.js';
import type { Benchmark, Rule } from '../../model/benchmark.js';
import type { Checklist, ChecklistBenchmark, Native, Review } from '../../model/checklist.js';
import type { ExtraElement } from '../../model/extra.js';
import { shortId } from '../../model/ids.js';
import { parseReleaseInfo, parseVersion, releaseName } from '../../model/release.js';
import { isResultWord, RESULT_WORDS } from '../../model/result-word.js';
import { xccdfFile } from '../xccdf/extra.js';
import { readRule } from '../xccdf/read-rule.js';
import { assetOf, scannerOfFacts } from './asset.js';
import { enhancedStig, manualBenchmarkId } from './benchmark-id.js';
import { answerOf, overrideMismatch, type Scanner, wordOf } from './rule-result.js';

/** A TestResult as found. */
export interface FoundResult {
  element: XmlElement;
  /** Benchmark it stands in; `undefined` of a bare one. */
  benchmark: Benchmark | undefined;
  /** Namespaces of prefixes that are declared around it. */
  namespaces: Record<string, string>;
}

/** Name of the format, in native records and sources. */
export const FORMAT = 'xccdf-results';

/** What a checklist's STIG keeps of its TestResult for this format's writer. */
export interface StigNative extends Native {
  /** The TestResult with its rule-results taken out. */
  testResult: XmlElement;
  namespaces: Record<string, string>;
  scanner: Scanner;
  /** The device of the ARF. */
  device?: XmlElement;
}

/** What a review keeps: its rule-results as they were. */
export interface ReviewNative extends Native {
  results: XmlElement[];
}

/** Reports a problem at an element. */
type ReportAt = (problem: Omit<Diagnostic, 'file'>, at: XmlElement) => void;

/** The checklist of one TestResult. */
export function checklistOf(
  found: FoundResult,
  device: XmlElement | undefined,
  source: Source,
  report: ReportAt,
): Checklist {
  const { element, benchmark, namespaces } = found;
  const scanner: Scanner = {
    testSystem: attribute(element, 'test-system') ?? scannerOfFacts(element),
    endTime: attribute(element, 'end-time'),
  };
  const reviews = reviewsOf(found, scanner, source, report);
  const targetKey = reviews.find((review) => review.rule.targetKey !== null)?.rule.targetKey ?? null;
  const native: StigNative = {
    format: FORMAT,
    of: source.sha256,
    testResult: { ...element, children: element.children.filter((c) => !isRuleResult(c)) },
    namespaces,
    scanner,
    ...(device === undefined ? {} : { device }),
  };
  return {
    kind: 'checklist',
    title: null,
    id: null,
    asset: assetOf(element, device, targetKey),
    stigs: [
      {
        benchmark: {
          ...(benchmark === undefined ? bareIdentity(element) : benchmarkIdentity(benchmark)),
          targetKey,
          size: benchmark === undefined || benchmark.rules.length === 0 ? null : benchmark.rules.length,
        },
        reviews,
        uuid: null,
        native,
      },
    ],
    sources: [{ name: source.fileName, format: FORMAT, sha256: source.sha256 }],
  };
}

function isRuleResult(node: XmlElement | string): boolean {
  return typeof node !== 'string' && node.name === 'rule-result';
}

/**
 * One review for each rule of the Benchmark, in its order, whether it was tested or not; then one for each rule that the
 * results name and the Benchmark lacks.
 */
function reviewsOf(found: FoundResult, scanner: Scanner, source: Source, report: ReportAt): Review[] {
  const results = resultsByRule(found.element, report);
  const rules = found.benchmark?.rules ?? [];
  const reviews = rules.map((rule) => {
    const own = results.get(rule.ruleId ?? '');
    results.delete(rule.ruleId ?? '');
    return reviewOf(rule, own ?? [], scanner, source.sha256);
  });
  if (rules.length > 0 && results.size > 0) {
    const [first] = results.keys();
    report(
      {
        code: 'element-missing',
        severity: 'warning',
        message: `${results.size} of the rules that have a result are not in the file's Benchmark, the first is ${first}`,
        hint: 'They are read with what their results say of them: no title, no texts.',
      },
      results.get(first!)![0]!,
    );
  }
  const bare = [...results.values()].map((own) => reviewOf(ruleOf(own[0]!), own, scanner, source.sha256));
  return [...reviews, ...bare];
}

/** The rule-results by rule id, in document order; what is wrong with them is reported. */
function resultsByRule(testResult: XmlElement, report: ReportAt): Map<string, XmlElement[]> {
  const results = new Map<string, XmlElement[]>();
  for (const result of childrenNamed(testResult, 'rule-result')) {
    const idref = attribute(result, 'idref')?.trim();
    if (idref === undefined || idref === '') {
      report(
        {
          code: 'element-missing',
          severity: 'error',
          message: 'a rule-result names no rule (idref), so it was left out',
          hint: 'Add the idref of the rule, or have the scanner write the file again.',
        },
        result,
      );
      continue;
    }
    const id = shortId(idref);
    checkWords(result, id, report);
    const own = results.get(id);
    if (own === undefined) results.set(id, [result]);
    else own.push(result);
  }
  return results;
}

function checkWords(result: XmlElement, rule: string, report: ReportAt): void {
  const word = wordOf(result);
  if (!isResultWord(word)) {
    report(
      {
        code: child(result, 'result') === undefined ? 'element-missing' : 'value-invalid',
        severity: 'warning',
        rule,
        message: `${word === '' ? 'no result is given' : `the result ${JSON.stringify(word)} is none of XCCDF`}; the rule counts as not reviewed`,
        hint: `Results are ${[...RESULT_WORDS].sort().join(', ')}.`,
      },
      child(result, 'result') ?? result,
    );
  }
  const overridden = overrideMismatch(result);
  if (overridden !== null) {
    report(
      {
        code: 'value-invalid',
        severity: 'warning',
        rule,
        message: `an override makes the result ${JSON.stringify(overridden)}, but the result is still ${JSON.stringify(word)}`,
        hint: 'The result was taken as it stands, the override is in the comments: decide which holds.',
      },
      result,
    );
  }
}

function reviewOf(rule: Rule, results: XmlElement[], scanner: Scanner, of: string): Review {
  const fixed = { classification: null, uuid: null };
  if (results.length === 0) {
    const blank = { findingDetails: '', comments: '', severityOverride: null, severityJustification: '' };
    return { rule, status: 'not_reviewed', ...blank, ...fixed };
  }
  const native: ReviewNative = { format: FORMAT, of, results };
  return { rule, ...answerOf(results, scanner, rule.check?.text ?? null), ...fixed, native };
}

/**
 * The rule as a result knows it: id, STIG ID (`version`), severity, weight, identifiers, fix and check reference. It is
 * read by the Rule reader, from an element put together of the result's own. A check's content is the rule's check text
 * only where the checking system is OCIL, which asks a person.
 */
function ruleOf(result: XmlElement): Rule {
  const { weight, severity, version, idref } = result.attributes;
  const attributes = {
    id: idref!,
    ...(weight === undefined ? {} : { weight }),
    ...(severity === undefined ? {} : { severity }),
  };
  const empty = { ...result, attributes: {}, children: [] };
  const checks = childrenNamed(result, 'check').map((check) =>
    /ocil/i.test(attribute(check, 'system') ?? '')
      ? check
      : { ...check, children: check.children.filter((c) => typeof c !== 'string' && c.name !== 'check-content') },
  );
  const children = [
    ...(version === undefined ? [] : [{ ...empty, name: 'version', children: [version] }]),
    ...childrenNamed(result, 'ident'),
    ...childrenNamed(result, 'fix'),
    ...checks,
  ];
  return readRule({ ...result, name: 'Rule', attributes, children }, [], xccdfFile(result.prefix));
}

type Identity = Omit<ChecklistBenchmark, 'targetKey' | 'size'>;

function benchmarkIdentity(benchmark: Benchmark): Identity {
  const rearMatter = benchmark.extra?.elements?.find((element) => element.name === 'rear-matter');
  const enhanced = enhancedStig(rearMatter === undefined ? null : plainText(rearMatter));
  const { description, notice, source } = benchmark;
  if (enhanced !== null) {
    const info = parseReleaseInfo(enhanced.releaseInfo);
    return {
      id: enhanced.id ?? (benchmark.id === null ? null : manualBenchmarkId(benchmark.id)),
      title: enhanced.title ?? benchmark.title,
      version: enhanced.version,
      release: info.release,
      releaseName: releaseName(enhanced.version, info.release),
      benchmarkDate: info.benchmarkDate,
      releaseInfo: enhanced.releaseInfo,
      description,
      notice,
      source,
      fileName: enhanced.fileName,
      classification: enhanced.classification,
      customName: null,
    };
  }
  const { version, release } = splitDotted(benchmark);
  return {
    id: benchmark.id === null ? null : manualBenchmarkId(benchmark.id),
    title: benchmark.title,
    version,
    release,
    releaseName: releaseName(version, release),
    benchmarkDate: benchmark.benchmarkDate,
    releaseInfo: benchmark.releaseInfo,
    description,
    notice,
    source,
    fileName: null,
    classification: null,
    customName: null,
  };
}

/** `6.3.3`, as SCC numbers its enhanced content, is version 6, release 3: SCAP release numbers are version and release. */
function splitDotted({ version, release }: { version: string | null; release: string | null }) {
  const dotted = /^(\d+)\.(\d+)(?:\.\d+)*$/.exec(version ?? '');
  return dotted === null ? { version, release } : { version: dotted[1]!, release: dotted[2]! };
}

/**
 * What a TestResult without its Benchmark says of it: the id in `benchmark` (`@id`, else an `@href` that is one, as
 * Tenable writes), the release in `TestResult/@version` (`001.003`) or in the benchmark's file name (`..._V1R3_...`).
 */
function bareIdentity(testResult: XmlElement): Identity {
  const reference = child(testResult, 'benchmark');
  const href = attribute(reference, 'href');
  const id = attribute(reference, 'id') ?? (href?.startsWith('xccdf_') ? href : null);
  const named = /_V(\d+)R(\d+(?:\.\d+)?)(?:_|$)/.exec(baseName(href ?? ''));
  const given = splitDotted(parseVersion(attribute(testResult, 'version')));
  const [version, release] = named && given.release === null ? [named[1]!, named[2]!] : [given.version, given.release];
  return {
    id: id === null ? null : manualBenchmarkId(id),
    title: null,
    version,
    release,
    releaseName: releaseName(version, release),
    benchmarkDate: null,
    releaseInfo: null,
    description: null,
    notice: null,
    source: null,
    fileName: null,
    classification: null,
    customName: null,
  };
}

function plainText(element: ExtraElement): string {
  return (element.children ?? []).map((c) => (typeof c === 'string' ? c : plainText(c))).join('');
}
