import { StigError } from '../../io/diagnostic.js';
import { childrenNamed, type XmlElement } from '../../io/xml-element.js';
import type { Checklist, ChecklistStig, Review } from '../../model/checklist.js';
import { isResultWord, resultOfStatus, statusOfResult } from '../../model/result-word.js';
import type { Write } from '../format.js';
import { assetOf, scannerOfFacts } from './asset.js';
import { FORMAT, type ReviewNative, type StigNative } from './checklist.js';
import { isDateTime, scapId } from './ids.js';
import { answerOf } from './rule-result.js';
import { targetParts } from './write-asset.js';
import { benchmarkParts, fixId, identsOf, ruleIdOf, writeCheck } from './write-benchmark.js';
import { mendRuleResult, unknownChildren } from './write-native.js';
import { cdf, Namespaces, type Out, serialize } from './write-xml.js';

/** `test-system` of a file whose answers come from several scanners or from none. */
const OWN_SYSTEM = 'cpe:/a:stigkit:stigkit';

/**
 * Writes the answers of a checklist as XCCDF 1.2: a Benchmark with its rules and one TestResult, elements prefixed `cdf:`
 * and every check with a `system`, so that STIG Viewer 2 takes it (FORMATS D.3) and the schema holds. Details and
 * comments stand where STIG Manager writes and reads them, as `sm:detail` and `sm:comment` of the check's content;
 * what only we write (a severity override, the marking) stands in elements and facts of our own, which others pass over.
 *
 * A checklist read from XCCDF results gets its rule-results back, as far as the schema allows, where the answer is as it
 * was read; also its target, where the asset is. There is no clock: `end-time`, which the schema demands, is the source's,
 * else the latest time of a result, else the release's date.
 */
export const writeXccdfResults: Write = (document, _options, { report }) => {
  if (document.kind !== 'checklist') throw cannot(`a ${document.kind} holds no answers`);
  const [stig, second] = document.stigs;
  if (stig === undefined) throw cannot('the checklist holds no STIG');
  if (second !== undefined) {
    throw cannot(
      `one file of results holds one STIG, and the checklist holds ${document.stigs.length}`,
      'Split it first: one file a STIG.',
    );
  }
  const namespaces = new Namespaces();
  const result = testResult(document, stig, namespaces);
  const lost = losses(stig);
  if (lost.length > 0) {
    report({ code: 'not-carried', severity: 'warning', message: `xccdf-results has no place for: ${lost.join('; ')}` });
  }
  const root: Out = {
    name: 'cdf:Benchmark',
    attributes: { ...namespaces.declarations, id: scapId('benchmark', stig.benchmark.id ?? 'unknown') },
    children: [...benchmarkParts(stig), result],
  };
  return serialize(root, (count) =>
    report({
      code: 'characters-replaced',
      severity: 'warning',
      message: `${count} character${count === 1 ? '' : 's'} that XML forbids became U+FFFD`,
    }),
  );
};

function cannot(message: string, hint?: string): StigError {
  return new StigError({ code: 'cannot-convert', severity: 'error', message, ...(hint === undefined ? {} : { hint }) });
}

/** What a scanner's file lets through of the TestResult itself, in the schema's order. Targets are written apart. */
const BEFORE_TARGET = ['title', 'remark', 'organization', 'identity'];
const AFTER_TARGET = ['platform'];

function testResult(checklist: Checklist, stig: ChecklistStig, namespaces: Namespaces): Out {
  const native = stig.native?.format === FORMAT ? (stig.native as StigNative) : undefined;
  const source = native?.testResult;
  const kept = (names: readonly string[]) =>
    native === undefined ? [] : names.flatMap((name) => copies(native, name, namespaces));
  const endTime = endTimeOf(stig, native);
  const written = stig.reviews.flatMap((review) => ruleResults(review, native, endTime, namespaces));
  const benchmarkId = scapId('benchmark', stig.benchmark.id ?? 'unknown');
  const attributes = source?.attributes ?? {};
  const host = checklist.asset.hostName ?? 'host';
  return cdf(
    'TestResult',
    {
      id: scapId('testresult', attributes.id ?? `${stig.benchmark.id ?? 'unknown'}_${host}`),
      'start-time': isDateTime(attributes['start-time']) ? attributes['start-time'] : null,
      'end-time': endTime,
      'test-system': testSystemOf(stig, native),
      version: attributes.version ?? null,
    },
    cdf('benchmark', { href: benchmarkHref(source) ?? benchmarkId, id: benchmarkId }),
    ...kept(BEFORE_TARGET),
    ...targetParts(checklist.asset, sameAsset(checklist, native) ? native : undefined, namespaces),
    ...kept(AFTER_TARGET),
    ...written.map(({ element }) => element),
    score(written.map(({ word }) => word)),
  );
}

function copies(native: StigNative, name: string, namespaces: Namespaces): Out[] {
  return childrenNamed(native.testResult, name).map((element) => namespaces.convert(element, native.namespaces));
}

function benchmarkHref(source: XmlElement | undefined): string | undefined {
  return source === undefined ? undefined : childrenNamed(source, 'benchmark')[0]?.attributes.href;
}

/** Whether the asset is what the TestResult says by itself, without an ARF's device: then its own elements are written. */
function sameAsset(checklist: Checklist, native: StigNative | undefined): boolean {
  if (native === undefined || native.device !== undefined) return false;
  const { native: _, ...asset } = checklist.asset;
  const read = assetOf(native.testResult, undefined, asset.targetKey);
  return (Object.keys(read) as (keyof typeof read)[]).every((key) => read[key] === asset[key as keyof typeof asset]);
}

/** The one scanner of all results; else our own name. */
function testSystemOf(stig: ChecklistStig, native: StigNative | undefined): string {
  if (native !== undefined) {
    return native.scanner.testSystem ?? scannerOfFacts(native.testResult) ?? OWN_SYSTEM;
  }
  const systems = new Set(stig.reviews.flatMap(({ result }) => (result === undefined ? [] : [result.testSystem])));
  const [first] = systems;
  return systems.size === 1 && first != null ? first : OWN_SYSTEM;
}

function endTimeOf(stig: ChecklistStig, native: StigNative | undefined): string {
  const own = native?.scanner.endTime;
  if (isDateTime(own)) return own;
  const times = stig.reviews.flatMap(({ result }) => (isDateTime(result?.time) ? [result.time] : []));
  return times.sort().at(-1) ?? `${stig.benchmark.benchmarkDate ?? '1970-01-01'}T00:00:00`;
}

interface Written {
  element: Out;
  word: string;
}

/** The rule-results of a review: those it was read from, while they still give its answer; else one of our own. */
function ruleResults(
  review: Review,
  native: StigNative | undefined,
  endTime: string,
  namespaces: Namespaces,
): Written[] {
  const idref = ruleIdOf(review.rule);
  if (idref === null) return [];
  const own = review.native?.format === FORMAT ? (review.native as ReviewNative) : undefined;
  if (own !== undefined && native !== undefined && own.of === native.of) {
    const read = answerOf(own.results, native.scanner, review.rule.check?.text ?? null);
    if (
      read.status === review.status &&
      read.findingDetails === review.findingDetails &&
      read.comments === review.comments &&
      read.severityOverride === review.severityOverride &&
      read.severityJustification === review.severityJustification
    ) {
      return own.results.map((result) => mendRuleResult(result, idref, endTime, native.namespaces, namespaces));
    }
  }
  const word = wordOf(review);
  return [{ word, element: ownRuleResult(review, idref, word) }];
}

/** The scanner's word while the status is still what it voted for; else the word of the status. */
function wordOf(review: Review): string {
  const said = review.result?.result;
  return said !== undefined && isResultWord(said) && statusOfResult(said) === review.status
    ? said
    : resultOfStatus(review.status);
}

function ownRuleResult(review: Review, idref: string, word: string): Out {
  const { rule } = review;
  const weight = rule.weight !== null && /^\d+(?:\.\d+)?$/.test(rule.weight) ? rule.weight : null;
  const time = isDateTime(review.result?.time) ? review.result.time : null;
  return cdf(
    'rule-result',
    { idref, time, severity: rule.severity, version: rule.stigId, weight },
    cdf('result', {}, word),
    ...identsOf(rule),
    ...rule.fixes.flatMap((fix) => (fixId(fix) === null ? [] : [cdf('fix', { id: fixId(fix) })])),
    writeCheck(
      rule.check,
      { name: 'sm:detail', children: [review.findingDetails] },
      { name: 'sm:comment', children: [review.comments] },
      ...severityOverride(review),
    ),
  );
}

/** XCCDF has no place for an override of the severity with its reason: it gets an element of our own. */
function severityOverride({ severityOverride: severity, severityJustification: reason }: Review): Out[] {
  if (severity === null && reason === '') return [];
  return [{ name: 'sk:severity-override', attributes: { severity }, children: [reason] }];
}

/** The flat unweighted score of XCCDF: passed of all that were evaluated or should have been (NISTIR 7275 rev. 4). */
function score(words: string[]): Out {
  const passed = words.filter((word) => word === 'pass' || word === 'fixed').length;
  const counted = words.filter((word) => word === 'fail' || word === 'error' || word === 'unknown').length + passed;
  return cdf('score', { system: 'urn:xccdf:scoring:flat-unweighted', maximum: String(counted) }, String(passed));
}

/** What the file cannot say, in words. */
function losses(stig: ChecklistStig): string[] {
  const ids = stig.reviews.map(({ rule }) => ruleIdOf(rule));
  const nameless = ids.filter((id) => id === null).length;
  const shared = ids.length - nameless - new Set(ids.filter((id) => id !== null)).size;
  const unknown = stig.reviews.flatMap(({ native }) =>
    native?.format === FORMAT ? (native as ReviewNative).results.flatMap(unknownChildren) : [],
  );
  return [
    ...[...new Set(unknown)].map((name) => `the element ${name} of a rule-result`),
    ...(nameless > 0 ? [`rules without any id, with their answers (${nameless})`] : []),
    ...(shared > 0
      ? [`a second rule with the same rule id: its answer becomes one more result of the first (${shared})`]
      : []),
  ];
}
